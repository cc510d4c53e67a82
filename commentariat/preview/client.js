/* Keeps the page that it is in up to date. The preview adds it as it serves; what is
   published does not have it. All that comes from files is set as text, never as HTML. */
(() => {
  "use strict";
  const script = document.currentScript;
  const version = script.dataset.version;
  const place = "commentariat-place";
  let source = null;

  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
    } catch { /* no storage here: the browser's own way must do */ }
    if (!kept || kept.path !== location.pathname) return;
    const go = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    go();
    addEventListener("load", go, { once: true });
  };

  const reload = () => {
    try {
      const kept = { path: location.pathname, x: scrollX, y: scrollY };
      sessionStorage.setItem(place, JSON.stringify(kept));
    } catch { /* see above */ }
    location.reload();
  };

  /* --- files: exchanged where they stand -------------------------------------------- */

  const fresh = (url) => {
    const made = new URL(url);
    made.searchParams.set("preview", Date.now().toString(36));
    return made.href;
  };

  const isOne = (url, paths) => {
    if (!url) return false;
    const found = new URL(url, document.baseURI);
    return found.origin === location.origin && paths.has(found.pathname);
  };

  const exchange = (link) => {
    const next = link.cloneNode();
    next.href = fresh(link.href);
    const done = () => link.remove();
    next.addEventListener("load", done, { once: true });
    next.addEventListener("error", () => next.remove(), { once: true });
    link.after(next);
  };

  const takeFiles = (outputs) => {
    const paths = new Set(outputs.map((output) => new URL(output, location.origin).pathname));
    const choices = [...document.querySelectorAll("[srcset]")].map((one) => one.srcset).join();
    const isChosen = [...paths].some((path) => choices.includes(path));
    const isRun = [...document.scripts].some((one) => isOne(one.src, paths));
    if (isChosen || isRun) return reload();
    const images = [...document.images].filter((one) => isOne(one.src, paths));
    for (const image of images) image.src = fresh(image.src);
    const links = [...document.querySelectorAll('link[rel~="stylesheet"]')].filter(
      (one) => new URL(one.href, document.baseURI).origin === location.origin,
    );
    const changed = links.filter((one) => isOne(one.href, paths));
    const isOther = outputs.length > images.length + changed.length;
    /* What the page does not name itself may be named by its styles. */
    for (const link of changed.length || !isOther ? changed : links) exchange(link);
  };

  /* --- problems: laid over the page -------------------------------------------------- */

  const styles = `
    :host { all: initial; }
    section {
      position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh;
      overflow: auto; box-sizing: border-box; padding: 1rem 1.25rem 1.25rem;
      font: 15px/1.45 system-ui, sans-serif; color: #f6f1ee; background: #2b1a1a;
      border-top: 4px solid #e5484d; box-shadow: 0 -6px 30px rgb(0 0 0 / .4);
    }
    header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
    h2 { font-size: 1rem; margin: 0; }
    button {
      font: inherit; color: inherit; background: none; border: 1px solid currentColor;
      border-radius: 4px; padding: .1rem .7rem; cursor: pointer;
    }
    button:focus-visible { outline: 2px solid #ffb4b4; outline-offset: 2px; }
    ol { list-style: none; margin: .75rem 0 0; padding: 0; display: grid; gap: .9rem;
      grid-template-columns: minmax(0, 1fr); }
    p { margin: 0; overflow-wrap: anywhere; }
    b { font-weight: 600; color: #ffb4b4; }
    pre {
      margin: .3rem 0 0; padding: .4rem .6rem; overflow-x: auto; background: #1b1010;
      font: 13px/1.5 ui-monospace, monospace;
    }
    pre span { display: block; opacity: .6; }
    pre span[data-fault] { opacity: 1; color: #ffd9a8; }
  `;

  const element = (name, text, parts = []) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...parts);
    return made;
  };

  const lineOf = (line) => {
    const made = element("span", `${String(line.number).padStart(4)}  ${line.text}`);
    if (line.is_fault) made.dataset.fault = "";
    return made;
  };

  const itemOf = (problem) => {
    const where = problem.line ? `${problem.source}:${problem.line}` : problem.source;
    const parts = [element("p", "", [element("b", where), `: ${problem.message}`])];
    if (problem.lines.length) parts.push(element("pre", "", problem.lines.map(lineOf)));
    return element("li", "", parts);
  };

  const showProblems = (told) => {
    document.querySelector("commentariat-problems")?.remove();
    if (!told.count) return;
    const host = document.createElement("commentariat-problems");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    const title = told.count === 1 ? "1 problem" : `${told.count} problems`;
    const hide = element("button", "Hide");
    hide.type = "button";
    hide.addEventListener("click", () => host.remove());
    const box = element("section", "", [
      element("header", "", [element("h2", title), hide]),
      element("ol", "", told.problems.map(itemOf)),
    ]);
    box.setAttribute("role", "alert");
    box.lang = "en";
    box.dir = "ltr";
    root.append(box);
    document.body.append(host);
  };

  /* --- the stream -------------------------------------------------------------------- */

  const showProgress = ([stage, done, total]) => {
    const text = document.getElementById("Progress");
    if (text && !version) text.textContent = total ? `${stage} ${done} of ${total}` : stage;
  };

  const listen = () => {
    if (source) return;
    const query = new URLSearchParams({ path: location.pathname, version });
    source = new EventSource(`/_commentariat/events?${query}`);
    const on = (name, take) =>
      source.addEventListener(name, (event) => take(JSON.parse(event.data)));
    on("reload", reload);
    on("files", takeFiles);
    on("problems", showProblems);
    on("progress", showProgress);
  };

  const leave = () => {
    source?.close();
    source = null;
  };

  /* A browser gives one address six connections in all: a page that nobody sees leaves
     its own to others, and catches up when it is looked at. */
  const follow = () => (document.visibilityState === "visible" ? listen() : leave());

  restore();
  follow();
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", follow);
})();

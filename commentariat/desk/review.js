// Keys for the review: the page is whole without this script.
(() => {
  "use strict";
  const KEPT = "review-place";
  const points = () => [...document.querySelectorAll(".point")];
  const current = () => document.activeElement?.closest(".point") ?? null;

  const go = (step) => {
    const all = points();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const press = (...values) => {
    const point = current() ?? points()[0];
    const buttons = values.map((value) => point?.querySelector(`button[value="${value}"]`));
    buttons.find(Boolean)?.click();
  };

  const edit = () => {
    const field = (current() ?? points()[0])?.querySelector("input[name=after]");
    field?.focus();
    field?.select();
  };

  const KEYS = {
    j: () => go(1), k: () => go(-1), e: edit,
    a: () => press("accept", "merge a into b"), b: () => press("merge b into a"),
    n: () => press("not the same"), l: () => press("later"),
    r: () => press("reject"), d: () => press("dismiss"),
    u: () => document.getElementById("undo")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=hidden]), select, textarea");
    if (event.key === "Escape" && typing) return typing.closest(".point")?.focus();
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const action = KEYS[event.key];
    if (!action) return undefined;
    event.preventDefault();
    return action();
  });

  // After a decision the page is loaded anew: the point in that place is the next.
  document.addEventListener("submit", (event) => {
    const at = points().indexOf(event.target.closest(".point"));
    if (at >= 0) sessionStorage.setItem(KEPT, String(at));
  });
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept !== null) {
    const all = points();
    const next = all[Math.min(Number(kept), all.length - 1)];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }
})();

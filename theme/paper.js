// The contents of a paper: marks the part that is being read. Without this they are links.
{
  const links = new Map(
    [...document.querySelectorAll(".toc a")].map((link) => [link.getAttribute("href").slice(1), link]),
  );
  const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const rail = document.querySelector(".toc")?.closest(".rail");
  const passed = new Set();
  let marked;

  function mark(link) {
    // On narrow screens the second level is not shown: what it lies in is marked then.
    if (link && !link.offsetParent) link = link.closest("ol").parentElement.querySelector("a");
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    marked = link;
    if (!link || rail.scrollHeight <= rail.clientHeight) return;
    const above = link.getBoundingClientRect().top - rail.getBoundingClientRect().top;
    if (above < 40 || above > rail.clientHeight - 80) rail.scrollTop += above - rail.clientHeight / 2;
  }

  // A heading counts as passed once it is in the upper third of the window, or above.
  const watcher = new IntersectionObserver(
    (seen) => {
      for (const one of seen) {
        if (one.isIntersecting) passed.add(one.target);
        else passed.delete(one.target);
      }
      mark(links.get(heads.findLast((head) => passed.has(head))?.id));
    },
    { rootMargin: "1000000px 0px -66%" },
  );
  for (const head of heads) watcher.observe(head);
}

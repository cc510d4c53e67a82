// The page of the search offers the feed of what two terms have in common, where there is one.
const feed = document.getElementById("Feed");
const crossings = feed.dataset.crossings.split(" ").map((one) => [...new URLSearchParams(one)]);

function offer() {
  const asked = [...new URLSearchParams(location.search)].filter(([name, value]) => value && name !== "sort");
  const terms = new Map(asked);
  const crossing = crossings.find((paths) => paths.every(([facet]) => terms.has(facet)));
  if (!crossing || asked.length !== 2 || document.getElementById("Export").hidden) return;
  feed.href = `${crossing.map(([facet, path]) => `${path}${encodeURIComponent(terms.get(facet))}/`).join("")}feed.xml`;
  feed.hidden = false;
}

// search.js writes what was chosen last.
new MutationObserver(offer).observe(document.getElementById("Chosen"), { childList: true });
offer(); // it may have been there first

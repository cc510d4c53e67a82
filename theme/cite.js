// Copies a citation as readers see it, and takes the page's one block along as a file.
{
  const box = document.querySelector(".cite");
  const { copy, copied } = box.dataset;

  for (const text of navigator.clipboard ? box.querySelectorAll("dd") : []) {
    const cited = text.innerHTML.trim();
    const said = text.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    const name = `${copy}: ${text.previousElementSibling.textContent.trim()}`;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", async () => {
      const whole = { "text/html": cited, "text/plain": said };
      const parts = Object.entries(whole).map(([type, part]) => [type, new Blob([part], { type })]);
      await (window.ClipboardItem ? navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]) : navigator.clipboard.writeText(said));
      button.textContent = copied;
      button.setAttribute("aria-label", copied); // who listens hears the name of the button
      setTimeout(() => {
        button.textContent = copy;
        button.setAttribute("aria-label", name);
      }, 2000);
    });
    text.append(" ", button);
  }

  // A site's own page may have the box without what stands behind the main part.
  const links = document.querySelector("#Files p");
  if (links) {
    links.parentNode.remove();
    box.querySelector("[href='#Files']").parentNode.replaceWith(links);
    const ris = links.querySelector("[download$='.ris']");
    const link = document.createElement("a");
    link.textContent = "CSL-JSON";
    link.download = ris.download.replace(/ris$/, "json");
    link.href = URL.createObjectURL(new Blob([box.querySelector("[type*=citationstyles]").text], { type: "application/json" }));
    ris.after(" ", link);
  }
}

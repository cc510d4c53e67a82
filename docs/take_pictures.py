"""
Take the pictures of the docs: pages of the sample archive, as a preview shows them, and
those of the tutorial, as they are once its steps were taken.

Run it from the top of the checkout, where Chromium is:
`PYTHONPATH=tests .venv/bin/python docs/take_pictures.py`.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from chromium import launch
from doc_examples import follow
from PIL import Image
from playwright.sync_api import Page
from preview_process import previewing

DOCS = Path(__file__).parent
ROOT = DOCS.parent
LARGE = 1440, 900
SMALL = 1100, 640
PAGES = {
    "home": ("", "light"),
    "article": ("articles/after-sunset-water-costs-more/", "light"),
    "author-dark": ("authors/mara-lindqvist/", "dark"),
}
"""Which page a picture shows, and whether by day or night."""
STEPS = {
    "tutorial-new.png": "",
    "tutorial-article.png": "articles/the-ferry-at-twenty-to-ten/",
    "tutorial-author.png": "authors/mara-lindqvist/",
}
"""Which page a picture of the tutorial shows."""
FAULTY = "fire-engine"
"""The article that gets a fault, and a picture of what is told of it."""


def keep(page: Page, name: str) -> None:
    """Take what the window shows, in as few colors as do."""
    page.evaluate("document.fonts.ready.then(() => null)")
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = taken.quantize(256, dither=Image.Dither.NONE)
    few.save(DOCS / f"{name}.png", optimize=True)


def show(page: Page, address: str, size: tuple[int, int], scheme: str) -> None:
    """Open the page at *address* in a window of that *size*."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)


def take_steps(page: Page, folder: Path) -> None:
    """Take the pictures of the tutorial, each when its step is done."""
    for name in follow("tutorial.md", folder):
        (settings,) = folder.glob("*/pyproject.toml")
        with previewing(settings.parent) as preview:
            show(page, preview.address + STEPS[name], SMALL, "light")
            keep(page, name.removesuffix(".png"))


def main() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as made, launch() as browser:
        take_steps(browser.new_page(reduced_motion="reduce"), Path(made))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(ROOT / "content", folder / "content")
        shutil.copy(ROOT / "pyproject.toml", folder)
        (faulty,) = folder.glob(f"content/articles/**/{FAULTY}.md")
        with previewing(folder) as preview, launch() as browser:
            page = browser.new_page(reduced_motion="reduce")
            for name, (path, scheme) in PAGES.items():
                show(page, preview.address + path, LARGE, scheme)
                keep(page, name)
            show(page, f"{preview.address}articles/{FAULTY}/", SMALL, "light")
            text = faulty.read_text(encoding="utf-8")
            faulty.write_text(text.replace("\nregions:", "\nregion:"), encoding="utf-8")
            page.locator("commentariat-problems").get_by_text("'regions'").wait_for()
            keep(page, "preview")


if __name__ == "__main__":
    main()

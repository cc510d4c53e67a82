"""
Take the pictures of the docs in Chromium, each of a page that a preview shows.

Those of the tutorial are of the site that following it makes, each as soon as its step is
done; the others are of the sample archive, and of a site with one raw file. Run it from
the top of the checkout: `make docs-pictures`.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Literal

from chromium import launch
from doc_examples import follow
from PIL import Image
from playwright.sync_api import Browser, Page
from preview_process import Preview, previewing

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PICTURES = DOCS / "pictures"
SIZE = 1280, 720
LARGEST = 60_000
"""Bytes that a picture may have: a page of the docs is to open on any network."""
LARGEST_SHEET = 100_000
"""Likewise, of five pictures on one sheet."""
TUTORIAL = {
    "tutorial-new.png": ("", "Welcome to your archive"),
    "tutorial-settings.png": ("", "The River Desk"),
    "tutorial-article.png": ("articles/the-ferry-at-twenty-to-ten/", "in the rain"),
    "tutorial-fault.png": ("articles/the-ferry-at-twenty-to-ten/", "in the rain"),
    "tutorial-author.png": ("authors/mara-lindqvist/", "Senior fellow"),
    "tutorial-page.png": ("about/", "since 1998"),
    "tutorial-raw.png": ("articles/harbor-lights/", "It was the cheapest"),
    "tutorial-site.png": ("", "Jonas Thorbecke"),
}
"""Which page of the site each picture of the tutorial shows, and words that it has then."""
SAMPLE = {
    "home.png": ("", "light"),
    "author-dark.png": ("authors/mara-lindqvist/", "dark"),
    "paper.png": ("articles/price-of-a-shut-gate/#nine-quiet-years", "light"),
    "search.png": ("search/?q=water&from=2019", "light"),
    "explore.png": ("explore/", "light"),
}
"""Which page of the sample archive a picture shows, and whether by day or night."""
LOOKS = {
    "look-home.webp": ("", "ar/"),
    "look-article.webp": (
        "articles/room-behind-gate-four/",
        "articles/tanker-and-meter/",
    ),
    "look-paper.webp": ("articles/price-of-a-shut-gate/", ""),
    "look-author.webp": (
        "authors/mara-lindqvist/",
        "ar/authors/walter-ames-pruitt-jr/",
    ),
    "look-series.webp": ("series/tidemark/", "ar/series/tidemark/"),
    "look-region.webp": ("regions/middle-east/", "ar/regions/middle-east/"),
}
"""Which page each sheet shows by day, by night, on a phone and on paper, and which one from
right to left; where none is named it is the first, in the archive that MIRRORED makes."""
MIRRORED = "content/articles/2025/a-shut-gate/index.md", "language: en", "language: ar"
"""What makes the one long paper run from right to left, with its English words."""
WIDE, PHONE, PAPER = (1280, 800), (390, 844), (794, 1123)
MARGIN = 76
"""Two centimeters, in pixels of a page of paper."""
CELL, GAP = 400, 12
"""How high a page stands on a sheet, and the room between two."""
REVIEW = "review.png"
"""Of the review, with the raw file that its how-to is about."""
FAULT = "\nregions:", "\nregion:"
"""The slip that the tutorial speaks of."""
RAW = ROOT / "tests/fixtures/raw/seedlike.txt", "content/raw/0517-mail-plane.txt"


def take_pictures(folder: Path) -> None:
    """Take all of them into *folder*."""
    with launch() as browser, tempfile.TemporaryDirectory() as made:
        for name in ("tutorial", "sample", "mirrored", "review"):
            (Path(made) / name).mkdir()
        take_tutorial(browser, Path(made) / "tutorial", folder)
        take_sample(browser, Path(made) / "sample", folder)
        take_looks(browser, Path(made) / "sample", Path(made) / "mirrored", folder)
        take_review(browser, Path(made) / "review", folder)


def take_tutorial(browser: Browser, made: Path, folder: Path) -> None:
    """Follow the tutorial in *made*, with a preview, and take its pictures into *folder*."""
    steps = follow("tutorial.md", made)
    first = next(steps)
    (settings,) = made.glob("*/pyproject.toml")
    with opened(browser, settings.parent) as (preview, page):
        for shown in chain((first,), steps):
            name = Path(shown).name
            address, words = TUTORIAL[name]
            preview.shows(f"/{address}", words)
            page.goto(preview.address + address)
            if name != "tutorial-fault.png":
                keep(page, folder / name)
                continue
            (article,) = settings.parent.glob("content/articles/*ferry*.md")
            text = article.read_text(encoding="utf-8")
            article.write_text(text.replace(*FAULT), encoding="utf-8")
            told = page.locator("commentariat-problems").get_by_text("'regions'")
            told.wait_for()
            keep(page, folder / name)
            article.write_text(text, encoding="utf-8")


def take_sample(browser: Browser, made: Path, folder: Path) -> None:
    """Take the pictures of the sample archive."""
    shutil.copytree(ROOT / "content", made / "content")
    shutil.copy(ROOT / "pyproject.toml", made)
    with opened(browser, made) as (preview, page):
        for name, (address, scheme) in SAMPLE.items():
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.goto(preview.address + address)
            page.wait_for_selector("[aria-busy=true]", state="detached")
            keep(page, folder / name)


def take_looks(browser: Browser, made: Path, mirrored: Path, folder: Path) -> None:
    """Take each page of LOOKS in all its ways, and lay them on one sheet."""
    shutil.copytree(made, mirrored, dirs_exist_ok=True)
    name, old, new = MIRRORED
    text = (mirrored / name).read_text(encoding="utf-8")
    (mirrored / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with (
        opened(browser, made) as (plain, page),
        opened(browser, mirrored) as (turned, _),
    ):
        for name, (address, other) in LOOKS.items():
            there = plain.address + address
            lay(
                folder / name,
                look(page, there, WIDE),
                look(page, there, WIDE, "dark"),
                look(
                    page,
                    plain.address + other if other else turned.address + address,
                    WIDE,
                ),
                look(page, there, PHONE),
                look(page, there, PAPER, media="print"),
            )


def look(
    page: Page,
    address: str,
    size: tuple[int, int],
    scheme: Literal["light", "dark"] = "light",
    media: Literal["screen", "print"] = "screen",
) -> Image.Image:
    """Show a page in a window of *size*, as high as a row of a sheet."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme, media=media)
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.wait_for_function(
        "[...document.images].every(one => one.complete || one.loading === 'lazy')"
    )
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.goto("about:blank")  # which no save reloads
    if media == "print":
        taken = on_paper(taken)
    width = size[0] * CELL // size[1]
    return taken.resize((width, CELL), Image.Resampling.LANCZOS)


def on_paper(taken: Image.Image) -> Image.Image:
    """Give what was taken the margins that the stylesheet of paper asks of a printer."""
    paper = Image.new("RGB", taken.size, "#fff")
    width, height = taken.width - 2 * MARGIN, taken.height * (taken.width - 2 * MARGIN)
    paper.paste(taken.resize((width, height // taken.width)), (MARGIN, MARGIN))
    return paper


def lay(path: Path, *shown: Image.Image) -> None:
    """Lay two pages into the first row of a sheet, and the others into the second."""
    rows = shown[:2], shown[2:]
    width = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    sheet = Image.new("RGB", (width, 2 * CELL + 3 * GAP), "#8a9499")
    for number, row in enumerate(rows):
        left = GAP
        for one in row:
            sheet.paste(one, (left, GAP + number * (CELL + GAP)))
            left += one.width + GAP
    sheet.save(path, quality=72, method=6)


def take_review(browser: Browser, made: Path, folder: Path) -> None:
    """Take the picture of the review as a page."""
    settings = '[tool.commentariat]\ntitle = "Our Archive"\n'
    (made / "pyproject.toml").write_text(settings, encoding="utf-8")
    raw = made / RAW[1]
    raw.parent.mkdir(parents=True)
    shutil.copy(RAW[0], raw)
    with opened(browser, made) as (preview, page):
        page.goto(f"{preview.address}_review/")
        keep(page, folder / REVIEW)


@contextmanager
def opened(browser: Browser, site: Path) -> Iterator[tuple[Preview, Page]]:
    """Open a window on a preview of the *site*, by day."""
    page = browser.new_page(
        viewport={"width": SIZE[0], "height": SIZE[1]},
        color_scheme="light",
        reduced_motion="reduce",
    )
    with previewing(site) as preview:
        try:
            yield preview, page
        finally:
            page.close()


def keep(page: Page, path: Path) -> None:
    """Take what the window shows, in as many colors as its size allows."""
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for colors in (256, 128, 64, 32, 16):
        few = taken.quantize(colors, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            break
    page.goto("about:blank")  # which no save reloads


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    take_pictures(PICTURES)

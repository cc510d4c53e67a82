"""Files of any name: a build, a check, the preview and a browser take them for the same."""

from __future__ import annotations

import os
import random
import sys
import unicodedata
from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest
from chromium import launch
from harness import SiteFolder, article
from playwright.sync_api import Page
from preview_process import previewing

from commentariat.archive.text import readable_path
from commentariat.engine.svg import read_size
from commentariat.errors import Problem
from commentariat.pipeline import check_site

pytestmark = pytest.mark.browser

A_PAGE = 100  # files that an article shows
MARKS = " !\"#$%&'()*+,-.:;<=>?@[\\]^_`{|}~"
WORDS = ("map", "%20", "%C3%B6", "&amp;", "..", "ö", "ö", "é́", "Größe", "港", "مرفأ",
         "(2)", "50%", "a b", "ſ", "ﬁ", "İ", "👩‍🚢")  # fmt: skip
MEASURE = """
    urls => Promise.all(urls.map(url => new Promise(done => {
        const image = new Image();
        image.onload = () => done(image.naturalWidth);
        image.onerror = () => done(0);
        image.src = url;
    })))
"""


def some_names(count: int, seed: int) -> list[str]:
    """Make names that a file system takes, no two of which are one file anywhere."""
    rng, found = random.Random(seed), dict[str, str]()
    while len(found) < count:
        parts = [_part(rng) for _ in range(rng.randint(1, 9))]
        name = "".join(parts)[:50] + ".svg"
        folded = unicodedata.normalize("NFC", name).casefold()
        folded = unicodedata.normalize("NFC", folded)
        found.setdefault(folded, name)
    return list(found.values())


def _part(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.4:
        return rng.choice(MARKS)
    if kind < 0.6:
        return rng.choice(WORDS)
    while True:
        one = chr(rng.randrange(1, rng.choice((0x80, 0x3000, sys.maxunicode))))
        if one != "/" and unicodedata.category(one) != "Cs":
            return one


def drawing(width: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="1"/>'


def shown(name: str, number: int) -> str:
    """Show the file *name*, and lead to it, in one of the ways there are."""
    encoded = quote(name, safe="")
    in_angles = encoded if set(name) & set("<>\\%?#&`*_[]!:") else name
    way = (
        f"![x](/files/{encoded})",
        f"![x](</files/{in_angles}>)",
        f'<img src="/files/{escape(quote(name))}" alt="x">',
        f'<img src="../files/{encoded}" alt="x">',
        f"![x][{number}]\n\n[{number}]: </files/{in_angles}> 'T'",
    )[number % 5]
    return f"{way}\n\n[to it]({'/files/' if number % 2 else '../files/'}{encoded})\n"


def write(site: SiteFolder, names: Iterable[str]) -> None:
    """Write files of these *names*, each as wide as its number, and what shows them."""
    texts: dict[int, list[str]] = {}
    for number, name in enumerate(names):
        site.write(f"content/files/{name}", drawing(number + 1))
        texts.setdefault(number // A_PAGE, []).append(shown(name, number))
    for page, parts in texts.items():
        lead = {"image": f"files/{list(names)[page * A_PAGE]}", "image_alt": "x"}
        site.write(
            f"content/articles/p{page}.md", article("P", "\n".join(parts), **lead)
        )


def refused(site: SiteFolder) -> set[str]:
    """Hold what a build refuses against what a check does; give the files it names."""
    site.build()
    told = check_site(site.options()).problems
    assert _said(told) == _said(site.report.problems)
    return {one.source.removeprefix("content/files/") for one in site.report.problems}


def _said(problems: Iterable[Problem]) -> set[tuple[str, str]]:
    return {(one.source, str(one.message)) for one in problems}


def seen(page: Page, address: str, number: int) -> list[list[int]]:
    """Give the widths of all pictures of an article, and of what its links lead to."""
    page.goto(f"{address}articles/p{number}/")
    found = []
    for kind, where in (("img", "src"), ("a:not(.pn)", "href")):  # not of a paragraph
        urls = page.eval_on_selector_all(
            f".text {kind}", f"all => all.map(one => one.{where})"
        )
        found.append(page.evaluate(MEASURE, urls))
    found.append(
        page.eval_on_selector_all(
            "figure img", "all => all.map(img => img.naturalWidth)"
        )
    )
    return found


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_files_of_any_name_are_found_by_all_alike(count: int, tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    names = some_names(count, int(os.environ.get("NAMES_SEED", "1")))
    for name in names:
        site.write(f"content/files/{name}", drawing(1))
    for name in faulty_names(names, refused(site)):
        site.delete(f"content/files/{name}")
    assert not refused(site)
    plain = [name for name in names if site.has(output_of(name))]
    assert len(plain) > count * 0.6
    write(site, plain)
    assert not refused(site)
    for number, name in enumerate(plain):
        data = (site.folder / "output" / output_of(name)).read_bytes()
        assert read_size(data) == (number + 1, 1)
    with previewing(site.folder) as preview, launch() as browser:
        page = browser.new_page()
        for first in range(0, len(plain), A_PAGE):
            widths = list(range(first + 1, min(first + A_PAGE, len(plain)) + 1))
            found = seen(page, preview.address, first // A_PAGE)
            assert found == [widths, widths, [first + 1]]


def output_of(name: str) -> str:
    return f"files/{unicodedata.normalize('NFC', name)}"


def faulty_names(names: Iterable[str], told: set[str]) -> set[str]:
    """Find which of *names* are *told* of, where what cannot be shown is replaced."""
    return {name for name in names if readable_path(name) in told}


def test_a_link_to_a_file_that_is_left_alone_is_told_alike(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    names = [one for one in some_names(400, 2) if "\\" not in one and one.isprintable()]
    write(site, [f".{name}" for name in names])
    for page in range(-(-len(names) // A_PAGE)):
        site.edit(f"content/articles/p{page}.md", "\nimage: ", "\nimage_credit: ")
    site.build()
    told = {str(one) for one in check_site(site.options()).problems}
    assert told == set(site.problems)
    assert len(told) >= len(names)

"""The pairs of the sample archive, and what becomes of them when a half is another."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hreflang import DEFAULT, alternates_of, faults_of, groups_of
from sample import TODAY, Html, Published, listed

from commentariat.kinds import Kind
from commentariat.pipeline import Options, build_site, check_site

ORIGINAL = "content/articles/2022/dvenadtsat-metrov.md"
ENGLISH = "content/articles/2022/twelve-meters.md"
THIRD = "content/articles/2022/ithna-ashar-mitran.md"
RAW = ("0713-twelve-meters-europe.txt", "2022-09-28-dvenadtsat-metrov.txt")
NOINDEX = '<meta name="robots" content="noindex"><title>'
ARABIC = """\
---
title: اثنا عشر متراً
slug: ithna-ashar-mitran
date: 2022-11-02
language: ar
translation_of: twelve-meters
authors: [Vera Lanskaya]
---
من الضفة اليسرى يبدو الجسر شبه مكتمل.
"""


def test_every_pair_holds_both_ways(published: Published) -> None:
    assert not (faults := list(faults_of(published))), listed(faults)
    groups = groups_of(published, "articles/")
    languages = sorted(sorted({*one} - {DEFAULT}) for one in groups)
    assert languages == [["ar", "en"], ["ar", "en", "ru"], ["en", "ru"], ["en", "ru"]]
    assert all(DEFAULT in one for one in groups)


@pytest.fixture
def archive(sample: Published, tmp_path: Path) -> Published:
    """The sample archive, to be edited; one of its pieces has a second translation."""
    folder = tmp_path / "site"
    ignore = shutil.ignore_patterns("output")
    shutil.copytree(sample.folder, folder, ignore=ignore)
    (folder / THIRD).write_text(ARABIC, encoding="utf-8")
    return Published(folder, sample.base_url)


def edit(archive: Published, path: str, old: str, new: str) -> None:
    file = archive.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def built(archive: Published) -> Published:
    base = archive.base_url
    where = Options(site=archive.folder, today=TODAY, base_url=base, workers=1)
    report = build_site(where)
    assert not report.problems, [str(one) for one in report.problems]
    return Published(archive.folder, archive.base_url)  # nothing of it is kept


def languages(site: Published, slug: str) -> list[str]:
    return [one for one, _ in alternates_of(site.pages[f"articles/{slug}/index.html"])]


def test_a_renamed_half_keeps_its_group(archive: Published) -> None:
    new = "slug: dvenadtsat\naliases: [/articles/dvenadtsat-metrov/]"
    edit(archive, ORIGINAL, "slug: dvenadtsat-metrov", new)
    site = built(archive)
    assert not (faults := list(faults_of(site))), listed(faults)
    assert languages(site, "dvenadtsat") == ["ru", "ar", "en", DEFAULT]


def test_a_merged_half_gives_its_place_to_the_other(archive: Published) -> None:
    original = archive.folder / ORIGINAL
    text = original.read_text(encoding="utf-8")
    other = text.replace("slug: dvenadtsat-metrov", "slug: most")
    other = other[: other.index("\nrelated:")] + "\n---" + text.split("\n---", 1)[1]
    original.unlink()
    (original.parent / "most.md").write_text(other, encoding="utf-8")
    for name in RAW:
        (archive.folder / "content/raw" / name).unlink()
    redirects = archive.folder / "content/redirects.txt"
    known = redirects.read_text(encoding="utf-8") if redirects.exists() else ""
    lines = f"{known}/articles/dvenadtsat-metrov/ most\n"
    redirects.write_text(lines, encoding="utf-8")
    site = built(archive)
    assert not (faults := list(faults_of(site))), listed(faults)
    assert languages(site, "most") == ["ru", "ar", "en", DEFAULT]


@pytest.mark.parametrize("how", ["withdrawn", "held back", "expired", "dated later"])
def test_a_half_that_is_not_out_is_in_no_group(archive: Published, how: str) -> None:
    more = {
        "withdrawn": "withdrawn: 2026-01-01\nwithdrawn_reason: It was no bridge.",
        "held back": "draft: yes",
        "expired": "until: 2025-12-31\nuntil_reason: It was for that year.",
        "dated later": "date: 2030-10-17",
    }[how]
    if how == "dated later":
        edit(archive, ENGLISH, "date: 2022-10-17", more)
    else:
        edit(archive, ENGLISH, "translation_of:", f"{more}\ntranslation_of:")
    edit(archive, THIRD, "twelve-meters", "dvenadtsat-metrov")
    site = built(archive)
    assert not (faults := list(faults_of(site))), listed(faults)
    assert languages(site, "dvenadtsat-metrov") == ["ru", "ar", DEFAULT]


def test_without_its_original_the_others_are_a_group(archive: Published) -> None:
    more = "withdrawn: 2026-01-01\nwithdrawn_reason: It was no bridge.\n"
    edit(archive, ORIGINAL, "language: ru\n", f"language: ru\n{more}")
    site = built(archive)
    assert not (faults := list(faults_of(site))), listed(faults)
    assert languages(site, "twelve-meters") == ["ar", "en"]


def test_the_checker_tells_what_a_crawler_would_not_take(archive: Published) -> None:
    site = built(archive)
    output = "articles/dvenadtsat-metrov/index.html"
    text = site.read(output)
    for old, new, told in (
        ('hreflang="ar"', 'hreflang="fa"', "says otherwise"),
        ('hreflang="en" href="', 'hreflang="en" href="x/', "is not there"),
        ('<html lang="ru"', '<html lang="be"', "does not name itself"),
        ('hreflang="x-default"', 'hreflang="en"', "names a language twice"),
        ('hreflang="en" lang="en"', 'hreflang="fr" lang="en"', "leads readers"),
    ):
        assert old in text
        changed = text.replace(old, new, 1)
        site.pages[output] = Html(output, site.url_of(output), changed)
        assert any(told in fault for fault in faults_of(site)), told


def test_the_checker_tells_what_is_wrong_between_listings(sample: Published) -> None:
    site = Published(sample.folder, sample.base_url)
    for output, old, new, told in (
        ("regions/europe/index.html", "<title>", NOINDEX, "no page to be kept"),
        ("ru/regions/europe/index.html", "<title>", NOINDEX, "no page of its own"),
        ("ar/index.html", 'href="https://example.org/ru/', 'href="https://x.example/', "is not there"),
        ("index.html", '<a href="/ru/" lang="ru"', '<a href="/ru/" lang="fr"', "readers not"),
        ("about/index.html", '"/ar/about/" lang="ar"', '"/contact/" lang="ar"', "not in 'ar'"),
        ("ru/contact/index.html", '<a href="/contact/" lang="en"', '<b lang="en"', "leads to ['ar']"),
        ("ru/years/2022/index.html", 'hreflang="x-default"', 'hreflang="fr"', "fewer pages"),
    ):  # fmt: skip
        text = site.read(output)
        assert old in text, output
        page = site.pages[output]
        changed = text.replace(old, new, 1)
        site.pages[output] = Html(output, page.url, changed)
        assert any(told in fault for fault in faults_of(site)), told
        site.pages[output] = page
    assert not list(faults_of(site))


def test_the_checker_tells_of_a_sitemap_that_says_otherwise(archive: Published) -> None:
    site = built(archive)
    text = site.read("sitemap.xml")
    link = re.search(r'<xhtml:link rel="alternate" hreflang="ar"[^>]*/>', text)
    assert link is not None
    (site.output / "sitemap.xml").write_text(text.replace(link[0], "", 1), "utf-8")
    assert any("the sitemap says" in fault for fault in faults_of(site))


def test_the_pairs_are_what_check_would_offer_if_nobody_had_said_them(
    archive: Published,
) -> None:
    (archive.folder / THIRD).unlink()
    wanted = set()
    for path in sorted((archive.folder / "content/articles").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if "\ntranslation_of: " in text:
            text = re.sub("\ntranslation_of: .*", "", text)
            path.write_text(text, encoding="utf-8")
            wanted.add(path.relative_to(archive.folder).as_posix())
    assert len(wanted) > 2
    points = check_site(
        Options(site=archive.folder, today=TODAY, workers=1)
    ).open_points
    asked = [one for one in points if one.message.kind is Kind.MAY_TRANSLATE]
    assert {one.source for one in asked} == wanted


def test_what_stands_around_a_related_piece_is_in_the_language_of_the_page(
    sample: Published,
) -> None:
    """Types are of the program: a piece of another part is told of in the page's words."""
    shown = 0
    for page in sample.pages.values():
        if not page.output.startswith("articles/") or page.tree.get("lang") != "en":
            continue
        for card in page.tree.iterfind(".//section[@class='related']//li[h3]"):
            said = "".join(next(card.iterfind("p[@class='when']")).itertext())
            shown += next(card.iterfind("h3")).get("lang", "en") != "en"
            assert said.isascii(), (page, said)
    assert shown

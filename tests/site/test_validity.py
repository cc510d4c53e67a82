"""Every page of the sample archive is HTML that any browser reads the same way."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from statistics import median
from xml.etree.ElementTree import Element

import html5lib
import langcodes
import pytest
from sample import DATA, Html, Published, listed, publish, text_of

from commentariat.language_tags import direction_of

LARGEST = 12 * 1024
"""Bytes that the page of an article may take beside what is read there."""
LARGEST_PACKED = 4 * 1024
"""The same as a host sends them, with all that the settings can add to a page."""
EVERYTHING = "provenance = true\ntheme.share_pictures = true"
LARGEST_UNCITED, LARGEST_BARE = 3072, 2662
"""
The same without citations: with the drawing of the piece and the contents of a long paper,
and without these. A drawing has up to twelve figures that lead to as many paragraphs; half
of all articles keep the second with these, too.
"""
READ = (
    r'<div class="text">.*?(?=<footer>)',
    r'<section class="related".*?</section>',
    r'<nav class="sans translations".*?</nav>',
    r"<ol>\n<li value=.*?</ol>",
)
"""
What is read on the page of an article, and not weighed: its text with its notes, related
pieces, the contents of its series. The contents of the text itself are weighed: they
repeat its headings, but no reader asked for these twice.
"""
DRAWN = (r'<figure class="lead"[^>]*>\s*<svg.*?</figure>', r'<nav class="toc".*?</nav>')
"""What is made of the text alone: a mark a paragraph and a line a heading."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SCRIPTS = {
    "ARABIC": {"ar", "fa", "ur", "ps", "sd", "ug", "ckb"},
    "CYRILLIC": {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"},
    "HEBREW": {"he", "yi"},
}
WORDS = 4
"""From here on a text is more than a name, which may stand in any language."""


def test_the_sample_has_a_page_for_every_article(sample: Published) -> None:
    assert len(sample.articles) > 40
    assert sample.articles.keys() <= sample.pages.keys()


def test_every_page_is_html5_without_a_parse_error(sample: Published) -> None:
    faults = [
        f"{page}:{error}" for page in sample.pages.values() for error in page.errors
    ]
    assert not faults, listed(faults)


def test_the_strict_parser_is_strict() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse(
            "<!DOCTYPE html><title>x</title><p></div>"
        )
    assert Html("x", "x", "<!DOCTYPE html><title>x</title><p></div>").errors


def test_pages_of_authors_lead_to_each_dated_piece_by_a_line_with_a_name(
    sample: Published,
) -> None:
    lines = 0
    for output, page in sample.pages.items():
        if output.startswith("authors/") and output.count("/") == 2:
            names = {
                one.attrib["href"]: text_of(one)
                for one in page.elements
                if one.tag.endswith("/svg}a")
            }
            titles = [
                one
                for listed_one in page.all("li")
                if listed_one.find(".//time") is not None
                for one in listed_one.iterfind(".//h3/a")
            ]
            for one in titles:
                assert names[one.attrib["href"]].startswith(text_of(one)), page
            lines += len(titles)
    assert lines > 20


def test_no_page_holds_an_id_twice(sample: Published) -> None:
    faults = [
        f"{page}: {name!r} {count} times"
        for page in sample.pages.values()
        for name, count in Counter(page.ids).items()
        if count > 1
    ]
    assert not faults, listed(faults)


def test_no_element_is_labelled_by_what_is_not_there(sample: Published) -> None:
    faults = [
        (page.output, one.attrib[name])
        for page in sample.pages.values()
        for one in page.elements
        for name in (
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "for",
            "headers",
        )
        if not set(one.attrib.get(name, "").split()) <= set(page.ids)
    ]
    assert not faults, listed(faults)


def test_every_page_has_one_heading_of_the_first_level(sample: Published) -> None:
    faults = [page for page in sample.pages.values() if len(page.all("h1")) != 1]
    assert not faults, listed(faults)


def test_headings_skip_no_level(sample: Published) -> None:
    faults = []
    for page in sample.pages.values():
        level = 0
        for heading in page.all(*HEADINGS):
            if int(heading.tag[1]) > level + 1:
                faults.append((page.output, heading.tag, text_of(heading)))
            level = int(heading.tag[1])
    assert not faults, listed(faults)


def test_no_heading_link_or_title_is_empty(sample: Published) -> None:
    faults = [
        (page.output, one.tag, one.attrib)
        for page in sample.pages.values()
        for one in page.all("title", "a", "summary", *HEADINGS)
        if not text_of(one)
        and not any(img.attrib.get("alt") for img in one.iter("img"))
        if one.tag != "a" or ("href" in one.attrib and not _adorns(one))
    ]
    assert not faults, listed(faults)


def _adorns(link: Element) -> bool:
    """A picture that leads where the title beside it does is for pointers alone."""
    attributes = link.attrib
    return attributes.get("aria-hidden") == "true" and attributes["tabindex"] == "-1"


def test_every_page_has_a_title_of_its_own(sample: Published) -> None:
    by_title: dict[str, list[Html]] = {}
    for page in sample.pages.values():
        if page.is_indexed:
            by_title.setdefault(text_of(page.all("title")[0]), []).append(page)
    faults = [
        f"{title}: {pages}" for title, pages in by_title.items() if len(pages) > 1
    ]
    assert not faults, listed(faults)


def test_every_page_tells_its_encoding_and_fits_small_screens(
    sample: Published,
) -> None:
    for page in sample.pages.values():
        assert "charset" in page.all("meta")[0].attrib, page
        (viewport,) = page.meta("viewport")
        assert "width=device-width" in viewport, page
        assert "maximum-scale" not in viewport, page
        assert "user-scalable" not in viewport, page


def test_every_page_names_its_icon(sample: Published) -> None:
    # Without one, a browser asks for /favicon.ico, which may not even be of the site.
    faults = [page for page in sample.pages.values() if not page.links("icon")]
    assert not faults, listed(faults)


def test_no_page_holds_inline_styles_handlers_or_scripts(sample: Published) -> None:
    faults = []
    for page in sample.pages.values():
        for one in page.elements:
            acting = [
                name for name in one.attrib if name == "style" or name.startswith("on")
            ]
            if acting or one.tag == "style":
                faults.append((page.output, one.tag, acting))
            is_data = one.attrib.get("type") in DATA
            if (
                one.tag == "script"
                and not is_data
                and ("src" not in one.attrib or text_of(one))
            ):
                faults.append((page.output, "script", sorted(one.attrib)))
    assert not faults, listed(faults)


def test_the_comma_of_a_byline_stands_at_its_name(sample: Published) -> None:
    lists = [
        (page.output, list(one))
        for page in sample.pages.values()
        for one in page.all("ul")
        if one.attrib.get("class") == "by"
    ]
    assert len([names for _, names in lists if len(names) > 1]) > 5
    for output, names in lists:
        assert [one for one in names if one[-1].tail] == [], output


def test_every_picture_has_words_for_those_who_do_not_see_it(sample: Published) -> None:
    pictures = [(p.output, one) for p in sample.pages.values() for one in p.all("img")]
    assert pictures
    faults = [(name, one.attrib) for name, one in pictures if "alt" not in one.attrib]
    assert not faults, listed(faults)


def test_every_picture_of_an_article_keeps_its_room(sample: Published) -> None:
    faults = [
        (name, one.attrib["src"])
        for name in sample.articles
        for figure in sample.pages[name].all("figure")
        for one in figure.iter("img")
        if not {"width", "height"} <= one.attrib.keys()
    ]
    assert not faults, listed(faults)


def test_every_language_is_one_that_there_is(sample: Published) -> None:
    languages = {
        one.attrib[name]
        for page in sample.pages.values()
        for one in page.elements
        for name in ("lang", "hreflang")
        if name in one.attrib
    }
    assert {"en", "ru", "ar"} <= languages
    assert not [tag for tag in languages if not langcodes.tag_is_valid(tag)]


def test_no_part_of_a_drawing_says_its_direction_as_html_does(
    sample: Published,
) -> None:
    drawn = [
        (page.output, one.attrib)
        for page in sample.pages.values()
        for one in page.elements
        if one.tag.startswith("{http://www.w3.org/2000/svg}")
    ]
    assert [one for one in drawn if "lang" in one[1]]
    assert not [one for one in drawn if "dir" in one[1]]


def test_every_page_says_the_language_and_direction_of_its_text(
    sample: Published,
) -> None:
    for name, page in sample.pages.items():
        article = sample.articles.get(name)
        part, _ = sample.part(name)
        language = article.language if article else part.language
        assert page.tree.attrib["lang"] == language, page
        assert page.tree.attrib.get("dir", "ltr") == direction_of(language), page


def _texts(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Every piece of text in *element*, with the language it is said to be in."""
    language = element.attrib.get("lang", language)
    if element.attrib.get("class") == "cite":  # names are of no language, but titles
        for title in element.iter("bdi"):
            yield title.attrib.get("lang", language), text_of(title)
        return
    if element.text and element.tag not in ("script", "code", "cite", "title"):
        yield language, element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child, language)
        yield language, child.tail or ""


def _script(text: str) -> str:
    """Name the script that most letters of *text* are in."""
    letters = (unicodedata.name(c, "").split()[0] for c in text if c.isalpha())
    counts = Counter(letters)
    return counts.most_common(1)[0][0] if counts else ""


def _is_misnamed(text: str, language: str) -> bool:
    if len(text.split()) < WORDS:
        return False
    primary, script = language.split("-")[0], _script(text)
    written = next(
        (name for name, those in SCRIPTS.items() if primary in those), "LATIN"
    )
    return script in (*SCRIPTS, "LATIN") and script != written


def test_no_text_is_said_to_be_in_a_language_of_another_script(
    sample: Published,
) -> None:
    hostile = "articles/probe-hostile/index.html"
    faults = [
        (page.output, language, " ".join(text.split()))
        for page in sample.pages.values()
        if page.output != hostile
        for language, text in _texts(page.tree, "")
        if _is_misnamed(text, language)
    ]
    assert not faults, listed(faults)


def _weigh(site: Published, *left_out: str) -> list[tuple[int, int, str]]:
    """Weigh the pages of articles without what is *left_out*: packed, plain, their names."""
    around = {
        name: re.sub("|".join(left_out), "", site.pages[name].text, flags=re.S).encode()
        for name, article in site.articles.items()
        if "hostile" not in name and not article.withdrawn
    }
    assert len(around) > 40
    weighed = [
        (len(gzip.compress(page)), len(page), name) for name, page in around.items()
    ]
    return sorted(weighed, reverse=True)


def test_the_page_of_an_article_is_little_more_than_what_is_read_there(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = publish(tmp_path_factory, "root", EVERYTHING)
    weighed = _weigh(site, *READ)
    shown = "".join(site.pages[name].text for *_, name in weighed)
    for part in ('class="plate"', 'class="toc"', "/share/", "/provenance/", "#Files"):
        assert part in shown
    faults = [one for one in weighed if one[0] > LARGEST_PACKED or one[1] > LARGEST]
    assert not faults, listed(faults)


def test_without_citations_it_is_less(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = publish(tmp_path_factory, "root", "citations = false")
    for left_out, largest in ((READ, LARGEST_UNCITED), (READ + DRAWN, LARGEST_BARE)):
        faults = [one for one in _weigh(site, *left_out) if one[0] > largest]
        assert not faults, listed(faults)
    assert median(packed for packed, *_ in _weigh(site, *READ)) <= LARGEST_BARE


def test_no_page_fetches_anything_before_its_stylesheet(sample: Published) -> None:
    """On a slow network all that is fetched with the stylesheet delays all text."""
    faults = [
        (page.output, one.attrib["href"])
        for page in sample.pages.values()
        for one in page.all("link")
        if "preload" in one.attrib.get("rel", "")
    ]
    assert not faults, listed(faults)


def test_a_drawing_is_among_the_first_six_files_of_its_page(sample: Published) -> None:
    """So many browsers ask a host for at once, where it speaks HTTP/1.1."""
    count = 0
    for name in sample.articles:
        above, plate, _ = sample.pages[name].text.partition('href="/coasts/')
        if plate:
            before = re.findall(r'rel="stylesheet"|src="|<image', above)
            assert len(before) <= 6, (name, before)
            count += 1
    assert count > 20


WAITED_FOR = {
    (): 8,
    ("lists.css",): 11,
    ("series.css",): 9,
    ("paper.css",): 10,
    ("paper.css", "series.css"): 11,
    ("withdrawn.css",): 9,
    ("lists.css", "search.css"): 13,
    ("lists.css", "explore.css"): 13,
}
"""What a page may link beside `site.css`, and how many KB all of it may take, compressed."""


def test_no_page_waits_for_more_sheets_than_its_kind_needs(sample: Published) -> None:
    """Each takes a connection of its own, where a host speaks HTTP/1.1."""
    found: dict[tuple[str, ...], list[str]] = {}
    for page in sample.pages.values():
        first, *others = [
            one.attrib["href"].rpartition("/")[2]
            for one in page.all("link")
            if one.attrib["rel"] == "stylesheet" and one.get("media") != "print"
        ]
        assert first == "site.css", page
        found.setdefault(tuple(others), []).append(page.output)
    assert not {names: found[names] for names in found.keys() - WAITED_FOR.keys()}
    rare = {("paper.css", "series.css"), ("withdrawn.css",)}
    assert found.keys() >= WAITED_FOR.keys() - rare
    for kind in found:
        sheets = [sample.read(f"theme/{one}") for one in ("site.css", *kind)]
        weight = sum(len(gzip.compress(one.encode())) for one in sheets)
        assert weight < WAITED_FOR[kind] * 1024, (kind, weight)


def test_no_script_of_an_article_is_asked_for_before_its_fonts(
    sample: Published,
) -> None:
    """Browsers put modules first, and what is deferred last."""
    told = [
        (page.output, one.attrib["src"], "defer" in one.attrib)
        for name in ("", *sample.articles)
        if (page := sample.pages.get(name))
        for one in page.all("script")
        if "src" in one.attrib
    ]
    assert {src.rpartition("/")[2] for _, src, _ in told} >= {"cite.js", "find.js"}
    assert not [one for one in told if not one[2]]


def test_the_stylesheet_that_all_text_waits_for_stays_light(sample: Published) -> None:
    assert len(gzip.compress(sample.read("theme/site.css").encode())) < 8 * 1024

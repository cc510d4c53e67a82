"""The ladder and the charts of the sample: a year stands at one place on all pages."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element

from sample import Html, Published, listed

_YEAR = re.compile(r"\d{4}")
_PERIOD = re.compile(r"(?!undated)[a-z]+/([^/]+/)?\d{4}/")
_SVG = "{http://www.w3.org/2000/svg}"


def _has_class(element: Element, name: str) -> bool:
    return name in element.attrib.get("class", "").split()


def _ladders(page: Html) -> list[Element]:
    return [one for one in page.all(f"{_SVG}svg") if _has_class(one, "ladder")]


def _charts(page: Html) -> list[Element]:
    drawn = [one for one in page.all(f"{_SVG}svg") if _has_class(one, "years")]
    return [one for one in drawn if not _has_class(one, "soundings")]


def _soundings(page: Html) -> list[Element]:
    return [one for one in page.all(f"{_SVG}svg") if _has_class(one, "soundings")]


def _slots(chart: Element) -> list[tuple[str, str, str, int]]:
    """Name, place, address and count of every slot that a chart draws."""
    found = []
    for slot in chart.iter():
        texts = ["".join(text.itertext()) for text in slot.iter(f"{_SVG}text")]
        if slot.attrib.get("x") and texts:
            links = [one.attrib["href"] for one in slot.iter(f"{_SVG}a")]
            # The page of the search leaves it to its script.
            count = int("".join(texts[1:2]).replace(",", "") or 0)
            found.append((texts[0], slot.attrib["x"], "".join(links), count))
    return found


def test_a_year_stands_at_the_same_place_on_every_page(sample: Published) -> None:
    places = defaultdict(set)
    for page in sample.pages.values():
        for ladder in _ladders(page):
            for text in ladder.iter(f"{_SVG}text"):
                if not _has_class(text, "tag"):
                    places[text.text].add(text.attrib["x"])
        for chart in _charts(page):
            for name, x, *_ in _slots(chart):
                places[name].add(x)
        for lines in _soundings(page):
            for text in lines.findall(f"{_SVG}text"):
                places[text.text].add(text.attrib["x"])
    years = {name for name in places if name and _YEAR.fullmatch(name)}
    assert len(years) >= 8
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_every_page_has_the_ladder_once_and_articles_their_mark(
    sample: Published,
) -> None:
    faults = []
    for page in sample.pages.values():
        ladders = _ladders(page)
        is_moved = any("refresh" in one.attrib.values() for one in page.all("meta"))
        if len(ladders) != (not is_moved):
            faults.append(page)
        for ladder in ladders:
            marks = list(ladder.iter(f"{_SVG}rect"))
            is_of_time = bool(_PERIOD.match(sample.part(page.output)[1]))
            assert len(marks) == (is_of_time or not _has_class(ladder, "bare")), page
            assert ladder.attrib["aria-hidden"] == "true"
    assert not faults, listed(faults)


def test_a_chart_tells_every_piece_and_leads_to_those_of_each_year(
    sample: Published,
) -> None:
    charts = 0
    for page in sample.pages.values():
        for chart in _charts(page):
            charts += 1
            counts = {href: count for _, _, href, count in _slots(chart) if href}
            for href, count in counts.items():
                assert _rows(sample, href) == count, (page, href)
            main = page.all("main")[0]
            others = {one.attrib.get("href") for one in main.iter("a")}
            assert counts.keys() <= others, page  # for fingers, which miss a bar
    assert charts > 50


def test_a_sounding_stands_for_every_dated_piece_of_a_person_by_its_date(
    sample: Published,
) -> None:
    told, places = 0, defaultdict(set)
    for page in sample.pages.values():
        for lines in _soundings(page):
            assert sample.part(page.output)[1].startswith("authors/"), page
            found = {}
            for line in lines.findall(f"{_SVG}svg"):
                (link,) = line.findall(f"{_SVG}a")
                output = f"{link.attrib['href'].removeprefix('/')}index.html"
                found[output] = float(line.attrib["x"].removesuffix("%"))
                places[output].add(line.attrib["x"])
                said = "".join(link.itertext()).strip()
                assert said.startswith(sample.articles[output].title), page
            listed_below = _listed(page)
            assert found.keys() == {
                output for output in listed_below if sample.articles[output].date
            }, page
            in_time = sorted(found, key=lambda one: sample.articles[one].date)
            assert [found[one] for one in in_time] == sorted(found.values()), page
            told += len(found)
    assert told > 40
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def _listed(page: Html) -> set[str]:
    """The pages of the pieces that *page* lists."""
    rows = [one for one in page.all("ol") if _has_class(one, "rows")]
    links = [a.attrib.get("href", "") for one in rows for a in one.iter("a")]
    return {
        f"{href.removeprefix('/')}index.html"
        for href in links
        if href.startswith("/articles/")
    }


def _rows(sample: Published, href: str) -> int:
    """Count the pieces that the page at *href* lists."""
    page = sample.pages[f"{href.removeprefix('/')}index.html"]
    main = page.all("main")[0]
    shown = {
        a.attrib["href"]
        for a in main.iter("a")
        if a.attrib.get("href", "").startswith("/articles/")
    }
    return len(shown)


def test_a_rule_has_a_tick_where_the_date_is_known(sample: Published) -> None:
    ticks = 0
    for page in sample.pages.values():
        for item in page.all("li"):
            for rule in (
                one for one in item.findall(f"{_SVG}svg") if _has_class(one, "rule")
            ):
                is_dated = item.find(".//time") is not None
                assert (rule.find(f"{_SVG}rect") is not None) is is_dated, page
                ticks += is_dated
    assert ticks > 500

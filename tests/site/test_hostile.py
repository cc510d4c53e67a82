"""Whatever a content file holds, a visitor reads it; nothing of it acts."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from sample import DATA, Html, Published, listed, text_of

NAME = "articles/probe-hostile/index.html"
ACTING = {"iframe", "object", "embed", "form", "input", "button", "base", "svg", "math", "style",
          "frame", "frameset", "applet", "template", "noscript", "audio", "video"}  # fmt: skip
SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:", "/", "#")


def _touched(site: Published) -> list[Html]:
    """Every page that shows something of the hostile article."""
    return [page for page in site.pages.values() if "window.acted" in page.text]


def test_it_is_shown_in_many_places(sample: Published) -> None:
    names = {page.output.split("/")[0] for page in _touched(sample)}
    assert {"articles", "authors", "centers", "topics", "series", "years"} <= names


def _is_ours(one: ElementTree.Element) -> bool:
    """Tell whether it is a script of the theme for one kind of page."""
    modules = [{"src": f"/theme/{one}.js", "defer": ""} for one in ("paper", "cite")]
    return one.attrib in modules


def _is_file(one: ElementTree.Element) -> bool:
    """Tell whether it leads to a file that its own address holds, and no page."""
    kinds = ("data:application/x-bibtex,", "data:application/x-research-info-systems,")
    return "download" in one.attrib and one.attrib["href"].startswith(kinds)


def _searching(page: Html) -> list[tuple[str, dict[str, str]]]:
    """What the masthead has to search by, and the script of that."""
    fields = [one for form in page.all("form") for one in form.iter()]
    scripts = [
        one for one in page.all("script") if one.attrib.get("src") and not _is_ours(one)
    ]
    return [(one.tag, one.attrib) for one in (*fields, *scripts)]


def test_nothing_that_acts_comes_of_it(sample: Published) -> None:
    faults = []
    plain = _searching(sample.pages["about/index.html"])
    assert [tag for tag, _ in plain] == ["form", "input", "button", "script"]
    for page in _touched(sample):
        own = [one for one in page.elements if (one.tag, one.attrib) not in plain]
        assert _searching(page) == plain
        for one in own:
            handlers = [
                name
                for name in one.attrib
                if name.startswith(("on", "style", "srcdoc"))
            ]
            if one.tag in ACTING or handlers:
                faults.append((page, one.tag, one.attrib))
            is_data = one.attrib.keys() == {"type"} and one.attrib["type"] in DATA
            if one.tag == "script" and not (is_data or _is_ours(one)):
                faults.append((page, one.tag, one.attrib))
            for part in one.attrib.get("srcset", "/").split(", "):
                if not part.startswith("/"):
                    faults.append((page, one.tag, one.attrib))
            for name in ("href", "src"):
                is_safe = one.attrib.get(name, "/").startswith(SAFE_SCHEMES)
                if not (is_safe or _is_file(one)):
                    faults.append((page, one.tag, one.attrib))
    assert not faults, listed(faults)


def test_what_a_body_asks_of_other_sites_is_not_asked(sample: Published) -> None:
    page = sample.pages[NAME]
    (shore,) = [one for one in page.all("img") if "shore" in one.attrib.get("src", "")]
    assert shore.attrib["alt"] == '" srcset="https://evil.test/y.png 2x'
    (source,) = page.all("source")
    assert source.attrib["srcset"].startswith("/files/shore.jpg.360.webp 360w, ")
    window, other = (
        one for one in page.all("a") if "elsewhere.test" in one.attrib.get("href", "")
    )
    assert window.attrib == {"href": "https://elsewhere.test/", "rel": "noopener"}
    assert other.attrib == {"href": "//elsewhere.test/", "rel": "noopener"}


def test_pages_that_show_it_have_the_elements_of_any_other(sample: Published) -> None:
    plain = sample.pages["articles/probe-everything/index.html"]
    heads = [
        {one.tag for one in page.all("head")[0]} for page in (plain, sample.pages[NAME])
    ]
    assert heads[0] == heads[1]
    assert not sample.pages[NAME].moved_to


def test_its_words_are_shown_as_they_were_written(sample: Published) -> None:
    page, article = sample.pages[NAME], sample.articles[NAME]
    detail = article.shown_detail
    assert text_of(page.all("h1")[0]) == article.title
    assert text_of(page.all("title")[0]).startswith(article.title)
    assert page.meta("description") == [article.dek]
    (picture,) = [
        one for one in page.all("img") if "harbor.svg" in one.attrib.get("src", "")
    ]
    assert picture.attrib["alt"] == detail.image_alt
    text = text_of(page.all("main")[0])
    names = [name for facet in ("authors", "centers", "regions", "topics", "series")
             for name in article.terms[facet]]  # fmt: skip
    for words in (article.dek, *names, detail.bios[0].bio, detail.related[0].teaser,
                  detail.corrections[0].text, detail.image_credit, detail.publication):  # fmt: skip
        assert words in text
    data = next(one for one in page.all("script") if one.get("type") == DATA[0])
    assert json.loads(data.text or "")["@graph"][0]["headline"] == article.title


def test_braces_in_a_body_are_words(sample: Published) -> None:
    text = text_of(sample.pages[NAME].all("body")[0])
    assert (
        'A paragraph with {{ 7 * 7 }} and {% include "x" %} and {# a note #}.' in text
    )
    assert "The last words." in text


def test_what_a_body_leaves_open_is_closed_before_the_page_goes_on(
    sample: Published,
) -> None:
    page = sample.pages[NAME]
    (main,) = page.all("main")
    foot = [one for one in page.all("footer") if one.attrib.get("class") == "foot"]
    (body,) = page.all("body")
    assert foot == [one for one in body if one.tag == "footer"]
    assert not [one for one in main.iter("footer") if one in foot]


def test_feeds_and_json_hold_it_as_text(sample: Published) -> None:
    article = sample.articles[NAME]
    held = 0
    for name in sample.files:
        if name.endswith("feed.xml") and "window.acted" in sample.read(name):
            titles = [one.text for one in ElementTree.fromstring(sample.read(name)).iter()
                      if one.tag.endswith("title")]  # fmt: skip
            held += article.title in titles
        if name.endswith("feed.json") and "window.acted" in sample.read(name):
            items = json.loads(sample.read(name))["items"]
            held += article.title in [item["title"] for item in items]
    assert held > 4

"""Whatever the sample archive refers to is there, at either kind of address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sample import Html, Published, listed

REFERENCES = ("href", "src", "poster", "action", "data", "cite", "formaction")
OF_WHOLE_PAGE = ("og:url", "og:image")
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")

Reference = tuple[str, str, str]
"""Where a target is written: the file, its own address, the target."""


LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""Of a piece of the sample, which feeds lead to."""


def _written(element: Element) -> Iterator[str]:
    """Every address in the attributes of *element*."""
    for name in REFERENCES:
        if name in element.attrib:
            yield element.attrib[name]
    for part in element.attrib.get("srcset", "").split(","):
        if part.strip():
            yield part.split()[0]


def _page_references(page: Html) -> Iterator[Reference]:
    for element in page.elements:
        for target in _written(element):
            yield page.output, page.url, target
    for name in OF_WHOLE_PAGE:
        for target in page.meta(name):
            yield page.output, page.url, target
    if page.moved_to:
        yield page.output, page.url, page.moved_to
    for script in page.all("script"):
        if script.attrib.get("type") == "application/ld+json":
            for target in _data_references(json.loads(script.text or "")):
                yield page.output, page.url, target


def _data_references(value: Any) -> Iterator[str]:
    """Every address in JSON: of JSON-LD or of a JSON Feed."""
    if isinstance(value, dict):
        for key, inner in value.items():
            is_address = key in (
                "url",
                "item",
                "image",
                "id",
                "home_page_url",
                "feed_url",
            )
            if is_address and isinstance(inner, str):
                yield inner
            yield from _data_references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _data_references(inner)


def _xml_references(text: str) -> Iterator[str]:
    """Every address in a feed or a sitemap."""
    for element in ElementTree.fromstring(text).iter():
        if element.tag.rpartition("}")[2] in ("id", "loc", "logo", "icon"):
            yield element.text or ""
        if "href" in element.attrib:
            yield element.attrib["href"]


def _file_references(site: Published) -> Iterator[Reference]:
    for name in sorted(site.files):
        url = site.url_of(name)
        if name.endswith(".xml"):
            yield from (
                (name, url, target) for target in _xml_references(site.read(name))
            )
        elif name.endswith(".json"):
            found = _data_references(json.loads(site.read(name)))
            yield from ((name, url, target) for target in found)
        elif name.endswith(".css"):
            yield from (
                (name, url, target) for target in _CSS_URL.findall(site.read(name))
            )


def _references(site: Published) -> Iterator[Reference]:
    for page in site.pages.values():
        yield from _page_references(page)
    yield from _file_references(site)


def test_every_reference_within_the_site_leads_to_a_file(published: Published) -> None:
    faults = {
        f"{name}: {target}"
        for name, url, target in _references(published)
        if published.find(target, url) is None
    }
    assert not faults, listed(sorted(faults))


def test_every_fragment_leads_to_an_element(published: Published) -> None:
    faults = set()
    for name, url, target in _references(published):
        fragment = unquote(urldefrag(target)[1])
        page = published.pages.get(published.find(target, url) or "")
        if fragment and page and fragment not in page.ids:
            faults.add(f"{name}: {target}")
    assert not faults, listed(sorted(faults))


def test_there_are_fragments_to_follow(sample: Published) -> None:
    everything = sample.pages["articles/probe-everything/index.html"]
    targets = {one.attrib.get("href", "") for one in everything.all("a")}
    assert f"#{everything.all('main')[0].attrib['id']}" in targets
    assert "#a-table" in targets
    assert sum(target.startswith("#fn") for target in targets) == 2


def _bodies(page: Html) -> set[Element]:
    """Every element that a content file's Markdown made, or its numbers and links."""
    holders = (
        one
        for one in (*page.all("div"), *page.all("ul"))
        if {"text", "elsewhere"} & set(one.attrib.get("class", "").split())
    )
    return {inner for holder in holders for inner in holder.iter()}


def test_only_links_of_content_files_lead_to_another_host(published: Published) -> None:
    faults = set()
    for page in published.pages.values():
        bodies = _bodies(page)
        for element in page.elements:
            is_license = "license" in element.attrib.get("rel", "").split()
            if is_license or (element.tag == "a" and element in bodies):
                continue
            for target in _written(element):
                is_file = target.startswith("data:") and "download" in element.attrib
                if not is_file and published.find(target, page.url) == "":
                    faults.add(f"{page}: <{element.tag}> {target}")
    for name, url, target in _file_references(published):
        if target != LICENSE and published.find(target, url) == "":
            faults.add(f"{name}: {target}")
    assert not faults, listed(sorted(faults))


def test_links_in_bodies_may_lead_elsewhere(sample: Published) -> None:
    page = sample.pages["articles/probe-everything/index.html"]
    links = {
        one.attrib.get("href", "") for one in page.all("a") if one in _bodies(page)
    }
    assert "https://elsewhere.test/page" in links


def test_every_indexed_page_names_its_own_address_as_canonical(
    published: Published,
) -> None:
    for page in published.pages.values():
        if page.is_indexed:
            assert page.links("canonical") == [page.url], page
            assert page.meta("og:url") == [page.url], page


def test_a_former_address_names_the_new_one(published: Published) -> None:
    moved = {page.output: page for page in published.pages.values() if page.moved_to}
    target = f"{published.base_url}articles/probe-everything/"
    for name in ("2018/01/03/everything/index.html", "old/everything.html",
                 "старое/всё/index.html"):  # fmt: skip
        page = moved[name]
        assert page.links("canonical") == [target]
        assert page.moved_to == urlsplit(target).path
        assert [one.attrib["href"] for one in page.all("a")] == [page.moved_to]
        assert not page.is_indexed


def test_every_former_address_in_a_content_file_leads_on(published: Published) -> None:
    for name, article in published.articles.items():
        for alias in article.aliases:
            output = (
                alias if alias.endswith((".html", ".htm")) else f"{alias}/index.html"
            )
            page = published.pages[output]
            assert published.find(page.moved_to, page.url) == name


def test_the_page_for_lost_addresses_works_at_any_depth(published: Published) -> None:
    page = published.pages["404.html"]
    base = urlsplit(published.base_url).path
    targets = [target for element in page.elements for target in _written(element)]
    faults = [t for t in targets if not t.startswith((base, "#", "https://"))]
    assert len(targets) > 10
    assert not faults, listed(faults)
    assert not page.is_indexed
    assert page.links("canonical") == []


def test_every_article_can_be_reached_from_the_home_page(sample: Published) -> None:
    seen, left = {"index.html"}, ["index.html"]
    while left:
        page = sample.pages[left.pop()]
        for element in page.all("a"):
            found = sample.find(element.attrib.get("href", "#"), page.url) or ""
            if found in sample.pages and found not in seen:
                seen.add(found)
                left.append(found)
    lost = {p.output for p in sample.pages.values() if p.is_indexed} - seen
    assert not lost, listed(sorted(lost))

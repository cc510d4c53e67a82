"""What search engines read: the sitemap, robots.txt, and the data in the pages."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from pyld import jsonld
from sample import Html, Published, listed
from schema_org import faults_of

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SCHEMA = "https://schema.org/"
LONGEST = 50_000
"""Addresses that the protocol allows in one file."""


def _locations(site: Published, name: str) -> list[tuple[str, str]]:
    """Every address of a sitemap and when it changed, following an index."""
    root = ElementTree.fromstring(site.read(name))
    if root.tag == f"{MAP}sitemapindex":
        inner = [one.findtext(f"{MAP}loc", "") for one in root.iter(f"{MAP}sitemap")]
        return [x for url in inner for x in _locations(site, site.find(url, url) or "")]
    assert root.tag == f"{MAP}urlset"
    urls = root.findall(f"{MAP}url")
    assert len(urls) == len(root) <= LONGEST
    return [
        (u.findtext(f"{MAP}loc", ""), u.findtext(f"{MAP}lastmod", "")) for u in urls
    ]


def test_the_sitemap_lists_every_page_for_readers_once(published: Published) -> None:
    listed_urls = Counter(url for url, _ in _locations(published, "sitemap.xml"))
    wanted = {page.url for page in published.pages.values() if page.is_indexed}
    assert len(wanted) > 200
    assert set(listed_urls) == wanted
    assert set(listed_urls.values()) == {1}


def test_the_sitemap_tells_when_an_article_changed(sample: Published) -> None:
    changed = dict(_locations(sample, "sitemap.xml"))
    for name, article in sample.articles.items():
        assert changed[sample.url_of(name)] == max(article.date, article.updated)
    for moment in filter(None, changed.values()):
        assert date.fromisoformat(moment)


def test_robots_txt_names_the_sitemap_and_forbids_nothing(published: Published) -> None:
    robots = RobotFileParser()
    robots.parse(published.read("robots.txt").splitlines())
    assert robots.site_maps() == [f"{published.base_url}sitemap.xml"]
    assert all(robots.can_fetch("*", page.url) for page in published.pages.values())


# Data in the pages


def _no_network(url: str, _options: object) -> dict[str, Any]:
    """Give the one context that the pages use: all of schema.org's words."""
    assert url.rstrip("/") == SCHEMA.rstrip("/")
    addresses = {key: {"@type": "@id"} for key in ("url", "item", "image")}
    context = {"@vocab": SCHEMA, **addresses}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}


def _data(page: Html) -> list[dict[str, Any]]:
    """Every piece of JSON-LD in the page."""
    scripts = page.all("script")
    found = [one for one in scripts if one.attrib.get("type") == "application/ld+json"]
    return [json.loads(script.text or "") for script in found]


def _nodes(page: Html) -> dict[str, dict[str, Any]]:
    """The top nodes of the page, by type, as processors of JSON-LD understand them."""
    options = {"documentLoader": _no_network, "graph": True}
    found: list[dict[str, Any]] = []
    for data in _data(page):
        found += jsonld.compact(data, {"@vocab": SCHEMA}, options)["@graph"]
    nodes = {node["@type"]: node for node in found}
    assert len(nodes) == len(found), page
    return nodes


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_nothing_is_told_that_schema_org_does_not_say_so(published: Published) -> None:
    faults = [
        f"{page}: {fault}"
        for page in published.pages.values()
        for data in _data(page)
        for node in data["@graph"]
        for fault in faults_of(node)
    ]
    assert not faults, listed(faults)


def _article_node(site: Published, name: str) -> dict[str, Any]:
    schema = site.settings.work_of(site.articles[name].type).schema
    return _nodes(site.pages[name])[schema]


def test_every_article_is_what_its_type_is_to_search_engines(sample: Published) -> None:
    found = Counter[str]()
    for name, article in sample.articles.items():
        node = _article_node(sample, name)
        found[node["@type"]] += 1
        assert node.get("description", "") == article.dek
        assert bool(node.get("isPartOf")) == bool(article.series)
        is_event = article.type == "event"
        assert ("Event" in _nodes(sample.pages[name])) == is_event
        assert node["headline"] == article.title
        assert node["inLanguage"] == article.language
        assert node["url"]["@id"] == sample.url_of(name)
        assert node["publisher"]["@type"] == "Organization"
        publisher = sample.part_of(article.language).institution
        assert node["publisher"]["name"] == publisher
        authors = _list(node["author"]) if "author" in node else []
        assert bool(authors) == bool(article.authors)
        assert len(authors) <= len(article.authors)  # two spellings are one person
        assert all(one["@type"] == "Person" and one["name"] for one in authors)
        assert ("image" in node) == bool(article.image)
    assert len(found) > 1


def test_only_dated_articles_say_when_they_were_published(sample: Published) -> None:
    dates = set()
    for name, article in sample.articles.items():
        node = _article_node(sample, name)
        assert node.get("datePublished", "") == article.date
        assert node.get("dateModified", "") == article.updated
        dates.add(article.date)
    assert "" in dates
    assert len(dates) > 20


def test_authors_are_persons_and_centers_organizations(sample: Published) -> None:
    expected = {
        "authors": "ProfilePage",
        "centers": "Organization",
        "regions": "CollectionPage",
    }
    seen = Counter[str]()
    for name, page in sample.pages.items():
        parts = name.split("/")
        if len(parts) == 3 and parts[0] in expected:
            nodes = _nodes(page)
            if not nodes:  # it leads on to the page of another name
                continue
            node = nodes[expected[parts[0]]]
            assert node["url"]["@id"] == page.url
            if parts[0] == "authors":
                node = node["mainEntity"]
                assert (node["@type"], node["url"]["@id"]) == ("Person", page.url)
            if parts[0] == "regions":
                listed_urls = [one["url"] for one in _items(page)]
                shown = [sample.find(url, url) for url in listed_urls]
                assert set(shown) <= sample.articles.keys()
                assert node["mainEntity"]["numberOfItems"] >= len(shown) > 0
            assert node["name"] in "".join(page.all("h1")[0].itertext())
            seen[parts[0]] += 1
    assert seen.keys() == expected.keys()
    about = _nodes(sample.pages["centers/fennmark-europe/index.html"])["Organization"]
    assert about["parentOrganization"]["name"] == sample.settings.institution


def _items(page: Html) -> list[dict[str, Any]]:
    """What the page tells that it lists, in order."""
    nodes = (node for data in _data(page) for node in data["@graph"])
    (found,) = (one for one in nodes if one["@type"] == "CollectionPage")
    items: list[dict[str, Any]] = found["mainEntity"]["itemListElement"]
    return items


def test_every_home_page_is_the_website_and_says_how_it_is_searched(
    sample: Published,
) -> None:
    assert len(sample.settings.others) == 2
    for part in (sample.settings, *sample.settings.others):
        home = sample.pages[f"{part.prefix}index.html"]
        node = _nodes(home)["WebSite"]
        asked = node["potentialAction"]["target"]["urlTemplate"]
        search = f"{part.prefix}search/index.html"
        assert sample.find(asked.partition("?")[0], sample.base_url) == search
        field = next(one for one in home.all("input"))
        assert asked.partition("?")[2] == f"{field.attrib['name']}={{words}}"
        assert node["name"] == part.title
        assert node["url"]["@id"] == home.url


def _breadcrumbs(page: Html) -> list[dict[str, Any]]:
    """The steps of the one list of breadcrumbs in the page."""
    nodes = (node for data in _data(page) for node in data["@graph"])
    (found,) = (node for node in nodes if node["@type"] == "BreadcrumbList")
    items: list[dict[str, Any]] = found["itemListElement"]
    return items


def test_every_page_below_the_home_page_tells_the_way_to_it(sample: Published) -> None:
    faults = []
    for page in sample.pages.values():
        is_home = sample.part(page.output)[1] == "index.html"
        if not page.is_indexed or is_home:
            continue
        items = _breadcrumbs(page)
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert all(item["name"] for item in items)
        # The last is the page itself, and may do without an address.
        steps = [item["item"] for item in items[:-1]]
        navs = [one for one in page.all("nav") if one.attrib.get("class") == "crumbs"]
        shown = [link.attrib["href"] for nav in navs for link in nav.iter("a")]
        # To the home page leads the name of the site, above; it is a step where none is.
        home = f"/{sample.part_of(page.tree.attrib['lang']).prefix}"
        if [urlsplit(step).path for step in steps] != (shown or [home]):
            faults.append(f"{page}: {steps}, shown {shown}")
    assert not faults, listed(faults)

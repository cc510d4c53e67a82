"""Feed readers understand every feed, and find in it what the archive says."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import feedparser
import langcodes
import pytest
from sample import Published, listed

from commentariat.archive.model import Article

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WITH_FEED = ("authors", "centers", "regions", "topics", "series")


def _feeds(sample: Published, kind: str) -> list[str]:
    """Name the feeds of a kind, but for those beside a page that leads on."""
    return [
        name
        for name in sorted(sample.files)
        if name.endswith(kind)
        and not sample.pages[f"{name.removesuffix(kind)}index.html"].moved_to
    ]


@pytest.fixture(scope="module")
def atoms(sample: Published) -> dict[str, Element]:
    """The root of every Atom feed, by its path."""
    names = _feeds(sample, "feed.xml")
    return {name: ElementTree.fromstring(sample.read(name)) for name in names}


@pytest.fixture(scope="module")
def jsons(sample: Published) -> dict[str, dict[str, Any]]:
    """Every JSON feed, by its path."""
    names = _feeds(sample, "feed.json")
    return {name: json.loads(sample.read(name)) for name in names}


def _moment(text: str) -> datetime:
    """Read an RFC 3339 date and time."""
    assert text[10:11] == "T"
    found = datetime.fromisoformat(text)
    assert found.tzinfo is not None, text
    return found


def _child(element: Element, name: str) -> str:
    """The text of the one child *name*, which must be there and say something."""
    (child,) = element.findall(f"{ATOM}{name}")
    assert child.text
    assert child.text.strip(), name
    return child.text


def _links(element: Element, rel: str) -> list[str]:
    found = element.findall(f"{ATOM}link")
    return [
        one.attrib["href"] for one in found if one.attrib.get("rel", "alternate") == rel
    ]


def _by_url(site: Published) -> dict[str, Article]:
    return {site.url_of(name): article for name, article in site.articles.items()}


def test_the_home_page_and_every_term_of_some_facets_have_both_feeds(
    sample: Published, atoms: dict[str, Element], jsons: dict[str, Any]
) -> None:
    settings = sample.settings
    folders = {one.prefix for one in (settings, *settings.others)}
    for name in sample.pages:
        parts = sample.part(name)[1].split("/")
        is_of_term = parts[0] in WITH_FEED and len(parts) == 3
        if is_of_term and not sample.pages[name].moved_to:
            folders.add(name.removesuffix("index.html"))
    assert len(folders) > 40
    assert {name.removesuffix("feed.xml") for name in atoms} == folders
    assert {name.removesuffix("feed.json") for name in jsons} == folders


def test_readers_find_the_feeds_from_the_page(sample: Published) -> None:
    faults = []
    for name in _feeds(sample, "feed.xml"):
        page = sample.pages[f"{name.removesuffix('feed.xml')}index.html"]
        kinds = {
            sample.find(one.attrib["href"], page.url): one.attrib.get("type")
            for one in page.all("link")
            if one.attrib.get("rel") == "alternate"
        }
        if kinds.get(name) != "application/atom+xml":
            faults.append(f"{page} does not announce {name}")
        if kinds.get(name.replace(".xml", ".json")) != "application/feed+json":
            faults.append(f"{page} does not announce its JSON feed")
    assert not faults, listed(faults)


def test_the_feed_of_a_former_name_is_that_of_the_term(sample: Published) -> None:
    own = {*_feeds(sample, "feed.xml"), *_feeds(sample, "feed.json")}
    former = [name for name in sample.files if name.endswith(("feed.xml", "feed.json"))]
    former = [name for name in former if name not in own]
    assert len(former) > 5
    for name in former:
        folder, _, file = name.rpartition("/")
        page = sample.pages[f"{folder}/index.html"]
        found = sample.find(page.moved_to + file, page.url)
        assert found is not None
        assert sample.read(name) == sample.read(found)


def test_feedparser_reads_every_feed_without_a_fault(sample: Published) -> None:
    for name in sorted(sample.files):
        if name.endswith("feed.xml"):
            found = feedparser.parse(sample.read(name).encode())
            assert not found.bozo, (name, found.get("bozo_exception"))
            assert found.version == "atom10"
            assert found.feed.title
            assert all(entry.title and entry.link for entry in found.entries)


def test_every_atom_feed_has_what_atom_requires(
    sample: Published, atoms: dict[str, Element]
) -> None:
    for name, feed in atoms.items():
        assert feed.tag == f"{ATOM}feed"
        folder = sample.base_url + name.removesuffix("feed.xml")
        assert _child(feed, "id") == folder
        assert _child(feed, "title")
        assert _links(feed, "self") == [sample.base_url + name]
        assert _links(feed, "alternate") == [folder]
        _moment(_child(feed, "updated"))
        entries = feed.findall(f"{ATOM}entry")
        has_author = feed.find(f"{ATOM}author/{ATOM}name") is not None
        for entry in entries:
            assert has_author or entry.find(f"{ATOM}author") is not None
            assert _links(entry, "alternate") == [_child(entry, "id")]
            _moment(_child(entry, "updated"))
        ids = [_child(entry, "id") for entry in entries]
        assert len(set(ids)) == len(ids)


def test_every_entry_says_what_the_content_file_says(
    sample: Published, atoms: dict[str, Element]
) -> None:
    articles = _by_url(sample)
    for feed in atoms.values():
        for entry in feed.iter(f"{ATOM}entry"):
            article = articles[_child(entry, "id")]
            assert _child(entry, "title") == article.title
            assert (
                _moment(_child(entry, "published")).date().isoformat() == article.date
            )
            changed = _moment(_child(entry, "updated")).date().isoformat()
            assert changed == max(article.date, article.updated)
            assert (entry.findtext(f"{ATOM}summary") or "") == article.dek
            language = entry.attrib.get(LANG) or feed.attrib.get(LANG, "")
            assert language == article.language


def test_a_feed_is_as_new_as_its_newest_change(atoms: dict[str, Element]) -> None:
    for name, feed in atoms.items():
        changes = [_child(entry, "updated") for entry in feed.iter(f"{ATOM}entry")]
        assert not changes or _child(feed, "updated") == max(changes), name


def test_the_newest_stand_first_and_are_all_there(
    sample: Published, atoms: dict[str, Element]
) -> None:
    settings = sample.settings
    told = 0
    for part in (settings, *settings.others):
        entries = list(atoms[f"{part.prefix}feed.xml"].iter(f"{ATOM}entry"))
        dates = [_child(entry, "published")[:10] for entry in entries]
        own = [
            one
            for one in sample.articles.values()
            if sample.part_of(one.language) == part
        ]
        newest = sorted((one.date for one in own if one.date), reverse=True)
        assert dates == newest[: settings.feed_size]
        told += len(own)
    assert told == len(sample.articles)


def test_undated_articles_are_in_no_feed(
    sample: Published, atoms: dict[str, Element], jsons: dict[str, Any]
) -> None:
    undated = {url for url, article in _by_url(sample).items() if not article.date}
    shown = {
        _child(e, "id") for feed in atoms.values() for e in feed.iter(f"{ATOM}entry")
    }
    shown |= {item["id"] for feed in jsons.values() for item in feed["items"]}
    assert undated
    assert shown
    assert not undated & shown


def test_every_json_feed_follows_version_1_1(
    sample: Published, jsons: dict[str, dict[str, Any]]
) -> None:
    for name, feed in jsons.items():
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == sample.base_url + name
        assert feed["home_page_url"] == sample.base_url + name.removesuffix("feed.json")
        faults = [*_text_faults(feed, "title"), *_author_faults(feed)]
        for item in feed["items"]:
            faults += _item_faults(item)
        ids = [item["id"] for item in feed["items"]]
        assert len(set(ids)) == len(ids)
        assert not faults, (name, listed(faults))


def _text_faults(value: dict[str, Any], *keys: str) -> list[str]:
    """A key that is there says something, and says it as text."""
    return [
        f"{key!r} is {value[key]!r}"
        for key in keys
        if key in value and not (isinstance(value[key], str) and value[key].strip())
    ]


def _author_faults(value: dict[str, Any]) -> list[str]:
    if "author" in value:
        return ["'author' is deprecated in 1.1"]
    authors = value.get("authors", [])
    fields = [author.keys() & {"name", "url", "avatar"} for author in authors]
    faults = [
        f"an author without a name: {author}" for author in authors if not author.keys()
    ]
    return faults + [f"unknown fields: {authors}" for found in fields if not found]


def _item_faults(item: dict[str, Any]) -> list[str]:
    faults = _text_faults(item, "id", "url", "title", "summary", "language")
    faults += _author_faults(item)
    if "id" not in item:
        faults.append("an item without an id")
    if not {"content_text", "content_html"} & item.keys():
        faults.append(f"{item['id']} has no content")
    if item.get("content_text", "") == item["title"]:  # empty where there is no dek
        faults.append(f"{item['id']} has its title for a text")
    for key in ("date_published", "date_modified"):
        if key in item:
            _moment(item[key])
    if not langcodes.tag_is_valid(item.get("language", "en")):
        faults.append(f"{item['language']} is no language")
    if not urlsplit(item["url"]).netloc:
        faults.append(f"{item['url']} is not a whole address")
    return faults


def test_both_feeds_of_a_page_say_the_same(
    atoms: dict[str, Element], jsons: dict[str, dict[str, Any]]
) -> None:
    for name, feed in atoms.items():
        entries = [
            (
                _child(e, "id"),
                _child(e, "title"),
                _child(e, "published"),
                _child(e, "updated"),
            )
            for e in feed.iter(f"{ATOM}entry")
        ]
        items = [
            (item["id"], item["title"], item["date_published"], item["date_modified"])
            for item in jsons[name.replace(".xml", ".json")]["items"]
        ]
        assert entries == items, name

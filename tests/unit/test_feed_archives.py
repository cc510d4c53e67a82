"""What is older than a feed holds stands on pages that stay, back to the first piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from drawn import make_picture
from harness import SETTINGS, SiteFolder, article
from hypothesis import given
from hypothesis import strategies as st
from live_preview import LivePreview
from msgspec.structs import replace
from walking import filled

from commentariat.archive.archive import order_key
from commentariat.archive.model import Article
from commentariat.pipeline import check_site
from commentariat.site.feed_pieces import FeedPart, FeedPieces, day_in_feeds

ATOM = "{http://www.w3.org/2005/Atom}"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
HOME = "https://archive.test/"
PLAIN = filled(Article, date="", added="", detail=b"", terms={}, time="", instant="")
SIZE = 3

dates = st.builds(
    "{:04}-{:02}-{:02}".format,
    st.integers(2018, 2022),
    st.integers(1, 3),
    st.integers(1, 5),
)
one_piece = st.tuples(dates | st.sampled_from(("", "2019", "2019-04")), dates)
some = st.lists(one_piece, max_size=24)


def made(found: Iterable[tuple[str, str]]) -> list[Article]:
    """Articles in the order of the archive; each is called by its place in *found*."""
    pieces = [
        replace(PLAIN, source=name, slug=name, title=name, date=date, added=added)
        for name, (date, added) in zip(
            map("{:02}".format, range(99)), found, strict=False
        )
    ]
    return sorted(pieces, key=order_key)


def pieces_of(articles: Sequence[Article], *, has_undated: bool = True) -> FeedPieces:
    return FeedPieces(articles, SIZE, has_undated=has_undated)


def parts_of(articles: Sequence[Article]) -> dict[str, FeedPart]:
    return {part.name: part for part in pieces_of(articles).parts()}


@given(some, st.booleans())
def test_who_follows_a_feed_back_finds_every_piece(
    found: list[tuple[str, str]], has_undated: bool
) -> None:
    articles = made(found)
    pieces = pieces_of(articles, has_undated=has_undated)
    parts = {part.name: part for part in pieces.parts()}
    met, name, seen = {one.slug for one in pieces.newest()}, pieces.last, set[str]()
    while name:
        assert name not in seen
        seen.add(name)
        part = parts[name]
        days = [day_in_feeds(one) for one in part.pieces]
        assert days == sorted(days, reverse=True)
        assert 0 < len(days) <= SIZE
        met.update(one.slug for one in part.pieces)
        name = part.before
    assert seen == parts.keys()
    wanted = [one for one in articles if has_undated or len(one.date) == 10]
    assert met == {one.slug for one in wanted}


@given(some, st.integers(1, 9))
def test_newer_pieces_leave_the_pages_of_older_ones_as_they_are(
    found: list[tuple[str, str]], count: int
) -> None:
    before = parts_of(made(found))
    last = max((day for one in found for day in one), default="2018-01-01")
    newer = [(f"{int(last[:4]) + n % 2}-06-{n + 10}", "") for n in range(count)]
    after = parts_of(made([*found, *newer]))
    for name, part in before.items():
        assert [one.slug for one in after[name].pieces] == [
            one.slug for one in part.pieces
        ]
        assert after[name].before == part.before


@given(some, some, some)
def test_an_edit_is_told_of_every_page_that_is_another(
    kept: list[tuple[str, str]],
    gone: list[tuple[str, str]],
    come: list[tuple[str, str]],
) -> None:
    old = made([*kept, *gone])
    is_kept = {f"{number:02}" for number in range(len(kept))}
    new = [
        replace(one, source=f"x{one.slug}", slug=f"x{one.slug}") for one in made(come)
    ]
    later = sorted([one for one in old if one.slug in is_kept] + new, key=order_key)
    near = [one for one in old if one.slug not in is_kept] + new
    was, now = parts_of(old), parts_of(later)
    differs = {
        name for name in was.keys() | now.keys() if was.get(name) != now.get(name)
    }
    told_before = {part.name for part in pieces_of(old).parts(near)}
    told_after = {part.name for part in pieces_of(later).parts(near)}
    assert differs <= told_before | told_after
    assert differs & was.keys() <= told_before
    assert differs & now.keys() <= told_after
    assert told_before & now.keys() == told_after & was.keys()


def test_a_piece_moves_the_pages_of_its_year_alone() -> None:
    held = [(f"20{year}-0{n}-01", "") for year in (18, 19, 20) for n in range(1, 9)]
    before = parts_of(made(held))
    after = parts_of(made([*held, ("2019-01-15", "")]))
    other = {name for name in before if before[name] != after[name]}
    assert other
    assert all(name.startswith("feed-2019-") for name in other)


# --- on disk ----------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    settings = SETTINGS + 'feed_size = 2\nfeed_crossings = [["regions", "topics"]]\n'
    site = SiteFolder(tmp_path / "site", settings)
    for number in range(1, 8):
        write(site, number, 2019 + number // 4)
    return site


def write(site: SiteFolder, number: int, year: int, **fields: object) -> None:
    usual: dict[str, object] = {
        "slug": f"p{number}", "date": f"{year}-01-0{number}", "regions": ["Europe"],
        "topics": ["Energy" if number % 2 else "Ports"], "authors": ["Mara Hill"],
    }  # fmt: skip
    values = {**usual, **fields}
    site.write(
        f"content/articles/p{number}.md", article(f"P{number}", "A text.", **values)
    )


def follow(site: SiteFolder, path: str) -> list[str]:
    """Read a feed and all that it leads back to; give the addresses of its pieces."""
    found: list[str] = []
    name: str | None = path
    while name:
        parsed = feedparser.parse(site.read(f"output/{name}").encode())
        assert not parsed.bozo
        root = ElementTree.fromstring(site.read(f"output/{name}"))
        links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
        assert links["self"] == HOME + name
        assert (root.find(ARCHIVE) is not None) == (name != path)
        assert links.get("current") == (HOME + path if name != path else None)
        assert root.findtext(f"{ATOM}id") == HOME + path.removesuffix("feed.xml")
        found += [entry.link.split("/")[-2] for entry in parsed.entries]
        name = (links.get("prev-archive") or "").removeprefix(HOME)
    return list(dict.fromkeys(found))


def follow_json(site: SiteFolder, path: str) -> list[str]:
    """Read a JSON feed and all that its `next_url` leads to, likewise."""
    found: list[str] = []
    name, met = path, set[str]()
    while name:
        assert name not in met
        met.add(name)
        feed = json.loads(site.read(f"output/{name}"))
        assert feed["feed_url"] == HOME + path
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        found += [one["id"].split("/")[-2] for one in feed["items"]]
        name = feed.get("next_url", "").removeprefix(HOME)
    return list(dict.fromkeys(found))


def test_the_feed_of_the_site_leads_back_to_its_first_piece(site: SiteFolder) -> None:
    site.build()
    assert follow(site, "feed.xml") == ["p7", "p6", "p5", "p4", "p3", "p2", "p1"]
    assert follow_json(site, "feed.json") == follow(site, "feed.xml")
    assert follow(site, "regions/europe/feed.xml") == ["p7", "p6"]
    assert follow_json(site, "regions/europe/feed.json") == ["p7", "p6"]
    site.write(
        "pyproject.toml", site.read("pyproject.toml") + 'feed_archives = "all"\n'
    )
    site.build()
    assert follow(site, "regions/europe/feed.xml")[-1] == "p1"
    assert follow_json(site, "regions/europe/feed.json")[-1] == "p1"
    assert site.report.problems == check_site(site.options()).problems == ()
    site.edit("pyproject.toml", '"all"', '"none"').build()
    assert follow(site, "feed.xml") == ["p7", "p6"]
    assert not [name for name in site.output() if "feed-" in name]


def test_a_new_piece_writes_no_page_of_older_ones_again(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    write(site, 8, 2021)
    preview = LivePreview(site)
    preview.look()
    site.build()
    rendered = [name for name in site.report.rendered if "feed-" in name]
    assert rendered == []
    write(site, 9, 2022)
    site.build()
    rendered = [name for name in site.report.rendered if "feed-" in name]
    assert rendered == ["feed-2021-1.json", "feed-2021-1.xml"]
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_what_two_terms_have_in_common_has_a_feed(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    feed = feedparser.parse(site.read("output/regions/europe/topics/ports/feed.xml"))
    assert feed.feed.title == "Europe, Ports – The Test Archive"
    assert feed.feed.link == f"{HOME}search/?regions=europe&topics=ports"
    assert not check_site(site.options()).problems
    assert [one.title for one in feed.entries] == ["P6", "P4"]
    write(site, 6, 2020, topics=["Energy"])
    site.build()
    feed = feedparser.parse(site.read("output/regions/europe/topics/ports/feed.xml"))
    assert [one.title for one in feed.entries] == ["P4", "P2"]
    for number in (2, 4):
        write(site, number, 2019 + number // 4, topics=["Energy"])
    site.build()
    assert "regions/europe/topics/ports/feed.xml" not in site.output()
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_an_undated_piece_stands_at_the_day_on_which_it_was_added(
    site: SiteFolder, tmp_path: Path
) -> None:
    write(site, 3, 2019, date="", added="2020-06-01", updated="2020-06-02")
    write(site, 2, 2019, date="", added="")
    site.build()
    assert follow(site, "feed.xml") == ["p7", "p6", "p5", "p4", "p1"]
    site.write("pyproject.toml", site.read("pyproject.toml") + "feed_undated = true\n")
    site.build()
    assert follow(site, "feed.xml") == ["p3", "p7", "p6", "p5", "p4", "p1"]
    entry = feedparser.parse(site.read("output/feed.xml")).entries[0]
    assert "published" not in entry
    assert entry.updated == "2020-06-02T00:00:00Z"
    assert "date_published" not in site.read("output/feed.json").split("p7")[0]
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_an_entry_says_where_its_authors_are_and_what_it_is_about(
    site: SiteFolder,
) -> None:
    site.write("content/files/lead.jpg", make_picture(60, "teal"))
    write(site, 7, 2020, image="files/lead.jpg", authors=["Mara Hill", "Ivo <Ränd>"])
    site.build()
    entry = feedparser.parse(site.read("output/feed.xml")).entries[0]
    assert [(one.name, one.href) for one in entry.authors] == [
        ("Mara Hill", f"{HOME}authors/mara-hill/"),
        ("Ivo <Ränd>", f"{HOME}authors/ivo-rand/"),
    ]
    assert [(one.term, one.scheme) for one in entry.tags] == [
        ("Europe", f"{HOME}regions/"),
        ("Energy", f"{HOME}topics/"),
    ]
    assert entry.media_content == [
        {"url": f"{HOME}files/lead.jpg", "medium": "image", "type": "image/jpeg",
         "width": "60", "height": "9"}
    ]  # fmt: skip


def test_one_list_names_every_feed(site: SiteFolder, tmp_path: Path) -> None:
    site.build()
    root = ElementTree.fromstring(site.read("output/feeds.opml"))
    assert root.tag == "opml"
    assert root.get("version") == "2.0"
    found = [one for one in root.iter("outline") if one.get("type") == "rss"]
    feeds = {(one.get("xmlUrl") or "").removeprefix(HOME) for one in found}
    assert feeds == {n for n in site.output() if n.rpartition("/")[2] == "feed.xml"}
    assert all(one.get("text") and one.get("htmlUrl") for one in found)
    write(site, 7, 2020, topics=["Rivers & lakes"])
    site.build()
    assert "Rivers &amp; lakes" in site.read("output/feeds.opml")
    assert site.output() == site.clean_output(tmp_path / "clean")

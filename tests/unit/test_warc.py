"""Web archives: records found, pages told from all else, copies, and what is broken."""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path

import pytest
from raw_samples import SETTINGS, Site
from web_archives import WORDS, archive, cut, page

from commentariat.errors import SourceError
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    ItemText,
    Surroundings,
)
from commentariat.intake.formats.table import tell_format
from commentariat.intake.formats.warc import MOST_TOLD, read_warc, tells_warc
from commentariat.kinds import Kind

DATA = Path(__file__).parent.parent / "data/sources/warc"


def read(data: bytes, span: ItemSpan) -> ItemText:
    return read_warc(data[span.start : span.end], span, Surroundings("a.warc"))


def kinds_of(spans: list[ItemSpan]) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in spans]


# -- Of a real program ---------------------------------------------------------------


def test_what_wget_writes_is_read() -> None:
    data = (DATA / "plain.warc").read_bytes()
    spans, problems = cut(data)
    assert problems == []
    assert [(one.kind, one.key.split("/", 3)[3]) for one in spans] == [
        ("article", "articles/how-the-archive-counts/"),
        ("feed", "series/crossing-points/feed.xml"),
        ("copy", "articles/how-the-archive-counts/?replytocom=2"),
    ]
    item = read(data, spans[0])
    assert item.address == "https://example.org/articles/how-the-archive-counts/"
    assert len(item.blocks) == 13


def test_what_wget_packs_by_record_is_read() -> None:
    data = (DATA / "packed.warc.gz").read_bytes()
    spans, problems = cut(data)
    assert problems == []
    assert [(one.kind, one.key.split("/", 3)[3]) for one in spans] == [
        ("article", "articles/ice-log/"),
        ("picture", "files/archive.svg"),
        ("article", "articles/reys-po-sredam/"),
        ("copy", "articles/ice-log/index.html"),
    ]
    for span in spans:
        assert gzip.decompress(data[span.start : span.end]).startswith(b"WARC/1.0")
    assert "По средам" in read(data, spans[2]).blocks[0].text


# -- Pages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "claimed", "is_taken"),
    [
        ("http://e.org/a", "https://e.org/b/", True),
        ("http://e.org/a", "https://www.e.org/b/", True),
        ("http://amp.e.org/a", "https://www.e.org/b/", True),
        ("http://e.org:8080/a", "https://E.org/b/", True),
        ("http://localhost:8000/a", "https://e.org/b/", True),
        ("http://127.0.0.1/a", "https://e.org/b/", True),
        ("http://[::1]/a", "https://e.org/b/", True),
        ("http://evil.org/a", "https://e.org/b/", False),
        ("http://evil-e.org/a", "https://e.org/b/", False),
        ("http://e.org.evil.org/a", "https://e.org/b/", False),
        ("http://blog.e.org/a", "https://e.org/b/", False),
        ("http://www.org/a", "https://org/b/", False),
    ],
)
def test_a_page_says_its_address_within_its_own_site_alone(
    found: str, claimed: str, is_taken: bool
) -> None:
    link = f'<link rel="canonical" href="{claimed}">'
    data = archive(("https://e.org/b/", page("B")), (found, page("A", link)))
    spans, _ = cut(data)
    (span,) = (one for one in spans if one.key == found)
    item = read(data, span)
    assert (item.address == claimed) is is_taken
    assert (
        any(one.message.kind is Kind.ADDRESS_CLAIMED for one in item.doubts)
        is not is_taken
    )
    if not is_taken:
        assert span.kind == "article"
        assert kinds_of(spans)[0] == ("article", "https://e.org/b/")


def test_an_editor_says_where_a_page_of_another_site_stood(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://e.org/b/">'
    site = Site(tmp_path, SETTINGS)
    site.raw("a.warc", archive(("https://cdn.org/a", page("A", link)))).imported()
    assert any("says to be a page of e.org" in one for one in site.open_points)
    site.raw("index.csv", "file,item,url\na.warc,https://cdn.org/a,https://e.org/b/\n")
    assert site.imported().report.open_points == ()
    assert "b" in site.articles()[0].aliases


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_pages_are_items_by_their_addresses(packed: bool, version: str) -> None:
    data = archive(
        ("http://e.org/a", page("A")), ("http://e.org/b", page("B")),
        packed=packed, version=version,
    )  # fmt: skip
    spans, problems = cut(data)
    assert problems == []
    assert kinds_of(spans) == [
        ("article", "http://e.org/a"),
        ("article", "http://e.org/b"),
    ]
    assert [one.title for one in spans] == ["A", "B"]
    item = read(data, spans[1])
    assert (item.address, [one.text for one in item.blocks]) == (
        "http://e.org/b",
        [f"B. {WORDS}"],
    )


def test_of_several_copies_of_a_page_one_is_an_article() -> None:
    link = '<link rel="canonical" href="http://e.org/a/">'
    data = archive(
        ("http://e.org/?p=7", page("A", link)),
        ("http://e.org/a/?replytocom=3", page("A", link, " id=x")),
        ("http://e.org/a/", page("A", link)),
        ("http://e.org/a/", page("A now", link)),
        ("http://e.org/b?utm_source=x", page("B")),
        ("https://e.org/b/index.html", page("B2")),
    )
    spans, _ = cut(data)
    articles = [one for one in spans if one.kind == "article"]
    assert len({one.key for one in spans}) == len(spans) == 6
    assert {one.key for one in articles} == {
        "http://e.org/a/",
        "https://e.org/b/index.html",
    }
    assert sum(one.kind == "copy" for one in spans) == 4


@pytest.mark.parametrize(
    ("kind", "address", "data"),
    [
        ("list", "http://e.org/", page("Home")),
        ("list", "http://e.org/category/x/", page("X")),
        ("list", "http://e.org/x/", page("X", body=' class="archive category-x"')),
        ("list", "http://e.org/x/", page("X", '<meta property="og:type" content="website">')),
        ("article", "http://e.org/author/x/", page("X", '<meta property="og:type" content="article">')),
        ("page", "http://e.org/about/", page("X", body=' class="page page-id-2"')),
        ("attachment", "http://e.org/x/", page("X", body=' class="single attachment"')),
    ],
)  # fmt: skip
def test_lists_and_pages_of_the_house_are_told_from_articles(
    kind: str, address: str, data: bytes
) -> None:
    assert kinds_of(cut(archive((address, data)))[0]) == [(kind, address)]


def test_what_is_no_page_is_left_aside() -> None:
    for status in ("404 Not Found", "301 Moved", "304 Not Modified"):
        assert cut(archive(("http://e.org/a", page("A")), status=status))[0] == []
    for kind in ("request", "metadata"):
        data = archive(("http://e.org/a", page("A")))
        assert (
            cut(data.replace(b"WARC-Type: response", b"WARC-Type: " + kind.encode()))[0]
            == []
        )
    css = archive(("http://e.org/a.css", b"p {}"), headers={"Content-Type": "text/css"})
    assert cut(css) == ([], [])


@pytest.mark.parametrize(
    ("coding", "packs"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
        ("gzip", bytes),
    ],
)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_what_a_server_packed_or_sent_in_chunks_is_undone(
    coding: str, packs: object, is_chunked: bool
) -> None:
    body = packs(page("A"))  # type: ignore[operator]
    headers = {"Content-Encoding": coding}
    if is_chunked:
        parts = [body[at : at + 50] for at in range(0, len(body), 50)]
        body = (
            b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"
        )
        headers["Transfer-Encoding"] = "chunked"
    data = archive(("http://e.org/a", body), headers=headers)
    (span,), problems = cut(data)
    assert problems == []
    assert [one.text for one in read(data, span).blocks] == [f"A. {WORDS}"]


def test_a_coding_that_nobody_reads_is_told() -> None:
    data = archive(("http://e.org/a", b"\x1b\x02"), headers={"Content-Encoding": "br"})
    spans, (problem,) = cut(data)
    assert (spans, problem.message) == ([], Kind.WARC_CODING.of("br"))


def test_the_encoding_that_only_the_server_says_counts() -> None:
    body = (
        "<!doctype html><title>x</title><article><h1>Лёд</h1>"
        "<p>Река встала рано, и смотритель записал это.</p>"
    )
    headers = {"Content-Type": "text/html; charset=windows-1251"}
    data = archive(("http://e.org/a", body.encode("cp1251")), headers=headers)
    (span,), _ = cut(data)
    assert "Река встала" in read(data, span).blocks[0].text


# -- What is broken ------------------------------------------------------------------


def three(packed: bool) -> tuple[bytes, int]:
    """An archive of three pages, and where the record of the second begins."""
    data = archive(
        *((f"http://e.org/{one}", page(one)) for one in "abc"), packed=packed
    )
    spans, _ = cut(data)
    return data, spans[1].start


@pytest.mark.parametrize("packed", [False, True])
def test_a_record_that_is_damaged_leaves_the_others_alone(packed: bool) -> None:
    data, at = three(packed)
    damaged = data[: at + 60] + b"\xff" * 40 + data[at + 100 :]
    spans, problems = cut(damaged)
    keys = [one.key for one in spans]
    assert {"http://e.org/a", "http://e.org/c"} <= set(keys)
    assert [one.message.kind.family for one in problems] == ["web archive"]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off_is_told_behind_its_pages(packed: bool) -> None:
    data, at = three(packed)
    spans, (problem,) = cut(data[: at + 200])
    assert [one.key for one in spans] == ["http://e.org/a"]
    assert problem.message.kind is Kind.WARC_BROKEN
    assert f"{at:,}" in problem.message.values


@pytest.mark.parametrize(
    "address", ["http://e.org:8x/b", "http://[e.org/b", "http://e.org:99999999/b"]
)
def test_an_address_that_is_none_is_a_problem_of_its_record(address: str) -> None:
    head = f'<link rel="canonical" href="{address}">'
    pages = ("http://e.org/a", page("a", head)), (address, page("b"))
    spans, (problem,) = cut(archive(*pages, ("http://e.org/c", page("c"))))
    assert [one.key for one in spans] == ["http://e.org/a", "http://e.org/c"]
    assert problem.message.kind is Kind.WARC_RECORD


@pytest.mark.parametrize("length", [b"3", b"999999999999", b"-4", b"x", b""])
def test_a_wrong_length_is_told_and_the_next_record_found(length: bytes) -> None:
    data, at = three(packed=False)
    end = data.index(b"\r\n\r\n", at)
    header = data[at:end]
    wrong = re.sub(rb"Content-Length: \d+", b"Content-Length: " + length, header)
    spans, problems = cut(data[:at] + wrong + data[end:])
    assert [one.key for one in spans] == ["http://e.org/a", "http://e.org/c"]
    assert [one.message.kind for one in problems] == [Kind.WARC_BROKEN]


def test_what_a_record_unpacks_to_is_bounded() -> None:
    body = gzip.compress(b"<!doctype html><p>" + b"x" * 30_000_000)
    data = archive(("http://e.org/a", body), headers={"Content-Encoding": "gzip"})
    spans, (problem,) = cut(data)
    assert (spans, problem.message.kind) == ([], Kind.TOO_LARGE)
    packed = archive(("http://e.org/a", page("A") + b"x" * 30_000_000), packed=True)
    assert [one.message.kind for one in cut(packed)[1]] == [Kind.TOO_LARGE]


def test_many_broken_records_are_told_by_how_many_they_are() -> None:
    bad = b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"
    good = archive(("http://e.org/a", page("A")))
    spans, problems = cut(good + bad * (MOST_TOLD + 3))
    assert len(spans) == 1
    assert problems[-1].message == Kind.RECORDS_MORE.of(3)


def test_a_record_that_is_no_page_is_a_problem_where_it_is_asked_for() -> None:
    data = archive(("http://e.org/a.png", b"x"), headers={"Content-Type": "image/png"})
    (span,), _ = cut(data)
    assert span.kind == "picture"
    with pytest.raises(SourceError) as fault:
        read(data, span)
    assert fault.value.problems[0].message.kind is Kind.WARC_NO_PAGE


# -- Imported --------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["plain", "by record", "as a whole"])
def test_a_web_archive_is_imported_page_by_page(tmp_path: Path, way: str) -> None:
    data = archive(
        ("http://e.org/2019/03/a/", page("A gate")), ("http://e.org/", page("Home")),
        packed=way == "by record",
    )  # fmt: skip
    site = Site(tmp_path, SETTINGS)
    name = "crawl.warc" if way == "plain" else "crawl.warc.gz"
    site.raw(name, gzip.compress(data) if way == "as a whole" else data).imported()
    assert site.problems == []
    (article,) = site.articles()
    assert (article.title, article.date, article.slug) == (
        "A gate",
        "2019-03",
        "a-gate",
    )
    assert [one.file for one in article.raw] == [f"{name}//http://e.org/2019/03/a/"]
    assert "http://e.org/2019/03/a/" in site.read("content/articles/2019/a-gate.md")
    told = {one.message for one in site.report.open_points}
    assert Kind.ITEMS_ASIDE.of("list: 1") in told
    assert article.aliases == ("2019/03/a",)


def test_a_web_archive_is_told_by_content() -> None:
    data = archive(("http://e.org/a", page("A")))
    for made in (data, archive(("http://e.org/a", page("A")), packed=True)):
        told = tell_format(made[:HEAD_SIZE], "any.txt")
        assert told is not None
        assert told.name == "warc"
    assert not tells_warc(gzip.compress(data)[:HEAD_SIZE], "a.warc.gz")
    assert not tells_warc(b"WARC is a format\n", "a.warc")


@pytest.mark.parametrize("mark", ["<link ", "<title ", "<title>", "<body ", "<meta "])
def test_a_page_of_many_open_marks_is_looked_at_in_bounded_time(mark: str) -> None:
    data = page("Gates", body=">" + mark * 40_000 + "<p")
    spans, problems = cut(archive(("https://x.org/a", data)))
    assert [one.key for one in spans] == ["https://x.org/a"]
    assert problems == []

"""What comes in may be as long as it likes: the time that it takes grows as it does."""

from __future__ import annotations

import gzip
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from timing import assert_at_most

from commentariat.errors import Problem, SourceError
from commentariat.intake.formats.model import Surroundings
from commentariat.intake.formats.warc import WARC
from commentariat.migration.plan import plan_migration

TIMES = 8
"""How much longer the long input is than each of the short ones."""
PAGE = (
    b"<!doctype html><html><body><article><h1>A gate</h1><p>Some words of it.</p>"
    b"</article></body></html>"
)


# -- Web archives ---------------------------------------------------------------


def record(
    body: bytes = PAGE, *, address: str = "https://a.example/x", http: bytes = b""
) -> bytes:
    """One answer, as a crawler writes it."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n%s" % (http, body)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2020-01-01T00:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def below(unit: bytes) -> Callable[[int], bytes]:
    """Put many of a *unit* behind a record."""
    return lambda count: record() + unit * count


def records(count: int, packer: Callable[[bytes], bytes] = bytes) -> bytes:
    return b"".join(
        packer(record(PAGE + b"%d" % at, address=f"https://a.example/{at}"))
        for at in range(count // 10)
    )


WARCS: dict[str, Callable[[int], bytes]] = {
    "records": records,
    "packed records": lambda count: records(count, gzip.compress),
    "copies": lambda count: record() * (count // 10),
    "beginnings of records": below(b"WARC/1.0\r\n"),
    "records of no length": below(b"WARC/1.0\r\nA: b\r\n\r\n"),
    "records that are cut off": below(b"WARC/1.0\r\nContent-Length: 9999999\r\n\r\n"),
    "wrong lengths": below(b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabcdefgh\r\n\r\n"),
    "line ends": below(b"\r\n"),
    "headers": lambda count: record(http=b"X: y\r\n" * count),
    "folded headers": lambda count: record(http=b"X: y\r\n" + b" y\r\n" * count),
    "chunks": lambda count: record(
        b"1\r\na\r\n" * count + b"0\r\n\r\n", http=b"Transfer-Encoding: chunked\r\n"
    ),
    "beginnings of packed records": lambda count: (
        gzip.compress(record()) + b"\x1f\x8b\x08" * (count // 4)
    ),
    "packed records that are cut off": lambda count: (
        gzip.compress(record()) + gzip.compress(record())[:-9] * (count // 10)
    ),
    "canonical links": lambda count: record(b"<link rel=canonical href=x " * count),
    "titles": lambda count: record(PAGE + b"<title>" * count),
    "parts of an address": lambda count: record(
        address=f"https://a.example/?{'a=b&' * count}"
    ),
}


def read_warc(data: bytes) -> None:
    """Go through all that import does with a web archive."""
    assert WARC.tells(data[: 64 * 1024], "a.warc")
    assert WARC.cut is not None
    for span in WARC.cut(io.BytesIO(data), "a.warc"):
        if not isinstance(span, Problem):
            try:
                WARC.read(data[span.start : span.end], span, Surroundings("a.warc"))
            except SourceError:
                continue


@pytest.mark.parametrize("what", WARCS)
def test_a_web_archive_takes_no_longer_than_it_is_long(what: str) -> None:
    made = {str(count): WARCS[what](count) for count in (1_500, TIMES * 1_500)}
    short, long = made
    assert_at_most(3, [short] * TIMES, long, lambda one: read_warc(made[one]))


def test_beginnings_of_records_take_no_longer_than_records() -> None:
    """One that has no end was looked for to the end of the longest header, each time."""
    made = {"whole": records(20_000), "begun": WARCS["beginnings of records"](100_000)}
    assert len(made["begun"]) < 2 * len(made["whole"])
    assert_at_most(4, ["whole"], "begun", lambda one: read_warc(made[one]))


# -- Sites of other generators -------------------------------------------------------

SITES = {
    "hugo": ("hugo.toml", "title = 'x'\n", "content/posts/a"),
    "jekyll": ("_config.yml", "title: x\n", "_posts/2020-01-01-a"),
    "pelican": ("pelicanconf.py", "SITENAME = 'x'\n", "content/a"),
    "eleventy": (".eleventy.js", "\n", "posts/a"),
}
UNITS = (
    "word ", "{{< x >}} ", "{{ x }} ", "{% x %} ", "{% raw %} ", "{% comment %} ",
    "{% comment %}a{% endcomment %} ", "{{< a >}}b{{< /a >}} ", "{# ", "{{< ", "{% x \"",
    "`a` [b](/c) ", "[a](/b)\n", "[x]: /y\n", "{: .x}\n", "```\n", "{filename}x ", "](",
)  # fmt: skip


def plan(name: str, ending: str, body: str) -> None:
    """Plan to take over a site whose only piece has that *body*."""
    settings, said, piece = SITES[name]
    head = "Title: A\nDate: 2020-01-01\n\n"
    if name != "pelican":
        head = "---\ntitle: A\ndate: 2020-01-01\n---\n"
    elif ending == ".html":
        head = "<html><head><title>A</title><meta name='date' content='2020-01-01'></head><body>"
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder, f"{piece}{ending}")
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(head + body, "utf-8")
        Path(folder, settings).write_text(said, "utf-8")
        plan_migration(Path(folder), None, "2026-06-01")


@pytest.mark.parametrize("ending", [".md", ".html"])
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", SITES)
def test_a_piece_of_another_generator_takes_no_longer_than_it_is_long(
    name: str, unit: str, ending: str
) -> None:
    short = unit * 1_000
    assert_at_most(
        3, [short] * TIMES, short * TIMES, lambda body: plan(name, ending, body)
    )


@pytest.mark.parametrize("name", SITES)
def test_a_header_of_another_generator_takes_no_longer_than_it_is_long(
    name: str,
) -> None:
    def plan_keys(count: str) -> None:
        rows = "".join(f"key{at}: value\n" for at in range(int(count)))
        with tempfile.TemporaryDirectory() as folder:
            settings, said, piece = SITES[name]
            where = Path(folder, f"{piece}.md")
            where.parent.mkdir(parents=True, exist_ok=True)
            rows = f"title: A\ndate: 2020-01-01\n{rows}"
            fence = "" if name == "pelican" else "---\n"
            where.write_text(f"{fence}{rows}{fence}\nWords.\n", "utf-8")
            Path(folder, settings).write_text(said, "utf-8")
            plan_migration(Path(folder), None, "2026-06-01")

    assert_at_most(3, ["500"] * TIMES, str(500 * TIMES), plan_keys)

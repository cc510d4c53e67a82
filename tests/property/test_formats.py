"""Whatever bytes a source holds: it is refused or read, every character under a label."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from raw_samples import packed, raw_a, raw_b

from commentariat.archive.judge import parse_article
from commentariat.archive.schema import Schema
from commentariat.config import Settings
from commentariat.engine.markup import to_html
from commentariat.errors import Problem, SourceError
from commentariat.intake.content.content_file import judge_written, write_content
from commentariat.intake.content.convert import convert_reading
from commentariat.intake.content.options import options_of
from commentariat.intake.content.unite import unite
from commentariat.intake.formats.containers import cut_file, read_place
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    ItemText,
    SourceFormat,
)
from commentariat.intake.formats.places import Container
from commentariat.intake.formats.table import FORMATS
from commentariat.intake.formats.telling import read_told
from commentariat.intake.pages.model import Reading

TOP = Path(__file__).parent.parent
OPTIONS = options_of(Settings(title="formats", institution="formats"))
SCHEMA = Schema()
_ELEMENTS = frozenset(("script", "style", "iframe", "form", "button"))
_SCHEMES = re.compile(r"(?:java|vb)script:")


class _Acting(HTMLParser):
    """Notes what of a page would act."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take one element."""
        for name, value in attrs:
            bare = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or _SCHEMES.match(bare):
                self.found.append(f"{tag} {name}={value}")
        if tag in _ELEMENTS:
            self.found.append(tag)


def acting_in(html: str) -> list[str]:
    """List what of a page would act."""
    parser = _Acting()
    parser.feed(html)
    parser.close()
    return parser.found


LARGEST = 200_000
MOST = 8
"""Items of a file that are read."""
SMALL = (
    b"<!doctype html><html><body><article><h1>A title</h1><p>By Ada Berg</p><p>Some words "
    b"of a text <a href='/x'>with a link</a>.</p></article></body></html>"
)
SOURCES = [SMALL, raw_a().encode(), packed({"a.txt": raw_a(), "b/c.txt": raw_b()})]
SOURCES += [
    path.read_bytes()
    for kind in ("data/sources/**/*", "data/sites/**/*.html")
    for path in sorted(TOP.glob(kind))
    if path.is_file() and path.stat().st_size <= LARGEST
]
PARTS = (
    b"<", b">", b"</p>", b"<p>", b"<!--", b"]]>", b"<![CDATA[", b"&", b"&amp;", b"{", b"}",
    b'"', b"\\", b"\n", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf", b",", b"\\N", b"\t",
    b"<script>alert(1)</script>", b"<item>", b"PK\x03\x04", b"WARC/1.0\r\n", b"---\n",
    "ж".encode(), "\u202e".encode(),
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A source as it may come: cut, doubled, with what does not belong there."""
    data = draw(st.sampled_from(SOURCES))
    for _ in range(draw(st.integers(0, 4))):
        at, end = sorted(draw(st.integers(0, len(data))) for _ in range(2))
        what = draw(st.sampled_from(["cut", "double", "insert", "swap"]))
        if what == "cut":
            data = data[:at] + data[end:]
        elif what == "double" and end - at < LARGEST:
            data = data[:end] + data[at:end] + data[end:]
        elif what == "insert":
            data = data[:at] + draw(st.sampled_from(PARTS)) + data[at:]
        elif data[at:end]:
            data = (
                data[:at]
                + bytes([data[at] ^ 1 << draw(st.integers(0, 7))])
                + data[at + 1 :]
            )
    return data


def items_of(one: SourceFormat, data: bytes) -> list[ItemSpan]:
    """Some of the items of *data*, or all of it as one."""
    if one.cut is None:
        return [ItemSpan("", 0, len(data), digest="1")]
    try:
        found = list(one.cut(io.BytesIO(data), "source"))
    except SourceError:
        return []
    spans = [span for span in found if not isinstance(span, Problem)]
    assert all(0 <= span.start <= span.end <= len(data) for span in spans)
    return spans[:MOST]


def check_laws(said: ItemText) -> None:
    """Assert that labels partition the text, and that places lie in it."""
    at = 0
    for span in said.spans:
        assert span.start == at < span.end
        at = span.end
    assert at == len(said.text)
    assert "\r" not in said.text
    for claim in said.claims:
        assert -1 <= claim.start <= len(said.text)
        assert claim.texts
    for block in said.blocks:
        assert 0 <= block.start <= len(said.text)
        assert block.markdown.strip()
        assert block.markdown == block.markdown.strip("\n")
        assert block.line >= 1


NAMES = st.sampled_from(["a.html", "a.xml", "a.json", "a.txt", "a.csv", "a.md", "a"])


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
@settings(deadline=None)
@given(data=damaged(), name=NAMES)
@example(data=SMALL.replace(b"words", b"wo\x0erds"), name="a.html")
@example(data=SMALL.replace(b"words", b"wo&#x81;rds \xc2\x8d"), name="a.html")
@example(
    data=SMALL.replace(b"a text", b'a <img alt="one=" src="a.png">'), name="a.html"
)
@example(data=SMALL.replace(b"/x", b"`&quot;javascript:alert(1)"), name="a.html")
@example(data=(TOP / "data/sources/wordpress/wp_posts.tsv").read_bytes()[:-1], name="a")
@example(
    data=b'{"title": "H\xdfs "}\n{": }le": '
    + b"\xd1" * 65
    + b'"H\xdfs \xba\xba\xba\xba\xba:"}\n{": ""WP"20\xff\xff\xff\xff]]>:\x00\x10\x00---\n'
    + b'"\x00\x00\x00 f"\n\x03\xff\xff\xff\xff{\n\n{": ""WP":0"\x00\xd9\xa8P": "bf\n\x03\n',
    name="a",
)
@example(data=b'{"title": "A", "content": "Some wo\\u0001rds."}', name="a.json")
def test_any_source_is_refused_or_read_whole(
    one: SourceFormat, data: bytes, name: str
) -> None:
    check_source(one, data, name)


@pytest.mark.long
@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
@settings(deadline=None, max_examples=5_000)
@given(data=damaged(), name=NAMES)
def test_thousands_of_damaged_sources_are_refused_or_read_whole(
    one: SourceFormat, data: bytes, name: str
) -> None:
    check_source(one, data, name)


def check_source(one: SourceFormat, data: bytes, name: str) -> None:
    """Read *data* as *one* format, where it is told for that, and assert the laws."""
    if not one.tells(data[:HEAD_SIZE], name):
        return
    for span in items_of(one, data):
        lookup = one.gather(io.BytesIO(data), name) if one.gather else {}
        around = OPTIONS.around(name, "", lookup)
        try:
            said = one.read(data[span.start : span.end], span, around)
        except SourceError:
            continue
        check_laws(said)
        check_written(read_told(said, one.name, name, OPTIONS.house), said.text)


def check_written(reading: Reading, text: str) -> None:
    """Assert that what import writes of an item is read as what it wrote, and is inert."""
    crawled = convert_reading(
        reading, text, file="a", digest="0", row=None, options=OPTIONS
    ).crawled
    written = write_content(unite([crawled], SCHEMA), "a-slug", SCHEMA)
    judged = judge_written(written, "articles/a-slug.md", SCHEMA)
    assert judged is not None or "{{<" in written.body, written.text
    if judged is not None:
        data = written.text.encode()
        assert judged == parse_article(data, "articles/a-slug.md", SCHEMA)
    html = to_html(written.body)
    assert acting_in(html) == []


@settings(deadline=None)
@given(damaged())
@example(packed({"a.txt": raw_a()})[:-10])
@example(packed({"ä.txt": raw_a()}).replace("ä".encode(), b"\xa0\xa0"))
def test_any_file_is_cut_or_told_to_be_at_fault(data: bytes) -> None:
    check_file(data)


def write_parts(path: Path) -> None:
    """Write what is put into sources as a dictionary of a fuzzer."""
    rows = ['"' + "".join(f"\\x{one:02x}" for one in part) + '"' for part in PARTS]
    path.write_text("\n".join(rows) + "\n", "utf-8")


def check_file(data: bytes) -> None:
    """Cut *data* as a file, and assert that its items are there, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder, "source")
        where.write_bytes(data)
        unpacked = Path(folder, "unpacked")
        cut = cut_file(str(where), "source", str(unpacked))
        if isinstance(cut, Container):
            keys = [place.span.key for place in cut.places]
            assert len(keys) == len(set(keys))
            for place in cut.places[:MOST]:
                try:
                    found = read_place(str(where), "source", place, str(unpacked))
                except SourceError:
                    continue
                assert len(found) == place.span.end - place.span.start
        there = {path.name for path in Path(folder).iterdir()}
        assert there <= {"source", "unpacked"}
        for path in unpacked.iterdir() if unpacked.is_dir() else ():
            assert path.suffix in (".part", ".lookup")


@settings(deadline=None, max_examples=30)
@given(
    st.dictionaries(
        st.text(min_size=1, max_size=40), st.binary(max_size=200), max_size=4
    )
)
def test_no_name_in_a_zip_becomes_a_path(members: dict[str, bytes]) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            try:
                archive.writestr(name, data)
            except ValueError:
                return  # no zip has such a name
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder, "source.zip")
        where.write_bytes(made.getvalue())
        cut = cut_file(str(where), "source.zip", str(Path(folder, "unpacked")))
        assert cut is not None
        assert {path.name for path in Path(folder).iterdir()} <= {
            "source.zip",
            "unpacked",
        }

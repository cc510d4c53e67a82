"""Laws of import: nothing it writes is at fault, nothing an editor wrote is lost."""

from __future__ import annotations

import random
import re
import shutil
import string
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from html5lib import parseFragment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_samples import BODY, SETTINGS, Site, raw_a, raw_b, raw_c

from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.judge import parse_article
from commentariat.archive.model import RawFile
from commentariat.archive.schema import Schema
from commentariat.archive.slugs import is_slug
from commentariat.engine.markup import to_html
from commentariat.engine.reading import judge_files
from commentariat.engine.source_model import SourceKind, SourceTask
from commentariat.intake.content.cleaning import clean
from commentariat.intake.content.content_file import (
    add_raw_file,
    is_untouched,
    judge_written,
    write_content,
)
from commentariat.intake.content.convert import convert_reading
from commentariat.intake.content.options import options_of
from commentariat.intake.content.summary import summarize
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.content.unite import unite
from commentariat.intake.pages.layouts import LAYOUTS
from commentariat.intake.pages.model import (
    Bio,
    Event,
    Paragraph,
    Reading,
    RecentWork,
    Teaser,
)
from commentariat.intake.sources.keys import DEFAULT_KEYS
from commentariat.intake.sources.sidecar import IndexRow

OPTIONS = options_of(SETTINGS)
ANY = st.text(max_size=30)
ODD = st.sampled_from(
    ["", " ", "no", "2014", "---", "- x", "a: b", "#", "'", '"', "null", "~", "<br>", "\x07",
     "\u2028", "\ufeff", "\ud800", "\ufdd0", "*x", "&x", "2020-01-01", "wassigned", "1e5",
     "a\nb", "Hethinks so.", "Ünïcödé", "слово", "كلمة", "x" * 200, "=", "%", "@", "!t", "{", "["]
)  # fmt: skip
PROSE = st.lists(
    st.sampled_from(
        [*BODY[0].split(), "wassigned", "Hecalled", "_x_", "*", "`", "2014.", "<b>"]
    ),
    min_size=1,
    max_size=30,
).map(" ".join)
TEXT = st.one_of(ODD, ANY, PROSE)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
MAYBE = st.none() | TEXT
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=5,
)
KEYS = st.sampled_from(
    ["authors", "type", "blog", "centers", "regions", "primaryCenter", "programAffiliation",
     "topics", "written", "title"]
)  # fmt: skip
METADATA = st.dictionaries(KEYS | TEXT, JSON | TEXTS.map(list), max_size=6)
FILES = st.sampled_from(
    ["001.txt", "2020-02-03-a-name.txt", "x/y z.txt", " .txt", "слово.txt"]
)
ROWS = st.none() | st.builds(
    IndexRow, st.just("001.txt"), st.just(2), url=TEXT, title=PROSE,
    date=st.sampled_from(["", "2019-03-04"]), language=st.sampled_from(["", "fr", "en-US"]),
)  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> tuple[Reading, str]:
    """A reading of whatever kind, and the text in which its paragraphs stand."""
    body: list[Paragraph] = []
    text = ""
    for line in draw(st.lists(TEXT, max_size=5)):
        start = len(text)
        line = line.replace("\n", " ")
        body.append(Paragraph(line, start, text.count("\n") + 1, draw(st.booleans())))
        text += line + "\n"
    teasers = st.builds(
        Teaser,
        MAYBE,
        TEXTS,
        MAYBE,
        MAYBE,
        MAYBE,
        line=st.integers(0, 5),
        is_cut=st.booleans(),
    )
    reading = Reading(
        "content/raw/x.txt",
        draw(st.sampled_from([rule.name for rule in LAYOUTS])),
        (),
        metadata := draw(METADATA),
        DEFAULT_KEYS.tell(metadata)[0],
        leading_teasers=tuple(draw(st.lists(teasers, max_size=2))),
        image_credit=draw(MAYBE),
        type_label=draw(MAYBE),
        title=draw(MAYBE),
        title_line=draw(st.integers(0, 5)),
        dek=draw(MAYBE),
        byline=draw(TEXTS),
        published=draw(MAYBE),
        event=draw(st.none() | st.builds(Event, TEXT, MAYBE)),
        publication_source=draw(MAYBE),
        body=tuple(body),
        bios=tuple(draw(st.lists(st.builds(Bio, TEXT, MAYBE, MAYBE), max_size=2))),
        recent_work=tuple(
            draw(st.lists(st.builds(RecentWork, TEXT, TEXT), max_size=2))
        ),
        is_disclaimer_glued=draw(st.booleans()),
        related=tuple(draw(st.lists(teasers, max_size=3))),
    )
    return reading, text


def fold(text: str) -> str:
    return " ".join(text.split())


@given(
    st.lists(
        st.tuples(readings(), FILES, ROWS),
        min_size=1,
        max_size=3,
        unique_by=lambda x: x[1],
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_import_writes_is_never_at_fault(made: list[Any]) -> None:
    crawls = [
        convert_reading(
            r, text, file=file, digest="d", row=row, options=OPTIONS
        ).crawled
        for (r, text), file, row in made
    ]
    content = unite(crawls, Schema())
    whole = write_content(content, "a-slug", Schema())
    written = whole.text
    assert (
        write_content(unite(reversed(crawls), Schema()), "a-slug", Schema()).text
        == written
    )
    article = parse_article(written.encode(), "articles/x.md", Schema())
    assert judge_written(whole, "articles/x.md", Schema()) == article
    sketching = SourceKind("article", schema=Schema(has_sketches=True))
    task = SourceTask("content/articles/x.md", sketching, "")
    (read,) = judge_files([(task, written.encode())])
    assert judge_written(whole, "articles/x.md", sketching.schema) == read.decode()
    for crawled, (_, _, row) in zip(crawls, made, strict=True):
        assert is_slug(summarize(crawled, row).slug.value)
    assert [raw.file for raw in article.raw] == sorted(file for _, file, _ in made)
    assert is_untouched(written)
    keys = list(parse_front_matter(written, "x.md")[0])
    assert keys == [key for key in Schema().article_keys.rows if key in keys]


@given(readings())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_page_shows_the_raw_paragraphs_but_for_the_repairs_that_are_noted(
    made: tuple[Reading, str],
) -> None:
    reading, text = made
    crawled = convert_reading(
        reading, text, file="x.txt", digest="d", row=None, options=OPTIONS
    ).crawled
    html = to_html("\n\n".join(crawled.body))
    shown = fold("".join(parseFragment(html, treebuilder="etree").itertext()))
    repaired = text
    said = RepairedTexts(reading, text, "x.txt", OPTIONS)
    made_in_body = [repair for one in said.body for repair in one.made]
    for repair in reversed(made_in_body):
        if repair.rule == "unshowable-character":
            continue
        assert repaired.startswith(repair.before, repair.start)
        repaired = repaired[: repair.start] + repair.after + repaired[repair.end :]
    assert shown == fold(clean(repaired))


def raw_entries() -> st.SearchStrategy[RawFile]:
    return st.builds(
        RawFile, PROSE, st.just("d2"), st.just("A"), st.just("k"), st.just("")
    )


@given(raw_entries(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_listing_a_crawl_adds_its_lines_and_nothing_else(
    raw: RawFile, is_crlf: bool
) -> None:
    with imported("a.txt", raw_a()) as site:
        ((_, text),) = site.files().items()
    text = text.replace("\n", "\r\n") if is_crlf else text
    added = add_raw_file(text, raw)
    assert added is not None
    old, new = text.splitlines(keepends=True), added.splitlines(keepends=True)
    at = next(
        n for n, line in enumerate(new) if line != (old[n] if n < len(old) else "")
    )
    count = len(new) - len(old)
    assert new[:at] + new[at + count :] == old
    fields = parse_front_matter(added.replace("\r\n", "\n"), "x.md")[0]
    assert fields["raw"][-1]["file"] == raw.file


@contextmanager
def imported(name: str = "", text: str = "") -> Iterator[Site]:
    """A site in a folder that goes away; with one raw file imported, if one is given."""
    folder = Path(tempfile.mkdtemp())
    try:
        site = Site(folder)
        site.allows_faults = True
        yield site.raw(name, text).imported() if name else site
    finally:
        shutil.rmtree(folder)


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[float, int, str]]:
    """Places in a text, how much to take away there, and what to put in."""
    pieces = st.one_of(
        st.sampled_from(
            ["\n", "---\n", " ", "x", "slug: y\n", "- file: z\n", "\r\n", "*", "raw:\n"]
        ),
        st.text(string.printable, max_size=5),
    )
    one = st.tuples(st.floats(0, 1), st.integers(0, 12), pieces)
    return draw(st.lists(one, min_size=1, max_size=3))


def edit(text: str, changes: list[tuple[float, int, str]]) -> str:
    for place, length, piece in changes:
        at = int(place * len(text))
        text = text[:at] + piece + text[at + length :]
    return text


def told_apart(text: str) -> list[str]:
    """The lines of a content file, as far as an edit of them counts."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [line for line in lines if not line.startswith("written:")]


@given(edits(), st.sampled_from(["same", "changed", "crawl", "skipped", "row"]))
@settings(max_examples=60, deadline=None)
def test_what_an_editor_wrote_survives_every_import(
    changes: list[tuple[float, int, str]], then: str
) -> None:
    with imported("a.txt", raw_a()) as site:
        ((path, text),) = site.files().items()
        edited = edit(text, changes)
        site.write(f"content/articles/{path}", edited)
        if then == "changed":
            site.raw("a.txt", raw_a("Another dek."))
        elif then == "crawl":
            site.raw(
                "b.txt", raw_a(lead=("Another teaser.", "Ruth Ellingham"), pairs=())
            )
        elif then == "skipped":
            site.raw("index.csv", "file,skip\na.txt,yes\n")
        elif then == "row":
            site.raw("index.csv", "file,title\na.txt,Another title\n")
        site.imported().imported()
        after = site.files().get(path)
        if told_apart(edited) == told_apart(text):
            return
        assert after is not None
        if after != edited:
            # A raw file that is not listed, or not any more, is: that is all.
            assert then == "crawl" or "- file: a.txt\n" not in edited
            assert any(is_listed(edited, after, name) for name in ("a.txt", "b.txt"))


def is_listed(before: str, after: str, name: str) -> bool:
    """Tell whether *after* is *before* with one more raw file."""
    if "\r" in after:
        return True  # line ends are as they were; offsets are not told here
    ends = [match.start() for match in re.finditer(f"- file: {name}\n", after)]
    return any(
        after[:at] + after[len(after) - (len(before) - at) :] == before for at in ends
    )


def test_a_raw_file_that_an_editor_lost_from_the_list_is_listed_again() -> None:
    with imported("a.txt", raw_a()) as site:
        ((path, text),) = site.files().items()
        edited = text.replace("- file: a.txt\n", "- file: a.txt---\n")
        site.write(f"content/articles/{path}", edited)
        after = site.imported().files()[path]
        assert after != edited
        assert is_listed(edited, after, "a.txt")
        assert site.imported().files()[path] == after


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["raw", "raw", "raw", "delete raw", "edit", "delete", "index"]),
        st.integers(0, 2),
        st.integers(0, 4),
        st.booleans(),
    ),
    max_size=8,
)
VARIANTS = (
    raw_a(),
    raw_a(lead=("Another teaser.", "Ruth Ellingham"), pairs=(), regions=["India"]),
    raw_b(),
    raw_c(),
    "broken",
)


@given(OPERATIONS, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_after_any_changes_a_second_import_changes_nothing(
    operations: list[tuple[str, int, int, bool]], chance: random.Random
) -> None:
    with imported() as site:
        for what, number, variant, is_imported in (*operations, ("", 0, 0, True)):
            change(site, what, number, variant, chance)
            if is_imported:
                import_and_check(site)
        before = site.files()
        assert site.imported().report.written == ()
        assert site.report.removed == ()
        assert site.files() == before
        listed = {raw.file for article in site.articles() for raw in article.raw}
        raw = {path.name for path in (site.folder / "content/raw").glob("*.txt")}
        broken = {
            problem.source.removeprefix("content/raw/")
            for problem in site.report.problems
        }
        waiting = {
            point.source.removeprefix("content/raw/")
            for point in site.report.open_points
            if point.kind == "waiting"
        }
        assert not waiting or broken
        assert raw - broken - skip_list(site) - waiting <= listed
        untouched = [
            a for a in site.articles() if is_untouched(site.read(f"content/{a.source}"))
        ]
        present = [(a, r) for a in untouched for r in a.raw if r.file in raw - broken]
        assert len({r.key for _, r in present}) == len({a.source for a, _ in present})


def skip_list(site: Site) -> set[str]:
    index = site.folder / "content/raw/index.csv"
    text = index.read_text() if index.exists() else ""
    return {line.split(",")[0] for line in text.splitlines() if line.endswith(",yes")}


def change(
    site: Site, what: str, number: int, variant: int, chance: random.Random
) -> None:
    """Do one thing that people do to a site."""
    name = f"{number}.txt"
    if what == "raw":
        site.raw(name, VARIANTS[variant])
    elif what == "delete raw":
        (site.folder / "content/raw" / name).unlink(missing_ok=True)
    elif what == "index":
        skip = "yes" if variant == 0 else ""
        site.raw("index.csv", f"file,title,skip\n{name},Title {variant},{skip}\n")
    elif what:
        files = sorted(site.files())
        if files and what == "edit":
            site.edit(
                f"content/articles/{chance.choice(files)}",
                "\n---\n\n",
                "\n---\n\nEdited. ",
            )
        elif files:
            site.delete(f"content/articles/{chance.choice(files)}")


def import_and_check(site: Site) -> None:
    """Import; what editors own may only grow in its list of raw files."""
    edited = {
        path: text for path, text in site.files().items() if not is_untouched(text)
    }
    site.imported()
    for path, text in edited.items():
        before, list_of_raw = text.split("\nraw:\n")
        after, longer = site.files()[path].split("\nraw:\n")
        assert before == after
        assert longer.startswith(list_of_raw[: list_of_raw.index("written:")])
        assert (
            longer[longer.index("written:") :]
            == list_of_raw[list_of_raw.index("written:") :]
        )

"""Records of JSON, of tables and of Markdown with front matter, cut and read."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from raw_samples import SETTINGS, Site

from commentariat.config import parse_settings
from commentariat.errors import Problem, SourceError
from commentariat.intake.formats.fields import DEEPEST, MOST_FIELDS
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    ItemText,
    State,
    Surroundings,
)
from commentariat.intake.formats.records import MOST_TOLD, cut_json
from commentariat.intake.formats.table import tell_format
from commentariat.intake.formats.tables import tells_table
from commentariat.intake.pages.model import Label
from commentariat.kinds import Kind

DATA = Path(__file__).parent.parent / "data/sources"
ONE = {
    "id": 7,
    "title": {"rendered": "Wind &amp; Water"},
    "date": "2019-03-02",
    "authors": [
        {"name": "Ada Berg", "bio": "<p>Ada Berg keeps the lock.</p>"},
        {"name": "Bo Lind"},
    ],
    "link": "https://example.org/2019/wind/",
    "content": {"rendered": "<p>The <em>upper</em> gate.</p>\n<ul><li>one</li></ul>"},
    "tags": "rivers, locks",
    "status": "publish",
    "meta": {"desk": "North"},
}
TWO = {
    "id": 8,
    "title": "Mud",
    "text": "One line.\nAnother line.",
    "author": "Ada Berg; Bo Lind",
    "status": "draft",
}


def opened(
    data: str | bytes, name: str = "a.json"
) -> tuple[str, list[ItemSpan], list[Problem], list[ItemText]]:
    """Tell, cut and read *data* as import does."""
    data = data.encode() if isinstance(data, str) else data
    told = tell_format(data[:HEAD_SIZE], name)
    assert told is not None
    lookup = told.gather(io.BytesIO(data), name) if told.gather else {}
    cut = told.cut(io.BytesIO(data), name) if told.cut else [ItemSpan("", 0, len(data))]
    found = list(cut)
    spans = [one for one in found if isinstance(one, ItemSpan)]
    problems = [one for one in found if isinstance(one, Problem)]
    around = Surroundings(name, lookup=lookup)
    texts = [told.read(data[one.start : one.end], one, around) for one in spans]
    return told.name, spans, problems, texts


def claims_of(item: ItemText) -> Mapping[str, tuple[str, ...]]:
    return {one.key: one.texts for one in item.claims}


def body_of(item: ItemText) -> list[str]:
    return [one.markdown for one in item.blocks]


# -- JSON ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("json", json.dumps([ONE, TWO], indent=2)),
        ("json", json.dumps({"posts": [ONE, TWO], "users": [{"id": 7, "name": "x"}]})),
        (
            "json",
            json.dumps({"db": [{"meta": {"v": 5}, "data": {"posts": [ONE, TWO]}}]}),
        ),
        ("json", json.dumps({"first": ONE, "second": TWO})),
        ("jsonl", f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}\n"),
        ("jsonl", f"\ufeff{json.dumps(ONE)}\r\n{json.dumps(TWO)}"),
        ("json", f"{json.dumps(ONE, indent=1)}\n{json.dumps(TWO, indent=1)}"),
    ],
)
def test_records_are_found_however_a_file_holds_them(form: str, data: str) -> None:
    name, spans, problems, _ = opened(data)
    articles = [one for one in spans if one.kind == "article"]
    assert (name, problems) == (form, [])
    assert [one.key for one in articles] == ["7", "8"]
    assert [one.state for one in articles] == [State.PUBLISHED, State.DRAFT]
    for span in articles:
        bare = data.encode()[span.start : span.end]
        assert json.loads(bare)["id"] == int(span.key)
        assert span.line == data.encode()[: span.start].count(b"\n") + 1


def test_a_record_tells_its_text_and_all_else() -> None:
    _, _, _, (one, two) = opened(json.dumps([ONE, TWO]))
    assert body_of(one) == ["The *upper* gate.", "- one"]
    assert claims_of(one) == {
        "id": ("7",),
        "title.rendered": ("Wind & Water",),
        "date": ("2019-03-02",),
        "authors": ("Ada Berg", "Bo Lind"),
        "tags": ("rivers", "locks"),
        "desk": ("North",),
    }
    assert one.address == "https://example.org/2019/wind/"
    assert [(bio.name, bio.bio) for bio in one.bios] == [
        ("Ada Berg", "Ada Berg keeps the lock.")
    ]
    assert body_of(two) == ["One line.", "Another line."]
    assert claims_of(two)["author"] == ("Ada Berg", "Bo Lind")


def test_the_text_of_a_record_is_labelled_as_what_it_is() -> None:
    _, _, _, (item,) = opened(json.dumps([TWO]))
    words = {
        item.text[span.start : span.end]: span.label
        for span in item.spans
        if span.label is not Label.MARKUP
    }
    assert words["Mud"] is Label.TITLE
    assert words["One line.\\nAnother line."] is Label.BODY
    assert words["draft"] is words["8"] is Label.METADATA


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a *b* c", ["a \\*b\\* c"]),
        ("# a\n\n[b](https://c.org)", ["## a", "[b](https://c.org)"]),
        ("a\n\nb<br>c", ["a", "b  \nc"]),
        ("<p>a</p><script>alert(1)</script>", ["a"]),
        ("[a](javascript:alert(1)) **b b**", ["a **b b**"]),
        ("5 < 6 & 7", ["5 < 6 & 7"]),
        ("one\r\ntwo", ["one", "two"]),
        ("{{< danger >}}", ["\\{\\{&lt; danger >}}"]),
    ],
)
def test_a_text_is_told_to_be_html_or_markdown_or_neither(
    text: str, markdown: list[str]
) -> None:
    _, _, _, (item,) = opened(json.dumps({"title": "x", "text": text}))
    assert body_of(item) == markdown


def test_a_text_that_stands_in_two_forms_is_taken_once() -> None:
    record = {"title": "x", "body_html": "<p>a <b>b</b></p>", "plain_text": "a b"}
    _, _, _, (item,) = opened(json.dumps(record))
    assert (body_of(item), list(claims_of(item))) == (["a **b**"], ["title"])


def test_keys_given_twice_and_numbers_are_kept_as_written() -> None:
    _, _, _, (item,) = opened('{"title": "a", "title": "b", "text": "c", "n": 1.50}')
    assert claims_of(item) == {"title": ("a", "b"), "n": ("1.50",)}


def test_ids_are_no_topics() -> None:
    _, _, _, (item,) = opened(json.dumps({"title": "a", "text": "b", "tags": [3, 5]}))
    assert claims_of(item) == {"title": ("a",), "tags.id": ("3", "5")}


def test_a_broken_record_leaves_the_others_alone() -> None:
    good = json.dumps(TWO)
    _, spans, problems, _ = opened(
        f'{good}\n{{"title": "b", "text": }}\n[1]\n', "a.jsonl"
    )
    assert [one.key for one in spans] == ["8"]
    assert [(one.line, one.message.kind) for one in problems] == [
        (2, Kind.RECORD_BROKEN),
        (3, Kind.RECORD_BROKEN),
    ]


def test_many_broken_records_are_told_by_how_many_they_are() -> None:
    lines = f"{json.dumps(TWO)}\n" + "{\n" * (MOST_TOLD + 5)
    _, _, problems, _ = opened(lines, "a.jsonl")
    assert problems[-1].message == Kind.RECORDS_MORE.of(5)
    assert len(problems) == MOST_TOLD + 1


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"title": "a", "text": "b", "x": ' + b"[" * 5000 + b"]" * 5000 + b"}", Kind.RECORD_DEEP),
        (
            b'{"title": "a", "text": "b", "x": ' + b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1) + b"}",
            Kind.RECORD_DEEP,
        ),
        (json.dumps({"title": "a", "text": "b", "x": [0] * MOST_FIELDS}).encode(), Kind.RECORD_MANY),
    ],
)  # fmt: skip
def test_a_record_beyond_reason_is_refused(data: bytes, kind: object) -> None:
    try:
        _, _, problems, _ = opened(data)
    except SourceError as fault:
        problems = list(fault.problems)
    assert [one.message.kind for one in problems] == [kind]
    both = io.BytesIO(b"[" + json.dumps(TWO).encode() + b", " + data + b"]")
    keys = [one.key for one in cut_json(both, "") if isinstance(one, ItemSpan)]
    assert keys[0] == "8"


def test_an_unbalanced_file_is_told_behind_the_records_before() -> None:
    data = json.dumps([ONE, TWO])[:-20]
    _, spans, problems, _ = opened(data)
    assert [one.key for one in spans] == ["7"]
    assert [one.message.kind for one in problems] == [Kind.RECORD_BROKEN]


def test_records_of_one_id_are_told_apart() -> None:
    twice = [TWO, {**TWO, "slug": "mud-2", "text": "Another text."}]
    _, spans, _, _ = opened(json.dumps(twice))
    assert [one.key for one in spans] == ["8", "mud-2"]


def test_what_is_not_utf_8_is_read_and_told() -> None:
    data = json.dumps([{"title": "Café", "text": "Über"}], ensure_ascii=False)
    _, _, _, (item,) = opened(data.encode("cp1252"))
    assert (claims_of(item)["title"], body_of(item)) == (("Café",), ["Über"])
    assert [one.message.kind for one in item.doubts] == [Kind.RECORD_ENCODING]


def test_signs_that_no_text_can_hold_are_replaced() -> None:
    _, _, _, (item,) = opened(r'{"title": "a\ud83d", "text": "b\u0000c"}')
    assert (claims_of(item)["title"], body_of(item)) == (("a\ufffd",), ["b\ufffdc"])


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('{"name": "x", "version": "1"}', "package.lock"),
        ('{"authors": ["A"], "type": "x"}Source: Getty\nA dek.\n', "raw.txt"),
        ('{"a": [1, 2]}', "a.json"),
        ("a,b\n1,2\n", "a.csv"),
        ("Yesterday, title, text\nhe said", "a.txt"),
        ("1,A title,2019-01-02\n2,Another,2019-01-03\n", "a.csv"),
    ],
)
def test_what_holds_no_records_is_not_taken_for_any(head: str, name: str) -> None:
    told = tell_format(head.encode(), name)
    assert told is None or (name, told.name) == ("package.lock", "json")


# -- Tables ----------------------------------------------------------------------------

TABLE = (
    "id;Title;Date;Body;Tags\r\n"
    '1;"A; b";2019-01-02;"He said ""no"".\r\n\r\nThen; nothing.";"[""x"", ""y""]"\r\n'
    "2;Second;2019-02-03;<p>x</p>;a | b\r\n"
    "\r\n"
    "3;short\r\n"
    '4;5" gun;2019-02-04;text;\r\n'
)


def test_a_table_is_read_row_by_row() -> None:
    name, spans, problems, texts = opened(TABLE, "a.csv")
    assert name == "table"
    assert [(one.key, one.line, one.title) for one in spans] == [
        ("1", 2, "A; b"),
        ("2", 5, "Second"),
        ("4", 8, '5" gun'),
    ]
    assert [(one.line, one.message) for one in problems] == [
        (7, Kind.RECORD_CELLS.of(5, 2, ";"))
    ]
    assert [body_of(one) for one in texts] == [
        ['He said "no".', "Then; nothing."],
        ["x"],
        ["text"],
    ]
    assert claims_of(texts[0])["Tags"] == ("x", "y")
    assert claims_of(texts[1])["Tags"] == ("a", "b")
    assert [one.line for one in texts[0].blocks] == [2, 4]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_dialect_of_a_table_is_told(delimiter: str, mark: str, end: str) -> None:
    rows = [("title", "text"), ("A", '"x, y; z"'), ("B", "one")]
    data = mark + "".join(delimiter.join(row) + end for row in rows)
    name, spans, problems, texts = opened(data, "a.csv")
    assert (name, problems) == ("table", [])
    assert [body_of(one) for one in texts] == [["x, y; z"], ["one"]]
    assert [one.title for one in spans] == ["A", "B"]


def test_a_table_may_escape_marks_by_strokes() -> None:
    data = 'title,text\nA,"he \\"says\\", and goes"\nB,"c"\n'
    _, _, problems, texts = opened(data, "a.csv")
    assert (problems, body_of(texts[0])) == ([], ['he "says", and goes'])


def test_a_mark_that_never_closes_is_told_and_the_next_rows_are_read() -> None:
    data = 'title,text\nA,x\nB,"never\nC,y\nD,z\n'
    _, spans, problems, _ = opened(data, "a.csv")
    assert [one.title for one in spans] == ["A", "C", "D"]
    assert [(one.line, one.message.kind) for one in problems] == [
        (3, Kind.RECORD_QUOTE)
    ]


# -- Markdown ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "X: y"\ndate: 2019-03-02\ntags: [a, b]\nnested:\n  deep: 1\n---\n',
        '+++\ntitle = "X: y"\ndate = 2019-03-02\ntags = ["a", "b"]\n[nested]\ndeep = 1\n+++\n',
        '---json\n{"title": "X: y", "date": "2019-03-02", "tags": ["a", "b"], '
        '"nested": {"deep": 1}}\n---\n',
        '{"title": "X: y", "date": "2019-03-02", "tags": ["a", "b"], "nested": {"deep": 1}}\n',
    ],
)
def test_front_matter_of_any_kind_tells_the_same(head: str) -> None:
    _, _, _, (item,) = opened(f"{head}\n# X: y\n\nA *text*.\n", "a.md")
    assert claims_of(item) == {
        "title": ("X: y",),
        "date": ("2019-03-02",),
        "tags": ("a", "b"),
        "nested.deep": ("1",),
    }
    assert body_of(item) == ["A *text*."]


def test_lines_of_a_header_are_front_matter() -> None:
    _, _, _, (item,) = opened("Title: X\nDate: 2019-03-02\n\nA text.\n", "a.md")
    assert claims_of(item) == {"Title": ("X",), "Date": ("2019-03-02",)}
    assert body_of(item) == ["A text."]


@pytest.mark.parametrize(
    "text",
    [f"a: {' ' * 60}\n" * 200 + "b", "# " + " #" * 20_000, "a:\n" + " b\n" * 9_000],
)
def test_lines_that_could_be_a_header_cost_no_more_than_others(text: str) -> None:
    assert len(opened(text, "a.md")[3]) == 1


def test_the_one_heading_above_a_text_is_its_title() -> None:
    _, _, _, (item,) = opened("# A *small* title\n\nText.\n\n## Part\n", "a.md")
    assert claims_of(item) == {"title": ("A small title",)}
    assert body_of(item) == ["Text.", "## Part"]
    assert [(one.line, one.start) for one in item.blocks] == [(3, 19), (5, 29)]


def test_markdown_keeps_its_marks_and_nothing_of_it_acts() -> None:
    text = (
        "---\ntitle: X\n---\nA [link](https://a.org), `code`, a note[^1].\n\n"
        '{{< figure src="/b.png" alt="C" caption="D" >}}\n\n{{< youtube abc >}}\n\n'
        '<script>alert(1)</script>\n\n<a href="javascript:x()" onclick="y()">word</a>\n\n'
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n{{< figure src=x >}}\n```\n\n[^1]: The *note*.\n"
    )
    _, _, _, (item,) = opened(text, "a.md")
    assert body_of(item) == [
        "A [link](https://a.org), `code`, a note[^1].",
        '{{< figure src="/b.png" alt="C" caption="D" >}}',
        "\\{\\{&lt; youtube abc >}}",
        "word",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "```\n{{< figure src=x >}}\n```",
        "[^1]: The *note*.",
    ]
    assert [one.address for one in item.pictures] == ["/b.png"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("---\ntitle: [a\nb: }\n---\nx", 3), ("+++\ntitle = \n+++\nx", 1)],
)  # fmt: skip
def test_front_matter_that_cannot_be_read_is_a_problem(text: str, line: int) -> None:
    with pytest.raises(SourceError) as fault:
        opened(text, "a.md")
    (problem,) = fault.value.problems
    assert problem.message.kind is Kind.FRONT_MATTER_BROKEN
    assert problem.line == line


def test_yaml_makes_no_objects_and_does_not_explode() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{one}: &{one} [{', '.join([f'*{other}'] * 10)}]\n"
        for other, one in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(SourceError) as fault:
        opened(f"---\n{bomb}---\nx", "a.md")
    assert fault.value.problems[0].message.kind is Kind.RECORD_MANY
    _, _, _, (item,) = opened("---\ntitle: !!python/name:os.system x\n---\nx", "a.md")
    assert claims_of(item) == {"title": ("x",)}


# -- Real programs ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "title", "authors", "first", "blocks"),
    [
        (
            "records/how-the-archive-counts.json", "How This Archive Counts",
            "Ruth Ellingham", "Readers ask two things of an archive", 10,
        ),
        (
            "records/reys-po-sredam.json", "Рейс по средам", "Vera Lanskaya",
            "По средам в поселке", 7,
        ),
        (
            "markdown/how-the-archive-counts.md", "How This Archive Counts",
            "Ruth Ellingham", "Readers ask two things of an archive", 11,
        ),
    ],
)  # fmt: skip
def test_what_trafilatura_writes_is_read(
    file: str, title: str, authors: str, first: str, blocks: int
) -> None:
    data = (DATA / file).read_bytes()
    _, _, _, (item,) = opened(data, file)
    claims = claims_of(item)
    assert (claims["title"], claims["author"]) == ((title,), (authors,))
    assert any(one.startswith(first) for one in body_of(item))
    assert "raw_text" not in claims
    assert len(item.blocks) >= blocks
    assert item.address.startswith("https://example.org/articles/")


@pytest.mark.parametrize(
    "told",
    [
        {"published_at": None}, {"publishedAt": None}, {"status": "archived"},
        {"visibility": "members"}, {"_source": {"published_at": None}},
    ],
)  # fmt: skip
def test_a_record_that_nobody_was_shown_is_held_back(
    tmp_path: Path, told: dict[str, object]
) -> None:
    site = Site(tmp_path, SETTINGS)
    site.raw("dump.json", json.dumps([ONE, {**TWO, "status": "", **told}])).imported()
    (held,) = (
        one.message
        for one in site.report.open_points
        if one.message.kind is Kind.ITEMS_HELD_BACK
    )
    assert held.values in (("draft: 1",), ("private: 1",))
    assert len(site.articles()) == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"status": "final"}, "status 'final': 1"),
        ({"status": "published", "state": -2}, "state '-2': 1"),
        ({"visibility": "embargoed"}, "visibility 'embargoed': 1"),
        ({"workflow_state": "legal review"}, "workflow_state 'legal review': 1"),
        ({"_source": {"status": "sent"}}, "status 'sent': 1"),
    ],
)
@pytest.mark.parametrize("form", ["list", "lines", "alone", "table"])
def test_a_record_in_a_state_that_nobody_knows_is_held_back_and_asked_about(
    tmp_path: Path, told: dict[str, object], said: str, form: str
) -> None:
    site = Site(tmp_path, SETTINGS)
    record = {
        key: one for key, one in {**TWO, **told}.items() if key != "status"
    } | told
    if form == "list":
        site.raw("dump.json", json.dumps([ONE, record]))
    elif form == "lines":
        site.raw("dump.jsonl", f"{json.dumps(ONE)}\n{json.dumps(record)}\n")
    elif form == "alone":
        site.raw("one.json", json.dumps(record))
    else:
        names = list(record)
        cells = [
            json.dumps(one) if isinstance(one, dict) else str(one)
            for one in record.values()
        ]
        quoted = [f'"{one.replace(chr(34), chr(34) * 2)}"' for one in cells]
        site.raw("table.csv", f"{','.join(names)}\n{','.join(quoted)}\n")
    (asked,) = (
        one.message
        for one in site.imported().report.open_points
        if one.message.kind is Kind.ITEMS_UNKNOWN
    )
    assert asked.values == (said,)
    assert len(site.articles()) == (form in ("list", "lines"))


@pytest.mark.parametrize(
    "said", ["Published", "live", 1, True, 200, "veröffentlicht", "", None]
)
def test_a_record_in_a_state_that_readers_saw_is_imported(
    tmp_path: Path, said: object
) -> None:
    site = Site(tmp_path, SETTINGS)
    site.raw("dump.json", json.dumps([ONE, {**TWO, "status": said}])).imported()
    assert len(site.articles()) == 2


@pytest.mark.parametrize(
    "data",
    [
        '{"title": "Mud", "text": "One line',
        '{"title": "Mud", "text": "One line."',
        '[{"title": "Mud", "text": "One line."',
        '{"title": "Mud", "author": {"name": "Ada"}, "text": "One',
    ],
)
def test_a_record_that_is_cut_off_is_told_as_that(data: str) -> None:
    _, _, (told,), _ = opened(data)
    assert told.message.kind is Kind.RECORD_BROKEN
    assert "found the end of the file" in str(told.message)


def test_records_that_have_a_text_alone_are_records() -> None:
    _, (span,), (), (item,) = opened('[{"id": 4, "text": "One line."}]')
    assert (span.key, body_of(item)) == ("4", ["One line."])


def test_a_table_of_trafilatura_has_columns_without_names() -> None:
    data = (DATA / "records/trafilatura.tsv").read_bytes()
    _, spans, problems, items = opened(data, "trafilatura.tsv")
    assert problems == []
    assert [one.key for one in spans] == [
        f"https://example.org/articles/{name}/"
        for name in ("how-the-archive-counts", "reys-po-sredam")
    ]
    claims = claims_of(items[0])
    assert claims["title"] == ("How This Archive Counts",)
    assert "id" not in claims
    assert len(items[0].blocks) > 5
    no_table = data.replace(
        b"https://example.org/articles", b"see https://example.org/a", 1
    )
    assert not tells_table(no_table, "a.tsv")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("2020-02-30", "2020-02-30"), ("30 February 2020", "30 February 2020"),
        ("2019-13-01T10:00:00Z", "2019-13-01T10:00:00Z"), ("spring of 2019", "spring of 2019"),
        ("0000-00-00 00:00:00", None), ("soon", None), ("2020-02-28", None),
    ],
)  # fmt: skip
def test_a_day_that_there_is_not_is_asked_about(
    tmp_path: Path, said: str, asked: str | None
) -> None:
    site = Site(tmp_path, SETTINGS)
    record = {
        **TWO,
        "status": "published",
        "date": said,
        "url": "https://e.org/2020/01/mud/",
    }
    site.raw("dump.json", json.dumps([ONE, record])).imported()
    told = [
        one.message.values
        for one in site.report.open_points
        if one.message.kind is Kind.DATE_UNREAD
    ]
    assert told == ([(asked, "date")] if asked else [])
    (mud,) = (one for one in site.articles() if one.slug == "mud")
    assert mud.date == (said if said == "2020-02-28" else "2020-01")


def test_records_are_imported_by_item(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS)
    site.raw("dump.json", json.dumps([ONE, TWO])).raw("table.csv", TABLE).imported()
    slugs = {one.slug: one for one in site.articles()}
    assert slugs.keys() == {"wind", "a-b", "second", "5-gun"}
    wind = slugs["wind"]
    assert (wind.title, wind.date) == ("Wind & Water", "2019-03-02")
    assert wind.authors == ("Ada Berg", "Bo Lind")
    assert [one.file for one in wind.raw] == ["dump.json//7"]
    assert Kind.ITEMS_HELD_BACK.of("draft: 1") in {
        one.message for one in site.report.open_points
    }
    changed = json.dumps([{**ONE, "title": "Wind and Water"}, TWO])
    site.raw("dump.json", changed).imported()
    assert len(site.report.written) == 1


@pytest.mark.parametrize(("password", "state"), [("", "published"), ("x", "password")])
def test_only_a_password_that_is_one_holds_a_record_back(
    password: str, state: str
) -> None:
    _, spans, _, texts = opened(json.dumps([ONE | {"password": password}, TWO]))
    assert spans[0].state == texts[0].state == state


def test_empty_lines_between_fences_are_read_in_bounded_time() -> None:
    text = "---\n" + "\n" * 200_000 + "title: Mud\n---\nWords.\n"
    (item,) = opened(text, "a.md")[3]
    assert body_of(item) == ["Words."]


def test_a_house_says_what_it_calls_its_states(tmp_path: Path) -> None:
    settings = parse_settings(
        '[tool.commentariat]\ntitle = "Heron"\n'
        '[tool.commentariat.sources.states]\n"Final" = "published"\n'
        'archived = "published"\nrunning = "draft"\n'
    )
    rows = [
        {
            "id": number,
            "title": f"Piece {number}",
            "body": f"A text of {number} words, and more.",
            "status": status,
        }
        for number, status in enumerate(
            ("final", "archived", "running", "draft", "odd")
        )
    ]
    one = {"title": "One", "body": "Other words of a piece alone.", "status": "FINAL"}
    site = Site(tmp_path, settings)
    site.raw("dump.json", json.dumps(rows)).raw("one.json", json.dumps(one))
    site.imported()
    assert sorted(one.title for one in site.articles()) == ["One", "Piece 0", "Piece 1"]
    assert not any(one.is_draft for one in site.articles())
    held = {
        one.message.name: one.message.values[0]
        for one in site.report.open_points
        if one.message.name.startswith("held back")
    }
    assert held == {
        "held back/state": "draft: 2",
        "held back/unknown": "status 'odd': 1",
    }


def test_a_state_is_published_or_a_draft() -> None:
    with pytest.raises(SourceError, match="'published'"):
        parse_settings(
            '[tool.commentariat]\ntitle = "Heron"\n'
            '[tool.commentariat.sources.states]\nfinal = "yes"\n'
        )


def test_markdown_of_others_keeps_definitions_and_what_tables_of_toml_hold(
    tmp_path: Path,
) -> None:
    text = (
        '+++\ntitle = "Tides"\ndate = 2021-05-06\n[taxonomies]\nregions = ["Asia"]\n'
        '[params]\nauthor = "Lu Wang"\n+++\nA text.\n\nPier\n: It *stands*.\n: On piles.\n'
    )
    site = Site(tmp_path)
    site.raw("a.md", text).imported()
    (one,) = site.articles()
    assert one.terms["regions"] == ("Asia",)
    assert one.terms["authors"] == ("Lu Wang",)
    body = site.read(f"content/{one.source}").split("\n---\n", 1)[1].strip()
    assert body == "A text.\n\n**Pier**\n\nIt *stands*.\n\nOn piles."


def test_an_excerpt_that_an_editor_wrote_is_the_dek(tmp_path: Path) -> None:
    row = {"title": "A", "html": "<p>Words.</p>", "custom_excerpt": "In short."}
    site = Site(tmp_path)
    site.raw("a.jsonl", json.dumps(row)).imported()
    assert [one.dek for one in site.articles()] == ["In short."]

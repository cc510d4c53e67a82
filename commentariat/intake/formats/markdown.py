"""Markdown that others wrote, with front matter above it or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from commentariat.errors import Problem, SourceError
from commentariat.intake.formats.bodies import Markup
from commentariat.intake.formats.fields import (
    DEEPEST,
    MOST_FIELDS,
    Field,
    clean,
    read_fields,
)
from commentariat.intake.formats.json_text import fields_of
from commentariat.intake.formats.model import (
    Claim,
    ItemSpan,
    ItemText,
    SourceFormat,
    Surroundings,
    Told,
)
from commentariat.intake.formats.record_text import decode_record
from commentariat.intake.formats.synonyms import known_target
from commentariat.intake.pages.model import Label, Span
from commentariat.kinds import Kind

_ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")
_YAML: Final = re.compile(
    r"---[ \t]*\n(?P<said>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.M | re.S
)
_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(?P<said>.*?)^\+\+\+[ \t]*$\n?", re.M | re.S)
_JSON: Final = re.compile(
    r"(?:---json|;;;)[ \t]*\n(?P<said>.*?)^(?:---|;;;)[ \t]*$\n?", re.M | re.S
)
_MARK: Final = b"\xef\xbb\xbf"
_FENCES: Final = (b"---", b"+++", b";;;")
_KEY: Final = re.compile(
    r"^[\"']?[A-Za-z_][\w .-]{0,40}[\"']?[ \t]*[:=]|^[ \t]*[{\"]", re.M
)
# Possessive: of what no line ends, nothing is tried in another way.
_LINES: Final = re.compile(
    r"(?P<said>(?:[A-Za-z][\w -]{0,40}:[ \t]*+.*+\n(?:[ \t]++\S.*+\n)*+)++)"
    r"(?:[ \t]*+\n|\Z)"
)
_TITLE: Final = re.compile(
    r"\s*+(?:#[ \t]++(?P<mark>\S.*+)(?:\n|\Z)|(?P<under>\S.*+)\n=+[ \t]*+(?:\n|\Z))"
)
_CLOSING: Final = re.compile(r"(?:^|[ \t])#+$")
_H1: Final = re.compile(r"^#[ \t]+\S|^\S.*\n=+[ \t]*$", re.MULTILINE)
_CODE: Final = re.compile(r"[*_`\[\]\\<]")


def tells_markdown(head: bytes, name: str) -> bool:
    """
    Tell Markdown by front matter between fences, whatever it is called; else by its name.

    A raw text has neither.
    """
    if name.lower().endswith(_ENDINGS):
        return True
    if not head.removeprefix(_MARK).startswith(_FENCES):
        return False
    text = head.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    return _fenced(text) is not None


def _fenced(text: str) -> re.Match[str] | None:
    """Find what stands between fences above a text, where it could be front matter."""
    found = _JSON.match(text) or _YAML.match(text) or _TOML.match(text)
    return found if found and _KEY.search(found["said"]) else None


def read_markdown(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read a file of Markdown.

    Raises:
        SourceError: its front matter cannot be read.
    """
    if (nul := data.find(0)) >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise SourceError(Problem(around.file, line, Kind.RAW_NUL.of(nul)))
    decoded = decode_record(data, around.file, span.line)
    text = decoded.text
    if not text.strip():
        raise SourceError(Problem(around.file, 0, Kind.RAW_BLANK.of()))
    start, fields = _front_matter(text, around.file)
    end = len(text)
    title, body_start = _title(text, start, fields)
    body = Field(("body",), text[body_start:], body_start, end)
    item = read_fields(
        text, fields, around, span.line, Markup.MARKDOWN, body if body.text.strip() else None
    )  # fmt: skip
    spans = item.spans
    claims = item.claims
    if title is not None:
        claims = (*claims, title)
        spans = _titled(spans, title.start, body_start)
    return msgspec.structs.replace(
        item, spans=spans, claims=claims, doubts=(*decoded.doubts, *item.doubts)
    )


def _titled(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """Label what stands between *start* and *end* as the title."""
    made: list[Span] = []
    for one in spans:
        if one.end <= start or one.start >= end:
            made.append(one)
            continue
        if one.start < start:
            made.append(msgspec.structs.replace(one, end=start))
        made.append(
            Span(max(one.start, start), min(one.end, end), Label.TITLE, one.line)
        )
        if one.end > end:
            made.append(msgspec.structs.replace(one, start=end))
    return tuple(made)


def _title(text: str, start: int, fields: list[Field]) -> tuple[Claim | None, int]:
    """Take the heading that a text begins with for its title, where it is the only one."""
    found = _TITLE.match(text, start)
    if found is None or len(_H1.findall(text[start:])) > 1:
        return None, start
    name = "mark" if found["mark"] else "under"
    words = _CLOSING.sub("", found[name].rstrip()).rstrip()
    if _CODE.search(words):
        from commentariat.intake.formats.bodies import read_body

        words = " ".join(one.text for one in read_body(words, Markup.MARKDOWN).blocks)
    told = next(
        (one.text for one in fields if known_target(str(one.path[0])) == "title"), ""
    )
    if told and " ".join(told.split()) != " ".join(words.split()):
        return None, start
    claim = Claim("title", (words,), Told.PAGE, found.start(name))
    return (None if told else claim), found.end()


# -- Front matter ----------------------------------------------------------------------


def _front_matter(text: str, source: str) -> tuple[int, list[Field]]:
    """Read what stands above the text; give where that begins, and the fields."""
    begin = 1 if text.startswith("\ufeff") else 0
    whole = text[begin:]
    if found := _fenced(whole):
        end, at, said = begin + found.end(), begin + found.start("said"), found["said"]
        if found.re is _JSON:
            return end, _of_json(said, source, 2)
        if found.re is _YAML:
            return end, _of_yaml(said, at, source)
        return end, _of_toml(said, at, source)
    if whole.startswith("{"):
        import json

        try:
            _, end = json.JSONDecoder().raw_decode(whole)
        except (ValueError, RecursionError):
            return 0, []
        return begin + end, _of_json(whole[:end], source, 1)
    if found := _LINES.match(whole):
        fields = list(_of_lines(found["said"], begin))
        if any(known_target(str(one.path[0])) in ("title", "date") for one in fields):
            return begin + found.end(), fields
    return 0, []


def _of_json(said: str, source: str, line: int) -> list[Field]:
    bare = said.strip()
    if not bare.startswith("{"):
        bare = f"{{{bare}}}"
    return [
        msgspec.structs.replace(one, start=-1, end=-1)
        for one in fields_of(bare, source, line)
    ]


def _of_lines(said: str, start: int) -> Iterator[Field]:
    for one in re.finditer(
        r"^([A-Za-z][\w -]*):[ \t]*(.*(?:\n[ \t]+\S.*)*)", said, re.M
    ):
        first, last = one.span(2)
        yield Field(
            (one[1].strip(),), " ".join(one[2].split()), start + first, start + last
        )


def _of_toml(said: str, start: int, source: str) -> list[Field]:
    import tomllib

    try:
        values = tomllib.loads(said)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise _broken(source, 1, fault) from None
    return _placed(list(_flat(values, (), source)), said, start)


def _of_yaml(said: str, start: int, source: str) -> list[Field]:
    import yaml

    try:
        from yaml import CBaseLoader as BaseLoader
    except ImportError:  # PyYAML built without libyaml
        from yaml import BaseLoader  # type: ignore[assignment]
    try:
        loader = BaseLoader(said)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as fault:
        line = 2 + (fault.problem_mark.line if fault.problem_mark else 0)
        raise _broken(source, line, fault.problem or "no YAML") from None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        raise _broken(source, 1, fault) from None
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise _broken(source, 2, "no keys with values")
    found: list[Field] = []
    _of_node(node, (), start, said, source, found)
    return found


def _of_node(
    node: Any, path: tuple[str | int, ...], start: int, said: str, source: str,
    found: list[Field],
) -> None:  # fmt: skip
    import yaml

    if len(path) > DEEPEST:
        raise SourceError(
            Problem(source, node.start_mark.line + 2, Kind.RECORD_DEEP.of(DEEPEST))
        )
    if isinstance(node, yaml.ScalarNode):
        if len(found) >= MOST_FIELDS:
            line = node.start_mark.line + 2
            raise SourceError(Problem(source, line, Kind.RECORD_MANY.of(MOST_FIELDS)))
        if node.style or node.value.lower() not in ("", "~", "null"):
            first, last = node.start_mark.index, node.end_mark.index
            found.append(Field(path, clean(node.value), start + first, start + last))
    elif isinstance(node, yaml.SequenceNode):
        for number, one in enumerate(node.value):
            _of_node(one, (*path, number), start, said, source, found)
    else:
        for key, value in node.value:
            name = clean(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            _of_node(value, (*path, name), start, said, source, found)


def _flat(
    value: Any, path: tuple[str | int, ...], source: str
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if len(path) > DEEPEST:
        raise SourceError(Problem(source, 1, Kind.RECORD_DEEP.of(DEEPEST)))
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _flat(one, (*path, clean(key)), source)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _flat(one, (*path, number), source)
    elif isinstance(value, bool):
        yield path, str(value).lower()
    else:
        said = value.isoformat() if hasattr(value, "isoformat") else str(value)
        yield path, clean(said)


def _placed(
    values: list[tuple[tuple[str | int, ...], str]], said: str, start: int
) -> list[Field]:
    """Say where *values* stand in what they were read from, as far as that is plain."""
    found: list[Field] = []
    at = 0
    for path, value in values:
        place = said.find(value, at) if value else -1
        if place < 0:
            found.append(Field(path, value))
            continue
        at = place + len(value)
        found.append(Field(path, value, start + place, start + at))
    return found


def _broken(source: str, line: int, fault: object) -> SourceError:
    words = " ".join(str(fault).split())[:200]
    return SourceError(Problem(source, line, Kind.FRONT_MATTER_BROKEN.of(words)))


MARKDOWN: Final = SourceFormat(
    "markdown", "a file of Markdown", tells_markdown, None, read_markdown
)

"""
The syntax of content files: a fence, YAML that holds only strings, a body.

python-frontmatter does the splitting. It takes a fence that never closes, or a
header that is a list, as no header at all and without a word, so the fence is
checked first. YAML is read over `CBaseLoader`: the region `no` stays `no`, and
dates stay the words they are; judging them is the work of another module. What both
would make of a plain header is read without them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from commentariat.archive.plain_header import read_header
from commentariat.archive.plain_yaml import NotPlain, PlainWriter
from commentariat.errors import Problem, SourceError
from commentariat.judge import find_line, join_key
from commentariat.kinds import Kind

try:
    from yaml import CBaseLoader as BaseLoader
    from yaml import CSafeDumper as SafeDumper
except ImportError:  # PyYAML built without libyaml
    from yaml import BaseLoader, SafeDumper  # type: ignore[assignment]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_MAY_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[*&][^\s]")
_TOP_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:", re.MULTILINE)


class _Handler(YAMLHandler):
    FM_BOUNDARY = _FENCE

    def load(self, fm: str, **_: object) -> Any:
        loader = BaseLoader(fm)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        return None if node is None else _value(node)


def _value(node: yaml.Node) -> Any:
    """
    Build strings, lists and dicts of *node*, as the base constructor would.

    That one is made to be extended, and takes twice as long as the parsing.
    """
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return {_key(key): _value(value) for key, value in node.value}


def _key(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        text: str = node.value
        return text
    raise yaml.constructor.ConstructorError(
        None, None, "expected a text as key, found a list or mapping", node.start_mark
    )


_HANDLER = _Handler()


def parse_front_matter(text: str, source: str) -> tuple[dict[str, Any], str, str]:
    """
    Split a content file into its fields, the header as written, and its body.

    Values are strings, lists and dicts of strings. The body comes without the
    white space around it; `body_line` tells where it began.

    Raises:
        SourceError: no fence, a fence that never closes, or a header that is
            not a mapping of known-safe YAML.
    """
    header, end = _split(text, source)
    if "\r" not in text:
        try:
            return read_header(header), header, text[end:].strip()
        except NotPlain:
            pass
    return parse_by_library(text, source)


def parse_by_library(text: str, source: str) -> tuple[dict[str, Any], str, str]:
    """Do the same with python-frontmatter: the standard for all that is read faster."""
    header = split_header(text, source)
    if ("&" in header or "*" in header) and _MAY_ALIAS.search(header):
        _refuse_aliases(header, source)
    try:
        fields, body = frontmatter.parse(text, handler=_HANDLER)
    except yaml.YAMLError as fault:
        raise SourceError(_yaml_problem(fault, source, 1)) from None
    except (ValueError, RecursionError) as fault:
        raise SourceError(Problem(source, 1, Kind.NOT_YAML.of(fault))) from None
    if not fields and header.strip():
        # python-frontmatter passes over what is not a mapping.
        raise SourceError(Problem(source, 1, Kind.NOT_PAIRS.of()))
    _refuse_doubles(header, fields, source)
    return fields, header, body


def split_header(text: str, source: str) -> str:
    """Return what stands between the two fences of *text*, checking both."""
    return _split(text, source)[0]


def _split(text: str, source: str) -> tuple[str, int]:
    """Return what stands between the two fences of *text*, and where they end."""
    opening = _FENCE.match(text)
    if opening is None:
        raise SourceError(Problem(source, 1, Kind.NO_FRONT_MATTER.of()))
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        raise SourceError(Problem(source, 1, Kind.OPEN_FRONT_MATTER.of()))
    return text[opening.end() + 1 : closing.start()], closing.end()


def body_line(text: str, header: str) -> int:
    """Tell the line, from 1, on which the body after *header* begins."""
    after = header.count("\n") + 2
    rest = text.split("\n", after)[-1]
    blank = rest[: len(rest) - len(rest.lstrip())]
    return after + 1 + blank.count("\n")


def line_of_key(header: str, key: str) -> int:
    """
    Tell the line of the file on which *key* of its *header* stands; 0 if nowhere.

    A key may lead into values, as `regions[1]` or `event.city`. Of a list of texts,
    those count that are kept: none that is empty, or stands there before.
    """
    return find_line(_key_lines(header), key)


@lru_cache(maxsize=4)
def _key_lines(header: str) -> dict[str, int]:
    found: dict[str, int] = {}
    seen: set[int] = set()
    ends = [end.start() for end in re.finditer("\n", header)]

    def note(path: str, node: yaml.Node) -> None:
        if id(node) in seen:  # an alias
            return
        seen.add(id(node))
        for part, at, value in _parts(node):
            key = join_key(path, part)
            # Not the mark's own line: YAML ends lines where no editor does.
            line = bisect_left(ends, at.start_mark.index) + 2
            found.setdefault(key, line)
            note(key, value)

    try:
        top = yaml.compose(header, Loader=BaseLoader)
        if top is not None:
            note("", top)
    except (yaml.YAMLError, RecursionError):
        pass  # as far as it can be read
    return found


def _parts(node: yaml.Node) -> Iterator[tuple[str | int, yaml.Node, yaml.Node]]:
    """Yield key or number, where it stands, and what it leads to."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key, value
    elif isinstance(node, yaml.SequenceNode):
        is_plain = all(isinstance(item, yaml.ScalarNode) for item in node.value)
        kept: dict[str, None] = {}
        for number, item in enumerate(node.value):
            text = item.value.strip() if is_plain else str(number)
            if text and text not in kept:
                yield len(kept), item, item
                kept[text] = None


def dump_front_matter(fields: dict[str, Any], body: str) -> str:
    """Write *fields*, in their order, and *body* as a content file."""
    try:
        header = _PLAIN.write(fields)
    except NotPlain:
        header = dump_yaml(fields)
    return (
        f"---\n{header}---\n\n{body.strip()}\n"
        if body.strip()
        else f"---\n{header}---\n"
    )


def dump_yaml(value: Any) -> str:
    """Write *value* with PyYAML: the standard for all that is written faster."""
    written: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=2**30,  # one value, one line: diffs that a person can read
    )
    return written


class _Dumper(SafeDumper):
    """Plain YAML without anchors; words that look like numbers are quoted."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DateText(str):
    """A date that is written without quotes, as a person would."""

    __slots__ = ()


def _represent_date(dumper: Any, value: DateText) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(value))


_Dumper.add_representer(DateText, _represent_date)


def _dump_scalar(value: Any) -> str:
    if type(value) is DateText and _DATE.fullmatch(value):
        return str(value)
    return dump_yaml({"k": value}).removeprefix("k: ").removesuffix("\n")


_PLAIN = PlainWriter(_Dumper.yaml_implicit_resolvers, _dump_scalar)


def _refuse_aliases(header: str, source: str) -> None:
    try:
        for event in yaml.parse(header, Loader=BaseLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 2 if event.start_mark else 1
                raise SourceError(Problem(source, line, Kind.YAML_ALIAS.of()))
    except yaml.YAMLError as fault:
        raise SourceError(_yaml_problem(fault, source, 2)) from None


def _yaml_problem(fault: yaml.YAMLError, source: str, first: int) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    line = mark.line + first if mark else 1
    reason = getattr(fault, "problem", None) or str(fault).split("\n")[0]
    return Problem(source, line, Kind.NOT_YAML.of(reason))


def _refuse_doubles(header: str, fields: dict[str, Any], source: str) -> None:
    keys = _TOP_KEY.findall(header)
    if len(keys) == len(fields):
        return
    counts = Counter(keys)
    for key in fields:
        if counts[key] > 1:
            line = line_of_key(header, key)
            raise SourceError(Problem(source, line, Kind.KEY_TWICE.of(key), key))

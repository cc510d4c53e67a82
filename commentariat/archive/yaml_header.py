"""
Front matter read and written with PyYAML: the standard for all that is done faster.

python-frontmatter does the splitting. It takes a fence that never closes, or a
header that is a list, as no header at all and without a word, so the fence is
checked first. YAML is read over `CBaseLoader`: the region `no` stays `no`, and
dates stay the words they are; judging them is the work of another module.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from commentariat.archive.fences import FENCE, split_content, split_header
from commentariat.archive.plain_header import NOTHING, NotPlain
from commentariat.archive.plain_yaml import PlainWriter
from commentariat.archive.text import trim_body
from commentariat.archive.yaml_slips import find_slip
from commentariat.errors import Problem, SourceError
from commentariat.judge import find_line, join_key
from commentariat.kinds import Kind, Message

try:
    from yaml import CBaseLoader as BaseLoader
    from yaml import CSafeDumper as SafeDumper
except ImportError:  # PyYAML built without libyaml
    from yaml import BaseLoader, SafeDumper  # type: ignore[assignment]

_OWN_TAGS = "tag:yaml.org,2002:"
_CUT = re.compile(r"[ \t]+#([^\s#!])| # +\S")
_MAY_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[*&][^\s]")


class _Handler(YAMLHandler):
    FM_BOUNDARY = FENCE

    def load(self, fm: str, **_: object) -> Any:
        loader = BaseLoader(fm)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        return None if node is None else _value(node)


class _SlipError(Exception):
    """What YAML reads, and nobody means; at which place of the header."""

    def __init__(self, at: int, message: Message) -> None:
        super().__init__(at, message)
        self.at = at
        self.message = message


def _value(node: yaml.Node) -> Any:
    """
    Build strings, lists and dicts of *node*, as the base constructor would.

    That one is made to be extended, and takes twice as long as the parsing. YAML's words
    for nothing are the empty text, unless they are quoted: people are called Null.
    """
    if not node.tag.startswith(_OWN_TAGS):
        raise _SlipError(node.start_mark.index, Kind.YAML_SIGN.of("!"))
    if isinstance(node, yaml.ScalarNode):
        return _text_of(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            sign = "[" if isinstance(key, yaml.SequenceNode) else "{"
            raise _SlipError(key.start_mark.index, Kind.YAML_SIGN.of(sign))
        if key.value in found:
            first = next(one for one, _ in node.value if one.value == key.value)
            raise _SlipError(first.start_mark.index, Kind.KEY_TWICE.of(key.value))
        found[key.value] = _value(value)
    return found


def _text_of(node: yaml.ScalarNode) -> str:
    text: str = node.value
    return "" if text in NOTHING and not node.style else text


_HANDLER = _Handler()


def parse_by_library(text: str, source: str) -> tuple[dict[str, Any], str, str]:
    """Do what `parse_front_matter` does; see there."""
    header = split_header(text, source)
    if ("&" in header or "*" in header) and _MAY_ALIAS.search(header):
        _refuse_aliases(header, source)
    try:
        fields, _ = frontmatter.parse(text, handler=_HANDLER)
    except _SlipError as fault:
        line = text.count("\n", 0, text.index("\n") + fault.at) + 1
        raise SourceError(Problem(source, line, fault.message)) from None
    except yaml.YAMLError as fault:
        raise SourceError(_yaml_problem(fault, source, header)) from None
    except (ValueError, RecursionError):
        raise SourceError(Problem(source, 1, Kind.NOT_YAML.of())) from None
    if not fields and header.strip():
        # python-frontmatter passes over what is not a mapping.
        raise SourceError(Problem(source, 1, Kind.NOT_PAIRS.of()))
    return fields, header, trim_body(text[split_content(text, source)[1] :])


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


def line_at(header: str, at: int) -> int:
    """Tell the line of the file on which the character *at* of its *header* stands."""
    return header.count("\n", 0, at) + 2


def find_cuts(header: str) -> Iterator[tuple[str, int, bool]]:
    """
    Find the values of *header* whose further words YAML takes for a comment.

    Gives the top key of each, where it ends, and whether they are words for sure:
    `#Ports` and `#1` are. A comment has a blank behind its sign, and two before it where
    nobody can be in doubt.
    """
    try:
        top = yaml.compose(header, Loader=BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return
    left = [("", top)] if top is not None else []
    while left:
        path, node = left.pop()
        if isinstance(node, yaml.ScalarNode):
            end = node.end_mark.index
            found = _CUT.match(header, end)
            is_word = found is not None and found[1] is not None
            if node.style in ("'", '"'):  # where its end was meant
                if is_word:
                    yield path, end, False
            elif found is not None and not node.style:
                yield path, end, is_word
        elif isinstance(node, yaml.SequenceNode):
            left += [(path, one) for one in node.value]
        else:
            left += [(path or str(key.value), value) for key, value in node.value]


def _parts(node: yaml.Node) -> Iterator[tuple[str | int, yaml.Node, yaml.Node]]:
    """Yield key or number, where it stands, and what it leads to."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key, value
    elif isinstance(node, yaml.SequenceNode):
        is_plain = all(isinstance(item, yaml.ScalarNode) for item in node.value)
        kept: dict[str, None] = {}
        for number, item in enumerate(node.value):
            text = _text_of(item).strip() if is_plain else str(number)
            if text and text not in kept:
                yield len(kept), item, item
                kept[text] = None


def dump_front_matter(fields: dict[str, Any], body: str) -> str:
    """Write *fields*, in their order, and *body* as a content file."""
    try:
        header = _PLAIN.write(fields)
    except NotPlain:
        header = dump_yaml(fields)
    body = trim_body(body)
    return f"---\n{header}---\n\n{body}\n" if body else f"---\n{header}---\n"


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


_PLAIN_ONE = (True, False)
"""Asks what a scalar without quotes is."""


class DateText(str):
    """A date that is written without quotes, as a person would."""

    __slots__ = ()


def _represent_date(dumper: Any, value: DateText) -> Any:
    text = str(value)  # a year is a number to YAML, a month a text
    return dumper.represent_scalar(
        dumper.resolve(yaml.ScalarNode, text, _PLAIN_ONE), text
    )


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
        raise SourceError(_yaml_problem(fault, source, header)) from None


def _yaml_problem(fault: yaml.YAMLError, source: str, header: str) -> Problem:
    """Name the slip for which a *header* cannot be read, else where that ends."""
    slip = find_slip(header)
    if slip is not None:
        line, message = slip
        return Problem(source, line + 1, message)
    mark = getattr(fault, "problem_mark", None)
    most = header.count("\n") + 1
    line = min(mark.line + 1, most) if mark else 1
    return Problem(source, line, Kind.NOT_YAML.of())

"""
Shortcodes in bodies: `{{< video 123 title="A lock" >}}`, and what is made of them.

One may go around a stretch of Markdown, up to `{{< /video >}}`. In code they stand for
themselves, and so does `{{</* video */>}}` anywhere, as `{{< video >}}`. What is made of
one is HTML that nobody has looked at: it goes through the sanitizer with the body. A site
without shortcodes of its own has those that are shipped, and texts of other programs keep
what else they hold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import Signature, signature
from typing import Any, Final, NamedTuple

import msgspec
from markupsafe import Markup

from commentariat.archive.text import UNSHOWABLE
from commentariat.engine.shipped_shortcodes import SHIPPED
from commentariat.errors import near_match
from commentariat.hooks.loading import open_hooks
from commentariat.hooks.model import HookFile
from commentariat.hooks.running import HookError
from commentariat.kinds import Kind, Message

NAME: Final = "SHORTCODES"
_OPEN: Final = "{{<"
_DEEPEST: Final = 8
"""Shortcodes within each other."""
_CALL: Final = re.compile(
    r"\{\{<(?P<literal>/\*)?[ \t]*(?P<end>/)?[ \t]*(?P<name>[A-Za-z_][\w-]*)"
    r"(?P<rest>(?:[^\"'>\n]++|\"(?:\\.|[^\"\\\n]++)*+\"|'(?:\\.|[^'\\\n]++)*+'|>(?!\}\}))*+)>\}\}"
)
"""Possessive: what never closes is given up at once."""
_ARGUMENT: Final = re.compile(
    r"[ \t]*(?:(?P<key>[A-Za-z_]\w*)[ \t]*=[ \t]*)?"
    r"(?:\"(?P<double>(?:\\.|[^\"\\])*)\"|'(?P<single>(?:\\.|[^'\\])*)'"
    r"|(?P<bare>[^\s\"'=]+))(?=[ \t]|$)"
)
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_TICKS: Final = re.compile(r"`+")
_INDENTED: Final = re.compile(r"(?: {4}|\t)")
_ITEM: Final = re.compile(r" {0,3}(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:)(?:[ \t]|$)")
_ESCAPED: Final = re.compile(r"\\(.)")
_SHIPPED_CALL: Final = re.compile(
    rf"\{{\{{<(?:/\*)?[ \t]*(?:{'|'.join(SHIPPED)})(?![\w-])"
)

_BLOCK: Final = re.compile(
    r"\s*<(?:address|article|aside|audio|blockquote|details|div|dl|fieldset|figure|form|"
    r"h[1-6]|hr|iframe|nav|ol|p|pre|section|table|ul|video)\b",
    re.IGNORECASE,
)
"""What begins so stands in no paragraph."""


class ShortcodeError(Exception):
    """A shortcode that cannot be; `line` counts from 1, of the body."""

    def __init__(self, line: int, message: Message) -> None:
        super().__init__(line, message)
        self.line = line
        self.message = message


class FailedError(Exception):
    """A shortcode whose function failed: whose fault that is, and on which line it stands."""

    def __init__(self, fault: HookError, line: int) -> None:
        super().__init__(fault, line)
        self.fault = fault
        self.line = line


class Mark(NamedTuple):
    """One `{{< … >}}` of a text."""

    start: int
    end: int
    line: int
    name: str
    rest: str
    is_end: bool
    is_literal: bool


class Shortcode(NamedTuple):
    """A shortcode with all that belongs to it."""

    start: int
    end: int
    line: int
    name: str
    arguments: tuple[str, ...]
    named: dict[str, str]
    inner: str | None
    """The Markdown that it goes around; None where it stands alone."""
    inner_line: int


class Expansion(msgspec.Struct, frozen=True):
    """A text in which a word that is nowhere else stands for each shortcode."""

    text: str
    results: dict[str, str]
    """What hooks made of each, by its word."""

    @property
    def written_out(self) -> str:
        """The text with all of them where they stood, on as many lines: to be read."""
        if not self.results:
            return self.text
        return re.sub(
            _any_token(self.results),
            lambda found: " ".join(self.results.get(found[0], "").split("\n")),
            self.text,
        )


def has_shortcodes(text: str, hooks: HookFile) -> bool:
    """Tell whether there may be any that are shipped or of *hooks*."""
    if _OPEN not in text:
        return False
    return hooks.has(NAME) or _SHIPPED_CALL.search(text) is not None


def expand(
    text: str,
    hooks: HookFile,
    convert: Callable[[str], str],
    depth: int = 0,
) -> Expansion:
    """
    Take the shortcodes out of *text*, and put down what they come to.

    What one goes around is made HTML by *convert* first.

    Raises:
        ShortcodeError: there is none of that name, or it is not written so.
        FailedError: its function failed.
    """
    functions = _functions(hooks)
    word = _free_word(text)
    parts: list[str] = []
    results: dict[str, str] = {}
    at = 0
    for one in _find(text, functions, is_strict=hooks.has(NAME)):
        parts.append(text[at : one.start])
        at = one.end
        if isinstance(one, Mark):  # one that is to be shown
            parts.append(_shown(text, one))
            continue
        token = f"{word}{len(results)}x"
        results[token] = _run(one, functions, convert, depth)
        # As many lines as there were, for whoever counts them.
        parts.append(token + "\n" * text.count("\n", one.start, one.end))
    parts.append(text[at:])
    return Expansion("".join(parts), results)


def put_results(html: str, results: dict[str, str]) -> str:
    """Put *results* into the *html* of the text they were taken out of."""
    if not results:
        return html
    token = _any_token(results)
    any_token = re.compile(token)
    html = re.sub(rf' id="[^"]*?{token}[^"]*"', "", html)  # no heading is called so
    alone = re.compile(rf"<p>\s*((?:{token}\s*)+)</p>")  # they may be blocks

    def result(word: str) -> str:
        return results.get(word, word)

    def bare(found: re.Match[str]) -> str:
        words = any_token.findall(found[1])
        is_block = any(_BLOCK.match(result(word)) for word in words)
        return found[1].strip() if is_block else found[0]

    def put(found: re.Match[str]) -> str:
        if not found[0].startswith("<"):
            return result(found[0])
        return any_token.sub(lambda inner: _quoted(result(inner[0])), found[0])

    return re.sub(rf"<[^<>]*>|{token}", put, alone.sub(bare, html))


def _any_token(results: dict[str, str]) -> str:
    """Write the pattern of the words that stand for *results*: there may be thousands."""
    word = next(iter(results)).removesuffix("0x")
    return rf"{word}\d+x"


def _quoted(text: str) -> str:
    plain = text.replace("&amp;", "&").strip()
    return plain.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _functions(hooks: HookFile) -> dict[str, Callable[..., Any]]:
    own = open_hooks(hooks).functions(NAME) if hooks.has(NAME) else {}
    return {**SHIPPED, **own}


def _free_word(text: str) -> str:
    """Find a word that *text* does not hold, whatever it says."""
    number = 0
    while (word := f"shortcode{number}n") in text:
        number += 1
    return word


def _find(
    text: str, functions: dict[str, Callable[..., Any]], *, is_strict: bool
) -> Iterator[Shortcode | Mark]:
    """
    List the shortcodes of *text* that stand in no other, and marks to be shown.

    Unless it *is strict*, what *functions* do not know is left as it stands.
    """
    marks = list(_marks(text, is_strict=is_strict))
    if not is_strict:
        marks = [mark for mark in marks if mark.name in functions]
    closed = _match_ends(marks)
    at = 0
    while at < len(marks):
        mark = marks[at]
        if mark.is_literal:
            yield mark
            at += 1
            continue
        if mark.is_end:
            raise ShortcodeError(mark.line, Kind.SHORTCODE_END.of(mark.name))
        if mark.name not in functions:
            near = near_match(mark.name, functions)
            raise ShortcodeError(mark.line, Kind.NO_SHORTCODE.of(mark.name, near))
        end = closed.get(at)
        last = marks[end] if end is not None else mark
        inner = text[mark.end : last.start] if end is not None else None
        yield Shortcode(
            mark.start, last.end, mark.line, mark.name, *_arguments(mark), inner,
            mark.line + text.count("\n", mark.start, mark.end),
        )  # fmt: skip
        at = (at if end is None else end) + 1


def lines_of_shortcode(text: str, target: str, first: int) -> tuple[int, ...]:
    """
    Find the lines of *text*, from the *first* on, whose shortcodes name *target*.

    What their functions make of it is not known here: they hold its last part.
    """
    name = target.rstrip("/").rpartition("/")[2]
    lines = enumerate(text.split("\n")[first - 1 :], first)
    return tuple([n for n, line in lines if name and _OPEN in line and name in line])


def _match_ends(marks: Sequence[Mark]) -> dict[int, int]:
    """Find the mark that closes each one that is closed."""
    closed: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for at, mark in enumerate(marks):
        if mark.is_literal:
            continue
        if not mark.is_end:
            opened.setdefault(mark.name, []).append(at)
        elif opened.get(mark.name):
            closed[opened[mark.name].pop()] = at
    return closed


def _marks(text: str, *, is_strict: bool) -> Iterator[Mark]:
    """List every mark of *text* that is not in code."""
    offset, fence, is_inside, was_blank, is_code = 0, "", False, True, False
    for number, line in enumerate(text.split("\n"), 1):
        begin = offset
        offset += len(line) + 1
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line.strip(f" {fence[0]}"):
                fence = ""
            continue
        if found:
            fence = found[1]
            continue
        is_blank = not line.strip()
        indented = _INDENTED.match(line) is not None
        if not is_blank:
            is_code = indented and (was_blank or is_code) and not is_inside
            if not indented and (was_blank or _ITEM.match(line)):
                is_inside = _ITEM.match(line) is not None
        was_blank = is_blank
        if _OPEN in line and not is_code:
            yield from _marks_of_line(line, begin, number, is_strict=is_strict)


def _marks_of_line(
    line: str, offset: int, number: int, *, is_strict: bool
) -> Iterator[Mark]:
    """List the marks of a line that begins at *offset*."""
    spans = iter((*_code_spans(line), (len(line), len(line))))
    start, end_of_code = next(spans)
    at = line.find(_OPEN)
    while at >= 0:
        while end_of_code <= at:
            start, end_of_code = next(spans)
        end = end_of_code if start <= at else 0
        if not end:
            found = _CALL.match(line, at)
            if found is not None:
                yield _mark(found, offset, number)
                end = found.end()
            elif is_strict or _SHIPPED_CALL.match(line, at):
                raise ShortcodeError(number, Kind.SHORTCODE_FORM.of(line[at:][:60]))
            else:
                end = at + len(_OPEN)
        at = line.find(_OPEN, end)


def _code_spans(line: str) -> list[tuple[int, int]]:
    """Find the stretches of a line that are code: between as many backticks."""
    runs = [found.span() for found in _TICKS.finditer(line)]
    places: dict[int, list[int]] = {}
    for at, (start, end) in enumerate(runs):
        places.setdefault(end - start, []).append(at)
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(runs):
        start, end = runs[at]
        same = places[end - start]
        after = bisect_right(same, at)
        if after < len(same):
            spans.append((start, runs[same[after]][1]))
            at = same[after]
        at += 1
    return spans


def _mark(found: re.Match[str], offset: int, line: int) -> Mark:
    rest = found["rest"].strip()
    is_literal = bool(found["literal"]) and rest.endswith("*/")
    return Mark(
        offset + found.start(), offset + found.end(), line, found["name"], rest,
        found["end"] is not None, is_literal,
    )  # fmt: skip


def _shown(text: str, mark: Mark) -> str:
    """Write a mark that is to be shown as it is, without what says so."""
    inner = text[mark.start : mark.end].replace("{{</*", "{{<").replace("*/>}}", ">}}")
    return inner.replace("<", "&lt;").replace(">", "&gt;")


def _arguments(mark: Mark) -> tuple[tuple[str, ...], dict[str, str]]:
    """Take the arguments of a mark apart: all are texts."""
    plain: list[str] = []
    named: dict[str, str] = {}
    rest = mark.rest.removesuffix("/").rstrip()
    at = 0
    while at < len(rest):
        found = _ARGUMENT.match(rest, at)
        if found is None:
            message = Kind.SHORTCODE_ARGUMENT.of(mark.name, rest[at:].strip())
            raise ShortcodeError(mark.line, message)
        at = found.end()
        quoted = found["double"] if found["double"] is not None else found["single"]
        value = found["bare"] if quoted is None else _ESCAPED.sub(r"\1", quoted)
        if found["key"] is None:
            plain.append(value)
        elif found["key"] in named or found["key"] == "inner":
            message = Kind.SHORTCODE_ARGUMENT.of(mark.name, found[0].strip())
            raise ShortcodeError(mark.line, message)
        else:
            named[found["key"]] = value
    return tuple(plain), named


def _run(
    one: Shortcode,
    functions: dict[str, Callable[..., Any]],
    convert: Callable[[str], str],
    depth: int,
) -> str:
    function = functions[one.name]
    named: dict[str, Any] = dict(one.named)
    if one.inner is not None:
        if depth >= _DEEPEST:
            raise ShortcodeError(one.line, Kind.SHORTCODE_DEEP.of(_DEEPEST))
        named["inner"] = Markup(_convert_inner(one, convert))
    _check_arguments(one, function, named)
    try:
        result = function(*one.arguments, **named)
    except HookError as fault:
        raise FailedError(fault, one.line) from None
    except TypeError as fault:  # of one that is shipped: others' are caught above
        takes = _words_for(signature(function))
        message = Kind.SHORTCODE_TAKES.of(one.name, takes, fault)
        raise ShortcodeError(one.line, message) from None
    if not isinstance(result, str):
        message = Kind.SHORTCODE_RESULT.of(one.name, repr(result)[:60])
        raise ShortcodeError(one.line, message)
    refuse_unshowable(result, one.line)
    return str(result)


def refuse_unshowable(html: str, line: int) -> None:
    """
    See whether all of the *html* that hooks made can be written down.

    Raises:
        ShortcodeError: it cannot, made of what stands on the *line*.
    """
    found = UNSHOWABLE.search(html.replace("\r", ""))
    if found:
        raise ShortcodeError(line, Kind.UNSHOWABLE.of(f"{ord(found[0]):04X}"))


def _convert_inner(one: Shortcode, convert: Callable[[str], str]) -> str:
    """Convert what it goes around; lines of faults are those of the whole text."""
    inner = one.inner or ""
    first = one.inner_line + len(inner) - len(inner.lstrip("\n")) - 1
    try:
        return convert(inner.strip("\n"))
    except ShortcodeError as fault:
        raise ShortcodeError(first + fault.line, fault.message) from None
    except FailedError as fault:
        raise FailedError(fault.fault, first + fault.line) from None


def _is_taken(taken: Signature, one: Shortcode, named: Mapping[str, Any]) -> bool:
    try:
        taken.bind(*one.arguments, **named)
    except TypeError:
        return False
    return True


def _check_arguments(
    one: Shortcode, function: Callable[..., Any], named: dict[str, Any]
) -> None:
    """See whether the function of a shortcode takes what it is given."""
    try:
        taken = signature(function)
    except ValueError:  # one of C that does not tell
        return
    try:
        taken.bind(*one.arguments, **named)
    except TypeError as fault:
        if one.inner is None and _is_taken(taken, one, named | {"inner": ""}):
            raise ShortcodeError(one.line, Kind.SHORTCODE_OPEN.of(one.name)) from None
        without = {key: value for key, value in named.items() if key != "inner"}
        if one.inner is not None and _is_taken(taken, one, without):
            raise ShortcodeError(one.line, Kind.SHORTCODE_ALONE.of(one.name)) from None
        message = Kind.SHORTCODE_TAKES.of(one.name, _words_for(taken), fault)
        raise ShortcodeError(one.line, message) from None


def _words_for(taken: Signature) -> str:
    """List what a function takes, as a shortcode would say it."""
    listed = [one for one in taken.parameters.values() if one.kind != one.VAR_KEYWORD]
    names = [str(one).partition(":")[0] for one in listed]
    return ", ".join(names) or "nothing"

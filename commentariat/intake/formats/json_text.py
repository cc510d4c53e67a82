"""JSON taken apart: its values and where each stands; records of a file, one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

import msgspec

from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.fields import (
    BODY_NAMES,
    DEEPEST,
    MOST_FIELDS,
    Field,
    clean,
)
from commentariat.intake.formats.synonyms import known_target, normalize
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.intake.sources.strict_json import decode_json, line_at, word_fault
from commentariat.kinds import Kind

_STRETCH: Final = 2**18
_LOOKED_ON: Final = 2**22
"""Bytes that are looked at behind a first record, for one that holds it."""
_DEEPEST_OF_ALL: Final = 100_000
"""Brackets within each other in a file; a record has a thousandth of them."""
_TOKEN: Final = re.compile(
    r'(?P<string>"(?:[^"\\]++|\\.)*+")(?P<colon>[ \t\n\r]*+:)?'
    r"|(?P<open>[{\[])|(?P<close>[}\]])|(?P<comma>,)|(?P<scalar>[-\w.+]++)",
    re.DOTALL,
)
_BYTES: Final = re.compile(
    rb'(?P<string>"(?:[^"\\]++|\\.)*+")(?P<colon>[ \t\n\r]*+:)?'
    rb'|(?P<open>[{\[])|(?P<close>[}\]])|(?P<comma>,)|(?P<cut>")',
    re.DOTALL,
)


def fields_of(text: str, source: str, line: int = 1) -> list[Field]:
    """
    Take the JSON value *text* apart into its scalars.

    Raises:
        SourceError: it is no JSON, or more than a record is.
    """
    begin = len(text) - len(text.lstrip(" \t\r\n\ufeff"))
    try:
        decoded = decode_json(text, begin)
    except json.JSONDecodeError as fault:
        at, words = word_fault(text, fault)
        raise _broken(source, line + line_at(text, at) - 1, words) from None
    except RecursionError:
        raise SourceError(Problem(source, line, Kind.RECORD_DEEP.of(DEEPEST))) from None
    if text[decoded.end :].strip():
        words = "expected the end of the record, found more"
        raise _broken(source, line + line_at(text, decoded.end) - 1, words)
    return list(_leaves(text, source, line))


def _broken(source: str, line: int, words: str) -> SourceError:
    return SourceError(Problem(source, line, Kind.RECORD_BROKEN.of(words)))


def _leaves(text: str, source: str, line: int) -> Iterator[Field]:
    path: list[str | int] = []
    count = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "colon":
            path[-1] = clean(_decoded(token["string"]))
        elif kind == "open":
            path.append(0 if token[0] == "[" else "")
            if len(path) > DEEPEST:
                at = line + line_at(text, token.start()) - 1
                raise SourceError(Problem(source, at, Kind.RECORD_DEEP.of(DEEPEST)))
        elif kind == "close":
            path.pop()
        elif kind == "comma":
            last = path[-1]
            if isinstance(last, int):
                path[-1] = last + 1
        else:
            count += 1
            if count > MOST_FIELDS:
                at = line + line_at(text, token.start()) - 1
                raise SourceError(Problem(source, at, Kind.RECORD_MANY.of(MOST_FIELDS)))
            if kind == "string":
                value = clean(_decoded(token[0]))
                yield Field(tuple(path), value, token.start() + 1, token.end() - 1)
            elif token[0] != "null":
                is_number = token[0] not in ("true", "false")
                yield Field(tuple(path), token[0], *token.span(), is_number)


def _decoded(token: str) -> str:
    return json.loads(token) if "\\" in token else token[1:-1]


# -- Records of a file ---------------------------------------------------------------


class Found(msgspec.Struct, frozen=True):
    """A record in a file, not yet read."""

    start: int
    end: int
    line: int
    group: str
    """Name of the list that it stands in; empty: of the outermost."""
    data: bytes
    """Empty where it is larger than a record may be."""


class _Tokens:
    """The tokens of a JSON file, in bounded memory, and the line of any of them."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.buffer = b""
        self.base = 0
        self.kept = -1
        """From where on bytes are kept; -1: none need be."""
        self._line, self._line_at = 1, 0

    def __iter__(self) -> Iterator[tuple[str, bytes, int, int]]:
        self.file.seek(0)
        at = 0
        size = _STRETCH
        while True:
            part = self.file.read(size)
            at -= self._drop(at)
            self.buffer += part
            cut = -1
            for token in _BYTES.finditer(self.buffer, at):
                kind = token.lastgroup or ""
                if kind == "cut":
                    cut = token.start()
                    break
                at = token.end()
                yield kind, token[0], self.base + token.start(), self.base + at
            if not part:
                return
            size = _STRETCH
            if cut >= 0:
                at = cut
                size = max(_STRETCH, len(self.buffer) - cut)
                if size > SIZE_LIMIT:
                    line = self.line(self.base + cut)
                    message = too_large(SIZE_LIMIT, size)
                    raise SourceError(Problem("", line, message))
            else:
                at = len(self.buffer)

    def _drop(self, at: int) -> int:
        """Forget what was read, up to *at* or what must be kept; count its bytes."""
        upto = at if self.kept < 0 else min(at, max(self.kept - self.base, 0))
        if self._line_at < self.base + upto:
            self.line(self.base + upto)
        self.buffer = self.buffer[upto:]
        self.base += upto
        return upto

    def line(self, offset: int) -> int:
        """Tell the line on which *offset* is, which lies behind those asked before."""
        start = self._line_at - self.base
        if offset > self._line_at:
            self._line += self.buffer.count(b"\n", start, offset - self.base)
            self._line_at = offset
        return self._line

    def bytes(self, start: int, end: int) -> bytes:
        return self.buffer[start - self.base : end - self.base]


Pattern = tuple[str, ...]
"""Where records stand: names, `*` for any in a list or of an object of records."""


def find_records(
    file: BinaryIO, stands: Callable[[list[str | int]], bool] | None = None
) -> Iterator[Found | Problem]:
    """
    Find the records of a JSON file: objects that have a title or a text.

    They stand in a list, or in an object by their keys, at any depth; the file itself is
    one where nothing else is. Lists beside theirs are given, too, by their names. Who
    knows where they stand says so by *stands*, given the path of an object.
    """
    pattern: Pattern = ()
    if stands is None:
        try:
            found = _find_pattern(file)
        except SourceError as fault:
            yield fault.problems[0]
            return
        if found is None:
            yield Problem("", 1, Kind.RECORDS_NONE.of())
            return
        pattern = found
    tokens = _Tokens(file)
    path: list[str | int] = []
    inside = -1
    begun = (0, 1)
    for kind, token, start, end in tokens:
        if kind == "colon":
            if inside < 0 and path:
                path[-1] = _key(token)
        elif kind == "comma":
            if inside < 0 and path and isinstance(path[-1], int):
                path[-1] += 1
        elif kind == "open":
            is_begin = inside < 0 and token == b"{"
            if is_begin and (stands(path) if stands else _is_record(path, pattern)):
                inside = len(path)
                begun = start, tokens.line(start)
                tokens.kept = start
            path.append(0 if token == b"[" else "")
            if inside >= 0 and end - begun[0] > SIZE_LIMIT:
                tokens.kept = -1
        elif kind == "close":
            if not path:
                yield _unbalanced(tokens.line(start))
                return
            path.pop()
            if inside == len(path):
                inside = -1
                kept = tokens.kept >= 0 and end - begun[0] <= SIZE_LIMIT
                data = tokens.bytes(begun[0], end) if kept else b""
                tokens.kept = -1
                group = next(
                    (one for one in reversed(path) if isinstance(one, str)), ""
                )
                if pattern and path and isinstance(path[-1], str):
                    group = ""  # a record by its key
                yield Found(begun[0], end, begun[1], group, data)
        elif kind == "string" and inside >= 0 and end - begun[0] > SIZE_LIMIT:
            tokens.kept = -1
    if path:
        yield _unbalanced(tokens.line(tokens.base + len(tokens.buffer)))


def _unbalanced(line: int) -> Problem:
    words = "expected brackets in pairs, found the end of the file or one too many"
    return Problem("", line, Kind.RECORD_BROKEN.of(words))


def _key(token: bytes) -> str:
    raw = token[: token.rindex(b":")].rstrip()
    try:
        return str(msgspec.json.decode(raw))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return raw[1:-1].decode("utf-8", "replace")


def _is_record(path: list[str | int], pattern: Pattern) -> bool:
    """Tell whether *path* is where records stand, or in a list beside theirs."""
    if len(path) != len(pattern):
        return False
    for number, (part, name) in enumerate(zip(path, pattern, strict=True)):
        is_list_of_records = number == len(pattern) - 2 and isinstance(path[-1], int)
        if name not in ("*", part) and not is_list_of_records:
            return False
    return True


def _find_pattern(file: BinaryIO) -> Pattern | None:
    """
    Find where records stand, by the first that has a title and a text.

    Where none has both, those that have a title are records, else those that have a text.

    Raises:
        SourceError: it is cut off before any of them ends, or goes too deep.
    """
    path: list[str | int] = []
    kinds: list[int] = []
    best: tuple[Pattern, int] | None = None
    weak: dict[int, Pattern] = {}
    tokens = _Tokens(file)
    for kind, token, _, end in tokens:
        if best is not None and end > best[1] + _LOOKED_ON:
            break
        if kind == "colon":
            if path:
                path[-1] = _key(token)
        elif kind == "comma":
            if path and isinstance(path[-1], int):
                path[-1] += 1
        elif kind == "string":
            if kinds:
                kinds[-1] |= _weight(path, token)
        elif kind == "open":
            path.append(0 if token == b"[" else "")
            kinds.append(0)
            if len(path) > _DEEPEST_OF_ALL:
                raise SourceError(Problem("", 1, Kind.RECORD_DEEP.of(DEEPEST)))
        elif kind == "close" and path:
            path.pop()
            told = kinds.pop()
            is_object = token == b"}"
            if is_object and told == 3:
                if best is None:
                    best = _pattern(path), end
                elif len(path) < len(best[0]):
                    best = _pattern(path), best[1]
            elif is_object and told and path and len(path) < len(weak.get(told, _DEEP)):
                weak[told] = _pattern(path)
            if kinds and is_object and path and _holds(path, told):
                kinds[-1] |= told
            if not path and best is not None and best[0] == ():
                break
    if best is None and not weak and path:
        raise SourceError(_unbalanced(tokens.line(tokens.base + len(tokens.buffer))))
    return best[0] if best is not None else weak.get(1, weak.get(2))


def _weight(path: list[str | int], token: bytes) -> int:
    """Weigh a value by its name: 1 for a title, 2 for a text, 3 for both."""
    if len(token) < 3 or not path or not isinstance(path[-1], str):
        return 0
    name = path[-1]
    if name in _VALUES and len(path) > 1 and isinstance(path[-2], str):
        name = path[-2]  # `{"body": {"value": …}}` is `{"body": …}`
    weight = int(known_target(name) == "title")
    return weight | (2 if normalize(name) in BODY_NAMES else 0)


_DEEP: Final = ("",) * (DEEPEST + 1)
_VALUES: Final = frozenset("rendered value processed safe_value html text".split())
_HELD: Final = frozenset(
    "title body content attributes fields _source data node document record".split()
)


def _holds(path: list[str | int], told: int) -> bool:
    """Tell whether an object is the title, the text or the fields of what holds it."""
    if path[-1] not in _HELD or not told:
        return False
    return path[-1] != "data" or told == 3


def _pattern(path: list[str | int]) -> Pattern:
    found = ["*" if isinstance(one, int) else one for one in path]
    if found and found[-1] != "*":
        found[-1] = "*"
    return tuple(found)

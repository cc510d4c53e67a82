"""
Which line of which template a stretch of a page comes from.

A page is filled once more with templates that carry marks: before each of their lines,
and around what each expression gave. The marks are control characters, which no content
may hold; taken out again they leave the page as it was, or the trace counts for nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping

import jinja2
import msgspec
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from commentariat.engine.speech import Speech
from commentariat.engine.template_files import TemplateSource
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.interface.catalog import NO_WORDS, OwnWords
from commentariat.site.views import SiteView

_DATA, _OPEN, _SHUT, _END = "\x01", "\x02", "\x03", "\x04"
_MARK = re.compile("\x01([^\x04]*)\x04|\x02([^\x04]*)\x04|(\x03)")
# Inside these, output is kept as a value and looked at: only what is there anyway may
# be marked, or an empty value would be one no more.
_CAPTURES = {"macro": "endmacro", "call": "endcall", "filter": "endfilter"}


class Origin(msgspec.Struct, frozen=True):
    """Where a stretch of a page was written."""

    template: str
    """For people, as `templates/article.html`."""
    line: int
    expression: str = ""
    """The expression that gave it, as `page.title`; empty for the template's own text."""


class Traced(msgspec.Struct, frozen=True):
    """A page, and the origins of its stretches."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[Origin, ...]

    def at(self, offset: int) -> Origin:
        """Find the origin of the character at *offset*."""
        return self.origins[max(0, bisect_right(self.starts, offset) - 1)]

    def is_filled(self, offset: int) -> bool:
        """Tell whether an expression ends at *offset*, though it gave nothing."""
        position = bisect_left(self.starts, offset)
        return self.starts[position : position + 1] == (offset,)

    def stretch(self, expression: str) -> tuple[int, int]:
        """Find where the first output of *expression* begins and ends."""
        for position, origin in enumerate(self.origins):
            if origin.expression == expression:
                following = self.starts[position + 1 : position + 2]
                return self.starts[position], (following or (len(self.text),))[0]
        return 0, 0


class _Marks(Extension):
    """Puts marks into the stream of tokens that a template is made of."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        name = stream.name or ""
        depth, closing = 0, ""
        is_shown = False  # something was, since the last tag, whatever values are
        tokens = iter(stream)
        for token in tokens:
            if token.type == "data":
                value = str(token.value)
                marked = (
                    value if depth and not value.strip() else _mark(value, name, token)
                )
                is_shown = is_shown or bool(value.strip())
                yield Token(token.lineno, "data", marked)
            elif token.type == "variable_begin" and (is_shown or not depth):
                yield from _expression(token, tokens, name)
            elif token.type == "block_begin":
                word = next(tokens)
                is_shown = False
                if word.value == "trans":
                    if not depth:
                        yield Token(token.lineno, "data", _begin(name, token.lineno))
                    yield from (token, word, *_until("endtrans", tokens))
                    continue
                yield from (token, word)
                if word.value in _CAPTURES:
                    depth, closing = depth + 1, _CAPTURES[str(word.value)]
                elif depth and word.value == closing:
                    depth -= 1
            else:
                yield token


def _begin(name: str, line: int) -> str:
    return f"{_DATA}{name}:{line}{_END}"


def _until(word: str, tokens: Iterator[Token]) -> Iterator[Token]:
    """Pass on as they are, to *word* itself: a mark would make other words of them."""
    for token in tokens:
        yield token
        if token.type == "name" and token.value == word:
            return


def _mark(value: str, name: str, token: Token) -> str:
    pieces = value.split("\n")
    marked = [
        f"{_begin(name, token.lineno + number)}{piece}" if piece.strip() else piece
        for number, piece in enumerate(pieces)
    ]
    return "\n".join(marked)


def _expression(begin: Token, tokens: Iterable[Token], name: str) -> Iterator[Token]:
    inner = [begin]
    for token in tokens:
        inner.append(token)
        if token.type == "variable_end":
            break
    words = "".join(str(token.value) for token in inner[1:-1])
    words = re.sub(r"[\x00-\x1f:]", "", words)[:60]
    yield Token(begin.lineno, "data", f"{_OPEN}{name}:{begin.lineno}:{words}{_END}")
    yield from inner
    yield Token(inner[-1].lineno, "data", _SHUT)


class Tracer:
    """Fills templates with marks, and reads where everything came from."""

    def __init__(
        self,
        templates: Mapping[str, TemplateSource],
        site: SiteView,
        hooks: HookFile = NO_HOOKS,
        own: OwnWords = NO_WORDS,
        language: str = "",
    ) -> None:
        speech = Speech(templates, site, hooks, own, language)
        self.environment: jinja2.Environment = speech.environment
        self.environment.add_extension(_Marks)
        self.labels = {name: source.label for name, source in templates.items()}

    def trace(
        self, template: str, values: Mapping[str, object], text: str
    ) -> Traced | None:
        """
        Trace the page that *values* make of *template*, and that is *text*.

        None where the marks changed what was made, so that nothing can be said.
        """
        try:
            marked = self.environment.get_template(template).render(values)
        except Exception:  # a template that looks at what a mark has changed
            return None
        traced = _read_marks(marked, self.labels)
        return traced if traced.text == text else None


def _read_marks(marked: str, labels: Mapping[str, str]) -> Traced:
    pieces: list[str] = []
    starts, origins = [0], [Origin("", 0)]
    around: list[Origin] = []
    length = position = 0

    def begin(origin: Origin) -> None:
        starts.append(length)
        origins.append(origin)

    for mark in _MARK.finditer(marked):
        piece = marked[position : mark.start()]
        pieces.append(piece)
        length += len(piece)
        position = mark.end()
        data, opened, shut = mark.groups()
        if data is not None:
            begin(_origin(data, labels))
        elif opened is not None:
            around.append(origins[-1])
            begin(_origin(opened, labels))
        elif shut and around:
            begin(around.pop())
    pieces.append(marked[position:])
    return Traced("".join(pieces), tuple(starts), tuple(origins))


def _origin(mark: str, labels: Mapping[str, str]) -> Origin:
    name, line, *expression = mark.split(":", 2)
    template = name if name in labels.values() else labels.get(name, name)
    return Origin(template, int(line), "".join(expression))

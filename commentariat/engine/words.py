"""
The words of templates, put in where a template is compiled.

Templates say them by the functions of Jinja's own extension for gettext: `_("Home")`,
`gettext`, `ngettext`, `pgettext`, `npgettext`, each with values for the placeholders,
and `{% trans %}`. Called while a page is made, these take longer than all else in a
small one. So a catalog's words are set into the parsed template: a text is a constant
then, one with placeholders a run of constants and values, and only what goes by a number
is looked up as the page is made.

The words of the functions are text, and are escaped where they are printed; those of
`{% trans %}` are HTML, in which values are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from commentariat.errors import near_match
from commentariat.interface.catalog import Catalog
from commentariat.kinds import Kind, Message

FUNCTIONS = {
    "_": ("message",),
    "gettext": ("message",),
    "ngettext": ("message", "plural", "number"),
    "pgettext": ("context", "message"),
    "npgettext": ("context", "message", "plural", "number"),
}
"""The functions by name, with what they are given in order."""

_PIECE = re.compile(r"%(?:(%)|\((\w+)\)s)")
_TEXT, _HTML, _NUMBER = "words of a number", "words of a number in HTML", "number"
_IN_FRAME = " in the frame"
"""Ends the names of the filters of templates that say the words of what is around."""


class WordsError(jinja2.TemplateSyntaxError):
    """A call that words cannot be put in for."""

    def __init__(self, said: Message, line: int) -> None:
        super().__init__(str(said), line)
        self.said = said

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.said, self.lineno)


class Trans(InternationalizationExtension):
    """The tag `{% trans %}`; line breaks and what is around them are one space in it."""

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        environment.policies["ext.i18n.trimmed"] = True
        environment.newstyle_gettext = True  # type: ignore[attr-defined]
        del environment.globals["_"]  # what is not known by then is a fault

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Parse one, and say of its words that they are HTML."""
        found = super().parse(parser)
        made = found if isinstance(found, list) else [found]
        for output in made:
            if isinstance(output, nodes.Output):
                line = output.lineno
                output.nodes = [nodes.MarkSafe(n, lineno=line) for n in output.nodes]
        return made


def install(environment: jinja2.Environment, own: Catalog, frame: Catalog) -> None:
    """
    Let the templates of *environment* say words: those that the catalog *own* has.

    What is the same around all pages says those of the *frame*.
    """
    environment.add_extension(Trans)
    _install(environment, own, "")
    _install(environment, frame, _IN_FRAME)


def _install(environment: jinja2.Environment, catalog: Catalog, ending: str) -> None:
    """Give *environment* the filters, whose names have that *ending*, of *catalog*."""

    def text(number: int, place: tuple[str, str, str], /, **values: object) -> str:
        form = catalog.form_of(*place, number)
        is_html = any(hasattr(value, "__html__") for value in values.values())
        return fill(escape(form) if is_html else form, number, values)

    def html(number: int, place: tuple[str, str, str], /, **values: object) -> str:
        return fill(Markup(catalog.form_of(*place, number)), number, values)

    def fill(form: str, number: int, values: dict[str, object]) -> str:
        values.setdefault("num", catalog.number(number))
        return form % values

    environment.filters[_NUMBER + ending] = catalog.number
    environment.filters[_TEXT + ending] = text
    environment.filters[_HTML + ending] = html


def put_words(
    tree: nodes.Template, catalog: Catalog, *, is_of_frame: bool = False
) -> nodes.Template:
    """
    Put the words of *catalog* into *tree*, which may be of what is around all pages.

    Raises:
        WordsError: a call is wrong.
    """
    _Putter(catalog, _IN_FRAME if is_of_frame else "").visit(tree)
    return tree


class _Putter(NodeTransformer):
    def __init__(self, catalog: Catalog, ending: str) -> None:
        self._catalog = catalog
        self._ending = ending

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        """Write numbers as the words are written that they stand among."""
        if node.name == _NUMBER:
            node.name += self._ending
        return self.generic_visit(node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """Print words piece by piece: nothing is joined first."""
        pieces: list[nodes.Expr] = []
        for child in node.nodes:
            is_html = isinstance(child, nodes.MarkSafe)
            call = child.expr if isinstance(child, nodes.MarkSafe) else child
            if isinstance(call, nodes.Call) and _is_of_words(call):
                pieces += self._pieces(call, is_html=is_html)
            else:
                pieces.append(self.visit(child))
        node.nodes = pieces
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        if not _is_of_words(node):
            return self.generic_visit(node)
        pieces = self._pieces(node, is_html=False)
        if len(pieces) == 1:
            return pieces[0]
        return nodes.Concat(pieces or [nodes.Const("")], lineno=node.lineno)

    def _pieces(self, call: nodes.Call, *, is_html: bool) -> list[nodes.Expr]:
        said = _Said(call)
        values = {key: self.visit(value) for key, value in said.values.items()}
        if said.number is None:
            words = self._catalog.form(said.context, said.message)
            return list(_cut(words, values, call.lineno, is_html=is_html))
        number = self.visit(said.number)
        place = nodes.Const((said.context, said.message, said.plural))
        keywords = [nodes.Keyword(key, value) for key, value in values.items()]
        name = (_HTML if is_html else _TEXT) + self._ending
        return [
            nodes.Filter(
                number, name, [place], keywords, None, None, lineno=call.lineno
            )
        ]


def _is_of_words(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in FUNCTIONS


class _Said:
    """What a call says, judged."""

    def __init__(self, call: nodes.Call) -> None:
        assert isinstance(call.node, nodes.Name)
        name, wanted = call.node.name, FUNCTIONS[call.node.name]
        if len(call.args) != len(wanted) or call.dyn_args or call.dyn_kwargs:
            listed = ", ".join(wanted)
            raise WordsError(Kind.WORDS_CALL.of(name, listed), call.lineno)
        given: dict[str, Any] = dict(zip(wanted, call.args, strict=True))
        self.number: nodes.Expr | None = given.pop("number", None)
        for part, node in given.items():
            if not isinstance(node, nodes.Const) or not isinstance(node.value, str):
                raise WordsError(Kind.WORDS_QUOTES.of(part, name), call.lineno)
        self.context: str = given["context"].value if "context" in given else ""
        self.message: str = given["message"].value
        self.plural: str = given["plural"].value if "plural" in given else ""
        self.values = {one.key: one.value for one in call.kwargs}
        self._judge_names(call.lineno)

    def _judge_names(self, line: int) -> None:
        """See that each placeholder has its value, and each value a placeholder."""
        own = set() if self.number is None else {"num"}
        wanted: set[str] = set()
        for words in (self.message, self.plural):
            if "%" in _PIECE.sub("", words):
                raise WordsError(Kind.WORDS_PERCENT.of(words), line)
            wanted.update(name for _, name in _PIECE.findall(words) if name)
        for name in sorted(wanted - self.values.keys() - own):
            raise WordsError(Kind.WORDS_VALUE.of(name), line)
        for name in sorted(self.values.keys() - wanted - own):
            raise WordsError(Kind.WORDS_UNUSED.of(name, near_match(name, wanted)), line)


def _cut(
    words: str, values: dict[str, nodes.Expr], line: int, *, is_html: bool
) -> Iterator[nodes.Expr]:
    """Cut *words* into constants and *values*."""
    constant, start = "", 0
    make = nodes.TemplateData if is_html else nodes.Const
    for found in _PIECE.finditer(words):
        constant += words[start : found.start()]
        start = found.end()
        if found[1]:
            constant += "%"
            continue
        if constant:
            yield make(constant, lineno=line)
        constant = ""
        yield values[found[2]]
    constant += words[start:]
    if constant:
        yield make(constant, lineno=line)

"""
Words that stand in a template as they are, and not by a catalog.

A template is laid out as HTML: its own text, and the texts that its expressions print.
What readers see of that, or hear, may hold no letter but inside of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import jinja2
from jinja2 import nodes

from commentariat.engine.words import FUNCTIONS

SPOKEN = {"alt", "aria-label", "aria-description", "label", "placeholder", "title"}
_UNSEEN = {"script", "style"}
# Attributes that a macro gives stand in its text, as if they were seen; the last may be
# for others to close.
_ATTRIBUTES = re.compile(r"""(?<![\w"])[\w:-]+="[^"]*(?:"|\Z)""")
_LETTER = re.compile(r"[^\W\d_]")
_FILLED = "\ue000"


def find_bare_words(text: str) -> list[str]:
    """List what a template of this *text* says by itself."""
    environment = jinja2.Environment(
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True
    )
    tree = environment.parse(text)
    page = _Page()
    page.feed("".join(_print(tree)))
    page.close()
    page.found += list(_arguments(tree))
    return page.found


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        for name, value in attrs:
            if name in SPOKEN:
                self._judge(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._judge(_ATTRIBUTES.sub("", data))

    def _judge(self, text: str) -> None:
        if _LETTER.search(text):
            self.found.append(text.replace(_FILLED, "…").strip())


def _print(node: nodes.Node) -> Iterator[str]:
    """Lay out what *node* prints, every way that it can go."""
    if isinstance(node, nodes.Output):
        for printed in node.nodes:
            yield from _say(printed)
        return
    for child in node.iter_child_nodes():
        yield from _print(child)


def _say(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Const):
        yield node.value if isinstance(node.value, str) else _FILLED
    elif isinstance(node, nodes.CondExpr):
        yield from _say(node.expr1)
        yield from _say(node.expr2) if node.expr2 else ()
    elif isinstance(node, nodes.Concat):
        for child in node.nodes:
            yield from _say(child)
    elif isinstance(node, nodes.BinExpr):
        yield from _say(node.left)
        yield from _say(node.right)
    elif isinstance(node, nodes.Filter) and node.node is not None:
        yield from _say(node.node)
    else:
        yield _FILLED


def _arguments(tree: nodes.Template) -> Iterator[str]:
    """List texts that are given to a macro to be said: they begin with a capital."""
    for given in tree.find_all(nodes.Assign):
        yield from _capital(given.node)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in FUNCTIONS:
            continue
        for one in (*call.args, *(keyword.value for keyword in call.kwargs)):
            yield from _capital(one)


def _capital(said: nodes.Node) -> Iterator[str]:
    words = "".join(_say(said))
    if words[:1].isupper():
        yield words.replace(_FILLED, "…")

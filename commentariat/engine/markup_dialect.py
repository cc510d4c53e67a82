"""
Markdown that a site turns on by its settings: each a row of `DIALECT`.

A row says by which signs a text may hold it: the native converter reads none of them, and
takes no such text. What Python-Markdown has an extension for is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from commentariat.config import MarkdownSettings
from commentariat.kinds import Kind, Message

if TYPE_CHECKING:  # it takes long to import, and not every body needs it
    from markdown.extensions import Extension


class Feature(msgspec.Struct, frozen=True):
    """A row: one thing that the settings turn on."""

    signs: re.Pattern[str]
    """Found in every text that is converted otherwise with it."""
    make: Callable[[], Extension]
    asked: tuple[str, ...] = ()
    """What of it `check` asks about where it is not turned on, as `OTHER_MARKUP` names it."""


def _stock(name: str, kind: str, **config: Any) -> Callable[[], Extension]:
    def make() -> Extension:
        from importlib import import_module

        found: Extension = getattr(import_module(name), kind)(**config)
        return found

    return make


def _own(name: str) -> Callable[[], Extension]:
    return _stock("commentariat.engine.markup_extensions", name)


DIALECT: Final[dict[str, Feature]] = {
    "strikethrough": Feature(re.compile("~~"), _own("Strikethrough"), ("~~",)),
    "task_lists": Feature(
        re.compile(r"\[[ xX]\]"), _own("TaskLists"), ("[ ]", "[x]", "[X]")
    ),
    "definition_lists": Feature(
        re.compile(r"^ {0,3}:", re.MULTILINE),
        _stock("markdown.extensions.def_list", "DefListExtension"),
        (":",),
    ),
    "bare_addresses": Feature(
        re.compile(r"(?<!\]\()(?<!<)https?://"), _own("BareAddresses")
    ),
    "admonitions": Feature(
        re.compile("!!!"),
        _stock("markdown.extensions.admonition", "AdmonitionExtension"),
        ("!!!",),
    ),
    "attributes": Feature(
        re.compile(r"\{"),
        _stock("markdown.extensions.attr_list", "AttrListExtension"),
        ("{:", "{."),
    ),
    "markdown_in_html": Feature(
        re.compile("<"),
        _stock("markdown.extensions.md_in_html", "MarkdownInHtmlExtension"),
    ),
    "smart_quotes": Feature(
        re.compile("[\"']"),
        _stock(
            "markdown.extensions.smarty",
            "SmartyExtension",
            smart_dashes=False,
            smart_ellipses=False,
        ),
    ),
    "figures": Feature(re.compile(r"!\["), _own("Figures")),
}
"""By the names of the settings."""


def turned_on(markdown: MarkdownSettings) -> Iterator[Feature]:
    """Give what is turned on."""
    for name, feature in DIALECT.items():
        if getattr(markdown, name):
            yield feature


def is_untouched(text: str, markdown: MarkdownSettings) -> bool:
    """Tell whether *text* is converted as if nothing were turned on."""
    return all(one.signs.search(text) is None for one in turned_on(markdown))


def ask_of(message: Message, markdown: MarkdownSettings) -> Message | None:
    """Say what would have the sign of *message* read; nothing where the site reads it."""
    if message.kind is not Kind.OTHER_MARKUP:
        return message
    sign = message.values[0]
    for name, feature in DIALECT.items():
        if sign in feature.asked:
            if getattr(markdown, name):
                return None
            return Kind.OTHER_MARKUP_SETTING.of(sign, name)
    return Kind.OTHER_SHORTCODE.of(sign) if sign.startswith("{{") else message

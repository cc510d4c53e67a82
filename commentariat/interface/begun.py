"""Catalogs of a site's own, begun and completed: entries to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from commentariat.archive.folders import INTERFACE
from commentariat.archive.text import plain_text
from commentariat.disk import read_whole, write_whole
from commentariat.errors import UsageError, raise_all
from commentariat.interface.catalog import (
    ENDING,
    ENGLISH,
    english_source,
    find_shipped,
    key_of,
)
from commentariat.interface.plural_rules import PluralRule, find_plural_rule
from commentariat.interface.po import parse_po
from commentariat.language_tags import LANGUAGE_TAG

_HEAD: Final = """\
# What readers of this site see, by the English of it; see docs/how-to/languages.md.
# Plural-Forms says which msgstr a number takes; gettext's manual has it for each language.
msgid ""
msgstr ""
"Language: {}\\n"
"Plural-Forms: nplurals={}; plural={};\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""
_UNKNOWN: Final = PluralRule(0, "EXPRESSION")
_PLURAL: Final = re.compile(r'^msgstr\[0\] ""(?:\nmsgstr\[\d\] "")*', re.M)
_SAID: Final = re.compile(
    r'^(msgstr(?:\[\d\])?) "(?:[^"\\]|\\.)*"(?:\n"(?:[^"\\]|\\.)*")*', re.M
)


def complete_words(site: Path, language: str) -> tuple[str, int]:
    """
    Put into the catalog of *language* of the site in the folder *site* what it lacks.

    Gives its path from the site, and how many entries were added. What stands in it
    stays as it is.

    Raises:
        UsageError: *language* is no tag, or its words are shipped.
        SourceError: the catalog cannot be read.
    """
    if not LANGUAGE_TAG.fullmatch(language):
        raise UsageError(
            f"expected the tag of a language such as pt-BR, not {language!r}"
        )
    label = f"{INTERFACE}/{language}{ENDING}"
    if shipped := find_shipped(language):
        raise UsageError(
            f"the words of {shipped!r} are shipped; write into {label} what your house says "
            "otherwise"
        )
    path = site / label
    text = plain_text(read_whole(path).decode("utf-8-sig")) if path.exists() else ""
    entries, problems = parse_po(text, label)
    raise_all(problems)
    had = {key_of(one.message, one.context) for one in entries}
    rule = find_plural_rule(language) or _UNKNOWN
    wanted = [
        _empty(block, rule) for key, block in _english_entries() if key not in had
    ]
    if wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = _HEAD.format(language, rule.forms or "INTEGER", rule.expression)
        before = [text.rstrip() if text.strip() else head.rstrip()]
        write_whole(str(path), ("\n\n".join((*before, *wanted)) + "\n").encode())
    return label, len(wanted)


def _empty(block: str, rule: PluralRule) -> str:
    """Leave the words of an entry to be filled in, with as many forms as *rule* has."""
    emptied = _SAID.sub(r'\1 ""', block)
    if not rule.forms:
        return emptied
    forms = "\n".join(f'msgstr[{number}] ""' for number in range(rule.forms))
    return _PLURAL.sub(forms, emptied)


def _english_entries() -> list[tuple[str, str]]:
    """List the entries of the English catalog as they are written, by their keys."""
    found = []
    for block in english_source().split("\n\n"):
        for entry in parse_po(block, ENGLISH)[0]:
            if entry.message:
                found.append((key_of(entry.message, entry.context), block.strip()))
    return found

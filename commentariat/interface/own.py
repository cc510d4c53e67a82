"""
The words of a site's own: catalogs beside its content, one a language.

They add to those that are shipped, and win over them. Such a file may come from anywhere:
no word of it becomes a tag that the English has not, and how plurals are told apart is
read as gettext reads it, and tried, before a page asks for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from gettext import c2py
from pathlib import Path
from typing import Final

from commentariat.archive.conflicts import find_conflicts
from commentariat.archive.folders import INTERFACE
from commentariat.archive.text import digest_bytes, plain_text
from commentariat.disk import read_whole
from commentariat.errors import (
    OpenPoint,
    Problem,
    SourceError,
    not_utf8,
    raise_all,
    unreadable,
)
from commentariat.interface.catalog import (
    ENDING,
    ENGLISH,
    NO_WORDS,
    Kept,
    KeptTable,
    OwnWords,
    Table,
    find_shipped,
    key_of,
    table_of,
)
from commentariat.interface.forms import judge_forms
from commentariat.interface.po import Entry, head_of, parse_po
from commentariat.kinds import Kind, Message
from commentariat.language_tags import LANGUAGE_TAG

_LARGEST: Final = 2**20  # bytes; the English one has a twentieth
_MOST_FORMS: Final = 6  # no language of CLDR has more
_PLURAL: Final = re.compile(
    r"nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*([^;]+?)\s*;?"
)
_TRIED: Final = (*range(1001), *(10**power for power in range(4, 10)))
_UNSHOWABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def read_own_words(site: Path, kept: Kept | None = None) -> OwnWords:
    """
    Read the catalogs of the site in the folder *site*, those *kept* from memory.

    Raises:
        SourceError: with every fault that was found.
    """
    folder = site / INTERFACE
    try:
        names = sorted(one for one in os.listdir(folder) if one.endswith(ENDING))
    except (FileNotFoundError, NotADirectoryError):
        return NO_WORDS
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            tables[name.removesuffix(ENDING)] = _read(folder / name, kept)
        except SourceError as fault:
            problems += fault.problems
    raise_all(problems)
    return OwnWords(tables)


def _read(path: Path, kept: Kept | None) -> Table:
    source, language = f"{INTERFACE}/{path.name}", path.name.removesuffix(ENDING)
    if not LANGUAGE_TAG.fullmatch(language):
        raise SourceError(Problem(source, 0, Kind.CATALOG_NAME.of(language + ENDING)))
    if not path.is_file():  # what is none may never end
        raise SourceError(Problem(source, 0, Kind.NO_FILE.of()))
    try:
        data = read_whole(path, _LARGEST)
        text = plain_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise SourceError(not_utf8(source, fault)) from None
    except OSError as fault:
        raise SourceError(unreadable(source, fault)) from None
    digest = digest_bytes(data)
    found = kept.get(language) if kept is not None else None
    if found is not None and found.digest == digest:
        return found.table
    table = make_table(text, language, source)
    if kept is not None:
        with suppress(OSError):  # it is made again
            kept.update({language: KeptTable(digest, table)})
    return table


def make_table(text: str, language: str, source: str) -> Table:
    """
    Make the table of the catalog *text* of a *language*.

    Raises:
        SourceError: with every fault that was found, in the order of lines.
    """
    raise_all(find_conflicts(text, source))
    entries, problems = parse_po(text, source)
    judge = _Judge(entries, language, source)
    table = judge.table()
    raise_all(sorted((*problems, *judge.problems)))
    return table


class _Judge:
    def __init__(self, entries: list[Entry], language: str, source: str) -> None:
        self.problems: list[Problem] = []
        self._entries = [one for one in entries if one.message]
        self._head = [one for one in entries if not one.message and not one.context]
        self._language, self._source = language, source
        self._english = table_of(ENGLISH).messages

    def table(self) -> Table:
        count, plural = self._plurals()
        messages: dict[str, tuple[str, ...]] = {}
        lines: dict[str, int] = {}
        for entry in self._entries:
            key = key_of(entry.message, entry.context)
            if key in lines:
                self._fault(
                    entry.line, Kind.CATALOG_TWICE.of(entry.message, lines[key])
                )
            lines.setdefault(key, entry.line)
            forms = self._forms(entry, count)
            if forms:
                messages[key] = forms
        return Table(self._language, plural, dict(sorted(messages.items())))

    def _plurals(self) -> tuple[int, str]:
        """Tell how many forms there are, and which of them a number takes."""
        said = dict(head_of(self._head)).get("plural-forms", "")
        line = self._head[0].line if self._head else 0
        found = _PLURAL.fullmatch(said)
        shipped = find_shipped(self._language)
        if shipped:
            plural = table_of(shipped).plural
            count = 1 + max(map(c2py(plural), _TRIED))
            if found and int(found[1]) != count:
                self._fault(line, Kind.CATALOG_COUNT.of(count, shipped, found[1]))
            return count, plural
        if not any(one.plural for one in self._entries):
            return 1, "0"
        reason = _judge_plural(found) if found else said or "none"
        if reason:
            self._fault(line, Kind.CATALOG_HEAD.of(reason))
            return 0, "0"
        assert found
        return int(found[1]), found[2]

    def _forms(self, entry: Entry, count: int) -> tuple[str, ...]:
        """Give the words of *entry*, nothing where it has none."""
        if entry.is_fuzzy or not any(entry.forms.values()):
            return ()
        known = self._english.get(key_of(entry.message, entry.context))
        if known and (len(known) > 1) != bool(entry.plural):
            wanted = "a msgid_plural" if len(known) > 1 else "no msgid_plural"
            self._fault(entry.line, Kind.CATALOG_PLURAL.of(wanted, entry.message))
            return ()
        total = count if entry.plural else 1
        if not count and entry.plural:
            return ()  # how many there should be nobody knows
        forms = [entry.forms.get(place, "") for place in range(total)]
        if len(entry.forms) != total or not all(forms):
            had = sum(map(bool, entry.forms.values()))
            message = Kind.CATALOG_FORMS.of(total, entry.message, had)
            self._fault(entry.line, message)
            return ()
        for _, message in judge_forms(entry.message, entry.plural, forms):
            self._fault(entry.line, message)
        for form in forms:
            if found := _UNSHOWABLE.search(form):
                self._fault(entry.line, Kind.UNSHOWABLE.of(f"{ord(found[0]):04X}"))
        return tuple(forms)

    def _fault(self, line: int, message: Message) -> None:
        self.problems.append(Problem(self._source, line, message))


def _judge_plural(found: re.Match[str]) -> str:
    """Tell what is wrong with how plurals are told apart; nothing where all is well."""
    count, expression = int(found[1]), found[2]
    if not 1 <= count <= _MOST_FORMS:
        return f"nplurals={count}"
    try:
        form_of = c2py(expression)
        for number in _TRIED:
            if not 0 <= (form := form_of(number)) < count:
                return f"of {number} it makes msgstr[{form}]"
    except (ValueError, ArithmeticError) as fault:
        return str(fault)
    return ""


def ask_of_words(own: OwnWords, languages: Iterable[str]) -> Iterator[OpenPoint]:
    """Ask for what catalogs of *languages* lack, where none that is shipped has it."""
    names = {own.name_for(one) for one in languages if not find_shipped(one)}
    wanted = table_of(ENGLISH).messages
    for name in sorted(filter(None, names)):
        lacking = wanted.keys() - own.tables[name].messages.keys()
        if lacking:
            message = Kind.CATALOG_INCOMPLETE.of(len(lacking), len(wanted), name)
            yield OpenPoint(f"{INTERFACE}/{name}{ENDING}", 0, message)

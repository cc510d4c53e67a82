"""
The words of the site in one language, as plain tables.

They are written as gettext catalogs, `en.po` beside this module, a text being known by
its English; what is read here is `en.json`, which is made of it, since parsing a catalog
takes longer than a build that has nothing to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from gettext import c2py
from pathlib import Path
from typing import Final, Protocol

import msgspec

from commentariat.language_tags import nearest_of

ENGLISH: Final = "en"
ENDING: Final = ".po"
"""Of catalogs as translators write them."""
_FOLDER = Path(__file__).parent
_CONTEXT: Final = "\x04"
"""Between a context and its text, as compiled catalogs of gettext have it."""

_FEWEST: Final = ("1000", "10000")

Forms = tuple[str, ...]
"""A text in the singular and all plurals of a language; one form where it has no number."""


class Table(msgspec.Struct, frozen=True):
    """What is kept of a catalog."""

    language: str
    plural: str
    """Which form a number `n` takes: the expression of `Plural-Forms`, in C."""
    messages: dict[str, Forms]
    """By `key_of` their English."""


def key_of(message: str, context: str = "") -> str:
    """Tell under what key *message* stands in a table."""
    return f"{context}{_CONTEXT}{message}" if context else message


def N_(message: str) -> str:
    """Leave *message* as it is: it is put into the catalogs, and said elsewhere."""
    return message


class Catalog:
    """
    The words of one language.

    The functions are gettext's own, and take besides the values of their placeholders:
    `gettext("Published in %(outlet)s", outlet=name)`. What the catalog does not have
    is given as it is written.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self.language = table.language
        self._messages = table.messages
        self._plural: Callable[[int], int] = c2py(table.plural)
        self._between = self.pgettext("between names", ", ")
        self._separator = self.pgettext("thousands separator", ",")
        # Translators: from which number on thousands are separated: 1,000, but 10 000
        fewest = self.pgettext("smallest number with a separator", "1000")
        self._fewest = int(fewest) if fewest in _FEWEST else 1000

    @cached_property
    def digest(self) -> str:
        """Digest all that it says."""
        return _digest(self._table)

    def form(self, context: str, message: str) -> str:
        """Find the words for *message*, which has no number, its placeholders open."""
        found = self._messages.get(key_of(message, context))
        return found[0] if found else message

    def form_of(self, context: str, singular: str, plural: str, number: int) -> str:
        """Find the words for what is said of *number*, their placeholders open."""
        found = self._messages.get(key_of(singular, context))
        if found is None:
            return singular if number == 1 else plural
        return found[self._place(number, len(found))]

    def _place(self, number: int, count: int) -> int:
        """Tell which of *count* forms *number* takes, whatever a site's catalog says."""
        try:
            return min(max(self._plural(number), 0), count - 1)
        except ArithmeticError:
            return 0

    def gettext(self, message: str, /, **values: object) -> str:
        """Say *message*."""
        return self.form("", message) % values

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Say *message* as it is meant in *context*, where one word means two things."""
        return self.form(context, message) % values

    def ngettext(
        self, singular: str, plural: str, number: int, /, **values: object
    ) -> str:
        """Say *singular* or *plural* of *number*, which is `%(num)s` in them."""
        return self.npgettext("", singular, plural, number, **values)

    def npgettext(
        self, context: str, singular: str, plural: str, number: int, /, **values: object
    ) -> str:
        """Say it likewise as it is meant in *context*."""
        form = self.form_of(context, singular, plural, number)
        return form % ({"num": self.number(number)} | values)

    def number(self, number: int) -> str:
        """Write a whole *number* as the language does: `9,357`."""
        if number < self._fewest:
            return str(number)
        return f"{number:,}".replace(",", self._separator)

    @property
    def grouping(self) -> tuple[str, int]:
        """Tell what parts thousands, and from which number on."""
        return self._separator, self._fewest

    def names(self, names: Iterable[str]) -> str:
        """Write *names* one after the other: `Ana Ruiz, Li Wei`."""
        return self._between.join(names)


class OwnWords(msgspec.Struct, frozen=True, dict=True):
    """Catalogs of a site's own, by language; without any, of a site that has none."""

    tables: dict[str, Table] = {}

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.tables)

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """Digest all that they say."""
        return _digest(self.tables)

    def name_for(self, language: str) -> str:
        """
        Name the one that has words of *language*; empty without one.

        One of another country serves where none that is shipped does.
        """
        if not self.tables:
            return ""
        near = nearest_of(language, self.tables, or_sibling=False)
        if near or find_shipped(language):
            return near
        return nearest_of(language, self.tables)


NO_WORDS: Final = OwnWords()


class KeptTable(msgspec.Struct, frozen=True):
    """The table of a catalog, kept from one build to the next."""

    digest: str
    """Of the file that it was made of."""
    table: Table


class Kept(Protocol):
    """Tables of a site's own by language."""

    def get(self, key: str, /) -> KeptTable | None: ...

    def update(self, changes: Mapping[str, KeptTable | None], /) -> None: ...


@cache
def load_catalog(language: str, own: OwnWords = NO_WORDS) -> Catalog:
    """
    Load the words of *language*, a tag as `pt-BR`; those of English where none has it.

    Words of a site's *own* lie over those that are shipped. `zh-Hant-TW` has those of
    `zh-Hant` where there are none of its own, but not of `zh`, which is another script.
    """
    shipped, name = find_shipped(language), own.name_for(language)
    if not name:
        return Catalog(table_of(shipped or ENGLISH))
    if not shipped:
        return Catalog(own.tables[name])
    table = table_of(shipped)
    messages = table.messages | own.tables[name].messages
    return Catalog(msgspec.structs.replace(table, messages=messages))


def name_of_catalog(language: str, own: OwnWords = NO_WORDS) -> str:
    """
    Name the catalog that has words of *language*; empty where there is none.

    Two languages with one name are said in the same words.
    """
    return _name_of(language, own, _FOLDER)


@cache
def _name_of(language: str, own: OwnWords, _folder: Path) -> str:
    return own.name_for(language) or find_shipped(language)


def find_shipped(language: str) -> str:
    """Name the catalog that is shipped with words of *language*; empty without one."""
    names = {path.stem for path in _FOLDER.glob("*.json")}
    return nearest_of(language, names)


def english_source() -> str:
    """Read the English catalog as translators have it."""
    return (_FOLDER / f"{ENGLISH}{ENDING}").read_text("utf-8")


def table_of(name: str) -> Table:
    """Read the table of the catalog that is shipped as *name*."""
    data = (_FOLDER / f"{name}.json").read_bytes()
    return msgspec.json.decode(data, type=Table)


def _digest(value: object) -> str:
    data = msgspec.msgpack.encode(value)
    return hashlib.blake2b(data, digest_size=16).hexdigest()

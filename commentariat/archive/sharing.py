"""What records have alike, kept once in memory: an archive has few languages, days, names."""

from __future__ import annotations

from sys import intern
from typing import TypeVar

from msgspec.structs import force_setattr

from commentariat.archive.model import Article, Item, PageFile, TermFile

Kept = TypeVar("Kept", bound=Article | TermFile | PageFile | Item)


class Sharing:
    """Lets records that were just made share what they have alike with those before."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        """Runs of one name, which most are, by that."""

    def share(self, record: Kept, digest: str, body_key: str) -> Kept:
        """
        Give *record*, which nobody else has yet, with parts that are equal to what they were.

        Its *digest* and *body_key* are those that are at hand already, if they are its own.
        """
        if record.digest == digest:
            force_setattr(record, "digest", digest)
        if record.body_key == body_key:
            force_setattr(record, "body_key", body_key)
        if isinstance(record, Article):
            force_setattr(record, "language", intern(record.language))
            force_setattr(record, "date", intern(record.date))
            terms, one = record.terms, self._one
            for facet, names in terms.items():
                terms[facet] = one(names[0]) if len(names) == 1 else _each(names)
        return record

    def _one(self, name: str) -> tuple[str, ...]:
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = (intern(name),)
        return found


def _each(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(intern, names))

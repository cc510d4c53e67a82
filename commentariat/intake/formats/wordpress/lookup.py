"""What a container says of things that its posts name: people, pictures, other posts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

LONGEST: Final = 20_000
"""Signs that are kept of one thing."""


class Attachment(msgspec.Struct, frozen=True):
    """A file that posts show."""

    address: str
    alt: str = ""
    caption: str = ""
    """As HTML."""


class Person(msgspec.Struct, frozen=True):
    """A user, or somebody who only writes."""

    name: str
    bio: str = ""
    """As HTML."""


class Lookup:
    """Reads what `gather` learnt, and notes what was asked."""

    def __init__(self, found: Mapping[str, str]) -> None:
        """Read *found*, the entries of a container."""
        self.found = found

    def attachment(self, number: str) -> Attachment | None:
        """Find an attachment by its id."""
        values = self._values("file", number)
        return Attachment(*values[:3]) if values and values[0] else None

    def attached_to(self, post: str) -> list[str]:
        """List the ids of the pictures that were put into a post."""
        return [one for one in self.found.get(f"of:{post}", "").split(",") if one]

    def person(self, key: str) -> Person | None:
        """Find a person by login, by id, or by the name that addresses have."""
        values = self._values("who", key) or self._values("who", nice_name(key))
        return Person(*values[:2]) if values else None

    def term(self, number: str) -> tuple[str, str, str] | None:
        """Find a term by its id: taxonomy, name, name in addresses."""
        values = self._values("term", number)
        return (values[0], values[1], values[2]) if len(values) > 2 else None

    def address(self, post: str) -> str:
        """Find where another post stands."""
        return self.found.get(f"at:{post}", "")

    def block(self, number: str) -> str:
        """Find the text of a block that several posts hold."""
        return self.found.get(f"block:{number}", "")

    def translations(self, post: str) -> list[tuple[str, str]]:
        """List language and id of the same piece in other languages."""
        group = self.found.get(f"group:{post}", "")
        values = self._values("translations", group) if group else []
        pairs = list(zip(values[::2], values[1::2], strict=False))
        return [one for one in pairs if one[1] != post]

    def _values(self, kind: str, key: str) -> list[str]:
        said = self.found.get(f"{kind}:{key}", "")
        return [str(one) for one in json.loads(said)] if said else []


def pack(*values: str) -> str:
    """Write the values of one entry."""
    return json.dumps([one[:LONGEST] for one in values], ensure_ascii=False)


def nice_name(login: str) -> str:
    """Write a login as addresses have it, and as authors' terms do behind `cap-`."""
    name = login.removeprefix("cap-").lower()
    return "-".join(
        filter(None, "".join(c if c.isalnum() else "-" for c in name).split("-"))
    )


def digest_of(found: Mapping[str, str], keys: Iterable[str]) -> str:
    """Write what *found* says of *keys*, for a digest."""
    known = {key: found[key] for key in keys if key in found}
    for key in [one for one in known if one.startswith("group:")]:
        group = found.get(f"translations:{known[key]}", "")
        known[f"translations:{known[key]}"] = group
        for one in json.loads(group) if group else ():
            known[f"at:{one}"] = found.get(f"at:{one}", "")
    return repr(sorted(known.items()))

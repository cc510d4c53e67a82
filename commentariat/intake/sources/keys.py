"""The keys of raw metadata, and the keys of front matter that they feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import msgspec

from commentariat.archive.model import Key, Shape
from commentariat.archive.schema import Schema
from commentariat.facets import DEFAULT_FACETS, Facet
from commentariat.fields import FieldKind

Metadata: TypeAlias = "dict[str, Any]"  # foreign data: judged elsewhere
Told: TypeAlias = "dict[str, tuple[str, ...]]"
"""What metadata tell, by key of front matter, as they word it."""

CODE: Final = ""
"""In place of a key of front matter: a code of the page, kept under `codes`."""
CRAWL_KEYS: Final = {
    "authors": "authors",
    "centers": "centers",
    "primaryCenter": "primary_center",
    "regions": "regions",
    "topics": "topics",
    "programs": "programs",
    "projects": "projects",
    "collections": "collections",
    "type": "type",
    "blog": "series",
    "centerAffiliationAll": CODE,
    "englishNewsletterAll": CODE,
    "nonEnglishNewsletterAll": CODE,
    "programAffiliation": CODE,
}
"""Those of the block in crawled pages."""


class RawKeys(msgspec.Struct, frozen=True):
    """The keys of raw metadata that a site knows, and what their values are."""

    targets: dict[str, str]
    """Key of front matter, or `CODE`, by key of raw metadata."""
    signs: tuple[str, ...]
    """
    Keys of raw metadata that tell a block of it from other objects in a text.

    The others, such as `title`, are the words of many.
    """
    lists: tuple[str, ...]
    """Targets that take several texts."""
    flags: tuple[str, ...]
    """Targets that JSON has values of its own for: true and false."""
    numbers: tuple[str, ...]
    """Likewise, numbers."""
    names: tuple[str, ...]
    """Targets whose values are names: every word in them is whole."""
    tags: tuple[str, ...]
    """Targets whose values pages list under the text."""

    def tell(self, metadata: Metadata) -> tuple[Told, list[str]]:
        """
        Sort the values of *metadata* by what they tell.

        Gives with them the keys that could not be placed: unknown ones, values of
        another kind, a second value where there can be one. What a key says under
        the very name of the one in front matter is second to what others say of it.
        """
        told: Told = {}
        left: list[str] = []
        for name in sorted(metadata, key=lambda name: name not in self.signs):
            target = self.targets.get(name)
            if target is None:
                left.append(name)
                continue
            texts = self.texts_of(target, metadata[name])
            if texts is None:
                left.append(name)
            elif target in self.lists:
                told[target] = (*told.get(target, ()), *texts)
            elif target != CODE and texts:
                if len(texts) == 1 and told.setdefault(target, texts) == texts:
                    continue
                left.append(name)
        return told, left

    def texts_of(self, target: str, value: Any) -> tuple[str, ...] | None:
        """Take a text, or a list of texts; None where it is something else."""
        if value is None or value == "":
            return ()
        values = value if isinstance(value, list) else [value]
        texts = [self.text_of(target, one) for one in values]
        found = tuple([one for one in texts if one is not None])
        return found if len(found) == len(texts) else None

    def text_of(self, target: str, value: Any) -> str | None:
        """Take a text, or what JSON has for one; None where it is something else."""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return str(value).lower() if target in self.flags else None
        is_number = isinstance(value, int | float) and target in self.numbers
        return str(value) if is_number else None

    def feeding(self, target: str, metadata: Metadata) -> list[str]:
        """List the keys of *metadata* that feed *target*."""
        return [name for name in metadata if self.targets.get(name) == target]


def make_raw_keys(
    facets: Iterable[Facet], keys: Mapping[str, Key], own: Mapping[str, str]
) -> RawKeys:
    """
    List the keys of raw metadata in an archive that has *facets*.

    *keys* are those of front matter; *own* are further ones, by the raw key that
    feeds them. A key that metadata may tell is fed by one of the same name, too.
    """
    facets = [facet for facet in facets if not facet.is_of_date]
    told = {key.name: key.name for key in keys.values() if key.is_told}
    named = [facet for facet in facets if not facet.labels]
    return RawKeys(
        told | CRAWL_KEYS | dict(own),
        tuple({**{one.key: "" for one in facets}, **CRAWL_KEYS, **own}),
        tuple(key.name for key in keys.values() if _is_list(key)),
        tuple(
            key.name
            for key in keys.values()
            if key.shape == Shape.FLAG or is_of(key, FieldKind.FLAG)
        ),
        tuple(key.name for key in keys.values() if is_of(key, FieldKind.NUMBER)),
        tuple(key for one in named for key in (one.key, one.main_key) if key),
        tuple(facet.key for facet in facets if facet.foot == 1),
    )


def is_of(key: Key, kind: FieldKind) -> bool:
    """Tell whether *key* is that of a site's own field of that *kind*."""
    return key.own is not None and key.own.kind == kind


def _is_list(key: Key) -> bool:
    return key.own.is_many if key.own else key.shape in _LISTS


_LISTS: Final = (Shape.TEXTS, Shape.ADDRESSES)
DEFAULT_KEYS: Final = make_raw_keys(DEFAULT_FACETS, Schema().article_keys.rows, {})

"""Pieces of an old site that are one in several languages: which translates which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from commentariat.migration.common import text
from commentariat.migration.model import Fields, OldSite, Piece, Role

KEYS: Final = frozenset(
    "translationkey translation_key translation_id lang_ref lang-ref ref page_id i18n_id "
    "translation".split()
)
"""Keys by which sites say what is the same in every language, or a translation."""
_LANGUAGES: Final = ("lang", "language", "locale")


def group_said(fields: Fields) -> str:
    """Give what front matter says to be the same in every language; empty: nothing."""
    low = {key.lower(): text(value) for key, value in fields.items()}
    return next(
        (low[key] for key in sorted(KEYS - {"translation"}) if low.get(key)), ""
    )


def originals_of(site: OldSite, dates: Mapping[str, str]) -> dict[str, str]:
    """
    Find the piece that each translation is of, by the paths of both.

    The original of a group is that in the language of the site, else the earliest by
    *dates*. Of a group with two pieces in one language nobody can tell.
    """
    groups: dict[str, list[Piece]] = {}
    for piece in site.pieces:
        if piece.group and piece.role == Role.ARTICLE:
            groups.setdefault(piece.group, []).append(piece)
    found: dict[str, str] = {}
    for pieces in groups.values():
        languages = [_language(one, site) for one in pieces]
        if len(pieces) < 2 or len({*languages}) < len(pieces):
            continue
        first, *others = _in_order(pieces, site, dates)
        found |= {one.source: first.source for one in others}
    return found


def _language(piece: Piece, site: OldSite) -> str:
    low = {key.lower(): text(value) for key, value in piece.fields.items()}
    said = next((low[key] for key in _LANGUAGES if low.get(key)), "")
    return (said or piece.language or site.language).partition("-")[0].lower()


def _in_order(
    pieces: Iterable[Piece], site: OldSite, dates: Mapping[str, str]
) -> list[Piece]:
    return sorted(
        pieces,
        key=lambda one: (
            _language(one, site) != site.language,
            dates.get(one.source) or "9",
            one.source,
        ),
    )

"""Edits of articles that show on no page but the article's own: the usual ones."""

from __future__ import annotations

import msgspec

from commentariat.archive.model import Article


def shows_alone(new: Article, old: Article) -> bool:
    """
    Tell whether no other page can be another once *new* is in the place of *old*.

    What listings, neighbors and links show of an article is in its fields, and what
    import looks at too.
    """
    return not old.withdrawn and _listed(new, old) == old


def _listed(new: Article, old: Article) -> Article:
    """Give *new* with all that no other page shows as it is in *old*."""
    return msgspec.structs.replace(
        new,
        digest=old.digest,
        body_key=old.body_key,
        body_line=old.body_line,
        detail=old.detail,
    )

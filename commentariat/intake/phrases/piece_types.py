"""The kinds of pieces, as pages call them."""

from __future__ import annotations

import re
from typing import Final

TYPE_LABELS: Final = frozenset(
    {
        "Article",
        "Blog Post",
        "Book",
        "Brief",
        "Campaign",
        "Collection",
        "Commentary",
        "Essay",
        "Event",
        "Guide",
        "In The Media",
        "In the Media",
        "Interview",
        "Issue Brief",
        "Letter",
        "Multimedia",
        "Newsletter",
        "Op-Ed",
        "Other",
        "Paper",
        "Podcast",
        "Policy Brief",
        "Press Release",
        "Q&A",
        "Report",
        "Research",
        "Review",
        "Speech",
        "Testimony",
        "Video",
        "Working Paper",
        "Комментарий",
        "Статья",
        "Интервью",
        "Доклад",
        "تعليق",
        "مقال",
        "ورقة",
    }
)
# The longest first: `Working Paper` before `Paper`.
_LABELS_BY_LENGTH: Final = tuple(sorted(TYPE_LABELS, key=lambda label: -len(label)))


def split_type(bullet: str) -> tuple[str, str | None]:
    """
    Split `Votes CountCommentary` into title and type, where the type is known.

    Only glue tells a type from a title that ends with the same word. A type in small
    letters may be glued to the front: `commentaryVotes Count`.
    """
    for label in _LABELS_BY_LENGTH:
        if bullet.endswith(label):
            title = bullet[: -len(label)]
            if not title:
                return "", label
            if not title[-1].isspace():
                return title, label
    front = _FRONT.match(bullet)
    return (bullet[front.end() :], front[0]) if front else (bullet, None)


_FRONT: Final = re.compile(
    rf"(?:{'|'.join(re.escape(label.lower()) for label in _LABELS_BY_LENGTH)})"
    r"(?=[^\W\d_a-zа-яё])"
)

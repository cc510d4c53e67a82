"""Lines that pages have in fixed words: headings, switches, placeholders."""

from __future__ import annotations

from typing import Final

from commentariat.intake.phrases.names import fold

_LONGEST: Final = 40  # characters


def _folded(*lines: str) -> frozenset[str]:
    return frozenset(map(fold, lines))


def says(line: str, wanted: frozenset[str]) -> bool:
    """Whether *line* is one of those *wanted*, whatever its case, a colon behind it."""
    return len(line) < _LONGEST and fold(line).rstrip(":") in wanted


ABOUT_AUTHOR: Final = _folded(
    "about the author",
    "about the authors",
    "about the speakers",
    "about the editor",
    "about the editors",
    "à propos de l’auteur",
    "sobre el autor",
    "sobre o autor",
    "über den autor",
    "yazar hakkında",
    "про автора",
    "про авторку",
    "про авторів",
    "об авторе",
    "об авторах",
    "عن الكاتب",
    "عن المؤلف",
    "عن المؤلفين",
    "نبذة عن الكاتب",
    "عن الكتاب",
    "درباره نویسنده",
    "关于作者",
    "關於作者",
)
"""A heading above the biographies."""
AUTHORS: Final = _folded(
    "author",
    "authors",
    "contributors",
    "auteur",
    "auteurs",
    "autor",
    "autora",
    "autores",
    "autoren",
    "автор",
    "авторы",
    "автори",
    "المؤلف",
    "المؤلفون",
    "الكاتب",
)
"""A heading above the authors, which is no line of the body."""
SPEAKERS: Final = _folded(
    "speakers",
    "featured speakers",
    "participants",
    "panelists",
    "panellists",
    "featuring",
    "moderator",
    "moderators",
    "chair",
    "discussants",
    "модератор",
    "выступающие",
    "участники",
    "спикеры",
    "المتحدثون",
    "المشاركون",
)
"""A heading above the speakers at an event."""
RECENT_WORK: Final = _folded(
    "recent work",
    "recent works",
    "последние публикации",
    "недавние публикации",
    "последние работы",
    "недавние работы",
    "новые публикации",
    "أعمال حديثة",
    "أحدث الأعمال",
    "آخر الأعمال",
)
"""A heading above what the authors wrote last."""
PLACEHOLDER: Final = _folded(
    "required image",
    "image required",
)
"""Stands where a picture is to come."""
LINK_COPIED: Final = _folded(
    "link copied",
    "ссылка скопирована",
    "تم نسخ الرابط",
)
"""What a page says when its address was copied."""
HERO_IMAGE: Final = _folded(
    "program mobile hero image",
)
"""Stands for the picture of a program's card."""
LEARN_MORE: Final = _folded(
    "learn more",
    "подробнее",
    "اعرف المزيد",
)
"""The last line of a program's card."""

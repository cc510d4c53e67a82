"""The fixed words of the pages: labels, markers, kinds of pieces."""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.names import fold
from commentariat.intake.wordlists import word_set

_LONGEST_SOURCE: Final = 200
_SOURCE: Final = re.compile(
    r"(?:Source|Sources|Источник|Джерело|المصدر|Quelle|Fuente|Fonte|Kaynak|来源|來源)"
    r"\s?[:：]\s*(.*)"
)
_PLACEHOLDERS: Final = frozenset({"required image", "image required"})
_AGENCIES: Final = word_set(
    "getty ap afp reuters istock istockphoto shutterstock flickr wikimedia alamy epa "
    "tass xinhua unsplash images image photo photos picture pictures"
)
_ABOUT: Final = frozenset(
    map(
        fold,
        {
            "about the author",
            "about the authors",
            "about the speakers",
            "об авторе",
            "об авторах",
            "عن الكاتب",
            "عن المؤلف",
            "عن المؤلفين",
            "نبذة عن الكاتب",
            "عن الكتاب",
        },
    )
)
_RECENT: Final = frozenset(
    map(fold, {"recent work", "recent works", "последние публикации", "أعمال حديثة"})
)
_MORE_WORK: Final = re.compile(
    r"(?:More Work from|Другие работы|Ещё работы|المزيد من أعمال)\s+(\S.*)"
)
_LINK_COPIED: Final = frozenset(
    map(fold, {"link copied", "ссылка скопирована", "تم نسخ الرابط"})
)
_HERO_IMAGE: Final = frozenset({"program mobile hero image"})
_LEARN_MORE: Final = frozenset(map(fold, {"learn more", "подробнее", "اعرف المزيد"}))
_BYLINE: Final = re.compile(r"(?:By|Автор|Авторы|بقلم)[ :]\s*(\S.*)")
_PUBLISHED: Final = re.compile(
    r"(?:Published on|Published|Опубликовано|نُ?شر في)[ :]\s*(\S.*)"
)
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


def read_source(line: str) -> str | None:
    """Take what stands after `Source:`, in the languages of the archive."""
    if len(line) > _LONGEST_SOURCE:
        return None
    match = _SOURCE.fullmatch(line)
    return match[1] if match else None


def is_placeholder(line: str) -> bool:
    return len(line) < 20 and fold(line) in _PLACEHOLDERS


def names_agency(source: str) -> bool:
    """Whether a source is one of pictures, not of articles."""
    words = re.split(r"[\W_]+", source.casefold())
    return not _AGENCIES.isdisjoint(words)


def is_about_author(line: str) -> bool:
    return len(line) < 40 and fold(line).rstrip(":") in _ABOUT


def is_recent_work(line: str) -> bool:
    return len(line) < 40 and fold(line).rstrip(":") in _RECENT


def read_more_work(line: str) -> str | None:
    """Take the center from `More Work from CENTER`."""
    match = _MORE_WORK.fullmatch(line) if len(line) <= 200 else None
    return match[1] if match else None


def is_link_copied(line: str) -> bool:
    return len(line) < 40 and fold(line) in _LINK_COPIED


def is_hero_image(line: str) -> bool:
    return len(line) < 40 and fold(line) in _HERO_IMAGE


def is_learn_more(line: str) -> bool:
    return len(line) < 40 and fold(line) in _LEARN_MORE


def read_byline(line: str) -> str | None:
    """Take the names from `By A and B`."""
    match = _BYLINE.fullmatch(line) if len(line) <= 600 else None
    return match[1] if match else None


def read_published(line: str) -> str | None:
    """Take the words of the date from `Published on Sep 10, 2008`."""
    match = _PUBLISHED.fullmatch(line) if len(line) <= 80 else None
    return match[1] if match else None


def split_type(bullet: str) -> tuple[str, str | None]:
    """
    Split `Votes CountCommentary` into title and type, where the type is known.

    Only glue tells a type from a title that ends with the same word.
    """
    for label in _LABELS_BY_LENGTH:
        if bullet.endswith(label):
            title = bullet[: -len(label)]
            if not title:
                return "", label
            if not title[-1].isspace():
                return title, label
    return bullet, None

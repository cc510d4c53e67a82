"""The fixed words of the pages: labels, markers, kinds of pieces."""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.phrases.names import fold
from commentariat.intake.phrases.wordlists import word_set

_LONGEST_SOURCE: Final = 200
_SOURCE: Final = re.compile(
    r"(?:Source|Sources|SOURCE|source|Источник|Джерело|المصدر|مصدر|منبع|ماخذ|Quelle|Fuente"
    r"|Fonte|Kaynak|Bron|Źródło|Zdroj|Kilde|Källa|Mənbə|Πηγή|מקור|წყარო|Աղբյուր|स्रोत"
    r"|Sumber|Nguồn|来源|來源|出典|출처)\s?[:：]\s*(.*)"
)
_CREDIT: Final = re.compile(
    r"(?:Photo|Image|Picture|Credit|Photo credit|Image credit|Photograph|Фото|الصورة)"
    r"(?:\s?[:：]\s*| by )\S.*|\((?:Photo|Image|Picture|Photograph) by .*\)",
    re.IGNORECASE,
)
_LONGEST_CREDIT: Final = 160
# What the source of a chart is, and no outlet: it stands in the body.
_OF_CHART: Final = re.compile(
    r"[Cc]alculation|[Ee]stimate|[Cc]ompil|\bdata\b|\bdatabase\b|[Aa]uthors?[’']|\.$"
)
_ENDS_OUTLET: Final = ("Inc.", "Co.", "Ltd.", "U.S.", "D.C.")
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
        },
    )
)
_SPEAKERS: Final = frozenset(
    map(
        fold,
        {
            "speakers", "featured speakers", "participants", "panelists", "panellists",
            "featuring", "moderator", "выступающие", "участники", "спикеры",
            "المتحدثون", "المشاركون",
        },
    )
)  # fmt: skip
_RECENT: Final = frozenset(
    map(
        fold,
        {
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
        },
    )
)
_MORE_WORK: Final = re.compile(
    r"(?:More Work from|Другие (?:работы|публикации|материалы)(?: от)?"
    r"|(?:Ещё|Еще|Больше) (?:работ|публикаций|материалов)(?: от)?|Ещё работы"
    r"|المزيد من أعمال|المزيد من)\s+(\S.*)"
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


def is_credit(line: str) -> bool:
    """Whether a line names the source of a picture in other words than `Source:`."""
    if len(line) > _LONGEST_CREDIT:
        return False
    words = set(_words(line))
    is_agency = bool(words) and words <= _AGENCIES and len(line) < 40
    return is_agency or _CREDIT.fullmatch(line) is not None


def names_outlet(source: str) -> bool:
    """Whether a source may have published the piece: not one of a chart's data."""
    return source.endswith(_ENDS_OUTLET) or _OF_CHART.search(source) is None


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text.casefold()) if word]


def is_placeholder(line: str) -> bool:
    return len(line) < 20 and fold(line) in _PLACEHOLDERS


def names_agency(source: str) -> bool:
    """Whether a source is one of pictures, not of articles."""
    return not _AGENCIES.isdisjoint(_words(source))


def is_about_author(line: str) -> bool:
    return len(line) < 40 and fold(line).rstrip(":") in _ABOUT


def is_speakers(line: str) -> bool:
    """Whether a line is a heading above the speakers at an event."""
    return len(line) < 40 and fold(line).rstrip(":") in _SPEAKERS


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

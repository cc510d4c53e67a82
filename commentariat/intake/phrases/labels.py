"""Labels at the beginning of a line, and what stands behind them."""

from __future__ import annotations

import re
from typing import Final

_LONGEST_SOURCE: Final = 200
_LONGEST_BYLINE: Final = 600
_LONGEST_DATE: Final = 80
_SOURCE: Final = re.compile(
    r"(?:Source|Sources|SOURCE|source|Источник|Джерело|المصدر|مصدر|منبع|ماخذ|Quelle|Fuente"
    r"|Fonte|Kaynak|Bron|Źródło|Zdroj|Kilde|Källa|Mənbə|Πηγή|מקור|წყარო|Աղբյուր|स्रोत"
    r"|Sumber|Nguồn|来源|來源|出典|출처)\s?[:：]\s*(.*)"
)
_MORE_WORK: Final = re.compile(
    r"(?:More Work from|Другие (?:работы|публикации|материалы)(?: от)?"
    r"|(?:Ещё|Еще|Больше) (?:работ|публикаций|материалов)(?: от)?|Ещё работы"
    r"|المزيد من أعمال|المزيد من)\s+(\S.*)"
)
_BYLINE: Final = re.compile(r"(?:By|Автор|Авторы|بقلم)[ :]\s*(\S.*)")
_PUBLISHED: Final = re.compile(
    r"(?:Published on|Published|Опубликовано|نُ?شر في)[ :]\s*(\S.*)"
)


def read_source(line: str) -> str | None:
    """Take what stands after `Source:`, in the languages of the archive."""
    match = _SOURCE.fullmatch(line) if len(line) <= _LONGEST_SOURCE else None
    return match[1] if match else None


def read_more_work(line: str) -> str | None:
    """Take the center from `More Work from CENTER`."""
    match = _MORE_WORK.fullmatch(line) if len(line) <= _LONGEST_SOURCE else None
    return match[1] if match else None


def read_byline(line: str) -> str | None:
    """Take the names from `By A and B`."""
    match = _BYLINE.fullmatch(line) if len(line) <= _LONGEST_BYLINE else None
    return match[1] if match else None


def read_published(line: str) -> str | None:
    """Take the words of the date from `Published on Sep 10, 2008`."""
    match = _PUBLISHED.fullmatch(line) if len(line) <= _LONGEST_DATE else None
    return match[1] if match else None

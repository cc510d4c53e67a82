"""Lines that pages have around a text, in the languages of archives."""

from __future__ import annotations

import re
from typing import Final

from commentariat.archive.text import fold
from commentariat.intake.formats.html.datelines import find_date

_LONGEST: Final = 80


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(one) for one in text.split("|"))


_FURNITURE: Final = _folded(
    "undated|no date|date unknown|без даты|sans date|ohne datum|"
    "share|share this|share this article|share this post|share this page|share on|tweet|"
    "share on facebook|share on twitter|share on linkedin|share on x|facebook|twitter|"
    "linkedin|whatsapp|telegram|pinterest|reddit|email|e-mail|email this|print|print this|"
    "print this page|printer friendly|printer-friendly version|pdf|download pdf|copy link|"
    "link copied|save|bookmark|advertisement|advertising|ad|sponsored|subscribe|"
    "subscribe now|sign up|log in|sign in|skip to content|skip to main content|menu|search|"
    "close|loading|loading…|back to top|top|next|previous|next post|previous post|"
    "next article|previous article|read more|continue reading|more|click to enlarge|"
    "leave a comment|leave a reply|no comments|comments|add comment|post a comment|reply|"
    "view comments|comments are closed|edit|listen|listen to this article|follow us|"
    "follow|like|donate|home|story continues below advertisement|article continues below|"
    "continue reading the main story|teilen|drucken|kommentare|werbung|anzeige|weiterlesen|"
    "partager|imprimer|publicité|commentaires|lire la suite|compartir|imprimir|publicidad|"
    "comentarios|leer más|condividi|stampa|поделиться|печать|распечатать|реклама|"
    "комментарии|читать далее|вверх|наверх|версия для печати|مشاركة|شارك|طباعة|إعلان|"
    "التعليقات|اقرأ المزيد|分享|打印|评论|广告|返回顶部"
)
_SURE: Final = _folded(
    "related articles|related posts|related content|related stories|related publications|"
    "related commentary|related analysis|related research|related news|related work|"
    "you may also like|you might also like|you may also be interested in|"
    "you might also enjoy|read next|up next|what to read next|more from this author|"
    "more by this author|more stories|more articles|more posts|more news|more like this|"
    "latest news|latest articles|latest posts|recent posts|recent articles|most read|"
    "most popular|popular posts|trending now|recommended for you|recommended reading|"
    "leave a comment|leave a reply|post navigation|post a comment|join the conversation|"
    "sign up for our newsletter|subscribe to our newsletter|stay connected|stay informed|"
    "ähnliche artikel|ähnliche beiträge|verwandte artikel|weitere artikel|weitere beiträge|"
    "weitere themen|weitere meldungen|empfohlene beiträge|empfohlene artikel|"
    "das könnte sie auch interessieren|das könnte dich auch interessieren|"
    "die meistgelesenen artikel|articles similaires|articles liés|à lire aussi|"
    "sur le même sujet|à découvrir|artículos relacionados|noticias relacionadas|"
    "temas relacionados|le puede interesar|te puede interesar|artigos relacionados|"
    "leia também|articoli correlati|leggi anche|похожие статьи|похожие материалы|"
    "читайте также|материалы по теме|ещё по теме|другие материалы|схожі матеріали|"
    "читайте також|مقالات ذات صلة|مواضيع ذات صلة|اقرأ أيضا|相关文章|相关阅读|相关新闻|延伸阅读|"
    "関連記事|ilgili yazılar|powiązane artykuły|zobacz także|czytaj także|czytaj też|"
    "inne artykuły autora"
)
"""Headings above other pieces, whatever stands below them."""
_RELATED: Final = _SURE | _folded(
    "related|related topics|related reading|related links|read more|read also|more|"
    "more on this topic|latest|popular|trending|recommended|see also our|share this|"
    "share this article|share this post|share|comments|subscribe|newsletter|follow us|"
    "contact us|about us|tags|categories|topics|filed under|mehr zum thema|mehr zum artikel|"
    "weiterführende informationen|weitere informationen|kontakt|по теме|комментарии|المزيد"
)
_OF_LENGTH: Final = re.compile(
    r"(?:\W*(?:[\d,.\u00a0\u202f]+\s*(?:words?|min(?:ute|uten|utes|uti|utos|\.)?s?|wörter|wort|mots?|palabras?|"
    r"слов[ао]?|слів|минут\w?|хвилин\w?|كلمات|كلمة|دقائق|دقيقة|词|分钟)"
    r"(?:\s+(?:read|to read|lesezeit|de lecture|de lectura))?"
    r"|(?:كلمة|دقيقة) واحدة|كلمتان|دقيقتان)\W*){1,2}",
    re.IGNORECASE,
)
_TAGS: Final = re.compile(
    r"(?:tags?|tagged(?: (?:with|in|as))?|topics?|keywords?|filed under|posted in|categor(?:y|ies)|"
    r"categorized as|schlagwörter|mots[- ]clés|etiquetas|теги|метки|рубрики|темы|الوسوم|标签)\s*[:：]",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,120}|.{0,80}\ball rights reserved\b.{0,40}|все права защищены.{0,60}",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"(?:held|when|event date|date and time|takes place|veranstaltet|termin|wann|состоится|"
    r"когда|fecha y hora|fecha(?: y lugar)? del acto|дата(?: и место)? проведения|"
    r"дата(?: й місце)? проведення|date(?: et lieu)? de l[’']événement|"
    r"موعد الفعالية(?: ومكانها)?|举办时间(?:、地点)?)(?!\w)",
    re.IGNORECASE,
)
_OUTLET: Final = re.compile(
    r"(?:(?:first|originally|also) (?:published|appeared|posted) (?:in|by|on|at|with)"
    r"|zuerst erschienen (?:in|bei)|publié (?:d’abord |initialement )?dans"
    r"|впервые опубликовано (?:в|на))\s+(.+?)\.?",
    re.IGNORECASE,
)
_LONGEST_OUTLET: Final = 120


def tells_event(words: str) -> bool:
    """Tell whether a line says when something was held, and where."""
    return _EVENT.match(words) is not None and bool(find_date(words))


def outlet_in(words: str) -> str:
    """Give where a line says that the piece was published first; or nothing."""
    found = _OUTLET.fullmatch(words) if len(words) < _LONGEST_OUTLET else None
    return found[1].strip() if found else ""


def is_furniture(words: str) -> bool:
    """Tell whether a line is one that a site has beside a text, to be clicked on."""
    return len(words) < _LONGEST and (
        fold(words) in _FURNITURE or _OF_LENGTH.fullmatch(words) is not None
    )


def begins_related(words: str) -> bool:
    """Tell whether a heading stands above other pieces, or what readers may do."""
    return len(words) < _LONGEST and fold(words) in _RELATED


def begins_related_surely(words: str) -> bool:
    """Tell whether a heading can stand above nothing but other pieces."""
    return len(words) < _LONGEST and fold(words) in _SURE


def is_tags(words: str) -> bool:
    """Tell whether a line lists the terms of the piece."""
    return _TAGS.match(words) is not None


def is_rights(words: str) -> bool:
    """Tell whether a line says whose the page is."""
    return _RIGHTS.fullmatch(words) is not None

"""Lines that pages have around a text, in the languages of archives."""

from __future__ import annotations

import re
from typing import Final

from commentariat.archive.text import fold

_LONGEST: Final = 80


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(one) for one in text.split("|"))


_FURNITURE: Final = _folded(
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
_RELATED: Final = _folded(
    "related|related articles|related posts|related content|related stories|related topics|"
    "related publications|related commentary|related analysis|related research|"
    "related reading|related news|related links|related work|you may also like|"
    "you might also like|you may also be interested in|you might also enjoy|read next|"
    "read more|read also|up next|more from this author|more by this author|more stories|"
    "more articles|more posts|more news|more on this topic|more like this|latest|"
    "latest news|latest articles|latest posts|recent posts|recent articles|most read|"
    "most popular|popular posts|popular|trending|trending now|recommended|"
    "recommended for you|recommended reading|see also our|what to read next|"
    "share this|share this article|share this post|share|comments|leave a comment|"
    "leave a reply|post navigation|post a comment|join the conversation|subscribe|newsletter|"
    "sign up for our newsletter|subscribe to our newsletter|stay connected|stay informed|"
    "follow us|contact us|about us|tags|categories|topics|filed under|"
    "ähnliche artikel|verwandte artikel|mehr zum thema|das könnte sie auch interessieren|"
    "articles similaires|à lire aussi|articles liés|sur le même sujet|artículos relacionados|"
    "le puede interesar|noticias relacionadas|artigos relacionados|articoli correlati|"
    "leggi anche|похожие статьи|похожие материалы|читайте также|материалы по теме|по теме|"
    "ещё по теме|другие материалы|комментарии|схожі матеріали|читайте також|مقالات ذات صلة|"
    "مواضيع ذات صلة|اقرأ أيضا|المزيد|相关文章|相关阅读|延伸阅读|関連記事|ilgili yazılar"
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
_MONTHS: Final = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june "
    "july august september october november december "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "januar februar märz juni juli oktober dezember enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio "
    "giugno luglio settembre ottobre dicembre января февраля марта апреля мая июня июля "
    "августа сентября октября ноября декабря січня лютого березня квітня травня червня липня "
    "серпня вересня жовтня листопада грудня يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس "
    "سبتمبر أكتوبر نوفمبر ديسمبر ocak şubat mart nisan mayıs haziran temmuz ağustos eylül "
    "ekim kasım aralık"
).split()
_WEEKDAYS: Final = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
)
_MONTH: Final = "|".join(sorted(set(_MONTHS), key=len, reverse=True))
_DATE: Final = (
    rf"(?:(?:{_WEEKDAYS}),?\s+)?(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?(?:{_MONTH})\.?,?\s+(?:de\s+)?\d{{4}}"
    rf"|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|(?:{_MONTH})\.?,?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2}"
    r"|\d{4}年\d{1,2}月\d{1,2}日)(?!\d)"
)
_TIME: Final = (
    r"(?:[\s,|•·–-]+(?:at\s+|в\s+|à\s+|um\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?"
    r"(?:\s*(?:am|pm|a\.m\.|p\.m\.))?(?:\s+[A-Z]{2,5}|\s*[+-]\d{2}:?\d{2})?)?"
)
_DAY: Final = re.compile(
    rf"(?:[^\W\d]+[:,]?\s+){{0,4}}{_DATE}{_TIME}[.\s]*", re.IGNORECASE
)
_DATE_IN: Final = re.compile(rf"(?<!\w){_DATE}", re.IGNORECASE)


def find_date(words: str) -> str:
    """Give the first date that a line says, as it is written; or nothing."""
    found = _DATE_IN.search(words) if len(words) < 400 else None
    return found[0] if found else ""


def is_furniture(words: str) -> bool:
    """Tell whether a line is one that a site has beside a text, to be clicked on."""
    return len(words) < _LONGEST and fold(words) in _FURNITURE


def begins_related(words: str) -> bool:
    """Tell whether a heading stands above other pieces, or what readers may do."""
    return len(words) < _LONGEST and fold(words) in _RELATED


def is_tags(words: str) -> bool:
    """Tell whether a line lists the terms of the piece."""
    return _TAGS.match(words) is not None


def is_rights(words: str) -> bool:
    """Tell whether a line says whose the page is."""
    return _RIGHTS.fullmatch(words) is not None


def looks_like_date(words: str) -> bool:
    """Tell whether a line is a date, and little more."""
    return len(words) < _LONGEST and _DAY.fullmatch(words) is not None

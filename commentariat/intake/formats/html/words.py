"""Lines that pages have around a text, in the languages of archives."""

from __future__ import annotations

import re
from typing import Final

from commentariat.archive.text import fold

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
    r"(?:\W*[\d,.]+\s*(?:words?|min(?:ute|uten|utes|uti|utos|\.)?s?|wörter|mots|слов|минут\w?)"
    r"(?:\s+(?:read|to read|lesezeit|de lecture|de lectura))?\W*){1,2}",
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
    r"(?:\s*(?:am|pm|a\.m\.|p\.m\.|uhr|h))?(?:\s+[A-Z]{2,5}|\s*[+-]\d{2}:?\d{2})?)?"
)
_DAY: Final = re.compile(
    rf"(?:[^\W\d]+[:,]?\s+){{0,4}}{_DATE}{_TIME}[.\s]*", re.IGNORECASE
)
_DATE_IN: Final = re.compile(rf"(?<!\w){_DATE}", re.IGNORECASE)


def find_date(words: str) -> str:
    """Give the first date that a line says, as it is written; or nothing."""
    found = _DATE_IN.search(words) if len(words) < 400 else None
    return found[0] if found else ""


_NAMED: Final = re.compile(
    r"(?:(?:written |posted |published |reported )?by|von|vom|par|por|di|door|av|af|text(?: von)?|"
    r"autor(?:in|en|es|as|a|i)?|author(?:s|\(s\))?|auteur(?:s|e)?|redaktion|verfasser(?:in)?|"
    r"автор(?:ы|и|ка)?|текст|بقلم|الكاتب|كتب|作者|文|记者|責任編輯|责任编辑)\s*[:：]?\s+(?P<names>\S.*)"
    r"|(?:作者|文|记者|责任编辑|автор|autor|author|redaktion|text)\s*[:：]\s*(?P<more>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_EVENT: Final = re.compile(
    r"(?:held|when|event date|date and time|takes place|veranstaltet|termin|wann|состоится|"
    r"когда|fecha y hora)\b",
    re.IGNORECASE,
)
_OUTLET: Final = re.compile(
    r"(?:(?:first|originally|also) (?:published|appeared|posted) (?:in|by|on|at|with)"
    r"|zuerst erschienen (?:in|bei)|publié (?:d’abord |initialement )?dans"
    r"|впервые опубликовано (?:в|на))\s+(.+?)\.?",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[\s|•·,;/–—:()\[\]-]+")
_OF_DAY: Final = re.compile(
    r"\b(?:published|posted|updated|modified|created|last|on|at|am|um|vom|den|le|el|il|stand|date|"
    r"datum|erschienen|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|uhr|"
    r"first|опубликовано|обновлено|от|г|года|est|edt|gmt|utc|cet|cest|et|am|pm)\b\.?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?")
_LONGEST_NAMES: Final = 120
_FEW_WORDS: Final = 8


def names_in(words: str) -> str:
    """Give the names that a line says are those of its authors; or nothing."""
    found = _NAMED.fullmatch(words) if len(words) < 2 * _LONGEST_NAMES else None
    names = (found["names"] or found["more"] or "") if found else ""
    return names if is_name_like(names) else ""


def is_name_like(words: str) -> bool:
    """Tell whether *words* may be names: few, and beginning as names do."""
    parts = _BETWEEN.sub(" ", words).split()
    if not parts or len(words) > _LONGEST_NAMES or any(map(str.isdecimal, words)):
        return False
    if words.rstrip().endswith((".", "?", "!", "…")) and len(parts) > 3:
        return False
    small = [one for one in parts if one[:1].islower() and one not in _PARTICLES]
    people = max(1, len(re.findall(r"[,;&/]|\b(?:and|und|et|y|и|e|en)\b", words)) + 1)
    return not small and len(parts) <= _FEW_WORDS * people


_PARTICLES: Final = frozenset(
    "and und et y и e en o de da di del della van von der den du la le al el bin ibn ter zu "
    "für for with mit dr prof".split()
)


def tells_event(words: str) -> bool:
    """Tell whether a line says when something was held, and where."""
    return _EVENT.match(words) is not None and bool(find_date(words))


def outlet_in(words: str) -> str:
    """Give where a line says that the piece was published first; or nothing."""
    found = _OUTLET.fullmatch(words) if len(words) < _LONGEST_NAMES else None
    return found[1].strip() if found else ""


def rest_of_day(words: str) -> str:
    """Give what a line says besides a day and an hour; or nothing."""
    day = find_date(words)
    bare = _CLOCK.sub(" ", words.replace(day, " ", 1)) if day else words
    return _BETWEEN.sub(" ", _OF_DAY.sub(" ", bare)).strip()


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


def looks_like_date(words: str) -> bool:
    """Tell whether a line is a date, and little more."""
    return len(words) < _LONGEST and _DAY.fullmatch(words) is not None

"""
Lines around a title that say who wrote a piece, when, and where it was out.

Each table has the words of many languages; a word more is a word in its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from commentariat.intake.phrases.days import both_readings, read_day
from commentariat.intake.phrases.fixed_lines import SPEAKERS, says
from commentariat.intake.phrases.labels import read_published
from commentariat.intake.phrases.names import fold, is_author_line, split_byline
from commentariat.intake.phrases.piece_types import TYPE_LABELS
from commentariat.intake.phrases.wordlists import word_set

_LONGEST_LABEL: Final = 40  # characters
_LONGEST_BYLINE: Final = 600
_LONGEST_DATE: Final = 80
_DAY_WORDS: Final = 6
_MONTH: Final = len("2024-03")

_BYLINE: Final = (
    "by", "written by", "words by", "story by", "von", "par", "por", "di", "door", "av",
    "af", "tekst", "text von", "text", "autor", "autorin", "autoren", "autora", "autores",
    "auteur", "auteurs", "auteure", "autore", "autori", "author", "authors", "yazan",
    "автор", "авторы", "автори", "авторка", "автори тексту", "текст", "بقلم", "الكاتب",
    "الكاتبة", "نویسنده", "作者", "著者", "저자",
)  # fmt: skip
"""What names stand behind."""
_AUTHOR: Final = (
    "author", "authors", "by", "written by", "автор", "авторы", "авторка", "автори",
    "autor", "autorin", "autoren", "autora", "autores", "auteur", "auteurs", "autore",
    "autori", "von", "par", "por", "بقلم", "الكاتب", "作者",
)  # fmt: skip
"""What stands on a line of its own, above or below names."""
_DATED: Final = (
    "published on", "published", "posted on", "posted", "date", "dated", "on", "date published",
    "publication date", "опубликовано", "дата публикации", "дата", "опубліковано",
    "дата публікації", "veröffentlicht am", "erschienen am", "veröffentlicht", "am", "datum",
    "publié le", "publiée le", "paru le", "le", "publicado el", "publicado em", "publicado",
    "fecha", "data", "el", "em", "pubblicato il", "il", "gepubliceerd op", "op", "den",
    "yayın tarihi", "tarih", "نشر في", "نُشر في", "نشر بتاريخ", "بتاريخ", "تاريخ النشر",
    "发布于", "发表于", "发布日期", "日期", "發佈於",
)  # fmt: skip
"""What a day stands behind."""
_OUTLET: Final = (
    "published by", "published in", "originally published by", "originally published in",
    "first published in", "first published by", "appeared in", "publisher", "outlet",
    "издание", "опубликовано в", "видання", "опубліковано в", "erschienen in",
    "veröffentlicht in", "zuerst erschienen in", "publié dans", "paru dans", "publié par",
    "publicado en", "publicado por", "publicado em", "pubblicato su", "gepubliceerd in",
    "نشر في صحيفة",
)  # fmt: skip
"""What the name of an outlet stands behind."""
_TITLE: Final = (
    "title", "headline", "subject", "заголовок", "название", "тема", "назва", "titel", "titre",
    "título", "titulo", "titolo", "عنوان", "العنوان", "标题", "題目",
)  # fmt: skip
"""What a title stands behind."""
_OUTLET_WORDS: Final = word_set(
    "affairs blog broadcasting bulletin chronicle courier daily dispatch echo examiner "
    "forum gazette globe herald hill interest journal ledger magazine mail monitor news newspaper "
    "observer online policy post press quarterly radio register report review standard "
    "star sun telegraph television times tribune tv voice weekly world "
    "вестник ведомости газета голос журнал известия курьер неделя новости радио слово эхо "
    "вісник газети часопис blatt hefte nachrichten rundschau tagblatt zeitung zeit "
    "courrier figaro gazette hebdo monde revue diario gaceta mundo país periódico revista "
    "جريدة صحيفة مجلة إذاعة 日报 时报 周刊 新闻"
)
"""What names of outlets hold, and those of people do not."""
_NOTICES: Final = (
    "undesirable organi", "нежелательных организац", "нежелательной организац",
    "нежелательных иностранных", "небажан", "иностранного агента", "иностранным агентом",
    "foreign agent",
)  # fmt: skip
"""What the law of a country has pages say above the text."""
_SHARING: Final = frozenset(
    map(
        fold,
        (
            "share", "share this", "print", "print page", "email", "save", "download pdf",
            "listen", "subscribe", "поделиться", "распечатать", "partager", "imprimer",
            "teilen", "drucken", "compartir", "imprimir", "مشاركة", "طباعة", "分享", "打印",
        ),
    )
)  # fmt: skip
"""What switches beside a title say."""
_MINUTES: Final = re.compile(r"\d{1,3}[ -]min(?:ute)?s?(?: read)?", re.IGNORECASE)
_CHAIRS: Final = frozenset(
    map(
        fold,
        (
            "chair", "chairs", "chaired by", "moderated by", "discussant", "discussants",
            "keynote", "keynote speaker", "host", "hosts", "speaker", "panelist",
            "председатель", "модератор", "ведущий", "ведущая", "докладчики", "moderation",
            "referenten", "intervenants", "modérateur", "ponentes", "moderador", "moderadora",
            "رئيس الجلسة", "主持人", "发言人",
        ),
    )
)  # fmt: skip
"""A heading above whoever leads an event."""
_RELATED: Final = frozenset(
    map(
        fold,
        (
            "related", "related articles", "related content", "related posts", "read more",
            "read next", "more on this topic", "see also", "you may also like",
            "more from this author", "читайте также", "по теме", "связанные материалы",
            "читайте також", "за темою", "mehr zum thema", "lesen sie auch", "à lire aussi",
            "lire aussi", "sur le même sujet", "lea también", "artículos relacionados",
            "leia também", "leggi anche", "lees ook", "مواضيع ذات صلة", "اقرأ أيضا",
            "相关文章", "延伸阅读",
        ),
    )
)  # fmt: skip
"""A heading above other pieces."""
_TYPES: Final = frozenset(
    map(
        fold,
        (
            *TYPE_LABELS,
            "news", "analysis", "opinion", "column", "editorial", "feature", "blog", "memo",
            "media mention", "transcript", "statement", "announcement", "op ed", "oped",
            "book review", "fact sheet", "backgrounder", "policy outlook",
            "в прессе", "в сми", "новости", "аналитика", "мнение", "колонка", "блог", "статьи",
            "пресс-релиз", "рецензия", "книга", "событие", "подкаст", "видео", "брифинг",
            "комментарии", "коментар", "стаття", "інтерв'ю", "інтерв’ю", "у пресі", "думка",
            "kommentar", "analyse", "meinung", "interview", "bericht", "gastbeitrag", "aufsatz",
            "pressemitteilung", "rezension", "beitrag", "in den medien",
            "commentaire", "tribune", "analyse", "entretien", "éditorial", "chronique",
            "communiqué", "communiqué de presse", "note", "dans les médias", "point de vue",
            "comentario", "análisis", "opinión", "entrevista", "artículo", "informe", "tribuna",
            "en los medios", "comunicado", "comentário", "análise", "opinião", "artigo",
            "commento", "analisi", "opinione", "intervista", "articolo",
            "تحليل", "رأي", "مقابلة", "حوار", "في الإعلام", "تقرير", "مقالات", "بيان صحفي",
            "opinie", "artikel", "commentaar", "interview", "komentarz", "analiza", "opinia",
            "wywiad", "yorum", "analiz", "makale", "röportaj", "kommentti", "kronik", "debatt",
            "评论", "文章", "访谈", "報告", "报告", "分析", "观点", "媒体报道",
        ),
    )
)  # fmt: skip
_EVENTS: Final = frozenset(
    map(
        fold,
        ("event", "событие", "подія", "veranstaltung", "événement", "evento", "فعالية"),
    )
)
_SALUTATION: Final = re.compile(
    r"(?:(?:My )?Dear|Dearest|To the|Hello|Hi|Уважаем\w+|Дорог\w+|Шановн\w+|Liebe\w?|"
    r"Sehr geehrte\w?|Ch[eè]r\w*|Estimad\w+|Querid\w+|Prezad\w+|Car[oiae]|Gentil\w+|"
    r"Geachte|Beste|Sayın|أعزائي|عزيزي|القراء الأعزاء|亲爱的)\b[^.!?]{0,80}[,:!，：،]"
)


def _worded(words: Iterable[str], between: str) -> re.Pattern[str]:
    """Make what finds one of *words* at the beginning of a line, and the rest of it."""
    return re.compile(rf"(?:{_either(words)}){between}(?P<rest>\S.*)", re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest_first)


_BEHIND: Final = r"(?:\s*[:：]\s*|\s+)"
_BY_NAMES: Final = _worded(_BYLINE, _BEHIND)
_BY_DAY: Final = _worded(_DATED, _BEHIND)
_BY_OUTLET: Final = _worded(_OUTLET, _BEHIND)
_BY_TITLE: Final = _worded(_TITLE, r"\s*[:：]\s*")
_BY_TYPE: Final = re.compile(
    rf"(?P<bullet>[-–*•]\s+)?(?P<type>{_either(_TYPES)})(?P<title>\S.*)", re.IGNORECASE
)
_TITLE_ALONE: Final = frozenset(map(fold, _TITLE))
_AUTHOR_ALONE: Final = frozenset(map(fold, _AUTHOR))
_OUTLET_ALONE: Final = frozenset(map(fold, _OUTLET))


def _is_one_of(line: str, wanted: frozenset[str]) -> bool:
    return len(line) < _LONGEST_LABEL and fold(line).rstrip(" :：") in wanted


def is_type_label(line: str) -> bool:
    """Whether a line is the kind of a piece, as pages call it, whatever its case."""
    return _is_one_of(line, _TYPES)


def is_title_label(line: str) -> bool:
    """Whether a line, or the part of one, is `Title:`."""
    return line.endswith((":", "：")) and _is_one_of(line, _TITLE_ALONE)


def title_start(line: str) -> int:
    """Find where the title begins in `Title: …`; 0 where it is no such line."""
    match = _BY_TITLE.fullmatch(line) if len(line) <= _LONGEST_BYLINE else None
    return match.start("rest") if match else 0


def glued_title_start(line: str) -> tuple[int, int] | None:
    """
    Find type and title in `- commentaryThe Long Table`, by where each begins.

    Only a capital within a word tells them apart, so a type that is written large must
    have a bullet before it.
    """
    match = _BY_TYPE.fullmatch(line) if len(line) <= _LONGEST_BYLINE else None
    if match is None or not match["title"][0].isupper() or match["type"].isupper():
        return None
    if match["type"][0].isupper() and match["bullet"] is None:
        return None
    if match["type"][-1].isupper():
        return None
    return match.start("type"), match.start("title")


def is_event_label(line: str) -> bool:
    """Whether a kind of piece is an event, which is announced by when it is held."""
    return _is_one_of(line, _EVENTS)


def is_author_label(line: str) -> bool:
    """Whether a line says that names stand beside it: `Author`, `by`."""
    return _is_one_of(line, _AUTHOR_ALONE)


def is_outlet_label(line: str) -> bool:
    """Whether a line says that an outlet stands below it: `published by`."""
    return _is_one_of(line, _OUTLET_ALONE)


def is_switch(line: str) -> bool:
    """Whether a line is what a reader may press beside a title."""
    return _is_one_of(line, _SHARING) or (
        len(line) < _LONGEST_LABEL and _MINUTES.fullmatch(line) is not None
    )


def is_speakers_heading(line: str) -> bool:
    """Whether a line stands above the speakers at an event, or who led it."""
    return says(line, SPEAKERS) or _is_one_of(line, _CHAIRS)


def is_related_heading(line: str) -> bool:
    """Whether a line stands above other pieces."""
    return _is_one_of(line, _RELATED)


def is_notice(line: str) -> bool:
    """Whether a line is what a law has the page say."""
    folded = line.casefold()
    return len(line) < 800 and any(words in folded for words in _NOTICES)


def is_salutation(line: str) -> bool:
    """Whether a letter begins with the line."""
    return len(line) < 160 and _SALUTATION.fullmatch(line) is not None


def names_paper(line: str) -> bool:
    """Whether a word of the line belongs to outlets and not to persons."""
    words = [word.strip(".,:;()«»“”\"'") for word in line.casefold().split()]
    return not _OUTLET_WORDS.isdisjoint(words)


def names_start(line: str) -> int:
    """Find where the names begin in `by A and B`; 0 where it is no such line."""
    start = signed_start(line)
    return start if start and are_names(line[start:]) else 0


def signed_start(line: str) -> int:
    """Find what stands behind `by`, names or not; 0 where a line begins otherwise."""
    match = _BY_NAMES.fullmatch(line) if len(line) <= _LONGEST_BYLINE else None
    return match.start("rest") if match else 0


def are_names(text: str) -> bool:
    """Whether a text is names of two words or more, or such as have no capitals."""
    if text.isdigit() or any(map(str.isdigit, text)):
        return False
    names = split_byline(text)
    return bool(names) and all(
        (" " in name or name.lower() == name.upper()) and is_author_line(name)
        for name in names
    )


def outlet_start(line: str) -> int:
    """Find where the outlet begins in `published by OUTLET`; 0 where none does."""
    match = _BY_OUTLET.fullmatch(line) if len(line) <= _LONGEST_DATE else None
    return match.start("rest") if match and not match["rest"].endswith(".") else 0


def day_start(line: str) -> int:
    """Find where the day begins in `on November 28, 2012`; -1 where it is no such line."""
    if len(line) > _LONGEST_DATE:
        return -1
    if is_day(line):
        return 0
    said = read_published(line)
    if said is not None and any(map(str.isdigit, said)) and not is_sentence(said):
        return line.rindex(said)
    match = _BY_DAY.fullmatch(line)
    return match.start("rest") if match and is_day(match["rest"]) else -1


def is_sentence(text: str) -> bool:
    """Whether more than a day is said."""
    return len(text.split()) > _DAY_WORDS + 2


_NAMED_DAY: Final = re.compile(r"([^\W\d_]{2,12})\.?,\s")
_WEEKDAYS: Final = word_set(
    "mon tue wed thu fri sat sun пон пнд втр вто вт ср сре чет чт пят пт суб сб вос вс пн нд "
    "lun mar mer jeu ven sam dim die mit don fre son die mié jue vie sáb dom seg ter qua qui "
    "sex maa din woe don vri zat zon"
)


def is_day(text: str) -> bool:
    """Whether a text is a day, or a month, and nothing else."""
    named = _NAMED_DAY.match(text)
    if named and named[1].casefold()[:3] not in _WEEKDAYS:
        return False
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST_DATE:
        return False
    return len(read_day(text)) >= _MONTH or both_readings(text) is not None


def split_day(line: str) -> int:
    """Find where a day begins that ends a line, as in `Ann Lee, May 3, 2019`; 0: none."""
    if len(line) > 2 * _LONGEST_DATE:
        return 0
    starts = [match.start() for match in re.finditer(r"(?<=\s)\S", line)]
    for at in starts[-_DAY_WORDS:]:
        if day_start(line[at:]) >= 0 and not line[:at].rstrip().endswith("."):
            return at
    return 0

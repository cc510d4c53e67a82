"""Names of languages as pages have them, and lines that lead to a piece in others."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from commentariat.intake.phrases.names import fold
from commentariat.interface.autonyms import AUTONYMS

_LONGEST: Final = 40
"""Signs of the name of a language, with what stands around it."""
_NAMES: Final = {
    "ar": "Arabic, Arabisch, arabe, árabe, арабский, арабском, арабська, арабською",
    "az": "Azerbaijani, азербайджанский, азербайджанском",
    "be": "Belarusian, белорусский, белорусском, білоруською",
    "bn": "Bengali, Bangla",
    "de": "German, Deutsch, allemand, alemán, немецкий, немецком, німецькою, 德语, الألمانية",
    "en": "English, Englisch, anglais, inglés, английский, английском, англійська, "
    "англійською, 英语, 英文, الإنجليزية, الانجليزية",
    "es": "Spanish, Spanisch, espagnol, испанский, испанском, іспанською, 西班牙语, الإسبانية",
    "fa": "Persian, Farsi, персидский, персидском",
    "fr": "French, Französisch, francés, французский, французском, французькою, 法语, الفرنسية",
    "he": "Hebrew, иврит, иврите",
    "hi": "Hindi",
    "hy": "Armenian, армянский, армянском",
    "id": "Indonesian, Bahasa Indonesia",
    "it": "Italian, Italienisch, italien, italiano",
    "ja": "Japanese, 日语, 日文",
    "ka": "Georgian, грузинский, грузинском",
    "kk": "Kazakh, казахский, казахском",
    "ko": "Korean, 韩语, 韩文",
    "ky": "Kyrgyz, киргизский, кыргызском",
    "my": "Burmese",
    "nl": "Dutch, Niederländisch, néerlandais",
    "pl": "Polish, Polnisch, polonais, польский, польском, польською",
    "ps": "Pashto",
    "pt": "Portuguese, Portugiesisch, portugais, portugués",
    "ro": "Romanian",
    "ru": "Russian, Russisch, russe, ruso, русский, русском, русски, російська, "
    "російською, 俄语, 俄文, الروسية",
    "sr": "Serbian",
    "sw": "Swahili",
    "tg": "Tajik, таджикском",
    "th": "Thai",
    "tr": "Turkish, Türkisch, turc, turco, турецкий, турецком, турецькою, التركية",
    "uk": "Ukrainian, Ukrainisch, ukrainien, ucraniano, украинский, украинском, українська, "
    "українською, 乌克兰语, الأوكرانية",
    "ur": "Urdu",
    "uz": "Uzbek, узбекский, узбекском",
    "vi": "Vietnamese",
    "zh": "Chinese, Chinesisch, chinois, chino, китайский, китайском, китайською, الصينية",
    "zh-hans": "Simplified Chinese",
    "zh-hant": "Traditional Chinese",
}
"""What others call a language, by its tag; what it calls itself is in `AUTONYMS`."""
_BESIDE: Final = re.compile(
    r"^(?:(?:in|auf|en|em|на|по|w|v|it)\s+|по-|باللغة\s+)|\s+(?:version|язык(?:е)?|мов(?:а|ою))$",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"(?:(?:this|the)\s+(?:article|piece|text|page|commentary|paper|essay|post)\s+(?:is|was)\s+)?"
    r"(?:also\s+)?available\s+(?:in|as)"
    r"|(?:also|available)\s+in|read\s+(?:this\s+\w+\s+|it\s+|also\s+)?in"
    r"|(?:other\s+)?(?:translations?|languages?|language\s+versions?|versions?)\s*[:：]"
    r"|(?:auch\s+)?verfügbar\s+(?:auf|in)|auch\s+auf|lesen\s+sie\s+.{0,40}?auf|übersetzungen?\s*:"
    r"|(?:également\s+|aussi\s+)?disponible\s+en|lire\s+(?:aussi\s+)?en|traductions?\s*:"
    r"|(?:también\s+)?disponible\s+en|leer\s+en|traducción(?:es)?\s*:"
    r"|(?:также\s+)?(?:доступно|доступна|доступен)\s+на|также\s+на|читать\s+на|читайте\s+на"
    r"|(?:эта\s+статья\s+)?на\s+других\s+языках\s*:|переводы?\s*:"
    r"|(?:також\s+)?(?:доступно|доступна|доступний)|читати|читайте|переклади?\s*:"
    r"|(?:متوفر|متاح)(?:ة)?\s+(?:أيض(?:ا|اً|ًا)\s+)?(?:ب|باللغة)|اقرأ\s+ب|ترجمات\s*:"
    r"|(?:其他|其它)?语言(?:版本)?\s*[:：]|(?:本文)?(?:另有|也有|亦有)|阅读",
    re.IGNORECASE,
)


@cache
def _tags() -> dict[str, str]:
    named = {
        fold(name): tag for tag, names in _NAMES.items() for name in names.split(", ")
    }
    own = {fold(name): tag for tag, name in AUTONYMS.items()}
    return (
        own
        | {fold(name): tag for tag, name in AUTONYMS.items() if "-" not in tag}
        | named
    )


def language_called(name: str) -> str:
    """Tell the tag of the language called *name*, by itself or others; empty: by none."""
    if not 0 < len(name) <= _LONGEST:
        return ""
    tags = _tags()
    folded = fold(name)
    found = tags.get(folded)
    if found is None:
        found = tags.get(fold(_BESIDE.sub("", name.strip(" .,:;()[]|·•"))))
    return found or ""


def end_of_lead(line: str) -> int:
    """Find where what leads to a piece in other languages ends in *line*; 0: it does not."""
    found = _LEAD.match(line)
    return found.end() if found else 0

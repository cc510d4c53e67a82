"""How each language sorts otherwise than the root order of Unicode: a row a language."""

from __future__ import annotations

from typing import Final

_DANISH = (
    "&d<<đ<<ð&th=þ&y<<ü<<ű&[before 1]ǀ<æ<<ä<ø<<ö<<ő<å=aa&oe<<œ"
)  # fmt: skip
_NORWEGIAN = (
    "&d<<đ<<ð&th=þ&y<<ü<<ű&[before 1]ǀ<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<aa"
)  # fmt: skip
_CROATIAN = "&c<č<ć&d<dž=ǆ<đ&l<lj=ǉ&n<nj=ǌ&s<š&z<ž"
_HARAKAT = "".join(map(chr, (*range(0x64B, 0x653), 0x670)))

TAILORINGS: Final = {
    "ar": "&ت!<<ة&ي!<<ی<<ى&ء<<أ<<ؤ<<إ<<ئ<<ىٕ<<ا&ءا<<آ&ك<<ک",
    "az": "&c<ç&g<ğ&[before 1]i<ı&o<ö&s<ş&u<ü&k<q&e<ə&h<x&z<w",
    "be": "&е<ё&у<ў",
    "br": "&c<ch<c'h=cʼh=c’h",
    "ceb": "&n<ñ<ng",
    "cs": "&c<č&h<ch&r<ř&s<š&z<ž",
    "cy": "&c<ch&d<dd&f<ff&g<ng&l<ll&p<ph&r<rh&t<th",
    "da": _DANISH,
    "eo": "&c<ĉ&g<ĝ&h<ĥ&j<ĵ&s<ŝ&u<ŭ",
    "es": "&n<ñ",
    "et": "&[before 1]t<š<z<ž&[before 1]x<õ<ä<ö<ü",
    "fa": (
        "&َ<<ِ<<ُ<<ً<<ٍ<<ٌ&[before 1]ا<آ&ا<<ٱ<ء<<أ<<ٲ<<إ<<ٳ<<ؤ<<ئ&ک<<ڪ<<ګ<<ك<<ڬ<<ڭ<<ڮ"
        "&ۏ<ه<<ە<<ہ<<ة<<ۃ<<ۀ<<ھ&ی<<ى<<ے<<ي<<ې<<ۑ<<ۍ<<ێ"
    ),
    "fi": "&d̵<<đ&g̵<<ǥ&n̵<<ŋ&t̵<<ŧ&y<<ü&z̵<<ʒ&[before 1]ǀ<å<ä<<æ<ö<<ø",
    "fil": "&n<ñ<ng",
    "fo": "&d<<đ<<ð&th=þ&y<<ü<<ű&[before 1]ǀ<æ<<ä<<ę<ø<<ö<<ő<<œ<å=aa",
    "gl": "&n<ñ",
    "ha": "&b<ɓ&d<ɗ&k<ƙ&s<sh&t<ts&y<ƴ=ʼy='y",
    "haw": "&a<e<i<o<u&w<ʻ",
    "hr": _CROATIAN,
    "bs": _CROATIAN,
    "sr-Latn": _CROATIAN,
    "hu": (
        "&c<cs&d<dz&dz<dzs&g<gy&l<ly&n<ny&s<sz&t<ty&z<zs&o<ö<<ő&u<ü<<ű"
        "&cscs=ccs&dzdz=ddz&dzsdzs=ddzs&gygy=ggy&lyly=lly&nyny=nny&szsz=ssz"
        "&tyty=tty&zszs=zzs"
    ),
    "hy": "&եվ=և",
    "is": (
        "&[before 1]b<á&d<<đ<ð&[before 1]f<é&[before 1]j<í&[before 1]p<ó"
        "&[before 1]v<ú&[before 1]z<ý&[before 1]ǀ<æ<<ä<ö<<ø<å"
    ),
    "kk": "&е<ё&ұ<ү&[before 1]ь<і",
    "ku": "&c<ç&e<ê<<é&i<î<<í&s<ş&u<û<<ú<<ù",
    "ky": "&е<ё",
    "lt": "&a<<ą&c<č&e<<ę<<ė&i<<į<<y&s<š&u<<ų<<ū&z<ž",
    "lv": (
        "&[before 1]d<č&[before 1]h<ģ&i<<y&[before 1]l<ķ&[before 1]m<ļ&[before 1]o<ņ"
        "&[before 1]s<ŗ&[before 1]t<š&[before 1]ʒ<ž"
    ),
    "mk": "&ԃ<ѓ&ћ<ќ&и<<й",
    "mt": "&[before 1]c<ċ&[before 1]g<ġ&[before 1]h<għ&[before 1]i<ħ&[before 1]z<ż",
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN.replace("å<<aa", "å=aa"),
    "no": _NORWEGIAN.replace("å<<aa", "å=aa"),
    "pl": "&a<ą&c<ć&e<ę&l<ł&n<ń&o<ó&s<ś&z<ź<ż",
    "ps": (
        "&َ<<ِ<<ُ<<ً<<ٍ<<ٌ&[before 1]ا<آ&ا<<أ<<ٲ<<ٱ<<إ<<ٳ<ء&ت<ټ<<ٹ&ج<ځ&چ<څ&د<ډ<<ڈ"
        "&ر<ړ<<ڑ&ژ<ږ&ک<<ڪ<<ك&ګ<<گ&ڼ<<ڻ&و<<ؤ<<ۇ<<ۉ&ه=ۀ<<ە<<ہ<<ھ<<ة<<ۃ&ی<<ى<<ے<<ي<<ې<<ۍ<<ئ"
    ),
    "ro": "&a<ă<â&i<î&s<ş=ș&t<ţ=ț",
    "sk": "&a<ä&c<č&h<ch&o<ô&r<ř&s<š&z<ž",
    "sl": "&c<č<ć&d<đ&s<š&z<ž",
    "sq": (
        "&[before 1]d<ç&[before 1]e<dh&[before 1]f<ë&[before 1]h<gj&[before 1]m<ll"
        "&[before 1]o<nj&[before 1]s<rr&[before 1]t<sh&[before 1]u<th&[before 1]y<xh"
        "&[before 1]ʒ<zh"
    ),
    "sr": "&и<<й",
    "sv": "&d<<đ<<ð&th=þ&y<<ü<<ű&[before 1]ǀ<å<ä<<æ<<ę<ö<<ø<<ő<<œ<<ô",
    "tk": "&c<ç&e<ä&j<ž&n<ň&o<ö&s<ş&u<ü&y<ý",
    "tr": "&c<ç&g<ğ&[before 1]i<ı&o<ö&s<ş&u<ü",
    "ug": "&ا<ە<ب&ك<گ<ڭ<ل&ھ<و<ۇ<ۆ<ۈ<ۋ<ې<ى<ي",
    "uk": "&г<ґ&ꙇ<ї=ꙶ",
    "ur": (
        "&ا<<أ<آ<ب<بھ<پ<پھ<ت<تھ<ٹ<ٹھ<ث<ج<جھ<چ<چھ<ح<خ<د<دھ<ڈ<ڈھ<ذ<ر<رھ<ڑ<ڑھ<ز<ژ<س<ش<ص<ض"
        "<ط<ظ<ع<غ<ف<ق<ک<کھ<گ<گھ<ل<لھ<م<مھ<ن<نھ<ں<ںھ<و<<ؤ<وھ<ہ<<ۂ<ھ<ۃ<ء<ی<<ئ<یھ<ے<<ۓ"
    ),
    "uz": "&[before 1]ʒ<oʻ=o‘=o'<gʻ=g‘=g'<sh<ch",
    "vi": "&̀<<̉<<̃<<́<<̣&a<ă<â&d<đ&e<ê&o<ô<ơ&u<ư",
    "wo": "&a<à&e<é<ë&n<ñ<ŋ&o<ó",
    "yo": "&e<ẹ&g<gb&o<ọ&s<ṣ",
    "zh": "&虫<重庆/庆&弞<沈阳/阳&銺<藏文/文",
}
"""
The rules of CLDR, in its notation: after `&` what is there, then what follows it.

`<` is another letter, `<<` an accent, `=` the same; what stands behind `/` follows it.
`&[before 1]` takes what stands before. Letters are small, for large ones go with them; so what CLDR says of
cases alone is not here. One sign is ours: what follows `&x!` stands before x by an accent.
"""

FIRST_SCRIPTS: Final = {
    "Arab": "ar fa ps ug ur",
    "Armn": "hy",
    "Beng": "as bn",
    "Cher": "chr",
    "Cyrl": "be bg kk ky mk mn ru sr uk",
    "Deva": "hi kok mr ne",
    "Ethi": "am",
    "Geor": "ka",
    "Grek": "el",
    "Gujr": "gu",
    "Guru": "pa",
    "Hang": "ko",
    "Hani": "zh zh-Hant zh-HK zh-MO zh-TW",
    "Hebr": "he yi",
    "Khmr": "km",
    "Knda": "kn",
    "Laoo": "lo",
    "Mlym": "ml",
    "Orya": "or",
    "Sinh": "si",
    "Taml": "ta",
    "Telu": "te",
    "Thai": "th",
}
"""Letters that stand before all others where the list is in one of these languages."""

IGNORED: Final = {"ar": _HARAKAT}
"""Marks that count for nothing."""

LOWER: Final = {"az": (("İ", "i"), ("I", "ı")), "tr": (("İ", "i"), ("I", "ı"))}
"""Small letters that are others than those of Unicode."""

LABELS: Final = {
    "ar": {"ء": "ا"},
    "az": {"i": "İ", "ı": "I"},
    "tr": {"i": "İ", "ı": "I"},
}
"""What indexes call a letter that is called otherwise than by its large form."""

TYPED: Final = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"',
        "«": '"', "»": '"', "‹": "'", "›": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-",
        "—": "-", "―": "-",
    }
)  # fmt: skip
"""Signs of print, which stand where those of typewriters do."""

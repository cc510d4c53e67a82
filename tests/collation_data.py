"""
Make the tables by which names are sorted, and the lists that tests hold them to.

Run by hand, on Debian with `python3-icu` and `unicode-cldr-core`, where rows of
`commentariat/archive/tailorings.py` come or CLDR has a newer order:

    /usr/bin/python3 tests/collation_data.py

What it writes lies in the repository: no build, and no test, needs either package.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import icu

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "commentariat" / "archive"
KEYS = Path("/usr/share/unicode/cldr/common/uca/allkeys_CLDR.txt")

SCRIPTS = {
    "LATIN": "Latn", "GREEK": "Grek", "COPTIC": "Copt", "CYRILLIC": "Cyrl",
    "GEORGIAN": "Geor", "ARMENIAN": "Armn", "HEBREW": "Hebr", "ARABIC": "Arab",
    "SYRIAC": "Syrc", "THAANA": "Thaa", "NKO": "Nkoo", "TIFINAGH": "Tfng",
    "ETHIOPIC": "Ethi", "DEVANAGARI": "Deva", "BENGALI": "Beng", "GURMUKHI": "Guru",
    "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu",
    "KANNADA": "Knda", "MALAYALAM": "Mlym", "SINHALA": "Sinh", "THAI": "Thai",
    "LAO": "Laoo", "TIBETAN": "Tibt", "MYANMAR": "Mymr", "KHMER": "Khmr",
    "MONGOLIAN": "Mong", "CHEROKEE": "Cher", "CANADIAN": "Cans", "HIRAGANA": "Hira",
    "KATAKANA": "Kana", "BOPOMOFO": "Bopo",
}  # fmt: skip
"""Scripts that people write today, but those whose order is that of their code points."""

GOLDEN = """
af ar az be bg br bs ca ceb cs cy da de el en eo es et eu fa fi fil fo fr ga gl ha haw
he hr hu hy is it ka kk ko ku ky lt lv mk mn mt nb nl nn no pl ps pt ro ru sk sl sq sr
sr-Latn sv tk tr ug uk ur uz vi wo yo zh
""".split()
"""Languages whose lists are kept."""

WORDS = {
    "cs": "chleba had hora Černý Cáp cena Dub čaj Chrudim ihned Řím Rýn Šumava sníh",
    "cy": "dŵr ddoe Llanelli lôn ffordd fan rhaid rad thema tad chwech cwm ngwas nos",
    "da": "Aarhus Århus Ærø Øst Zealand Odense Aabenraa abe Åbo ø Østers Æble zebra",
    "de": "Straße Strasse Ärger Arger Öl Ofen Übung Ulme Zebra Müller Muller Mueller",
    "en": "résumé resume Résumé naïve naive Łódź Lodz Ørsted Oslo Æsir Aether",
    "es": "ñandú nube noche Núñez Nunez llama luz chico cinco ánimo Ana zorro",
    "et": "šokk täis zebra žest tamm umbes õlu ämber öö üks vaal sari saabas",
    "fa": "آب ابر باران پدر تهران ثروت جنگ چای حرف خانه گل کتاب لب یخ هوا واژه",
    "fi": "Åbo Ähtäri Ämne Örebro Zürich Turku Wiik Vaasa yö Ypäjä Ylöjärvi Ülle",
    "fr": "cote coté côte côté élan elan œuvre ouvre oeuvre Île ilot ça cas",
    "hr": "čaj cvijet ćevap džep dug đak dan ljubav luk njiva nos šuma sunce žaba zec",
    "hu": "cukor csak dzsem domb gyár gaz lyuk lap nyár nap szép só tyúk tó zsák zöld",
    "lt": "ąžuolas akis čia cirkas ėjo eglė yla irklas įmonė šuo suo ūkis ugnis žuvis",
    "lv": "čaula cena ģimene gads ķirsis kaķis ļaudis lapa ņemt nams šķūnis sala žurka",
    "pl": "łódź lot ósmy okno świt sok żaba źródło zegar ćma cena ąę aby ężyk",
    "ro": "șarpe sat țară tata în iarnă ăla apă âme ani şi ţap",
    "ru": "ёлка елка ель Йод иод яблоко Ярославль арбуз Щука шапка Эхо Paris London",
    "sk": "ďaleko dom chata hora ihla ľad les ôsmy osem ťava tam žena zima ämber",
    "sv": "Öland Åland Ärla Zorn Ölund Wik Vik Ydre ü Österlen ångström ätt ödla",
    "tr": "ılık ilk İzmir Isparta çay cam göl gol öğle okul şeker su ütü uzun Iğdır",
    "uk": "ґанок гора їжак іній індик йод єнот ель ячмінь щука Ґудзь London",
    "ar": "أحمد احمد إبراهيم آدم ابن بحر تاج مدينة مدينت مرأة على علي يوم هدى هدي",
    "he": "אבא בית גמל דלת שלום תודה ירושלים London",
    "vi": "ăn ân an đi di em êm ông ong ơn ưa ua má mà mả mã mạ ma đá",
    "zh": "北京 上海 广州 深圳 重庆 阿里 张三 王小明 李四 赵 欧阳 London 银行 音乐 中国",
    "ko": "가나 나라 서울 부산 대구 깨 강 London",
    "bg": "ябълка щъркел ъгъл юни жаба йод София",
    "sr": "ђак дан љубав лук њива нос ћевап чај џеп жаба London",
    "is": "Þór þak ær Árni arfa ðe dalur él eldur örn ós",
    "mt": "ċar car ġar gar għar ħar har żar zar",
    "az": "əsas elm xal hava qara kənd çay ışıq ilk öz şəhər ürək wal zal",
    "uz": "oʻzbek olma gʻoza gul shahar suv choy cirk",
    "el": "άλφα αλφα Ωμέγα ήλιος ώρα ξένος ψωμί London",
}


LATIN = {"zh": "resume Lodz Oslo Aether"}
"""
In place of English words: accents of pinyin, which CLDR puts before bare letters, are not
in our rows.
"""


def keys() -> dict[str, list[tuple[int, int]]]:
    """Read what CLDR's root order says of each character: primary, secondary weights."""
    found = {}
    for line in KEYS.read_text("utf-8").splitlines():
        row = re.match(r"([0-9A-F]+)\s*;\s*((?:\[[^\]]+\])+)", line)
        if row:
            weights = re.findall(r"([0-9A-F]{4})\.([0-9A-F]{4})\.[0-9A-F]{4}", row[2])
            found[chr(int(row[1], 16))] = [(int(p, 16), int(s, 16)) for p, s in weights]
    return found


def root_table() -> dict[str, object]:
    """Say the root order by letters: those of each script, marks, what goes as what."""
    rows = keys()
    letters: dict[int, str] = {}
    marks: dict[int, str] = {}
    script: dict[str, list[int]] = {}
    for one, weights in rows.items():
        name = unicodedata.name(one, "?").split()[0]
        is_in_use = name in SCRIPTS or name in ("MODIFIER", "COMBINING")
        if not (is_in_use or one.isascii()) or one > "\uffff" or one != one.lower():
            continue
        whole = [pair for pair in weights if any(pair)]
        if len(whole) != 1:
            continue
        primary, secondary = whole[0]
        if primary and secondary == 0x20:
            is_letter = unicodedata.category(one)[0] in "LM"
            if not is_letter or unicodedata.normalize("NFKC", one) != one:
                continue
            if name in SCRIPTS or name == "MODIFIER":
                letters.setdefault(primary, one)
            is_in_script = name in SCRIPTS and primary > rows["a"][0][0]
            if is_in_script and letters.get(primary) == one:
                script.setdefault(SCRIPTS[name], []).append(primary)
        elif not primary:
            marks.setdefault(secondary, one)
    rest = {s for weights in rows.values() for p, s in weights if s > 0x20} - set(marks)
    for at, secondary in enumerate(sorted(rest)):
        marks[secondary] = chr(0xE000 + at)
    digits = {rows[one][0][0]: one for one in "0123456789"}
    goes_as = {}
    for one, weights in rows.items():
        if one > "\uffff" or one.isascii() or one != one.lower():
            continue
        parts = unicodedata.normalize("NFKD", one)
        text = "".join(_written(pair, letters | digits, marks) for pair in weights)
        known = {letters.get(p) for p, _ in weights} | {
            marks.get(s) for _, s in weights
        }
        if one in known or not text or "?" in text:
            continue
        of_parts = [pair for part in parts for pair in rows.get(part, ())]
        if parts != one and [p for p in of_parts if any(p)] == [
            p for p in weights if any(p)
        ]:
            continue
        goes_as[one] = text
    ends = {
        name: letters[min(found)] + letters[max(found)]
        for name, found in script.items()
        if name != "Latn"
    }
    used = set("".join(goes_as.values()))
    kept = [
        mark for _, mark in sorted(marks.items()) if mark in used or mark < "\ue000"
    ]
    return {
        "letters": "".join(letters[one] for one in sorted(letters)),
        "marks": "".join(kept),
        "scripts": dict(sorted(ends.items())),
        "as": dict(sorted(goes_as.items())),
    }


def _written(
    pair: tuple[int, int], letters: dict[int, str], marks: dict[int, str]
) -> str:
    primary, secondary = pair
    letter = letters.get(primary, "?") if primary else ""
    return letter + (marks[secondary] if secondary > 0x20 else "")


def pinyin_table() -> dict[str, str]:
    """Give Han characters in the order of their pinyin, by the letter it begins with."""
    rules = icu.Collator.createInstance(icu.Locale("zh")).getRules()
    found: dict[str, str] = {}
    for part in rules.split("\ufdd0")[1:]:
        letter, text = part[0], part[1:]
        text = re.sub(r"<\*|<|'|\s", "", text.partition("&")[0])
        text = re.sub("(.)-(.)", lambda two: _range(two[1], two[2]), text)
        chosen = "".join(one for one in text if "\u4e00" <= one <= "\u9fff")
        if letter.isascii() and letter.isalpha():
            found[letter] = chosen
    return found


def _range(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


def golden() -> Iterator[tuple[str, list[list[str]]]]:
    """Sort words and letters of each language by ICU; those that are equal together."""
    for tag in GOLDEN:
        locale = icu.Locale(tag.replace("-", "_"))
        collator = icu.Collator.createInstance(locale)
        collator.setStrength(icu.Collator.SECONDARY)
        exemplars = icu.LocaleData(locale.getName()).getExemplarSet(0)
        own = sorted(x for x in exemplars if x not in ("\u200c", "\u200d"))
        draw = random.Random(tag)
        own = draw.sample(own, min(len(own), 60))
        words = {
            *own,
            *"aceinosuyz",
            *WORDS.get(tag, "").split(),
            *LATIN.get(tag, WORDS["en"]).split(),
        }
        for _ in range(40):
            words.add("".join(draw.choices(own, k=draw.randint(2, 4))))
        groups: dict[bytes, list[str]] = {}
        for word in sorted({unicodedata.normalize("NFC", word) for word in words}):
            groups.setdefault(collator.getSortKey(word), []).append(word)
        yield tag, [groups[key] for key in sorted(groups)]


def main() -> None:
    """Write tables and lists."""
    tables = {
        TABLES / "root_order.json": root_table(),
        TABLES / "pinyin_order.json": pinyin_table(),
        ROOT / "tests" / "data" / "collation.json": {
            "icu": icu.ICU_VERSION,
            "orders": dict(golden()),
        },
    }
    for path, table in tables.items():
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), indent=None)
        path.write_text(text.replace('],"', '],\n"') + "\n", "utf-8")


if __name__ == "__main__":
    main()

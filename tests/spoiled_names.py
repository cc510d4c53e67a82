"""People of many naming cultures and what they wrote, under names spoiled on purpose."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence

import cyrtranslit
import iuliia
import msgspec
from anyascii import anyascii
from pypinyin import Style, lazy_pinyin

from commentariat.archive.archive import build_archive
from commentariat.archive.model import Article
from commentariat.archive.slugs import slugify
from commentariat.archive.term_rules import Rules
from commentariat.authority.doubles import find_doubles
from commentariat.facets import AUTHORS, CENTERS, DEFAULT_FACETS, REGIONS

LAST_YEAR = 2026

_NEAR = 0.1
"""Share of people who have the family name of another."""

# A culture: given names, middle names or none, family names, and how many of 250.
_LATIN = {
    "English": (
        "Ann Anne Andrew Alan Alice Brian Caroline Catherine David Diana Edward Emily "
        "Frank George Helen Henry James Jane Janet John Joan Karen Kenneth Laura Linda "
        "Margaret Mark Martin Mary Michael Nancy Patrick Paul Peter Rachel Richard Robert "
        "Ruth Samuel Sarah Simon Stephen Susan Thomas Timothy Victoria Walter William",
        "Lee Allan Marie Edward Louise James Grace Rose Henry Blake",
        "Adams Allen Anderson Baker Barnes Bennett Brooks Butler Campbell Carter Clark "
        "Collins Cooper Cox Davies Edwards Evans Fisher Foster Gibson Gordon Graham Grant "
        "Gray Green Hall Hamilton Harris Harrison Hughes Hunt Jackson Johnson Kelly Kennedy "
        "King Lee Lewis Marshall Mason Miller Mitchell Moore Morgan Morris Murray Nelson "
        "O'Brien Palmer Parker Phillips Porter Reed Reynolds Richardson Roberts Robinson "
        "Rogers Russell Scott Shaw Simpson Smith Stevens Stewart Stone Sullivan Taylor "
        "Thompson Turner Walker Wallace Ward Watson Webb White Wilson Wood Wright Young",
        70,
    ),
    "German": (
        "Anna Andreas Bernd Birgit Christian Claudia Dieter Elisabeth Ernst Franz Friedrich "
        "Gabriele Günter Hans Heike Heinrich Ingrid Jörg Jürgen Karl Katharina Klaus Manfred "
        "Matthias Monika Petra Rainer Sabine Stefan Susanne Thomas Ulrich Ursula Wolfgang",
        "",
        "Bauer Becker Böhm Braun Fischer Frank Friedrich Fuchs Groß Hahn Hartmann Hoffmann "
        "Huber Jäger Kaiser Keller Klein Köhler König Krämer Krause Lange Lehmann Maier "
        "Möller Müller Neumann Peters Richter Roth Schäfer Schmidt Schneider Scholz Schröder "
        "Schulz Schwarz Vogel Wagner Weber Weiß Werner Winkler Wolf Zimmermann",
        25,
    ),
    "French": (
        "Alain André Anne-Marie Bernard Brigitte Catherine Chantal Claude Denis Dominique "
        "Élise François Françoise Gérard Hélène Isabelle Jacques Jean Jean-Claude "
        "Jean-Pierre Jérôme Laurent Marc Marie-Claire Michel Monique Nathalie Nicolas "
        "Olivier Philippe Pierre René Sophie Sylvie Thierry Véronique Yves",
        "",
        "Arnaud Aubert Barbier Benoît Bernard Bertrand Blanchard Bonnet Boyer Chevalier "
        "Clément David Dubois Dufour Dumas Dupont Durand Fabre Faure Fournier Garnier "
        "Gauthier Gérard Girard Guérin Henry Lacroix Lambert Lefèvre Legrand Lemaire Leroy "
        "Marchand Martin Masson Mercier Meyer Moreau Morel Perrin Renard Rousseau Roussel",
        25,
    ),
    "Spanish": (
        "Alejandro Ana Andrés Antonio Beatriz Carlos Carmen Cristina Diego Elena Fernando "
        "Francisco Gabriela Guillermo Isabel Javier Jorge José Juan Laura Luis Manuel María "
        "Marta Miguel Pablo Patricia Pedro Pilar Rafael Ramón Raquel Ricardo Rosa Sergio "
        "Silvia Teresa Tomás Verónica",
        "",
        "Aguilar Álvarez Blanco Cabrera Campos Castillo Castro Delgado Díaz Domínguez "
        "Fernández Flores Fuentes García Gómez González Gutiérrez Hernández Herrera Iglesias "
        "Jiménez López Marín Martínez Medina Méndez Molina Morales Moreno Muñoz Navarro "
        "Núñez Ortega Ortiz Peña Pérez Ramírez Ramos Reyes Ríos Rodríguez Romero Rubio Ruiz "
        "Sánchez Santos Serrano Silva Soto Suárez Torres Vargas Vázquez Vega Vidal",
        30,
    ),
}
_CYRILLIC = {
    "Russian": (
        "Александр Алексей Андрей Анна Борис Вадим Валерий Василий Виктор Владимир Галина "
        "Георгий Дмитрий Евгений Екатерина Елена Игорь Ирина Кирилл Константин Лев Людмила "
        "Мария Михаил Наталья Николай Олег Ольга Павел Пётр Светлана Сергей Татьяна Фёдор "
        "Юлия Юрий Яков",
        "Александрович Алексеевич Борисович Викторович Владимирович Дмитриевич Иванович "
        "Михайлович Николаевич Павлович Петрович Сергеевич Юрьевич",
        "Абрамов Белов Бочаров Васильев Волков Воробьёв Гаврилов Горбачёв Гусев Егоров "
        "Ершов Жуков Зайцев Захаров Зубов Иванов Ильин Казаков Киселёв Ковалёв Козлов "
        "Королёв Кузнецов Лебедев Макаров Медведев Морозов Никитин Новиков Орлов Павлов "
        "Петров Поляков Попов Рыбаков Савельев Семёнов Сидоров Смирнов Соколов Соловьёв "
        "Тарасов Титов Тихонов Трофимов Фёдоров Филиппов Фролов Хрущёв Царёв Цветков Чернов "
        "Чехов Шевцов Широков Щербаков Юдин Яковлев",
        30,
    ),
    "Ukrainian": (
        "Андрій Богдан Валентина Василь Віктор Володимир Ганна Григорій Дмитро Євген Ірина "
        "Катерина Леонід Людмила Марія Микола Михайло Наталія Олег Олександр Олексій Олена "
        "Ольга Павло Петро Роман Світлана Сергій Тарас Тетяна Юрій Ярослав",
        "",
        "Бондаренко Бойко Василенко Власенко Гончаренко Гнатюк Гриценко Демченко Довженко "
        "Жук Захарченко Іваненко Кириленко Коваленко Ковальчук Кравченко Кравчук Лисенко "
        "Литвиненко Мельник Мороз Олійник Павленко Петренко Полищук Пономаренко Руденко "
        "Савченко Сидоренко Ткаченко Федоренко Харченко Хоменко Чорновіл Шевченко Щербак "
        "Юрченко Ющенко Яценко",
        20,
    ),
}
_CHINESE = (
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 郑 梁 谢 宋 唐 许 邓 韩 冯 曹 欧阳",
    "明 伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 超 秀英 霞 平 刚 桂英 小明 志强 建国 "
    "文华 海燕 晓红 国平 永康 家宝 思远 雪梅 天佑 子涵 俊杰 丽华 明远 德江 春华 振宇 庆林",
    25,
)
_ARABIC = (
    "Muhammad=محمد Ahmad=أحمد Ali=علي Hassan=حسن Hussein=حسين Omar=عمر Khalid=خالد "
    "Yusuf=يوسف Ibrahim=إبراهيم Mustafa=مصطفى Mahmud=محمود Karim=كريم Samir=سمير "
    "Tariq=طارق Walid=وليد Nasser=ناصر Salim=سليم Fatima=فاطمة Layla=ليلى Mariam=مريم "
    "Hanan=حنان Rania=رانيا Nadia=نادية Samira=سميرة Amina=أمينة Jamal=جمال Faisal=فيصل",
    "al-Khatib=الخطيب al-Haddad=الحداد Mansour=منصور Darwish=درويش al-Masri=المصري "
    "Shahin=شاهين Qasim=قاسم Nasrallah=نصرالله al-Sharif=الشريف Barakat=بركات "
    "al-Rashid=الراشد Haddad=حداد Khoury=خوري Salama=سلامة Zaydan=زيدان Farouk=فاروق "
    "al-Najjar=النجار Hamdan=حمدان Sulayman=سليمان al-Tamimi=التميمي Shaheen=شاهين "
    "Ghanem=غانم Jaber=جابر Bishara=بشارة Hijazi=حجازي Saleh=صالح Fayyad=فياض Aziz=عزيز",
    25,
)
_LETTERS = (
    "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإ",
)  # fmt: skip
_RUSSIAN_SCHEMES = (
    iuliia.BGN_PCGN, iuliia.ALA_LC, iuliia.ISO_9_1968, iuliia.GOST_779_ALT,
    iuliia.SCIENTIFIC, iuliia.ICAO_DOC_9303, iuliia.MVD_310_FR, iuliia.TELEGRAM,
)  # fmt: skip
_CENTERS = (
    "Center for Energy", "Center for Water", "Eurasia Center", "Asia Center",
    "Center for Trade", "Security Program", "Middle East Center",
)  # fmt: skip
_REGIONS = tuple(
    "Russia Ukraine China Iran Egypt Germany France Spain Brazil Mexico India Japan Turkey "
    "Poland Italy Nigeria Kenya Ethiopia Canada Chile Peru Greece Sweden Norway Iraq Syria "
    "Israel Jordan Vietnam Indonesia".split()
)


class Person(msgspec.Struct):
    """Somebody who wrote, and the names they were printed under."""

    culture: str
    given: str
    middle: str
    family: str
    """May be of two words."""
    native: tuple[str, str, str] = ("", "", "")
    """Given, middle and family name in their own script."""
    spellings: tuple[str, ...] = ()
    """The usual one first."""
    centers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    first: int = 2000
    last: int = 2010
    circle: tuple[int, ...] = ()
    """Whom they write with."""
    is_married: bool = False
    """The second spelling has another family name."""

    @property
    def name(self) -> str:
        """The usual name."""
        return f"{self.given} {self.family}"


class Corpus(msgspec.Struct):
    """People, and articles that name them by any of their spellings."""

    people: list[Person]
    articles: list[Article]

    @property
    def spelled(self) -> dict[str, int]:
        """Whose each spelling is."""
        return {text: n for n, one in enumerate(self.people) for text in one.spellings}


def make_corpus(
    seed: int,
    *,
    people: int = 250,
    spellings: int = 2_000,
    articles: int = 10_000,
    namesakes: int = 0,
    married: int = 0,
) -> Corpus:
    """
    Make a corpus by *seed*: people, spoiled *spellings*, and *articles* of theirs.

    Of the people, so many have *namesakes*, others of the same name whose spellings are
    others, and so many *married* and sign by another family name since.
    """
    rng = random.Random(seed)
    found = _make_people(rng, people - namesakes)
    for one in rng.sample(found, namesakes):
        twin = msgspec.structs.replace(one)
        found.append(twin)
    _give_careers(rng, found)
    _spell(rng, found, spellings, set(rng.sample(range(len(found)), married)))
    return Corpus(found, _write(rng, found, articles))


def _make_people(rng: random.Random, count: int) -> list[Person]:
    total = 250
    makers: list[tuple[int, Callable[[], Person]]] = []
    for culture, (given, middle, family, share) in (_LATIN | _CYRILLIC).items():
        makers.append((share, _maker(rng, culture, given, middle, family)))
    makers.append((_CHINESE[2], lambda: _chinese(rng)))
    makers.append((_ARABIC[2], lambda: _arabic(rng)))
    found: list[Person] = []
    taken: set[str] = set()
    for share, make in makers:
        wanted = round(count * share / total)
        while wanted:
            one = make()
            if found and rng.random() < _NEAR and found[-1].culture == one.culture:
                one.family, one.native = found[-1].family, _of_kin(one, found[-1])
            if slugify(one.name) not in taken:
                taken.add(slugify(one.name))
                found.append(one)
                wanted -= 1
    return found[:count]


def _of_kin(one: Person, other: Person) -> tuple[str, str, str]:
    return (*one.native[:2], other.native[2])


def _maker(
    rng: random.Random, culture: str, given: str, middle: str, family: str
) -> Callable[[], Person]:
    firsts, middles, lasts = given.split(), middle.split(), family.split()

    def make() -> Person:
        first, last = rng.choice(firsts), rng.choice(lasts)
        between = rng.choice(middles) if middles and rng.random() < 0.6 else ""
        if culture == "Spanish" and rng.random() < 0.6:
            last = f"{last} {rng.choice([one for one in lasts if one != last])}"
        if culture not in _CYRILLIC:
            return Person(culture, first, between, last)
        if culture == "Russian":
            if first[-1] in "ая" and last[-1] == "в":
                last += "а"
            if first[-1] in "ая":
                between = between.replace("ович", "овна").replace("евич", "евна")
            latin = [iuliia.WIKIPEDIA.translate(one) for one in (first, between, last)]
        else:
            latin = [cyrtranslit.to_latin(one, "ua") for one in (first, between, last)]
            latin = [anyascii(one).replace("'", "") for one in latin]
        return Person(culture, latin[0], latin[1], latin[2], (first, between, last))

    return make


def _chinese(rng: random.Random) -> Person:
    family, given = rng.choice(_CHINESE[0].split()), rng.choice(_CHINESE[1].split())
    latin = ["".join(lazy_pinyin(one)).capitalize() for one in (given, family)]
    return Person("Chinese", latin[0], "", latin[1], native=(given, "", family))


def _arabic(rng: random.Random) -> Person:
    given, own_given = rng.choice(_ARABIC[0].split()).split("=")
    family, own_family = rng.choice(_ARABIC[1].split()).split("=")
    return Person("Arabic", given, "", family, native=(own_given, "", own_family))


def _give_careers(rng: random.Random, people: list[Person]) -> None:
    for one in people:
        one.first = rng.randint(1988, 2018)
        one.last = min(LAST_YEAR, one.first + rng.randint(3, 30))
        one.centers = tuple(rng.sample(_CENTERS, rng.choice((1, 1, 2))))
        one.regions = tuple(rng.sample(_REGIONS, rng.randint(1, 4)))
    for n, one in enumerate(people):
        near = [
            m
            for m, other in enumerate(people)
            if m != n
            and other.name != one.name
            and set(other.centers) & set(one.centers)
            and other.first <= one.last
            and one.first <= other.last
        ]
        one.circle = tuple(rng.sample(near, min(len(near), rng.randint(1, 5))))


def _spell(
    rng: random.Random, people: list[Person], count: int, married: set[int]
) -> None:
    taken: set[str] = set()
    for n, one in enumerate(people):
        own = [one.name] if slugify(one.name) not in taken else [f"{one.name} II"]
        taken.add(slugify(own[0]))
        wanted = count // len(people) + (n < count % len(people))
        if n in married:
            other = msgspec.structs.replace(one, family=rng.choice(people).family)
            if slugify(other.name) not in taken:
                own.append(other.name)
                one.is_married = True
                taken.add(slugify(other.name))
        for _ in range(60 * wanted):
            if len(own) >= wanted:
                break
            text = spoil(rng, one)
            if text and slugify(text) not in taken:
                taken.add(slugify(text))
                own.append(text)
        one.spellings = tuple(own)


def spoil(rng: random.Random, one: Person) -> str:
    """Print the name of *one* as a careless house might."""
    given, middle, family = one.given, one.middle, one.family
    if one.native[2] and rng.random() < 0.4:
        given, middle, family = _romanized(rng, one)
    if rng.random() < 0.25:
        middle = ""
    ways: list[str] = rng.sample(
        ["order", "initials", "title", "by", "letter", "degree", "post", "case"],
        rng.choice((0, 1, 1, 1, 2)),
    )
    if "letter" in ways:
        if rng.random() < 0.35:
            given = _slip(rng, given)
        else:
            family = _slip(rng, family)
    if " " in family and rng.random() < 0.25:
        family = family.split()[0] if rng.random() < 0.6 else family.replace(" ", "-")
    if "initials" in ways and given[0].isalpha() and not _is_han(given):
        dash = "-" if "-" in given else ""
        letters = [f"{part[:1]}." for part in given.replace("-", " ").split()]
        given = dash.join(letters)
        middle = f"{middle[:1]}." if middle else ""
        if middle and rng.random() < 0.3:
            given, middle = given + middle, ""
    elif middle and rng.random() < 0.5:
        middle = f"{middle[:1]}."
    first = " ".join(filter(None, (given, middle)))
    is_east = one.culture in ("Russian", "Ukrainian", "Chinese")
    if "order" in ways:
        comma = (
            "" if _is_han(family) else " " if is_east and rng.random() < 0.5 else ", "
        )
        text = f"{family}{comma}{first}"
    elif _is_han(family):
        text = f"{family}{first}"
    else:
        text = f"{first} {family}"
    if "case" in ways and "." not in text:
        text = text.upper()
    if "title" in ways and ", " not in text:
        text = (
            f"{rng.choice(('Dr.', 'Prof.', 'Amb.', 'Sir', 'Professor', 'Gen.'))} {text}"
        )
    if "degree" in ways and ", " not in text:
        text += rng.choice((", PhD", ", Ph.D.", " PhD", ", MD"))
    if "post" in ways and ", " not in text:
        text += rng.choice(
            (
                ", Fennmark Institute",
                " (Eurasia Center)",
                ", Senior Fellow",
                " – Fennmark",
            )
        )
    if "by" in ways:
        text = f"By {text}"
    return text


def _is_han(text: str) -> bool:
    return "一" <= text[0] <= "鿿"


def _romanized(rng: random.Random, one: Person) -> tuple[str, str, str]:
    """Write a name in its own script, or in Latin letters by a library."""
    own = one.native
    if rng.random() < 0.35:
        return own
    turn: Callable[[str], str]
    if one.culture == "Russian":
        ways: Sequence[Callable[[str], str]] = [
            *(scheme.translate for scheme in _RUSSIAN_SCHEMES),
            lambda text: cyrtranslit.to_latin(text, "ru"),
            anyascii,
        ]
        turn = rng.choice(ways)
    elif one.culture == "Ukrainian":
        turn = rng.choice((lambda text: cyrtranslit.to_latin(text, "ua"), anyascii))
    elif one.culture == "Chinese":
        style = rng.choice((Style.NORMAL, Style.NORMAL, Style.WADEGILES))
        dash = rng.choice(("", "-", " "))
        parts = [dash.join(lazy_pinyin(text, style=style)) for text in own]
        return parts[0].capitalize(), "", parts[2].capitalize()
    else:
        turn = anyascii
    given, middle, family = (turn(text).strip() for text in own)
    return given.capitalize(), middle.capitalize(), family.capitalize()


def _slip(rng: random.Random, name: str) -> str:
    """Write one letter of a word of *name* wrong, if a word is long enough."""
    words = name.split(" ")
    longer = [n for n, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not longer:
        return name
    n = rng.choice(longer)
    word = words[n]
    at = rng.randint(1, len(word) - 2)
    letters = next((some for some in _LETTERS if word[at] in some), _LETTERS[0])
    words[n] = {
        "drop": word[:at] + word[at + 1 :],
        "add": word[:at] + rng.choice(letters) + word[at:],
        "other": word[:at] + rng.choice(letters) + word[at + 1 :],
        "turn": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[rng.choice(("drop", "add", "other", "turn"))]
    return " ".join(words)


def _write(rng: random.Random, people: list[Person], count: int) -> list[Article]:
    """Write *count* articles; every spelling stands over one at least."""
    due = [(n, text) for n, one in enumerate(people) for text in one.spellings]
    rng.shuffle(due)
    weights = [1 / (1 + n % 50) for n in range(len(people))]
    articles: list[Article] = []
    for number in range(count):
        if number < len(due):
            n, text = due[number]
        else:
            (n,) = rng.choices(range(len(people)), weights)
            text = _print(rng, people[n])
        one = people[n]
        names = [text]
        if one.circle and rng.random() < 0.35:
            with_whom = rng.sample(
                one.circle, min(len(one.circle), rng.choice((1, 1, 2)))
            )
            names += [_print(rng, people[m]) for m in with_whom]
        articles.append(
            Article(
                source=f"articles/a{number}.md",
                digest="",
                title=f"Piece {number}",
                slug=f"a{number}",
                language="en",
                date=f"{rng.randint(one.first, one.last)}-05-01",
                terms={
                    AUTHORS: tuple(dict.fromkeys(names)),
                    CENTERS: (rng.choice(one.centers),),
                    REGIONS: (rng.choice(one.regions),),
                },
            )
        )
    return articles


def _print(rng: random.Random, one: Person) -> str:
    """Take a spelling of *one*: mostly the usual."""
    return one.spellings[0] if rng.random() < 0.5 else rng.choice(one.spellings)


class Figures(msgspec.Struct):
    """How well doubles were found, counted in pairs of spellings."""

    wanted: int
    """Pairs of spellings of one person."""
    made: int
    """Pairs that what was found puts together."""
    right: int
    mixed: list[list[str]]
    """What was put together of several people."""
    missed: list[list[list[str]]]
    """The spellings of each person who was not found whole, as they were."""

    @property
    def recall(self) -> float:
        """Share of the wanted pairs that were found."""
        return self.right / self.wanted

    @property
    def precision(self) -> float:
        """Share of the made pairs that are right."""
        return self.right / self.made if self.made else 1.0


def measure(corpus: Corpus, found: Iterable[tuple[str, str]]) -> Figures:
    """Count pairs: those *found* are put together, and what is one with the same is one."""
    whose = corpus.spelled
    roots = {text: text for text in whose}

    def root(text: str) -> str:
        while roots[text] != text:
            text = roots[text]
        return text

    for a, b in found:
        roots[root(a)] = root(b)
    groups: dict[str, list[str]] = {}
    for text in whose:
        groups.setdefault(root(text), []).append(text)
    people: dict[int, list[list[str]]] = {}
    mixed: list[list[str]] = []
    right = 0
    for group in groups.values():
        parts: dict[int, list[str]] = {}
        for text in group:
            parts.setdefault(whose[text], []).append(text)
        if len(parts) > 1:
            mixed.append(group)
        for person, texts in parts.items():
            people.setdefault(person, []).append(texts)
            right += _pairs(len(texts))
    return Figures(
        sum(_pairs(len(one.spellings)) for one in corpus.people),
        sum(_pairs(len(group)) for group in groups.values()),
        right,
        mixed,
        [some for some in people.values() if len(some) > 1],
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def find_in(corpus: Corpus) -> list[tuple[str, str]]:
    """Find the doubles of *corpus*, as a site would."""
    archive = build_archive(corpus.articles, [], [], DEFAULT_FACETS)
    facet = next(one for one in archive.facets if one.name == AUTHORS)
    return [(one.a, one.b) for one in find_doubles(archive, facet, Rules())]

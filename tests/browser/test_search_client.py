"""The browser takes words apart, and answers from an index, as the program does."""

from __future__ import annotations

import base64
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from text_search import Text, count_terms

from commentariat.search.folding import fold, split_words
from commentariat.search.index import build_index
from commentariat.search.model import LANGUAGE
from commentariat.search.reader import Query, Reader

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "theme/search.js"
WORDS = (
    "the of and river rivers River’s dam dams l'État état energy energies energetic"
    " enerhodar covid-19 выборы выборов энергия die 日本経済 日本 naïve o’brien state"
    " union states der Straße strasse 2020 ٢٠٢٠ الاقتصاد اقتصاد x"
).split()
ASKED = (*WORDS, "ener", "riv", "enrgy", "unoin", "dammed", "日", "nowhere")
NAMES = ("Ana Ruiz", "River Phoenix")
DATES = ("", "2019", "2019-05", "2020-02-29", "2021-01-01", "1890")
ANSWER = """async ({ files, queries }) => {
  const { Index } = await import("/search.js");
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const index = await new Index(async (path) => bytes(files[path])).open();
  const answers = [];
  for (const query of queries) {
    const found = await index.answer(query);
    const cards = await Promise.all(found.places.map((place) => index.card(place)));
    const counts = await index.counts(found.places, "authors");
    answers.push({
      slugs: cards.map((card) => card.slug), isAbout: found.isAbout,
      isPartial: found.isPartial, likely: Object.fromEntries(found.likely),
      counts: Object.fromEntries(counts.map((row) => [row.key, row.count])),
    });
  }
  return answers;
}"""
READ = """async ({ letters, texts }) => {
  const { Letters } = await import("/search.js");
  const found = new Letters(letters);
  return texts.map((text) => found.forms(text));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page from which the script of the search can be imported."""

    def give(route: Route) -> None:
        is_script = route.request.url.endswith(".js")
        kind = "text/javascript" if is_script else "text/html"
        body = SCRIPT.read_text(encoding="utf-8") if is_script else "<title>x</title>"
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    found = browser.new_page()
    found.route("**/*", give)
    found.goto("http://search.test/")
    yield found
    found.close()


def draw_words(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))


def draw_texts(chance: random.Random, count: int) -> list[Text]:
    return [
        Text(
            slug=f"{chance.choice('abcxyz')}{number}",
            title=draw_words(chance, 3),
            dek=draw_words(chance, 4),
            authors=tuple(chance.sample(NAMES, chance.randint(0, 2))),
            body=tuple(draw_words(chance, 12) for _ in range(chance.randint(0, 3))),
            date=chance.choice(DATES),
            language=chance.choice(("en", "ru", "de", "fr", "uk", "ar", "ja", "qaa")),
        )
        for number in range(count)
    ]


def draw_query(chance: random.Random) -> Query:
    atoms = []
    for _ in range(chance.randint(0, 3)):
        word = chance.choice(ASKED)
        run = draw_words(chance, 4)
        phrase = f'"{run}"'
        kinds = (word, run, phrase, f"-{word}", f"-{phrase}")
        atoms += chance.choices(kinds, (5, 1, 2, 1, 1))
    return Query(
        " ".join(atoms),
        {"authors": (chance.choice(NAMES),)} if chance.random() < 0.3 else {},
        chance.choice((0, 0, 2019, 2020)),
        chance.choice((0, 0, 2020)),
        chance.choice(("", "newest", "oldest")),
        chance.random() < 0.4,
    )


def files_of(texts: list[Text]) -> dict[str, bytes]:
    documents = [one.document for one in texts]
    files = build_index(documents, count_terms(documents, ("authors", LANGUAGE)))
    return {path: file.data for path, file in files.items()}


def asked_in_browser(
    page: Page, files: dict[str, bytes], queries: list[Query]
) -> list[dict[str, Any]]:
    """Have the browser answer *queries*."""
    given = {path: base64.b64encode(data).decode() for path, data in files.items()}
    asked = [
        {
            "text": one.text, "terms": one.terms, "since": one.since,
            "until": one.until, "sort": one.sort, "isOpen": one.is_open,
        }
        for one in queries
    ]  # fmt: skip
    found: list[dict[str, Any]] = page.evaluate(
        ANSWER, {"files": given, "queries": asked}
    )
    return found


@pytest.mark.parametrize("count", [0, 1, 12, 60, 2500])
def test_the_browser_answers_as_the_reader_does(page: Page, count: int) -> None:
    chance = random.Random(count)
    files = files_of(draw_texts(chance, count))
    queries = [draw_query(chance) for _ in range(40)]
    reader = Reader(files.__getitem__)
    answers = asked_in_browser(page, files, queries)
    for query, told in zip(queries, answers, strict=True):
        answer = reader.answer(query)
        slugs = [reader.card(place).slug for place in answer.places]
        assert told["slugs"] == slugs, query
        assert told["isAbout"] == answer.is_about, query
        assert told["isPartial"] == answer.is_partial, query
        assert told["likely"] == dict(answer.likely), query
        counts = {key: n for key, n in told["counts"].items() if n}
        assert counts == dict(reader.counts(answer.places, "authors")), query


def test_the_browser_folds_every_letter_as_the_program_does(page: Page) -> None:
    """But for those that this Python does not know yet, or that are no letters."""
    known = [
        chr(code)
        for code in (*range(0x20, 0xD800), *range(0xE000, 0x10000), *range(0x1F100, 0x1F200))
        if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")
    ]  # fmt: skip
    texts = [text for one in known for text in (f"a{one}b", f"{one}", f"l'{one}x y")]
    letters = Reader(files_of([]).__getitem__).root["letters"]
    found: list[list[str]] = page.evaluate(READ, {"letters": letters, "texts": texts})
    wrong = [
        (text, told)
        for text, told in zip(texts, found, strict=True)
        if told != [form for word in split_words(text) if (form := fold(word))]
    ]
    assert not wrong, (len(wrong), wrong[:20])

"""An archive of any size to be searched, made by chance of what the sample says."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from harness import SiteFolder, article
from sample import ROOT, Published, listed
from search_page import search_of
from text_search import Text, TextSearch, shown_paragraphs

from commentariat.archive.frontmatter import markdown_of
from commentariat.archive.slugs import slugify

BASE = "https://example.org/"
SETTINGS = f"""\
[tool.commentariat]
title = "The Archive of Chance"
institution = "Institute of Tests"
base_url = "{BASE}"

[tool.commentariat.facets.themes]
label = "Themes"
label_one = "Theme"
"""
FIRST = "Ana Boris Chiara Daoud Élise Farid Greta Hana Ivan Jun Karim Lena".split()
LAST = "Ruiz Lindqvist Okafor Novák Haddad Meyer Ivanova Tanaka Brown Silva".split()
TYPES = ("commentary", "commentary", "commentary", "event", "other")
_SENTENCE = re.compile(r"[^\W\d_][^*_`#\[\]<>|\\$~{}\n@]+?[.?!](?=\s|$)")


class Archive(NamedTuple):
    """A site, and what looks through its texts."""

    site: Published
    search: TextSearch
    texts: Sequence[Text]


def make_archive(folder: Path, count: int, seed: int = 1) -> Archive:
    """Build a site of *count* articles in *folder*."""
    chance = random.Random(seed)
    site = SiteFolder(folder, SETTINGS)
    written = [_write(site, chance, number, count) for number in range(count)]
    site.build()
    assert not site.problems, listed(site.problems)
    made = Published(folder, BASE)
    texts = [
        msgspec.structs.replace(
            one, body=shown_paragraphs(made.read(f"articles/{one.slug}/index.html"))
        )
        for one in written
    ]
    return Archive(made, search_of(texts), texts)


def _write(site: SiteFolder, chance: random.Random, number: int, count: int) -> Text:
    """Write an article; tell what is searched of it, but for its body."""
    language = chance.choices(("en", "ru", "ar"), (7, 2, 1))[0]
    sentences, words = said_in(language)
    slug = f"piece-{number}"
    title = " ".join(chance.choices(words, k=chance.randint(2, 6))).capitalize()
    dek = chance.choice(sentences) if chance.random() < 0.7 else ""
    authors = [
        f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        for _ in range(chance.choice((0, 1, 1, 2)))
    ]
    terms: Mapping[str, list[str]] = {
        "authors": list(dict.fromkeys(authors)),
        "regions": _some(chance, "Region", 12, 2),
        "topics": _some(chance, "Topic", 40, 3),
        "themes": _some(chance, "Theme", 5, 1),
    }
    series = _some(chance, "Series", 6, 1)[: chance.randint(0, 1)]
    kind = chance.choice(TYPES)
    date = f"{chance.randint(2004, 2025)}-{chance.randint(1, 12):02}"
    date = chance.choice((date[:4], date, *[f"{date}-{chance.randint(1, 28):02}"] * 8))
    date = date if chance.random() < 0.96 else ""
    paragraphs = [
        " ".join(_say(chance, language) for _ in range(chance.randint(1, 4)))
        for _ in range(chance.randint(1, 5))
    ]
    fields = {"series": series, "date": date, "dek": dek, **terms}
    text = article(
        title,
        "\n\n".join(paragraphs),
        slug=slug,
        language=language,
        type=kind,
        **{key: value[0] if key == "series" else value for key, value in fields.items() if value},
    )  # fmt: skip
    site.write(f"content/articles/{number % 50}/{slug}.md", text)
    keys = {**terms, "series": series, "types": [kind]}
    return Text(
        slug,
        title,
        dek,
        tuple(terms["authors"]),
        date=date,
        language=language,
        terms={key: tuple(map(slugify, one)) for key, one in keys.items()},
    )


def _some(chance: random.Random, name: str, count: int, most: int) -> list[str]:
    """Name some of *count* terms, the first ones more often than the others."""
    found = {int(chance.paretovariate(0.7)) % count for _ in range(most)}
    return [f"{name} {number}" for number in sorted(found)]


def _say(chance: random.Random, language: str) -> str:
    """Say a sentence of the sample, often with words exchanged."""
    sentences, words = said_in(language)
    found = chance.choice(sentences).split()
    for _ in range(chance.randint(0, 3)):
        found[chance.randrange(len(found))] = chance.choice(words)
    return " ".join(found)


@cache
def said_in(language: str) -> tuple[list[str], list[str]]:
    """List the sentences that the sample says in *language*, and the words that they have."""
    found = []
    for path in sorted((ROOT / "content/articles").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if f"\nlanguage: {language}\n" in text:
            found += _SENTENCE.findall(markdown_of(text))
    sentences = [
        " ".join(one.split())
        for one in found
        if 3 < len(one.split()) < 40 and ": " not in one
    ]
    words = sorted(
        {word for one in sentences for word in re.findall(r"[^\W\d_]{2,}", one)}
    )
    return sentences, words

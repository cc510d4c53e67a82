"""
Sites whose every text shows by its letters which language it is in, and pages held to it.

Content and settings of `every_kind` are in Greek letters; here each text gets those of the
language that it is meant to be in. What a page then says in letters of another language
than the nearest `lang` names is found, and so is what runs the other way than its `dir`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import msgspec
from bare_words import SPOKEN
from catalogs import FOLDER
from every_kind import write_every_kind
from harness import SiteFolder

from commentariat.interface.catalog import Table
from commentariat.language_tags import direction_of, script_of

_ALPHABETS = {
    "latn": "āčēģīķļņōŗšūžĉĝĥĵŝŭąćęłńśźő",
    "cyrl": "абвгдежзиклмнопрстуфхцчшэюя",
    "arab": "ابتثجحخدذرزسشصضطظعغفقكلمنهو",
    "hans": "山水火木金土日月人大小中天地上下左右東西南北男女子心手",
    "hebr": "אבגדהוזחטיכלמנסעפצקרשתאבגדה",
    "grek": "αβγδεζηθικλμνξοπρστυφχψωαβγ",
}
"""Letters of a script by those of Greek: of Latin, such as English never uses."""
_NAMES = {"hans": "CJK", "latn": "LATIN", "cyrl": "CYRILLIC", "arab": "ARABIC",
          "hebr": "HEBREW", "grek": "GREEK"}  # fmt: skip
_PEOPLE = re.compile(r"(?:Ένα|Άλλο) Όνομα")
_TERMS = re.compile(
    r"Άλλη σειρά|Σειρά|Βορράς|Αιγαίο|Ιόνιο|Νερό|Άλας|Ποτάμια|Φράγματα|Επιλογή|Κενό"
)
_CODES = re.compile(r"^ *(?:- )?(?:file|layout|rule|decided|line): .*$", re.M)
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")


def in_letters_of(language: str, text: str) -> str:
    """Write what of *text* is in Greek letters in those of *language*."""
    alphabet = _ALPHABETS[script_of(language)]

    def write(match: re.Match[str]) -> str:
        letter = unicodedata.normalize("NFD", match[0].lower())[0].replace("ς", "σ")
        return alphabet[_ALPHABETS["grek"].index(letter)]

    return _GREEK.sub(write, text)


def write_spoken(
    site: SiteFolder, settings: str, first: str, languages: tuple[str, ...]
) -> None:
    """
    Write a site with *settings*, whose pieces are in *languages*, one after the other.

    Terms are called in the *first*. People and outlets have names in Georgian, which are of no
    language to any page.
    """
    write_every_kind(site)
    site.write("pyproject.toml", in_letters_of(first, settings))
    files = sorted((site.folder / "content").rglob("*.md"))
    for number, path in enumerate(files):
        _rewrite(path, first, languages[number % len(languages)])
    site.write("content/files/a.csv", "1,2\n3,4\n")


def _rewrite(path: Path, first: str, language: str) -> None:
    text = path.read_text("utf-8")
    is_piece = "language:" in text or path.parent.name in ("events", "jobs", "pages")
    language = language if is_piece and path.name != "index.md" else first
    text = _CODES.sub(lambda line: re.sub(_GREEK, "1", line[0]), text)
    text = re.sub("Εφημερίδα", "გაზეთი", text)
    text = _PEOPLE.sub(lambda name: "ნინო" if "Έ" in name[0] else "გია", text)
    terms = list(dict.fromkeys(_TERMS.findall(text)))
    text = _TERMS.sub(lambda name: f"\ue000{terms.index(name[0])}\ue001", text)
    text = in_letters_of(language, text)
    text = re.sub(
        "\ue000(.)\ue001", lambda at: in_letters_of(first, terms[int(at[1])]), text
    )
    text = re.sub(r"^language: .*\n", "", text, flags=re.M)
    if is_piece and path.name != "index.md":
        text = text.replace("---\n", f"---\nlanguage: {language}\n", 1)
    path.write_text(text, "utf-8")


def _english() -> frozenset[str]:
    """List what English says that is no other language’s word, too."""
    tables = {
        path.stem: msgspec.json.decode(path.read_bytes(), type=Table).messages
        for path in FOLDER.glob("*.json")
    }
    forms = {
        one for said in tables.pop("en").values() for one in said if "%" not in one
    }
    others = {
        one for table in tables.values() for said in table.values() for one in said
    }
    return frozenset(one for one in forms - others if re.search("[A-Za-z]{3}", one))


ENGLISH = _english()


def find_misspoken(html: str) -> list[str]:
    """List what a page says in another language than it tells, or against its direction."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return list(_walk(tree.find("body"), _lang(tree), tree.get("dir") or "ltr"))


def _lang(element: Any) -> str:
    return str(element.get("lang") or "")


def _walk(element: Any, language: str, direction: str) -> Iterator[str]:
    if element.tag in ("script", "style", "template", "noscript"):
        return
    language = _lang(element) or language
    # Names of languages are one word each, which runs its own way.
    is_apart = element.tag == "bdi" or element.get("class") == "editions"
    direction = element.get("dir") or ("auto" if is_apart else direction)
    heard = [element.get(name) or "" for name in SPOKEN]
    seen = [element.text or "", *(child.tail or "" for child in element)]
    is_drawn = "svg" in str(element.tag)  # which has no `dir`
    for number, text in enumerate((*heard, *seen)):
        if not re.search(r"[^\W\d_]{2}", text):
            continue  # letters of an index
        if fault := _judge(
            text.strip(),
            language,
            "auto" if is_drawn or number < len(heard) else direction,
        ):
            yield f"{fault}: {text.strip()!r} in <{element.tag}>"
    for child in element:
        if isinstance(child.tag, str):
            yield from _walk(child, language, direction)


def _judge(text: str, language: str, direction: str) -> str:
    known = scripts_in(text)
    here = script_of(language)
    if text in ENGLISH:
        if not language.startswith("en"):
            return f"English under {language}"
        return "" if direction in ("ltr", "auto") else "English from right to left"
    has_own = _NAMES[here] in known or (here == "latn" and re.search("[A-Za-z]", text))
    if known and not has_own:
        return f"{', '.join(sorted(known))} under {language}"
    way = direction_of(language)
    return f"{language} {direction}" if known and direction not in (way, "auto") else ""


def scripts_in(text: str) -> set[str]:
    """Name the scripts of *text* that tell a language; plain Latin letters do not."""
    found = {
        unicodedata.name(one, "").split()[0]
        for one in text
        if one > "\x7f" and one.isalpha()
    }
    return found & set(_NAMES.values())

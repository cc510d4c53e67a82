"""What sites of all generators have: values of front matter, names, people, places."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from commentariat.errors import OpenPoint, SourceError
from commentariat.language_tags import LANGUAGE_TAG
from commentariat.migration import syntax
from commentariat.migration.folder import DATA, Folder
from commentariat.migration.model import Fields, OldSite, Person

PAGES: Final = (".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".html", ".htm", ".rst")
DAY_NAME: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_](.+)")
_NAMES: Final = ("name", "title", "display_name", "full_name")
_ROLES: Final = (
    "role",
    "position",
    "job",
    "job_title",
    "jobtitle",
    "occupation",
    "title",
)
_BIOS: Final = ("bio", "biography", "description", "about", "summary", "text")
_PICTURES: Final = ("picture", "avatar", "image", "photo", "img", "portrait")
_PEOPLE: Final = frozenset(
    "author authors people person staff team contributors writers members".split()
)


def text(value: Any) -> str:
    """Take a text; of anything else nothing."""
    return value.strip() if isinstance(value, str) else ""


def texts(value: Any, parting: str = "") -> tuple[str, ...]:
    """Take a list of texts, or a text, which *parting* parts."""
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values:
        if isinstance(one, dict):
            one = next((one[key] for key in _NAMES if text(one.get(key))), "")
        said = text(one)
        found += re.split(parting, said) if parting and value is one else [said]
    return tuple(dict.fromkeys(filter(None, map(str.strip, found))))


def is_true(value: Any) -> bool:
    """Tell whether a value says yes."""
    return text(value).lower() in ("true", "yes", "on", "1")


def is_false(value: Any) -> bool:
    """Tell whether a value says no, in a word."""
    return text(value).lower() in ("false", "no", "off", "0")


def stem(path: str) -> str:
    """Give the name of a file without its ending."""
    return PurePosixPath(path).stem


def ending(path: str) -> str:
    """Give the ending of a file, in small letters."""
    return PurePosixPath(path).suffix.lower()


_LANGUAGES: Final = frozenset(
    "ab aa af ak sq am ar an hy as av ae ay az bm ba eu be bn bs br bg my ca ce ny zh cv "
    "kw co hr cs da dv nl dz en eo et ee fo fj fi fr ff gl ka de el gn gu ht ha he hz hi "
    "hu ia id ga ig is it ja jv kl kn kk km rw ky kv kg ko ku lo la lb lg ln lt lv mk mg "
    "ms ml mt mi mr mn ne nb nn no oc or om os fa pl ps pt rm ro ru sa sc sd se sm sr gd "
    "sn si sk sl so st es su sw ss sv ta te tg th ti bo tk tl tn to tr ts tt tw ug uk ur "
    "uz ve vi cy wo xh yi yo za zu".split()
)
"""Those of two letters: longer ones are words, too."""


def is_language(word: str) -> bool:
    """Tell whether *word* is a language, such as `fr` or `pt-br`."""
    return word.partition("-")[0] in _LANGUAGES and bool(LANGUAGE_TAG.fullmatch(word))


def slashed(path: str) -> str:
    """Write an address as a path from the top of the site, without dots."""
    if not path:
        return ""
    whole = posixpath.normpath("/" + path.lstrip("/"))
    return whole + "/" if path.endswith("/") and whole != "/" else whole


def urlize(words: str) -> str:
    """Make a part of an address as most programs do: letters and digits, hyphens between."""
    plain = unicodedata.normalize("NFC", words).strip().lower()
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w]+", "-", plain)).strip("-")


def top_of(path: str) -> str:
    """Name the first folder of a path; empty: it lies in none."""
    return path.partition("/")[0] if "/" in path else ""


def deep_merge(over: Mapping[str, Any], under: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one mapping *over* another, within inner ones too."""
    made = dict(under)
    for key, value in over.items():
        below = made.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            made[key] = deep_merge(value, below)
        else:
            made[key] = value
    return made


def read_people(folder: Folder, site: OldSite, below: str) -> None:
    """
    Find people in the data files below the folder *below*, by the names of files.

    One file has all of them, by key or as a list; or a folder has a file for each.
    """
    for path in folder.below(below):
        inner = path.removeprefix(below)
        form = ending(path)
        names = PurePosixPath(inner).with_suffix("").parts
        if form not in DATA or not _PEOPLE.intersection(one.lower() for one in names):
            continue
        try:
            found = folder.data_of(path)
        except SourceError as fault:
            site.points += [
                OpenPoint(p.source, p.line, p.message) for p in fault.problems
            ]
            continue
        _add_people(site, path, names[-1], found)


def _add_people(site: OldSite, path: str, key: str, found: Any) -> None:
    if isinstance(found, list):
        rows: Iterable[tuple[str, Any]] = (
            (text(one.get("id") or one.get("key") or one.get("slug") or one.get("username")
                  or one.get("short_name")), one)
            for one in found if isinstance(one, dict)
        )  # fmt: skip
    elif isinstance(found, dict):
        is_one = any(isinstance(found.get(name), str) for name in ("name", "full_name"))
        rows = [(key, found)] if is_one else found.items()
    else:
        return
    for own, row in rows:
        if isinstance(row, str) and row.strip():
            row = {"name": row}
        if isinstance(row, dict) and (person := person_of(row, path)):
            site.people.setdefault(own or person.name, person)


def person_of(row: Mapping[str, Any], source: str) -> Person | None:
    """Make a person of what a data file says of one; None: it names none."""
    more = {key: value for key, value in row.items() if value not in ("", [], {})}

    def take(keys: Iterable[str]) -> str:
        for key in keys:
            if text(more.get(key)):
                return text(more.pop(key))
        return ""

    name = take(_NAMES)
    if not name:
        return None
    return Person(name, source, take(_ROLES), take(_BIOS), take(_PICTURES), dict(more))


def open_piece(
    folder: Folder, site: OldSite, path: str
) -> tuple[Fields, str, int] | None:
    """
    Read a content file: its front matter, its body, and the line on which that begins.

    None where it cannot be read, which is told.
    """
    try:
        fields, body, line = syntax.split(folder.text_of(path), path)
    except SourceError as fault:
        tell_fault(site, fault)
        site.left[path] = ""
        return None
    return ({} if fields is None else fields), body, line


def tell_fault(site: OldSite, fault: SourceError) -> None:
    """Tell what is wrong with a file of the old *site* that cannot be read."""
    site.problems += fault.problems

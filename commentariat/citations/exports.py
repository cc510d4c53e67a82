"""References for programs: BibTeX, RIS, and the JSON of the Citation Style Language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

import msgspec

from commentariat.citations.forms import FORMS
from commentariat.citations.model import Name, Reference

# --- CSL-JSON -------------------------------------------------------------------------


def csl_item(ref: Reference) -> dict[str, Any]:
    """Give *ref* as an item of CSL-JSON; what is empty is left out."""
    form = FORMS[ref.type]
    date = [int(part) for part in ref.issued.split("-") if part]
    number = "issue" if form.has_issue else "number"
    pages = "page" if form.has_issue else "number-of-pages"
    found = {
        "id": ref.id,
        "type": ref.type,
        "title": ref.title,
        "author": [*map(_csl_name, ref.authors)],
        "issued": {"date-parts": [date]} if date else None,
        "container-title": ref.container,
        "collection-title": ref.series,
        "publisher": ref.publisher,
        "genre": ref.genre,
        number: ref.number,
        "volume": ref.volume,
        pages: ref.pages,
        "DOI": ref.doi,
        "ISBN": ref.isbn,
        "ISSN": ref.issn,
        "URL": ref.url,
        "language": ref.language,
    }
    return {key: value for key, value in found.items() if value}


def csl_json(ref: Reference) -> str:
    """Write *ref* as CSL-JSON: a list with one item."""
    return msgspec.json.encode([csl_item(ref)]).decode()


@lru_cache(maxsize=4096)
def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    found = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in found.items() if value}


# --- RIS ------------------------------------------------------------------------------


def ris(ref: Reference) -> str:
    """Write *ref* as RIS, which ends its lines as Windows does."""
    form = FORMS[ref.type]
    year, month, day = (*ref.issued.split("-"), "", "")[:3]
    first, _, last = ref.pages.replace("–", "-").partition("-")
    lines = [
        ("TY", form.ris),
        ("TI", ref.title),
        *[("AU", _inverted(name)) for name in ref.authors],
        ("PY", year),
        ("DA", f"{year}/{month}/{day}" if month else ""),
        ("T2", ref.container or ref.series),
        ("PB", ref.publisher),
    ]
    if ref.genre or ref.number or ref.volume or ref.pages:
        lines += (
            ("M3", ref.genre),
            ("IS" if form.has_issue else "M1", ref.number),
            ("VL", ref.volume),
            ("SP", first.strip()),
            ("EP", last.strip()),
        )
    lines += (
        ("DO", ref.doi),
        ("SN", ref.issn or ref.isbn),
        ("UR", ref.url),
        ("LA", ref.language),
    )
    written = [f"{tag}  - {value}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - ", ""])


@lru_cache(maxsize=4096)
def _inverted(name: Name) -> str:
    return ", ".join(filter(None, (name.surname, name.given, name.suffix)))


# --- BibTeX ---------------------------------------------------------------------------

_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)


def bibtex(ref: Reference) -> str:
    """
    Write *ref* as an entry of BibTeX, by the fields and types of BibLaTeX.

    The year stands in a field of its own too, for what knows no `date`. A title between
    two braces keeps its capitals.
    """
    form = FORMS[ref.type]
    rows = [
        ("title", f"{{{_tex(ref.title)}}}"),
        ("author", " and ".join(map(_bibtex_name, ref.authors))),
        ("date", ref.issued),
        ("year", ref.year),
        (form.publication or "series", _tex(ref.container or ref.series)),
        ("institution" if ref.type == "report" else "publisher", _tex(ref.publisher)),
    ]
    if ref.genre or ref.number or ref.volume or ref.pages:
        pages = "pages" if form.has_issue else "pagetotal"
        rows += (
            ("type", _tex(ref.genre)),
            ("number", _tex(ref.number)),
            ("volume", _tex(ref.volume)),
            (pages, _tex(ref.pages).replace("-", "--")),
        )
    rows += ("doi", ref.doi), ("isbn", _tex(ref.isbn)), ("issn", _tex(ref.issn))
    rows.append(("url", ref.url))
    lines = [f"  {name} = {{{value}}}" for name, value in rows if value]
    return f"@{form.bibtex}{{{cite_key(ref.id)},\n" + ",\n".join(lines) + "\n}\n"


def cite_key(name: str) -> str:
    """Make of *name* what an entry of BibTeX may be called."""
    if name.isascii() and name.replace("-", "").isalnum():
        return name
    return quote(name, safe="").replace("%", "").replace("~", "")


@lru_cache(maxsize=256)
def _tex(text: str) -> str:
    return text.translate(_TEX)


@lru_cache(maxsize=4096)
def _bibtex_name(name: Name) -> str:
    """Write a *name* so that it stays one: in braces, where it has no parts."""
    if not name.given:
        return f"{{{_tex(name.family)}}}"
    parts = (_of_name(name.surname), _of_name(name.suffix), _of_name(name.given))
    return ", ".join(filter(None, parts))


def _of_name(part: str) -> str:
    text = _tex(part)
    return f"{{{text}}}" if "," in part or _AND.search(part) else text

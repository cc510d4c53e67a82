"""
The catalogs of words, brought up to date: `python tests/catalogs.py`, or `make words`.

What templates and views say is found by Babel and put into every catalog, where
translations are kept; then each catalog is compiled to the table that a build reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import msgspec
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from commentariat.facets import DEFAULT_FACETS
from commentariat.interface.catalog import ENGLISH, Table, key_of
from commentariat.interface.facets import say_facet

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "commentariat" / "interface"
_FUNCTIONS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_FILLERS = (b"EMAIL@ADDRESS", b"LL@li.org")
# As the environment of templates is made.
_AS_TEMPLATES = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}


def find_words() -> Catalog:
    """List all that the program says to readers, in English."""
    found = Catalog()
    for path in sorted(ROOT.glob("templates/*.*ml")):
        _add(found, path, babel_extract, _AS_TEMPLATES)
    for path in sorted(ROOT.glob("commentariat/**/*.py")):
        _add(found, path, "python", {})
    _add_facets(found)
    return found


def _add(found: Catalog, path: Path, how: object, options: dict[str, str]) -> None:
    where = path.relative_to(ROOT).as_posix()
    with path.open("rb") as file:
        for _, words, comments, context in extract(
            how,  # type: ignore[arg-type]
            file,
            _FUNCTIONS,
            ("Translators:",),
            options,
            strip_comment_tags=True,
        ):
            found.add(
                words, None, [(where, 0)], auto_comments=comments, context=context
            )


class _Listed:
    """What looks like a catalog, and lists what is looked for."""

    def __init__(self, found: Catalog) -> None:
        self._found = found

    def form(self, context: str, message: str) -> str:
        place = "commentariat/facets.py", 0
        self._found.add(message, context=context, locations=[place])
        return message


def _add_facets(found: Catalog) -> None:
    for facet in DEFAULT_FACETS:
        say_facet(facet, _Listed(found))
        forms = facet.summary.one, facet.summary.more
        found.add(forms, locations=[("commentariat/facets.py", 0)])


def read_catalog(language: str) -> Catalog:
    """Read the catalog of *language*."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def write_catalog(catalog: Catalog) -> bytes:
    """Write *catalog* as it is kept, without what Babel fills in where nobody is named."""
    written = BytesIO()
    write_po(written, catalog, width=88, sort_output=True, include_lineno=False)
    lines = written.getvalue().splitlines(keepends=True)
    return b"".join(one for one in lines if not any(f in one for f in _FILLERS))


def compile_catalog(catalog: Catalog) -> bytes:
    """Write the table that a build reads of *catalog*: what is translated, no doubts."""
    messages: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        said, first = _forms(message.string), _forms(message.id)[0]
        if first and all(said) and not message.fuzzy:
            messages[key_of(first, message.context or "")] = said
    table = Table(
        str(catalog.locale_identifier or ENGLISH).replace("_", "-"),
        catalog.plural_expr,
        dict(sorted(messages.items())),
    )
    return msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n"


def _forms(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def update() -> None:
    """Bring every catalog up to date with what is said, and its table with it."""
    words = find_words()
    # English comes last: what it says of a new word, others would be taken to say.
    for path in sorted(FOLDER.glob("*.po"), key=lambda one: one.stem == ENGLISH):
        catalog = read_catalog(path.stem)
        catalog.update(words, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        if path.stem == ENGLISH:
            _say_as_written(catalog)
        path.write_bytes(write_catalog(catalog))
        path.with_suffix(".json").write_bytes(compile_catalog(catalog))


def _say_as_written(catalog: Catalog) -> None:
    """Fill English in: what has no other words says what the program says."""
    for message in catalog:
        if message.id and not any(message.string or ()):
            message.string = message.id


if __name__ == "__main__":
    update()

"""The generators whose sites are taken over: a row each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from commentariat.errors import UsageError
from commentariat.migration import eleventy, hugo, jekyll, pelican
from commentariat.migration.dialect import Dialect
from commentariat.migration.folder import Folder
from commentariat.migration.model import Lookup, OldSite


class Generator(msgspec.Struct, frozen=True):
    """A row of the table."""

    name: str
    tells: Callable[[Folder], bool]
    """Tell a site of it by its configuration and layout."""
    read: Callable[[Folder], OldSite]
    turn: Callable[[str, Lookup], str]
    """Turn the marks of a body into ours."""
    sign: str
    """What tells its sites, for who gives a folder without it."""
    dialect: Dialect
    """How its Markdown differs from ours."""


GENERATORS: Final = (
    Generator(
        "Hugo",
        hugo.tells,
        hugo.read,
        hugo.turn,
        "hugo.toml or config.toml",
        Dialect(
            nests_by_text=True,
            reads_in_elements=True,
            settings=("bare_addresses", "markdown_in_html"),
        ),
    ),
    Generator(
        "Eleventy",
        eleventy.tells,
        eleventy.read,
        eleventy.turn,
        "eleventy.config.js",
        Dialect(
            nests_by_text=True, reads_in_elements=True, settings=("markdown_in_html",)
        ),
    ),
    Generator(
        "Pelican",
        pelican.tells,
        pelican.read,
        pelican.turn,
        "pelicanconf.py",
        Dialect(settings=("markdown_in_html",)),
    ),
    Generator(
        "Jekyll",
        jekyll.tells,
        jekyll.read,
        jekyll.turn,
        "_config.yml or _posts/",
        Dialect(nests_by_text=True, settings=("markdown_in_html",)),
    ),
)
"""The surest to be told first."""


def tell_generator(folder: Folder) -> Generator:
    """
    Tell whose site lies in *folder*.

    Raises:
        UsageError: nobody's that is known.
    """
    found = next((one for one in GENERATORS if one.tells(folder)), None)
    if found is None:
        signs = "; ".join(f"{one.name}: {one.sign}" for one in GENERATORS)
        raise UsageError(
            f"expected the folder of a site of another generator, found none of their "
            f"signs in {str(folder.path)!r} ({signs})"
        )
    return found

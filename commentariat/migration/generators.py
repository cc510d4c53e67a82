"""The generators whose sites are taken over: a row each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from commentariat.errors import UsageError
from commentariat.migration import eleventy, hugo, jekyll, pelican
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


GENERATORS: Final = (
    Generator("Hugo", hugo.tells, hugo.read, hugo.turn, "hugo.toml or config.toml"),
    Generator(
        "Eleventy", eleventy.tells, eleventy.read, eleventy.turn, "eleventy.config.js"
    ),
    Generator("Pelican", pelican.tells, pelican.read, pelican.turn, "pelicanconf.py"),
    Generator(
        "Jekyll", jekyll.tells, jekyll.read, jekyll.turn, "_config.yml or _posts/"
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

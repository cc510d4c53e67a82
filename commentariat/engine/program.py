"""The program as an input of every build: its sources and the libraries it uses."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from commentariat.distributions import library_version

# Libraries whose version can change what is written.
LIBRARIES = (
    "ftfy", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pillow", "pyromark",
    "pystemmer", "python-frontmatter", "python-slugify", "pyyaml", "rapidfuzz", "rcssmin",
    "symspellpy", "text-unidecode", "turbohtml", "tzdata", "warcio", "wordfreq",
)  # fmt: skip
PACKAGE = Path(__file__).resolve().parent.parent


@cache
def program_digest() -> str:
    """Give the digest of the program as it was when this process asked first."""
    return digest_program()


def digest_program() -> str:
    """Digest the program: another digest makes all that is remembered stale."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{sys.version_info[:2]}".encode())
    for path, where in sorted(_find_sources(str(PACKAGE), "")):
        with open(where, "rb", buffering=0) as file:
            digest.update(path.encode() + b"\0" + file.readall() + b"\0")
    for library in LIBRARIES:
        digest.update(f"{library} {library_version(library)}\0".encode())
    return digest.hexdigest()


def _find_sources(folder: str, path: str) -> Iterator[tuple[str, str]]:
    """List the sources in *folder*, by their paths from the package."""
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.name.endswith((".py", ".json")):  # tables of words are JSON
                yield path + entry.name, entry.path
            elif (
                "." not in entry.name and entry.name != "__pycache__" and entry.is_dir()
            ):
                yield from _find_sources(entry.path, f"{path}{entry.name}/")


def shipped(folder: str) -> Path:
    """
    Find `templates` or `theme` as the program ships them.

    They lie at the top level of the checkout, and inside the package when it was
    installed from a wheel.
    """
    installed = PACKAGE / "shipped" / folder
    return installed if installed.is_dir() else PACKAGE.parent / folder

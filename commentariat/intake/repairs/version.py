"""The version of the rules: a digest of all that decides how a raw file is read."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from commentariat.archive.text import digest_text

_PACKAGE: Final = Path(__file__).resolve().parents[2]
# What intake and archive are made of, but for settings and the words of messages;
# citations know what an identifier and a license are, and autonyms what a language is called.
SOURCES: Final = (
    "intake", "archive", "citations", "facets.py", "fields.py", "interface/autonyms.py",
    "judge.py", "language_tags.py", "sections.py", "time_zones.py",
)  # fmt: skip
# Libraries whose version can change how a raw file is read or written down.
_LIBRARIES: Final = (
    "ftfy", "msgspec", "pyromark", "python-slugify", "pyyaml", "symspellpy", "turbohtml",
    "tzdata", "warcio", "wordfreq",
)  # fmt: skip


def rules_digest(settings: str = "") -> str:
    """
    Digest the rules: 12 hexadecimal digits that change when a rule does.

    They change with the digest of the *settings* that the rules go by, too. It is of
    the sources, for a number raised by hand is forgotten once. It changes
    more often than the rules do, so by itself it makes no file stale: it tells by
    which version a content file was written.
    """
    rules = _own_digest()
    return digest_text(f"{rules} {settings}")[:12] if settings else rules


@cache
def _own_digest() -> str:
    return digest_rules(_PACKAGE)


def digest_rules(package: Path) -> str:
    """Digest the rules in the sources of *package*, and the libraries they go by."""
    digest = hashlib.blake2b(digest_size=6)
    for source in SOURCES:
        for path in _modules(package / source):
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{library} absent\0".encode())
    return digest.hexdigest()


def _modules(source: Path) -> list[Path]:
    """List the modules of a room; a module is its own."""
    return sorted(source.rglob("*.py")) if source.is_dir() else [source]

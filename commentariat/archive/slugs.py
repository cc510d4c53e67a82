"""Words as parts of addresses: slugs that every file system and URL can hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

LONGEST = 80
_ASCII = re.compile(r"[a-z0-9]+")
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Windows opens devices under these names, in any folder.
DEVICES = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
)


def transliterate_path(path: str) -> str:
    """
    Give the address that *path* had where the letters of a file's name were taken apart.

    Such a name was no slug as it stood, and was transliterated.
    """
    parts = path.split("/")
    return "/".join([part if part.isascii() else slugify(part) for part in parts])


def is_slug(text: str) -> bool:
    """Tell whether *text* is small letters and digits joined by hyphens."""
    return (
        _SLUG.fullmatch(text) is not None
        and len(text.encode()) <= 200
        and text not in DEVICES
        and text == unicodedata.normalize("NFC", text).lower()
    )


@lru_cache(maxsize=65536)
def slugify(text: str, longest: int = LONGEST) -> str:
    """
    Make a slug of *text*, in ASCII, of at most *longest* characters.

    Letters of other scripts are transliterated. Text without a letter or a digit
    gets a slug from its digest, so that no name is without an address.
    """
    plain = text.replace("’", "").replace("'", "").lower()
    if not plain.isascii():
        from slugify import slugify as transliterate  # loads tables: only when needed

        # Left to itself it takes another library where a machine happens to have one.
        plain = transliterate(plain, backend="text-unidecode")
    slug = _shorten("-".join(_ASCII.findall(plain)), longest)
    if not slug:
        return "x" + hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
    return f"{slug}-1" if slug in DEVICES else slug


def _shorten(slug: str, longest: int) -> str:
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1].rfind("-")
    return slug[: cut if cut > longest // 2 else longest].strip("-")

"""Licenses by their SPDX identifiers, and the addresses at which they stand."""

from __future__ import annotations

import re
from typing import Final

import msgspec

_CREATIVE: Final = re.compile(
    r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-([1-4]\.[05])((?:-[A-Z]{2,3})?)"
)
_SPDX: Final = re.compile(r"(?=.*[\d-])[A-Za-z][A-Za-z0-9.+-]{1,60}", re.ASCII)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+", re.IGNORECASE)


class License(msgspec.Struct, frozen=True, gc=False):
    """What readers may do with a piece: a label, and where that is written."""

    label: str
    url: str


def find_license(written: str) -> License | None:
    """
    Find the license that is *written* as an SPDX identifier or an address.

    Those of Creative Commons stand at an address of their own, others in the list of
    SPDX. None where it is neither.
    """
    if _ADDRESS.fullmatch(written):
        return License(_called(written), written)
    found = _CREATIVE.fullmatch(written.upper())
    if found:
        terms, version, country = found.groups()
        path = f"{terms.lower()}/{version}/{country[1:].lower()}"
        url = f"https://creativecommons.org/licenses/{path}"
        return License(f"CC {terms} {version}{country.replace('-', ' ')}", _ended(url))
    if written.upper() == "CC0-1.0":
        return License("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    if written.upper().startswith("CC") or not _SPDX.fullmatch(written):
        return None
    return License(written, f"https://spdx.org/licenses/{written}.html")


def _called(url: str) -> str:
    """Name the license at *url*: those of Creative Commons by their terms."""
    bare = url.partition("://")[2].removeprefix("www.").rstrip("/")
    found = re.fullmatch(
        r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)(?:/deed\.\w+)?", bare
    )
    return f"CC {found[1].upper()} {found[2]}" if found else bare


def _ended(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"

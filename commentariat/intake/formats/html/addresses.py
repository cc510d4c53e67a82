"""Addresses of a page: made whole, and written so that nothing in Markdown acts."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))
"""Of links that stay; what else begins an address is no link to the reader of a text."""
LONGEST: Final = 4_000
"""Signs of an address."""

_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_DROPPED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef]"
)
# What would end an address in Markdown, in a shortcode or in HTML, or begin a mark.
_ACTING: Final = re.compile(r"""[ "'<>\\`{}|^\[\]()*\u00a0\u3000\ufffe\uffff]""")
_SHOWN_AT: Final = re.compile(r"(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.[^.])")
_LOCAL: Final = re.compile(
    r"[^.]*|[\d.]+|[\da-f:.]*:[\da-f:.]*|.*\.(?:localhost|local|test|internal|lan|home)"
)
_REFERENCE: Final = re.compile(r"(&(?:#\w+|[A-Za-z0-9]+));")


def written(address: str) -> str:
    """Write *address* so that it ends nowhere but at its end; empty where it is none."""
    address = _DROPPED.sub("", address.strip())
    if len(address) > LONGEST:
        return ""
    address = _ACTING.sub(lambda sign: quote(sign[0]), address)
    return _REFERENCE.sub(r"\1%3B", address)


def scheme_of(address: str) -> str:
    """Give the scheme of *address*, as browsers read it; empty where it has none."""
    found = _SCHEME.match(_DROPPED.sub("", address).strip())
    return found[1].lower() if found else ""


def joined(base: str, address: str) -> str:
    """
    Make *address* a whole one by the *base*, and write it.

    Empty where it leads nowhere that a link of a text may lead. Without a base it stays
    as it is.
    """
    address = _DROPPED.sub("", address.strip())
    if scheme_of(address) not in SCHEMES | {""}:
        return ""
    try:
        whole = urljoin(base, address) if base else address
        urlsplit(whole)
    except ValueError:
        return ""
    if whole.startswith("//"):
        whole = f"https:{whole}"
    return written(whole)


def is_whole(address: str) -> bool:
    """Tell whether *address* is one of the web, with a host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def site_of(address: str) -> str:
    """Give the host of *address*, without what says only how it is shown there."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return _SHOWN_AT.sub("", host.rstrip("."))


def may_claim(own: str, claimed: str) -> bool:
    """
    Tell whether the page found at *own* may say that it is the one at *claimed*.

    It may within its site; and where it was found at no place that others can ask, as on
    the machine of a crawler, it is a copy of what it says.
    """
    site = site_of(own)
    return site == site_of(claimed) or _LOCAL.fullmatch(site) is not None


def fragment_of(address: str) -> str:
    """Give what stands behind `#` in *address*, its escapes resolved."""
    return unquote(address.partition("#")[2])


def without_fragment(address: str) -> str:
    """Give *address* up to its `#`."""
    return address.partition("#")[0]

"""Who may use the desk: pages of its own, and nobody else's."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import urlsplit

from commentariat.preview.hosts import is_address

_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_OWN: Final = ("same-origin", "none", "")


def refuse_request(headers: Mapping[str, str], names: Collection[str] = ()) -> str:
    """
    Say why a request is not answered; empty: it is.

    A name that somebody makes lead to this machine (DNS rebinding) is none of
    those it goes by: the local ones, *names*, and any address in figures.
    """
    host = _name_of(headers.get("host", ""))
    if host is None:
        return "expected one host"
    if host not in _LOCAL and host not in names and not is_address(host):
        return "this desk does not answer to that host"
    return ""


def refuse_post(headers: Mapping[str, str], token: str, given: str) -> str:
    """
    Say why a post changes nothing; empty: it comes from a page of the desk.

    The browser's own word for where it comes from counts, the origin must be this
    very server, and the page must know the *token* of this run.
    """
    if headers.get("sec-fetch-site", "") not in _OWN:
        return "only pages of this desk may do that"
    origin = urlsplit(headers.get("origin", ""))
    if origin.scheme not in ("http", "https") or origin.netloc != headers.get("host"):
        return "only pages of this desk may do that"
    if not hmac.compare_digest(token.encode(), given.encode("utf-8", "replace")):
        return "this page is of an earlier run: load it again"
    return ""


def _name_of(host: str) -> str | None:
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return None
    return name.removesuffix(".") if name else None

"""
What a host of static files answers to a path: a file, another address, or nothing.

GitHub Pages is the measure: a folder is its index.html, a folder without its slash
is sent on to it, a page may be asked for without its `.html`, everything else is
404.html. No path leads anywhere but to an output that is known.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, unquote_to_bytes

import msgspec

LOST = "404.html"


class Found(msgspec.Struct, frozen=True):
    """An output to be sent."""

    output: str
    status: int = 200


class Moved(msgspec.Struct, frozen=True):
    """Another path to be asked for."""

    path: str
    """Percent-encoded; begins with a single `/`."""
    status: int = 301


def resolve(raw_path: str, base: str, has: Callable[[str], bool]) -> Found | Moved:
    """
    Answer the path *raw_path*, as it stands in the request.

    *base* is the path of the site, *has* tells whether there is such an output.
    What is lost is `404.html`, whether the site has one or not.
    """
    parts = split_path(raw_path)
    wanted = split_path(base)
    if parts is None or wanted is None:
        return Found(LOST, 404)
    depth = len(wanted) - 1
    if base != "/" and parts[:depth] != wanted[:depth]:
        return Moved(base, 302) if parts == ("",) else Found(LOST, 404)
    inner = parts[depth:]
    if not inner:
        return Moved(base)
    path = "/".join(inner)
    if inner[-1] == "":
        output = f"{path}index.html"
        return Found(output) if has(output) else Found(LOST, 404)
    if has(path):
        return Found(path)
    if has(f"{path}/index.html"):
        return Moved(
            "/" + "/".join(quote(part) for part in (*wanted[:depth], *inner)) + "/"
        )
    if has(f"{path}.html"):
        return Found(f"{path}.html")
    return Found(LOST, 404)


def split_path(raw_path: str) -> tuple[str, ...] | None:
    """
    Split a path into its decoded segments; the last is empty after a slash.

    None for what is no path of a file: a segment that is empty, `.` or `..`, that
    holds a slash or a NUL once it is decoded, or that is not UTF-8.
    """
    if not raw_path.startswith("/"):
        return None
    segments = []
    for segment in raw_path[1:].split("/"):
        try:
            decoded = unquote_to_bytes(segment).decode("utf-8")
        except UnicodeDecodeError:
            return None
        segments.append(decoded)
    if any(_is_astray(segment) for segment in segments[:-1]) or (
        segments[-1] and _is_astray(segments[-1])
    ):
        return None
    return tuple(segments)


def _is_astray(segment: str) -> bool:
    if segment in ("", ".", ".."):
        return True
    return any(character in segment for character in "/\\\0")

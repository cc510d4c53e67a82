"""Former addresses, as people and old sites write them: paths that any disk can hold."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from commentariat.archive.slugs import DEVICES
from commentariat.archive.text import UNSHOWABLE

LONGEST_NAME, LONGEST_PATH = 200, 900
"""Bytes of UTF-8: file systems take 255 a name and at least 1,024 a path."""
_WHOLE = re.compile(r"https?://", re.IGNORECASE)


def parse_former(written: str) -> str:
    """
    Read a former address: a path, or a whole URL of which the path counts.

    Returns the path decoded, in Unicode's composed form, without slashes at its ends.

    Raises:
        ValueError: it is no path that a file could answer; the message says why.
    """
    text = written.strip()
    if _WHOLE.match(text):
        parts = urlsplit(text)
        text = parts.path + (f"?{parts.query}" if parts.query else "")
    path = unicodedata.normalize("NFC", unquote(text)).strip("/")
    fault = _path_fault(path)
    if fault is not None:
        reason = f": {fault}" if fault else ""
        message = f"expected a path as '/2011/02/name/', found {written!r}{reason}"
        raise ValueError(message)
    return path


def _path_fault(path: str) -> str | None:
    """Say what keeps *path* from being a file on some system; None if nothing."""
    if "?" in path:
        return "no file can answer an address with a query"
    names = path.split("/")
    if {"", ".", ".."} & set(names):
        return ""
    if any(character in path for character in '\\#:"<>|*'):
        return "not every system can hold it"
    if UNSHOWABLE.search(path):
        return "it holds a character that cannot be shown"
    for name in names:
        if name.startswith("."):
            return f"{name!r} would be a hidden file"
        if name.endswith((".", " ")) or name.startswith(" "):
            return f"{name!r} ends in a dot or a space, which Windows drops"
        if name.split(".")[0].lower() in DEVICES:
            return f"{name!r} is a device on Windows"
        if len(name.encode()) > LONGEST_NAME:
            return f"a name in it is longer than {LONGEST_NAME} bytes"
    if len(path.encode()) > LONGEST_PATH:
        return f"it is longer than {LONGEST_PATH} bytes"
    return None

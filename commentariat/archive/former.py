"""Former addresses, as people and old sites write them: paths that any disk can hold."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from commentariat.archive.slugs import DEVICES
from commentariat.archive.text import UNADDRESSABLE
from commentariat.disk import BESIDE, is_beside
from commentariat.errors import WrongValueError
from commentariat.kinds import Kind, Message

LONGEST_NAME, LONGEST_PATH = 200, 900
"""Bytes of UTF-8: file systems take 255 a name and at least 1,024 a path."""
_WHOLE = re.compile(r"https?://", re.IGNORECASE)


def parse_former(written: str) -> str:
    """
    Read a former address: a path, or a whole URL of which the path counts.

    Returns the path decoded, in Unicode's composed form, without slashes at its ends.

    Raises:
        WrongValueError: it is no path that a file could answer; the message says why.
    """
    text = written.strip()
    if _WHOLE.match(text) and not UNADDRESSABLE.search(text):  # which it would drop
        try:
            parts = urlsplit(text)
        except ValueError:  # brackets that hold no address of the sixth version
            raise WrongValueError(Kind.NOT_PATH.of(written)) from None
        text = parts.path + (f"?{parts.query}" if parts.query else "")
    path = unicodedata.normalize("NFC", unquote(text)).strip("/")
    fault = _path_fault(path, written)
    if fault is not None:
        raise WrongValueError(fault)
    return path


def _path_fault(path: str, written: str) -> Message | None:
    """Say what keeps *path* from being a file on some system; None if nothing."""
    if UNADDRESSABLE.search(path):
        return Kind.PATH_UNSHOWABLE.of(written)
    if "?" in path:
        return Kind.PATH_WITH_QUERY.of(written)
    names = path.split("/")
    if {"", ".", ".."} & set(names):
        return Kind.NOT_PATH.of(written)
    if any(character in path for character in '\\#:"<>|*'):
        return Kind.PATH_SIGNS.of(written)
    if is_beside(path):
        return Kind.PATH_RESERVED.of(written, BESIDE)
    for name in names:
        if name.startswith("."):
            return Kind.PATH_HIDDEN.of(written, name)
        if name.endswith((".", " ")) or name.startswith(" "):
            return Kind.PATH_END.of(written, name)
        if name.split(".")[0].lower() in DEVICES:
            return Kind.PATH_DEVICE.of(written, name)
        if len(name.encode()) > LONGEST_NAME:
            return Kind.PATH_LONG_NAME.of(written, LONGEST_NAME)
    if len(path.encode()) > LONGEST_PATH:
        return Kind.PATH_LONG.of(written, LONGEST_PATH)
    return None

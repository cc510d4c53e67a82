"""Text compared and digested: folding, digests, characters that cannot be shown."""

from __future__ import annotations

import hashlib
import re

_WORDS = re.compile(r"\w+")
# Control characters, lone surrogates and what Unicode says is no character.
UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def digest_bytes(data: bytes) -> str:
    """Digest *data*: 32 hexadecimal digits of BLAKE2b."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_text(text: str) -> str:
    """Digest *text* as UTF-8."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


def fold(text: str) -> str:
    """Reduce *text* to its words in small letters, to compare wordings."""
    return " ".join(_WORDS.findall(text.casefold()))


def fold_key(text: str) -> str:
    """Digest the folded *text*; empty where it has no word."""
    folded = fold(text)
    return hashlib.blake2b(folded.encode(), digest_size=8).hexdigest() if folded else ""

"""Raw files signed: a mark for each sentence, and a key."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from xxhash import xxh3_64_digest as _mark

from commentariat.archive.text import (
    digest_text,
    fold,
    replace_unusual,
    unusual_characters,
)
from commentariat.intake.content.identity import authors_of
from commentariat.intake.content.signature import Signature
from commentariat.intake.pages.model import Reading

_SHORTEST: Final = 24
"""Bytes below which a sentence is too common to tell anything."""
_SHORT_BODY: Final = 25
"""Words below which a body alone does not tell an article from another."""
FEWEST_NUMBERS: Final = 6
"""Numbers that tell a translation."""

# Sentence ends become full stops, other marks and all white space go: a space that
# was lost with a link, or brought back, makes no difference. Digits go too, so that
# the report of another year is found, and shown to an editor.
_ENDS: Final = frozenset("…؟۔。")
_OTHERS: Final = frozenset("“”‘’—–«»„\xa0\xad\u200b\u200c\u200d\u2060\ufeff،؛")
_TO_STOPS: Final = bytes(
    0x2E if chr(c) in "!?" else ord(chr(c).lower()) if c < 128 else c
    for c in range(256)
)
_DELETED: Final = bytes(
    c for c in range(128) if not chr(c).isalpha() and chr(c) not in "!?."
)
_TO_DIGITS: Final = bytes(c if 0x30 <= c <= 0x39 else 0x20 for c in range(256))


@lru_cache(maxsize=1024)
def _fold_character(character: str) -> str:
    if character in _ENDS:
        return "."
    return "" if character in _OTHERS else character.casefold()


def sign_sentences(text: str) -> bytes:
    """Give eight bytes for each sentence of *text*, each once, in their order."""
    return _sign_data(_encode(text, unusual_characters(text)))


def _encode(text: str, unusual: Collection[str]) -> bytes:
    if not text.isascii():
        text = replace_unusual(text, _fold_character, unusual)
    return text.encode("utf-8", "surrogatepass")


def _sign_data(data: bytes) -> bytes:
    sentences = data.translate(_TO_STOPS, _DELETED).split(b".")
    marks = dict.fromkeys([_mark(one) for one in sentences if len(one) >= _SHORTEST])
    return b"".join(marks)


def sign_reading(reading: Reading, digest: str, text: str = "") -> Signature:
    """
    Sign the raw file with this *digest* as it was read.

    The *text* of the whole file, where it is at hand, tells of its characters.
    """
    texts = [reading.dek or "", *(paragraph.text for paragraph in reading.body)]
    said = ".".join(texts)
    unusual = unusual_characters(text or said)
    data = _encode(said, unusual)
    numbers = data.translate(_TO_DIGITS).split()
    return Signature(
        digest,
        _identity_key(reading, unusual),
        _sign_data(data),
        _mark(b" ".join(numbers)) if len(numbers) >= FEWEST_NUMBERS else b"",
    )


def _identity_key(reading: Reading, unusual: Collection[str]) -> str:
    """
    Give the key that the crawls of one article share; empty where nothing tells.

    The verbatim body counts, and the authors; where it is short or missing, so do
    title and dek. Lead-in, related articles, disclaimer and codes do not. *unusual*
    are the characters of body and dek beyond plain ones, or more.
    """
    body = fold(" ".join(paragraph.text for paragraph in reading.body), unusual)
    if body.count(" ") + 1 < _SHORT_BODY:
        about = f"{fold(reading.title or '')}\n{fold(reading.dek or '')}"
        body = f"{about}\n{body}" if (about + body).strip() else ""
    if not body:
        return ""
    names = "\n".join(sorted(map(fold, authors_of(reading))))
    return digest_text(f"{names}\n\n{body}")[:16]

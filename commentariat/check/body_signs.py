"""Bodies reduced to a sign that is equal where their words are."""

from __future__ import annotations

from commentariat.archive.text import digest_text

_LEAST = 20  # words; shorter ones (“This event was cancelled.”) are alike by chance


def sign_of(text: str, first: int) -> str:
    """
    Digest the body that begins on line *first* of the content file *text*.

    White space counts for nothing; empty where the body is too short to tell anything.
    """
    words = text.split("\n", first - 1)[-1].split()
    return digest_text(" ".join(words)) if len(words) >= _LEAST else ""

"""Text compared and digested: folding, digests, characters that cannot be shown."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

_WORDS = re.compile(r"\w+")
# Control characters, lone surrogates and what Unicode says is no character.
UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
UNREADABLE_NAME = "expected a name of readable UTF-8 characters"


def readable_path(path: str) -> str:
    """Give *path* as it can be printed and kept: itself, unless a name is no text."""
    if path.isprintable():  # nearly always
        return path
    return UNSHOWABLE.sub("�", path).replace("\n", "�").replace("\t", "�")


_SCRIPTS = (
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)


def language_of(text: str, likely: str) -> str:
    """
    Tell the language of a short *text* that nobody has marked.

    It is *likely* unless most of its letters are of a script that is not that
    language's; of such a script the language most often written in it is taken.
    """
    letters = sum(character.isalpha() for character in text)
    if not letters:
        return likely
    for language, script in _SCRIPTS:
        if 2 * len(script.findall(text)) > letters:
            return likely if _script_of(likely) == _script_of(language) else language
    return "en" if _script_of(likely) else likely


_FAMILIES = {"ar": "ar", "fa": "ar", "ur": "ar", "ru": "ru", "uk": "ru", "be": "ru",
             "bg": "ru", "sr": "ru", "kk": "ru", "ky": "ru", "he": "he", "zh": "zh",
             "ja": "zh", "el": "el"}  # fmt: skip


def _script_of(language: str) -> str:
    return _FAMILIES.get(language.split("-")[0], "")


def digest_bytes(data: bytes) -> str:
    """Digest *data*: 32 hexadecimal digits of BLAKE2b."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_text(text: str) -> str:
    """Digest *text* as UTF-8."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


_USUAL = bytes([0x09, 0x0A, *range(0x20, 0x7F)])


@lru_cache(maxsize=4)
def unusual_characters(text: str) -> frozenset[str]:
    """
    List what *text* holds besides printable ASCII, tabs and line feeds.

    It tells of a search for other characters whether it can find any, at a part of
    its cost; the last texts are remembered, for several searches ask of one.
    """
    data = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    return frozenset(data.decode("utf-8", "surrogatepass"))


# All of ASCII that is in no word.
_SPACED = bytes(
    code if code > 0x7F or chr(code).isalnum() or chr(code) == "_" else 0x20
    for code in range(256)
)
_LONG = 200
_FEW = 32
"""So many marks are replaced one by one in less time than all of them at once."""


def fold(text: str) -> str:
    """Reduce *text* to its words in small letters, to compare wordings."""
    text = text.casefold()
    if len(text) < _LONG and not text.isascii():
        return " ".join(_WORDS.findall(text))
    return _fold_quickly(text)


def _fold_quickly(text: str) -> str:
    """Do so without a regular expression, which takes a text letter by letter."""
    if not text.isascii():
        marks = [one for one in unusual_characters(text) if not one.isalnum()]
        if len(marks) > _FEW:
            text = text.translate(dict.fromkeys(map(ord, marks), " "))
        else:
            for mark in marks:
                text = text.replace(mark, " ")
    data = text.encode("utf-8", "surrogatepass").translate(_SPACED)
    return b" ".join(data.split()).decode("utf-8", "surrogatepass")


def fold_key(text: str) -> str:
    """Digest the folded *text*; empty where it has no word."""
    folded = fold(text)
    return hashlib.blake2b(folded.encode(), digest_size=8).hexdigest() if folded else ""

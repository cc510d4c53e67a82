"""Text compared and digested: folding, digests, characters that cannot be shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache, partial

_WORDS = re.compile(r"\w+")
# Control characters, lone surrogates and what Unicode says is no character.
UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# What no address may hold besides: all that breaks a line, or turns its direction.
UNADDRESSABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def compose(path: str) -> str:
    """Give *path* as it is compared and published: its letters composed."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def readable_path(path: str) -> str:
    """Give *path* as it can be printed and kept: itself, unless a name is no text."""
    return path if path.isprintable() else UNADDRESSABLE.sub("�", path)


def show_characters(text: str) -> str:
    """Name the characters that cannot be shown: a bell becomes `U+0007`."""
    if text.isprintable():
        return text
    return UNSHOWABLE.sub(lambda match: f"U+{ord(match[0]):04X}", text)


# As UTF-8: all but the first lot begin with one of two bytes, which most texts lack.
_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])


def may_be_unshowable(data: bytes) -> bool:
    """
    Tell whether the UTF-8 text *data* may hold what `UNSHOWABLE` finds.

    True where it does, and for a few others: it spares the search, not the finding.
    Carriage returns, which are no longer in a text whose lines were ended alike, count
    for nothing.
    """
    if b"\xc2" in data or b"\xef" in data:
        return True
    return len(data.translate(None, _CONTROLS)) != len(data)


_SCRIPTS = {
    "ar": "[\u0600-\u06ff\u0750-\u077f]",
    "ru": "[\u0400-\u04ff]",
    "he": "[\u0590-\u05ff]",
    "zh": "[\u4e00-\u9fff]",
    "el": "[\u0370-\u03ff]",
}


def language_of(text: str, likely: str) -> str:
    """
    Tell the language of a short *text* that nobody has marked.

    It is *likely* unless most of its letters are of a script that is not that
    language's; of such a script the language most often written in it is taken.
    """
    letters = sum(character.isalpha() for character in text)
    if not letters:
        return likely
    for language, script in _SCRIPTS.items():
        if 2 * len(re.findall(script, text)) > letters:
            return likely if _script_of(likely) == _script_of(language) else language
    return "en" if _script_of(likely) else likely


_FAMILIES = {"ar": "ar", "fa": "ar", "ur": "ar", "ru": "ru", "uk": "ru", "be": "ru",
             "bg": "ru", "sr": "ru", "kk": "ru", "ky": "ru", "he": "he", "zh": "zh",
             "ja": "zh", "el": "el"}  # fmt: skip


def _script_of(language: str) -> str:
    return _FAMILIES.get(language.split("-")[0], "")


@lru_cache(maxsize=4096)
def script_of_name(name: str) -> str:
    """Tell the script of the first letter of *name* in Unicode's words: `CYRILLIC`."""
    letter = next(filter(str.isalpha, name), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def normalize_line_ends(text: str) -> str:
    """End the lines of *text* with line feeds, whatever system wrote them."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def plain_text(text: str) -> str:
    """Give *text* without the mark of its encoding, its lines ended with line feeds."""
    return normalize_line_ends(text.removeprefix("\ufeff"))


_BEFORE_CODE = re.compile(r"(?:[ \t]*+\n)*+(?=    |[ ]{0,3}\t)")


def trim_body(text: str) -> str:
    """
    Take away the white space around the body *text* of a content file.

    The indent of its first line stays where it makes a block of code of that.
    """
    before = _BEFORE_CODE.match(text)
    return text.strip() if before is None else text[before.end() :].rstrip()


def edit_plain(text: str, edit: Callable[[str], str | None]) -> str | None:
    """
    Edit *text* as if its lines ended with line feeds, and give it the ends it had.

    None where they are of several kinds, or *edit* gives none.
    """
    plain = normalize_line_ends(text)
    end = "\r\n" if "\r\n" in text else "\n"
    if plain.replace("\n", end) != text:
        return None
    edited = edit(plain)
    return None if edited is None else edited.replace("\n", end)


def shorten(text: str, most: int) -> str:
    """Cut *text* to *most* characters, of which the last is an ellipsis then."""
    return text if len(text) <= most else text[: most - 1] + "…"


def digest_bytes(data: bytes) -> str:
    """Digest *data*: 32 hexadecimal digits of BLAKE2b."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_file(where: str) -> str:
    """Digest what is in a file as `digest_bytes` does, however large it is."""
    with open(where, "rb") as file:
        new = partial(hashlib.blake2b, digest_size=16)
        return hashlib.file_digest(file, new).hexdigest()


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


# ASCII in small letters, and a space for all of it that is in no word.
_FOLDED = bytes(
    code
    if code > 0x7F
    else ord(chr(code).lower())
    if chr(code).isalnum() or chr(code) == "_"
    else 0x20
    for code in range(256)
)
_LONG = 200
_FEW = 32
"""So many marks are replaced one by one in less time than all of them at once."""


def fold(text: str, unusual: Collection[str] | None = None) -> str:
    """
    Reduce *text* to its words in small letters, to compare wordings.

    *unusual* are its characters as `unusual_characters` lists them, or more, where they
    are known.
    """
    return _fold_short(text) if len(text) < _LONG else _fold_quickly(text, unusual)


@lru_cache(maxsize=256)
def _fold_short(text: str) -> str:
    """Do so with a short text; the last ones are remembered, for several ask of one."""
    if text.isascii():
        return _fold_quickly(text, None)
    return " ".join(_WORDS.findall(text.casefold()))


def _fold_quickly(text: str, unusual: Collection[str] | None) -> str:
    """Do so without a regular expression, which takes a text letter by letter."""
    if not text.isascii():
        text = replace_unusual(text, _fold_character, unusual)
    data = text.encode("utf-8", "surrogatepass").translate(_FOLDED)
    # All white space is a space by now; between most words there is just one.
    parts = filter(None, map(bytes.strip, data.split(b"  ")))
    return b" ".join(parts).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=1024)
def _fold_character(character: str) -> str:
    return "".join(one if one.isalnum() else " " for one in character.casefold())


def replace_unusual(
    text: str, replace: Callable[[str], str], unusual: Collection[str] | None = None
) -> str:
    """
    Put into *text* what *replace* gives for each character that is not plain ASCII.

    Letters of ASCII may be small ones then. See `fold` for *unusual*.
    """
    changed = {
        one: other
        for one in (unusual_characters(text) if unusual is None else unusual)
        if (other := replace(one)) != one and not one.isascii()
    }
    if len(changed) > _FEW:  # as where another script has its capitals
        rest = {a: b for a, b in changed.items() if a.casefold() != b}
        if len(rest) > _FEW or any(one.casefold() != one for one in rest):
            return text.translate({ord(a): b for a, b in changed.items()})
        text, changed = text.casefold(), rest
    for one, other in changed.items():
        text = text.replace(one, other)
    return text


def fold_key(text: str) -> str:
    """Digest the folded *text*; empty where it has no word."""
    folded = fold(text)
    return hashlib.blake2b(folded.encode(), digest_size=8).hexdigest() if folded else ""

"""The bytes of a record become text, in the encoding that they are in."""

from __future__ import annotations

from commentariat.archive.text import normalize_line_ends
from commentariat.errors import Problem, SourceError, too_large
from commentariat.intake.formats.html.decoding import Decoded, decode_1252
from commentariat.intake.pages.model import Doubt
from commentariat.intake.sources.decode import SIZE_LIMIT
from commentariat.kinds import Kind


def decode_record(
    data: bytes, source: str, line: int = 1, encoding: str = "utf-8"
) -> Decoded:
    """
    Decode the bytes of a record into text with `\\n` line ends.

    What is not in *encoding* is taken for windows-1252, and told.

    Raises:
        SourceError: too large.
    """
    if len(data) > SIZE_LIMIT:
        message = too_large(SIZE_LIMIT, len(data))
        raise SourceError(Problem(source, line, message))
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text, doubts = data.decode(encoding), ()
    except UnicodeDecodeError as fault:
        text, encoding = decode_1252(data), "windows-1252"
        at = line + data.count(b"\n", 0, fault.start)
        message = Kind.RECORD_ENCODING.of(encoding)
        return Decoded(_plain(text), encoding, (Doubt(at, message),))
    return Decoded(_plain(text), encoding, doubts)


def _plain(text: str) -> str:
    return normalize_line_ends(text.replace("\0", "\ufffd"))

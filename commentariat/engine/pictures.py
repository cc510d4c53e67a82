"""What pictures are: their sizes, so that a page keeps room, and whether to copy them."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from commentariat.batches import in_batches
from commentariat.disk import LARGEST_WHOLE
from commentariat.engine.executors import Executor
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store
from commentariat.kinds import Kind, Message
from commentariat.site.page import StaticFile

# No format is tried that no browser shows: some decoders run other programs.
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP")
# MPO is what a JPEG with further pictures behind it is called once it is open.
_COPIED_FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "AVIF")
_STRIPPED_FORMATS = ("JPEG", "MPO", "PNG", "WEBP")
_COPIED_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")
_MEMORY = 256 * 2**20
"""Bytes that making copies of one picture may take, beside what the process holds."""
# Bytes a pixel, as measured: what the decoder holds, and what is made of its pixels
# before they are fewer.
_PER_PIXEL = {"PNG": 5.0, "JPEG": 5.0, "MPO": 5.0, "WEBP": 18.0, "AVIF": 11.0}
_IF_TRANSPARENT, _IF_TURNED = 5.0, 4.0
_PER_COEFFICIENT = 2  # bytes; a progressive JPEG is decoded from all of them at once
_SCALES = (1, 2, 4, 8)  # by which a JPEG can be decoded smaller
_TALLEST = 7  # times its width: a copy has at most 16,383 pixels on a side
_MOST_READS = 2_000_000
_BEGINNING = 2**20  # bytes of a drawing in which its size is told
_ORIENTATION, _PLACE_TAKEN = 0x0112, 0x8825  # tags of EXIF


class Measured(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What one picture is; it is none, or of an unknown size, where `width` is 0."""

    digest: str
    width: int
    """Pixels, the right way up."""
    height: int
    is_copied: bool = False
    """Whether it can be had in other widths: it does not move, and is no drawing."""
    has_place: bool = False
    """Whether it says where on earth it was taken."""
    is_stripped: bool = False
    """Whether what its camera noted can be left out of it."""
    is_too_large: bool = False
    """Whether copies of it would fill the memory, so that it has none."""
    fault: Message | None = None


def measure_pictures(
    cache: Path, wanted: Iterable[StaticFile], stamp: str, executor: Executor
) -> dict[str, Measured]:
    """
    Measure the pictures *wanted*, remembering what they are; give that by output.

    A file that is no picture, or not there, has no size; whether that is a fault is
    for others to say. *stamp* names the libraries that tell.
    """
    store: KeyValueStore[Measured] = open_store(cache, "pictures", Measured, stamp)
    known: dict[str, Measured] = {}
    unknown: list[tuple[str, str, str]] = []
    for file in sorted(wanted, key=lambda one: one.output):
        digest, old = file.file_digest, store.get(file.output)
        if old is not None and old.digest == digest:
            known[file.output] = old
        else:
            unknown.append((file.output, file.path, digest))
    if unknown:
        for batch in executor.map(_measure_batch, in_batches(unknown, 32)):
            known.update(batch)
    store.update({output: known[output] for output, *_ in unknown})
    return known


def _measure_batch(
    batch: tuple[tuple[str, str, str], ...],
) -> list[tuple[str, Measured]]:
    return [
        (output, measure_picture(Path(path), digest)) for output, path, digest in batch
    ]


def measure_picture(path: Path, digest: str) -> Measured:
    """Measure one picture, the file at *path* with that *digest*."""
    from commentariat.engine.svg import is_drawing, read_size

    if is_drawing(path.name):
        try:
            with open(path, "rb") as file:
                return Measured(digest, *read_size(file.read(_BEGINNING)))
        except OSError:
            return Measured(digest, 0, 0)
    from PIL import Image

    try:
        if path.stat().st_size > LARGEST_WHOLE:
            return Measured(digest, 0, 0)  # some formats are read whole to be opened
        with open(path, "rb") as file, opened(file) as picture:
            return _look_at(picture, digest)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        most = (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
        return Measured(digest, 0, 0, fault=Kind.PICTURE_TOO_LARGE.of(most))
    except (OSError, ValueError, SyntaxError):
        return Measured(digest, 0, 0)


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Any]:
    """
    Open a picture without decoding it.

    Raises:
        OSError: it is none.
        DecompressionBombError, DecompressionBombWarning: it would fill the memory.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(_Counted(file), formats=_FORMATS) as picture:
            yield picture


class _Counted:
    """
    A file that can be read so often and no more: it is as good as broken then.

    What is no picture behind its first bytes is looked through byte by byte for the
    beginning of one, which takes a minute for some hundred megabytes.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._left = _MOST_READS

    def read(self, size: int = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise OSError("it holds too much that is none")
        return self._file.read(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def orientation(picture: Any) -> int:
    """Tell how a picture is turned, in the numbers of EXIF: 1 is upright."""
    return orientation_in(_exif_of(picture))


def orientation_in(exif: bytes) -> int:
    """Tell what *exif* data say of how a picture is turned: 1 is upright."""
    number = _read_exif(exif).get(_ORIENTATION, 1)
    return number if isinstance(number, int) and 1 <= number <= 8 else 1


def _exif_of(picture: Any) -> bytes:
    """Give the EXIF data that stand before the pixels; others may hold none."""
    found = picture.info.get("exif", b"")
    return found if isinstance(found, bytes) else b""


def _read_exif(data: bytes) -> Mapping[int, Any]:
    from PIL import Image

    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of data that break off
            exif.load(data)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):
        return {}
    return exif


def _look_at(picture: Any, digest: str) -> Measured:
    width, height = picture.size
    if orientation(picture) >= 5:  # lying on its side
        width, height = height, width
    moves = getattr(picture, "is_animated", False) and picture.format != "MPO"
    can_be_copied = (
        picture.format in _COPIED_FORMATS
        and picture.mode in _COPIED_MODES
        and not moves
        and height <= _TALLEST * width
    )
    has_place = bool(_read_exif(_exif_of(picture)).get(_PLACE_TAKEN))
    is_stripped = picture.format in _STRIPPED_FORMATS
    is_copied = can_be_copied and fit_memory(picture)
    is_too_large = can_be_copied and not is_copied
    return Measured(
        digest, width, height, is_copied, has_place, is_stripped, is_too_large
    )


def fit_memory(picture: Any) -> bool:
    """
    Have *picture* decoded within bounds: a JPEG smaller than it is, if it must be.

    Returns whether it will be. It is so for the same pictures on every machine.
    """
    width, height = picture.size
    each = _PER_PIXEL[picture.format]
    if "A" in picture.mode or "transparency" in picture.info:
        each += _IF_TRANSPARENT
    if orientation(picture) != 1:
        each += _IF_TURNED
    whole = _coefficients(picture) * _PER_COEFFICIENT
    for scale in _SCALES if picture.format in ("JPEG", "MPO") else _SCALES[:1]:
        if whole + each * width * height / scale**2 <= _MEMORY:
            if scale > 1:
                picture.draft(None, (width // scale, height // scale))
            return True
    return False


def _coefficients(picture: Any) -> float:
    """Count what a progressive JPEG is decoded from; of other pictures there are none."""
    if not picture.info.get("progressive"):
        return 0
    width, height = picture.size
    shares = [across * down for _, across, down, _ in getattr(picture, "layer", ())]
    return float(width * height * sum(shares) / max(shares, default=1))

"""
Copies of pictures in other widths, upright, in the colors of screens, and silent.

A copy is made from its original alone, so it is the same whatever other copies are
made with it, and is kept by the digest of what it is made from. Nothing that a camera
or a program noted in the original comes along: no place, no name, no time.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from commentariat.archive.text import digest_bytes
from commentariat.disk import LARGEST_WHOLE, read_steady, write_whole
from commentariat.engine.pictures import fit_memory, opened, orientation
from commentariat.errors import WrongValueError, too_large
from commentariat.kinds import Kind, Message
from commentariat.site.page import StaticFile, digest_parts

_QUALITY = 80
_FEW_COLORS = 1024  # of a drawing or a chart, which are kept to the pixel
_SMALLEST_WASTE = 64 * 2**20  # bytes of copies nobody wants that are worth clearing
_CHECK = 16  # bytes of digest before a copy that is kept
_NAME = re.compile(
    r"[0-9a-f]{16}|\.[0-9a-f]{16}\.[0-9a-f]{8}"
)  # of a copy, or of one not yet whole


class PictureError(WrongValueError):
    """A picture that cannot be copied."""


class PictureChangedError(Exception):
    """A picture that is another than the one whose copies were planned."""


@cache
def copy_stamp() -> str:
    """Name the libraries that copies are made by, and how they are asked."""
    import PIL
    from PIL import features

    words = [PIL.__version__]
    for name in ("webp", "avif", "jpg", "libjpeg_turbo", "zlib", "littlecms2"):
        words.append(f"{name} {features.version(name)}")
    for module in ("copies.py", "pictures.py"):
        words.append(digest_bytes(Path(__file__).with_name(module).read_bytes()))
    return " ".join(words)


def copy_key(digest: str, width: int) -> str:
    """Digest all that a copy is made from: the picture, the width, the libraries."""
    return digest_parts((digest, str(width), copy_stamp()))


def make_copies(folder: str, files: tuple[StaticFile, ...]) -> None:
    """
    Make those of *files* that *folder* does not keep; all are of one original.

    One that cannot be made is left out: who needs it will hear why.
    """
    missing = [file for file in files if _kept(folder, file.digest) is None]
    if missing:
        try:
            _make(folder, missing)
        except (PictureError, PictureChangedError, OSError):
            pass  # load_copy says so, file by file


def load_copy(folder: str, file: StaticFile) -> bytes:
    """
    Give the bytes of a copy: those that are kept, or new ones.

    Raises:
        PictureError: the original is broken.
        PictureChangedError: it is another by now.
        OSError: it cannot be read.
    """
    kept = _kept(folder, file.digest)
    return kept if kept is not None else _make(folder, [file])[0]


def clear_waste(folder: Path, wanted: Collection[str]) -> None:
    """Delete copies that nobody wants, once they take half of the room."""
    if folder.is_symlink() or not folder.is_dir():
        return  # what lies elsewhere is not ours to delete
    with os.scandir(folder) as entries:
        files = [one for one in entries if _NAME.fullmatch(one.name)]
    found = {one.name: one.stat(follow_symlinks=False).st_size for one in files}
    waste = {name: size for name, size in found.items() if name not in wanted}
    live = sum(found.values()) - sum(waste.values())
    if sum(waste.values()) >= max(_SMALLEST_WASTE, live):
        for name in sorted(waste):
            (folder / name).unlink(missing_ok=True)


def _check(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_CHECK).digest()


def _kept(folder: str, key: str) -> bytes | None:
    try:
        data = Path(folder, key).read_bytes()
    except OSError:
        return None
    copy = data[_CHECK:]
    return copy if copy and data[:_CHECK] == _check(copy) else None


def _keep(folder: str, key: str, copy: bytes) -> None:
    if os.path.islink(folder):
        return
    try:
        write_whole(
            os.path.join(folder, key), _check(copy), copy, mark=os.urandom(4).hex()
        )
    except OSError:
        pass  # no room: it is only a memory


def _make(folder: str, files: list[StaticFile]) -> list[bytes]:
    upright, is_drawing, profile = _decode(files[0])
    copies = []
    for file in files:
        try:
            copy = _encode(_narrow(upright, file.width, profile), is_drawing)
        except Exception as fault:  # whatever a broken picture makes a library do
            raise PictureError(_message(fault)) from None
        _keep(folder, file.digest, copy)
        copies.append(copy)
    return copies


def _message(fault: Exception) -> Message:
    return Kind.NOT_PICTURE_FILE.of(str(fault) or type(fault).__name__)


def _decode(file: StaticFile) -> tuple[Any, bool, bytes]:
    """Decode an original: its pixels upright, whether it is a drawing, its colors."""
    if (size := os.stat(file.path).st_size) > LARGEST_WHOLE:
        raise PictureError(too_large(LARGEST_WHOLE, size))
    data = read_steady(file.path)
    if digest_bytes(data) != file.original:
        raise PictureChangedError(file.source)
    try:
        with opened(io.BytesIO(data)) as picture:
            turn = orientation(picture)
            profile = picture.info.get("icc_profile") or b""
            is_png = picture.format == "PNG"
            if not fit_memory(picture):
                raise PictureError(
                    Kind.PICTURE_NOT_COPIED.of(picture.width, picture.height)
                )
            upright = _turned(_with_plain_mode(picture), turn)
    except PictureError:
        raise
    except Exception as fault:  # whatever a broken picture makes a library do
        raise PictureError(_message(fault)) from None
    return upright, is_png and upright.getcolors(_FEW_COLORS) is not None, profile


def _with_plain_mode(picture: Any) -> Any:
    """Give every pixel channels of its own, transparency among them."""
    if picture.mode in ("LA", "PA") or "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode in ("1", "P", "L", "YCbCr"):
        return picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    picture.load()
    return picture


def _turned(picture: Any, turn: int) -> Any:
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(ways[turn]) if turn in ways else picture


def _narrow(picture: Any, width: int, profile: bytes) -> Any:
    from PIL.Image import Resampling

    height = max(1, round(picture.height * width / picture.width))
    if (width, height) != picture.size:
        size = (width, height)
        picture = picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    return _in_srgb(picture, profile, mode).convert(mode)


def _in_srgb(picture: Any, profile: bytes, mode: str) -> Any:
    """Bring the colors that *profile* means into those of screens."""
    if not profile:
        return picture
    from PIL import ImageCms

    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screens = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, meant, screens, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile that does not fit is none


def _encode(picture: Any, is_drawing: bool) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=_QUALITY, method=4, lossless=is_drawing)
    return buffer.getvalue()

"""Published pictures hold nothing a camera noted, and look as they did to the pixel."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import SETTINGS, SiteFolder, article
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence

from commentariat.engine.picture_metadata import strip_metadata

SECRET = b"Secret Harbor"
_ORIENTATION, _MAKER, _GPS = 0x0112, 0x010F, 0x8825
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"


def exif(turn: int = 1, *, has_place: bool = True) -> Image.Exif:
    """What a camera notes."""
    found = Image.Exif()
    found[_ORIENTATION] = turn
    found[_MAKER] = SECRET.decode()
    if has_place:
        found[_GPS] = {1: "N", 2: (59.0, 26.0, 3.0), 3: "E", 4: (24.0, 43.0, 1.0)}
    return found


def drawn(mode: str = "RGB", size: tuple[int, int] = (120, 80)) -> Image.Image:
    gradient = Image.linear_gradient("L").resize(size)
    turned = gradient.transpose(Image.Transpose.ROTATE_180)
    return Image.merge("RGB", (gradient, turned, gradient)).convert(mode)


def saved(kind: str, mode: str = "RGB", turn: int = 6, **options: object) -> bytes:
    buffer = io.BytesIO()
    more: dict[str, object] = {"exif": exif(turn), "icc_profile": PROFILE, "xmp": XMP}
    drawn(mode).save(buffer, kind, **(more | options))
    return buffer.getvalue()


def segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def crowded_jpeg(**options: Any) -> bytes:
    """A JPEG with all that phones and programs put into one."""
    plain = saved("JPEG", comment=SECRET, **options)
    head = plain[:2] + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + SECRET[:3])
    more = (
        segment(0xE0, b"JFXX\0\x10" + SECRET),
        segment(0xE2, b"FPXR\0" + SECRET),
        segment(0xEB, b"JP" + SECRET),
        segment(0xED, b"Photoshop 3.0\0" + SECRET),
    )
    return b"".join((head, *more, plain[2:], b"film: ", SECRET))


def crowded_png(**options: Any) -> bytes:
    plain = saved("PNG", **options)
    more = b"".join((
        chunk(b"tEXt", b"k\0" + SECRET), chunk(b"iTXt", b"k\0\0\0\0\0" + SECRET),
        chunk(b"zTXt", b"k\0\0" + zlib.compress(SECRET)), chunk(b"tIME", SECRET[:7]),
        chunk(b"caBX", SECRET), chunk(b"prVt", SECRET),
    ))  # fmt: skip
    return plain[:33] + more + plain[33:] + SECRET


def chunk(kind: bytes, payload: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + payload))
    return struct.pack(">I", len(payload)) + kind + payload + check


def crowded_webp(**options: Any) -> bytes:
    plain = saved("WEBP", **options)
    more = b"note" + struct.pack("<I", len(SECRET)) + SECRET + b"\0"
    body = plain[8:] + more
    return b"RIFF" + struct.pack("<I", len(body)) + body + SECRET


SECOND = [drawn("L").convert("RGB")]
CROWDED: dict[str, Callable[[], bytes]] = {
    "photo": crowded_jpeg,
    "progressive photo": lambda: crowded_jpeg(progressive=True),
    "photo with restarts": lambda: crowded_jpeg(restart_marker_blocks=2),
    "gray photo": lambda: crowded_jpeg(mode="L"),
    "photo for print": lambda: crowded_jpeg(mode="CMYK"),
    "photo of red, green, blue": lambda: crowded_jpeg(keep_rgb=True),
    "PNG": crowded_png,
    "PNG with transparency": lambda: crowded_png(mode="RGBA"),
    "PNG with a palette": lambda: crowded_png(mode="P", transparency=3),
    "PNG in gray": lambda: crowded_png(mode="L"),
    "moving PNG": lambda: crowded_png(save_all=True, append_images=SECOND),
    "WebP": crowded_webp,
    "WebP without loss": lambda: crowded_webp(mode="RGBA", lossless=True),
    "moving WebP": lambda: crowded_webp(save_all=True, append_images=SECOND),
    "two photos in one": lambda: saved("MPO", save_all=True, append_images=SECOND),
}


def frames(data: bytes) -> Iterator[tuple[object, ...]]:
    """Every frame, decoded, with what decides how it is shown."""
    with Image.open(io.BytesIO(data)) as picture:
        for frame in ImageSequence.Iterator(picture):
            info = frame.info
            yield (
                frame.mode, frame.size, frame.tobytes(), frame.getexif().get(_ORIENTATION),
                info.get("icc_profile"), info.get("transparency"), info.get("duration"),
                info.get("loop"), frame.getpalette(),
            )  # fmt: skip


@pytest.mark.parametrize("kind", CROWDED)
def test_nothing_noted_is_left_and_no_pixel_is_another(kind: str) -> None:
    crowded = CROWDED[kind]()
    stripped = strip_metadata(crowded)
    assert SECRET in crowded
    assert SECRET not in stripped
    assert SECRET[:3] not in stripped
    before, after = list(frames(crowded)), list(frames(stripped))
    assert after == before[: len(after)]
    assert len(after) == (2 if kind.startswith("moving") else 1)
    with Image.open(io.BytesIO(stripped)) as picture:
        assert dict(picture.getexif()) == {_ORIENTATION: 6}
        assert not {"xmp", "comment", "photoshop", "mp"} & picture.info.keys()
    assert strip_metadata(stripped) == stripped


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_which_way_up_is_the_only_note_that_stays(kind: str, turn: int) -> None:
    stripped = strip_metadata(saved(kind, turn=turn))
    with Image.open(io.BytesIO(stripped)) as picture:
        assert picture.getexif().get(_ORIENTATION, 1) == turn
        assert ("exif" in picture.info) == (turn != 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_without_notes_is_passed_on_as_it_is(kind: str) -> None:
    buffer = io.BytesIO()
    drawn().save(buffer, kind)
    assert strip_metadata(buffer.getvalue()) == buffer.getvalue()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"RIFF\0\0\0\0WAVE", b"<svg/>"])
def test_a_file_of_another_kind_is_passed_on_as_it_is(data: bytes) -> None:
    assert strip_metadata(data) == data


@pytest.mark.parametrize("make", [crowded_jpeg, crowded_png, crowded_webp])
def test_a_picture_that_breaks_off_is_passed_on_as_far_as_it_goes(
    make: Callable[[], bytes],
) -> None:
    whole = make()
    for length in range(0, len(whole), 7):
        stripped = strip_metadata(whole[:length])
        assert SECRET not in stripped or stripped == whole[:length] == b""
        assert strip_metadata(stripped) == stripped


_PIECES = st.one_of(
    st.binary(max_size=40),
    st.builds(segment, st.integers(0, 255), st.binary(max_size=40)),
    st.builds(chunk, st.binary(min_size=4, max_size=4), st.binary(max_size=40)),
    st.sampled_from(
        [b"\xff\xd9", b"\xff\xda\0\2", b"\xff", b"VP8X\x0a\0\0\0", b"EXIF"]
    ),
)
_HEADS = (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\xff\0\0WEBP")


@given(st.sampled_from(_HEADS), st.lists(_PIECES, max_size=8))
def test_whatever_follows_is_stripped_once_and_for_all(
    head: bytes, pieces: list[bytes]
) -> None:
    stripped = strip_metadata(head + b"".join(pieces))
    assert strip_metadata(stripped) == stripped


# -- A site -------------------------------------------------------------------------

PHOTO = "content/files/photo.jpg"


def places(site: SiteFolder) -> list[str]:
    """The questions about places in pictures, as a user reads them."""
    points = site.report.open_points
    return [str(one) for one in points if one.kind == "place in a picture"]


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path / "site")
    folder.write(PHOTO, crowded_jpeg()).write("content/files/other.PNG", crowded_png())
    text = article("A", slug="a", image="files/photo.jpg", date="2020-01-02")
    return folder.write("content/articles/a.md", text)


def test_a_site_tells_nobody_where_its_pictures_were_taken(site: SiteFolder) -> None:
    original = crowded_jpeg()
    output = site.build().output()
    assert output["files/photo.jpg"] == strip_metadata(original)
    assert not [name for name, data in output.items() if SECRET in data]
    assert places(site) == []
    assert (site.folder / PHOTO).read_bytes() == original


def test_pictures_are_published_as_they_are_where_the_settings_say_so(
    site: SiteFolder, tmp_path: Path
) -> None:
    stripped = site.build().output()
    site.write("pyproject.toml", SETTINGS + 'picture_metadata = "as-is"\n').build()
    changed = {name for name, data in site.output().items() if data != stripped[name]}
    assert changed == {"files/photo.jpg", "files/other.PNG"}
    assert site.output()["files/photo.jpg"] == crowded_jpeg()
    assert places(site) == [
        f"{PHOTO}: the picture says where it was taken; its copies do not, but it is "
        "published as it is"
    ]
    assert site.output() == site.clean_output(tmp_path / "clean")
    site.write("pyproject.toml", SETTINGS).build()
    assert site.output() == stripped


def test_a_kind_of_picture_that_is_not_looked_into_is_named(site: SiteFolder) -> None:
    site.write("content/files/photo.avif", saved("AVIF"))
    site.write("content/files/claimed.jpg", saved("AVIF"))
    body = "![a](../files/photo.avif)\n\n![b](../files/claimed.jpg)"
    site.write("content/articles/b.md", article("B", body, date="2020-01-02")).build()
    assert [one.partition(":")[0] for one in places(site)] == [
        "content/files/claimed.jpg",
        "content/files/photo.avif",
    ]


def test_another_note_in_a_picture_changes_nothing_that_is_published(
    site: SiteFolder, tmp_path: Path
) -> None:
    before = site.build().output()
    noted = crowded_jpeg().replace(SECRET, SECRET.swapcase())
    site.write(PHOTO, noted).build()
    assert site.output()["files/photo.jpg"] == before["files/photo.jpg"]
    assert site.output() == site.clean_output(tmp_path / "clean")

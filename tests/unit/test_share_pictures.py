"""Pictures that are drawn for pieces to be shared with."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from drawn import make_picture
from harness import SETTINGS, SiteFolder, article
from live_preview import LivePreview
from PIL import Image

from commentariat.engine import share_pictures as engine
from commentariat.engine.bidi import join_letters
from commentariat.engine.share_pictures import draw_share_picture
from commentariat.pipeline import check_site
from commentariat.site.share_pictures import UNDRAWN
from commentariat.site.views import SharePictureView

FONTS = Path(engine.__file__).with_name("share_fonts")
SHARED = f"{SETTINGS}[tool.commentariat.theme]\nshare_pictures = true\n"
HOME = "https://archive.test/"
LARGEST = 45_000
"""Bytes of a picture that none may have."""
VIEW = SharePictureView(
    title="Old Warheads, Older Hands",
    institution="Fennmark Institute",
    authors="Tomas Okonjo-Vance",
    date_label="19 September 2023",
    segments=25,
    rungs=tuple(range(1, 25, 2)),
    x="91.2",
    coast=(2, 5),
    mirror="x",
    paper="#fbfaf6",
    accent="#cf2a76",
    land="#e9dec2",
    hill="#cdbb8d",
)


def drawn(**changes: object) -> Image.Image:
    """Draw the picture with *changes*, as whoever gets it sees it."""
    values = {name: getattr(VIEW, name) for name in VIEW.__struct_fields__}
    data = draw_share_picture(SharePictureView(**(values | changes)))
    assert len(data) <= LARGEST
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    return picture.convert("RGB")


def inked(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Tell whether anything but paper is in *box*."""
    return picture.crop(box).getcolors(1) is None


def test_a_picture_says_who_wrote_what_and_when() -> None:
    picture = drawn()
    paper = (0xFB, 0xFA, 0xF6)
    assert picture.getpixel((600, 340)) == paper
    assert inked(picture, (56, 50, 310, 80))  # the institution
    assert inked(picture, (980, 50, 1144, 80))  # the date
    assert inked(picture, (56, 110, 1000, 310))  # the title
    x = round(0.912 * 1200)
    assert picture.getpixel((x, 30)) == (0xCF, 0x2A, 0x76)
    assert picture.getpixel((600, 500)) not in (paper, (0x10, 0x20, 0x2B))
    assert not inked(drawn(title=""), (0, 96, 1200, 358))


@pytest.mark.parametrize("count", range(1, 40, 3))
def test_a_title_of_any_length_stays_in_its_place(count: int) -> None:
    title = " ".join(["Counted", "by", "the", "Bicycle’s", "Sack"] * 8)
    picture = drawn(
        title=" ".join(title.split()[:count]), authors="A. B. Very Long " * 9
    )
    assert not inked(picture, (0, 96, 50, 358))
    assert not inked(picture, (1146, 96, 1200, 358))
    assert not inked(picture, (0, 352, 1200, 360))
    assert inked(picture, (56, 322, 1144, 346))  # authors that have no room above


def test_a_word_longer_than_a_line_is_cut() -> None:
    picture = drawn(title="Donaudampfschifffahrtsgesellschaft" * 4)
    assert not inked(picture, (1146, 96, 1200, 358))


def test_very_long_words_cost_no_more_than_a_line_of_them() -> None:
    began = time.process_time()
    drawn(title="word " * 20_000, authors="Word" * 20_000)
    assert time.process_time() - began < 5


def test_without_coasts_the_title_has_the_room() -> None:
    picture = drawn(coast=(), mirror="", title="Counted by the Sack and Bicycle " * 6)
    assert inked(picture, (56, 400, 1144, 500))
    assert picture.getpixel((600, 620)) == (0xE9, 0xDE, 0xC2)


def test_coasts_are_those_of_the_piece_turned_as_they_are() -> None:
    plate = (0, 360, 1200, 630)
    mirrored, plain = drawn(mirror="x").crop(plate), drawn(mirror="").crop(plate)
    assert mirrored.tobytes() != plain.tobytes()
    way = Image.Transpose.FLIP_LEFT_RIGHT
    assert mirrored.transpose(way).tobytes() == plain.tobytes()


def test_a_picture_from_right_to_left_has_all_at_the_other_side() -> None:
    said = {"title": "ما يقوله ختم مكسور", "date_label": "7 أبريل 2020"}
    picture = drawn(**said, runs_left=True)
    assert inked(picture, (890, 50, 1144, 80))  # the institution
    assert inked(picture, (56, 50, 190, 80))  # the date
    assert inked(picture, (1000, 110, 1144, 310))  # the title begins
    assert not inked(picture, (1146, 60, 1200, 358))
    assert not inked(picture, (0, 60, 50, 358))
    x = 1200 - round(0.912 * 1200)
    assert picture.getpixel((x, 30)) == (0xCF, 0x2A, 0x76)


@pytest.mark.parametrize("size", [112, 64, 36])
def test_joined_letters_leave_no_gap(size: int) -> None:
    """A word of letters that all join is one shape: no column of it is empty."""
    face = engine._face("brygada", size, True)
    for word in ("مكتبة", "بينهم", "پیشگفت"):
        picture = Image.new("L", (1200, 300))
        face.draw(picture, 100, 200, word, 255)
        box = picture.getbbox()
        assert box is not None
        strip = picture.crop(box)
        darkest = [max(strip.crop((x, 0, x + 1, strip.height)).tobytes())
                   for x in range(2, strip.width - 2)]  # fmt: skip
        assert min(darkest) > 190, word


# --- nothing of the system --------------------------------------------------------------

_ELSEWHERE = """
import hashlib
from PIL import features
from test_share_pictures import VIEW
from commentariat.engine.share_pictures import draw_share_picture
print(features.check_feature("fribidi"))
print(hashlib.sha256(draw_share_picture(VIEW)).hexdigest())
"""


def test_nothing_of_the_system_has_a_say(tmp_path: Path) -> None:
    # What Pillow looks for beside itself is there, and cannot be loaded.
    for name in ("libfribidi.so.0", "libfribidi.dylib", "libraqm.so.0"):
        (tmp_path / name).write_bytes(b"no library")
    found = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent,
        env={
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "LD_LIBRARY_PATH": str(tmp_path),
            "LC_ALL": "C",
            "TZ": "Asia/Tokyo",
            "PATH": "",
        },
    ).stdout.split()
    if sys.platform == "linux":
        assert found[0] in ("False", "None")
    assert found[1] == hashlib.sha256(draw_share_picture(VIEW)).hexdigest()


def letters_of(font: Path) -> set[int]:
    """List the characters that *font* has, by its table of them (format 4)."""
    data = font.read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {data[12 + 16 * n :][:4]: 12 + 16 * n for n in range(count)}
    start = struct.unpack_from(">I", data, tables[b"cmap"] + 8)[0]
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        at = start + struct.unpack_from(">I", data, start + 8 + 8 * number)[0]
        if struct.unpack_from(">H", data, at)[0] != 4:
            continue
        segments = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", data, at + 14)
        starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
        for first, last in zip(starts, ends, strict=True):
            found.update(range(first, last + 1))
    return found - {0xFFFF}


def test_what_is_drawn_is_in_both_fonts() -> None:
    have = letters_of(FONTS / "brygada.ttf") & letters_of(FONTS / "franklin.ttf")
    drawable = {code for code in range(0x10000) if not UNDRAWN.match(chr(code))}
    arabic = {code for code in drawable if 0x600 <= code < 0x700}
    assert len(drawable) > 500
    joiners = {0x200C, 0x200D}
    assert drawable - arabic - joiners <= have
    assert len(arabic) > 60


def test_arabic_letters_are_in_their_font_in_each_form() -> None:
    have = letters_of(FONTS / "naskh.ttf")
    arabic = [chr(code) for code in range(0x600, 0x700) if not UNDRAWN.match(chr(code))]
    around = ["", "\u0628", "\u0640"]
    for before, letter, after in itertools.product(around, arabic, [*around, "\u0627"]):
        joined = join_letters(before + letter + after)
        assert {ord(one) for one in joined} <= have, (before, letter, after)


# --- on pages ---------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", SHARED)
    site.write("content/files/lead.jpg", make_picture(60, "red"))
    for slug in ("ferry", "grid", "bridge"):
        text = article(slug.title(), "A text.", slug=slug, date="2021-03-01")
        site.write(f"content/articles/{slug}.md", text)
    return site


def shares(site: SiteFolder) -> set[str]:
    found = (name for name in site.output() if name.startswith("share/"))
    return {name.removeprefix("share/").removesuffix(".png") for name in found}


def test_a_piece_without_a_picture_has_one_drawn(site: SiteFolder) -> None:
    lead = article("Grid", slug="grid", image="files/lead.jpg")
    site.write("content/articles/grid.md", lead).build()
    assert not site.problems
    assert shares(site) == {"ferry", "bridge"}
    page = site.page("articles/ferry/")
    assert f'property="og:image" content="{HOME}share/ferry.png"' in page
    assert 'property="og:image:alt" content="Ferry"' in page
    assert 'name="twitter:card" content="summary_large_image"' in page
    assert f'property="og:image" content="{HOME}files/lead.jpg"' in site.page(
        "articles/grid/"
    )
    site.write("pyproject.toml", SETTINGS).build()
    assert shares(site) == set()
    assert "og:image" not in site.page("articles/ferry/")


def test_it_is_drawn_again_when_its_words_change_and_else_not(
    site: SiteFolder, tmp_path: Path
) -> None:
    preview = LivePreview(site.build())

    def drawn_again() -> set[str]:
        site.build()
        return {name for name in site.report.rendered if name.startswith("share/")}

    site.edit("content/articles/ferry.md", "A text.", "Another text, of more words.")
    assert drawn_again() == set()
    site.edit(
        "pyproject.toml", "[tool.commentariat]\n", "[tool.commentariat]\nnewest = 2\n"
    )
    assert drawn_again() == set()
    site.edit("content/articles/ferry.md", "title: Ferry", "title: The Ferry")
    assert drawn_again() == {"share/ferry.png"}
    preview.look()
    assert site.output() == site.clean_output(tmp_path / "clean")
    assert preview.shown["share/ferry.png"] == site.output()["share/ferry.png"]
    site.edit("content/articles/ferry.md", "date: '2021", "date: '2020")
    assert drawn_again() >= {"share/ferry.png"}
    site.edit("content/articles/ferry.md", "title:", "draft: true\ntitle:")
    site.build()
    assert shares(site) == {"grid", "bridge"}
    assert site.output() == site.clean_output(tmp_path / "clean2")


@pytest.mark.parametrize("title", ["ٹھنڈا", "国境の川", "Viên gạch ế", "כותרת"])
def test_what_the_fonts_lack_is_left_out_and_asked_for_once(
    site: SiteFolder, title: str
) -> None:
    for slug in ("ferry", "grid"):
        site.write(f"content/articles/{slug}.md", article(title, slug=slug))
    site.build()
    assert shares(site) == {"bridge"}
    asked = [
        one
        for one in check_site(site.options()).open_points
        if one.message.name == "no share picture"
    ]
    assert {one.source for one in asked} == {
        "content/articles/ferry.md",
        "content/articles/grid.md",
    }
    fallback = f'{SHARED}share_picture = "own.jpg"\n'
    site.write("pyproject.toml", fallback)
    site.write("theme/own.jpg", make_picture(90, "blue")).build()
    assert f"{HOME}theme/own.jpg" in site.page("articles/ferry/")
    told = check_site(site.options()).open_points
    assert "no share picture" not in {one.message.name for one in told}

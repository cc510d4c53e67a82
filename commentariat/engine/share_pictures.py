"""
Draw share pictures: a title over the coasts of its piece, as a PNG of 16 colors.

Nothing of the system has a say: the fonts lie beside this module, text is set letter by
letter with the kerning of their own, and no shaping library is asked. What is left is
what Pillow brings along, which `drawing_stamp` names.

All is drawn in shades of gray first, which stand for steps between two colors, so that
edges are smooth; then each is one of the 16.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont

from commentariat.archive.text import digest_bytes
from commentariat.engine import bidi
from commentariat.site.coasts import HEIGHT, WIDTH, draw_coasts
from commentariat.site.share_pictures import SHARE_HEIGHT, SHARE_WIDTH
from commentariat.site.views import SharePictureView

_FONTS: Final = Path(__file__).with_name("share_fonts")
_SERIF, _SANS, _NASKH = "brygada", "franklin", "naskh"
_ARABIC: Final = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LARGER: Final = 1.2
"""By how much letters of `_NASKH` are set larger, to look as large as those beside them."""
_MARGIN: Final = 56
_ROOM: Final = SHARE_WIDTH - 2 * _MARGIN
_LINE: Final = 66
"""Where the institution, the authors and the date stand, at their middle."""
_TOP, _SHORE, _END = 96, 360, SHARE_HEIGHT - 72
"""Where the title may stand from, and to: over coasts, or where there are none."""
_SIZES: Final = (112, 84, 64, 52, 44, 36)
_TRACKING: Final = 0.016
"""Of titles, by as much of their size letters stand closer."""

# Shades: what lies between two of them is an edge, and is rounded to the colors there.
_PAPER, _MUTED, _INK, _HILL, _LAND, _STEP, _ACCENT = 0, 36, 50, 58, 64, 24, 255
_DEPTHS: Final = ("#7fb4ba", "#55939f", "#377786", "#265f70", "#1b4b5d", "#143b4c")
"""Of the theme's drawings, from the shoalest."""
_INKS: Final = 6
_OVER: Final = 2
"""Coasts are drawn so many times as large first."""
_LEVEL: Final = 4
"""Of compression: a higher one takes longer than it spares."""

_PARTS: Final = re.compile(r"([MLqHVZ])([^MLqHVZ]*)")
_NUMBER: Final = re.compile(r"-?\d+")


@cache
def drawing_stamp() -> str:
    """Name all that decides the bytes of a picture besides what is drawn."""
    import PIL
    from PIL import features

    words = [PIL.__version__, unicodedata.unidata_version]
    for name in ("freetype2", "zlib", "zlib_ng"):
        words.append(f"{name} {features.version(name)}")
    for path in (Path(__file__), Path(bidi.__file__), *sorted(_FONTS.glob("*.ttf"))):
        words.append(digest_bytes(path.read_bytes()))
    return " ".join(words)


def draw_share_picture(view: SharePictureView) -> bytes:
    """Draw what *view* says, as a PNG."""
    picture = Image.new("L", (SHARE_WIDTH, SHARE_HEIGHT), _PAPER)
    _draw_ladder(picture, view)
    end = _SHORE if view.coast else _END
    _draw_line(picture, view, end)
    _draw_title(picture, view, end)
    if view.coast:
        coasts = _coasts(*view.coast)
        for sign, way in _FLIPS.items():
            if sign in view.mirror:
                coasts = coasts.transpose(way)
        picture.paste(coasts, (0, _SHORE))
    else:
        picture.paste(_LAND, (0, SHARE_HEIGHT - 24, SHARE_WIDTH, SHARE_HEIGHT))
    picture = picture.point(_LOOKUP)
    picture.putpalette(_palette(view.paper, view.accent, view.land, view.hill))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=_LEVEL, bits=4)
    return buffer.getvalue()


_FLIPS: Final = {
    "x": Image.Transpose.FLIP_LEFT_RIGHT,
    "y": Image.Transpose.FLIP_TOP_BOTTOM,
}


# --- colors -----------------------------------------------------------------------------


def _color_of(shade: int) -> int:
    """Tell which of the 16 colors a *shade* is."""
    if shade <= _INK:
        return round(shade * (_INKS - 1) / _INK)
    if shade < _LAND:
        return _INKS
    depth = (shade - _LAND) / _STEP
    if depth > len(_DEPTHS):
        return 15
    if depth < 0.25:
        return _INKS + 1
    return _INKS + 2 if depth < 0.75 else _INKS + 2 + round(depth)


_LOOKUP: Final = [_color_of(shade) for shade in range(256)]


@lru_cache(maxsize=8)
def _palette(paper: str, accent: str, land: str, hill: str) -> list[int]:
    """List the 16 colors as bytes: inks on paper, hills, land and its edge, depths, accent."""
    ink, ground, shoal = _rgb("#10202b"), _rgb(paper), _rgb(_DEPTHS[0])
    colors = [_mix(ground, ink, step, _INKS - 1) for step in range(_INKS)]
    colors += [_rgb(hill), _rgb(land), _mix(_rgb(land), shoal, 1, 2)]
    colors += [_rgb(one) for one in (*_DEPTHS, accent)]
    return [part for color in colors for part in color]


def _rgb(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


def _mix(
    one: tuple[int, ...], other: tuple[int, ...], step: int, steps: int
) -> tuple[int, ...]:
    pairs = zip(one, other, strict=True)
    return tuple([(a * (steps - step) + b * step) // steps for a, b in pairs])


# --- text -------------------------------------------------------------------------------


class _Face:
    """A font in one size: letters that are drawn once, and how far each is from the next."""

    def __init__(
        self, name: str, size: int, runs_left: bool, tracking: float = 0
    ) -> None:
        self._font = _font(name, size)
        self._arabic = _font(_NASKH, round(size * _LARGER))
        self._runs_left = runs_left
        self._tracking = -tracking * size
        self._letter = cache(self._make_letter)
        self._gap = cache(self._find_gap)

    def places(self, text: str) -> Iterator[tuple[str, float]]:
        """Give each letter of *text* and where it stands; at the end, where that is."""
        at, before = 0.0, ""
        for letter in bidi.set_line(text, runs_left=self._runs_left):
            at += self._gap(before, letter) if before else 0.0
            yield letter, at
            before = letter
        if before:
            at += self._gap(before, "")
        yield "", at

    def length(self, text: str) -> float:
        """Measure *text* in pixels."""
        return list(self.places(text))[-1][1]

    def draw(
        self, picture: Any, x: float, y: int, text: str, shade: int = _INK
    ) -> None:
        """Draw *text* from *x* on, which is told from where lines begin; its baseline is *y*."""
        if self._runs_left:
            x = SHARE_WIDTH - x - self.length(text)
        for letter, at in self.places(text):
            mask, left, top = self._letter(letter)
            if mask is not None:
                picture.paste(shade, (round(x + at) + left, y + top), mask)

    def _make_letter(self, letter: str) -> tuple[Any, int, int]:
        font = self._font_of(letter)
        left, top, right, bottom = map(int, font.getbbox(letter, anchor="ls"))
        if right <= left or bottom <= top:
            return None, 0, 0
        mask = Image.new("L", (right - left, bottom - top))
        at = (-left, -top)
        ImageDraw.Draw(mask).text(at, letter, 255, font, anchor="ls")
        return mask, left, top

    def _find_gap(self, letter: str, after: str) -> float:
        font = self._font_of(letter)
        if not after:
            return float(font.getlength(letter))
        if font is self._arabic or font is not self._font_of(after):
            return float(font.getlength(letter))  # joined: nothing stands closer
        both = font.getlength(letter + after)
        return float(both - font.getlength(after)) + self._tracking

    def _font_of(self, letter: str) -> ImageFont.FreeTypeFont:
        return self._arabic if _ARABIC.match(letter) else self._font


@lru_cache(maxsize=32)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    path = str(_FONTS / f"{name}.ttf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


_face = lru_cache(maxsize=16)(_Face)


def _cut(face: _Face, text: str, room: float) -> str:
    """Cut *text* to what has *room*."""
    if face.length(text) <= room:
        return text
    begun = takewhile(lambda place: place[1] <= room, face.places(text))
    text = text[: sum(1 for _ in begun)]  # what follows is far, however much there is
    while text and face.length(f"{text}…") > room:
        text = text[:-1].rstrip()
    return f"{text}…"


def _draw_line(picture: Any, view: SharePictureView, end: int) -> None:
    """Draw the institution, and at the other end the authors and the date."""
    name = _face(_SERIF, 28, view.runs_left)
    date = _face(_SANS, 24, view.runs_left)
    right: float = SHARE_WIDTH - _MARGIN
    if view.date_label:
        right -= date.length(view.date_label)
        date.draw(picture, right, _LINE + 8, view.date_label, _MUTED)
        right -= 26
    length = date.length(view.authors)
    institution = _cut(name, view.institution, right - _MARGIN)
    name.draw(picture, _MARGIN, _LINE + 9, institution)
    if _MARGIN + name.length(institution) + 40 + length <= right:
        date.draw(picture, right - length, _LINE + 8, view.authors)
    else:
        authors = _cut(date, view.authors, _ROOM)
        date.draw(picture, _MARGIN, end - 22, authors)


def _draw_title(picture: Any, view: SharePictureView, end: int) -> None:
    room = end - _TOP - 44  # below it there may be authors
    high, above = (1.3, 0.98) if _ARABIC.search(view.title) else (0.98, 0.84)
    for size in _SIZES:
        face = _face(_SERIF, size, view.runs_left, _TRACKING)
        lines, leading = _wrap(face, view.title), round(size * high)
        most = room // leading
        if len(lines) <= most:
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(face, " ".join(lines[most - 1 :]), _ROOM)]
    y = _TOP + round(size * above)
    for number, line in enumerate(lines):
        face.draw(picture, _MARGIN - size // 28, y + number * leading, line)


def _wrap(face: _Face, text: str) -> list[str]:
    """Break *text* into lines; a word that is longer than a line is cut."""
    lines, line = list[str](), ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if face.length(longer) <= _ROOM:
            line = longer
            continue
        lines += [line] if line else []
        line = _cut(face, word, _ROOM)
    return [*lines, line]


# --- the ladder, and coasts -------------------------------------------------------------


def _draw_ladder(picture: Any, view: SharePictureView) -> None:
    draw, count = ImageDraw.Draw(picture), view.segments
    for at in view.rungs:
        place = count - 1 - at if view.runs_left else at
        left, right = SHARE_WIDTH * place // count, SHARE_WIDTH * (place + 1) // count
        draw.rectangle((left, 0, right - 1, 10), _INK)
    if count:
        draw.line((0, 12, SHARE_WIDTH, 12), _INK)
    if view.x:
        x = round(float(view.x) * SHARE_WIDTH / 100)
        x = SHARE_WIDTH - x if view.runs_left else x
        draw.rectangle((x - 1, 0, x + 1, 46), _ACCENT)


@lru_cache(maxsize=16)
def _coasts(regions: int, seed: int) -> Any:
    """Draw the middle of those coasts; pieces that share them are drawn one by one."""
    height = SHARE_HEIGHT - _SHORE
    scale = SHARE_WIDTH * _OVER / WIDTH
    top = (HEIGHT * scale - height * _OVER) / 2
    picture = Image.new("L", (SHARE_WIDTH * _OVER, height * _OVER), _LAND)
    draw = ImageDraw.Draw(picture)
    for name, path in draw_coasts(regions, seed):
        for line in _lines(path):
            points = [(x * scale, y * scale - top) for x, y in line]
            if name == "hill":
                draw.line(points, _HILL, 3)
            else:
                depth = 0 if name == "land" else int(name[1])
                draw.polygon(points, _LAND + _STEP * depth)
    return picture.reduce(_OVER)


def _lines(path: str) -> Iterator[list[tuple[float, float]]]:
    """Give the points of each line of the `d` of a *path*, its curves in four parts."""
    line: list[tuple[float, float]] = []
    x = y = 0
    for kind, written in _PARTS.findall(path):
        numbers = list(map(int, _NUMBER.findall(written)))
        if kind == "M" and line:
            yield line
            line = []
        if kind in "ML":
            x, y = numbers
        elif kind == "H":
            (x,) = numbers
        elif kind == "V":
            (y,) = numbers
        elif kind == "q":
            a, b, c, d = numbers
            for t in (1, 2, 3):
                u = 2 * t * (4 - t)
                line.append(
                    (x + (u * a + t * t * c) / 16, y + (u * b + t * t * d) / 16)
                )
            x, y = x + c, y + d
        line.append((x, y))
    yield line

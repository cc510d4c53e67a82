"""
Colors as people write them, how far apart they are for the eye, and what is near one.

Contrast is that of WCAG 2: 1 for equal colors, 21 for black on white. To be lighter or
darker and otherwise alike is told in Oklab (Ottosson, 2020), in which a step of lightness
looks as large everywhere. Roots are drawn by Newton's way, with the operations that give
the same on every machine: what is made of a color is an output.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeAlias

Triple: TypeAlias = tuple[float, float, float]

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 20  # halvings: far below what a byte of a color tells apart


def read_color(text: str) -> str:
    """Read *text* as a color, `#0b6e4f` or `#06f`; empty where it is none."""
    if not _HEX.fullmatch(text):
        return ""
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(c + c for c in digits))


def contrast(one: str, other: str) -> float:
    """Tell the contrast of two colors, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def least_contrast(color: str, others: Iterable[str]) -> float:
    """Tell the contrast of *color* with the one of *others* that is most like it."""
    return min(contrast(color, other) for other in others)


def lightness(color: str) -> float:
    """Tell how light *color* is, from 0 to 1."""
    return _to_oklab(color)[0]


def with_lightness(color: str, level: float) -> str:
    """Give *color* as light as *level*, and as strong as a screen then shows it."""
    _, a, b = _to_oklab(color)
    return _from_oklab((level, a, b))


def moved(color: str, start: str, end: str, share: float) -> str:
    """Move *color* by a *share* of the way from *start* to *end*."""
    of, begin, finish = map(_to_oklab, (color, start, end))
    light, a, b = (
        x + share * (z - y) for x, y, z in zip(of, begin, finish, strict=True)
    )
    return _from_oklab((min(max(light, 0.0), 1.0), a, b))


def nearest(color: str, end: float, is_fit: Callable[[str], bool]) -> str:
    """
    Find the color nearest *color* that *is_fit*, on the way to the lightness *end*.

    What is at the end should be fit, and all that lies behind one that is; where none
    is, the end is given.
    """
    if is_fit(color):
        return color
    near, far = lightness(color), end
    best = with_lightness(color, end)
    for _ in range(_STEPS):
        middle = (near + far) / 2
        found = with_lightness(color, middle)
        if is_fit(found):
            best, far = found, middle
        else:
            near = middle
    return best


def _luminance(color: str) -> float:
    red, green, blue = _to_linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_linear(color: str) -> Triple:
    red, green, blue = (
        _LINEAR[int(color[at:to], 16)] for at, to in pairwise((1, 3, 5, 7))
    )
    return red, green, blue


def _root(value: float, degree: int) -> float:
    """Draw a root of a number from 0 to about 1."""
    if value <= 0:
        return 0.0
    found = 1.0 if value <= 1 else value
    for _ in range(200):
        power = math.prod((found,) * (degree - 1))
        better = ((degree - 1) * found + value / power) / degree
        if better >= found:
            break
        found = better
    return found


def _linear(byte: int) -> float:
    share = byte / 255
    if share <= 0.04045:
        return share / 12.92
    base = (share + 0.055) / 1.055
    return base * base * _root(base * base, 5)  # to the power of 2.4


_LINEAR = tuple(map(_linear, range(256)))


def _cube(value: float) -> float:
    return value * value * value


def _to_byte(linear: float) -> int:
    value = min(max(linear, 0.0), 1.0)
    if value <= 0.0031308:
        share = 12.92 * value
    else:  # to the power of 5/12
        power = value * value * value * value * value
        share = 1.055 * _root(math.sqrt(math.sqrt(power)), 3) - 0.055
    return int(share * 255 + 0.5)


def _to_oklab(color: str) -> Triple:
    red, green, blue = _to_linear(color)
    long = _root(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue, 3)
    middle = _root(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue, 3)
    short = _root(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue, 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lab: Triple) -> str:
    """Give the color of *lab*, less strong where no screen shows it as strong."""
    light, a, b = lab
    linear = _oklab_to_linear(lab)
    if not _is_shown(linear):
        weak, strong = 0.0, 1.0
        for _ in range(_STEPS):
            share = (weak + strong) / 2
            if _is_shown(_oklab_to_linear((light, a * share, b * share))):
                weak = share
            else:
                strong = share
        linear = _oklab_to_linear((light, a * weak, b * weak))
    return "#" + "".join(f"{_to_byte(one):02x}" for one in linear)


def _is_shown(linear: Triple) -> bool:
    return all(-0.0005 <= one <= 1.0005 for one in linear)


def _oklab_to_linear(lab: Triple) -> Triple:
    light, a, b = lab
    long = _cube(light + 0.3963377774 * a + 0.2158037573 * b)
    middle = _cube(light - 0.1055613458 * a - 0.0638541728 * b)
    short = _cube(light - 0.0894841775 * a - 1.2914855480 * b)
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )

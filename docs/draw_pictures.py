"""
Draw the pictures of the sample archive that are not drawn as SVG.

Every run makes the same pixels. Run it from the top of the checkout:
`.venv/bin/python docs/draw_pictures.py`.
"""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

FILES = Path(__file__).parent.parent / "content/files"
Color = tuple[int, int, int]


def shade(size: tuple[int, int], top: Color, bottom: Color) -> Image.Image:
    """A ground that goes from *top* to *bottom*."""
    fade = Image.linear_gradient("L").resize(size)
    return Image.composite(
        Image.new("RGB", size, bottom), Image.new("RGB", size, top), fade
    )


def ridge(
    rng: random.Random, width: int, base: float, rough: float
) -> list[tuple[float, float]]:
    """The outline of hills, halved again and again."""
    points = [(0.0, base), (float(width), base)]
    while len(points) < 200:
        finer = [points[0]]
        for (x1, y1), (x2, y2) in pairwise(points):
            finer += [
                ((x1 + x2) / 2, (y1 + y2) / 2 + rng.uniform(-rough, rough)),
                (x2, y2),
            ]
        points, rough = finer, rough * 0.5
    return points


def lay(
    ground: Image.Image, mask: Image.Image, color: Color, blur: float
) -> Image.Image:
    """*color* over *ground* where the *mask* says so."""
    soft = mask.filter(ImageFilter.GaussianBlur(blur))
    return Image.composite(Image.new("RGB", ground.size, color), ground, soft)


def grained(picture: Image.Image, rng: random.Random, strength: float) -> Image.Image:
    """Grain, so that wide skies show no steps."""
    size = picture.size
    noise = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    soft = noise.filter(ImageFilter.GaussianBlur(1.5))
    grain = soft.point([round(128 + (v - 128) * strength) for v in range(256)])
    return ImageChops.add(picture, Image.merge("RGB", (grain,) * 3), offset=-128)


def dawn() -> Image.Image:
    """A harbor mouth before sunrise: hills in mist, a ship, the boat of the pilots."""
    rng = random.Random(642)
    size = width, height = 1920, 1080
    picture = shade(size, (88, 108, 132), (238, 202, 170))
    glow = Image.new("L", size, 0)
    ImageDraw.Draw(glow).ellipse((1180, 430, 1620, 870), fill=170)
    picture = lay(picture, glow, (252, 226, 190), 110)
    for number in range(3):
        hills = Image.new("L", size, 0)
        base = 560 + 50 * number
        outline = ridge(rng, width, base, 130 - 25 * number)
        ImageDraw.Draw(hills).polygon(
            [*outline, (width, height), (0, height)], fill=255
        )
        tone = 150 - 34 * number
        picture = lay(picture, hills, (tone + 8, tone + 2, tone + 14), 3 - number)
    sea = Image.new("L", size, 0)
    ImageDraw.Draw(sea).rectangle((0, 730, width, height), fill=255)
    picture = Image.composite(shade(size, (240, 205, 175), (52, 66, 84)), picture, sea)
    for _ in range(240):
        y = 730 + int(350 * rng.random() ** 1.6)
        x, reach = rng.randrange(width), int((y - 700) * rng.uniform(0.3, 1.6))
        light = rng.random() < 0.4
        line = Image.new("L", (reach * 2 + 20, 14), 0)
        ImageDraw.Draw(line).rectangle((10, 6, reach * 2 + 10, 8), fill=80)
        color = (250, 224, 196) if light else (62, 74, 92)
        picture.paste(color, (x - reach, y), line.filter(ImageFilter.GaussianBlur(3)))
    draw = ImageDraw.Draw(picture)
    dark = (34, 40, 50)
    draw.polygon([(0, 350), (560, 420), (640, 820), (0, 820)], fill=dark)  # the ship
    draw.rectangle((0, 180, 250, 370), fill=(40, 47, 58))
    for x in (40, 90, 140, 190):
        draw.rectangle((x, 225, x + 26, 250), fill=(244, 206, 140))
    for x in (430, 470):  # her ladder
        draw.line((x, 404, x + 12, 790), fill=(196, 178, 150), width=4)
    for rung in range(14):
        y = 430 + rung * 26
        draw.line((431 + rung, y, 472 + rung, y), fill=(196, 178, 150), width=4)
    hull = [(760, 800), (1150, 800), (1090, 868), (800, 868)]
    draw.polygon(hull, fill=(150, 44, 60))  # the boat
    draw.rectangle((880, 724, 1030, 802), fill=(226, 222, 214))
    for x in (896, 944, 992):
        draw.rectangle((x, 740, x + 30, 766), fill=(60, 72, 88))
    draw.line((955, 724, 955, 640), fill=dark, width=5)
    draw.ellipse((947, 628, 963, 644), fill=(250, 236, 190))
    return grained(picture, rng, 0.1)


def shore() -> Image.Image:
    """The picture of a series: a long shore, upright."""
    rng = random.Random(51)
    size = width, height = 720, 900
    picture = shade(size, (196, 208, 214), (240, 226, 206))
    for number in range(5):
        land = Image.new("L", size, 0)
        base = 330 + 105 * number
        outline = ridge(rng, width, base, 120)
        ImageDraw.Draw(land).polygon([*outline, (width, height), (0, height)], fill=255)
        tone = 176 - 30 * number
        picture = lay(picture, land, (tone - 12, tone, tone + 6), 2)
    return grained(picture, rng, 0.1)


def shares() -> Image.Image:
    """A chart in flat colors, by day or night: what was found, of a hundred pieces."""
    picture = Image.new("RGBA", (1200, 420), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for row, share in enumerate((74, 26, 14)):
        top = 30 + row * 130
        for piece in range(100):
            left = piece * 12
            color = (178, 52, 108, 255) if piece < share else (128, 132, 136, 90)
            draw.rectangle((left, top, left + 8, top + 100), fill=color)
    return picture


def main() -> None:
    dawn().save(FILES / "dawn.jpg", quality=60, optimize=True, progressive=True)
    shore().save(FILES / "shore.jpg", quality=78, optimize=True, progressive=True)
    shares().save(FILES / "shares.png", optimize=True)


if __name__ == "__main__":
    main()

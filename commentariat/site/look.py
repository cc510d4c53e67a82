"""
The look of a site by its settings: colors, fonts and a logo, over the shipped theme.

What they say becomes one small stylesheet of custom properties, a file of the theme
that is made in code and that all pages link. Without such settings there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from commentariat.config import FontSettings, Schemed, ThemeSettings
from commentariat.site.page import digest_value
from commentariat.site.urls import encode_path
from commentariat.site.views import DrawingColors, Logo, Look, SharePicture

NAME = "look.css"
"""Of the file of the theme, as `site.theme` takes it."""

STACKS = {
    "serif": "Brygada, Brygada-Georgia, Brygada-Noto, Brygada-Times, Naskh, "
    '"Geeza Pro", "Times New Roman", serif',
    "sans": 'Franklin, Franklin-Arial, Naskh, "Geeza Pro", "Segoe UI", Tahoma, sans-serif',
}
"""The families of the shipped theme, which have what letters a font of a site lacks."""
_FACES = {
    "regular": (400, "normal"),
    "italic": (400, "italic"),
    "bold": (700, "normal"),
    "bold_italic": (700, "italic"),
}
"""The files of a family, by the names of their settings: weight and style."""
_WEIGHTS = "100 900"  # of a font that has all of them in one file
_LOGO = (
    ".name :is(img,picture){display:block}.name img{inline-size:auto;block-size:2.25rem;"
    "max-inline-size:min(20rem,70vw);object-fit:contain;object-position:0}"
    '[dir="rtl"] .name img{object-position:100%}'
)


class ThemeFacts(msgspec.Struct, frozen=True):
    """What was found in those files of the theme that settings name."""

    sizes: dict[str, tuple[int, int]] = {}
    """Width and height of pictures, by path under theme/; 0 where unknown."""
    variable: frozenset[str] = frozenset()
    """Fonts that have every weight in one file."""
    drawing_stamp: str = ""
    """Of what draws share pictures, where they are asked for."""


def look_lines(
    theme: ThemeSettings, facts: ThemeFacts, renamed: Mapping[str, str]
) -> tuple[str, ...]:
    """Write the stylesheet of *theme*, a rule a line; none where it says nothing."""
    lines = [*_font_lines(theme, facts, renamed)]
    if theme.accent.is_given or theme.paper.is_given:
        lines += _color_lines(theme)
    if theme.logo.is_given:
        lines.append(_LOGO)
    return tuple(lines)


def _font_lines(
    theme: ThemeSettings, facts: ThemeFacts, renamed: Mapping[str, str]
) -> Iterator[str]:
    for name, stack in STACKS.items():
        font: FontSettings = getattr(theme.fonts, name)
        families = []
        for face, (weight, style) in _FACES.items():
            file = getattr(font, face)
            if not file:
                continue
            families = [f'"Site {name}"']
            href = encode_path(renamed.get(file, file))
            weights = _WEIGHTS if file in facts.variable else weight
            yield (
                f"@font-face{{font-family:{families[0]};font-weight:{weights};"
                f'font-style:{style};font-display:swap;src:url("{href}")}}'
            )
        if font.system:
            families += [f'"{one.strip()}"' for one in font.system.split(",")]
        if families:
            yield f":root{{--{name}:{', '.join(families)}, {stack}}}"


def _color_lines(theme: ThemeSettings) -> Iterator[str]:
    from commentariat.config import palette

    drawn = drawing_colors(theme)
    schemes = (
        ("(prefers-color-scheme:light)", palette.LIGHT, "light", drawn.course),
        ("(prefers-color-scheme:dark)", palette.DARK, "dark", drawn.dark_course),
    )
    for query, shipped, scheme, course in schemes:
        paper = getattr(theme.paper, scheme)
        tokens = palette.on_paper(shipped, paper)
        tokens |= _accent(theme, scheme, paper)
        if not tokens:
            continue
        said = "".join(f"--{name}:{color};" for name, color in tokens.items())
        rules = f":root{{{said.rstrip(';')}}}"
        if theme.accent.is_given:
            hovered = palette.pale(course)
            rules += (
                f".plate{{color:{course}}}"
                f".plate a:is(:hover,:focus-visible){{fill:{hovered}}}"
            )
        # In forced colors and on paper the reader's own colors hold.
        yield f"@media screen and (forced-colors:none) and {query}{{{rules}}}"


def _accent(theme: ThemeSettings, scheme: str, paper: str) -> dict[str, str]:
    """Give what words and lines are marked with in a *scheme*."""
    from commentariat.config import palette

    given = theme.accent
    if not given.is_given:
        return {}
    own = getattr(given, scheme)
    if own:
        return {"mark": own, "course": own}
    shipped = palette.DARK if scheme == "dark" else palette.LIGHT
    return palette.other_accent(shipped, given.light or given.dark, paper)


def drawing_colors(theme: ThemeSettings) -> DrawingColors:
    """Give the colors of drawings that follow from *theme*, by day and by night."""
    from commentariat.config import palette

    courses = [palette.COURSE, palette.COURSE]
    if theme.accent.is_given:
        light = theme.accent.light or theme.accent.dark
        dark = theme.accent.dark or light
        courses = [
            palette.drawn_course(palette.LIGHT, light),
            palette.drawn_course(palette.DARK, dark),
        ]
    land, hill = (
        [
            palette.follow_paper(shipped, color, getattr(theme.paper, scheme))
            for shipped, scheme, color in zip(
                (palette.LIGHT, palette.DARK), ("light", "dark"), pair, strict=True
            )
        ]
        for pair in (palette.DRAWN_LAND["land"], palette.DRAWN_LAND["hill"])
    )
    return DrawingColors(*courses, *land, *hill)


def make_view(
    theme: ThemeSettings,
    facts: ThemeFacts,
    href: Callable[[str], str],
    origin: str,
    *,
    is_styled: bool,
) -> Look:
    """
    Make of *theme* what pages show of it; *href* gives the address of a theme file.

    *origin* is the scheme and host of the site. Where it *is styled*, there is a
    stylesheet of its own.
    """
    has_colors = theme.accent.is_given or theme.paper.is_given
    shared = theme.share_picture
    return Look(
        styles=tuple(map(href, ((NAME,) if is_styled else ()) + theme.extra_css)),
        scripts=tuple(map(href, theme.extra_js)),
        logo=_logo(theme.logo, facts, href),
        colors=drawing_colors(theme) if has_colors else None,
        share_picture=SharePicture(
            origin + href(shared), *facts.sizes.get(shared, (0, 0))
        )
        if shared
        else None,
    )


def _logo(logo: Schemed, facts: ThemeFacts, href: Callable[[str], str]) -> Logo | None:
    if not logo.is_given:
        return None
    file = logo.light or logo.dark
    width, height = facts.sizes.get(file, (0, 0))
    dark = href(logo.dark) if logo.light and logo.dark else ""
    return Logo(href(file), width, height, dark)


def look_name(lines: tuple[str, ...]) -> str:
    """Name the stylesheet by what is in it, as theme files are."""
    return f"look.{digest_value(lines)[:10]}.css"

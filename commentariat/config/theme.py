"""How a site looks: the rows of `[tool.commentariat.theme]`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from commentariat.judge import join_key

SCHEMES = ("light", "dark")


class Schemed(msgspec.Struct, frozen=True):
    """A value for light pages and one for dark ones; either may be left open."""

    light: str = ""
    dark: str = ""

    @property
    def is_given(self) -> bool:
        """Tell whether it says anything."""
        return bool(self.light or self.dark)


class FontSettings(msgspec.Struct, frozen=True):
    """A family of type: files of the theme, and families that readers may have."""

    regular: str = ""
    italic: str = ""
    bold: str = ""
    bold_italic: str = ""
    system: str = ""
    """Names with commas between them."""


class FontsSettings(msgspec.Struct, frozen=True):
    """The families that take the place of the theme's."""

    serif: FontSettings = FontSettings()
    """Of titles and texts."""
    sans: FontSettings = FontSettings()
    """Of labels, names and dates."""


class ThemeSettings(msgspec.Struct, frozen=True):
    """How the site looks. Files are named by their paths under theme/."""

    drawings: bool = True
    """Whether pieces without a picture are drawn from their own figures."""
    accent: Schemed = Schemed()
    """The color of links, marks and drawn lines."""
    paper: Schemed = Schemed()
    """The color that pages are printed on."""
    logo: Schemed = Schemed()
    """A picture in place of the name above every page."""
    fonts: FontsSettings = FontsSettings()
    extra_css: tuple[str, ...] = ()
    """Stylesheets that all pages load after that of the theme."""
    extra_js: tuple[str, ...] = ()
    """Scripts that all pages load."""
    share_picture: str = ""
    """Shown with a link to a page that has no picture of its own."""
    share_pictures: bool = False
    """Whether one is drawn for each article without a picture that networks show."""

    @property
    def measured(self) -> Iterator[tuple[str, str]]:
        """The files that pages are made of as well, by their keys: pictures and fonts."""
        for scheme in SCHEMES:
            if found := getattr(self.logo, scheme):
                yield join_key("logo", scheme), found
        for name in FontsSettings.__struct_fields__:
            font = getattr(self.fonts, name)
            for face in FontSettings.__struct_fields__[:4]:
                if found := getattr(font, face):
                    yield join_key(join_key("fonts", name), face), found
        if self.share_picture:
            yield "share_picture", self.share_picture

    @property
    def files(self) -> Iterator[tuple[str, str]]:
        """All files of the theme that settings name, by their keys."""
        yield from self.measured
        for name in ("extra_css", "extra_js"):
            for number, file in enumerate(getattr(self, name)):
                yield join_key(name, number), file

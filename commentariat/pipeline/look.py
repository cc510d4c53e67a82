"""The files of the theme that settings name: whether they are there, and what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from commentariat.config import SETTINGS_FILE, ThemeSettings
from commentariat.engine.font_files import BEGINNING, is_font, is_variable
from commentariat.engine.pictures import measure_picture
from commentariat.errors import Problem, near_match, unreadable
from commentariat.kinds import Kind
from commentariat.site.look import ThemeFacts
from commentariat.site.page import StaticFile


class LookedAt(msgspec.Struct, frozen=True):
    """What was found, and what is wrong."""

    facts: ThemeFacts = ThemeFacts()
    problems: tuple[Problem, ...] = ()


def look_at_theme(theme: ThemeSettings, files: Mapping[str, StaticFile]) -> LookedAt:
    """
    Look at what *theme* names; *files* are all of the theme by their paths under it.

    Only the beginning of each is read.
    """
    problems = list(_missing(theme, files))
    sizes: dict[str, tuple[int, int]] = {}
    variable: set[str] = set()
    for key, name in theme.measured:
        file = files.get(name)
        if file is None:
            continue
        try:
            if key.startswith("fonts"):
                with open(file.path, "rb") as opened:
                    data = opened.read(BEGINNING)
                if not is_font(data):
                    problems.append(Problem(file.source, 0, Kind.NOT_FONT.of()))
                elif is_variable(data):
                    variable.add(name)
                continue
            found = measure_picture(Path(file.path), file.file_digest)
            sizes[name] = found.width, found.height
            if not found.width and not name.endswith(".svg"):
                message = found.fault or Kind.NOT_LOGO.of()
                problems.append(Problem(file.source, 0, message))
        except OSError as fault:
            problems.append(unreadable(file.source, fault))
    facts = ThemeFacts(sizes, frozenset(variable), _stamp(theme))
    return LookedAt(facts, tuple(problems))


def _stamp(theme: ThemeSettings) -> str:
    if not theme.share_pictures:
        return ""
    from commentariat.engine.share_pictures import drawing_stamp  # takes long to load

    return drawing_stamp()


def _missing(
    theme: ThemeSettings, files: Mapping[str, StaticFile]
) -> Iterator[Problem]:
    for key, name in theme.files:
        if name not in files:
            ending = PurePosixPath(name).suffix
            like = sorted(one for one in files if one.endswith(ending))
            message = Kind.NO_THEME_FILE.of(name, near_match(name, like, 0.7))
            yield Problem(SETTINGS_FILE, 0, message, f"theme.{key}")

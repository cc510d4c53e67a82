"""Settings of the look judged: colors that can be read, files that can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from commentariat.archive.text import UNADDRESSABLE
from commentariat.config.theme import SCHEMES, Schemed, ThemeSettings
from commentariat.judge import Judge, describe, join_key
from commentariat.kinds import Kind


def judge_schemed(
    judge: Judge, key: str, inner: Callable[[Judge, str], str]
) -> Schemed:
    """Judge one value for light pages, or a table of one for light and one for dark."""
    value = judge.table[key]
    if not isinstance(value, dict):
        return Schemed(light=inner(judge, key))
    path = join_key(judge.path, key)
    table = Judge(value, judge.source, judge.find_line, path, judge.problems)
    table.refuse_unknown(SCHEMES, Kind.UNKNOWN_SETTING)
    return Schemed(**{one: inner(table, one) for one in SCHEMES if one in value})


def judge_color(judge: Judge, key: str) -> str:
    """Judge a color; give it in six small digits, as `#0b6e4f`."""
    from commentariat.config.colors import read_color  # only where one is given

    value = judge.table[key]
    found = read_color(value) if isinstance(value, str) else ""
    if not found:
        judge.fault(key, Kind.NOT_COLOR.of(key, describe(value)))
    return found


def judge_theme_file(judge: Judge, key: str, endings: tuple[str, ...]) -> str:
    """Judge the path of a file under theme/ that ends in one of *endings*."""
    value = judge.table[key]
    return _theme_file(judge, key, value, endings)


def judge_theme_files(
    judge: Judge, key: str, endings: tuple[str, ...]
) -> tuple[str, ...]:
    """Judge a list of such paths, each once."""
    value = judge.table[key]
    if not isinstance(value, list):
        judge.fault(key, Kind.NOT_TEXTS.of(key, describe(value)))
        return ()
    found = [
        _theme_file(judge, join_key(key, number), one, endings)
        for number, one in enumerate(value)
    ]
    return tuple(dict.fromkeys(found))


def _theme_file(judge: Judge, key: str, value: object, endings: tuple[str, ...]) -> str:
    path = PurePosixPath(value) if isinstance(value, str) else PurePosixPath()
    if (
        path.suffix not in endings
        or str(path) != value
        or path.is_absolute()
        or ".." in path.parts
        or "\\" in value
        or UNADDRESSABLE.search(value)
    ):
        listed = ", ".join(endings)
        judge.fault(key, Kind.NOT_THEME_FILE.of(listed, key, describe(value)))
        return ""
    return value


def judge_colors(judge: Judge, theme: ThemeSettings) -> None:
    """Keep a fault of each color of *theme* in or on which words could not be read."""
    if not (theme.accent.is_given or theme.paper.is_given):
        return
    from commentariat.config import palette

    for scheme, shipped in zip(SCHEMES, (palette.LIGHT, palette.DARK), strict=True):
        paper, accent = getattr(theme.paper, scheme), getattr(theme.accent, scheme)
        if paper:
            mark = "" if theme.accent.is_given else shipped["mark"]
            found, near = palette.judge_paper(shipped, paper, mark)
            if near != paper:
                _fault(judge, "paper", scheme, paper, found, near)
                continue  # on another paper the accent may be well
        if accent:
            found, near = palette.judge_accent(shipped, accent, paper)
            if near != accent:
                _fault(judge, "accent", scheme, accent, found, near)


def _fault(
    judge: Judge, key: str, scheme: str, color: str, found: float, near: str
) -> None:
    is_table = isinstance(judge.table.get(key), dict)
    kind = Kind.FAINT_ACCENT if key == "accent" else Kind.FAINT_PAPER
    judge.fault(
        join_key(key, scheme) if is_table else key,
        kind.of(scheme, color, f"{int(found * 10) / 10}", near),
    )

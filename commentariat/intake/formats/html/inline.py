"""Text within a block: from the nodes of a page to Markdown in which nothing acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import msgspec

from commentariat.intake.formats.escape import (
    escape_line,
    escape_run,
    escape_start,
    fold_spaces,
)

_BLANKS: Final = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_TICKS: Final = re.compile(r"`+")
_RULED: Final = re.compile(r"[=\-|:+\s]+$")
"""A line that makes the one above it a heading, or the first row of a table."""


class Style:
    """How a run of text is set: bits, as plain numbers, for there are many runs."""

    PLAIN: Final = 0
    EMPHASIS: Final = 1
    STRONG: Final = 2
    CODE: Final = 4
    RAISED: Final = 8
    LOWERED: Final = 16
    STRUCK: Final = 32


_STARRED: Final = Style.EMPHASIS | Style.STRONG
_TAGS: Final = (
    (Style.RAISED, "sup"),
    (Style.LOWERED, "sub"),
    (Style.STRUCK, "del"),
)
"""What Markdown has no marks for, and a text would say something else without."""


class Run(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text of one style, or something that stands in its place."""

    text: str
    style: int = Style.PLAIN
    link: str = ""
    """Where it leads: an address, written."""
    markdown: str = ""
    """Of a picture or the mark of a note: what stands for it."""
    is_break: bool = False


BREAK: Final = Run("", is_break=True)


def paragraphs_of(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Part *runs* where two breaks or more follow each other."""
    found: list[Run] = []
    breaks: list[Run] = []
    for run in runs:
        if run.is_break:
            breaks.append(run)
            continue
        if not run.markdown and not fold_spaces(run.text):
            (breaks if breaks else found).append(run)
            continue
        if sum(one.is_break for one in breaks) > 1:
            yield found
            found = []
        else:
            found += breaks
        breaks = []
        found.append(run)
    yield found


def words_of_runs(runs: Iterable[Run]) -> str:
    """Give the words of *runs*, white space folded."""
    return fold_spaces("".join(" " if run.is_break else run.text for run in runs))


def write_runs(runs: Iterable[Run], *, is_one_line: bool = False) -> str:
    """
    Write *runs* as a paragraph of Markdown; empty where they hold nothing.

    Breaks are those of Markdown, or blanks where it *is one line*.
    """
    lines: list[list[Run]] = [[]]
    for run in _folded(runs):
        if run.is_break and not is_one_line:
            lines.append([])
        else:
            lines[-1].append(Run(" ") if run.is_break else run)
    if len(lines) == 1 and len(lines[0]) == 1 and lines[0][0] == Run(lines[0][0].text):
        return escape_line(lines[0][0].text.strip(" "))
    shown = [line for line in map(_write_line, lines) if line]
    many = len(shown) > 1
    return "  \n".join(_begun(line, is_one_of_many=many) for line in shown)


def _begun(line: str, *, is_one_of_many: bool) -> str:
    """Let *line* begin no block of another kind."""
    if is_one_of_many and _RULED.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    if (
        line.startswith("[^")
        and (end := line.find("]")) > 0
        and line[end + 1 :][:1] == ":"
    ):
        return f"{line[: end + 1]}&#58;{line[end + 2 :]}"
    is_safe = line.startswith(("[", "!", "*", "`")) and not line.startswith("!!!")
    return line if is_safe else escape_start(line)


def _folded(runs: Iterable[Run]) -> list[Run]:
    """Join runs that are alike, and fold white space over the ends of all of them."""
    kept: list[Run] = []
    is_blank = True
    for run in runs:
        if run.is_break or run.markdown:
            kept.append(run)
            is_blank = run.is_break
            continue
        text = _BLANKS.sub(" ", run.text)
        if is_blank and text.startswith(" "):
            text = text[1:]
        if not text:
            continue
        is_blank = text.endswith(" ")
        style = Style.PLAIN if text == " " else run.style
        last = kept[-1] if kept else BREAK
        is_alike = not last.markdown and not last.is_break and last.link == run.link
        if is_alike and (last.style == style or text == " "):
            kept[-1] = msgspec.structs.replace(last, text=last.text + text)
        else:
            kept.append(msgspec.structs.replace(run, text=text, style=style))
    return kept


def _write_line(runs: list[Run]) -> str:
    parts: list[str] = []
    for link, found in groupby(_apart(runs), key=lambda run: run.link):
        inner = _joined(_write_styled(found))
        bare = inner.strip(" ")
        if link and bare:
            before = inner[: len(inner) - len(inner.lstrip(" "))]
            behind = inner[len(inner.rstrip(" ")) :]
            parts += before, f"[{bare}]({link})", behind
        else:
            parts.append(inner)
    return _joined(parts).strip(" ")


def _joined(parts: Iterable[str]) -> str:
    """Join *parts* so that no two of them make a mark together."""
    found = ""
    for part in parts:
        if part[:1] == "[" and found[-1:] == "!" and found[-2:] != "\\!":
            found = f"{found[:-1]}\\!"
        elif part[:1] == "(" and found[-1:] == "]":
            part = f"\\{part}"
        found += part
    return found


def _apart(runs: Iterable[Run]) -> Iterator[Run]:
    """Give *runs* with marks of emphasis only where these cannot be taken for others."""
    last: Run | None = None
    for run in runs:
        style = run.style
        if last is not None and not run.markdown and not last.markdown:
            mine, others = style & _STARRED, last.style & _STARRED
            touches = last.text[-1:] != " " and run.text[:1] != " "
            if mine and others and touches and last.link == run.link:
                run = msgspec.structs.replace(run, style=style & ~_STARRED)
        yield run
        last = run


def _write_styled(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        if run.markdown:
            yield run.markdown
            continue
        text = run.text
        if not run.style:
            yield escape_run(text, is_linked=bool(run.link))
            continue
        bare = text.strip()
        if not bare:
            yield text
            continue
        begin = text.index(bare)
        shown = _write_one(bare, run.style, is_linked=bool(run.link))
        yield f"{text[:begin]}{shown}{text[begin + len(bare) :]}"


def _write_one(text: str, style: int, *, is_linked: bool) -> str:
    is_code = style & Style.CODE
    shown = _write_code(text) if is_code else escape_run(text, is_linked=is_linked)
    for one, tag in _TAGS:
        if style & one:
            shown = f"<{tag}>{shown}</{tag}>"
    if style & Style.EMPHASIS:
        shown = f"*{shown}*"
    return f"**{shown}**" if style & Style.STRONG else shown


def _write_code(text: str) -> str:
    longest = max((len(one) for one in _TICKS.findall(text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def is_set_whole(runs: Iterable[Run], style: int) -> bool:
    """Tell whether all words of *runs* are set in *style*."""
    worded = [run for run in runs if run.text.strip()]
    return bool(worded) and all(run.style & style for run in worded)

"""Bodies of another generator as Markdown of ours: marks, markup, links."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote, urlsplit

from commentariat.engine.shortcodes import FailedError, ShortcodeError, expand
from commentariat.errors import OpenPoint, SourceError
from commentariat.hooks.model import NO_HOOKS
from commentariat.intake.phrases.lines import LineIndex
from commentariat.kinds import Kind
from commentariat.migration.dialect import write_as_ours
from commentariat.migration.generators import Generator
from commentariat.migration.model import Lookup, Markup, OldSite, Piece
from commentariat.migration.places import Places

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_TARGET: Final = re.compile(
    r"(\]\(\s*<?|\]:[ \t]*<?|\b(?:href|src|poster)\s*=\s*[\"']?)([^\s<>\"')]+)"
)
_TICKS: Final = re.compile(r"`+")
_MOST_TRIED: Final = 200
"""Shortcodes of a body: one with more is left to the build, which tells what is wrong."""
_CALL: Final = re.compile(r"\{\{<(?!/\*)(.*?)>\}\}")
_HELD: Final = re.compile(r"migratedmark\d+x")
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\{\{|\{%")


class Bodies:
    """Turns the bodies of a site, and gathers what is to be told of them."""

    def __init__(self, generator: Generator, site: OldSite, places: Places) -> None:
        self._generator = generator
        self._site = site
        self._places = places
        self.points: list[OpenPoint] = []

    def turn(self, piece: Piece) -> str | None:
        """Give the body of *piece* as Markdown of ours; None: it cannot be had."""
        held: dict[str, str] = {}
        is_markdown = piece.markup == Markup.MARKDOWN

        lines = LineIndex(piece.body)

        def say(row: Callable[..., OpenPoint]) -> Callable[[str, int], None]:
            def told(mark: str, at: int) -> None:
                line, _ = lines.place(at)
                self.points.append(row(mark, piece.body_line + line - 1))

            return told

        def hold(text: str) -> str:
            if is_markdown or not re.search(r"[<>\n{}]", text):
                return text
            word = f"migratedmark{len(held)}x"
            held[word] = text
            return word

        look = Lookup(
            piece,
            self._site,
            lambda name: self._places.named(name, piece),
            say(
                lambda mark, line: OpenPoint(
                    piece.source, line, Kind.MIGRATED_MARK.of(mark)
                )
            ),
            say(
                lambda mark, line: OpenPoint(
                    piece.source, line, Kind.MIGRATED_OUT.of(mark)
                )
            ),
            hold,
        )
        body = self._generator.turn(piece.body, look)
        if is_markdown:
            body = write_as_ours(body, self._generator.dialect)
        try:
            if piece.markup == Markup.HTML:
                body = _from_html(body, piece)
            elif piece.markup == Markup.REST:
                made = _from_rest(body)
                if made is None:
                    point = Kind.MIGRATED_REST.of()
                    self.points.append(OpenPoint(piece.source, 0, point))
                    return None
                body = _from_html(made, piece)
        except SourceError as fault:
            self.points += [
                OpenPoint(piece.source, p.line, p.message) for p in fault.problems
            ]
            return None
        body = self.lead_links(body, piece)
        if held:
            body = _HELD.sub(lambda found: held.get(found[0], found[0]), body)
        return self._tried(body, piece) if "{{<" in body else body

    def _tried(self, body: str, piece: Piece) -> str:
        """Show shortcodes that are called as ours and written otherwise as they stand."""
        count = body.count("{{<")
        for _ in range(count if count <= _MOST_TRIED else 0):
            try:
                expand(body, NO_HOOKS, str)
                return body
            except (ShortcodeError, FailedError) as fault:
                lines, at = body.split("\n"), fault.line - 1
                shown = _CALL.sub(r"{{</*\1*/>}}", lines[at])
                if shown == lines[at]:
                    return body
                name = _CALL.findall(lines[at])[0].split()[0]
                message = Kind.MIGRATED_MARK.of(f"{{{{< {name} >}}}}")
                self.points.append(OpenPoint(piece.source, 0, message))
                lines[at] = shown
                body = "\n".join(lines)
        return body

    def lead_links(self, body: str, piece: Piece) -> str:
        """Let links within the old site lead to where things are now."""

        def led(found: re.Match[str]) -> str:
            return found[1] + self._lead(found[2], piece)

        lines, fence = body.split("\n"), ""
        for number, line in enumerate(lines):
            mark = _FENCE.match(line)
            if fence:
                if (
                    mark
                    and mark[1].startswith(fence)
                    and not line.strip(f" {fence[0]}")
                ):
                    fence = ""
                continue
            if mark:
                fence = mark[1]
                continue
            if "](" in line or "]:" in line or "=" in line:
                spans = _code_spans(line)
                lines[number] = _TARGET.sub(
                    lambda m, spans=spans: (
                        m[0]  # type: ignore[misc]
                        if _is_code(m.start(), spans)
                        else led(m)
                    ),
                    line,
                )
        return "\n".join(lines)

    def _lead(self, target: str, piece: Piece) -> str:
        base = self._site.base_url
        if base and target.startswith(base):
            target = "/" + target[len(base) :]
        elif _SCHEME.match(target) and not target.startswith(
            ("{filename}", "|filename|")
        ):
            return target
        below = urlsplit(base).path if base else "/"
        if len(below) > 1 and target.startswith(below):
            target = "/" + target[len(below) :]
        path, sign, place = target.partition("#")
        if not path:
            return target
        found = self._places.linked(unquote(path), piece)
        return f"{found}{sign}{place}" if found else target


def _code_spans(line: str) -> list[tuple[int, int]]:
    """Find the stretches of a line that are code: between as many backticks."""
    opened: dict[int, int] = {}
    spans: list[tuple[int, int]] = []
    for run in _TICKS.finditer(line):
        size = run.end() - run.start()
        if size in opened:
            start = opened[size]
            spans.append((start, run.end()))
            opened = {}
        else:
            opened[size] = run.start()
    return spans


def _is_code(at: int, spans: list[tuple[int, int]]) -> bool:
    place = bisect_right(spans, (at, sys.maxsize)) - 1
    return place >= 0 and at < spans[place][1]


def _from_html(html: str, piece: Piece) -> str:
    from commentariat.intake.formats.html.reading import read_fragment

    body = read_fragment(html, "", piece.body_line, piece.source)
    return "\n\n".join(one.markdown for one in body.blocks)


def _from_rest(text: str) -> str | None:
    """Make HTML of reStructuredText; None: docutils is not installed."""
    try:
        from docutils.core import publish_parts
    except ImportError:
        return None
    made = publish_parts(
        text,
        writer="html5",
        settings_overrides={
            "file_insertion_enabled": False,
            "raw_enabled": False,
            "report_level": 5,
            "halt_level": 5,
            "initial_header_level": 2,
            "doctitle_xform": False,
            "docinfo_xform": False,
            "sectsubtitle_xform": False,
            "syntax_highlight": "none",
            "_disable_config": True,
            "warning_stream": False,
        },
    )
    return str(made["body"])

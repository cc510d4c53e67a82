"""On which line of a content file something was written that a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from commentariat.archive.links import find_links

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}#{1,6}(?!#)(.*?)#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*$")
_RAW_HEADING = re.compile(r"<h[1-6]\b[^>]*>(.*?)(?:</h|$)", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[a-zA-Z][^\s/>]*")


class BodyLines:
    """The lines of a content file, of which the body begins on line *first*."""

    def __init__(self, text: str, first: int) -> None:
        self.lines = text.split("\n")
        self.first = first
        self._prose = list(prose_lines(self.lines, first))

    def of_target(self, written: Iterable[str], rank: int) -> int:
        """Find the *rank*-th link or picture (from 0) to one of the *written* targets."""
        found = self._places(set(written))
        return found[min(rank, len(found) - 1)] if found else self.first

    def has_attribute(self, name: str, written: Iterable[str], rank: int) -> bool:
        """Tell whether that is in a tag of HTML which has the attribute *name*."""
        pattern = _target_pattern(written)
        places = [
            (number, found.start())
            for number, line in self._prose
            for found in pattern.finditer(line)
        ]
        if not places:
            return False
        number, column = places[min(rank, len(places) - 1)]
        text = "\n".join(self.lines[self.first - 1 :])
        at = column + sum(
            len(line) + 1 for line in self.lines[self.first - 1 : number - 1]
        )
        tag = text[text.rfind("<", 0, at) : text.find(">", at)]
        found = re.search(rf"\s{name}(?![\w-])", tag, re.IGNORECASE)
        return ">" not in tag and found is not None

    def all_of_target(self, written: Iterable[str]) -> tuple[int, ...]:
        """Find every line with a link or picture to one of the *written* targets."""
        forms = set(written)
        return tuple(dict.fromkeys(self._places(forms)))

    def of_id(self, name: str, rank: int) -> int:
        """Find the *rank*-th place (from 0) that is given the id *name*."""
        from markdown.extensions.toc import slugify_unicode  # takes long to load

        quoted = re.escape(name)
        raw = re.compile(
            rf"\b(?:id|name)\s*=\s*(?:\"{quoted}\"|'{quoted}'|{quoted}(?=[\s>]))"
            rf"|\{{:?[^{{}}]*#{quoted}(?=[\s}}])[^{{}}]*\}}\s*$"
        )
        places = {n for n, line in self._prose for _ in raw.finditer(line)}
        places |= {n for n, words in self._headings()
                   if slugify_unicode(words, "-") == name}  # fmt: skip
        found = sorted(places)
        return found[min(rank, len(found) - 1)] if found else self.first

    def of_heading(self, words: str, rank: int) -> int:
        """Find the *rank*-th heading (from 0) that says *words*."""
        wanted = _WORDS.findall(words)
        found = [n for n, line in self._headings() if _WORDS.findall(line)[: len(wanted)]
                 == wanted]  # fmt: skip
        if not found:
            found = [n for n, line in self._prose if words and words in line]
        return found[min(rank, len(found) - 1)] if found else self.first

    def of_markup(self, html: str, offset: int) -> int:
        """Find what stands at *offset* of the *html* that the body became, as written."""
        start = html.rfind("<", 0, offset + 1)
        if start < 0 or ">" in html[start:offset]:
            return self._of_text(html, offset)
        token = _TAG.match(html, start)
        if token is None:
            return self._of_text(html, offset)
        pattern = re.compile(re.escape(token[0]) + r"(?=[\s/>]|$)")
        places = [n for n, line in self._prose for _ in pattern.finditer(line)]
        before = [
            one.start() for one in pattern.finditer(html, 0, start + len(token[0]) + 1)
        ]
        whole = len(pattern.findall(html))
        if not places:
            return self._of_text(html, start)
        if whole == len(places):
            return places[min(len(before), len(places)) - 1]
        after = html[start : start + 40].split("\n")[0]
        alike = [n for n, line in self._prose if after in line]
        return alike[0] if alike else places[0]

    def _of_text(self, html: str, offset: int) -> int:
        """Find a line that holds the words before *offset*, or those after it."""
        begin = max(html.rfind(mark, 0, offset) for mark in (">", "\n")) + 1
        for piece in (html[begin : offset + 1], html[offset:]):
            words = re.split(r"[<\n]", piece.strip())[0][-30:]
            found = [n for n, line in self._prose if words and words in line]
            if found:
                return found[0]
        return self.first

    def _headings(self) -> Iterable[tuple[int, str]]:
        before, number_before = "", 0
        for number, line in self._prose:
            found = _HEADING.match(line) or _RAW_HEADING.search(line)
            if found:
                yield number, found[1]
            elif (
                _UNDERLINE.match(line)
                and before.strip()
                and number_before == number - 1
            ):
                yield number_before, before
            before, number_before = line, number

    def _places(self, written: set[str]) -> list[int]:
        """Find the lines with links to *written*, each as often as it has one."""
        found: list[int] = []
        for forms in (written, written | set(map(unquote, written))):
            pattern = _target_pattern(forms)
            found = [n for n, line in self._prose for _ in pattern.finditer(line)]
            if found:
                break
        if not found:  # it is written with marks that a page does not have
            lines = ((n, find_links(line)) for n, line in self._prose)
            found = [n for n, links in lines if not written.isdisjoint(links)]
        return found


def _target_pattern(written: Iterable[str]) -> re.Pattern[str]:
    forms = set(written)
    forms |= {one.replace("&", "&amp;") for one in forms}
    ordered = sorted(filter(None, forms), key=len, reverse=True)
    if not ordered:
        return re.compile(r"\]\(\s*\)|(?:href|src)=([\"'])\1")
    either = "|".join(map(re.escape, ordered))
    return re.compile(rf"(?:(?<=[(<\"'=\s])|^)(?:{either})(?=[)>\"'\s]|$)")


def prose_lines(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Give each of *lines* from *first* (1) on, numbered, that is in no block of code."""
    fence = ""
    inside: list[tuple[int, str]] = []
    for number, line in enumerate(lines[first - 1 :], first):
        mark = _FENCE.match(line)
        if fence:
            inside.append((number, line))
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence, inside = "", []
        elif mark and "`" not in line[mark.end() :]:
            fence, inside = mark[1], [(number, line)]
        else:
            yield number, line
    yield from inside  # a block that is never closed is none

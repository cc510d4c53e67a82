"""Where a flaw of a page was written: which file a person mends, and on which line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from urllib.parse import unquote

from markupsafe import Markup

from commentariat.archive.body_lines import BodyLines
from commentariat.archive.bundles import bundle_of
from commentariat.archive.fences import split_header
from commentariat.check.findings import Finding
from commentariat.check.html import Flaw, Reading
from commentariat.check.items import Desk, Item
from commentariat.check.origin import Traced, Tracer
from commentariat.check.sheet import Maker, Sheet
from commentariat.check.targets import Targets
from commentariat.engine.closures import Closures
from commentariat.errors import SourceError
from commentariat.judge import join_key
from commentariat.kinds import Kind, Message
from commentariat.site.page import Body
from commentariat.site.views import fields_of

_ADDRESSES = frozenset({"href", "src", "srcset", "cite"})
_EMPTY_ALT = re.compile(r"""<img\b[^>]*?\salt=(?:""|'')""")
_EMPTY_KEY = re.compile(
    r"""^(?:image|picture)_alt:[ \t]*(?:""|'')[ \t]*$""", re.MULTILINE
)


class Placer:
    """
    Traces flaws to content files, templates and settings.

    What a template gives alike on page after page is traced once: making a page again
    with marks costs more than reading it.
    """

    def __init__(self, desk: Desk, maker: Maker, targets: Targets) -> None:
        self.desk = desk
        self.maker = maker
        self.targets = targets
        self.templates = desk.context.templates
        self._tracer = cache(self._make_tracer)
        self._closures = Closures(self.templates, desk.context.rules.hooks)
        self._settled: dict[tuple[str, Message], Finding] = {}

    def _make_tracer(self, language: str, edition: str) -> Tracer:
        view, rules = self.desk.context.view_of(edition), self.desk.context.rules
        return Tracer(self.templates, view, rules.hooks, rules.words, language)

    def place(
        self, sheet: Sheet, reading: Reading, flaws: Iterable[Flaw]
    ) -> list[Finding]:
        """Say of each of *flaws* where it was written; what settings gave is left out."""
        item = sheet.item
        if not item.template:
            line = sheet.positions.line
            return [
                as_finding(item.source, line(flaw.offset), flaw)
                for flaw in flaws
                if not flaw.is_written
            ]
        found = (self._place_one(sheet, reading, flaw) for flaw in flaws)
        return [one for one in found if one is not None]

    def region(self, sheet: Sheet) -> tuple[int, int]:
        """Find where the body of a page begins and ends in its text."""
        html = sheet.body_html
        if html and sheet.text.count(html) == 1:
            begin = sheet.text.find(html)
            return begin, begin + len(html)
        if not html or sheet.made is None:
            return 0, 0
        traced = self._trace(sheet)
        return traced.stretch("body") if traced else (0, 0)

    def _place_one(self, sheet: Sheet, reading: Reading, flaw: Flaw) -> Finding | None:
        item = sheet.item
        begin, end = self.region(sheet)
        if item.body is not None and begin <= flaw.offset < end:
            return self._in_body(item.body, sheet, reading, flaw, begin)
        if item.body is not None and self.desk.has_fields:
            key = _field_of(sheet, flaw)
            if key:
                line = self.maker.line_of_key(item.body, key)
                return as_finding(f"content/{item.body.source}", line, flaw)
        said = (item.template, flaw.message)
        settled = self._settled.get(said)
        if settled is None:
            settled = self._in_template(sheet, flaw)
            if settled is not None and settled.is_shared:
                self._settled[said] = settled
        return settled

    def _trace(self, sheet: Sheet) -> Traced | None:
        made = sheet.made
        if made is None or sheet.item.template not in self.templates:
            return None
        item = sheet.item
        values = {
            "site": self.desk.context.view_of(item.edition),
            "page": made.view,
            "body": Markup(made.shown.html),
            "course": made.shown.course,
            "reading": made.shown.reading,
        }
        tracer = self._tracer(item.language, item.edition)
        return tracer.trace(item.template, values, sheet.text)

    def _in_template(self, sheet: Sheet, flaw: Flaw) -> Finding | None:
        item = sheet.item
        if item.template not in self.templates:
            return as_finding(f"output/{item.output}", 0, flaw)
        traced = self._trace(sheet)
        if traced is None:
            source = f"templates/{item.template}"
            return as_finding(source, 0, flaw, is_shared=True, is_varied=True)
        if flaw.is_written and self._is_meant(item, traced, sheet.text, flaw):
            return None
        if flaw.message.kind is Kind.NO_HEADING:  # of all that makes the page
            label = self.templates[item.template].label
            return as_finding(label, 1, flaw, is_shared=True)
        origin = traced.at(value_end(sheet.text, flaw))
        if not origin.template:
            return as_finding(f"templates/{item.template}", 1, flaw, is_shared=True)
        if (origin.expression or flaw.is_written) and flaw.words:
            if flaw.words in self.desk.settings_hrefs:
                return None  # said of the settings, once
            line = self._header_line(item, flaw.words)
            if line:
                return as_finding(f"content/{item.source}", line, flaw)
        if flaw.message.kind is Kind.HTML_UNCLOSED:
            own = self._left_open(
                item.template, origin.template, flaw.message.values[0]
            )
            if own:
                return as_finding(*own, flaw, is_shared=True)
        is_varied = bool(origin.expression)
        return as_finding(
            origin.template, origin.line, flaw, is_shared=True, is_varied=is_varied
        )

    def _left_open(self, template: str, told: str, tag: str) -> tuple[str, int] | None:
        """
        Find where a template of the site, which makes *template*, leaves a *tag* open.

        What ends an element around it ends it first, so that the one around it, which
        the shipped one that is *told* begins, is said to be open.
        """
        made_of = [self.templates[one] for one in self._closures.names(template)]
        own = [one for one in made_of if one.is_own]
        if all(one.label != told for one in own):
            for one in own:
                if line := _line_left_open(one.text, tag):
                    return one.label, line
        return None

    def _is_meant(self, item: Item, traced: Traced, text: str, flaw: Flaw) -> bool:
        """Tell whether a template has the empty text, or the item's front matter."""
        empty = _EMPTY_ALT.match(text, flaw.offset)
        if empty is not None and not traced.is_filled(empty.end() - 1):
            return True
        return _EMPTY_KEY.search(self.header(item)) is not None

    def header(self, item: Item) -> str:
        """Give the front matter of *item*; empty where it has none."""
        if not item.source:
            return ""
        try:
            return split_header(self.maker.content(item.source), item.source)
        except SourceError:
            return ""

    def _header_line(self, item: Item, words: str) -> int:
        """Find the line of the item's front matter that gives the address *words*."""
        path = unquote(words.partition("#")[0]).removeprefix(self.targets.origin)
        inner = path.removeprefix(self.targets.base)
        lines = list(enumerate(self.header(item).split("\n"), 2))
        found = next((n for n, line in lines if inner and inner in line), 0)
        if found or not bundle_of(item.source):
            return found
        name = inner.rpartition("/")[2]  # a file beside it is named by that alone
        beside = (n for n, line in lines if line.startswith("image:") and name in line)
        return next(beside, 0) if name else 0

    def _in_body(
        self, body: Body, sheet: Sheet, reading: Reading, flaw: Flaw, begin: int
    ) -> Finding | None:
        lines = BodyLines(self.maker.content(body.source), body.line)
        before = sheet.text[begin : flaw.offset]
        if flaw.message.kind is Kind.DUPLICATE_ID:
            quoted = escape(flaw.words, quote=True)
            line = lines.of_id(flaw.words, before.count(f' id="{quoted}"'))
        elif flaw.attribute in _ADDRESSES:
            rank = sum(
                begin <= one.offset < flaw.offset and one.href == flaw.words
                for one in reading.references
            )
            written = [target for target, href in body.links if href == flaw.words]
            forms = [flaw.words, *written]
            if flaw.is_written and lines.has_attribute("alt", forms, rank):
                return None
            line = lines.of_target(forms, rank)
        elif flaw.message.kind is Kind.SKIPPED_HEADING:
            words = re.escape(escape(flaw.words, quote=False))
            rank = len(re.findall(rf"<h[1-6][^>]*>\s*{words}\s*<", before))
            line = lines.of_heading(flaw.words, rank)
        else:
            html = sheet.made.shown.html if sheet.made else ""
            line = lines.of_markup(html, flaw.offset - begin)
        return as_finding(f"content/{body.source}", line, flaw)


def _field_of(sheet: Sheet, flaw: Flaw) -> str:
    """Name the key of the field that gives the address at fault; empty where none does."""
    if not flaw.words or sheet.made is None:
        return ""
    written = escape(flaw.words)
    for row in fields_of(sheet.made.view):
        for number, one in enumerate(row.values):
            if flaw.words == one.url or f'"{written}"' in one.html:
                return join_key(row.name, number) if row.is_many else row.name
    return ""


def _line_left_open(text: str, tag: str) -> int:
    """Tell the line of the last *tag* in the *text* that none ends; 0 if each is ended."""
    opened: list[int] = []
    for found in re.finditer(rf"<(/?){re.escape(tag)}\b", text, re.IGNORECASE):
        if not found[1]:
            opened.append(text.count("\n", 0, found.start()) + 1)
        elif opened:
            opened.pop()
    return opened[-1] if opened else 0


def as_finding(
    source: str,
    line: int,
    flaw: Flaw,
    *,
    is_shared: bool = False,
    is_varied: bool = False,
) -> Finding:
    """Name the *flaw* as a finding at its source."""
    return Finding(source, line, flaw.message, is_shared, is_varied)


def value_end(text: str, flaw: Flaw) -> int:
    """Find the last character of the attribute at fault; its tag where there is none."""
    if not flaw.attribute:
        return flaw.offset
    name = re.escape(flaw.attribute)
    pattern = re.compile(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
    found = pattern.search(text, flaw.offset)
    if found is None or "<" in text[flaw.offset + 1 : found.start()]:
        return flaw.offset
    group = next(number for number in (1, 2, 3) if found[number] is not None)
    return max(found.start(group), found.end(group) - 1)

"""Every page and file of a site looked over, in any process, and faults traced home."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Self, TypeVar

import msgspec

from commentariat.batches import in_batches
from commentariat.check.body_signs import sign_of
from commentariat.check.files import ENTRY, SITEMAP, read_file
from commentariat.check.findings import Finding
from commentariat.check.html import (
    ASSET,
    CANONICAL,
    DATA,
    FEED,
    LINK,
    Flaw,
    Reading,
    read_html,
)
from commentariat.check.items import Desk, Errand, Examined, Facts, Item, Pages
from commentariat.check.loads import find_forbidden
from commentariat.check.placing import Placer
from commentariat.check.sheet import Maker, Sheet, open_sheet
from commentariat.check.targets import Targets
from commentariat.check.written_html import find_written
from commentariat.engine.executors import Executor, InProcess
from commentariat.engine.render import encode_view
from commentariat.errors import Problem
from commentariat.site.page import StaticFile

USES = {"l": LINK, "a": ASSET, "c": CANONICAL, "f": FEED, "d": DATA, "e": ENTRY,
        "s": SITEMAP}  # fmt: skip
_SIGNS = {use: sign for sign, use in USES.items()}
_MANY, _BATCH = 32, 64

Work = TypeVar("Work", Item, Errand)
Result = TypeVar("Result")


def examine(
    desk: Desk, pages: Pages, items: Sequence[Item], executor: Executor
) -> Iterator[Examined]:
    """Look over all *items*, whose numbers count in *pages*."""
    return _run(_examine_batch, desk, pages, items, executor)


def locate(
    desk: Desk, pages: Pages, errands: Sequence[Errand], executor: Executor
) -> Iterator[tuple[str, list[Finding]]]:
    """Trace the dead addresses of all *errands*; give the findings by output."""
    return _run(_locate_batch, desk, pages, errands, executor)


def _run(
    job: Callable[[Examiner, tuple[Work, ...]], list[Result]],
    desk: Desk,
    pages: Pages,
    work: Sequence[Work],
    executor: Executor,
) -> Iterator[Result]:
    chosen = executor if len(work) >= _MANY else InProcess()
    if not chosen.shares_memory:
        work, pages = _with_views(work, pages), ()
    opener = partial(Examiner, desk, pages)
    return chain.from_iterable(chosen.map_with(opener, job, in_batches(work, _BATCH)))


def _with_views(work: Sequence[Work], pages: Pages) -> list[Work]:
    """Add encoded views, for processes that do not have the pages in memory."""
    made: list[Work] = []
    for one in work:
        item = one.item if isinstance(one, Errand) else one
        changes = {"item": _viewed(item, pages)}
        is_errand = isinstance(one, Errand)
        made.append(
            msgspec.structs.replace(one, **changes) if is_errand else changes["item"]  # type: ignore[arg-type]
        )
    return made


def _viewed(item: Item, pages: Pages) -> Item:
    page = pages[item.number]
    if isinstance(page, StaticFile):
        return item
    return msgspec.structs.replace(item, view=encode_view(page.make()))


def _examine_batch(examiner: Examiner, batch: tuple[Item, ...]) -> list[Examined]:
    return [examiner.examine(item) for item in batch]


def _locate_batch(
    examiner: Examiner, batch: tuple[Errand, ...]
) -> list[tuple[str, list[Finding]]]:
    return [(one.item.output, examiner.locate(one)) for one in batch]


class Examiner:
    """Looks over one item after the other, keeping templates and packs open."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self.desk = desk
        self.maker = Maker(desk.context, pages)
        self.targets = Targets(desk.base_url, ())
        self.placer = Placer(desk, self.maker, self.targets)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.maker.__exit__(*fault)

    def examine(self, item: Item) -> Examined:
        """Read *item* and say what is wrong with it by itself."""
        sheet = open_sheet(item, self.maker)
        if isinstance(sheet, Problem):
            finding = Finding(sheet.source, sheet.line, sheet.message)
            return Examined(item.number, Facts("", (finding,)))
        reading = _read(item, sheet.text)
        forbidden = find_forbidden(reading, self.desk.policy, self._is_external)
        flaws = [*reading.flaws, *forbidden]
        found = self.placer.place(sheet, reading, flaws)
        sign = ""
        if item.body is not None and _is_html(item):  # else a page shows it, too
            written = self.maker.content(item.body.source)
            found += find_written(written, item.body, self.desk.context.rules)
            sign = sign_of(written, item.body.line)
        facts = Facts(
            "",
            tuple(dict.fromkeys(found)),
            "\n".join(dict.fromkeys(self._internal(reading))),
            tuple(dict.fromkeys(self._external(sheet, reading))),
            "\n".join(sorted(reading.ids)),
            reading.is_indexed,
            sign,
        )
        made = sheet.first_made
        if made is None:
            return Examined(item.number, facts)
        return Examined(item.number, facts, made.body_key, made.shown.place)

    def locate(self, errand: Errand) -> list[Finding]:
        """Name the places where the dead addresses of *errand* were written."""
        sheet = open_sheet(errand.item, self.maker)
        if isinstance(sheet, Problem):
            return []
        reading = _read(errand.item, sheet.text)
        dead = {one.href: one for one in errand.dead}
        flaws = [
            Flaw(dead[one.href].message, one.offset, one.attribute, one.href)
            for one in reading.references
            if one.href in dead
        ]  # fmt: skip
        return self.placer.place(sheet, reading, flaws)

    def _is_external(self, href: str) -> bool:
        if href.startswith("#") or (href.startswith("/") and href[1:2] != "/"):
            return False
        return bool(self.targets.find(href, "").external)

    def _internal(self, reading: Reading) -> Iterator[str]:
        for use, href in dict.fromkeys(
            (one.use, one.href) for one in reading.references
        ):
            is_own = href.startswith("#")
            if not is_own and (use == CANONICAL or not self._is_external(href)):
                yield _SIGNS[use] + href.replace("\n", "")

    def _external(self, sheet: Sheet, reading: Reading) -> Iterator[str]:
        """Find links to other sites in a body and in fields; templates' are nobody's."""
        item = sheet.item
        outside = [
            one for one in reading.references
            if one.use == LINK and not one.loads and self._is_external(one.href)
        ]  # fmt: skip
        if not outside or (item.template and item.body is None):
            return
        begin, end = (
            self.placer.region(sheet) if item.template else (0, len(sheet.text))
        )
        header = self.placer.header(item) if self.desk.has_fields else ""
        for one in outside:
            if begin <= one.offset < end or one.href in header:
                yield one.href


def _read(item: Item, text: str) -> Reading:
    return read_html(text) if _is_html(item) else read_file(item.output, text)


def _is_html(item: Item) -> bool:
    return item.output.endswith((".html", ".htm"))

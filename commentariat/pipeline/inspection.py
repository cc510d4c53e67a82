"""A whole site looked over: pages as a build makes them, and all they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from commentariat.archive.text import digest_text
from commentariat.check.examine import examine, locate
from commentariat.check.findings import Finding, unite
from commentariat.check.items import Dead, Desk, Errand, Facts, Item, make_item
from commentariat.check.targets import Targets
from commentariat.check.verify import Verifier
from commentariat.config import SETTINGS_FILE, line_of_setting
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.engine.statics import is_judged_drawing, size_fault
from commentariat.engine.store import CHANGED, GONE
from commentariat.engine.svg import read_drawing
from commentariat.errors import OpenPoint, Problem
from commentariat.judge import join_key
from commentariat.kinds import Kind, Message
from commentariat.pipeline.draft import Draft, lost_pictures
from commentariat.pipeline.rebuild import make_context
from commentariat.pipeline.workspace import Workspace
from commentariat.site.export_pages import NAME as EXPORT
from commentariat.site.held_back import why_held_back
from commentariat.site.page import COPY, Page, StaticFile
from commentariat.site.policy import policy_of
from commentariat.site.search_files import NAME as SEARCH_INDEX
from commentariat.site.urls import output_of
from commentariat.site.views import MenuLink

_READ = (".html", ".htm", ".xml", ".json", ".css", "robots.txt")
_DISTRUSTED = {GONE: Kind.OUTPUT_GONE, CHANGED: Kind.OUTPUT_CHANGED}
_SHOWN = 8  # pages on which a fault that many have is traced

_NAMED = 12  # elements and attributes of a drawing that a line names


class Inspection(msgspec.Struct, frozen=True):
    """What looking over a site gave."""

    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    external: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Addresses of other sites, and the files that lead there; sorted."""
    stale: int = 0
    """Files that a build would write or delete: so far behind is the output."""
    signs: Mapping[str, str] = {}
    """Digests of the words of bodies, by content file (from content/)."""


def inspect_site(work: Workspace, draft: Draft) -> Inspection:
    """
    Look over every output of *draft*: its bytes where they are as planned, else made.

    What was found in bytes that are still the same is remembered.
    """
    return _Inspector(work, draft).inspect()


class _Inspector:
    def __init__(self, work: Workspace, draft: Draft) -> None:
        self.work = work
        self.draft = draft
        self.kept = frozenset(draft.plan.keep)
        self.outputs: list[Page | StaticFile] = [*draft.pages, *draft.statics]
        self.by_output = {one.output: one for one in self.outputs}
        self.settings_lines = _settings_lines(work, draft)
        context = make_context(work, draft, is_dry=True)
        hrefs = frozenset(self.settings_lines)
        settings = draft.site.settings
        self.desk = Desk(
            context,
            settings.base_url,
            hrefs,
            policy_of(settings),
            bool(settings.fields),
        )
        self.facts: KeyValueStore[Facts] = open_store(
            work.options.cache, f"check-{work.name}", Facts, program_digest()
        )

    def inspect(self) -> Inspection:
        facts, findings = self._examined()
        targets = Targets(self.draft.site.settings.base_url, self._outputs())
        verifier = Verifier(targets, facts, self._is_excused, self._why_dead)
        dead = {o: verifier.dead(o, self._source(o)) for o in facts}
        dead = {output: found for output, found in dead.items() if found}
        findings += self._settings_findings(dead)
        findings += self._located(dead)
        findings += self._changed()
        united = unite(findings)
        return Inspection(
            tuple(one for one in united if isinstance(one, Problem)),
            tuple(one for one in united if isinstance(one, OpenPoint)),
            self._external(facts, targets),
            len(self.draft.plan.render) + len(self.draft.plan.delete),
            {
                self._source(output): one.sign
                for output, one in facts.items()
                if one.sign
            },
        )

    def _outputs(self) -> set[str]:
        """Name all outputs, and those that are missing for a fault that is named."""
        lost = lost_pictures(self.draft.site, self.draft.statics)
        left_out = {output_of(one[1:]) for one in self.draft.left_out.addresses}
        return self.by_output.keys() | lost | left_out

    def _is_excused(self, href: str, source: str) -> bool:
        named = self.draft.site.targets.candidates(href, source)
        return self.draft.left_out.excuses(named)

    def _why_dead(self, href: str, source: str) -> Message | None:
        article = self.draft.site.targets.find_held_back(href, source)
        if article is None:
            return None
        return why_held_back(href, article, Kind.DEAD_TO_DRAFT, Kind.DEAD_TO_LATER)

    def _external(
        self, facts: Mapping[str, Facts], targets: Targets
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Gather the links to other sites, with all files that they stand in."""
        found: dict[str, set[str]] = {}
        for output, one in facts.items():
            page = self.by_output[output]
            prefix = "content/" if isinstance(page, Page) else ""
            for href in one.external:
                found.setdefault(href, set()).add(prefix + page.source)
        for href in self.settings_lines:
            if targets.find(href, "").external:
                found.setdefault(href, set()).add(SETTINGS_FILE)
        return tuple((href, tuple(sorted(found[href]))) for href in sorted(found))

    def _source(self, output: str) -> str:
        return self.by_output[output].source

    def _key(self, one: Page | StaticFile) -> str:
        """Digest all that what is found in an output depends on."""
        entry = self.work.ledger.entries.get(one.output)
        trace = entry.trace if entry and one.output in self.kept else None
        if isinstance(one, StaticFile):
            told = one.digest or f"{one.output} {trace}"
            return digest_text(f"{told} {self.draft.site.view.policy}")
        parts = "\0".join(one.digests)
        closure = self.draft.closure_of(one.template)
        bytes_digest = trace.digest if trace else ""
        return digest_text(f"{bytes_digest}\0{closure}\0{parts}")

    def _examined(self) -> tuple[dict[str, Facts], list[tuple[str, Finding]]]:
        facts: dict[str, Facts] = {}
        items: list[Item] = []
        keys: dict[str, str] = {}
        for number, one in enumerate(self.outputs):
            is_read = one.output.endswith(_READ)
            if not is_read or _is_passed_through(one) or _is_data(one):
                continue
            key = keys[one.output] = self._key(one)
            known = self.facts.get(one.output)
            if known is not None and known.key == key:
                facts[one.output] = known
            else:
                items.append(self._item(number, one))
        self.work.executor.stage = "looking over pages"
        fresh: dict[str, Facts | None] = {}
        places = {}
        for done in examine(self.desk, self.outputs, items, self.work.executor):
            output = self.outputs[done.number].output
            made = msgspec.structs.replace(done.facts, key=keys[output])
            facts[output] = fresh[output] = made
            if done.place is not None:
                places[done.body_key] = done.place
        self.work.bodies.update(places)
        gone = dict.fromkeys(self.facts.keys() - keys.keys())
        self.facts.update(fresh | gone)
        findings = [(o, found) for o, one in facts.items() for found in one.findings]
        return facts, findings + list(self._svg_findings())

    def _item(self, number: int, one: Page | StaticFile) -> Item:
        folder = self.work.options.output_folder
        path = str(folder / one.output) if one.output in self.kept else ""
        return make_item(number, one, self.work.bodies, path)

    def _svg_findings(self) -> Iterator[tuple[str, Finding]]:
        for static in self.draft.statics:
            large = size_fault(static) if static.recipe != COPY else None
            if large is not None:
                yield static.output, Finding(static.source, 0, large.message)
            if large is not None or not is_judged_drawing(static):
                continue
            found = read_drawing(Path(static.path).read_bytes())
            if found.fault:
                yield static.output, Finding(static.source, found.line, found.fault)
            elif found.left_out:
                names = ", ".join(found.left_out[:_NAMED])
                message = Kind.SVG_LEFT_OUT.of(names)
                yield static.output, Finding(static.source, 0, message)

    def _settings_findings(
        self, dead: Mapping[str, Sequence[Dead]]
    ) -> list[tuple[str, Finding]]:
        known = {one.href: one for found in dead.values() for one in found}
        return [
            ("", Finding(SETTINGS_FILE, line, known[href].message))
            for href, lines in self.settings_lines.items()
            if href in known
            for line in lines
        ]

    def _located(
        self, dead: Mapping[str, tuple[Dead, ...]]
    ) -> list[tuple[str, Finding]]:
        """
        Trace dead addresses home.

        Where a page's own body cannot hold the address, its template does, and one
        page tells for all of that template.
        """
        errands: list[Errand] = []
        shared: dict[tuple[str, Dead], list[str]] = {}
        numbers = {one.output: number for number, one in enumerate(self.outputs)}
        for output, found in dead.items():
            one = self.by_output[output]
            own = [d for d in found if self._may_be_own(one, d.href)]
            for other in found:
                if other not in own:
                    assert isinstance(one, Page)
                    shared.setdefault((one.template, other), []).append(output)
            if own:
                errands.append(Errand(self._item(numbers[output], one), tuple(own)))
        for (_, fault), outputs in shared.items():
            for output in outputs[:_SHOWN]:
                item = self._item(numbers[output], self.by_output[output])
                errands.append(Errand(item, (fault,)))
        located = locate(self.desk, self.outputs, errands, self.work.executor)
        found_all = [(o, finding) for o, list_ in located for finding in list_]
        return found_all + list(_spread(found_all, shared, self.by_output))

    def _may_be_own(self, one: Page | StaticFile, href: str) -> bool:
        """Tell whether the content file of an output may hold *href* itself."""
        if isinstance(one, StaticFile):
            return True
        if one.body is None:
            return False
        record = self.draft.loaded.records.get(f"content/{one.source}")
        written = set(record.links) if record is not None else set()
        placed = {target for _, target in one.body.links}
        return href in written or href in placed or not href.startswith("/")

    def _changed(self) -> Iterator[tuple[str, Finding]]:
        """Name outputs that are not what the last build left."""
        if not self.work.state.ended:
            return
        for step in self.draft.plan.render:
            kind = _DISTRUSTED.get(step.reason)
            if kind is not None:
                source = f"output/{step.page.output}"
                yield step.page.output, Finding(source, 0, kind.of())


def _is_data(one: Page | StaticFile) -> bool:
    """Tell whether *one* is taken along, or asked by the search, in whatever language."""
    return isinstance(one, Page) and one.template in (EXPORT, SEARCH_INDEX)


def _is_passed_through(one: Page | StaticFile) -> bool:
    """Tell whether *one* is somebody's file, which no page of the site is made of."""
    return isinstance(one, StaticFile) and one.source.startswith("content/")


def _spread(
    located: list[tuple[str, Finding]],
    shared: Mapping[tuple[str, Dead], list[str]],
    by_output: Mapping[str, Page | StaticFile],
) -> Iterator[tuple[str, Finding]]:
    """Count the pages that were not looked at, for what they share with those that were."""
    templates = {(t, d.message): outputs for (t, d), outputs in shared.items()}
    for output, finding in located:
        one = by_output[output]
        if finding.is_shared and isinstance(one, Page):
            for other in templates.get((one.template, finding.message), ()):
                yield other, finding


def _settings_lines(work: Workspace, draft: Draft) -> Mapping[str, tuple[int, ...]]:
    """Give the addresses of menu and footer, with the lines that they stand on."""
    view = draft.site.view
    text = (work.options.site / SETTINGS_FILE).read_text(encoding="utf-8")
    found: dict[str, list[int]] = {}
    for key, links in (("menu", view.menu), ("footer", view.footer)):
        for place, link in _in_menu(key, links):
            line = line_of_setting(text, join_key(place, "url"))
            found.setdefault(link.url, []).append(line)
    return {href: tuple(lines) for href, lines in found.items()}


def _in_menu(key: str, links: Sequence[MenuLink]) -> Iterator[tuple[str, MenuLink]]:
    """Give all entries of a menu with their keys in the settings, as far as there are."""
    for number, link in enumerate(links):
        place = join_key(key, number)
        yield place, link
        yield from _in_menu(join_key(place, "items"), link.items)

"""A preview without a server, held against what a build writes."""

from __future__ import annotations

from collections.abc import Iterable

from harness import SiteFolder

from commentariat.config import SETTINGS_FILE
from commentariat.engine.sources import FOLDERS
from commentariat.errors import OpenPoint, Problem
from commentariat.live.site import LiveEpoch, LiveSite
from commentariat.pipeline import no_progress
from commentariat.preview.epoch import StaleError
from commentariat.site.search_links import INDEX

SOURCES = (*FOLDERS, SETTINGS_FILE)


class LivePreview:
    """Looks at the files of a site as the preview does, and at all its pages."""

    def __init__(self, site: SiteFolder, *, drafts: bool = True) -> None:
        self.site = site
        self.drafts = drafts
        self.live = LiveSite(site.options(drafts=drafts))
        self.epoch: LiveEpoch = self.live.open(no_progress)
        self.files = self._sources()
        """The sources as they were when the preview looked last."""
        self.problems: set[Problem] = set()
        self.shown = self._render()
        """What the epoch showed that was compared last."""
        self.changed: set[str] = set()
        """Outputs that were said to be others since."""
        self.doubtful: set[str] = set()
        """Those that were said to be others, perhaps."""

    def look(self, *, are_hints_lost: bool = False) -> None:
        """Look at what changed, and compare all there is."""
        self.update(are_hints_lost=are_hints_lost)
        self.compare()

    def update(self, *, are_hints_lost: bool = False) -> None:
        """Look at what changed; render nothing of it yet."""
        files, before = self._sources(), self.epoch
        hints = frozenset(
            path
            for path in files.keys() | self.files.keys()
            if files.get(path) != self.files.get(path)
        )
        self.epoch = self.live.update(None if are_hints_lost else hints)
        self.files = self._sources()  # with what was imported
        if not hints and before.is_waiting is self.epoch.is_waiting:
            assert self.epoch is before, "nothing changed, so there is no new state"
        if not self.changed:
            self._ask_late(before)
        if self.epoch is not before:
            self.changed |= self.epoch.changed
            self.doubtful |= self.epoch.doubtful

    def compare(self) -> None:
        """Compare all pages with those before, and with those of a build."""
        now = self._render()
        others = {
            o for o in now.keys() | self.shown.keys() if now.get(o) != self.shown.get(o)
        }
        # What comes to the index is told once it is asked for: nobody has it before.
        come = {o for o in now.keys() - self.shown.keys() if INDEX in o}
        assert others - come <= self.changed | self.doubtful
        self.shown, self.changed, self.doubtful = now, set(), set()
        again = self.live.update(None)
        assert again is self.epoch, "what the preview wrote itself is no change"
        self.site.build(drafts=self.drafts)
        self._compare_problems(self.site.problems)
        if not self.problems:
            built = self.site.output()
            outputs = self.shown.keys() | built.keys()
            assert [o for o in outputs if self.shown.get(o) != built.get(o)] == []
            assert self.epoch.articles == self.site.report.articles
            assert len(self.epoch.outputs) == self.site.report.pages
            self._compare_points(self.site.report.open_points)

    def _compare_problems(self, built: Iterable[str]) -> None:
        """
        Compare the problems with those *built*.

        Where something stops a build, it leaves out what is at fault, and the preview
        shows that as it was: what follows from it is told by one of them alone.
        """
        told, found = set(map(str, self.problems)), set(built)
        assert bool(found) is bool(told)
        if all(one.source.startswith("content/raw/") for one in self.epoch.problems):
            assert found == told
        else:
            assert found & set(map(str, self.epoch.problems))

    def _compare_points(self, built: Iterable[OpenPoint]) -> None:
        """Compare the points with those *built*, which has nothing to import any more."""
        found = set(self.epoch.open_points)
        assert found >= set(built)
        assert found == set(built) or (self.site.folder / "content/raw").is_dir()

    def _ask_late(self, before: LiveEpoch) -> None:
        """Ask the epoch *before* for what changed: it is as it was, or not to be had."""
        said = self.epoch.changed | self.epoch.doubtful
        for output in sorted(said & self.shown.keys()):
            try:
                made = before.render(output)
            except StaleError:
                continue
            assert made is not None
            assert made.data == self.shown[output]

    def _sources(self) -> dict[str, bytes]:
        found = {}
        for name in (*SOURCES, *self.live.hook_files):
            top = self.site.folder / name
            for path in (top, *top.rglob("*")):
                if path.is_file():
                    key = path.relative_to(self.site.folder).as_posix()
                    found[key] = path.read_bytes()
        return found

    def _render(self) -> dict[str, bytes | None]:
        epoch = self.epoch
        found: dict[str, bytes | None] = {}
        self.problems = set(epoch.problems)
        for output in epoch.outputs:
            made = epoch.render(output)
            assert made is not None
            found[output] = made.data
            self.problems.update(made.problems)
        return found

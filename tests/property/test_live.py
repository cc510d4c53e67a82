"""What the preview shows is what a build would write, after any edits."""

from __future__ import annotations

import os

from harness import SiteFolder
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from commentariat.errors import Problem
from commentariat.pipeline import no_progress
from commentariat.pipeline.live import LiveEpoch, LiveSite

from .test_incremental import Editing

SOURCES = ("content", "templates", "theme", "pyproject.toml")


class Looking:
    """A preview of the site in a folder, held against what a build would write."""

    def __init__(self, site: SiteFolder) -> None:
        self.site = site
        self.live = LiveSite(site.options(drafts=True))
        self.epoch: LiveEpoch = self.live.open(no_progress)
        self.files = self.sources()
        """The sources as they were when the preview looked last."""
        self.problems: set[Problem] = set()
        self.shown = self.render()
        """What the epoch before showed."""

    def sources(self) -> dict[str, bytes]:
        found = {}
        for name in SOURCES:
            top = self.site.folder / name
            for path in (top, *top.rglob("*")):
                if path.is_file():
                    key = path.relative_to(self.site.folder).as_posix()
                    found[key] = path.read_bytes()
        return found

    def render(self) -> dict[str, bytes | None]:
        epoch = self.epoch
        found: dict[str, bytes | None] = {}
        self.problems = set(epoch.problems)
        for output in epoch.outputs:
            made = epoch.render(output)
            assert made is not None
            found[output] = made.data
            self.problems.update(made.problems)
        return found

    def look(self, are_hints_lost: bool) -> None:
        """Look at what changed, and compare all there is."""
        files, before = self.sources(), self.epoch
        hints = frozenset(
            path
            for path in files.keys() | self.files.keys()
            if files.get(path) != self.files.get(path)
        )
        self.epoch = self.live.update(None if are_hints_lost else hints)
        self.files = self.sources()  # with what was imported
        if not hints and before.is_waiting is self.epoch.is_waiting:
            assert self.epoch is before, "nothing changed, so there is no new state"
        now = self.render()
        others = {
            o for o in now.keys() | self.shown.keys() if now.get(o) != self.shown.get(o)
        }
        assert others <= self.epoch.changed
        self.shown = now
        again = self.live.update(None)
        assert again is self.epoch, "what the preview wrote itself is no change"
        self.site.build(drafts=True)
        assert bool(self.site.problems) is bool(self.problems)
        if not self.problems:
            assert self.shown == self.site.output()


class Previewing(Editing):
    """An editor at work, with the preview open all the while."""

    def __init__(self) -> None:
        super().__init__()
        self.preview: Looking | None = None

    @initialize()
    def open(self) -> None:
        self.site.write("content/articles/0.md", "---\ntitle: Zero\n---\nBody.\n")
        self.preview = Looking(self.site)

    # Only sources are of interest here.

    def harm_output(self) -> None: ...
    def lose_memory(self) -> None: ...
    def cut_memory(self) -> None: ...
    def kill_a_build(self) -> None: ...
    def build(self) -> None: ...

    @rule(are_hints_lost=st.booleans())
    def look(self, are_hints_lost: bool) -> None:
        assert self.preview is not None
        self.preview.look(are_hints_lost)

    @rule()
    def look_by_hints(self) -> None:
        self.look(are_hints_lost=False)

    def teardown(self) -> None:
        if self.preview is not None:
            self.look(are_hints_lost=False)
        super().teardown()


Previewing.TestCase.settings = settings(
    max_examples=int(os.environ.get("INCREMENTAL_EXAMPLES", "12")),
    stateful_step_count=int(os.environ.get("INCREMENTAL_STEPS", "25")),
    deadline=None,
    phases=set(Phase)
    - (
        {Phase.shrink, Phase.explain}
        if not os.environ.get("INCREMENTAL_SHRINK")
        else set()
    ),
    suppress_health_check=list(HealthCheck),
)

TestPreviewEqualsBuild = Previewing.TestCase

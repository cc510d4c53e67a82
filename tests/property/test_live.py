"""What the preview shows is what a build would write, after any edits."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from live_preview import LivePreview

from .test_incremental import Editing


class Previewing(Editing):
    """An editor at work, with the preview open all the while."""

    def __init__(self) -> None:
        super().__init__()
        self.preview: LivePreview | None = None

    @initialize()
    def open(self) -> None:
        self.site.write("content/articles/0.md", "---\ntitle: Zero\n---\nBody.\n")
        self.preview = LivePreview(self.site)

    # Only sources are of interest here.

    def harm_output(self) -> None: ...
    def lose_memory(self) -> None: ...
    def cut_memory(self) -> None: ...
    def turn_memory(self) -> None: ...
    def bring_back_memory(self) -> None: ...
    def kill_a_build(self) -> None: ...
    def build(self) -> None: ...
    def edit_between_builds(self) -> None: ...

    @rule(are_hints_lost=st.booleans())
    def look(self, are_hints_lost: bool) -> None:
        assert self.preview is not None
        self.preview.look(are_hints_lost=are_hints_lost)

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

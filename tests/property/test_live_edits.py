"""What the preview shows after edits of articles is what a build would write."""

from __future__ import annotations

import os

from editing import EditingArticles, taken
from hypothesis import HealthCheck, Phase, settings

EditingArticles.TestCase.settings = settings(
    max_examples=int(os.environ.get("LIVE_EXAMPLES", "5")),
    stateful_step_count=int(os.environ.get("LIVE_STEPS", "30")),
    deadline=None,
    phases=set(Phase)
    - ({Phase.shrink, Phase.explain} if not os.environ.get("LIVE_SHRINK") else set()),
    suppress_health_check=list(HealthCheck),
)


class TestEditsEqualBuild(EditingArticles.TestCase):  # type: ignore[misc, valid-type]
    """The machine above, and that it did what it is for."""

    def runTest(self) -> None:
        taken.clear()
        super().runTest()
        print(dict(taken))  # noqa: T201
        # How often each happens is up to the draw: nothing is promised but both ways.
        assert taken["in place"]
        assert taken["anew"]

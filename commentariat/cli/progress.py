"""A progress bar, for work that takes longer than a moment."""

from __future__ import annotations

import time


class ProgressBar:
    """A progress bar on a terminal, for work that takes longer than a moment."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: object = None
        self._task: object = None

    def show(self, stage: str, done: int, total: int) -> None:
        """Draw how far *stage* is."""
        if self._bar is None and (time.monotonic() - self._began < 0.5 or not total):
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        if not isinstance(self._bar, Progress):
            # No thread of its own: processes are forked while it stands there.
            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                TimeRemainingColumn(), console=Console(stderr=True), transient=True,
                auto_refresh=False,
            )  # fmt: skip
            self._bar.start()
            self._task = self._bar.add_task(stage, total=total)
        self._bar.update(self._task, description=stage, completed=done, total=total)  # type: ignore[arg-type]
        self._bar.refresh()
        if done >= total:
            self._bar.stop()
            self._bar = None

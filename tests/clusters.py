"""A scheduler and workers of Dask as processes of their own, begun, killed and ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Self

from harness import SiteFolder, article

REPOSITORY: Final = Path(__file__).parent.parent
_SCHEDULER: Final = "distributed.cli.dask_scheduler"
_WORKER: Final = "distributed.cli.dask_worker"
_PATIENCE: Final = 60.0


def wait_until(holds: Callable[[], object], seconds: float = _PATIENCE) -> None:
    """Wait until something *holds*; fail after so many *seconds*."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "nothing came of it in time"
        time.sleep(0.05)


class Cluster:
    """A scheduler with workers; on the loopback of this machine, or on a net of it."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._address = folder / "scheduler.json"
        self.scheduler = self._begin(
            _SCHEDULER, "--port", "0", "--host", host, "--no-dashboard",
            "--scheduler-file", str(self._address),
        )  # fmt: skip
        # It exists before anything stands in it.
        wait_until(lambda: self._address.exists() and self._address.stat().st_size > 0)
        self.workers: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        """Where the scheduler is, as `tcp://127.0.0.1:PORT`."""
        import json

        found: str = json.loads(self._address.read_text())["address"]
        return found

    def add_worker(
        self, package: Path = REPOSITORY, prefix: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        """Begin a worker that has the program of *package*."""
        worker = self._begin(
            _WORKER, self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
            "--local-directory", str(self.folder), "--death-timeout", "60",
            package=package, prefix=prefix,
        )  # fmt: skip
        self.workers.append(worker)
        return worker

    def _begin(
        self,
        module: str,
        *arguments: str,
        package: Path = REPOSITORY,
        prefix: Sequence[str] = (),
    ) -> subprocess.Popen[bytes]:
        log = self.folder / f"{module}-{len(list(self.folder.iterdir()))}.log"
        with log.open("wb") as told:
            return subprocess.Popen(
                [*prefix, sys.executable, "-m", module, *arguments],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(package)},
                stdout=subprocess.DEVNULL,
                stderr=told,
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for one in (*self.workers, self.scheduler):
            kill(one)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process, and all that it began, at once."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None and not stream.closed:
            stream.close()


def begin_command(site: SiteFolder, *words: str) -> subprocess.Popen[bytes]:
    """Begin a command of the program at *site*, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, str(REPOSITORY / "build.py"), *words],
        cwd=site.folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_take_interrupts,
    )


def _take_interrupts() -> None:
    """Be as a terminal begins a command: tests in the background ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run_command(site: SiteFolder, *words: str) -> tuple[int, str, str]:
    """Run a command of the program at *site*; give status, output and errors."""
    process = begin_command(site, *words)
    try:
        out, errors = process.communicate(timeout=120)
    finally:
        kill(process)
    return process.returncode, out.decode(), errors.decode()


def fill(site: SiteFolder, articles: int, words: int = 120) -> SiteFolder:
    """Write so many *articles* with text, terms and links from one to the other."""
    for number in range(articles):
        text = " ".join(f"word{(number * 7 + at) % 911}" for at in range(words))
        more = f"See [the next](a{(number + 1) % articles}.md).\n\n- one\n- *two*"
        site.write(
            f"content/articles/a{number}.md",
            article(
                f"Piece {number}", f"{text}\n\n## A heading {number}\n\n{more}",
                date=f"20{number % 9 + 10}-01-{number % 27 + 1:02}",
                authors=[f"Author {number % 13}"], regions=[f"Region {number % 5}"],
                topics=[f"Topic {number % 7}"],
            ),
        )  # fmt: skip
    return site

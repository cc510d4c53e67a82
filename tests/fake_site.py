"""A site that is whatever a test says, served by the real server in a thread."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.routing import BaseRoute

from commentariat.errors import OpenPoint, Problem
from commentariat.preview.epoch import Progress, Rendered, StaleError
from commentariat.preview.run import Serving, Wishes, open_port, run_preview
from commentariat.preview.watch import WatchedPaths

LIMIT = 60.0


class FakeEpoch(msgspec.Struct, frozen=True):
    """A state of a site that holds what it is."""

    number: int
    files: Mapping[str, bytes]
    stale: frozenset[str] = frozenset()
    base: str = "/"
    articles: int = 1
    sources: tuple[str, ...] = ()
    changed: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    is_waiting: bool = False
    due: float | None = None
    rendered: list[str] = msgspec.field(default_factory=list)

    @property
    def pages(self) -> int:
        return len(self.files)

    def has(self, output: str) -> bool:
        return output in self.files

    def prepare(self, output: str) -> None:
        """Nothing takes long."""

    def render(self, output: str) -> Rendered | None:
        if output in self.stale:
            raise StaleError("content/stale.md")
        self.rendered.append(output)
        data = self.files.get(output)
        return Rendered(data) if data is not None else None


class FakeSite:
    """A site whose states a test hands out."""

    def __init__(self, folder: Path, first: FakeEpoch) -> None:
        self.folder = folder
        self.epoch = first
        self.updates: list[frozenset[str] | None] = []
        self.may_open = threading.Event()
        self.may_open.set()
        self.may_update = threading.Event()
        self.may_update.set()
        self.fault: Exception | None = None
        """Raised by the next update."""

    def open(self, progress: Progress) -> FakeEpoch:
        progress("reading", 3, 7)
        assert self.may_open.wait(LIMIT)
        return self.epoch

    def update(self, paths: frozenset[str] | None) -> FakeEpoch:
        self.updates.append(paths)
        assert self.may_update.wait(LIMIT)
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault
        return self.epoch

    def next(self, files: Mapping[str, bytes], **more: Any) -> None:
        """Make the next state hold *files*."""
        old = self.epoch
        changed = frozenset(
            output
            for output in old.files.keys() | files.keys()
            if old.files.get(output) != files.get(output)
        )
        values = {"changed": changed} | more
        self.epoch = FakeEpoch(old.number + 1, files, **values)

    def save(self, name: str = "content/a.md") -> None:
        """Save a file, for the watcher to see."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{time.monotonic_ns()}", encoding="utf-8")


class Told:
    """What the listener was told."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any]] = []

    def opened(self, epoch: Any, seconds: float) -> None:
        self.events.append(("opened", epoch.number))

    def rebuilt(self, epoch: Any, seconds: float) -> None:
        self.events.append(("rebuilt", epoch.number))

    def found(self, problems: tuple[Problem, ...]) -> None:
        self.events.append(("found", problems))

    def failed(self, fault: Exception) -> None:
        self.events.append(("failed", str(fault)))


class Served:
    """A fake site while it is served."""

    def __init__(self, site: FakeSite, serving: Serving, told: Told) -> None:
        self.site = site
        self.serving = serving
        self.told = told
        self.port = int(serving.address.rstrip("/").rsplit(":", 1)[1])

    def get(self, path: str, method: str = "GET", **headers: str) -> Any:
        """Ask for *path*; the answer has its body as `data`."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, path, headers=named)
        answer: Any = link.getresponse()
        answer.data = answer.read()
        link.close()
        return answer

    def status(self) -> dict[str, Any]:
        """What the server says of itself."""
        found: dict[str, Any] = json.loads(self.get("/_commentariat/status").data)
        return found


class Stream:
    """The events that a page which is open at *path* is told."""

    def __init__(self, served: Served, path: str, version: str) -> None:
        self._link = http.client.HTTPConnection("127.0.0.1", served.port, timeout=LIMIT)
        query = f"path={quote(path)}&version={quote(version)}"
        self._link.request("GET", f"/_commentariat/events?{query}")
        self._answer = self._link.getresponse()
        assert self._answer.getheader("content-type", "").startswith(
            "text/event-stream"
        )

    def next(self) -> tuple[str, Any]:
        """Wait for the next event; give its name and its data."""
        name, data = "", ""
        while True:
            line = self._answer.readline().decode().rstrip("\n")
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                data = line[6:]
            elif not line and name:
                return name, json.loads(data)

    def drain(self) -> None:
        """Read on until the server ends the stream."""
        while self._answer.readline():
            pass

    def close(self) -> None:
        """Go away, as a page does that is closed."""
        self._answer.close()
        self._link.close()


def version_in(page: bytes) -> str:
    """The version that a served *page* says it is."""
    _, _, rest = page.partition(b'data-version="')
    return rest.partition(b'"')[0].decode()


@contextmanager
def serving(
    site: FakeSite, routes: Sequence[BaseRoute] = (), **wishes: Any
) -> Iterator[Served]:
    """Serve *site*, watching its folder."""
    wished = Wishes(port=0, **wishes)
    told = Told()
    begun: list[Serving] = []
    is_begun = threading.Event()

    def began(found: Serving) -> None:
        begun.append(found)
        is_begun.set()

    port = open_port(wished)
    scope = WatchedPaths(site.folder, ("content",), ("pyproject.toml",))
    thread = threading.Thread(
        target=run_preview, args=(site, scope, port, wished, told, began, routes)
    )
    thread.start()
    assert is_begun.wait(LIMIT)
    try:
        yield Served(site, begun[0], told)
    finally:
        site.may_open.set()
        site.may_update.set()
        begun[0].end()
        thread.join(LIMIT)
        assert not thread.is_alive()

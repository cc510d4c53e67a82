"""The state of the site that is served, who looks at it, and when the next is due."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from pathlib import Path

import msgspec

from commentariat.errors import Problem
from commentariat.preview.dress import is_shown
from commentariat.preview.epoch import Epoch, StaleError
from commentariat.preview.hints import Hints
from commentariat.preview.overlay import Overlay, make_overlay
from commentariat.preview.paths import Found, Moved, resolve
from commentariat.preview.store import PageStore, Stored

_ALIVE = 15.0
"""Seconds after which an idle stream says that it is there."""
_MOST_FILES = 50
_LONGEST_WAIT = 30.0
"""Seconds for which an answer is looked for, from epoch to epoch."""

encode = msgspec.json.Encoder().encode


class PathAnswer(msgspec.Struct, frozen=True):
    """What a path is answered with."""

    epoch: Epoch
    way: Found | Moved
    stored: Stored | None = None
    """None where there is nothing of the site to show."""

    @property
    def version(self) -> str:
        """Tells this answer from any other to the same path."""
        if isinstance(self.way, Moved):
            return f"moved-{self.way.path}"
        found = self.stored.version if self.stored else "none"
        return f"{self.way.status}-{found}"


class Viewer:
    """A page that is open in a browser, and what it is to be told."""

    def __init__(self, path: str, version: str) -> None:
        self.path = path
        """As it stands in the browser's address, percent-encoded."""
        self.version = version
        self.news: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.told = b""
        """The problems that it was told last."""

    def tell(self, event: str, data: bytes) -> None:
        """Tell an *event* of server-sent events; *data* is JSON."""
        self.news.put_nowait(b"event: %s\ndata: %s\n\n" % (event.encode(), data))


class Stage:
    """
    The epoch that is served, and all that waits for the next.

    Everything here happens in the thread of the event loop.
    """

    def __init__(self, site: Path, hints: Hints, store: PageStore) -> None:
        self.site = site
        self.hints = hints
        self.store = store
        self.epoch: Epoch | None = None
        self.covered = 0
        """How many hints the epoch has taken in."""
        self.published = 0
        """How many epochs were served so far."""
        self.is_closed = False
        self.progress = ("starting", 0, 0)
        self.viewers: set[Viewer] = set()
        self.extra: tuple[Problem, ...] = ()
        """Problems of the preview itself."""
        self._turn = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    # --- the thread that builds tells ------------------------------------------------

    def show_progress(self, stage: str, done: int, total: int) -> None:
        """Note how far the first reading of the site is."""
        self.progress = (stage, done, total)
        for viewer in self.viewers:
            viewer.tell("progress", encode(self.progress))

    def publish(self, epoch: Epoch, covered: int, extra: tuple[Problem, ...]) -> None:
        """Serve *epoch* from now on; it has taken in *covered* hints."""
        is_new = epoch is not self.epoch or extra != self.extra
        if epoch is not self.epoch:
            self.published += 1
        self.epoch, self.covered, self.extra = epoch, covered, extra
        self._turn.set()
        self._turn = asyncio.Event()
        if is_new:
            self._begin(self._tell_viewers(epoch))

    def publish_faults(self) -> None:
        """Tell of faults that were found since the epoch was published."""
        self._tell_problems(tuple(self.viewers))

    def close(self) -> None:
        """Let everybody go who waits."""
        self.is_closed = True
        self._turn.set()
        for viewer in self.viewers:
            viewer.news.put_nowait(None)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- answers ---------------------------------------------------------------------

    async def current(self) -> Epoch | None:
        """Wait until all that is noted now is built; None when the server ends."""
        noted = self.hints.noted
        while not self.is_closed and (self.epoch is None or self.covered < noted):
            await self._turn.wait()
        return None if self.is_closed else self.epoch

    async def wait_for_first(self, seconds: float) -> None:
        """Wait for the first state, but not for long."""
        try:
            async with asyncio.timeout(seconds):
                await self.current()
        except TimeoutError:
            pass

    async def answer(self, path: str) -> PathAnswer | None:
        """Answer *path* from the state that is now; None when the server ends."""
        async with asyncio.timeout(_LONGEST_WAIT):
            while True:
                epoch = await self.current()
                if epoch is None:
                    return None
                way = resolve(path, epoch.base, epoch.has)
                if isinstance(way, Moved):
                    return PathAnswer(epoch, way)
                try:
                    return PathAnswer(epoch, way, await self._stored(epoch, way.output))
                except StaleError as fault:
                    if epoch is self.epoch:  # else there is a later one already
                        self.hints.note(str(fault))
                if await self.current() is epoch:  # there is nothing to wait for
                    return PathAnswer(epoch, Found(way.output, 500))

    async def _stored(self, epoch: Epoch, output: str) -> Stored | None:
        found = self.store.held(epoch, output)
        if found is None:
            before = self.store.revision
            found = await asyncio.to_thread(self.store.get, epoch, output)
            if self.store.revision != before:
                self.publish_faults()
        return found

    # --- viewers ---------------------------------------------------------------------

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, as far as it is known."""
        found = {*self.extra, *self.store.faults()}
        if self.epoch is not None:
            found.update(self.epoch.problems)
        return tuple(sorted(found))

    def overlay(self) -> Overlay:
        """What the overlay shows now."""
        return make_overlay(self.site, self.problems())

    async def watch(self, path: str, version: str) -> AsyncIterator[bytes]:
        """Tell a page that is open at *path*, in a state *version*, what becomes of it."""
        viewer = Viewer(path, version)
        self.viewers.add(viewer)
        try:
            yield b"retry: 400\n\n"
            if self.epoch is None:
                viewer.tell("progress", encode(self.progress))
            else:
                self._begin(self._greet(viewer))
            while not self.is_closed:
                try:
                    news = await asyncio.wait_for(viewer.news.get(), _ALIVE)
                except TimeoutError:
                    news = b": still here\n\n"
                if news is None:
                    return
                yield news
        finally:
            self.viewers.discard(viewer)

    async def _greet(self, viewer: Viewer) -> None:
        """Bring a viewer up to date who has just come, perhaps from long ago."""
        if not await self._reload(viewer):
            self._tell_problems((viewer,))

    async def _tell_viewers(self, epoch: Epoch) -> None:
        if not self.viewers:
            return
        files = {o for o in epoch.changed if is_shown(o) and epoch.has(o)}
        staying = [v for v in tuple(self.viewers) if not await self._reload(v)]
        for viewer in staying:
            if files and viewer.version:
                first = sorted(files)[:_MOST_FILES]
                viewer.tell("files", encode([epoch.base + output for output in first]))
        self._tell_problems(staying)

    async def _reload(self, viewer: Viewer) -> bool:
        """Reload the page of a *viewer* whose bytes are others now."""
        try:
            answer = await self.answer(viewer.path)
        except TimeoutError:
            return False
        if answer is None or answer.version == viewer.version:
            return False
        viewer.version = answer.version
        viewer.tell("reload", b"{}")
        return True

    def _tell_problems(self, viewers: Sequence[Viewer]) -> None:
        """Tell *viewers* all problems, as far as they do not know them."""
        if not viewers:
            return
        overlay = encode(self.overlay())
        for viewer in viewers:
            if overlay != viewer.told:
                viewer.told = overlay
                viewer.tell("problems", overlay)

    def open_paths(self) -> frozenset[str]:
        """The paths that are open in browsers; from any thread."""
        return frozenset(viewer.path for viewer in tuple(self.viewers))

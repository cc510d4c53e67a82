"""Politeness: one request at a time to a host, few in all, a pause after each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class BusyError(Exception):
    """The host asked to be left alone for longer than anybody waits here."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Host:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.free_at = 0.0
        self.is_closed_for = 0.0


class Turns:
    """Hands out turns to ask hosts: *connections* at once, *pause* seconds between."""

    def __init__(self, connections: int, pause: float) -> None:
        self._places = asyncio.Semaphore(connections)
        self._pause = pause
        self._hosts: dict[str, _Host] = {}

    @property
    def places(self) -> asyncio.Semaphore:
        """To be held for what is no request and is waited for, such as a look-up."""
        return self._places

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """
        Wait until *host* may be asked, and hold its turn.

        Raises:
            BusyError: the host was closed for this run.
        """
        one = self._hosts.setdefault(host, _Host())
        async with one.lock:
            if one.is_closed_for:
                raise BusyError(one.is_closed_for)
            clock = asyncio.get_running_loop().time
            await asyncio.sleep(max(0.0, one.free_at - clock()))
            async with self._places:
                try:
                    yield
                finally:
                    one.free_at = max(one.free_at, clock() + self._pause)

    def put_off(self, host: str, seconds: float) -> None:
        """Leave *host* alone for some *seconds*."""
        clock = asyncio.get_running_loop().time
        self._hosts[host].free_at = clock() + seconds

    def close(self, host: str, seconds: float) -> None:
        """Ask *host* nothing more; it said to come back in so many *seconds*."""
        self._hosts[host].is_closed_for = seconds

"""The server around the application: begun, and ended at once by Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

_GRACE = 1  # second that answers have to end


class Server(uvicorn.Server):
    """Serves until it is told to end; then lets go of *whoever waits* first."""

    def __init__(self, app: ASGIApp, let_go: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            ws="none",
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE,
        )
        super().__init__(config)
        self._let_go = let_go
        self._loop: asyncio.AbstractEventLoop | None = None

    async def listen(self, listening: socket.socket) -> None:
        """Serve at a socket that listens."""
        self._loop = asyncio.get_running_loop()
        await self.serve(sockets=[listening])

    def end(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """End soon: streams are closed, answers that are being sent are sent."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._let_go)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals that end a program as the wish to end this server."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        wanted = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.end) for number in wanted}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

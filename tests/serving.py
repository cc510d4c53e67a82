"""Pages served on this machine."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import (
    BaseHTTPRequestHandler,
    SimpleHTTPRequestHandler,
    ThreadingHTTPServer,
)
from pathlib import Path
from typing import Any


class _Server(ThreadingHTTPServer):
    """Serves, and takes it calmly when a browser has gone before the answer."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Quiet(BaseHTTPRequestHandler):
    """A handler that prints nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Folder(Quiet, SimpleHTTPRequestHandler):
    folder: Path

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments, directory=str(self.folder))


@contextmanager
def serving(kind: type[Quiet], **values: object) -> Iterator[str]:
    """Serve by a handler of that *kind*, which has *values*; gives its origin."""
    handler = type("Handler", (kind,), values)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def serving_folder(folder: Path) -> Iterator[str]:
    """Serve the files of *folder* as they lie; gives the origin."""
    with serving(_Folder, folder=folder) as origin:
        yield origin

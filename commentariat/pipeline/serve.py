"""A preview: the site in memory, its files watched, its pages served."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Callable, Sequence

import msgspec
from starlette.routing import BaseRoute

from commentariat.config import SETTINGS_FILE
from commentariat.errors import Problem, SourceError, UsageError
from commentariat.pipeline.live import LiveSite
from commentariat.pipeline.live_sources import FOLDERS
from commentariat.pipeline.options import Options
from commentariat.preview.app import make_app
from commentariat.preview.builder import Builder, Listener
from commentariat.preview.epoch import PreviewSite
from commentariat.preview.hints import Hints
from commentariat.preview.hosts import Hosts
from commentariat.preview.ports import PortTakenError, listen, listen_near
from commentariat.preview.server import Server
from commentariat.preview.stage import Stage
from commentariat.preview.store import PageStore
from commentariat.preview.watch import Watch

DEFAULT_PORT = 8000


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """How the site is to be served."""

    host: str = "127.0.0.1"
    port: int | None = None
    """None: 8000, or the next that is free."""
    is_reloading: bool = True
    is_polling: bool = False


class Serving(msgspec.Struct, frozen=True):
    """Where the site is served."""

    address: str
    """Whole address to be opened in a browser; ends with `/`."""
    taken: PortTakenError | None
    """Who had the port that would have been taken."""


def serve_site(
    options: Options,
    wishes: Wishes,
    listener: Listener,
    began: Callable[[Serving], None],
    routes: Sequence[BaseRoute] = (),
) -> None:
    """
    Serve the site until Ctrl-C; *began* is called once requests are answered.

    Raises:
        SourceError: there is no site.
        UsageError: nobody can listen there.
    """
    if not (options.site / SETTINGS_FILE).is_file():
        message = "expected the settings of a site, found no file"
        raise SourceError(Problem(SETTINGS_FILE, 0, message))
    listening, taken = _listen(wishes)
    gc.enable()  # a server runs on, and may not keep what it has no use for
    site = LiveSite(options)
    asyncio.run(_serve(site, wishes, listening, taken, listener, began, routes))


def _listen(wishes: Wishes) -> tuple[socket.socket, PortTakenError | None]:
    try:
        if wishes.port is None:
            return listen_near(wishes.host, DEFAULT_PORT)
        return listen(wishes.host, wishes.port), None
    except PortTakenError as fault:
        raise UsageError(str(fault)) from None
    except OSError as fault:
        where = f"{wishes.host!r}, port {wishes.port or DEFAULT_PORT}"
        raise UsageError(f"cannot listen at {where}: {fault.strerror}") from None


async def _serve(
    site: PreviewSite,
    wishes: Wishes,
    listening: socket.socket,
    taken: PortTakenError | None,
    listener: Listener,
    began: Callable[[Serving], None],
    routes: Sequence[BaseRoute],
) -> None:
    hints = Hints()
    stage = Stage(site.folder, hints, PageStore())
    watch = Watch(
        site.folder, FOLDERS, (SETTINGS_FILE,), hints, is_polling=wishes.is_polling
    )
    loop = asyncio.get_running_loop()
    builder = Builder(site, hints, stage, listener, watch.compare, loop)
    port = int(listening.getsockname()[1])
    hosts = Hosts(wishes.host, port)
    app = make_app(stage, hosts, is_reloading=wishes.is_reloading, routes=routes)
    server = Server(app, stage.close)
    watch.start()
    builder.start()
    began(Serving(_address(wishes.host, port), taken))
    try:
        await server.listen(listening)
    finally:
        hints.close()
        watch.stop()
        builder.join(0.5)


def _address(host: str, port: int) -> str:
    shown = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)
    if ":" in shown and not shown.startswith("["):
        shown = f"[{shown}]"
    return f"http://{shown}:{port}/"

"""All of a preview put together and run: watcher, builder, server."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec
from starlette.routing import BaseRoute

from commentariat.preview.app import make_app
from commentariat.preview.builder import HEAL, Builder, Listener
from commentariat.preview.epoch import PreviewSite
from commentariat.preview.hints import Hints
from commentariat.preview.hosts import Hosts
from commentariat.preview.ports import PortTakenError, listen, listen_near
from commentariat.preview.server import Server
from commentariat.preview.stage import Stage
from commentariat.preview.store import PageStore
from commentariat.preview.watch import Watch, WatchedPaths

DEFAULT_PORT = 8000
_MOMENT = 0.2  # seconds in which a thread without work ends


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """How the site is to be served."""

    host: str = "127.0.0.1"
    port: int | None = None
    """None: 8000, or the next that is free; 0: any that is free."""
    is_reloading: bool = True
    is_polling: bool = False
    heal: float = HEAL
    """Seconds after which the files are looked at without an event."""


class Port(msgspec.Struct, frozen=True):
    """A socket that listens, and who had the port that was wanted."""

    socket: socket.socket
    taken: PortTakenError | None


class Serving(msgspec.Struct, frozen=True):
    """Where the site is served."""

    address: str
    """Whole address to be opened in a browser; ends with `/`."""
    is_local: bool
    """Nobody can ask from another machine."""
    taken: PortTakenError | None
    end: Callable[[], None]
    """Ends the server as Ctrl-C does; from any thread."""


def open_port(wishes: Wishes) -> Port:
    """
    Listen where it is wished.

    Raises:
        PortTakenError: somebody has the port that was asked for.
        OSError: nobody can listen there.
    """
    if wishes.port is None:
        return Port(*listen_near(wishes.host, DEFAULT_PORT))
    return Port(listen(wishes.host, wishes.port), None)


def run_preview(
    site: PreviewSite,
    watched: WatchedPaths,
    port: Port,
    wishes: Wishes,
    listener: Listener,
    began: Callable[[Serving], None],
    routes: Sequence[BaseRoute] = (),
) -> bool:
    """Serve *site* until it is to end; tell whether the builder has ended too."""
    return asyncio.run(_run(site, watched, port, wishes, listener, began, routes))


async def _run(
    site: PreviewSite,
    watched: WatchedPaths,
    port: Port,
    wishes: Wishes,
    listener: Listener,
    began: Callable[[Serving], None],
    routes: Sequence[BaseRoute],
) -> bool:
    hints = Hints()
    stage = Stage(watched.site, hints, PageStore())
    watch = Watch(watched, hints, is_polling=wishes.is_polling)
    loop = asyncio.get_running_loop()
    hands = _Hands(thread_name_prefix="page")
    loop.set_default_executor(hands)
    builder = Builder(site, hints, stage, listener, watch, loop, wishes.heal)
    number = int(port.socket.getsockname()[1])
    hosts = Hosts(wishes.host, number)
    app = make_app(stage, hosts, is_reloading=wishes.is_reloading, routes=routes)
    server = Server(app, stage.close)
    watch.start()
    builder.start()
    address = _address(wishes.host, number)
    serving = Serving(address, _is_local(port.socket), port.taken, server.end)
    try:
        with server.capture_signals():  # whoever reads the address may press Ctrl-C
            began(serving)
            await server.listen(port.socket)
    finally:
        hints.close()
        watch.stop()
        builder.join(0.5)
    return not builder.is_alive() and hands.have_ended()


class _Hands(ThreadPoolExecutor):
    """Threads that make pages, and that nobody waits for once the server ends."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the threads go; those at work end when they have done it."""
        super().shutdown(wait=False, cancel_futures=True)

    def have_ended(self) -> bool:
        """Let the threads go, and tell whether none is at work any more."""
        self.shutdown()
        for thread in self._threads:
            thread.join(_MOMENT)
        return not any(thread.is_alive() for thread in self._threads)


def _is_local(listening: socket.socket) -> bool:
    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def _address(host: str, port: int) -> str:
    shown = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"

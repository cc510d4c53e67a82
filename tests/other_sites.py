"""Other sites, on this machine: servers that answer as a test says, and a look-up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from commentariat.check.public import Address, Network

Answering = Callable[[str, str, str], tuple[int, dict[str, str]]]
"""Given method, path and host: the status, and headers."""


class OtherSite:
    """A server on loopback that notes who asked for what, and when."""

    def __init__(self, answer: Answering, address: str = "127.0.0.1") -> None:
        self.asked: list[tuple[str, str, str]] = []
        """Method, host and path of each request."""
        self.agents: set[str] = set()
        self.began: dict[str, list[float]] = {}
        self.most_at_once: dict[str, int] = {}
        self._now: dict[str, int] = {}
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                site._serve(self, answer)

            do_GET = do_HEAD

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer((address, 0), Handler)
        self.port = self.server.server_port

    def _serve(self, request: BaseHTTPRequestHandler, answer: Answering) -> None:
        host = request.headers["Host"].partition(":")[0]
        with self._lock:
            self.asked.append((request.command, host, request.path))
            self.agents.add(request.headers["User-Agent"])
            self.began.setdefault(host, []).append(time.monotonic())
            self._now[host] = self._now.get(host, 0) + 1
            most = self.most_at_once.get(host, 0)
            self.most_at_once[host] = max(most, self._now[host])
        try:
            status, headers = answer(request.command, request.path, host)
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name, value)
            request.end_headers()
            if request.command == "GET":
                self._pour(request)
        except OSError:
            pass  # the other end has read enough
        finally:
            with self._lock:
                self._now[host] -= 1

    @staticmethod
    def _pour(request: BaseHTTPRequestHandler) -> None:
        """Send a body that takes as long as anybody listens."""
        for _ in range(2_000):
            request.wfile.write(b"x" * 65_536)

    @contextmanager
    def running(self) -> Iterator[OtherSite]:
        """Serve until the block ends."""
        thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join()


class Sheltered(Network):
    """Finds hosts where a test says, and takes 127.0.0.1 for a public address."""

    def __init__(self, hosts: dict[str, list[str]]) -> None:
        self.hosts = hosts
        self.lookups: list[str] = []

    async def look_up(self, host: str, port: int) -> tuple[Address, ...]:
        """Give the next answer of the list, and the last one again and again."""
        self.lookups.append(host)
        found = self.hosts.get(host)
        if found is None:
            return await super().look_up(host, port)  # a number, or nothing at all
        word = found.pop(0) if len(found) > 1 else found[0]
        return tuple(ip_address(one) for one in word.split())

    def allows(self, address: Address) -> bool:
        """Let requests to the test's own server through, and what is public."""
        return address == ip_address("127.0.0.1") or super().allows(address)

"""A preview in a process of its own, as a user starts it, and what it answers."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LIMIT = 60.0
"""Seconds after which what should have happened has not."""


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Preview:
    """`python build.py serve` on the site in *folder*, running."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            "serve",
            "--site",
            str(folder),
        ]
        self.folder = folder
        self.said: list[str] = []
        """Lines of what it printed."""
        self._begin = 0
        self._news = threading.Condition()
        self.process = subprocess.Popen(
            [*command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                with self._news:
                    self.said.append(line.rstrip("\n"))
                    self._news.notify_all()
        with self._news:
            self.said.append("(end)")
            self._news.notify_all()

    def forget(self) -> None:
        """Forget what it has said so far."""
        with self._news:
            self._begin = len(self.said)

    def wait_for(self, pattern: str, limit: float = LIMIT) -> str:
        """Wait for a line printed that holds *pattern*; give the line."""
        deadline = time.monotonic() + limit
        with self._news:
            while True:
                for line in self.said[self._begin :]:
                    if re.search(pattern, line):
                        return line
                left = deadline - time.monotonic()
                if left <= 0 or "(end)" in self.said[self._begin :]:
                    raise AssertionError(f"no line with {pattern!r} in {self.said}")
                self._news.wait(left)

    @cached_property
    def address(self) -> str:
        """Address of the server; ends with `/`."""
        line = self.wait_for(r"http://\S+/")
        found = re.search(r"http://\S+/", line)
        assert found is not None
        return found[0]

    @property
    def port(self) -> int:
        """Port of the server."""
        return int(self.address.rstrip("/").rsplit(":", 1)[1])

    def get(
        self, path: str, method: str = "GET", limit: float = LIMIT, **headers: str
    ) -> Answer:
        """Ask for *path*, with *headers* (their names with `_` for `-`)."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            link.request(method, path, headers=named)
            answer = link.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            link.close()

    def ask(self, request: bytes) -> Answer:
        """Send the bytes of a *request* as they are."""
        with socket.create_connection(("127.0.0.1", self.port), LIMIT) as link:
            link.sendall(request)
            answer = http.client.HTTPResponse(link)
            answer.begin()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())

    def status(self) -> dict[str, Any]:
        """What the server says of itself."""
        found: dict[str, Any] = json.loads(self.get("/_commentariat/status").body)
        return found

    def wait_until(self, path: str, is_so: Callable[[Answer], bool]) -> Answer:
        """Ask for *path* until the answer *is so*."""
        deadline = time.monotonic() + LIMIT
        while True:
            answer = self.get(path)
            if is_so(answer):
                return answer
            assert time.monotonic() < deadline, (answer, self.said)
            time.sleep(0.01)

    def shows(self, path: str, text: str) -> Answer:
        """Ask for *path* until the answer holds *text*."""
        return self.wait_until(path, lambda answer: text in answer.text)

    def stop(self, number: int = signal.SIGINT) -> int:
        """End the server as Ctrl-C does; give its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Wait for the server to end by itself; give its exit status."""
        try:
            return self.process.wait(LIMIT)
        finally:
            self.kill()

    def kill(self) -> None:
        """End the server, if it has not ended yet."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(LIMIT)
        self._reader.join(LIMIT)


@contextmanager
def previewing(folder: Path, *arguments: str) -> Iterator[Preview]:
    """Serve the site in *folder*, ready to be asked; end the server afterwards."""
    ports = () if "--port" in arguments else ("--port", "0")
    found = Preview(folder, *ports, *arguments)
    try:
        found.wait_for(r"^read ")
        assert found.address
        yield found
    finally:
        found.kill()

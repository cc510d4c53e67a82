"""A port to listen at, and who has it when it is taken."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

_NEAR = 20  # ports after the wanted one that are tried


class PortTakenError(Exception):
    """A port is taken; `holder` is empty where nobody can tell by whom."""

    def __init__(self, host: str, port: int, holder: str, free: int) -> None:
        super().__init__(host, port, holder, free)
        self.port = port
        self.holder = holder
        self.free = free
        """A port near by that is free; 0 where none is."""

    def __str__(self) -> str:
        by = f" by {self.holder}" if self.holder else ""
        hint = f"; --port {self.free} is free" if self.free else ""
        return f"port {self.port} is taken{by}{hint}"


def listen(host: str, port: int) -> socket.socket:
    """
    Listen at *host* and *port*; 0 takes any port that is free.

    Raises:
        PortTakenError: somebody has it.
        OSError: the host is none of this machine's, or may not be used.
    """
    try:
        return _listen(host, port)
    except OSError as fault:
        if fault.errno not in (errno.EADDRINUSE, errno.EACCES) or not port:
            raise
        if fault.errno == errno.EACCES and port < 1024:
            raise
    raise PortTakenError(host, port, find_holder(port), _find_free(host, port))


def listen_near(host: str, port: int) -> tuple[socket.socket, PortTakenError | None]:
    """Listen at *port*, or at the next that is free; say who had it."""
    try:
        return listen(host, port), None
    except PortTakenError as fault:
        if not fault.free:
            raise
        return listen(host, fault.free), fault


def _listen(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    family, kind, protocol, _, address = found[0]
    made = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except BaseException:
        made.close()
        raise
    return made


def _find_free(host: str, port: int) -> int:
    for near in range(port + 1, min(port + _NEAR, 65535) + 1):
        try:
            _listen(host, near).close()
        except OSError:
            continue
        return near
    return 0


def find_holder(port: int) -> str:
    """Name the process that listens at *port*, as far as Linux tells; else nothing."""
    inodes = _listening(port)
    if not inodes:
        return ""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if not any(_leads_to(link) in inodes for link in (folder / "fd").iterdir()):
                continue
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # gone since, or another user's
        words = " ".join(word.decode(errors="replace") for word in command[:3])
        return f"process {folder.name} ({words.strip()[:80]})"
    return ""


def _leads_to(link: Path) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""  # closed since


def _listening(port: int) -> set[str]:
    """The sockets that listen at *port*, as the links in /proc/*/fd name them."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            columns = row.split()
            is_listening = columns[3] == "0A"
            if is_listening and int(columns[1].rpartition(":")[2], 16) == port:
                found.add(f"socket:[{columns[9]}]")
    return found

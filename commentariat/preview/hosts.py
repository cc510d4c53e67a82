"""Who may ask: requests to names that are this server's, posts from its own pages."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ANY = ("", "0.0.0.0", "::")  # listens on every address there is
_SAFE = ("GET", "HEAD")


class Hosts:
    """
    The names under which a server at *host* and *port* may be asked.

    A page of somebody else's whose name is made to lead to this machine (DNS
    rebinding) has a name that is none of these. An address in figures is no name,
    so a server that listens on all addresses takes any, and any port: it may stand
    behind another.
    """

    def __init__(self, host: str, port: int) -> None:
        self.is_open = host in _ANY
        self.port = port
        self.names = {*_LOOPBACK, host.strip("[]").lower()}

    def allows(self, header: str) -> bool:
        """Tell whether a Host header is ours."""
        name, port = split_host(header)
        if name is None:
            return False
        if self.is_open:
            return name in self.names or is_address(name)
        is_port = port == self.port if port is not None else self.port == 80
        return name in self.names and is_port


def split_host(header: str) -> tuple[str | None, int | None]:
    """Split a Host header into name and port; no name where it is none."""
    name, port = header.strip().lower(), ""
    if name.startswith("["):
        name, _, rest = name[1:].partition("]")
        if rest and not rest.startswith(":"):
            return None, None
        port = rest[1:]
    elif ":" in name:
        name, _, port = name.partition(":")
    if not name or (port and not (port.isascii() and port.isdigit())):
        return None, None
    return name.removesuffix("."), int(port) if port else None


def is_address(name: str) -> bool:
    """Tell whether *name* is an address in figures."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class HostGuard:
    """Lets requests through to *app* that name this server, and posts of its own pages."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            refusal = self._refuse(scope)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refuse(self, scope: Scope) -> PlainTextResponse | None:
        headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
        hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
        if len(hosts) != 1 or not self.hosts.allows(hosts[0]):
            message = "this preview does not answer to that host; see serve --host\n"
            return PlainTextResponse(message, 421)
        if scope["method"] in _SAFE:
            return None
        origins = [v.decode("latin-1") for name, v in headers if name == b"origin"]
        if origins != [f"{scope['scheme']}://{hosts[0].strip()}"]:
            return PlainTextResponse("only pages of this preview may do that\n", 403)
        return None

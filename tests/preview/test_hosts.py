"""Which names the server answers to."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Scope

from commentariat.preview.hosts import HostGuard, Hosts


@pytest.mark.parametrize(
    "header",
    [
        "127.0.0.1:8000",
        "localhost:8000",
        "LOCALHOST:8000",
        "[::1]:8000",
        "localhost.:8000",
    ],
)
def test_a_name_of_this_machine_is_allowed(header: str) -> None:
    assert Hosts("127.0.0.1", 8000).allows(header)


@pytest.mark.parametrize(
    "header",
    [
        "rebound.example:8000",
        "127.0.0.1.rebound.example:8000",
        "localhost.rebound.example:8000",
        "rebound.example",
        "localhost",
        "localhost:80",
        "localhost:8001",
        "localhost:+8000",
        "192.168.0.7:8000",
        "[::1:8000",
        "[::1]8000",
        "user@localhost:8000",
        "",
        ":8000",
    ],
)
def test_any_other_name_or_port_is_refused(header: str) -> None:
    assert not Hosts("127.0.0.1", 8000).allows(header)


def test_the_name_that_was_asked_for_is_allowed() -> None:
    hosts = Hosts("preview.lan", 8000)
    assert hosts.allows("preview.lan:8000")
    assert not hosts.allows("other.lan:8000")


def test_a_server_on_all_addresses_takes_addresses_but_no_names() -> None:
    hosts = Hosts("0.0.0.0", 8000)
    assert hosts.allows("192.168.0.7:8000")
    assert hosts.allows("localhost:9000")  # behind a port of a container's host
    assert not hosts.allows("rebound.example:8000")


@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        (["localhost:8000"], 200),
        (["localhost:8000", "rebound.example:8000"], 421),
        (["localhost:8000", "localhost:8000"], 421),
        ([], 421),
    ],
)
def test_a_request_names_exactly_one_host(hosts: list[str], status: int) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http", "method": "GET", "scheme": "http",
        "headers": [(b"host", host.encode()) for host in hosts],
    }  # fmt: skip
    guard = HostGuard(PlainTextResponse("a page"), Hosts("127.0.0.1", 8000))
    asyncio.run(guard(scope, receive, send))
    assert sent[0]["status"] == status

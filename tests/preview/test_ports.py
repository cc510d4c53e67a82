"""Ports that are free, and who has those that are not."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator

import pytest

from commentariat.preview.ports import PortTakenError, listen, listen_near


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_that_is_taken_is_refused_with_one_that_is_free(taken: int) -> None:
    with pytest.raises(PortTakenError) as caught:
        listen("127.0.0.1", taken)
    assert caught.value.free > taken
    listen("127.0.0.1", caught.value.free).close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells by whom")
def test_who_has_a_port_is_told(taken: int) -> None:
    with pytest.raises(PortTakenError, match=f"by process {os.getpid()} "):
        listen("127.0.0.1", taken)


def test_the_next_port_is_taken_where_none_was_asked_for(taken: int) -> None:
    found, fault = listen_near("127.0.0.1", taken)
    with found:
        assert found.getsockname()[1] > taken
    assert fault is not None
    assert fault.port == taken


def test_a_port_that_is_free_is_taken() -> None:
    found, fault = listen_near("127.0.0.1", 0)
    with found:
        assert found.getsockname()[1] > 0
    assert fault is None


def test_an_address_of_another_machine_cannot_be_listened_at() -> None:
    with pytest.raises(OSError, match="assign"):
        listen("192.0.2.1", 0)

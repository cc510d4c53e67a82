"""Web archives as crawlers write them, and what they are cut into."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping

from commentariat.errors import Problem
from commentariat.intake.formats.model import HEAD_SIZE, ItemSpan
from commentariat.intake.formats.warc import cut_warc, tells_warc

WORDS = (
    "The lower gate of the lock was shut at noon, and the keeper wrote down both levels, "
    "as the standing orders of the river board ask of him every day of the year."
)


def page(title: str, head: str = "", body: str = "") -> bytes:
    """A page with an article called *title*."""
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head>"
        f"<body{body}><article><h1>{title}</h1><p>{title}. {WORDS}</p></article></body></html>"
    ).encode()


def record(kind: str, address: str, block: bytes, version: str = "1.0") -> bytes:
    """A record as crawlers write it."""
    head = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2026-11-30T12:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def archive(
    *answers: tuple[str, bytes], packed: bool = False, version: str = "1.0",
    status: str = "200 OK", headers: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """A web archive of *answers*."""
    made = [record("warcinfo", "urn:x", b"software: test\r\n", version)]
    for address, data in answers:
        said = {"Content-Type": "text/html"} | dict(headers or {})
        lines = [f"HTTP/1.1 {status}", *(f"{key}: {one}" for key, one in said.items())]
        block = "\r\n".join(lines).encode() + b"\r\n\r\n" + data
        made.append(record("response", address, block, version))
    return b"".join(map(gzip.compress, made) if packed else made)


def cut(data: bytes) -> tuple[list[ItemSpan], list[Problem]]:
    assert tells_warc(data[:HEAD_SIZE], "a")
    found = list(cut_warc(io.BytesIO(data), "a"))
    spans = [one for one in found if isinstance(one, ItemSpan)]
    return spans, [one for one in found if isinstance(one, Problem)]

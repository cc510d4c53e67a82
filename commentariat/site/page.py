"""One file to be made: its template, what its view is made from, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

import msgspec

from commentariat.site.views import View

_encode = msgspec.msgpack.Encoder().encode


class Body(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The Markdown a page shows, and where its links lead."""

    source: str
    """Path of the content file under content/."""
    key: str
    """Digest of the Markdown."""
    line: int
    """Line of the content file on which it begins."""
    links: tuple[tuple[str, str], ...]
    """Targets as written, and the hrefs they stand for."""


class Page:
    """
    One file under output/: a template, and how to make its view.

    `parts` names and digests all that the view is made from. Two pages with
    equal parts and template have equal bytes; the view itself is made only for
    a page that is rendered.
    """

    __slots__ = ("body", "make", "output", "parts", "source", "template")

    def __init__(
        self,
        output: str,
        template: str,
        parts: tuple[tuple[str, str], ...],
        make: Callable[[], View],
        body: Body | None = None,
        source: str = "",
    ) -> None:
        self.output = output
        self.template = template
        self.parts = parts
        self.make = make
        self.body = body
        self.source = source


class StaticFile(msgspec.Struct, frozen=True, gc=False):
    """One file that is passed through as it is."""

    output: str
    source: str
    """For people: `theme/site.css`, `content/files/map.png`."""
    path: str
    """Where it lies on disk."""
    digest: str


def digest_parts(parts: Iterable[str]) -> str:
    """Digest a run of digests (or other words without NUL)."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def digest_value(value: object) -> str:
    """Digest a view, or anything that MessagePack can hold."""
    return hashlib.blake2b(_encode(value), digest_size=8).hexdigest()

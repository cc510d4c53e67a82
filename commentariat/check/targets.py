"""Where an address in a page leads: to an output, out of the site, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import msgspec

from commentariat.kinds import Kind, Message

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)


class Target(msgspec.Struct, frozen=True, gc=False):
    """Where an address leads."""

    output: str = ""
    """The output that answers it; empty where none does, or where it leads out."""
    fragment: str = ""
    external: str = ""
    """Its whole URL, where it leads to another site."""
    fault: Message | None = None
    """What is wrong with it; None where nothing is."""


class Targets:
    """Every output of a site, asked for as a browser at its base path would."""

    def __init__(self, base_url: str, outputs: Collection[str]) -> None:
        parts = urlsplit(base_url)
        self.origin = f"{parts.scheme}://{parts.netloc}".lower()
        self.base = unquote(parts.path)
        self._root = f"{self.origin}{parts.path}"
        self._origin_length = len(self.origin)
        self.outputs = outputs
        self._known: dict[str, Target] = {}

    def find(self, href: str, output: str) -> Target:
        """Follow *href*, which stands in the page *output*."""
        found = self._known.get(href)
        if found is not None:
            return found
        if is_absolute(href):
            found = self._known[href] = self._find_absolute(href)
            return found
        if _SCHEME.match(href) or href.startswith("#"):
            return Target()
        return self._on_site(self._absolute(href, output), href)

    def _find_absolute(self, href: str) -> Target:
        if href.startswith("/") and not href.startswith("//"):
            return self._on_site(href)
        if href.startswith(self._root) and href.isprintable():
            return self._on_site(href[self._origin_length :], href)  # so most are
        return self._whole(href)

    def _whole(self, href: str) -> Target:
        try:
            parts = urlsplit(href)
        except ValueError as fault:
            return Target(fault=Kind.NO_ADDRESS.of(href, fault))
        origin = f"{parts.scheme or self.origin.partition(':')[0]}://{parts.netloc}"
        path = parts.path or "/"
        if origin.lower() != self.origin or not unquote(path).startswith(self.base):
            return Target(external=href)  # beside this site, others may lie at its host
        mark = f"#{parts.fragment}" if parts.fragment else ""
        return self._on_site(path + mark, href)

    def _absolute(self, href: str, output: str) -> str:
        """Make a relative *href* one from the root of the host."""
        folder = f"{self.base}{output}".rpartition("/")[0]
        path, mark, rest = _split(href)
        joined = normpath(f"{folder}/{path}") if path else f"{self.base}{output}"
        return joined + ("/" if path.endswith(("/", "..", "/.")) else "") + mark + rest

    def _on_site(self, href: str, written: str = "") -> Target:
        path, mark, rest = _split(href)
        fragment = rest if mark == "#" else rest.partition("#")[2]
        decoded = unquote(path)
        if not decoded.startswith(self.base) and f"{decoded}/" != self.base:
            return Target(fault=Kind.OUT_OF_BASE.of(written or href, self.base))
        output = self._output(decoded[len(self.base) :])
        if output is None:
            return Target(fault=Kind.DEAD_LINK.of(written or path))
        return Target(output, fragment)

    def _output(self, path: str) -> str | None:
        tried = [f"{path}index.html"] if path == "" or path.endswith("/") else [
            path, f"{path}/index.html"]  # fmt: skip
        return next((one for one in tried if one in self.outputs), None)


def is_absolute(href: str) -> bool:
    """Tell whether *href* leads to the same place from every page."""
    return href.startswith("/") or _WEB.match(href) is not None


def _split(href: str) -> tuple[str, str, str]:
    found = re.search(r"[?#]", href)
    if found is None:
        return href, "", ""
    return href[: found.start()], found[0], href[found.end() :]

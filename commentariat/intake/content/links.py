"""Links of items: to where their targets are now, and none to where nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from posixpath import dirname, normpath
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from commentariat.archive.folders import item_name, split_item
from commentariat.archive.former import parse_former
from commentariat.errors import WrongValueError
from commentariat.intake.content.model import CrawledArticle
from commentariat.intake.formats.html.addresses import is_whole, joined

_TARGET: Final = re.compile(r"\]\(<?([^()<>\s]+)>?\)")
_LINK: Final = re.compile(
    r"(?<!!)\[((?:[^\[\]\\]|\\.|!\[[^\[\]]*\]\([^()\s]*\))*)\]\(<?([^()<>\s]+)>?\)"
)
_OF_FIGURE: Final = re.compile(r' link="([^"\s]+)"')
"""Where the picture of a figure leads, which has no marks of a link."""
_FIGURE: Final = "{{< figure "
_CODE: Final = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_FENCES: Final = ("```", "~~~", "    ", "\t")
_OWN: Final = ("/files/", "#")
"""What begins an address that import wrote, or one within the text."""
_PAGES: Final = ("", "index.html", "index.htm")
"""What a folder answers with."""


def targets_of(blocks: Iterable[str], address: str) -> tuple[str, ...]:
    """List where *blocks* of Markdown lead that may be here, as their item stood at *address*."""
    host = _host(address)
    found = {
        target
        for block in blocks
        if not block.startswith(_FENCES)
        for target in _targets_in(block)
        if _may_be_here(target, host)
    }
    return tuple(sorted(found))


def _targets_in(block: str) -> Iterator[str]:
    if "](" in block:
        yield from _TARGET.findall(block)
    if block.startswith(_FIGURE):
        yield from _OF_FIGURE.findall(block.partition("\n")[0])


def _may_be_here(target: str, host: str) -> bool:
    if target.startswith(_OWN):
        return False
    if is_relative(target):
        return True
    return bool(host) and _host(target) == host


def is_relative(target: str) -> bool:
    """Tell an address that says nothing of the site that it is of."""
    return not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", target)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


class Homes(msgspec.Struct, frozen=True):
    """Where articles are now, by what they were called."""

    addresses: Mapping[str, str]
    """Slug, by a former address without slashes at its ends."""
    names: Mapping[str, str]
    """Slug, by the name of a raw file or an item."""

    def find(self, target: str, name: str, address: str = "") -> str:
        """
        Find the slug of what the item *name* calls *target*; empty: it is not here.

        It is told by where it stands, seen from the *address* of the item, where that is
        known, else by the file beside that of the item.
        """
        bare = target.partition("#")[0]
        try:
            slug = self.addresses.get(parse_former(joined(address, bare)), "")
        except WrongValueError:
            slug = ""
        if slug or not is_relative(bare):
            return slug
        return next(filter(None, map(self.names.get, _beside(name, bare))), "")


def _beside(name: str, target: str) -> Iterator[str]:
    """Name what *target* may be among raw files, seen from the item *name*."""
    file, key = split_item(name)
    is_inside = bool(key) and file.lower().endswith(".zip")
    folder = dirname(key if is_inside else file)
    for bare in dict.fromkeys((unquote(target), unquote(target.partition("?")[0]))):
        for path in _ways(folder, bare):
            for page in _PAGES:
                whole = f"{path.rstrip('/')}/{page}" if page else path
                yield item_name(file, whole) if is_inside else whole


def _ways(folder: str, path: str) -> Iterator[str]:
    if not path.startswith("/"):
        found = normpath(f"{folder}/{path}" if folder else path)
        if not found.startswith(("..", "/")):
            yield found
        return
    plain = normpath(path.lstrip("/"))
    for _ in range(12):
        yield f"{folder}/{plain}" if folder else plain
        if not folder:
            return
        folder = dirname(folder)


def loose_links(crawled: CrawledArticle) -> tuple[str, ...]:
    """List the relative links that lead nowhere unless their targets are here."""
    if not crawled.has_links or is_whole(crawled.address):
        return ()
    return tuple(filter(is_relative, targets_of(crawled.body, crawled.address)))


def settle_links(
    crawled: CrawledArticle, slugs: Mapping[str, str]
) -> tuple[CrawledArticle, int]:
    """
    Let links lead to the articles called so in *slugs*, by their addresses.

    What else is relative leads to where it stood, by the address of the article; where
    nothing tells of which site it is, it keeps its words alone, and how many these are is
    given, too.
    """
    lost = 0
    base = crawled.address if is_whole(crawled.address) else ""

    def settled(target: str) -> str:
        """Give where *target* is; empty where nothing tells."""
        nonlocal lost
        if slug := slugs.get(target):
            return f"/articles/{slug}/"
        if target.startswith(_OWN) or not is_relative(target):
            return target
        whole = joined(base, target) if base else ""
        lost += not whole
        return whole

    def turn(found: re.Match[str]) -> str:
        where = settled(found[2])
        if where == found[2]:
            return found[0]
        return f"[{found[1]}]({where})" if where else found[1]

    def turn_figure(found: re.Match[str]) -> str:
        where = settled(found[1])
        return f' link="{where}"' if where else ""

    def turn_all(block: str) -> str:
        if block.startswith(_FIGURE):
            mark, end, rest = block.partition("\n")
            block = _OF_FIGURE.sub(turn_figure, mark) + end + rest
        return _outside_code(block, turn)

    body = tuple(map(turn_all, crawled.body))
    if body == crawled.body:
        return crawled, 0
    return msgspec.structs.replace(crawled, body=body), lost


def _outside_code(block: str, turn: Callable[[re.Match[str]], str]) -> str:
    if "](" not in block or block.startswith(_FENCES):
        return block
    if "`" not in block:
        return _LINK.sub(turn, block)
    parts: list[str] = []
    done = 0
    for code in _CODE.finditer(block):
        parts += _LINK.sub(turn, block[done : code.start()]), code[0]
        done = code.end()
    return "".join(parts) + _LINK.sub(turn, block[done:])


def homes_of(
    pieces: Iterable[tuple[str, Sequence[str], Sequence[str]]],
) -> Homes:
    """Gather where articles are: slug, former addresses and raw files of each."""
    addresses: dict[str, str] = {}
    names: dict[str, str] = {}
    for slug, former, files in pieces:
        addresses[f"articles/{slug}"] = slug
        addresses.update(dict.fromkeys(former, slug))
        names.update(dict.fromkeys(files, slug))
    return Homes(addresses, names)

"""Pictures that items show, found beside their file and taken along; none from the net."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from posixpath import dirname, normpath
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit
from xml.parsers import expat

import msgspec

from commentariat.archive.folders import FILES, RAW, split_item
from commentariat.archive.slugs import slugify
from commentariat.disk import write_whole
from commentariat.errors import SourceError
from commentariat.intake.content.links import is_relative
from commentariat.intake.content.model import CrawledArticle, TakenPicture
from commentariat.intake.formats.containers import (
    picture_key,
    read_picture,
    read_pictures,
)
from commentariat.intake.formats.escape import escape_run
from commentariat.intake.formats.figures import linked_figure
from commentariat.intake.formats.packed import BROKEN, open_member
from commentariat.intake.formats.places import ItemPlace
from commentariat.intake.sources.disk import is_own
from commentariat.intake.sources.raw_files import PICTURES

FOLDER: Final = "imported"
"""Below content/files/: pictures that import took along."""
LARGEST_PICTURE: Final = 64 * 2**20
"""Bytes."""
_MARKS: Final = {
    b"\xff\xd8\xff": ".jpg",
    b"\x89PNG\r\n\x1a\n": ".png",
    b"GIF87a": ".gif",
    b"GIF89a": ".gif",
}
_SIZE: Final = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
_FEWEST: Final = 2
"""Parts of a path that name a picture: a bare name may be another one's."""
_MOST_ABOVE: Final = 12
"""Folders above a file that are looked through."""
_FIGURE: Final = "{{< figure "


def take_pictures(
    site: str, crawled: CrawledArticle, pictures: str = "", unpacked: str = ""
) -> tuple[CrawledArticle, int]:
    """
    Find the pictures of an item beside its file, and let its text show them.

    Give with it how many are not there: in the text these are links to where they were.
    Nothing is copied yet; see `copy_pictures`. *pictures* is the file that tells where
    some stand in its container, *unpacked* the folder of what was packed.
    """
    file, key = split_item(crawled.file)
    top = os.path.join(site, RAW)
    beside = _Beside(top, file, key, crawled.address, pictures, unpacked)
    taken: dict[str, TakenPicture] = {}
    missing: dict[str, bool] = {}
    """By address, whether the text shows it."""
    for picture in crawled.pictures:
        if picture.address in taken:
            continue
        if picture.address in missing:
            missing[picture.address] |= not picture.is_leading
            continue
        found = beside.find(picture.address)
        if found is None:
            missing[picture.address] = not picture.is_leading
        else:
            taken[picture.address] = found
    body = tuple(
        _show(block, taken, missing, crawled.address) for block in crawled.body
    )
    texts = dict(crawled.texts)
    lead = next((one for one in crawled.pictures if one.is_leading), None)
    if lead is not None and lead.address in taken and not texts.get("image"):
        name = taken[lead.address].name
        if not any(name in block for block in body):
            texts["image"] = f"{_FOLDER}/{name}"
            if lead.alt:
                texts.setdefault("image_alt", " ".join(lead.alt.split()))
    files = tuple(dict.fromkeys(taken.values()))
    changed = msgspec.structs.replace(crawled, body=body, texts=texts, files=files)
    return changed, sum(missing.values())


_FOLDER: Final = f"{FILES.removeprefix('content/')}/{FOLDER}"


def copy_pictures(site: str, files: Sequence[TakenPicture], unpacked: str = "") -> None:
    """
    Copy pictures to where texts look for them, each once.

    Raises:
        OSError: the disk refuses, or one is not there any more.
    """
    for one in files:
        path = f"{FILES}/{FOLDER}/{one.name}"
        where = os.path.join(site, path)
        if os.path.exists(where) or not is_own(site, path):
            continue
        source = os.path.join(site, RAW, one.file)
        data = _read(source, one.member, one.place, unpacked)
        if data is not None:
            write_whole(where, data)


def _words(markdown: str) -> str:
    """Leave of a link its words."""
    return re.sub(r"^\[(.*?)\]\([^()\s]*\)", r"\1", markdown, count=1)


def _show(
    block: str,
    taken: dict[str, TakenPicture],
    missing: Iterable[str],
    base: str,
) -> str:
    """Write the new address of pictures into a block of Markdown, or a link for one."""
    if "![" not in block and _FIGURE not in block:
        return block
    for address, found in taken.items():
        new = f"/{_FOLDER}/{found.name}"
        for was, now in _places(address, new):
            block = block.replace(was, now)
    for address in missing:
        whole = urljoin(base, address) if base else address
        if f'src="{address}"' in block and _FIGURE in block:
            shown = linked_figure(block, whole)
            return _words(shown) if is_relative(whole) else shown
        for was, _ in _places(address, ""):
            if was not in block:
                continue
            pattern = r"!\[((?:[^\[\]\\]|\\.)*)" + re.escape(was)
            block = re.sub(pattern, partial(_link, whole), block)
    return block


def _link(address: str, found: re.Match[str]) -> str:
    """Link to a picture by its words, or by the name of its file."""
    name = address.partition("?")[0].rpartition("/")[2] or address
    words = found[1] or escape_run(name)
    return words if is_relative(address) else f"[{words}]({address})"


def _places(address: str, new: str) -> Iterator[tuple[str, str]]:
    yield f"]({address})", f"]({new})"
    yield f"](<{address}>)", f"]({new})"
    yield f'src="{address}"', f'src="{new}"'


class _Beside:
    """What lies beside a file, or in it where it is packed."""

    def __init__(
        self, top: str, file: str, key: str, address: str, pictures: str, unpacked: str
    ) -> None:
        self.top = top
        self.file = file
        is_packed = bool(key) and file.lower().endswith(".zip")
        self.members = _members(os.path.join(top, file)) if is_packed else frozenset()
        self.inside = dirname(key.partition("//")[0]) if self.members else ""
        self.host = _split(address)[0]
        self.address = address
        self.pictures = read_pictures(pictures) if pictures else {}
        self.unpacked = unpacked

    def find(self, address: str) -> TakenPicture | None:
        """Find a picture by its address as the item writes it."""
        if self.pictures:
            place = self.pictures.get(picture_key(urljoin(self.address, address)))
            where = os.path.join(self.top, self.file)
            if place:
                taken = _taken(where, self.file, "", place, self.unpacked)
                if taken is not None:
                    return taken
        for path in self._paths(address):
            if self.members:
                for one in _ways(self.inside, path):
                    if one in self.members:
                        return self._take(one)
            for one in _ways(dirname(self.file), path):
                if os.path.isfile(os.path.join(self.top, one)):
                    found = self._take_file(one)
                    if found is not None:
                        return found
        return None

    def _paths(self, address: str) -> Iterator[str]:
        """Give the paths that a picture may lie at, the most exact first."""
        host, path, query = _split(address)
        if not path.lower().rstrip("/").endswith(PICTURES) and not query:
            return
        for one in dict.fromkeys((unquote(path), path)):
            for name in dict.fromkeys((one, _SIZE.sub("", one))):
                plain = name.lstrip("/")
                if not (host or path.startswith("/")):
                    yield from ((f"./{plain}?{query}",) if query else ())
                    yield f"./{plain}"
                    continue
                for site in dict.fromkeys(filter(None, (host, self.host))):
                    yield from ((f"{site}/{plain}?{query}",) if query else ())
                    yield f"{site}/{plain}"
                parts = plain.split("/")
                for number in range(max(1, len(parts) - _FEWEST + 1)):
                    yield "/".join(parts[number:])

    def _take(self, member: str) -> TakenPicture | None:
        return _taken(os.path.join(self.top, self.file), self.file, member)

    def _take_file(self, path: str) -> TakenPicture | None:
        if not is_own(os.path.dirname(os.path.dirname(self.top)), f"{RAW}/{path}"):
            return None
        return _taken(os.path.join(self.top, path), path, "")


def _ways(folder: str, path: str) -> Iterator[str]:
    """Name *path* in *folder* or above it; what begins with a dot, in it alone."""
    if path.startswith("./"):
        joined = normpath(f"{folder}/{path}" if folder else path)
        if not joined.startswith(("../", "/")) and joined != "..":
            yield joined
        return
    if {"", ".", ".."} & {*path.split("/")}:
        return
    for _ in range(_MOST_ABOVE):
        yield f"{folder}/{path}" if folder else path
        if not folder:
            return
        folder = dirname(folder)


def _split(address: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", "", ""
    if parts.scheme not in ("", "http", "https"):
        return "", "", ""
    return parts.netloc.lower(), parts.path, parts.query


@lru_cache(maxsize=8)
def _members(where: str) -> frozenset[str]:
    import zipfile

    try:
        with zipfile.ZipFile(where) as archive:
            return frozenset(
                info.filename
                for info in archive.infolist()
                if info.filename.lower().endswith(PICTURES)
                and info.file_size <= LARGEST_PICTURE
                and not info.flag_bits & 1
            )
    except BROKEN:
        return frozenset()


@lru_cache(maxsize=512)
def _taken(
    where: str,
    file: str,
    member: str,
    place: ItemPlace | None = None,
    unpacked: str = "",
) -> TakenPicture | None:
    """Name a picture by its bytes; None where it is none that pages may show."""
    data = _read(where, member, place, unpacked)
    ending = _ending(data) if data else ""
    if data is None or not ending:
        return None
    digest = hashlib.blake2b(data, digest_size=6).hexdigest()
    path = place.span.key if place else member or file
    stem = path.partition("?")[0].rpartition("/")[2].rpartition(".")[0]
    name = f"{slugify(stem)[:60] or 'picture'}-{digest}{ending}"
    return TakenPicture(file, member, name, place)


def _read(
    where: str, member: str, place: ItemPlace | None = None, unpacked: str = ""
) -> bytes | None:
    try:
        if place is not None:
            return read_picture(where, where, place, unpacked)
        with open(where, "rb") as opened:
            if not member:
                data = opened.read(LARGEST_PICTURE + 1)
            else:
                with open_member(opened, member) as packed:
                    data = packed.read(LARGEST_PICTURE + 1)
    except (*BROKEN, SourceError):
        return None
    return data if len(data) <= LARGEST_PICTURE else None


def _ending(data: bytes) -> str:
    """Tell by its bytes what a picture is; empty where it is none that is known."""
    for mark, ending in _MARKS.items():
        if data.startswith(mark):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis", b"mif1"):
        return ".avif"
    return ".svg" if _is_drawing(data) else ""


def _is_drawing(data: bytes) -> bool:
    """Tell a drawing that can be read whole, and has no declarations."""
    if b"<svg" not in data[:4096] or b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return False
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError:
        return False
    return True

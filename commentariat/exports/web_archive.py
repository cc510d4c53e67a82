"""The site as it was built, as a web archive (WACZ 1.1): to be replayed without a server."""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from commentariat.archive.folders import RAW
from commentariat.exports.days import newest_day
from commentariat.exports.model import Export
from commentariat.exports.zips import Digested, ZipWriter
from commentariat.site.links import term_path
from commentariat.site.media_types import media_type
from commentariat.site.urls import address_of, article_path

_WARC: Final = "archive/site.warc.gz"
_INDEX: Final = "indexes/index.cdx"
_PAGES: Final = "pages/pages.jsonl"


def write(export: Export, where: str) -> None:
    """Write the outputs of *export* to a new archive at *where*."""
    resources: list[dict[str, Any]] = []
    site = export.site
    moment = f"{newest_day(export.articles)}T00:00:00Z"
    lines: list[str] = []
    with ZipWriter(where) as archive:

        def add(path: str, parts: Iterable[bytes], *, is_packed: bool = True) -> None:
            digested = Digested(parts, "sha256")
            archive.add(path, digested, is_packed=is_packed)
            resources.append(
                {
                    "name": path.rpartition("/")[2],
                    "path": path,
                    "hash": f"sha256:{digested.hexdigest}",
                    "bytes": digested.size,
                }
            )

        add(_WARC, _records(export, moment, lines), is_packed=False)
        lines.sort()
        add(_INDEX, (f"{line}\n".encode() for line in lines))
        add(_PAGES, _pages(export, moment))
        for path in export.raw:
            add(f"raw/{path.removeprefix(RAW).lstrip('/')}", export.stretches(path))
        told = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": site.settings.title,
            "description": site.settings.tagline,
            "created": moment,
            "mainPageUrl": site.settings.base_url,
            "mainPageDate": moment,
            "software": "commentariat",
            "resources": resources,
        }
        data = msgspec.json.format(msgspec.json.encode(told), indent=2)
        archive.add("datapackage.json", data)
        digest = hashlib.sha256(data).hexdigest()
        signed = {"path": "datapackage.json", "hash": f"sha256:{digest}"}
        archive.add("datapackage-digest.json", msgspec.json.encode(signed))


def _records(export: Export, moment: str, lines: list[str]) -> Iterator[bytes]:
    """Give a record of each output, packed by itself, and put its line into *lines*."""
    start, total = 0, len(export.outputs)
    for done, output in enumerate(export.outputs):
        export.progress("packing pages", done, total)
        data, url = export.output(output), export.site.root.url(address_of(output)[1:])
        kind = media_type(output)
        record = _record(url, kind, data, moment)
        told = {
            "url": url,
            "mime": kind.partition(";")[0],
            "status": "200",
            "digest": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "length": str(len(record)),
            "offset": str(start),
            "filename": _WARC.rpartition("/")[2],
        }
        stamp = "".join(filter(str.isdigit, moment))
        lines.append(f"{_key(url)} {stamp} {msgspec.json.encode(told).decode()}")
        start += len(record)
        yield record
    export.progress("packing pages", total, total)


def _record(url: str, kind: str, data: bytes, moment: str) -> bytes:
    """Pack what a server answers for *url*, as if it had been asked at *moment*."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = [("Content-Type", kind), ("Content-Length", str(len(data)))]
    name = f"{url} {moment} {hashlib.sha256(data).hexdigest()}"
    record = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(data),
        length=len(data),
        http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>",
            "WARC-Date": moment,
        },
    )
    writer.write_record(record)
    return out.getvalue()


def _pages(export: Export, moment: str) -> Iterator[bytes]:
    """List the pages by which readers begin."""
    site = export.site
    yield _line({"format": "json-pages-1.0", "id": "pages", "title": "Pages"})
    found = [("", site.settings.title)]
    found += [(article_path(one.slug), one.title) for one in export.articles]
    found += [(term_path(one), one.name) for one in export.terms if one.facet.has_pages]
    for path, title in found:
        url = site.root.url(path)
        identity = str(uuid.uuid5(uuid.NAMESPACE_URL, url))
        yield _line({"id": identity, "url": url, "ts": moment, "title": title})


def _line(told: dict[str, str]) -> bytes:
    return msgspec.json.encode(told) + b"\n"


def _key(url: str) -> str:
    """Write *url* as it is sorted: `org,example)/articles/`."""
    parts = urlsplit(url.lower())
    host = ",".join(reversed((parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port else ""
    return f"{host}{port}){parts.path}"

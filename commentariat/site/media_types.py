"""Media types of outputs, the same on every machine."""

from __future__ import annotations

from functools import cache
from posixpath import splitext

_TYPES = {
    ".aac": "audio/aac",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".map": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "application/javascript; charset=utf-8",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".opml": "text/x-opml; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}


@cache
def _others() -> dict[str, str]:
    """What the standard library knows by itself, without the files of this machine."""
    import mimetypes  # it reads those all the same, and few outputs need it

    return mimetypes.MimeTypes().types_map[True]


def known_type(name: str) -> str:
    """
    Name the media type of the file *name* in an output; empty where none is sure.

    What the standard library knows is another with its versions, and may not show.
    """
    return _TYPES.get(splitext(name)[1].lower(), "").partition(";")[0]


def media_type(output: str) -> str:
    """Name the media type of *output*, as its ending says."""
    ending = splitext(output)[1].lower()
    if ending in _TYPES:
        return _TYPES[ending]
    return _others().get(ending, "application/octet-stream")

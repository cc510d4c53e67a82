"""Where pages lie: paths under the site, the files that hold them, hrefs to them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

import msgspec

from commentariat.config import Settings

# Characters that may stand in a path as they are (RFC 3986).
_SAFE = "/-._~!$'()*+,;=:@"
_SAFE_PATH = re.compile(rf"[A-Za-z0-9{re.escape(_SAFE)}]*")


def article_path(slug: str) -> str:
    """Path of an article under the site: without a date, so that it stays."""
    return f"articles/{slug}/"


def output_of(path: str) -> str:
    """Name the file that holds the page at *path*."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def address_of(output: str) -> str:
    """Name the page in the file *output* as readers know it: `/articles/ferry/`."""
    return f"/{output.removesuffix('index.html') if is_index(output) else output}"


def is_index(output: str) -> bool:
    """Tell whether the file *output* answers the address of its folder."""
    return output == "index.html" or output.endswith("/index.html")


@lru_cache(maxsize=1 << 17)
def encode_path(path: str) -> str:
    """Percent-encode *path* for an href; ASCII paths stay as they are."""
    return path if _SAFE_PATH.fullmatch(path) else quote(path, safe=_SAFE)


class Root(msgspec.Struct, frozen=True):
    """Where a site lies on the web, and so how the address of a path is written."""

    origin: str
    """Scheme and host, without a slash at the end."""
    base: str
    """Path under which the site lies; begins and ends with `/`."""

    def href(self, path: str) -> str:
        """Path of the site at *path*, ready to print."""
        return self.base + encode_path(path)

    def url(self, path: str) -> str:
        """Whole address of *path*."""
        return self.origin + self.base + encode_path(path)


def root_of(settings: Settings) -> Root:
    """Tell where a site of these *settings* lies."""
    return Root(settings.origin, encode_path(settings.base))


def bucket_path(term_path: str, bucket: str) -> str:
    """Path of a year, a month or a letter within a term."""
    return f"{term_path}{bucket}/"

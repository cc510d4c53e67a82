"""Where pages lie: paths under the site, the files that hold them, hrefs to them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

import msgspec

from commentariat.config import Settings

# Characters that may stand in a path as they are (RFC 3986).
_SAFE = "/-._~!$'()*+,;=:@"
_PLACES = ("search/", "explore/")
"""Folders of the search, and of what crosses what."""
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
    """
    Where a site lies on the web, and so how the address of a path is written.

    Of a site in several languages each has its own home and listings, below the folder
    of its language; everything else lies where it lies in all of them.
    """

    origin: str
    """Scheme and host, without a slash at the end."""
    base: str
    """Path under which the site lies; begins and ends with `/`."""
    prefix: str = ""
    """Folder of the home and the listings in a further language: `ru/`."""
    listings: tuple[str, ...] = ()
    """How the paths of its listings begin."""
    sections: frozenset[str] = frozenset()
    """Paths of the listings of sections, below which their items lie, too."""

    def place(self, path: str) -> str:
        """Give the path at which what is asked for as *path* lies."""
        return self.prefix + path if self.prefix and self.is_listing(path) else path

    def is_listing(self, path: str) -> bool:
        """Tell whether there is one of *path* in each language: home, listing or feed."""
        if path.startswith(self.listings):
            return True
        folder, slash, name = path.rpartition("/")
        if not name:
            return not path or path in self.sections
        is_fed = not folder or folder + slash in self.sections
        return is_fed and bool(_FEED.fullmatch(name))

    def output(self, path: str) -> str:
        """Name the file that holds the page at *path*."""
        return output_of(self.place(path))

    def href(self, path: str) -> str:
        """Path of the site at *path*, ready to print."""
        return self.base + encode_path(self.place(path))

    def url(self, path: str) -> str:
        """Whole address of *path*."""
        return self.origin + self.base + encode_path(self.place(path))

    @property
    def home(self) -> str:
        """Path of the home page, ready to print."""
        return self.base + self.prefix


_FEED = re.compile(r"feeds?(-[^/]*)?\.(xml|json|opml)")
"""Names of feeds, of their older pages, and of the list of feeds."""


def root_of(settings: Settings) -> Root:
    """Tell where a site of these *settings* lies, in their language."""
    origin, base = settings.origin, encode_path(settings.base)
    if not settings.languages:
        return Root(origin, base)
    facets = tuple([f"{facet.path}/" for facet in settings.facets])
    sections = frozenset([one.listing for one in settings.sections])
    prefix = settings.prefix
    return Root(origin, base, prefix, (*facets, *_PLACES), sections)


def bucket_path(term_path: str, bucket: str) -> str:
    """Path of a year, a month or a letter within a term."""
    return f"{term_path}{bucket}/"

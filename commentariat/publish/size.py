"""How large a site is, what GitHub Pages takes, and what to leave out first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath

import msgspec

from commentariat.config import Settings
from commentariat.facets import Cut, Facet
from commentariat.formats import FORMATS, HELD
from commentariat.site.drawings import DRAWN
from commentariat.site.search_links import INDEX

# https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
# counted as actions/deploy-pages counts: what is uploaded, in GB of 2**30 bytes.
SITE_LIMIT = 2**30
FILE_LIMIT = 100 * 2**20
"""The largest file that GitHub takes by `git push`."""
DEPLOYMENT_MINUTES = 10
WARN_FROM = 0.8
_LARGE = 2**20  # bytes from which on a single file is worth a thought
_LARGEST_SHOWN = 5
_LARGE_INDEX = 100 * 2**20
_MANY_ARTICLES = 100_000
INDEX_KIND = "search index"
SHARE_KIND = "share pictures"
DOWNLOAD_KIND = "downloads"
_DOWNLOADS = frozenset([FORMATS[name].output for name in HELD])
_BLOCK = 512  # of tar: a header a file, and its end filled up
_LONGEST_NAME = 98  # bytes in its header, after `./`
_FEED = re.compile(r"feed(-[0-9]+-[0-9]+)?\.(?:xml|json)")
_PICTURES = frozenset(".avif .gif .jpeg .jpg .png .svg .webp".split())


class KindSize(msgspec.Struct, frozen=True):
    """All files of one kind of page."""

    kind: str
    files: int
    bytes: int


class FileSize(msgspec.Struct, frozen=True):
    """One file under output/."""

    output: str
    bytes: int


class Saving(msgspec.Struct, frozen=True):
    """Something that could be left out, and how."""

    bytes: int
    what: str
    how: str


class SizePlan(msgspec.Struct, frozen=True):
    """How large a site is, and how far that is from what is taken."""

    files: int
    bytes: int
    packed: int
    """Bytes as uploaded: in a tar archive, where small files take more."""
    limit: int
    share: float
    """Of the limit; 1.0 is all of it."""
    articles: int
    bytes_per_article: int
    """Packed bytes of all that grows with the articles, for each of them."""
    more_articles: int | None
    """How many more fit at this rate; None where there is no article to tell by."""
    kinds: tuple[KindSize, ...]
    """The largest first."""
    largest: tuple[FileSize, ...]
    too_large: tuple[FileSize, ...]
    """Files that GitHub does not take by `git push`."""
    savings: tuple[Saving, ...]
    """The largest first."""

    @property
    def is_over(self) -> bool:
        """Tell whether it is more than GitHub Pages takes."""
        return self.packed > self.limit or bool(self.too_large)

    @property
    def is_near(self) -> bool:
        """Tell whether it is time to think of leaving something out."""
        return self.share >= WARN_FROM


def plan_size(
    sizes: Mapping[str, int], settings: Settings, limit: int = SITE_LIMIT
) -> SizePlan:
    """Weigh a site whose outputs have these *sizes* in bytes."""
    kinds: dict[str, list[int]] = defaultdict(list)
    feeds: dict[str, int] = defaultdict(int)
    grown = 0
    for output, size in sizes.items():
        kind, facet = kind_of(output, settings)
        kinds[kind].append(size)
        if kind != "theme":
            grown += _packed(output, size)
        if kind == "feeds" and facet:
            feeds[facet.name] += size
    folders = {parent for name in sizes for parent in PurePosixPath(name).parents}
    packed = sum(_packed(output, size) for output, size in sizes.items())
    packed += len(folders) * _BLOCK + 2 * _BLOCK
    articles = len(kinds["articles"])
    rate = -(-grown // articles) if articles else 0
    by_size = sorted(sizes, key=lambda output: (-sizes[output], output))
    return SizePlan(
        files=len(sizes),
        bytes=sum(sizes.values()),
        packed=packed,
        limit=limit,
        share=packed / limit,
        articles=articles,
        bytes_per_article=rate,
        more_articles=max(0, (limit - packed) // rate) if rate else None,
        kinds=_by_kind(kinds),
        largest=tuple(FileSize(one, sizes[one]) for one in by_size[:_LARGEST_SHOWN]),
        too_large=tuple(
            FileSize(one, sizes[one]) for one in by_size if sizes[one] > FILE_LIMIT
        ),
        savings=_savings(sizes, by_size, feeds, kinds, articles),
    )


def kind_of(output: str, settings: Settings) -> tuple[str, Facet | None]:
    """Tell what kind of page *output* is, and of which facet."""
    prefix = next(
        (o.prefix for o in settings.others if output.startswith(o.prefix)), ""
    )
    output = output.removeprefix(prefix)
    path = PurePosixPath(output)
    if path.parts[0] == "theme":
        return "theme", None
    if output.startswith(INDEX):
        return INDEX_KIND, None
    if output in _DOWNLOADS:
        return DOWNLOAD_KIND, None
    if output.startswith(DRAWN) and path.suffix == ".svg":
        return "drawings", None
    if output.startswith("share/") and path.suffix == ".png":
        return SHARE_KIND, None
    facet = next((f for f in settings.facets if output.startswith(f"{f.path}/")), None)
    if path.name == "feeds.opml" or _FEED.fullmatch(path.name):
        return "feeds", facet
    if path.name == "robots.txt" or path.match("sitemap*.xml"):
        return "sitemap", None
    if path.name != "index.html":
        return _file_kind(path), None
    if facet is not None:
        depth = len(path.parts) - len(PurePosixPath(facet.path).parts)
        name = facet.label.lower()
        is_by_year = facet.cut == Cut.YEARS
        parts = f"years and letters of {name}" if is_by_year else "months"
        return (name if depth <= 2 else parts), facet
    for section in settings.sections:
        if output.startswith(section.listing):
            return section.label.lower(), None
    is_article = path.parts[0] == "articles" and len(path.parts) == 3
    return ("articles" if is_article else "other pages"), None


def _is_of_older(output: str) -> bool:
    name = output.rpartition("/")[2]
    found = _FEED.fullmatch(name)
    return found is not None and found[1] is not None


def _file_kind(path: PurePosixPath) -> str:
    if path.suffix.lower() in _PICTURES:
        return "pictures"
    return "other pages" if path.suffix == ".html" else "files"


def _packed(output: str, size: int) -> int:
    """Bytes that a file takes in a tar archive (GNU format)."""
    is_long = len(output.encode(errors="replace")) > _LONGEST_NAME
    long_name = 2 * _BLOCK if is_long else 0
    return long_name + _BLOCK + -(-size // _BLOCK) * _BLOCK


def _by_kind(kinds: Mapping[str, list[int]]) -> tuple[KindSize, ...]:
    found = [
        KindSize(kind, len(all_), sum(all_)) for kind, all_ in kinds.items() if all_
    ]
    return tuple(sorted(found, key=lambda one: (-one.bytes, one.kind)))


def _savings(
    sizes: Mapping[str, int],
    by_size: list[str],
    feeds: Mapping[str, int],
    kinds: Mapping[str, list[int]],
    articles: int,
) -> tuple[Saving, ...]:
    found = [
        Saving(
            size,
            f"the feeds of {name}",
            f"[tool.commentariat.facets.{name}] feed = false",
        )
        for name, size in feeds.items()
    ]
    found += [
        Saving(sizes[output], output, f"make content/{output} smaller")
        for output in by_size[:_LARGEST_SHOWN]
        if output.startswith("files/") and sizes[output] >= _LARGE
    ]
    older = [one for output, one in sizes.items() if _is_of_older(output)]
    if older:
        how = '[tool.commentariat] feed_archives = "none"'
        found.append(Saving(sum(older), "the older pages of feeds", how))
    if drawn := sum(kinds.get(SHARE_KIND, ())):
        how = "[tool.commentariat.theme] share_pictures = false"
        found.append(Saving(drawn, "the share pictures", how))
    if taken := sum(kinds.get(DOWNLOAD_KIND, ())):
        how = "[tool.commentariat] exports = []"
        found.append(Saving(taken, "what readers can take along", how))
    index = sum(kinds.get(INDEX_KIND, ()))
    if index and (index >= _LARGE_INDEX or articles > _MANY_ARTICLES):
        how = "[tool.commentariat] search = false"
        found.append(Saving(index, "the search index", how))
    return tuple(sorted(found, key=lambda one: (-one.bytes, one.what)))

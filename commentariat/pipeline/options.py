"""What a build is asked for, and what it says it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from commentariat.archive.addresses import ADDRESSES
from commentariat.archive.folders import INTERFACE
from commentariat.check.answers import Answer
from commentariat.config import Settings, load_settings
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.errors import OpenPoint, Problem, Said, UsageError
from commentariat.interface.catalog import Kept, KeptTable

CACHE = ".cache"
LOCAL = "local"
DASK = "dask"
_LEDGER = f"content/{ADDRESSES}"
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and of how much."""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Say nothing."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for."""

    site: Path
    today: str = ""
    """ISO date; what falls due after it is not out. Empty: `now` decides."""
    now: str = ""
    """Moment that decides what is out; in the site's time zone, if it says none."""
    output: Path | None = None
    base_url: str | None = None
    workers: int | None = None
    executor: str = LOCAL
    """What works: processes of this machine, Dask, or the address of a scheduler."""
    keep_going: bool = False
    adopt: bool = False
    drafts: bool = False
    """Show drafts and future articles, with a mark."""
    imports: bool = True
    hooks: bool = True
    """Run the site's own code."""
    is_strict: bool = False
    """Hooks may not ask for what is another at another time."""
    changes: Path | None = None
    """File that holds a manifest, and takes what changed since."""
    cache_folder: Path | None = None
    """Folder of what is remembered, where it is not that of the site."""
    progress: Progress = no_progress

    @property
    def cache(self) -> Path:
        """Folder of what is remembered between builds."""
        return self.cache_folder or self.site / CACHE

    @property
    def output_folder(self) -> Path:
        """Folder that is written."""
        return self.output or self.site / "output"


class Fixity(msgspec.Struct, frozen=True):
    """What came of reading every raw file that articles record."""

    algorithm: str
    sound: int
    """Files that have the digest that is recorded."""
    unrecorded: int
    """Files that no article records: nothing can be told of them."""
    problems: tuple[Problem, ...]


class HeldBack(msgspec.Struct, frozen=True):
    """How many articles a build does not publish yet."""

    drafts: int = 0
    later: int = 0
    """Those of a later day."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    articles: int = 0
    pages: int = 0
    rendered: tuple[str, ...] = ()
    """Outputs written (or found equal once rendered)."""
    equal: frozenset[str] = frozenset()
    """Those of them that were found equal."""
    kept: int = 0
    deleted: tuple[str, ...] = ()
    imported: tuple[str, ...] = ()
    united: Mapping[str, tuple[str, ...]] = {}
    """Raw files by the content file, of those imported, that is of several."""
    edited: tuple[str, ...] = ()
    """Content files that stay as editors left them, where import would differ."""
    differences: dict[str, tuple[str, ...]] = {}
    """What changes in content files: in edited ones, or where all is shown."""
    is_index_anew: bool = False
    """All of the search index was made anew where there had been one."""
    converted: int = 0
    """Markdown bodies that were converted, not remembered."""
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    held_back: HeldBack = HeldBack()
    external: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Links to other sites, and the files that hold them."""
    answers: Mapping[str, Answer] = {}
    """What other sites answered to those links, where they were asked."""
    hints: tuple[OpenPoint, ...] = ()
    """What could be better, or is not published yet, and need not be: it fails nothing."""
    fixity: Fixity | None = None
    """What came of verifying raw files, where that was asked for."""
    changes: tuple[int, int] | None = None
    """Files to carry to a host and to delete there, where a file of changes was asked for."""
    stale: int = 0
    """How many files a build would write or delete now."""
    is_done: bool = False
    """The output is what the sources say, but for what the problems keep out."""


def settings_of(options: Options) -> Settings:
    """
    Read the settings of the site that *options* name, with its hooks.

    Raises:
        SourceError: there are none, or they are at fault.
    """
    settings = load_settings(
        options.site,
        options.base_url,
        has_hooks=options.hooks,
        kept=_kept_words(options),
    )
    if not (options.is_strict and settings.hooks):
        return settings
    hooks = msgspec.structs.replace(settings.hooks, is_strict=True)
    return msgspec.structs.replace(settings, hooks=hooks)


def _kept_words(options: Options) -> Kept | None:
    """Open what is remembered of catalogs of the site's own; None where it has none."""
    cache = options.cache
    if (
        not (options.site / INTERFACE).is_dir()
        or not cache.is_dir()
        or cache.is_symlink()
    ):
        return None
    return open_store(cache, "words", KeptTable, program_digest())


def check_output_folder(options: Options) -> None:
    """
    Refuse an output folder that would overwrite sources.

    Raises:
        UsageError: it is the site, holds the site, or lies in its sources.
    """
    output = options.output_folder.resolve()
    site = options.site.resolve()
    if output == site or site.is_relative_to(output):
        raise UsageError(
            f"the output folder {str(output)!r} is or holds the site itself"
        )
    for name in ("content", "templates", "theme", CACHE, ".git"):
        if name == CACHE and options.cache_folder:
            continue  # it is a build apart
        if output.is_relative_to(site / name):
            raise UsageError(
                f"the output folder {str(output)!r} lies in {name}/ of the site"
            )
    if output.exists() and not output.is_dir():
        raise UsageError(f"the output folder {str(output)!r} is a file")


def in_order(found: Iterable[Said]) -> tuple[Said, ...]:
    """Sort problems or open points, each once; lost addresses come behind all others."""
    return tuple(sorted(set(found), key=lambda one: (one.source == _LEDGER, one)))

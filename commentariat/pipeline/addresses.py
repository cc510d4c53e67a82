"""The addresses of a site: what it answers, what it has published, what is new."""

from __future__ import annotations

from pathlib import Path

import msgspec

from commentariat.archive.addresses import ADDRESSES, format_addresses
from commentariat.archive.redirects import REDIRECTS
from commentariat.config import load_settings
from commentariat.disk import write_whole
from commentariat.engine.lock import site_lock
from commentariat.errors import Problem, SourceError, UsageError
from commentariat.pipeline.draft import Draft, make_draft
from commentariat.pipeline.options import Options
from commentariat.pipeline.workspace import Workspace, writing
from commentariat.publish.addresses import addresses_of, remember_sources
from commentariat.publish.old_site import Matched, match_old

EXAMPLE = "https://example.org/"
"""The address that a new site begins with."""


class Addresses(msgspec.Struct, frozen=True):
    """What a site answers, held against all it ever published; each sorted."""

    held: tuple[str, ...] = ()
    """Published, and answered."""
    new: tuple[str, ...] = ()
    """Answered, and not in the ledger yet."""
    problems: tuple[Problem, ...] = ()
    """All that stops a build, addresses that were lost among it."""
    is_kept: bool = False
    """The site has a ledger at all."""
    is_example: bool = False
    """Its own address is still that of an example: it has not promised any."""


def list_addresses(options: Options) -> Addresses:
    """Tell which addresses of the site are held, new or lost; write nothing."""
    with writing(options.site), site_lock(options.cache):
        return _compare(options, _draft(options))


def accept_addresses(options: Options) -> Addresses:
    """
    Put every address that the site answers into `content/addresses.txt`.

    None is ever taken out of it. Nothing is written where all is in it already.

    Raises:
        SourceError: something is wrong with the site, an address that it lost too.
    """
    with writing(options.site), site_lock(options.cache):
        draft = _draft(options)
        found = _compare(options, draft)
        if found.problems:
            raise SourceError(*found.problems)
        if found.new or not found.is_kept:
            text = format_addresses((*found.held, *found.new))
            _write(options.site / "content" / ADDRESSES, text)
        remember_sources(options.cache, draft.pages, draft.site)
        return found


def import_old_addresses(options: Options, file: Path) -> Matched:
    """
    Match the old site's addresses in *file* and add what is found to redirects.txt.

    Raises:
        UsageError: the file cannot be read.
        SourceError: a line of it, or the site itself, is at fault.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise UsageError(f"{file}: cannot be read: {reason}") from None
    with writing(options.site), site_lock(options.cache):
        draft = _draft(options)
        redirects = draft.site.register.redirects.values()
        slugs = draft.site.archive.by_slug
        answered = addresses_of(draft.pages, draft.statics)
        matched = match_old(text, str(file), answered, redirects, slugs)
        if matched.problems:
            raise SourceError(*matched.problems)
        if matched.lines:
            _append(options.site / "content" / REDIRECTS, matched.lines)
        return matched


def _draft(options: Options) -> Draft:
    # What lies in the output folder is nothing to the addresses of the sources.
    options = msgspec.structs.replace(options, adopt=True)
    work = Workspace(options, load_settings(options.site, options.base_url))
    return make_draft(work, work.load(converts=False), is_dry=True)


def _compare(options: Options, draft: Draft) -> Addresses:
    register = draft.site.register
    now = addresses_of(draft.pages, draft.statics)
    return Addresses(
        held=tuple(sorted(register.addresses.keys() & now)),
        new=tuple(sorted(now - register.addresses.keys())),
        problems=draft.problems,
        is_kept=f"content/{ADDRESSES}" in draft.loaded.all_digests,
        is_example=draft.site.settings.base_url == EXAMPLE,
    )


def _append(path: Path, lines: tuple[str, ...]) -> None:
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    present = set(before.splitlines())
    added = [line for line in lines if line not in present]
    gap = "" if not before or before.endswith("\n") else "\n"
    _write(path, before + gap + "".join(f"{line}\n" for line in added))


def _write(path: Path, text: str) -> None:
    write_whole(str(path), text.encode())

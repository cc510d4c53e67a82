"""The addresses of a site: what it answers, what it has published, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from commentariat.archive.addresses import ADDRESSES, format_addresses
from commentariat.archive.redirects import REDIRECTS
from commentariat.config import SETTINGS_FILE
from commentariat.disk import write_whole
from commentariat.engine.lock import site_lock
from commentariat.errors import Problem, UsageError, raise_all
from commentariat.kinds import Kind
from commentariat.pipeline.draft import Draft, make_draft
from commentariat.pipeline.locator import Locator
from commentariat.pipeline.options import Options, settings_of
from commentariat.pipeline.workspace import Workspace, writing
from commentariat.publish.addresses import addresses_of, remember_sources
from commentariat.publish.examples import is_example_article, is_example_url
from commentariat.publish.old_site import Matched, match_old
from commentariat.publish.register import is_of_all
from commentariat.site.namespace import Output
from commentariat.site.site import Site


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
        SourceError: something is wrong with the site, an address that it lost too; or
            what a new site begins with is still in it.
        UsageError: drafts are to be shown, which nobody publishes.
    """
    if options.drafts:
        raise UsageError("no address of a draft is kept: leave --drafts out")
    with writing(options.site), site_lock(options.cache):
        draft = _draft(options)
        found = _compare(options, draft)
        raise_all((*found.problems, *find_examples(options.site, draft.site)))
        if found.new or not found.is_kept:
            text = format_addresses((*found.held, *found.new))
            write_whole(str(options.site / "content" / ADDRESSES), text.encode())
        remember_sources(options.cache, draft.pages, draft.statics, draft.site)
        return found


def find_examples(folder: Path, site: Site) -> Iterator[Problem]:
    """Name what a new *site* begins with, for nobody publishes or promises that."""
    place = Locator(folder).place
    url = site.settings.base_url
    if is_example_url(url):
        message = Kind.EXAMPLE_PUBLISHED.of(url)
        yield place(Problem(SETTINGS_FILE, 0, message, "base_url"))
    for article in site.archive.articles:
        if is_example_article(article):
            message = Kind.STARTER_PUBLISHED.of()
            yield Problem(f"content/{article.source}", 0, message)


def import_old_addresses(options: Options, file: Path) -> Matched:
    """
    Match the old site's addresses in *file* and add what is found to redirects.txt.

    Lines that no file could answer are told, and the others taken.

    Raises:
        UsageError: the file cannot be read.
        SourceError: the settings are at fault, or redirects.txt cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise UsageError(f"{file}: cannot be read: {reason}") from None
    with writing(options.site), site_lock(options.cache):
        draft = _draft(options)
        raise_all(one for one in draft.problems if _is_unread_register(one))
        redirects = draft.site.register.redirects
        slugs = draft.site.archive.by_slug
        outputs: list[Output] = [*draft.pages, *draft.statics]
        matched = match_old(text, str(file), outputs, redirects, slugs)
        if matched.lines:
            _append(options.site / "content" / REDIRECTS, matched.lines)
        return matched


def _draft(options: Options) -> Draft:
    # What lies in the output folder is nothing to the addresses of the sources.
    options = msgspec.structs.replace(options, adopt=True)
    work = Workspace(options, settings_of(options))
    return make_draft(work, work.load(converts=False), is_dry=True)


def _compare(options: Options, draft: Draft) -> Addresses:
    register = draft.site.register
    now = addresses_of(draft.pages, draft.statics)
    return Addresses(
        held=tuple(sorted(register.addresses.keys() & now)),
        new=tuple(sorted(now - register.addresses.keys())),
        problems=draft.problems,
        is_kept=f"content/{ADDRESSES}" in draft.loaded.all_digests,
        is_example=is_example_url(draft.site.settings.base_url),
    )


def _is_unread_register(one: Problem) -> bool:
    return one.source == f"content/{REDIRECTS}" and is_of_all(one)


def _append(path: Path, lines: tuple[str, ...]) -> None:
    """Add those of *lines* that are not there; what is there stays, byte for byte."""
    before = path.read_bytes() if path.is_file() else b""
    present = set(before.decode("utf-8-sig").splitlines())
    added = [line for line in lines if line not in present]
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    text = "".join(f"{line}\n" for line in added)
    write_whole(str(path), before + gap + text.encode())

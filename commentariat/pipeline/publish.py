"""Publishing: what was built, looked at once more and put on its branch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from commentariat.archive.addresses import ADDRESSES
from commentariat.engine.ledger import Entry, Ledger
from commentariat.engine.lock import site_lock
from commentariat.engine.scan import is_noise
from commentariat.engine.store import digest_output
from commentariat.errors import RefusedError, raise_all
from commentariat.pipeline.addresses import accept_addresses, find_examples
from commentariat.pipeline.check import check_site
from commentariat.pipeline.draft import Draft, make_draft, shown
from commentariat.pipeline.options import Options, check_output_folder, settings_of
from commentariat.pipeline.workspace import Workspace, writing
from commentariat.publish.deliver import Courier, Delivered
from commentariat.publish.git import Git
from commentariat.publish.size import SizePlan, plan_size

_MOST_NAMED = 10  # files that were changed


class PublishOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What publishing is asked for, besides what is built."""

    is_dry: bool = False
    is_checked: bool = True
    takes_any_size: bool = False
    anew: bool = False
    """One commit in place of all that the branch held."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What publishing did, or would do."""

    delivered: Delivered
    size: SizePlan
    strangers: tuple[str, ...]
    """Files in the output folder that no build made; they are published too."""
    addresses: tuple[str, ...] = ()
    """Those that were published for the first time, and are in the ledger now."""
    is_kept: bool = True
    """The site has a ledger of its addresses, which no build loses."""
    is_begun: bool = False
    """The ledger was begun by this."""


def publish_site(
    options: Options,
    wanted: PublishOptions,
    weighed: Callable[[SizePlan, tuple[str, ...]], None] = lambda *_: None,
) -> Published:
    """
    Put the output on the branch that the settings name, as one commit.

    *weighed* is called with the size of the site, and with the files that no build made,
    before anything is uploaded. Addresses
    that are published join the ledger, which the first time begins.

    Raises:
        SourceError: faults in the sources, or that `check` finds; or what a new site
            begins with.
        RefusedError: the output is not what the sources say, is too large, or git or
            the remote refused.
    """
    check_output_folder(options)
    settings = settings_of(options)
    if wanted.is_checked:
        _refuse_faults(options)
    with writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        draft = make_draft(work, work.load(), is_dry=True)
        if wanted.is_checked:
            raise_all((*draft.problems, *find_examples(options.site, draft.site)))
        refuse_stale(options, draft, is_built=bool(work.ledger.entries))
        found = dict(_files(options.output_folder, ""))
        found |= _hidden(options.output_folder, work.ledger.entries)
        sizes = dict(sorted(found.items()))
        size = plan_size(sizes, settings)
        strangers = tuple(sorted(sizes.keys() - work.ledger.entries.keys()))
        weighed(size, strangers)
        if size.is_over and not wanted.takes_any_size:
            raise RefusedError(
                "the site is larger than GitHub Pages takes; `commentariat size` tells "
                "what to leave out first, --any-size publishes it all the same"
            )
        courier = Courier(Git(options.site), settings, options.progress)
        output = BuiltFiles(options.output_folder, work.ledger)
        try:
            delivered = courier.deliver(
                list(sizes), output.read, is_dry=wanted.is_dry, anew=wanted.anew
            )
        except ChangedError:
            raise output.refusal(shown(options, options.output_folder)) from None
    had_ledger = (options.site / "content" / ADDRESSES).exists()
    new: tuple[str, ...] = ()
    is_kept = wanted.is_checked and not (wanted.is_dry or options.drafts)
    if is_kept:  # what readers can cite from now on
        new = accept_addresses(options).new
    return Published(
        delivered=delivered,
        size=size,
        strangers=strangers,
        addresses=new,
        is_kept=is_kept or had_ledger,
        is_begun=is_kept and not had_ledger,
    )


class ChangedError(Exception):
    """A file of the output is not what the build wrote."""


class BuiltFiles:
    """The files of the output, each held against what the build wrote, byte for byte."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self._folder = folder
        self._ledger = ledger

    def read(self, name: str) -> bytes:
        """
        Read the file *name*.

        Raises:
            ChangedError: a build made it, and otherwise.
        """
        data = (self._folder / name).read_bytes()
        entry = self._ledger.entries.get(name)
        if entry is not None and not _is_made(entry, data):
            raise ChangedError(name)
        return data

    def refusal(self, folder: str) -> RefusedError:
        """Name all that was changed, and have the next build make it anew."""
        changed = [
            name
            for name, entry in sorted(self._ledger.entries.items())
            if not _is_made(entry, (self._folder / name).read_bytes())
        ]
        self._ledger.own(changed)
        named = ", ".join(f"{folder}/{name}" for name in changed[:_MOST_NAMED])
        more = len(changed) - _MOST_NAMED
        others = f" and {more:,} more" if more > 0 else ""
        return RefusedError(
            f"{named}{others}: changed by something else since the build, which size and "
            "time do not tell; nothing was published, `commentariat build` makes it anew"
        )


def _is_made(entry: Entry, data: bytes) -> bool:
    return entry.trace is not None and digest_output(data) == entry.trace.digest


def _refuse_faults(options: Options) -> None:
    raise_all(check_site(options).problems)


def refuse_stale(options: Options, draft: Draft, *, is_built: bool) -> None:
    """Refuse an output that a build would change now."""
    folder = shown(options, options.output_folder)
    if not is_built:
        raise RefusedError(f"nothing was built in {folder}: commentariat build")
    plan = draft.plan
    counts = {
        "to write": len(plan.render),
        "to delete": len(plan.delete),
        "to import": len(draft.imported),
    }
    if any(counts.values()):
        told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
        raise RefusedError(
            f"{folder} is not what the sources say ({told}); run `commentariat build` "
            "with the same options first, `commentariat explain` tells why"
        )


def _hidden(folder: Path, outputs: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Find those of *outputs* that are hidden files: of those, only ours are meant."""
    for name in outputs:
        if any(map(is_noise, name.split("/"))):
            yield name, (folder / name).stat().st_size


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
    """Find all that is published: plain files, but for what is hidden or a leftover."""
    with os.scandir(folder / prefix) as listing:
        for entry in listing:
            name = f"{prefix}{entry.name}"
            if is_noise(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder, f"{name}/")
            elif entry.is_file(follow_symlinks=False):
                yield name, entry.stat().st_size
            else:
                raise RefusedError(
                    f"expected files and folders, found a link: {folder / name}"
                )

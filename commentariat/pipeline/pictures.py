"""Pictures looked at before pages are planned: what they are, which copies they get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from commentariat.archive.archive import Archive
from commentariat.archive.folders import ARTICLES, FILES, PAGES
from commentariat.config import Settings
from commentariat.engine.copies import copy_key, copy_stamp
from commentariat.engine.executors import Executor
from commentariat.engine.pictures import Measured, measure_pictures
from commentariat.errors import OpenPoint, Problem
from commentariat.kinds import Kind
from commentariat.pipeline.options import Options
from commentariat.site.namespace import fold_path
from commentariat.site.page import COPY, STRIPPED, StaticFile
from commentariat.site.picture_uses import picture_uses
from commentariat.site.pictures import (
    TEXT,
    PictureFile,
    Pictures,
    copy_name,
    is_picture,
)
from commentariat.site.targets import Targets

_SHOWN = (f"{FILES}/", f"{ARTICLES}/", f"{PAGES}/")


class Planned(msgspec.Struct, frozen=True):
    """The pictures that a site shows, and what was found in them."""

    pictures: Pictures
    copies: tuple[StaticFile, ...] = ()
    """To be made beside the originals."""
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()


def plan_pictures(
    options: Options,
    settings: Settings,
    archive: Archive,
    targets: Targets,
    statics: Iterable[StaticFile],
    executor: Executor,
) -> Planned:
    """Look at the pictures that pages show, and plan their copies."""
    found = (one for one in statics if one.source.startswith(_SHOWN))
    files = {one.output: one for one in found if is_picture(one.output)}
    uses = picture_uses(archive, targets, files) if files else {}
    if not uses:
        return Planned(Pictures(settings))
    measured = measure_pictures(
        options.cache, [files[file] for file in uses], copy_stamp(), executor
    )
    known = {
        file: _known(settings, files[file], measured[file]) for file in sorted(measured)
    }
    pictures = Pictures(settings, known, (file for file in known if TEXT in uses[file]))
    copies = tuple(
        _copy(files[file], width, picture.mark)
        for file, picture in known.items()
        for width in pictures.copy_widths(picture, uses[file])
    )
    sources = {fold_path(one.output): one.source for one in statics}
    return Planned(
        pictures,
        copies=copies,
        problems=(*_faults(files, measured), *_collisions(copies, sources)),
        open_points=tuple(_questions(files, measured)),
    )


def _known(settings: Settings, original: StaticFile, found: Measured) -> PictureFile:
    mark = original.file_digest[:10] if settings.fingerprint else ""
    return PictureFile(found.width, found.height, found.is_copied, mark)


def _copy(original: StaticFile, width: int, mark: str) -> StaticFile:
    return StaticFile(
        output=copy_name(original.output, width, mark),
        source=original.source,
        path=original.path,
        digest=copy_key(original.file_digest, width),
        recipe=COPY,
        original=original.file_digest,
        width=width,
    )


def _faults(
    files: Mapping[str, StaticFile], measured: Mapping[str, Measured]
) -> Iterator[Problem]:
    for file, found in measured.items():
        if found.fault is not None:
            yield Problem(files[file].source, 0, found.fault)


def _collisions(
    copies: Iterable[StaticFile], sources: Mapping[str, str]
) -> Iterator[Problem]:
    for copy in copies:
        other = sources.get(fold_path(copy.output))
        if other is not None:
            message = Kind.PICTURE_COPY_TAKEN.of(copy.output, other)
            yield Problem(copy.source, 0, message)


def _questions(
    files: Mapping[str, StaticFile], measured: Mapping[str, Measured]
) -> Iterator[OpenPoint]:
    for file, found in measured.items():
        is_stripped = files[file].recipe == STRIPPED and found.is_stripped
        if found.has_place and not is_stripped:
            yield OpenPoint(files[file].source, 0, Kind.PLACE_IN_PICTURE.of())
        if found.is_too_large:
            message = Kind.PICTURE_NOT_COPIED.of(found.width, found.height)
            yield OpenPoint(files[file].source, 0, message)

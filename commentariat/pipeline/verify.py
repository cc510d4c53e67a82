"""All made anew and compared: what depends on more than a build sees is found."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

import msgspec

from commentariat.engine.ledger import Ledger
from commentariat.errors import Problem, SourceError
from commentariat.kinds import Kind
from commentariat.pipeline.build import build_site
from commentariat.pipeline.options import Options, in_order, no_progress
from commentariat.pipeline.workspace import output_name

_FOLDER = "verify"
_SEED = "PYTHONHASHSEED"
_SHOWN = 60  # characters of a line
VERIFYING = "making all anew"


def verify_site(options: Options) -> tuple[Problem, ...]:
    """
    Make all outputs anew, in a process of its own, and name those that differ.

    What was built before is compared, however long ago that was; hooks that ask the
    clock or chance are named, whether or not that shows yet. Nothing is changed.
    """
    options.progress(VERIFYING, 0, 0)
    folder = options.cache / _FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    anew = msgspec.structs.replace(
        options,
        output=folder / "output",
        cache_folder=folder / "cache",
        imports=False,
        keep_going=True,
        adopt=False,
        is_strict=True,
        progress=no_progress,
    )
    try:
        told = _apart(anew)
        ledger = Ledger(options.cache, output_name(options))
        found = list(_differing(options.output_folder, anew.output_folder, ledger))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return in_order((*told, *found))


def _apart(options: Options) -> tuple[Problem, ...]:
    """
    Build in another process: what hooks keep in memory, and in sets, is another.

    A seed of hashes that the environment sets, as people and clusters do, would order sets
    as before.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool, _without(_SEED):
        return pool.submit(_problems_of, options).result()


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Take a variable out of the environment for a while."""
    value = os.environ.pop(name, None)
    try:
        yield
    finally:
        if value is not None:
            os.environ[name] = value


def _problems_of(options: Options) -> tuple[Problem, ...]:
    try:
        return build_site(options).problems
    except SourceError as fault:
        return fault.problems


def _differing(output: Path, anew: Path, ledger: Ledger) -> Iterator[Problem]:
    for name in sorted(ledger.entries):
        try:
            old, new = (output / name).read_bytes(), (anew / name).read_bytes()
        except OSError:
            continue  # what cannot be made is told; what is gone, the next build makes
        if old != new:
            yield _word(f"output/{name}", old, new)


def _word(source: str, old: bytes, new: bytes) -> Problem:
    try:
        pairs = zip_longest(
            old.decode().split("\n"), new.decode().split("\n"), fillvalue=""
        )
    except UnicodeDecodeError:
        return Problem(source, 0, Kind.NOT_AS_ANEW_WHOLE.of())
    for number, (was, made) in enumerate(pairs, 1):
        if was != made:
            at = next(
                (at for at, (one, other) in enumerate(zip(was, made, strict=False))
                 if one != other),
                min(len(was), len(made)),
            )  # fmt: skip
            begin = max(0, at - _SHOWN // 3)
            stretch = slice(begin, begin + _SHOWN)
            message = Kind.NOT_AS_ANEW.of(made[stretch], was[stretch])
            return Problem(source, number, message)
    return Problem(source, 0, Kind.NOT_AS_ANEW_WHOLE.of())

"""What a worker elsewhere must have in common with whoever plans: told, and compared."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from commentariat.archive.folders import INTERFACE
from commentariat.distributions import library_version
from commentariat.engine.program import LIBRARIES, PACKAGE, digest_program, shipped
from commentariat.hooks.names import HOOKS_FILE

_ABSENT = "absent"


class Input(msgspec.Struct, frozen=True):
    """Something that decides what is made."""

    name: str
    """Words that a sentence can hold."""
    version: str = ""
    """What people call it by; empty where it is told by its digest."""
    digest: str = ""


def inputs_here(site: str) -> tuple[Input, ...]:
    """
    Tell what decides what this process makes for *site*.

    It is told anew each time: a program that
    was brought up to date while this process runs is told apart from what is in memory.
    """
    versions = {
        "Python": ".".join(map(str, sys.version_info[:2])),
        **{f"the library {name}": library_version(name) for name in LIBRARIES},
    }
    digests = {
        "the program": digest_program(),
        "the shipped templates": _digest_folders(shipped("templates")),
        "the shipped theme": _digest_folders(shipped("theme")),
        "the shipped words": _digest_folders(PACKAGE / "interface"),
        "the settings": _digest_files(os.path.join(site, "pyproject.toml")),
        "the hooks": _digest_files(os.path.join(site, HOOKS_FILE)),
        "the templates of the site": _digest_folders(Path(site, "templates")),
        "the theme of the site": _digest_folders(Path(site, "theme")),
        "the words of the site": _digest_folders(Path(site, INTERFACE)),
    }
    return (
        *(Input(name, version=value) for name, value in versions.items()),
        *(Input(name, digest=value) for name, value in digests.items()),
    )


def first_difference(
    here: Iterable[Input], there: Iterable[Input]
) -> tuple[Input, Input] | None:
    """Give the first thing that is another *there*, as both have it; None if all is alike."""
    known = {one.name: one for one in there}
    return next(
        (
            (one, known.get(one.name, Input(one.name)))
            for one in here
            if known.get(one.name) != one
        ),
        None,
    )


def _digest_files(*paths: str) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in paths:
        try:
            with open(path, "rb") as file:
                digest.update(file.read() + b"\0")
        except OSError:
            digest.update(_ABSENT.encode())
    return digest.hexdigest()


def _digest_folders(folder: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(_find_files(str(folder), "")):
        digest.update(f"{path} {_digest_files(os.path.join(folder, path))}\0".encode())
    return digest.hexdigest()


def _find_files(folder: str, path: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _find_files(entry.path, f"{path}{entry.name}/")
        elif not entry.name.startswith("."):
            yield path + entry.name

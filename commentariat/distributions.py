"""Which versions of distributions are installed, and which a module is of."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache


def library_version(library: str) -> str:
    """Tell which version of *library* is installed; `absent` where there is none."""
    return _list_versions().get(library) or _ask_version(library)


@cache
def _list_versions() -> dict[str, str]:
    """
    List what is installed, as the names of `NAME-VERSION.dist-info` folders tell.

    `importlib.metadata` would open each of them, and takes as long to import as the
    rest of a build that has nothing to do.
    """
    found: dict[str, str] = {}
    for folder in filter(None, sys.path):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                project, _, version = name.removesuffix(".dist-info").partition("-")
                found.setdefault(project.lower().replace("_", "-"), version)
    return found


def _ask_version(library: str) -> str:
    """Ask for the version of what is installed in another way."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


@cache
def versions_behind(module: str) -> str:
    """
    Tell what `import MODULE` brings in: distributions with their versions.

    A module that no distribution names is told by the digest of its file, and by
    `absent` where there is none.
    """
    named = _list_versions().get(module.lower().replace("_", "-"))
    if named:
        return f"{module} {named}"
    from importlib.metadata import packages_distributions

    found = sorted({*packages_distributions().get(module, ())})
    if found:
        return " ".join(f"{one} {library_version(one)}" for one in found)
    return f"{module} {_digest_of(module)}"


def _digest_of(module: str) -> str:
    from importlib.util import find_spec

    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        return "absent"
    try:
        with open(spec.origin or "", "rb") as file:
            return hashlib.blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return "of no file"

"""Hooks opened: their modules run, and what they set is judged, once a process."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import find_spec, spec_from_file_location
from types import CodeType, ModuleType
from typing import Any, Final

from commentariat.errors import Problem, raise_all
from commentariat.hooks.judging import judge_hook
from commentariat.hooks.model import HookFile, HookSource
from commentariat.hooks.names import HOOKS_FILE, KNOWN
from commentariat.hooks.running import HookError, Runner
from commentariat.kinds import Kind

_INSTALLED: Final = ("site-packages", "dist-packages")


class Hooks:
    """What the hooks of a site set, ready to be called; by name, as judged."""

    def __init__(self, file: HookFile, values: Mapping[str, Any]) -> None:
        self.file = file
        self.runner = Runner(file)
        self._values = values

    def functions(
        self, name: str, passed: tuple[type[Exception], ...] = ()
    ) -> dict[str, Callable[..., Any]]:
        """Give the functions that *name* maps names to; where they fail is told."""
        found = self._values.get(name, {})
        return {
            key: self.runner.guard(one, f"{name}[{key!r}]", passed)
            for key, one in found.items()
        }

    def values(
        self, name: str, passed: tuple[type[Exception], ...] = ()
    ) -> dict[str, Any]:
        """Give what *name* maps names to; functions among it as `functions` does."""
        found = self._values.get(name, {})
        return {
            key: self.runner.guard(one, f"{name}[{key!r}]", passed)
            if callable(one) and not isinstance(one, type)
            else one
            for key, one in found.items()
        }

    def rows(self, name: str) -> tuple[Any, ...]:
        """Give the rows under *name*."""
        return tuple(self._values.get(name, ()))

    def function(self, name: str) -> Callable[..., Any] | None:
        """Give the function called *name*; None where there is none."""
        found = self._values.get(name)
        return None if found is None else self.runner.guard(found, name)

    def line(self, name: str) -> int:
        """Tell the line of `hooks.py` on which *name* is set."""
        return self.file.lines.get(name, 0)


_lock = threading.RLock()
_opened: Hooks | None = None
_finder: _Finder | None = None


def open_hooks(file: HookFile) -> Hooks:
    """
    Run the hooks that *file* names, unless that was done in this process.

    The modules of one site at a time are those that its hooks import. Where those cannot
    be run, the ones before them stay.

    Raises:
        SourceError: one fails, is another by now, or sets what cannot be used.
    """
    global _opened, _finder
    if not file:
        return Hooks(file, {})
    with _lock:
        if _opened is None or _opened.file != file:
            before = _finder
            kept = before.leave() if before else {}
            _finder = _Finder(file)
            try:
                _opened = Hooks(file, _load(file, _finder))
            except BaseException:
                _finder.leave()
                _finder = before
                if before:
                    before.take_back(kept)
                raise
        return _opened


def _load(file: HookFile, finder: _Finder) -> dict[str, Any]:
    _refuse_taken(file)
    sys.meta_path.insert(0, finder)
    before = set(sys.modules)
    first, runner = file.sources[0], Runner(file)
    sys.modules.pop(first.module, None)
    with runner.running(f"{HOOKS_FILE}:0: {HOOKS_FILE}"):
        module = import_module(first.module)
    _refuse_unseen(file, before)
    found = {name: getattr(module, name) for name in KNOWN if hasattr(module, name)}
    faults: list[Problem] = []
    for name in sorted(found):
        line = file.lines.get(name, 0)
        if name not in file.names:
            faults.append(Problem(HOOKS_FILE, line, Kind.HOOK_UNSEEN_NAME.of(name)))
        faults += (
            Problem(HOOKS_FILE, line, message)
            for message in judge_hook(KNOWN[name], found[name])
        )
    raise_all(faults)
    return found


def _refuse_taken(file: HookFile) -> None:
    """Refuse modules called as one that is installed: the program may ask for that."""
    faults = []
    for source in file.sources[1:]:
        name = source.module
        if "." in name:
            continue
        known = sys.modules.get(name)
        origin = getattr(known, "__file__", None) if known else _installed(name)
        if origin and not _is_within(origin, file.site):
            message = Kind.HOOK_MODULE_TAKEN.of(name)
            faults.append(Problem(source.label, 0, message))
    raise_all(faults)


def _installed(name: str) -> str | None:
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return None
    return spec.origin if spec else None


def _is_within(path: str, site: str) -> bool:
    """Tell whether a file is the site's own, and none of what is installed in it."""
    real = os.path.realpath(path)
    if not real.startswith(site + os.sep):
        return False
    parts = os.path.relpath(real, site).split(os.sep)
    return not any(part.startswith(".") or part in _INSTALLED for part in parts)


def _refuse_unseen(file: HookFile, before: set[str]) -> None:
    """Refuse modules of the site that came in without an import that can be seen."""
    known = {source.module for source in file.sources}
    program = __name__.partition(".")[0]
    unseen = [
        name
        for name, module in sorted(sys.modules.items())
        if name not in before
        and name not in known
        and name.partition(".")[0] != program
        and _is_within(getattr(module, "__file__", None) or os.sep, file.site)
    ]
    for name in unseen:
        del sys.modules[name]
    raise_all(
        Problem(HOOKS_FILE, 0, Kind.HOOK_UNSEEN_MODULE.of(name)) for name in unseen
    )


class _Finder(MetaPathFinder):
    """Finds the modules of a site that its hooks import, and no other."""

    def __init__(self, file: HookFile) -> None:
        self.site = file.site
        self.sources = {source.module: source for source in file.sources}

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        source = self.sources.get(fullname)
        if source is None:
            return None
        where = f"{self.site}/{source.label}"
        if not source.digest:
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations = [where]
            return spec
        inside = [os.path.dirname(where)] if source.is_package else None
        loader = _Loader(fullname, where, source)
        return spec_from_file_location(
            fullname, where, loader=loader, submodule_search_locations=inside
        )

    def leave(self) -> dict[str, ModuleType]:
        """Let go of all modules of the site, for them to be run anew; give them."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        there = [name for name in self.sources if name in sys.modules]
        return {name: sys.modules.pop(name) for name in there}

    def take_back(self, modules: Mapping[str, ModuleType]) -> None:
        """Be asked for modules again, and have *modules* that were let go of."""
        sys.meta_path.insert(0, self)
        sys.modules.update(modules)


class _Loader(SourceFileLoader):
    """Runs a module as it was found: from its source, and none that came since."""

    def __init__(self, fullname: str, path: str, source: HookSource) -> None:
        super().__init__(fullname, path)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        with open(self.path, "rb") as file:
            data = file.read()
        if hashlib.blake2b(data, digest_size=16).hexdigest() != self.source.digest:
            raise HookError(Problem(self.source.label, 0, Kind.CHANGED.of()))
        return self.source_to_code(data, self.path)

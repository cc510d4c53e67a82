"""Hooks found without running them: their files, what they set, and their digest."""

from __future__ import annotations

import ast
import hashlib
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeAlias

from commentariat.disk import read_whole
from commentariat.distributions import versions_behind
from commentariat.errors import (
    Problem,
    SourceError,
    near_match,
    not_utf8,
    raise_all,
    unreadable,
)
from commentariat.hooks.model import HookFile, HookSource
from commentariat.hooks.names import HOOKS_FILE, KNOWN
from commentariat.kinds import Kind

_LARGEST: Final = 4 * 2**20  # bytes of a module
_MODULE: Final = "hooks"
_SURELY: Final = 0.8
"""How like a name is to one that is looked for that is meant for certain."""
_NEVER: Final = ("content", "output", "templates", "theme")
"""Folders of the site of which nothing is run."""
_OF_THE_PROGRAM: Final = "commentariat"


def find_hooks(site: Path) -> HookFile:
    """
    Find the hooks of the site in the folder *site*, which has some; nothing of them runs.

    All imports are followed that stand in the sources, wherever in them: into modules
    of the site, and to the versions of what else is imported.

    Raises:
        SourceError: a module cannot be read, or is no Python.
    """
    return _Scan(site).run()


def list_hook_files(site: Path) -> tuple[str, ...]:
    """
    List the files that decide what hooks the site in the folder *site* has.

    Those are among them that are not there: of a module that is imported and that the
    site may come to have. Faults are not told.
    """
    scan = _Scan(site)
    with suppress(SourceError):
        scan.run()
    return (HOOKS_FILE, *sorted(scan.looked_for - {HOOKS_FILE}))


class _Scan:
    def __init__(self, site: Path) -> None:
        self.site = os.path.realpath(site)
        self.problems: list[Problem] = []
        self.sources: dict[str, HookSource] = {}
        """By the names of modules."""
        self.others: set[str] = set()
        """Modules that are none of the site's."""
        self.lines: dict[str, int] = {}
        self.trees: dict[str, ast.Module] = {}
        self.looked_for: set[str] = set()
        """Files that are modules of the site, or would be."""

    def run(self) -> HookFile:
        self._take(_MODULE, HOOKS_FILE, is_package=False, line=0, by="")
        if _MODULE in self.trees:
            self._look_for_names(self.trees[_MODULE])
        raise_all(self.problems)
        first = self.sources.pop(_MODULE)
        rest = sorted(self.sources.values(), key=lambda one: one.module)
        sources = (first, *rest)
        digest = hashlib.blake2b(digest_size=16)
        for one in sources:
            digest.update(f"{one.label}\0{one.module}\0{one.digest}\0".encode())
        for name in sorted(self.others):
            digest.update(f"{name}\0{versions_behind(name)}\0".encode())
        return HookFile(
            self.site, sources, frozenset(self.lines), self.lines, digest.hexdigest()
        )

    def _take(
        self, module: str, label: str, *, is_package: bool, line: int, by: str
    ) -> None:
        """Take the file *label*, which is imported *by* another on a *line* of it."""
        self.looked_for.add(label)
        if module in self.sources:
            return
        where = os.path.join(self.site, label)
        place = by or label
        real = os.path.relpath(os.path.realpath(where), self.site)
        inside = real.replace(os.sep, "/")
        top = inside.partition("/")[0]
        if top in _NEVER or top.startswith("."):
            message = Kind.HOOK_WITHIN.of(inside if top != os.pardir else label)
            self.problems.append(Problem(place, line, message))
            return
        try:
            data = read_whole(where, _LARGEST)
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            self.problems.append(not_utf8(label, fault))
            return
        except OSError as fault:
            self.problems.append(unreadable(label, fault))
            return
        found = hashlib.blake2b(data, digest_size=16).hexdigest()
        self.sources[module] = HookSource(label, module, found, is_package)
        tree = self._parse(text, label)
        if tree is None:
            return
        self.trees[module] = tree
        for name, at in _imports(tree, module, is_package=is_package):
            self._follow(name, at, label)

    def _parse(self, text: str, label: str) -> ast.Module | None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Python tells them when it runs
                return ast.parse(text, label)
        except SyntaxError as fault:
            line = fault.lineno or 0
            message = Kind.HOOK_SYNTAX.of(fault.msg, line_of(text, line))
            self.problems.append(Problem(label, line, message))
        except (ValueError, RecursionError, MemoryError) as fault:
            message = Kind.HOOK_SYNTAX.of(fault or type(fault).__name__, "")
            self.problems.append(Problem(label, 0, message))
        return None

    def _follow(self, name: str, line: int, by: str) -> None:
        """Follow the import of *name*, as `lib.tools`, as far as it is of the site."""
        parts = name.split(".")
        if parts[0] in sys.stdlib_module_names or parts[0] == _OF_THE_PROGRAM:
            return
        folder = ""
        for count, part in enumerate(parts, 1):
            module = ".".join(parts[:count])
            label = f"{folder}{part}"
            where = os.path.join(self.site, label)
            self.looked_for |= {f"{label}/__init__.py", f"{label}.py"}
            if os.path.isfile(os.path.join(where, "__init__.py")):
                label = f"{label}/__init__.py"
                self._take(module, label, is_package=True, line=line, by=by)
            elif os.path.isfile(f"{where}.py"):
                self._take(module, f"{label}.py", is_package=False, line=line, by=by)
                return
            elif os.path.isdir(where) and self._holds(where, parts[count:]):
                self._take_folder(module, label, line, by)
            else:
                if count == 1:
                    self.others.add(part)
                return
            folder = f"{folder}{part}/"

    def _holds(self, where: str, parts: list[str]) -> bool:
        """Tell whether a folder without a file of its own holds what is imported."""
        if not parts:
            return False
        inner = os.path.join(where, parts[0])
        return os.path.isfile(f"{inner}.py") or os.path.isdir(inner)

    def _take_folder(self, module: str, label: str, line: int, by: str) -> None:
        if label.partition("/")[0] in _NEVER:
            self.problems.append(Problem(by, line, Kind.HOOK_WITHIN.of(label)))
        self.sources.setdefault(module, HookSource(label, module, "", True))

    # --- names ------------------------------------------------------------------------

    def _look_for_names(self, tree: ast.Module) -> None:
        """Note the names that `hooks.py` sets, and refuse what is like one of them."""
        others: dict[str, int] = {}
        for name, node in _names_set(tree):
            if name == "*":
                for known in self._taken_over(node, frozenset()):
                    self.lines.setdefault(known, node.lineno)
            elif name in KNOWN:
                self.lines.setdefault(name, node.lineno)
            elif _may_be_meant(name, node):
                others.setdefault(name, node.lineno)
        for name, line in others.items():
            named = {one.casefold(): one for one in KNOWN}
            near = named.get(near_match(name.casefold(), named, _SURELY), "")
            if near and near not in self.lines:
                message = Kind.UNKNOWN_HOOK.of(name, near)
                self.problems.append(Problem(HOOKS_FILE, line, message))

    def _taken_over(self, node: _Setting, seen: frozenset[str]) -> set[str]:
        """List the names that are looked for that `from … import *` may bring in."""
        module = node.module if isinstance(node, ast.ImportFrom) else None
        tree = self.trees.get(module or "")
        if tree is None or module is None:
            return set(KNOWN)  # of another's module nobody knows
        found: set[str] = set()
        for name, inner in _names_set(tree):
            if name == "*" and module not in seen:
                found |= self._taken_over(inner, seen | {module})
            elif name in KNOWN:
                found.add(name)
        return found


_Definition: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_Setting: TypeAlias = _Definition | ast.Import | ast.ImportFrom | ast.Name


def _names_set(tree: ast.Module) -> Iterator[tuple[str, _Setting]]:
    """List the names that a module sets, `*` for those of another that it takes over."""
    left: list[ast.AST] = list(reversed(tree.body))
    while left:
        node = left.pop()
        if isinstance(node, _Definition):
            yield node.name, node
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for one in node.names:
                yield one.asname or one.name.partition(".")[0], node
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node
        elif not isinstance(node, ast.Lambda):
            left.extend(reversed(list(ast.iter_child_nodes(node))))


def _may_be_meant(name: str, node: _Setting) -> bool:
    """Tell whether a name may be one that is looked for, misspelled: no variable is."""
    if isinstance(node, ast.Name):
        return name.isupper()
    return isinstance(node, ast.FunctionDef) and not name.startswith("_")


def _imports(
    tree: ast.Module, module: str, *, is_package: bool
) -> Iterator[tuple[str, int]]:
    """List all that *module* imports, wherever in it, by whole names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                yield one.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                kept = len(parts) - node.level + is_package
                base = ".".join([*parts[: max(kept, 0)], *filter(None, [base])])
            if not base:
                continue  # Python says what is wrong with it
            yield base, node.lineno
            for one in node.names:
                yield f"{base}.{one.name}", node.lineno


def line_of(text: str, number: int) -> str:
    """Give a line of *text*, without the white space around it."""
    lines = text.split("\n")
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""

"""Settings that are a Python file, read and never run: names that literals are given to."""

from __future__ import annotations

import ast
from typing import Any, Final

_LARGEST: Final = 200_000
"""Characters of a file of settings."""


def read_settings(text: str) -> dict[str, Any]:
    """
    Read what `NAME = literal` lines of *text* say; all else says nothing.

    Names that were given a literal before, and texts joined by `+`, count as literals.
    """
    if len(text) > _LARGEST:
        return {}
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets, value = [statement.target], statement.value
        else:
            continue
        try:
            made = _literal(value, found, 0)
        except (ValueError, RecursionError):
            continue
        for target in targets:
            if isinstance(target, ast.Name):
                found[target.id] = made
    return found


def _literal(node: ast.expr, names: dict[str, Any], depth: int) -> Any:
    """
    Give the value of a literal.

    Raises:
        ValueError: it is none.
    """
    if depth > 20:
        raise ValueError
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id]
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [_literal(one, names, depth + 1) for one in node.elts]
    if isinstance(node, ast.Dict):
        return {
            _literal(key, names, depth + 1): _literal(value, names, depth + 1)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant)
        }
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        one = _literal(node.left, names, depth + 1)
        other = _literal(node.right, names, depth + 1)
        if (
            isinstance(one, str)
            and isinstance(other, str)
            and len(one + other) < _LARGEST
        ):
            return one + other
    raise ValueError

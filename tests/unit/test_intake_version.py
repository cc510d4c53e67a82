"""The version of the rules: what it is the digest of."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import commentariat
from commentariat.intake.repairs.version import SOURCES, digest_rules, rules_digest

PACKAGE = Path(commentariat.__file__).parent
# Settings reach the rules as options, and so does what hooks are; no article depends on
# the others. What an article is found by is made of it as it is written.
ASIDE = {"batches", "config", "disk", "errors", "hooks", "kinds", "search"}


def imported(path: Path) -> Iterator[str]:
    """The rooms, or modules beside them, that a source file asks for."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            package, _, inner = node.module.partition(".")
            if package == "commentariat":
                module = inner.replace(".", "/")
                is_alone = f"{module}.py" in SOURCES
                first = inner.partition(".")[0] or node.names[0].name
                yield module if is_alone else first


def test_all_that_decides_how_a_raw_file_is_read_is_in_the_version_of_the_rules() -> (
    None
):
    rooms = [PACKAGE / source for source in SOURCES if not source.endswith(".py")]
    files = [path for room in rooms for path in room.rglob("*.py")]
    files += [PACKAGE / source for source in SOURCES if source.endswith(".py")]
    asked = {room for path in files for room in imported(path)}
    assert {"archive", "facets", "intake"} <= asked
    assert asked - ASIDE == {source.removesuffix(".py") for source in SOURCES}


@pytest.mark.parametrize(
    ("path", "is_rule"),
    [
        ("intake/phrases/names.py", True),
        ("archive/judge.py", True),
        ("citations/identifiers.py", True),
        ("facets.py", True),
        ("site/views.py", False),
    ],
)
def test_the_version_of_the_rules_changes_with_their_sources_alone(
    tmp_path: Path, path: str, is_rule: bool
) -> None:
    package = tmp_path / "package"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    assert digest_rules(package) == rules_digest()
    with (package / path).open("a", encoding="utf-8") as file:
        file.write("# another rule\n")
    assert (digest_rules(package) != rules_digest()) == is_rule

"""Templates as they lie on disk: those of a site over those of the program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from commentariat.archive.text import plain_text
from commentariat.disk import read_whole
from commentariat.engine.scan import is_noise
from commentariat.errors import Problem, not_utf8, raise_all, unreadable


class TemplateSource(msgspec.Struct, frozen=True):
    """One template: where it is for people, where on disk, and its text."""

    label: str
    """Such as `templates/article.html`."""
    path: str
    text: str


def load_templates(folders: Sequence[tuple[str, Path]]) -> dict[str, TemplateSource]:
    """
    Read every template of *folders*; the first folder that has a name wins.

    Raises:
        SourceError: some cannot be read.
    """
    found: dict[str, TemplateSource] = {}
    faults: list[Problem] = []
    for label, folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not is_noise(path.name) and name not in found:
                try:
                    text = plain_text(read_whole(path).decode("utf-8"))
                except UnicodeDecodeError as fault:
                    faults.append(not_utf8(f"{label}/{name}", fault))
                except OSError as fault:
                    faults.append(unreadable(f"{label}/{name}", fault))
                else:
                    found[name] = TemplateSource(f"{label}/{name}", str(path), text)
    raise_all(faults)
    return found

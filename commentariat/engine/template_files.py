"""Templates as they lie on disk: those of a site over those of the program."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import msgspec

from commentariat.archive.text import plain_text
from commentariat.disk import read_whole
from commentariat.engine.program import shipped
from commentariat.engine.scan import is_noise
from commentariat.errors import Problem, not_utf8, raise_all, unreadable
from commentariat.kinds import Kind

FOLDER = "templates"
SHIPPED = "shipped/"
"""Begins the name by which a template of a site reaches the one that it lies over."""

OF_FRAME = frozenset(
    {
        "base.html",
        "_ladder.html",
        "_ladder_years.html",
        "_logo.html",
        "_nav.html",
        "_editions.html",
        "_menu.html",
        "_find.html",
        "_foot.html",
        "_foot_links.html",
        "_empty.html",
    }
)
"""
What is around pages, or leads from them to listings, and says the words of the part of the site they are in.

All others say the words of their page, which may be of another language.
"""

_BLOCK, _EXTENDS = (re.compile(rf"{{%-?\s*{tag}\b") for tag in ("block", "extends"))


class TemplateSource(msgspec.Struct, frozen=True):
    """One template: where it is for people, where on disk, and its text."""

    label: str
    """Such as `templates/article.html`."""
    path: str
    text: str
    is_own: bool = False
    """Whether it is the site's."""
    over: str = ""
    """The name of the shipped one that it lies over, if it does."""


def is_of_frame(name: str) -> bool:
    """Tell whether the template *name* says the words of what is around a page."""
    return name.removeprefix(SHIPPED) in OF_FRAME


def is_shipped(source: TemplateSource) -> bool:
    """Tell whether *source* is as the program ships it, and lies where it does."""
    return not source.is_own and source.path.startswith(_shipped_folder())


@cache
def _shipped_folder() -> str:
    return os.path.join(shipped(FOLDER), "")


def find_templates(site: Path) -> dict[str, TemplateSource]:
    """
    Find the templates of *site* over those that are shipped, by their names.

    Where one of the site's speaks of `shipped/NAME`, or may have been meant to, all that
    are shipped are there under such names as well. What they extend and include themselves is looked for as
    ever: `shipped/article.html` extends the `base.html` of the site, if it has one.

    Raises:
        SourceError: some cannot be read, or have a name that stands for another.
    """
    ours = load_templates(shipped(FOLDER))
    own = load_templates(site / FOLDER)
    message = Kind.SHIPPED_NAME.of()
    raise_all(
        Problem(one.label, 0, message)
        for name, one in own.items()
        if name.startswith(SHIPPED)
    )
    found = dict(ours)
    if any(SHIPPED in one.text or _fills_nothing(one.text) for one in own.values()):
        found |= {
            f"{SHIPPED}{name}": msgspec.structs.replace(one, label=f"{SHIPPED}{name}")
            for name, one in ours.items()
        }
    for name, one in own.items():
        over = f"{SHIPPED}{name}" if name in ours else ""
        found[name] = msgspec.structs.replace(one, is_own=True, over=over)
    return found


def _fills_nothing(text: str) -> bool:
    """Tell whether *text* has blocks, and extends nothing that would show them."""
    return bool(_BLOCK.search(text)) and not _EXTENDS.search(text)


def load_templates(folder: Path) -> dict[str, TemplateSource]:
    """
    Read every template in *folder*.

    Raises:
        SourceError: some cannot be read.
    """
    found: dict[str, TemplateSource] = {}
    faults: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or is_noise(path.name):
            continue
        name = path.relative_to(folder).as_posix()
        label = f"{FOLDER}/{name}"
        try:
            text = plain_text(read_whole(path).decode("utf-8"))
        except UnicodeDecodeError as fault:
            faults.append(not_utf8(label, fault))
        except OSError as fault:
            faults.append(unreadable(label, fault))
        else:
            found[name] = TemplateSource(label, str(path), text)
    raise_all(faults)
    return found

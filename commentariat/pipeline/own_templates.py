"""The templates of a site beside those that are shipped: listed, copied, compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import msgspec

from commentariat import __version__
from commentariat.archive.text import digest_text
from commentariat.disk import write_whole
from commentariat.engine.closures import Closures
from commentariat.engine.program import shipped
from commentariat.engine.template_blocks import cut_blocks
from commentariat.engine.template_files import (
    FOLDER,
    SHIPPED,
    TemplateSource,
    find_templates,
    load_templates,
)
from commentariat.errors import RefusedError, UsageError, near_match
from commentariat.site.template_rows import TEMPLATE_ROWS

_MARK = re.compile(r"\{# copied from commentariat (\S+), ([0-9a-f]{12}) #\}\n")


class Listed(msgspec.Struct, frozen=True):
    """A template, and what is to be said of it."""

    name: str
    purpose: str
    is_own: bool = False
    state: str = ""
    """What a site's own one is: a copy, whether what it was copied from has changed."""


def list_templates(site: Path) -> list[Listed]:
    """
    List the templates that are shipped, then those that a site alone has.

    Raises:
        SourceError: one cannot be read.
    """
    templates = find_templates(site)
    closures = Closures(templates)
    ours = load_templates(shipped(FOLDER))
    rows = {row.name: row.purpose for row in TEMPLATE_ROWS}
    own = sorted(name for name, one in templates.items() if one.is_own)
    found = [
        Listed(name, purpose, name in own, _state(name, templates, ours, closures))
        for name, purpose in rows.items()
    ]
    return found + [
        Listed(name, "the site's own", is_own=True, state=_users(name, closures))
        for name in own
        if name not in rows
    ]


def _state(
    name: str,
    templates: dict[str, TemplateSource],
    ours: dict[str, TemplateSource],
    closures: Closures,
) -> str:
    if not templates[name].is_own:
        return ""
    parts = closures.parts(name)
    if f"{SHIPPED}{name}" in parts.parents:
        blocks = ", ".join(block for block, _ in parts.outer)
        return f"extends {SHIPPED}{name}: {blocks or 'no block'}"
    if f"{SHIPPED}{name}" in {one.name for one in parts.references}:
        return f"shows {SHIPPED}{name} and more"
    mark = _MARK.match(templates[name].text)
    if mark is None:
        return "in place of the shipped one"
    if mark[2] == _digest(ours[name].text):
        return f"a copy, made by {mark[1]}"
    return f"a copy, made by {mark[1]}; the shipped one is another since"


def _users(name: str, closures: Closures) -> str:
    users = [
        one
        for one in sorted(closures.sources)
        if any(other.name == name for other in closures.parts(one).references)
    ]
    return f"named by {', '.join(users)}" if users else ""


def copy_template(site: Path, name: str) -> str:
    """
    Copy the shipped template *name* into a *site*; give the path of the copy.

    Its first line says which it is a copy of, and goes into no page.

    Raises:
        UsageError: none is called so.
        RefusedError: the site has one.
    """
    name = name.removeprefix(f"{FOLDER}/").removeprefix(SHIPPED)
    text = _shipped_text(name)
    label = f"{FOLDER}/{name}"
    path = site / label
    if path.exists():
        raise RefusedError(
            f"{label} is there already; 'commentariat templates --diff' shows how it "
            "differs from the shipped one"
        )
    mark = f"{{# copied from commentariat {__version__}, {_digest(text)} #}}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(str(path), (mark + text).encode())
    return label


def _digest(text: str) -> str:
    return digest_text(text)[:12]


def diff_templates(site: Path, names: Sequence[str] = ()) -> Iterator[str]:
    """
    Tell, line by line, how the templates of a *site* differ from the shipped ones.

    Of one that extends what it lies over, the blocks that it fills are compared. What
    it shows of the shipped ones, by `super()` or by including them, stands there whole.

    Raises:
        SourceError: one cannot be read.
        UsageError: the site has none of *names*.
    """
    templates = find_templates(site)
    closures = Closures(templates)
    ours = load_templates(shipped(FOLDER))
    own = sorted(name for name, one in templates.items() if one.over)
    wanted = [name.removeprefix(f"{FOLDER}/") for name in names]
    for name in wanted:
        if name not in own:
            near = near_match(name, own)
            hint = f"; did you mean {near!r}?" if near else ""
            raise UsageError(
                f"the site has no template {name!r} in place of a shipped one{hint}"
            )
    for name in wanted or own:
        old, new = ours[name].text, _MARK.sub("", templates[name].text, count=1)
        state = _state(name, templates, ours, closures)
        yield f"{FOLDER}/{name}: {state}"
        if f"{SHIPPED}{name}" not in closures.parts(name).parents:
            included = rf"{{%-?\s*include\s+[\"']{SHIPPED}{re.escape(name)}[\"'].*%}}"
            yield from _diff(old, _put_in(included, new, old), name)
            continue
        before, after = cut_blocks(old), cut_blocks(new)
        for block, _ in closures.parts(name).outer:
            was = before.get(block, "")
            is_now = _put_in(r"{{-?\s*super\(\)\s*-?}}", after[block], was)
            yield from _diff(was, is_now, f"{name} {block}")


def _put_in(tag: str, text: str, shown: str) -> str:
    """Put what is *shown* by lines of *text* that hold a *tag* alone in their place."""
    line = re.compile(rf"^[ \t]*{tag}[ \t]*$", re.MULTILINE)
    return line.sub(lambda _: shown.strip("\n"), text)


def show_template(name: str, block: str = "") -> str:
    """
    Give the text of the shipped template *name*, or of one *block* of it.

    Raises:
        UsageError: none is called so, or it has no such block.
    """
    text = _shipped_text(name)
    if not block:
        return text.rstrip("\n")
    blocks = cut_blocks(text)
    if block not in blocks:
        near = near_match(block, blocks)
        hint = f"; did you mean {near!r}?" if near else ""
        listed = f" (it has {', '.join(blocks)})" if blocks else ""
        raise UsageError(f"{name} has no block {block!r}{listed}{hint}")
    return blocks[block]


def _shipped_text(name: str) -> str:
    ours = load_templates(shipped(FOLDER))
    if name in ours:
        return ours[name].text
    near = near_match(name, ours)
    hint = f"; did you mean {near!r}?" if near else ""
    raise UsageError(f"no template is called {name!r}{hint}")


def _diff(old: str, new: str, name: str) -> Iterator[str]:
    lines = unified_diff(
        old.splitlines(), new.splitlines(), f"{SHIPPED}{name}", f"{FOLDER}/{name}",
        lineterm="",
    )  # fmt: skip
    yield from lines

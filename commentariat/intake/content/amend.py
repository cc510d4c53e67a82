"""A decision brought into a content file that an editor owns: that place, no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

import yaml

from commentariat.archive.fences import split_header
from commentariat.archive.folders import split_item
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.schema import Schema
from commentariat.archive.text import edit_plain, plain_text
from commentariat.archive.yaml_header import dump_front_matter
from commentariat.errors import SourceError
from commentariat.intake.content.model import Content, Fields

_WIDTHS: Final = (64, 32, 16)
"""Characters around a place by which it is looked for: others may be changed too."""
_OWN: Final = ("title", "title_from", "date")
"""What an editor has answered where it stands otherwise than import left it."""
_ABOVE: Final = {"title_from": ("title",), "date": ("slug", "title_from", "title")}
"""The lines that import writes a key below, the nearest first."""
_KEYS: Final = tuple(Schema().article_keys.rows)
_BELOW: Final = tuple(f"{key}:" for key in _KEYS[_KEYS.index("repairs") + 1 :])
"""Lines that import writes below `repairs`, as they begin."""
_RECORDS: Final = ("told_by", "repairs", "raw", "rules", "written")


def amend_text(text: str, old: Content, new: Content) -> str | None:
    """
    Change in *text* what import would write otherwise now: *new* instead of *old*.

    Only a place that stands once, and as import left it, is changed; all else keeps
    its bytes. None where a place is not found, or cannot be changed alone. A text
    that is changed already comes back as it is.
    """
    if old == new:
        return text
    return edit_plain(text, lambda plain: _amend(plain, old, new))


def _amend(plain: str, old: Content, new: Content) -> str | None:
    try:
        header = split_header(plain.removeprefix("\ufeff"), "")
    except SourceError:
        return None
    at = plain.index(header) if header else 0
    rest = plain[at + len(header) :]
    body = _amend_body(rest, old.body, new.body)
    lines = _amend_header(header, old.fields, new.fields)
    if body is None or lines is None:
        return None
    changed = plain[:at] + lines + body
    return changed if _is_sound(plain, changed) else None


# -- The body ------------------------------------------------------------------


def _amend_body(text: str, old: str, new: str) -> str | None:
    before, after = old.split("\n\n"), new.split("\n\n")
    if len(before) != len(after):
        return None
    for one, other in zip(before, after, strict=True):
        if one != other:
            amended = _amend_block(text, one, other)
            if amended is None:
                return None
            text = amended
    return text


def _amend_block(text: str, old: str, new: str) -> str | None:
    """Change one paragraph, by as many words around the change as stand there."""
    start = _count_alike(old, new)
    end = _count_alike(old[start:][::-1], new[start:][::-1])
    for width in _WIDTHS:
        first = max(0, start - width)
        tail = max(0, end - width)
        was = old[first : len(old) - tail]
        now = new[first : len(new) - tail]
        if text.count(was) == 1 and not (now in text and was in now):
            return text.replace(was, now)
        if text.count(now) == 1:
            return text  # it is changed already
    return None


def _count_alike(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    limit = min(len(one), len(other))
    return next((at for at in range(limit) if one[at] != other[at]), limit)


# -- The header ----------------------------------------------------------------


def _amend_header(header: str, old: Fields, new: Fields) -> str | None:
    if any(old.get(key) != new.get(key) for key in _OWN):
        header = _answer(header, old, new)
        told = [_dump({"told_by": one.get("told_by", {})}) for one in (old, new)]
        header = _swap(header, *told) or header
    before, after = _lines_of(old), _lines_of(new)
    for was, now in _changes(before, after):
        amended = _swap(header, was, now)
        if amended is None:
            return None
        header = amended
    return _record(header, old.get("repairs", []), new.get("repairs", []))


def _lines_of(fields: Fields) -> list[str]:
    """Write what decisions can change but for records, as lines of front matter."""
    left = {key: one for key, one in fields.items() if key not in (*_OWN, *_RECORDS)}
    return _split(_dump(left))


def _split(text: str) -> list[str]:
    """Split *text* into lines, at line feeds alone, which stay."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _dump(fields: Fields) -> str:
    return dump_front_matter(fields, "")[4:-4] if fields else ""


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            yield "".join(old[a:b]), "".join(new[c:d])


def _swap(header: str, was: str, now: str) -> str | None:
    lines = f"\n{header}"
    if was and lines.count(f"\n{was}") == 1:
        return lines.replace(f"\n{was}", f"\n{now}")[1:]
    return header if now and lines.count(f"\n{now}") == 1 else None


def _answer(header: str, old: Fields, new: Fields) -> str:
    """Put title and date in, unless the editor has given others there."""
    was, now = ({key: one.get(key, "") for key in _OWN} for one in (old, new))
    lines = _split(header)
    title = _dump({"title": was["title"]})
    if was["title"] != now["title"] and title in lines:
        lines[lines.index(title)] = _dump({"title": now["title"]})
        _put(lines, "title_from", was["title_from"], now["title_from"])
    if was["date"] != now["date"]:
        _put(lines, "date", was["date"], now["date"])
    return "".join(lines)


def _put(lines: list[str], key: str, was: Any, now: Any) -> None:
    """Change, add or take away one line, where it stands as import left it."""
    there = [at for at, line in enumerate(lines) if re.match(rf"{key}[ \t]*:", line)]
    if there:
        if was and lines[there[0]] == _dump({key: was}):
            lines[there[0] : there[0] + 1] = [_dump({key: now})] if now else []
    elif now:
        above = (
            at
            for name in _ABOVE[key]
            for at, line in enumerate(lines)
            if line.startswith(f"{name}:")
        )
        at = next(above, -1) + 1
        lines[at:at] = [_dump({key: now})]


def _record(header: str, old: list[Fields], new: list[Fields]) -> str | None:
    """List under `repairs` what is made now, and no more what is not."""
    if old == new:
        return header
    try:
        listed = yaml.load(header, Loader=yaml.BaseLoader).get("repairs", [])
    except (yaml.YAMLError, AttributeError):
        return None
    wanted = [_as_text(one) for one in new]
    dropped = [one for one in old if _as_text(one) not in wanted]
    added = [one for one in new if one not in old and _as_text(one) not in listed]
    for one in dropped:
        if _as_text(one) in listed:
            amended = _swap(header, _item(one), "")
            if amended is None:
                return None
            header = amended
    for one in added:
        header = _list(header, one, new)
    return header.replace("repairs:\n", "", 1) if _is_empty(header) else header


def _as_text(entry: Fields) -> dict[str, str]:
    return {key: str(value) for key, value in entry.items()}


def _item(entry: Fields) -> str:
    return _dump({"x": [entry]}).removeprefix("x:\n")


def _list(header: str, entry: Fields, wanted: list[Fields]) -> str:
    """List *entry* below the one that comes before it among those *wanted*."""
    text = f"\n{header}"
    item = _item(entry)
    for one in reversed(wanted[: wanted.index(entry)]):
        above = f"\n{_item(one)}"
        if text.count(above) == 1:
            return text.replace(above, f"{above}{item}")[1:]
    if "\nrepairs:\n" in text:
        return text.replace("\nrepairs:\n", f"\nrepairs:\n{item}", 1)[1:]
    lines = _split(header)
    below = [at for at, line in enumerate(lines) if line.startswith(_BELOW)]
    at = below[0] if below else len(lines)
    return "".join((*lines[:at], f"repairs:\n{item}", *lines[at:]))


def _is_empty(header: str) -> bool:
    return bool(re.search(r"^repairs:\n(?!- )", header, re.MULTILINE))


def note_decided(text: str, file: str, digest: str) -> str | None:
    """
    Note in an edited content file what digest the decisions of a raw file have.

    None where the entry of *file* under `raw` is not written in a way that allows it.
    """
    return note_stamps(text, file, {"decided": digest})


def note_stamps(text: str, file: str, stamps: Mapping[str, str]) -> str | None:
    """Note the *stamps* of a raw file likewise, by key; an empty one is taken away."""
    return edit_plain(text, lambda plain: _note(plain, file, stamps))


def _note(plain: str, file: str, stamps: Mapping[str, str]) -> str | None:
    lines = _split(plain)
    path, item = split_item(file)
    entry = _split(_item({"file": path, "item": item} if item else {"file": path}))
    starts = [
        at
        for at, line in enumerate(lines)
        if line == entry[0]
        and lines[at : at + len(entry)] == entry
        and (item or not lines[at + 1 : at + 2][0].startswith("  item:"))
    ]
    if len(starts) != 1:
        return None
    start = starts[0]
    end = start + 1
    while end < len(lines) and lines[end].startswith("  "):
        end += 1
    kept = lines[start:end]
    for key, digest in stamps.items():
        named = [at for at, one in enumerate(kept) if one.startswith(f"  {key}:")]
        line = [f"  {_dump({key: digest})}"] if digest else []
        at = named[0] if named else len(kept)
        kept[at : at + len(named)] = line
    changed = "".join((*lines[:start], *kept, *lines[end:]))
    return changed if _is_sound(plain, changed) else None


def _is_sound(before: str, after: str) -> bool:
    """Whether a changed content file can be read, and has the keys it had."""
    try:
        old, _, _ = parse_front_matter(plain_text(before), "")
        new, _, _ = parse_front_matter(plain_text(after), "")
    except SourceError:
        return False
    free = {*_OWN, "repairs"}
    return set(old) - free == set(new) - free

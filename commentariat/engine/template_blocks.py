"""The blocks of a template as they are written, to be compared with others."""

from __future__ import annotations

import jinja2


def cut_blocks(text: str) -> dict[str, str]:
    """
    Cut the blocks out of the *text* of a template that can be parsed, by their names.

    A block that stands in another is in that, too. Blanks at the ends of a block, which
    no page shows, are left out.
    """
    found: dict[str, list[str]] = {}
    opened: list[str] = []
    tag: list[tuple[str, str]] = []
    for _, kind, value in jinja2.Environment().lex(text):
        if kind == "block_begin" or tag:
            tag.append((kind, value))
        else:
            _put(found, opened, value)
        if kind != "block_end":
            continue
        words = [word for name, word in tag if name not in ("whitespace", "block_end")]
        whole = "".join(word for _, word in tag)
        tag = []
        if words[1] == "endblock":
            opened.pop()
        _put(found, opened, whole)
        if words[1] == "block":
            opened.append(words[2])
            found[words[2]] = []
    return {name: "".join(parts).strip("\n") for name, parts in found.items()}


def _put(found: dict[str, list[str]], opened: list[str], value: str) -> None:
    for name in opened:
        found[name].append(value)

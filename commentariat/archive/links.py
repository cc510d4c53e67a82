"""What in a Markdown body may be a link within the site: found without rendering."""

from __future__ import annotations

import re

# What leads elsewhere, or to a place on the page itself, is found and not kept.
_ELSEWHERE = r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#)"


def _target(before: str, letter: str) -> str:
    return rf"{before}(?:{_ELSEWHERE}{letter}*|({letter}+))"


# More than links, never fewer: `](target`, `]: target`, `href="target"`.
_INLINE = re.compile(_target(r"\]\(\s*<?", r"[^\s<>)\"']"))
_REFERENCE = re.compile(_target(r"\]:\s*<?", r"[^\s<>]"))
_ATTRIBUTE = re.compile(
    _target(r"""(?:href|src)\s*=\s*["']?""", r"""[^\s"'>]"""), re.IGNORECASE
)


def find_links(body: str) -> tuple[str, ...]:
    """
    List what in *body* may lead to another page or file of the site.

    Code blocks are not told apart, so some may be no links at all; none that is
    one is left out.
    """
    targets = _INLINE.findall(body)
    targets += _REFERENCE.findall(body)
    if "<" in body and "=" in body and _may_have_attribute(body):
        targets += _ATTRIBUTE.findall(body)
    return tuple(dict.fromkeys(filter(None, targets)))


def _may_have_attribute(body: str) -> bool:
    """Say no to most bodies without trying the pattern at every character."""
    folded = body.casefold()
    return "href" in folded or "src" in folded

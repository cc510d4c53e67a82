"""What in a Markdown body may be a link within the site: found without rendering."""

from __future__ import annotations

import re

# More than links, never fewer: `](target`, `]: target`, `href="target"`.
_INLINE = re.compile(r"\]\(\s*<?([^\s<>)\"']+)")
_REFERENCE = re.compile(r"\]:\s*<?([^\s<>]+)")
_ATTRIBUTE = re.compile(r"""(?:href|src)\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def find_links(body: str) -> tuple[str, ...]:
    """
    List what in *body* may lead to another page or file of the site.

    Code blocks are not told apart, so some may be no links at all; none that is
    one is left out.
    """
    targets = _INLINE.findall(body)
    if "]:" in body:
        targets += _REFERENCE.findall(body)
    if "<" in body:
        targets += _ATTRIBUTE.findall(body)
    kept = (target for target in targets if not _ELSEWHERE.match(target))
    return tuple(dict.fromkeys(kept))

"""The rules of a site's terms, as far as it has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from commentariat.archive.folders import TERM_RULES
from commentariat.archive.term_rules import Rules, parse_rules
from commentariat.disk import read_whole
from commentariat.errors import not_utf8, unreadable
from commentariat.facets import Facet


def load_rules(
    site: Path, present: Mapping[str, object], facets: Iterable[Facet]
) -> Rules:
    """Read the rules of the folder *site*, if they are *present* (by path)."""
    if TERM_RULES not in present:
        return Rules()
    try:
        text = read_whole(site / TERM_RULES).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return Rules(problems=(not_utf8(TERM_RULES, fault),))
    except OSError as fault:
        return Rules(problems=(unreadable(TERM_RULES, fault),))
    return parse_rules(text, facets)

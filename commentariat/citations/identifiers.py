"""Identifiers of published works: what they look like, and whether they are sound."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

# Braces and backslashes, which no agency gives, would end what BibTeX has around one.
_DOI: Final = re.compile(r"10\.\d{4,9}/[!-\[\]-z|~]+", re.ASCII)
_BEFORE_DOI: Final = re.compile(
    r"(?:https?://)?(?:dx\.)?doi\.org/|doi: ?", re.IGNORECASE
)


def plain_doi(written: str) -> str:
    """
    Give the DOI that is *written* so or as an address; empty where it is none.

    An address has some signs of old ones as codes (`%3C`).
    """
    found = _BEFORE_DOI.match(written)
    doi = written[found.end() :] if found else written
    if found and "/" in found[0]:
        doi = unquote(doi)
    return doi if _DOI.fullmatch(doi) else ""


def is_isbn(written: str) -> bool:
    """Tell whether *written* is an ISBN, of ten digits or thirteen, and its last is right."""
    digits = written.replace("-", "").replace(" ", "").upper()
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return _weighed(digits) % 11 == 0
    return False


def is_issn(written: str) -> bool:
    """Tell whether *written* is an ISSN, as `2049-3630`, and its last digit is right."""
    digits = written.replace("-", "").upper()
    found = re.fullmatch(r"[0-9]{4}-?[0-9]{3}[0-9X]", written.upper())
    return found is not None and _weighed(digits) % 11 == 0


def _weighed(digits: str) -> int:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * weight for weight, value in enumerate(reversed(values), 1))

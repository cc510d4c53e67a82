"""
The syntax of content files: a fence, YAML that holds only strings, a body.

What YAML would make of a plain header is read without it; every other is left to
the library, which takes long to import.
"""

from __future__ import annotations

from typing import Any

from commentariat.archive.fences import split_content
from commentariat.archive.plain_header import NotPlain, read_header
from commentariat.archive.text import trim_body


def parse_front_matter(text: str, source: str) -> tuple[dict[str, Any], str, str]:
    """
    Split a content file into its fields, the header as written, and its body.

    Values are strings, lists and dicts of strings. The body comes without the
    white space around it, but for the indent of a block of code on its first line;
    `body_line` tells where it began.

    Raises:
        SourceError: no fence, a fence that never closes, or a header that is
            not a mapping of known-safe YAML.
    """
    header, end = split_content(text, source)
    if "\r" not in text:
        try:
            return read_header(header), header, trim_body(text[end:])
        except NotPlain:
            pass
    from commentariat.archive.yaml_header import parse_by_library

    return parse_by_library(text, source)


def markdown_of(text: str) -> str:
    """Take the body out of the *text* of a content file that has been judged."""
    closing = text.find("\n---", 3)
    end = text.find("\n", closing + 1)
    return trim_body(text[end:]) if end >= 0 else ""

"""The text of content files: written, recognized as untouched, added to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec
import yaml

from commentariat.archive.folders import item_name
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.judge import Opened, judge_article
from commentariat.archive.model import Article, RawFile
from commentariat.archive.schema import Schema
from commentariat.archive.text import digest_text, plain_text, trim_body
from commentariat.archive.yaml_header import dump_front_matter
from commentariat.errors import SourceError
from commentariat.intake.content.model import Content, Fields
from commentariat.intake.content.unite import raw_entry

_WRITTEN: Final = re.compile(
    r"^written[ \t]*:[ \t]*['\"]?(\w*)['\"]?[ \t]*(?:\n|\Z)", re.MULTILINE
)
_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_RAW_KEY: Final = re.compile(r"^raw[ \t]*:[ \t]*\n", re.MULTILINE)
_ITEM: Final = re.compile(r"([ ]*)-[ ]")
_LISTED: Final = re.compile(
    r"^[ \t]*(?:-[ \t]+)?file[ \t]*:[ \t]*(.+?)[ \t]*$"
    r"(?:\n[ \t]*item[ \t]*:[ \t]*(.+?)[ \t]*$)?",
    re.MULTILINE,
)
_SLUG: Final = re.compile(r"^slug[ \t]*:[ \t]*['\"]?([^\s'\"]+)", re.MULTILINE)


class WrittenContent(msgspec.Struct, frozen=True):
    """A content file as import writes it."""

    text: str
    fields: Fields
    """All that its header says."""
    body: str


def write_content(
    content: Content,
    slug: str,
    schema: Schema,
    rules: str = "",
    aliases: Sequence[str] = (),
) -> WrittenContent:
    """
    Write the content file of *content* under *slug*, with the version of *rules*.

    *aliases* are former addresses, without slashes at their ends.
    """
    fields: Fields = content.fields | {"slug": slug}
    if aliases:
        told = fields.get("aliases", ())
        known = {one.strip("/") for one in told}
        fields["aliases"] = [
            *told,
            *(_as_address(one) for one in aliases if one not in known),
        ]
    if rules and "raw" in fields:
        fields["rules"] = rules
    fields = schema.in_order(fields)
    text = dump_front_matter(fields, content.body)
    end = text.index("\n---\n", 4) + 1
    is_plain = text.find("\nwritten", 0, end) < 0 and "\r" not in text
    digest = digest_text(text) if is_plain else written_digest(text)
    quoted = f"'{digest}'" if digest.isdigit() else digest
    text = f"{text[:end]}written: {quoted}\n{text[end:]}"
    return WrittenContent(text, fields | {"written": digest}, content.body)


def _as_address(path: str) -> str:
    """Write a former address: of a page with a slash at its end, of a file without."""
    return f"/{path}" if "." in path.rpartition("/")[2] else f"/{path}/"


def judge_written(
    written: WrittenContent, source: str, schema: Schema
) -> Article | None:
    """
    Judge a content file that was just written, as it would be if it were read.

    It need not be parsed for that. None where something in it is at fault, or it has
    shortcodes, which are judged by what they come to: that is found when it is read.
    """
    if "{{<" in written.body:
        return None
    text = written.text
    header = text[4 : text.index("\n---\n", 4) + 1]
    fields = _as_read(written.fields)
    opened = Opened(
        source, fields, header, trim_body(written.body), text, digest_text(text)
    )
    try:
        article = judge_article(opened, schema)
    except SourceError:
        return None
    if schema.has_sketches:
        from commentariat.search.sketches import sketched  # takes its library along

        article = sketched(article, opened.body)
    return article


def _as_read(value: Any) -> Any:
    """Give a value of front matter as it is read: every scalar is a text."""
    if isinstance(value, dict):
        return {
            key: one if type(one) is str else _as_read(one)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [one if type(one) is str else _as_read(one) for one in value]
    return str(value)


def written_digest(text: str) -> str:
    """
    Digest a content file, but for the line that holds this digest.

    Line ends do not count, for a clone may have others.
    """
    return digest_text(_split_written(plain_text(text))[1])


def is_untouched(text: str) -> bool:
    """Tell whether a content file is as import wrote it."""
    written, rest = _split_written(plain_text(text))
    return bool(written) and written == digest_text(rest)


def _find_header(text: str) -> tuple[int, int] | None:
    """Find where the lines between the fences begin and end."""
    opening = _FENCE.match(text, 1 if text.startswith("\ufeff") else 0)
    closing = _FENCE.search(text, opening.end()) if opening else None
    return (opening.end(), closing.start()) if opening and closing else None


def _split_written(text: str) -> tuple[str, str]:
    """Take the `written` line of the header out of *text*."""
    header = _find_header(text)
    line = _WRITTEN.search(text, *header) if header else None
    if line is None:
        return "", text
    return line[1], text[: line.start()] + text[line.end() :]


def add_raw_file(text: str, raw: RawFile) -> str | None:
    """
    List one more raw file in a content file that an editor owns.

    One entry is added below the last one under `raw:`; all else keeps its bytes.
    None where the list is not written in a way that allows this.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    place = _end_of_list(plain)
    if place is None:
        return None
    at, indent = place
    entry = yaml.safe_dump(
        [raw_entry(raw)], allow_unicode=True, sort_keys=False, width=2**30
    )
    lines = "".join(f"{indent}{line}\n" for line in entry.splitlines())
    added = plain[:at] + lines + plain[at:]
    if not _differs_by(plain, added, raw):
        return None
    if plain == text:
        return added
    # Lines are counted alike in the text as it is, whatever ends each of them.
    above = text.split("\n", plain.count("\n", 0, at))[:-1]
    before = sum(len(line) + 1 for line in above)
    return text[:before] + lines.replace("\n", newline) + text[before:]


def _end_of_list(text: str) -> tuple[int, str] | None:
    """Find where the block list under `raw:` ends, and how its items are indented."""
    header = _find_header(text)
    key = _RAW_KEY.search(text, *header) if header else None
    item = _ITEM.match(text, key.end()) if key else None
    if header is None or key is None or item is None:
        return None
    indent = item[1]
    at = end = key.end()
    while at < header[1]:
        stop = text.index("\n", at) + 1
        line = text[at:stop]
        is_item = line.startswith(f"{indent}- ")
        is_inside = line.startswith(f"{indent} ") and line.strip() != ""
        if is_item or is_inside:
            end = stop
        elif line.strip():
            break
        at = stop
    return end, indent


def _differs_by(before: str, after: str, raw: RawFile) -> bool:
    """Whether the one thing that is new in *after* is the entry of *raw*."""
    try:
        old, _, old_body = parse_front_matter(plain_text(before), "")
        new, _, new_body = parse_front_matter(plain_text(after), "")
    except SourceError:
        return False
    listed: Any = old.get("raw")
    if not isinstance(listed, list):
        return False
    return new == old | {"raw": [*listed, raw_entry(raw)]} and old_body == new_body


class UnjudgedContent(msgspec.Struct, frozen=True):
    """What a content file that cannot be judged still says of itself."""

    files: frozenset[str]
    slug: str


def read_unjudged(text: str) -> UnjudgedContent:
    """Find the raw files and the slug in a content file, however broken."""
    text = plain_text(text)
    span = _find_header(text)
    header = text[: span[1]] if span else text
    files = set()
    for file, item in _LISTED.findall(header):
        files.add(item_name(file, item))
        files.add(item_name(_plain_value(file), _plain_value(item)))
    slug = _SLUG.search(header)
    return UnjudgedContent(frozenset(files), slug[1] if slug else "")


def _plain_value(value: str) -> str:
    try:
        loaded = yaml.load(value, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return value
    return loaded if isinstance(loaded, str) else value

"""A raw file taken apart as far as all layouts have it in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from commentariat.intake.pages.disclaimers import cut_out, find_disclaimers
from commentariat.intake.pages.model import Label, Teaser
from commentariat.intake.pages.teasers import parse_lead_in
from commentariat.intake.phrases.lines import (
    RawLine,
    cut_line,
    join_wrapped,
    split_lines,
)
from commentariat.intake.phrases.names import Person, know_person
from commentariat.intake.sources.keys import RawKeys, Told
from commentariat.intake.sources.metadata import MetadataBlock


class LabeledLine(NamedTuple):
    """What one line, or one part of a line, is."""

    line: RawLine
    label: Label


class RawPage(msgspec.Struct, frozen=True):
    """The lines around the metadata block, and what is known beforehand."""

    before: tuple[RawLine, ...]
    after: tuple[RawLine, ...]
    """A glued disclaimer is a line of its own here."""
    disclaimers: frozenset[int]
    """Indices of lines in *after*: the ones that are disclaimers."""
    lead_in: tuple[Teaser, ...]
    """*before*, read as teasers of other articles."""
    told: Told
    """What its metadata tell, by key of front matter."""
    untold: tuple[str, ...]
    """The keys of metadata that tell nothing of the kind."""
    tags: tuple[str, ...]
    """What of that pages list under the text."""
    people: tuple[Person, ...]
    """The authors of the article."""
    is_cut_off: bool
    """The file ends inside a line, as one does whose crawl was cut."""
    has_block: bool = True
    """It has a block of metadata; else *before* is empty."""

    def told_of(self, *keys: str) -> tuple[str, ...]:
        """List what the metadata tell of *keys*."""
        return tuple([text for key in keys for text in self.told.get(key, ())])


def open_page(
    text: str, block: MetadataBlock, disclaimers: Sequence[str], keys: RawKeys
) -> RawPage:
    """Split *text* around its metadata, and both sides into lines."""
    told, untold = keys.tell(block.values)
    before = split_lines(text, 0, block.start)
    lead_in = parse_lead_in(before)
    after = split_lines(text, block.end)
    has_block = block.end > block.start
    if not has_block:
        after = join_wrapped(text, after)
    centers = _center_names(told)
    places = find_disclaimers(text, after, centers, disclaimers)
    firm = [place for place in places if place.is_firm]
    after, indices = cut_out(after, firm or places[-1:])
    after, indices = _cut_after(after, indices, lead_in)
    return RawPage(
        tuple(before),
        tuple(after),
        frozenset(indices),
        lead_in,
        told,
        tuple(untold),
        tuple([text for key in keys.tags for text in told.get(key, ())]),
        tuple(map(know_person, told.get("authors", ()))),
        not text.endswith("\n"),
        has_block,
    )


def _center_names(told: Told) -> list[str]:
    """List the centers, and the first words of their names, which stand for them."""
    names = {*told.get("centers", ()), *told.get("primary_center", ())}
    names.discard("")
    names |= {name.split()[0] for name in names if name.strip()}
    return sorted(names)


def _cut_after(
    lines: list[RawLine], disclaimers: list[int], lead_in: Sequence[Teaser]
) -> tuple[list[RawLine], list[int]]:
    """Cut a disclaimer where the first teaser is glued to its end."""
    teaser = lead_in[0].text if lead_in else None
    if not teaser:
        return lines, disclaimers
    for index in reversed(disclaimers):
        offset = lines[index].text.find(teaser)
        if offset > 0:
            lines[index : index + 1] = cut_line(lines[index], offset)
            disclaimers = [at + (at > index) for at in disclaimers]
    return lines, disclaimers

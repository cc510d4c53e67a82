"""What a row of the table of layouts says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from commentariat.intake.pages.layouts.signs import label_before
from commentariat.intake.pages.model import Doubt
from commentariat.intake.pages.raw_page import LabeledLine, RawPage


class LayoutRule(msgspec.Struct, frozen=True, kw_only=True):
    """How the pages of a layout are told, and how they are labeled."""

    name: str
    """What content files, records and doubts call it."""
    sign: str
    """What stands above the metadata, in words: who knows none is told of these."""
    fits: Callable[[RawPage], bool]
    label: Callable[[RawPage], list[LabeledLine]]
    """Labels the lines after the metadata, each of them once and in order."""
    label_before: Callable[[RawPage], list[LabeledLine]] = label_before
    """Labels those before it likewise; else they are navigation or teasers."""
    has_title: bool = False
    """Its pages have a title: where none is found, that is asked about."""
    parts_bios: bool = False
    """Its pages part biographies from the body: no last line may be one."""
    needs_block: bool = True
    """Its pages have a block of metadata; else they have none, and all is in *after*."""
    doubt: Callable[[RawPage], Iterable[Doubt]] = lambda page: ()
    """Names what of a page it tells by less than sure signs."""

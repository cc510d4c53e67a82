"""An item, taken apart by its format, becomes a reading as that of any raw text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from commentariat.archive.text import fold
from commentariat.intake.formats.judging import judge_claims
from commentariat.intake.formats.model import Block, BlockKind, ItemText, word_state
from commentariat.intake.formats.synonyms import House
from commentariat.intake.pages.model import Doubt, Label, Paragraph, Reading, Teaser

_TRANSLATION: Final = "translation"
_CUT: Final = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?|\[&hellip;\])\s*$")


def read_told(said: ItemText, layout: str, source: str, house: House) -> Reading:
    """
    Make the reading of an item that *layout*, the format, took apart.

    What it tells of itself is metadata, whoever tells it; nothing in it lost a space.
    """
    judged = judge_claims(said.claims, house, sites=said.sites, address=said.address)
    told = dict(judged.told)
    if _is_beginning(told.get("dek", ()), said.blocks):
        del told["dek"]
    metadata: dict[str, Any] = {
        key: _plain(texts) for key, texts in judged.left.items()
    }
    feeds: dict[str, tuple[str, ...]] = {}
    for target, texts in told.items():
        key = target
        while key in metadata:
            key += "?"
        metadata[key], feeds[target] = _plain(texts), (key,)
    doubts = (*said.doubts, *(Doubt(0, one) for one in judged.doubts))
    return Reading(
        source,
        layout,
        said.spans,
        metadata,
        told,
        tuple(judged.left),
        feeds=feeds,
        told_by={key: by for key, by in judged.told_by.items() if key in told},
        body=tuple(
            [
                Paragraph(
                    block.text,
                    block.start,
                    block.line,
                    block.kind == BlockKind.HEADING,
                    block.markdown,
                )
                for block in said.blocks
            ]
        ),
        bios=said.bios,
        related=tuple(
            [
                Teaser(
                    title=one.text or one.address, type=_TRANSLATION, link=one.address
                )
                for one in said.translations
            ]
        ),
        doubts=doubts,
        is_whole=True,
        address=said.address,
        former_addresses=said.former_addresses,
        state=word_state(said.state, said.unknown),
        pictures=said.pictures,
        navigation_lines=sum(one.label == Label.NAVIGATION for one in said.spans),
    )


def _is_beginning(dek: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Tell a dek that programs make of the first words of the text."""
    words = _CUT.sub("", " ".join(" ".join(dek).split()))
    first = next((one.text for one in blocks if one.kind == BlockKind.PARAGRAPH), "")
    return bool(fold(words)) and fold(first).startswith(fold(words))


def _plain(texts: tuple[str, ...]) -> Any:
    return texts[0] if len(texts) == 1 else list(texts)

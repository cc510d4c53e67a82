from __future__ import annotations

import re
import xml.etree.ElementTree as etree

import pytest
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from commentariat.engine.markup_bounds import Bounds
from commentariat.engine.markup_guard import Guard


class Marked(Extension):
    """Between two `w`, text is marked: a pattern that begins with a letter."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(
            SimpleTagInlineProcessor("(w)([^w]+)w", "mark"), "marked", 65
        )


class Shouted(Extension):
    """A block in capitals is a kind of its own."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_Shouted(md.parser), "shouted", 105)


class _Shouted(BlockProcessor):
    def test(self, parent: etree.Element, block: str) -> bool:
        return block.isupper()

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        etree.SubElement(parent, "strong").text = blocks.pop(0)


def convert(text: str, *extensions: Extension | str) -> str:
    return Markdown(extensions=list(extensions)).convert(text)


TEXTS = [
    "Plain.\n\nAnd *marked*, with `code`, \\* and [a link](b).",
    "Letters\nonly\n\nthen\n# a heading\n\nand\n- no list",
    "a\n===\n\nb | c\n--|--\nd | e\n\n```\nf\n```\n\n<div>\ng\n</div>\n\nh &amp; i &#38 j",
    "- a\n\n    b\n\n    c\nd\n\n> e\nf\n\n1. g\nh\n\n[i]: j\n[i] <k@l.m> n  \no",
    "a[^1] ![b](c) ![d][e] [e]\n\n[^1]: f\n\n[e]: g",
    "\x02klzzwxh:0000\x03 *a* \x0242\x03",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_guarded_converter_gives_the_same_html(text: str) -> None:
    usual = ("tables", "footnotes", "toc", "sane_lists", "fenced_code")
    assert convert(text, *usual, Guard(Bounds())) == convert(text, *usual)


def test_a_pattern_that_is_not_known_is_always_tried() -> None:
    assert convert("a wbw c", Marked(), Guard(Bounds())) == "<p>a <mark>b</mark> c</p>"


def test_a_kind_of_block_that_is_not_known_is_always_asked() -> None:
    assert convert("a\n\nB", Shouted(), Guard(Bounds())) == convert("a\n\nB", Shouted())
    assert re.search(
        "<strong>B</strong>", convert("a\n\nB", Shouted(), Guard(Bounds()))
    )

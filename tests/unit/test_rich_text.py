"""Texts that editors of other programs keep as trees of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from raw_samples import Site

from commentariat.intake.formats.rich_text import rich_html

CONTENTFUL = {
    "nodeType": "document", "data": {}, "content": [
        {"nodeType": "heading-2", "data": {}, "content": [
            {"nodeType": "text", "value": "Head", "marks": []}]},
        {"nodeType": "paragraph", "data": {}, "content": [
            {"nodeType": "text", "value": "Words ", "marks": []},
            {"nodeType": "text", "value": "bold", "marks": [{"type": "bold"}]},
            {"nodeType": "hyperlink", "data": {"uri": "https://x.example/"}, "content": [
                {"nodeType": "text", "value": "link", "marks": []}]}]},
        {"nodeType": "unordered-list", "data": {}, "content": [
            {"nodeType": "list-item", "data": {}, "content": [
                {"nodeType": "paragraph", "data": {}, "content": [
                    {"nodeType": "text", "value": "one", "marks": []}]}]}]}]}  # fmt: skip
PORTABLE = [
    {"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Head"}]},

         {"_type": "block", "style": "normal", "markDefs": [{"_key": "k", "_type": "link", "href": "https://x.example/"}],
     "children": [{"_type": "span", "text": "Words "}, {"_type": "span", "text": "bold", "marks": ["strong"]},
                  {"_type": "span", "text": "link", "marks": ["k"]}]},
    {"_type": "block", "listItem": "bullet", "level": 1, "children": [{"_type": "span", "text": "one"}]},
]  # fmt: skip
SLATE = [
    {"type": "heading", "level": 2, "children": [{"type": "text", "text": "Head"}]},
    {"type": "paragraph", "children": [
        {"type": "text", "text": "Words "}, {"type": "text", "text": "bold", "bold": True},
        {"type": "link", "url": "https://x.example/", "children": [{"type": "text", "text": "link"}]}]},
    {"type": "list", "format": "unordered", "children": [
        {"type": "list-item", "children": [{"type": "text", "text": "one"}]}]},
]  # fmt: skip
PROSEMIRROR = {"type": "doc", "content": [
    {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Head"}]},
    {"type": "paragraph", "content": [
        {"type": "text", "text": "Words "}, {"type": "text", "text": "bold", "marks": [{"type": "bold"}]},

         {"type": "text", "text": "link", "marks": [{"type": "link", "attrs": {"href": "https://x.example/"}}]}]},
    {"type": "bulletList", "content": [{"type": "listItem", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "one"}]}]}]},
]}  # fmt: skip
LEXICAL = {"root": {"type": "root", "children": [
    {"type": "heading", "tag": "h2", "children": [{"type": "text", "text": "Head", "format": 0}]},
    {"type": "paragraph", "children": [
        {"type": "text", "text": "Words ", "format": 0}, {"type": "text", "text": "bold", "format": 1},
        {"type": "link", "fields": {"url": "https://x.example/"},
         "children": [{"type": "text", "text": "link", "format": 0}]}]},
    {"type": "list", "listType": "bullet", "children": [
        {"type": "listitem", "children": [{"type": "text", "text": "one", "format": 0}]}]},
]}}  # fmt: skip
EDITOR = {"time": 1, "version": "2.0", "blocks": [
    {"type": "header", "data": {"text": "Head", "level": 2}},
    {"type": "paragraph", "data": {"text": 'Words <b>bold</b><a href="https://x.example/">link</a>'}},
    {"type": "list", "data": {"style": "unordered", "items": ["one"]}},
]}  # fmt: skip
PRISMIC = [
    {"type": "heading2", "text": "Head", "spans": []},
    {"type": "paragraph", "text": "Words boldlink", "spans": [
        {"start": 6, "end": 10, "type": "strong"},
        {"start": 10, "end": 14, "type": "hyperlink", "data": {"url": "https://x.example/"}}]},
    {"type": "list-item", "text": "one", "spans": []},
]  # fmt: skip
QUILL = {"ops": [
    {"insert": "Head"}, {"insert": "\n", "attributes": {"header": 2}},
    {"insert": "Words "}, {"insert": "bold", "attributes": {"bold": True}},
    {"insert": "link", "attributes": {"link": "https://x.example/"}}, {"insert": "\n"},
    {"insert": "one"}, {"insert": "\n", "attributes": {"list": "bullet"}},
]}  # fmt: skip
TREES = {
    "contentful": CONTENTFUL, "portable": PORTABLE, "slate": SLATE, "prosemirror": PROSEMIRROR,
    "lexical": LEXICAL, "editor": EDITOR, "prismic": PRISMIC, "quill": QUILL,
}  # fmt: skip
SHOWN = "## Head\n\nWords **bold**[link](https://x.example/)\n\n- one"


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
@pytest.mark.parametrize("is_text", [False, True])
def test_a_tree_of_an_editor_is_the_text(
    tmp_path: Path, tree: Any, *, is_text: bool
) -> None:
    said = json.dumps(tree) if is_text else tree
    rows = [
        {"id": 1, "title": "A Piece", "body": said},
        {"id": 2, "title": "B", "body": "Plain."},
    ]
    site = Site(tmp_path)
    site.raw("dump.jsonl", "\n".join(map(json.dumps, rows))).imported()
    assert site.problems == []
    one = next(one for one in site.articles() if one.title == "A Piece")
    text = site.read(f"content/{one.source}")
    assert text.split("\n---\n", 1)[1].strip() == SHOWN
    assert "extra:\n  id: '1'\nwritten" in text


def test_a_text_beside_a_tree_counts(tmp_path: Path) -> None:
    row = {"title": "A", "html": "<p>Shown words.</p>", "lexical": json.dumps(LEXICAL)}
    site = Site(tmp_path)
    site.raw("a.jsonl", json.dumps(row)).imported()
    (one,) = site.articles()
    assert "Shown words." in site.read(f"content/{one.source}").split("\n---\n", 1)[1]


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"a": 1},
        [1],
        "x",
        {"type": "person", "name": "Ada"},
        [{"type": "tag", "text": "x"}],
    ],
)
def test_other_values_are_no_trees(value: Any) -> None:
    assert rich_html(value) is None


def test_nothing_of_a_tree_acts(tmp_path: Path) -> None:
    tree = [{"type": "paragraph", "children": [
        {"type": "text", "text": "<script>alert(1)</script>"},
        {"type": "link", "url": "javascript:alert(1)",
         "children": [{"type": "text", "text": "x"}]}]}]  # fmt: skip
    site = Site(tmp_path)
    site.raw("a.jsonl", json.dumps({"title": "A", "body": tree})).imported()
    (one,) = site.articles()
    body = site.read(f"content/{one.source}").split("\n---\n", 1)[1]
    assert "javascript:" not in body
    assert "alert(1)" in body
    assert "<script" not in body


def test_a_picture_of_a_tree_is_shown() -> None:
    tree = [
        {
            "_type": "image",
            "asset": {"url": "https://x.example/a.jpg"},
            "alt": "A weir",
            "caption": "C",
        }
    ]
    assert rich_html(tree) == (
        '<figure><img src="https://x.example/a.jpg" alt="A weir"><figcaption>C</figcaption></figure>'
    )

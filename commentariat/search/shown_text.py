"""What readers see of HTML, by paragraphs."""

from __future__ import annotations

import html
import re

BREAK = "\0"
"""Stands between paragraphs, with spaces around it."""
_REST = r"""(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*+>"""
WITHIN = tuple(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q rp rt ruby s samp"
    " small span strike strong sub time tt u var wbr".split()
)
"""Elements that may begin and end within a word; `sup`, which marks notes, may not."""
_WITHIN = re.compile(rf"</?(?:{'|'.join(WITHIN)}){_REST}|<!--.*?-->", re.DOTALL)
_BESIDE = re.compile(f"</?(?:sup|br|img){_REST}")
_OTHER = re.compile(r"""</?[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*+>""")


def show_text(markup: str) -> str:
    """
    Give the text of *markup*, which was made by this program, with breaks in it.

    A break, between spaces, stands between paragraphs, and between whatever else no
    sentence runs across.
    """
    if BREAK in markup:
        markup = markup.replace(BREAK, " ")
    text = _OTHER.sub(f" {BREAK} ", _BESIDE.sub(" ", _WITHIN.sub("", markup)))
    return html.unescape(text) if "&" in text else text


def paragraphs_of(markup: str) -> list[str]:
    """List the texts of *markup* as they follow."""
    texts = map(str.strip, show_text(markup).split(f" {BREAK} "))
    return [text for text in texts if text]

"""Pictures with what is said of them, as bodies write them."""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.formats.escape import escape_line, escape_run, fold_spaces
from commentariat.intake.formats.model import Picture

_NO_TICK: Final = str.maketrans("`", "'")
_SAID: Final = re.compile(r' (\w+)="((?:[^"\\]|\\.)*)"')
_MARK: Final = re.compile(rf"{{{{< figure((?:{_SAID.pattern})*) >}}}}")
_ESCAPED: Final = re.compile(r"\\(.)")
_END: Final = "{{< /figure >}}"


def picture_markdown(picture: Picture) -> str:
    """Write *picture* without what is said of it, as within a paragraph."""
    alt = escape_run(fold_spaces(picture.alt).translate(_NO_TICK))
    return f"![{alt}]({picture.address})"


def figure_markdown(picture: Picture, inner: str = "", link: str = "") -> str:
    """
    Write *picture* with its caption and its credit as the shortcode `figure`.

    *inner* is the caption as Markdown, where it holds more than words; *link* is where
    the picture leads.
    """
    said = {
        "src": picture.address,
        "alt": picture.alt,
        "link": link,
        "caption": "" if inner else picture.caption,
        "source": picture.credit,
    }
    arguments = "".join(
        f' {key}="{_quoted(text)}"' for key, text in said.items() if text
    )
    mark = f"{{{{< figure{arguments} >}}}}"
    return f"{mark}\n{inner}\n{_END}" if inner else mark


def linked_figure(block: str, address: str) -> str:
    """Write a link to *address* in place of a `figure`, and all that *block* says of it."""
    mark = _MARK.match(block)
    if mark is None:
        return block
    said = {one[1]: one[2] for one in _SAID.finditer(mark[1])}
    inner = block[mark.end() :].removesuffix(_END).strip("\n")
    alt, caption, credit, link = (
        _ESCAPED.sub(r"\1", said.get(key, ""))
        for key in ("alt", "caption", "source", "link")
    )
    inner = inner or escape_line(fold_spaces(caption))
    shown = escape_run(fold_spaces(alt or address), is_linked=True)
    further = f"[{escape_run(link, is_linked=True)}]({link})" if link else ""
    parts = [f"[{shown}]({address})", inner, escape_line(fold_spaces(credit)), further]
    return "\n\n".join(filter(None, parts))


def _quoted(text: str) -> str:
    return fold_spaces(text).replace("\\", "\\\\").replace('"', '\\"')

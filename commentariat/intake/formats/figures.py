"""Pictures with what is said of them, as bodies write them."""

from __future__ import annotations

from typing import Final

from commentariat.intake.formats.escape import escape_line, escape_run, fold_spaces
from commentariat.intake.formats.model import Picture

_NO_TICK: Final = str.maketrans("`", "'")


def picture_markdown(picture: Picture) -> str:
    """Write *picture* without what is said of it, as within a paragraph."""
    alt = escape_run(fold_spaces(picture.alt).translate(_NO_TICK))
    return f"![{alt}]({picture.address})"


def figure_markdown(picture: Picture, address: str = "", inner: str = "") -> str:
    """
    Write *picture* as a block of a body, at *address* where that is another than its own.

    With a caption or a credit it is the shortcode `figure`; *inner* is the caption as
    Markdown, where it holds more than words.
    """
    where = address or picture.address
    if not (picture.caption or picture.credit):
        return picture_markdown(picture).replace(f"]({picture.address})", f"]({where})")
    said = {
        "src": where,
        "alt": picture.alt,
        "caption": "" if inner else picture.caption,
        "source": picture.credit,
    }
    arguments = "".join(
        f' {key}="{_quoted(text)}"' for key, text in said.items() if text
    )
    mark = f"{{{{< figure{arguments} >}}}}"
    return f"{mark}\n{inner}\n{{{{< /figure >}}}}" if inner else mark


def linked_markdown(picture: Picture, address: str) -> str:
    """Write a link to *address* in place of *picture*, and all that is said of it."""
    shown = escape_run(fold_spaces(picture.alt or address), is_linked=True)
    parts = [f"[{shown}]({address})"]
    parts += (
        escape_line(fold_spaces(one))
        for one in (picture.caption, picture.credit)
        if one
    )
    return "\n\n".join(parts)


def _quoted(text: str) -> str:
    return fold_spaces(text).replace("\\", "\\\\").replace('"', '\\"')

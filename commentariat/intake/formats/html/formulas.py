"""Formulas of a page: as TeX where the page has that, else on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.intake.formats.escape import fold_spaces
from commentariat.intake.formats.html.tree import Element, Text, code_of

_OF_TEX: Final = ("application/x-tex", "application/x-latex", "tex", "latex")
_IN_STYLE: Final = re.compile(r"\{\\(?:displaystyle|textstyle)\s(.*)\}", re.DOTALL)
"""As encyclopedias wrap what they show within a sentence."""
_PICTURES: Final = ("mwe-math-fallback-image", "latex", "tex", "math-tex")
"""Classes of pictures that show a formula, whose alternative text is TeX."""
_DRAWN: Final = re.compile(r"mathjax|mjx")
"""How the classes of what a script drew begin, beside the script that says it."""
_SIGN: Final = re.compile(r"\w+|.", re.DOTALL)
_MARKS: Final = {
    "msup": "^",
    "msub": "_",
    "mover": "^",
    "munder": "_",
}
_PAIRS: Final = frozenset(("msubsup", "munderover"))


ELEMENTS: Final = frozenset(("math", "script", "img"))
"""What may hold a formula."""


def tex_of(element: Element) -> str:
    """Give the TeX that the page has of a formula; empty where it has none."""
    if element.name == "img":
        names = element.names.split()
        is_formula = any(name.startswith(_PICTURES) for name in names)
        return _bare(element.get("alt")) if is_formula else ""
    if element.name == "script":
        return _bare(code_of(element)) if is_tex_script(element) else ""
    for one in element.inner:
        if one.name == "annotation" and one.get("encoding").lower() in _OF_TEX:
            return _bare(_text_of(one))
    return _bare(element.get("alttext"))


def _bare(tex: str) -> str:
    words = fold_spaces(tex)
    found = _IN_STYLE.fullmatch(words)
    return found[1].strip() if found else words


def line_of(element: Element) -> str:
    """Write a formula on one line: `(a+b)/c`, `x^2`, `√(y)`."""
    return fold_spaces(_line(element))


def _line(element: Element) -> str:
    name = element.name
    if name in ("annotation", "annotation-xml"):
        return ""
    parts = [part for part in map(_written, element.children) if part.strip()]
    if name == "mfrac" and len(parts) == 2:
        return f"{_group(parts[0])}/{_group(parts[1])}"
    if name in _MARKS and len(parts) == 2:
        return f"{parts[0]}{_MARKS[name]}{_group(parts[1])}"
    if name in _PAIRS and len(parts) == 3:
        return f"{parts[0]}_{_group(parts[1])}^{_group(parts[2])}"
    if name == "msqrt":
        return f"√({''.join(parts)})"
    if name == "mroot" and len(parts) == 2:
        return f"{_group(parts[0])}^(1/{_group(parts[1])})"
    if name == "mtr":
        return ", ".join(parts)
    if name == "mtable":
        return f"({'; '.join(parts)})"
    if name == "mtext":
        return f" {''.join(parts).strip()} "
    return "".join(parts)


def _written(node: Element | Text) -> str:
    return node.data.strip() if isinstance(node, Text) else _line(node)


def _group(part: str) -> str:
    return part if _SIGN.fullmatch(part) else f"({part})"


def _text_of(element: Element) -> str:
    return "".join(_texts_of(element))


def _texts_of(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Text):
            yield child.data
        else:
            yield from _texts_of(child)


def is_tex_script(element: Element) -> bool:
    """Tell the script in which a page keeps the TeX of a formula."""
    return element.name == "script" and element.get("type").lower().startswith(
        "math/tex"
    )


def is_shown_again(element: Element, parent: Element) -> bool:
    """Tell whether *element* draws what a formula beside it in *parent* says."""
    is_drawn = element.get("aria-hidden") == "true" and element.name != "math"
    is_of_script = _DRAWN.match(element.names) is not None
    if not (is_drawn or is_of_script):
        return False
    return any(
        one is not element and _says(one, is_drawn=is_drawn)
        for one in parent.children
        if isinstance(one, Element)
    )


def _says(element: Element, *, is_drawn: bool) -> bool:
    if is_tex_script(element):
        return True
    return is_drawn and any(one.name == "math" for one in (element, *element.inner))

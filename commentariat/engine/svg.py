"""SVG pictures that could act: refused, since a browser runs what they hold."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

_ACTIVE = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "embed"}
)
_ADDRESS_SCHEMES = ("javascript:", "data:", "vbscript:")


def svg_fault(data: bytes) -> str:
    """Say what in the SVG *data* a browser would run or fetch; empty if nothing."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data)
    except DefusedXmlException:
        return "the SVG declares entities, which are refused"
    except (ParseError, ValueError, LookupError) as fault:
        return f"expected an SVG picture: {fault}"
    for element in root.iter():
        fault_text = _element_fault(element)
        if fault_text:
            return fault_text
    return ""


def _element_fault(element: Element) -> str:
    name = _local(element.tag)
    if name in _ACTIVE:
        return f"the SVG holds a <{name}>, which a browser would run"
    for key, value in element.attrib.items():
        local, text = _local(key), "".join(value.split()).lower()
        if local.startswith("on"):
            return f"the SVG holds the event attribute {local!r}"
        is_picture = text.startswith("data:image/") and "svg" not in text[:20]
        if (
            local in ("href", "src")
            and text.startswith(_ADDRESS_SCHEMES)
            and not is_picture
        ):
            return f"the SVG leads to {value[:40]!r}"
        if local == "attributename" and text in ("href", "xlink:href"):
            return "the SVG animates an address"
    return ""


def _local(name: object) -> str:
    return str(name).rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()

"""SVG pictures that could act: refused, since a browser runs what they hold."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from commentariat.kinds import Kind, Message

_ACTIVE = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "embed"}
)
_ADDRESS_SCHEMES = ("javascript:", "data:", "vbscript:")


def svg_fault(data: bytes) -> Message | None:
    """Say what in the SVG *data* a browser would run or fetch; None if nothing."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data)
    except DefusedXmlException:
        return Kind.SVG_ENTITIES.of()
    except (ParseError, ValueError, LookupError) as fault:
        return Kind.NOT_SVG.of(fault)
    return next(filter(None, map(_element_fault, root.iter())), None)


def _element_fault(element: Element) -> Message | None:
    name = _local(element.tag)
    if name in _ACTIVE:
        return Kind.SVG_ELEMENT.of(name)
    for key, value in element.attrib.items():
        local, text = _local(key), "".join(value.split()).lower()
        if local.startswith("on"):
            return Kind.SVG_EVENT.of(local)
        is_picture = text.startswith("data:image/") and "svg" not in text[:20]
        if (
            local in ("href", "src")
            and text.startswith(_ADDRESS_SCHEMES)
            and not is_picture
        ):
            return Kind.SVG_ADDRESS.of(value[:40])
        if local == "attributename" and text in ("href", "xlink:href"):
            return Kind.SVG_ANIMATION.of()
    return None


def _local(name: object) -> str:
    return str(name).rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()

"""Origins of other sites: scheme, host and port, as settings and pages name them."""

from __future__ import annotations

import re
from typing import Final

from commentariat.kinds import Kind, Message

SELF: Final = "self"
"""Stands for this site, whatever its address."""
_PORTS: Final = {"http": 80, "https": 443}
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN: Final = re.compile(
    rf"(https?)://((?:{_LABEL}\.)*{_LABEL})(?::([0-9]{{1,5}}))?", re.ASCII
)
_NUMBER: Final = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.ASCII)
_IPV4: Final = re.compile(
    r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!$)|$)){4}", re.ASCII
)
_THIS_MACHINE: Final = re.compile(r"http://(?:localhost|127(?:\.[0-9]{1,3}){3})(?::|$)")
_NO_HOST: Final = re.compile(
    r"(?:'.*'|\*|(?:https?|data|blob|filesystem|javascript|wss?|mediastream):(?://)?\*?"
    r"|none|unsafe-.*|.*\*.*)",
    re.DOTALL | re.IGNORECASE,
)
_LONGEST: Final = 253 + 20
# Browsers drop these inside an address, and those at its ends.
_DROPPED: Final = re.compile(r"[\t\n\r]")
_ENDS: Final = "".join(map(chr, range(0x21)))
_OWN: Final = re.compile(
    r"(?![a-z][a-z0-9+.-]*:)(?![/\\]{2})", re.IGNORECASE | re.ASCII
)
_WHOLE: Final = re.compile(r"(https?://[^/\\?#]*)(?:[/?#]|$)", re.IGNORECASE)


def read_origin(key: str, written: str) -> str | Message:
    """
    Read the origin *written* under *key*, in the one way that browsers have.

    Gives what is wrong with it where it is none: a path belongs to no origin, and a sign
    for any host, or a word of a Content-Security-Policy, would let strangers in.
    """
    plain = written.strip()
    if plain.strip("'").lower() == SELF:
        return SELF
    found = find_origin(plain)
    if found is not None:
        return found
    if plain.strip("'").lower().startswith("unsafe-"):
        return Kind.UNSAFE_WORD.of(key, written)
    if _NO_HOST.fullmatch(plain):
        return Kind.WILD_ORIGIN.of(key, written)
    if "@" in plain:
        return Kind.NOT_ORIGIN.of(key, "one with a login", "")
    whole = _WHOLE.match(plain if "://" in plain else f"https://{plain}")
    near = find_origin(whole[1]) if whole else None
    return Kind.NOT_ORIGIN.of(key, repr(written), near or "")


def find_origin(text: str) -> str | None:
    """Write the origin *text* in one way: small letters, no port that goes unsaid."""
    if len(text) > _LONGEST:
        return None
    found = _ORIGIN.fullmatch(text.lower()) if text.isascii() else None
    if found is None:
        return None
    scheme, host, port = found.groups()
    # What ends in a number is an address of a machine, however that is written.
    if _NUMBER.fullmatch(host.rpartition(".")[2]) and not _IPV4.fullmatch(host):
        return None
    if port is None or int(port) == _PORTS[scheme]:
        return f"{scheme}://{host}"
    return f"{scheme}://{host}:{int(port)}" if 0 < int(port) < 65536 else None


def is_changeable(origin: str) -> bool:
    """Tell whether what comes from *origin* can be changed on its way here."""
    return origin.startswith("http://") and not _THIS_MACHINE.match(origin)


def origin_of(address: str) -> str | None:
    """
    Tell the origin of *address*, as a page has it: `self` where it is relative.

    None where it has none that a setting could name: another scheme, a login, a host that
    is written in a way which browsers would have to make out first.
    """
    plain = _DROPPED.sub("", address.strip(_ENDS))
    if _OWN.match(plain):
        return SELF
    whole = _WHOLE.match(f"https:{plain}" if plain.startswith("//") else plain)
    return find_origin(whole[1]) if whole else None

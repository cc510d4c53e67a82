"""
What pages load, held against the settings and against what the pages themselves say.

The settings name origins; a page says by its Content-Security-Policy what browsers are to
let it load, and a template of the site's own may have that say something else. What the
settings do not name is told, and what the page's own policy would keep from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from commentariat.check.html import ASSET, Flaw, Reading, Reference
from commentariat.config import PolicySettings
from commentariat.config.origins import SELF, find_origin, origin_of
from commentariat.kinds import Kind, Message
from commentariat.site.policy import OWN

_DIRECTIVES: Final = {
    "scripts": ("script-src-elem", "script-src", "default-src"),
    "styles": ("style-src-elem", "style-src", "default-src"),
    "pictures": ("img-src", "default-src"),
    "media": ("media-src", "default-src"),
    "frames": ("frame-src", "child-src", "default-src"),
    "forms": ("form-action",),
}
"""By the lists of the settings, the directives that rule them: the first that is there."""
_WRITTEN: Final = {
    "script": ("script-src-elem", "script-src", "default-src"),
    "handler": ("script-src-attr", "script-src", "default-src"),
    "style": ("style-src-elem", "style-src", "default-src"),
    "style attribute": ("style-src-attr", "style-src", "default-src"),
}
_WITH_OWN: Final = OWN | {"media"}
"""Lists that need not name this site itself."""
_INLINE_SOURCE: Final = re.compile(r"'unsafe-inline'|'(?:nonce|sha(?:256|384|512))-.*'")
_SCHEME: Final = re.compile(r"(data|blob):", re.IGNORECASE)

Policy = Mapping[str, frozenset[str]]
"""Directives and their sources, as a page says them."""


def find_forbidden(
    reading: Reading, policy: PolicySettings, is_external: Callable[[str], bool]
) -> Iterator[Flaw]:
    """Find what a page would load, or where it would send, though it may not."""
    said = [read_policy(one) for one in reading.policies]
    for one in reading.references:
        if one.use == ASSET or one.loads:
            message = _judge(one, policy, said, is_external=is_external(one.href))
            if message is not None:
                yield Flaw(message, one.offset, one.attribute, one.href)
    for what, offset in reading.inline:
        if any(not _may_inline(each, what) for each in said):
            yield Flaw(_INLINE[what].of(), offset)


_INLINE: Final = {
    "script": Kind.INLINE_SCRIPT,
    "handler": Kind.INLINE_HANDLER,
    "style": Kind.INLINE_STYLE,
    "style attribute": Kind.INLINE_STYLE_ATTRIBUTE,
}


def _judge(
    one: Reference,
    policy: PolicySettings,
    said: Collection[Policy],
    *,
    is_external: bool,
) -> Message | None:
    scheme = _SCHEME.match(one.href)
    if scheme:
        source = f"{scheme[1].lower()}:"
        is_kept = all(_has(each, one.loads, source) for each in said)
        return None if is_kept else Kind.LOADED_DATA.of(source)
    origin = origin_of(one.href) if is_external else SELF
    if origin != SELF or one.loads not in _WITH_OWN:
        named = getattr(policy, one.loads) if one.loads else ()
        if (is_external or one.loads) and origin not in named:
            return _word(one, origin)
    if all(_has(each, one.loads, origin or "") for each in said):
        return None
    if origin == SELF:
        return Kind.OWN_FORBIDDEN.of(one.href, one.loads)
    return Kind.POLICY_BEHIND.of(one.href)


def _word(one: Reference, origin: str | None) -> Message:
    if origin is None or not one.loads:
        return Kind.THIRD_PARTY_NEVER.of(one.href)
    if one.loads == "forms":
        return Kind.FORM_FORBIDDEN.of(one.href, origin)
    if origin == SELF:
        return Kind.OWN_FORBIDDEN.of(one.href, one.loads)
    return Kind.THIRD_PARTY.of(one.href, origin, one.loads)


def read_policy(text: str) -> Policy:
    """Take apart the Content-Security-Policy *text*; of two directives the first counts."""
    found: dict[str, frozenset[str]] = {}
    for part in text.split(";"):
        name, *sources = part.split() or [""]
        found.setdefault(name.lower(), frozenset(sources))
    return found


def _sources(said: Policy, names: Collection[str]) -> frozenset[str] | None:
    return next((said[name] for name in names if name in said), None)


def _has(said: Policy, loads: str, origin: str) -> bool:
    """Tell whether what a page *said* lets it load from *origin* by the list *loads*."""
    if loads not in _DIRECTIVES:
        return True
    sources = _sources(said, _DIRECTIVES[loads])
    return sources is None or any(_fits(one, origin) for one in sources)


def _fits(source: str, origin: str) -> bool:
    """Tell whether *source*, of a policy, allows *origin*, or the scheme that stands there."""
    plain = source.lower()
    if origin == SELF or origin.endswith(":"):
        return plain.strip("'") == origin
    if plain == "*" or plain == f"{origin.partition(':')[0]}:":
        return True
    scheme, mark, rest = plain.rpartition("://")
    host = rest.partition("/")[0]
    if not mark:
        scheme = origin.partition(":")[0]
    if host.startswith("*."):
        return origin.startswith(f"{scheme}://") and origin.endswith(host[1:])
    return find_origin(f"{scheme}://{host}") == origin


def _may_inline(said: Policy, what: str) -> bool:
    sources = _sources(said, _WRITTEN[what])
    return sources is None or any(map(_INLINE_SOURCE.fullmatch, sources))

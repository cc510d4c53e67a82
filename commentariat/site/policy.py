"""The Content-Security-Policy of a site: what its settings let a page load, as browsers read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from commentariat.config import PolicySettings, Settings
from commentariat.config.origins import SELF

NAME: Final = "Content-Security-Policy"
NONE: Final = "'none'"
PLAYS: Final = "media-src 'self'"
"""Stands in the policy of a page that plays something of this site."""
OWN: Final = frozenset({"scripts", "styles", "pictures", "connections"})
"""What every page may have of this site."""
_DIRECTIVES: Final = (
    ("style-src", "styles"),
    ("img-src", "pictures"),
    ("font-src", "styles"),
    ("script-src", "scripts"),
    ("connect-src", "connections"),
    ("media-src", "media"),
    ("frame-src", "frames"),
)


def policy_of(settings: Settings) -> PolicySettings:
    """Tell what pages may ask for: what the settings name, and the search its own form."""
    policy = settings.policy
    if not settings.has_search:
        return policy
    return replace(policy, forms=tuple(dict.fromkeys((SELF, *policy.forms))))


def write_policy(policy: PolicySettings) -> str:
    """
    Write what all pages of a site say they may do.

    Own pages in frames, and forms that this site answers, are allowed where the settings
    say `self`. A page that plays something of this site says so besides, by `PLAYS`,
    unless media are named.
    """
    return "; ".join(_parts(policy))


def write_header(policy: PolicySettings) -> str:
    """Write the policy for a header, which is sent with pages that play something too."""
    return write_policy(replace(policy, media=(SELF, *policy.media)))


def _parts(policy: PolicySettings) -> Iterator[str]:
    yield f"default-src {NONE}"
    for directive, name in _DIRECTIVES:
        origins = getattr(policy, name)
        if name in OWN or (name == "media" and origins):
            origins = dict.fromkeys((SELF, *origins))
        if origins:
            yield f"{directive} {' '.join(map(_source, origins))}"
    yield f"base-uri {NONE}"
    yield f"form-action {' '.join(map(_source, policy.forms)) or NONE}"


def _source(origin: str) -> str:
    return f"'{SELF}'" if origin == SELF else origin

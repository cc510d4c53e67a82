"""What converting a body goes by besides its text: as the settings of a site have it."""

from __future__ import annotations

import msgspec

from commentariat.archive.text import digest_text
from commentariat.config import Settings

_ENCODE = msgspec.msgpack.Encoder().encode


class MarkupRules(msgspec.Struct, frozen=True):
    """
    All that decides, besides its Markdown, what a body is converted to.

    It goes to every process that converts bodies.
    """

    pictures: tuple[str, ...] = ()
    """Origins, as `config.origins` writes them, of which bodies may show pictures."""
    media: tuple[str, ...] = ()
    """Likewise of sound and film, besides those of this site."""
    frames: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    variant: str = ""
    """
    Digest of all that; empty where it is as without any settings.

    It stands before the digest of a body by which the converted one is kept: bodies that
    are converted by other rules are others.
    """


PLAIN = MarkupRules()
"""The rules of a site whose settings say nothing of it."""


def rules_of(settings: Settings) -> MarkupRules:
    """Make the rules of a site with these *settings*."""
    policy = settings.policy
    rules = MarkupRules(policy.pictures, policy.media, policy.frames, policy.forms)
    if rules == PLAIN:
        return PLAIN
    return msgspec.structs.replace(rules, variant=digest_text(_ENCODE(rules).hex()))

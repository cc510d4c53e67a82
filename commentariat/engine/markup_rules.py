"""What converting a body goes by besides its text: as the settings of a site have it."""

from __future__ import annotations

import msgspec

from commentariat.archive.text import digest_text
from commentariat.config import MarkdownSettings, Settings
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.hooks.names import IN_BODIES
from commentariat.interface.catalog import NO_WORDS, OwnWords

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
    markdown: MarkdownSettings = MarkdownSettings()
    """What of Markdown is read beside the plain."""
    hooks: HookFile = NO_HOOKS
    """The site's own code, of which extensions and shortcodes are here."""
    words: OwnWords = NO_WORDS
    """The site's own, of which labels of tables and notes are here."""
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
    rules = MarkupRules(
        policy.pictures, policy.media, policy.frames, policy.forms, settings.markdown
    )
    own = settings.hooks.digest_for(*IN_BODIES)
    said = "" if rules == PLAIN else _ENCODE(rules).hex()
    variant = digest_text(f"{said} {own}") if said or own else ""
    return msgspec.structs.replace(
        rules, hooks=settings.hooks, words=settings.words, variant=variant
    )

"""What of the settings, and of what a site has learned, bears on import."""

from __future__ import annotations

import msgspec

from commentariat.archive.schema import Schema
from commentariat.archive.text import digest_text
from commentariat.config import Settings
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.hooks.names import IN_INTAKE
from commentariat.hooks.running import HookError, told_of
from commentariat.intake.formats.model import SourceFormat, Surroundings
from commentariat.intake.formats.synonyms import House
from commentariat.intake.formats.table import tell_format
from commentariat.intake.hooked import layouts_of
from commentariat.intake.pages.model import Reading
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.repairs.damage.typography import Quotes
from commentariat.intake.repairs.lexicon import LexiconFile, find_words
from commentariat.intake.repairs.repetition import load_repeated
from commentariat.intake.repairs.version import rules_digest
from commentariat.intake.sources.keys import DEFAULT_KEYS, RawKeys, make_raw_keys
from commentariat.intake.sources.own import endings_of


class ImportOptions(msgspec.Struct, frozen=True):
    """What of the settings bears on import."""

    language: str
    names: tuple[str, ...] = ()
    """The site's own names, which are whole words."""
    types: dict[str, str] = {}
    disclaimers: tuple[str, ...] = ()
    quotes: Quotes = Quotes.AS_IS
    words: LexiconFile = LexiconFile()
    """What the archive holds whole."""
    schema: Schema = Schema()
    """What content files may say."""
    keys: RawKeys = DEFAULT_KEYS
    """What raw metadata may tell."""
    own: dict[str, str] = {}
    """The site's own keys of metadata, and the keys of front matter that they feed."""
    shortcodes: dict[str, str] = {}
    """Shortcodes of this site by those of other programs that they stand for."""
    states: dict[str, str] = {}
    """What the house calls a state of its pieces, in small letters, and what that is."""
    settings: str = ""
    """Digest of the settings that these were taken from, and of hooks."""
    hooks: HookFile = NO_HOOKS
    """Which bring layouts and repairs."""
    shared: frozenset[str] = frozenset()
    """Digests of lines that many pages have: they are the site's."""

    @property
    def rules(self) -> str:
        """The version of the rules, and of the settings that they go by."""
        return rules_digest(self.settings)

    @property
    def house(self) -> House:
        """What decides how claims of an item are read."""
        return House(
            self.keys,
            self.schema.article_keys.rows,
            self.own,
            self.types,
            self.schema.timezone,
            self.language,
            name=self.names[1] if self.names[1:] else "",
        )

    def tell(self, head: bytes, name: str) -> SourceFormat | None:
        """Tell the format of a file; None: it is a raw text, or a source of hooks."""
        if name.lower().endswith(endings_of(self.hooks)[1:]):
            return None
        return tell_format(head, name)

    def around(self, file: str, address: str, lookup: dict[str, str]) -> Surroundings:
        """Say what a reader of an item may know besides its bytes."""
        return Surroundings(
            file,
            self.language,
            self.schema.timezone,
            address,
            lookup,
            self.shared,
            self.shortcodes,
        )

    def read(self, text: str, source: str) -> Reading:
        """Read the *text* of a raw file; see `read_raw`."""
        try:
            return read_raw(
                text,
                source,
                disclaimers=self.disclaimers,
                keys=self.keys,
                layouts=layouts_of(self.hooks),
            )
        except HookError as fault:
            raise HookError(told_of(fault, source)) from None


def options_of(settings: Settings) -> ImportOptions:
    """Take from *settings* what bears on import."""
    given = ImportOptions(
        settings.language,
        (settings.title, settings.institution),
        settings.types,
        tuple(
            filter(None, (*settings.disclaimer.values(), *settings.known_disclaimers))
        ),
        Quotes(settings.quotes),
        schema=(schema := settings.schema),
        keys=make_raw_keys(
            settings.facets, schema.article_keys.rows, settings.sources.keys
        ),
        own=dict(settings.sources.keys),
        shortcodes=dict(settings.sources.shortcodes),
        states=settings.sources.by_state,
    )
    said = msgspec.json.encode(given, order="deterministic").decode()
    said += settings.hooks.digest_for(*IN_INTAKE)
    digest = digest_text(said)[:12]
    return msgspec.structs.replace(given, settings=digest, hooks=settings.hooks)


def options_at(site: str, settings: Settings) -> ImportOptions:
    """Take from *settings* what bears on import, and what *site* has learned."""
    given = options_of(settings)
    return msgspec.structs.replace(
        given,
        disclaimers=(*given.disclaimers, *load_repeated(site)),
        words=find_words(site),
    )

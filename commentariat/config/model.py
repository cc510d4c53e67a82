"""What a site says of itself, every value judged."""

from __future__ import annotations

from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

import msgspec

from commentariat.archive.schema import Schema, make_schema
from commentariat.config.theme import ThemeSettings
from commentariat.facets import DEFAULT_FACETS, TYPES, Facet
from commentariat.fields import Field
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.interface.catalog import NO_WORDS, OwnWords
from commentariat.sections import Section
from commentariat.time_zones import UTC
from commentariat.works import Work, find_work

SETTINGS_FILE = "pyproject.toml"

HOSTS = ("github", "netlify", "cloudflare", "nginx")
"""Hosts, each told in the way that it reads where former addresses lead."""
QUOTES = ("as-is", "curly", "straight")
FEED_CONTENT = ("summary", "full")
FULL = FEED_CONTENT[1]
FEED_ARCHIVES = ("site", "all", "none")
LISTINGS = ("own", "all")
OWN = LISTINGS[0]
PICTURE_METADATA = ("strip", "as-is")
STRIP = PICTURE_METADATA[0]


def prefix_of(language: str) -> str:
    """Name the folder of the listings in a further *language* of a site."""
    return f"{language.lower()}/"


class MenuItem(msgspec.Struct, frozen=True):
    """An entry of the menu or the footer; `url` is `/about/` or a whole URL."""

    label: str
    url: str = ""
    """Empty for what only stands over others."""
    items: tuple[MenuItem, ...] = ()
    """Those below it."""

    @property
    def urls(self) -> tuple[str, ...]:
        """Its own address and those of all below it, where there are any."""
        below = [url for one in self.items for url in one.urls]
        return (self.url, *below) if self.url else tuple(below)


class PublishSettings(msgspec.Struct, frozen=True):
    """Where the built site goes: the rows of `[tool.commentariat.publish]`."""

    branch: str = "gh-pages"
    remote: str = "origin"
    """Name of a git remote; its address, and what it needs to log in, are git's."""
    domain: str = ""
    """Custom domain; empty where it is that of the base URL, or there is none."""
    host: str = HOSTS[0]
    """Who serves the site: one of `HOSTS`."""
    keep: tuple[str, ...] = (".*",)
    """Patterns of what may lie on the branch besides the site, and stays there."""


class SourceSettings(msgspec.Struct, frozen=True):
    """How raw files are read: the rows of `[tool.commentariat.sources]`."""

    keys: dict[str, str] = {}
    """Further keys of raw metadata, and the keys of front matter that they feed."""
    shortcodes: dict[str, str] = {}
    """Shortcodes of other programs, and those of this site that show them."""
    states: dict[str, str] = {}
    """What the house calls a state of its pieces, and which of `STATES` that is."""

    @property
    def by_state(self) -> dict[str, str]:
        """The same, in small letters."""
        return {word.lower(): said for word, said in self.states.items()}


STATES: Final = ("published", "draft")
"""What a word of the house may say of a piece: everybody is shown it, or nobody."""


class PolicySettings(msgspec.Struct, frozen=True):
    """
    What a page may ask other sites for: the rows of `[tool.commentariat.policy]`.

    Each is a list of origins, as `config.origins` writes them; `self` is this site.
    """

    scripts: tuple[str, ...] = ()
    """Of scripts of the theme and of templates: a body never has one."""
    styles: tuple[str, ...] = ()
    """Of stylesheets, and of the fonts that they ask for."""
    pictures: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    """Of sound and film."""
    frames: tuple[str, ...] = ()
    """Of pages that are shown within a page."""
    forms: tuple[str, ...] = ()
    """To which forms send what is filled in."""
    connections: tuple[str, ...] = ()
    """Of what scripts ask for while the page is read."""


class MarkdownSettings(msgspec.Struct, frozen=True):
    """What of Markdown is read beside the plain: the rows of `[tool.commentariat.markdown]`."""

    strikethrough: bool = False
    """`~~words~~`."""
    task_lists: bool = False
    """`- [ ]` and `- [x]`."""
    definition_lists: bool = False
    """A term, and below it `: what it means`."""
    bare_addresses: bool = False
    """Web addresses as they are become links."""
    admonitions: bool = False
    """`!!! note`, and an indented text."""
    attributes: bool = False
    """`{: #id .class }` behind what is to have them."""
    markdown_in_html: bool = False
    """Inside elements that say `markdown="1"`."""
    smart_quotes: bool = False
    """Straight quotation marks become curly, as in English."""
    figures: bool = False
    """A picture that stands alone and has a title is a figure with that as its caption."""


class Settings(msgspec.Struct, frozen=True, dict=True):
    """What a site says of itself; every value judged."""

    title: str
    institution: str
    tagline: str = ""
    base_url: str = "https://example.org/"
    """Whole address of the home page; ends with `/`."""
    language: str = "en"
    languages: tuple[str, ...] = ()
    """All languages of a site of several, each of which has a part of the site."""
    listings: str = LISTINGS[0]
    """What listings in a language hold where there are several: one of `LISTINGS`."""
    timezone: str = UTC
    """IANA name of the time zone by whose clock articles are out."""
    menu: tuple[MenuItem, ...] = ()
    footer: tuple[MenuItem, ...] = ()
    license: str = ""
    """What readers may do with pieces that say nothing else: SPDX identifier or address."""
    disclaimer: dict[str, str] = {}
    """The institution's own, by language; `""` is for all the others."""
    known_disclaimers: tuple[str, ...] = ()
    """Further texts that intake takes for a disclaimer."""
    quotes: str = QUOTES[0]
    """Shape that intake gives to quotation marks: one of `QUOTES`."""
    facets: tuple[Facet, ...] = DEFAULT_FACETS
    works: dict[str, str] = {}
    """What pieces are to others, by the codes of their types."""
    fields: tuple[Field, ...] = ()
    """What content files may say besides, in the order of the settings."""
    sections: tuple[Section, ...] = ()
    newest: int = 12
    """Articles on the home page, and on the page of a term that has too many for it."""
    list_all: int = 16
    """The page of a term with so many articles, or fewer, lists all of them."""
    feed_size: int = 20
    feed_content: str = FEED_CONTENT[0]
    """What feeds hold of an article: one of `FEED_CONTENT`."""
    feed_archives: str = FEED_ARCHIVES[0]
    """Which feeds lead on to what is older: one of `FEED_ARCHIVES`."""
    feed_undated: bool = False
    """Whether feeds have pieces without a day, by the day that they were added."""
    feed_crossings: tuple[tuple[str, ...], ...] = ()
    """Pairs of facets, by name: what has a term of each has a feed for both."""
    publish: PublishSettings = PublishSettings()
    sources: SourceSettings = SourceSettings()
    fingerprint: bool = False
    """Whether names of theme files hold a digest of what is in them."""
    has_search: bool = True
    """Whether readers can search the archive, and see what crosses what in it."""
    related: int = 3
    """To how many pieces that are like it the page of an article leads on."""
    has_provenance: bool = False
    """Whether articles made from raw files have pages that say how."""
    has_citations: bool = True
    """Whether pages say how to cite them, to people and to programs."""
    exports: tuple[str, ...] = ()
    """Formats in which readers can take the archive along, by name."""
    picture_widths: tuple[int, ...] = (360, 720, 1080, 1440, 2048)
    """Pixels of the widths in which pictures are copied; none: they are not."""
    picture_metadata: str = STRIP
    """What becomes of what cameras noted in pictures: one of `PICTURE_METADATA`."""
    theme: ThemeSettings = ThemeSettings()
    policy: PolicySettings = PolicySettings()
    markdown: MarkdownSettings = MarkdownSettings()
    hooks: HookFile = NO_HOOKS
    """The site's own code, as found beside the settings."""
    words: OwnWords = NO_WORDS
    """The site's own words for readers, as found below content/."""
    others: tuple[Settings, ...] = ()
    """The same in each further language, in their order."""
    borrowed: dict[str, str] = {}
    """
    Keys of values that are in another language than `language`, with that.

    It is so where a site is in several: `menu`, `facets.topics.label`, `types.op`.
    """

    @property
    def prefix(self) -> str:
        """Path under which listings in the language lie: `ru/`; empty for the first."""
        is_first = self.language in self.languages[:1] or not self.languages
        return "" if is_first else prefix_of(self.language)

    @property
    def types(self) -> dict[str, str]:
        """Label of each type of the metadata."""
        return next(facet.labels for facet in self.facets if facet.name == TYPES)

    def work_of(self, type_code: str) -> Work:
        """Tell what a piece of a type is to search engines and libraries."""
        return find_work(type_code, self.works)

    @cached_property
    def schema(self) -> Schema:
        """What decides how content files are judged."""
        return make_schema(
            self.language,
            self.facets,
            self.timezone,
            self.fields,
            self.sections,
            has_sketches=self.related > 0,
            homes=tuple([one.prefix.rstrip("/") for one in self.others]),
        )

    @property
    def base(self) -> str:
        """Path under which the site lies, such as `/` or `/repo/`."""
        return urlsplit(self.base_url).path or "/"

    @cached_property
    def origin(self) -> str:
        """Scheme and host of the site, without a slash at the end."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def menu_urls(self) -> tuple[str, ...]:
        """What the menu and the footer lead to."""
        return tuple([url for one in (*self.menu, *self.footer) for url in one.urls])

    def disclaimer_for(self, language: str) -> str:
        """Find the disclaimer in *language*, or the one for all."""
        primary = language.split("-")[0]
        found = self.disclaimer.get(language) or self.disclaimer.get(primary)
        return found or self.disclaimer.get("", "")

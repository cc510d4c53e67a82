"""An archive and its settings, as the pages of one build see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from commentariat.archive.archive import Archive
from commentariat.archive.dates import Now
from commentariat.archive.model import Article, Dated, Item, PageFile
from commentariat.archive.revise import (
    Revision,
    revise,
)
from commentariat.archive.translation_lines import TranslationLine
from commentariat.config import OWN, Settings
from commentariat.formats import FOLDER as DOWNLOADS
from commentariat.hooks.model import NO_HOOKS
from commentariat.interface.autonyms import autonym
from commentariat.interface.catalog import name_of_catalog
from commentariat.language_tags import direction_of
from commentariat.sections import Section, item_path
from commentariat.site.alternates import PagesInLanguages, group_alternates
from commentariat.site.announced import Announced
from commentariat.site.backlinks import Backlinks
from commentariat.site.cross_counts import CrossCounts
from commentariat.site.drawings import Drawings
from commentariat.site.edit import Edit
from commentariat.site.editions import (
    archive_of,
    edition_of,
    language_of_page,
)
from commentariat.site.export_source import ExportFiles
from commentariat.site.former_files import FormerFiles
from commentariat.site.held_back import HeldBack
from commentariat.site.ladder import NAME as LADDER
from commentariat.site.ladder import (
    Axis,
    count_years,
    drawing_name,
    make_axis,
    revise_years,
)
from commentariat.site.listings import Listings
from commentariat.site.look import NAME as LOOK
from commentariat.site.look import ThemeFacts, look_lines, look_name, make_view
from commentariat.site.menus import make_main_menu, make_menu
from commentariat.site.nesting import Nesting
from commentariat.site.page import TableFile, digest_value
from commentariat.site.pictures import Pictures
from commentariat.site.policy import policy_of, write_policy
from commentariat.site.register import Register
from commentariat.site.search_links import EXPLORE, EXPLORED, SEARCH
from commentariat.site.search_source import SearchFiles
from commentariat.site.series import Series
from commentariat.site.similar import Similar
from commentariat.site.size import size_of
from commentariat.site.targets import Targets
from commentariat.site.translations import Translations
from commentariat.site.urls import article_path, encode_path, root_of
from commentariat.site.views import (
    Alternate,
    EditionLink,
    Link,
    SharePicture,
    SiteView,
)
from commentariat.site.wording import Facts, Wording


class Part(NamedTuple):
    """What one language has of a site."""

    settings: Settings
    archive: Archive
    listings: Listings


class Site:
    """
    All that the pages of one build are made from.

    It changes by `revise` alone, and then with everything in it. *now* is given
    where later articles are shown, *renamed* where names of theme files hold a digest.
    """

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        targets: Targets,
        pictures: Pictures,
        register: Register,
        *,
        now: Now | None = None,
        renamed: Mapping[str, str] | None = None,
        held_back: HeldBack = HeldBack(),  # noqa: B008 (frozen)
        facts: ThemeFacts = ThemeFacts(),  # noqa: B008 (frozen)
        search: SearchFiles | None = None,
        tables: Iterable[TableFile] = (),
        sizes: Mapping[str, int] | None = None,
        lines: Iterable[TranslationLine] = (),
        whole: Site | None = None,
        listings: Listings | None = None,
    ) -> None:
        self.settings = settings
        self.whole = whole or self
        """The whole site, of which this may be the part in one language."""
        self.indexed: Mapping[str, str] | None = None
        """Digests of the search index, where they were told of the site as it is now."""
        self.tables = {one.href: one for one in tables}
        """Files of tables that bodies may show, by href."""
        self._sizes = sizes or {}
        """Bytes of the PDFs that articles name, by output."""
        self.search = search
        """What makes the search index; None where nobody asks for it, or elsewhere."""
        self.exports: ExportFiles | None = None
        """What makes the files to take along; None where nobody asks for them."""
        self.held_back = held_back
        """Terms and files that are not out yet, and who might bring them out."""
        self.archive = archive
        self.root = root_of(settings)
        self.listings = listings or Listings(settings, archive, self.root)
        """The listings that there are."""
        self._known_languages: dict[str, str] | None = None
        self.parts = () if whole or not settings.others else self._divide()
        """Settings, archive and listings of each language, where there are several."""
        if self.parts:
            targets = targets.within([one.listings for one in self.parts])
        self.targets = targets
        self.pictures = pictures
        self.register = register
        self.named_facets = self.listings.facets
        """Facets that have terms, by their names."""
        self.facets = tuple(f for f in self.named_facets.values() if f.has_pages)
        """Those whose terms have pages."""
        self.former_files = FormerFiles(
            register,
            targets,
            (*settings.facets, *settings.sections),
            archive.former.values(),
            self.root,
        )
        self.drawings = Drawings(archive, self.root, is_wanted=settings.theme.drawings)
        self.years = count_years(archive.articles)
        """How many pieces of each year there are."""
        self.axis: Axis | None = whole.axis if whole else make_axis(self.years)
        """The ladder; None where no piece has a date."""
        names = dict(renamed or {})
        self.has_own_ladder = LADDER in names or f"theme/{LADDER}" in targets.files
        """Whether the theme has a drawing of it already."""
        if settings.fingerprint and self.axis is not None and not self.has_own_ladder:
            names[LADDER] = drawing_name(self.axis)
        self.facts = facts
        """What was found in files that the settings of the look name."""
        self.look = look_lines(settings.theme, facts, names)
        """The stylesheet of these settings; empty where they say nothing."""
        if settings.fingerprint and self.look:
            names[LOOK] = look_name(self.look)
        self._facts = Facts(
            settings,
            archive,
            targets,
            pictures,
            self.root,
            self.drawings,
            self.axis,
            now,
            self.named_facets,
            self.share,
            self.listings,
            self.alternates if settings.languages else None,
        )
        self._wordings: dict[str, Wording] = {}
        self._wordings_for: dict[str, Wording] = {}
        self.wording = self.wording_in(settings.language)
        """The site's own."""
        self.series = Series(archive, self.root)
        """The order of what is read in order."""
        self.in_languages: PagesInLanguages = (
            whole.in_languages
            if whole
            else PagesInLanguages(archive.pages, settings, self.root)
        )
        """The institution's own pages that say the same in several languages."""
        self.nesting = Nesting(archive.pages, settings.language)
        """How the institution's own pages lie within each other."""
        self.backlinks: Backlinks = whole.backlinks if whole else Backlinks(archive)
        self.similar: Similar = (
            whole.similar
            if whole
            else Similar(
                archive, settings.related, lambda one: self.translations.others(one)
            )
        )
        """The pieces that are like each other."""
        self.announced: Announced = (
            whole.announced if whole else Announced(archive, targets, settings.base_url)
        )
        """The pieces that articles name as related."""
        self.translations: Translations = (
            whole.translations
            if whole
            else Translations(archive, targets, self.announced, self.root, lines)
        )
        """The pieces in several languages."""
        self.cross_counts = CrossCounts(archive, self.named_facets.values())
        """How many articles have two terms in common."""
        self.view = self._view(names)
        # What hooks make is told apart where they make it: templates, bodies, records.
        unhooked = replace(settings, hooks=NO_HOOKS, others=())
        self.shared = digest_value((self.view, unhooked))
        """Digest of what every page may show."""
        self.editions: tuple[Site, ...] = (self,)
        """The parts of the site in each language; it alone, where there is one."""
        if self.parts:
            self.editions = tuple(
                [
                    self._edition(part, now, renamed, held_back, facts)
                    for part in self.parts
                ]
            )
            first = self.editions[0]
            self.view, self.shared = first.view, first.shared

    # --- several languages ----------------------------------------------------------

    def _divide(self) -> tuple[Part, ...]:
        """Tell what each language has of the site."""
        found = []
        for one in (self.settings, *self.settings.others):
            is_first = one is self.settings
            if is_first and self.settings.listings != OWN:
                found.append(Part(one, self.archive, self.listings))
                continue
            archive = archive_of(self.archive, one, partial(self.lists, one.language))
            _leave_introductions(archive, one)
            found.append(Part(one, archive, Listings(one, archive, root_of(one))))
        return tuple(found)

    def lists(self, language: str, piece: Dated) -> bool:
        """Tell whether listings in *language* have *piece*."""
        if self.settings.listings != OWN:
            return True
        return edition_of(piece.language, self.settings.languages) == language

    def _edition(
        self,
        part: Part,
        now: Now | None,
        renamed: Mapping[str, str] | None,
        held_back: HeldBack,
        facts: ThemeFacts,
    ) -> Site:
        if part.archive is self.archive:
            return self
        others = [one.listings for one in self.parts if one is not part]
        return Site(
            part.settings,
            part.archive,
            self.targets.within([part.listings, *others]),
            self.pictures,
            self.register,
            now=now,
            renamed=renamed,
            held_back=held_back,
            facts=facts,
            search=self.search and self.search.within(part.settings.prefix),
            tables=self.tables.values(),
            sizes=self._sizes,
            whole=self,
            listings=part.listings,
        )

    def edition_for(self, language: str) -> Site:
        """Give the part of the site in which a piece in *language* has its page."""
        whole = self.whole
        if not whole.parts:
            return self
        tag = edition_of(language, whole.settings.languages)
        return next(one for one in whole.editions if one.settings.language == tag)

    def listing_site(self, piece: Dated) -> Site:
        """Give the part of the site whose listings have *piece*: this one, if it does."""
        if self.settings.listings != OWN:
            return self
        return self.edition_for(piece.language)

    def makes(self, source: str) -> bool:
        """Tell whether the page of the content file *source* has this language’s frame."""
        return self.whole.language_of(source) == self.settings.language

    def language_of(self, source: str) -> str:
        """Tell of which language’s part the page of the content file *source* is."""
        languages = self.settings.languages
        article = self.archive.by_source.get(source)
        if article is not None:
            return edition_of(article.language, languages)
        if self._known_languages is None:
            items = (one for found in self.archive.items.values() for one in found)
            self._known_languages = {
                one.source: edition_of(one.language, languages) for one in items
            } | {
                one.source: language_of_page(one, languages)
                for one in self.archive.pages
            }
        return self._known_languages.get(source, languages[0])

    @property
    def views(self) -> dict[str, SiteView]:
        """What pages show around them, by the languages of a site in several."""
        if not self.parts:
            return {}
        return {one.settings.language: one.view for one in self.editions}

    @property
    def homes(self) -> frozenset[str]:
        """Paths of the home pages of all languages."""
        return frozenset([one.settings.prefix for one in self.whole.parts] or [""])

    def stands_above(self, page: PageFile) -> bool:
        """Tell whether *page* is the text of a home page, or of a listing, of a language."""
        if page.path in self.homes:
            return True
        return any(
            page is one.archive.introductions.get(name)
            and one.listings.has_section(name)
            for one in self.whole.parts
            for name in one.archive.introductions
        )

    def alternates(self, path: str) -> tuple[Alternate, ...]:
        """Tell in which languages there is the listing at *path*, this one among them."""
        if not (self.settings.languages and self.root.is_listing(path)):
            return ()
        listings = [one.listings for one in self.whole.parts]
        return group_alternates(
            [
                Alternate(one.language, one.root.url(path), one.is_found(path))
                for one in listings
                if one.has(path)
            ]
        )

    # --- words ----------------------------------------------------------------------

    def wording_in(self, language: str) -> Wording:
        """Give the wording of *language*, a tag of one that there are words of."""
        found = self._wordings.get(language)
        if found is None:
            made = Wording(language, self._facts)
            found = self._wordings.setdefault(language, made)
        return found

    def wording_for(self, language: str) -> Wording:
        """
        Give the wording of a text in *language*.

        It is that of the nearest language that there are words of, else the site's own.
        """
        found = self._wordings_for.get(language)
        if found is None:
            own = self.settings.words
            name = name_of_catalog(language, own)
            ours = name_of_catalog(self.wording.language, own)
            found = self.wording if name in ("", ours) else self.wording_in(name)
            self._wordings_for[language] = found
        return found

    def words_on(self, language: str) -> str:
        """Name the language of the words on the page of a text; empty: the site's own."""
        found = self.wording_for(language)
        return "" if found is self.wording else found.language

    def pdf_size(self, article: Article) -> int:
        """Tell the size of the PDF of *article* in KB; 0 where there is none here."""
        size = self._sizes.get(self.targets.picture(article.pdf), 0)
        return -(-size // 1000)

    def path_of(self, record: Dated) -> str:
        """Path of an article, or of an item of a section."""
        if isinstance(record, Item):
            return item_path(self.archive.sections[record.section], record.slug)
        return article_path(record.slug)

    def share(self, article: Dated, alt: str = "") -> SharePicture | None:
        """Show the picture of *article* beside links to it, if networks can show it."""
        return self.pictures.share(self.targets.picture(article.image), alt)

    @property
    def languages(self) -> Counter[str]:
        """Count the texts of each language, and the site's own once more."""
        archive = self.archive
        settings = self.settings
        found = Counter([one.language for one in (settings, *settings.others)])
        found.update(one.language for one in (*archive.articles, *archive.withdrawn))
        found.update(page.language for page in archive.pages if page.language)
        for items in archive.items.values():
            found.update(item.language for item in items)
        return found

    def revise(self, edit: Edit) -> None:
        """Bring the archive up to date, and what is known beside it."""
        revision = edit.revision
        self.similar.take_out(revision.changes)
        self._revise_listings(revision)
        self.similar.put_in(revision.changes, edit.like | edit.paired.sources)
        self.targets.revise(revision)
        self.backlinks.revise(revision)
        self.announced.revise(revision)
        self.translations.revise(edit.paired)
        self._forget(revision)
        for site, part in zip(self.editions, edit.parts, strict=bool(self.parts)):
            if site is not self:
                site._revise_listings(part.revision)
                site._forget(part.revision)

    def _revise_listings(self, revision: Revision) -> None:
        self.cross_counts.take_out(revision.changes)
        self.series.take_out(revision)
        self.indexed = None
        revise(self.archive, revision)
        self.cross_counts.put_in(revision.changes)
        self.series.put_in(revision)
        for wording in self._wordings.values():
            wording.revise(revision)
        self.years = revise_years(self.years, revision)

    def _forget(self, revision: Revision) -> None:
        for wording in self._wordings.values():  # what comes was shown before its terms
            wording.forget(revision.versions)

    @property
    def introduction(self) -> PageFile | None:
        """The text of the home page."""
        path = self.root.prefix
        return next((page for page in self.archive.pages if page.path == path), None)

    def _view(self, renamed: dict[str, str]) -> SiteView:
        settings, root, wording = self.settings, self.root, self.wording
        return SiteView(
            title=settings.title,
            tagline=settings.tagline,
            language=wording.language,
            direction=wording.direction,
            institution=settings.institution,
            base=root.base,
            home=root.home,
            url=root.url(""),
            editions=self._links_to_editions(),
            menu=make_main_menu(
                settings.menu,
                [
                    one
                    for one in self.archive.sections.values()
                    if self._lists_section(one)
                ],
                [one for one in self.archive.pages if self._asks_for_menu(one)],
                self.nesting,
                self.targets,
                root,
                wording.naming,
                self.tongue_of,
            ),
            facets=tuple(
                [wording.links.facet(one) for one in self.facets if one.is_in_menu]
            ),
            feed=root.href("feed.xml"),
            footer=make_menu(
                settings.footer, self.targets, wording.naming.language_at("footer")
            ),
            ladder=self.axis.view if self.axis else None,
            size=size_of(len(self.archive.articles), self.years),
            policy=write_policy(policy_of(settings)),
            look=make_view(
                settings.theme,
                self.facts,
                lambda name: f"{root.base}theme/{encode_path(renamed.get(name, name))}",
                settings.origin,
                is_styled=bool(self.look),
            ),
            search=root.href(SEARCH) if settings.has_search else "",
            downloads=root.href(DOWNLOADS) if settings.exports else "",
            explore=self._explore() if settings.has_search else None,
            renamed=renamed,
            called=self._said("title"),
            publisher=self._said("institution"),
            slogan=self._said("tagline"),
        )

    def _said(self, key: str) -> Link:
        """Give what settings say under *key*, with the language of that."""
        said = getattr(self.settings, key)
        return Link(said, "", self.wording.naming.language_at(key))

    def tongue_of(self, page: PageFile) -> str:
        """Tell in which language *page* is, if not in the words around it."""
        settings = self.whole.settings
        language = page.language or settings.language
        if settings.languages and not page.language:
            language = language_of_page(page, settings.languages)
        return "" if language == self.wording.language else language

    def _lists_section(self, section: Section) -> bool:
        return section.is_in_menu and self.listings.has_section(section.name)

    def _asks_for_menu(self, page: PageFile) -> bool:
        if not page.menu or self.stands_above(page):
            return False
        return not self.settings.languages or self.makes(page.source)

    def _links_to_editions(self) -> tuple[EditionLink, ...]:
        """Link to the home pages of all languages, each called as it calls itself."""
        settings = self.whole.settings
        return tuple(
            [
                EditionLink(
                    one.language,
                    direction_of(one.language),
                    autonym(one.language),
                    root_of(one).home,
                    is_current=one.language == self.settings.language,
                )
                for one in (settings, *settings.others)
                if settings.others
            ]
        )

    def _explore(self) -> Link | None:
        if self.named_facets.keys().isdisjoint(EXPLORED):
            return None
        return Link(self.wording.words.gettext("Explore"), self.root.href(EXPLORE))


def _leave_introductions(archive: Archive, settings: Settings) -> None:
    """
    Leave texts above the listings of sections to the language that they are in.

    A page at the address of a listing in a further language is the text of that.
    """
    languages = settings.languages
    archive.introductions = {
        name: page
        for name, page in archive.introductions.items()
        if edition_of(page.language or languages[0], languages) == settings.language
    }
    if settings.prefix:
        pages = {page.path: page for page in archive.pages}
        archive.introductions |= {
            name: page
            for name, section in archive.sections.items()
            if (page := pages.get(f"{settings.prefix}{section.listing}"))
        }

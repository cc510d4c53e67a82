"""An archive and its settings, as the pages of one build see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from commentariat.archive.archive import Archive
from commentariat.archive.bundles import bundle_of
from commentariat.archive.dates import Now
from commentariat.archive.model import Article, Dated, Item
from commentariat.archive.revise import (
    Change,
    Revision,
    plan_revision,
    revise,
    told_by_dek,
)
from commentariat.archive.translation_lines import TranslationLine
from commentariat.config import Settings
from commentariat.fields import ON_ARTICLES
from commentariat.formats import FOLDER as DOWNLOADS
from commentariat.hooks.model import NO_HOOKS
from commentariat.interface.catalog import name_of_catalog
from commentariat.sections import item_path
from commentariat.site.announced import Announced
from commentariat.site.backlinks import Backlinks, leads_to, targets_of
from commentariat.site.cards import sounded
from commentariat.site.cross_counts import CrossCounts
from commentariat.site.drawings import Drawings
from commentariat.site.edit import Edit
from commentariat.site.export_source import ExportFiles
from commentariat.site.former_files import FormerFiles
from commentariat.site.held_back import HeldBack
from commentariat.site.ladder import NAME as LADDER
from commentariat.site.ladder import count_years, drawing_name, make_axis, revise_years
from commentariat.site.look import NAME as LOOK
from commentariat.site.look import ThemeFacts, look_lines, look_name, make_view
from commentariat.site.menus import make_main_menu, make_menu
from commentariat.site.nesting import Nesting
from commentariat.site.page import TableFile, digest_value
from commentariat.site.picture_uses import pictures_in
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
from commentariat.site.views import Link, SharePicture, SiteView
from commentariat.site.wording import Facts, Wording


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
    ) -> None:
        self.settings = settings
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
        self.targets = targets
        self.pictures = pictures
        self.register = register
        self.named_facets = {
            f.name: f for f in settings.facets if archive.terms[f.name]
        }
        """Facets that have terms, by their names."""
        self.facets = tuple(f for f in self.named_facets.values() if f.has_pages)
        """Those whose terms have pages."""
        self.former_files = FormerFiles(
            register,
            targets,
            (*settings.facets, *settings.sections),
            archive.former.values(),
        )
        self.root = root_of(settings)
        self.drawings = Drawings(archive, self.root, is_wanted=settings.theme.drawings)
        self.years = count_years(archive.articles)
        """How many pieces of each year there are."""
        self.axis = make_axis(self.years)
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
        )
        self._wordings: dict[str, Wording] = {}
        self._wordings_for: dict[str, Wording] = {}
        self.wording = self.wording_in(settings.language)
        """The site's own."""
        self.series = Series(archive, self.root)
        """The order of what is read in order."""
        self.nesting = Nesting(archive.pages, settings.language)
        """How the institution's own pages lie within each other."""
        self.backlinks = Backlinks(archive)
        self.similar = Similar(
            archive, settings.related, lambda one: self.translations.others(one)
        )
        """The pieces that are like each other."""
        self.announced = Announced(archive, targets, settings.base_url)
        """The pieces that articles name as related."""
        self.translations = Translations(
            archive, targets, self.announced, self.root, lines
        )
        """The pieces in several languages."""
        self.cross_counts = CrossCounts(archive, self.named_facets.values())
        """How many articles have two terms in common."""
        self.view = self._view(names)
        # What hooks make is told apart where they make it: templates, bodies, records.
        unhooked = replace(settings, hooks=NO_HOOKS)
        self.shared = digest_value((self.view, unhooked))
        """Digest of what every page may show."""

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

    def plan_edit(self, changes: Sequence[Change]) -> Edit | None:
        """Tell what becomes of the site by *changes*; None where only a new one can tell."""
        revision = plan_revision(self.archive, changes)
        if (
            revision is None
            or not self.wording.links.are_titles_kept(revision)
            or revision.told_apart(pictures_in)  # copies of them may come or go
            or revision.told_apart(lambda article: article.pdf)  # it may not be there
            or revision.told_apart(self._place_of_attached)
            or revision.told_apart(self._held_back_in)
            or self._is_framed_anew(revision)
            or self._is_spoken_anew(revision)
        ):
            return None
        targets = targets_of(revision)
        if targets and self._leads_on_to(targets):
            return None
        told = revision.told_apart(self._told_elsewhere)
        like = self.similar.touched(revision, told)
        if like is None:
            return None
        paired = self.translations.touched(revision)
        if paired is None:
            return None
        leading = self.backlinks.find(revision, targets)
        if self._lists_leads(leading, targets):
            return None
        cards = self.wording.cards
        return Edit(
            revision,
            listed=revision.told_apart(cards.listed),
            sounded=revision.told_apart(sounded),
            cited=revision.told_apart(cards.cited_among_others)
            if self.settings.has_citations
            else (),
            moved=revision.told_apart(cards.beside_others),
            announcing=self.announced.announcing(revision, self._told_elsewhere),
            like=like,
            paired=paired,
            in_series=self.series.touched(revision),
            targets=targets,
            leading=leading,
        )

    def _told_elsewhere(self, article: Article) -> object:
        """All that the page of another can show of *article*, or find it by."""
        found = article.source, article.slug, article.aliases, article.withdrawn
        if article.withdrawn:
            return found
        card = self.wording.cards.card(article)
        return found, told_by_dek(article), article.terms, card

    def _lists_leads(self, leading: frozenset[str], targets: frozenset[str]) -> bool:
        """Tell whether listings may show of an article among *leading* where it leads."""
        if not (self.settings.fields and targets):
            return False
        known, lead = self.archive.by_source, self.wording.fields.are_led_on
        found = (known[source] for source in leading if source in known)
        return any(lead(one, ON_ARTICLES, targets) for one in found) or any(
            lead(item, item.section, targets)
            for items in self.archive.items.values()
            for item in items
        )

    def _is_framed_anew(self, revision: Revision) -> bool:
        """Tell whether the ladder or the size, which all pages show, is another then."""
        years = revise_years(self.years, revision)
        axis = make_axis(years)
        is_moved = (axis and axis.key) != (self.axis and self.axis.key)
        count = len(self.archive.articles) + sum(
            (change.new is not None and not change.new.withdrawn)
            - (change.old is not None and not change.old.withdrawn)
            for change in revision.changes
        )
        return is_moved or size_of(count, years) != self.view.size

    @property
    def languages(self) -> Counter[str]:
        """Count the texts of each language, and the site's own once more."""
        archive = self.archive
        found = Counter([self.settings.language])
        found.update(one.language for one in (*archive.articles, *archive.withdrawn))
        found.update(page.language for page in archive.pages if page.language)
        for items in archive.items.values():
            found.update(item.language for item in items)
        return found

    def _is_spoken_anew(self, revision: Revision) -> bool:
        """Tell whether other catalogs of the site's own may have words that pages say."""
        if not self.settings.words:
            return False
        before = self.languages
        after = before - Counter(
            one.old.language for one in revision.changes if one.old
        )
        after.update(one.new.language for one in revision.changes if one.new)
        return before.keys() != {tag for tag, count in after.items() if count}

    def _held_back_in(self, article: Article) -> object:
        return self.held_back.named_in(article, self.settings.facets)

    def _place_of_attached(self, article: Article) -> object:
        """Tell where files go by *article*, if there are any below its folder."""
        if bundle_of(article.source) not in self.targets.attached.folders:
            return None
        return article.slug, bool(article.withdrawn)

    def _leads_on_to(self, targets: frozenset[str]) -> bool:
        """Tell whether a menu, the register or the home page may lead to *targets*."""
        redirects = self.register.redirects.values()
        home = next((page for page in self.archive.pages if not page.path), None)
        written = (
            *self.settings.menu_urls,
            *(one.target for one in redirects),
            *(home.choices if home else ()),
        )
        return leads_to(written, targets)

    def revise(self, edit: Edit) -> None:
        """Bring the archive up to date, and what is known beside it."""
        revision = edit.revision
        self.cross_counts.take_out(revision.changes)
        self.series.take_out(revision)
        self.similar.take_out(revision.changes)
        self.indexed = None
        revise(self.archive, revision)
        self.cross_counts.put_in(revision.changes)
        self.series.put_in(revision)
        self.similar.put_in(revision.changes, edit.like)
        for wording in self._wordings.values():
            wording.revise(revision)
        self.targets.revise(revision)
        self.backlinks.revise(revision)
        self.announced.revise(revision)
        self.years = revise_years(self.years, revision)
        for wording in self._wordings.values():  # what comes was shown before its terms
            wording.forget(revision.versions)

    def _view(self, renamed: dict[str, str]) -> SiteView:
        settings, root, wording = self.settings, self.root, self.wording
        return SiteView(
            title=settings.title,
            tagline=settings.tagline,
            language=wording.language,
            direction=wording.direction,
            institution=settings.institution,
            base=root.base,
            url=settings.base_url,
            menu=make_main_menu(
                settings.menu, self.archive, self.nesting, self.targets, root
            ),
            facets=tuple(
                [wording.links.facet(one) for one in self.facets if one.is_in_menu]
            ),
            feed=root.href("feed.xml"),
            footer=make_menu(settings.footer, self.targets),
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
        )

    def _explore(self) -> Link | None:
        if self.named_facets.keys().isdisjoint(EXPLORED):
            return None
        return Link(self.wording.words.gettext("Explore"), self.root.href(EXPLORE))

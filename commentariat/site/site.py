"""What all pages share: the settings as shown, links to terms, cards of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from posixpath import normpath

from commentariat.archive.archive import Archive, Term, label_of, names_in
from commentariat.archive.model import Article
from commentariat.archive.revise import Change, Revision, plan_revision, revise
from commentariat.archive.slugs import slugify
from commentariat.config import MenuItem, Settings, direction_of
from commentariat.facets import Facet
from commentariat.site.dates import date_label, day_label, rfc3339
from commentariat.site.page import digest_parts, digest_value
from commentariat.site.pictures import TEXT, PictureFile, Place, copy_name, copy_widths
from commentariat.site.urls import article_path, encode_path
from commentariat.site.views import Card, FeedEntry, Head, Link, Picture, Row, SiteView


class Site:
    """An archive and its settings, as the pages of one build see them."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        today: str,
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        self.settings = settings
        self.archive = archive
        self.base = encode_path(settings.base)
        self.today = today
        """Articles of a later date are marked as scheduled."""
        self.named_facets = {
            f.name: f for f in settings.facets if archive.terms[f.name]
        }
        """Facets that have terms, by their names."""
        self.facets = tuple(f for f in self.named_facets.values() if f.has_pages)
        """Those whose terms have pages."""
        feet = (f for f in self.named_facets.values() if f.foot)
        self.foot = tuple(sorted(feet, key=lambda facet: facet.foot))
        """Those whose terms stand under an article's text, in that order."""
        self.view = self._view(dict(renamed or {}))
        self.shared = digest_value((self.view, settings))
        self._namesakes = Counter(
            term.name for terms in archive.terms.values() for term in terms.values()
        )
        self._links: dict[tuple[str, str], Link] = {}
        self._rows: dict[str, tuple[Article, Row]] = {}
        self._cards: dict[str, tuple[Article, Card]] = {}
        self._renamed = {
            facet.name: _renamed(archive.names[facet.name], facet)
            for facet in self.named_facets.values()
        }
        self._row_keys: dict[str, tuple[Article, str]] = {}
        self._card_keys: dict[str, tuple[Article, str]] = {}
        self.paths: set[str] = set()
        """Every path of the site, for links that editors write."""
        self.pictures: Mapping[str, PictureFile] = {}
        """What is known of the pictures that pages show, by path under content/."""
        self.in_text: Mapping[str, Picture] = {}
        """Those that bodies show, by href."""

    def _view(self, renamed: dict[str, str]) -> SiteView:
        settings = self.settings
        return SiteView(
            title=settings.title,
            tagline=settings.tagline,
            language=settings.language,
            direction=direction_of(settings.language),
            institution=settings.institution,
            base=self.base,
            url=settings.base_url,
            menu=tuple(self.menu_link(item) for item in settings.menu),
            facets=tuple(Link(f.label, self.href(f"{f.path}/")) for f in self.facets),
            feed=self.href("feed.xml"),
            footer=tuple(self.menu_link(item) for item in settings.footer),
            renamed=renamed,
        )

    def menu_link(self, item: MenuItem) -> Link:
        """A menu entry, with the base path where it leads within the site."""
        url = self.href(item.url[1:]) if item.url.startswith("/") else item.url
        return Link(item.label, url)

    def href(self, path: str) -> str:
        """Path of the site at *path*, ready to print."""
        return self.base + encode_path(path)

    def whole_url(self, path: str) -> str:
        """Whole address of *path*."""
        return self.settings.origin + self.href(path)

    def term_path(self, term: Term) -> str:
        """Path of a term's landing page."""
        return f"{term.facet.path}/{term.slug}/"

    def term_link(self, term: Term) -> Link:
        """Link to a term."""
        return Link(term.name, self.href(self.term_path(term)))

    def term_title(self, term: Term) -> str:
        """Name a term so that no other page has the same title."""
        if self._namesakes[term.name] > 1:
            return f"{term.name} ({term.facet.label_one.lower()})"
        return term.name

    def named_link(self, facet: str, name: str) -> Link:
        """Link to the term that goes under *name*."""
        found = self._links.get((facet, name))
        if found is None:
            term = self.archive.names[facet].get(name)
            if term is None:
                found = Link(name, "")
            elif term.facet.has_pages:
                found = self.term_link(term)
            else:
                found = Link(term.name, "")
            self._links[facet, name] = found
        return found

    def facet_link(self, facet: Facet) -> Link:
        """Link to the index of a facet."""
        return Link(facet.label, self.href(f"{facet.path}/"))

    def author_links(self, article: Article) -> tuple[Link, ...]:
        """The authors, each once however they are spelled."""
        return unique(self.named_link("authors", name) for name in article.authors)

    def type_link(self, article: Article) -> Link | None:
        """Link to the type of *article*, if it has one."""
        return self.named_link("types", article.type) if article.type else None

    def badge(self, article: Article) -> str:
        """Mark what only a preview shows."""
        if article.is_draft:
            return "Draft"
        return "Scheduled" if self.today and article.date > self.today else ""

    def card(self, article: Article) -> Card:
        """All that a listing shows of *article*: made once, shown by many pages."""
        kept = self._cards.get(article.source)
        if kept is None or kept[0] is not article:
            kept = self._cards[article.source] = article, self._make_card(article)
        return kept[1]

    def _make_card(self, article: Article) -> Card:
        kind = self.type_link(article)
        return Card(
            url=self.href(article_path(article.slug)),
            title=article.title,
            dek=article.dek,
            date=article.date,
            date_label=date_label(article.date),
            authors=self.author_links(article),
            type=kind.label if kind else "",
            language=article.language,
            direction=direction_of(article.language),
            badge=self.badge(article),
        )

    def row(self, article: Article) -> Row:
        """One compact line on *article*: made once, shown by many pages."""
        kept = self._rows.get(article.source)
        if kept is None or kept[0] is not article:
            kept = self._rows[article.source] = article, self._make_row(article)
        return kept[1]

    def _make_row(self, article: Article) -> Row:
        authors = self.author_links(article)
        return Row(
            url=self.href(article_path(article.slug)),
            title=article.title,
            authors=", ".join(author.label for author in authors),
            date=article.date,
            date_label=day_label(article.date),
            language=article.language,
            direction=direction_of(article.language),
            badge=self.badge(article),
        )

    def row_key(self, article: Article) -> str:
        """Digest the row of *article*: made once, asked for by many pages."""
        kept = self._row_keys.get(article.source)
        if kept is None or kept[0] is not article:
            kept = self._row_keys[article.source] = article, self._digest_row(article)
        return kept[1]

    def card_key(self, article: Article) -> str:
        """Digest the card of *article*: made once, asked for by many pages."""
        kept = self._card_keys.get(article.source)
        if kept is None or kept[0] is not article:
            kept = self._card_keys[article.source] = article, self._digest_card(article)
        return kept[1]

    def _digest_row(self, article: Article) -> str:
        names = [author.label for author in self.author_links(article)]
        badge = self.badge(article)
        words = (article.slug, article.title, article.date, article.language, badge)
        return digest_parts((*words, *names))

    def _digest_card(self, article: Article) -> str:
        kind = self.type_link(article)
        urls = [author.url for author in self.author_links(article)]
        label = kind.label if kind else ""
        words = (self.row_key(article), article.dek, label, article.updated)
        return digest_parts((*words, *urls))

    def plan_revision(self, changes: Sequence[Change]) -> Revision | None:
        """Tell what becomes of the site by *changes*; None where only a new one can tell."""
        revision = plan_revision(self.archive, changes)
        if revision is None:
            return None
        known = self._namesakes - Counter(term.name for term in revision.gone)
        known.update(term.name for term in revision.come)
        names = [term.name for term in (*revision.gone, *revision.come)]
        # A term whose name is not its own alone has another title.
        has_namesakes = any(self._namesakes[n] > 1 or known[n] > 1 for n in names)
        return None if has_namesakes else revision

    def revise(self, revision: Revision) -> None:
        """Bring the archive up to date, and what is known beside it."""
        for term in (*revision.come, *revision.gone):
            for name in term.spellings:
                self._links.pop((term.facet.name, name), None)
        self._namesakes.subtract(term.name for term in revision.gone)
        self._namesakes.update(term.name for term in revision.come)
        revise(self.archive, revision)
        olds = [change.old for change in revision.changes if change.old]
        news = [change.new for change in revision.changes if change.new]
        for article in olds:
            for known in (self._row_keys, self._card_keys, self._rows, self._cards):
                known.pop(article.source, None)
        gone = {article_path(article.slug) for article in olds}
        come = {article_path(article.slug) for article in news}
        gone |= {self.term_path(t) for t in revision.gone if t.facet in self.facets}
        come |= {self.term_path(t) for t in revision.come if t.facet in self.facets}
        if gone != come:
            self.paths -= gone
            self.paths |= come

    def renamed_terms(self, article: Article) -> str:
        """
        Digest how the terms that *article* names are shown, where not as named.

        What an article calls its terms is in its own digest; most are shown so, at
        the address that follows from the name, and there is nothing to add.
        """
        found = [
            f"{facet.name}\0{name}\0{renamed[name]}"
            for facet in self.named_facets.values()
            if (renamed := self._renamed[facet.name])
            for name in names_in(article, facet)
            if name in renamed
        ]
        people = self.archive.names["authors"]
        found += [
            f"{name}\0{term.slug if (term := people.get(name)) else ''}"
            for name in article.bio_names
        ]
        return digest_parts(found) if found else ""

    def feed_entry(self, article: Article) -> FeedEntry:
        """*article* as an entry of a feed; it must have a date."""
        return FeedEntry(
            url=self.whole_url(article_path(article.slug)),
            title=article.title,
            dek=article.dek,
            authors=tuple(author.label for author in self.author_links(article)),
            published=rfc3339(article.date),
            updated=rfc3339(max(article.date, article.updated)),
            language=article.language,
        )

    def head(self, title: str, description: str, path: str, **more: object) -> Head:
        """The head of a page in the language of the site."""
        values: dict[str, object] = {
            "title": title,
            "description": description,
            "canonical": self.whole_url(path),
            "language": self.settings.language,
            "direction": self.view.direction,
        }
        return Head(**(values | more))  # type: ignore[arg-type]

    def show_pictures(
        self, pictures: Mapping[str, PictureFile], in_text: Iterable[str]
    ) -> None:
        """Take what is known of *pictures*; bodies show those *in_text*."""
        self.pictures = pictures
        shown = (self.picture(file, "", TEXT) for file in in_text)
        self.in_text = {one.url: one for one in shown if one is not None}

    def picture(self, file: str, alt: str, place: Place) -> Picture | None:
        """A picture of content/files/, with its size and copies where they are known."""
        if not file:
            return None
        known = self.pictures.get(file) or PictureFile(0, 0)
        srcset = ", ".join(
            f"{self.href(copy_name(file, width, known.mark))} {width}w"
            for width in self.copy_widths(known, (place,))
        )
        sizes = place.sizes if srcset else ""
        return Picture(self.href(file), alt, known.width, known.height, srcset, sizes)

    def resolve(self, target: str, source: str) -> str | None:
        """
        Find the href of *target*, as an editor wrote it in the file *source*.

        A target is a path of the site (`/articles/x/`), a content file
        (`../2019/x.md`), a file (`files/map.pdf`) or the slug of an article. None
        where nothing answers.
        """
        if target[:1] == "/" and target[1:] in self.paths:
            return self.href(target[1:])  # as most links are written
        path, mark, rest = _split_target(target)
        if not path:
            return None
        for candidate in self._candidates(path, source):
            if candidate in self.paths:
                return self.href(candidate) + mark + rest
        return None

    def copy_widths(
        self, picture: PictureFile, places: Iterable[Place]
    ) -> tuple[int, ...]:
        """Choose the widths in which *picture* is copied for those *places*."""
        wanted = self.settings.picture_widths if picture.is_copied else ()
        return copy_widths(picture.width, places, wanted)

    def find_file(self, target: str, source: str, files: Collection[str]) -> str | None:
        """Find which of *files* the *target* written in *source* leads to, if any."""
        path, _, _ = _split_target(target)
        found = (one for one in self._candidates(path, source) if one in files)
        return next(found, None)

    def _candidates(self, path: str, source: str) -> Iterable[str]:
        if path.startswith("/"):
            inner = path.lstrip("/")
            base = self.settings.base.strip("/")
            inners = [inner]
            if base and inner.startswith(base + "/"):
                inners.append(inner[len(base) + 1 :])
            for inner in inners:
                yield inner
                yield f"{inner.rstrip('/')}/"
                yield inner.removesuffix("index.html")
            return
        beside = normpath(PurePosixPath(source).parent.as_posix() + "/" + path)
        for file in (beside, normpath(path)):
            found = self.content_path(file)
            if found is not None:
                yield found
            yield file
        yield article_path(path.rstrip("/"))

    def content_path(self, file: str) -> str | None:
        """Path of the page that the content file *file* makes."""
        article = self.archive.by_source.get(file)
        if article:
            return article_path(article.slug)
        return _other_sources(self.archive).get(file)


def _renamed(names: Mapping[str, Term], facet: Facet) -> dict[str, str]:
    """What a link to a term shows, by the names that do not tell it themselves."""
    found = {}
    for name, term in names.items():
        label = label_of(facet, name)
        is_as_named = term.name == label and term.slug == slugify(label)
        if facet.is_fixed or not is_as_named:  # a fixed facet may lack a name's term
            found[name] = f"{term.name}\0{term.slug}"
    return found


@lru_cache(maxsize=2)
def _other_sources(archive: Archive) -> dict[str, str]:
    found = {page.source: f"{page.slug}/" for page in archive.pages}
    for terms in archive.terms.values():
        for term in terms.values():
            if term.file:
                found[term.file.source] = f"{term.facet.path}/{term.slug}/"
    return found


def _split_target(target: str) -> tuple[str, str, str]:
    if "#" not in target and "?" not in target:
        return target, "", ""
    position = min(at for at in (target.find("#"), target.find("?")) if at >= 0)
    return target[:position], target[position], target[position + 1 :]


def unique(links: Iterable[Link]) -> tuple[Link, ...]:
    """Drop repetitions, keeping the order."""
    return tuple(dict.fromkeys(links))

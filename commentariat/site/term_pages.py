"""Pages of terms: the index of a facet, a term's landing page, its years."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property, partial
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from commentariat.archive.archive import Term, names_in, terms_in
from commentariat.archive.collation import initial, name_key
from commentariat.archive.model import Article
from commentariat.facets import UNDATED, Cut, Facet, Order
from commentariat.interface.catalog import N_
from commentariat.interface.dates import Dates, anchor_of, month_of
from commentariat.site.authority import (
    authority_of,
    is_of_centers,
    role_of,
    told_of,
    told_of_person,
    told_parent,
    told_subject,
)
from commentariat.site.backlinks import leads_to
from commentariat.site.bodies import body_of
from commentariat.site.buckets import Buckets, dated_key, is_worth_finding
from commentariat.site.charts import archive_chart, month_chart, year_chart
from commentariat.site.citation_files import links_to_files
from commentariat.site.crossings import crossings_of, filters_of, told_anew
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.items import group_of
from commentariat.site.letters import (
    first_letter,
    initials_of,
    label_of,
    last_name,
    letter_of,
)
from commentariat.site.links import term_path
from commentariat.site.naming import Naming
from commentariat.site.own_fields import plays
from commentariat.site.page import Inputs, Page, digest_parts, digest_value, inputs_of
from commentariat.site.pictures import PORTRAIT
from commentariat.site.series import MOST_PARTS, is_series
from commentariat.site.site import Site
from commentariat.site.soundings import are_counted, has_soundings, soundings_of
from commentariat.site.structured import (
    Node,
    breadcrumb_list,
    collection_page,
    item_list,
    organization,
    to_script,
    with_fields,
    without_empty,
)
from commentariat.site.tree import (
    above,
    below,
    count_own,
    family_of,
    gathers,
    is_listed,
    sort_terms,
    wider,
)
from commentariat.site.urls import article_path, bucket_path
from commentariat.site.views import (
    Alternate,
    BucketView,
    Card,
    CardGroup,
    Chart,
    CountedGroup,
    CountedLink,
    FacetView,
    Link,
    PartGroup,
    Row,
    RowGroup,
    SectionGroup,
    TermView,
)

UNDATED_ANCHOR = "Undated"
"""Id, on the page of a term, of what it says of its undated articles."""


class Periods(NamedTuple):
    """How the dated articles of a term are cut, and what the parts are called."""

    name: Callable[[Dates, str], str]
    """Words a period within the term."""
    label: Callable[[Dates, str, str], str]
    """Words it with the term, where it stands alone."""
    title: str
    """Words a page of it, as `RunView` has it."""
    kin: Callable[[Term, str], str]
    """Tells the year: pages of one year show the same articles."""


_PERIODS = {
    Cut.YEARS: Periods(
        name=Dates.year_label,
        label=lambda dates, term, year: dates.year_label(year),
        title=N_("%(name)s, %(label)s"),
        kin=lambda term, year: year,
    ),
    Cut.MONTHS: Periods(
        name=Dates.month_label,
        label=Dates.month_of_year_label,
        title="%(label)s",
        kin=lambda term, month: term.slug,
    ),
}
_MOST_ITEMS = 60  # of a section, on the page of a term
_MOST_NAMED = 6  # parts, in what is said of a chart


def term_pages(site: Site) -> Iterator[Page]:
    """Make the index of every facet, and all pages of its terms."""
    for facet in site.facets:
        yield facet_page(site, facet)
        for term in _shown_terms(site, facet):
            yield from _all_pages(site, term)


def touched_terms(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those that list an article otherwise, and those that may lead elsewhere."""
    for facet in site.facets:
        shown = terms_in(site.archive, facet, edit.listed)
        if any(names_in(article, facet) for article in edit.listed):
            yield facet_page(site, facet)
        for term, articles in shown.items():
            yield from _pages_showing(site, term, articles)
            for other in wider(term):
                if other not in shown:
                    yield from _landing(site, other)
        if facet.is_person:
            for term, articles in terms_in(site.archive, facet, edit.sounded).items():
                if term not in shown and has_soundings(site, term):
                    is_other = are_counted(articles)
                    yield _term_page(site, term, Buckets(term), is_other=is_other)
        leading = site.archive.terms[facet.name] if edit.targets or edit.names else {}
        for term in leading.values():
            if term not in shown and _may_lead_elsewhere(term, edit):
                yield from _landing(site, term)
    for name, slug in sorted(edit.elsewhere):
        listed = site.archive.terms[name].get(slug)
        if listed is not None and listed.facet.has_pages:
            yield from _all_pages(site, listed)
    for term in told_anew(site, edit):
        yield from _landing(site, term)


def _may_lead_elsewhere(term: Term, edit: Edit) -> bool:
    return term.file is not None and (
        leads_to(term.file.links, edit.targets) or is_of_centers(term.file, edit.names)
    )


TERMS = Family("terms, their indexes and years", term_pages, touched_terms)


def _all_pages(site: Site, term: Term) -> Iterator[Page]:
    """Make the page of *term*, and those of its years, where it has any."""
    if site.listings.shows(term):
        buckets = Buckets(term)
        yield _term_page(site, term, buckets)
        for run in _runs(site, term, buckets):
            yield from run.pages()


def _landing(site: Site, term: Term) -> Iterator[Page]:
    """Make the page of *term*, where it has one."""
    if site.listings.shows(term):
        yield _term_page(site, term, Buckets(term))


def _pages_showing(
    site: Site, term: Term, articles: Collection[Article]
) -> Iterator[Page]:
    """Make the pages of *term* that show any of *articles*, or would if it had them."""
    if not site.listings.shows(term):
        return
    buckets = Buckets(term)
    yield _term_page(site, term, buckets)
    for run in _runs(site, term, buckets):
        yield from run.pages_showing(articles)


def _shown_terms(site: Site, facet: Facet) -> list[Term]:
    terms = site.archive.terms[facet.name].values()
    return list(filter(site.listings.shows, terms))


# The index of a facet


def facet_page(site: Site, facet: Facet) -> Page:
    """Make the index of all terms of *facet*."""
    find = partial(_facet_inputs, site, facet)
    return Page(site.root.output(f"{facet.path}/"), "facet.html", find)


def _facet_inputs(site: Site, facet: Facet) -> Inputs:
    names = dict.fromkeys(("count", "groups", "chart"), "terms and counts")
    return inputs_of(site.shared, _facet_view(site, facet), names)


def _facet_view(site: Site, facet: Facet) -> FacetView:
    shown = {term: None for term in _shown_terms(site, facet) if is_listed(term)}
    naming = site.wording.naming
    label = naming.facet(facet).label
    is_by_letter = facet.order == Order.PERSON
    first = [
        one for one in shown if is_by_letter or shown.keys().isdisjoint(above(one))
    ]
    terms = sort_terms(facet, first, naming)
    entries = [
        site.wording.links.counted(term) if is_by_letter else _branch(site, term, shown)
        for term in terms
    ]
    crumbs = (site.wording.home,)
    head = site.wording.head(
        label,
        site.wording.words.gettext(
            "%(facet)s in the archive of %(site)s",
            facet=label,
            site=site.settings.title,
        ),
        f"{facet.path}/",
        breadcrumbs=crumbs,
        json_ld=to_script(
            [
                collection_page(site.root.url(f"{facet.path}/"), label),
                breadcrumb_list(site.settings, crumbs, label),
            ]
        ),
        title_language=naming.language_of_facet(facet),
    )
    return FacetView(
        head=head,
        facet=site.wording.links.facet(facet),
        label=label,
        count=len(shown),
        groups=_letters(terms, entries, naming)
        if is_by_letter
        else (_single(entries),),
        is_alphabetical=is_by_letter,
        chart=archive_chart(site) if facet.is_of_date else None,
    )


def _branch(site: Site, term: Term, shown: Collection[Term]) -> CountedLink:
    """Link to *term*, with what is part of it below."""
    found = below(term, site.wording.naming, shown)
    parts = tuple([_branch(site, one, shown) for one in found])
    return replace(site.wording.links.counted(term), below=parts)


def _single(entries: Iterable[CountedLink]) -> CountedGroup:
    return CountedGroup("", "all", "", tuple(entries))


def _letters(
    terms: Iterable[Term], entries: Iterable[CountedLink], naming: Naming
) -> tuple[CountedGroup, ...]:
    groups: dict[str, list[CountedLink]] = {}
    for term, entry in zip(terms, entries, strict=True):
        family = family_of(term, naming) or last_name(naming.term(term))
        letter = initial(family, naming.language)
        groups.setdefault(letter, []).append(entry)
    return tuple(
        CountedGroup(letter, f"letter-{_anchor(letter)}", "", tuple(groups[letter]))
        for letter in sorted(groups, key=partial(name_key, among=naming.language))
    )


def _anchor(letter: str) -> str:
    return "0-9" if letter == "#" else letter.lower()


# A term's landing page


def _term_page(
    site: Site, term: Term, buckets: Buckets, *, is_other: bool = False
) -> Page:
    return Page(
        site.root.output(term_path(term)),
        "term.html",
        partial(_term_inputs, site, term, buckets),
        term.file.source if term.file else "",
        is_indexed=is_listed(term),
        is_other=is_other,
    )


_TERM_NAMES = {
    **dict.fromkeys(("periods", "parts", "undated"), "newest articles"),
    **dict.fromkeys(("count", "since", "chart", "rest", "letters"), "years and counts"),
    "soundings": "dates and lengths",
    **dict.fromkeys(("filters", "crossings"), "authors, regions, topics"),
    "citations": "years and counts",
    **dict.fromkeys(("own", "children", "whose"), "years and counts"),
    "authority": "what its file says",
    "sections": "items of sections",
    "fields": "fields",
}


def _term_inputs(site: Site, term: Term, buckets: Buckets) -> Inputs:
    view = _term_view(site, term, buckets)
    if term.file is None:
        return inputs_of(site.shared, view, _TERM_NAMES)
    body = body_of(site, term.file)
    texts = site.wording.fields.texts(term.file, term.facet.name, body)
    return inputs_of(site.shared, view, _TERM_NAMES, body, texts=texts)


def _chart(site: Site, term: Term, buckets: Buckets) -> Chart | None:
    counts = {key: len(found) for key, found in buckets.dated.items()}
    href = partial(_bucket_href, site, term)
    if term.facet.cut == Cut.MONTHS:
        return month_chart(site, term.slug, counts, href)
    rest = sum(map(len, buckets.undated.values()))
    undated = (
        CountedLink(site.wording.words.gettext("Undated"), f"#{UNDATED_ANCHOR}", rest)
        if rest
        else None
    )
    return year_chart(site, counts, href, undated)


def _period_links(site: Site, term: Term, buckets: Buckets) -> tuple[CountedLink, ...]:
    """Link to all years (months) of *term*, the newest first, or the first one."""
    name = _PERIODS[term.facet.cut].name
    dated = buckets.dated.items()
    periods = dated if is_series(term.facet) else reversed(dated)
    return tuple(
        [
            CountedLink(
                name(site.wording.dates, key), _bucket_href(site, term, key), len(found)
            )
            for key, found in periods
        ]
    )


def _letter_links(site: Site, term: Term, buckets: Buckets) -> tuple[CountedLink, ...]:
    return tuple(
        [
            CountedLink(
                label_of(slug, found),
                _bucket_href(site, term, slug, is_undated=True),
                len(found),
            )
            for slug, found in buckets.undated.items()
        ]
    )


def _card(site: Site, term: Term, article: Article) -> Card:
    """Show *article* among those of *term*: an author need not be told under each."""
    card = site.wording.cards.card(article)
    if not term.facet.is_person:
        return card
    url = site.root.href(term_path(term))
    others = tuple([author for author in card.authors if author.url != url])
    if len(others) == len(card.authors):
        return card
    return replace(card, authors=others, is_with=True)


def _shown_periods(
    site: Site, term: Term, articles: list[Article]
) -> tuple[CardGroup, ...]:
    """Put the dated among *articles* under their years (months)."""
    name = _PERIODS[term.facet.cut].name
    groups: dict[str, list[Card]] = {}
    for article in articles:
        if article.date:
            card = _card(site, term, article)
            groups.setdefault(dated_key(term, article), []).append(card)
    return tuple(
        [
            CardGroup(
                name(site.wording.dates, key),
                f"In-{key}",
                _bucket_href(site, term, key),
                tuple(cards),
            )
            for key, cards in groups.items()
        ]
    )


def _bucket_href(site: Site, term: Term, key: str, *, is_undated: bool = False) -> str:
    return site.root.href(_bucket_path_of(site, term, key, is_undated=is_undated))


def _bucket_path_of(site: Site, term: Term, key: str, *, is_undated: bool) -> str:
    is_below = is_undated and not term.facet.is_of_date
    return bucket_path(term_path(term), f"{UNDATED}/{key}" if is_below else key)


def _term_view(site: Site, term: Term, buckets: Buckets) -> TermView:
    facet, file, path = term.facet, term.file, term_path(term)
    most, is_read = site.settings.list_all, is_series(facet)
    are_few = len(term.articles) <= max(
        most, site.settings.newest, MOST_PARTS if is_read else 0
    )
    shown = term.articles if are_few else term.articles[: site.settings.newest]
    parts = _parts(site, term, len(shown)) if is_read else ()
    are_linked = are_few and not is_read  # by the headings over them
    shown = [] if is_read else shown
    undated = [one for one in shown if not one.date]
    name = site.wording.naming.term(term)
    crumbs = (
        site.wording.home,
        site.wording.links.facet(facet),
        *map(site.wording.links.term, above(term)),
    )
    fields, crossings = (
        site.wording.fields.of(file, facet.name),
        crossings_of(site, term),
    )
    nodes = _structured(site, term, shown, site.wording.fields.properties(fields))
    head = site.wording.head(
        site.wording.links.title(term),
        _description(site, term),
        path,
        breadcrumbs=crumbs,
        atom=site.root.href(f"{path}feed.xml") if facet.has_feed else "",
        json_feed=site.root.href(f"{path}feed.json") if facet.has_feed else "",
        og_type="profile" if facet.is_person else "website",
        json_ld=to_script([*nodes, breadcrumb_list(site.settings, crumbs, name)]),
        image=site.pictures.share(site.targets.picture(file.picture), file.picture_alt)
        if file
        else None,
        plays=plays(fields),
        is_indexed=is_listed(term),
        mark=site.wording.rail(term.articles[0].date[:4])
        if facet.is_of_date and term.articles
        else None,
        title_language=site.wording.naming.language_of(term),
        text_language=site.wording.naming.language_of_files if file else "",
    )
    return TermView(
        head=head,
        facet=site.wording.links.facet(facet),
        name=name,
        role=role_of(site, term),
        picture=site.pictures.show(
            site.targets.picture(file.picture), file.picture_alt, PORTRAIT
        )
        if file
        else None,
        initials=initials_of(site.wording.citations.name_of(name))
        if facet.is_person and not (file and file.picture)
        else "",
        count=len(term.articles),
        own=count_own(site.archive, term),
        children=tuple(map(site.wording.links.counted, _below(site, term))),
        whose=_whose(site, term),
        authority=authority_of(site, term),
        since="" if facet.is_of_date else next(iter(buckets.dated), ""),
        soundings=soundings_of(site, term, buckets),
        chart=_chart(site, term, buckets),
        periods=_shown_periods(site, term, shown),
        parts=parts,
        undated=tuple([_card(site, term, one) for one in undated]),
        undated_anchor=UNDATED_ANCHOR,
        rest=() if are_linked else _period_links(site, term, buckets),
        letters=() if are_linked else _letter_links(site, term, buckets),
        filters=filters_of(crossings) if facet.is_person else (),
        crossings=tuple([one for one in crossings if one.is_of_people])
        if facet.is_person
        else crossings,
        is_person=facet.is_person,
        citations=links_to_files(site, term),
        fields=fields,
        sections=_sections(site, term),
    )


def _below(site: Site, term: Term) -> list[Term]:
    """Give what is part of *term*, as far as it has pages here."""
    found = below(term, site.wording.naming)
    return list(filter(site.listings.shows, found))


def _whose(site: Site, term: Term) -> str:
    """Say whose pieces the chart of *term* counts, where it has parts."""
    if not term.children:
        return ""
    if not gathers(term):
        return site.wording.words.gettext(
            "Its own pieces alone, without those of its parts."
        )
    naming = site.wording.naming
    names = [naming.term(one) for one in _below(site, term)]
    if 0 < len(names) <= _MOST_NAMED:
        return site.wording.words.gettext(
            "Its own pieces and those of its parts: %(names)s.",
            names=site.wording.words.names(names),
        )
    return site.wording.words.gettext("Its own pieces and those of its parts.")


def _parts(site: Site, term: Term, most: int) -> tuple[PartGroup, ...]:
    """Show the first articles of what is read in order, *most* of them, with numbers."""
    groups: list[tuple[int, list[Card]]] = []
    following = -1
    for article, number in site.series.ordered(term)[:most]:
        if number != following:
            groups.append((number, []))
        groups[-1][1].append(site.wording.cards.card(article))
        following = number + 1 if number else 0
    return tuple([PartGroup(start, tuple(cards)) for start, cards in groups])


def _sections(site: Site, term: Term) -> tuple[SectionGroup, ...]:
    """Show what sections have of *term*, each section apart."""
    return tuple(
        [
            group_of(site, section, found, _MOST_ITEMS)
            for name, section in site.archive.sections.items()
            if (found := [one for one in term.items if one.section == name])
        ]
    )


def _description(site: Site, term: Term) -> str:
    return site.wording.words.ngettext(
        term.facet.summary.one,
        term.facet.summary.more,
        len(term.articles),
        term=site.wording.naming.term(term),
        site=site.settings.title,
    )


def _structured(site: Site, term: Term, shown: list[Article], said: Node) -> list[Node]:
    """Tell what *term* is, beside what *said* tells of it, and what its page lists."""
    url, file = site.root.url(term_path(term)), term.file
    schema, name = term.facet.schema, site.wording.naming.term(term)
    if term.facet.is_person:
        person = without_empty(
            {
                "@type": schema,
                "name": name,
                **told_of(site, term),
                **told_of_person(site, term),
                "url": url,
                "image": site.root.url(site.targets.picture(file.picture))
                if file and file.picture
                else "",
            }
        )
        about = with_fields(person, said)
        return [{"@type": "ProfilePage", "url": url, "mainEntity": about}]
    page = collection_page(url, name)
    if shown:
        urls = [site.root.url(article_path(one.slug)) for one in shown]
        page["mainEntity"] = item_list(urls, len(term.articles))
    parent = told_parent(site, term)
    if schema != "Organization":
        about = told_subject(site, term)
        page |= parent | ({"about": about} if about else {})
        return [with_fields(page, said)]
    node = {"@type": schema, "name": name, "url": url} | told_of(site, term)
    parent = parent or {"parentOrganization": organization(site)}
    return [with_fields(node | parent, said), page]


# A year within a term


class RunView(msgspec.Struct, frozen=True):
    """All that the pages of a run show besides their articles."""

    facet: Link
    above: tuple[Link, ...]
    """To what the term is part of, the widest first."""
    term: Link
    title: str
    """Words the title of each, of `%(name)s` and `%(label)s`."""
    name: str
    links: tuple[Link, ...]
    """To all of them."""
    siblings: tuple[Link, ...]
    """The same for the pager on each, where a month does not say the year."""
    is_undated: bool
    is_by_month: bool
    is_whole: bool
    """Their labels say the term."""
    is_of_person: bool
    is_listed: bool
    alternates: tuple[tuple[Alternate, ...], ...]
    """Of each, where it is in several languages."""


class Run:
    """
    The pages of a term that follow each other: its years, or letters of the undated.

    What they share is found out once, by the process that asks for it.
    """

    def __init__(
        self,
        site: Site,
        term: Term,
        entries: list[tuple[str, str, list[Article]]],
        *,
        is_undated: bool,
    ) -> None:
        self.site = site
        self.term = term
        self.entries = entries
        """Part of the address, label and articles of each."""
        self.is_undated = is_undated

    @property
    def _paths(self) -> Iterator[str]:
        for key, _, _ in self.entries:
            is_undated = self.is_undated
            yield _bucket_path_of(self.site, self.term, key, is_undated=is_undated)

    @cached_property
    def view(self) -> RunView:
        """What they share."""
        site, term, is_undated = self.site, self.term, self.is_undated
        periods, name = _PERIODS[term.facet.cut], site.wording.links.title(term)
        title = periods.title
        if is_undated and term.facet.is_of_date:
            title, name = N_("%(name)s, %(label)s"), site.wording.naming.term(term)
        elif is_undated:
            title = N_("%(name)s: undated, %(label)s")
        hrefs = list(map(site.root.href, self._paths))
        names = [
            label if is_undated else periods.name(site.wording.dates, key)
            for key, label, _ in self.entries
        ]
        return RunView(
            facet=site.wording.links.facet(term.facet),
            above=tuple(map(site.wording.links.term, above(term))),
            term=site.wording.links.term(term),
            title=title,
            name=name,
            links=tuple(map(Link, [label for _, label, _ in self.entries], hrefs)),
            siblings=tuple(map(Link, names, hrefs)),
            is_undated=is_undated,
            is_by_month=not is_undated and term.facet.cut == Cut.YEARS,
            is_whole=term.facet.is_of_date,
            is_of_person=term.facet.is_person,
            is_listed=is_listed(term),
            alternates=tuple(map(site.alternates, self._paths)),
        )

    @cached_property
    def digest(self) -> str:
        """Digest of what they share."""
        return digest_value(self.view)

    def pages(self) -> Iterator[Page]:
        """Make the page of each."""
        return map(self._page, range(len(self.entries)))

    def pages_showing(self, articles: Collection[Article]) -> Iterator[Page]:
        """Make the pages that show any of *articles*; all, where one comes or goes."""
        held = {key: articles for key, _, articles in self.entries}
        wanted = {
            self._key(one) for one in articles if bool(one.date) is not self.is_undated
        }
        sources = {one.source for one in articles}
        is_other = any(
            all(one.source in sources for one in held.get(key, ())) for key in wanted
        ) or self._are_called_otherwise(articles)
        for position, (key, _, _) in enumerate(self.entries):
            if is_other or key in wanted:
                yield self._page(position)

    def _are_called_otherwise(self, articles: Collection[Article]) -> bool:
        """Tell whether others than *articles* leave out a letter that labels have, too."""
        if not self.is_undated:
            return False
        sources = {one.source for one in articles}
        letters = {
            first_letter(one)
            for _, _, found in self.entries
            for one in found
            if one.source not in sources
        }
        return any(
            not one.date and first_letter(one) not in letters for one in articles
        )

    def _page(self, position: int) -> Page:
        key, _, articles = self.entries[position]
        path = _bucket_path_of(self.site, self.term, key, is_undated=self.is_undated)
        kin = _PERIODS[self.term.facet.cut].kin
        year = "" if self.is_undated else kin(self.term, key)
        find = partial(self._inputs, position)
        is_indexed = is_worth_finding(len(articles)) and is_listed(self.term)
        return Page(
            self.site.root.output(path),
            "bucket.html",
            find,
            kin=year,
            is_indexed=is_indexed,
        )

    def _key(self, article: Article) -> str:
        if self.is_undated:
            return letter_of(article)
        return dated_key(self.term, article)

    def _inputs(self, position: int) -> Inputs:
        cards, articles = self.site.wording.cards, self.entries[position][2]
        parts = (
            ("settings", self.site.shared),
            ("other years", self.digest),
            ("articles", digest_parts(map(cards.row_digest, articles))),
        )
        return Inputs(parts, partial(_bucket_view, self, position))


def _runs(site: Site, term: Term, buckets: Buckets) -> Iterator[Run]:
    label = _PERIODS[term.facet.cut].label
    is_of_date = term.facet.is_of_date  # its name is the year in dates of its months
    name = term.name if is_of_date else site.wording.naming.term(term)
    order = partial(site.series.sort, term) if is_series(term.facet) else list
    dated = [
        (key, label(site.wording.dates, name, key), order(found))
        for key, found in buckets.dated.items()
    ]
    yield Run(site, term, dated, is_undated=False)
    undated = [
        (slug, label_of(slug, found), found) for slug, found in buckets.undated.items()
    ]
    yield Run(site, term, undated, is_undated=True)


def _bucket_view(run: Run, position: int) -> BucketView:
    rows = [run.site.wording.cards.row(article) for article in run.entries[position][2]]
    return _view_of_rows(run.site, run.view, position, rows)


def _view_of_rows(
    site: Site, run: RunView, position: int, rows: list[Row]
) -> BucketView:
    """Make the view of what its page is told from others by, and of nothing else."""
    links, link = run.links, run.links[position]
    if run.is_of_person:  # who wrote them alone need not be told under each
        alone = run.term.label
        rows = [replace(r, authors="") if r.authors == alone else r for r in rows]
    title = site.wording.words.gettext(run.title, name=run.name, label=link.label)
    crumbs = (site.wording.home, run.facet, *run.above, run.term)
    head = site.wording.head(
        title,
        site.wording.words.gettext(
            "%(title)s: the archive of %(site)s",
            title=title,
            site=site.settings.title,
        ),
        canonical=site.root.origin + link.url,
        breadcrumbs=crumbs,
        json_ld=to_script([breadcrumb_list(site.settings, crumbs, link.label)]),
        is_indexed=is_worth_finding(len(rows)) and run.is_listed,
        alternates=run.alternates[position],
        mark=site.wording.rail(rows[0].date[: 4 if run.is_by_month else 7]),
    )
    return BucketView(
        head=head,
        facet=run.facet,
        term=run.term,
        label=site.wording.words.gettext("Undated, %(letter)s", letter=link.label)
        if run.is_undated
        else link.label,
        is_whole=run.is_whole,
        count=len(rows),
        groups=_months(site, rows)
        if run.is_by_month
        else (RowGroup("", "all", tuple(rows)),),
        earlier=links[position - 1] if position else None,
        later=links[position + 1] if position + 1 < len(links) else None,
        siblings=(
            *run.siblings[:position],
            Link(run.siblings[position].label, ""),
            *run.siblings[position + 1 :],
        ),
    )


def _months(site: Site, rows: list[Row]) -> tuple[RowGroup, ...]:
    months: dict[str, list[Row]] = {}
    for row in rows:
        months.setdefault(month_of(row.date), []).append(row)
    return tuple(
        [
            RowGroup(
                site.wording.dates.month_label(month), anchor_of(month), tuple(found)
            )
            for month, found in months.items()
        ]
    )

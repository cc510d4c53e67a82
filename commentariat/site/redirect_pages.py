"""Former addresses: pages that lead on to where something is now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from urllib.parse import unquote

from commentariat.archive.addresses import ADDRESSES
from commentariat.archive.former import parse_former
from commentariat.archive.model import Dated
from commentariat.archive.redirects import REDIRECTS, Redirect
from commentariat.archive.slugs import transliterate_path
from commentariat.config import HOSTS
from commentariat.errors import OpenPoint, Problem, WrongValueError, near_match
from commentariat.judge import join_key
from commentariat.kinds import Kind, Message
from commentariat.site.edit import Edit
from commentariat.site.family import Exchange, Family, LateFamily, Made, Of
from commentariat.site.former_files import FEEDS
from commentariat.site.held_back import why_held_back
from commentariat.site.links import term_path
from commentariat.site.nesting import flat_paths
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.search_links import EXPLORE
from commentariat.site.site import Site
from commentariat.site.urls import (
    address_of,
    article_path,
    is_index,
    output_of,
)
from commentariat.site.views import Link, RedirectView

_ASKED = 50  # listings that are gone, of which another name is looked for
_COMPARED = 2_000  # pairs of names


def alias_pages(site: Site) -> Iterator[Page]:
    """Make a page for each former address that a content file names itself."""
    for article in (*site.archive.articles, *site.archive.withdrawn):
        yield from aliases_of(site, article)
    for file in site.archive.pages:
        for number, alias in enumerate(file.aliases):
            href, key = site.root.href(file.path), join_key("aliases", number)
            title = Link(file.title, "", file.language)
            yield _page(site, alias, href, title, file.source, key=key)
    for item in (one for items in site.archive.items.values() for one in items):
        yield from aliases_of(site, item)


def aliases_of(site: Site, article: Dated) -> Iterator[Page]:
    """Make a page for each former address of *article*."""
    href = site.root.href(site.path_of(article))
    for number, alias in enumerate(article.aliases):
        key = join_key("aliases", number)
        title = Link(article.title, "", article.language)
        yield _page(site, alias, href, title, article.source, key=key)


def touched_aliases(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those of the articles that *edit* changes."""
    for article in edit.versions:
        if site.archive.by_source.get(article.source) == article:
            yield from aliases_of(site, article)


ALIASES = Family(
    "former addresses of content files", alias_pages, touched_aliases, Of.PIECES
)


def former_term_pages(site: Site, pages: Sequence[Page]) -> Made:
    """Make a page for each address of a term by another name, unless another has it."""
    if not any(one.archive.former for one in site.editions):
        return Made(())
    outputs = {page.output for page in pages} | site.targets.files
    made = (
        page
        for one in site.editions
        for page in _formers_of(one)
        if page.output not in outputs
    )
    return Made(tuple(made))


def _formers_of(site: Site) -> Iterator[Page]:
    taken = site.register.redirects
    for one in site.archive.former.values():
        path = site.root.place(one.path)
        if path not in taken and site.listings.shows(one.term):
            href = site.root.href(term_path(one.term))
            title = site.wording.links.term(one.term)
            yield _page(site, path, href, title, one.source, one.line)


def touches_former_terms(site: Site, exchange: Exchange) -> bool:
    """Tell whether a page came or went where such an address is."""
    former = {
        one.root.place(path) for one in site.editions for path in one.archive.former
    }
    moved = exchange.gone | exchange.come if former else frozenset()
    return any(address_of(output).strip("/") in former for output in moved)


FORMER_TERMS = LateFamily(
    "former addresses of terms", former_term_pages, touches_former_terms
)


def forwarding_pages(site: Site, pages: Sequence[Page]) -> Made:
    """Make a page for each redirect, and each listing that was published once."""
    register = site.register
    outputs = {page.output for page in pages} if register.addresses else set()
    missing = {
        address: line
        for address, line in register.addresses.items()
        if output_of(address[1:]) not in outputs
    }
    if not (register.redirects or missing):
        return Made(())
    forwarding = Forwarding(site, pages)
    made = (*forwarding.pages(), *forwarding.emptied(missing))
    return Made(made, tuple(forwarding.problems), tuple(forwarding.points))


def touches_forwarding(site: Site, exchange: Exchange) -> bool:
    """Tell whether the register speaks of an article that changed, or of its pages."""
    register, moved = site.register, exchange.gone | exchange.come
    return (
        any(map(register.names_article, exchange.edit.versions))
        or any(map(register.names_output, moved))
        or _may_be_offered(site, moved)
    )


def _may_be_offered(site: Site, outputs: Iterable[str]) -> bool:
    """Tell whether a listing that is gone may be called as one of *outputs* now."""
    moved: dict[str, list[str]] = {}
    for output in outputs:
        folder, _, slug = output.removesuffix("/index.html").rpartition("/")
        moved.setdefault(folder, []).append(slug)
    for facet in site.facets if site.register.addresses else ():
        slugs = moved.get(facet.path)
        if slugs is None:
            continue
        terms = {term.slug for term in site.archive.terms[facet.name].values()}
        begin = f"/{facet.path}/"
        known = (one for one in site.register.addresses if one.startswith(begin))
        names = {one[len(begin) :].rstrip("/") for one in known} - terms
        gone = [name for name in names if "/" not in name]
        if len(gone) * len(slugs) > _COMPARED:
            return True  # to make all of them again is less than to tell
        if any(near_match(name, slugs) for name in gone):
            return True
    return False


FORWARDING = LateFamily(
    "former addresses in the register", forwarding_pages, touches_forwarding
)


class Forwarding:
    """Where the addresses that no content file claims lead in the end."""

    def __init__(self, site: Site, pages: Iterable[Page]) -> None:
        self.site = site
        self.redirects = site.register.redirects
        self.problems: list[Problem] = []
        self.points: list[OpenPoint] = []
        self._outputs = [page.output for page in pages]

    def pages(self) -> Iterator[Page]:
        """Make a page for each redirect, and name those that lead nowhere."""
        for redirect in self.redirects.values():
            href = self._follow(redirect)
            if href is None or redirect.old in self._answered:
                continue  # it leads nowhere, or the file itself lies there
            self._tell_of_file(redirect, href)
            title = self._title(href)
            yield _page(self.site, redirect.old, href, title, REDIRECTS, redirect.line)

    def _tell_of_file(self, redirect: Redirect, href: str) -> None:
        """Tell of a page that leads to a file, where others than browsers ask for it."""
        if self.site.settings.publish.host != HOSTS[0]:
            return  # that host leads on itself
        output = self._output_at(href)
        if not is_index(output) and not output.endswith((".html", ".htm")):
            message = Kind.REDIRECT_OF_FILE.of(f"/{redirect.old}", f"/{output}")
            place = f"content/{REDIRECTS}"
            self.points.append(OpenPoint(place, redirect.line, message))

    def _output_at(self, href: str) -> str:
        path = re.split("[?#]", href, maxsplit=1)[0]
        return output_of(unquote(path[len(self.site.root.base) :]))

    @cached_property
    def _answered(self) -> frozenset[str]:
        """Former addresses that files answer themselves."""
        answered = [one.former_files.outputs for one in self.site.editions]
        return frozenset(self.site.former_files.outputs).union(*answered)

    @cached_property
    def _titles(self) -> dict[str, Link]:
        return {
            href: title
            for one in self.site.editions[::-1]
            for href, title in _titles(one)
        }

    def emptied(self, addresses: Mapping[str, int]) -> Iterator[Page]:
        """
        Lead on from the listings that are no more, among *addresses*.

        Terms, their years and whole indexes live and die with their articles: whoever
        kept the address of one is led to the nearest listing above that is left. Where
        a new term is called much the same, that is asked about. Of a facet that has no
        pages any more, only years follow their terms: those are for an editor to settle.
        What crosses what lives and dies with them all.

        A file whose name had its letters taken apart was at another address than it is
        now, and leads on from there; so does a page from where it was before pages came
        to nest.
        """
        facets = self.site.settings.facets
        folders = {
            one.root.place(f"{facet.path}/"): facet
            for one in self.site.editions
            for facet in facets
        }
        begins, asked = tuple(folders), 0
        for address, line in addresses.items():
            path = address.strip("/")
            if path in self.redirects:
                continue
            href = (
                self._composed.get(path)
                or self._flat.get(path)
                or self._in_another_language(path)
            )
            if href is not None:
                yield _page(self.site, path, href, self._title(href), ADDRESSES, line)
                continue
            if address == f"/{EXPLORE}" and self.site.settings.has_search:
                home = self.site.root.base
                yield _page(self.site, path, home, self._title(home), ADDRESSES, line)
            is_listing = address.endswith("/") and address[1:].startswith(begins)
            if not is_listing or not _is_path(address):
                continue
            begin, facet = next(
                one for one in folders.items() if address[1:].startswith(one[0])
            )
            href = self._above(path, "" if facet.has_pages else begin)
            if href is None:
                continue
            is_term = f"{path.rpartition('/')[0]}/" == begin and not facet.is_of_date
            if is_term and asked < _ASKED:
                asked += 1
                self._ask_for_name(path, href, line)
            yield _page(self.site, path, href, self._title(href), ADDRESSES, line)

    def _in_another_language(self, path: str) -> str | None:
        """Find the listing that was at *path* where another language has it."""
        if not self.site.settings.languages:
            return None
        for one in self.site.editions[::-1]:  # the first has no prefix
            if path.startswith(one.root.prefix):
                inner = path[len(one.root.prefix) :]
                return self.site.targets.resolve(f"/{inner}/", REDIRECTS)
        return None

    def _above(self, path: str, within: str) -> str | None:
        """Find where the nearest page above *path* is or leads, of those *within*."""
        resolve = self.site.targets.resolve
        while (path := path.rpartition("/")[0]) and path.startswith(within):
            href = resolve(f"/{path}/", REDIRECTS) or self._composed.get(path)
            if href is not None:
                return href
        return None if within else self.site.root.href("")

    def _ask_for_name(self, path: str, href: str, line: int) -> None:
        """Ask whether the term that was at *path* is a new one by another name."""
        folder, _, name = path.rpartition("/")
        near = near_match(name, self._new_terms.get(folder, ()))
        if near:
            offered = f"/{path}/ /{folder}/{near}/"
            message = Kind.LISTING_LED_ON.of(f"/{path}/", href, offered)
            self.points.append(OpenPoint(f"content/{ADDRESSES}", line, message))

    @cached_property
    def _new_terms(self) -> dict[str, list[str]]:
        """Terms whose pages were never published, by the folder of their facet."""
        known, found = self.site.register.addresses, {}
        for facet in self.site.facets:
            slugs = (term.slug for term in self.site.archive.terms[facet.name].values())
            new = (one for one in slugs if f"/{facet.path}/{one}/" not in known)
            found[facet.path] = list(new)
        return found

    @cached_property
    def _flat(self) -> dict[str, str]:
        """Hrefs of the pages that lie in folders, by their names alone."""
        flat = flat_paths(self.site.archive)
        return {name: self.site.root.href(path) for name, path in flat.items()}

    @cached_property
    def _composed(self) -> dict[str, str]:
        """Hrefs of pages by the paths that they had when letters were taken apart."""
        paths = [address_of(one)[1:] for one in self._outputs if not one.isascii()]
        href = self.site.root.href
        return {transliterate_path(path.strip("/")): href(path) for path in paths}

    def _follow(self, redirect: Redirect) -> str | None:
        """Find the href that *redirect* leads to in the end; name what is in the way."""
        found = self.site.targets.resolve(redirect.target, REDIRECTS)
        if found is None:
            self._name_fault(redirect)
        return found

    def _name_fault(self, redirect: Redirect) -> None:
        """Name the line that leads nowhere, and it alone; of a circle, the first."""
        seen = [redirect.old]
        last = redirect
        while True:
            following = self.site.register.following(last)
            if following is None:
                if last is redirect:
                    self._fault(redirect, self._why(last.target))
                return
            if following.old in seen:
                if following.old == redirect.old and redirect.line == min(
                    self.redirects[old].line for old in seen
                ):
                    way = " → ".join(f"/{old}/" for old in (*seen, following.old))
                    self._fault(redirect, Kind.REDIRECT_CIRCLE.of(way))
                return
            seen.append(following.old)
            last = following

    def _fault(self, redirect: Redirect, message: Message) -> None:
        source = f"content/{REDIRECTS}"
        self.problems.append(Problem(source, redirect.line, message))

    def _why(self, target: str) -> Message:
        held_back = self.site.targets.find_held_back(target, REDIRECTS)
        if held_back is None:
            return Kind.REDIRECT_NOWHERE.of(target)
        rows = Kind.REDIRECT_TO_DRAFT, Kind.REDIRECT_TO_LATER
        return why_held_back(target, held_back, *rows)

    def _title(self, href: str) -> Link:
        plain = href.partition("#")[0]
        path = plain.removeprefix(self.site.root.base.rstrip("/"))
        return self._titles.get(plain) or Link(path, "")


def _titles(site: Site) -> Iterator[tuple[str, Link]]:
    links, naming = site.wording.links, site.wording.naming
    for article in (*site.archive.articles, *site.archive.withdrawn):
        yield site.root.href(article_path(article.slug)), _called(article)
    for file in site.archive.pages:
        yield site.root.href(file.path), Link(file.title, "", file.language)
    for name, section in site.archive.sections.items():
        language = naming.language_of_section(section)
        yield site.root.href(section.listing), Link(section.label, "", language)
        for item in site.archive.items[name]:
            yield site.root.href(site.path_of(item)), _called(item)
    for facet in site.facets:
        yield site.root.href(f"{facet.path}/"), links.facet(facet)
        for term in site.archive.terms[facet.name].values():
            yield site.root.href(term_path(term)), links.term(term)
    yield site.root.base, site.view.called


def _called(piece: Dated) -> Link:
    return Link(piece.title, "", piece.language)


def _is_path(address: str) -> bool:
    """Tell whether *address*, which a person may have written, is one a page can have."""
    try:
        return f"/{parse_former(address)}/" == address
    except WrongValueError:
        return False


def _page(
    site: Site,
    old: str,
    href: str,
    title: Link,
    source: str,
    line: int = 0,
    key: str = "",
) -> Page:
    find = partial(_inputs, site, href, title)
    output = former_output(old)
    page = Page(output, "redirect.html", find, source, line, key=key, is_indexed=False)
    if site.settings.languages:
        page.edition = site.settings.language
    return page


def former_output(old: str) -> str:
    """Name the file that answers the former address *old*, without slashes at its ends."""
    return output_of(old if old.endswith((".html", ".htm")) else f"{old}/")


def _inputs(site: Site, href: str, title: Link) -> Inputs:
    whole = site.root.origin + href.partition("#")[0]
    is_own = title.language == site.wording.language
    head = site.wording.head(
        title.label,
        "",
        "",
        canonical=whole,
        is_indexed=False,
        title_language="" if is_own else title.language,
    )
    feed_type = FEEDS.get(href.rpartition("/")[2], "")
    view = RedirectView(head, href, feed_type)
    return inputs_of(site.shared, view, {"target": "target", "feed_type": "target"})

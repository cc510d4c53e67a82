"""The institution's own pages, the 404 page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.archive.model import PageFile
from commentariat.language_tags import direction_of
from commentariat.site.backlinks import leads_to
from commentariat.site.bodies import body_of
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.site import Site
from commentariat.site.structured import breadcrumb_list, to_script
from commentariat.site.urls import INDEX, output_of, page_path
from commentariat.site.views import NotFoundView, PageView

# The institution's own pages


def own_pages(site: Site) -> Iterator[Page]:
    """Make each page of the institution's own."""
    for file in site.archive.pages:
        if file.slug != INDEX:
            yield _own_page(site, file)


def touched_own(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those that may lead to something else."""
    for file in site.archive.pages:
        if file.slug != INDEX and leads_to(file.links, edit.targets):
            yield _own_page(site, file)


OWN = Family("pages of the institution's own", own_pages, touched_own)


def _own_page(site: Site, file: PageFile) -> Page:
    output = output_of(page_path(file.slug))
    return Page(output, "page.html", partial(_own_inputs, site, file), file.source)


def _own_inputs(site: Site, file: PageFile) -> Inputs:
    return inputs_of(site.shared, _own_view(site, file), {}, body_of(site, file))


def _own_view(site: Site, file: PageFile) -> PageView:
    language = file.language or site.settings.language
    crumbs = (site.home,)
    head = site.head(
        file.title,
        file.description,
        page_path(file.slug),
        language=language,
        direction=direction_of(language),
        breadcrumbs=crumbs,
        json_ld=to_script([breadcrumb_list(site.settings, crumbs, file.title)]),
    )
    return PageView(head, file.title)


# The 404 page


def not_found_pages(site: Site) -> Iterator[Page]:
    """Make the page for addresses that lead nowhere."""
    yield Page("404.html", "404.html", partial(_not_found_inputs, site))


def untouched(_site: Site, _edit: Edit) -> tuple[Page, ...]:
    """No article shows on it."""
    return ()


NOT_FOUND = Family("the 404 page", not_found_pages, untouched)


def _not_found_inputs(site: Site) -> Inputs:
    title = site.words.gettext("Page not found")
    head = site.head(title, "", "404.html", canonical="", is_indexed=False)
    return inputs_of(site.shared, NotFoundView(head), {})

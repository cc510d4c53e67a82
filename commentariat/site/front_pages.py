"""The institution's own pages, the 404 page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.archive.model import PageFile
from commentariat.fields import ON_PAGES
from commentariat.language_tags import direction_of
from commentariat.site.backlinks import leads_to
from commentariat.site.bodies import body_of
from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.own_fields import plays
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.pictures import LEAD
from commentariat.site.site import Site
from commentariat.site.structured import breadcrumb_list, to_script
from commentariat.site.urls import output_of
from commentariat.site.views import Link, NotFoundView, PageView
from commentariat.site.wording import Wording

# The institution's own pages

TEMPLATE = "page.html"


def own_pages(site: Site) -> Iterator[Page]:
    """Make each page of the institution's own."""
    for file in site.archive.pages:
        if not site.stands_above(file):
            yield _own_page(site, file)


def touched_own(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those that may lead to something else."""
    for file in site.archive.pages:
        if leads_to(file.links, edit.targets) and not site.stands_above(file):
            yield _own_page(site, file)


OWN = Family("pages of the institution's own", own_pages, touched_own, Of.PIECES)


def _own_page(site: Site, file: PageFile) -> Page:
    return Page(
        output_of(file.path),
        file.template or TEMPLATE,
        partial(_own_inputs, site, file),
        file.source,
        is_indexed=file.is_indexed,
        usual=TEMPLATE if file.template else "",
        language=site.words_on(file.language or site.settings.language),
        alternates=tuple(
            [one for one in site.in_languages.alternates(file) if one.is_told]
        ),
    )


def _wording(site: Site, file: PageFile) -> Wording:
    return site.wording_for(file.language or site.settings.language)


def _own_inputs(site: Site, file: PageFile) -> Inputs:
    wording = _wording(site, file)
    names = {"below": "pages below it", "fields": "fields"}
    body = body_of(site, file)
    texts = wording.fields.texts(file, ON_PAGES, body)
    return inputs_of(site.shared, _own_view(site, file), names, body, texts=texts)


def _own_view(site: Site, file: PageFile) -> PageView:
    wording = _wording(site, file)
    language = file.language or site.settings.language
    crumbs = (
        wording.home,
        *(_link(site, one, language) for one in _above(site, file)),
    )
    picture = site.targets.picture(file.image)
    fields = wording.fields.of(file, ON_PAGES)
    said = wording.fields.properties(fields)
    nodes = [breadcrumb_list(site.settings, crumbs, file.title)]
    if said:
        url = site.root.url(file.path)
        nodes.insert(0, {"@type": "WebPage", "name": file.title, "url": url, **said})
    head = wording.head(
        file.title,
        file.description,
        file.path,
        language=language,
        direction=direction_of(language),
        breadcrumbs=crumbs,
        json_ld=to_script(nodes),
        image=site.pictures.share(picture, file.image_alt),
        is_indexed=file.is_indexed,
        alternates=site.in_languages.alternates(file),
        plays=plays(fields),
    )
    return PageView(
        head,
        file.title,
        site.pictures.show(picture, file.image_alt, LEAD),
        tuple([_link(site, one, language) for one in site.nesting.below(file)]),
        fields,
    )


def _above(site: Site, file: PageFile) -> Iterator[PageFile]:
    return (one for one in site.nesting.above(file) if not site.stands_above(one))


def _link(site: Site, file: PageFile, language: str) -> Link:
    """Link to *file* from a page in a *language*."""
    own = file.language or site.settings.language
    url = site.root.href(file.path)
    return Link(file.title, url, "" if own == language else own)


# The 404 page


def not_found_pages(site: Site) -> Iterator[Page]:
    """Make the page for addresses that lead nowhere."""
    yield Page("404.html", "404.html", partial(_not_found_inputs, site))


def untouched(_site: Site, _edit: Edit) -> tuple[Page, ...]:
    """No article shows on it."""
    return ()


NOT_FOUND = Family("the 404 page", not_found_pages, untouched, Of.SITE)


def _not_found_inputs(site: Site) -> Inputs:
    title = site.wording.words.gettext("Page not found")
    head = site.wording.head(title, "", "404.html", canonical="", is_indexed=False)
    return inputs_of(site.shared, NotFoundView(head), {})

"""The files that drawings are made of: courses, one a piece, and coasts that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from commentariat.archive.model import Article
from commentariat.site.coasts import draw_coasts
from commentariat.site.drawings import Coast, course_output
from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.home_page import featured
from commentariat.site.page import Body, Inputs, Page, inputs_of
from commentariat.site.site import Site
from commentariat.site.views import CoastView, CourseView, Drawing

COURSE, COAST = "course.svg", "coast.svg"


def course_pages(site: Site) -> Iterator[Page]:
    """Make the courses of drawings that the home page shows; no other page shows any."""
    yield from _courses(site, _featured(site))


def touched_courses(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those of changed articles; all, where the home page may show others."""
    sources = {article.source for article in edit.versions}
    shown = _featured(site)
    yield from _courses(site, [a for a in shown if edit.listed or a.source in sources])


COURSES = Family("courses of drawings", course_pages, touched_courses, Of.SITE)


def _featured(site: Site) -> list[Article]:
    """Give the articles that stand out on the home page of any language, each once."""
    found = [article for one in site.editions for article in featured(one)]
    return list({article.source: article for article in found}.values())


def _courses(site: Site, articles: Iterable[Article]) -> Iterator[Page]:
    for article in articles:
        drawing = site.drawings.of_page(article)
        if drawing is not None:
            find = partial(_course, site, article, drawing)
            yield Page(course_output(article), COURSE, find, article.source)


def _course(site: Site, article: Article, drawing: Drawing) -> Inputs:
    view = CourseView(drawing, article.language)
    body = Body(article.source, article.body_key, article.body_line, ())
    return inputs_of(site.shared, view, {"drawing": "regions"}, body)


def coast_pages(site: Site) -> Iterator[Page]:
    """Make the coasts of all articles that are drawn, each once."""
    found = dict.fromkeys(map(site.drawings.coast, site.archive.articles))
    yield from _coasts(site, found)


def touched_coasts(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those of changed articles that any article has."""
    coast_of, archive = site.drawings.coast, site.archive
    touched = set(map(coast_of, edit.revision.told_apart(coast_of)))
    listed = [
        one
        for one in edit.revision.versions
        if archive.by_source.get(one.source) is one and not one.withdrawn
    ]
    used = touched.intersection(map(coast_of, listed))
    left = touched - used  # others may have them: most are soon found
    for article in archive.articles:
        if not left:
            break
        if (coast := coast_of(article)) in left:
            left.remove(coast)
            used.add(coast)
    yield from _coasts(site, used)


COASTS = Family("coasts of drawings", coast_pages, touched_coasts, Of.SITE)


def _coasts(site: Site, coasts: Iterable[Coast | None]) -> Iterator[Page]:
    for coast in sorted(filter(None, coasts)):
        yield Page(coast.output, COAST, partial(_coast, site, coast))


def _coast(site: Site, coast: Coast) -> Inputs:
    """Make the coasts that the name of their file says: in it they are always the same."""
    return Inputs((("settings", site.shared),), partial(_view, coast))


def _view(coast: Coast) -> CoastView:
    shapes = draw_coasts(coast.regions, coast.seed)
    return CoastView(coast.regions, coast.seed, shapes)

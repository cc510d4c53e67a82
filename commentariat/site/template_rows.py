"""The templates that are shipped: a row each, with what it is for and what it sees."""

from __future__ import annotations

import msgspec

from commentariat.site import views
from commentariat.site.views import View


class TemplateRow(msgspec.Struct, frozen=True):
    """One shipped template. All see `site`, a `SiteView`."""

    name: str
    purpose: str
    page: type[View] | None = None
    """What `page` is, where pages are made of it."""
    more: tuple[str, ...] = ()
    """What it sees besides: `body`, `course`, `reading`, `bodies`."""
    value: type[View] | None = None
    """What it sees under its own name, where `fragments` makes it."""


_R = TemplateRow
TEMPLATE_ROWS = (
    _R("base.html", "the frame of every page: head, masthead, foot"),
    _R("home.html", "the home page", views.HomeView, ("body",)),
    _R("article.html", "the page of an article", views.ArticleView,
       ("body", "course", "reading")),
    _R("withdrawn.html", "what is left of an article taken back", views.WithdrawnView),
    _R("provenance.html", "where the text of an article comes from", views.ProvenanceView),
    _R("term.html", "the page of an author, a region, a topic", views.TermView, ("body",)),
    _R("bucket.html", "a year, a month or a letter of a term", views.BucketView),
    _R("facet.html", "the index of all authors, all regions", views.FacetView),
    _R("page.html", "a page of the institution's own", views.PageView, ("body",)),
    _R("item.html", "an item of a section, such as an event", views.ItemView, ("body",)),
    _R("section.html", "the listing of a section", views.SectionView, ("body",)),
    _R("explore.html", "what crosses what in the archive", views.ExploreView),
    _R("search.html", "the page of the search", views.SearchView),
    _R("downloads.html", "what can be taken along of the archive", views.DownloadsView),
    _R("404.html", "the page for addresses that lead nowhere", views.NotFoundView),
    _R("redirect.html", "a former address that leads on", views.RedirectView),
    _R("feed.xml", "an Atom feed", views.FeedView, ("bodies",)),
    _R("feeds.opml", "all feeds, for programs that read feeds", views.FeedsView),
    _R("sitemap.xml", "addresses for crawlers", views.SitemapView),
    _R("sitemapindex.xml", "the list of sitemaps", views.SitemapIndexView),
    _R("robots.txt", "what crawlers may look at", views.RobotsView),
    _R("coast.svg", "the coasts of drawings", views.CoastView),
    _R("course.svg", "the course of a drawing, for cards", views.CourseView, ("course",)),
    _R("_security.html", "the policy of what a page may load"),
    _R("_theme.html", "stylesheets, fonts, scripts and icon, linked in the head"),
    _R("_logo.html", "the logo, which says the name of the site"),
    _R("_nav.html", "the navigation, with the menu", value=views.Link),
    _R("_editions.html", "the languages of a site in several, in the masthead"),
    _R("_find.html", "the field to search by, in the masthead"),
    _R("_menu.html", "what stands below an entry of the menu"),
    _R("_facets.html", "links to the indexes of all facets"),
    _R("_foot.html", "the foot of every page"),
    _R("_foot_links.html", "what stands in it: the institution, its links"),
    _R("_ladder.html", "the years along the edge of every page", value=views.Mark),
    _R("_ladder_years.html", "its drawing, with the names of years"),
    _R("_empty.html", "ways on, and the open sea, where a page has nothing to show"),
    _R("_crumbs.html", "the way from the home page to a page"),
    _R("_related.html", "what an article leads on to, each with its reason; a macro"),
    _R("_translations.html", "the languages that a piece is to be read in; a macro"),
    _R("_series.html", "a series around one of its parts; macros"),
    _R("_turn.html", "a step to an earlier or later page; a macro"),
    _R("_title.html", "the size of a title; a macro"),
    _R("_dek.html", "what a dek says beyond its title; a macro"),
    _R("_by.html", "who wrote a piece, and when; macros"),
    _R("_lang.html", "the attributes of words in another language; macros"),
    _R("_citation.html", "what the head says to programs that collect references; a macro"),
    _R("_cite.html", "how a piece is cited, in three styles and as files; a macro"),
    _R("_fields.html", "fields of the site's own, under their labels; macros"),
    _R("_picture.html", "a picture with its copies; a macro"),
    _R("_plate.html", "the drawing of a piece without a picture; macros"),
    _R("_feature.html", "a piece that stands out on the home page; macros"),
    _R("_shelves.html", "terms with their newest, on the home page; a macro"),
    _R("_card.html", "a piece in a listing", value=views.Card),
    _R("_piece.html", "a piece that an article leads on to", value=views.Card),
    _R("_row.html", "a piece in a year's list", value=views.Row),
    _R("_rule.html", "the rule over a card or a row; a macro"),
    _R("_sibling.html", "a year in the pager of a term", value=views.Link),
    _R("_chart.html", "pieces by year or month as bars; a macro"),
    _R("_soundings.html", "pieces of a person as lines by their dates; a macro"),
    _R("_heat.html", "a table of counts, tinted by them; a macro"),
    _R("_counted.html", "links with their counts"),
    _R("_crossings.html", "what else the pieces of a term are about"),
    _R("_whole.html", "how many pieces a term has, with its parts; a macro"),
    _R("_authority.html", "what the file of a term says beside its text; a macro"),
    _R("_tally.html", "how many pieces two terms have in common; a macro"),
)  # fmt: skip
"""In the order in which they are listed: pages, files for machines, parts."""

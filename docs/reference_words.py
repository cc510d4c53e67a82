"""What settings and keys of front matter are for, in words for those who write them."""

from __future__ import annotations

from typing import Final

SETTINGS: Final = {
    "title": "the name of the site, above every page; it must be there",
    "institution": "who publishes it, in the foot and for search engines; the title, where "
    "nothing is said",
    "tagline": "one line for the home page",
    "base_url": "the whole address of the home page; a path such as `/repo/` is fine",
    "language": "of the site’s words, and of an article that does not name its own",
    "languages": "in place of `language`, for a site in several: each has a home, listings, "
    "feeds and a search of its own, the first without a folder; see [a site in several "
    "languages](../how-to/several-languages.md)",
    "listings": "what these list, where there are several: the `own` pieces of their language, "
    "or `all`",
    "timezone": "by whose clock articles are out",
    "menu": "the menu; entries may have `items` below them, pages come in by their own "
    "`menu` key",
    "footer": "links in the foot, likewise",
    "license": "what readers may do with pieces that say nothing else: an SPDX identifier, "
    "`CC-BY-4.0`, or an address",
    "disclaimer": 'stands under every article; a table says it by language, `""` for '
    "all others",
    "known_disclaimers": "how further disclaimers in raw files begin",
    "quotes": "which quotation marks import writes",
    "types": "labels for types besides the usual ones; here, or as `facets.types.labels`, and "
    "not in both places",
    "works": "what pieces of a type are to search engines and libraries, by its code: "
    '`{ commentary = "report" }`',
    "newest": "pieces on the home page, and on the page of a term that has too many to list",
    "list_all": "the page of a term with no more pieces than that, or than `newest`, lists "
    "all of them",
    "feed_size": "entries of a feed",
    "feed_content": "whether feeds hold deks or whole articles",
    "feed_archives": "which feeds lead on to pages of all that is older: that of the "
    "`site`, `all`, or `none`",
    "feed_undated": "`true`: feeds have pieces without a day, by the day that they were `added`",
    "feed_crossings": 'pairs of facets of whose terms feeds are made: `[["regions", "topics"]]`',
    "fingerprint": "`true`: names of theme files hold a digest, for hosts that let "
    "browsers keep files for long; every page is written again when one changes",
    "provenance": "`true`: each article made from raw files has a page that says from which, "
    "who told its data, and what was repaired",
    "related": "so many pieces like it stand below an article, behind those that it names itself; "
    "`0` or `false`: none. See [related pieces](../how-to/related.md)",
    "search": "`false` leaves out the search, and the pages and links that lead into it",
    "citations": "`false`: pages do not say [how to cite](../how-to/citations.md) them",
    "exports": "formats in which readers can [take the archive along](../how-to/export.md), "
    "from a page at `/export/`",
    "picture_widths": "widths in pixels that pictures are copied in; `[]` for none",
    "picture_metadata": "`as-is`: what cameras noted in pictures is published",
    "publish.branch": "where `publish` puts the site",
    "publish.remote": "the git remote, by its name",
    "publish.domain": "the domain of the site for GitHub’s `CNAME`, where that is not "
    "the host of `base_url`",
    "publish.host": "who serves the site: see [hosts](../hosts.md)",
    "publish.keep": "patterns of what stays on the branch besides the site",
    "sources.keys": "what keys of raw metadata are called in front matter: "
    '`land = "countries"`',
    "sources.shortcodes": "which shortcodes of this site show those of another program: "
    '`chart = "chart"`; see [WordPress](../how-to/import-wordpress.md#shortcodes)',
    "sources.states": "what the house calls a state of its pieces: "
    '`final = "published"`; see [records](../how-to/import-records.md#states)',
    "theme.accent": "the color of links, marks and drawn lines; without it magenta",
    "theme.paper": "the color that pages are printed on; without it off-white, near black",
    "theme.logo": "a picture in place of the name above every page",
    "theme.share_pictures": "`true`: one is drawn for each article without a picture that "
    "networks show, which takes some 30 KB each",
    "theme.drawings": "`false`: pieces without a picture have no drawing",
    "theme.fonts.serif.regular": "the font of titles and texts; without it Brygada 1918",
    "theme.fonts.serif.italic": "the same in italics",
    "theme.fonts.serif.bold": "the same in bold; a variable font needs none",
    "theme.fonts.serif.bold_italic": "both",
    "theme.fonts.serif.system": "names of fonts that readers may have, with commas between",
    "theme.fonts.sans.regular": "the font of labels, names and dates; without it Libre "
    "Franklin",
    "theme.fonts.sans.italic": "the same in italics",
    "theme.fonts.sans.bold": "the same in bold; a variable font needs none",
    "theme.fonts.sans.bold_italic": "both",
    "theme.fonts.sans.system": "names of fonts that readers may have, with commas between",
    "policy.scripts": "whose scripts templates may load; a body never has one",
    "policy.styles": "whose stylesheets and fonts they may load",
    "policy.pictures": "whose pictures pages may show",
    "policy.media": "whose sound and film pages may play",
    "policy.frames": "whose pages may be shown within a page",
    "policy.forms": "where forms may send what is filled in",
    "policy.connections": "what scripts may ask while a page is read",
    "facets.path": "the folder of its pages, and of its term files under `content/`; its "
    "name, where nothing is said",
    "facets.label": "the heading of its index",
    "facets.label_one": "what one of its terms is called",
    "facets.labels": 'how codes in front matter are shown: `{ MENA = "Middle East" }`',
    "facets.feed": "each of its terms has a feed",
    "facets.fixed": "only terms that have a file may be named",
    "facets.pages": "`false`: named on articles, without pages of its own",
    "facets.menu": "`false`: the navigation of the masthead leaves its index out",
    "facets.home": "how many of its terms the home page lists, those with the most pieces",
    "facets.with_people": "pages of people, and of the terms of every facet with this, "
    "name those of its terms that most often go with them",
    "facets.spellings": "the page of a term says how else its name is written",
    "facets.in_order": "the pieces of a term are parts, which are read from the first on; `true` "
    "for `series`: see [series](../how-to/series.md)",
    "facets.key": "what front matter calls it, where that is not its name",
    "facets.many": "`false`: an article has one of its terms, `country: Georgia`",
    "facets.people": "its terms are people: an index by last names, and on each page whom "
    "they go with",
    "fields.kind": "what its values are, by which they are judged and shown",
    "fields.label": "what stands over it on pages; its name, where nothing is said",
    "fields.on": "what may have it, one or a list: `articles`, `pages`, a facet whose term "
    "files do (`authors`), a section (`events`)",
    "fields.many": "it takes a list",
    "fields.show": "`false`: pages do not show it by themselves; templates may",
    "fields.cards": "listings show it, too; of all kinds but `markdown`",
    "fields.feed": "feeds have what it leads to as an enclosure; of `file`, `picture`, and a "
    "`link` to a recording or another file",
    "fields.schema": "the [property of schema.org](https://schema.org/CreativeWork) that tells "
    "it to search engines; of all kinds but `markdown`",
    "sections.path": "the folder of its pages; its name, where nothing is said",
    "sections.label": "the heading of its listing; it must be there",
    "sections.template": "the template of its items, in `templates/`, such as `event.html`; "
    'it may begin with `{% extends "item.html" %}`',
    "sections.order": "what items are sorted by: `date`, `title` or one of its fields; `-` "
    "before it for the other way; [days](../how-to/sections.md#dates) to come stand first",
    "sections.listing": "`false`: there is no listing",
    "sections.feed": "there are feeds, of what has a date, the newest first",
    "sections.menu": "the listing is in the menu, behind what the settings say there",
}
"""Of rows whose field says nothing, or says it to those who read the code."""

ARTICLES: Final = {
    "title": "the title",
    "title_from": "what import derived the title from, where the raw file had none",
    "slug": "the last part of the address: `/articles/SLUG/`",
    "aliases": "former addresses, which lead here",
    "date": "when it was published, as closely as that is known; of a later day it is held "
    "back until then",
    "updated": "the day of the last change that readers should know of",
    "added": "the day it was taken into the archive: feeds may have an undated piece by it",
    "language": "of the article, where it is not the site’s",
    "translation_of": "the piece that it translates: its slug, its file, or an address "
    "elsewhere ([translations](../how-to/translations.md))",
    "draft": "`yes`: it is not published yet",
    "part": "its number in the series that it is part of; without it parts go by their dates",
    "primary_center": "the first among its centers",
    "dek": "one sentence that says what the piece says",
    "image": "its picture",
    "image_alt": 'what the picture shows; `""` says that it is decoration',
    "image_credit": "whose picture it is",
    "source": "the outlet that first published it",
    "doi": "its DOI, `10.5555/name`",
    "isbn": "the ISBN of a book or a report",
    "issn": "the ISSN of the journal or series",
    "number": "its number: in a series of reports, of the issue of a journal, of the episode",
    "volume": "the volume of the journal or book",
    "pages": "the pages it stands on, `11-29`; of a book or report how many it has",
    "pdf": "the piece as a PDF: a file, or a whole address",
    "license": "what readers may do with it, where that is not what the site says",
    "told_by": "what told title, date, language and other keys, such as `page` or `json-ld`",
    "bios": "what the page says of its authors and speakers",
    "event": "when and where an event was held",
    "related": "other pieces, in the words they were announced with",
    "recent_work": "further pieces of its author that the raw file announced",
    "unplaced": "text of the raw file that could not be told apart, kept for you",
    "corrections": "notes of correction, shown under the text",
    "versions": "since when a text stands as it does, and what is another in it",
    "repairs": "what import changed, and where",
    "withdrawn": "the day it was taken back: a notice stands in its place",
    "withdrawn_reason": "why, for that notice",
    "until": "the last day, month, year or moment that it is public",
    "until_reason": "why, for the notice after that",
    "codes": "codes of the metadata that are shown by labels",
    "rules": "the version of the rules that wrote the file, and of its settings",
    "raw": "the raw files that it was made from, with their digests",
    "extra": "metadata that no key takes, as it was",
    "written": "the digest of what import wrote: of another file it knows that you edited it",
}
TERMS: Final = {
    "name": "what pages call it; it must be there",
    "slug": "the last part of its address",
    "names": "what languages call it: `ru: Мара Линдквист`",
    "spellings": "other spellings and former names, which mean the same term",
    "aliases": "the same, as it was called before",
    "parent": "the name of the term of the same facet that it is part of: see "
    "[terms](../how-to/terms.md#parents)",
    "include_children": "`yes`: its page lists the articles of its parts, too",
    "unlisted": "`yes`: no list leads to its page, and search engines are asked to leave it "
    "out",
    "sort_as": "by what it is sorted, where that is not its name, or the last word of a "
    "person’s",
    "family": "of a person: the part of the name that is the family name, for "
    "[citations](../how-to/citations.md); of an institution that signs: all of it",
    "role": "of a person: what they are",
    "roles": "of a person: what they were, at which `center`, `from` when `to` when",
    "orcid": "of a person, by [ORCID](https://orcid.org/)",
    "isni": "by [ISNI](https://isni.org/)",
    "ror": "of an institution, by [ROR](https://ror.org/)",
    "wikidata": "the item of [Wikidata](https://www.wikidata.org/)",
    "geonames": "of a place, by [GeoNames](https://www.geonames.org/)",
    "links": "addresses elsewhere, each a whole `url` with its `label`",
    "picture": "a picture on its page",
    "picture_alt": "what that shows",
}
PAGES: Final = {
    "title": "the heading",
    "slug": "the last part of the address, where that is not the name of the file",
    "description": "what search engines and previews show below the title",
    "language": "of the page, where it is not the site’s",
    "aliases": "former addresses, which lead here",
    "image": "a picture above the text, and in previews",
    "image_alt": "what that shows",
    "template": "a template of your own that it is made with",
    "menu": "`yes`: in the menu under its title; a text: under that",
    "order": "its place among its siblings; those without follow, by title",
    "indexed": "`no`: search engines are asked to leave it out, and the sitemap does",
}
HOME: Final = {
    "lead": "the piece that stands out",
    "featured": "pieces that stand beside it",
    "pinned": "pieces that stand before the newest",
    "blocks": "what the home page shows, in this order",
}
ITEMS: Final = {
    **{name: words for name, words in PAGES.items() if name not in ("menu", "order")},
    "date": "the day, month, year or moment of its publication",
    "draft": "`yes`: it is not published yet",
    "description": "what listings show below the title",
    "template": "a template of its own, in place of its section’s",
}

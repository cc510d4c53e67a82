"""What search engines are told of an article: what it is, who wrote it, where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commentariat.archive.dates import parse_date
from commentariat.archive.model import Article, Detail
from commentariat.citations.identifiers import plain_doi
from commentariat.citations.model import doi_url
from commentariat.facets import SERIES, TYPES
from commentariat.site.site import Site
from commentariat.site.structured import (
    Node,
    linked,
    organization,
    with_fields,
    without_empty,
)
from commentariat.site.urls import article_path
from commentariat.site.views import Link


def article_nodes(
    site: Site,
    article: Article,
    detail: Detail,
    authors: tuple[Link, ...],
    image: str,
    said: Mapping[str, Any],
) -> list[Node]:
    """
    Tell of *article*, and of the event that it may be of, each by its own properties.

    *image* is a whole URL; *said* is what fields of the site's own tell.
    """
    wording = site.wording_for(article.language)
    settings, root = site.settings, site.root
    work = settings.work_of(article.type)
    kind = wording.links.single(TYPES, article.type)
    series = wording.links.single(SERIES, article.series)
    rights = wording.citations.license_of(detail)
    url = root.url(article_path(article.slug))
    node = without_empty(
        {
            "@type": work.schema,
            "headline": article.title,
            "description": article.dek,
            "genre": kind.label if kind else "",
            "inLanguage": article.language,
            "url": url,
            "datePublished": article.moment,
            "dateModified": article.updated,
            "expires": article.until,
            "identifier": doi_url(plain_doi(detail.doi)),
            "license": rights.url if rights else "",
            "image": image,
            "author": [linked("Person", one, settings) for one in authors],
            "publisher": organization(site),
            **_in_languages(site, article),
            "isPartOf": linked("CreativeWorkSeries", series, settings)
            if series
            else None,
            "keywords": [
                one.label for one in wording.links.subjects(wording.subjects, article)
            ],
            "correction": [
                without_empty(
                    {
                        "@type": "CorrectionComment",
                        "datePublished": note.date,
                        "text": note.text,
                    }
                )
                for note in detail.corrections
            ],
        }
    )
    nodes = [with_fields(node, said)]
    if work.is_of_event:
        nodes.append(_event(article, detail, work.schema, url, image))
    return nodes


def _in_languages(site: Site, article: Article) -> Node:
    """Tell what *article* translates, or else which pieces translate it."""
    works = [
        (
            one.is_original,
            {
                "@type": "CreativeWork",
                "name": one.title,
                "inLanguage": one.language,
                "url": site.settings.origin + one.url,
            },
        )
        for one in site.translations.views(article)
    ]
    elsewhere = site.translations.elsewhere(article)
    if elsewhere:
        return {"translationOfWork": {"@type": "CreativeWork", "url": elsewhere.url}}
    originals = [node for is_original, node in works if is_original]
    if originals:
        return {"translationOfWork": originals[0]}
    is_original = site.translations.group(article).original == article.source
    return {"workTranslation": [node for _, node in works] if is_original else []}


def _event(article: Article, detail: Detail, schema: str, url: str, image: str) -> Node:
    """Tell of the event itself: who spoke there, or called it, the archive does not say."""
    held = detail.event
    return without_empty(
        {
            "@type": "Event",
            "name": article.title,
            "description": article.dek,
            "inLanguage": article.language,
            "startDate": parse_date(held.date) if held else "",
            "location": {"@type": "Place", "name": held.place}
            if held and held.place
            else None,
            "image": image,
            "subjectOf": {"@type": schema, "url": url},
        }
    )

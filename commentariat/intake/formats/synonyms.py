"""
What sources call the keys of front matter.

One table for all formats: adding a name is adding a word to a row. A house's own names
come before it (`[tool.commentariat.sources.keys]`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

import msgspec

from commentariat.archive.model import Key
from commentariat.intake.formats.model import Told
from commentariat.intake.phrases.days import DayOrder
from commentariat.intake.sources.keys import RawKeys

Values: TypeAlias = "dict[str, tuple[str, ...]]"

_ROWS: Final = {
    "title": "headline og:title twitter:title citation:title parsely:title dc:title "
    "dcterms:title post_title wp:post_title title.rendered name alternativeHeadline title",
    "dek": "dek standfirst subtitle subhead deck lede og:description abstract summary "
    "custom_excerpt excerpt post_excerpt excerpt.rendered dc:description dcterms:abstract "
    "citation:abstract teaser description twitter:description",
    "date": "datePublished article:published_time published_at publish_date "
    "publication_date citation:publication_date citation:online_date citation:date "
    "parsely:pub-date dc:date.issued dcterms:issued dcterms:date dc:date issued "
    "published pubdate pub_date published_date published_on publish_time cxenseparse:publishtime "
    "cxenseparse:recs:publishtime post_date_gmt post_date date date_gmt dateCreated "
    "created created_at dcterms:created day",
    "updated": "dateModified article:modified_time lastmod last_modified modified "
    "modified_gmt post_modified updated updated_at changed dcterms:modified "
    "dc:date.modified og:updated_time",
    "authors": "authors author signed_by byline creator creators article:author article:author_name "
    "shareaholic:article_author_name citation:author "
    "parsely:author dc:creator dcterms:creator post_author written_by writers",
    "language": "inLanguage language lang og:locale dc:language dcterms:language "
    "citation:language locale html_lang",
    "topics": "topics topic keywords news_keywords tags tag article:tag subjects subject "
    "citation:keywords parsely:tags dc:subject dcterms:subject categories category "
    "post_tag",
    "regions": "regions region spatial coverage dcterms:spatial dc:coverage "
    "spatialCoverage country countries places",
    "centers": "centers center department departments office programme_area",
    "programs": "programs program programmes programme",
    "projects": "projects project",
    "collections": "collections collection",
    "series": "series blog isPartOf column",
    "type": "type content_type contentType genre article:section articleSection section "
    "parsely:section dc:type dcterms:type post_type @type",
    "slug": "slug post_name",
    "doi": "doi citation:doi dc:identifier.doi",
    "isbn": "isbn citation:isbn book:isbn",
    "issn": "issn citation:issn",
    "number": "number issue issueNumber citation:issue citation:technical_report_number "
    "reportNumber episodeNumber",
    "volume": "volume volumeNumber citation:volume",
    "pages": "pages pagination",
    "pdf": "pdf pdf_url citation:pdf_url",
    "license": "license licence dc:rights.license dcterms:license",
    "source": "source publication outlet original_publication",
    "draft": "draft is_draft",
    "image_alt": "image_alt og:image:alt",
    "image_credit": "image_credit credit photo_credit",
}
"""
Names of each key, those that say it most closely first.

A prefix is that of a vocabulary; without it the rest is looked up, too.
"""
_TRANSLATED: Final = {
    "title": "titel überschrift titre título titulo titolo заголовок название назва العنوان 标题",
    "dek": "untertitel vorspann sous_titre chapô chapeau subtítulo subtitulo entradilla "
    "подзаголовок підзаголовок лид анонс العنوان_الفرعي 副标题",
    "date": "datum veröffentlicht veröffentlicht_am erschienen erscheinungsdatum "
    "date_de_publication publié_le fecha fecha_de_publicación publicado дата дата_публикации "
    "опубликовано дата_публікації опубліковано التاريخ تاريخ_النشر 日期 发布日期",
    "updated": "geändert geändert_am aktualisiert modifié_le mis_à_jour actualizado изменено "
    "обновлено оновлено",
    "authors": "autor autoren autorin verfasser auteur auteurs autores autora автор авторы автори "
    "المؤلف الكاتب 作者",
    "language": "sprache langue idioma язык мова اللغة 语言",
    "topics": "schlagwort schlagwörter schlagworte thema themen kategorie kategorien rubrik "
    "mots_clés étiquettes catégorie catégories thème thèmes palabras_clave etiquetas categoría "
    "categorías tema temas теги тема темы рубрика рубрики категория категории ключевые_слова "
    "теми ключові_слова الموضوع الموضوعات الوسوم 标签 主题",
    "regions": "regionen région régions región regiones регион регионы регіон регіони المنطقة 地区",
    "type": "textsorte genre género жанр",
    "source": "quelle источник джерело المصدر 来源",
}
"""The same in other languages, as tables of editors name their columns."""
LATE: Final = (Told.DUBLIN_CORE, Told.META)
"""Tellers whose day is often that of the last change: what readers see counts before."""
_BY_LIST_ONLY: Final = frozenset(
    "type section article:section articleSection parsely:section genre post_type @type "
    "dc:type dcterms:type content_type contentType".split()
)
"""Names whose values are types only where the site has such a type."""
_SEPARATORS: Final = re.compile(r"[\s_-]+")
_VOCABULARY: Final = re.compile(
    r"(citation|parsely|dcterms|dc|og|article|book|twitter|wp)[_:.-](.+)"
)


class House(msgspec.Struct, frozen=True):
    """What a site knows that decides how claims are read."""

    keys: RawKeys
    rows: Mapping[str, Key]
    """Keys of front matter."""
    own: Mapping[str, str] = {}
    """The site's own names for them: `category:region` for `regions`."""
    types: Mapping[str, str] = {}
    """Label of each type, by code."""
    timezone: str = "UTC"
    language: str = "en"
    order: DayOrder = DayOrder.UNKNOWN
    """That of days in numbers alone, as the house's other days tell it."""
    name: str = ""
    """What the institution is called, which titles of pages end with."""


def normalize(key: str) -> str:
    """Write a source's key as the table has it: without case, `_`, `-` and spaces."""
    found = _VOCABULARY.fullmatch(key.strip().lower())
    name = f"{found[1]}:{found[2]}" if found else key.strip().lower()
    return _SEPARATORS.sub("", name)


_OF_OTHERS: Final = 500
"""Added to the rank of a name in another language."""
_RANKS: Final = {
    normalize(name): (target, rank)
    for first, rows in ((_OF_OTHERS, _TRANSLATED), (0, _ROWS))
    for target, names in rows.items()
    for rank, name in enumerate(names.split(), first)
}
_CHECKED: Final = frozenset(map(normalize, _BY_LIST_ONLY))


def is_by_list_only(key: str) -> bool:
    """Tell whether the values of *key* are types only where the site has such a type."""
    return normalize(key) in _CHECKED


def known_target(key: str) -> str:
    """Find the key of front matter that a source's *key* tells at any house."""
    name = normalize(key)
    found = _RANKS.get(name)
    if found is None and name.partition(":")[0] in _VOCABULARIES:
        found = _RANKS.get(name.partition(":")[2])
    return found[0] if found else ""


def target_of(key: str, house: House) -> tuple[str, int] | None:
    """Find the key of front matter that a source's *key* tells, and how closely."""
    own = house.own.get(key)
    if own is not None:
        return own, -1
    group, _, rest = key.partition(":")
    if group in _GROUPS and rest:
        return _in_group(group, rest, house)
    name = normalize(key)
    found = _RANKS.get(name)
    if found is None and name.partition(":")[0] in _VOCABULARIES:
        found = _RANKS.get(name.partition(":")[2])
    if found is None and key in house.rows and house.rows[key].is_told:
        found = key, 0
    return found if found and found[0] in house.rows else None


_GROUPS: Final = ("category", "postmeta")
"""What stands before names that a house gave itself: of its terms, and of its own fields."""
_AFTER_ALL: Final = 1_000
"""Added to the rank of such a field: what its program calls so comes first."""


def _in_group(group: str, name: str, house: House) -> tuple[str, int] | None:
    """Find the key that a taxonomy tells, or a field of the house's own."""
    found = target_of(name, house)
    if found is None or group == "category" or found[0] == "dek":
        return found
    return found[0], found[1] + _AFTER_ALL if found[1] >= 0 else -1


_VOCABULARIES: Final = frozenset(
    "citation parsely dc dcterms og article book wp category".split()
)

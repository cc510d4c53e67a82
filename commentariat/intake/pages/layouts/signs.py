"""By what signs the layouts are told apart."""

from __future__ import annotations

from typing import Final

from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import RawPage
from commentariat.intake.pages.teasers import begins_pairs, split_link
from commentariat.intake.phrases.phrases import (
    is_about_author,
    is_link_copied,
    read_more_work,
    read_published,
)

_HEADER: Final = 16
_TEASER_WORDS: Final = 150
_MOST_TEASERS: Final = 6
_MARKUP: Final = ("<", "---", "```", "#", "|", "{", "%", "//", "/*", "=")


def label_before(page: RawPage) -> Label:
    """Tell what the lines before the metadata are."""
    has_bullets = any(line.text.startswith("•") for line in page.before)
    return Label.NAVIGATION if has_bullets else Label.LEAD_IN


def has_navigation(page: RawPage) -> bool:
    """Layout C: the site's navigation above, or a header with link and date."""
    if label_before(page) == Label.NAVIGATION:
        return True
    header = [line.text for line in page.after[:_HEADER]]
    return any(map(is_link_copied, header)) and any(map(read_published, header))


def begins_with_link(page: RawPage) -> bool:
    """Layout D: a Markdown link to another article above."""
    return bool(page.before) and split_link(page.before[0].text) is not None


def has_author_line(page: RawPage) -> bool:
    """Layout B: authors alone above, or below the words that no other layout has."""
    if not _is_lead_in(page):
        return False
    if any(read_more_work(line.text) for line in page.after):
        return True
    is_teased = any(teaser.text for teaser in page.lead_in) or _has_pairs(page)
    if not is_teased and any(is_about_author(line.text) for line in page.after):
        return True
    has_authors_alone = len(page.lead_in) == 1 and not (
        page.lead_in[0].text or page.lead_in[0].title
    )
    return has_authors_alone and not _has_pairs(page)


def has_teasers(page: RawPage) -> bool:
    """Layout A: other articles above, or nothing, and text below."""
    return _is_lead_in(page) and bool(page.before or page.after)


def _has_pairs(page: RawPage) -> bool:
    """Whether teasers and authors in turn follow the disclaimer, as in layout A."""
    if not page.disclaimers:
        return False
    return begins_pairs(page.after[max(page.disclaimers) + 1 :])


def _is_lead_in(page: RawPage) -> bool:
    """Whether what stands above could be teasers, and nothing but teasers."""
    if len(page.lead_in) > _MOST_TEASERS:
        return False
    if len(page.lead_in) > 1 and not all(
        teaser.authors or teaser.type for teaser in page.lead_in
    ):
        return False
    return not any(
        line.text.startswith(_MARKUP) or len(line.text.split()) > _TEASER_WORDS
        for line in page.before
    )

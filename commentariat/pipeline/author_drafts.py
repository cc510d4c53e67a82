"""First drafts of the files of authors, made of what articles say of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from commentariat.archive.archive import Archive, Term
from commentariat.archive.folders import CONTENT, raw_path
from commentariat.archive.model import Article, BioEntry
from commentariat.archive.slugs import slugify
from commentariat.archive.text import fold_key, readable_path
from commentariat.archive.yaml_header import DateText, dump_front_matter
from commentariat.facets import AUTHORS
from commentariat.intake.formats.escape import escape_paragraph

_YEAR = 4
_NOTE = """\
# A first draft: what sources say, and nothing else. Take out these lines once you have
# read it through.
"""
_NOTE_ON_ROLES = """\
# Years under 'roles' are those of the first and the last article that names a role, not
# of an appointment.
"""


class Said(msgspec.Struct, frozen=True):
    """What one article says of an author."""

    article: Article
    entry: BioEntry


class DraftedRole(msgspec.Struct, frozen=True):
    """A role, and the dates of the articles that name it."""

    role: str
    """As the newest of them writes it."""
    first: str
    """ISO date; empty: all are undated."""
    last: str
    articles: int


class AuthorDraft(msgspec.Struct, frozen=True):
    """The file that an author would have."""

    name: str
    path: str
    """Of the content file, from the site."""
    articles: int
    """How many the author has."""
    bios: int
    """How many of them say something of the author."""
    text: str
    """The content file, whole."""


def draft_authors(
    archive: Archive,
    wanted: Collection[Term],
    articles: Iterable[Article],
    language: str,
) -> list[AuthorDraft]:
    """
    Draft a file of each of the *wanted* authors of *archive* of whom *articles* tell.

    Those come newest first; the authors with the most come first. Of what is said in
    several languages, that in the *language* of the site counts.
    """
    terms, called = archive.terms[AUTHORS], archive.names[AUTHORS]
    said: dict[Term, list[Said]] = {one: [] for one in wanted}
    for article in articles:
        if not article.bio_names:
            continue
        given = {one.name: one for one in article.ruled if one.facet == AUTHORS}
        for entry in article.shown_detail.bios:
            ruled = given.get(entry.name)
            if ruled is not None and ruled.to_facet != AUTHORS:
                continue
            name = entry.name if ruled is None else ruled.after
            term = called.get(name) or terms.get(slugify(name))
            if term in said and (entry.role or entry.bio):
                said[term].append(Said(article, entry))
    told = sorted(
        filter(said.get, said), key=lambda one: (-len(one.articles), one.slug)
    )
    return [_draft(term, said[term], language) for term in told]


def _draft(term: Term, said: Sequence[Said], language: str) -> AuthorDraft:
    """Draft the file of *term*, by what is *said*, the newest first."""
    spoken = language_of_site(said, language)
    heard = [one for one in said if one.article.language == spoken]
    roles = find_roles(heard)
    text = next((one for one in heard if one.entry.bio), None)
    fields: dict[str, object] = {"name": term.name}
    if roles:
        fields["role"] = roles[0].role
    if len(roles) > 1:
        fields["roles"] = [_role_entry(one, is_newest=one is roles[0]) for one in roles]
    body = "\n\n".join(map(escape_paragraph, _paragraphs(text)))
    written = dump_front_matter(fields, body)
    lines = [*_sources(heard, text), *_left_out(said, spoken)]
    about = _NOTE_ON_ROLES if len(roles) > 1 else ""
    notes = _NOTE + about + "".join(f"# {line}\n" for line in lines)
    return AuthorDraft(
        name=term.name,
        path=f"{CONTENT}/{term.facet.path}/{term.slug}.md",
        articles=len(term.articles),
        bios=len(said),
        text=written.replace("---\n", f"---\n{notes}", 1),
    )


def language_of_site(said: Sequence[Said], language: str) -> str:
    """Tell in which language an author is spoken of: the site's, else that of the newest."""
    spoken = [one.article.language for one in said]
    return language if language in spoken else spoken[0]


def find_roles(said: Iterable[Said]) -> list[DraftedRole]:
    """
    Find the roles of an author in what is *said*, the newest first.

    What differs only in case, spaces or marks is one. Two may have been held at once,
    so a role lasts from the first article that names it to the last.
    """
    found: dict[str, list[Said]] = {}
    for one in said:
        if one.entry.role:
            found.setdefault(fold_key(one.entry.role), []).append(one)
    return [
        DraftedRole(
            these[0].entry.role,
            first=min(filter(None, (one.article.date for one in these)), default=""),
            last=max((one.article.date for one in these), default=""),
            articles=len(these),
        )
        for these in found.values()
    ]


def _role_entry(one: DraftedRole, *, is_newest: bool) -> dict[str, str]:
    entry = {"role": one.role}
    if one.first:
        entry["from"] = DateText(one.first[:_YEAR])
        if not is_newest:
            entry["to"] = DateText(one.last[:_YEAR])
    return entry


def _paragraphs(text: Said | None) -> list[str]:
    return list(filter(str.strip, text.entry.bio.split("\n"))) if text else []


def _sources(heard: Sequence[Said], text: Said | None) -> Iterator[str]:
    """Name what told the text and each role, a line each."""
    if text is not None:
        yield f"The text: {_source(text.article)}"
    for one in find_roles(heard):
        these = [
            said.article
            for said in heard
            if fold_key(said.entry.role) == fold_key(one.role)
        ]
        newest, oldest = _source(these[0]), _source(these[-1])
        more = f" … {oldest} ({len(these)} articles)" if len(these) > 1 else ""
        yield readable_path(f"{one.role}: {newest}{more}")


def _source(article: Article) -> str:
    raw = ", ".join(raw_path(one.file) for one in article.raw)
    told = ", ".join(filter(None, (article.date, raw)))
    shown = f"{CONTENT}/{article.source}" + (f" ({told})" if told else "")
    return readable_path(shown)


def _left_out(said: Sequence[Said], spoken: str) -> Iterator[str]:
    """Say what is left out for its language."""
    others = sorted({one.article.language for one in said} - {spoken})
    if others:
        count = sum(one.article.language != spoken for one in said)
        yield f"Left out, in another language ({', '.join(others)}): {count}"

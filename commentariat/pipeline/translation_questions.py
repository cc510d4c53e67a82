"""Pieces that may translate each other, as what an editor is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from commentariat.archive.archive import Archive
from commentariat.archive.dates import is_day
from commentariat.archive.folders import CONTENT, TRANSLATIONS
from commentariat.archive.model import Article
from commentariat.archive.text import plain_text
from commentariat.archive.translation_lines import TranslationLine, TranslationLines
from commentariat.batches import in_batches
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.engine.sources import Loaded
from commentariat.errors import OpenPoint
from commentariat.facets import AUTHORS
from commentariat.intake.decisions.decision import Decision, Verdict
from commentariat.intake.decisions.point import NamePair, NameSide, Point, Status
from commentariat.kinds import Kind
from commentariat.pairing.candidates import Piece, find_candidates
from commentariat.pairing.signs import Signs, marks_of, read_signs
from commentariat.pipeline.term_rules import load_rules, ruled_archive
from commentariat.pipeline.translations import load_translations
from commentariat.pipeline.workspace import Workspace
from commentariat.publish.register import load_register
from commentariat.site.announced import Announced
from commentariat.site.targets import Targets
from commentariat.site.translations import Translations
from commentariat.site.urls import root_of

_TRANSLATION = "translation"
"""The type of a related piece which a source says is this one in another language."""
_YEAR = 4
_BATCH = 50


class Pair(msgspec.Struct, frozen=True):
    """Two articles that may be translations of each other."""

    translation: Article
    """The one that is likely to be that: it is the later one, or not in the site's language."""
    original: Article
    share: int
    """In percent of what their texts could have in common; 100: a source says it."""
    is_told: bool
    """Whether a source names one as a translation of the other."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Say what speaks for it."""
        found = []
        if self.is_told:
            found.append("its source names it as the same piece in another language")
        else:
            found.append(f"of what could be alike in two languages {self.share} % is")
        if set(self.translation.authors) & set(self.original.authors):
            found.append("by the same author")
        if self.translation.image and self.translation.image == self.original.image:
            found.append("with the same picture")
        if self.translation.date and self.translation.date == self.original.date:
            found.append(f"of the same day, {self.original.date}")
        return tuple(found)

    @property
    def lines(self) -> dict[Verdict, str]:
        """The line of content/translations.txt that each verdict is."""
        a, b = self.translation.slug, self.original.slug
        return {
            Verdict.A_TRANSLATES_B: str(TranslationLine(a, b)),
            Verdict.B_TRANSLATES_A: str(TranslationLine(b, a)),
            Verdict.NO_TRANSLATION: str(TranslationLine(a, b, is_translation=False)),
        }


def find_pairs(
    work: Workspace, archive: Archive, known: Translations
) -> Iterator[Pair]:
    """
    Find articles of *archive* that may translate each other, as far as nobody said it yet.

    Of several that are one piece each is asked about once, beside the original. An archive
    in one language has none, and nothing is read.
    """
    articles = archive.articles
    if not are_several(articles):
        return
    told = {frozenset(pair) for pair in _told(known, articles)}
    signs = _signs_of(work, articles)
    pieces = [
        _piece(archive, one, signs.get(one.body_key, Signs())) for one in articles
    ]
    found = {(one.a, one.b): one.share for one in find_candidates(pieces)}
    for pair in told:
        a, b = sorted(pair)
        found.setdefault((a, b), 100)
    by_source = archive.by_source
    pairs = [
        _ordered(by_source[a], by_source[b], share, {a, b} in told, work)
        for (a, b), share in sorted(found.items())
    ]
    yield from _once_each(
        [
            one
            for one in pairs
            if frozenset((one.translation.source, one.original.source))
            not in known.apart
            and _may_be_paired(known, one)
        ]
    )


def are_several(articles: Iterable[Article]) -> bool:
    """Tell whether *articles* are in several languages."""
    return len({_primary(one) for one in articles}) > 1


def translations_of(
    work: Workspace, loaded: Loaded, archive: Archive, lines: TranslationLines
) -> Translations:
    """Tell which pieces of *archive* are paired, where no site is made of it."""
    settings = work.settings
    register, _ = load_register(work.options.site, loaded.digests)
    targets = Targets(settings, archive, (), redirects=register.redirects)
    announced = Announced(archive, targets, settings.base_url)
    return Translations(archive, targets, announced, root_of(settings), lines.lines)


def _primary(article: Article) -> str:
    return article.language.partition("-")[0].lower()


def _may_be_paired(known: Translations, pair: Pair) -> bool:
    """Tell whether two may be put together: no group has two pieces in a language."""
    groups = [
        set(known.group(one).sources) | {one.source}
        for one in (pair.translation, pair.original)
    ]
    if groups[0] & groups[1]:
        return False
    languages = [known.language_of(source) for group in groups for source in group]
    return len(set(languages)) == len(languages)


def _ordered(
    a: Article, b: Article, share: int, is_told: bool, work: Workspace
) -> Pair:
    home = work.settings.language.partition("-")[0]
    later = sorted(
        (a, b), key=lambda one: (one.date or "9", _primary(one) != home, one.slug)
    )
    return Pair(later[1], later[0], share, is_told)


def _once_each(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Give of all that is one piece each translation once: those that lead to it first."""
    whole: dict[str, str] = {}

    def root(source: str) -> str:
        while whole.get(source, source) != source:
            whole[source] = whole.get(whole[source], whole[source])
            source = whole[source]
        return source

    ranked = sorted(
        pairs,
        key=lambda one: (
            not one.is_told, one.original.date or "9", -one.share, one.original.source,
            one.translation.source,
        ),
    )  # fmt: skip
    for one in ranked:
        roots = root(one.translation.source), root(one.original.source)
        if roots[0] != roots[1]:
            whole[roots[0]] = roots[1]
            yield one


def _told(
    known: Translations, articles: Iterable[Article]
) -> Iterator[tuple[str, str]]:
    """Find the articles which sources name as translations of others."""
    for article in articles:
        if not article.teaser_keys:
            continue
        for at, entry in enumerate(article.shown_detail.related):
            if entry.type == _TRANSLATION and entry.link:
                other = known.linked(article, at)
                if other is not None and _primary(other) != _primary(article):
                    yield article.source, other.source


def _piece(archive: Archive, article: Article, signs: Signs) -> Piece:
    said = [f"teaser {key}" for key in article.teaser_keys if key]
    said += [f"link {link}" for link in article.related_links if link]
    if article.image:
        said.append(f"image {article.image}")
    known = archive.names[AUTHORS]
    for name in article.authors:
        author = known[name].slug if name in known else name
        said.append(f"author {author}")
        said += [f"author {author} {month}" for month in _months(article.date)]
    return Piece(
        article.source,
        _primary(article),
        signs.numbers,
        marks_of(said),
        signs.outline,
        signs.blocks,
    )


def _months(date: str) -> tuple[int, ...]:
    """Count the month of *date* and the next: what follows soon shares one with it."""
    if not is_day(date):
        return ()
    month = 12 * int(date[:4]) + int(date[5:7])
    return month, month + 1


# --- what texts say, remembered ---------------------------------------------------------


def _signs_of(work: Workspace, articles: Sequence[Article]) -> dict[str, Signs]:
    """Read what the texts of *articles* say, by the keys of their bodies, from memory."""
    store: KeyValueStore[Signs] = open_store(
        work.options.cache, "signs", Signs, program_digest()
    )
    wanted = {one.body_key: one for one in articles if one.has_body}
    missing = [one for key, one in wanted.items() if key not in store]
    if missing:
        work.executor.stage = "comparing languages"
        places = [(one.source, one.body_line) for one in missing]
        jobs = [
            _SignsJob(str(work.options.site), batch)
            for batch in in_batches(places, _BATCH)
        ]
        signs = chain.from_iterable(work.executor.map(_read_all, jobs))
        found = dict(zip([one.body_key for one in missing], signs, strict=True))
        gone: dict[str, Signs | None] = dict.fromkeys(store.keys() - wanted.keys())
        store.update({**gone, **found})
    return dict(store)


class _SignsJob(msgspec.Struct, frozen=True):
    """Content files of which the signs are read."""

    site: str
    places: tuple[tuple[str, int], ...]
    """Source, and the line on which its body begins."""

    def __len__(self) -> int:
        """Count the files, for who tells how far they are."""
        return len(self.places)


def _read_all(job: _SignsJob) -> list[Signs]:
    return [_read(job.site, source, line) for source, line in job.places]


def _read(site: str, source: str, line: int) -> Signs:
    try:
        with open(os.path.join(site, CONTENT, source), "rb") as file:
            data = file.read()
    except OSError:
        return Signs()  # it is gone since, as whoever reads it tells
    lines = plain_text(data.decode("utf-8", "replace")).split("\n", line - 1)
    return read_signs(lines[-1] if len(lines) == line else "")


# --- as questions -----------------------------------------------------------------------


def ask_of_translations(pairs: Iterable[Pair]) -> Iterator[OpenPoint]:
    """Ask of each of *pairs* whether it is one, beside what is likely the translation."""
    for pair in pairs:
        other = f"{CONTENT}/{pair.original.source}"
        message = Kind.MAY_TRANSLATE.of(other, ", ".join(pair.evidence))
        source = f"{CONTENT}/{pair.translation.source}"
        yield OpenPoint(source, 0, message, "language")


def ask_of_written(
    work: Workspace, loaded: Loaded, written: Container[str]
) -> Iterator[OpenPoint]:
    """Ask of pairs of which one was *written* just now, by its path from the site."""
    rules = load_rules(work.options.site, loaded.digests, work.settings.facets)
    archive = ruled_archive(work.settings, loaded.records, rules)
    lines = load_translations(work.options.site, loaded.digests)
    known = translations_of(work, loaded, archive, lines)
    for pair in find_pairs(work, archive, known):
        sources = pair.translation.source, pair.original.source
        if any(f"{CONTENT}/{source}" in written for source in sources):
            yield from ask_of_translations([pair])


def translation_points(
    pairs: Iterable[Pair],
    lines: TranslationLines,
    find: Callable[[str], Article | None],
) -> Iterator[Point]:
    """Give *pairs* as points of the review, and behind them what *lines* settled."""
    for pair in pairs:
        other = f"{CONTENT}/{pair.original.source}"
        yield Point(
            file="",
            kind=str(Kind.MAY_TRANSLATE),
            is_question=True,
            confidence=min(99, pair.share) / 100,
            message=Kind.PIECES_ALIKE.of(other),
            article=f"{CONTENT}/{pair.translation.source}",
            pair=NamePair(
                TRANSLATIONS,
                _side(pair.translation.slug, pair.translation),
                _side(pair.original.slug, pair.original),
                pair.lines,
                pair.evidence,
                TRANSLATIONS,
            ),
        )
    for line in lines.lines:
        a, b = line.slug, line.target
        verdict = (
            Verdict.A_TRANSLATES_B if line.is_translation else Verdict.NO_TRANSLATION
        )
        told = {
            Verdict.A_TRANSLATES_B: str(TranslationLine(a, b)),
            Verdict.NO_TRANSLATION: str(TranslationLine(a, b, is_translation=False)),
        }
        yield Point(
            file="",
            kind=str(Kind.MAY_TRANSLATE),
            status=Status.DECIDED,
            is_question=True,
            message=Kind.PIECES_SETTLED.of(str(line)),
            pair=NamePair(
                TRANSLATIONS,
                _side(a, find(a)),
                _side(b, find(b)),
                told,
                (),
                TRANSLATIONS,
            ),
            decision=Decision(
                file=TRANSLATIONS,
                verdict=verdict,
                kind=TRANSLATIONS,
                before=a,
                right=b,
                after=str(line),
            ),
        )


def _side(name: str, article: Article | None) -> NameSide:
    if article is None:
        return NameSide(name, 0)
    year = article.date[:_YEAR]
    titles = (f"{article.title} ({article.language})",)
    return NameSide(name, 1, year, year, titles)

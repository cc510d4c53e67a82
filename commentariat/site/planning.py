"""What becomes of a site by an edit, told before anything of it is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from commentariat.archive.bundles import bundle_of
from commentariat.archive.model import Article
from commentariat.archive.revise import Change, Revision, plan_revision, told_by_dek
from commentariat.fields import ON_ARTICLES
from commentariat.site.backlinks import leads_to, periods, targets_of
from commentariat.site.cards import sounded
from commentariat.site.edit import Edit
from commentariat.site.editions import Place, changes_in, may_turn, moved_places
from commentariat.site.ladder import make_axis, revise_years
from commentariat.site.picture_uses import pictures_in
from commentariat.site.site import Site
from commentariat.site.size import size_of


def plan_edit(site: Site, changes: Sequence[Change]) -> Edit | None:
    """Tell what becomes of the site by *changes*; None where only a new one can tell."""
    revision = plan_revision(site.archive, changes)
    if (
        revision is None
        or revision.told_apart(pictures_in)  # copies of them may come or go
        or revision.told_apart(lambda article: article.pdf)  # it may not be there
        or revision.told_apart(partial(_place_of_attached, site))
        or revision.told_apart(partial(_held_back_in, site))
        or _is_spoken_anew(site, revision)
    ):
        return None
    parts = _plan_parts(site, changes, revision)
    if parts is None or any(
        not part.wording.links.are_titles_kept(one) or _is_framed_anew(part, one)
        for part, one in parts
    ):
        return None
    if site.parts and _is_framed_anew(site, revision):
        return None
    revisions = [one for _, one in parts]
    targets = targets_of(revision)
    if site.parts:
        targets = targets.union(*map(targets_of, revisions))
    if targets and any(_leads_on_to(part, targets) for part, _ in parts):
        return None
    elsewhere = partial(_told_elsewhere, site)
    told = revision.told_apart(elsewhere)
    like = site.similar.touched(revision, told)
    if like is None:
        return None
    paired = site.translations.touched(revision)
    if paired is None:
        return None
    names = revision.names.union(*[one.names for one in revisions])
    revision = replace(revision, names=names)
    leading = site.backlinks.find(revision, targets)
    if any(_lists_leads(part, leading, targets) for part, _ in parts):
        return None
    edit = Edit(
        revision,
        listed=(),
        sounded=(),
        cited=(),
        moved=(),
        announcing=site.announced.announcing(revision, elsewhere),
        like=like,
        paired=paired,
        in_series=frozenset(),
        targets=targets,
        leading=leading,
    )
    if not site.parts:
        return _listed(site, edit, revision)
    places = [frozenset(_moved_places(part, one)) for part, one in parts]
    found = []
    for number, (part, one) in enumerate(parts):
        around = (*places[:number], *places[number + 1 :])
        said = _listed(part, edit, replace(one, names=names))
        found.append(replace(said, elsewhere=frozenset().union(*around)))
    whole = _listed(site, edit, revision)
    parts_of = [replace(one, everywhere=whole.listed) for one in found]
    return replace(whole, parts=tuple(parts_of))


def _plan_parts(
    site: Site, changes: Sequence[Change], revision: Revision
) -> list[tuple[Site, Revision]] | None:
    """Tell what becomes of each language’s part; None where only a new one can tell."""
    found = []
    for part in site.editions:
        one: Revision | None = revision
        if part is not site:
            holds = partial(site.lists, part.settings.language)
            one = plan_revision(part.archive, changes_in(changes, holds))
        if one is None:
            return None
        if site.parts and may_turn(part.listings, part.archive, one):
            return None
        found.append((part, one))
    return found


def _listed(site: Site, edit: Edit, revision: Revision) -> Edit:
    """Say of an *edit* what listings show otherwise by *revision*."""
    cards = site.wording.cards
    return replace(
        edit,
        revision=revision,
        listed=revision.told_apart(cards.listed),
        sounded=revision.told_apart(sounded),
        cited=revision.told_apart(cards.cited_among_others)
        if site.settings.has_citations
        else (),
        moved=revision.told_apart(cards.beside_others),
        in_series=site.series.touched(revision),
    )


def _moved_places(site: Site, revision: Revision) -> Iterator[Place]:
    return moved_places(site.archive, revision, periods)


def _told_elsewhere(site: Site, article: Article) -> object:
    """All that the page of another can show of *article*, or find it by."""
    found = article.source, article.slug, article.aliases, article.withdrawn
    if article.withdrawn:
        return found
    card = site.wording.cards.card(article)
    return found, told_by_dek(article), article.terms, card


def _lists_leads(site: Site, leading: frozenset[str], targets: frozenset[str]) -> bool:
    """Tell whether listings may show of an article among *leading* where it leads."""
    if not (site.settings.fields and targets):
        return False
    known, lead = site.archive.by_source, site.wording.fields.are_led_on
    found = (known[source] for source in leading if source in known)
    return any(lead(one, ON_ARTICLES, targets) for one in found) or any(
        lead(item, item.section, targets)
        for items in site.archive.items.values()
        for item in items
    )


def _is_framed_anew(site: Site, revision: Revision) -> bool:
    """Tell whether the ladder or the size, which all pages show, is another then."""
    years = revise_years(site.years, revision)
    axis = make_axis(years) if site.whole is site else site.axis
    is_moved = (axis and axis.key) != (site.axis and site.axis.key)
    count = len(site.archive.articles) + sum(
        (change.new is not None and not change.new.withdrawn)
        - (change.old is not None and not change.old.withdrawn)
        for change in revision.changes
    )
    if site.editions[0] is not site and site.whole is site:
        return is_moved  # its frame is that of its first language
    return is_moved or size_of(count, years) != site.view.size


def _is_spoken_anew(site: Site, revision: Revision) -> bool:
    """Tell whether other catalogs of the site's own may have words that pages say."""
    if not site.settings.words:
        return False
    before = site.languages
    after = before - Counter(one.old.language for one in revision.changes if one.old)
    after.update(one.new.language for one in revision.changes if one.new)
    return before.keys() != {tag for tag, count in after.items() if count}


def _held_back_in(site: Site, article: Article) -> object:
    return site.held_back.named_in(article, site.settings.facets)


def _place_of_attached(site: Site, article: Article) -> object:
    """Tell where files go by *article*, if there are any below its folder."""
    if bundle_of(article.source) not in site.targets.attached.folders:
        return None
    return article.slug, bool(article.withdrawn)


def _leads_on_to(site: Site, targets: frozenset[str]) -> bool:
    """Tell whether a menu, the register or the home page may lead to *targets*."""
    redirects = site.register.redirects.values()
    home = site.introduction
    written = (
        *site.settings.menu_urls,
        *(one.target for one in redirects),
        *(home.choices if home else ()),
    )
    return leads_to(written, targets)

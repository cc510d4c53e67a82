"""A build after edits that show on no page but the article's own: planned at their price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.archive.model import Article
from commentariat.archive.revise import place_of
from commentariat.engine.plan import BuildPlan, Step, why_render
from commentariat.engine.sources import Loaded
from commentariat.pipeline.draft import Draft, find_templates, frame_site
from commentariat.pipeline.memory import digest_inputs, has_ended, is_whole
from commentariat.pipeline.workspace import Workspace
from commentariat.site.article_pages import article_page
from commentariat.site.edits import shows_alone
from commentariat.site.page import Page
from commentariat.site.site import Site

_CONTENT = (
    1  # place of the digest of its content file among the parts of an article's page
)


def draft_edits(work: Workspace, loaded: Loaded) -> Draft | None:
    """
    Draft the build after such edits alone; None where anything else may be another.

    The last build must have ended, and been of what is there now but for the edited
    files as they were remembered. Then every other page is made of what it was made
    of, and need not be planned to know so.
    """
    edited = _edited(loaded)
    if not edited or loaded.problems:
        return None
    before = {path: record.digest for path, record in edited.items()}
    inputs = digest_inputs(work.options, loaded.all_digests | before)
    if not has_ended(work, inputs) or not is_whole(work):
        return None
    frame = frame_site(work.options, work.settings, loaded, work.executor)
    steps = tuple(_steps(work, frame.site, edited.values()))
    if frame.problems or len(steps) < len(edited):
        return None
    written = {step.page.output for step in steps}
    kept = tuple(name for name in work.ledger.entries if name not in written)
    return Draft(
        site=frame.site,
        loaded=loaded,
        pages=[step.page for step in steps if isinstance(step.page, Page)],
        statics=frame.statics,
        templates=find_templates(work.options.site),
        plan=BuildPlan(steps, kept, ()),
        closure_of=lambda _: "",
        problems=(),
        raw_problems=(),
        open_points=work.state.open_points,
        imported=(),
    )


def _edited(loaded: Loaded) -> dict[str, Article]:
    """The edited articles as they were, by path; empty where other records changed too."""
    edited = {}
    for path, old in loaded.before.items():
        new = loaded.records.get(path)
        if not isinstance(old, Article) or not isinstance(new, Article):
            return {}
        if not shows_alone(new, old):
            return {}
        edited[path] = old
    return edited


def _steps(work: Workspace, site: Site, edited: Iterable[Article]) -> Iterator[Step]:
    """
    Plan the pages of the *edited* articles, as far as only their content changed.

    That their other parts are what they were is what was foreseen, and is asked
    again here.
    """
    entries, check = work.ledger.entries, work.stored.check
    archive = site.archive
    for old in edited:
        if old.source not in archive.by_source:
            continue  # nothing shows it: a draft, or one of a later day
        page = article_page(site, place_of(archive.articles, old))
        entry = entries.get(page.output)
        if entry is None or entry.trace is None:
            continue
        now, then = list(page.digests), list(entry.trace.parts)
        if len(now) != len(then):
            continue
        now[_CONTENT] = then[_CONTENT] = ""
        template = entry.trace.template  # what it is made of has not changed
        reason = why_render(page, template, entries, check)
        if now == then and reason:
            yield Step(page, template, reason)

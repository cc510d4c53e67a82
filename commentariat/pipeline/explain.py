"""What a build would do now, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from commentariat.engine.closures import Closures
from commentariat.engine.ledger import Ledger
from commentariat.engine.lock import site_lock
from commentariat.errors import Problem
from commentariat.pipeline.draft import Draft, make_draft
from commentariat.pipeline.options import Options, check_output_folder, settings_of
from commentariat.pipeline.workspace import Workspace, writing


def plan_site(options: Options) -> tuple[Draft, Ledger]:
    """Read and plan, and write nothing but the memory of what was read."""
    check_output_folder(options)
    settings = settings_of(options)
    with writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        loaded = work.load(converts=False)
        return make_draft(work, loaded, is_dry=True), work.ledger


def _each(problems: Iterable[Problem]) -> Iterable[str]:
    return map(str, problems)


def explain_site(
    options: Options,
    names: Sequence[str] = (),
    word: Callable[[Iterable[Problem]], Iterable[str]] = _each,
) -> Iterator[str]:
    """
    Tell, a line each, what a build would do now and why; or all about *names*.

    Problems come first, as *word* lists them.
    """
    draft, ledger = plan_site(options)
    for line in word((*draft.problems, *draft.raw_problems)):
        yield f"problem: {line}"
    if not names:
        yield from _explain_plan(draft)
    for name in names:
        yield from _explain_output(draft, ledger, name)


def _explain_plan(draft: Draft) -> Iterator[str]:
    for step in draft.plan.render:
        yield f"write {step.page.output}: {step.reason}"
    for output in draft.plan.delete:
        yield f"delete {output}: no page of the site is there any more"
    counts = len(draft.plan.render), len(draft.plan.keep), len(draft.plan.delete)
    yield "{} to write, {} to keep, {} to delete".format(*counts)


def _explain_output(draft: Draft, ledger: Ledger, name: str) -> Iterator[str]:
    plain = name.strip("/")
    wanted = (plain, f"{plain}/index.html", plain.removeprefix("output/"),
              f"{plain.removeprefix('output/')}/index.html", "index.html" if not plain else "")  # fmt: skip
    steps = {step.page.output: step for step in draft.plan.render}
    pages = {page.output: page for page in draft.pages}
    files = {static.output: static for static in draft.statics}
    output = next((one for one in wanted if one in pages or one in files), None)
    if output is None:
        gone = next((one for one in wanted if one in ledger.entries), None)
        yield f"{gone}: to be deleted" if gone else f"{name}: no such output"
        return
    yield f"{output}"
    entry = ledger.entries.get(output)
    trace = entry.trace if entry else None
    if output in files:
        how = "copied from" if files[output].is_copied else "made from  "
        yield f"  {how}   {files[output].source}"
    else:
        page = pages[output]
        closure = Closures(draft.templates).names(page.template)
        if page.source:
            yield f"  made from     content/{page.source}"
        article = draft.site.archive.by_source.get(page.source)
        for ruled in draft.site.archive.ruling.told(article) if article else ():
            yield f"  {ruled.facet:<13} {ruled}"
        yield f"  template      {', '.join(closure)}"
        yield f"  shows         {', '.join(part for part, _ in page.parts)}"
        if page.body and page.body.links:
            yield f"  links to      {', '.join(href for _, href in page.body.links)}"
    if trace:
        yield f"  last written  {trace.size:,} bytes, because {trace.reason}"
    yield f"  now           {'to be written: ' + steps[output].reason if output in steps else 'up to date'}"

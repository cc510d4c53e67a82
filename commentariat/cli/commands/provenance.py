"""`provenance`: where every part of an article comes from."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from commentariat.archive.folders import raw_path
from commentariat.cli.arguments import AddCommand, options_of
from commentariat.cli.printing import counted
from commentariat.cli.status import OK

if TYPE_CHECKING:
    from commentariat.pipeline.provenance import Provenance, RawOrigin

_PROVENANCE = """\
Show where an article comes from: its raw files and whether they are as they were,
what told its title, date and language, every repair with its rule, place and
confidence, which of them an editor decided, and the version of the rules.

ARTICLE is the path of a content file, a slug, or a raw file.
"""
_WORDS = {
    "list": "index.csv", "page": "the page", "dek": "derived from the dek",
    "body": "derived from the body", "file": "derived from the name of the raw file",
    "file name": "the name of the raw file", "address": "the address in index.csv",
    "editor": "an editor’s answer", "script": "the script of the text",
    "detected": "the commonest words of the text", "site": "the language of the site",
}  # fmt: skip


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    provenance = command(_run, _PROVENANCE)
    provenance.add_argument("article", nargs="+", metavar="ARTICLE")
    provenance.add_argument(
        "--json", action="store_true", help="one JSON object an article"
    )


def _run(args: argparse.Namespace) -> int:
    import msgspec

    from commentariat.pipeline.provenance import find_origin

    options = options_of(args)
    for name in args.article:
        for origin in find_origin(options, name):
            if args.json:
                print(json.dumps(msgspec.to_builtins(origin), ensure_ascii=False))
            else:
                print("\n".join(_lines(origin)))
    return OK


def _lines(origin: Provenance) -> Iterator[str]:
    yield f"{origin.path}"
    for key, value in (
        ("title", origin.title), ("date", origin.date), ("language", origin.language),
    ):  # fmt: skip
        told = origin.told_by.get(key, "")
        source = f"  ({_WORDS.get(told, told)})" if value and told else ""
        yield f"  {key:<9} {value or 'none is told'}{source}"
    for term in origin.terms:
        yield f"  {term.facet:<9} {term}"
    if not origin.raw:
        yield "  raw       none: this article was written here"
        return
    for raw in origin.raw:
        yield f"  raw       {raw_path(raw.file)}  {_state(raw)}"
        yield f"            layout {raw.layout or '?'}, digest {raw.digest}"
        if raw.address or raw.crawled:
            crawled = f"crawled {raw.crawled}" if raw.crawled else ""
            yield f"            {', '.join(filter(None, (raw.address, crawled)))}"
    state = (
        "edited since: an editor owns it" if origin.is_edited else "as import wrote it"
    )
    yield f"  state     {state}"
    yield f"  rules     {_rules(origin)}"
    yield f"  repairs   {len(origin.repairs)}"
    for repair in origin.repairs:
        yield f"    {_repair(repair)}"


def _state(raw: RawOrigin) -> str:
    if not raw.is_there:
        return "(gone)"
    state = "(as it was)" if raw.is_same else "(changed since)"
    told = f", {counted(raw.decisions, 'decision')}" if raw.decisions else ""
    return f"{state}{told}"


def _rules(origin: Provenance) -> str:
    if not origin.rules:
        return "not recorded; `import --again` shows what today’s would change"
    if origin.rules == origin.rules_now:
        return f"{origin.rules}, those of today"
    return (
        f"{origin.rules}; today’s are {origin.rules_now}, and `import --again` shows "
        "what they would change"
    )


def _repair(repair: dict[str, str]) -> str:
    line, column = repair.get("line", ""), repair.get("column", "")
    place = f"{line}:{column}" if line else "?"
    file = f"{repair['file']}:" if repair.get("file") else ""
    sure = f", {repair['confidence']}" if repair.get("confidence") else ""
    decided = repair.get("decided", "")
    who = f", decided: {decided}" if decided else ""
    words = f"{repair.get('before', '')} → {repair.get('after', '')}"
    return f"{file}{place:<8} {words}  ({repair.get('rule', '')}{sure}{who})"

"""`terms`: authors, regions, topics and all others, and how their names are settled."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from commentariat.cli.arguments import AddCommand, count, options_of
from commentariat.cli.printing import counted, print_problems
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import Problem

if TYPE_CHECKING:
    from commentariat.pipeline.author_drafts import AuthorDraft
    from commentariat.pipeline.terms import Drafted, ListedTerm

_TERMS = """\
Look after authors, centers, regions, topics and all other terms.

Articles name their terms in the words of their sources, and go on doing so: no command
here touches one. What there is to say of a term stands in a file of its own
(docs/how-to/terms.md).

Each of these says more by its own --help, as in `commentariat terms list --help`.
"""
_LIST = """\
List the terms of a facet: how many articles each has, from which years, and its file.

Those with the most articles come first. Drafts, and what is not out yet, count as well.
Facets are those of the settings: authors, centers, regions, topics, series, types and so on.
"""
_DRAFT_AUTHORS = """\
Draft files of authors who have none, of what the pages of their articles say of them.

A draft names the newest role first, then former ones with the years of the articles that
name them, and has the text of the newest biography. The articles and raw files that say so
stand above. Nothing else is in it: no identifier is guessed, no year made up. Of what is
said in several languages, that in the language of the site counts.

Drafts are written as content/authors/NAME.md, for you to read through and to edit. No file
is overwritten; --dry-run shows what would be written.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    terms = command(_list, _TERMS)
    doing = terms.add_subparsers(metavar="WHAT", required=True)

    def within(
        name: str, short: str, run: Callable[[argparse.Namespace], int], long: str
    ) -> argparse.ArgumentParser:
        made = doing.add_parser(
            name,
            help=short,
            description=long,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return made

    one = within("list", "list the terms of a facet", _list, _LIST)
    _add_facet(one)
    _add_json(one, "one JSON object a term")
    one = within(
        "draft-authors", "draft files of authors", _draft_authors, _DRAFT_AUTHORS
    )
    one.add_argument("name", nargs="*", metavar="NAME",
                     help="only of these authors (default: of all)")  # fmt: skip
    one.add_argument("--least", type=count, default=1, metavar="N",
                     help="only of authors with so many articles or more (default: 1)")  # fmt: skip
    one.add_argument("--dry-run", action="store_true",
                     help="show the drafts, and write nothing")  # fmt: skip
    _add_json(one, "one JSON object a draft")


def _add_facet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("facet", metavar="FACET", help="such as authors or regions")


def _add_json(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--json", action="store_true", help=words)


# -- list --------------------------------------------------------------------------


def _list(args: argparse.Namespace) -> int:
    from commentariat.pipeline.terms import list_terms

    found = list_terms(options_of(args), args.facet)
    if args.json:
        _print_json(found.terms)
    else:
        for line in _table(found.terms):
            print(line)
        filed = sum(bool(one.file) for one in found.terms)
        print(f"{counted(len(found.terms), 'term')}, {filed:,} with a file")
    return _end(found.problems, is_all=args.all)


def _table(terms: Sequence[ListedTerm]) -> Iterable[str]:
    """Write a line a term, its name last: names are as long as they like."""
    counts = [f"{one.articles:,}" for one in terms]
    width = max(map(len, counts), default=0)
    files = max((len(one.file) for one in terms), default=0)
    for number, one in zip(counts, terms, strict=True):
        others = [name for name in one.names if name != one.name]
        known = f"  (also {', '.join(map(repr, others))})" if others else ""
        yield f"{number:>{width}}  {_years(one):9}  {one.file:{files}}  {one.name}{known}"


def _years(one: ListedTerm) -> str:
    return one.first if one.first == one.last else f"{one.first}–{one.last}"


# -- draft-authors -----------------------------------------------------------------


def _draft_authors(args: argparse.Namespace) -> int:
    from commentariat.pipeline.terms import draft_author_files

    found = draft_author_files(
        options_of(args), args.name, args.least, is_dry=args.dry_run
    )
    if args.json:
        _print_json(found.drafts)
    else:
        for one in found.drafts:
            print(_drafted(one, is_dry=args.dry_run))
        for line in _not_drafted(found):
            print(line)
        word = "would be written" if args.dry_run else "written"
        print(f"{counted(len(found.drafts), 'draft')} {word}")
    return _end(found.problems, is_all=args.all)


def _drafted(one: AuthorDraft, *, is_dry: bool) -> str:
    told = f"{counted(one.bios, 'article')} of {one.articles:,} tell of {one.name}"
    return (
        f"{one.path}: {told}\n\n{one.text}" if is_dry else f"wrote {one.path}: {told}"
    )


def _not_drafted(found: Drafted) -> Iterable[str]:
    for path in found.there:
        yield f"{path} is there already and stays as it is"
    for name in found.filed:
        yield f"{name} has a file already"
    for name in found.silent:
        yield f"no article says anything of {name}"


# -- What they print alike ----------------------------------------------------------


def _print_json(records: Iterable[object]) -> None:
    import msgspec

    for one in records:
        print(json.dumps(msgspec.to_builtins(one), ensure_ascii=False))


def _end(problems: Sequence[Problem], *, is_all: bool) -> int:
    print_problems(problems, is_all=is_all)
    return PROBLEMS if problems else OK

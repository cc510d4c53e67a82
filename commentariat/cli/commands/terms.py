"""`terms`: authors, regions, topics and all others, and how their names are settled."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from commentariat.cli.arguments import AddCommand, count, options_of
from commentariat.cli.printing import counted, print_problems
from commentariat.cli.status import OK, PROBLEMS
from commentariat.errors import Problem, UsageError

if TYPE_CHECKING:
    from commentariat.archive.term_rules import TermRule
    from commentariat.intake.decisions.point import NameSide
    from commentariat.pipeline.author_drafts import AuthorDraft
    from commentariat.pipeline.term_settling import Settlement
    from commentariat.pipeline.terms import Drafted, ListedDouble, ListedTerm

_TERMS = """\
Settle the names of authors, centers, regions, topics and all other terms.

Articles name their terms in the words of their sources, and go on doing so: no command
here touches one. What two names have to do with each other stands in a line of
content/terms.txt, which holds at every build and through every import:

  rename authors "Ann Lee" to "Ann Li"
  merge authors "Lee, Ann" into "Ann Lee"

The old address and the old feed lead on by themselves. To undo it take the line out, or
revert the commit: both answer again. What else there is to say of a term, such as its names
in other languages, stands in a file of its own (docs/how-to/terms.md).

Each of these says more by its own --help, as in `commentariat terms merge --help`.
"""
_LIST = """\
List the terms of a facet: how many articles each has, from which years, and its file.

Those with the most articles come first. Drafts, and what is not out yet, count as well.
Facets are those of the settings: authors, centers, regions, topics, series, types and so on.
"""
_DOUBLES = """\
List names that may be of one person or one thing, the surest first.

Each pair comes with what speaks for it, with how sure that is (from 0 to 1), and with the
two lines that settle it: one merges them, the other says that they are not the same, and
nobody is asked again. `commentariat review` walks through them one by one.
"""
_RENAME = """\
Give a term another name, wherever a page shows it.

Articles keep the name that their source said; the line in content/terms.txt gives them the
new one. Where the new name has another address, the old one and its feed lead on.
"""
_MERGE = """\
Make one name a spelling of another: all that stood under A stands under B.

  commentariat terms merge authors "Lee, Ann" "Ann Lee"

The page and the feed of A lead on to those of B. To undo it, take the line out of
content/terms.txt: both answer again.
"""
_SPLIT = """\
Part a term in two, where one name is of two people or things: some of its articles go
under another name, those of a series, of some years, or of the files that are named.

  commentariat terms split authors "Ann Lee" "Ann Lee (poet)" --series "Letters"
  commentariat terms split authors "Ann Lee" "Ann Lee (poet)" --years 1990-1995

What comes later and is meant too goes there by itself.
"""
_MOVE = """\
Move a term to another facet, such as a topic that is a collection.

  commentariat terms move topics "Water" collections

Its articles name it there from then on, and its old address leads on.
"""
_NOT_SAME = """\
Say that two names are of two people or things, so that nobody is asked about them again.
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
    one = within("doubles", "list names that may be of one", _doubles, _DOUBLES)
    one.add_argument("facet", nargs="?", default="", metavar="FACET",
                     help="only of this facet (default: of all)")  # fmt: skip
    _add_json(one, "one JSON object a pair")
    for name, short, long, words in (
        ("rename", "give a term another name", _RENAME, ("OLD", "NEW")),
        ("merge", "make a name a spelling of another", _MERGE, ("A", "B")),
        ("split", "part a term in two", _SPLIT, ("NAME", "NEW")),
        ("move", "move a term to another facet", _MOVE, ("NAME", "TO_FACET")),
        ("not-same", "say that two names are of two", _NOT_SAME, ("A", "B")),
    ):
        one = within(name, short, _settle, long)
        one.set_defaults(kind=_KINDS[name])
        _add_facet(one)
        for dest, word in zip(("name", "target"), words, strict=True):
            one.add_argument(dest, metavar=word, help=_WORDS[word])
        if name == "split":
            _add_conditions(one)
        _add_json(one, "one JSON object of what came of it")
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


_KINDS = {
    "rename": "rename", "merge": "merge", "split": "split", "move": "move",
    "not-same": "not the same",
}  # fmt: skip
"""The rule that each command writes, by the word that it begins with."""
_WORDS = {
    "OLD": "the name that it has now", "NEW": "the name that it is to have",
    "A": "a name of the facet", "B": "another", "NAME": "the name of the term",
    "TO_FACET": "the facet that it belongs to, such as collections",
}  # fmt: skip


def _add_conditions(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--series", metavar="SERIES", help="the articles of this series")
    where.add_argument("--years", metavar="YEARS", type=_span_of_years,
                       help="the articles of a year, or from one to another: 1990-1995")  # fmt: skip
    where.add_argument("--files", nargs="+", metavar="ARTICLE",
                       help="these articles, by the paths of their content files")  # fmt: skip


def _span_of_years(word: str) -> tuple[str, str]:
    first, _, last = word.replace("–", "-").partition("-")
    years = first, last or first
    if (
        not all(one.isdecimal() and len(one) == 4 for one in years)
        or years[1] < years[0]
    ):
        raise argparse.ArgumentTypeError(
            f"expected years as 1990 or 1990-1995, found {word!r}"
        )
    return years


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


def _years(one: ListedTerm | NameSide) -> str:
    return one.first if one.first == one.last else f"{one.first}–{one.last}"


# -- doubles -----------------------------------------------------------------------


def _doubles(args: argparse.Namespace) -> int:
    from commentariat.pipeline.terms import list_doubles

    found = list_doubles(options_of(args), args.facet)
    if args.json:
        _print_json(found.doubles)
    else:
        for one in found.doubles:
            print("\n".join(_double(one)))
        pairs = counted(len(found.doubles), "pair")
        print(f"{pairs} of names" if found.doubles else "no names look like doubles")
    return _end(found.problems, is_all=args.all)


def _double(one: ListedDouble) -> Iterable[str]:
    yield f"{one.facet}: {'; '.join((one.reason, *one.evidence))} ({one.score:.2f})"
    for side in (one.a, one.b):
        told = [counted(side.articles, "article"), *filter(None, [_years(side)])]
        yield f"  {side.name!r}: {', '.join(told)}"
    yield f"  {one.settle}"
    yield f"  {one.apart}"


# -- What settles a name -------------------------------------------------------------


def _settle(args: argparse.Namespace) -> int:
    import msgspec

    from commentariat.archive.folders import TERM_RULES
    from commentariat.pipeline.term_settling import settle_terms

    found = settle_terms(options_of(args), _rule_of(args))
    if args.json:
        record = msgspec.to_builtins(found)
        for key in ("asked", "problems"):
            record[key] = list(map(str, getattr(found, key)))
        _print_json([record])
        return _end(found.problems, is_all=args.all)
    print(found.line)
    if not found.number:
        print(f"  it is so already: {found.already}")
        return _end(found.problems, is_all=args.all)
    print(f"  line {found.number} of {TERM_RULES}")
    for line in _changes(found):
        print(f"  {line}")
    print(
        "  to undo it, take that line out, or 'git revert' the commit that adds it; "
        "the next build shows either"
    )
    for point in found.asked:
        print(f"{point.kind}: {point}")
    return _end(found.problems, is_all=args.all)


def _rule_of(args: argparse.Namespace) -> TermRule:
    from commentariat.archive.term_rules import Condition, RuleKind, TermRule
    from commentariat.archive.text import compose

    kind = RuleKind(args.kind)
    name, target = compose(args.name.strip()), compose(args.target.strip())
    for one in (name, target):
        if len(one.splitlines()) != 1:
            raise UsageError(f"expected a name on one line, found {one!r}")
    names: tuple[str, ...] = (name,)
    if kind is RuleKind.APART:
        names, target = (*names, target), ""
    condition = None
    for of in ("series", "years", "files"):
        value = getattr(args, of, None)
        if value is not None:
            values = (value,) if isinstance(value, str) else tuple(value)
            condition = Condition(of, values)
    return TermRule(kind, args.facet, names, target, condition)


def _changes(found: Settlement) -> Iterable[str]:
    if not found.shown:
        yield "nobody is asked about the two again"
        return
    articles = counted(found.articles, "article")
    is_one = found.articles == 1
    yield (
        f"{articles} {'is' if is_one else 'are'} shown under {found.shown!r}, which has "
        f"{found.total:,} now"
    )
    for one in found.leads_on:
        feed = ", and so does its feed" if one.has_feed else ""
        yield f"{one.old} leads on to {one.new}{feed}"


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

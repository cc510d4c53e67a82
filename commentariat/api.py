"""
What `hooks.py` of a site may import of the program: names that stay, with their types.

Everything else in the program may be another in the next version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from commentariat.hooks.given import ArticleSource, BuildReport
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.phrases.lines import RawLine, cut_line
from commentariat.intake.repairs.model import Field, Knowledge, Repair, Rule
from commentariat.intake.sources.own import Source

__all__ = [
    "ArticleSource",
    "BuildReport",
    "Field",
    "Knowledge",
    "Label",
    "LabeledLine",
    "LayoutRule",
    "RawLine",
    "RawPage",
    "Repair",
    "Rule",
    "Source",
    "cut_line",
    "make_rule",
]


def make_rule(
    name: str,
    find: Callable[[str], Iterable[tuple[int, str, str, float]]],
    fields: Iterable[Field] = Field,
) -> Rule:
    """
    Make a rule of repairs of a function that needs nothing but a text.

    *find* gives where a stretch begins, what stands there, what belongs there, and how
    sure that is, from 0 to 1: from 0.85 on the repair is made, below an editor is asked.
    """

    def find_repairs(text: str, _: Knowledge) -> Iterator[Repair]:
        for start, before, after, confidence in find(text):
            yield Repair(start, before, after, name, confidence)

    return Rule(name, find_repairs, frozenset(fields))

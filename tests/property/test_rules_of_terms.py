"""Rules of terms: whatever is written is read again, and whatever is read does not fail."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from commentariat.archive.ruling import Ruling
from commentariat.archive.term_rules import (
    Condition,
    RuleKind,
    TermRule,
    parse_rules,
    term_key,
    write_rule,
)
from commentariat.archive.text import UNSHOWABLE
from commentariat.facets import DEFAULT_FACETS

FACETS = {one.name: one for one in DEFAULT_FACETS if not one.is_of_date}


def _as_kept(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


names = (
    st.text(min_size=1, max_size=12)
    .map(_as_kept)
    .filter(lambda text: bool(text) and not UNSHOWABLE.search(text))
    .filter(lambda text: text == _as_kept(text))
)


@st.composite
def rules(draw: st.DrawFn) -> TermRule:
    kind = draw(st.sampled_from(tuple(RuleKind)))
    facet = draw(st.sampled_from(tuple(FACETS)))
    old, new = draw(names), draw(names)
    if kind is RuleKind.APART:
        return TermRule(kind, facet, (old, new))
    if kind is RuleKind.MOVE:
        return TermRule(kind, facet, (old,), draw(st.sampled_from(tuple(FACETS))))
    condition = None
    if kind in (RuleKind.SPLIT, RuleKind.IN_SERIES):
        condition = Condition("series", (draw(names),))
    if kind is RuleKind.SPLIT:
        years = draw(st.tuples(*[st.integers(1000, 2100)] * 2).map(sorted))
        files = draw(st.lists(names, min_size=1, max_size=3, unique=True))
        files = [one.removeprefix("content/") or "a" for one in files]
        others = (
            Condition("years", tuple(map(str, years))),
            Condition("files", tuple(dict.fromkeys(files))),
        )
        condition = draw(st.sampled_from((condition, *others)))
    return TermRule(kind, facet, (old,), new, condition)


def _is_sound(rule: TermRule) -> bool:
    """Tell whether *rule* makes anything of anything else."""
    if rule.kind is RuleKind.MOVE:
        return rule.target != rule.facet
    if rule.condition is not None:
        facet = FACETS[rule.facet]
        return term_key(facet, rule.names[0]) != term_key(facet, rule.target)
    return len({*rule.names, rule.target} - {""}) == 2


@given(rules())
def test_what_is_written_is_read_again(rule: TermRule) -> None:
    line = write_rule(rule)
    assert "\n" not in line
    found = parse_rules(f"# A note.\n\n  {line}  # another\n", DEFAULT_FACETS)
    if not _is_sound(rule):
        assert [one.line for one in found.problems] == [3]
        return
    assert found.problems == ()
    (read,) = found.rules
    assert read.line == 3
    assert write_rule(read) == line
    assert (read.kind, read.facet, read.names, read.target, read.condition) == (
        rule.kind, rule.facet, rule.names, rule.target, rule.condition,
    )  # fmt: skip


@given(st.text(alphabet='ab "\\#\n\tétorinames', max_size=80))
@example('split authors "a" to "b" where files')
@example('"\\')
def test_whatever_is_read_is_taken_or_told_with_its_line(text: str) -> None:
    found = parse_rules(text, DEFAULT_FACETS)
    lines = text.count("\n") + 1
    places = [one.line for one in found.rules] + [one.line for one in found.problems]
    assert all(1 <= line <= lines for line in places)


few = st.sampled_from(("A", "B", "C", "D"))


@given(
    st.lists(
        st.builds(
            TermRule,
            st.sampled_from((RuleKind.RENAME, RuleKind.MERGE)),
            st.just("topics"),
            st.tuples(few),
            few,
        )
    )
)
def test_every_name_comes_to_an_end_that_is_its_own(found: list[TermRule]) -> None:
    text = "\n".join(map(write_rule, found))
    ruling = Ruling(parse_rules(text, DEFAULT_FACETS), (), DEFAULT_FACETS)
    for name in ("A", "B", "C", "D"):
        end = ruling.resolve("topics", name)
        assert ruling.resolve("topics", end.name).place == end.place
        assert bool(end.rules) == (end.name != name)

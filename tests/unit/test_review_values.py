"""Places, decisions and sessions as values."""

from __future__ import annotations

import pytest

from commentariat.intake.content.amend import amend_text, note_decided
from commentariat.intake.content.difference import show_difference
from commentariat.intake.content.model import Content
from commentariat.intake.decisions.context import find_again, find_place, words_around
from commentariat.intake.decisions.decision import Decision, Verdict
from commentariat.intake.decisions.jsonl import parse_decisions, write_decisions
from commentariat.intake.decisions.point import Point, Status
from commentariat.intake.review.choice import choose_points, lay_over
from commentariat.intake.review.session import (
    Session,
    VerdictError,
    decide,
    decide_alike,
    skip,
    undo,
)

TEXT = (
    "The omission wasread at home as a signal, and abroad as an insult, until a clerk "
    "explained that the stamp had been lent to the customs house for a birthday."
)


def point(number: int, kind: str = "glued-words", **more: object) -> Point:
    values: dict[str, object] = {
        "file": f"{number}.txt", "kind": kind, "before": "wasread", "after": "was read",
        "left": "The omission ", "right": " at home", "confidence": number / 10,
    }  # fmt: skip
    return Point(**(values | more))  # type: ignore[arg-type]


# -- Places ----------------------------------------------------------------------------


def test_a_place_is_told_by_whole_words_around_it_and_found_again() -> None:
    start = TEXT.index("stamp")
    left, right = words_around(TEXT, start, start + 5)
    assert left == "as an insult, until a clerk explained that the "
    assert right == " had been lent to the customs house for a"
    assert find_place(TEXT, left, "stamp", right) == (start,)


def test_white_space_of_any_kind_is_white_space() -> None:
    left, right = words_around(TEXT, 13, 20)
    other = f"One more.\n\n{TEXT}".replace(" ", "\u00a0 ")
    assert find_place(other, left, "wasread", right) == (other.index("wasread"),)


def test_the_same_words_elsewhere_are_another_place() -> None:
    text = f"{TEXT}\n\nIt wasread by nobody."
    left, right = words_around(TEXT, 13, 20)
    assert find_place(text, left, "wasread", right) == (13,)


def test_a_place_alone_in_its_paragraph_is_found_there_alone() -> None:
    assert find_place("WhyNow\n\nSay WhyNow again.", "", "WhyNow", "") == (0,)
    assert find_place("Say WhyNow again.", "", "WhyNow", "") == ()


def test_a_word_at_the_edge_is_no_part_of_a_longer_one() -> None:
    right = " must be read by the clerk"
    assert find_place(f"Xasread{right}", "", "asread", right) == ()
    assert find_place(f"asread{right}", "", "asread", right) == (0,)


def test_a_place_is_found_by_one_side_where_the_other_has_changed() -> None:
    left, right = words_around(TEXT, 13, 20)
    changed = TEXT.replace("at home as a signal", "by us")
    assert find_again(changed, left, "wasread", right, is_kept=False) == (13,)
    changed = TEXT.replace("omission", "gap")
    assert find_again(changed, left, "wasread", right, is_kept=False) == (8,)
    twice = f"{changed}\n\n{changed}"
    assert find_again(twice, left, "wasread", right, is_kept=False) == ()


def test_words_to_be_kept_are_found_wherever_they_stand_whole() -> None:
    text = "It wasread, and xwasread, and wasread."
    assert find_again(text, "Other ", "wasread", " words", is_kept=True) == (3, 30)
    assert find_again(text, "Other ", "wasread", " words", is_kept=False) == ()


def test_a_place_in_a_text_of_one_letter_is_found_in_no_time() -> None:
    text = "a " * 250_000
    assert find_place(text, "a " * 20, "b", " a" * 20) == ()
    assert find_place(f"{text}b", "a " * 20, "b", " a" * 20) == ()


# -- The file of decisions ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("=======", "expected a decision, found a mark of a merge"),
        ("{", "is not JSON: Expecting property name"),
        ("[]", "is no decision: Expected `object`, got `array`"),
        ('{"file": "a", "file": "b"}', "is not JSON: a key stands twice"),
        ('{"file": "a", "verdict": "accept", "kind": "x"}', "expected the words that"),
        (
            '{"file": "a", "verdict": "maybe", "kind": "x", "before": "b"}',
            "is no decision: Invalid enum value 'maybe'",
        ),
        (
            '{"file": "a", "verdict": "accept", "kind": "x", "before": "b", "to": ""}',
            "is no decision: Object contains unknown field `to`",
        ),
        (
            '{"file": "a", "verdict": "edit", "kind": "x", "before": "b", "after": "b\\n"}',
            "expected words on one line under 'after'",
        ),
        (
            '{"file": "a", "verdict": "edit", "kind": "x", "before": "b", "after": "\\u0007"}',
            "a character that cannot be shown in 'after': U+0007",
        ),
        (
            '{"file": "a", "verdict": "answer", "kind": "no date", "after": "May"}',
            "expected a date as 2024-03-15, 2024-03 or 2024, found 'May'",
        ),
        (
            '{"file": "a", "verdict": "answer", "kind": "cut off", "after": "x"}',
            "'cut off' can be dismissed, and not be answered",
        ),
        ("[" * 50_000, "is not JSON: "),
    ],
)
def test_a_line_that_is_no_decision_is_a_problem_with_its_line(
    line: str, fault: str
) -> None:
    found = parse_decisions(f"\n{line}\n")
    (problem,) = found.problems
    assert (problem.source, problem.line) == ("content/decisions.jsonl", 2)
    assert str(problem.message).startswith(fault)
    assert not found.is_usable


def test_lines_in_any_order_with_any_line_ends_are_read_and_written_sorted() -> None:
    first = Decision(file="a.txt", verdict=Verdict.REJECT, kind="x", before="“\u2028”")
    other = Decision(file="b.txt", verdict=Verdict.DISMISS, kind="no date")
    text = write_decisions({one.key: one for one in (other, first)})
    assert text.splitlines() == text.rstrip("\n").split("\n")
    lines = text.split("\n")
    shuffled = "\ufeff" + "\r\n".join(reversed(lines))
    assert write_decisions(parse_decisions(shuffled).decided) == text


# -- Sessions --------------------------------------------------------------------------------


def test_a_walk_goes_on_after_each_decision_and_back_with_undo() -> None:
    walk = Session((point(1), point(2), point(3)))
    after = decide(skip(walk), Verdict.ACCEPT)
    assert (after.at, len(after.decided)) == (2, 1)
    assert undo(after) == skip(walk)
    with pytest.raises(VerdictError, match="nothing was decided yet"):
        undo(walk)


def test_all_of_a_kind_leaves_other_kinds_to_be_asked() -> None:
    walk = Session((point(1), point(2, "glued-name"), point(3)))
    after = decide_alike(walk, Verdict.REJECT)
    assert after.current == point(2, "glued-name")
    assert {one.file for one in after.decided.values()} == {"1.txt", "3.txt"}
    assert undo(after) == walk


def test_a_point_of_no_raw_file_is_only_skipped() -> None:
    walk = Session((Point(file="", kind="two spellings", is_question=True),))
    with pytest.raises(VerdictError, match="not settled here"):
        decide(walk, Verdict.DISMISS)
    assert skip(walk).current is None


def test_the_surest_come_first_or_file_by_file() -> None:
    points = (point(1), point(3), point(2, file="0.txt"))
    assert [one.file for one in choose_points(points)] == ["3.txt", "0.txt", "1.txt"]
    by_file = choose_points(points, order="file")
    assert [one.file for one in by_file] == ["0.txt", "1.txt", "3.txt"]
    assert choose_points(points, files=["content/raw/1.txt"]) == (point(1),)
    assert choose_points(points, kinds=["other"]) == ()


def test_a_decision_is_of_one_place_whatever_its_rule_is_called() -> None:
    assert point(1).id == point(1, "glued-name", line=7, confidence=0.5).id
    assert point(1).id != point(1, right=" abroad").id


def test_points_laid_over_with_decisions_stand_decided() -> None:
    one = point(1)
    made = one.decide(Verdict.EDIT, "was heard")
    (after,) = lay_over((one,), {made.key: made})
    assert (after.status, after.after, after.decision) == (
        Status.DECIDED,
        "was heard",
        made,
    )
    assert after.id == one.id


# -- Edited content files --------------------------------------------------------------------

OLD = Content({"title": "T", "dek": "A dek."}, "One paragraph.\n\nIt wasread there.")
NEW = Content({"title": "T", "dek": "A dek."}, "One paragraph.\n\nIt was read there.")


def edited(body: str, header: str = "title: T\ndek: A dek.\n") -> str:
    return f"---\n{header}---\n\n{body}\n"


def test_one_place_is_changed_and_all_else_keeps_its_bytes() -> None:
    text = edited("Mine  first.\n\nIt wasread there.  \n\n* x")
    assert amend_text(text, OLD, NEW) == text.replace("wasread", "was read")


def test_a_place_that_is_changed_already_is_left() -> None:
    text = edited("It was read there.")
    assert amend_text(text, OLD, NEW) == text


@pytest.mark.parametrize(
    "text",
    [
        edited("It wasread there. It wasread there."),
        edited("They read it there."),
        "It wasread there.",
        edited("It wasread there.\r\n\nMixed."),
        "---\ntitle: T\n",
    ],
)
def test_a_place_that_is_not_there_once_is_not_changed(text: str) -> None:
    assert amend_text(text, OLD, NEW) is None


def test_a_line_of_the_header_is_changed_where_it_is_as_import_left_it() -> None:
    new = Content({"title": "T", "dek": "Another dek: here."}, OLD.body)
    after = amend_text(edited(OLD.body), OLD, new)
    assert after == edited(OLD.body, "title: T\ndek: 'Another dek: here.'\n")
    assert amend_text(edited(OLD.body, "title: T\ndek: Mine.\n"), OLD, new) is None


def test_a_digest_is_noted_in_the_entry_of_its_raw_file_alone() -> None:
    raw = "raw:\n- file: a.txt\n  digest: d\n- file: b.txt\n  digest: e\n"
    text = edited("Body.", f"title: T\n{raw}")
    noted = note_decided(text, "a.txt", "1f")
    assert noted == text.replace("digest: d\n", "digest: d\n  decided: 1f\n")
    assert note_decided(noted, "a.txt", "") == text
    assert note_decided(text, "c.txt", "1f") is None
    flow = edited("Body.", "title: T\nraw: [{file: a.txt}]\n")
    assert note_decided(flow, "a.txt", "1f") is None


# -- Differences -------------------------------------------------------------------------------


def test_a_difference_shows_the_words_that_change_and_a_little_around_them() -> None:
    old = edited(f"{TEXT} More of it stands here.", "title: T\nrules: 1\nwritten: 2\n")
    new = old.replace("wasread", "was read").replace("rules: 1", "rules: 9")
    assert show_difference(old, new) == (
        "~ The omission [-wasread-]{+was read+} at home as a signal, and abroad as an i…",
    )
    assert show_difference(old, old.replace("written: 2", "written: 3")) == ()


def test_a_difference_names_repairs_that_come_and_go() -> None:
    entry = "- rule: glued-words\n  before: wasread\n  after: was read\n  line: {}\n"
    old = edited("x", "title: T\nrepairs:\n" + entry.format(3))
    assert show_difference(old, edited("x", "title: T\n")) == (
        "- repair wasread → was read (glued-words)",
    )
    moved = edited("x", "title: T\nrepairs:\n" + entry.format(4))
    assert show_difference(old, moved) == (
        "~ repairs: the same, recorded with other places or confidence",
    )

"""The file of decisions, content/decisions.jsonl: one a line, sorted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from commentariat.archive.dates import parse_date
from commentariat.archive.folders import DECISIONS
from commentariat.archive.text import UNSHOWABLE, digest_text
from commentariat.errors import Problem
from commentariat.intake.decisions.decision import (
    ANSWERED,
    NO_DATE,
    Decided,
    Decision,
    DecisionKey,
    Verdict,
    in_order,
)
from commentariat.kinds import Kind, Message

FILE: Final = DECISIONS
_MARKER: Final = re.compile(r"<{7}(?: |$)|={7}$|>{7}(?: |$)|\|{7}(?: |$)")
_LIMITS: Final = {
    "file": 500,
    "kind": 500,
    "left": 500,
    "before": 20_000,
    "right": 500,
    "after": 20_000,
}
"""Characters of each text of a decision, at most."""
_UNFIT: Final = re.compile(r"[\n\r\u2028\u2029]")


class DecisionFile(msgspec.Struct, frozen=True):
    """All that is decided, and what is wrong with the rest of the file."""

    decided: Decided = {}
    problems: tuple[Problem, ...] = ()
    held: frozenset[str] = frozenset()
    """Raw files of which two lines say different things: they wait."""
    is_usable: bool = True
    """False where a line cannot be read: it may be of any raw file."""

    def by_file(self) -> dict[str, tuple[Decision, ...]]:
        """Part the decisions by raw file."""
        parted: dict[str, list[Decision]] = {}
        for one in self.decided.values():
            parted.setdefault(one.file, []).append(one)
        return {file: tuple(ones) for file, ones in parted.items()}


def gather_decisions(
    by_file: Mapping[str, tuple[Decision, ...]], files: Iterable[str]
) -> tuple[Decision, ...]:
    """Gather what is decided of *files*, in the order of the file of decisions."""
    return tuple(one for file in sorted(set(files)) for one in by_file.get(file, ()))


def parse_decisions(text: str, source: str = FILE) -> DecisionFile:
    """
    Read the lines of a file of decisions, in whatever order they stand.

    A line that stands twice counts once, so that a union of two editors' files
    reads as one. Two lines that decide one place differently are a problem, and
    hold the raw file back.
    """
    decided: Decided = {}
    lines: dict[DecisionKey, int] = {}
    problems: list[Problem] = []
    held: set[str] = set()
    is_usable = True
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.strip()
        if not line:
            continue
        found = _read_line(line)
        if isinstance(found, Message):
            problems.append(Problem(source, number, found))
            is_usable = False
            continue
        first = decided.setdefault(found.key, found)
        if first != found and not _is_alike(first, found):
            message = _word_clash(first, found, lines[found.key])
            problems.append(Problem(source, number, message))
            held.add(found.file)
        lines.setdefault(found.key, number)
    return DecisionFile(in_order(decided), tuple(problems), frozenset(held), is_usable)


def _read_line(line: str) -> Decision | Message:
    """Read one decision, or say what is wrong with it."""
    if _MARKER.match(line):
        return Kind.DECISION_CONFLICT.of()
    try:
        values = json.loads(line, object_pairs_hook=_pair_up)
        decision = msgspec.convert(values, Decision)
    except msgspec.ValidationError as fault:
        return Kind.NOT_DECISION.of(fault)
    except (ValueError, RecursionError) as fault:
        return Kind.DECISION_NOT_JSON.of(getattr(fault, "msg", fault))
    return find_fault(decision) or decision


def _pair_up(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a key stands twice")
    return values


def find_fault(decision: Decision) -> Message | None:
    """Say what is wrong with a decision; None: nothing."""
    if not decision.file:
        return Kind.ROW_WITHOUT_FILE.of()
    if decision.verdict.is_for_lines:
        return Kind.DECISION_OF_NAMES.of(decision.verdict)
    for name, limit in _LIMITS.items():
        if len(getattr(decision, name)) > limit:
            return Kind.DECISION_LONG.of(limit, name)
    if decision.verdict.is_for_question:
        return _fault_of_answer(decision)
    return _fault_of_repair(decision)


def _fault_of_repair(one: Decision) -> Message | None:
    if not (one.before or one.left or one.right):
        return Kind.DECISION_WITHOUT_WORDS.of()
    if one.verdict == Verdict.REJECT:
        return None
    if one.after == one.before:
        return Kind.DECISION_SAME_WORDS.of()
    return _fault_of_words(one.after)


def _fault_of_answer(one: Decision) -> Message | None:
    if one.verdict == Verdict.DISMISS:
        return None
    if one.kind not in ANSWERED:
        return Kind.DECISION_NO_ANSWER.of(one.kind)
    if one.kind == NO_DATE and not parse_date(one.after):
        return Kind.DECISION_DATE.of(one.after)
    if not one.after.strip():
        return Kind.DECISION_WITHOUT_ANSWER.of()
    return _fault_of_words(one.after)


def _fault_of_words(words: str) -> Message | None:
    if _UNFIT.search(words):
        return Kind.DECISION_LINES.of()
    found = UNSHOWABLE.search(words)
    if found:
        return Kind.DECISION_CHARACTER.of(f"{ord(found[0]):04X}")
    return None


def _is_alike(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions of a place do the same: the rule's name aside."""
    return one.verdict == other.verdict and (
        one.verdict == Verdict.REJECT or one.after == other.after
    )


def _word_clash(first: Decision, other: Decision, line: int) -> Message:
    where = repr(first.before) if first.before else first.kind
    return Kind.DECIDED_TWICE.of(where, first.file, _say(first), line, _say(other))


def _say(one: Decision) -> str:
    return f"{one.verdict} {one.after!r}" if one.verdict.has_words else str(one.verdict)


def write_decisions(decided: Mapping[DecisionKey, Decision]) -> str:
    """Write *decided* as a file of decisions, sorted."""
    return "".join(f"{line}\n" for line in _lines(sorted(decided.items())))


def _lines(items: Iterable[tuple[DecisionKey, Decision]]) -> Iterator[str]:
    for _, one in items:
        values = msgspec.to_builtins(one)
        text = json.dumps(values, ensure_ascii=False)
        yield (
            UNSHOWABLE.sub(_escape, text)
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029")
        )


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def digest_decisions(decisions: Iterable[Decision]) -> str:
    """Digest what is decided of one raw file; empty where nothing is."""
    text = write_decisions({one.key: one for one in decisions})
    return digest_text(text)[:16] if text else ""

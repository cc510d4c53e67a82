"""All that was decided, brought into one content file that an editor owns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import msgspec

from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.text import plain_text
from commentariat.errors import OpenPoint
from commentariat.intake.content.amend import amend_text, note_decided
from commentariat.intake.content.model import Content
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.decisions.jsonl import digest_decisions
from commentariat.kinds import Kind

Decisions = tuple[Decision, ...]


class EditedContent(msgspec.Struct, frozen=True):
    """An edited content file, and what was decided of the raw files it is made from."""

    path: str
    """Of the content file, from the site."""
    decisions: Decisions
    former: Decisions
    """What was decided before, and is not any more."""
    files: tuple[str, ...]
    """Raw files of which something else is decided than the content file notes."""
    unite: Callable[[Decisions], Content]
    """Gives what import would write by other decisions."""


def amend_file(text: str, edited: EditedContent) -> tuple[str, tuple[OpenPoint, ...]]:
    """
    Change in *text* what was decided since, where it stands as import left it.

    What cannot be changed is asked about, again at every import, until the editor
    notes in the file that it is settled.
    """
    content = edited.unite(edited.decisions)
    points: list[OpenPoint] = []
    for decision, variants in _variants(edited):
        amended = _amend_once(text, variants, content, edited)
        if amended is None:
            points.append(_word_unmade(decision, edited))
        else:
            text = amended
    points += _without_decision(text, content, edited.path)
    if not points:
        text, points = _note_all(text, edited)
    return text, tuple(points)


def _variants(edited: EditedContent) -> Iterator[tuple[Decision, list[Decisions]]]:
    """
    Yield each decision with what may have been decided when the file was written.

    That is what was decided of the place before, or nothing; the rest is the same.
    """
    known = {one.key: one for one in edited.decisions}
    former = {one.key: one for one in edited.former}
    for key, one in sorted((former | known).items()):
        others = tuple(x for x in edited.decisions if x.key != key)
        before = [(*others, former[key])] if key in former else []
        yield one, [*before, others] if key in known else before


def _amend_once(
    text: str, variants: list[Decisions], content: Content, edited: EditedContent
) -> str | None:
    """Amend *text* by the first of *variants* that it holds the place of."""
    for decisions in variants:
        amended = amend_text(text, edited.unite(decisions), content)
        if amended is not None:
            return amended
    return None


def _note_all(text: str, edited: EditedContent) -> tuple[str, list[OpenPoint]]:
    """Note in an edited file that it holds what was decided."""
    points: list[OpenPoint] = []
    for file in edited.files:
        noted = note_decided(text, file, _digest(file, edited))
        if noted is None:
            message = Kind.NOT_NOTED.of(_word_note(edited))
            points.append(OpenPoint(edited.path, 0, message))
        else:
            text = noted
    return text, points


def _digest(file: str, edited: EditedContent) -> str:
    return digest_decisions(one for one in edited.decisions if one.file == file)


# -- What is asked -----------------------------------------------------------------


def _word_unmade(one: Decision, edited: EditedContent) -> OpenPoint:
    place = repr(one.before) if one.before else one.kind
    if one in edited.decisions:
        kind = Kind.NOT_MADE
        wanted = f" as {one.after!r}" if one.after not in ("", one.before) else ""
        said = f"{one.verdict} to {place}{wanted}"
    else:
        kind = Kind.TAKEN_BACK
        said = f"{one.verdict} to {place}"
    message = kind.of(said, _word_note(edited))
    return OpenPoint(edited.path, 0, message)


def _word_note(edited: EditedContent) -> str:
    return f"say so: commentariat resolve {edited.path}"


def _without_decision(text: str, content: Content, path: str) -> Iterator[OpenPoint]:
    """Ask about repairs in an edited file whose decision has been taken back."""
    fields, _, _ = parse_front_matter(plain_text(text), path)
    made = content.fields.get("repairs", [])
    wanted: Collection[tuple[str, str]] = {
        (one["before"], one["after"]) for one in made
    }
    for entry in fields.get("repairs", []):
        before, after = entry.get("before", ""), entry.get("after", "")
        if entry.get("decided") and (before, after) not in wanted:
            message = Kind.REPAIR_TAKEN_BACK.of(after, before)
            yield OpenPoint(path, 0, message, "repairs")

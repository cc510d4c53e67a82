"""Places that an editor has decided of: found first, and left alone by rules."""

from __future__ import annotations

from collections.abc import Iterator

from commentariat.intake.decisions.context import find_again
from commentariat.intake.decisions.decision import Verdict
from commentariat.intake.repairs.model import Knowledge, Repair


def find_decided(text: str, known: Knowledge) -> Iterator[Repair]:
    """
    Find the places that an editor has decided of.

    Of a rejected repair the words come in their own place: they are taken, so that
    no rule, of whatever name, finds anything in them again.
    """
    for one in known.decisions:
        is_rejected = one.verdict == Verdict.REJECT
        after = one.before if is_rejected else one.after
        found = find_again(text, one.left, one.before, one.right, is_kept=is_rejected)
        for start in found:
            yield Repair(
                start,
                one.before,
                after,
                one.kind,
                1.0,
                str(one.verdict),
                one.left,
                one.right,
            )

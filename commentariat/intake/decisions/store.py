"""What editors decided, read from the site."""

from __future__ import annotations

from pathlib import Path

from commentariat.errors import Problem
from commentariat.intake.decisions.jsonl import FILE, DecisionFile, parse_decisions
from commentariat.kinds import Kind


def load_decisions(site: Path) -> DecisionFile:
    """Read what editors decided, where they did of anything."""
    path = site / FILE
    if path.exists() and not path.is_file():  # a pipe, say, that never ends
        problem = Problem(FILE, 0, Kind.PLAIN.of("expected a file, found what is none"))
        return DecisionFile({}, (problem,), is_usable=False)
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return DecisionFile()
    except (OSError, UnicodeDecodeError) as fault:
        why = getattr(fault, "strerror", None) or fault
        problem = Problem(FILE, 0, Kind.PLAIN.of(f"cannot be read: {why}"))
        return DecisionFile({}, (problem,), is_usable=False)
    return parse_decisions(text)

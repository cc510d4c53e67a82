"""What editors decided, read from the site."""

from __future__ import annotations

from pathlib import Path

from commentariat.disk import read_whole
from commentariat.errors import Problem, not_utf8, unreadable
from commentariat.intake.decisions.jsonl import FILE, DecisionFile, parse_decisions
from commentariat.kinds import Kind


def load_decisions(site: Path) -> DecisionFile:
    """Read what editors decided, where they did of anything."""
    path = site / FILE
    if path.exists() and not path.is_file():  # a pipe, say, that never ends
        problem = Problem(FILE, 0, Kind.NOT_PLAIN_FILE.of())
        return DecisionFile({}, (problem,), is_usable=False)
    try:
        text = read_whole(path).decode("utf-8")
    except FileNotFoundError:
        return DecisionFile()
    except UnicodeDecodeError as fault:
        return DecisionFile({}, (not_utf8(FILE, fault),), is_usable=False)
    except OSError as fault:
        return DecisionFile({}, (unreadable(FILE, fault),), is_usable=False)
    return parse_decisions(text)

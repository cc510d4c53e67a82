"""What other sites answer to the links that lead to them, in words for editors."""

from __future__ import annotations

from enum import StrEnum

import msgspec

_GONE = (404, 410)
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)


class Verdict(StrEnum):
    """What an answer means for whoever follows the link."""

    FINE = "fine"
    MOVED = "moved"
    """It answers, at another address for good."""
    DEAD = "dead"
    UNCLEAR = "unclear"
    """It did not answer this program; it may answer a person, or another day."""
    PRIVATE = "private"
    """It leads to no public site, and was not asked."""


class Answer(msgspec.Struct, frozen=True):
    """What following a link gave."""

    verdict: Verdict
    status: int = 0
    """HTTP status of the last hop; 0 where none came."""
    reason: str = ""
    """Why it is not fine, to stand behind the address."""
    moved_to: str = ""
    at: int = 0
    """When it was asked, in seconds since 1970."""
    is_offline: bool = False
    """Nobody was reached at all, so that nothing is learned of the link itself."""


class Reply(msgspec.Struct, frozen=True):
    """The head of one HTTP response."""

    status: int
    location: str = ""
    retry_after: str = ""

    @property
    def leads_on(self) -> bool:
        """Tell whether it names another address to ask."""
        return self.status in _REDIRECTS and bool(self.location)

    @property
    def asks_for_time(self) -> bool:
        """Tell whether the host wants to be left alone for a while."""
        return self.status == 429 or (self.status == 503 and bool(self.retry_after))

    @property
    def is_permanent(self) -> bool:
        """Tell whether the other address is for good."""
        return self.status in _PERMANENT


def judge(reply: Reply, moved_to: str) -> Answer:
    """Say what the last *reply* means; *moved_to* is where it came from, if elsewhere."""
    status = reply.status
    if status < 400:
        verdict = Verdict.MOVED if moved_to else Verdict.FINE
        reason = f"has moved to {moved_to!r} for good" if moved_to else ""
        return Answer(verdict, status, reason, moved_to)
    verdict = Verdict.DEAD if status in _GONE else Verdict.UNCLEAR
    return Answer(verdict, status, f"answers {_status_words(status)}")


def _status_words(status: int) -> str:
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)

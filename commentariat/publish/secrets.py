"""
What logs in to a remote, kept out of all that is printed, whatever its shape.

It may stand in an address as its user, its password, its query or a part of its path,
in a header that the settings of git hold, or in the environment; and git, or the other
side, may repeat it anywhere.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_URL = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s'\"<>]+", re.IGNORECASE)
_SCP = re.compile(r"(?:(?P<user>[^\s/@:]+)@)?(?P<host>[\w.-]+\w):(?P<path>(?!//)\S+)")
_HELPER = re.compile(r"(\w+)::.")
# Hosts whose paths are an owner and a repository, which everybody may read.
_KNOWN = re.compile(
    r"(^|\.)(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$", re.IGNORECASE
)
_SECRET_NAME = re.compile(
    r"TOKEN|PASSW|SECRET|CREDENTIAL|PRIVATE|API_?KEY|(?<![A-Z])AUTH(?!OR|_SOCK)"
    r"|^GIT_CONFIG_(VALUE|PARAMETERS)",
    re.IGNORECASE,
)
_HIDDEN = "…"
_SHORTEST = 3  # characters of a user, a password or a query that are looked for
_SHORTEST_WORD = 6  # likewise, of a part of a path or of what the environment holds


class Secrets:
    """All that must not be printed, and texts without it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._known: set[str] = set()
        for name, value in environment.items():
            if _SECRET_NAME.search(name):
                self.learn(value.split(), _SHORTEST_WORD)

    def learn(self, words: Iterable[str], shortest: int = _SHORTEST) -> None:
        """Keep *words* out, as they stand and decoded."""
        found = {form for word in words for form in (word, unquote(word))}
        self._known.update(word for word in found if len(word) >= shortest)

    def learn_address(self, url: str) -> None:
        """Keep out what logs in by the address *url* of a remote."""
        parts = _split(url)
        if parts is None:
            found = _SCP.fullmatch(url)
            user = (found and found["user"]) or ""
            self.learn([user] if user != "git" else [])
            return
        login = parts.netloc.rpartition("@")[0]
        user, _, password = login.partition(":")
        self.learn([password, *([user] if user != "git" else [])])
        if login:
            self.learn([b64encode(unquote(login).encode()).decode()])
        self.learn([parts.query, *(value for _, value in parse_qsl(parts.query))])
        self.learn([parts.fragment])
        if not (_is_known(parts) or parts.scheme == "file"):
            self.learn(parts.path.split("/"), _SHORTEST_WORD)

    def hide(self, text: str) -> str:
        """Take all of it out of *text*, and what may log in out of every address."""
        text = _URL.sub(lambda found: shown(found[0]), text)
        for word in sorted(self._known, key=len, reverse=True):
            text = text.replace(word, _HIDDEN)
        return text


def shown(url: str) -> str:
    """Write the address *url* of a remote without anything that may log in."""
    helper = _HELPER.match(url)
    if helper:
        return f"{helper[1]}::{_HIDDEN}"
    parts = _split(url)
    if parts is not None:
        where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if _is_known(parts) or parts.scheme == "file":
            return where + parts.path
        return f"{where}/{_HIDDEN}" if parts.path.strip("/") else where
    found = _SCP.fullmatch(url)
    if found is None or len(found["host"]) == 1:  # a folder of this machine
        return url
    user = "git@" if found["user"] == "git" else ""
    path = found["path"].partition("?")[0] if _KNOWN.search(found["host"]) else _HIDDEN
    return f"{user}{found['host']}:{path}"


def _split(url: str) -> SplitResult | None:
    """Take an address with a scheme apart; None where it is none."""
    if "://" not in url:
        return None
    try:
        return urlsplit(url)
    except ValueError:  # brackets that hold no address of a machine
        return SplitResult(url.partition("://")[0], "", f"/{url}", "", "")


def _is_known(parts: SplitResult) -> bool:
    host = parts.netloc.rpartition("@")[2].partition(":")[0]
    return _KNOWN.search(host) is not None

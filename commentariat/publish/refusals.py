"""What a push that did not go through means, and the way out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RACE = re.compile(
    r"\[rejected\].*\((fetch first|non-fast-forward|stale info)\)"
    r"|\[remote rejected\].*\(.*(cannot lock ref|failed to update ref|incorrect old value)"
)
# From the particular to the general: of what fits, the first is told.
_WAYS_OUT = (
    (
        r"GH001|exceeds .*file size limit",
        "a file is larger than the remote takes; `commentariat size` names the largest",
    ),
    (
        r"GH006|GH013|[Pp]rotected branch|repository rule violations",
        "the branch is protected; allow pushes to it in the settings of the repository "
        "(Rules, Branches), name another under [tool.commentariat.publish] branch, or "
        "publish by the workflow that `commentariat init --github` writes",
    ),
    (
        r"hook declined",
        "a hook of the remote refused; what it says stands below, and whoever keeps the "
        "repository can change it",
    ),
    (
        r"Please tell me who you are|unable to auto-detect email|empty ident",
        "git does not know who commits; say it: git config user.name 'NAME', "
        "git config user.email ADDRESS",
    ),
    (
        r"Authentication failed|could not read (Username|Password)|terminal prompts disabled"
        r"|Permission denied|Permission to .* denied|error: 40[13]|[Ii]nvalid credentials",
        "the remote did not accept the login, or the account may not write; log in once "
        "with `git push` by hand (a credential helper or an SSH key keeps it), and see "
        "that the account has write access",
    ),
    (
        r"[Rr]epository .*not found|does not appear to be a git repository|does not exist",
        "there is no such repository, or the account may not see it; look at "
        "`git remote get-url --push`",
    ),
    (
        r"Could not resolve|Couldn't resolve|unable to access|Connection (refused|timed out"
        r"|reset)|Network is unreachable|Operation timed out|No route to host",
        "the remote cannot be reached; nothing was published, try again when the network "
        "is back",
    ),
    (r"No space left", "there is no room left on a disk"),
)


# Of many lines, those that say what went wrong come first.
_TELLING = re.compile(r"(remote: *)?(fatal|error|ERROR|GH\d{3}|!)\b|!\s")
_MOST_LINES = 12


def is_race(said: str) -> bool:
    """Tell whether somebody else pushed first."""
    return bool(_RACE.search(said))


def way_out(said: str) -> str:
    """Word what git *said* for the person at the keyboard: the way out, then its words."""
    found = next((words for sign, words in _WAYS_OUT if re.search(sign, said)), "")
    words = "\n".join(f"  {line}" for line in _telling(said.splitlines()))
    return f"{found or 'git refused; what it says stands below'}\n{words}"


def _telling(lines: Iterable[str]) -> list[str]:
    """Leave out what only fills the screen, and keep it short."""
    kept = [line.rstrip() for line in lines if line.removeprefix("remote:").strip()]
    kept = [line for line in kept if not line.startswith(("hint:", "Done", "To "))]
    told = [line for line in kept if _TELLING.match(line)]
    return list(dict.fromkeys((*told, *kept)))[:_MOST_LINES]

"""Where another machine installs this program from: as told, or as pip noted."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

import msgspec

from commentariat.errors import UsageError

PROGRAM = "commentariat"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>[\w.-]+(?:\[[\w,. -]*\])?)\s*@\s*(?P<address>.+)")
# Of a package: its name, what belongs to it, versions, and where it is wanted.
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*\s*(\[[^\]]*\])?\s*([=<>~!].*|;.*)?")
_ENDINGS = (".whl", ".zip", ".tar.gz")
_VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")  # pip puts in what the environment holds
_WAY_OUT = (
    "say what the workflow is to install: --install "
    "'git+https://github.com/OWNER/REPO@TAG', a wheel in the repository of the site, or "
    "'NAME==VERSION' of an index that has it"
)


class DirectUrl(msgspec.Struct, frozen=True):
    """What pip notes of where it had a package from (PEP 610)."""

    url: str
    vcs_info: dict[str, str] = {}
    archive_info: dict[str, object] = {}
    subdirectory: str = ""


def judge_source(written: str, site: Path) -> str:
    """
    Take *written* for what pip installs, as a line of the requirements of *site*.

    Raises:
        UsageError: another machine could not install it, or it holds a password.
    """
    line = written.strip()
    if not line or not line.isprintable() or line.endswith("\\"):
        raise UsageError("expected what pip installs behind --install, in one line")
    if line.startswith("-"):
        raise UsageError(f"expected what pip installs, found an option: {line!r}")
    named = _NAMED.fullmatch(line)
    address = named["address"] if named else line
    if _ADDRESS.match(address) and not PureWindowsPath(address).drive:
        _refuse_address(address)
        return line if named else f"{PROGRAM} @ {address}"
    is_name = _NAME.fullmatch(line) and not line.endswith(_ENDINGS)
    if is_name and not {"/", "\\"} & set(line.partition(";")[0]):
        return line
    return _file_in(site, line)


def _refuse_address(address: str) -> None:
    try:
        parts = urlsplit(address)
    except ValueError as fault:
        raise UsageError(f"expected an address behind --install: {fault}") from None
    scheme = parts.scheme.rpartition("+")[2]
    if scheme == "file" or not parts.netloc:
        raise UsageError(
            f"expected an address that a workflow reaches, found {address!r}; {_WAY_OUT}"
        )
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    is_plain = scheme == "ssh" and not password
    if (password or user) and not (is_plain or _VARIABLE.fullmatch(password or user)):
        raise UsageError(
            "the address behind --install holds a name or a password, which all who see "
            "the repository would read; put it into a secret, and ${NAME} in its place"
        )


def _file_in(site: Path, path: str) -> str:
    """Take *path* for a file or folder of the repository that *site* is in."""
    parts = PurePosixPath(path).parts
    is_outside = ".." in parts or PurePosixPath(path).is_absolute()
    if is_outside or PureWindowsPath(path).drive or path.startswith(("~", "\\")):
        raise UsageError(
            f"{path!r} lies outside of the site, where no workflow finds it; {_WAY_OUT}"
        )
    if not (site / path).exists():
        raise UsageError(
            f"expected what pip installs behind --install; {path!r} is no package, no "
            f"address and no file in {str(site)!r}; {_WAY_OUT}"
        )
    return path if path.startswith("./") else f"./{path}"


def noted_source() -> str:
    """
    Give the line of what pip noted when it installed the program that is running.

    Raises:
        UsageError: it noted nothing, or nothing that another machine could install.
    """
    try:
        noted = _noted(distribution(PROGRAM))
    except PackageNotFoundError:
        noted = None
    line = _line_of(noted) if noted is not None else ""
    if not line:
        raise UsageError(
            f"nothing tells where {PROGRAM} is to be installed from; {_WAY_OUT}"
        )
    return line


def _noted(installed: Distribution) -> DirectUrl | None:
    """Read what pip noted, where what is *installed* is what is running."""
    here = Path(str(installed.locate_file(PROGRAM)))
    text = installed.read_text("direct_url.json")
    if text is None or here.resolve() != Path(__file__).parent.parent.resolve():
        return None
    try:
        return msgspec.json.decode(text, type=DirectUrl)
    except msgspec.DecodeError:
        return None


def _line_of(noted: DirectUrl) -> str:
    address = noted.url
    system, commit = noted.vcs_info.get("vcs"), noted.vcs_info.get("commit_id")
    if system and commit:
        address = f"{system}+{address}@{commit}"
    elif not noted.archive_info:
        return ""  # a folder
    marks = []
    if noted.archive_info:
        digest = noted.archive_info.get("hash") or _first_hash(noted.archive_info)
        marks += [str(digest)] if digest else []
    if noted.subdirectory:
        marks.append(f"subdirectory={noted.subdirectory}")
    line = f"{address}#{'&'.join(marks)}" if marks else address
    try:
        _refuse_address(line)
    except UsageError:
        return ""
    return f"{PROGRAM} @ {line}"


def _first_hash(archive: dict[str, object]) -> str:
    hashes = archive.get("hashes")
    if not isinstance(hashes, dict):
        return ""
    return next((f"{kind}={value}" for kind, value in sorted(hashes.items())), "")

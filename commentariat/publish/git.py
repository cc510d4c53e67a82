"""Git, run in a folder: its answers, and its refusals without a secret in them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from commentariat.errors import RefusedError
from commentariat.publish.secrets import Secrets

Progress = Callable[[str, int, int], None]

# Left by a hook that git runs, they would lead to another repository or index.
_OF_A_HOOK = frozenset(
    """GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_COMMON_DIR GIT_NAMESPACE
    GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_QUARANTINE_PATH
    GIT_CURL_VERBOSE""".split()
)
_TRACES = ("GIT_TRACE", "GCM_TRACE")
_STAGE = re.compile(r"(\w[\w ]*):\s+\d+% \((\d+)/(\d+)\)")


class GitError(RefusedError):
    """What git said when it would not."""

    def __init__(self, said: str, status: int = 1) -> None:
        super().__init__(said, status)
        self.said = said
        self.status = status

    def __str__(self) -> str:
        return self.said


class Git:
    """
    Runs git in *folder*, never asking where nobody can answer.

    Raises:
        RefusedError: there is no git.
    """

    def __init__(self, folder: Path) -> None:
        if shutil.which("git") is None:
            raise RefusedError("expected git to publish with, found none; install it")
        self.folder = folder
        self._environment = _environment()
        self.secrets = Secrets(os.environ)
        """Kept out of all that it says."""

    def learn_secrets(self, remote: str) -> None:
        """Keep out what logs in to the remote called *remote*, wherever it stands."""
        asked = (
            "--get-regexp",
            rf"^(remote\.{re.escape(remote)}\.(push)?url|http\..*header)$",
        )
        for line in self.ask("config", *asked).splitlines():
            key, _, value = line.partition(" ")
            if key.endswith("url"):
                self.secrets.learn_address(value)
            else:
                self.secrets.learn([value, *value.split()[-1:]])
        for more in ((), ("--push",)):  # as other settings have them written
            for url in self.ask("remote", "get-url", "--all", *more, remote).split(
                "\n"
            ):
                self.secrets.learn_address(url)

    def run(self, *arguments: str) -> str:
        """
        Run git and return what it prints.

        Raises:
            GitError: it ended with another status than 0.
        """
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self._environment,
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise self._error(done.returncode, done.stderr, done.stdout)
        return done.stdout.decode("utf-8", "surrogateescape")

    def ask(self, *arguments: str) -> str:
        """Run git for an answer; empty where it has none."""
        try:
            return self.run(*arguments).strip()
        except GitError:
            return ""

    def talk(self, arguments: list[str], progress: Progress) -> str:
        """Run git with another machine, telling how far it is; return what it prints."""
        none, pipe = subprocess.DEVNULL, subprocess.PIPE
        with TemporaryFile() as answers:
            with self._begin(arguments, none, answers, pipe) as process:
                assert process.stderr is not None
                said = b"".join(_told(process.stderr, progress))
            answers.seek(0)
            answer = answers.read()
        if process.returncode:
            raise self._error(process.returncode, answer, said)
        return answer.decode("utf-8", "surrogateescape")

    def feed(self, arguments: list[str], chunks: Iterator[bytes]) -> str:
        """Run git on *chunks* as its standard input; return what it prints."""
        with TemporaryFile() as answers, TemporaryFile() as said:
            with self._begin(arguments, subprocess.PIPE, answers, said) as process:
                assert process.stdin is not None
                try:
                    with process.stdin:
                        process.stdin.writelines(chunks)
                except BrokenPipeError:
                    pass  # git has ended, and has said why
                except BaseException:
                    process.kill()
                    raise
            answers.seek(0)
            said.seek(0)
            if process.returncode:
                raise self._error(process.returncode, said.read(), answers.read())
            return answers.read().decode()

    def _error(self, status: int, *outputs: bytes) -> GitError:
        text = "\n".join(one.decode("utf-8", "replace").strip() for one in outputs)
        return GitError(self.secrets.hide(text.strip()), status)

    def _begin(
        self,
        arguments: list[str],
        stdin: int,
        stdout: IO[bytes],
        stderr: int | IO[bytes],
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["git", *arguments], cwd=self.folder, env=self._environment,
            stdin=stdin, stdout=stdout, stderr=stderr,
        )  # fmt: skip


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _OF_A_HOOK and not name.startswith(_TRACES)
    }
    kept["LC_ALL"] = "C"  # what it says is read here
    if not sys.stdin.isatty():
        kept["GIT_TERMINAL_PROMPT"] = "0"
    return kept


def _told(stderr: IO[bytes], progress: Progress) -> Iterator[bytes]:
    """Take what git says as it comes; its counts are progress, the rest is kept."""
    line = b""
    while byte := stderr.read(1):
        line += byte
        if byte not in b"\r\n":
            continue
        found = _STAGE.search(line.decode("utf-8", "replace"))
        if found is None:
            yield line
        else:
            progress(found[1].strip().lower(), int(found[2]), int(found[3]))
        line = b""
    yield line

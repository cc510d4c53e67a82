"""
A branch that holds a site: what lies on it, what is to, and the commit between.

Nothing here touches a work tree, an index or a branch of the user's: the commit
is made beside them, from the branch as the remote has it, and pushed by its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

import msgspec

from commentariat.publish.git import Git, Progress

FILE = "100644"
SUBJECT = "Publish"
"""How the message of each commit that holds a site begins."""
HIDDEN = "Hidden-File: "
_SCRATCH = "refs/commentariat/publish"


class Blob(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What a branch holds at one path."""

    mode: str
    """`100644` for a plain file."""
    name: str
    """Of the object: a digest of its bytes."""


Tree = Mapping[str, Blob]


class Changes(msgspec.Struct, frozen=True):
    """What it takes to make one tree of another; paths in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.deleted)

    def __str__(self) -> str:
        counts = len(self.changed), len(self.added), len(self.deleted)
        return "{:,} changed, {:,} new, {:,} deleted".format(*counts)


def compare(old: Tree, new: Tree) -> Changes:
    """Tell what makes *new* of *old*."""
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(p for p in new.keys() & old.keys() if new[p] != old[p])),
        deleted=tuple(sorted(old.keys() - new.keys())),
        kept=sum(1 for path, blob in new.items() if old.get(path) == blob),
    )


def kept_of(tree: Tree, patterns: Iterable[str]) -> dict[str, Blob]:
    """
    Find what in *tree* is to stay whatever the site holds.

    A pattern such as `.*` or `old/*.pdf` fits a whole path, or a folder above it.
    """
    chosen = tuple(pattern.strip("/") for pattern in patterns)
    return {
        path: blob
        for path, blob in tree.items()
        if any(fnmatchcase(one, p) for one in _with_folders(path) for p in chosen)
    }


def _with_folders(path: str) -> Iterator[str]:
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def name_of(data: bytes, kind: str) -> str:
    """Name *data* as git does, where objects are named by *kind* (`sha1`, `sha256`)."""
    digest = hashlib.new(kind, b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def hidden_lines(site: Iterable[str]) -> str:
    """Write the hidden files of *site* into a message: others on the branch stay."""
    found = sorted(path for path in site if "/." in f"/{path}" and path.isprintable())
    return "".join(f"\n{HIDDEN}{path}" for path in found)


class Branch:
    """The branch called *name* of the remote called *remote*."""

    def __init__(self, git: Git, remote: str, name: str) -> None:
        self.git = git
        self.remote = remote
        self.name = name
        self.ref = f"refs/heads/{name}"

    def fetch(self, progress: Progress) -> str:
        """
        Get the branch as the remote has it; return its commit, empty where there is none.

        Raises:
            GitError: the remote cannot be reached.
        """
        if not self.git.talk(["ls-remote", self.remote, self.ref], progress):
            return ""
        tracking = f"refs/remotes/{self.remote}/{self.name}"
        is_shallow = self.git.ask("rev-parse", "--is-shallow-repository") == "true"
        depth = ["--depth=1"] if is_shallow else []
        self.git.talk(
            ["fetch", "--progress", "--no-tags", "--no-write-fetch-head",
             "--no-recurse-submodules", *depth, self.remote, f"+{self.ref}:{tracking}"],
            progress,
        )  # fmt: skip
        return self.git.run("rev-parse", tracking).strip()

    def hidden_on(self, commit: str) -> tuple[str, ...]:
        """Name the hidden files that the last site on the branch had."""
        if not commit:
            return ()
        ours = f"--grep=^{SUBJECT} [0-9,]* file"
        told = self.git.ask("log", "-1", "--format=%B", ours, commit)
        return tuple(
            line.removeprefix(HIDDEN)
            for line in told.splitlines()
            if line.startswith(HIDDEN)
        )

    def tree(self, commit: str) -> dict[str, Blob]:
        """List what *commit* holds; nothing where it is empty."""
        if not commit:
            return {}
        listed = self.git.run("ls-tree", "-r", "-z", "--full-tree", commit)
        found = {}
        for row in listed.split("\0")[:-1]:
            facts, _, path = row.partition("\t")
            mode, _, name = facts.split()
            found[path] = Blob(mode, name)
        return found

    def commit(
        self,
        parent: str,
        old: Tree,
        new: Tree,
        read: Callable[[str], bytes],
        message: str,
        progress: Progress,
    ) -> str:
        """
        Make a commit that holds *new* on top of *parent*, which holds *old*.

        Only what git does not have in *old* is read, by its path, and stored. With no
        *parent* the commit is the first of its branch.

        Raises:
            GitError: git does not know who commits, or cannot store.
        """
        changes = compare(old if parent else {}, new)
        stored = {blob.name for blob in old.values()}
        written = (*changes.changed, *changes.added)

        def stream() -> Iterator[bytes]:
            yield f"commit {_SCRATCH}\nmark :1\n".encode()
            for role in ("author", "committer"):
                who = self.git.run("var", f"GIT_{role.upper()}_IDENT")
                yield f"{role} {who}".encode()
            yield _data(message.encode())
            if parent:
                yield f"from {parent}\n".encode()
            for path in changes.deleted:
                yield b"D %s\n" % _quoted(path)
            for number, path in enumerate(written, 1):
                blob = new[path]
                is_stored = blob.name in stored
                name = blob.name if is_stored else "inline"
                yield f"M {blob.mode} {name} ".encode() + _quoted(path) + b"\n"
                if not is_stored:
                    yield _data(read(path))
                progress("packing files", number, len(written))
            yield b"get-mark :1\ndone\n"

        self.git.run("update-ref", "-d", _SCRATCH)
        try:
            return self.git.feed(
                ["-c", "core.ignorecase=false", "fast-import", "--quiet", "--done",
                 "--date-format=raw"],
                stream(),
            ).strip()  # fmt: skip
        finally:
            self.git.ask("update-ref", "-d", _SCRATCH)

    def push(
        self, commit: str, expected: str, *, anew: bool, progress: Progress
    ) -> None:
        """
        Put *commit* at the end of the branch.

        With *anew* it takes the place of all that was there, if that still ends with
        *expected*: what somebody else pushed meanwhile is never overwritten.

        Raises:
            GitError: git or the remote refused.
        """
        lease = [f"--force-with-lease={self.ref}:{expected}"] if anew else []
        self.git.talk(
            ["push", "--porcelain", "--progress", *lease, self.remote,
             f"{commit}:{self.ref}"],
            progress,
        )  # fmt: skip


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _quoted(path: str) -> bytes:
    data = path.encode("utf-8", "surrogateescape")
    for plain, escaped in ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n")):
        data = data.replace(plain, escaped)
    return b'"%s"' % data

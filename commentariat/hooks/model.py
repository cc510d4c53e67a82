"""Hooks as they are found, before any of them has run."""

from __future__ import annotations

import hashlib

import msgspec


class HookSource(msgspec.Struct, frozen=True):
    """A file of hooks: `hooks.py`, or a module of the site that it imports."""

    label: str
    """Its path from the site."""
    module: str
    """The name that it is imported by."""
    digest: str
    """Of its text; empty for a folder of modules without a file of its own."""
    is_package: bool = False


class HookFile(msgspec.Struct, frozen=True):
    """
    The hooks of a site as found, not run: a value that any process can take.

    Empty, it is of a site without any.
    """

    site: str = ""
    """Folder of the site."""
    sources: tuple[HookSource, ...] = ()
    """`hooks.py` first, then the modules of the site that it imports, by name."""
    names: frozenset[str] = frozenset()
    """Those that it sets, of the names that the program looks for."""
    lines: dict[str, int] = {}
    """The line of `hooks.py` on which each of them is set."""
    digest: str = ""
    """Of all sources, and of what they import besides."""
    is_strict: bool = False
    """Whether hooks may not ask for what is another at another time."""

    def __bool__(self) -> bool:
        """Tell whether there are any hooks."""
        return bool(self.sources)

    def __hash__(self) -> int:
        return hash((self.site, self.digest, self.is_strict))

    @property
    def labels(self) -> tuple[str, ...]:
        """Paths of all its files, from the site."""
        return tuple([source.label for source in self.sources if source.digest])

    def has(self, *names: str) -> bool:
        """Tell whether any of *names* is set."""
        return not self.names.isdisjoint(names)

    def digest_for(self, *names: str) -> str:
        """
        Digest what hooks have to do with what is made by *names*.

        Empty where none of these is set: what is made without hooks is not made anew
        for an edit of them.
        """
        return self.digest if self.has(*names) else ""

    def stamp(self, digest: str, *names: str) -> str:
        """Put what is made by *names* beside the *digest* of what else it is made by."""
        own = self.digest_for(*names)
        if not own:
            return digest
        both = f"{digest} {own}".encode()
        return hashlib.blake2b(both, digest_size=16).hexdigest()


NO_HOOKS = HookFile()

"""What editors say of addresses: those published once, and where former ones lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from commentariat.archive.former import parse_former
from commentariat.archive.links import readings
from commentariat.archive.model import Article
from commentariat.archive.redirects import Redirect
from commentariat.archive.slugs import transliterate_path
from commentariat.archive.text import compose
from commentariat.site.urls import address_of


class Register:
    """What `content/addresses.txt` and `content/redirects.txt` say."""

    def __init__(
        self,
        addresses: Mapping[str, int] | None = None,
        redirects: Iterable[Redirect] = (),
    ) -> None:
        self.addresses = addresses or {}
        """Every address ever published, and its line; empty: none is held to."""
        self.redirects = {redirect.old: redirect for redirect in redirects}
        """By the path that leads on."""

    def following(self, redirect: Redirect) -> Redirect | None:
        """Give the line that answers the target of *redirect*, if one does."""
        try:
            path = parse_former(redirect.target.partition("#")[0])
        except ValueError:
            return None
        return self.redirects.get(path)

    def names_article(self, article: Article) -> bool:
        """Tell whether an address may lead to *article* by way of the register."""
        words = (article.slug, compose(article.source).rpartition("/")[2])
        is_target = any(word in target for target in self._targets for word in words)
        return is_target or not self._named.isdisjoint(map(_plain, article.aliases))

    def names_output(self, output: str) -> bool:
        """Tell whether it may make a difference to the register that *output* is there."""
        path = _plain(address_of(output))
        paths = (path,) if path.isascii() else (path, transliterate_path(path))
        return any(one in self._named or one in self._published for one in paths)

    @cached_property
    def _targets(self) -> tuple[str, ...]:
        found = (readings(redirect.target) for redirect in self.redirects.values())
        return tuple([path for one in found for path, _ in one])

    @cached_property
    def _named(self) -> frozenset[str]:
        """Paths that a redirect names, and those of listings above published ones."""
        ends = map(_plain, (*self.redirects, *self._targets))
        return frozenset((*ends, *self._above))

    @cached_property
    def _above(self) -> set[str]:
        found: set[str] = set()
        for address in self.addresses:
            folder = address.strip("/").rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return found

    @cached_property
    def _published(self) -> frozenset[str]:
        return frozenset(map(_plain, self.addresses))


def _plain(path: str) -> str:
    return path.strip("/").removesuffix("index.html").strip("/")

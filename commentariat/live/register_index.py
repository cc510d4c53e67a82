"""Addresses that redirects and the ledger of published addresses speak of."""

from __future__ import annotations

from commentariat.archive.model import Article
from commentariat.publish.register import Register
from commentariat.site.urls import address_of


class RegisterIndex:
    """
    What *register* says of addresses: an edit that has to do with it may move others.

    More may be taken for spoken of than is; nothing that is spoken of is missed.
    """

    def __init__(self, register: Register) -> None:
        self._targets = [redirect.target for redirect in register.redirects]
        self._paths = {
            _plain(path)
            for redirect in register.redirects
            for path in (redirect.old, redirect.target.partition("#")[0])
        }
        self._terms = {_term(address) for address in register.addresses}
        self._published = {_plain(address) for address in register.addresses}

    def name_article(self, article: Article) -> bool:
        """Tell whether an address leads to *article* by way of the register."""
        words = (article.slug, article.source.rpartition("/")[2])
        aliases = set(map(_plain, article.aliases))
        return (
            any(word in target for target in self._targets for word in words)
            or not self._paths.isdisjoint(aliases)
            or not self._terms.isdisjoint(aliases)
        )

    def name_output(self, output: str) -> bool:
        """Tell whether it makes a difference to the register that *output* is there."""
        path = _plain(address_of(output))
        return any(path in held for held in (self._paths, self._published, self._terms))


def _plain(path: str) -> str:
    return path.strip("/").removesuffix("index.html").strip("/")


def _term(address: str) -> str:
    """Name the page that readers of the year of a term are led to, if that is gone."""
    return "/".join(address.strip("/").split("/")[:2])

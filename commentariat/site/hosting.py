"""
What a host besides GitHub Pages is told: where former addresses lead, and headers.

GitHub Pages sends no header and no redirect of one's own. Another host that can is told
by files that it reads, made of the same addresses as the pages that lead on; those stay,
for whoever serves the site in another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, TypeAlias
from urllib.parse import unquote

import msgspec
from msgspec.structs import replace

from commentariat.config import SETTINGS_FILE, PolicySettings, Settings
from commentariat.errors import OpenPoint
from commentariat.kinds import Kind
from commentariat.site import policy
from commentariat.site.family import Exchange, LateFamily, Made
from commentariat.site.former_files import FEEDS
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.site import Site
from commentariat.site.urls import address_of, encode_path
from commentariat.site.views import RedirectView, TextView

REDIRECTS, HEADERS, NGINX = "_redirects", "_headers", "nginx-map.conf"


class Rule(msgspec.Struct, frozen=True, order=True):
    """A former address and where it leads, both as they stand in an href."""

    old: str
    target: str


class Header(msgspec.Struct, frozen=True):
    """One header that is sent with all that a pattern fits."""

    pattern: str
    """
    A path from the base of the site; one that ends with `*` fits all below.

    `:word` stands for any signs but a slash.
    """
    name: str
    value: str
    is_sent: Callable[[Settings], bool] = lambda settings: True
    write: Callable[[Settings], str] | None = None
    """Writes the value where the settings have a say in it."""
    is_anywhere: bool = False
    """The path is the name of a file, in whatever folder it lies."""

    def of(self, settings: Settings) -> Header:
        """Make the header as a site of these *settings* sends it."""
        return replace(self, value=self.write(settings)) if self.write else self


HEADER_ROWS = (
    Header("*", "X-Content-Type-Options", "nosniff"),
    Header("*", "Referrer-Policy", "same-origin"),  # as pages say it themselves
    Header(
        "*",
        policy.NAME,
        "",
        # What is passed through as it is would be held to it, too.
        lambda settings: settings.policy != PolicySettings(),
        lambda settings: policy.write_header(policy.policy_of(settings)),
    ),
    Header(
        "theme/*",
        "Cache-Control",
        "public, max-age=31536000, immutable",
        lambda settings: settings.fingerprint,  # a changed file has another name then
    ),
    *(
        Header(file, "Content-Type", f"{FEEDS[name]}; charset=utf-8", is_anywhere=True)
        for name in FEEDS
        for file in (name, name.replace(".", "-:year-:part."))
    ),
)


class Told(msgspec.Struct, frozen=True):
    """All that a host is told."""

    rules: tuple[Rule, ...]
    headers: tuple[Header, ...]
    base: str
    """Path of the site, as it stands in an href."""


Write: TypeAlias = Callable[[Told], Iterator[str]]
"""Writes a file of a host, line by line."""


def _netlify(told: Told) -> Iterator[str]:
    # With the sign the rule wins over the page that lies there.
    yield from (f"{rule.old} {rule.target} 301!" for rule in told.rules)


def _cloudflare(told: Told) -> Iterator[str]:
    yield from (f"{rule.old} {rule.target} 301" for rule in told.rules)


def _netlify_headers(told: Told) -> Iterator[str]:
    def paths(header: Header) -> Iterator[str]:
        # A star between slashes fits no folder, too, and a word only a whole one.
        pattern = re.sub(":[a-z]+", "*", header.pattern)
        yield f"*/{pattern}" if header.is_anywhere else pattern

    return _headers(told, paths)


def _cloudflare_headers(told: Told) -> Iterator[str]:
    def paths(header: Header) -> Iterator[str]:
        # There it fits one folder or more, and a rule has only one.
        yield header.pattern
        if header.is_anywhere:
            yield f"*/{header.pattern}"

    return _headers(told, paths)


def _headers(told: Told, paths: Callable[[Header], Iterator[str]]) -> Iterator[str]:
    """Write the headers of each path, of which *paths* gives those of a header."""
    found: dict[str, list[Header]] = {}
    for one in told.headers:
        for path in paths(one):
            found.setdefault(path, []).append(one)
    for path, headers in found.items():
        yield told.base + path
        yield from (f"  {one.name}: {one.value}" for one in headers)


def _nginx(told: Told) -> Iterator[str]:
    yield "# For the http part of nginx; long addresses need a map_hash_bucket_size of 1024."
    yield "map $uri $commentariat_target {"
    yield '    default "";'
    for rule in told.rules:
        target = rule.target.replace("$", "%24")  # else it begins a variable
        yield f"    {_quoted(unquote(rule.old))} {_quoted(target)};"
    yield "}"
    for name in dict.fromkeys(one.name for one in told.headers):
        if name == "Content-Type":
            continue  # nginx has its own table of types
        yield f"map $uri $commentariat_{name.lower().replace('-', '_')} {{"
        rows = [one for one in told.headers if one.name == name]
        always = next((one.value for one in rows if one.pattern == "*"), "")
        yield f'    default "{always}";'
        for one in rows:
            if one.pattern != "*":
                path = re.escape(unquote(told.base) + one.pattern.removesuffix("*"))
                yield f'    {_quoted(f"~^{path}")} "{one.value}";'
        yield "}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class Host(msgspec.Struct, frozen=True):
    """A row of the table of hosts: the files that it reads, and how many rules."""

    files: dict[str, Write]
    most: int = 0
    """Redirects that it takes; 0: any number."""
    most_feeds: int = 0
    """Former addresses of feeds that it is told the types of; 0: any number."""


HOSTS = {
    "github": Host({}),
    "netlify": Host({REDIRECTS: _netlify, HEADERS: _netlify_headers}),
    "cloudflare": Host(
        {REDIRECTS: _cloudflare, HEADERS: _cloudflare_headers},
        most=2000,
        most_feeds=80,  # it takes a hundred paths with headers
    ),
    "nginx": Host({NGINX: _nginx}),
}
"""By the names that settings have for them."""


def host_pages(site: Site, pages: Sequence[Page]) -> Made:
    """Make the files that the host of *site* reads; a file of the root wins over one."""
    host = _host_of(site)
    if not host.files:
        return Made(())
    rules = sorted(_rules(site, pages))
    points: list[OpenPoint] = []
    if host.most and len(rules) > host.most:
        message = Kind.MANY_REDIRECTS.of(
            site.settings.publish.host, host.most, len(rules)
        )
        points.append(OpenPoint(SETTINGS_FILE, 0, message, "publish.host"))
        rules = rules[: host.most]
    settings = site.settings
    headers = [one.of(settings) for one in HEADER_ROWS if one.is_sent(settings)]
    former = sorted([page for page in pages if _is_former_feed(page)], key=_output)
    for page in former[: host.most_feeds or None]:
        kind = f"{FEEDS[page.template]}; charset=utf-8"
        headers.append(Header(encode_path(page.output), "Content-Type", kind))
    told = Told(tuple(rules), tuple(headers), site.root.base)
    files = {o: one for o, one in host.files.items() if o not in site.targets.files}
    made = (_page(site, output, write, told) for output, write in files.items())
    return Made(tuple(made), (), tuple(points))


def touches_host(site: Site, exchange: Exchange) -> bool:
    """Tell whether a page that leads on may be another."""
    if not _host_of(site).files:
        return False
    touched = (*exchange.before.values(), *exchange.after.values())
    return any(
        page.template == "redirect.html" or _is_former_feed(page) for page in touched
    )


HOSTING = LateFamily("what the host is told", host_pages, touches_host)


def _is_former_feed(page: Page) -> bool:
    """Tell whether a feed lies at a former address, whose name tells no type."""
    is_plain = not {"*", ":"} & set(page.output)  # which stand for others in a path
    name = page.output.rpartition("/")[2]
    return page.template in FEEDS and is_plain and not _USUAL.fullmatch(name)


_USUAL: Final = re.compile(r"feed(-\w+-\d+)?\.(xml|json)")
"""Names of feeds, and of their pages of older pieces."""


def _output(page: Page) -> str:
    return page.output


def _host_of(site: Site) -> Host:
    return HOSTS.get(site.settings.publish.host, Host({}))


def _rules(site: Site, pages: Sequence[Page]) -> Iterator[Rule]:
    for page in pages:
        if page.template == "redirect.html":
            view = page.make()
            assert isinstance(view, RedirectView)
            yield Rule(site.root.href(address_of(page.output)[1:]), view.target)


def _page(site: Site, output: str, write: Write, told: Told) -> Page:
    return Page(output, output, partial(_inputs, site, write, told))


def _inputs(site: Site, write: Write, told: Told) -> Inputs:
    view = TextView(tuple(write(told)))
    return inputs_of(site.shared, view, {"lines": "addresses"})

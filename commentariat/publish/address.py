"""Where a site will be found: its custom domain, and what the base URL should be."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from commentariat.config import SETTINGS_FILE, Settings

# Names that are kept for examples and tests (RFC 2606, RFC 6761): nobody serves them.
_RESERVED = re.compile(
    r"(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local)$"
)
_GITHUB = re.compile(
    r"^(?:(?:https?|ssh|git)://)?(?:[^/@]+@)?github\.com(?::\d+)?[/:]+"
    r"(?P<owner>[\w-]+)/(?P<repo>[\w.-]+?)(?:\.git)?/?$"
)


def domain_of(settings: Settings) -> str:
    """
    Name the custom domain that the branch's CNAME is to hold; empty for none.

    It is the one in the settings, else the host of a base URL without a path that is
    neither GitHub's own nor an example's.
    """
    if settings.publish.domain:
        return settings.publish.domain
    host = urlsplit(settings.base_url).hostname or ""
    is_custom = (
        settings.base == "/"
        and "." in host
        and host[-1].isalpha()  # no number of a machine
        and not host.endswith(".github.io")
        and not _RESERVED.search(host)
    )
    return host if is_custom else ""


def expected_url(remote_url: str, domain: str) -> str:
    """Tell at which address GitHub Pages will serve the site; empty where unknown."""
    if domain:
        return f"https://{domain}/"
    found = _GITHUB.match(remote_url)
    if found is None:
        return ""
    home = f"{found['owner'].lower()}.github.io"
    is_home = found["repo"].lower() == home
    return f"https://{home}/" if is_home else f"https://{home}/{found['repo']}/"


def address_warning(settings: Settings, remote_url: str, domain: str) -> str:
    """Warn of a base URL under which links would be broken; empty where it is right."""
    expected = expected_url(remote_url, domain)
    if not expected or _plain(settings.base_url) == _plain(expected):
        return ""
    return (
        f"the site was built for {settings.base_url} and will be served at {expected}; "
        f"links and feeds will lead elsewhere. Write in {SETTINGS_FILE}, under "
        f'[tool.commentariat]: base_url = "{expected}"'
    )


def _plain(url: str) -> str:
    return url.removeprefix("http://").removeprefix("https://")

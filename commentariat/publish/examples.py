"""What a new site begins with, and nobody means to publish."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from commentariat.archive.model import Article
from commentariat.archive.text import digest_text

ARTICLE = """\
This is an article that was written here, and never was a raw file. Put raw files
into `content/raw/` and build again: each becomes a file beside this one.

## What you can do with it

Change anything. Import never touches a file that an editor has changed.
"""
SOMEBODY = "Your Name"
BEGUN_URL = "https://example.org/"
# Those that nobody means to keep: of these, an institution may test under the others.
_EXAMPLE = re.compile(
    r"(^|\.)(example(\.(com|net|org|edu))?|invalid|localhost)$|^(127\.[\d.]+|::1|0\.0\.0\.0)$"
)


def is_example_url(base_url: str) -> bool:
    """Tell whether *base_url* is plainly an example, or of this machine alone."""
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    return _EXAMPLE.search(host) is not None


def is_example_article(article: Article) -> bool:
    """Tell whether *article* is the one that a new site begins with, or hardly changed."""
    is_as_begun = article.body_key == digest_text(ARTICLE.strip())
    return is_as_begun or SOMEBODY in article.authors

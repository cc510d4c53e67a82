"""Where in a site its sources stand, by path from the site."""

from __future__ import annotations

from typing import Final

ARTICLES: Final = "content/articles"
RAW: Final = "content/raw"
PAGES: Final = "content/pages"
FILES: Final = "content/files"

"""Pages as the preview sends them: with its script; and pages of its own."""

from __future__ import annotations

from html import escape

from commentariat.site.media_types import media_type

RESERVED = "/_commentariat/"
"""Path of everything that is the preview's own, whatever the base of the site."""
_SHOWN = ("text/css", "application/javascript", "image/", "font/")
CLIENT = f"{RESERVED}client.js"


def is_html(output: str) -> bool:
    """Tell whether *output* is a page that a browser runs scripts in."""
    return media_type(output).startswith("text/html")


def is_shown(output: str) -> bool:
    """Tell whether *output* is a file that pages show with them: styles, pictures …"""
    return media_type(output).startswith(_SHOWN)


def add_script(page: bytes, version: str) -> bytes:
    """Add the preview's script to *page*, which is in the state *version*."""
    script = f'<script src="{CLIENT}" data-version="{version}"></script>\n'.encode()
    place = page.lower().rfind(b"</body>")
    if place < 0:
        return page + script
    return page[:place] + script + page[place:]


def own_page(title: str, text: str, version: str) -> bytes:
    """Make a page of the preview's own, for when there is none of the site to show."""
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="stylesheet" href="{RESERVED}own.css">\n</head>\n'
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        f'<p id="Progress">{escape(text)}</p>\n</main>\n</body>\n</html>\n'
    )
    return add_script(page.encode(), version)

"""Which frames of a page are part of its text."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from commentariat.intake.formats.html.pictures import is_tracker
from commentariat.intake.formats.html.tree import Element
from commentariat.intake.formats.html.zones import is_hidden

_HOSTS: Final = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|c-span\.org|"
    r"ted\.com|wistia\.(?:com|net)|brightcove\.net|jwplatform\.com|kaltura\.com|rutube\.ru|"
    r"bilibili\.com|soundcloud\.com|spotify\.com|simplecast\.com|libsyn\.com|megaphone\.fm|"
    r"buzzsprout\.com|acast\.com|podbean\.com|omny\.fm|anchor\.fm|audioboom\.com|art19\.com|"
    r"datawrapper\.de|dwcdn\.net|flourish\.studio|infogram\.com|tableau\.com|tableausoftware\.com|"
    r"arcgis\.com|carto\.com|mapbox\.com|openstreetmap\.org|knightlab\.com|ourworldindata\.org|"
    r"scribd\.com|slideshare\.net|issuu\.com|documentcloud\.org|archive\.org|figshare\.com|"
    r"twitter\.com|x\.com|t\.me|vk\.com|bsky\.app|gfycat\.com|prezi\.com|calameo\.com)$"
)
_OF_GOOGLE: Final = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}$")
_SHOWN_BY_GOOGLE: Final = re.compile(
    r"/(?:maps|document|presentation|spreadsheets|forms|file)\b"
)
_OF_FACEBOOK: Final = re.compile(r"/plugins/(?:video|post)\.php")


def is_of_text(frame: Element) -> bool:
    """
    Tell whether a *frame* shows something that the text speaks of.

    It is a film, a recording, a chart, a map or a document of those that show such, or it
    may fill the screen, or stands in a figure. Others count readers, and advertise.
    """
    if is_tracker(frame) or is_hidden(frame):
        return False
    if frame.has("allowfullscreen") or frame.get("title").strip():
        return True
    if any(one.name == "figure" for one in frame.ancestors):
        return True
    try:
        parts = urlsplit(frame.get("src") or frame.get("data-src"))
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    if _HOSTS.search(host):
        return True
    if _OF_GOOGLE.search(host):
        return host.startswith(("docs.", "drive.", "maps.")) or bool(
            _SHOWN_BY_GOOGLE.match(parts.path)
        )
    return host.endswith("facebook.com") and bool(_OF_FACEBOOK.match(parts.path))

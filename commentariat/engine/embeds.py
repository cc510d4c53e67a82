"""
What a body brings in from elsewhere: sound, film, pages in frames, forms.

The sanitizer lets the elements through; here it is judged of each where it leads. Sound
and film of this site always may be there; anything else is for the origins that the
settings name. An element that leads elsewhere is left out, and its words stay.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from html import unescape
from typing import Final

from commentariat.config.origins import SELF, origin_of
from commentariat.engine.markup_rules import MarkupRules

MEDIA_TAGS: Final = frozenset({"audio", "source", "track", "video"})
FRAME_TAGS: Final = frozenset({"iframe"})
FORM_TAGS: Final = frozenset(
    {
        "button", "fieldset", "form", "input", "label", "legend", "optgroup", "option",
        "select", "textarea",
    }
)  # fmt: skip
VOID: Final = frozenset({"input", "source", "track"})
TAGS: Final = MEDIA_TAGS | FRAME_TAGS | FORM_TAGS
_FIELD: Final = {"disabled", "name", "required"}
ATTRIBUTES: Final = {
    "audio": {"src", "controls", "loop", "muted"},
    "video": {"src", "poster", "width", "height", "controls", "loop", "muted", "playsinline"},
    "source": {"src", "type"},
    "track": {"src", "srclang", "label", "default"},
    "iframe": {"src", "width", "height", "allow", "allowfullscreen", "sandbox"},
    "form": {"action", "novalidate", "aria-label", "aria-labelledby"},
    "input": _FIELD | {"value", "placeholder", "checked", "readonly", "minlength",
                       "maxlength", "min", "max", "step", "pattern", "size", "multiple",
                       "aria-label", "aria-describedby"},
    "button": {"disabled", "name", "value", "aria-label"},
    "select": _FIELD | {"multiple", "size", "aria-label", "aria-describedby"},
    "textarea": _FIELD | {"rows", "cols", "placeholder", "readonly", "minlength",
                          "maxlength", "aria-label", "aria-describedby"},
    "option": {"value", "selected", "disabled", "label"},
    "optgroup": {"label", "disabled"},
    "fieldset": {"disabled", "name"},
    "label": {"for"},
    "legend": set[str](),
}  # fmt: skip
"""Of these elements, whatever is said in them."""
VALUES: Final = {
    "audio": {"preload": {"none", "metadata"}},
    "video": {"preload": {"none", "metadata"}},
    "track": {"kind": {"subtitles", "captions", "descriptions", "chapters"}},
    "iframe": {
        "loading": {"lazy", "eager"},
        "referrerpolicy": {"no-referrer", "same-origin", "origin", "strict-origin",
                           "strict-origin-when-cross-origin"},
    },
    "form": {"method": {"get", "post"}, "autocomplete": {"on", "off"},
             "target": {"_blank", "_self"}},
    "input": {"type": {"text", "email", "search", "tel", "url", "number", "date",
                       "checkbox", "radio", "hidden", "submit", "reset"},
              "autocomplete": {"on", "off", "name", "given-name", "family-name", "email",
                               "organization", "country-name"}},
    "button": {"type": {"submit", "reset", "button"}},
}  # fmt: skip
"""Attributes of which only some values are let through: no password, no file, no script."""
LISTS: Final = {
    "audio": ("src", "media"),
    "video": ("src", "media"),
    "source": ("src", "media"),
    "track": ("src", "media"),
    "iframe": ("src", "frames"),
    "form": ("action", "forms"),
}
"""Where each leads, and the list of the policy that is to name the origin of that."""
NEEDLESS: Final = frozenset(
    {("iframe", "frameborder"), ("iframe", "allowtransparency"), ("iframe", "scrolling"),
     ("audio", "autoplay"), ("video", "autoplay"), ("input", "autofocus"),
     ("form", "enctype")}
)  # fmt: skip
"""What is left out and nobody misses."""
_ALLOWED: Final = frozenset(
    {"fullscreen", "picture-in-picture", "encrypted-media", "web-share", "accelerometer",
     "gyroscope", "clipboard-write"}
)  # fmt: skip
"""What a page in a frame may use: no camera, no microphone, no place."""

# As the sanitizer writes tags. Between those of a frame stands text that is no markup.
_FRAME: Final = re.compile(r'(<iframe(?: [a-z-]++="[^"]*+")*+>).*?</iframe>', re.DOTALL)
_TAG: Final = re.compile(rf'<(/?)({"|".join(sorted(TAGS))})((?: [a-z-]++="[^"]*+")*+)>')
_ANY_TAG: Final = re.compile(
    rf"</?(?:{'|'.join(sorted(TAGS))})(?![a-z0-9-])", re.IGNORECASE
)
_ATTRIBUTE: Final = re.compile(r' ([a-z-]++)="([^"]*+)"')


@cache
def tags_of(*, has_frames: bool, has_forms: bool) -> frozenset[str]:
    """List the elements of these kinds that may be let through at all."""
    frames = FRAME_TAGS if has_frames else frozenset()
    return MEDIA_TAGS | frames | (FORM_TAGS if has_forms else frozenset())


def has_embeds(html: str) -> bool:
    """Tell whether there is any of these elements in *html*."""
    return _TAG.search(html) is not None


def is_legible(html: str) -> bool:
    """Tell whether each tag of these elements in *html* is written as it can be judged."""
    return len(_ANY_TAG.findall(html)) == len(_TAG.findall(html))


def empty_frames(html: str) -> str:
    """Take out what stands between the tags of a frame: browsers show none of it."""
    return _FRAME.sub(r"\1</iframe>", html)


def is_allowed(address: str, origins: Collection[str]) -> bool:
    """Tell whether *address*, as HTML has it, is of one of *origins*."""
    return origin_of(unescape(address)) in origins


def judge_embeds(html: str, rules: MarkupRules) -> str:
    """Leave out of *html*, as the sanitizer wrote it, what leads where it may not."""
    return _Judging(rules).run(html)


class _Judging:
    """One way through a body."""

    def __init__(self, rules: MarkupRules) -> None:
        self._media = frozenset((SELF, *rules.media))
        self._posters = frozenset((SELF, *rules.pictures))
        self._frames = frozenset(rules.frames)
        self._forms = frozenset(rules.forms)
        self._out: list[str] = []
        self._open: list[tuple[str, bool]] = []
        """Elements that are open, and whether each is kept."""
        self._player = -1
        """Where in the output the tag of a player stands; below 0 outside of one."""
        self._has_source = False

    def run(self, html: str) -> str:
        done = 0
        for tag in _TAG.finditer(html):
            self._out.append(html[done : tag.start()])
            done = tag.end()
            closing, name, attributes = tag.groups()
            if closing:
                self._close(name, tag[0])
            else:
                self._begin(name, attributes)
        self._out.append(html[done:])
        return "".join(self._out)

    def _begin(self, name: str, attributes: str) -> None:
        found = dict(_ATTRIBUTE.findall(attributes))
        kept = self._judge(name, found)
        if name not in VOID:
            self._open.append((name, kept))
        if kept:
            words = "".join(f' {key}="{value}"' for key, value in found.items())
            self._out.append(f"<{name}{words}>")

    def _close(self, name: str, tag: str) -> None:
        if not self._open or self._open[-1][0] != name:
            return  # it closes nothing that was opened
        _, kept = self._open.pop()
        if kept and name in ("audio", "video"):
            kept = self._has_source
            if not kept:  # what it would play is left out
                for place in range(self._player, len(self._out)):
                    if _TAG.fullmatch(self._out[place]):
                        self._out[place] = ""
            self._player = -1
        if kept:
            self._out.append(tag)

    def _judge(self, name: str, found: dict[str, str]) -> bool:
        """Tell whether an element is kept; put right what it *found* among its attributes."""
        if name in MEDIA_TAGS:
            return self._judge_media(name, found)
        if name == "iframe":
            found.setdefault("loading", "lazy")
            if "allow" in found:
                found["allow"] = _allowed(found["allow"])
            return is_allowed(found.get("src", "javascript:"), self._frames)
        if name == "form":
            found.setdefault("method", "get")
            is_within = ("form", True) in self._open
            target = found.get("action", "javascript:")
            return not is_within and is_allowed(target, self._forms)
        return ("form", True) in self._open

    def _judge_media(self, name: str, found: dict[str, str]) -> bool:
        source = found.get("src", "")
        is_sound = bool(source.strip()) and is_allowed(source, self._media)
        if name in VOID:
            kept = self._player >= 0 and is_sound
            self._has_source |= kept and name == "source"
            return kept
        if self._player >= 0 or (source and not is_sound):
            return False
        if not is_allowed(found.get("poster", ""), self._posters):
            del found["poster"]
        found["controls"] = ""
        found.setdefault("preload", "none")
        self._player, self._has_source = len(self._out), is_sound
        return True


def _allowed(words: str) -> str:
    """Leave of what a frame asks to be *allowed* what may be."""
    wanted = (one.strip() for one in words.split(";"))
    return "; ".join(one for one in wanted if one in _ALLOWED)

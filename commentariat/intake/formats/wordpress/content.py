"""
The text of a post as HTML: blocks, paragraphs that blank lines part, shortcodes.

WordPress keeps what editors wrote, and makes HTML of it for each page that it shows. This
does as much of that as an archive needs, by the structure of the text alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Final

import msgspec

from commentariat.intake.formats.wordpress.lookup import Lookup

_BLOCK_MARK: Final = re.compile(
    r"\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*)\s(?P<said>[\s\S]*)"
)
"""What stands in a comment that is the mark of a block."""
_BLOCK_NAMES: Final = (
    "table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form "
    "map area blockquote address style script textarea p h1 h2 h3 h4 h5 h6 hr fieldset "
    "legend section article aside hgroup header footer nav figure figcaption details menu "
    "summary main iframe video audio object"
).split()
_BLOCK_TAG: Final = re.compile(
    rf"(?P<tag></?(?P<name>{'|'.join(sorted(_BLOCK_NAMES, key=len, reverse=True))})"
    r"(?:\s(?:[^<>\"']|\"[^\"<]{0,3000}\"|'[^'<]{0,3000}')*)?/?>)",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[a-zA-Z/][^<>]*>")
_KEPT: Final = frozenset(("pre", "style", "script", "textarea", "iframe", "object"))
"""Elements whose inside stays as it is."""
_BARE: Final = frozenset(
    "table thead tfoot tbody tr colgroup ul ol dl menu map video audio".split()
)
"""Elements that hold others, and no text."""
_INLINE: Final = frozenset(
    "h1 h2 h3 h4 h5 h6 li td th dd dt p caption figcaption summary legend address".split()
)
"""Elements whose text is a paragraph as it is, unless a blank line parts it."""
_VOID: Final = frozenset(("hr", "col", "area"))
_GAP: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BREAK_LINE: Final = re.compile(r"(<br\s*/?>)[ \t]*\n", re.IGNORECASE)
_TWO_BREAKS: Final = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_ADDRESS_LINE: Final = re.compile(
    r"^[ \t]*(?:<p>\s*)?(https?://[^\s<>\"\[\]]+)(?:\s*</p>)?[ \t]*$", re.MULTILINE
)
_WRAPPED_ADDRESS: Final = re.compile(
    r"(<div\b[^<>]*\bwp-block-embed__wrapper\b[^<>]*>)\s*(https?://[^\s<>\"]+)\s*(?=</div>)"
)
_BUTTON: Final = re.compile(
    r"<a\b[^<>]*\bwp-block-file__button\b[^<>]*>[^<]*</a>", re.IGNORECASE
)
_SHORTCODE: Final = re.compile(
    r"(?P<open>\[?)\[(?P<end>/)?(?P<name>[a-zA-Z][\w-]{1,60})"
    r"(?P<said>(?:[ \t\n\u00a0](?:[^\[\]\"'<>/]|\"[^\"\[\]]{0,2000}\"|'[^'\[\]]{0,2000}'"
    r"|/(?!\]))*)?)(?P<void>/)?\](?P<close>\]?)"
)
_SAID: Final = re.compile(
    r"(?P<key>[\w-]+)\s*=\s*(?:[\"“”″](?P<double>[^\"“”″]*)[\"“”″]|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"']+))|[\"“”″](?P<alone>[^\"“”″]*)[\"“”″]|(?P<word>\S+)"
)
_PICTURE: Final = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_PICTURE_ID: Final = re.compile(r"\bwp-image-(\d{1,18})\b")
_OWN: Final = frozenset(
    ("caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist")
)
"""Shortcodes that WordPress itself answers, and that are turned here."""
_KNOWN: Final = frozenset(
    "footnote footnotes note ref button quote pullquote chart table map contact-form "
    "toc accordion tabs tab column row box sidebar youtube vimeo tweet audio video".split()
)
"""Names that are shortcodes where they stand alone or in pairs, and no words in brackets."""
_MOST_PICTURES: Final = 500
"""Of one gallery."""
_DEEPEST_REUSE: Final = 3
"""Reusable blocks within each other."""
_SILENT: Final = frozenset(
    "more nextpage spacer separator page-break footnotes block paragraph post-content".split()
)
"""Blocks without a text of their own that lose nothing where they stay out."""
_SLOT: Final = "\ue0f0{}\ue0f1"
SLOT: Final = re.compile("\ue0f0([0-9]{1,6})\ue0f1")


class Prepared(msgspec.Struct, frozen=True):
    """The text of a post as HTML, and what of it nobody here shows."""

    html: str
    slots: tuple[str, ...] = ()
    """Shortcodes of this site, for which a word stands in the HTML, by its number."""
    shortcodes: tuple[tuple[str, int], ...] = ()
    """Those that stay as text, by name, and how many."""
    made: tuple[tuple[str, int], ...] = ()
    """Blocks that the site made when it showed the page: they hold no text."""


def prepare(
    content: str,
    lookup: Lookup,
    own: Mapping[str, str],
    post: str = "",
    notes: str = "",
) -> Prepared:
    """
    Make HTML of the *content* of a post, as its site would.

    *own* are shortcodes of this site by those of the post that they stand for; *notes*
    is what blocks keep of its footnotes.
    """
    work = _Work(lookup, own, post, notes)
    content = content.replace("\ue0f0", "").replace("\ue0f1", "")
    html = work.blocks(content.replace("\r\n", "\n").replace("\r", "\n"))
    return Prepared(
        html,
        tuple(work.slots),
        tuple(sorted(work.left.items())),
        tuple(sorted(work.made.items())),
    )


class _Work:
    """The making of one text."""

    def __init__(
        self, lookup: Lookup, own: Mapping[str, str], post: str, notes: str
    ) -> None:
        self.lookup = lookup
        self.own = own
        self.post = post
        self.notes = notes
        self.slots: list[str] = []
        self.left: Counter[str] = Counter()
        self.made: Counter[str] = Counter()

    # -- Blocks -----------------------------------------------------------------

    def blocks(self, text: str, depth: int = 0) -> str:
        """Take the marks of blocks off; what stands in none is of the classic editor."""
        parts: list[str] = []
        held: list[str] = []
        at = 0
        for start, end, inner in _comments(text):
            mark = _BLOCK_MARK.fullmatch(inner)
            if mark is None:
                continue
            is_classic = not held or held[-1] in ("freeform", "classic")
            parts.append(self._between(text[at:start], is_classic=is_classic))
            at = end
            name, said = mark["name"].removeprefix("core/"), mark["said"].strip()
            if mark["end"]:
                if name in held:
                    while held.pop() != name:
                        pass
            elif said.endswith("/"):
                parts.append(self._void(name, said[:-1].strip(), depth))
            else:
                held.append(name)
        parts.append(self._between(text[at:], is_classic=not held))
        return self.finish("".join(parts))

    def _between(self, text: str, *, is_classic: bool) -> str:
        if not text.strip():
            return text
        if is_classic:
            return paragraphs(self.shortcodes(_plain(text)))
        text = _WRAPPED_ADDRESS.sub(_linked_wrapped, _plain(text))
        if "wp-block-file__button" in text:
            text = _BUTTON.sub("", text)  # a second link to the file before it
        return self.shortcodes(text)

    def _void(self, name: str, said: str, depth: int) -> str:
        """Show a block that is a mark alone, as far as its text is anywhere."""
        values = _read_json(said)
        if name == "footnotes" and self.notes:
            return self._notes()
        if name == "block" and depth < _DEEPEST_REUSE:
            again = self.lookup.block(str(values.get("ref", "")))
            if again:
                return self.blocks(again, depth + 1)
            self.made["block"] += 1
            return ""
        url = values.get("url")
        if name in ("embed", "core-embed") and isinstance(url, str):
            return f"<p>{_link(url)}</p>"
        if name not in _SILENT:
            self.made[name] += 1
        return ""

    def _notes(self) -> str:
        try:
            found = json.loads(self.notes)
        except (ValueError, RecursionError):
            return ""
        items = (
            [
                f'<li id="{escape(str(one.get("id", "")))}">{one.get("content", "")}</li>'
                for one in found
                if isinstance(one, dict)
            ]
            if isinstance(found, list)
            else []
        )
        return f'<ol class="wp-block-footnotes">{"".join(items)}</ol>' if items else ""

    # -- Shortcodes ---------------------------------------------------------------

    def shortcodes(self, text: str) -> str:
        """Turn the shortcodes that can be, and count the others, which stay as text."""
        if "[" not in text:
            return text
        marks = list(_SHORTCODE.finditer(text))
        ends: dict[str, deque[int]] = {}
        for number, mark in enumerate(marks):
            if mark["end"]:
                ends.setdefault(mark["name"], deque()).append(number)
        parts: list[str] = []
        at = 0
        number = 0
        while number < len(marks):
            mark = marks[number]
            number += 1
            if mark.start() < at:
                continue
            parts.append(text[at : mark.start()])
            at = mark.start()
            name = mark["name"]
            if mark["open"] and mark["close"]:
                parts.append(mark[0][1:-1])  # `[[name]]` shows `[name]`
                at = mark.end()
                continue
            if mark["end"]:
                continue  # its words stay, whatever it ends
            start = mark.start() + len(mark["open"])
            end = mark.end() - len(mark["close"])
            closing = None
            if not mark["void"]:
                later = ends.get(name, deque())
                while later and later[0] < number:
                    later.popleft()
                closing = marks[later[0]] if later else None
            made = self._turn(mark, text, closing)
            if made is not None:
                shown, is_whole = made
                parts.append(text[mark.start() : start])
                parts.append(shown)
                at = closing_end(closing) if is_whole and closing is not None else end
                continue
            if _is_shortcode(mark, closing):
                self.left[name] += 1
        parts.append(text[at:])
        return "".join(parts)

    def _turn(
        self, mark: re.Match[str], text: str, closing: re.Match[str] | None
    ) -> tuple[str, bool] | None:
        """Show a shortcode, and say whether up to its end; None: it stays as text."""
        name = mark["name"]
        said = _read_said(mark["said"] or "")
        if name in self.own and not any(
            "<" in one or ">" in one for one in said.values()
        ):
            if closing is None:
                return self._slot(self.own[name], said, None), False
            inner = text[mark.end() : closing.start()]
            return self._slot(self.own[name], said, inner), True
        if name not in _OWN:
            return None
        inner = ""
        if closing is not None:
            inner = text[
                mark.end() - len(mark["close"]) : closing.start() + len(closing["open"])
            ]
        if name in ("caption", "wp_caption"):
            if closing is None:
                return None
            return _captioned(inner, said.get("caption", "")), True
        if name == "embed":
            address = (
                unescape(inner.strip()) or said.get("src", "") or said.get("url", "")
            )
            if not address.startswith(("http://", "https://")):
                return None
            return f"\n\n<p>{_link(address)}</p>\n\n", closing is not None
        if name in ("gallery", "playlist"):
            shown = self._gallery(said, name)
            return (shown, False) if shown else None
        sources = [
            value
            for key, value in said.items()
            if key
            in ("src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv")
            and value.startswith(("http://", "https://", "/"))
        ]
        if not sources:
            return None
        links = " ".join(_link(one) for one in sources[:1])
        return f"\n\n<p>{links}</p>\n\n", closing is not None and not inner.strip()

    def _slot(self, name: str, said: Mapping[str, str], inner: str | None) -> str:
        words = []
        for key, value in said.items():
            value = " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"')
            words.append(
                f'"{value}"' if key.isdigit() else f'{key.replace("-", "_")}="{value}"'
            )
        call = " ".join((name, *words))
        self.slots.append(f"{{{{< {call} >}}}}")
        shown = f"<p>{_SLOT.format(len(self.slots) - 1)}</p>"
        if inner is not None:
            self.slots.append(f"{{{{< /{name} >}}}}")
            shown += f"\n\n{inner}\n\n<p>{_SLOT.format(len(self.slots) - 1)}</p>"
        return f"\n\n{shown}\n\n"

    def _gallery(self, said: Mapping[str, str], name: str) -> str:
        ids = said.get("ids") or said.get("include") or ""
        found = [one for one in re.split(r"[\s,]+", ids) if one]
        if not found and name == "gallery":
            found = self.lookup.attached_to(said.get("id", "") or self.post)
        shown = []
        for one in found[:_MOST_PICTURES]:
            picture = self.lookup.attachment(one)
            if picture is None:
                return ""
            if name == "playlist":
                shown.append(f"<p>{_link(picture.address)}</p>")
                continue
            image = f'<img src="{escape(picture.address)}" alt="{escape(picture.alt)}">'
            caption = (
                f"<figcaption>{picture.caption}</figcaption>" if picture.caption else ""
            )
            shown.append(f"<figure>{image}{caption}</figure>")
        return "\n\n" + "\n\n".join(shown) + "\n\n" if shown else ""

    # -- At last --------------------------------------------------------------------

    def finish(self, html: str) -> str:
        """Give pictures the alternative text that their attachment has."""
        return _PICTURE.sub(self._with_alt, html) if "wp-image-" in html else html

    def _with_alt(self, tag: re.Match[str]) -> str:
        found = _PICTURE_ID.search(tag[0])
        if found is None or re.search(
            r"\balt\s*=\s*(?:\"[^\"]+\"|'[^']+'|[^\s\"'>])", tag[0]
        ):
            return tag[0]
        picture = self.lookup.attachment(found[1])
        if picture is None or not picture.alt:
            return tag[0]
        bare = re.sub(r"\balt\s*=\s*(?:\"\"|'')", "", tag[0])
        return f'<img alt="{escape(picture.alt)}"{bare[4:]}'


def closing_end(mark: re.Match[str]) -> int:
    """Tell where the end of a shortcode ends."""
    return mark.end() - len(mark["close"])


def _is_shortcode(mark: re.Match[str], closing: re.Match[str] | None) -> bool:
    """Tell a shortcode from words in brackets, such as `[sic]`."""
    said = (mark["said"] or "").strip()
    return (
        closing is not None
        or mark["void"] is not None
        or "=" in said
        or mark["name"].lower() in _KNOWN | _OWN
        or (not said and ("_" in mark["name"] or "-" in mark["name"]))
    )


def _read_said(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _SAID.finditer(unescape(text)):
        value = next(
            (
                one[key]
                for key in ("double", "single", "bare", "alone", "word")
                if one[key]
            ),
            "",
        )
        found.setdefault(one["key"] or str(len(found)), value)
    return found


def _captioned(inner: str, caption: str) -> str:
    """Make a figure of a picture and the words that stand behind it."""
    picture = re.search(
        r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", inner, re.IGNORECASE
    )
    if picture is None:
        return f"\n\n{inner}\n\n"
    before, behind = inner[: picture.start()].strip(), inner[picture.end() :].strip()
    words = " ".join(filter(None, (before, behind, caption if not behind else "")))
    words = _BREAK_LINE.sub(r"\1", words).replace("\n", " ")
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{picture[0]}{caption}</figure>\n\n"


def _link(address: str) -> str:
    shown = escape(unescape(address))
    return f'<a href="{shown}">{shown}</a>'


def _linked_wrapped(found: re.Match[str]) -> str:
    return f"{found[1]}<p>{_link(found[2])}</p>"


def _comments(text: str) -> Iterator[tuple[int, int, str]]:
    """Give where each comment begins and ends, and what stands in it."""
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4)
        if end < 0:
            return
        yield at, end + 3, text[at + 4 : end]
        at = text.find("<!--", end + 3)


def _plain(text: str) -> str:
    """Take comments out: `<!--more-->`, and what editors hid."""
    parts: list[str] = []
    at = 0
    for start, end, _ in _comments(text):
        parts.append(text[at:start])
        at = end
    return "".join((*parts, text[at:])) if parts else text


def _read_json(said: str) -> dict[str, object]:
    if not said:
        return {}
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


# -- Paragraphs -----------------------------------------------------------------------


def paragraphs(text: str) -> str:
    """
    Make paragraphs of what blank lines part, and breaks of line ends, around blocks.

    What WordPress calls `wpautop`, by the elements that stand open.
    """
    text = _TAG.sub(lambda tag: tag[0].replace("\n", " "), text)
    text = _ADDRESS_LINE.sub(lambda found: f"\n\n<p>{_link(found[1])}</p>\n\n", text)
    parts: list[str] = []
    open_names: list[str] = []
    at = 0
    for tag in _BLOCK_TAG.finditer(text):
        between, at = text[at : tag.start()], tag.end()
        parts.append(_between_tags(between, open_names))
        name = tag["name"].lower()
        parts.append(tag[0])
        if tag[0].startswith("</"):
            if name in open_names:
                while open_names.pop() != name:
                    pass
        elif name not in _VOID and not tag[0].endswith("/>"):
            is_inside_kept = bool(open_names) and open_names[-1] in _KEPT
            if not is_inside_kept:
                open_names.append(name)
    parts.append(_between_tags(text[at:], open_names))
    return "".join(parts)


def _between_tags(text: str, open_names: list[str]) -> str:
    if not text.strip():
        return text
    inside = open_names[-1] if open_names else ""
    if inside in _KEPT or inside in _BARE:
        return text
    text = _TWO_BREAKS.sub("\n\n", text) if "<" in text else text
    found = [_lines(one) for one in _paragraphs_in(text)]
    if inside in _INLINE:
        if len(found) == 1:
            # The spaces around stay: what stands beside may be a part of a sentence.
            return f"{_edge(text, 0)}{found[0]}{_edge(text, -1)}"
        if inside == "p":
            return "</p>\n<p>".join(found)
    return "\n".join(f"<p>{one}</p>" for one in found)


def _edge(text: str, at: int) -> str:
    return " " if text[at].isspace() else ""


def _paragraphs_in(text: str) -> Iterator[str]:
    for one in _GAP.split(text):
        if one.strip():
            yield one.strip()


def _lines(text: str) -> str:
    return (
        _BREAK_LINE.sub(r"\1", text).replace("\n", "<br>\n") if "\n" in text else text
    )

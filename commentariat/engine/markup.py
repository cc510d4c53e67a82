"""
Markdown becomes HTML that is safe to show: the one door to the converter.

Python-Markdown converts, or a native converter in its place where both provably
make the same of a body; nh3 (ammonia) lets through only what an article needs,
so that no script, event attribute or `javascript:` address in a body reaches a
page, however it was written. HTML in which a look at its tags finds none of that is
spared it. Links are placed afterwards, because where they lead depends on the site,
and the converted body does not.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cache, partial
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

import nh3

from commentariat.config.origins import SELF, origin_of
from commentariat.engine import embeds
from commentariat.engine.hooked import EXTENSIONS_HOOK, own_extensions
from commentariat.engine.markup_dialect import is_untouched, turned_on
from commentariat.engine.markup_native import convert_alike
from commentariat.engine.markup_rules import PLAIN, MarkupRules
from commentariat.engine.markup_safe import write_if_safe
from commentariat.engine.shortcodes import (
    Expansion,
    FailedError,
    ShortcodeError,
    expand,
    has_shortcodes,
    put_results,
    refuse_unshowable,
)
from commentariat.engine.time_limit import SECONDS, TimeLimitError, limit_time
from commentariat.errors import Problem
from commentariat.hooks.loading import open_hooks
from commentariat.hooks.model import HookFile
from commentariat.hooks.running import HookError, told_of
from commentariat.interface.catalog import Catalog
from commentariat.kinds import Kind, Message
from commentariat.site.views import Picture

EXTENSIONS = ("tables", "footnotes", "toc", "sane_lists", "fenced_code")
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u",
    "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href", "name", "role", "aria-label", "download"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers", "align"},
    "th": {"colspan", "rowspan", "headers", "scope", "align"},
    "time": {"datetime"},
    "div": {"role"},
}
LONGEST = 2_000_000
"""Characters of a body whose shape the native converter does not know."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Of addresses that reach a page, where they have one."""


@cache
def _make_cleaner(*tags: str) -> nh3.Cleaner:
    """Make the sanitizer that lets through, besides what any article needs, *tags*."""
    return nh3.Cleaner(
        tags={*_TAGS, *tags},
        attributes=_ATTRIBUTES | {tag: embeds.ATTRIBUTES[tag] for tag in tags},
        tag_attribute_values={
            tag: values for tag, values in embeds.VALUES.items() if tag in tags
        },
        clean_content_tags={"script", "style"},
        url_schemes=set(SCHEMES),
        strip_comments=True,
        link_rel=None,
    )


_EXTENDED = (EXTENSIONS_HOOK,)
_CLEANER = _make_cleaner()
_SETTLED = 3
"""Times that a body with such elements is looked over before it goes without them."""
# nh3 writes every attribute in double quotes and escapes them inside.
_TAG = re.compile(
    r"<(a|img|audio|video|source|track|iframe|form)"
    r'((?: [a-z-]+(?:="[^"]*")?)+)>'
)
_QUOTATION = re.compile(r'<blockquote(?: [a-z-]+(?:="[^"]*")?)+>')
_CITE = re.compile(r' cite="([^"]*)"')
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_MARK_OF_NOTE = re.compile(r' id="(fnref[^"]*)"')
_WAY_BACK = re.compile(
    r'(?:&nbsp;)?<a(?= [^>]*class="footnote-backref")[^>]* href="#([^"]*)"[^>]*>[^<]*</a>'
)
_BLANK = re.compile(r"[\x00-\x20]")  # which browsers drop, at the ends or everywhere
_ID = re.compile(r'<[^>]* id="([^"]*)"')
_NAMED = re.compile(r'<a((?: [a-z-]+(?:="[^"]*")?)*) name="([^"]*)"([^>]*)>')
_ADDRESS = re.compile(r' (href|src)="([^"]*)"')
_ADDRESSES = re.compile(r' (src|poster|action)="([^"]*)"')
_WITH_ADDRESS = re.compile(
    r"<(?:a|img|source|blockquote|audio|video|track|iframe|form)"
    r'(?: [a-z-]+(?:="[^"]*")?)+>'
)
_WHOLE = re.compile(r' (href|src|srcset|cite|poster|action)="([^"]*)"')
_IS_WHOLE = re.compile(
    r"https?://[a-z0-9.-]+(?:/(?:[\w./~%+=,:@-]|&amp;)*)?"
    r"(?:\?(?:[\w./~%+=,:@-]|&amp;)+)?(?:#[\w./~%+=,:@-]+)?",
    re.ASCII,
).fullmatch
"""Addresses that joining leaves as they are: most of those of other sites."""
_IS_ROOTED = re.compile(r"/(?:[\w~%-]+/)*[\w~%-]*", re.ASCII).fullmatch
"""Addresses that it puts behind the origin: most of those of this site."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HAS_SIZE = re.compile(r' (?:width|height)="')
_ALIGN = re.compile(r'<(t[dh][^>]*?) align="(left|right|center)"')
_TABLE = (
    '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table',
    "</table></div>",
)
_BACK_LABEL = re.compile(
    r'(<a class="footnote-backref" href="[^"]*" title=")'
    r'Jump back to footnote (\d+) in the text"'
)
# What nothing that is let through can be: for the while until its end is found.
_UNLINKED = "\0"
_UNLINKED_TEXT = re.compile(rf"<{_UNLINKED}([^>]*)>(.*?)</a>", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class MarkupError(Exception):
    """
    A body that is not converted: it would take too much, or a hook failed.

    `line` counts from 1; `hook` is the fault in hooks, where it is one of theirs.
    """

    def __init__(
        self, line: int, message: Message, hook: HookError | None = None
    ) -> None:
        super().__init__(line, message, hook)
        self.line = line
        self.message = message
        self.hook = hook

    def at(self, source: str, first: int) -> Problem:
        """Say it of a body that begins on the line *first* of *source*."""
        line = first + self.line - 1
        if self.hook is None:
            return Problem(source, line, self.message)
        return told_of(self.hook, f"{source}:{line}")


class _Converter:
    """
    Python-Markdown as it is asked for here; each thread has one of its own.

    What the *rules* turn on, and extensions that their hooks name, are there beside what all
    sites have.
    """

    def __init__(self, seconds: float = SECONDS, rules: MarkupRules = PLAIN) -> None:
        import markdown  # not every body needs it, and it takes long to import

        from commentariat.engine.markup_bounds import Bounds, TooCostlyError
        from commentariat.engine.markup_guard import Guard
        from commentariat.engine.markup_more import More

        self._bounds = bounds = Bounds(seconds)
        self._seconds = seconds
        self._too_costly = TooCostlyError
        hooks = rules.hooks
        self.made_with = _made_with(rules)
        self._running: Callable[[], AbstractContextManager[None]] = nullcontext
        own: list[Any] = [one.make() for one in turned_on(rules.markdown)]
        self._has_own = hooks.has(*_EXTENDED)
        if self._has_own:
            passed = (TooCostlyError, TimeLimitError, RecursionError)
            runner = open_hooks(hooks).runner
            place = runner.place_of(None, *_EXTENDED)
            self._running = partial(runner.running, place, passed)
        with self._running():
            own += own_extensions(hooks) if self._has_own else ()
            self.markdown = markdown.Markdown(
                extensions=[*EXTENSIONS, *own, More(), Guard(bounds), bounds],
                extension_configs=extension_configs(),
                output_format="html",
            )

    def convert(self, text: str) -> str:
        """
        Convert *text* to HTML that is not safe yet.

        Raises:
            MarkupError: it would take too much.
        """
        if len(text) > LONGEST:
            raise MarkupError(1, Kind.BODY_TOO_LONG.of(LONGEST, len(text)))
        message = Kind.BODY_TOO_COSTLY.of()
        try:
            with limit_time(self._seconds), self._running():
                self._bounds.begin(text)
                html = self.markdown.reset().convert(text)
                if "<" in text:
                    self._bounds.check_html(html)
            if self._has_own:
                refuse_unshowable(html, 1)
        except self._too_costly as fault:
            line = fault.line(text)
        except TimeLimitError:
            line, message = 1, Kind.BODY_TOO_SLOW.of(f"{self._seconds:g}")
        except RecursionError:
            line = 1
        except HookError as fault:
            _own.converter = None
            raise MarkupError(1, message, fault) from None
        except ShortcodeError as fault:
            raise MarkupError(fault.line, fault.message) from None
        else:
            return html
        _own.converter = None  # it was left in the middle of its work
        raise MarkupError(line, message)

    def check(self, html: str) -> str:
        """
        Give back *html* that the sanitizer can take in.

        Raises:
            MarkupError: it would take too much.
        """
        if len(html) > LONGEST:
            raise MarkupError(1, Kind.BODY_TOO_LONG.of(LONGEST, len(html)))
        try:
            self._bounds.begin(html)
            self._bounds.check_html(html)
        except self._too_costly:
            raise MarkupError(1, Kind.BODY_TOO_COSTLY.of()) from None
        return html


_own = threading.local()


def _made_with(rules: MarkupRules) -> object:
    """Tell what a converter is made with by *rules*."""
    return rules.hooks.digest_for(*_EXTENDED), rules.markdown


def _converter(rules: MarkupRules = PLAIN) -> _Converter:
    found: _Converter | None = getattr(_own, "converter", None)
    if found is None or found.made_with != _made_with(rules):
        found = _own.converter = _Converter(rules=rules)
    return found


def try_extensions(hooks: HookFile) -> None:
    """
    See whether Markdown can be converted with what *hooks* add.

    Raises:
        SourceError: it cannot.
    """
    if hooks.has(*_EXTENDED):
        _converter(MarkupRules(hooks=hooks))


def extension_configs() -> dict[str, dict[str, Any]]:
    """What the extensions are asked for."""
    from markdown.extensions.toc import slugify_unicode

    return {
        "footnotes": {"BACKLINK_TEXT": "↩", "SEPARATOR": "-"},
        "toc": {"marker": "", "slugify": slugify_unicode},
        "tables": {"use_align_attribute": True},
    }


def to_html(text: str, rules: MarkupRules = PLAIN) -> str:
    """
    Convert the Markdown *text* by *rules* to safe HTML, with links as they were written.

    A first-level heading becomes one of the second: the title of the page is the
    only one of the first.

    Raises:
        MarkupError: it would take too much.
    """
    if has_shortcodes(text, rules.hooks):
        return _with_shortcodes(text, rules, 0)
    is_plain = not rules.hooks.has(*_EXTENDED) and is_untouched(text, rules.markdown)
    html = convert_alike(text) if is_plain else None
    if html is None:
        return _make_safe(_converter(rules).convert(text), rules)
    safe = write_if_safe(html)
    return _make_safe(html, rules) if safe is None else safe


def _with_shortcodes(text: str, rules: MarkupRules, depth: int) -> str:
    """
    Convert *text* with what its shortcodes come to, each whole by itself.

    All of it goes through the sanitizer, which has no element of one end in another.
    """
    expansion = _expand(text, rules, depth)
    converter, cleaner = _converter(rules), _make_cleaner(*sorted(_embeds_of(rules)))
    html = converter.convert(expansion.text)
    results = {
        token: cleaner.clean(converter.check(result))
        for token, result in expansion.results.items()
    }
    return _make_safe(put_results(html, results), rules)


def _expand(text: str, rules: MarkupRules, depth: int = 0) -> Expansion:
    def convert(inner: str) -> str:
        try:
            if has_shortcodes(inner, rules.hooks):
                return _with_shortcodes(inner, rules, depth + 1)
            return to_html(inner, rules)
        except MarkupError as fault:
            if fault.hook:
                raise FailedError(fault.hook, fault.line) from None
            raise ShortcodeError(fault.line, fault.message) from None

    try:
        return expand(text, rules.hooks, convert, depth)
    except ShortcodeError as fault:
        raise MarkupError(fault.line, fault.message) from None
    except FailedError as fault:
        raise MarkupError(fault.line, Kind.BODY_TOO_COSTLY.of(), fault.fault) from None


def write_shortcodes(text: str, rules: MarkupRules) -> str:
    """
    Write what shortcodes of *text* come to where they stand, on the lines they stand on.

    Raises:
        MarkupError: one cannot be.
    """
    if not has_shortcodes(text, rules.hooks):
        return text
    return _expand(text, rules).written_out


def to_unsafe_html(text: str, rules: MarkupRules = PLAIN) -> str:
    """
    Convert *text* and leave in what is not let through: to look at, not to show.

    Raises:
        MarkupError: it would take too much.
    """
    if not has_shortcodes(text, rules.hooks):
        return _converter(rules).convert(text)
    expansion = _expand(text, rules)
    html = _converter(rules).convert(expansion.text)
    return put_results(html, expansion.results)


def is_let_through(tag: str, attribute: str = "", rules: MarkupRules = PLAIN) -> bool:
    """Tell whether an element called *tag*, or an *attribute* of it, may reach a page."""
    if tag not in _TAGS and tag not in _embeds_of(rules):
        return False
    if not attribute or attribute in _ATTRIBUTES["*"]:
        return True
    of_tag = (_ATTRIBUTES, embeds.ATTRIBUTES, embeds.VALUES)
    return any(attribute in table.get(tag, ()) for table in of_tag)


def _embeds_of(rules: MarkupRules) -> frozenset[str]:
    return embeds.tags_of(has_frames=bool(rules.frames), has_forms=bool(rules.forms))


def _make_safe(html: str, rules: MarkupRules = PLAIN) -> str:
    cleaner = _make_cleaner(*sorted(_embeds_of(rules)))
    html = cleaner.clean(html)
    if embeds.has_embeds(html):
        html = _settle(html, cleaner, rules)
    if ' cite="' in html:
        html = _QUOTATION.sub(_with_safe_cite, html)
    if "footnote-backref" in html:
        html = _drop_dead_ways_back(html)
    if ' name="' in html:
        html = _name_by_id(html)
    if "<h1" in html:
        html = html.replace("<h1", "<h2").replace("</h1>", "</h2>")
    return _dress_tables(html) if "<table" in html else html


def _settle(html: str, cleaner: nh3.Cleaner, rules: MarkupRules) -> str:
    """
    Leave out of *html* what brings in anything from where it may not.

    What is given back is written as the sanitizer reads it, so that no browser reads it
    otherwise; what does not come to rest goes without all such elements.
    """
    for _ in range(_SETTLED):
        html = embeds.judge_embeds(embeds.empty_frames(html), rules)
        again = cleaner.clean(html)
        if again == html and embeds.is_legible(html):
            return html
        html = again
    return _CLEANER.clean(html)


def _drop_dead_ways_back(html: str) -> str:
    """Leave out the link back to the mark of a note to which nothing refers."""
    marks = frozenset(_MARK_OF_NOTE.findall(html))
    return _WAY_BACK.sub(lambda link: link[0] if link[1] in marks else "", html)


def _with_safe_cite(quotation: re.Match[str]) -> str:
    """Drop the source of a quotation that the sanitizer does not look at."""

    def judge(cite: re.Match[str]) -> str:
        scheme = _SCHEME.match(_BLANK.sub("", unescape(cite[1])))
        is_safe = scheme is None or scheme[1].lower() in SCHEMES
        return cite[0] if is_safe else ""

    return _CITE.sub(judge, quotation[0])


def _name_by_id(html: str) -> str:
    """Let links find the places that old pages name by `<a name="…">`, by their ids."""
    ids = set(_ID.findall(html))

    def rename(anchor: re.Match[str]) -> str:
        name = anchor[2]
        if not name or name in ids:
            return f"<a{anchor[1]}{anchor[3]}>"
        if ' id="' in anchor[0]:
            return f'<a id="{name}"></a><a{anchor[1]}{anchor[3]}>'
        return f'<a{anchor[1]} id="{name}"{anchor[3]}>'

    return _NAMED.sub(rename, html)


def _dress_tables(html: str) -> str:
    """Let tables scroll by keyboard where they are too wide, and align by class."""
    html = _ALIGN.sub(r'<\1 class="\2"', html)
    opening, closing = _TABLE
    return html.replace("<table", opening).replace("</table>", closing)


def say_words(html: str, words: Catalog, said: str = "", own: str = "") -> str:
    """
    Say in *words* what the converter puts into the tags of a body in English.

    Where these are of another language than the body, *said* and *own* are the attributes
    that say which each is of.
    """
    opening = _TABLE[0]  # as a whole: in a text its attributes may stand, but no `<`
    if opening in html:
        label = escape(words.gettext("Table"))
        spoken = opening.replace("Table", label)
        if said:
            spoken = spoken.replace("><table", f"{said}><table{own}")
        html = html.replace(opening, spoken)
    if "footnote-backref" in html:
        html = _BACK_LABEL.sub(
            lambda link: f'{link[1]}{escape(_way_back(words, link[2]))}"{said}', html
        )
    return html


def _way_back(words: Catalog, number: str) -> str:
    return words.gettext("Jump back to footnote %(number)s in the text", number=number)


def place_links(
    html: str,
    links: Mapping[str, str],
    pictures: Iterable[Picture] = (),
    held_back: Collection[str] = (),
    rules: MarkupRules = PLAIN,
) -> tuple[str, tuple[str, ...]]:
    """
    Point the links of a converted body to where *links* says they lead.

    *pictures* says what is known of those it shows: their sizes keep room for them,
    and browsers choose among their copies. What leads to what is *held back* is no link.

    Returns the HTML, and the targets that nothing answers: a picture of another
    site is one, unless the *rules* name its origin. Links to other sites open without
    handing over this page; pictures load when they come into view.
    """
    if "<a " not in html and "<img " not in html and not embeds.has_embeds(html):
        return html, ()
    lost: list[str] = []
    known = {picture.url: picture for picture in pictures}

    def place_address(match: re.Match[str]) -> str:
        name, written = match.groups()
        if _ELSEWHERE.match(written):
            return match[0]
        target = unescape(written).strip()
        href = links.get(target)
        if href is None:
            lost.append(target)
            return match[0]
        return f' {name}="{_quoted(href)}"'

    def place(match: re.Match[str]) -> str:
        tag, attributes = match.groups()
        if tag in embeds.TAGS:
            return f"<{tag}{_ADDRESSES.sub(place_address, attributes)}>"
        address = _ADDRESS.search(attributes)
        if address is None:
            return match[0]
        name, written = address.groups()
        if tag == "a" and _ELSEWHERE.match(written):
            return f'<a{attributes} rel="noopener">'
        if written.startswith("#"):
            return match[0]
        target = unescape(written).strip()
        href = links.get(target)
        before, after = attributes[: address.start()], attributes[address.end() :]
        if href is None and tag == "a" and target in held_back:
            return f"<{_UNLINKED}{before}{after}>"
        if href is None and tag == "img" and _is_named(target, rules.pictures):
            return f'{match[0][:-1]} loading="lazy">'
        if href is None:
            lost.append(target)
            return match[0]
        placed = f'<{tag}{before} {name}="{_quoted(href)}"{after}'
        return f"{placed}>" if tag == "a" else _dressed(placed, known.get(href))

    placed = _TAG.sub(place, html)
    if held_back:
        placed = _UNLINKED_TEXT.sub(r"<span\1>\2</span>", placed)
    return placed, tuple(dict.fromkeys(lost))


def _is_named(address: str, origins: Collection[str]) -> bool:
    """Tell whether *address* is one of another site, of an origin that is named."""
    return bool(origins) and origin_of(address) in {*origins} - {SELF}


def make_portable(html: str, url: str) -> str:
    """
    Make every address in the *html* of the page at *url* a whole one, as feeds need.

    What no XML can hold is left out.
    """
    origin = _quoted(urljoin(url, "/")[:-1])

    def whole(attribute: re.Match[str]) -> str:
        if _IS_WHOLE(attribute[2]):
            return attribute[0]
        if _IS_ROOTED(attribute[2]):
            return f' {attribute[1]}="{origin}{attribute[2]}"'
        name, written = attribute[1], unescape(attribute[2])
        try:
            # Widths are words behind addresses: several copies are joined one by one.
            found = ", ".join(urljoin(url, one) for one in written.split(", "))
        except ValueError:  # no address, which leads nowhere on the page either
            found = written
        return f' {name}="{_quoted(found)}"'

    html = _WITH_ADDRESS.sub(lambda tag: _WHOLE.sub(whole, tag[0]), html)
    return _NO_XML.sub("", html)


def _dressed(img: str, known: Picture | None) -> str:
    """End the tag of a picture that is shown in a text, with what is *known* of it."""
    img += ' loading="lazy"'
    if known and known.width and not _HAS_SIZE.search(img):
        img += f' width="{known.width}" height="{known.height}"'
    if not known or not known.srcset:
        return f"{img}>"
    source = f'<source type="image/webp" srcset="{_quoted(known.srcset)}" sizes="{known.sizes}">'
    return f"<picture>{source}{img}></picture>"


def _quoted(href: str) -> str:
    return href.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")

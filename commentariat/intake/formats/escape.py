"""Text as Markdown that shows exactly that text."""

from __future__ import annotations

import re
from typing import Final

from commentariat.archive.text import UNSHOWABLE

# What Python-Markdown takes a backslash before.
_ESCAPABLE: Final = r"\\`*_{}\[\]()>#+\-.!|"
_IN_URL: Final = r"[^\s<>\"'`*\\\[\]{}|^“”‘’«»„]"
_URL: Final = rf"(?<![\w<&])https?://{_IN_URL}*[^\W_]{_IN_URL}*"
# The colon of an address with marks in it, which would be cut where it is made a link.
_COLON: Final = (
    r"(?:(?<=http)|(?<=https)):(?=//[^\s`*_\\<&\[\]{~]{0,2000}[`*_\\<&\[\]{~])"
)
_MARKS: Final = (
    rf"(?:\\(?=[{_ESCAPABLE}]))+"
    r"|`+|\*+|_+"
    r"|(?:<(?! |$))+|(?<=\{\{)<"
    r"|&(?=\#|[A-Za-z0-9]+;)"
    r"|\[(?=\^)"
    r"|(?<=\])\("
    r"|\{"
    r"|~{2,}"
    rf"|{_COLON}"
)
_TOKEN: Final = re.compile(rf"(?P<url>{_URL})|{_MARKS}")
_MARK: Final = re.compile(_MARKS)
# Nothing in a text without these needs a look, but for how it begins.
_MAY_NEED: Final = ("\\", "`", "*", "_", "<", "://", "[^", "](", "{", "~~")
_MARKS_AT_ALL: Final = "\\`*_<{[~"
"""A letter of each of these; all that needs a look besides are entities."""
_BLOCK_START: Final = re.compile(
    r"(?P<mark>[#>]|\*(?!\*)|[+\-_](?=\s|$)|-(?=(?:\s{0,2}-){2,}\s*$)"
    r"|\[(?=[^\[\]]*\]:|TOC\]$|[ xX]\]\s)|!(?=!!))"
    r"|(?P<number>\d+)\.(?=\s|$)"
    r"|:(?=\s)"
)
_MAY_NEED_IN_RUN: Final = re.compile(r"[\\`*_<&\[\]{]|~~|://")
_IN_LINK: Final = re.compile(
    rf"\\(?=[{_ESCAPABLE}]|\Z)|[`*\[\]{{]|~{{2,}}|(?<![^\W_])_|_(?![^\W_])|<"
    r"|&(?=\#|[A-Za-z0-9]+;|\Z)"
)
_IN_RUN: Final = re.compile(rf"{_IN_LINK.pattern}|{_COLON}")
_ENTITY: Final = re.compile(r"&(?:\#|[A-Za-z0-9]+;)")
_SPACES: Final = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_CLOSING: Final = ".,;:!?…—–"


def escape_paragraph(text: str) -> str:
    """
    Write *text* as one paragraph of Markdown whose visible text it is.

    White space runs become one space. Only what Python-Markdown would take for a
    mark is escaped; a plain address becomes a link that shows itself.
    """
    text = fold_spaces(text)
    shown = _escape_inline(text) if _may_need(text) else text
    return escape_start(shown)


def escape_line(text: str) -> str:
    """
    Write *text* as a paragraph of one line, in which addresses are no links.

    Its white space is folded.
    """
    return (
        escape_start(_escape_marks(text, _MARK))
        if _may_need(text)
        else escape_start(text)
    )


def escape_run(text: str, *, is_linked: bool = False) -> str:
    """
    Write *text* for within a paragraph, whatever stands before and behind it there.

    White space stays as it is; no line of the paragraph may begin with it. In what *is
    linked* no address becomes a link.
    """
    if _MAY_NEED_IN_RUN.search(text) is None:
        return text
    return (_IN_LINK if is_linked else _IN_RUN).sub(_shown_in_run, text)


def _shown_in_run(mark: re.Match[str]) -> str:
    return _inert(mark[0])


_ENTITIES: Final = {"<": "&lt;", "&": "&amp;", ":": "&#58;"}


def _inert(run: str) -> str:
    """Write a *run* of one mark so that it is that character alone."""
    if run[0] == "~":  # no two of them stand beside each other
        return "~" + "&#126;" * (len(run) - 1)
    entity = _ENTITIES.get(run[0])
    if entity:
        return entity * len(run)
    return "".join(f"\\{character}" for character in run)


def escape_heading(text: str, level: int = 2) -> str:
    """Write *text* as a heading of Markdown whose visible text it is."""
    text = fold_spaces(text)
    shown = _escape_inline(text) if _may_need(text) else text
    return f"{'#' * level} {end_heading(shown)}"


def end_heading(shown: str) -> str:
    """Let the line *shown* end in nothing but words, as the end of a heading."""
    if (len(shown) - len(shown.rstrip("\\"))) % 2:
        shown += "\\"  # a heading may not end in half an escape
    bare = shown.rstrip("#")
    shown = bare + "\\#" * (len(shown) - len(bare))
    brace = shown.rfind("{") if shown.endswith("}") else -1
    marks = brace - len(shown[:brace].rstrip("\\"))
    if brace >= 0 and marks % 2 == 0:  # which might begin the id that a heading says
        shown = f"{shown[:brace]}\\{shown[brace:]}"
    return shown


def fold_spaces(text: str) -> str:
    """Make every run of white space one space; those that do not break stay."""
    if text.isprintable() and "  " not in text:  # nearly always
        return text.strip()
    return _SPACES.sub(" ", text).strip()


def without_unshowable(text: str) -> str:
    """Leave out what no page can show: of white space a blank stays."""
    return UNSHOWABLE.sub(_blank_or_nothing, text)


def _blank_or_nothing(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else ""


def holds_no_marks(text: str) -> bool:
    """Tell of several paragraphs at one stroke that none needs a look, but for how it begins."""
    if any(mark in text for mark in _MARKS_AT_ALL) or "://" in text:
        return False
    return "&" not in text or _ENTITY.search(text) is None


def _may_need(text: str) -> bool:
    for mark in _MAY_NEED:
        if mark in text:
            return True
    return "&" in text and (";" in text or "&#" in text)


def escape_start(shown: str) -> str:
    """Escape in the line *shown* what would begin a heading, a list, a quote, a rule, a definition."""
    match = _BLOCK_START.match(shown)
    if match is None:
        return shown
    if match["mark"]:
        return "\\" + shown
    if match["number"]:
        end = match.end("number")
        return f"{shown[:end]}\\{shown[end:]}"
    return f"&#58;{shown[1:]}"


def _escape_inline(text: str) -> str:
    return _escape_marks(text, _TOKEN if "://" in text else _MARK)


def _escape_marks(text: str, pattern: re.Pattern[str]) -> str:
    tokens = list(pattern.finditer(text))
    if not tokens:
        return text
    loose = _find_loose(text, tokens)
    parts: list[str] = []
    done = 0
    for token in tokens:
        if token.start() < done:
            continue
        shown, end = _show(text, token, loose)
        parts += text[done : token.start()], shown
        done = end
    return "".join(parts) + text[done:]


def _show(text: str, token: re.Match[str], loose: frozenset[str]) -> tuple[str, int]:
    """Write what stands at *token*, and say where it ends."""
    mark = token[0]
    first = mark[0]
    if first == "h":
        return _link(mark, token.start())
    if first == "{" and "{" not in loose:
        return mark, token.end()
    if first in "*_" and not _needs_escape(text, token, loose):
        return mark, token.end()
    if first == "`" and "`" not in loose:
        return mark, token.end()
    return _inert(mark), token.end()


def _find_loose(text: str, tokens: list[re.Match[str]]) -> frozenset[str]:
    """Tell which of the marks that work in pairs could find a partner."""
    runs = {"*": 0, "_": 0, "`": 0}
    for token in tokens:
        mark = token[0]
        if mark[0] in runs and (mark[0] == "`" or not _is_idle(text, token)):
            runs[mark[0]] += 1 if len(mark) == 1 else 2
    found = {mark for mark, count in runs.items() if count > 1}
    return frozenset(found | ({"{"} if "}" in text else set()))


def _needs_escape(text: str, token: re.Match[str], loose: frozenset[str]) -> bool:
    return token[0][0] in loose and not _is_idle(text, token)


def _is_idle(text: str, token: re.Match[str]) -> bool:
    """Whether a run of `*` or `_` is no mark: alone, or inside a word for `_`."""
    before = text[token.start() - 1 : token.start()]
    after = text[token.end() : token.end() + 1]
    if token[0][0] == "_" and _is_word(before) and _is_word(after):
        return True
    is_alone = (not before or before.isspace()) and (not after or after.isspace())
    return is_alone and len(token[0]) == 1


def _is_word(character: str) -> bool:
    return character.isalnum()


def _link(address: str, start: int) -> tuple[str, int]:
    """Write a plain address as a link, without the punctuation that follows it."""
    bare = _trim(address)
    if _ENTITY.search(bare) or not bare.partition("://")[2]:
        bare = address
        shown = _escape_inline_plain(address)
        return shown, start + len(address)
    return f"<{bare}>", start + len(bare)


def _escape_inline_plain(text: str) -> str:
    return _MARK.sub(lambda match: _inert(match[0]), text)


def _trim(address: str) -> str:
    """Leave closing punctuation, and brackets opened before, out of *address*."""
    while address:
        last = address[-1]
        is_unpaired = last == ")" and address.count(")") > address.count("(")
        if last not in _CLOSING and not is_unpaired:
            return address
        address = address[:-1]
    return address

"""What is wrong with a template, in words that tell what there is instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import jinja2

from commentariat.engine.hooked import hook_problem
from commentariat.engine.template_blocks import PAIRED, Tag, unpaired_tag
from commentariat.engine.template_files import TemplateSource
from commentariat.engine.templates import LackingError, NotCalledError
from commentariat.engine.words import WordsError
from commentariat.errors import Problem, near_match
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.kinds import Kind, Message
from commentariat.site.views import Fields, View

_OF_JINJA = frozenset(jinja2.Environment().globals)
"""Functions that every template has; they are not listed beside its variables."""
_HIDDEN = frozenset(("chromed",))
"""Variables that shipped templates set for themselves."""
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '([^']*)'")
_ENDED = "Unexpected end of template"
_TAGS = (
    *PAIRED, "set", "elif", "else", "pluralize", "extends", "include", "import", "from",
)  # fmt: skip
_MOST = 80
"""Names that are listed: keys of what a site wrote may be many."""


def syntax_problem(
    fault: jinja2.TemplateSyntaxError, source: TemplateSource
) -> Problem:
    """Word a fault of syntax with the line of the template it is on."""
    if isinstance(fault, WordsError):
        return Problem(source.label, fault.lineno, fault.said)
    line = _source_line(source.text, fault.lineno)
    unknown = _UNKNOWN_TAG.match(fault.message or "")
    unpaired = unpaired_tag(source.text, fault.lineno)
    if unknown and not _is_end(unknown[1]):
        near = near_match(unknown[1], _TAGS)
        message = Kind.TEMPLATE_TAG.of(unknown[1], line, near)
    elif unpaired and (unknown or _ENDED in (fault.message or "")):
        return Problem(source.label, unpaired.line, _say_tag(unpaired))
    else:
        message = Kind.TEMPLATE_SYNTAX.of((fault.message or "").rstrip("."), line)
    return Problem(source.label, fault.lineno, message)


def _say_tag(tag: Tag) -> Message:
    if _is_end(tag.name):
        return Kind.TEMPLATE_STRAY.of(tag.text)
    return Kind.TEMPLATE_UNCLOSED.of(tag.text, f"{{% end{tag.name} %}}")


def _is_end(name: str) -> bool:
    return name.startswith("end") and name[3:] in PAIRED


def run_problem(
    fault: Exception,
    sources: Mapping[str, TemplateSource],
    name: str,
    hooks: HookFile = NO_HOOKS,
) -> Problem:
    """
    Word a fault met while rendering *name*, with the line of the template it is on.

    One of *hooks* is told by their own line, and by that of the template.
    """
    where, number = name, 0
    names = {source.label: key for key, source in sources.items()}
    there: Mapping[str, Any] = {}
    met: list[str] = []
    trace: TracebackType | None = fault.__traceback__
    while trace is not None:  # Jinja gives its frames the lines of the template
        file = trace.tb_frame.f_code.co_filename
        if file in names:
            where, number = names[file], trace.tb_lineno
            there = trace.tb_frame.f_locals
            met.append(where)
        trace = trace.tb_next
    source = sources[where]
    if isinstance(fault, jinja2.TemplateSyntaxError) and fault.filename in names:
        return syntax_problem(fault, sources[names[fault.filename]])
    hooked = hook_problem(fault, hooks, f"{source.label}:{number}")
    if hooked is not None:
        return hooked
    line = _source_line(source.text, number)
    message = _say(fault, line, there, met)
    return Problem(source.label, number, message)


def _say(
    fault: Exception, line: str, there: Mapping[str, Any], met: list[str]
) -> Message:
    """Say what *fault* is, met in *line* where such variables are *there*."""
    if isinstance(fault, RecursionError) and met:
        return Kind.TEMPLATE_ENDLESS.of(", ".join(sorted({*met[-50:]})), line)
    if isinstance(fault, LackingError) and line:
        if fault.is_variable:
            return _say_variable(fault.name, line, there)
        known = _names_of(fault.of)
        owner = _owner(fault, line)
        if fault.of is None:
            test = f"{{% if {owner} %}}"
            return Kind.OF_NONE.of(owner, fault.name, line, test)
        if isinstance(fault.of, str | int | tuple | list):
            return Kind.OF_PLAIN.of(owner, _what(fault.of), fault.name, line)
        if known:
            near = near_match(fault.name, known)
            return Kind.NO_ATTRIBUTE.of(owner, fault.name, _list(known), line, near)
    if isinstance(fault, NotCalledError) and line:
        return Kind.NOT_CALLED.of(line)
    reason = str(fault).rstrip(".") or type(fault).__name__
    if not line:
        return Kind.TEMPLATE_FAILED_OUTSIDE.of(reason)
    return Kind.TEMPLATE_FAILED.of(reason, line)


def _say_variable(name: str, line: str, there: Mapping[str, Any]) -> Message:
    own = sorted(there.keys() - _OF_JINJA - _HIDDEN)
    known = [one for one in own if not callable(there[one])]
    fields = {one: f"page.{one}" for one in _names_of(there.get("page"))}
    near = near_match(name, [*fields, *own])
    return Kind.NO_VARIABLE.of(name, _list(known), line, fields.get(near, near))


def _owner(fault: LackingError, line: str) -> str:
    """Name what lacks it as the *line* does, else by what it is."""
    found = re.search(rf"([\w.]+)\.{re.escape(fault.name)}\b", line)
    return found[1] if found else f"the {type(fault.of).__name__}"


def _what(value: object) -> str:
    """Say what *value* is, of which a template knows no names."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int):
        return "a number"
    return "a text" if isinstance(value, str) else "a list"


def _names_of(value: object) -> list[str]:
    """Name all that a template can ask *value* for, where that is one of ours."""
    if isinstance(value, Fields):
        return dir(value)
    if isinstance(value, View):
        return [one for one in dir(type(value)) if not one.startswith("_")]
    if isinstance(value, dict):
        return sorted(key for key in value if isinstance(key, str))
    return []


def _list(names: list[str]) -> str:
    more = ", …" if len(names) > _MOST else ""
    return f"{', '.join(names[:_MOST])}{more}"


def _source_line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""

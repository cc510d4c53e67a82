"""What is wrong with a template, in words that tell what there is instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import jinja2

from commentariat.engine.hooked import hook_problem
from commentariat.engine.template_files import TemplateSource
from commentariat.engine.templates import LackingError
from commentariat.engine.words import WordsError
from commentariat.errors import Problem, near_match
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.kinds import Kind, Message
from commentariat.site.views import Fields, View

_OF_JINJA = frozenset(jinja2.Environment().globals)
"""Functions that every template has; they are not listed beside its variables."""
_MOST = 80
"""Names that are listed: keys of what a site wrote may be many."""


def syntax_problem(
    fault: jinja2.TemplateSyntaxError, source: TemplateSource
) -> Problem:
    """Word a fault of syntax with the line of the template it is on."""
    if isinstance(fault, WordsError):
        return Problem(source.label, fault.lineno, fault.said)
    line = _source_line(source.text, fault.lineno)
    message = Kind.TEMPLATE_SYNTAX.of(fault.message, line)
    return Problem(source.label, fault.lineno, message)


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
        if known:
            owner = _owner(fault, line)
            near = near_match(fault.name, known)
            return Kind.NO_ATTRIBUTE.of(owner, fault.name, _list(known), line, near)
    reason = str(fault) or type(fault).__name__
    if not line:
        return Kind.TEMPLATE_FAILED_OUTSIDE.of(reason)
    return Kind.TEMPLATE_FAILED.of(reason, line)


def _say_variable(name: str, line: str, there: Mapping[str, Any]) -> Message:
    own = sorted(there.keys() - _OF_JINJA)
    known = [one for one in own if not callable(there[one])]
    fields = {one: f"page.{one}" for one in _names_of(there.get("page"))}
    near = near_match(name, [*fields, *own])
    return Kind.NO_VARIABLE.of(name, _list(known), line, fields.get(near, near))


def _owner(fault: LackingError, line: str) -> str:
    """Name what lacks it as the *line* does, else by what it is."""
    found = re.search(rf"([\w.]+)\.{re.escape(fault.name)}\b", line)
    return found[1] if found else f"the {type(fault.of).__name__}"


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

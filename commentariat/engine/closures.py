"""What each template is made of, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

import jinja2
from jinja2.meta import find_referenced_templates

from commentariat.engine.fragments import find_fragments
from commentariat.engine.program import program_digest
from commentariat.engine.template_files import TemplateSource
from commentariat.engine.templates import make_environment
from commentariat.engine.words import WordsError
from commentariat.errors import Problem, near_match
from commentariat.kinds import Kind


class Closures:
    """
    What each template is made of: itself and all that it extends or includes.

    A template is parsed when somebody asks for it: to parse all takes long.
    """

    def __init__(self, sources: Mapping[str, TemplateSource]) -> None:
        self.sources = sources
        self._environment = make_environment(sources)
        self._references = cache(self._find)
        self._digests: dict[str, str] = {}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with any of them."""
        return [one for name in self.sources for one in self._references(name)[1]]

    def _find(self, name: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        source = self.sources.get(name)
        if source is None:
            return (), ()
        try:
            tree = self._environment.parse(source.text)
        except jinja2.TemplateSyntaxError as fault:
            return (), (syntax_problem(fault, source),)
        found: list[str] = []
        problems: list[Problem] = []
        references = [(other, 1) for other in find_referenced_templates(tree)]
        for other, line in (*references, *find_fragments(tree)):
            if other is None:
                message = Kind.NO_TEMPLATE_NAME.of()
                problems.append(Problem(source.label, line, message))
            elif other not in self.sources:
                line = _line_with(source.text, other)
                near = near_match(other, self.sources)
                message = Kind.NO_TEMPLATE.of(other, near)
                problems.append(Problem(source.label, line, message))
            else:
                found.append(other)
        return tuple(found), tuple(problems)

    def names(self, name: str) -> tuple[str, ...]:
        """All templates that *name* is made of, sorted, itself among them."""
        seen = {name}
        left = [name]
        while left:
            for other in self._references(left.pop())[0]:
                if other not in seen:
                    seen.add(other)
                    left.append(other)
        return tuple(sorted(seen))

    def digest(self, name: str) -> str:
        """Digest all that *name* is made of, and the program that fills it."""
        found = self._digests.get(name)
        if found is None:
            digest = hashlib.blake2b(program_digest().encode(), digest_size=8)
            for other in self.names(name):
                text = self.sources[other].text if other in self.sources else ""
                digest.update(f"{other}\0{text}\0".encode())
            found = self._digests[name] = digest.hexdigest()
        return found


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
    fault: Exception, sources: Mapping[str, TemplateSource], name: str
) -> Problem:
    """Word a fault met while rendering *name*, with the line of the template it is on."""
    where, number = name, 0
    names = {source.label: key for key, source in sources.items()}
    trace = fault.__traceback__
    while trace is not None:  # Jinja gives its frames the lines of the template
        file = trace.tb_frame.f_code.co_filename
        if file in names:
            where, number = names[file], trace.tb_lineno
        trace = trace.tb_next
    source = sources[where]
    line = _source_line(source.text, number)
    reason = str(fault) or type(fault).__name__
    if not line:
        return Problem(source.label, number, Kind.TEMPLATE_FAILED_OUTSIDE.of(reason))
    return Problem(source.label, number, Kind.TEMPLATE_FAILED.of(reason, line))


def _source_line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _line_with(text: str, word: str) -> int:
    position = text.find(word)
    return text.count("\n", 0, position) + 1 if position >= 0 else 1

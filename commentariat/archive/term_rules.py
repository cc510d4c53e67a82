"""
The syntax of content/terms.txt: what editors settle of terms, a rule a line.

Front matter keeps what a source said; rules act where the archive is judged. Lines are
independent of each other, so that git merges those of two people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final, NoReturn

import msgspec

from commentariat.archive.conflicts import is_conflict
from commentariat.archive.folders import TERM_RULES
from commentariat.archive.slugs import slugify
from commentariat.archive.text import UNSHOWABLE, compose, plain_text
from commentariat.errors import Problem, WrongValueError, near_match
from commentariat.facets import Facet
from commentariat.kinds import Kind, Message

SERIES, YEARS, FILES = "series", "years", "files"
"""What a condition asks for."""


class RuleKind(StrEnum):
    """What a rule does, by the word that it begins with."""

    RENAME = "rename"
    MERGE = "merge"
    MOVE = "move"
    SPLIT = "split"
    IN_SERIES = "in series"
    """Of the pieces of a series alone, `FACET "A" in series "S" is "B"`."""
    APART = "not the same"


FORMS: Final = {
    RuleKind.RENAME: 'rename FACET "OLD" to "NEW"',
    RuleKind.MERGE: 'merge FACET "NAME" into "OTHER"',
    RuleKind.MOVE: 'move FACET "NAME" to FACET',
    RuleKind.SPLIT: 'split FACET "NAME" to "NEW" where series "SERIES" (or years '
    '1990-1995, or files "articles/a.md")',
    RuleKind.IN_SERIES: 'FACET "NAME" in series "SERIES" is "OTHER"',
    RuleKind.APART: 'not the same FACET "NAME" "OTHER"',
}
"""How each is written."""
HEAD: Final = """\
# What editors settled of terms, a line each: names, and nothing in the files of pieces.
# See docs/how-to/terms.md; take a line away, and it is as if it had never been.
"""
"""What stands above the rules of a file that a command begins."""


class Condition(msgspec.Struct, frozen=True, order=True):
    """Which of the pieces that have a term a rule means."""

    of: str
    """`series`, `years` or `files`."""
    values: tuple[str, ...]
    """The name of the series; the first and the last year; files, from content/."""


class TermRule(msgspec.Struct, frozen=True, order=True):
    """One line."""

    kind: RuleKind
    facet: str
    """Name of the facet whose terms it means."""
    names: tuple[str, ...]
    """The name that it changes; of two that are not the same, both."""
    target: str = ""
    """The name that takes its place, or the name of a facet."""
    condition: Condition | None = None
    line: int = 0
    """Counted from 1; 0: it stands in no file yet."""

    @property
    def location(self) -> str:
        """Say where it stands, as messages do: file and line."""
        return f"{TERM_RULES}:{self.line}" if self.line else TERM_RULES

    def __str__(self) -> str:
        return write_rule(self)


class Rules(msgspec.Struct, frozen=True):
    """All that a file says, and what is wrong with it."""

    rules: tuple[TermRule, ...] = ()
    """Those that are sound, each once, in the order of their lines."""
    problems: tuple[Problem, ...] = ()

    @staticmethod
    def write(rule: TermRule) -> str:
        """Write *rule* as a line, without its end: what it is read from, to the letter."""
        return write_rule(rule)

    def apart(self, facet: str) -> frozenset[frozenset[str]]:
        """Give the pairs of names of *facet* that editors said are not the same."""
        return frozenset(
            frozenset(rule.names)
            for rule in self.rules
            if rule.kind is RuleKind.APART and rule.facet == facet
        )


def term_key(facet: Facet, name: str) -> str:
    """
    Tell by what two spellings are one term, where no file says otherwise: its slug.

    So capitals, accents and the form of letters make no other term.
    """
    if facet.is_of_date:
        return slugify(name)
    return slugify(facet.slugged.get(name) or facet.labels.get(name, name))


def write_rule(rule: TermRule) -> str:
    """Write *rule* as a line, without its end."""
    first, target = _quote(rule.names[0]), _quote(rule.target)
    if rule.kind is RuleKind.RENAME:
        return f"rename {rule.facet} {first} to {target}"
    if rule.kind is RuleKind.MERGE:
        return f"merge {rule.facet} {first} into {target}"
    if rule.kind is RuleKind.MOVE:
        return f"move {rule.facet} {first} to {rule.target}"
    if rule.kind is RuleKind.APART:
        return f"not the same {rule.facet} {' '.join(map(_quote, rule.names))}"
    assert rule.condition is not None
    values = rule.condition.values
    if rule.kind is RuleKind.IN_SERIES:
        return f"{rule.facet} {first} in series {_quote(values[0])} is {target}"
    if rule.condition.of == YEARS:
        where = "-".join(dict.fromkeys(values))
    else:
        where = " ".join(map(_quote, values))
    return f"split {rule.facet} {first} to {target} where {rule.condition.of} {where}"


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def parse_rules(text: str, facets: Iterable[Facet], source: str = TERM_RULES) -> Rules:
    """
    Read a rule from each line of *text*; what stands behind `#` is a note.

    The same rule twice (two branches merged) counts once. Where two contradict each
    other, or lead in a circle, neither can be told right: both are left out, and named.
    """
    known = {facet.name: facet for facet in facets}
    found: dict[TermRule, TermRule] = {}
    problems: list[Problem] = []
    lines = plain_text(text).split("\n")
    for number, line in enumerate(lines, 1):
        try:
            rule = _parse_line(line, known, number)
        except WrongValueError as fault:
            problems.append(Problem(TERM_RULES, number, fault.message))
            continue
        if rule is not None:
            found.setdefault(_unplaced(rule, known), rule)
    rules = tuple(found.values())

    def key_of(facet: str, name: str) -> str:
        return term_key(known[facet], name)

    wrong = dict(find_contradictions(rules, key_of))
    kept = tuple([rule for rule in rules if rule not in wrong])
    if not any(map(is_conflict, lines)):  # whose sides contradict each other
        problems += wrong.values()
    return Rules(kept, tuple(sorted(set(problems))))


def _unplaced(rule: TermRule, facets: dict[str, Facet]) -> TermRule:
    """Give *rule* without its line, so that the same twice is told."""
    if rule.kind is RuleKind.APART:  # whichever is named first
        names = tuple(sorted(rule.names))
        return msgspec.structs.replace(rule, line=0, names=names)
    return msgspec.structs.replace(rule, line=0)


# --- a line -----------------------------------------------------------------------------

_TOKEN = re.compile(
    r"""\s*(?:(?P<note>\#.*)|"(?P<text>(?:[^"\\]|\\.)*)"(?=[\s#]|$)|(?P<word>[^\s"#]+))"""
)
_ESCAPED = re.compile(r"\\(.)")
_YEARS = re.compile(r"([0-9]{4})(?:[-–]([0-9]{4}))?")


class _Token(msgspec.Struct, frozen=True):
    text: str
    is_quoted: bool


def _tokens(line: str) -> list[_Token]:
    found: list[_Token] = []
    place, end = 0, len(line.rstrip())
    while place < end:
        match = _TOKEN.match(line, place)
        if match is None:
            raise WrongValueError(Kind.RULE_QUOTES.of(line[place:].strip()))
        place = match.end()
        if match["note"] is not None:
            break
        if match["word"] is not None:
            found.append(_Token(match["word"], False))
        else:
            found.append(_Token(_ESCAPED.sub(_unescape, match["text"]), True))
    return found


def _unescape(match: re.Match[str]) -> str:
    return "\n" if match[1] == "n" else match[1]


class _Line:
    """The tokens of a line, taken one by one as the form of a rule has them."""

    def __init__(self, kind: RuleKind, tokens: list[_Token], line: str) -> None:
        self.kind = kind
        self.rest = tokens
        self.line = line

    def refuse(self) -> NoReturn:
        """Say how such a rule is written."""
        raise WrongValueError(Kind.NOT_RULE.of(FORMS[self.kind], self.line.strip()))

    def take(self, *, is_quoted: bool) -> str:
        if not self.rest or self.rest[0].is_quoted != is_quoted:
            self.refuse()
        return self.rest.pop(0).text

    def words(self, *expected: str) -> None:
        for word in expected:
            if self.take(is_quoted=False) != word:
                self.refuse()

    def name(self) -> str:
        """Take a name, in Unicode's composed form, without blanks at its ends."""
        text = compose(self.take(is_quoted=True).strip())
        unshowable = UNSHOWABLE.search(text)
        if unshowable:
            raise WrongValueError(Kind.UNSHOWABLE.of(f"{ord(unshowable[0]):04X}"))
        if not text:
            raise WrongValueError(Kind.RULE_NO_NAME.of())
        return text

    def facet(self, known: dict[str, Facet]) -> str:
        name = self.take(is_quoted=False)
        facet = known.get(name)
        if facet is None:
            others = [one.name for one in known.values() if not one.is_of_date]
            near = near_match(name, others)
            raise WrongValueError(Kind.RULE_NO_FACET.of(name, near))
        if facet.is_of_date:
            raise WrongValueError(Kind.RULE_OF_DATE.of(facet.name))
        return name

    def end(self) -> None:
        if self.rest:
            self.refuse()


def _parse_line(line: str, known: dict[str, Facet], number: int) -> TermRule | None:
    if is_conflict(line):
        raise WrongValueError(Kind.CONFLICT_MERGED.of())
    tokens = _tokens(line)
    if not tokens:
        return None
    begin = [one.text for one in tokens if not one.is_quoted]
    for kind, parse in _PARSERS.items():
        words = kind.value.split()
        if begin[: len(words)] == words:
            return parse(_Line(kind, tokens[len(words) :], line), known, number)
    if len(tokens) > 2 and [one.text for one in tokens[2:4]] == ["in", "series"]:
        return _parse_in_series(_Line(RuleKind.IN_SERIES, tokens, line), known, number)
    words = list(dict.fromkeys(kind.value for kind in _PARSERS))
    near = near_match(begin[0], words) if begin else ""
    raise WrongValueError(Kind.UNKNOWN_RULE.of(line.strip(), near))


def _parse_named(line: _Line, known: dict[str, Facet], number: int) -> TermRule:
    facet, old = line.facet(known), line.name()
    line.words("to" if line.kind is RuleKind.RENAME else "into")
    new = line.name()
    line.end()
    if new == old:
        raise WrongValueError(Kind.RULE_OF_ONE.of(old))
    return TermRule(line.kind, facet, (old,), new, line=number)


def _parse_move(line: _Line, known: dict[str, Facet], number: int) -> TermRule:
    facet, name = line.facet(known), line.name()
    line.words("to")
    target = line.facet(known)
    line.end()
    if target == facet:
        raise WrongValueError(Kind.RULE_OF_ONE.of(facet))
    return TermRule(line.kind, facet, (name,), target, line=number)


def _parse_apart(line: _Line, known: dict[str, Facet], number: int) -> TermRule:
    facet, names = line.facet(known), (line.name(), line.name())
    line.end()
    if names[0] == names[1]:
        raise WrongValueError(Kind.RULE_OF_ONE.of(names[0]))
    return TermRule(line.kind, facet, names, line=number)


def _parse_split(line: _Line, known: dict[str, Facet], number: int) -> TermRule:
    facet, name = line.facet(known), line.name()
    line.words("to")
    new = line.name()
    line.words("where")
    of = line.take(is_quoted=False)
    if of == SERIES:
        condition = Condition(SERIES, (line.name(),))
    elif of == YEARS:
        condition = Condition(YEARS, _years(line))
    elif of == FILES:
        files = [line.name().removeprefix("content/")]
        while line.rest:
            files.append(line.name().removeprefix("content/"))
        condition = Condition(FILES, tuple(dict.fromkeys(files)))
    else:
        line.refuse()
    line.end()
    return _of_some(line, known[facet], name, new, condition, number)


def _parse_in_series(line: _Line, known: dict[str, Facet], number: int) -> TermRule:
    facet, name = line.facet(known), line.name()
    line.words("in", "series")
    condition = Condition(SERIES, (line.name(),))
    line.words("is")
    new = line.name()
    line.end()
    return _of_some(line, known[facet], name, new, condition, number)


def _of_some(
    line: _Line, facet: Facet, name: str, new: str, condition: Condition, number: int
) -> TermRule:
    if term_key(facet, name) == term_key(facet, new):
        raise WrongValueError(Kind.RULE_OF_ONE.of(new))  # pages would be one, too
    return TermRule(line.kind, facet.name, (name,), new, condition, number)


def _years(line: _Line) -> tuple[str, ...]:
    found = _YEARS.fullmatch(line.take(is_quoted=False))
    if found is None:
        line.refuse()
    first, last = found[1], found[2] or found[1]
    if last < first:
        raise WrongValueError(Kind.RULE_YEARS.of(first, last))
    return first, last


_Parse = Callable[[_Line, dict[str, Facet], int], TermRule]
_PARSERS: Final[dict[RuleKind, _Parse]] = {
    RuleKind.RENAME: _parse_named,
    RuleKind.MERGE: _parse_named,
    RuleKind.MOVE: _parse_move,
    RuleKind.SPLIT: _parse_split,
    RuleKind.APART: _parse_apart,
}


# --- what contradicts -------------------------------------------------------------------

NAMING: Final = (RuleKind.RENAME, RuleKind.MERGE)
"""Kinds that give a term another name, in all its pieces."""
KeyOf = Callable[[str, str], str]
"""Gives the key of a term by its facet and any of its names."""


def find_contradictions(
    rules: Iterable[TermRule], key_of: KeyOf
) -> Iterator[tuple[TermRule, Problem]]:
    """
    Name the *rules* that say two things of one term, or lead in a circle.

    Which names are one term, *key_of* tells.
    """
    told = list(rules)
    rules = [rule for rule in told if rule.kind is not RuleKind.APART]
    wrong: set[TermRule] = set()

    def refuse(
        rule: TermRule, message: Message, line: int = 0
    ) -> tuple[TermRule, Problem]:
        wrong.add(rule)
        return rule, Problem(TERM_RULES, line or rule.line, message)

    first: dict[tuple[str, str, object], TermRule] = {}
    for rule in rules:
        old, new = _ends(rule, key_of)
        group: object = rule.condition or ("name" if rule.kind in NAMING else "facet")
        if old == new:  # it says how the name is written, and leads nowhere
            group = rule.names
        other = first.setdefault((*old, group), rule)
        is_same = rule.target == other.target or rule.kind not in NAMING
        if other is not rule and not (is_same and _ends(other, key_of)[1] == new):
            for one, two in ((other, rule), (rule, other)):
                message = Kind.RULE_TWICE.of(
                    two.line, rule.names[0], other.target, rule.target
                )
                yield refuse(one, message)
    for kinds in (NAMING, (RuleKind.MOVE,)):
        sound = [rule for rule in rules if rule.kind in kinds and rule not in wrong]
        for circle in _circles(_leads_of(sound, key_of), key_of):
            way = " → ".join(f"line {rule.line}" for rule in circle)
            last = max(circle, key=lambda rule: rule.line)
            message = Kind.RULE_CIRCLE.of(last.names[0], way)
            for rule in circle:
                yield refuse(rule, message, last.line)
    named = [rule for rule in rules if rule.kind in NAMING and rule not in wrong]
    leads = _leads_of(named, key_of)
    for rule in rules:
        if rule.condition is None or rule in wrong:
            continue
        old, new = _ends(rule, key_of)
        ways = _way(old, leads, key_of), _way(new, leads, key_of)
        if ways[0][-1] == ways[1][-1]:
            undone = leads.get(new) or leads.get(old)
            if undone is None:
                yield refuse(rule, Kind.RULE_OF_ONE.of(rule.target))
            else:
                message = Kind.RULE_UNDONE.of(rule.names[0], rule.target, undone.line)
                yield refuse(rule, message)
    for rule in told:
        if rule.kind is not RuleKind.APART:
            continue
        places = [(rule.facet, key_of(rule.facet, name)) for name in rule.names]
        led = [_way(place, leads, key_of) for place in places]
        leading = [leads[at] for way in led for at in way[:-1]]
        if leading and led[0][-1] == led[1][-1]:
            joint = max(leading, key=lambda one: one.line)
            message = Kind.RULE_APART.of(
                rule.names[0], rule.names[1], joint.line, rule.line
            )
            for refused in (rule, joint):
                yield refuse(refused, message, max(rule.line, joint.line))


_End = tuple[str, str]
_Leads = dict[_End, TermRule]


def _ends(rule: TermRule, key_of: KeyOf) -> tuple[_End, _End]:
    """Tell what *rule* leads from, and to: facets, and keys of terms in them."""
    old = rule.facet, key_of(rule.facet, rule.names[0])
    if rule.kind is RuleKind.MOVE:
        return old, (rule.target, key_of(rule.target, rule.names[0]))
    return old, (rule.facet, key_of(rule.facet, rule.target))


def _leads_of(rules: Iterable[TermRule], key_of: KeyOf) -> _Leads:
    ends = [(rule, *_ends(rule, key_of)) for rule in rules]
    return {old: rule for rule, old, new in ends if old != new}


def _way(start: _End, leads: _Leads, key_of: KeyOf) -> list[_End]:
    """List all that *start* is led on to, in no circle any more."""
    way = [start]
    while way[-1] in leads:
        way.append(_ends(leads[way[-1]], key_of)[1])
    return way


def _circles(leads: _Leads, key_of: KeyOf) -> Iterator[list[TermRule]]:
    """Find the rules that lead back to where they begin, each circle once."""
    done: set[_End] = set()
    for start in leads:
        way: list[_End] = []
        at = start
        while at in leads and at not in done:
            done.add(at)
            way.append(at)
            at = _ends(leads[at], key_of)[1]
        if at in way:
            yield [leads[one] for one in way[way.index(at) :]]

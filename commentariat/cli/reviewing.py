"""The walk through points on a terminal, or on a pipe."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from commentariat.archive.folders import RAW
from commentariat.archive.text import show_characters
from commentariat.cli.printing import counted
from commentariat.intake.decisions.decision import (
    ANSWERED,
    Decision,
    DecisionKey,
    Verdict,
)
from commentariat.intake.decisions.point import NameSide, Point
from commentariat.intake.review.hints import hint_of
from commentariat.intake.review.session import (
    DecisionChange,
    Session,
    VerdictError,
    decide,
    decide_alike,
    find_alike,
    skip,
    undo,
    withdraw,
)
from commentariat.pipeline.piece import Piece, file_of

_HELP = """\
  a  accept the words proposed            A  accept this and all later ones of its kind
  r  reject: the file's words stay        R  reject this and all later ones of its kind
  e  edit: `e new words`, or `e` alone; for a question it is the answer
  d  dismiss a question: it is right as it is, and not asked again (D: all of its kind)
  a  of two names: a is a spelling of b   b  b is one of a      n  they are not the same
  a  of two pieces: a translates b        b  b translates a     n  neither does
  x  take back what is decided of this point
  s  skip, or an empty line (l: later)    u  undo the last decision
  v  view the piece: its dek and its text
  q  stop here                            ?  this help"""
# What turns the direction of what follows: shown by name, for it can hide words.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Walk:
    """A session with an editor who types; every decision is saved as it is made."""

    def __init__(
        self,
        points: Sequence[Point],
        decided: Mapping[DecisionKey, Decision],
        read: Callable[[Point], Piece],
        save: Callable[[Sequence[DecisionChange]], object],
        take_back: Callable[[], object],
    ) -> None:
        self.session = Session(tuple(points), decided)
        self.read = read
        self.save = save
        self.take_back = take_back
        self.skipped = 0
        self.console = Console(highlight=False, soft_wrap=True)

    def run(self) -> tuple[DecisionChange, ...]:
        """Ask about one point after the other; give all the changes made."""
        commands: dict[str, Callable[[str], bool]] = {
            "a": lambda _: self._accept(),
            "b": lambda _: self._decide_of_two(1, Verdict.B_INTO_A),
            "n": lambda _: self._decide_of_two(2, Verdict.NOT_SAME),
            "r": lambda _: self._decide(Verdict.REJECT),
            "d": lambda _: self._decide(Verdict.DISMISS),
            "e": self._edit,
            "A": lambda _: self._all(Verdict.ACCEPT),
            "R": lambda _: self._all(Verdict.REJECT),
            "D": lambda _: self._all(Verdict.DISMISS),
            "x": lambda _: self._take(lambda: withdraw(self.session)),
            "s": lambda _: self._skip(),
            "l": lambda _: self._skip(),
            "": lambda _: self._skip(),
            "u": lambda _: self._undo(),
            "v": lambda _: self._view(),
        }
        is_shown = False
        while self.session.current is not None:
            if not is_shown:
                self._show(self.session.current)
            words = self._ask(_prompt_for(self.session.current))
            key, _, rest = (words or "").strip().partition(" ")
            if words is None or key in ("q", "quit"):
                break
            if key in ("?", "h", "help"):
                print(_HELP)
                is_shown = True
            elif key not in commands:
                print(f"no key is called {key!r}; ? shows them all")
                is_shown = True
            else:
                is_shown = not commands[key](rest.strip())
        self._sum_up()
        return self._changes()

    # -- What is shown ------------------------------------------------------------

    def _show(self, point: Point) -> None:
        number, total = self.session.at + 1, len(self.session.points)
        is_told = not point.is_question or point.confidence < 1
        sure = f" · {point.confidence:.2f}" if is_told else ""
        where = _place_of(point)
        where += f":{point.line}" if point.line else ""
        where += f":{point.column}" if point.column else ""
        head = f"{number} of {total} · {point.kind}{sure} · {where}"
        self.console.print()
        self.console.print(Text(_fit(head), "bold"))
        if point.title:
            self.console.print(Text(f"  {_fit(point.title)}", "dim"))
        for line in _body_of(point):
            self.console.print(line)
        if point.is_question and not point.before and point.pair is None:
            begins = self.read(point).beginning
            if begins:
                self.console.print(Text(f"  it begins: {_fit(begins)}", "dim"))
        if point.decision is not None:
            told = f"  decided: {point.decision.verdict}"
            self.console.print(Text(told, "yellow"))

    def _ask(self, prompt: str) -> str | None:
        """Read a line; None where there is none any more."""
        print(prompt, end="", flush=True)
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            print()
            return None
        if not sys.stdin.isatty():
            print(line.rstrip("\n"))  # so that what is kept of a pipe can be read
        return line

    # -- What is done: each tells whether the next point is to be shown -------------

    def _accept(self) -> bool:
        return self._decide_of_two(0, Verdict.ACCEPT)

    def _decide_of_two(self, which: int, otherwise: Verdict) -> bool:
        """Decide by the verdict *which* of those that two names or pieces take."""
        point = self.session.current
        if point is None or point.pair is None:
            return self._decide(otherwise)
        return self._decide([*point.pair.lines, otherwise][which])

    def _decide(self, verdict: Verdict, after: str = "") -> bool:
        return self._take(lambda: decide(self.session, verdict, after))

    def _edit(self, words: str) -> bool:
        point = self.session.current
        assert point is not None
        is_answer = point.is_question
        if is_answer and point.kind not in ANSWERED:
            print(hint_of(point))
            return False
        if not words:
            asked = self._ask("  the words that are to stand there: ")
            words = (asked or "").strip()
        if not words:
            print("nothing was typed; the point is as it was")
            return False
        return self._decide(Verdict.ANSWER if is_answer else Verdict.EDIT, words)

    def _all(self, verdict: Verdict) -> bool:
        point = self.session.current
        assert point is not None
        alike = find_alike(self.session)
        question = (
            f"  {verdict} {counted(len(alike), 'point')} of kind {point.kind!r}? [y/n] "
        )
        if (self._ask(question) or "").strip().lower() not in ("y", "yes"):
            print("nothing was decided")
            return False
        return self._take(lambda: decide_alike(self.session, verdict))

    def _take(self, step: Callable[[], Session]) -> bool:
        try:
            after = step()
            self.save(after.history[-1].changes)
        except VerdictError as fault:
            print(str(fault))
            return False
        self.session = after
        return True

    def _skip(self) -> bool:
        self.session = skip(self.session)
        self.skipped += 1
        return True

    def _undo(self) -> bool:
        try:
            before = undo(self.session)
            self.take_back()
        except VerdictError as fault:
            print(str(fault))
            return False
        changes = self.session.history[-1].changes
        self.session = before
        print(f"taken back: {counted(len(changes), 'decision')}")
        return True

    def _view(self) -> bool:
        """Show the whole piece, and ask again."""
        point = self.session.current
        assert point is not None
        piece = self.read(point)
        self.console.print()
        self.console.print(Text(f"  {file_of(point)}", "bold"))
        for paragraph in (piece.dek, *piece.body.split("\n\n")):
            lines = filter(str.strip, paragraph.split("\n"))
            for line in lines:
                self.console.print(Text(f"  {_fit(line)}"))
            self.console.print()
        return False

    # -- What came of it --------------------------------------------------------------

    def _changes(self) -> tuple[DecisionChange, ...]:
        return tuple(one for entry in self.session.history for one in entry.changes)

    def _sum_up(self) -> None:
        verdicts = Counter(
            str(change.new.verdict) if change.new else "taken back"
            for change in self._changes()
        )
        told = [f"{verdict} {verdicts[verdict]}" for verdict in sorted(verdicts)]
        told += [f"skipped {self.skipped}"] if self.skipped else []
        left = len(self.session.points) - self.session.at
        told += [f"not seen {left}"] if left else []
        print(f"\n{', '.join(told) or 'nothing decided'}")


def _place_of(point: Point) -> str:
    if point.pair is not None:
        return point.pair.facet
    return f"{RAW}/{point.file}" if point.file else point.article


def _prompt_for(point: Point) -> str:
    if point.pair is not None:
        says = ("[a]", "[b]", "[n]")
        told = zip(says, point.pair.lines, strict=False)
        verdicts = " ".join(f"{key} {verdict}" for key, verdict in told)
        verdicts = verdicts.replace("[n] no", "[n]o")
        return (
            f"{verdicts} [l]ater [u]ndo [v]iew "
            f"{'[x] take back ' if point.decision else ''}[q]uit [?] "
        )
    if not point.file:
        return "[s]kip [u]ndo [v]iew [q]uit [?] "
    if not point.verdicts:
        return "[x] take back [s]kip [u]ndo [v]iew [q]uit [?] "
    if point.is_question:
        answer = "[e] answer " if point.kind in ANSWERED else ""
        return f"{answer}[d]ismiss [s]kip [u]ndo [v]iew [q]uit [?] "
    return (
        "[a]ccept [r]eject [e]dit [s]kip [A]ll [R]eject all [u]ndo [v]iew [q]uit [?] "
    )


def _side_of(letter: str, side: NameSide) -> Iterator[Text]:
    """Show one of two names, and what the archive has under it."""
    head = Text(f"  {letter}  ")
    head.append(_fit(side.name), "bold")
    years = f"{side.first}–{side.last}" if side.first != side.last else side.first
    told = [counted(side.articles, "article"), *filter(None, [years])]
    head.append(f"  {', '.join(told)}", "dim")
    yield head
    for title in side.titles:
        yield Text(f"       {_fit(title)}")


def _body_of(point: Point) -> list[Text]:
    if not point.is_question:
        line = Text("  ")
        line.append(f"…{_fit(point.left)}" if point.left else "")
        line.append(f"[{_fit(point.before)}]", "bold red")
        line.append(f"{_fit(point.right)}…" if point.right else "")
        change = Text("  ")
        change.append(_fit(point.before), "red")
        change.append(" → ")
        change.append(_fit(point.after), "green")
        for other in point.others:
            change.append(" or ")
            change.append(_fit(other), "green")
        return [line, change]
    lines = [Text(f"  {_fit(point.question)}")]
    if point.pair is not None:
        lines += [Text(f"  {_fit(one)}") for one in point.pair.evidence]
        lines += [*_side_of("a", point.pair.a), *_side_of("b", point.pair.b)]
        lines += [Text(f"  {_fit(one)}", "green") for one in point.pair.lines.values()]
    if point.before:
        lines.append(Text(f"  “{_fit(point.before)}…”", "cyan"))
    lines.append(Text(f"  {hint_of(point)}", "dim"))
    return lines


def _fit(text: str) -> str:
    """Make *text* fit for a terminal: what commands it is shown by name."""
    named = show_characters(text).replace("\n", " ").replace("\t", " ")
    return _TURNING.sub(lambda match: f"U+{ord(match[0]):04X}", named)

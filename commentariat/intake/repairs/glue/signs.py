"""Signs: small questions about a candidate, and what puts them together in a row."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodDescriptorType
from typing import Any, TypeAlias

import msgspec

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.vocabulary import WHOLE

Test = Callable[[Candidate], bool]
"""A question about a candidate."""
WordTest = Callable[..., bool]
"""A question about a word: `str.islower`, `Scope.is_part`, or one of those below."""
Value = str | int | float
"""A number or a list of words that a row gives to a sign."""


class Ask(msgspec.Struct, frozen=True):
    """A test of one side of a candidate, with the values of a row."""

    side: str
    """The field of the candidate; empty for the whole candidate."""
    test: Callable[..., bool]
    """A method of str, or else a question about a word in a scope."""
    values: tuple[Value, ...]
    """At most one."""

    def bind(self) -> Test:
        """Make one test of it, as quick as if it were written out."""
        bare = isinstance(self.test, MethodDescriptorType)
        if not self.values:
            return _BINDERS[self.side, bare](self.test)
        (value,) = self.values
        if self.test is long:
            return _LONG_BINDERS[self.side](value)
        return _VALUE_BINDERS[self.side, bare](self.test, value)


_BINDERS: dict[tuple[str, bool], Callable[[Callable[..., bool]], Test]] = {
    ("", False): lambda test: test,
    ("left", True): lambda test: lambda one: test(one.left),
    ("right", True): lambda test: lambda one: test(one.right),
    ("word", True): lambda test: lambda one: test(one.word),
    ("left", False): lambda test: lambda one: test(one.scope, one.left),
    ("right", False): lambda test: lambda one: test(one.scope, one.right),
    ("word", False): lambda test: lambda one: test(one.scope, one.word),
    ("extra", False): lambda test: lambda one: test(one.scope, one.extra),
}
"""By side, and by whether the word alone is asked: no look-up is left for the tests."""
_VALUE_BINDERS: dict[tuple[str, bool], Callable[[Callable[..., bool], Value], Test]] = {
    ("", False): lambda test, value: lambda one: test(one, value),
    ("left", True): lambda test, value: lambda one: test(one.left, value),
    ("right", True): lambda test, value: lambda one: test(one.right, value),
    ("word", True): lambda test, value: lambda one: test(one.word, value),
    ("left", False): lambda test, value: lambda one: test(one.scope, one.left, value),
    ("right", False): lambda test, value: lambda one: test(one.scope, one.right, value),
    ("word", False): lambda test, value: lambda one: test(one.scope, one.word, value),
    ("extra", False): lambda test, value: lambda one: test(one.scope, one.extra, value),
}
"""The same with the value of a row."""
_LONG_BINDERS: dict[str, Callable[[Any], Test]] = {
    "left": lambda least: lambda one: len(one.left) >= least,
    "right": lambda least: lambda one: len(one.right) >= least,
    "word": lambda least: lambda one: len(one.word) >= least,
    "extra": lambda least: lambda one: len(one.extra) >= least,
}
"""The same of the question that is asked most often."""


class No(msgspec.Struct, frozen=True):
    """A sign turned around."""

    sign: Sign


class Either(msgspec.Struct, frozen=True):
    """Signs of which one is enough."""

    signs: tuple[Sign, ...]


Sign: TypeAlias = Ask | No | Either | Test
"""What a row asks: a test as it is, or one of the others, which are open to be read."""


def left(test: WordTest, *values: Value) -> Ask:
    """Ask the left part."""
    return Ask("left", test, values)


def right(test: WordTest, *values: Value) -> Ask:
    """Ask the right part."""
    return Ask("right", test, values)


def whole(test: WordTest, *values: Value) -> Ask:
    """Ask the word itself."""
    return Ask("word", test, values)


def extra(test: WordTest, *values: Value) -> Ask:
    """Ask what belongs to neither part."""
    return Ask("extra", test, values)


def both(test: Callable[..., bool], *values: Value) -> Ask:
    """Ask the candidate, with *values*."""
    return Ask("", test, values)


def no(sign: Sign) -> No:
    """Turn a *sign* around."""
    return No(sign)


def either(*signs: Sign) -> Either:
    """Ask for one of the *signs*."""
    return Either(signs)


def long(_: Scope, word: str, letters: int) -> bool:
    """Tell whether *word* has at least so many *letters*."""
    return len(word) >= letters


def begins_small(_: Scope, word: str) -> bool:
    """Tell whether *word* begins with a small letter."""
    return word[:1].islower()


def begins_large(_: Scope, word: str) -> bool:
    """Tell whether *word* begins with a capital."""
    return word[:1].isupper()


def goes_on_small(_: Scope, word: str) -> bool:
    """Tell whether all but the first letter of *word* is small, and it has more than one."""
    return word[1:].islower()


def begins_alphabetic(_: Scope, word: str) -> bool:
    """Tell whether *word* begins with a letter."""
    return word[:1].isalpha()


def ends_alphabetic(_: Scope, word: str) -> bool:
    """Tell whether *word* ends in a letter."""
    return word[-1:].isalpha()


def ends_digital(_: Scope, word: str) -> bool:
    """Tell whether *word* ends in a digit."""
    return word[-1:].isdigit()


def within(_: Scope, word: str, letters: str) -> bool:
    """Tell whether *word* is one of those *letters* or marks."""
    return word in letters


def tabled(scope: Scope, word: str) -> bool:
    """Tell whether any table holds *word*, however rare."""
    return scope.rate_word(word) is not None


def archived(scope: Scope, word: str) -> bool:
    """Tell whether enough articles hold *word* for it to be one."""
    return scope.vocabulary.count(word) >= WHOLE


def among(scope: Scope, word: str, words: str) -> bool:
    """Tell whether *word* is among those *words* of the language, as it stands."""
    return word in getattr(scope.language, words)


def named_among(scope: Scope, word: str, words: str) -> bool:
    """Tell whether *word* is among them in small letters."""
    return word.lower() in getattr(scope.language, words)


def ends_in(scope: Scope, word: str, endings: str) -> bool:
    """Tell whether *word* has one of those *endings* of the language."""
    return word.endswith(getattr(scope.language, endings))


def part(scope: Scope, word: str) -> bool:
    """Tell whether *word* may stand beside another, whatever its case."""
    return scope.is_part(word.lower())

"""Ascending numbers as bits: gaps in Rice code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, chain, islice
from operator import sub

BLOCK = 4096
"""Slots of a block."""
BLOCKED = 256
"""Numbers from which on a list in a table of several blocks is coded block by block."""
_STEPS = ("0", "10", "110", "111")
"""Codes of steps."""


def parameter(count: int, span: int) -> int:
    """Choose the parameter of the Rice code for *count* numbers among *span*."""
    return max((7 * span // (10 * count)).bit_length() - 1, 0)


class _Codes(dict[int, str]):
    """Codes of gaps, 1 being the smallest; with steps, of a gap and a step."""

    def __init__(self, parameter: int, bits: int) -> None:
        super().__init__()
        self._parameter = parameter
        self._bits = bits

    def __missing__(self, gap: int) -> str:
        k, bits = self._parameter, self._bits
        high, low = divmod(gap - 1 >> bits, 1 << k)
        code = "0" * high + "1" + (f"{low:0{k}b}" if k else "")
        if bits:
            code += _STEPS[gap - 1 & 3]
        if len(self) < 4096:  # what is remembered is bounded
            self[gap] = code
        return code


_codes = cache(_Codes)


def pack(bits: str) -> bytes:
    """Put *bits*, the first the highest, into bytes; the last is filled up with zeros."""
    if not bits:
        return b""
    size = (len(bits) + 7) // 8
    return (int(bits, 2) << (-len(bits) % 8)).to_bytes(size, "big")


def unpack(data: bytes) -> str:
    """Give the bits of *data*."""
    return f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}" if data else ""


def varint(number: int) -> bytes:
    """Code *number* seven bits a byte, the lowest first; all but the last have the high bit."""
    found = bytearray()
    while number >= 128:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """Read such a number, and where it ends."""
    found = shift = 0
    while data[at] >= 128:
        found |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
    return found | data[at] << shift, at + 1


def encode_list(values: Sequence[int], bits: int, size: int) -> bytes:
    """
    Code ascending numbers of a table of *size*, each shifted by *bits* and with a step.

    How many there are is told elsewhere; *bits* are 2, or 0 where there are no steps. A
    long list is coded in blocks, so that one number more changes few bytes.
    """
    if not is_blocked(len(values), size):
        return _encode(values, bits, 0, size)
    found = []
    start = block = 0
    while start < len(values):
        block += 1
        end = bisect_left(values, block * BLOCK << bits, start)
        found.append(varint(end - start))
        if end > start:
            data = _encode(values[start:end], bits, block - 1, BLOCK)
            found += (varint(len(data)), data)
        start = end
    return b"".join(found)


def _encode(values: Sequence[int], bits: int, block: int, span: int) -> bytes:
    codes = _codes(parameter(len(values), span), bits)
    before = (block * BLOCK << bits) - 1
    if bits:  # what a value is more than the largest with the number of the one before
        gaps = map(sub, values, chain((before,), map((3).__or__, values)))
    else:
        gaps = map(sub, values, chain((before,), values))
    return pack("".join(map(codes.__getitem__, gaps)))


def decode_list(
    data: bytes, at: int, count: int, bits: int, size: int
) -> tuple[list[int], int]:
    """Read what `encode_list` wrote: values, and where they end."""
    if not is_blocked(count, size):
        run = Run(data[at:], count, bits, 0, size)
        return run.values(), at + run.size
    runs, end = split_blocks(data, at, count)
    return join_blocks(runs, bits), end


def end_of_list(data: bytes, at: int, count: int, bits: int, size: int) -> int:
    """Tell where a list ends."""
    if is_blocked(count, size):
        return split_blocks(data, at, count)[1]
    if not count:
        return at
    found = _code(parameter(count, size), bits).findall(unpack(data[at:]))
    return at + (sum(map(len, found[:count])) + 7) // 8


def is_blocked(count: int, size: int) -> bool:
    """Tell whether a list of *count* numbers is coded block by block."""
    return size > BLOCK and count >= BLOCKED


def split_blocks(
    data: bytes, at: int, count: int
) -> tuple[list[tuple[int, bytes]], int]:
    """Split a list into blocks, each with its count; tell where it ends."""
    runs = []
    while count:
        here, at = read_varint(data, at)
        length = 0
        if here:
            length, at = read_varint(data, at)
        runs.append((here, data[at : at + length]))
        at += length
        count -= here
    return runs, at


def join_blocks(runs: Iterable[tuple[int, bytes]], bits: int) -> list[int]:
    """Read the values of all blocks."""
    read = (
        Run(data, count, bits, block, BLOCK).values()
        for block, (count, data) in enumerate(runs)
    )
    return [*chain.from_iterable(read)]


class Run:
    """
    A run of *count* codes at the beginning of *data*: parted, and revised as codes.

    With *most* nothing else begins in *data*; and then numbers up to that one are parted,
    with the next, and perhaps no others.
    """

    def __init__(
        self,
        data: bytes,
        count: int,
        bits: int,
        block: int,
        span: int,
        most: int | None = None,
    ) -> None:
        self.count = count
        """How many numbers there are."""
        self._bits, self._block, self._span = bits, block, span
        self._k = parameter(count, span) if count else 0
        self._before = block * BLOCK - 1
        self._rest = unpack(data) if count else ""
        """Bits of the codes that are not parted."""
        self.codes: list[str] = []
        """Of each number its gap, and its step."""
        self.numbers = [self._before]
        """The numbers, ascending, behind the one that the first gap is from."""
        if most is None:
            self._part(self._rest)
            self.codes = self.codes[:count]
            self.numbers = self.numbers[: count + 1]
            self._rest = ""
        elif count:
            end = _code(self._k, bits, "*").match(self._rest)
            self._rest = end[0] if end else ""
            share = min((most - self._before) / span, 1.0)
            self._part(self._rest[: int(share * 1.1 * len(self._rest)) + 128])
            if self.numbers[-1] <= most:
                self._part(self._rest)

    def _part(self, text: str) -> None:
        """Part codes that *text* begins with."""
        codes = _code(self._k, self._bits).findall(text)
        if len(text) < len(self._rest):
            del codes[-1:]  # the last may be a part of one
        self._rest = self._rest[sum(map(len, codes)) :]
        gaps = map(_gaps(self._k).__getitem__, codes)
        self.numbers += islice(accumulate(gaps, initial=self.numbers[-1]), 1, None)
        self.codes += codes

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return (sum(map(len, self.codes)) + 7) // 8

    def values(self) -> list[int]:
        """Give the numbers with their steps, as `encode_list` takes them."""
        if self._rest:
            self._part(self._rest)
        numbers = self.numbers[1:]
        if not self._bits:
            return numbers
        steps = map(_steps(self._k).__getitem__, self.codes)
        return [number << 2 | step for number, step in zip(numbers, steps, strict=True)]

    def rank(self, number: int) -> int:
        """Tell how many are below *number*."""
        return bisect_left(self.numbers, number, 1) - 1

    def put(self, number: int, step: int | None) -> None:
        """Let *number* be there with *step*, or not at all."""
        place = self.rank(number)
        is_here = self.numbers[place + 1 : place + 2] == [number]
        gap = number - self.numbers[place]
        new = [] if step is None else [self._code_of(gap, step)]
        self.codes[place : place + is_here] = new
        self.numbers[place + 1 : place + 1 + is_here] = [number] * len(new)
        self.count += len(new) - is_here
        place += len(new)
        if is_here != bool(new) and place < len(self.codes):
            step = _steps(self._k)[self.codes[place]] if self._bits else 0
            gap = self.numbers[place + 1] - self.numbers[place]
            self.codes[place] = self._code_of(gap, step)

    def _code_of(self, gap: int, step: int) -> str:
        return _codes(self._k, self._bits)[(gap - 1 << self._bits | step) + 1]

    def data(self) -> bytes:
        """Code it as it is now."""
        if self.count and parameter(self.count, self._span) != self._k:
            return _encode(self.values(), self._bits, self._block, self._span)
        return pack("".join((*self.codes, self._rest)))


@cache
def _code(parameter: int, bits: int, times: str = "") -> re.Pattern[str]:
    """Match the code of a gap, and of its step."""
    step = "(?:0|10|11.)" if bits else ""
    code = "0*1" + "." * parameter + step  # quicker than {…}, or [01]
    return re.compile(f"(?:{code}){times}")


class _Gaps(dict[str, int]):
    """The gaps of codes, with a step or without, 1 being the smallest."""

    def __init__(self, parameter: int) -> None:
        super().__init__()
        self._parameter = parameter

    def __missing__(self, code: str) -> int:
        end = code.index("1") + 1
        low = code[end : end + self._parameter]
        gap = (end - 1 << self._parameter | int(low or "0", 2)) + 1
        if len(self) < 4096:  # what is remembered is bounded
            self[code] = gap
        return gap


class _Steps(_Gaps):
    """The steps of codes."""

    def __missing__(self, code: str) -> int:
        step = _STEPS.index(code[code.index("1") + 1 + self._parameter :])
        if len(self) < 4096:
            self[code] = step
        return step


_gaps, _steps = cache(_Gaps), cache(_Steps)

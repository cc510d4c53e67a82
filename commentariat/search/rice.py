"""Ascending numbers as bits: gaps in Rice code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
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
    if size <= BLOCK or len(values) < BLOCKED:
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
    if size <= BLOCK or count < BLOCKED:
        return _decode(data, at, count, bits, 0, size)
    values: list[int] = []
    block = 0
    while len(values) < count:
        here, at = read_varint(data, at)
        if here:
            length, at = read_varint(data, at)
            run = data[at : at + length]
            found, _ = _decode(run, 0, here, bits, block, BLOCK)
            at += length
            values += found
        block += 1
    return values, at


def _decode(
    data: bytes, at: int, count: int, bits: int, block: int, span: int
) -> tuple[list[int], int]:
    k = parameter(count, span)
    found = list(islice(_code(k, bits).finditer(unpack(data[at:])), count))
    numbers = accumulate(
        [((len(one[1]) - 1) << k | int(one[2] or "0", 2)) + 1 for one in found],
        initial=block * BLOCK - 1,
    )
    next(numbers)
    end = at + (found[-1].end() + 7) // 8 if found else at
    if not bits:
        return list(numbers), end
    steps = [len(one[3]) - one[3].endswith("0") for one in found]
    return [n << bits | step for n, step in zip(numbers, steps, strict=True)], end


@cache
def _code(parameter: int, bits: int) -> re.Pattern[str]:
    """Match the code of a gap, and of its step."""
    step = "(0|10|11[01])" if bits else ""
    return re.compile(f"(0*1)([01]{{{parameter}}}){step}")

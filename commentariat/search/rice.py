"""Ascending numbers as bits: gaps in Rice code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from operator import sub

BLOCK = 4096
"""Slots of a block."""
BLOCKED = 256
"""Numbers from which on a list in a table of several blocks is coded block by block."""
_STEPS = ("0", "10", "110", "111")


def parameter(count: int, span: int) -> int:
    """Choose the parameter of the Rice code for *count* numbers among *span*."""
    return max((7 * span // (10 * count)).bit_length() - 1, 0)


class _Codes(dict[int, str]):
    """Codes of gaps, 1 being the smallest."""

    def __init__(self, parameter: int) -> None:
        super().__init__()
        self._parameter = parameter

    def __missing__(self, gap: int) -> str:
        k = self._parameter
        high, low = divmod(gap - 1, 1 << k)
        code = "0" * high + "1" + (f"{low:0{k}b}" if k else "")
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


def encode_list(numbers: Sequence[int], steps: Sequence[int], size: int) -> bytes:
    """
    Code ascending *numbers* of a table of *size*, and the *steps* of each, if any.

    Their count is told elsewhere. A long one is coded in blocks, so that one number
    more changes few bytes.
    """
    if size <= BLOCK or len(numbers) < BLOCKED:
        return _encode(numbers, steps, -1, size)
    found = []
    start = block = 0
    while start < len(numbers):
        end, limit = start, (block + 1) * BLOCK
        while end < len(numbers) and numbers[end] < limit:
            end += 1
        found.append(varint(end - start))
        if end > start:
            data = _encode(
                numbers[start:end], steps[start:end], limit - BLOCK - 1, BLOCK
            )
            found += (varint(len(data)), data)
        start, block = end, block + 1
    return b"".join(found)


def _encode(
    numbers: Sequence[int], steps: Sequence[int], before: int, span: int
) -> bytes:
    codes = _codes(parameter(len(numbers), span))
    gaps = map(sub, numbers, chain((before,), numbers))
    bits = "".join(map(codes.__getitem__, gaps))
    return pack(bits + "".join(map(_STEPS.__getitem__, steps)) if steps else bits)


def decode_list(
    data: bytes, at: int, count: int, size: int, *, has_steps: bool
) -> tuple[list[int], list[int], int]:
    """Read what `encode_list` wrote: numbers, steps, and where they end."""
    if size <= BLOCK or count < BLOCKED:
        return _decode(data, at, count, -1, size, has_steps)
    numbers: list[int] = []
    steps: list[int] = []
    before = -1
    while len(numbers) < count:
        here, at = read_varint(data, at)
        if here:
            _, at = read_varint(data, at)
            found, more, at = _decode(data, at, here, before, BLOCK, has_steps)
            numbers += found
            steps += more
        before += BLOCK
    return numbers, steps, at


def _decode(
    data: bytes, at: int, count: int, before: int, span: int, has_steps: bool
) -> tuple[list[int], list[int], int]:
    k = parameter(count, span)
    bit = 8 * at
    numbers, steps = [], []
    for _ in range(count):
        high = 0
        while not data[bit >> 3] >> (7 - (bit & 7)) & 1:
            high, bit = high + 1, bit + 1
        bit += 1
        low = 0
        for _ in range(k):
            low = low << 1 | data[bit >> 3] >> (7 - (bit & 7)) & 1
            bit += 1
        before += (high << k | low) + 1
        numbers.append(before)
    for _ in range(count if has_steps else 0):
        step = 0
        while step < 3 and data[bit >> 3] >> (7 - (bit & 7)) & 1:
            step, bit = step + 1, bit + 1
        bit += step < 3
        steps.append(step)
    return numbers, steps, (bit + 7) // 8

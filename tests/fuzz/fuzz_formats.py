"""
Fuzzing of the formats of sources: coverage-guided, for as long as it is let.

The target is all that import does with one file of a format: told, cut into items, each
read, judged, written as a content file and read as that. What may come of it is a problem, or
what the property tests state. `packed` stands for what zip and gzip make, and for files in
UTF-16. Needs the package `atheris`, which is no dependency of anything.

    python tests/fuzz/fuzz_formats.py FORMAT [CORPUS…] [-max_total_time=600] [-runs=N] …

Without a corpus it begins from the sources of the tests. An input that breaks a law is
written to the folder it is run in; what it showed belongs into the tests.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
sys.path[:0] = [
    str(HERE.parent.parent),
    str(HERE.parent),
    str(HERE.parent / "property"),
]

with atheris.instrument_imports(include=["commentariat.intake"]):
    import test_formats as laws

    from commentariat.errors import Problem
    from commentariat.intake.formats.table import FORMATS, format_called, tell_format

PACKED = "packed"
LARGEST = 60_000
"""Bytes of what it begins from, so that an input takes little time."""
LARGE = 6_000
"""Bytes from which a container is taken apart: of small ones more are tried in a minute."""
TIMES = 50
"""How many times as long as the slowest source a run may take."""
NAMES = {"html": "a.html", "markdown": "a.md", "table": "a.csv"}


def target_of(name: str) -> Callable[[bytes], None]:
    """Give what reads bytes as the format *name*."""

    def read(data: bytes) -> None:
        if name == PACKED:
            laws.check_file(data)
        else:
            laws.check_source(format_called(name), data, NAMES.get(name, "a"))

    return read


def seeds(name: str) -> list[bytes]:
    """List the sources of a format, and of no other where it has some."""
    small = [data for data in laws.SOURCES if len(data) <= LARGEST]
    if name == PACKED:
        return [
            data for data in small if tell_format(data, "a") is None or b"\0" in data
        ]
    as_called = NAMES.get(name, "a")
    own = [data for data in small if _name_of(data, as_called) == name]
    return [part for data in own for part in _parts_of(name, data)] or small


def _parts_of(name: str, data: bytes) -> list[bytes]:
    """Give a container as one for each of its items, with what stands around them."""
    one = format_called(name)
    if len(data) <= LARGE or one.cut is None:
        return [data]
    found = one.cut(io.BytesIO(data), name)
    spans = [span for span in found if not isinstance(span, Problem)]
    start = min(span.start for span in spans)
    end = max(span.end for span in spans)
    around = data[:start][:LARGE], data[end:][-LARGE:]
    return [data[span.start : span.end].join(around) for span in spans]


def _name_of(data: bytes, name: str) -> str:
    told = tell_format(data[: laws.HEAD_SIZE], name)
    return told.name if told else ""


def main() -> None:
    """Fuzz until libFuzzer is told to stop."""
    names = [one.name for one in FORMATS] + [PACKED]
    if sys.argv[1:2] == [] or sys.argv[1] not in names:
        sys.exit(f"expected one of {', '.join(names)}")
    name, arguments = sys.argv[1], [sys.argv[0], *sys.argv[2:]]
    read = target_of(name)
    slowest = max(_timed(read, data) for data in seeds(name) * 2)
    limit = TIMES * max(slowest, 0.05)

    def run_one(data: bytes) -> None:
        spent = _timed(read, data)
        assert spent < limit, f"{spent:.1f} s for {len(data)} bytes"

    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder, "words")
        laws.write_parts(words)
        if all(one.startswith("-") for one in arguments[1:]):
            corpus = Path(folder, "corpus")
            corpus.mkdir()
            for number, data in enumerate(seeds(name)):
                corpus.joinpath(str(number)).write_bytes(data)
            arguments.append(str(corpus))
        atheris.Setup([*arguments, f"-dict={words}", "-max_len=80000"], run_one)
        atheris.Fuzz()


def _timed(read: Callable[[bytes], None], data: bytes) -> float:
    began = time.process_time()
    read(data)
    return time.process_time() - began


if __name__ == "__main__":
    main()

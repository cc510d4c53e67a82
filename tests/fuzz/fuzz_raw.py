"""
Fuzzing of the raw parser: coverage-guided, for as long as it is let.

The target is all that import does with one raw file: bytes decoded, read, repaired.
What may come of it is a problem, or a reading under the laws that the property tests
state. Needs the package `atheris`, which is no dependency of anything.

    python tests/fuzz/fuzz_raw.py [CORPUS…] [-max_total_time=100] [-runs=N] …

Without a corpus it begins from the fixtures. An input that breaks a law is written
to the folder it is run in; what it showed belongs into the tests.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
sys.path[:0] = [
    str(HERE.parent.parent),
    str(HERE.parent),
    str(HERE.parent / "property"),
]

with atheris.instrument_imports(include=["commentariat.intake"]):
    from commentariat.errors import SourceError
    from commentariat.intake.content.convert import convert_reading
    from commentariat.intake.content.options import ImportOptions
    from commentariat.intake.content.texts import RepairedTexts
    from commentariat.intake.pages.reading import read_raw
    from commentariat.intake.pages.record import format_reading, inspect_record
    from commentariat.intake.sources.decode import decode_raw

import test_intake_conservation as conservation  # noqa: E402
import test_intake_reading as laws  # noqa: E402

FIXTURES = HERE.parent / "fixtures"
OPTIONS = ImportOptions("en")
TIMES = 50
"""How many times as long as the slowest fixture a run may take: inputs are no larger."""


def run_one(data: bytes, limit: float = float("inf")) -> float:
    """Read *data* as a raw file: it is refused with problems, or read whole."""
    started = time.process_time()
    with contextlib.suppress(SourceError):
        check(decode_raw(data, "a.txt"))
    spent = time.process_time() - started
    assert spent < limit, f"{spent:.1f} s for {len(data)} bytes"
    return spent


def check(text: str) -> None:
    reading = read_raw(text, "a.txt")
    laws.check_whole(text, reading)
    said = RepairedTexts(reading, text, "a.txt", OPTIONS, "en")
    for paragraph, repaired in zip(reading.body, said.body, strict=True):
        assert conservation.undo(repaired, paragraph.start) == paragraph.text
    inspect_record(reading)
    format_reading(reading, text)
    convert_reading(reading, text, file="a.txt", digest="", row=None, options=OPTIONS)


def pages() -> list[Path]:
    """The fixtures, in order."""
    folders = (FIXTURES / "raw", FIXTURES / "readings", laws.PLAIN)
    return sorted(path for folder in folders for path in folder.glob("*.txt"))


def seed(folder: Path) -> None:
    """Fill *folder* with the fixtures, and with stretches of them."""
    for number, path in enumerate(pages()):
        data = path.read_bytes()
        (folder / f"{number}-whole").write_bytes(data)
        brace = data.find(b"}")
        if brace < 0:
            continue
        short = b'A t.\nB C\n{"authors":["A B"],"type":"event"' + data[brace:][:2000]
        (folder / f"{number}-short").write_bytes(short)


def write_words(path: Path) -> None:
    """Write the lines and the damage of the property tests as a dictionary."""
    rows = [
        '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"'
        for word in (*laws.LINES, *laws.WITHOUT_BLOCK, *conservation.DAMAGE)
        if len(word.encode()) <= 64
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")


def main() -> None:
    """Fuzz until libFuzzer is told to stop."""
    RepairedTexts(
        read_raw('A\nB\n{"authors": []}It wasseen.', "a"), "", "a", OPTIONS, "en"
    )
    arguments = sys.argv
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "words"
        write_words(words)
        if all(argument.startswith("-") for argument in arguments[1:]):
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            seed(corpus)
            arguments = [*arguments, str(corpus)]
        slowest = max(run_one(path.read_bytes()) for path in pages())
        target = partial(run_one, limit=TIMES * slowest)
        atheris.Setup([*arguments, f"-dict={words}"], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

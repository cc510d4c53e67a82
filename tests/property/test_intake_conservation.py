"""What import shows of a raw file is what stands there, but for recorded repairs."""

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentariat.archive.text import show_characters
from commentariat.errors import SourceError
from commentariat.intake.content.model import Note
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.repairs.damage.typography import Quotes
from commentariat.intake.repairs.model import Repair, Repaired

FIXTURES = Path(__file__).parent.parent / "fixtures"
PLAIN = Path(__file__).parent.parent / "data" / "sources" / "text"
PAGES = [
    path.read_text("utf-8")
    for folder in (FIXTURES / "raw", FIXTURES / "readings", PLAIN)
    for path in sorted(folder.glob("*.txt"))
]
DAMAGE = (
    " wasseen ", "theEU", "in2022 ", "said.The ", "It isnâ€™t", "cafÃ© ", "â€œ", "Ã ",
    "\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u200e", "\u00a0",
    " \u00a0 ", "  ", "\t", "“", "”", '"', "'", "«", "»", "„", "treaty1 ", "word.2 ",
    "x3", "….", "<br>", "<BR/> ", "\x07", "\x85", "\ufffd", "👩\u200d👧", "می\u200cخ",
)  # fmt: skip
BLOCK = '{"authors": ["Ada Berg"], "type": "commentary"}'


def undo(repaired: Repaired, start: int) -> str:
    """Put back what was there, first to last; *start* is where the text begins."""
    text = repaired.text
    for one in repaired.made:
        at = one.start - start
        assert text.startswith(one.after, at)
        text = text[:at] + one.before + text[at + len(one.after) :]
    return text


def check_laws(page: str, language: str, quotes: Quotes) -> None:
    try:
        reading = read_raw(page, "a.txt")
    except SourceError:
        return
    said = RepairedTexts(
        reading, page, "a.txt", ImportOptions("en", quotes=quotes), language
    )
    for paragraph, repaired in zip(reading.body, said.body, strict=True):
        assert page.startswith(paragraph.text, paragraph.start)
        assert undo(repaired, paragraph.start) == paragraph.text
    if reading.dek is not None:
        assert undo(said.dek, reading.dek_start) == reading.dek
    lines = page.split("\n")
    for one in (said.dek, *said.body):
        for repair in (*one.made, *one.open):
            check_place(lines, repair, said.note(repair))


def check_place(lines: list[str], repair: Repair, note: Note) -> None:
    """Assert that the words of a repair stand where its note says."""
    assert lines[note.line - 1].startswith(repair.before, note.column - 1)
    assert repair.before != repair.after
    assert note.before == show_characters(repair.before)
    assert 0 <= note.confidence <= 1


QUOTES = st.sampled_from(list(Quotes))
LANGUAGES = st.sampled_from(["en", "ru", "ar", "fr"])


@settings(deadline=None)
@given(st.lists(st.sampled_from(DAMAGE) | st.text(max_size=12)), LANGUAGES, QUOTES)
@example(["“", "theEU", "\n", "“"], "en", Quotes.CURLY)
def test_any_damage_can_be_put_back(
    parts: list[str], language: str, quotes: Quotes
) -> None:
    text = "".join(parts).replace("\r", "\n")
    check_laws(
        f"A teaser.\nBo Holm\n{BLOCK}Source: X\nA dek.\n{text}", language, quotes
    )


@settings(deadline=None)
@given(st.sampled_from(PAGES), st.data(), QUOTES)
def test_damage_anywhere_on_a_page_can_be_put_back(
    page: str, data: st.DataObject, quotes: Quotes
) -> None:
    start = page.find("}") + 1
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(start, len(page)))
        page = page[:at] + data.draw(st.sampled_from(DAMAGE)) + page[at:]
    check_laws(page, "en", quotes)

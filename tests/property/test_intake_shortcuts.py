"""What is told at one stroke is what is told letter by letter, line by line."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from raw_samples import raw_a

from commentariat.archive.text import fold, unusual_characters
from commentariat.intake.content.items import RawItem, open_item
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.formats.escape import (
    escape_paragraph,
    escape_start,
    fold_spaces,
    holds_no_marks,
)
from commentariat.intake.pages.disclaimers import find_disclaimers
from commentariat.intake.phrases.lines import split_lines
from commentariat.intake.repairs.glue.languages import get_language
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.vocabulary import EMPTY, Vocabulary
from commentariat.intake.repairs.glue.wordtable import get_table

_LONG = "Then she said that it was so, and so it was, in all of the long days after. "
_LETTERS = (
    "aZ _.,“”’—\n\t\xa0ßİıŁłÉéΣσςÄäѣЖжЯяШшЩщЪъЭэЮюЧчЦцФфХхПпРрТтИиЙйКкЛлМмНнОо１²"
)
_texts = st.text(_LETTERS, max_size=120)


@given(text=_texts)
def test_a_long_text_is_folded_as_its_words_are(text: str) -> None:
    long = f"{_LONG * 3}{text}"
    assert fold(long) == " ".join(re.findall(r"\w+", long.casefold()))
    more = unusual_characters(long) | set(_LETTERS)
    assert fold(long, more) == fold(long)


@given(text=st.text("aZ0 .#-:[](){}<>&;*_`~\\/!+|x", max_size=40).map(fold_spaces))
def test_a_text_without_marks_needs_no_escape_but_where_it_begins(text: str) -> None:
    if holds_no_marks(text):
        assert escape_paragraph(text) == escape_start(text)


@given(text=st.text("ab \n\t\r\x0b\u2028é", max_size=60), data=st.data())
def test_lines_are_split_as_they_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    lines = split_lines(text, start)
    assert [line.text for line in lines] == [
        one.strip() for one in text[start:].split("\n") if one.strip()
    ]
    for line in lines:
        assert text.startswith(line.text, line.start)
        assert line.number == 1 + text.count("\n", 0, line.start)
        above = text[start : line.start].rstrip()
        blank = text[start + len(above) : line.start].count("\n")
        assert line.is_after_blank == (blank > 1)


@given(
    words=st.lists(
        st.sampled_from(["was", "the", "of", "minister", "xqzt", "kettle", "a"]),
        min_size=1,
        max_size=4,
    )
)
def test_a_word_may_be_parted_where_both_sides_may_stand_alone(
    words: list[str],
) -> None:
    word = "".join(words)
    english = get_language("en")
    assert english is not None
    for archive in (EMPTY, Vocabulary({"xqzt": 3})):
        scope = Scope(english, archive, frozenset())
        assert scope.list_ways(word) == [
            at
            for at in range(1, len(word))
            if scope.is_part(word[at:]) and scope.is_part(word[:at])
        ]


def test_a_number_is_no_unknown_word() -> None:
    table = get_table("en")
    words = frozenset(["1984", "The", "xqzt", "WhiteHouse", "Xq9"])
    unknown, joined = table.part_unplain(words)
    assert (sorted(unknown), joined) == (["Xq9", "xqzt"], ["WhiteHouse"])
    assert table.part_unplain(words)[0] == table.find_unknown(words)


def test_a_disclaimer_is_found_beside_its_stem_alone() -> None:
    said = "Fennmark does not take institutional positions on it."
    text = f"They spoke of institutes and institutions.\n{said}\nkurumsal"
    (place,) = find_disclaimers(text, split_lines(text), ["Fennmark"])
    assert (place.index, place.offset) == (1, 0)


def test_what_was_told_to_be_a_raw_text_is_told_again_when_it_has_changed(
    tmp_path: Path,
) -> None:
    raw = tmp_path / "content/raw/a.txt"
    raw.parent.mkdir(parents=True)
    options = ImportOptions("en")
    raw.write_text(raw_a(), encoding="utf-8")
    _, reading, digest = open_item(str(tmp_path), RawItem("a.txt"), options)
    again = open_item(str(tmp_path), RawItem("a.txt", text=digest), options)
    assert again[1] == reading
    assert not reading.is_whole
    raw.write_text("<!DOCTYPE html><title>T</title><p>Text.", encoding="utf-8")
    _, page, _ = open_item(str(tmp_path), RawItem("a.txt", text=digest), options)
    assert page.is_whole

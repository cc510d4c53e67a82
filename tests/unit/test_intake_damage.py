"""Damage besides lost spaces: mended where that is sure, offered where it is likely."""

from __future__ import annotations

import pytest

from commentariat.intake.repairs.apply import repair_pieces
from commentariat.intake.repairs.damage.typography import Quotes
from commentariat.intake.repairs.model import Field, Knowledge, Piece, Repaired


def repair(text: str, quotes: Quotes = Quotes.AS_IS, language: str = "xx") -> Repaired:
    known = Knowledge(language, quotes=quotes)
    return repair_pieces([Piece(Field.BODY, text, 0)], known)[0]


def undo(repaired: Repaired) -> str:
    """Put back what was there before the repairs."""
    text = repaired.text
    for one in repaired.made:
        assert text[one.start :].startswith(one.after)
        text = text[: one.start] + one.before + text[one.start + len(one.after) :]
    return text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("The plan isnâ€™t right.", "The plan isn’t right."),
        ("A cafÃ© beside “real” quotes.", "A café beside “real” quotes."),
        ("PrzemyÅ›l and the naïve café.", "Przemyśl and the naïve café."),
        ("ÐŸÑƒÑ‚Ð¸Ð½ Ñ\x81ÐºÐ°Ð·Ð°Ð»", "Путин сказал"),
        ("It cost Â£5.", "It cost £5."),
        ("â€œNoâ€\x9d, she wrote.", "“No”, she wrote."),
    ],
)
def test_letters_of_a_wrong_decoding_are_mended_and_noted(
    damaged: str, mended: str
) -> None:
    repaired = repair(damaged)
    assert repaired.text == mended
    assert {one.rule for one in repaired.made} == {"mojibake"}
    assert undo(repaired) == damaged


@pytest.mark.parametrize(
    "text",
    [
        "Erdoğan’s Türkiye, the naïve café, Ñuñoa, Åland, Éire, São Tomé, Đà Nẵng",
        "NATO’s €5 bn — «да», „нет“ — Вы́боры в Рёве",
        "Łódź, Škoda, Žižek, ŠŽ “Ž”, ÄÖÜ äöüß, Ærø",
    ],
)
def test_sound_letters_of_any_language_are_left_alone(text: str) -> None:
    assert repair(text) == Repaired(text)


def test_a_letter_that_may_stand_for_itself_is_left_to_an_editor() -> None:
    text = "À la carte, Â and Ã are letters, as is Ð."
    assert repair(text).text == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("co\u00adoperation", "cooperation"),
        ("the\u200b plan\ufeff.", "the plan."),
        ("left\u200e to\u202c right", "left to right"),
        ("a\u200dfter", "after"),
        ("the\u00a0ministry saw", "the ministry saw"),
        ("seen \u00a0 there", "seen there"),
        ("un mot \u00a0: deux", "un mot\u00a0: deux"),
        ("stood  here", "stood here"),
    ],
)
def test_what_cannot_be_seen_and_means_nothing_is_left_out(
    text: str, shown: str
) -> None:
    repaired = repair(text)
    assert repaired.text == shown
    assert repaired.made


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم",
        "क्‍ष और क्‌ष",
        "👩‍👧 and ❤️‍🔥",
        "كتب \u200eNATO\u200f هنا",
        "ประเทศ\u200bไทย",
        "12\u00a0000, 5\u00a0km, «\u00a0oui\u00a0»\u00a0!, Mr.\u00a0Ost, J.\u00a0Ost",
        "в\u00a0Москве, no\u202f: 5\u2009%",
        "One ends.  Another begins.",
    ],
)
def test_what_cannot_be_seen_and_means_something_stays(text: str) -> None:
    assert repair(text) == Repaired(text)


def test_a_space_without_width_between_letters_is_offered_only() -> None:
    repaired = repair("zero\u200bwidth")
    assert repaired.text == "zero\u200bwidth"
    assert [one.rule for one in repaired.open] == ["idle-character"]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Not “new,” but “old. So", "“old.", "“old.”"),
        ('He said "no and left. A "yes" came.', "left.", 'left."'),
        ("Он сказал «да и ушёл.", "ушёл.", "ушёл.»"),
        ("It read “as before", "before", "before”"),
    ],
)
def test_a_quotation_that_never_closes_is_offered_with_a_close(
    text: str, before: str, after: str
) -> None:
    repaired = repair(text)
    assert repaired.text == text
    [one] = repaired.open
    assert (one.rule, one.before, one.after) == ("unclosed-quotation", before, after)
    assert one.start == text.index(before)


@pytest.mark.parametrize(
    "text",
    [
        "“One,” he said, “and two.”",
        "“He wrote “no” there,” she said.",
        '"One," he said, "and two."',
        "„Eins“, sagte er.",
        'A 15" gun and the word "no".',
        "“A first paragraph stays open.\n\n“The second closes.”",
    ],
)
def test_quotations_that_close_are_left_alone(text: str) -> None:
    assert repair(text) == Repaired(text)


def test_digits_that_count_up_are_notes_and_others_may_be() -> None:
    broken = repair("The treaty1 held. It ended.2 And “so.”3 At level7 it stayed.")
    assert len(broken.open) == 4
    counted = repair("The treaty1 held. It ended.2 And “so.”3 Then peace.")
    assert counted.text == "The treaty¹ held. It ended.² And “so.”³ Then peace."
    assert undo(counted) == "The treaty1 held. It ended.2 And “so.”3 Then peace."
    [one] = repair("The treaty3 held until 3.14 or 9,000.").open
    assert (one.before, one.after, one.rule) == ("treaty3", "treaty³", "glued-note")


def test_an_ellipsis_with_a_full_stop_is_offered_as_one_without() -> None:
    [one] = repair("It went on…. Then it ended.").open
    assert (one.before, one.after) == ("….", "…")


def test_quotation_marks_have_the_shape_that_the_settings_ask_for() -> None:
    straight = '"No," she said. It\'s the \'70s, 5\' tall ("so").'
    curly = "“No,” she said. It’s the ’70s, 5' tall (“so”)."
    assert repair(straight).text == straight
    assert repair(straight, Quotes.CURLY).text == curly
    assert repair(curly, Quotes.STRAIGHT).text == straight
    assert undo(repair(straight, Quotes.CURLY)) == straight

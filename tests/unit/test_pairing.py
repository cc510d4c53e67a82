"""Pieces that may be one in two languages: what texts say in any, and who is asked."""

from __future__ import annotations

import json
import random
import time
from array import array
from pathlib import Path

import pytest
from harness import SiteFolder, article
from hypothesis import example, given
from hypothesis import strategies as st
from review_samples import list_points, run
from timing import assert_at_most

from commentariat.archive.translation_lines import parse_translations
from commentariat.pairing.candidates import Piece, find_candidates
from commentariat.pairing.names import ABJAD, BEGINS, LATIN, WORD, find_names
from commentariat.pairing.signs import MOST_MARKS, Signs, mark_of, read_signs
from commentariat.pipeline import check_site, import_site

LINES = "content/translations.txt"
LENGTHS = {"short": 2_000, "long": 8 * 2_000}
KIND = "possible translation"
ENGLISH = """\
The [gauge](https://rivers.test/en/gauge) at Novi Brod was read on 14 April 1957, at 07:30,
and showed 412 centimeters. Captain Lindqvist noted 3,150 cubic meters a second, which is
what `GAUGE-17` had shown in 1926.

In 2019 Vesna Maslak found the book in Sarajevo; 48 of its 212 pages are missing.
"""
RUSSIAN = """\
[Рейку](https://rivers.test/ru/gauge) в Нови-Броде прочли 14 апреля 1957 года, в 07:30; она
показала 412 сантиметров. Записал капитан Линдквист: 3150 кубометров в секунду, столько же,
сколько `GAUGE-17` показала в 1926 году.

В 2019 году книгу нашла в Сараево Весна Маслак; 48 из 212 страниц в ней нет.
"""
OTHER = """\
The ferry at Novi Brod has had 19 owners since 1893. Each of them raised the fare by 7 percent,
and each was told on 2 May 1961 that 640 passengers a day were too few.
"""


def marks(text: str) -> set[int]:
    return {*read_signs(text).numbers}


def test_numbers_addresses_and_names_are_alike_in_two_languages() -> None:
    both = marks(ENGLISH) & marks(RUSSIAN)
    for said in (
        "number 1957", "number 3150", "numbers 1957 0730", "code gauge-17",
        "address rivers.test//gauge",
    ):  # fmt: skip
        assert (mark_of(said) in both) is (said != "numbers 1957 0730"), said
    assert len(both) > 2 * len(marks(ENGLISH) & marks(OTHER))
    assert read_signs(ENGLISH).outline == read_signs(RUSSIAN).outline


def test_a_name_is_alike_in_scripts_that_hear_it_alike() -> None:
    texts = (
        "They met Vera Lanskaya.",
        "Там была Вера Ланская.",
        "هناك كانت فيرا لانسكايا.",
    )
    found = [marks(text) for text in texts]
    assert found[0] & found[1]
    assert found[0] & found[2]


def test_digits_of_any_script_are_the_same_numbers() -> None:
    assert mark_of("number 1957") in marks("سنة ١٩٥٧") & marks("1957")


def test_a_text_has_no_more_marks_than_are_kept_and_the_same_ones() -> None:
    long = " ".join(f"In {number} it was so." for number in range(1000, 3000))
    found = read_signs(long)
    assert len(found.numbers) == MOST_MARKS
    assert read_signs(long) == found
    assert read_signs("") == Signs(b"", (1, 0, 0, 0, 0, 0))


@pytest.mark.parametrize("unit", ["`", "<", "[", "![", "](", "\n", "\n ", "[^"])
def test_signs_of_a_text_take_no_longer_than_it_is_long(unit: str) -> None:
    made = {name: f"{unit * count}." for name, count in LENGTHS.items()}
    assert_at_most(3, ["short"] * 8, "long", lambda one: read_signs(made[one]))


def look_at_every_word(text: str, *, is_latin: bool) -> set[str]:
    """Find the names of *text* word by word, by what stands before each."""
    found: set[str] = set()
    end, before = 0, "\n"
    for one in WORD.finditer(text):
        word, between = one[0], text[end : one.start()]
        before = "\n" if "\n\n" in between else between.strip()[-1:] or before
        is_code = any(
            sign.isdigit() or sign in "_/+" or sign.isupper() for sign in word[1:]
        )
        is_name = is_code or (word[0].isupper() and before not in BEGINS)
        is_other = LATIN.match(word) is not None and not is_latin
        if is_name or is_other or ABJAD.match(word):
            found.add(word)
        end, before = one.end(), "a"
    return found


LETTERS = "abAB éÉčČβΒ\xa0\u2009²дДіІ،اÅ中٣\ud800ǅ\n.,1_’'-+/“”(?%&"


@given(
    st.text(LETTERS, max_size=80).map(lambda text: text.replace("ab", "\n\n")),
    st.booleans(),
)
@example("said.\n\n, Moscow and Nord-Stream", True)
@example("a ، Ä،ا中B, 1990 Moscow", True)
@example(f"a\n\n{'% ' * 200}Moscow", True)
@example(f"a {'%' * 200} Moscow", True)
@example("% Moscow", False)
@example("a’\n Moscow", True)
@example("в городе Минске, по R2D2 и abc", False)
def test_names_are_those_that_a_look_at_every_word_finds(
    text: str, is_latin: bool
) -> None:
    others = {one for one in text if not one.isascii()}
    found = find_names(text, is_latin=is_latin, others=others)
    assert found == look_at_every_word(text, is_latin=is_latin)


@given(st.text("12 .,’٣٤²½éд\xa0\ud800?", max_size=40))
def test_numbers_are_those_that_a_look_at_every_digit_finds(text: str) -> None:
    """With a digit of another script the whole text is searched."""
    assert marks(text) == marks(f"{text}\n ٥")


def test_marks_of_markdown_are_counted_however_they_are_nested() -> None:
    text = "- [![a](b.png)](c)\n\n\n  1. [d](e) ``f g``, `h`\n\n![i](<j.png>)\n"
    assert read_signs(text).outline == (3, 0, 2, 0, 2, 2)
    for mark in ("picture b.png", "picture j.png"):
        assert mark_of(mark) in marks(text)


def test_texts_that_say_little_else_are_told_by_the_lengths_of_their_blocks() -> None:
    """As essays are, in which numbers are words: where few have the same author."""
    draw = random.Random(7)
    made = []
    for number in range(40):
        lengths = [draw.randrange(40, 300) for _ in range(12)]
        for language in ("en", "ru"):
            blocks = tuple([one + draw.randrange(-4, 5) for one in lengths])
            said = array("I", [mark_of(f"author {number // 2}")])
            made.append(
                Piece(f"{language}-{number}", language, array("I"), said, (), blocks)
            )
    found = find_candidates(made)
    assert [one for one in found if one.a[3:] != one.b[3:]] == []
    assert len(found) > 30


def piece(name: str, language: str, *said: object) -> Piece:
    found = sorted({mark_of(str(one)) for one in said})
    return Piece(name, language, array("I", found), array("I"), ())


def pieces(count: int, seed: int = 1) -> list[Piece]:
    """So many pieces in two languages, a true pair each, with what all have besides."""
    draw = random.Random(seed)
    made = []
    for number in range(count // 2):
        own = [f"{number} {one}" for one in range(12)]
        for language in ("en", "ru"):
            said = draw.sample(own, 9)
            said += [f"all {draw.randrange(40)}" for _ in range(20)]
            said += [f"some {draw.randrange(count)}" for _ in range(8)]
            made.append(piece(f"{language}-{number}", language, *said))
    return made


def test_true_pairs_are_found_in_any_order_of_pieces() -> None:
    made = pieces(400)
    found = find_candidates(made)
    right = [one for one in found if one.a[3:] == one.b[3:]]
    assert len(right) > 0.95 * 200
    assert len(right) == len(found)
    assert find_candidates(made[::-1]) == found


def test_pieces_of_one_language_are_compared_with_nothing() -> None:
    alike = [piece(f"a{number}", "en", *range(20)) for number in range(9)]
    assert find_candidates(alike) == []


def test_two_that_are_as_near_are_both_left_to_editors() -> None:
    """Who of two it is nobody can tell: a wrong pair is worse than none."""
    said = [f"x{number}" for number in range(30)]
    twins = [piece("en-1", "en", *said), piece("en-2", "en", *said)]
    others = [*twins, *pieces(60)[:20]]
    found = find_candidates([*others, piece("ru-1", "ru", *said)])
    assert found == find_candidates(others)
    assert len(find_candidates([*others[1:], piece("ru-1", "ru", *said)])) > len(found)


@pytest.mark.long
def test_the_time_grows_as_the_archive_does() -> None:
    took = []
    for count in (20_000, 80_000):
        made = pieces(count)
        began = time.process_time()
        find_candidates(made)
        took.append(time.process_time() - began)
    assert took[1] < 8 * took[0]


# -- The list ----------------------------------------------------------------------------


def test_lines_say_what_translates_what_and_what_does_not() -> None:
    text = "# A note.\nvoda translates water\n\nmost does not translate water\n"
    found = parse_translations(text)
    assert [str(one) for one in found.lines] == [
        "voda translates water",
        "most does not translate water",
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("voda\n", "expected a line as 'slug translates other-slug'"),
        ("Voda translates water\n", "expected a line as"),
        ("voda translates javascript:alert(1)\n", "expected a line as"),
        ("voda translates //else.test/x\n", "expected a line as"),
        ("voda translates https://[else.test/x\n", "expected a line as"),
        ("voda translates a\nvoda translates b\n", "line 1 says 'voda translates a'"),
        ("a translates b\nb does not translate a\n", "line 1 says 'a translates b'"),
        ("<<<<<<< ours\n", "a conflict that git left"),
    ],
)
def test_a_line_that_cannot_be_is_a_problem(text: str, told: str) -> None:
    (problem,) = parse_translations(text).problems
    assert told in str(problem)


# -- Editors are asked -------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """An archive of which two pieces say the same in two languages."""
    site = SiteFolder(tmp_path / "site")
    for slug, language, date, text in (
        ("gauge", "en", "2020-03-01", ENGLISH),
        ("reyka", "ru", "2020-04-01", RUSSIAN),
        ("ferry", "en", "2020-05-01", OTHER),
    ):
        text = article(slug.title(), text, slug=slug, language=language, date=date)
        site.write(f"content/articles/{slug}.md", text)
    return site


def asked(site: SiteFolder) -> list[str]:
    points = check_site(site.options()).open_points
    return [str(one) for one in points if one.message.kind.family == KIND]


def test_check_asks_of_the_later_one_whether_it_translates_the_other(
    site: SiteFolder,
) -> None:
    (point,) = asked(site)
    assert point.startswith("content/articles/reyka.md:")
    assert "may translate content/articles/gauge.md: " in point


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("a", "reyka translates gauge"),
        ("b", "gauge translates reyka"),
        ("n", "reyka does not translate gauge"),
    ],
)
def test_a_verdict_is_a_line_that_counts_and_undo_takes_it_out(
    site: SiteFolder, key: str, line: str
) -> None:
    files = {p: p.read_bytes() for p in site.folder.glob("content/articles/*")}
    done = run(site, "review", text=f"{key}\nq\n").stdout
    assert "[a] a translates b [b] b translates a [n]o translation [l]ater" in done
    assert f"{LINES}: {line}\n" in done
    assert site.read(LINES).splitlines()[-1] == line
    assert asked(site) == []
    page = site.build().page("articles/gauge/")
    assert site.problems == ()
    assert ('hreflang="ru"' in page) is (key != "n")
    assert {p: p.read_bytes() for p in files} == files
    run(site, "review", "--undo")
    assert line not in site.read(LINES).splitlines()
    assert len(asked(site)) == 1


def test_programs_settle_them_by_their_ids(site: SiteFolder) -> None:
    (point,) = [one for one in list_points(site) if one["kind"] == KIND]
    assert point["verdicts"] == ["a translates b", "b translates a", "no translation"]
    line = f'{{"id": "{point["id"]}", "verdict": "no translation"}}\n'
    run(site, "review", "--batch", "-", text=line)
    assert site.read(LINES).endswith("reyka does not translate gauge\n")


def test_what_a_source_names_as_a_translation_is_asked_about_and_not_paired(
    site: SiteFolder,
) -> None:
    related = [{"title": "ru", "type": "translation", "link": "/articles/most/"}]
    text = article("Ferry", OTHER, slug="ferry", language="en", related=related)
    site.write("content/articles/ferry.md", text)
    most = article("Most", "Мост.", slug="most", language="ru", date="2021-01-01")
    site.write("content/articles/most.md", most)
    told = [one for one in asked(site) if "most.md" in one]
    assert len(told) == 1
    assert "its source names it as the same piece" in told[0]
    assert "hreflang" not in site.build().page("articles/ferry/")


def test_import_asks_of_what_it_has_just_written(site: SiteFolder) -> None:
    site.delete("content/articles/reyka.md")
    record = {"title": "Reyka", "language": "ru", "date": "2020-04-01", "body": RUSSIAN}
    site.write("content/raw/pieces.jsonl", json.dumps(record) + "\n")
    found = import_site(site.options())
    assert len(found.imported) == 1
    told = [one for one in found.open_points if one.message.kind.family == KIND]
    assert [one.source for one in told] == list(found.imported)
    again = import_site(site.options())
    assert not [one for one in again.open_points if one.message.kind.family == KIND]


def test_an_archive_in_one_language_reads_nothing(site: SiteFolder) -> None:
    site.delete("content/articles/reyka.md")
    assert asked(site) == []
    assert not (site.folder / ".cache/signs").exists()


@pytest.mark.parametrize(
    "line",
    [
        "reyka does not translate gauge",
        "gauge does not translate reyka.md",
        "reyka does not translate /articles/gauge/",
        "former does not translate gauge",
    ],
)
def test_what_a_line_tells_apart_is_not_asked_about(
    site: SiteFolder, line: str
) -> None:
    site.edit("content/articles/reyka.md", "---", "---\naliases: [/articles/former/]")
    assert asked(site)
    site.write(LINES, f"{line}\n")
    assert asked(site) == []


def test_what_is_paired_already_is_not_asked_about(site: SiteFolder) -> None:
    site.edit("content/articles/gauge.md", "slug:", "translation_of: reyka\nslug:")
    assert asked(site) == []


def test_a_line_and_front_matter_that_differ_are_a_problem(site: SiteFolder) -> None:
    site.write(LINES, "reyka translates gauge\n")
    site.edit("content/articles/reyka.md", "slug:", "translation_of: gauge.md\nslug:")
    assert site.build().problems == ()
    site.edit("content/articles/reyka.md", "gauge.md", "ferry")
    (problem,) = site.build().problems
    assert "line 1 of content/translations.txt that it is 'gauge'" in problem


def test_a_line_of_nothing_is_asked_about(site: SiteFolder) -> None:
    site.write(LINES, "reika translates gauge\n")
    site.build()
    told = [str(one) for one in site.report.open_points]
    assert any("no article is called 'reika'" in one for one in told)
    assert any("did you mean 'reyka'?" in one for one in told)

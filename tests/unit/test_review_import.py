"""Decisions of editors, on a folder: what import makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_samples import BODY, PAIRS, Site, raw_a

from commentariat.archive.text import digest_bytes
from commentariat.intake.content.content_file import is_untouched
from commentariat.intake.decisions.decision import Decision, Verdict
from commentariat.intake.decisions.jsonl import FILE, digest_decisions, write_decisions

DEK = "A river treaty survives on a number. Nobody has asked who will write it next."
SCARRED = (
    "There are forty-one steps from the road, and the man who reads the gauge hascounted "
    "them every morning for twenty-six years. He callsit a habit.",
    "He writes the number in a ledger that two governments treat as “the only true "
    "account of the river, and neither of them has ever paid for the ink.",
)
ARTICLE = "undated/a-river-treaty-survives-on-a-number.md"
PATH = f"content/articles/{ARTICLE}"


def decision(verdict: str, before: str, after: str = "", **more: str) -> Decision:
    values = {"file": "001.txt", "kind": "glued-words"} | more
    return Decision(verdict=Verdict(verdict), before=before, after=after, **values)


CLOSE = decision(
    "accept", "ink.", "ink.”", left="has ever paid for the ", kind="unclosed-quotation"
)
KEEP = decision(
    "reject", "hascounted", "has counted", left="the gauge ", right=" them every"
)
EDIT = decision("edit", "callsit", "calls this", left="years. He ", right=" a habit")


def decide(site: Site, *decisions: Decision) -> Site:
    text = write_decisions({one.key: one for one in decisions})
    return site.write(FILE, text)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).raw("001.txt", raw_a(DEK, SCARRED))


def repairs(site: Site) -> list[tuple[str, str, str]]:
    (article,) = site.articles()
    found = article.shown_detail.repairs
    return [(one.before, one.after, one.decided) for one in found]


# -- An article that no editor has touched ---------------------------------------


def test_without_decisions_the_sure_is_made_and_the_unsure_is_asked(site: Site) -> None:
    site.imported()
    assert "has counted" in site.read(PATH)
    assert "for the ink.\n" in site.read(PATH)
    assert [one.kind for one in site.report.open_points] == ["uncertain repair"]


def test_an_accepted_repair_is_made_recorded_and_asked_no_more(site: Site) -> None:
    decide(site, CLOSE).imported()
    assert "for the ink.”" in site.read(PATH)
    assert ("ink.", "ink.”", "accept") in repairs(site)
    assert site.open_points == []
    assert site.points() == {"001.txt": ()}


def test_a_rejected_repair_is_neither_made_nor_asked(site: Site) -> None:
    quotation = decision(
        "reject",
        "ink.",
        "ink.”",
        left="has ever paid for the ",
        kind="unclosed-quotation",
    )
    decide(site, KEEP, quotation).imported()
    assert "gauge hascounted them" in site.read(PATH)
    assert site.open_points == []
    assert all(before not in ("hascounted", "ink.") for before, _, _ in repairs(site))


def test_a_rejected_place_is_kept_whatever_the_rule_is_called(site: Site) -> None:
    decide(
        site,
        decision(
            "reject",
            "hascounted",
            left="the gauge ",
            right=" them every",
            kind="a-former-name",
        ),
    ).imported()
    assert "hascounted" in site.read(PATH)


def test_an_edit_puts_the_editors_words_in(site: Site) -> None:
    decide(site, EDIT).imported()
    assert "He calls this a habit." in site.read(PATH)
    assert ("callsit", "calls this", "edit") in repairs(site)


def test_words_of_an_editor_are_text_and_no_markup(site: Site) -> None:
    hostile = decision(
        "edit",
        "callsit",
        "<script>*x*</script>",
        left="years. He ",
        right=" a habit",
    )
    decide(site, hostile).imported()
    assert "&lt;script>\\*x\\*&lt;/script>" in site.read(PATH)


def test_a_decision_that_comes_later_rewrites_the_file_and_no_other(site: Site) -> None:
    site.raw("002.txt", raw_a("Another dek, of other things.", BODY)).imported()
    decide(site, CLOSE).imported()
    assert site.report.written == (PATH,)
    assert is_untouched(site.read(PATH))
    assert site.imported().report.written == ()


def test_a_decision_taken_back_leaves_the_file_as_if_never_made(site: Site) -> None:
    before = site.imported().files()
    decide(site, CLOSE, KEEP, EDIT).imported()
    assert site.files() != before
    decide(site).imported()
    assert site.files() == before


def test_decided_first_or_imported_first_gives_the_same_files(
    site: Site, tmp_path: Path
) -> None:
    other = Site(tmp_path / "other").raw("001.txt", raw_a(DEK, SCARRED))
    decide(other, CLOSE, KEEP, EDIT).imported()
    decide(site.imported(), CLOSE, KEEP, EDIT).imported()
    assert site.files() == other.files()


def test_another_crawl_of_the_article_shares_what_was_decided(site: Site) -> None:
    crawl = raw_a(DEK, SCARRED, lead=PAIRS[1], pairs=PAIRS[1:])
    decide(site, CLOSE, KEEP).raw("000.txt", crawl).imported()
    (article,) = site.articles()
    assert [raw.file for raw in article.raw] == ["000.txt", "001.txt"]
    assert "for the ink.”" in site.read(PATH)
    assert "hascounted" in site.read(PATH)
    assert site.imported().report.written == ()


def test_a_crawl_with_other_surroundings_keeps_the_decision(site: Site) -> None:
    decide(site, KEEP).imported()
    site.raw("001.txt", "\n\n" + raw_a(DEK, ("One more.", *SCARRED), lead=PAIRS[1]))
    site.imported()
    assert "hascounted" in site.read(PATH)
    assert site.open_points == [
        point for point in site.open_points if "decided" not in point
    ]


def test_a_rejected_word_is_kept_in_a_sentence_that_was_rewritten(
    site: Site,
) -> None:
    decide(site, KEEP).imported()
    other = SCARRED[0].replace("who reads the gauge hascounted them", "hascounted all")
    site.raw("001.txt", raw_a(DEK, [other, SCARRED[1]])).imported()
    assert "hascounted all" in site.read(PATH)
    assert "hascounted" not in "".join(site.open_points)


def test_a_decision_whose_place_is_gone_is_asked_about(site: Site) -> None:
    decide(site, KEEP).raw("001.txt", raw_a(DEK, BODY)).imported()
    assert site.open_points == [
        "content/raw/001.txt: the raw file holds no 'the gauge hascounted them every' in "
        "its article any more, of which was decided: reject 'hascounted'; take that "
        "back in the review, or delete its line in content/decisions.jsonl"
    ]


def test_a_decision_of_a_file_that_is_not_there_is_asked_about(site: Site) -> None:
    decide(site, decision("reject", "asgood", file="01.txt")).imported()
    assert (
        "content/decisions.jsonl: no raw file is called '01.txt', of which was decided; "
        "did you mean '001.txt'?"
    ) in site.open_points


def test_a_title_and_a_date_can_be_answered(site: Site) -> None:
    title = decision("answer", "", "A Number & a Ledger", kind="derived title")
    date = decision("answer", "", "2019-03-04", kind="no date")
    decide(site, title, date).imported()
    (article,) = site.articles()
    assert (article.title, article.date) == ("A Number & a Ledger", "2019-03-04")
    assert article.shown_detail.title_from == ""
    assert article.source == "articles/2019/a-number-a-ledger.md"


def test_an_answer_outweighs_the_sidecar(site: Site) -> None:
    site.raw("index.csv", "file,date\n001.txt,2001-01-01\n")
    decide(site, decision("answer", "", "2019-03-04", kind="no date")).imported()
    assert [one.date for one in site.articles()] == ["2019-03-04"]


# -- An article that an editor has edited ------------------------------------------


def test_in_an_edited_file_only_the_place_is_changed(site: Site) -> None:
    site.imported().edit(PATH, "every morning", "every single morning")
    before = site.read(PATH)
    decide(site, CLOSE).imported()
    after = site.read(PATH)
    assert after.replace("ink.”\n", "ink.\n", 1) != before  # it is recorded
    body, now = (text.split("\n---\n")[1] for text in (before, after))
    assert now == body.replace("the ink.", "the ink.”")
    assert ("ink.", "ink.”", "accept") in repairs(site)
    assert not is_untouched(after)
    assert site.imported().report.written == ()
    assert site.open_points == []


def test_in_a_file_with_windows_line_ends_too(site: Site) -> None:
    text = site.imported().read(PATH).replace("every", "each").replace("\n", "\r\n")
    decide(site.write(PATH, text), CLOSE).imported()
    after = site.read(PATH)
    assert "for the ink.”\r\n" in after
    assert after.count("\n") == after.count("\r\n")


def test_a_place_that_an_editor_has_changed_is_told_and_left_alone(site: Site) -> None:
    site.imported().edit(PATH, "paid for the ink", "paid for the very good ink")
    before = site.read(PATH)
    decide(site, CLOSE).imported()
    assert site.read(PATH) == before
    (point,) = site.report.open_points
    assert point.kind == "decision not made"
    assert site.imported().report.open_points == (point,)
    assert str(point.message).endswith(f"say so: commentariat resolve {PATH}")
    digest = digest_decisions([CLOSE])
    site.edit(PATH, "  key:", f"  decided: {digest}\n  key:").imported()
    assert site.open_points == []


def test_two_decisions_close_together_are_both_made(site: Site) -> None:
    site.imported().edit(PATH, "for the ink", "for the blue ink")
    decide(site, KEEP, EDIT).imported()
    text = site.read(PATH)
    assert "the gauge hascounted them" in text
    assert "He calls this a habit" in text
    assert "blue ink" in text
    assert site.open_points == []


def test_a_decision_taken_back_is_taken_out_of_an_edited_file(site: Site) -> None:
    site.imported().edit(PATH, "for the ink", "for the blue ink")
    before = site.read(PATH)
    decide(site, EDIT).imported()
    assert site.read(PATH) != before
    decide(site).imported(undone=[EDIT])
    assert site.read(PATH) == before


def test_one_taken_back_behind_the_back_of_import_is_asked_about(site: Site) -> None:
    site.imported().edit(PATH, "for the ink", "for the blue ink")
    decide(site, EDIT).imported()
    decide(site).imported()
    assert [one.kind for one in site.report.open_points] == ["decision taken back"]
    assert "calls this" in site.read(PATH)


def test_an_answer_changes_title_and_date_of_an_edited_file(site: Site) -> None:
    site.imported().edit(PATH, "for the ink", "for the blue ink")
    title = decision("answer", "", "A Number: and a Ledger", kind="derived title")
    date = decision("answer", "", "2019-03-04", kind="no date")
    decide(site, title, date).imported()
    (article,) = site.articles()
    assert (article.title, article.date) == ("A Number: and a Ledger", "2019-03-04")
    assert "blue ink" in site.read(PATH)
    assert article.source == f"articles/{ARTICLE}"


def test_a_title_that_an_editor_gave_outweighs_an_answer(site: Site) -> None:
    site.imported().edit(
        PATH, "title: A river treaty survives on a number", "title: Mine"
    )
    decide(
        site, decision("answer", "", "Another Title", kind="derived title")
    ).imported()
    assert [one.title for one in site.articles()] == ["Mine"]


# -- The file of decisions ---------------------------------------------------------


def test_a_mark_of_an_unsettled_merge_holds_import_and_changes_nothing(
    site: Site,
) -> None:
    decide(site, KEEP).imported()
    before = site.files()
    text = site.read(FILE)
    site.write(FILE, f"<<<<<<< ours\n{text}=======\n>>>>>>> theirs\n").imported()
    assert site.files() == before
    assert [line.split(":")[:2] for line in site.problems] == [
        [FILE, "1"],
        [FILE, "3"],
        [FILE, "4"],
    ]


def test_two_lines_that_differ_hold_back_their_raw_file_alone(site: Site) -> None:
    decide(site, KEEP).imported()
    before = site.files()
    other = decision(
        "accept", KEEP.before, KEEP.after, left=KEEP.left, right=KEEP.right
    )
    lines = write_decisions({KEEP.key: KEEP}) + write_decisions({other.key: other})
    site.write(FILE, lines).raw("002.txt", raw_a("Another dek, of other things.", BODY))
    site.imported()
    assert len(site.files()) == 2
    assert site.files().items() > before.items()
    assert site.problems == [
        "content/decisions.jsonl:2: 'hascounted' in 001.txt is decided twice: reject on "
        "line 1, accept here; keep one of the two"
    ]


def test_a_line_that_stands_twice_counts_once(site: Site) -> None:
    text = write_decisions({KEEP.key: KEEP})
    site.write(FILE, text + text).imported()
    assert not site.problems
    assert "hascounted" in site.read(PATH)


def test_the_raw_file_is_recorded_with_what_was_decided_of_it(site: Site) -> None:
    decide(site, KEEP).imported()
    (article,) = site.articles()
    (raw,) = article.raw
    assert raw.digest == digest_bytes(raw_a(DEK, SCARRED).encode())
    assert len(raw.decided) == 16

"""Pages beyond the samples: what each line is read as, in every layout."""

import json
from collections.abc import Sequence

import msgspec
import pytest

from commentariat.errors import SourceError
from commentariat.intake.pages.layouts import LAYOUTS
from commentariat.intake.pages.layouts.a import label_a
from commentariat.intake.pages.layouts.body import label_body
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.model import Label, Reading, RecentWork
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.pages.reading import read_raw

LEAD = ("Coastal capitals rewrite old pacts. They will not hold.", "Lena Marchetti")
DISCLAIMER = (
    "Carnegie does not take institutional positions on public policy issues; the views "
    "represented herein are those of the author(s)."
)
RELATED = (*LEAD, "A second teaser stands here.", "Adam Leroux, Jr., Samira Wolfe, ed.")
ONE = (
    "The ministry published its plan in March, and the deputies read it in the train. "
    "Nobody called it final, and nobody called it open, which was how the trouble of "
    "that summer began, as the clerks had said it would when they sealed the envelope."
)
TWO = (
    "In May the governor told the senators that heating would hold, and they wrote it "
    "down as if it were a promise. It was closer to a forecast, with the difference "
    "that forecasts are checked afterwards by the people who made them, in an archive."
)


def block(authors: Sequence[str] = ("Rita Baldoni",), **values: object) -> str:
    fields = {
        "authors": list(authors),
        "type": "commentary",
        "centers": ["Carnegie Europe"],
        "programs": ["Russia and Eurasia"],
        "regions": ["Europe", "Middle East"],
        "topics": ["Security"],
    }
    return json.dumps(fields | values, indent=0, ensure_ascii=False)


def page_a(
    *lines: str,
    authors: Sequence[str] = ("Rita Baldoni",),
    lead: Sequence[str] = LEAD,
    **values: object,
) -> str:
    return "\n".join([*lead, block(authors, **values) + "\n".join(lines)])


def page_b(*lines: str, lead: str = "Rita Baldoni") -> str:
    return f"{lead}\n{block()}" + "\n".join(lines)


def page_c(*blocks: str, authors: Sequence[str] = ("Rita Baldoni",)) -> str:
    above = (
        "• Research\n  • About\nGlobal logoletter logo\nSecurityEurope\n  • Donate\n"
    )
    return above + block(authors) + "\n\n" + "\n\n".join(blocks) + "\n"


def read(text: str) -> Reading:
    return read_raw(text, "a.txt")


def labels_of(reading: Reading) -> list[str]:
    """List the labels below the metadata, each line's own."""
    labels = [span.label for span in reading.spans if span.label != Label.SEPARATOR]
    return [str(label) for label in labels[labels.index(Label.METADATA) + 1 :]]


def body_of(reading: Reading) -> list[str]:
    return [paragraph.text for paragraph in reading.body]


def kinds_of(reading: Reading) -> list[str]:
    return [doubt.kind for doubt in reading.doubts]


# -- The opening --------------------------------------------------------------


def test_the_text_may_begin_on_a_line_of_its_own() -> None:
    reading = read(page_a("", "Source: Getty", "A dek.", ONE))
    assert labels_of(reading) == ["image credit", "dek", "body"]


def test_the_dek_may_follow_the_brace() -> None:
    reading = read(page_a("A dek.", ONE, TWO))
    assert (reading.dek, reading.image_credit) == ("A dek.", None)
    assert body_of(reading) == [ONE, TWO]


def test_the_first_source_is_the_pictures_and_the_second_the_articles() -> None:
    reading = read(page_a("Source: Getty", "Source: The Herald's Sunday Page", ONE))
    assert reading.image_credit == "Source: Getty"
    assert reading.publication_source == "The Herald's Sunday Page"
    assert (reading.dek, body_of(reading)) == (None, [ONE])


def test_below_a_placeholder_an_agency_is_a_credit_and_a_paper_is_not() -> None:
    credit = read(page_a("REQUIRED IMAGE", "Source: Getty Images", "A dek.", ONE))
    assert (credit.image_credit, credit.publication_source) == (
        "Source: Getty Images",
        None,
    )
    paper = read(page_a("REQUIRED IMAGE", "Source: Carnegie", ONE))
    assert (paper.image_credit, paper.publication_source) == (None, "Carnegie")


@pytest.mark.parametrize("word", ["Source:", "Источник:", "المصدر:", "Quelle :"])
def test_sources_are_known_in_the_languages_of_the_archive(word: str) -> None:
    reading = read(page_a(f"{word} Getty", "A dek.", f"{word} Ledger", ONE))
    assert reading.image_credit == f"{word} Getty"
    assert reading.publication_source == "Ledger"


def test_a_dek_repeated_as_body_stays_both() -> None:
    reading = read(page_a("Source: Getty", "A dek.", "A dek.", ONE))
    assert reading.dek == "A dek."
    assert body_of(reading) == ["A dek.", ONE]
    assert kinds_of(reading) == ["dek or body"]


def test_a_dek_of_five_sentences_is_a_dek() -> None:
    dek = "One is here. Two is here. Three is here. Four is here. Five is here."
    assert read(page_a("Source: Getty", dek, "Source: Ledger", ONE)).dek == dek
    doubtful = read(page_a("Source: Getty", dek, ONE))
    assert (doubtful.dek, kinds_of(doubtful)) == (dek, ["dek or body"])


@pytest.mark.parametrize(
    "first",
    ["Key Conclusions:", "BEIJING, Apr 14—The talks began.", "http://a.b", "###"],
)
def test_what_cannot_be_a_dek_is_body(first: str) -> None:
    reading = read(page_a("REQUIRED IMAGE", first, ONE))
    assert (reading.dek, body_of(reading)) == (None, [first, ONE])


def test_a_single_long_paragraph_is_body_and_a_single_short_one_the_dek() -> None:
    assert body_of(read(page_a("Source: Getty", f"{ONE} {TWO}"))) == [f"{ONE} {TWO}"]
    assert (
        read(page_a("Source: Getty", "Talks run at once. None meets.")).dek is not None
    )


def test_an_article_without_a_word_is_read_and_doubted() -> None:
    reading = read(page_a("REQUIRED IMAGE", DISCLAIMER, *RELATED))
    assert labels_of(reading)[:2] == ["placeholder", "disclaimer"]
    assert reading.has_placeholder
    assert kinds_of(reading) == ["no text"]


# -- The body -----------------------------------------------------------------


def test_headings_stand_alone_between_full_paragraphs() -> None:
    reading = read(
        page_a(
            "A dek.", ONE, "A question of trust", TWO, "Lower tariffs", "Higher walls",
            ONE, "What then?", TWO, "What Comes Next?", ONE, DISCLAIMER,
        )
    )  # fmt: skip
    headings = [paragraph.text for paragraph in reading.body if paragraph.is_heading]
    assert headings == ["A question of trust", "What Comes Next?"]
    assert len(reading.body) == 10


def test_oddities_of_bodies_stay_in_them() -> None:
    lines = (
        ONE,
        "###",
        "Notes:",
        "2014.",
        "https://example.org/a",
        "RITA BALDONI",
        "ROME",
    )
    reading = read(page_a("Source: Getty", "A dek.", *lines, DISCLAIMER, *RELATED))
    assert body_of(reading) == list(lines)


def test_a_short_last_paragraph_is_no_biography() -> None:
    for last in (
        "That is all.",
        "Baldoni said that the director was right.",
        "So be it",
    ):
        reading = read(
            page_a("Source: Getty", "A dek.", ONE, last, DISCLAIMER, *RELATED)
        )
        assert body_of(reading) == [ONE, last]
        assert not reading.bios


def test_a_short_last_line_without_a_stop_is_doubted() -> None:
    reading = read(page_a("Source: Getty", "A dek.", ONE, "So be it", DISCLAIMER))
    assert kinds_of(reading) == ["bio or body"]


def test_a_heading_that_looks_like_a_name_begins_no_biography() -> None:
    last = "Korea’s president was a fellow of the old school, and has been one since."
    reading = read(page_a("A dek.", ONE, "South Korea", last, DISCLAIMER))
    assert body_of(reading) == [ONE, "South Korea", last]


def test_an_interview_keeps_its_questions_in_the_body() -> None:
    lines = (ONE, "What did the ministry want?", TWO, "And what did it get?", ONE)
    reading = read(page_a("A dek.", *lines, "Rita Baldoni", DISCLAIMER))
    assert body_of(reading) == list(lines)
    assert [bio.name for bio in reading.bios] == ["Rita Baldoni"]


# -- The end of a page of glued text ------------------------------------------


def test_without_a_disclaimer_the_lead_in_begins_the_related_articles() -> None:
    reading = read(page_a("A dek.", ONE, TWO, *RELATED))
    assert body_of(reading) == [ONE, TWO]
    assert [teaser.authors for teaser in reading.related] == [
        ("Lena Marchetti",),
        ("Adam Leroux, Jr.", "Samira Wolfe, ed."),
    ]


def test_without_both_two_pairs_are_taken_for_them_and_doubted() -> None:
    reading = read(page_a("A dek.", ONE, TWO, *RELATED, lead=()))
    assert len(reading.related) == 2
    assert kinds_of(reading) == ["related or body"]


def test_one_pair_is_not_enough() -> None:
    reading = read(page_a("A dek.", ONE, TWO, *LEAD, lead=()))
    assert body_of(reading) == [ONE, TWO, *LEAD]


def test_a_related_block_needs_no_lead_in() -> None:
    reading = read(page_a("A dek.", ONE, DISCLAIMER, *RELATED[2:], lead=()))
    assert [teaser.text for teaser in reading.related] == [RELATED[2]]
    assert not reading.doubts


def test_a_teaser_without_authors_does_not_take_the_next_ones() -> None:
    lines = (
        *LEAD,
        "Unsigned, this one stands here.",
        "Signed, this one.",
        "Ada Berg",
        "",
    )
    reading = read(page_a("A dek.", ONE, DISCLAIMER, *lines))
    assert [(teaser.text, teaser.authors) for teaser in reading.related][1:] == [
        ("Unsigned, this one stands here.", ()),
        ("Signed, this one.", ("Ada Berg",)),
    ]


def test_a_last_row_without_authors_is_cut_where_the_file_is() -> None:
    cut = read(page_a("A dek.", ONE, DISCLAIMER, *LEAD, "Budgets tell the st"))
    assert [teaser.is_cut for teaser in cut.related] == [False, True]
    whole = read(
        page_a("A dek.", ONE, DISCLAIMER, *LEAD, "Budgets tell the story.", "")
    )
    assert [teaser.is_cut for teaser in whole.related] == [False, False]


def test_a_file_cut_in_its_body_is_doubted() -> None:
    assert kinds_of(read(page_a("A dek.", ONE, TWO[:70]))) == ["cut off"]


# -- Events -------------------------------------------------------------------

SPEAKERS = (
    "Rita Baldoni",
    "Director, Carnegie Europe",
    "Rita Baldoni directs it.",
    "Sam Otherman",
    "University of Somewhere",
    "Marguerite Solheim-Odera",
    "Former Keeper, Upper Cascade Lock",
    "Solheim-Odera kept the lock for thirty years.",
)
NAMES = ["Rita Baldoni", "Sam Otherman", "Marguerite Solheim-Odera"]
HEAD = ("Two Calendars", "Fri, September 12th, 2014", "Harbor Hall, Washington, DC")


def test_an_event_has_title_date_and_place_and_speakers_below_the_disclaimer() -> None:
    reading = read(page_a("Source: Getty", *HEAD, ONE, DISCLAIMER, *SPEAKERS, *RELATED))
    assert reading.title == "Two Calendars"
    assert reading.event is not None
    assert (reading.event.date, reading.event.place) == HEAD[1:]
    assert (reading.dek, body_of(reading)) == (None, [ONE])
    assert [bio.name for bio in reading.bios] == NAMES
    assert len(reading.related) == 2


def test_speakers_may_stand_above_the_disclaimer() -> None:
    reading = read(page_a(*HEAD, ONE, *SPEAKERS, DISCLAIMER, *RELATED))
    assert [bio.name for bio in reading.bios] == NAMES


def test_without_a_lead_in_speakers_end_where_pairs_begin() -> None:
    lines = (*HEAD, ONE, DISCLAIMER, *SPEAKERS[:5], *RELATED[2:])
    reading = read(page_a(*lines, lead=(), type="event"))
    assert [bio.role for bio in reading.bios] == [SPEAKERS[1], SPEAKERS[4]]
    assert [teaser.text for teaser in reading.related] == [RELATED[2]]


@pytest.mark.parametrize(
    "date",
    [
        "Friday, 12 September 2014",
        "September 12th, 2014, 10:00 AM – 11:30 AM EST",
        "12th of September, 2014",
        "Thu, May 15th, 2025",
    ],
)
def test_dates_of_events_come_in_these_shapes(date: str) -> None:
    reading = read(page_a("A Title", date, ONE))
    assert reading.event is not None
    assert (reading.event.date, reading.event.place) == (date, None)


def test_a_dateline_is_no_date_of_an_event() -> None:
    first = "Washington, September 12th, 2014—The talks began."
    assert read(page_a("A dek.", first, ONE)).event is None


# -- Layout B -----------------------------------------------------------------

ABOUT = ("About the Author", "Director, Carnegie Europe", "Baldoni directs it.")
WORK = (
    "- One ThingCommentary",
    "- Region FirstIn The Media",
    "Rita Baldoni",
    "Recent Work",
)
MORE = (
    "More Work from Carnegie India",
    "- For NowQ&A",
    "A teaser.",
    "Ada Berg, Bo Holm",
    "- Third",
)


def test_layout_b_is_read_in_all_its_parts() -> None:
    lines = ("Source: Getty", "A<br>Title", "A dek.", "Source: Ledger", "", ONE)
    reading = read(page_b(*lines, *ABOUT, *WORK, DISCLAIMER, *MORE))
    assert labels_of(reading) == [
        "image credit", "title", "dek", "publication source", "body",
        "navigation", "bio", "bio",
        "recent work", "recent work", "recent work", "navigation",
        "disclaimer", "more work", "related", "related", "related", "related",
    ]  # fmt: skip
    assert reading.title == "A<br>Title"
    assert reading.recent_work == (
        RecentWork("One Thing", "Commentary"),
        RecentWork("Region First", "In The Media"),
    )
    assert reading.recent_authors == ("Rita Baldoni",)
    assert reading.more_work_from == "Carnegie India"
    first, last = reading.related
    assert (first.title, first.type, first.text) == ("For Now", "Q&A", "A teaser.")
    assert (last.title, last.is_cut) == ("Third", True)


def test_in_layout_b_the_source_may_follow_the_title_or_be_missing() -> None:
    sourced = read(
        page_b("Source: Getty", "A Title", "Source: Ledger", ONE, DISCLAIMER)
    )
    assert (sourced.title, sourced.dek) == ("A Title", None)
    plain = read(page_b("Source: Getty", "A Title", "A dek.", ONE, DISCLAIMER))
    assert (plain.title, plain.dek, body_of(plain)) == ("A Title", "A dek.", [ONE])


def test_authors_beyond_those_named_are_counted() -> None:
    lead = "- +11\nAda Berg, Bo Holm, …"
    reading = read(page_b("Source: Getty", "A Title", "A dek.", ONE, lead=lead))
    [teaser] = reading.leading_teasers
    assert (teaser.authors, teaser.more_authors) == (("Ada Berg", "Bo Holm"), 11)


def test_bullets_above_recent_work_end_a_body_without_about_the_author() -> None:
    lines = ("A Title", "A dek.", ONE, "Rita Baldoni", "Director, Carnegie Europe")
    reading = read(page_b(*lines, *WORK, DISCLAIMER))
    assert body_of(reading) == [ONE]
    assert [bio.role for bio in reading.bios] == ["Director, Carnegie Europe"]
    assert len(reading.recent_work) == 2


def test_a_title_whose_type_is_not_known_stays_whole_and_is_doubted() -> None:
    more = ("More Work from X", "- Budgets AgainDossier", "A teaser.", "Ada Berg", "")
    reading = read(page_b("A Title", "A dek.", ONE, DISCLAIMER, *more))
    assert reading.related[0].title == "Budgets AgainDossier"
    assert kinds_of(reading) == ["type of a related piece"]


# -- Layout C -----------------------------------------------------------------

HEADER = ("Source: Getty", "Commentary\nCarnegie Europe", "A Title", "A dek.")
IMPRINT = "Link Copied\nBy Rita Baldoni and Paul Viremont\nPublished on Sep 10, 2008"
BOTH = ("Rita Baldoni", "Paul Viremont")


def test_the_long_form_of_layout_c_is_read_in_all_its_parts() -> None:
    reading = read(
        page_c(
            *HEADER, IMPRINT,
            "Program mobile hero image", "Program", "Russia and Eurasia",
            "It studies change.  It publishes.", "Learn More",
            "Source: Ledger", ONE, TWO,
            "About the Authors", "Rita Baldoni", "Director", "Baldoni directs it.",
            "Paul Viremont", "Senior Fellow",
            "    Recent Work", "  • Paper\n    A Narrative Kept Warm", "      +2 more",
            "Rita Baldoni\nDirector\nPaul Viremont\nSenior Fellow\n"
            "Rita Baldoni, Paul Viremont\nSecurityEuropeMiddle East",
            DISCLAIMER,
            "More Work from Carnegie Europe", "  • Commentary\n    Another Title",
            "    A teaser.", "      Ada Berg", "• Research\n  • About",
            authors=BOTH,
        )
    )  # fmt: skip
    assert (reading.layout, reading.navigation_lines) == ("C", 5)
    assert (reading.type_label, reading.center_label) == (
        "Commentary",
        "Carnegie Europe",
    )
    assert (reading.title, reading.dek) == ("A Title", "A dek.")
    assert (reading.byline, reading.published) == (BOTH, "Sep 10, 2008")
    assert reading.has_program_card
    assert reading.publication_source == "Ledger"
    assert body_of(reading) == [ONE, TWO]
    assert [(bio.name, bio.role, bio.bio) for bio in reading.bios] == [
        ("Rita Baldoni", "Director", "Baldoni directs it."),
        ("Paul Viremont", "Senior Fellow", None),
    ]
    assert reading.recent_work == (RecentWork("A Narrative Kept Warm", "Paper"),)
    [teaser] = reading.related
    assert (teaser.title, teaser.text) == ("Another Title", "A teaser.")
    assert teaser.authors == ("Ada Berg",)
    assert labels_of(reading).count("tags") == 1
    assert labels_of(reading)[-2:] == ["navigation", "navigation"]
    assert not reading.unplaced


def test_a_header_without_type_or_dek_is_told_by_its_blocks() -> None:
    untyped = read(page_c("Source: Getty", "A Title", "A dek.", IMPRINT, ONE))
    assert (untyped.type_label, untyped.title, untyped.dek) == (
        None,
        "A Title",
        "A dek.",
    )
    bare = read(page_c("A Title", IMPRINT, ONE))
    assert (bare.title, bare.dek, body_of(bare)) == ("A Title", None, [ONE])
    foreign = read(
        page_c("Source: Getty", "Dossier", "A Title", "A dek.", IMPRINT, ONE)
    )
    assert (foreign.type_label, foreign.title) == ("Dossier", "A Title")


def test_what_stands_below_the_article_and_is_unknown_is_kept_apart() -> None:
    reading = read(
        page_c(*HEADER, IMPRINT, ONE, DISCLAIMER, "get our letter every week")
    )
    assert [paragraph.text for paragraph in reading.unplaced] == [
        "get our letter every week"
    ]
    assert kinds_of(reading) == ["not placed"]


def test_link_and_date_below_tell_layout_c_without_navigation() -> None:
    text = page_a("Source: Getty", "Commentary", "A Title", "A dek.", IMPRINT, ONE)
    reading = read(text)
    assert (reading.layout, reading.title) == ("C", "A Title")
    assert [teaser.text for teaser in reading.leading_teasers] == [LEAD[0]]


# -- Layout D, and none -------------------------------------------------------


def test_layout_d_has_links_above_and_below() -> None:
    link = "[Could It?](https://example.org/a_(b))"
    lines = [
        link, "Ada Berg", json.dumps({"authors": ["Rita Baldoni"]}) + "A dek. Or two.",
        ONE, DISCLAIMER, link, "Ada Berg", "[Next](https://example.org/c)", "A teaser.",
        "Bo Holm",
    ]  # fmt: skip
    reading = read("\n".join(lines))
    assert reading.layout == "D"
    lead, first, second = *reading.leading_teasers, *reading.related
    assert (lead.title, lead.link) == ("Could It?", "https://example.org/a_(b)")
    assert (first.title, first.authors) == ("Could It?", ("Ada Berg",))
    assert (second.title, second.text) == ("Next", "A teaser.")
    assert (reading.dek, body_of(reading)) == ("A dek. Or two.", [ONE])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"<!DOCTYPE html>\n<p>\n{block()}text", ":1: {}, found '<!DOCTYPE html>'"),
        (f"---\ntitle: x\n---\n{block()}text", ":1: {}, found '---'"),
        (
            f"\n{ONE}\n{TWO}\n{ONE}\n{block()}text",
            ":2: {}, found 'The ministry published its plan in Marc…'",
        ),
        (block(), ": {}, found the metadata alone"),
    ],
)
def test_a_file_of_no_known_layout_is_refused(text: str, place: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(text)
    *signs, last = (rule.sign for rule in reversed(LAYOUTS) if rule.needs_block)
    above = f"{', '.join(signs)} or {last} above the metadata"
    expected = f"expected a known layout ({above}, text below)"
    assert str(caught.value) == "a.txt" + place.format(expected)


def label_masthead(page: RawPage) -> list[LabeledLine]:
    labels = (
        Label.TITLE,
        Label.BYLINE,
        Label.PUBLISHED,
        Label.PUBLICATION_SOURCE,
        Label.DEK,
        *[Label.NAVIGATION] * len(page.before),
    )
    return list(map(LabeledLine, page.before, labels))


MASTHEAD = LayoutRule(
    name="M",
    sign="a masthead",
    fits=lambda page: any(line.text == "* * *" for line in page.before),
    label=lambda page: label_body(page.after),
    label_before=label_masthead,
)


def test_a_layout_may_say_itself_what_stands_above_the_metadata() -> None:
    above = (
        "The Harbor\nRita Baldoni and Lena Marchetti\nSep 10, 2008\nThe Courier\n"
        "It opens at six, and closes at noon.\n* * *\nMenu\n"
    )
    text = f"{above}{block()}\n{ONE}\n{TWO}\n"
    reading = read_raw(text, "a.txt", layouts=(MASTHEAD, *LAYOUTS))
    assert (reading.layout, reading.title) == ("M", "The Harbor")
    assert reading.dek == "It opens at six, and closes at noon."
    assert reading.byline == ("Rita Baldoni", "Lena Marchetti")
    assert (reading.published, reading.publication_source) == (
        "Sep 10, 2008",
        "The Courier",
    )
    assert (reading.leading_teasers, reading.navigation_lines) == ((), 2)
    assert body_of(reading) == [ONE, TWO]


def test_lines_that_a_layout_takes_for_teasers_are_teasers_and_no_others() -> None:
    rule = msgspec.structs.replace(
        MASTHEAD,
        label=label_a,
        label_before=lambda page: [
            LabeledLine(line, label)
            for line, label in zip(
                page.before,
                (Label.TITLE, Label.NAVIGATION, Label.LEAD_IN, Label.LEAD_IN),
                strict=True,
            )
        ],
    )
    text = "\n".join(["The Harbor", "* * *", *LEAD, f"{block()}{ONE}", *RELATED])
    reading = read_raw(text, "a.txt", layouts=(rule,))
    assert [teaser.text for teaser in reading.leading_teasers] == [LEAD[0]]
    assert [teaser.text for teaser in reading.related] == [RELATED[0], RELATED[2]]
    assert (reading.title, reading.navigation_lines) == ("The Harbor", 1)


def test_a_file_cut_below_its_metadata_is_read_and_doubted() -> None:
    assert kinds_of(read(page_a())) == ["no text"]

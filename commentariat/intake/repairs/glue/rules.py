"""
The rules for lost spaces: what is asked of a word, in which order, and how sure that is.

A finder lists the candidates of a word, each a place where a space may be missing. The
rater of their kind gives each the confidence of the first case whose signs all hold, and
adjusting cases behind those may move it. Every case has an example, a glued word with `|`
where it comes apart, or a word that stays whole.

A rule more takes this file and one beside it:

- A case of what finders find already: put a `Case` into the table of its kind, before the
  one that takes its example now. A sign that is not yet there is a function in the module
  of the finder (`capitals`, `digits`, …): of a candidate, asked as it is or by `both`, or of
  scope and word, asked by `left`, `right` or `whole`. Its numbers stand in the case.
- Something that no finder finds: write a finder, a function of scope and word (or, for what
  marks show, scope and text) that yields candidates of a kind of its own. Here, give that
  kind a `Rater` in `_RATERS`, and name the finder in a pass of `GLUE_RULES`.

Words that a sign asks for stand beside it or, where every language has its own, among the
lists of `language.py`. `tests/unit/test_intake_glue_rules.py` walks all cases: each example
takes its very case and comes to its confidence, and each number in a case is one that the
example hangs on. `python tests/bench/bench_glue.py --cases` tells how often each case put a
space into the speeches, and how often rightly; `--set`, and `GLUE_RULES.exchange`, try other
numbers.

Confidences of 0.85 and more that were judged were right wherever they were found in the
speeches of the even years and, when they were judged, wrong for none of 1,250 modern names,
brands and new words, read one by one. Where nearly every capital within is meant, in
descriptions of software, 2,200 of 25,600 different identifiers are split: `FileSystem`,
`GoodData`.
"""

from __future__ import annotations

from typing import Final

from commentariat.intake.repairs.glue import (
    addresses,
    apostrophes,
    around,
    capitals,
    digits,
    names,
    openings,
    pairs,
    punctuation,
    surroundings,
)
from commentariat.intake.repairs.glue.cases import Case, cases, each, settle
from commentariat.intake.repairs.glue.model import CERTAIN
from commentariat.intake.repairs.glue.ruleset import GlueRules, Pass, Rater
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.signs import (
    among,
    archived,
    begins_alphabetic,
    begins_large,
    begins_small,
    both,
    either,
    ends_alphabetic,
    ends_digital,
    ends_in,
    extra,
    goes_on_small,
    left,
    long,
    named_among,
    no,
    part,
    right,
    tabled,
    whole,
    within,
)

# fmt: off
_function, _common, _part = Scope.is_function_word, Scope.is_common, Scope.is_part
_settled, _name, _proper = Scope.is_settled, Scope.is_name, Scope.is_proper

_WORDS, _NAME, _CASE = "glued-words", "glued-name", "glued-case"
_DIGITS, _POSSESSIVE = "glued-digits", "glued-possessive"
_PUNCTUATION = "glued-punctuation"

_SCRIPT = Rater(
    _WORDS,
    cases(
        Case("a function word beside another script", 0.95, "Debian|в",
            (left(_function), right(long, 3)), language="ru"),
        Case("a word beside another script", 0.95, "пакетов|Debian",
            (left(long, 4), left(punctuation.plausible), right(long, 3)),
            language="ru"),
    ),
)
_JOINT = Rater(
    _CASE,
    cases(
        Case("a known word of a name that the file tells", 0.95,
            "It was White|House then.", (capitals.is_told,), archive="White House"),
        Case("a known word of two names in a row elsewhere", 0.92,
            "It was White|House then.",
            (capitals.is_in_a_row, no(whole(_common, -5.0))), archive="White House 3"),
    ),
)
_ACRONYM_NAME = Rater(
    _CASE,
    cases(
        Case("a function word in capitals before a name", 0.0, "INMoscow",
            (left(_function), no(left(among, "acronym_words")))),
        Case("an acronym and a name", 0.93, "US|President",
            (left(long, 2), left(_common, -5.5), right(_common, -5.0),
            no(both(capitals.borrows_capital, -5.5)))),
    ),
)
_ACRONYM = Rater(
    _CASE,
    cases(
        Case("an acronym with a suffix", 0.0, "NATObacked", (right(among, "suffixes"),)),
        Case("an acronym before no word", 0.0, "POTUSeses", (no(right(_part)),)),
        Case("a function word in capitals before a word", 0.5, "THE|minister",
            (left(_function),)),
        Case("an acronym within a word", 0.0, "SAlone", (whole(tabled),)),
        Case("an acronym before a rare word", 0.0, "NATOferret",
            (no(right(_common, -5.0)),)),
        Case("an acronym before a common word", 0.93, "NATO|members", (left(tabled),)),
        Case("an unknown acronym before a common word", 0.6, "QZXN|members"),
    ),
)
_behind_name = (
    left(long, 4), right(long, 4), no(left(named_among, "prefixes")),
    left(_proper, -5.8),
)
"""What may be a name stands behind one by the tables: `MarvinBorzutzky`, not `FaceTime`."""
_title = left(capitals.is_title)
_free = (left(_function), no(left(named_among, "brand_heads")), left(long, 3))
_independent = right(capitals.is_independent)
_long_or_independent = either(right(long, 4), _independent)
_CAPITAL = Rater(
    _CASE,
    cases(
        Case("a reference with a letter", 0.4, "section|J",
            (no(right(long, 2)), left(digits.is_reference))),
        Case("a pronoun at the end", 0.9, "tonight|I",
            (right(among, "capital_words"), left(begins_small), left(long, 4),
            left(_settled), no(left(_function)))),
        Case("a capital at the end", 0.0, "membersX", (no(right(long, 2)),)),
        Case("a capital within a name", 0.0, "McCreary", (capitals.is_within_name,)),
        Case("a second capital", 0.0, "iPhoneStore", (no(capitals.has_small_left),)),
        Case("a word of another language before a capital", 0.0, "waitFor",
            (left(capitals.is_guest),), language="fr"),
        Case("an article before a name", 0.9, "a|Ukrainian",
            (left(among, "article"), _independent, no(whole(tabled)))),
        Case("an article before part of a name", 0.4, "a|Xqzt",
            (left(among, "article"),)),
        Case("a word of one letter before a name", 0.92, "в|Москве",
            (no(left(long, 2)), left(among, "one_letter"),
            no(left(among, "brand_letters")), _independent), language="ru"),
        Case("a letter before a capital", 0.0, "iResearch", (no(left(long, 2)),)),
        Case("a syllable before a capital", 0.0, "kwTelvik",
            (left(begins_small), no(left(_part)))),
        Case("a function word before a capital", 0.98, "the|EU",
            (left(begins_small), left(_function),
            either(_independent, no(whole(tabled))))),
        Case("a function word that begins a word", 0.5, "be|Nefitted",
            (left(begins_small), left(_function))),
        Case("a word that begins another", 0.4, "rest|In",
            (left(begins_small), whole(tabled))),
        Case("a form of a word before a name in letters that brands lack", 0.93,
            "закладками|Москвы",
            (left(begins_small), left(long, 4), left(tabled), right(long, 3),
            _independent, whole(capitals.is_unbranded)), language="ru"),
        Case("a rare word before a capital", 0.4, "netizens|Moscow",
            (left(begins_small), no(left(_common, -6.0)), no(left(_settled)))),
        Case("a word before a name with a capital within", 0.6, "former|LilyPond",
            (left(begins_small), no(right(goes_on_small)), no(right(str.isupper)),
            no(right(_name)))),
        Case("a word before a name", 0.96, "former|Ukrainian",
            (left(begins_small), left(long, 3), _independent)),
        Case("a word before a capital in letters that brands lack", 0.9,
            "списков|Мирзоянова",
            (left(begins_small), left(long, 4), left(tabled), right(long, 5),
            whole(capitals.is_unbranded)), language="ru"),
        Case("a word before part of a name", 0.6, "former|Xqzt", (left(begins_small),)),
        Case("two words of a name that the file tells", 0.95,
            "It was Joran|Telvik then.", (capitals.is_told,), archive="Joran Telvik"),
        Case("a title before a name", 0.96, "President|Tokayev",
            (_title, _long_or_independent)),
        Case("a title before a syllable", 0.6, "President|Xqz", (_title,)),
        Case("a word that points to a title", 0.93, "Kapitel|Erste Schritte",
            (left(named_among, "pointers"), right(long, 3), _independent),
            language="de"),
        Case("a capitalized function word before a name", 0.96, "The|Tokayev",
            (*_free, _long_or_independent)),
        Case("a capitalized function word before a syllable", 0.6, "The|Xqz", _free),
        Case("a name before an unknown one", 0.9, "Marvin|Borzutzky",
            (no(_independent), *_behind_name, no(right(tabled)))),
        Case("a word before an unknown name", 0.5, "Somebody|Xqzty",
            (no(_independent), left(_settled), right(long, 4))),
        Case("a capital before a syllable", 0.0, "BreezeExq", (no(_independent),)),
        Case("a capitalized function word that begins a word", 0.5, "Of|People",
            (left(_function), whole(tabled))),
        Case("a function word that brands begin with", 0.5, "We|Bank",
            (left(_function), left(named_among, "brand_heads"))),
        Case("a short function word with a capital", 0.96, "In|Moscow",
            (left(_function),)),
        Case("a syllable before a name", 0.0, "ShBills", (no(left(long, 3)),)),
        Case("two words of a place", 0.95, "Saudi|Arabia", (capitals.is_place,)),
        Case("a common word before two letters", 0.4, "States|We",
            (no(right(long, 3)), left(long, 4), left(_common, -5.0))),
        Case("a rare word before two letters", 0.0, "GneissWe", (no(right(long, 3)),)),
        Case("a common word before capitals", 0.4, "Congress|NATO",
            (no(right(goes_on_small)), left(long, 4), left(_common, -5.0))),
        Case("a rare word before capitals", 0.0, "FusNATO", (no(right(goes_on_small)),)),
        Case("a direction before a name", 0.92, "North|Georgia",
            (left(named_among, "directions"),
            either(right(_proper, -6.6), right(_name)))),
        Case("a name before what names end in", 0.92, "Telvik|University",
            (left(long, 4), right(named_among, "name_heads"), no(whole(tabled)),
            no(capitals.is_like_a_brand))),
        Case("a usual pair that is a word too", 0.92, "New|York",
            (whole(tabled), both(capitals.is_usual, -6.6),
            no(capitals.is_like_a_brand))),
        Case("a word or a brand", 0.4, "Exxon|Mobil", (whole(tabled),)),
        Case("a usual pair that is like a brand", 0.92, "Press|Conference",
            (capitals.is_like_a_brand, both(capitals.is_usual, -6.1))),
        Case("a pair that is like a brand", 0.5, "Green|Box",
            (capitals.is_like_a_brand,)),
        Case("a pair that the archive has as one", 0.5, "It was Green|Kettle then.",
            (whole(archived), no(capitals.is_listed)), archive="GreenKettle 3"),
        Case("two names in a row elsewhere", 0.92, "It was Joran|Telvik then.",
            (capitals.is_in_a_row,), archive="Joran Telvik 3\nJoran 2\nTelvik 2"),
        Case("two names that stand elsewhere", 0.92,
            "Telvik met Joran. Then Joran|Telvik went.",
            (left(_name), right(_name))),
        Case("an attribute before a word", 0.92, "Famous|Kettle",
            (left(ends_in, "attribute_endings"), left(_settled), right(long, 5),
            right(_settled))),
        Case("a usual pair with capitals", 0.92, "Trust|Fund",
            (capitals.is_listed,)),
        Case("a name before a tabled one", 0.9, "Hugh|Mclaren",
            (*_behind_name, right(_proper, -6.6))),
        Case("a name before one that no table holds", 0.9,
            "Borzutzky came. Then Marvin|Borzutzky went.",
            (*_behind_name, no(right(tabled)))),
        Case("two capitalized words", 0.6, "Winter|Kettle"),
    ),
)
_NUMBERED = Rater(
    _CASE,
    cases(
        Case("a function word before a numbered acronym", 0.95, "the|G20",
            (left(_function), right(digits.is_plain))),
        Case("a function word before a name with a number that stands elsewhere", 0.92,
            "The i18n came. It was the|i18n.", (left(_function), right(_name))),
        Case("a function word before a name with a number", 0.9, "the|X2Go",
            (left(_function), left(long, 3))),
        Case("a short function word before a name with a number", 0.6, "in|X2Go",
            (left(_function),)),
    ),
)
_ORDINAL = Rater(
    _DIGITS,
    cases(
        Case("a word that begins like the end of an ordinal", 0.0, "20secs",
            (digits.is_other_word,)),
        Case("an s behind no decade", 0.0, "1935scinema", (digits.is_no_decade,)),
        Case("an ordinal before a name", 0.6, "30th|Kettle",
            (right(begins_large), no(right(named_among, "months")))),
        Case("an ordinal before a common word", 0.92, "30th|June",
            (right(part), right(_common, -5.5))),
        Case("an ordinal before a long word", 0.92, "30th|deadlock",
            (right(part), right(long, 5), right(_settled))),
    ),
)
_month = left(named_among, "months")
_large_preposition = (
    left(named_among, "prepositions"), no(left(str.islower)), left(goes_on_small),
)
_letter_preposition = (
    left(named_among, "prepositions"), no(left(str.islower)), no(left(long, 2)),
)
_year = right(digits.is_year)
_NUMBER_LAST = Rater(
    _DIGITS,
    cases(
        Case("a word between digits", 0.0, "6to4",
            (extra(ends_digital), no(_month), no(left(long, 3)))),
        Case("a month before a year", 0.98, "May|2022", (_month, _year)),
        Case("a month before a day", 0.98, "January|12",
            (_month, right(digits.below, 32))),
        Case("a month before a number", 0.5, "January|77", (_month,)),
        Case("a numbered reference", 0.87, "Article|5",
            (left(digits.is_reference), left(goes_on_small))),
        Case("a capitalized preposition before a year", 0.97, "In|2014",
            (*_large_preposition, _year)),
        Case("a capitalized preposition before a number", 0.6, "In|12",
            _large_preposition),
        Case("a capital that is a preposition before a year", 0.92, "В|2022",
            (*_letter_preposition, _year), language="ru"),
        Case("a capital that is a preposition before a number", 0.0, "В12",
            _letter_preposition, language="ru"),
        Case("a capitalized determiner before a year", 0.95, "Its|2024",
            (left(named_among, "determiners"), left(long, 2), _year)),
        Case("a capitalized word before a year", 0.5, "War|2022",
            (no(left(str.islower)), left(_common, -4.5), _year)),
        Case("a name with a number", 0.0, "COVID19", (no(left(str.islower)),)),
        Case("a preposition before a year", 0.98, "in|2022",
            (left(among, "prepositions"), _year)),
        Case("a preposition before a number", 0.92, "of|12",
            (left(among, "prepositions"),)),
        Case("a determiner before a year", 0.92, "a|2019",
            (left(among, "determiners"), _year)),
        Case("a word that numbers follow before a number", 0.9, "next|5",
            (left(among, "number_openers"),)),
        Case("an article before a number", 0.3, "a|12-floor craft",
            (left(among, "article"),)),
        Case("a short word before a number", 0.3, "war|12",
            (left(long, 3), no(left(long, 4)), left(_common, -5.0))),
        Case("a syllable before a number", 0.0, "kx12", (no(left(long, 4)),)),
        Case("a rare word before a number", 0.0, "ferrous12",
            (no(left(_common, -5.0)),)),
        Case("a prefix before a number", 0.3, "super|12", (left(among, "prefixes"),)),
        Case("a common word before a year", 0.95, "season|2019", (_year,)),
        Case("a common word before a number", 0.7, "season|12"),
    ),
)
_NUMBER_FIRST = Rater(
    _DIGITS,
    cases(
        Case("a number of an adjective", 0.5, "20|year",
            (right(among, "counted_nouns"),)),
        Case("a number before a letter", 0.0, "12x", (no(right(long, 2)),)),
        Case("a number before a unit", 0.0, "20mm", (right(among, "units"),)),
        Case("a number before no word", 0.0, "12xqzy", (no(right(part)),)),
        Case("a number before capitals", 0.0, "12NATO",
            (no(right(str.islower)), no(right(goes_on_small)))),
        Case("a number before a short name", 0.0, "12Man",
            (no(right(str.islower)), no(right(long, 4)))),
        Case("a year before a name", 0.92, "1951|Festival",
            (no(right(str.islower)), left(digits.is_year), right(_settled))),
        Case("a number before a name", 0.6, "12|Festival", (no(right(str.islower)),)),
        Case("a year before a short preposition", 0.95, "2022|on",
            (no(right(long, 3)), left(digits.is_year), right(among, "prepositions"))),
        Case("a number before a word of two letters that is no unit", 0.92, "12|of",
            (no(right(long, 3)), right(among, "after_numbers"))),
        Case("a number before two letters", 0.0, "12so", (no(right(long, 3)),)),
        Case("a number before a short function word", 0.95, "12|the",
            (no(right(long, 4)), right(_function))),
        Case("a number before three letters", 0.0, "12cat", (no(right(long, 4)),)),
        Case("a number before a common word", 0.95, "12|million",
            (right(_common, -5.7), no(right(among, "suffixes")))),
        Case("a number before a rare word", 0.6, "12|ferrets"),
    ),
    each(
        Case("a number behind what may be part of a name", 0.7, "G20|which",
            (no(digits.is_behind_preposition),), min),
    ),
)
_clitic = extra(long, 1)
_two = no(right(long, 3))
_long_owner = (_clitic, left(long, 4), right(long, 5), right(_settled))
_POSSESSIVES = Rater(
    _POSSESSIVE,
    cases(
        Case("an s that begins the next word", 0.0, "gas’state",
            (apostrophes.may_be_plural,)),
        Case("syllables around an apostrophe", 0.0, "Pa’son",
            (_clitic, _two, no(left(long, 4)), no(left(_function)))),
        Case("an apostrophe behind a short word with an s", 0.0, "bus’garden",
            (no(_clitic), no(left(long, 4)))),
        Case("an apostrophe before two letters", 0.0, "workers’of", (no(_clitic), _two)),
        Case("a possessive before a short word", 0.9, "Moscow’s|of",
            (_two, right(among, "two_letters"))),
        Case("a possessive before a syllable", 0.0, "Moscow’sxq", (_two,)),
        Case("a possessive before a name that is sure", 0.92, "Moscow’s|Xqztelvik",
            (no(right(part)), *_long_owner), archive="Xqztelvik"),
        Case("a possessive before no word", 0.0, "Moscow’sxqzt", (no(right(part)),)),
        Case("a possessive before a capital", 0.95, "Moscow’s|Kremlin",
            (no(right(str.islower)),)),
        Case("a possessive before a common word", 0.97, "Moscow’s|own",
            (right(_common, -5.5),)),
        Case("a possessive before a long word", 0.92, "Moscow’s|assertions",
            _long_owner),
        Case("a possessive before a rare word", 0.8, "Moscow’s|wisp"),
    ),
)
_ELISION = Rater(
    _POSSESSIVE,
    cases(
        Case("a function word before an elided one", 0.96, "dans|l’Union",
            (left(_function),), language="fr"),
        Case("a common word before an elided one", 0.92, "rapport|d’Arnaud",
            (left(long, 3), left(_common, -5.5), left(pairs.known)), language="fr"),
        Case("a word before an elided one", 0.6, "gosier|d’Arnaud",
            (left(long, 4), left(tabled)), language="fr"),
    ),
)
_tabled_name = left(_common, -7.6)
_NAMES = Rater(
    _NAME,
    cases(
        Case("a name before a verb", 0.95, "Vostrikhanov|told",
            (left(long, 4), right(names.follows_names))),
        Case("a short name before a verb", 0.95, "Poe came. Then Poe|replied.",
            (no(left(long, 4)), left(_name), right(among, "after_names"),
            no(right(_function)), no(left(_function)))),
        Case("a noun before another word", 0.0,
            "Der Absatz steht. Die Absatzxylothek steht.",
            (pairs.may_be_joined, no(right(_function))), language="de"),
        Case("a short beginning", 0.0, "Xqzt", (no(left(long, 4)),)),
        Case("a beginning that is no name", 0.0, "Xqztvw", (no(left(_name)),)),
        Case("a name with two letters more", 0.0, "Telvik came. Then Telvikxy came.",
            (no(right(long, 3)),)),
        Case("a name before no word", 0.0, "Telvik came. Then Telvikxqzt came.",
            (no(right(_part)),)),
        Case("a name and an s that may be of either", 0.0,
            "Telvik came. Then Telvikspouted.",
            (names.may_be_shifted,)),
        Case("a tabled name before a word", 0.92,
            "Kronstadt fell. The Kronstadt|revolt went on.",
            (_tabled_name, left(long, 5), right(long, 4),
            no(right(among, "name_endings")), no(pairs.is_compound),
            right(_common, -5.7), no(right(_proper)), left(_proper, -7.6),
            left(names.is_sure_name), no(right(names.ends_compounds, 8))),
            archive="Kronstadt 3"),
        Case("a tabled name before what may be its end", 0.0,
            "Kronstadt fell. The Kronstadtgate went.",
            (_tabled_name,)),
        Case("a name in a compound", 0.4, "Telvik came. The Telvik|led crew went.",
            (pairs.is_compound,)),
        Case("a name before a short function word", 0.9,
            "Telvik came. Then Telvik|was there.",
            (no(right(long, 4)), right(_function),
            no(right(among, "short_name_endings")))),
        Case("a name with three letters more", 0.0, "Telvik came. Then Telvikcat came.",
            (no(right(long, 4)),)),
        Case("a name before what compounds end in", 0.6,
            "Telvik came. Then Telvik|house came.",
            (right(names.ends_compounds, 8),)),
        Case("a name before what may be its end", 0.6,
            "Telvik vint. Puis Telvik|soldat vint.", (pairs.is_weighed,), language="fr"),
        Case("a name before a word", 0.95, "Telvik came. Then Telvik|harbor came."),
    ),
    each(
        Case("a name seen elsewhere before a verb", 0.98,
            "Telvik came. Then Telvik|told him.",
            (left(long, 4), left(_name), right(names.follows_names))),
        Case("a name that the archive has whole", 0.0, "It was Pechtold.",
            (names.is_archived_whole,), min, archive="Pechtold 5"),
    ),
)
_PAIR = Rater(
    _WORDS,
    cases(Case("two words by the evidence", 0.979, "critics|in", weigh=pairs.weigh_pair)),
    each(
        Case("a pronoun of one letter before a common word", 0.88, "I|stand",
            (left(among, "pronouns"), no(pairs.is_word), right(_common, -5.3))),
        Case("two ways that are near each other", 0.6, "the|seam",
            (both(pairs.is_near, 0.5),), min, has_rivals=True),
        Case("a way that is as likely with a determiner", 0.6, "there|trial",
            (both(pairs.is_near_determiner, 1.5),), min, has_rivals=True),
        Case("an article that does not fit", 0.4, "an|drug",
            (pairs.misses_article,), min),
        Case("an article that may be part of a word", 0.6, "a|released",
            (left(among, "article"), both(pairs.is_near_article, 1.2)), min),
        Case("a determiner before what it never precedes", 0.4, "the|are",
            (left(among, "determiners"), right(among, "never_determined")), min),
        Case("two words that any table has as one", 0.8, "long|run",
            (no(pairs.is_weighed), no(left(_function)), no(right(_function)),
            whole(tabled)), min),
        Case("a compound", 0.4, "super|government",
            (no(pairs.is_weighed), pairs.is_compound), min),
        Case("an adverb and an attribute that may be a compound", 0.8,
            "трудно|совместимые", (pairs.is_joined_attribute,), min, language="ru"),
        Case("a word with what may be its prefix", 0.6, "in|control",
            (left(among, "prefix_words"), no(both(pairs.is_ranked, -5.0)),
            pairs.is_word), min),
    ),
)
_NEGATION = Rater(
    _WORDS,
    cases(
        Case("a negation before a verb", 0.9, "не|хватало",
            (right(ends_in, "verb_endings"),
            no(right(pairs.begins_with, "never_negated")), right(long, 5),
            right(_common, -5.5), no(whole(_common, -6.3)), right(_part)),
            language="ru"),
    ),
)
_DETERMINED = Rater(
    _WORDS,
    cases(
        Case("a form of a word behind a determiner", 0.6, "the|unmasker",
            (right(Scope.is_inflected), left(long, 3))),
        Case("a determiner before what no word goes on like", 0.88, "the|cpfinder",
            (no(pairs.is_apart),)),
        Case("a short word before one of the text", 0.6,
            "An initrd came. It was in|initrd then.",
            (no(left(long, 3)), no(both(pairs.stands_often, 3)))),
        Case("a determiner before a word of the text", 0.9,
            "An initrd came. It was the|initrd then.", (right(_name),)),
    ),
)
_THREE = Rater(
    _WORDS,
    cases(
        Case("three words that are usual in a row", 0.9, "was|seen|as",
            (both(pairs.is_ranked, -11.0),)),
        Case("three words of which none is a function word", 0.0, "newcatsdogs",
            (no(left(_function)), no(right(_function)), no(extra(_function)))),
        Case("three words of which one is rare", 0.0, "newferretson",
            (both(pairs.has_rare_part, -5.5),)),
        Case("three words", 0.5, "new|cats|on"),
    ),
)
_last_word = (whole(long, 3), whole(str.islower), whole(_settled))
_unknown_name = (right(long, 4), right(punctuation.titled), no(right(_settled)))
_no_word = either(no(right(punctuation.plausible)), no(right(punctuation.may_begin)))
_small_or_i = either(right(goes_on_small), right(among, "capital_words"))
_STOP = Rater(
    _PUNCTUATION,
    cases(
        Case("a title with its stop before a name", 0.92, "Mr.|Teplov",
            (left(begins_large), left(named_among, "titles"), right(goes_on_small),
            right(long, 3))),
        Case("a title with its stop", 0.5, "Dr.|NATO",
            (left(begins_large), left(named_among, "titles"))),
        Case("a stop before an unknown name", 0.9, "hall.|Neuhann",
            (*_last_word, *_unknown_name)),
        Case("a stop before no word", 0.0, "hall.Xq", (_no_word,)),
        Case("an initial in a text that sets them apart", 0.9,
            "John K. Teplov came. Then Alice H.|Reese came.",
            (no(whole(long, 2)), left(str.isupper), right(long, 3),
            right(punctuation.titled), punctuation.has_initials_apart)),
        Case("a letter with a stop", 0.0, "K.Rowling",
            (no(whole(long, 2)), no(whole(str.isdigit)))),
        Case("a number with a stop before a function word", 0.9, "12.|The",
            (left(str.isdigit), right(long, 2), right(_function))),
        Case("a year with a stop", 0.9, "2014.|Members",
            (left(str.isdigit), left(long, 4), no(left(long, 5)), right(long, 4),
            right(_settled))),
        Case("a number with a stop", 0.4, "12.|Members", (left(str.isdigit),)),
        Case("a stop before a letter", 0.0, "winter.A",
            (no(right(long, 2)), no(right(among, "capital_words")))),
        Case("an abbreviation with its stop", 0.5, "Inc.|Members",
            (left(named_among, "abbreviations"),)),
        Case("a stop behind a word with another", 0.5, "A.Petersburg.|Members",
            (left(punctuation.has_stop),)),
        Case("a stop behind capitals", 0.5, "NATO.|Members", (no(left(goes_on_small)),)),
        Case("an ellipsis between words", 0.6, "winter…|The",
            (extra(within, "…"),)),
        Case("a stop between words", 0.95, "winter.|The",
            (left(_settled), _small_or_i, right(_settled))),
        Case("a stop before a rare word", 0.8, "Winter.|Outa",
            (left(_settled), _small_or_i)),
        Case("a stop between an unknown word and a function word", 0.92,
            "Neuhannists.|The",
            (left(long, 4), right(long, 2), right(_function))),
        Case("a stop behind a name", 0.92, "Telvik came. Then Telvik.|Members left.",
            (left(long, 4), left(_name), right(long, 3), right(_settled))),
        Case("a stop behind an unknown word", 0.6, "Neuhannists.|Outa"),
    ),
)
_behind_comma = extra(within, ",;")
_word_behind_comma = (_behind_comma, right(long, 4), right(_settled))
_COMMA = Rater(
    _PUNCTUATION,
    cases(
        Case("a comma of a list without spaces", 0.6, "left,|right,|top came.",
            (extra(within, ","), right(str.islower), around.is_in_list)),
        Case("a comma between a word and an unknown name", 0.9, "facing,|Telvikson",
            (*_last_word, *_unknown_name)),
        Case("a comma between a number and an unknown name", 0.9, "12,|Telvikson",
            (_behind_comma, *_unknown_name, whole(str.isdigit))),
        Case("a comma between unknown names", 0.9, "Telvik,|Telvikson",
            (_behind_comma, *_unknown_name, whole(long, 4))),
        Case("a comma before an unknown acronym", 0.9, "winter,|QZXN",
            (_behind_comma, *_last_word, right(long, 2), no(right(long, 7)),
            right(str.isupper), no(right(_settled)))),
        Case("a comma before an initial", 0.9, "winter,|E. Teplov said.",
            (_behind_comma, *_last_word, right(str.isupper), no(right(long, 2)),
            punctuation.is_before_stop)),
        Case("a comma before no word", 0.0, "winter,xqz", (_no_word,)),
        Case("a colon behind a letter", 0.0, "x:the",
            (no(_behind_comma), no(whole(long, 2)), no(whole(str.isdigit)))),
        Case("a colon before a capitalized word", 0.9, "see here:|Section",
            (extra(within, ":"), *_last_word, right(punctuation.titled),
            right(long, 3), right(_settled))),
        Case("a colon that may be meant", 0.6, "winter:|ferret",
            (extra(within, ":"), no(right(_function)))),
        Case("a comma behind a year", 0.96, "1890,|said",
            (whole(str.isdigit), whole(long, 4), no(whole(long, 5)), right(_settled))),
        Case("a comma between words", 0.96, "winter,|but",
            (whole(str.isalpha), whole(_settled), right(_settled))),
        Case("a comma behind an unknown name", 0.9, "Abshirov,|who",
            (whole(long, 4), whole(punctuation.titled), right(long, 3),
            right(_settled))),
        Case("a comma behind a number", 0.9, "12,|when",
            (*_word_behind_comma, whole(str.isdigit))),
        Case("a comma behind an unknown word", 0.9, "xqzy,|winter",
            (*_word_behind_comma, whole(long, 3))),
        Case("a comma between a syllable and a name", 0.9, "Xq,|Members",
            (*_word_behind_comma, right(begins_large))),
        Case("a comma between a syllable and a function word", 0.9, "xq,|when",
            (*_word_behind_comma, right(_function))),
        Case("a comma that may be meant", 0.6, "winter,|mena"),
    ),
)
_YEAR = Rater(
    _PUNCTUATION,
    cases(Case("a comma before a year", 0.95, "March,|2014",
        (whole(long, 3), no(whole(str.isdigit))))),
)
_word_behind_initials = (right(punctuation.plausible), left(punctuation.has_initials))
_INITIALS = Rater(
    _PUNCTUATION,
    cases(
        Case("initials with a suffix", 0.0, "U.S.based", (right(among, "suffixes"),)),
        Case("initials before a function word", 0.95, "U.S.|and",
            (*_word_behind_initials, right(_function))),
        Case("initials before a common word", 0.95, "U.S.|officials",
            (*_word_behind_initials, right(_common, -5.5), right(long, 4))),
    ),
)
_CLOSING = Rater(
    _PUNCTUATION,
    cases(
        Case("a closing mark before no word", 0.0, "“bluff”xqz",
            (no(right(punctuation.plausible)),)),
        Case("a closing mark before a letter", 0.0, "“bluff”s", (no(right(long, 2)),)),
        Case("a closing quotation mark", 0.95, "“bluff”|and",
            (no(left(punctuation.bracket)),)),
        Case("a short prefix in brackets", 0.0, "(re)building", (no(whole(long, 4)),)),
        Case("a prefix with a hyphen in brackets", 0.0, "(sub-)commanders",
            (whole(str.endswith, "-"),)),
        Case("a long prefix in brackets", 0.0, "(counter)intelligence",
            (whole(among, "prefixes"),)),
        Case("brackets within a word", 0.0, "(some of the over)flow",
            (punctuation.is_one_word,)),
        Case("a closing bracket", 0.92, "(as he had said in May of another year)|even"),
    ),
)
_OPENING = Rater(
    _PUNCTUATION,
    cases(
        Case("a number before an opening mark", 0.0, "5“nobody",
            (no(left(ends_alphabetic)),)),
        Case("a word before an opening mark", 0.95, "said|“nobody", (left(_settled),)),
        Case("a word before an opening mark, in letters that brands lack", 0.92,
            "мирзоянова|«никто", (left(long, 4), left(capitals.is_unbranded)),
            language="ru"),
        Case("an unknown word before an opening mark", 0.7, "Telvik|“nobody"),
    ),
)
_DOUBLE_MARK = Rater(
    _PUNCTUATION,
    cases(
        Case("two marks before a digit", 0.0, "(so).5", (no(right(begins_alphabetic)),)),
        Case("two marks before a syllable", 0.0, "(so),nm",
            (no(right(punctuation.may_begin)),)),
        Case("two marks before a capitalized word", 0.93, "(so).|Then",
            (right(begins_large), right(_settled), _small_or_i)),
        Case("two marks before an unknown name", 0.93, "(so).|Telvik",
            (right(punctuation.titled), right(long, 4))),
        Case("a comma behind a mark", 0.93, "etc.,|which",
            (_behind_comma, right(_settled))),
    ),
)
_SINGLE_QUOTE = Rater(
    _PUNCTUATION,
    cases(
        Case("a quotation in single marks", 0.92, "the ‘real’|reasons",
            (left(long, 3), left(_settled), right(_settled))),
    ),
)
_STRAIGHT_QUOTE = Rater(
    _PUNCTUATION,
    cases(
        Case("a straight quote before a word", 0.9, 'They call it|"bluff" in May.',
            (right(_settled),)),
        Case("a straight quote before a name", 0.9, '"It is so,"|Telvikson said. "Go."',
            (right(begins_large),)),
    ),
)
_ADDRESS = Rater(
    _PUNCTUATION,
    cases(
        Case("a mark before an address", 0.93, "Of 2002 (May).|https://example.com/a",
            (no(left(long, 1)),)),
        Case("a word before an address", 0.95, "see|https://example.com/a",
            (either(left(long, 2), left(among, "one_letter")), left(_settled))),
        Case("an acronym before an address", 0.9, "the QZXN|https://example.com/a",
            (left(long, 2), left(str.isupper))),
        Case("an unknown word before an address", 0.6, "Telvik|https://example.com/a",
            (left(long, 4), left(goes_on_small))),
    ),
)
_ADDRESS_NAME = Rater(
    _PUNCTUATION,
    cases(
        Case("a word before an address that stands elsewhere", 0.93,
            "Write to help@example.org. Or ask|help@example.org for it.",
            (left(_settled), addresses.stands_elsewhere)),
        Case("a function word before a capital in an address", 0.93,
            "It is on|GitHub.com now.",
            (left(_function), left(str.islower), right(begins_large), right(long, 3))),
        Case("a preposition before a site", 0.9,
            "It is kept at|kettle.org here.",
            (left(among, "site_openers"), right(long, 3), right(_settled),
            no(extra(tabled)), no(addresses.is_mailbox),
            no(both(around.follows, "site_openers")), no(addresses.is_listed_behind))),
        Case("a function word before a mailbox that is a word", 0.9,
            "Write to|maintainers@example.org.",
            (left(_function), right(long, 5), right(_settled), no(extra(tabled)),
            addresses.is_mailbox)),
    ),
)
_ADDRESS_LAST = Rater(
    _PUNCTUATION,
    cases(
        Case("an address that a word goes on behind", 0.0,
            "See https://example.network here.",
            (whole(_settled),)),
        Case("a function word behind an address", 0.9,
            "See https://example.com/a.html|and this.", (right(_function),)),
        Case("a common word behind an address", 0.9,
            "See https://example.com/a.html|page here.",
            (right(long, 4), right(_common, -5.0))),
    ),
)
_NOTE = Rater(
    _PUNCTUATION,
    cases(
        Case("a word before a note that the text sets apart", 0.92,
            "See that [NOTE] here. Then see this|[OTHER] too.",
            (left(long, 2), left(_settled), openings.sets_apart)),
    ),
)
_AMOUNT = Rater(
    _PUNCTUATION,
    cases(
        Case("a word before an amount", 0.95, "took|$5",
            (left(long, 2), left(str.islower), left(_settled))),
    ),
)
_BRACKET = Rater(
    _PUNCTUATION,
    cases(
        Case("a bracket within a word", 0.0, "under(paid or worse) men",
            (openings.may_be_one_word,)),
        Case("a word before an acronym in brackets", 0.92, "group|(NATO)",
            (left(long, 4), left(goes_on_small), left(_settled), right(long, 3),
            right(str.isupper), no(whole(openings.has_words)))),
        Case("a word before words in brackets", 0.92, "draft|(leaked to them)",
            (left(long, 3), left(_settled), left(goes_on_small),
            whole(openings.has_words), right(begins_alphabetic),
            either(right(_settled), right(begins_large)))),
    ),
)
_RATERS: Final = {
    "acronym-name": _ACRONYM_NAME,
    "acronym": _ACRONYM,
    "capital": _CAPITAL,
    "joint": _JOINT,
    "script": _SCRIPT,
    "numbered": _NUMBERED,
    "ordinal": _ORDINAL,
    "number-last": _NUMBER_LAST,
    "number-first": _NUMBER_FIRST,
    "possessive": _POSSESSIVES,
    "elision": _ELISION,
    "name": _NAMES,
    "pair": _PAIR,
    "negation": _NEGATION,
    "determined": _DETERMINED,
    "three": _THREE,
    "stop": _STOP,
    "comma": _COMMA,
    "year": _YEAR,
    "initials": _INITIALS,
    "closing": _CLOSING,
    "opening": _OPENING,
    "double-mark": _DOUBLE_MARK,
    "single-quote": _SINGLE_QUOTE,
    "straight-quote": _STRAIGHT_QUOTE,
    "address": _ADDRESS,
    "address-name": _ADDRESS_NAME,
    "address-last": _ADDRESS_LAST,
    "note": _NOTE,
    "amount": _AMOUNT,
    "bracket": _BRACKET,
}
_words, _names_rule, _case = (both(around.is_by, rule) for rule in (_WORDS, _NAME, _CASE))
_open_pair = either(_words, _case, _names_rule), no(whole(archived))
_MANY_WORDS = " ".join(map(str, range(200)))
_WHOLE_TEXT = "So it was there. " * 60
_ELSEWHERE = cases(
    Case("a likely pair that stands in a row elsewhere", 0.9,
        "A radio interviewer asked. He called a radio|interviewer then.",
        (*_open_pair, both(around.rated_from, 0.2), right(long, 3),
        no(pairs.may_be_one), capitals.is_in_a_row, no(whole(tabled))), below=0.9),
    Case("two words that stand in a row elsewhere, where forms are weighed", 0.9,
        "Voici la barre verte. Voyez la|barre encore.",
        (_words, pairs.is_weighed, both(around.rated_from, 0.2), right(long, 3),
        no(left(named_among, "prefixes")), no(right(among, "enclitics")),
        capitals.is_in_a_row, no(whole(archived))), below=0.9, language="fr"),
    Case("a likely pair with a word of the text, in letters that brands lack", 0.87,
        "Это общие вопросы. Он открыл раздел|общие опять.",
        (_words, both(around.rated_from, 0.6), pairs.is_weighed,
        whole(capitals.is_unbranded), no(left(named_among, "prefixes")),
        either(around.has_left_here, around.has_right_here)), below=CERTAIN,
        language="ru"),
    Case("a likely pair with a short word, in a row in the archive", 0.9, "kettle|on",
        (*_open_pair, both(around.rated_from, 0.2), no(right(long, 3)),
        around.is_archived_pair), archive="kettle on 20", below=0.9),
    Case("an unlikely pair, in a row in the archive", 0.9, "pain|free",
        (*_open_pair, no(both(around.rated_from, 0.2)), whole(str.islower),
        around.is_archived_pair), archive="pain free 20", below=0.9),
    Case("a likely pair of words of the text", 0.87,
        "Nine were dead, and their comrades came. They spoke of dead|comrades at length.",
        (_words, both(around.rated_over, 0.6), no(pairs.is_weighed),
        around.has_left_here, around.has_right_here,
        no(left(named_among, "prefix_words"))), below=CERTAIN),
)
_BESIDE = cases(
    Case("a reference with a dotted number", 0.95, "They argue in section|J.5.11 so.",
        (left(digits.is_reference), digits.is_dotted), below=0.95),
    Case("a common word before a number that counts", 0.9,
        "They brought|44 nations.",
        (left(begins_small), left(long, 4), left(_settled), right(str.isdecimal),
        right(long, 2), no(right(long, 4)), digits.is_before_several), below=0.9),
    Case("an article before a counted number", 0.92, "It was a|12-year term.",
        (left(among, "article"), right(str.isdecimal), digits.is_before_count),
        below=0.92),
    Case("an article before a number that counts nothing", 0.0, "It was a12.",
        (left(among, "article"), right(str.isdecimal), no(around.is_hyphenated)), min,
        below=0.9),
    Case("a function word at a hyphen", 0.8, "It is a stay|at-home thing.",
        (_words, around.is_function_word_at_hyphen), min),
    Case("two words in capitals", 0.8, "НОВЫЙ|ПОРЯДОК",
        (_words, pairs.is_weighed, whole(str.isupper)), min, language="ru"),
    Case("a word with a hyphen beside it", 0.8, "The game|rule-like thing went.",
        (around.is_hyphenated, no(_case), no(around.opens_hyphenated),
        no(capitals.is_mixed)), min,
        below=0.97),
)
_pointer = left(named_among, "pointers")
_RECURRING = cases(
    Case("a pair of no function word that recurs", 0.8,
        "The game|rule price fell, and game|rule wages fell.",
        (_words, either(no(left(_function)), left(named_among, "quantifiers")),
        no(capitals.is_mixed)), min, below=0.99),
    Case("an unknown word behind a determiner that recurs", 0.6,
        "It was the|cpfinder, and the|cpfinder.",
        (_words, left(_function), no(right(part)), no(right(_name))), min),
    Case("an article with a word that recurs", 0.8, "It was a|loaf and a|loaf.",
        (_words, left(named_among, "article")), min, below=0.99),
    Case("a name with a word that recurs", 0.8,
        "Telvik came. Then Telvik|harbor and Telvik|harbor came.",
        (_names_rule, no(right(among, "after_names"))), min),
    Case("an unknown name with a verb that recurs", 0.8,
        "Then Telvik|told him. So Telvik|told me.",
        (_names_rule, no(left(_name))), min),
    Case("capitals that recur", 0.8, "Prime|Minister and Prime|Minister went.",
        (_case, no(left(str.islower)), no(left(_function)), no(_pointer)), min),
    Case("a word before a capital that recurs", 0.8,
        "former|Ukrainian and former|Ukrainian towns.",
        (_case, no(left(_function)), no(left(digits.is_reference)), no(_pointer),
        no(whole(capitals.is_unbranded))), min),
)
_OFTEN = cases(
    Case("a pair of no function word that stands often", 0.0,
        "The longrun price fell, longrun wages, longrun costs.",
        (_words, no(left(_function)), no(right(_function)), no(capitals.is_mixed)), min),
    Case("an article with a word that stands often", 0.8,
        "It was a|week, a|week, a|week.", (_words, left(named_among, "article")), min),
    Case("capitals that stand often", 0.0,
        "QuietKettle fell, QuietKettle rose, QuietKettle stood.",
        (_case, no(left(_function)), no(_pointer)), min, below=0.7),
)
_capitalized = (_words, left(long, 2))
_capitalized_function = (*_capitalized, left(_function), around.is_in_sentence)
_capitalized_word = (*_capitalized, no(left(_function)))
_known_name = (*_capitalized_word, left(_name), right(_common, -5.0))
_CAPITALIZED = cases(
    Case("a function word behind another capital", 0.8, "It was Jacob The|warden then.",
        (*_capitalized_function, around.follows_capital), min),
    Case("a function word with a capital in mid-sentence", 0.8,
        "So it was So|late then.",
        (*_capitalized_function, no(left(among, "capital_words")),
        no(whole(capitals.is_unbranded))), min, below=0.998),
    Case("a name that stands elsewhere before a common word", 1.0,
        "Germany fell. It was Germany|today then.",
        (*_known_name, no(right(among, "short_name_endings"))), min),
    Case("a long name that stands elsewhere before a short word", 1.0,
        "Germany fell. It was Germany|has then.",
        (*_known_name, left(long, 5), right(long, 3)), min),
    Case("a capitalized word that is not quite sure", 0.8, "Truman|penny",
        _capitalized_word, min, below=0.92),
    Case("a capitalized word behind another", 0.8, "It was Jacob Minister|has then.",
        (*_capitalized_word, around.follows_capital, no(right(long, 4))), min),
    Case("a capitalized word behind another, before a rare one", 0.8,
        "It was Jacob Minister|forbade then.",
        (*_capitalized_word, around.follows_capital, no(right(_common, -5.6))), min),
)
_COINING_TEXT = "Then xqzt qzxw, and tzxq wzqx came."
_content_words = (_words, no(left(_function)), no(right(_function)))
_COINING = cases(
    Case("a pair of no function word in a text that coins words", 0.8,
        f"{_COINING_TEXT} The time|period ended.",
        (both(around.is_coined, 0.02), both(around.is_spared, 1.0), *_content_words),
        min),
    Case("a pair of no function word in a text that coins many words", 0.8,
        f"{_COINING_TEXT} It was|seen. The time|period ended.",
        (both(around.is_coined, 0.04), *_content_words), min),
    Case("a pair of no function word in a text with words of programs", 0.8,
        "Then x64 ran qGit and libc6. The time|period ended.",
        (both(around.is_of_programs, 0.002), *_content_words), min),
    Case("a capital within a word of a text that coins words", 0.8,
        f"{_COINING_TEXT} The quiet|Ferret ended.",
        (both(around.is_coined, 0.02), _case, left(begins_small), no(left(_function)),
        no(right(_name)), no(right(_common, -5.0))), min),
    Case("a capital within a word of a text with words of programs", 0.8,
        "Then x64 ran qGit and libc6. The quiet|Friend ended.",
        (both(around.is_of_programs, 0.01), _case, left(begins_small),
        no(left(_function)), no(right(_name)), no(right(_proper))), min),
    Case("a pair of no function word in a text that lost few spaces", 0.8,
        f"{_WHOLE_TEXT} The time|period ended.",
        (both(around.is_spared, 0.5), no(around.is_archived_pair), *_content_words,
        no(both(around.stands_apart, 3))), min),
    Case("a function word that terms begin with in a text that lost few spaces", 0.8,
        f"{_WHOLE_TEXT * 4} It has no|group here.",
        (both(around.is_spared, 0.5), _words, left(among, "term_heads")), min),
    Case("a function word that terms begin with in a text about computers", 0.8,
        "The server came. It has my|group here.",
        (_words, left(among, "term_heads"), surroundings.tells_of_trade), min),
    Case("a sure pair that is strange to the text", 0.8,
        f"They came for the game|rule {_MANY_WORDS} then.",
        (_words, both(around.is_spared, 0.75), both(around.rated_from, CERTAIN),
        no(around.has_left_here), no(around.has_right_here), around.is_telling), min,
        below=0.93),
    Case("capitals in a text that lost few spaces", 0.8,
        f"{_WHOLE_TEXT} The Famous|Kettle ended.",
        (both(around.is_spared, 0.5), no(around.is_archived_pair), _case,
        left(begins_large), no(left(_function)), no(_pointer)), min, below=0.95),
    Case("capitals in a text about computers", 0.8,
        "The server came. The Famous|Kettle ended.",
        (_case, left(begins_large), no(left(_function)), no(_pointer),
        surroundings.tells_of_trade, no(around.is_archived_pair)), min, below=0.95),
    Case("what names in code begin with, in a text about computers", 0.8,
        "The server came. Then set|Tracking ended.",
        (_case, left(among, "identifier_heads"), surroundings.tells_of_trade,
        no(right(_name)), no(right(_proper))), min),
    Case("a pair of no function word that stands in another form", 0.8,
        "It is the time|periods. The time|period ended.",
        (*_content_words, around.has_other_form), min),
    Case("a pair of no function word in quotation marks", 0.8,
        "It is the “time|period” here.",
        (*_content_words, around.is_quoted), min),
    Case("a capital within a word in quotation marks", 0.8,
        "It is the “former|Ukrainian” here.",
        (_case, no(left(_function)), around.is_quoted), min),
    Case("a function word behind a determiner that it never follows", 0.8,
        "They saw the a|ship here.",
        (_words, left(among, "never_determined"),
        both(around.follows, "determiners")), min),
)
_AROUND = cases(
    Case("two words by what is around them", 0.993,
        "The user came. There were|ferrets here.",
        (_words, surroundings.tells),
        settle, weigh=surroundings.weigh),
)
GLUE_RULES: Final = GlueRules(
    raters=_RATERS,
    letters=(
        Pass((names.find_names, pairs.find_pair, pairs.find_negation)),
        Pass((pairs.find_three,), takes_all=True),
    ),
    strangers=(Pass((pairs.find_determined,)),),
    capitals=(
        Pass((capitals.find_acronyms,)),
        Pass((capitals.find_capitals,)),
        Pass((names.find_names,), takes_all=True),
    ),
    digits=(Pass((digits.find_numbered,)), Pass((digits.find_numbers,))),
    apostrophes=(Pass((apostrophes.find_possessives, apostrophes.find_elisions)),),
    scripts=(Pass((capitals.find_scripts,)),),
    joints=(Pass((capitals.find_joints,)),),
    texts=(punctuation.find_marks, punctuation.find_quotes, punctuation.find_single_quotes,
        openings.find_amounts, openings.find_brackets, openings.find_notes),
    addresses=(openings.find_addresses, addresses.find_names,
        addresses.find_words_behind),
    elsewhere=_ELSEWHERE,
    beside=_BESIDE,
    recurring=_RECURRING,
    often=_OFTEN,
    capitalized=_CAPITALIZED,
    coining=_COINING,
    around=_AROUND,
)
# fmt: on

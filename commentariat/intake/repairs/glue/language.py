"""What a language joins and never joins: small closed sets of words."""

from __future__ import annotations

import msgspec

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.weights import UNFITTED, Surroundings, Weights
from commentariat.intake.repairs.glue.wordtable import WordTable

SHORT_NAME_ENDINGS = word_set(
    "am an and at be do go has he her if its me my no on one or our out she so up us we"
)
ABBREVIATIONS = word_set(
    "adm apr art aug ave brig capt cf ch cit cmdr co col corp dec dept dr ed eds eg"
    " est etc feb fig figs fr fri ft gen gov hon ibid ie inc jan jr jul jun lt ltd"
    " maj mar mon mr mrs ms mt no nos nov oct op para ph pp prof pt pts pvt rep res"
    " rev sat sec sen sep sept sgt sr st sun supp thu tue univ viz vol vols vs wed"
    " акад г гг дж им проф стр тов ул"
)
BRAND_PARTS = word_set(
    "air app bit book box cast cloud coin com corp dash deep face feed fire"
    " flex gate gram hub jet lab labs life line link linked mart media mind"
    " net news open page pay point power press push quick safe share shop sky"
    " smart snap soft sound space star stream strike tech time total tube view"
    " watch wave ware web wiki word works"
)
TITLES = word_set("capt col dr gen gov hon lt mr mrs ms prof rep rev sen sgt")


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """
    One language, as far as finding lost spaces needs it: what it lacks stays empty.

    Another one is a module with its row, and a line in `languages.py`.
    """

    table: WordTable
    weights: Weights = UNFITTED
    """What speaks for two words in one; `tests/bench/fit_weights.py` finds it."""
    surroundings: tuple[Surroundings, Surroundings] | None = None
    """
    What is around two words weighs so, where one is a function word, and where none is.

    `tests/bench/fit_surroundings.py` found it; without it the cases of `rules.py` decide.
    """
    word_kinds: dict[str, str] = {}
    """The kinds of function words that surroundings tell apart, by the word."""
    trade: frozenset[str] = frozenset()
    """Words that tell a text about computers, which makes compounds of any two nouns."""
    rarest: float
    """log10 of the frequency of the rarest word that may stand beside another."""
    telling: int
    """Words of a text that tell something by their absence: less where they inflect."""
    letters: str
    """A character class of the letters its words are written in."""
    one_letter: frozenset[str]
    """Words of one letter."""
    two_letters: frozenset[str]
    """Words of two letters: others are too often a syllable."""
    negation: str = ""
    """A word that is a prefix too, but before no verb."""
    verb_endings: tuple[str, ...] = ()
    """Endings of verbs."""
    verb_only_endings: tuple[str, ...] = ()
    """Those that no noun has."""
    addressing_endings: tuple[str, ...] = ()
    """Endings of verbs that tell a reader what to do: `используйте`."""
    governing: frozenset[str] = frozenset()
    """Prepositions, which no verb follows: `сориентируются`."""
    function_words: frozenset[str]
    """Function words: most begin no compound."""
    prefixes: frozenset[str] = frozenset()
    """Prefixes that compounds begin with: no split behind them is certain."""
    free_prefixes: frozenset[str] = frozenset()
    """Those of *prefixes* that are words of their own: prepositions."""
    suffixes: frozenset[str] = frozenset()
    """Words that compounds end in: no split before them is certain."""
    loose_suffixes: frozenset[str] = frozenset()
    """Those of *suffixes* that no plural joins: `emotions like`."""
    looser_suffixes: frozenset[str] = frozenset()
    """Those of *loose_suffixes* that no participle joins: `acting like`."""
    tens: frozenset[str] = frozenset()
    """Those of *prefixes* that are numbers: `twentyone`, but `twenty boxes`."""
    plural_endings: tuple[str, ...] = ()
    """Endings of plurals."""
    plural_only_endings: tuple[str, ...] = ()
    """Those of them that hardly any singular has."""
    plural_determiners: frozenset[str] = frozenset()
    """Words that only a plural follows: `les`."""
    singular_determiners: frozenset[str] = frozenset()
    """Words that no plural follows: `cette`."""
    inflected_endings: tuple[str, ...] = ()
    """Endings of plurals and adverbs."""
    participle_endings: tuple[str, ...] = ()
    """Endings of participles."""
    stem_endings: tuple[str, ...] = ()
    """Endings that look so and are none: `princesslike`."""
    quantifiers: frozenset[str] = frozenset()
    """Function words that make an adjective with some of those: `manysided`."""
    newer: frozenset[str] = frozenset()
    """Words younger than the tables, which end in 2021, or older."""
    prefix_words: frozenset[str] = frozenset()
    """Words that are also prefixes: `in`, `over`."""
    brand_parts: frozenset[str] = BRAND_PARTS
    """Words that brands are made of with a capital within: `FaceTime`."""
    inflections: tuple[str, ...] = ()
    """What is added to a word and leaves it one: `makeshifts`."""
    interfixes: tuple[str, ...] = ()
    """Letters that join the parts of a compound: `огнепоклонник`."""
    after_interfixes: tuple[str, ...] = ()
    """Endings of words that follow such a letter within a compound."""
    agent_endings: tuple[str, ...] = ()
    """Endings of words that make compounds with a noun: `risktakers`."""
    attribute_endings: tuple[str, ...] = ()
    """Endings of words that seldom begin a compound: `earlier`, `publicly`."""
    after_names: frozenset[str] = frozenset()
    """Words that follow a name, and that no name ends in."""
    name_endings: frozenset[str] = frozenset()
    """Words that are also ends of names: `Russiagate`, `Londongrad`."""
    prepositions: frozenset[str] = frozenset()
    """Words that stand before a date or an amount."""
    months: frozenset[str] = frozenset()
    """Names of months, also short."""
    counted_nouns: frozenset[str] = frozenset()
    """Nouns that make an adjective with a number: `20year`."""
    references: frozenset[str] = frozenset()
    """Words with a number of their own: `Article5`."""
    pointers: frozenset[str] = frozenset()
    """Words before what a link is titled: `Kapitel`, `siehe`."""
    honorifics: frozenset[str] = frozenset()
    """Titles that stand before a name."""
    clitics: frozenset[str] = frozenset()
    """What follows an apostrophe within a word."""
    changed_endings: tuple[tuple[str, str], ...] = ()
    """Endings of inflected words, with those that the words have themselves."""
    after_numbers: frozenset[str] = frozenset()
    """Words of two letters that follow a number and are no unit: `6 of`."""
    elisions: frozenset[str] = frozenset()
    """Words that an apostrophe joins to the next one: `l’État`."""
    gendered: str = ""
    """Pattern of what follows a colon within a noun that is of all genders: `Bürger:innen`."""
    has_inner_mark: bool = False
    """Whether an apostrophe is a letter within words: `п'ять`."""
    spelled: dict[int, str] = {}
    """What the tables write otherwise, a letter for a letter: ё as е."""
    guests: WordTable | None = None
    """The words of a language that others take over as they are: English."""
    rivals: float = 1.0
    """How far apart ways to part a word must be, where no list of pairs tells them apart."""
    inflects: bool = False
    """Whether a word has so many forms that the tables hold some of them only."""
    compounds: bool = False
    """Whether any two words make one: `Regierungserklärung`."""
    enclitic_endings: tuple[str, ...] = ()
    """Endings of words that others of its kind are made of."""
    enclitics: frozenset[str] = frozenset()
    """Words that are endings behind those: `recorrerlas`, `formatierenden`, `superposeront`."""
    opening: str = ""
    """Marks that open, besides quotation marks: ¿ and ¡."""
    turns_guillemets: bool = False
    """Whether guillemets may stand the other way round, as in `»so«`."""
    article: frozenset[str] = frozenset()
    """The article of one letter: `areleased` may be another word and no space."""
    vowel_article: frozenset[str] = frozenset()
    """Its form before a vowel."""
    vowels: str = ""
    """Letters that the article does not precede, but where a word begins as below."""
    vowel_article_before: str = ""
    """Letters that its other form precedes."""
    consonant_beginnings: tuple[str, ...] = ()
    """Beginnings of words that are spoken with a consonant: `one`."""
    like_article: frozenset[str] = frozenset()
    """Words that begin as the article and may be the left one in its place: `areleased`."""
    determiners: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    """Words that stand before names of places: `North`."""
    name_heads: frozenset[str] = frozenset()
    """Nouns that names end in, and no brand: `University`."""
    places: frozenset[str] = frozenset()
    """Names of places and languages, two words of each: `Saudi Arabia`."""
    openers: frozenset[str] = frozenset()
    """Determiners and prepositions, as far as words that no table holds may follow them."""
    never_determined: frozenset[str] = frozenset()
    """Words that no determiner precedes: `theare` is no `the are`."""
    pronouns: frozenset[str] = frozenset()
    """Words of one letter that tables think little of: `Imet`."""
    never_first: frozenset[str] = frozenset()
    """Small letters that are no word, but with a capital."""
    never_last: frozenset[str] = frozenset()
    """Words of one letter that are none, or no such, behind another: `thompsoni`."""
    never_negated: tuple[str, ...] = ()
    """Beginnings of verbs that the negation makes another word with: `недоговаривает`."""
    name_prefixes: frozenset[str] = frozenset()
    """What a capital may follow within a name or a brand: `McCreary`, `LaRouche`."""
    brand_heads: frozenset[str] = frozenset()
    """Function words that brands begin with: `WeBank`, `OnePlus`."""
    term_heads: frozenset[str] = frozenset()
    """Function words that names of programs begin with: `nogroup`, `myarray`."""
    brand_letters: frozenset[str] = frozenset()
    """Words of one letter that brands begin with: `iPhone`."""
    identifier_heads: frozenset[str] = frozenset()
    """Words that names in code begin with: `setTracking`, `pageCount`."""
    name_openers: frozenset[str] = frozenset()
    """Verbs and the like before a name, also where they begin a sentence: `Uses LilyPond`."""
    title_tails: frozenset[str] = frozenset()
    """What a title is of: `the Bookmarks section`."""
    number_openers: frozenset[str] = frozenset()
    """Words that a number follows: `the next 5 years`."""
    code_heads: frozenset[str] = frozenset()
    """Function words that names in code begin with, where a text is full of these."""
    site_openers: frozenset[str] = frozenset()
    """Prepositions and verbs that stand before the address of a site."""
    acronym_words: frozenset[str] = frozenset()
    """Function words in capitals that are acronyms too: `US`."""
    units: frozenset[str] = frozenset()
    """What stands after a number without a space, by some books of style."""
    short_name_endings: frozenset[str] = SHORT_NAME_ENDINGS
    """Short words that names end in: `Roland`, `Fischer`, `Andreano`."""
    abbreviations: frozenset[str] = ABBREVIATIONS
    """Abbreviations a capital may follow closely: `St.Petersburg` is offered only."""
    titles: frozenset[str] = TITLES
    """Abbreviations that only names follow, with a space."""
    capital_words: frozenset[str] = frozenset({"I"})
    """Words with a capital wherever they stand."""

    @property
    def weighs_forms(self) -> bool:
        """Whether the weights tell compounds and forms, so that no rule need."""
        return self.weights.forms is not None

    @property
    def is_joined(self) -> bool:
        """Tell whether words may stand in a text otherwise than in the tables."""
        return bool(self.spelled or self.elisions)

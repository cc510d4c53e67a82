"""The closed sets of words of English."""

from __future__ import annotations

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.places import ENGLISH, pairs_of
from commentariat.intake.repairs.glue.weights import Evidence, Surroundings, Weights
from commentariat.intake.repairs.glue.wordtable import WordTable

_OLDER = word_set(
    "aforehand attemper behindhand beforetime evermore fellowcountryman"
    " fellowcountrymen forasmuch furthermost hereinbefore hereunto heretofore holden"
    " imbitter imbody imbrue indue infold ingraft ingross ingulf inclasp inclose"
    " inclosing inclosure incumber inexplicit inlist inroll inshrine insnare inthrall"
    " intrench intrust intrusting inwrap meseems methinks nowise overmuch peradventure"
    " somewhither unbeknown whensoever wheresoever whithersoever whosesoever withal"
) | {
    stem + rest
    for stem in ("here", "there", "where")
    for rest in (
        *("about", "above", "after", "against", "among", "at", "before", "between"),
        *("by", "for", "from", "in", "into", "of", "on", "out", "over", "so", "soever"),
        *("through", "to", "tofore", "under", "unto", "upon", "with", "withal"),
    )
}
"""Words older than the tables, which old speeches and treaties hold."""


_WORD_KINDS = {
    word: kind
    for kind, words in (
        (
            "determiner",
            "a an every his its my our the their your this that these those any some no each",
        ),
        (
            "preposition",
            "of in on at by for from to with into through about over under between as via"
            " without within",
        ),
        (
            "auxiliary",
            "is are was were be been being can could will would shall should may might must"
            " do does did has have had not",
        ),
        ("pronoun", "i you he she it we they who which"),
    )
    for word in words.split()
}
_TRADE = word_set(
    "software server servers browser click clicks clicked directory directories folder"
    " folders file files filename filenames menu menus dialog dialogs toolbar cursor mouse"
    " keyboard pixel pixels install installed installing installer package packages upload"
    " download downloaded password passwords user users username website webpage script"
    " scripts plugin plugins configure configuration debug database linux unix gnu html xml"
    " url png pdf font fonts icon icons hardware compiler syntax gui"
)

_SURROUNDINGS = (
    Surroundings(
        bias=-5.87,
        odds=0.64,
        word=-2.18,
        listed=0.68,
        agent=2.05,
        bound=-0.91,
        shorter=-0.01,
        longer=0.40,
        glued=-0.41,
        losses=0.69,
        coined=-45.71,
        programs=-91.64,
        apart=0.08,
        left_here=0.60,
        right_here=2.16,
        margin=0.80,
        listed_before=2.26,
        listed_behind=1.83,
        behind_auxiliary=-0.79,
        behind_pronoun=1.75,
        behind_determiner=-3.24,
        behind_preposition=-1.55,
        behind_function=-1.79,
        behind_capital=-1.46,
        behind_known=-0.22,
        behind_unknown=-0.90,
        before_auxiliary=0.22,
        before_pronoun=1.93,
        before_determiner=1.60,
        before_preposition=-0.01,
        before_function=0.67,
        before_capital=1.39,
        before_known=1.52,
        before_unknown=0.54,
    ),
    Surroundings(
        bias=-8.47,
        odds=0.36,
        word=-2.61,
        listed=-0.66,
        agent=-0.03,
        noun=-0.17,
        bound=-3.54,
        shorter=0.33,
        longer=0.50,
        glued=-0.83,
        losses=0.70,
        coined=-21.19,
        programs=-24.21,
        apart=-0.55,
        left_here=-0.19,
        right_here=0.84,
        margin=0.73,
        listed_before=0.75,
        listed_behind=1.22,
        behind_auxiliary=1.33,
        behind_pronoun=4.08,
        behind_determiner=-0.80,
        behind_preposition=-1.07,
        behind_function=-0.35,
        behind_capital=0.80,
        behind_known=-0.69,
        behind_unknown=-1.91,
        before_auxiliary=-1.23,
        before_pronoun=-0.97,
        before_determiner=-0.23,
        before_preposition=0.33,
        before_function=-0.30,
        before_capital=3.68,
        before_known=0.69,
        before_unknown=0.94,
    ),
)


def make_english(table: WordTable) -> Language:
    """Give English, with its *table*."""
    return Language(
        table=table,
        weights=Weights(
            Evidence(
                bias=11.28,
                pair=1.41,
                frequent=10.75,
                word=-8.13,
                length=0.43,
                beginnings=-2.89,
                endings=-2.87,
                is_listed=2.11,
                agent=-3.96,
                noun=-2.12,
                listed_noun=-3.79,
                title=-2.0,
            ),
        ),
        surroundings=_SURROUNDINGS,
        word_kinds=_WORD_KINDS,
        trade=_TRADE,
        rarest=-6.5,
        telling=200,
        letters="A-Za-zÀ-ÖØ-öø-ɏ",
        one_letter=word_set("a i"),
        two_letters=word_set(
            "to of in on at by he it is as an we or no so us my me be do go if up am"
        ),
        negation="",
        verb_endings=(),
        verb_only_endings=(),
        governing=frozenset(),
        function_words=word_set(
            "a about after again against also although always am among an and"
            " another any are as at be became because been before began being"
            " between both but by came can cannot could did do does doing done"
            " during each either else enough even every few for from had has have"
            " he her here hers herself him himself his how however i if in into is"
            " it its itself just least let many may me might mine more most much"
            " must my myself neither never no nor not now of often on once one only"
            " onto or other others our ours own per perhaps quite rather said same"
            " saw says see seen several shall she should since so some soon still such"
            " than that the their theirs them then there these they this those"
            " though throughout thus to together too toward towards two unless"
            " until unto upon us using very via was we went were what when where whether which"
            " while who whom whose why will with within without would yet you your"
        ),
        prefixes=word_set(
            "afro agri anarcho anglo anti archaeo auto bio co counter crypto cyber eco electro"
            " euro ever ex extra far franco geo hydro hyper indo islamo judeo kilo"
            " infra inter intra macro mega meta micro mini mono multi nano narco neo"
            " non paleo pan para petro photo poly pre pro pseudo psycho quasi re retro"
            " self semi socio sub super techno tele thermo trans tri turbo ultra un"
            " russo sino twenty thirty forty fifty sixty seventy eighty ninety"
        ),
        free_prefixes=frozenset(),
        suffixes=word_set(
            "able aligned backed based bound brokered building controlled dom dominated driven"
            " fold free friendly headed hearted holder holders hood inspired keeper"
            " keepers keeping led less like linked long loving maker makers making minded"
            " most ness occupied owned person prone proof related ridden shaped ship"
            " ships sided sized sponsored style taking wards wide wise worthy"
            " thirds fourths quarters fifths sixths sevenths eighths ninths tenths"
        ),
        loose_suffixes=word_set(
            "aligned backed based bound brokered building controlled dominated driven"
            " free friendly headed inspired keeping led less like linked loving making"
            " minded occupied owned prone proof related ridden sided sized sponsored"
            " style taking wide worthy"
        ),
        looser_suffixes=word_set("like less"),
        tens=word_set("twenty thirty forty fifty sixty seventy eighty ninety"),
        plural_endings=("s",),
        inflected_endings=("s", "ly"),
        participle_endings=("ed", "ing"),
        stem_endings=("ss", "us", "is"),
        quantifiers=word_set("all few half many most much one several some two"),
        newer=word_set(
            "ahistoric ahistorical backchannel cleantech cyberdefense datalink deepfake doomscroll edtech"
            " friendshore govtech grayzone hyperscaler livestream malinformation"
            " minelaying multialignment onshore onshoring offramp petrostate prebunk"
            " bugfix cheatcode colormap diskspace filename fromhost harddisk hostname howto"
            " ifconfig keyserver localhost logfile mailinglist mailto manpage menuitem"
            " mousebutton mymodule nomatch onerror whereis oldstable runlevel servertype sizeof"
            " soname statusbar stylesheet titlebar username virtualhost whois worktree"
            " addressbook atime backreference ctime filemanager filesystem lessonfile"
            " menubar mtime seealso splashscreen systemtray todo viewmode"
            " reskill stablecoin statebuilding superapp techlash upskill workstream"
        )
        | _OLDER,
        prefix_words=word_set("a be for in out over under up"),
        inflections=(
            *("s", "es", "d", "ed", "ing", "ly", "r", "rs", "er", "ers", "ness"),
            *("n", "en"),
        ),
        changed_endings=(("ies", "y"), ("ied", "y"), ("ier", "y")),
        interfixes=(),
        after_interfixes=(),
        agent_endings=("ing", "ings", "ed", "er", "ers", "or", "ors", "en"),
        attribute_endings=(
            *(
                "able",
                "al",
                "an",
                "ant",
                "ed",
                "ent",
                "ful",
                "ese",
                "ian",
                "ible",
                "ic",
            ),
            *("ing", "ish", "ive", "less", "ly", "ous", "s"),
        ),
        after_names=word_set(
            "accused acknowledged added admitted after against agreed also announced"
            " appeared argued argues asked became because been before began believed"
            " believes between called claimed claims considered continued could"
            " declared denied described did during emphasized explained explains"
            " have herself himself insisted insists later noted often"
            " pledged proposed promised published recently refused replied"
            " reported responded said says seemed should since stated"
            " stressed suggested suggests their themselves thinks those though"
            " through told toward towards visited wanted wants warned warns"
            " were when which while whose would wrote"
        ),
        name_endings=word_set(
            "bad berg borough bourne bridge burg bury care castle coin dale exit fest"
            " fields ford gate gates grad hall haven heim holm hurst house hurst land lands"
            " leaks mania mart mere minster mont mount nomics phile phobe phobia polis"
            " pool port pura ridge shire speak stadt stan stead stein stone strom tech"
            " town vale verse ville wald watch water ways well wick wood woods world worth"
        ),
        prepositions=word_set(
            "in on of by to at for from since until till after before between during"
            " through about around over under nearly almost above below some than"
            " and or the with within early late was were is are as"
        ),
        months=word_set(
            "january february march april may june july august september october"
            " november december jan feb mar apr jun jul aug sep sept oct nov dec"
        ),
        counted_nouns=word_set(
            "year day month week hour minute second mile point page star man person"
            " member seat foot inch acre part way wheel story storey pound ton dollar"
            " kilometer meter nation party country state step stage level degree gun"
        ),
        references=word_set(
            "article section chapter resolution figure title annex protocol phase"
            " part table item paragraph clause amendment directive appendix volume"
        ),
        after_numbers=word_set("of"),
        honorifics=word_set(
            "mr mrs ms dr judge justice president minister premier chancellor senator representative governor"
            " secretary general colonel ambassador professor director chairman king"
            " queen prince pope"
        ),
        clitics=word_set("s t re ve ll d m"),
        article=word_set("a"),
        vowel_article=word_set("an"),
        vowels="aeio",
        vowel_article_before="aeiouh",
        consonant_beginnings=("eu", "one", "once"),
        like_article=word_set("all also an and any are as at"),
        determiners=word_set("a an every his its my our the their your"),
        directions=word_set(
            "north south east west northern southern eastern western central northeast"
            " northwest southeast southwest northeastern northwestern southeastern"
            " southwestern old greater upper lower former"
        ),
        name_heads=word_set(
            "agency agreement army assembly association authority avenue board college"
            " commission committee company conference congress constitution corporation"
            " council county court democrats department district endowment fellowship"
            " foundation government hospital institute institution judge minister ministry"
            " parliament president province republic republicans route senate senator street"
            " treaty tribunal university"
        ),
        places=frozenset(pairs_of(ENGLISH.split("\n"))),
        openers=word_set(
            "a an the this that its his her our their my your every some any no of in on at"
            " to by for from with and or as into through between than via using called named see"
        ),
        never_determined=word_set(
            "a am an and are as at be because been by did do does for from had has have he if"
            " in is it my no of on or our she so than that the their they this to was we were"
            " will with you your"
        ),
        pronouns=word_set("i"),
        never_first=word_set("i"),
        never_last=word_set("i o u"),
        name_prefixes=word_set(
            "a abu al ap ar bar ben bin da de del della den der des di do dos du el et fitz"
            " i ibn la las le les lib lo los mac mc ne o oh san st ter ul van ver von zu"
        ),
        brand_heads=word_set(
            "all am any be every how just more most my no one other our own some we you your even"
        ),
        term_heads=word_set("more my no one so two"),
        brand_letters=word_set("i"),
        identifier_heads=word_set(
            "access admin assoc catch count dict get list look max min num page pub remove rename rest"
            " retrieve schedule set start stop store user variant wait"
        ),
        name_openers=word_set(
            "called check choose consult enter install like recommend select shows starts"
            " unlike uses visit"
        ),
        title_tails=word_set(
            "chapter dialog documentation filter manual menu panel section tab tool tutorial"
            " website"
        ),
        number_openers=word_set("last next past"),
        code_heads=word_set("about as can from has in is on to with"),
        site_openers=word_set("at from in on see to via visit"),
        acronym_words=word_set("US"),
        units=word_set(
            "am bbl bit bits bn bpd bps byte ch cm cwt deg dpi ft gb ghz hp hr hrs in kbps kg"
            " khz km kph kt kts kw kwh lb lbs mb mbps mg mhz min mins ml mln mm mn mp mph mw"
            " nd nm ns oz pc pm pp ppm psi pt px qt rd rpm sec secs sq st tb th tn trn twh wt"
            " yd yds yr yrs chan"
        ),
    )

"""The kinds of problems and open points: a row each, with the words for it."""

from __future__ import annotations

from functools import cache
from string import Formatter
from typing import Final

import msgspec

NEAR = "near"
"""The placeholder of what may have been meant; nothing is said where that is empty."""
CALLER = "caller"
"""The placeholder of what a hook was called for: one fault may be met for many."""
_ASKED = True  # a row of an open point
_SKIP = "or give it a row in index.csv with 'yes' under 'skip'"
_DISMISS = "or dismiss the question in a review"
_KEY_OUT = (
    "say what it tells under [tool.commentariat.sources.keys], give the site a field for "
    f"it, {_DISMISS}"
)
_UNPORTABLE = (
    "which Windows and some disks take in no name: a copy of the site there would lack "
    "it; rename it, and what leads to it"
)
_PATH = "expected a path as '/2011/02/name/', found {found!r}"


class Row(msgspec.Struct, frozen=True, gc=False):
    """
    A kind of problem or, where it `is_open`, of question to an editor.

    A sentence is lower case, the expected before the found, the way out last. Its
    placeholders are names of values.
    """

    name: str
    """Its own; kinds that people see as one share what it begins with, up to a slash."""
    sentence: str
    is_open: bool = False

    @property
    def family(self) -> str:
        """The kind as people see it, such as `dead link`: several rows may be one."""
        return self.name.partition("/")[0]

    def __str__(self) -> str:
        """Name the kind as people see it."""
        return self.family

    def of(self, *values: object) -> Message:
        """Say it of *values*, in the order of the sentence."""
        return Message(self.name, tuple(map(str, values)))


class Kind:
    """The table of kinds."""

    # --- files and text -------------------------------------------------------------
    NO_FILE = Row("no file", "expected a file, found none")
    NOT_A_FILE = Row("no file/other", "expected a file or a folder")
    LINK_NOWHERE = Row(
        "no file/link", "expected a file, found a link that leads nowhere"
    )
    LINK_OUT = Row(
        "no file/link out",
        "expected a {thing} of this site, found a link that leaves it",
    )
    LINK_CIRCLE = Row("no file/circle", "a link that leads in a circle")
    BAD_NAME = Row("name of a file", "expected a name of readable UTF-8 characters")
    SAME_FILE = Row("name of a file/same", "{other} is the same file on some systems")
    BACKSLASH_NAME = Row(
        "name of a file/backslash",
        "expected a name without '\\', which browsers and some systems take for '/'",
    )
    RESERVED_NAME = Row(
        "name of a file/reserved",
        "expected a name without {mark!r}, by which a build knows files of its own, and "
        "takes them away; rename it",
    )
    UNREADABLE = Row("unreadable", "cannot be read: {reason}")
    TOO_LARGE = Row("too large", "expected at most {most} MB, found {found} MB")
    CHANGED = Row("changed while read", "changed while it was read")
    UNWRITABLE = Row("unwritable", "cannot be written: {reason}")
    IN_PLACE_OF_OUTPUT = Row(
        "unwritable/taken",
        "cannot be written: {reason}; no build made what is in its place: move that away, "
        "or build with --adopt, which deletes it",
    )
    UNWATCHABLE = Row("unwatchable", "cannot be watched: {reason}; try --polling")
    LOCKED = Row("in use", "another build of this site is running; wait for it to end")
    NOT_UTF8 = Row("not UTF-8", "expected UTF-8, found byte 0x{byte} at {offset}")
    UNSHOWABLE = Row("unshowable", "a character that cannot be shown: U+{code}")
    LINKED_CACHE = Row(
        "link",
        "expected a folder, found a link; take it away, it is made anew",
    )
    CONFLICT = Row(
        "merge conflict",
        "a conflict that git left; settle it and take its marks away",
    )
    CONFLICT_MERGED = Row(
        "merge conflict/merged",
        "a conflict that git left; 'commentariat resolve' keeps what both did",
    )

    # --- values, in settings and in front matter --------------------------------------
    NOT_TEXT = Row("wrong value/text", "expected a text for {key!r}, found {found}")
    NOT_TEXTS = Row(
        "wrong value/texts",
        "expected a list of texts for {key!r}, found {found}",
    )
    NOT_A_CHOICE = Row(
        "wrong value/choice",
        "expected {choices} for {key!r}, found {found!r}",
    )
    NOT_FLAG = Row(
        "wrong value/flag", "expected true or false for {key!r}, found {found}"
    )

    NOT_NUMBER = Row(
        "wrong value/number",
        "expected a whole number for {key!r}, found {found!r}",
    )
    NOT_BLOCK = Row(
        "wrong value/block",
        "expected {choices} or an address as '/topics/energy/' under 'blocks', found "
        "{found!r}{near}",
    )
    NOT_TEMPLATE = Row(
        "wrong value/template",
        "expected a template such as 'team.html' for {key!r}, which lies in templates/ "
        "and does not begin with '_', found {found!r}",
    )

    # --- sites of other generators -------------------------------------------------------
    MIGRATED_UNREAD = Row(
        "not migrated/unread", "expected front matter or data, found {reason}; mend it"
    )
    MIGRATED_LOST = Row(
        "not migrated", "cannot be turned into a content file; see what is told of it"
    )
    MIGRATED_LINK = Row(
        "not migrated/link",
        "a link is not followed; put what it leads to in its place",
        _ASKED,
    )
    MIGRATED_MANY = Row(
        "not migrated/many",
        "more than {most} are not read; migrate the folder in parts",
        _ASKED,
    )
    MIGRATED_UNKNOWN = Row(
        "not migrated/unknown",
        "nothing is made of this file; copy it to content/files/ if readers had it",
        _ASKED,
    )
    MIGRATED_REST = Row(
        "not migrated/reStructuredText",
        "reStructuredText is read by docutils, which is not installed: "
        "'pip install commentariat[rst]', and migrate again",
        _ASKED,
    )
    MIGRATED_THERE = Row(
        "not migrated/there",
        "is there already and stays as it is; move it away to have it written",
        _ASKED,
    )
    MIGRATED_MARK = Row(
        "mark of another program",
        "{mark} means nothing here and stays as it is; write it as Markdown, or bring a "
        "shortcode for it by hooks.py",
        _ASKED,
    )
    MIGRATED_OUT = Row(
        "mark of another program/left out",
        "{mark}, which readers did not see, is left out",
        _ASKED,
    )
    MIGRATED_KEY = Row(
        "key of another program", "{key!r} has no place here and is left out", _ASKED
    )
    MIGRATED_AWAY = Row(
        "key of another program/away",
        "led on to {address!r}; write that as a line of content/redirects.txt",
        _ASKED,
    )
    MIGRATED_VALUE = Row(
        "key of another program/value",
        "{value!r} is no value of {key!r} here; an article keeps it under 'extra'",
        _ASKED,
    )
    MIGRATED_ADDRESS = Row(
        "old address", "{address!r} cannot be kept: {reason}", _ASKED
    )
    MIGRATED_SLUG = Row(
        "old address/slug",
        "is called {slug!r} here, for another piece has its name",
        _ASKED,
    )

    # --- settings -----------------------------------------------------------------------
    NO_SETTINGS = Row(
        "no settings",
        "expected the settings of a site, found no file in {folder!r}; "
        "'commentariat init DIR' makes a new site",
    )
    NO_SETTINGS_TABLE = Row(
        "no settings/table",
        "expected a table [tool.commentariat], found none",
    )
    NO_SETTINGS_NEAR = Row(
        "no settings/near",
        "expected a table [tool.commentariat], found [{found}]: write it so",
    )
    NOT_TOML = Row("not TOML", "is not TOML: {reason}")
    TOML_WORDS = Row(
        "not TOML/words",
        "expected a value, found {found!r}: put a text between straight quotes, and write "
        "true and false in small letters",
    )
    TOML_OPEN = Row(
        "not TOML/open",
        "the text that begins here is never closed: put {sign} behind its last word",
    )
    TOML_BEHIND = Row(
        "not TOML/behind",
        "expected the end of the line, found {found!r}: a text that holds quotes stands "
        "between those of the other kind, and each key on a line of its own",
    )
    TOML_ESCAPE = Row(
        "not TOML/escape",
        "a backslash between double quotes is a sign of TOML: write it twice, or take "
        "single quotes",
    )
    TOML_BRACKET = Row(
        "not TOML/bracket",
        "the {sign!r} is never closed: put {closing!r} behind its last word",
    )
    TOML_COMMA = Row(
        "not TOML/comma", "expected ',' between two entries, found {found!r}"
    )
    TOML_NO_PAIR = Row(
        "not TOML/pair",
        "expected a line `key = value`, found {found!r}: a key is of plain letters, "
        "digits, '-' and '_', or stands between quotes",
    )
    TOML_TWICE = Row(
        "not TOML/twice",
        "{found} stands on line {line} already: keep one of the two, with all that is "
        "meant",
    )
    UNKNOWN_SETTING = Row("unknown setting", "no setting is called {key!r}{near}")
    SETTING_ELSEWHERE = Row(
        "unknown setting/elsewhere",
        "no setting is called {key!r} here: it stands under [{table}]",
    )
    SETTING_OF_FEW = Row(
        "unknown setting/few",
        "no setting is called {key!r} here: there are {names}",
    )
    NO_SITE_TITLE = Row(
        "no title of the site", "expected the title of the site, found none"
    )
    NOT_TABLE = Row(
        "wrong value/table", "expected a table under {key!r}, found {found}"
    )
    NOT_LABELS = Row(
        "wrong value/labels",
        "expected a table of texts for {key!r}, found {found}",
    )
    NOT_COUNT = Row(
        "wrong value/count",
        "expected a number from {least} to {most} for {key!r}, found {found}",
    )
    QUOTED = Row(
        "wrong value/quoted",
        "expected {what} for {key!r}, found a text: write {value} without quotes",
    )
    NOT_COLOR = Row(
        "wrong value/color",
        "expected a color as '#0b6e4f' for {key!r}, found {found}",
    )
    NOT_THEME_FILE = Row(
        "wrong value/theme file",
        "expected the path of a file under theme/ that ends in one of {endings}, as "
        "'own/name', for {key!r}, found {found}",
    )
    NOT_FAMILIES = Row(
        "wrong value/families",
        "expected names of fonts with commas between them for {key!r}, found {found!r}",
    )
    NO_THEME_FILE = Row(
        "missing file/theme", "no file is called {name!r} under theme/{near}"
    )
    NOT_FONT = Row(
        "wrong file/font", "expected a font that browsers take, found another file"
    )
    NOT_LOGO = Row(
        "wrong file/picture",
        "expected a picture that browsers show, found another file",
    )
    FAINT_ACCENT = Row(
        "low contrast",
        "on {scheme} pages words in the accent {color!r} could not be read well: expected "
        "a contrast of 4.5 to 1, found {found}; the nearest color that has it is "
        "{better!r}",
    )
    FAINT_PAPER = Row(
        "low contrast/paper",
        "on {scheme} pages words could not be read well on the paper {color!r}: expected "
        "a contrast of 4.5 to 1, found {found}; the nearest color that gives it is "
        "{better!r}",
    )
    NOT_WIDTHS = Row(
        "wrong value/widths",
        "expected at most 12 numbers from 16 to 2048 for {key!r}, found {found}",
    )
    UNDRAWN_LETTER = Row(
        "no share picture",
        "no picture to be shared with can be drawn: its fonts have Latin, Cyrillic and "
        "Arabic letters, and no {letter!r}; give the piece an 'image', or the site a "
        "'share_picture'",
    )
    NOT_FACET_PAIRS = Row(
        "wrong value/pairs",
        "expected a list of pairs of facets for {key!r}, such as [['regions', 'topics']]",
    )
    NO_FACET = Row("wrong value/pair", "no facet is called {found!r}{near}")
    NOT_CROSSED = Row(
        "wrong value/pair of no pages",
        "expected a facet whose terms have pages, and none of dates, found {found!r}",
    )
    NO_FORMAT = Row(
        "wrong value/format", "no format is called {found!r}; there are {names}"
    )
    FORMAT_OF_SITE = Row(
        "wrong value/format of the site",
        "a site cannot hold {found!r}, which holds the site: take it out, and run "
        "`commentariat export {found}`",
    )
    NOT_BASE_URL = Row(
        "wrong value/base_url",
        "expected the whole address of the site for 'base_url', such as "
        "'https://example.org/', found {found}",
    )
    NOT_MENU = Row(
        "wrong value/menu",
        "expected a list of {{label, url}} entries for {key!r}, found {found}",
    )
    DEEP_MENU = Row(
        "wrong value/deep menu",
        "expected at most {most} levels of a menu, found another",
    )
    NOT_LINK = Row(
        "wrong value/link", "expected '/path/' or a whole URL, found {found!r}"
    )
    NOT_BRANCH = Row(
        "wrong value/branch",
        "expected the name of a branch for {key!r}, found {found!r}",
    )
    NOT_REMOTE = Row(
        "wrong value/remote",
        "expected the name of a git remote, such as 'origin', for {key!r}; its address, and "
        "what it needs to log in, are git's",
    )
    NOT_DOMAIN = Row(
        "wrong value/domain",
        "expected a domain in small letters, such as 'archive.example.org', for {key!r}, "
        "found {found!r}",
    )
    NOT_TIME_ZONE = Row(
        "wrong value/time zone",
        "expected a time zone such as 'Europe/Berlin' for {key!r}, found {found!r}{near}",
    )
    NOT_ORIGIN = Row(
        "wrong value/origin",
        "expected an origin for {key!r}, which is scheme, host and port alone, such as "
        "'https://media.example.org', or 'self' for this site; found {found}{near}",
    )
    UNSAFE_WORD = Row(
        "wrong value/unsafe",
        "expected an origin for {key!r}, found {found!r}: what is written into a page is "
        "never run; put scripts and styles into files under theme/, and link those",
    )
    WILD_ORIGIN = Row(
        "wrong value/wild origin",
        "expected each origin by its whole name for {key!r}, found {found!r}, which would "
        "let strangers in",
    )
    PLAIN_ORIGIN = Row(
        "wrong value/plain origin",
        "expected 'https://' before the host for {key!r}, found {found!r}: what comes by "
        "plain http can be changed on its way; only a site that is served so itself, and "
        "this machine ('http://localhost:8080'), can be asked so",
    )
    NOT_FOLDER = Row(
        "wrong value/folder",
        "expected a folder name in small letters, found {found!r}",
    )
    FOLDER_TAKEN = Row("folder taken", "the folder {path!r} is taken already")
    FOLDER_WITHIN = Row(
        "folder taken/within",
        "expected a folder outside {outer!r}, which is that of the facet {facet!r}, "
        "found {path!r}",
    )
    LABELS_TWICE = Row(
        "set twice",
        "labels of types stand under 'types', too; keep one of the two tables",
    )
    NOT_KEY = Row(
        "wrong value/key",
        "expected small letters, digits and '_' for {key!r}, found {found!r}",
    )
    KEY_TAKEN = Row("key taken", "front matter has the key {key!r} already")
    FACET_ASKED = Row(
        "facet name",
        "the search asks for something else by {name!r}: call the facet otherwise and "
        "give it that 'key' and 'path', or leave the search out by 'search = false'",
    )
    FACET_LABELS = Row(
        "unknown setting/facet labels",
        "expected {missing} for the new facet {name!r}, found none: 'label' is the "
        "heading of its index, 'label_one' what one of its terms is called",
    )
    UNKNOWN_FACET = Row(
        "unknown setting/facet",
        "no facet is called {name!r}, and a new one needs 'label' and 'label_one'{near}",
    )
    NO_FIELD_NAME = Row(
        "wrong value/field",
        "expected a field called by small letters, digits and '_', found {name!r}",
    )
    FIELD_NOWHERE = Row(
        "wrong value/on",
        "'on' takes {places}; none of them is called {found!r}{near}",
    )
    FIELD_CANNOT = Row(
        "wrong value/kind",
        "{setting!r} is for a field whose kind is {kinds}, found one of kind {kind!r}",
    )
    FIELD_UNLISTED = Row(
        "wrong value/unlisted",
        "{setting!r} is for what listings and feeds show: name 'articles', or a section, under 'on'",
    )
    NOT_PROPERTY = Row(
        "wrong value/property",
        "expected a property of schema.org as 'isbn' for {key!r}, found {found!r}",
    )
    FIELD_SAID = Row(
        "wrong value/schema", "pages say {found!r} already: name another property"
    )
    SECTION_WITHIN = Row(
        "folder taken/within section",
        "expected a folder outside {outer!r}, which is that of the section {section!r}, "
        "found {path!r}",
    )
    SECTION_CALLED = Row(
        "folder taken/name of a facet",
        "a facet is called {name!r}, and fields are said to be on either by its name; "
        "give the section another folder",
    )
    NOT_ORDER = Row(
        "wrong value/order",
        "expected 'date', 'title' or a field of the section {section!r} for 'order', with "
        "'-' before it for the other way, found {found!r}{near}",
    )
    NOT_TOLD = Row("not told", "metadata of raw files cannot tell {key!r}")
    NOT_SHORTCODE = Row(
        "shortcode name",
        "expected the name of a shortcode, such as 'chart', found {name!r}",
    )

    # --- front matter ---------------------------------------------------------------------
    NO_FRONT_MATTER = Row(
        "no front matter",
        "expected front matter between two '---' lines, found none",
    )
    OPEN_FRONT_MATTER = Row(
        "no front matter/open",
        "expected a '---' line that closes the front matter, found none",
    )
    NOT_PAIRS = Row(
        "no front matter/pairs",
        "expected `key: value` lines as front matter, found none",
    )
    NOT_YAML = Row(
        "not YAML",
        "cannot be read from here on: expected `key: value` lines, and quotes around a "
        "value that holds signs of YAML",
    )
    YAML_ALIAS = Row(
        "not YAML/alias",
        "front matter may not use YAML anchors and aliases; put a value that begins with "
        "'&' or '*' between quotes",
    )
    YAML_COLON = Row(
        "not YAML/colon",
        "a colon with a blank behind it ends a key: put the whole value between quotes",
    )
    YAML_SIGN = Row(
        "not YAML/sign",
        "{sign!r} at the beginning of a value is a sign of YAML: put the whole value "
        "between quotes",
    )
    YAML_OPEN = Row(
        "not YAML/open",
        "the quotation that begins here is never closed: put {sign} behind its last word",
    )
    YAML_BEHIND = Row(
        "not YAML/behind",
        "more stands behind the closing {sign}: put the whole value between quotes of the "
        "other kind",
    )
    YAML_ESCAPE = Row(
        "not YAML/escape",
        "a backslash between double quotes is a sign of YAML: write it twice, or take "
        "single quotes",
    )
    YAML_BRACKET = Row(
        "not YAML/bracket",
        "the {sign!r} is never closed: put {closing!r} behind the last entry, or the whole "
        "value between quotes",
    )
    YAML_CUT = Row(
        "not YAML/comment",
        "'#' behind a blank begins a comment, and the words behind it are not read: put "
        "the whole value between quotes, or a blank behind '#' where it is a comment",
    )
    YAML_COMMENT = Row(
        "comment or words",
        "what stands behind '#' is a comment here: put the whole value between quotes if "
        "it is none, and a second blank before '#' if it is one",
        _ASKED,
    )
    YAML_TAB = Row(
        "not YAML/tab", "a tab stands where only blanks may: put blanks in its place"
    )
    YAML_INDENT = Row(
        "not YAML/indent",
        "the key stands further in than the one above, which has a value: begin both in "
        "the same column, or put the value above between quotes",
    )
    YAML_GLUED = Row("not YAML/glued", "expected a blank behind '{key}:', found none")
    YAML_NO_PAIR = Row(
        "not YAML/pair",
        "expected `key: value`; what goes on from the line above begins with two blanks",
    )
    KEY_TWICE = Row("key twice", "the key {key!r} stands twice")
    UNKNOWN_KEY = Row("no such key", "no key is called {key!r}{near}")
    UNKNOWN_ENTRY_KEY = Row(
        "no such key/entry",
        "no key of {list!r} is called {key!r}{near}",
    )
    NO_VALUE = Row("no value", "expected a {key}, found none")
    NOT_LIST = Row("wrong value/list", "expected a list under {key!r}, found {found}")
    NOT_LINES = Row(
        "wrong value/lines",
        "expected `name: value` lines under {key!r}, found {found}",
    )
    NOT_WHOLE = Row("wrong value/entry", "an entry of {key!r} is not whole: {reason}")
    NOT_DATE = Row(
        "wrong value/date",
        "expected a date as 2024-03-15 for {key!r}, found {found!r}",
    )
    NOT_AMOUNT = Row(
        "wrong value/amount",
        "expected a number as 12 or 3.5 for {key!r}, found {found!r}",
    )
    NOT_MOMENT = Row(
        "wrong value/moment",
        "expected a date as 2024-03-15, 2024-03, 2024 or 2024-03-15 06:00 for {key!r}, "
        "found {found!r}",
    )
    NOT_LANGUAGE = Row(
        "wrong value/language",
        "expected a language as 'en' for {key!r}, found {found!r}",
    )
    NOT_PIECE = Row(
        "wrong value/piece",
        "expected the slug or the file of an article, or an address as "
        "'https://example.org/ru/name/', for {key!r}, found {found!r}",
    )
    NOT_LANGUAGES = Row(
        "wrong value/languages",
        "expected a list of languages as 'en' for {key!r}, each once, found {found}",
    )
    LANGUAGE_TWICE = Row(
        "set twice/language",
        "'languages' says which there are, the first of them before all; leave "
        "'language' out",
    )
    NOT_OF_LANGUAGES = Row(
        "wrong value/of languages",
        "expected one of the languages of the site ({languages}) under {key!r}, "
        "found {found!r}",
    )
    NOT_SAID_FIRST = Row(
        "no value/in a language",
        "expected {key!r} in the first language of the site, {language!r}, found none",
    )
    NOT_SLUG = Row(
        "wrong value/slug",
        "expected small letters, digits and hyphens for {key!r}, found {found!r}",
    )
    NOT_DOI = Row(
        "doubtful identifier/DOI",
        "expected a DOI as 10.5555/name for {key!r}, found {found!r}: citations leave it "
        "out; correct it",
        _ASKED,
    )
    NOT_ISBN = Row(
        "doubtful identifier/ISBN",
        "expected an ISBN for {key!r}, found {found!r}: a digit is wrong, missing or too "
        "many; compare it with the book",
        _ASKED,
    )
    NOT_ISSN = Row(
        "doubtful identifier/ISSN",
        "expected an ISSN as 2049-3630 for {key!r}, found {found!r}: a digit is wrong, "
        "missing or too many; compare it with the journal",
        _ASKED,
    )
    NOT_ORCID = Row(
        "doubtful identifier/ORCID",
        "expected an ORCID as 0000-0002-1825-0097 for {key!r}, found {found!r}: pages leave "
        "it out; compare it with orcid.org",
        _ASKED,
    )
    NOT_ISNI = Row(
        "doubtful identifier/ISNI",
        "expected an ISNI as 0000 0001 2103 2683 for {key!r}, found {found!r}: pages leave "
        "it out; compare it with isni.org",
        _ASKED,
    )
    NOT_ROR = Row(
        "doubtful identifier/ROR",
        "expected a ROR as 04wxnsj81 for {key!r}, found {found!r}: pages leave it out; "
        "compare it with ror.org",
        _ASKED,
    )
    NOT_WIKIDATA = Row(
        "doubtful identifier/Wikidata",
        "expected an item of Wikidata as Q42 for {key!r}, found {found!r}: pages leave it "
        "out; compare it with wikidata.org",
        _ASKED,
    )
    NOT_GEONAMES = Row(
        "doubtful identifier/GeoNames",
        "expected a number of GeoNames as 3144096 for {key!r}, found {found!r}: pages leave "
        "it out; compare it with geonames.org",
        _ASKED,
    )
    UNKNOWN_LICENSE = Row(
        "unknown license",
        "expected an SPDX identifier as CC-BY-4.0 or an address for {key!r}, found "
        "{found!r}: pages leave it out; write the address where it stands",
        _ASKED,
    )
    NOT_LICENSE = Row(
        "wrong value/license",
        "expected an SPDX identifier as CC-BY-4.0 or an address for {key!r}, found "
        "{found!r}",
    )
    NOT_PICTURE = Row(
        "wrong value/file",
        "expected a file as 'files/name.jpg' for {key!r}, found {found!r}",
    )
    NOT_PICTURE_BESIDE = Row(
        "wrong value/file beside",
        "expected a file of this folder, or one as 'files/name.jpg', for {key!r}, found "
        "{found!r}",
    )
    MANY_TERMS = Row(
        "wrong value/many",
        "expected at most {most} names under {key!r}, found {found}; name the others in "
        "the text",
    )
    NOT_RAW_PATH = Row(
        "wrong value/raw",
        "expected the path of a file under content/raw/, found {found!r}",
    )
    NO_REASON = Row(
        "no value/reason",
        "expected a {reason!r} beside {key!r}, found none",
    )
    NO_DAY = Row(
        "no value/day",
        "expected the day in {key!r} beside the reason, found none",
    )
    NOT_DAY = Row(
        "wrong value/day",
        "expected a date as 2024-03-15, 2024-03 or 2024 for {key!r}, found {found!r}",
    )
    ENDS_BEFORE = Row(
        "wrong value/end",
        "expected an end that is not before {since!r}, found {until!r}",
    )
    NOT_WHOLE_URL = Row(
        "wrong value/address elsewhere",
        "expected a whole address as 'https://example.org/', found {found!r}",
    )
    UNTIL_BEFORE = Row(
        "wrong value/until",
        "expected a date after that of the article for 'until', found {found!r}",
    )

    # --- the archive ------------------------------------------------------------------
    SLUG_TAKEN = Row(
        "slug taken",
        "two articles want the slug {slug!r}: {other} has it already",
    )
    TERM_SLUG_TAKEN = Row(
        "slug taken/term",
        "two terms want the slug {slug!r}: {other} has it already",
    )
    NAME_TAKEN = Row("name taken", "the name {name!r} is already that of {other}")
    NO_TERM = Row(
        "no such term",
        "no {facet} is called {name!r}, and each has a file, as {file}{near}",
    )
    NO_PARENT = Row(
        "no such term/parent",
        "no {facet} that has a file or pieces is called {name!r}; name one that is there, "
        "or take 'parent' away{near}",
    )
    PARENT_ITSELF = Row(
        "no such term/itself",
        "{name!r} cannot be part of itself; name another, or take 'parent' away",
    )
    PARENT_CIRCLE = Row(
        "no such term/circle",
        "parents lead in a circle: {way}; take 'parent' out of one of their files",
    )
    NOT_RULE = Row(
        "rule of terms",
        "expected a rule as {form}, found {found!r}",
    )
    UNKNOWN_RULE = Row(
        "rule of terms/unknown",
        "expected a rule that begins with rename, merge, move, split or not the same, or "
        'as FACET "NAME" in series "SERIES" is "OTHER", found {found!r}{near}',
    )
    RULE_QUOTES = Row(
        "rule of terms/quotes",
        'expected names between double quotes, those within as \\", found {found}',
    )
    RULE_NO_NAME = Row("rule of terms/name", "expected a name, found nothing in quotes")
    RULE_NO_FACET = Row(
        "rule of terms/facet",
        "no facet is called {found!r}; the settings of the site name them{near}",
    )
    RULE_OF_DATE = Row(
        "rule of terms/date",
        "terms of {facet!r} follow from dates; correct those of the pieces",
    )
    RULE_OF_ONE = Row(
        "rule of terms/one",
        "{name!r} is the same before and after, as pages show it; take the line away",
    )
    RULE_YEARS = Row(
        "rule of terms/years",
        "expected the first year before the last, found {first} and {last}",
    )
    RULE_TWICE = Row(
        "rule of terms/twice",
        "line {line} settles {name!r}, too: {one!r} or {other!r}; take one of both away",
    )
    RULE_APART = Row(
        "rule of terms/apart",
        "{one!r} and {other!r} are one by line {merge}, and not the same by line {apart}; "
        "take one of both away",
    )
    RULE_UNDONE = Row(
        "rule of terms/undone",
        "makes some of {name!r} {target!r}, which line {line} makes {name!r} again; take "
        "one of both away",
    )
    RULE_CIRCLE = Row(
        "rule of terms/circle",
        "{name!r} is led in a circle: {way}; take one of these lines away",
    )
    RULE_IDLE = Row(
        "rule of terms/idle",
        "nothing that is out is called {name!r}, and nothing is made of it; correct the "
        "name, or take the line away{near}",
        _ASKED,
    )
    RULE_IDLE_HERE = Row(
        "rule of terms/idle/here",
        "{name!r} is there, but this line changes none of its pieces: it means none, or "
        "another line settles them; correct it, or take it away",
        _ASKED,
    )
    RULE_NO_FILE = Row(
        "rule of terms/file",
        "no file is called {found!r}; correct it, or take it out of the line{near}",
        _ASKED,
    )
    TERM_MERGED = Row(
        "term merged",
        "{place} makes {name!r} {other!r}, and so this file is not shown; bring over into "
        "{shown} what matters, and delete it",
        _ASKED,
    )
    TWO_SPELLINGS = Row(
        "two spellings",
        "{facet} {name!r} is also written {others}; a term file with spellings would "
        "settle it",
        _ASKED,
    )

    # --- one under several names --------------------------------------------------------
    LIKELY_TYPO = Row(
        "likely typo",
        "{facet} {a!r} (articles: {few}) may be {b!r} (articles: {many}); in "
        "content/terms.txt the line `{settle}` makes them one, and `{apart}` ends the "
        "question",
        _ASKED,
    )
    LONG_LIFE = Row(
        "long life",
        "{facet} {name!r} has pieces from {first} to {last}: if they are of two people, "
        "`{split}`, as a line of content/terms.txt, parts them; 'roles' or an identifier in "
        "its term file say that they are of one",
        _ASKED,
    )
    TWO_NAMES = Row(
        "two names/many",
        "{count} of the {facets} may have a second name, as {a!r} and {b!r}; "
        "'commentariat terms doubles {facet}' names them, and what settles each",
        _ASKED,
    )
    DOUBLE_WORDS = Row("two names", "{a!r} has the same words as {b!r}", _ASKED)
    NAMES_SETTLED = Row("two names/settled", "content/terms.txt says: {line}", _ASKED)
    DOUBLE_ORDER = Row(
        "two names/order", "{a!r} has the words of {b!r} in another order", _ASKED
    )
    DOUBLE_BYLINE = Row(
        "two names/byline", "{a!r} is {b!r}, with the word of a byline", _ASKED
    )
    DOUBLE_TITLE = Row(
        "two names/title", "{a!r} and {b!r} differ in a title or degree", _ASKED
    )
    DOUBLE_POST = Row(
        "two names/post", "{a!r} and {b!r} differ in a post or an institution", _ASKED
    )
    DOUBLE_SPACING = Row(
        "two names/spacing", "{a!r} has the letters of {b!r}, in other words", _ASKED
    )
    DOUBLE_SPELLING = Row(
        "two names/spelling",
        "{a!r} and {b!r} differ in signs, an article or a way to spell",
        _ASKED,
    )
    DOUBLE_ROMANIZED = Row(
        "two names/romanization",
        "{a!r} and {b!r} write the same sounds in other letters",
        _ASKED,
    )
    DOUBLE_MIDDLE = Row(
        "two names/middle name", "{a!r} and {b!r} differ in a middle name", _ASKED
    )
    DOUBLE_FAMILY = Row(
        "two names/family name",
        "{a!r} and {b!r} differ in a second family name",
        _ASKED,
    )
    DOUBLE_INITIALS = Row(
        "two names/initials", "{a!r} and {b!r} have the same initials", _ASKED
    )
    DOUBLE_LETTER = Row(
        "two names/letter", "{a!r} and {b!r} differ in a letter", _ASKED
    )
    DOUBLE_ACRONYM = Row(
        "two names/acronym", "{a!r} is what {b!r} begins its words with", _ASKED
    )
    DOUBLE_NUMBER = Row(
        "two names/number", "{a!r} and {b!r} differ in singular and plural", _ASKED
    )
    DOUBLE_FELLOWS = Row("two names/others", "{count} wrote with both", _ASKED)
    DOUBLE_SHARED = Row("two names/shared", "both wrote under {names}", _ASKED)
    DOUBLE_GAP = Row("two names/gap", "{years} years lie between their pieces", _ASKED)

    # --- addresses ----------------------------------------------------------------------
    NOT_ADDRESS = Row(
        "wrong address",
        "expected an address as '/articles/name/', found {found!r}",
    )
    NOT_PATH = Row("wrong address/path", _PATH)
    PATH_WITH_QUERY = Row(
        "wrong address/query",
        f"{_PATH}: no file can answer an address with a query",
    )
    PATH_SIGNS = Row("wrong address/signs", f"{_PATH}: not every system can hold it")
    PATH_UNSHOWABLE = Row(
        "wrong address/unshowable",
        f"{_PATH}: it holds a character that cannot be shown",
    )
    PATH_HIDDEN = Row(
        "wrong address/hidden", f"{_PATH}: {{name!r}} would be a hidden file"
    )
    PATH_RESERVED = Row(
        "wrong address/reserved",
        f"{_PATH}: by {{mark!r}} a build knows files of its own, and takes them away",
    )
    PATH_END = Row(
        "wrong address/end",
        f"{_PATH}: {{name!r}} ends in a dot or a space, which Windows drops",
    )
    PATH_DEVICE = Row(
        "wrong address/device", f"{_PATH}: {{name!r}} is a device on Windows"
    )
    PATH_LONG_NAME = Row(
        "wrong address/long name",
        f"{_PATH}: a name in it is longer than {{most}} bytes",
    )
    PATH_LONG = Row("wrong address/long", f"{_PATH}: it is longer than {{most}} bytes")
    OLD_ADDRESS_TAKEN = Row(
        "wrong address/taken",
        "{found!r} cannot lead elsewhere: it is the same file as {other!r} on some systems",
    )
    NOT_REDIRECT = Row(
        "wrong redirect",
        "expected a former address and where it leads, found {found!r}",
    )
    REDIRECT_TWICE = Row(
        "redirect twice",
        "line {line} leads {old!r} to {target!r} already",
    )

    ADDRESS_TAKEN = Row("address taken", "{address!r} is wanted by {other} too")
    SEARCH_TAKEN = Row(
        "address taken/search",
        "{address!r} is a page of the search: choose another address, or leave the "
        "search out by 'search = false'",
    )
    EXPORT_TAKEN = Row(
        "address taken/export",
        "{address!r} is a download of the archive: choose another address, or leave the "
        "format out of 'exports'",
    )
    REDIRECT_NOWHERE = Row(
        "dead redirect",
        "no page or file of this site answers {target!r}",
    )
    REDIRECT_TO_DRAFT = Row(
        "dead redirect/draft",
        "{target!r} leads to {source}, which is a draft; take the line out until it is none",
    )
    REDIRECT_TO_LATER = Row(
        "dead redirect/later",
        "{target!r} leads to {source}, which is not out before {date}; take the line out "
        "until then",
    )
    REDIRECT_CIRCLE = Row("dead redirect/circle", "redirects lead in a circle: {way}")
    LISTING_LED_ON = Row(
        "listing led on",
        "{address!r} was published, and leads on to {parent!r} since nothing is listed "
        "there; if it has another name now, lead it there with a line in "
        "content/redirects.txt: {line}",
        _ASKED,
    )
    REDIRECT_OF_FILE = Row(
        "redirect to a file",
        "{old!r} is a page that leads on to {file!r}: browsers follow it, readers of feeds "
        "and programs that download do not; an address that ends as the file does would "
        "have the file itself, and a host that can lead on ('host' under "
        "[tool.commentariat.publish]) does it for all",
        _ASKED,
    )
    MANY_REDIRECTS = Row(
        "many redirects",
        "{host} takes {most} redirects, and there are {count}: what is beyond leads on by "
        "a page alone",
        _ASKED,
    )
    FILE_LOST = Row(
        "lost address/file",
        "{address!r} was published, and nothing answers it now{was}; put {source} back",
    )
    DRAFT_LOST = Row(
        "lost address/draft",
        "{address!r} was published, and {source} is a draft now; let it be none, or "
        "lead the address on with a line in content/redirects.txt",
    )
    LATER_LOST = Row(
        "lost address/later",
        "{address!r} was published, and {source} is not to be before {date} now; put "
        "its date back, or lead the address on with a line in content/redirects.txt",
    )
    ADDRESS_LOST = Row(
        "lost address",
        "{address!r} was published, and nothing answers it now{was}; lead it on with a "
        "line in content/redirects.txt: {line}",
    )

    # --- hooks --------------------------------------------------------------------------
    HOOK_SYNTAX = Row("wrong hooks/syntax", "{reason}: {code}")
    HOOK_WITHIN = Row(
        "wrong hooks/within",
        "expected a module beside hooks.py, found {path!r}: nothing there is ever run",
    )
    UNKNOWN_HOOK = Row("wrong hooks/unknown", "no hook is called {name!r}{near}")
    HOOK_NOT_MAPPING = Row(
        "wrong hooks/mapping", "expected a mapping of names for {name}, found {found}"
    )
    HOOK_NOT_NAME = Row(
        "wrong hooks/name", "expected names as 'reading_time' in {name}, found {found}"
    )
    HOOK_NOT_FUNCTION = Row(
        "wrong hooks/function", "expected a function for {name}, found {found}"
    )
    HOOK_NOT_LIST = Row("wrong hooks/list", "expected a list for {name}, found {found}")
    HOOK_TAKEN = Row(
        "wrong hooks/taken",
        "{key!r} of {name} is the name of something that templates have already; call it "
        "otherwise",
    )
    HOOK_UNSEEN_NAME = Row(
        "wrong hooks/unseen name",
        "{name} is set in a way that a build cannot see without running it; set it by a "
        "plain statement",
    )
    HOOK_UNSEEN_MODULE = Row(
        "wrong hooks/unseen module",
        "the module {name!r} of this site comes in by a way that a build cannot see without "
        "running it; import it by a plain statement",
    )
    HOOK_MODULE_TAKEN = Row(
        "wrong hooks/module taken",
        "another module called {name!r} is installed, and would be taken for this one; "
        "rename it",
    )
    HOOK_FAILED = Row("failed hook", "{reason}: {code}")
    HOOK_FAILED_FOR = Row("failed hook/for", "{reason}: {code} (for {caller})")
    HOOK_FIELDS = Row(
        "failed hook/fields", "expected a mapping of fields from {name}, found {found}"
    )
    HOOK_FIELD = Row("failed hook/field", "{said} (for {caller})")
    HOOK_WROTE = Row(
        "failed hook/output",
        "after_build wrote or deleted this, and nothing but a build may: put files that are "
        "to be published under content/files/ or content/root/",
    )
    HOOK_TEXT = Row(
        "failed hook/text",
        "expected a text from {name}, found {found} (for {caller})",
    )
    HOOK_ROW_NAME = Row(
        "wrong hooks/row name",
        "{name!r} is the name of another row already: call {row} otherwise",
    )
    HOOK_LABELS = Row(
        "failed hook/labels",
        "expected each line with a Label, once and in order, from {part} (for "
        "{caller})",
    )
    HOOK_REPAIR = Row(
        "failed hook/repair",
        "expected a Repair of what stands in the text from {rule!r}, found {found} "
        "(for {caller})",
    )
    HOOK_ROW = Row(
        "wrong hooks/row", "expected {expected} for {name}[{number}], found {found}"
    )
    HOOK_IMPURE = Row(
        "failed hook/impure",
        "{call} gives something else at another time, and what shows it is not made again "
        "then; take it from the article or from the settings",
    )

    NOT_AS_ANEW = Row(
        "not as made anew",
        "made anew, it has {made!r} here and not {found!r}: what makes it goes by the time, "
        "by chance, or by something that no build sees",
    )
    NOT_AS_ANEW_WHOLE = Row(
        "not as made anew/whole",
        "made anew, it is another: what makes it goes by the time, by chance, or by "
        "something that no build sees",
    )
    NO_SHORTCODE = Row("shortcode", "no shortcode is called {name!r}{near}")
    SHORTCODE_FORM = Row(
        "shortcode/form",
        'expected a shortcode on one line, as \'{{{{< name "text" key="text" >}}}}\', found '
        "{found!r}; one that is to be shown is written '{{{{</* name */>}}}}'",
    )
    SHORTCODE_ARGUMENT = Row(
        "shortcode/argument",
        "expected texts, as 'word', '\"some words\"' or 'key=\"some words\"', each key once, "
        "after {name!r}, found {found!r}",
    )
    SHORTCODE_TAKES = Row("shortcode/takes", "{name!r} takes {taken}: {reason}")
    SHORTCODE_OPEN = Row(
        "shortcode/open",
        "{name!r} goes around a text: expected '{{{{< /{name} >}}}}' behind that, found none",
    )
    SHORTCODE_ALONE = Row(
        "shortcode/alone",
        "{name!r} goes around no text, for its function does not take 'inner': take "
        "'{{{{< /{name} >}}}}' out",
    )
    SHORTCODE_END = Row(
        "shortcode/end",
        "expected '{{{{< {name} >}}}}' before what closes it, found none",
    )
    SHORTCODE_DEEP = Row(
        "shortcode/deep", "expected shortcodes in each other at most {most} deep"
    )
    SHORTCODE_RESULT = Row(
        "shortcode/result", "expected a text from {name!r}, found {found}"
    )

    # --- templates and files that are published ---------------------------------------
    NO_TEMPLATE = Row("no template", "no template {name!r}{near}")
    NO_TEMPLATE_NAME = Row(
        "no template/name",
        "expected a template's name in quotes after extends, include or fragments",
    )
    NO_TEMPLATE_WORD = Row(
        "no template/word", "no {what} of templates is called {name!r}{near}"
    )
    NO_FILTER = Row(
        "no template/filter",
        "no filter of templates is called {name!r}, and FILTERS in hooks.py sets none{near}",
    )
    NO_IMPORT = Row(
        "no template/import", "{template!r} gives nothing that is called {name!r}{near}"
    )
    SHIPPED_NAME = Row(
        "no template/shipped",
        "expected no folder of this name: 'shipped/' begins the names of the templates "
        "that are shipped; rename the folder, or put the file under templates/ itself",
    )
    TEMPLATE_CIRCLE = Row("template circle", "is made of itself, without an end: {way}")
    TEMPLATE_CIRCLE_OVER = Row(
        "template circle/over",
        "is made of itself, without an end: {way}; the template that is shipped is "
        "called {shipped!r}",
    )
    TEMPLATE_ENDLESS = Row(
        "template circle/page",
        "includes itself, without an end, by way of {names}: {code}",
    )
    TEMPLATE_SYNTAX = Row("wrong template", "{reason}: {code}")
    TEMPLATE_UNCLOSED = Row(
        "wrong template/unclosed",
        "{tag} is never closed: put {end} behind what it holds",
    )
    TEMPLATE_STRAY = Row(
        "wrong template/stray", "{end} closes nothing that is open here"
    )
    TEMPLATE_TAG = Row(
        "wrong template/tag", "no tag of templates is called {name!r}: {code}{near}"
    )
    TEMPLATE_PLACE = Row(
        "wrong template/place",
        "fills blocks of a template that it does not extend: begin it with {tag}",
    )
    WORDS_CALL = Row(
        "wrong words", "expected {name}({parts}), and values for placeholders by name"
    )
    WORDS_QUOTES = Row(
        "wrong words/quotes",
        "expected the {part} of {name} in quotes, so that it can be in a catalog; what "
        "differs goes in by a placeholder, as _('By %(name)s', name=page.title)",
    )
    WORDS_VALUE = Row(
        "wrong words/no value",
        "expected a value for '%({name})s', as {name}=page.title after the words",
    )
    WORDS_UNUSED = Row(
        "wrong words/unused",
        "no placeholder of the words is called '%({name})s'{near}",
    )
    WORDS_PERCENT = Row(
        "wrong words/percent",
        "expected '%' before a name, as '%(name)s', or twice where it stands for itself: "
        "{words!r}",
    )
    CATALOG_SYNTAX = Row(
        "wrong catalog",
        "expected msgid, msgstr or more of a text in quotes, found {found}",
    )
    CATALOG_STRAY = Row(
        "wrong catalog/stray",
        "a text that belongs to no msgid; begin its entry with one",
    )
    CATALOG_LACKS = Row(
        "wrong catalog/part",
        "expected a msgid and a msgstr, each with a text in quotes",
    )
    CATALOG_NAME = Row(
        "wrong catalog/name",
        "expected the tag of a language as name, such as 'nl.po' or 'pt-BR.po', found "
        "{found!r}",
    )
    CATALOG_TWICE = Row(
        "wrong catalog/twice",
        "has words for {message!r} already, on line {line}; take one of them away",
    )
    CATALOG_HEAD = Row(
        "wrong catalog/head",
        "expected in its head 'Plural-Forms: nplurals=2; plural=n != 1;' as gettext has it "
        "for the language, found {reason}",
    )
    CATALOG_COUNT = Row(
        "wrong catalog/count",
        "expected nplurals={count} as the catalog {shipped!r} that is shipped, found {found}",
    )
    CATALOG_FORMS = Row(
        "wrong catalog/forms",
        "expected {wanted} msgstr with words for {message!r}, found {found}",
    )
    CATALOG_PLURAL = Row(
        "wrong catalog/plural",
        "expected {wanted} beside msgid {message!r}, as the catalog that is shipped has it",
    )
    CATALOG_UNUSED = Row(
        "unused catalog",
        "no page says its words: the site is in {language!r}, and no text in a language "
        "that it serves; name it as one, or take it away",
        _ASKED,
    )
    CATALOG_INCOMPLETE = Row(
        "incomplete catalog",
        "lacks words for {lacking} of {count} messages, which pages say in English; "
        "'commentariat words {language}' puts them in, to be filled in",
        _ASKED,
    )
    CATALOG_PLACEHOLDERS = Row(
        "wrong catalog/placeholders",
        "expected {wanted} in the words for {message!r}, found {found}",
    )
    CATALOG_TAGS = Row(
        "wrong catalog/tags",
        "expected {wanted} in the words for {message!r}, found {found}",
    )
    NO_VARIABLE = Row(
        "broken/variable",
        "no variable is called {name!r} (there are {names}): {code}{near}",
    )
    NO_ATTRIBUTE = Row(
        "broken/attribute", "{owner} has no {name!r} (it has {names}): {code}{near}"
    )
    OF_NONE = Row(
        "broken/none",
        "{owner} is none here, and has no {name!r}: {code}; ask {test} before it",
    )
    OF_PLAIN = Row("broken/plain", "{owner} is {what}, and has no {name!r}: {code}")
    NOT_CALLED = Row(
        "broken/call",
        "what is shown here is to be called: put () behind its name: {code}",
    )
    TEMPLATE_FAILED = Row("broken", "{reason}: {code}")
    TEMPLATE_FAILED_OUTSIDE = Row("broken/outside", "{reason}")
    NO_SPARE_FILES = Row(
        "preview failed/files",
        "no more files can be opened, for too many connections are; what is shown may be "
        "old until some are closed",
    )
    PREVIEW_FAILED = Row("preview failed", "the preview failed: {reason}")
    DEAD_LINK = Row("dead link", "no page or file of this site answers {target!r}")
    DEAD_TO_DRAFT = Row(
        "dead link/draft", "{target!r} leads to {source}, which is a draft"
    )
    DEAD_TO_LATER = Row(
        "dead link/later",
        "{target!r} leads to {source}, which is not out before {date}",
    )
    LINK_TO_DRAFT = Row(
        "link held back",
        "{target!r} leads to {source}, which is a draft; until it is none, the words of "
        "the link are published without it",
        _ASKED,
    )
    LINK_TO_LATER = Row(
        "link held back/later",
        "{target!r} leads to {source}, which is not out before {date}; until then, the "
        "words of the link are published without it",
        _ASKED,
    )
    LINK_TO_LEFT_OUT = Row(
        "dead link/left out",
        "{target!r} leads to what is left out for a fault of its own",
    )
    BODY_TOO_COSTLY = Row(
        "body",
        "this would take too long to convert: marks that never close, or lists, quotations "
        "and emphasis very deep in each other; close them, or put a backslash before them",
    )
    BODY_TOO_LONG = Row(
        "body/long",
        "expected a body of at most {most} characters, found {found}; part it, or leave it "
        "without HTML, tables, notes and code",
    )
    BODY_TOO_SLOW = Row(
        "body/slow",
        "converting it was given up after {seconds} s of processor time; part the text, and "
        "please report it",
    )
    NOT_TABLE_FILE = Row("broken table", "cannot be read as a table: {reason}")
    TABLE_TOO_LARGE = Row(
        "broken table/large",
        "expected a table of at most {most}, found {found}: show a part of it, and lead to "
        "the file by a link",
    )
    TABLES_TOO_LARGE = Row(
        "broken table/many",
        "expected tables of at most {most} cells in one text, found more: lead to some of "
        "the files by links",
    )
    TABLE_ROW = Row(
        "broken table/row",
        "expected at most {expected} cells, as the first row has, found {found}: put one "
        "with the sign that parts cells into quotation marks",
    )
    NOT_PICTURE_FILE = Row("broken picture", "cannot be read as a picture: {reason}")
    PICTURE_TOO_LARGE = Row(
        "broken picture/large",
        "expected a picture of at most {most} megapixels, found a larger one",
    )
    NOT_SVG = Row("broken picture/SVG", "expected an SVG picture: {reason}")
    SVG_RUNS = Row(
        "active picture",
        "the SVG holds {what}, which a browser would run",
    )
    SVG_LOADS = Row(
        "active picture/loads",
        "the SVG asks for what is not in it: {where} has {what!r}",
    )
    SVG_ENTITIES = Row(
        "active picture/entities",
        "the SVG declares entities, which are refused",
    )
    SVG_DEEP = Row(
        "vast picture",
        "expected an SVG picture of at most {most} elements in each other, found more",
    )
    SVG_UNFOLDS = Row(
        "vast picture/unfolds",
        "expected an SVG picture of at most {most} parts with each <use> unfolded, found "
        "more",
    )
    SVG_LEFT_OUT = Row(
        "left out of a picture",
        "the SVG is published without what no browser knows: {names}",
        _ASKED,
    )

    NOT_MARKDOWN = Row(
        "not read",
        "content files end in '.md', this one ends in {ending!r}: nothing reads it",
        _ASKED,
    )
    NOT_IN_FOLDER = Row(
        "not read/folder",
        "a content file stands in a folder such as content/articles/: nothing reads it here",
        _ASKED,
    )
    NOT_IN_FOLDER_ITSELF = Row(
        "not read/inner folder",
        "files of terms stand in {folder!r} itself: nothing reads this one",
        _ASKED,
    )
    UNKNOWN_FOLDER = Row(
        "not read/unknown folder",
        "nothing reads what is in {folder!r}{near}",
        _ASKED,
    )
    NO_SECTION = Row(
        "not read/no section",
        "nothing reads what is in {folder!r}: [tool.commentariat.sections.{name}] makes a "
        "section of it",
        _ASKED,
    )
    UNREAD = Row("not read/file", "nothing reads this file{near}", _ASKED)
    UNREAD_TEMPLATE = Row(
        "not read/template",
        "no page is made with this template, and no other names it{near}",
        _ASKED,
    )
    UNREAD_BLOCK = Row(
        "not read/block",
        "nothing that this template extends has a block {name!r}, so no page shows "
        "it{near}",
        _ASKED,
    )
    OUTSIDE_BLOCKS = Row(
        "not read/outside of blocks",
        "no page shows what stands outside of blocks in a template that extends another; "
        "put it into a block",
        _ASKED,
    )
    UNREAD_THEME = Row(
        "not read/theme",
        "no template or stylesheet names this file, so no page loads it{near}",
        _ASKED,
    )
    DRAFT = Row("held back", "is a draft, and not published", _ASKED)
    LATER = Row("held back/later", "is not published before {date}", _ASKED)
    TERM_HELD_BACK = Row(
        "held back/term",
        "is not published: only drafts, or articles of a later day, name it",
        _ASKED,
    )
    FILE_HELD_BACK = Row(
        "held back/file",
        "is not published: only drafts, or articles of a later day, show it or lead to it",
        _ASKED,
    )

    NO_PIECE = Row("no such piece", "no article or item is called {name!r}{near}")
    PIECE_WITHDRAWN = Row(
        "piece not shown",
        "{name!r} was withdrawn, and does not stand out: name another one",
        _ASKED,
    )
    PIECE_TO_DRAFT = Row(
        "piece not shown/draft",
        "{name!r} is {source}, which is a draft, and does not stand out until it is out",
        _ASKED,
    )
    PIECE_TO_LATER = Row(
        "piece not shown/later",
        "{name!r} is {source}, which is not out before {date}, and stands out from then on",
        _ASKED,
    )
    NO_ORIGINAL = Row(
        "translation",
        "no article is called {name!r}; name the piece that this translates by its slug, "
        "its file or its address{near}",
    )
    ORIGINAL_ITSELF = Row(
        "translation/itself",
        "{name!r} is this piece itself; name the one that it translates, or take "
        "'translation_of' away",
    )
    ORIGINAL_CIRCLE = Row(
        "translation/circle",
        "translations lead in a circle: {way}; take 'translation_of' out of the original",
    )
    SAME_LANGUAGE = Row(
        "translation/language",
        "{other} has the same piece in {language!r}, too; give one of the two its own "
        "'language', or take its 'translation_of' away",
    )
    NOT_TRANSLATION_LINE = Row(
        "translation/line",
        "expected a line as 'slug translates other-slug' or 'slug does not translate "
        "other-slug', found {found!r}",
    )
    TRANSLATION_TWICE = Row(
        "translation/lines",
        "{line!r}, and line {number} says {other!r}; take one of the two out",
    )
    ORIGINAL_TWICE = Row(
        "translation/twice",
        "its front matter says that it translates {said!r}, and {place} that it is "
        "{other!r}; take one of the two out",
    )
    TRANSLATION_IDLE = Row(
        "translation of nothing",
        "no article is called {name!r}, so this says nothing; name one that is there, or "
        "take the line out{near}",
        _ASKED,
    )
    MAY_TRANSLATE = Row(
        "possible translation",
        "may translate {other}: {why}; 'commentariat review' pairs the two or tells them "
        "apart, and so does 'translation_of' in the front matter of either",
        _ASKED,
    )
    PIECES_ALIKE = Row("possible translation/review", "may translate {other}", _ASKED)
    PIECES_SETTLED = Row(
        "possible translation/settled", "content/translations.txt says: {line}", _ASKED
    )
    ORIGINAL_WITHDRAWN = Row(
        "translation not paired",
        "{name!r} was withdrawn, and this translation of it is out; withdraw it too, or "
        "take 'translation_of' away",
        _ASKED,
    )
    ORIGINAL_TO_DRAFT = Row(
        "translation not paired/draft",
        "{name!r} is {source}, which is a draft; the two are paired once it is out",
        _ASKED,
    )
    ORIGINAL_TO_LATER = Row(
        "translation not paired/later",
        "{name!r} is {source}, which is not out before {date}; the two are paired from "
        "then on",
        _ASKED,
    )
    BLOCK_TO_DRAFT = Row(
        "piece not shown/block of a draft",
        "{name!r} is of {source}, which is a draft, and stands there once that is out",
        _ASKED,
    )
    BLOCK_TO_LATER = Row(
        "piece not shown/block of later",
        "{name!r} is of {source}, which is not out before {date}, and stands there from "
        "then on",
        _ASKED,
    )
    NO_BLOCK = Row(
        "no such block",
        "no term, index or listing of this site is at {address!r}{near}",
    )
    NO_CHOSEN_TEMPLATE = Row(
        "no template/chosen",
        "templates/ has no {name!r}; pages may say a template of this site's own{near}",
    )
    NOT_FOR_PAGES = Row(
        "no template/other",
        "{name!r} makes pages of another kind; put a template under a name of its own "
        'into templates/, which may begin with {{% extends "{kind}" %}}',
    )
    NO_PAGE_TEMPLATE = Row("no template/page", "expected this template, found no file")
    NO_PICTURE = Row(
        "missing file/picture",
        "no picture is called {file!r} under content/{near}",
    )
    NO_PDF = Row("missing file/pdf", "no file is called {file!r} under content/{near}")
    NO_FIELD_FILE = Row(
        "missing file/field", "no file is called {file!r} under content/{near}"
    )
    PICTURE_COPY_TAKEN = Row(
        "address taken/copy",
        "{copy!r} is wanted by a copy of it and by {other}: rename one",
    )
    FOREIGN_OUTPUT = Row(
        "foreign output",
        "the folder holds files that no build remembers making; name another with "
        "--output, empty it, or let --adopt take them over (and delete what is not "
        "wanted)",
    )
    DISK_REFUSED = Row("unwritable/read", "cannot be read or written: {reason}")
    FOLDER_IN_PLACE = Row(
        "unwritable/folder",
        "cannot be read or written: {reason}; a folder is where a file is to be: move it "
        "away",
    )
    REVIEW_LOCKED = Row(
        "in use/review", "another review of this site is writing; try again"
    )

    # --- asked of the archive -----------------------------------------------------------
    PLACE_IN_PICTURE = Row(
        "place in a picture",
        "the picture says where it was taken; its copies do not, but it is published as "
        "it is",
        _ASKED,
    )
    PICTURE_NOT_COPIED = Row(
        "picture without copies",
        "copies of it would fill the memory: it is published as it is, {width} by {height} "
        "pixels; a JPEG, or fewer pixels, would be had in several widths",
        _ASKED,
    )
    SAME_NAME = Row(
        "same name",
        "is the same file as {other} on some systems, where a copy of the site would "
        "lack one of the two; rename one",
        _ASKED,
    )
    UNPORTABLE_SIGN = Row(
        "unportable name",
        f"{{name!r}} holds {{sign!r}}, {_UNPORTABLE}",
        _ASKED,
    )
    UNPORTABLE_END = Row(
        "unportable name/end",
        f"{{name!r}} ends in a dot or a space, {_UNPORTABLE}",
        _ASKED,
    )
    UNPORTABLE_DEVICE = Row(
        "unportable name/device",
        f"{{name!r}} is called as a device of Windows, {_UNPORTABLE}",
        _ASKED,
    )
    EXAMPLE_PUBLISHED = Row(
        "base url/published",
        "expected the address of the site, found that of an example: {url!r}; nothing is "
        "published or promised under it",
    )
    STARTER_PUBLISHED = Row(
        "example article",
        "this is the article that a new site begins with; put one of your own in its place "
        "before anything is published or promised",
    )
    EXAMPLE_ADDRESS = Row(
        "base url",
        "the address of the site is still that of an example",
        _ASKED,
    )
    NO_DATE = Row("no date", f"the article has no date; write one, {_DISMISS}", _ASKED)
    DERIVED_TITLE = Row(
        "derived title",
        "the title is derived from the {place}: {title!r}; write a better one, and take "
        "'title_from' away",
        _ASKED,
    )
    UNKNOWN_METADATA = Row(
        "unknown key",
        f"metadata keys not seen before: {{keys}}; {_KEY_OUT}",
        _ASKED,
    )
    UNKNOWN_METADATA_MANY = Row(
        "unknown key/many",
        f"metadata key not seen before: {{key!r}}, of {{count}} articles; {_KEY_OUT}",
        _ASKED,
    )
    NO_AUTHOR = Row(
        "no author", f"the article has no author; name one, {_DISMISS}", _ASKED
    )
    SAME_BODY = Row(
        "duplicate article",
        "the body of this article stands in {others} too",
        _ASKED,
    )
    SAME_HEAD = Row(
        "duplicate article/head",
        "title, date and authors of this article stand in {others} too",
        _ASKED,
    )
    LOST_RAW = Row(
        "duplicate article/raw",
        "its raw files are gone, and content/{other}, made from content/raw/{file}, says "
        "much of the same; if that is this article, bring over what matters, delete this "
        "file and add '/articles/{slug}/' under 'aliases' there, else take the files that "
        "are gone out of 'raw' here",
        _ASKED,
    )
    RELATED_NOWHERE = Row(
        "related link",
        "no page or file of this site answers {target!r}, so nothing leads to this related "
        "piece; mend the address, or take it out",
        _ASKED,
    )
    PART_TWICE = Row(
        "part twice",
        "{other} is part {part} of {series!r} as well; give one of the two another number, "
        "or take it out, and it fills a place that is left",
        _ASKED,
    )
    DEAD_EXTERNAL = Row("dead external link", "{href!r} {reason}", _ASKED)
    UNCLEAR_EXTERNAL = Row("unclear external link", "{href!r} {reason}", _ASKED)
    PRIVATE_EXTERNAL = Row("private external link", "{href!r} {reason}", _ASKED)
    MOVED_EXTERNAL = Row("moved external link", "{href!r} {reason}", _ASKED)
    UNTESTED_EXTERNAL = Row(
        "untested external links",
        "no link to another site could be tested; is there a network?",
        _ASKED,
    )

    # --- what is found in pages ---------------------------------------------------------
    MISSING_FILE = Row(
        "missing file", "no page or file of this site answers {target!r}"
    )
    CANONICAL_DEAD = Row(
        "canonical link",
        "no page or file of this site answers {target!r}",
    )
    CANONICAL_OTHER = Row(
        "canonical link/other",
        "the canonical link names another page: {href!r}",
    )
    FEED_ENTRY_DEAD = Row(
        "feed entry", "no page or file of this site answers {target!r}"
    )
    SITEMAP_DEAD = Row("sitemap", "no page or file of this site answers {target!r}")
    NO_ADDRESS = Row("dead link/no address", "{href!r} is no address: {reason}")
    OUT_OF_BASE = Row("dead link/base", "{href!r} leads out of the base path {base!r}")
    NO_SUCH_ID = Row("dead anchor", "nothing on the page has the id {id!r}")
    NO_SUCH_ID_THERE = Row(
        "dead anchor/there",
        "nothing on that page has the id {id!r}: {href!r}",
    )
    NO_SUCH_ID_NAMED = Row(
        "dead anchor/named",
        "{attribute} names the id {id!r}, which is not on the page",
    )
    THIRD_PARTY = Row(
        "third-party request",
        "a page asks another site for {href!r}: add {origin!r} to {list!r} under "
        "[tool.commentariat.policy] if it may, or take it out",
    )
    THIRD_PARTY_NEVER = Row(
        "third-party request/never",
        "a page may not ask another site for {href!r} in this way, whatever the settings "
        "say: take it out",
    )
    FORM_FORBIDDEN = Row(
        "forbidden by the policy/form",
        "browsers send no form to {href!r}: add {origin!r} to 'forms' under "
        "[tool.commentariat.policy] if they may",
    )
    OWN_FORBIDDEN = Row(
        "forbidden by the policy",
        "the policy of the page keeps {href!r} from it: add 'self' to {list!r} under "
        "[tool.commentariat.policy]",
    )
    POLICY_BEHIND = Row(
        "forbidden by the policy/template",
        "the settings allow {href!r} and the policy in the page does not: let "
        "templates/_security.html print {{{{ site.policy|safe }}}}, or take it away",
    )
    LOADED_DATA = Row(
        "forbidden by the policy/data",
        "the policy of the page lets it load no {scheme!r} address: put what is in it into "
        "a file of the theme",
    )
    INLINE_SCRIPT = Row(
        "forbidden by the policy/script",
        "browsers run no script that is written into a page: put it into a file of the "
        "theme, and load that",
    )
    INLINE_HANDLER = Row(
        "forbidden by the policy/handler",
        "browsers run no attribute such as 'onclick': let a script of the theme listen",
    )
    INLINE_STYLE = Row(
        "forbidden by the policy/style",
        "browsers take no style that is written into a page: put it into a stylesheet of "
        "the theme",
    )
    INLINE_STYLE_ATTRIBUTE = Row(
        "forbidden by the policy/style attribute",
        "browsers take no 'style' attribute: give a class, and say in a stylesheet of the "
        "theme how it looks",
    )
    NO_FRAME_TITLE = Row(
        "frame without a title",
        "the frame {src!r} lacks a 'title' that says what it shows, for who does not see it",
        _ASKED,
    )
    DUPLICATE_ID = Row("duplicate id", "the id {id!r} stands twice")
    NO_PAGE_TITLE = Row("no title", "the page has no title")
    HTML = Row("HTML", "{reason}")
    HTML_MISPLACED = Row("HTML/misplaced", "<{tag}> cannot stand where it does")
    HTML_STRAY = Row("HTML/stray", "</{tag}> closes nothing")
    HTML_UNCLOSED = Row("HTML/unclosed", "<{tag}> is never closed")
    HTML_CROSSED = Row("HTML/crossed", "<{tag}> is not closed in its turn")
    HTML_OUTSIDE_ROW = Row("HTML/row", "<{tag}> stands outside a row")
    HTML_TEXT_IN_TABLE = Row("HTML/table", "text stands in a table, outside its cells")
    HTML_DATA = Row("HTML/data", "the data in a script element is not JSON")
    HTML_LANGUAGE = Row("HTML/language", "the page does not say its language")
    DOCUMENT_TYPE = Row(
        "feed or sitemap/type",
        "a document type, which no feed or sitemap has",
    )
    NOT_XML = Row("feed or sitemap", "is not XML: {reason}")
    NOT_JSON_FILE = Row("feed or sitemap/JSON", "is not JSON: {reason}")
    OUTPUT_GONE = Row("output", "its file is gone; build again")
    OUTPUT_CHANGED = Row(
        "output/changed",
        "its file was changed by someone else; build again",
    )
    OTHER_MARKUP = Row(
        "markup of another program",
        "{sign!r} is published as it stands: write it in Markdown or HTML, or show it as "
        "code",
        _ASKED,
    )
    OTHER_MARKUP_SETTING = Row(
        "markup of another program/setting",
        "{sign!r} is published as it stands: let it be read by {setting!r} under "
        "[tool.commentariat.markdown], write it in Markdown or HTML, or show it as code",
        _ASKED,
    )
    OTHER_SHORTCODE = Row(
        "markup of another program/shortcode",
        "{sign!r} is published as it stands: write a shortcode of hooks.py as "
        "'{{{{< name >}}}}', anything else in Markdown or HTML, or show it as code",
        _ASKED,
    )
    LIST_IN_TEXT = Row(
        "list in text",
        "a list directly below a line of text is read as text: put an empty line between",
        _ASKED,
    )
    LIST_ROUND = Row(
        "list in text/sign",
        "'1)' begins no item of a list, so the lines run into each other: write '1.'",
        _ASKED,
    )
    LIST_FLAT = Row(
        "list in text/level",
        "what belongs to an item begins four blanks further in than that; with fewer it "
        "loses its level",
        _ASKED,
    )
    NO_NOTE = Row(
        "note",
        "note {name!r} has no text: put one below, behind a line that begins with its mark "
        "and a colon, or a backslash before the mark",
        _ASKED,
    )
    NOTE_UNUSED = Row(
        "note/unused",
        "note {name!r} is nowhere referred to: put its mark into the text, or take it out",
        _ASKED,
    )
    NOTE_TWICE = Row(
        "note/twice",
        "note {name!r} has a text already, of which this one takes the place",
        _ASKED,
    )
    DROPPED_TAG = Row("dropped HTML", "<{tag}> is not published", _ASKED)
    DROPPED_EMBED = Row(
        "dropped HTML/origin",
        "<{tag}> is not published, for it leads to {href!r}: add {origin!r} to {list!r} "
        "under [tool.commentariat.policy] if it may",
        _ASKED,
    )
    DROPPED_VALUE = Row(
        "dropped HTML/value",
        "{name}={value!r} is not published: a {name!r} there is {choices}",
        _ASKED,
    )
    DROPPED_ATTRIBUTE = Row(
        "dropped HTML/attribute",
        "the attribute {name!r} is not published",
        _ASKED,
    )
    DROPPED_MARKDOWN = Row(
        "dropped HTML/Markdown",
        "the attribute {name!r} is not published, and no Markdown is read in <{tag}>: turn "
        "{setting!r} on under [tool.commentariat.markdown]",
        _ASKED,
    )
    DROPPED_ADDRESS = Row(
        "dropped HTML/address",
        "the address {address!r} is not published",
        _ASKED,
    )
    EMPTY_LINK = Row("empty link", "a link without words leads to {href!r}", _ASKED)
    NO_ALT = Row(
        "no alternative text",
        "the picture {src!r} has no alternative text",
        _ASKED,
    )
    NO_HEADING = Row(
        "no heading", "the page has no <h1>: put what it is called into one", _ASKED
    )
    EMPTY_HEADING = Row("empty heading", "a heading has no words", _ASKED)
    SKIPPED_HEADING = Row(
        "skipped heading",
        "a heading skips a level: <{tag}> after {above}",
        _ASKED,
    )

    # --- raw files --------------------------------------------------------------------
    NO_RAW_FILE = Row("no file/raw", "expected a raw file, found none")
    RAW_FOLDER = Row(
        "no file/raw folder",
        "expected a raw file, found a folder; let its name end otherwise",
    )
    RAW_IRREGULAR = Row(
        "no file/raw irregular",
        f"expected a raw file, found what is no regular file; take it away, {_SKIP}",
    )
    NOT_PLAIN_FILE = Row("no file/irregular", "expected a file, found what is none")
    RAW_EMPTY = Row(
        "empty raw file",
        f"expected a raw article, found an empty file; fetch it again, {_SKIP}",
    )
    RAW_BLANK = Row(
        "empty raw file/blank",
        f"expected a raw article, found nothing but white space; fetch it again, {_SKIP}",
    )
    RAW_ENCODING = Row("not UTF-8/mark", "expected UTF-8, found {encoding}; {remedy}")
    RAW_WIDE = Row(
        "not UTF-8/wide",
        "expected UTF-8, found what looks like {encoding}; {remedy}",
    )
    WIDE_BROKEN = Row(
        "not UTF-8/broken",
        f"expected {{encoding}}, found a part of a character (byte 0x{{byte}}); export it "
        f"again as UTF-8, {_SKIP}",
    )
    RAW_NUL = Row(
        "not UTF-8/NUL",
        "expected text, found a NUL byte at offset {offset}; fetch it again, " + _SKIP,
    )
    RAW_BYTE = Row(
        "not UTF-8/raw",
        "expected UTF-8, found byte 0x{byte} at offset {offset}; convert it, " + _SKIP,
    )
    RAW_CUT = Row(
        "not UTF-8/cut",
        "expected UTF-8, found byte 0x{byte} at offset {offset}: the file ends inside a "
        f"character; fetch it again, {_SKIP}",
    )
    RAW_8_BIT = Row(
        "not UTF-8/8 bit",
        "expected UTF-8, found byte 0x{byte} at offset {offset}; looks like an 8-bit "
        "encoding such as Windows-1251; convert it",
    )
    RAW_1252 = Row(
        "not UTF-8/1252",
        "expected UTF-8, found byte 0x{byte} at offset {offset}; looks like "
        "Windows-1252; {remedy}",
    )
    RAW_LINES = Row(
        "too large/lines",
        "expected at most {most} lines, found {found}; cut it into its pieces, "
        + _SKIP,
    )
    HTML_TOO_MANY = Row(
        "too large/elements",
        "expected at most {most} elements, found more; cut the page down to its text",
    )
    RECORD_BROKEN = Row(
        "record",
        "expected a record that can be read: {fault}; export it again, " + _SKIP,
    )
    RECORD_DEEP = Row(
        "record/deep",
        "expected a record with at most {most} levels within each other, found more",
    )
    RECORD_MANY = Row(
        "record/many", "expected a record of at most {most} values, found more"
    )
    FRONT_MATTER_BROKEN = Row(
        "record/front matter",
        "expected front matter that can be read, found {fault}; mend it, or take its "
        "fences away",
    )
    RECORDS_NONE = Row(
        "record/none",
        "expected records with a title or a text, found none; rename what says them, or "
        "take the file out of content/raw/",
    )
    RECORDS_MORE = Row(
        "record/more", "{count} more records of this file cannot be read"
    )
    RECORD_CELLS = Row(
        "record/cells",
        "expected as many cells as the first row has, {most}, found {found}; put those "
        "that hold {delimiter!r} or line ends into quotation marks",
    )
    RECORD_QUOTE = Row(
        "record/quote",
        "expected a quotation mark that closes the cell, found none; double those within",
    )
    WARC_BROKEN = Row(
        "web archive",
        "expected a record that can be read at byte {offset}, found that {fault}; what it "
        "held is left out: crawl it again",
    )
    WARC_RECORD = Row(
        "web archive/record",
        "expected a record that can be read, found that {fault}; crawl it again",
    )
    WARC_CODING = Row(
        "web archive/coding",
        "expected a page as it is, or packed with gzip or deflate, found {coding!r}; crawl "
        "it again without (`Accept-Encoding: identity`)",
    )
    WARC_NO_PAGE = Row(
        "web archive/page",
        "expected a page of HTML, found another thing; take 'no' out of 'skip' in its row "
        "of index.csv",
    )
    XML_DEFINES = Row(
        "XML/definitions",
        "the file defines names of its own (<!DOCTYPE>, <!ENTITY>), which no export of "
        "WordPress does; it is not read: export it again",
    )
    XML_BROKEN = Row(
        "XML/broken",
        "expected well-formed XML, found: {fault}; this item is left out, others are not "
        "concerned; mend the line, or export it again",
    )
    XML_DEEP = Row(
        "XML/deep",
        "expected at most {most} elements within each other, found more; this item is "
        "left out",
    )
    XML_CUT = Row(
        "XML/cut",
        "an item begins here that does not end; it is left out: export it again",
    )
    XML_UNENDED = Row(
        "XML/cut/file",
        "expected </rss> at the end of the export, found none: it was cut off, and items "
        "may be missing; export it again, in parts if it is large",
    )
    XML_NO_ITEMS = Row("XML/empty", "expected items in the export, found none")
    DUMP_BROKEN = Row(
        "JSON dump/broken",
        "expected JSON, found: {fault}; what stands behind it may be missing; fetch it again",
    )
    DUMP_DEEP = Row(
        "JSON dump/deep",
        "expected at most {most} lists and objects within each other, found more; what "
        "stands behind it is left out",
    )
    POSTS_ROW = Row(
        "table row/posts",
        "expected {expected} fields in this row of wp_posts, found {found}; it is left out: "
        "write the table again, with `SELECT * … INTO OUTFILE` as it is",
    )
    RAW_REPAIRS = Row(
        "too large/repairs",
        "expected an article, found more than {most} places to repair",
    )
    NO_LAYOUT = Row(
        "unknown layout",
        "expected a known layout ({signs} above the metadata, text below), found "
        "{found!r}",
    )
    NO_LAYOUT_METADATA = Row(
        "unknown layout/metadata",
        "expected a known layout ({signs} above the metadata, text below), found the "
        "metadata alone",
    )
    NO_ITEM = Row("no item", "no item is called {key!r}{near}")
    ITEMS_MANY = Row("too many items", "expected at most {most} items, found more")
    ITEM_TWICE = Row(
        "item twice",
        "expected one item called {key!r}, found another; the first, on line {line}, counts",
    )
    PACKED_BROKEN = Row(
        "packed file",
        "expected a file that can be unpacked, found a broken one: {fault}",
    )
    PACKED_MANY = Row(
        "packed file/many", "expected at most {most} files in it, found {count}"
    )
    PACKED_TWICE = Row(
        "packed file/twice",
        "{name}: expected no packed file in a packed file; unpack it into content/raw/",
    )
    MEMBER_BROKEN = Row(
        "packed file/member", "{name}: expected a file that can be unpacked: {fault}"
    )
    MEMBER_NAME = Row(
        "packed file/name",
        "{name}: expected a path in readable characters that stays in the packed file, "
        "once; rename it",
    )
    MEMBER_LINK = Row("packed file/link", "{name}: expected a file, found a link")
    MEMBER_LOCKED = Row(
        "packed file/locked",
        "{name}: expected no password; unpack it into content/raw/",
    )
    MEMBER_LARGE = Row(
        "packed file/large",
        "{name}: expected a file as large as texts unpack to, found {found} MB; if that is "
        "right, unpack it into content/raw/",
    )
    RAW_CHANGED_MEANWHILE = Row(
        "changed while read/import", "changed while it was imported"
    )

    # --- metadata of raw files ------------------------------------------------------------
    NO_METADATA = Row("no metadata", "expected a JSON metadata block, found none")
    SECOND_METADATA = Row(
        "no metadata/second",
        "expected one metadata block, found a second",
    )
    METADATA_LIST = Row(
        "wrong metadata/list",
        "expected a JSON object as metadata, found a list",
    )
    METADATA_DEEP = Row(
        "wrong metadata/deep",
        "expected metadata nested at most {most} deep, found more",
    )
    METADATA_NOT_JSON = Row("wrong metadata/JSON", "metadata is not JSON: {reason}")
    METADATA_KEYS = Row(
        "wrong metadata/keys",
        "expected metadata keys such as 'authors' and 'type', found {found}",
    )
    METADATA_KEY_TWICE = Row(
        "wrong metadata/twice",
        "expected each key once, found {key} again (first on line {line})",
    )
    METADATA_CONSTANT = Row(
        "wrong metadata/constant", "expected JSON values, found {found}"
    )
    METADATA_NUMBER = Row(
        "wrong metadata/number",
        "expected a number of at most {most} digits, found {found}",
    )
    METADATA_ITEM = Row(
        "wrong metadata/item",
        "expected only texts in {key!r}, found {found}",
    )
    METADATA_CHARACTER = Row(
        "wrong metadata/character",
        "expected a readable text for {key}, found the character {character}",
    )

    # --- the list of raw files ------------------------------------------------------------
    NOT_CSV = Row("wrong list", "is not CSV: {reason}")
    NO_FILE_COLUMN = Row(
        "wrong list/header",
        "expected a header with a column 'file', found {found}",
    )
    NO_FILE_COLUMN_COMMAS = Row(
        "wrong list/commas",
        "expected a header with a column 'file', found {found}; separate the columns "
        "with commas",
    )
    UNKNOWN_COLUMN = Row("wrong list/column", "no column is called {name!r}{near}")
    COLUMN_TWICE = Row("wrong list/column twice", "the column {name!r} stands twice")
    ROW_CELLS = Row(
        "wrong row/cells",
        "expected {expected} cells, as in the header, found {found}",
    )
    ROW_WITHOUT_FILE = Row(
        "wrong row/file",
        "expected the path of a raw file under 'file', found none",
    )
    ROW_BYTE = Row(
        "wrong row/byte", "expected UTF-8 in {column!r}, found byte 0x{byte}"
    )
    ROW_CHARACTER = Row(
        "wrong row/character",
        "a character that cannot be shown in {column!r}: U+{code}",
    )
    ROW_LONG = Row("wrong row/long", "expected at most {most} characters in {column!r}")
    ROW_ITSELF = Row("wrong row/itself", "expected another file than {file!r} itself")
    ROW_BOTH = Row(
        "wrong row/both",
        "{file!r} stands under 'same_as' and 'different_from'",
    )
    ROW_SKIP = Row("wrong row/skip", "expected yes or no for 'skip', found {found!r}")
    ROW_TWICE = Row(
        "wrong row", "the file {file!r} stands twice (first on line {line})"
    )

    # --- decisions ------------------------------------------------------------------------
    DECISION_CONFLICT = Row(
        "merge conflict/decisions",
        "expected a decision, found a mark of a merge that is not settled; "
        "'commentariat resolve' keeps the lines of both",
    )
    NOT_DECISION = Row("wrong decision", "is no decision: {reason}")
    DECISION_NOT_JSON = Row("wrong decision/JSON", "is not JSON: {reason}")
    DECISION_LONG = Row(
        "wrong decision/long",
        "expected at most {most} characters in {key!r}",
    )
    DECISION_WITHOUT_WORDS = Row(
        "wrong decision/before",
        "expected the words that are decided of under 'before', found none",
    )
    DECISION_SAME_WORDS = Row(
        "wrong decision/same",
        "expected other words under 'after' than under 'before'",
    )
    DECISION_NO_ANSWER = Row(
        "wrong decision/kind",
        "{kind!r} can be dismissed, and not be answered",
    )
    DECISION_DATE = Row(
        "wrong decision/date",
        "expected a date as 2024-03-15, 2024-03 or 2024, found {found!r}",
    )
    DECISION_WITHOUT_ANSWER = Row(
        "wrong decision/after",
        "expected an answer under 'after', found none",
    )
    DECISION_LINES = Row(
        "wrong decision/lines", "expected words on one line under 'after'"
    )
    DECISION_OF_NAMES = Row(
        "wrong decision/names",
        "expected a verdict on a raw file, found {verdict!r}; what is settled of names "
        "is a line of content/terms.txt",
    )
    DECISION_CHARACTER = Row(
        "wrong decision/character",
        "a character that cannot be shown in 'after': U+{code}",
    )
    DECIDED_TWICE = Row(
        "decided twice",
        "{place} in {file} is decided twice: {first} on line {line}, {second} here; "
        "keep one of the two",
    )

    # --- content files that import writes -------------------------------------------------
    FILE_CAME = Row("changed while read/came", "a file came to stand here")
    FILE_EDITED = Row(
        "changed while read/edited",
        "was edited during the import: import again",
    )

    # --- asked of raw files -----------------------------------------------------------------
    NOT_RAW = Row(
        "not a raw file",
        "expected a text (.txt) or {formats}, found neither, so this file is left alone; "
        "convert it to one of them, or give it a row in index.csv with 'yes' under 'skip'",
        _ASKED,
    )
    NOT_RAW_MANY = Row(
        "not a raw file/many",
        "{count} more files with {ending} are of no format that is known, and left alone; "
        "convert them, or give each a row in index.csv with 'yes' under 'skip'",
        _ASKED,
    )
    MEMBERS_UNREAD = Row(
        "not a raw file/members",
        "holds files of no format that is known ({endings}), which are left alone; where "
        "they are pieces, convert them to a text (.txt) or {formats}, and pack them anew",
        _ASKED,
    )
    ITEMS_HELD_BACK = Row(
        "held back/state",
        "holds what its house shows to nobody ({states}), which is not imported; "
        "to take one as a draft, give it a row in index.csv with 'no' under 'skip', and "
        "to be asked no more of one, 'yes'",
        _ASKED,
    )
    ITEMS_UNKNOWN = Row(
        "held back/unknown",
        "says of pieces what nobody here knows ({states}), so that readers may not have "
        "seen them, and they are not imported; say what it means in "
        "[tool.commentariat.sources.states], or, to take one as a draft, give it a row in "
        "index.csv with 'no' under 'skip', and to be asked no more of one, 'yes'",
        _ASKED,
    )
    ITEMS_ASIDE = Row(
        "held back/kind",
        "holds what is no article ({kinds}), which is not imported; to take one "
        "as an article, give it a row in index.csv with 'no' under 'skip'",
        _ASKED,
    )
    ITEMS_GONE = Row(
        "raw gone/items",
        "holds {count} items no longer that articles were made from, such as {item!r}: "
        "put a file back that holds them, or take them out of the lists under 'raw' of "
        "those articles, which `commentariat provenance` names",
        _ASKED,
    )
    NO_RAW = Row("no raw file", "no raw file is called {file!r}{near}", _ASKED)
    NO_RAW_COMPARED = Row(
        "no raw file/compared",
        "no raw file is called {file!r}, which {other!r} is compared with",
        _ASKED,
    )
    MUCH_ALIKE = Row(
        "much alike",
        "is much like content/raw/{other}, and an article of its own: {differences}; say "
        "which in content/raw/index.csv, under 'same_as' or 'different_from'",
        _ASKED,
    )
    TORN = Row(
        "much alike/torn",
        "could be a crawl of more than one article, and stays alone; say which in "
        "content/raw/index.csv, under 'same_as' or 'different_from'",
        _ASKED,
    )
    UNITED = Row(
        "united",
        "is taken for the same article as content/raw/{other}: {differences}; if it is "
        "another, say which in content/raw/index.csv, under 'same_as' or "
        "'different_from'",
        _ASKED,
    )
    WAITING = Row(
        "waiting",
        "waits: it is a crawl of content/{article}, whose content/raw/{broken} cannot be "
        "read; mend or delete that file",
        _ASKED,
    )
    NOT_COMPARED = Row(
        "not compared",
        "cannot be read, so it was not compared with the articles that are new; if one "
        "is another crawl of it, `check` says so once it is mended",
        _ASKED,
    )
    LINE_LEARNED = Row(
        "line learned",
        "several raw files end with this line, so no article has it: {line!r}",
        _ASKED,
    )
    LINES_SHARED = Row(
        "line learned/shared",
        "lines that many pages have are left out: {count}, listed here: put '# ' before "
        "those that belong to an article, and import it again with `import FILE`",
        _ASKED,
    )
    UNCERTAIN = Row(
        "uncertain repair",
        "{before!r} may stand for {after!r}; it was left as it is",
        _ASKED,
    )
    UNCERTAIN_WAYS = Row(
        "uncertain repair in several ways",
        "{before!r} may stand for {after!r} or {others}; it was left as it is",
        _ASKED,
    )
    SHORTCODES_KEPT = Row(
        "shortcodes",
        "shortcodes of another program stay as text: {names}; name those of this site that "
        "show them under [tool.commentariat.sources.shortcodes], or write what they showed",
        _ASKED,
    )
    BLOCKS_MADE = Row(
        "blocks without text",
        "blocks that the old site filled when it showed the page are left out: {names}; "
        "write in what they showed, if it matters",
        _ASKED,
    )
    HTML_ENCODING = Row(
        "page encoding",
        "the page says that it is {declared}, and is read as {found}; look at its accents",
        _ASKED,
    )
    DRUPAL_MEDIA = Row(
        "media without a file",
        "pictures and other media that the dump does not hold: {count}; their words are kept; "
        "dump `media` and `file` along (`include=`), or write them in",
        _ASKED,
    )
    DRUPAL_PARTS = Row(
        "parts missing",
        "refers to {count} of the parts that its text is made of, which its file does not "
        "hold: ask for them by 'include', as docs/how-to/import-drupal.md shows",
        _ASKED,
    )
    RECORD_ENCODING = Row(
        "page encoding/record",
        "the record is no UTF-8, and is read as {found}; look at its accents",
        _ASKED,
    )
    HTML_MIXED = Row(
        "page encoding/mixed",
        "bytes that are no UTF-8: {count}; they are read as windows-1252; look at its accents",
        _ASKED,
    )
    HTML_UNREADABLE = Row(
        "page encoding/unreadable",
        "{count} signs cannot be read in any encoding and are shown as \ufffd; write them in",
        _ASKED,
    )
    HTML_DEEP = Row(
        "deep page",
        "elements more than {most} deep within each other: {count}; their text is kept, but not "
        "what they were; look it over",
        _ASKED,
    )
    HTML_ACTING = Row(
        "links that run code",
        "links that run code or hold what they lead to: {count}; their words are kept without them",
        _ASKED,
    )
    HTML_DATA_PICTURES = Row(
        "pictures within a page",
        "pictures that are part of the page itself: {count}; they are left out: save them as "
        "files and write them in",
        _ASKED,
    )
    HTML_FLAT_TABLE = Row(
        "flat table",
        "a table within a list or a quotation is read as paragraphs; look it over",
        _ASKED,
    )
    ADDRESS_CLAIMED = Row(
        "address claimed",
        "says to be a page of {claimed}, and was found at {found}, another site: it is "
        "taken for one of that; if it is the other’s, say its address under 'url' in "
        "index.csv",
        _ASKED,
    )
    LANGUAGE_UNSURE = Row(
        "language unsure",
        "no source says its language; it may be in {other!r}, and is taken for {language!r}: "
        f"say it under 'language' in index.csv, {_DISMISS}",
        _ASKED,
    )
    NO_TEXT = Row(
        "no text", f"the file holds neither dek nor body; get it anew, {_SKIP}", _ASKED
    )
    ONLY_DEK = Row(
        "dek or body",
        "the only paragraph is read as the dek; it could be the body",
        _ASKED,
    )
    LONG_DEK = Row(
        "dek or body/long",
        "the first paragraph is read as the dek; it is long for one",
        _ASKED,
    )
    REPEATED_DEK = Row(
        "dek or body/again",
        "the dek stands again as the first paragraph; both are kept",
        _ASKED,
    )
    ONLY_BODY = Row(
        "dek or body/body",
        "the only paragraph is read as the body; it could be the dek",
        _ASKED,
    )
    NO_TITLE_LINE = Row(
        "no title line",
        "layout {layout} has a title; none was found",
        _ASKED,
    )
    TITLE_OR_DEK = Row(
        "title or dek",
        "the title reads like a sentence; it could be the dek",
        _ASKED,
    )
    TITLE_BY_PLACE = Row(
        "title by place",
        "the first line is read as the title, by its place and length alone: {line!r}; if "
        "it is none, say the title in index.csv",
        _ASKED,
    )
    TITLE_BELOW = Row(
        "title by place/below",
        "title and what belongs to it are read from below the text: {line!r}; if they are "
        "of another piece, say the title in index.csv",
        _ASKED,
    )
    DEK_BY_PLACE = Row(
        "dek or body/place",
        "the short paragraph below the title is read as the dek; it could be the body",
        _ASKED,
    )
    BYLINE_BY_SHAPE = Row(
        "name or subtitle",
        "{line!r} is read as the name of the author; if it is none, correct the article",
        _ASKED,
    )
    OUTLET_BY_PLACE = Row(
        "outlet by place",
        "{line!r} is read as where the piece was published; if it is not, correct the article",
        _ASKED,
    )
    BIO_OR_BODY = Row(
        "bio or body",
        "the last line of the body may be about an author: {line!r}",
        _ASKED,
    )
    DISCLAIMER_OR_BODY = Row(
        "disclaimer or body",
        "what stands below an author's name may be a disclaimer",
        _ASKED,
    )
    LIST_OR_PARAGRAPHS = Row(
        "list or paragraphs",
        "{count} short lines below a colon may be a list",
        _ASKED,
    )
    HEADING_OR_PARAGRAPH = Row(
        "heading or paragraph",
        "this line may be a heading: {line!r}",
        _ASKED,
    )
    NAMELESS_BIO = Row(
        "bio without a name", "a biography does not tell whose it is", _ASKED
    )
    BIO_OF_ANOTHER = Row(
        "bio of another",
        "{name!r} has a biography and is no author in the metadata",
        _ASKED,
    )
    CUT_OFF = Row("cut off", "the file ends in the middle of the body", _ASKED)
    RELATED_TYPE = Row(
        "type of a related piece",
        "no known type ends the title {title!r}",
        _ASKED,
    )
    RELATED_OR_BODY = Row(
        "related or body",
        "teasers at the end are read as related articles, from their shape",
        _ASKED,
    )
    NOT_PLACED = Row(
        "not placed",
        "below the article stands what is no known part: {text!r}",
        _ASKED,
    )
    NOT_PLACED_ABOVE = Row(
        "not placed/above",
        "above the article stands what is no known part: {text!r}",
        _ASKED,
    )
    LOST_CHARACTER = Row(
        "lost character",
        "a character was lost before the file was made (U+FFFD)",
        _ASKED,
    )
    UNREAD_DATE = Row(
        "date", "the date of publication is not understood: {date!r}", _ASKED
    )
    DAY_OR_MONTH = Row(
        "date/order",
        "{words!r} ({key}) is {day_first} or {month_first}, and nothing tells which: give "
        "'date' in index.csv",
        _ASKED,
    )
    DATE_UNREAD = Row(
        "date/unread",
        "no day can be read in {words!r} ({key}), or the calendar has none such; give "
        "'date' in index.csv",
        _ASKED,
    )
    ANSWERED = Row("answered", "answered: {answer!r}", _ASKED)

    # --- raw files held against what was recorded of them --------------------------------
    RAW_GONE = Row(
        "raw gone",
        "an article was made from this raw file, which is gone: put it back, or take it "
        "out of the list under 'raw' of that article, which `commentariat provenance` names",
        _ASKED,
    )
    FIXITY_GONE = Row(
        "fixity/gone", "expected the raw file that {article} was made from, found none"
    )
    FIXITY = Row(
        "fixity",
        "expected the digest {expected} ({algorithm}), recorded in {article}, found {found}",
    )

    # --- asked of content files whose raw files went on -----------------------------------
    RAW_SKIPPED = Row(
        "raw skipped",
        "index.csv skips content/raw/{file}, but this file was edited: delete it, or "
        "take it out of the list under 'raw'",
        _ASKED,
    )
    RAW_HIDDEN = Row(
        "raw skipped/hidden",
        "content/raw/{file} says that its house shows this to nobody any more, but this "
        "file was edited: make it a draft, delete it, or take it out of the list under "
        "'raw'",
        _ASKED,
    )
    RAW_CHANGED = Row(
        "raw changed",
        "content/raw/{file} has changed since this edited file was imported; bring over "
        "what matters, then say so: commentariat resolve {path}",
        _ASKED,
    )
    ROW_CHANGED = Row(
        "raw changed/row",
        "the row of {file} in index.csv has changed since this edited file was imported; "
        "bring over what matters, then say so: commentariat resolve {path}",
        _ASKED,
    )
    ADDRESS_SHARED = Row(
        "address shared",
        "stood at {address}, which leads to /articles/{slug}/ already: put them into one "
        "by 'same_as' in index.csv if they are one, or tell where this one stood",
        _ASKED,
    )
    PICTURES_MISSING = Row(
        "pictures missing",
        "shows pictures that do not lie beside it, and are links to where they were, or "
        "their words alone where nobody tells where that was: put "
        "them into content/raw/ under their paths, then `commentariat import --again --write`",
        _ASKED,
    )
    LINKS_NOWHERE = Row(
        "links nowhere",
        "leads to pages that are not here, and nobody tells of which site they are: their "
        "words stay, without a link; tell under 'url' in index.csv where it stood",
        _ASKED,
    )
    RAW_NOT_LISTED = Row(
        "raw not listed",
        "add a further crawl of this article under 'raw': {file}",
        _ASKED,
    )
    NOT_LED_ON = Row(
        "address not led on",
        "add {addresses} under 'aliases': that article is now this one",
        _ASKED,
    )
    NOT_NOTED = Row("decision not noted", "holds what was decided; {remedy}", _ASKED)
    NOT_MADE = Row(
        "decision not made",
        "content/decisions.jsonl says {decision}, but this file was edited and does not "
        "hold the place once, as import left it: settle it here and {remedy}",
        _ASKED,
    )
    TAKEN_BACK = Row(
        "decision taken back",
        "{decision} was taken back, but this file was edited and does not hold the place "
        "once, as import left it: settle it here and {remedy}",
        _ASKED,
    )
    REPAIR_TAKEN_BACK = Row(
        "decision taken back/repair",
        "{after!r} stands for {before!r} by a decision that content/decisions.jsonl does "
        "not hold any more: change it back, and delete its entry under 'repairs'",
        _ASKED,
    )
    NO_PLACE = Row(
        "decision without its place",
        "the raw file holds no {place!r} in its article any more, of which was decided: "
        "{verdict} {before!r}; take that back in the review, or delete its line in "
        "content/decisions.jsonl",
        _ASKED,
    )
    NO_DECIDED_FILE = Row(
        "decision without its file",
        "no raw file is called {file!r}, of which was decided{near}",
        _ASKED,
    )


def find_kinds(word: str) -> frozenset[str]:
    """
    Find the names of the kinds that people or programs call *word*; none: it is unknown.

    A kind may be called as people see it (`dead link`, with a hyphen too), which is all
    rows of it, or by the name of one row (`dead link/left out`).
    """
    name = word.strip().casefold()
    return frozenset(
        row.name
        for row in _ROWS.values()
        for known in (row.name.casefold(), str(row).casefold())
        if name in (known, known.replace(" ", "-"))
    )


def kind_names() -> tuple[str, ...]:
    """List the kinds as people see them, in order."""
    return tuple(sorted({str(row) for row in _ROWS.values()}))


_ROWS: Final = {row.name: row for row in vars(Kind).values() if isinstance(row, Row)}


class Message(msgspec.Struct, frozen=True, order=True):
    """What is said, apart from where: a kind and what it speaks of."""

    name: str
    """Of the kind."""
    values: tuple[str, ...] = ()
    """In the order of the kind's sentence."""

    def __post_init__(self) -> None:
        row = _ROWS.get(self.name)
        if row is None or len(self.values) != len(placeholders(row.sentence)):
            # Remembered by another version, for which a table is made anew.
            raise ValueError(f"{self.name!r} is not said of {self.values}")

    @property
    def kind(self) -> Row:
        """The row of the table."""
        return _ROWS[self.name]

    @property
    def caller(self) -> str:
        """What a hook was called for, where it is the hook that is at fault; else empty."""
        names = placeholders(self.kind.sentence)
        return self.values[names.index(CALLER)] if CALLER in names else ""

    @property
    def without_caller(self) -> Message:
        """The same, said of no caller."""
        if not (caller := self.caller):
            return self
        return Message(
            self.name, tuple(["" if one == caller else one for one in self.values])
        )

    def __str__(self) -> str:
        sentence = self.kind.sentence
        named = dict(zip(placeholders(sentence), self.values, strict=True))
        if named.get(NEAR):
            named[NEAR] = f"; did you mean {named[NEAR]!r}?"
        return sentence.format_map(named)


@cache
def placeholders(sentence: str) -> tuple[str, ...]:
    """List the placeholders of *sentence*, each once, in their order."""
    found = (name for _, name, _, _ in Formatter().parse(sentence) if name)
    return tuple(dict.fromkeys(found))

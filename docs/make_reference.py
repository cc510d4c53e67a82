"""
Make the pages of the reference that follow from the code: its tables, told in Markdown.

Run it from the top of the checkout: `make docs-reference`.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_type_hints

import msgspec
import reference_words
from msgspec import NODEFAULT

from commentariat.archive.model import (
    HOME_KEYS,
    ITEM_KEYS,
    PAGE_KEYS,
    TERM_KEYS,
    Key,
    Shape,
    article_keys,
)
from commentariat.cli import command_parsers, make_parser
from commentariat.config.model import Settings
from commentariat.config.rows import (
    FIELD_SETTINGS,
    OWN_FACET_SETTINGS,
    SECTION_SETTINGS,
    SETTINGS,
    Setting,
    SettingShape,
)
from commentariat.facets import DEFAULT_FACETS, Facet
from commentariat.fields import Field
from commentariat.formats import HELD
from commentariat.kinds import Kind, Row
from commentariat.sections import Section
from commentariat.site.template_rows import TEMPLATE_ROWS
from commentariat.site.views import Reading, SiteView, Spoken, View

DOCS = Path(__file__).parent
TEMPLATES = DOCS.parent / "templates"
MADE = "<!-- Made from the code by docs/make_reference.py: change it there. -->\n"
_NO_WORDS = ""


# --- what the code says of itself -------------------------------------------------------


def words_of(struct: type) -> dict[str, str]:
    """Give what stands under each field of *struct*, by its name; its bases' too."""
    told: dict[str, str] = {}
    for one in reversed(struct.__mro__):
        if one.__module__.startswith("commentariat"):
            told |= {name: words for name, _, words in _fields(one)}
    return told


def _fields(struct: type) -> Iterator[tuple[str, str, str]]:
    """Name, type and words of each field that the class itself declares."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(struct)))
    assert isinstance(tree.body[0], ast.ClassDef)
    body = tree.body[0].body
    for statement, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(
            statement.target, ast.Name
        ):
            yield statement.target.id, ast.unparse(statement.annotation), _text(after)
        elif isinstance(statement, ast.FunctionDef) and statement.name[0] != "_":
            words = ast.get_docstring(statement) or _NO_WORDS
            is_property = bool(statement.decorator_list)
            called = (
                "" if is_property else f"({', '.join(_arguments(statement.args.args))})"
            )
            given = ast.unparse(statement.returns) if statement.returns else ""
            yield statement.name + called, given, _flow(words)


def _arguments(args: Sequence[ast.arg]) -> list[str]:
    return [one.arg for one in args if one.arg != "self"]


def _text(statement: ast.stmt | None) -> str:
    is_text = isinstance(statement, ast.Expr) and isinstance(
        statement.value, ast.Constant
    )
    if not is_text:
        return _NO_WORDS
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    return _flow(str(statement.value.value))


def _flow(words: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\*(\w+)\*", r"`\1`", words)).strip()


# --- Markdown ---------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


def code(text: object) -> str:
    """Write *text* as code."""
    return f"`{text}`"


# --- settings ---------------------------------------------------------------------------

_S = SettingShape
_SETTING_SHAPES: Mapping[SettingShape, str] = {
    _S.TEXT: "a text",
    _S.TEXTS: "a list of texts",
    _S.FLAG: "`true` or `false`",
    _S.LABELS: "a table of texts",
    _S.DISCLAIMER: "a text, or a table of texts by language",
    _S.BASE_URL: "a whole address",
    _S.TIME_ZONE: "a time zone, as `Europe/Berlin`",
    _S.MENU: "a list of `{ label, url, items }`",
    _S.WIDTHS: "at most 12 numbers from 16 to 2048",
    _S.FOLDER: "the name of a folder, in small letters",
    _S.ORIGINS: "a list of origins, as `https://media.example.org`, or `self`",
    _S.NAMES: "a text, or a list of texts",
    _S.COLOR: "a color, as `#0b6e4f`, or `{ light, dark }`",
    _S.LOGO: "a file of `theme/`, or `{ light, dark }`",
    _S.THEME_FILE: "a file of `theme/`",
    _S.THEME_FILES: "a list of files of `theme/`",
    _S.FORMATS: "a list of " + ", ".join(f'`"{one}"`' for one in HELD),
    _S.LANGUAGES: 'a list of languages, as `["en", "pt-BR"]`',
    _S.PAIRS: 'a list of pairs of facets, as `["regions", "topics"]`',
}


def _setting_value(row: Setting) -> str:
    if row.shape == _S.COUNT:
        return f"a number from {row.least} to {row.most:,}"
    if row.shape == _S.CHOICE:
        return ", ".join(code(f'"{one}"') for one in row.choices)
    words = _SETTING_SHAPES.get(row.shape, f"a {row.shape.value}")
    if row.choices:
        words += f" ({', '.join(map(code, row.choices))})"
    if row.is_said:
        words += (
            "; each by language" if row.shape == _S.LABELS else ", or one a language"
        )
    return words


def _toml(value: object) -> str:
    match value:
        case bool():
            return code(str(value).lower())
        case str():
            return code(f'"{value}"') if value else "none"
        case tuple() | list() | dict() if not value:
            return "none"
        case tuple() | list():
            return code(f"[{', '.join(_toml(one).strip('`') for one in value)}]")
        case int():
            return code(value)
    return ""


def _settings_table(
    rows: Iterable[Setting], made: type[msgspec.Struct], of: str = ""
) -> str:
    return table(
        ("setting", "value", "without it", "what it says"),
        [
            (
                code(name),
                _setting_value(row),
                _default(kept, row.field or row.name),
                setting_words(f"{of}{name}", row, kept),
            )
            for name, row, kept in _flat(rows, made)
        ],
    )


def setting_words(path: str, row: Setting, kept: type[msgspec.Struct]) -> str:
    """
    Say what the setting at *path* is for.

    Raises:
        LookupError: nothing does: neither `reference_words` nor the field that keeps it.
    """
    words = reference_words.SETTINGS.get(path) or _small(
        words_of(kept)[row.field or row.name]
    )
    if not words:
        raise LookupError(f"say in docs/reference_words.py what {path!r} is for")
    return words


def _small(words: str) -> str:
    """Begin a sentence as a part of one: `The color.` is `the color`."""
    is_name = words[1:2].isupper()
    return (words if is_name else words[:1].lower() + words[1:]).removesuffix(".")


def _flat(
    rows: Iterable[Setting], made: type[msgspec.Struct], path: str = ""
) -> Iterator[tuple[str, Setting, type[msgspec.Struct]]]:
    for row in rows:
        if row.rows:
            yield from _flat(row.rows, row.made, f"{path}{row.name}.")
        else:
            yield path + row.name, row, made


def _default(struct: type[msgspec.Struct], name: str) -> str:
    for one in msgspec.structs.fields(struct):
        if one.name == name and one.default is not NODEFAULT:
            return _toml(one.default)
        if one.name == name and one.default_factory is not NODEFAULT:
            return _toml(one.default_factory())
    return ""


_SETTINGS_HEAD = """\
# Settings

A site says what it is in the `pyproject.toml` of its folder, under `[tool.commentariat]`.
`title` must be there; everything else has a value without you. A name that is none of these
is a problem, with its line and the nearest that is. A save of the settings shows in the
preview at once.
"""
_SETTINGS_EXAMPLE = """
```toml
[tool.commentariat]
title = "Fennmark Institute"
base_url = "https://archive.example/"
timezone = "Europe/Berlin"
menu = [{ label = "About", url = "/about/" }]

[tool.commentariat.publish]
host = "netlify"
```
"""
_TABLES: Mapping[str, tuple[str, str, tuple[Setting, ...], type[msgspec.Struct]]] = {
    "facets": (
        "Facets",
        "`[tool.commentariat.facets.NAME]`: changes one of those that there are ("
        + ", ".join(code(one.name) for one in DEFAULT_FACETS)
        + "), or makes one of your own, which needs its two labels: see "
        "[facets](../how-to/facets.md). Of a facet that is built in, what is not said stays "
        "as it is there; `key`, `many` and `people` are for your own.",
        OWN_FACET_SETTINGS,
        Facet,
    ),
    "fields": (
        "Fields",
        "`[tool.commentariat.fields.NAME]`: a key of front matter of your own; see "
        "[fields](../how-to/fields.md).",
        FIELD_SETTINGS,
        Field,
    ),
    "sections": (
        "Sections",
        "`[tool.commentariat.sections.NAME]`: what lies in `content/NAME/`, and is no "
        "article: see [sections](../how-to/sections.md).",
        SECTION_SETTINGS,
        Section,
    ),
}


def all_settings() -> Iterator[tuple[str, Setting, type[msgspec.Struct]]]:
    """List every setting by its whole path, with its row and what keeps it."""
    for row in SETTINGS:
        if row.name in _TABLES:
            _, _, rows, made = _TABLES[row.name]
            yield from _flat(rows, made, f"{row.name}.")
        else:
            yield from _flat((row,), Settings)


def settings() -> str:
    """Tell every setting."""
    plain = [row for row in SETTINGS if not row.rows and row.name not in _TABLES]
    parts = [MADE, _SETTINGS_HEAD, _SETTINGS_EXAMPLE, "\n## The site\n\n"]
    parts.append(_settings_table(plain, Settings))
    for row in SETTINGS:
        if row.rows:
            parts.append(f"\n## `{row.name}`\n\n`[tool.commentariat.{row.name}]`")
            words = (inspect.getdoc(row.made) or "").partition(": the rows of")[0]
            parts.append(f": {_small(_flow(words))}.\n\n")
            parts.append(_settings_table(row.rows, row.made, f"{row.name}."))
        elif row.name in _TABLES:
            title, words, rows, made = _TABLES[row.name]
            parts.append(f"\n## {title}\n\n{_wrap(words)}\n")
            parts.append(_settings_table(rows, made, f"{row.name}."))
    return "".join(parts)


def _wrap(words: str) -> str:
    return (
        textwrap.fill(words, 92, break_long_words=False, break_on_hyphens=False) + "\n"
    )


# --- front matter -----------------------------------------------------------------------

_KEY_SHAPES: Mapping[Shape, str] = {
    Shape.TEXT: "a text",
    Shape.TEXTS: "a list of texts",
    Shape.DATE: "a day, as `2024-03-15`",
    Shape.MOMENT: "a day (`2024-03-15`), month, year, or a moment (`2024-03-15 06:00`)",
    Shape.FLAG: "`yes` or `no`",
    Shape.NUMBER: "a whole number",
    Shape.LABEL: "a text, or `yes`",
    Shape.TEMPLATE: "the name of a template",
    Shape.LANGUAGE: "a language, as `en` or `pt-BR`",
    Shape.PIECE: "the slug or file of an article, or an address",
    Shape.SLUG: "small letters, digits and hyphens",
    Shape.FILE: "a file, as `files/harbor.jpg`, or one beside an `index.md`",
    Shape.DOCUMENT: "such a file, or a whole address",
    Shape.DOI: "a DOI",
    Shape.ISBN: "an ISBN",
    Shape.ISSN: "an ISSN",
    Shape.LICENSE: "an SPDX identifier, as `CC-BY-4.0`, or an address",
    Shape.ADDRESSES: "a list of former addresses, as `/2021/03/ferry/`",
    Shape.MAPPING: "`name: value` lines",
    Shape.NAMED_TEXTS: "`key: text` lines",
    Shape.LANGUAGES: "`language: text` lines",
    Shape.AUTHORITY: "a number, or its whole address",
}


def _key_value(key: Key) -> str:
    if key.shape == Shape.CHOICE:
        return " or ".join(map(code, key.choices))
    if key.shape == Shape.BLOCKS:
        return f"a list of {', '.join(map(code, key.choices))}, and addresses of terms"
    if key.shape in (Shape.ENTRY, Shape.ENTRIES):
        names = ", ".join(map(code, key.entry.__struct_encode_fields__))
        return names if key.shape == Shape.ENTRY else f"a list, each with {names}"
    return _KEY_SHAPES.get(key.shape, f"a {key.shape}")


def _key_words(key: Key, words: Mapping[str, str]) -> str:
    if key.facet:
        facet = next(one for one in DEFAULT_FACETS if one.name == key.facet)
        return (
            f"its {facet.label.lower() if facet.is_many else facet.label_one.lower()}"
        )
    if key.name not in words:
        raise LookupError(f"say in docs/reference_words.py what {key.name!r} is for")
    return words[key.name]


def _keys_table(keys: Iterable[Key], words: Mapping[str, str]) -> str:
    return table(
        ("key", "value", "what it says"),
        [
            (
                code(key.name) + " (required)" * key.is_required,
                _key_value(key),
                _key_words(key, words),
            )
            for key in keys
        ],
    )


_FRONT_MATTER_HEAD = """\
# Front matter

Every content file begins with `key: value` lines between two `---`. A key that is none of
those below is a problem, with its line and the nearest that is. Facets and fields of your
own add theirs. How values are written, [writing](../how-to/write.md) tells.
"""
_KINDS_OF_FILES = (
    (
        "Articles",
        "`content/articles/`. What import writes, it writes in this order.",
        article_keys(DEFAULT_FACETS),
        reference_words.ARTICLES,
    ),
    (
        "Terms",
        "A file of `content/authors/`, `content/regions/` and the other facets. Its body is "
        "what the page of the term says of it.",
        TERM_KEYS,
        reference_words.TERMS,
    ),
    (
        "Pages",
        "`content/pages/`: see [pages and menus](../how-to/pages-and-menus.md).",
        PAGE_KEYS,
        reference_words.PAGES,
    ),
    (
        "The home page",
        "`content/pages/index.md`, besides those of pages: see "
        "[the home page](../how-to/home-page.md).",
        [key for key in HOME_KEYS if key not in PAGE_KEYS],
        reference_words.HOME,
    ),
    (
        "Items of sections",
        "A file of the folder of a section: see [sections](../how-to/sections.md). Besides, "
        "an item names terms of all facets as articles do.",
        ITEM_KEYS,
        reference_words.ITEMS,
    ),
)


def front_matter() -> str:
    """Tell every key of front matter."""
    parts = [MADE, _FRONT_MATTER_HEAD]
    for title, words, keys, told in _KINDS_OF_FILES:
        parts.append(f"\n## {title}\n\n{_wrap(words)}\n{_keys_table(keys, told)}")
    return "".join(parts)


# --- commands ---------------------------------------------------------------------------

_COMMANDS_HEAD = """\
# Commands

`commentariat COMMAND --help` says the same where you work. Without a command, `build` is
meant. The exit status is 0 where all is well, 1 where problems were found, 2 for wrong
usage, 130 where you stopped it.

`commentariat --version` says which version it is. Commands, options and paths are completed
by a shell that has read what `commentariat --print-completion SHELL` prints (`bash`,
`zsh` and more), as by a line in `~/.bashrc`:

```console
$ eval "$(commentariat --print-completion bash)"
```
"""


def _option(action: argparse.Action) -> tuple[str, str]:
    value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    names = ", ".join(action.option_strings)
    shown = f"{names} {value}".strip() if action.nargs != 0 else names
    help_ = (action.help or "") % {"default": action.default, "prog": "commentariat"}
    return code(shown), help_


def _shown(action: argparse.Action) -> str:
    """Show in a line of usage what takes no name of an option."""
    word = action.metavar
    many = {"*": f"[{word}…]", "+": f"{word}…", "?": f"[{word}]"}
    return many.get(str(action.nargs), str(action.metavar))


def _options_table(actions: Iterable[argparse.Action]) -> str:
    return table(("option", "what it does"), map(_option, actions))


def _prose(text: str) -> str:
    """Show what is indented as it stands, and let the rest flow."""
    parts = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        for is_code, group in _runs(lines):
            shown = "\n".join(group)
            parts.append(
                f"```\n{textwrap.dedent(shown)}\n```" if is_code else _escape(shown)
            )
    return "\n\n".join(parts) + "\n"


def _escape(text: str) -> str:
    """Let no word be taken for HTML, and show options as code."""
    spans = re.split(r"(`[^`]*`)", text)
    for place in range(0, len(spans), 2):
        shown = re.sub(r"(?<![\w-])(--[a-z][a-z-]*)", r"`\1`", spans[place])
        spans[place] = shown.replace("<", "&lt;")
    return "".join(spans)


def _runs(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    group: list[str] = []
    was_code = False
    for line in lines:
        is_code = line.startswith("  ")
        if group and is_code != was_code:
            yield was_code, group
            group = []
        group.append(line)
        was_code = is_code
    if group:
        yield was_code, group


def _command(
    name: str,
    parser: argparse.ArgumentParser,
    shared: Collection[tuple[str, ...]],
    level: int = 2,
) -> Iterator[str]:
    """Tell a command, and what it takes besides what is *shared* by all."""
    own = [one for one in parser._actions if tuple(one.option_strings) not in shared]
    options = [one for one in own if one.option_strings]
    words = [one for one in own if not one.option_strings]
    shown = " ".join(map(_shown, words))
    needed = (g for g in parser._mutually_exclusive_groups if g.required)
    for first in (group._group_actions[0] for group in needed):
        shown += f" {first.option_strings[0]} {first.metavar}"
    yield f"\n{'#' * level} {name}\n\n"
    if not command_parsers(parser):  # else one does not call it by itself
        yield f"```console\n$ commentariat {name}{shown and f' {shown}'}\n```\n\n"
    yield _prose(parser.description or "")
    rows = [(code(one.metavar), one.help or "") for one in words if one.help]
    rows += map(_option, options)
    if rows:
        yield "\n" + table(("option", "what it does"), rows)


def commands() -> str:
    """Tell every command, with all that it takes."""
    parsers = command_parsers(make_parser())
    shared = [
        action
        for action in next(iter(parsers.values()))._actions
        if all(
            any(one.option_strings == action.option_strings for one in other._actions)
            for other in parsers.values()
        )
        and action.option_strings
    ]
    names = {tuple(action.option_strings) for action in shared}
    parts = [MADE, _COMMANDS_HEAD, "\n## Every command takes\n\n"]
    parts.append(_options_table(shared))
    for name, parser in parsers.items():
        parts += _command(name, parser, names)
        for inner, within in command_parsers(parser).items():
            parts += _command(f"{name} {inner}", within, names, level=3)
    return "".join(parts)


# --- templates --------------------------------------------------------------------------

_TEMPLATES_HEAD = """\
# Templates

What each shipped template is for, which blocks it has, and what it sees. To change a part,
see [change a part of a page](../how-to/templates.md); `commentariat templates` prints this
list for a site, with its own.

Every template sees `site`, a [SiteView](#siteview), and `wording`, a [Spoken](#spoken): which
language the words of the page are of. A page’s own sees `page`, and `body`
(the text as HTML) where the table says so; `course` is the drawn course of an article
without a picture, `reading` a [Reading](#reading), that is its length and contents, `bodies`
the bodies of the entries of a feed. What begins with `_` is a part of pages; where the table
names a value, it sees that and `site` alone. Names that are not there end the build, with
file and line.
"""


def _blocks(name: str) -> list[str]:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"\{%-? block (\w+)", text)))


def _linked(view: type[View] | None) -> str:
    return f"[{view.__name__}](#{view.__name__.lower()})" if view else ""


def templates() -> str:
    """Tell every template, and every view with its values."""
    rows = []
    for row in TEMPLATE_ROWS:
        sees = [f"`page`: {_linked(row.page)}"] if row.page else []
        own = row.name.lstrip("_").partition(".")[0]
        sees += [f"`{own}`: {_linked(row.value)}"] if row.value else []
        sees += map(code, row.more)
        blocks = ", ".join(map(code, _blocks(row.name)))
        rows.append((code(row.name), row.purpose, ", ".join(sees), blocks))
    head = ("template", "what it is for", "what it sees", "blocks")
    parts = [MADE, _TEMPLATES_HEAD, "\n", table(head, rows), "\n## What they see\n"]
    for view in _views():
        words = _flow(inspect.getdoc(view) or "")
        parts.append(f"\n### {view.__name__}\n\n{_wrap(words)}")
        if rows_of_view := list(_view_rows(view)):
            parts.append("\n" + table(("name", "value", "what it is"), rows_of_view))
    return "".join(parts)


def _view_rows(view: type[View]) -> Iterator[tuple[str, str, str]]:
    known = {one.__name__ for one in _views()}
    for base in reversed(view.__mro__):
        if issubclass(base, View) and base is not View:
            for name, type_, words in _fields(base):
                if name.startswith("_"):
                    continue
                shown = re.sub(
                    r"\w+",
                    lambda word: (
                        f"[{word[0]}](#{word[0].lower()})"
                        if word[0] in known
                        else word[0]
                    ),
                    _plain(type_),
                )
                yield code(name), shown, words


def _plain(annotation: str) -> str:
    """Say a type in words: `a list of Card`."""
    words = re.sub(r"tuple\[(\w+), (\w+)\]", r"pairs of \1 and \2", annotation)
    words = re.sub(r"tuple\[([\w. ]+), \.\.\.\]", r"a list of \1", words)
    words = re.sub(r"\bdict\[str, (\w+)\]", r"\1 by name", words)
    words = words.replace(" | None", ", or none")
    for name, said in _TYPES:
        words = re.sub(rf"\b{name}\b", said, words)
    return words


_TYPES = (
    ("str", "text"),
    ("int", "number"),
    ("bool", "true or false"),
    ("object", "as its kind is"),
)


def _views() -> list[type[View]]:
    """SiteView, the views of pages, then all that they hold, each once."""
    found: dict[type[View], None] = {SiteView: None, Spoken: None}
    for row in TEMPLATE_ROWS:
        found |= {view: None for view in (row.page, row.value) if view}
    found[Reading] = None
    todo = list(found)
    while todo:
        view = todo.pop(0)
        for hint in get_type_hints(view).values():
            for held in _held(hint):
                if held not in found:
                    found[held] = None
                    todo.append(held)
    return list(found)


def _held(hint: object) -> Iterator[type[View]]:
    if isinstance(hint, type) and issubclass(hint, View):
        yield hint
    for inner in getattr(hint, "__args__", ()):
        yield from _held(inner)


# --- problems and open points -----------------------------------------------------------

_PROBLEMS_HEAD = """\
# Problems and open points

All that `build` and `check` say, by where it is said of. A **problem** is a fault, with file
and line; an **open point** is a question to an editor, and stops nothing. (`held back` and
`moved external link` are not even that: `check` tells them as hints.) What stands in *italics*
is filled in. The first column is the kind, by which `check --kind` and the table at its end go;
what follows a slash is the `id` of [check --json](../check.md) alone.
"""


def problems() -> str:
    """Tell every kind of problem and open point, with its words."""
    source = inspect.getsource(Kind)
    parts = [MADE, _PROBLEMS_HEAD]
    rows: list[tuple[str, str, str]] = []
    title = ""

    def close() -> None:
        if rows:
            head = ("kind", "is", "what is said")
            parts.append(f"\n## {title}\n\n{table(head, rows)}")
            rows.clear()

    for line in source.split("\n"):
        if heading := re.match(r"    # --- (.*?) -+$", line):
            close()
            title = heading[1][0].upper() + heading[1][1:]
        elif named := re.match(
            r"    ([A-Z]\w*) = Row\($|    ([A-Z]\w*) = Row\(.", line
        ):
            row = getattr(Kind, named[1] or named[2])
            assert isinstance(row, Row)
            is_ = "open point" if row.is_open else "problem"
            rows.append((code(row.name), is_, _sentence(row.sentence)))
    close()
    return "".join(parts)


def _sentence(sentence: str) -> str:
    shown = re.sub(r"\{(\w+)(?:!r)?\}", r"\0\1\0", sentence)
    shown = shown.replace("{{", "{").replace("}}", "}").replace("\0near\0", "")
    shown = re.sub(r"[<*_\[\]]", r"\\\g<0>", shown.replace("`", "'"))
    return re.sub(r"\0(.*?)\0", lambda one: f"*{one[1].replace(chr(92), '')}*", shown)


PAGES: Mapping[str, Callable[[], str]] = {
    "reference/commands.md": commands,
    "reference/settings.md": settings,
    "reference/front-matter.md": front_matter,
    "reference/templates.md": templates,
    "reference/problems.md": problems,
}
"""What makes each page, by its path under docs/."""


def main() -> None:
    """Write all of them."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The table of commands, in the order of `--help`; each is a module, imported when called."""

from typing import Final, NamedTuple


class Listed(NamedTuple):
    """A command as the list of all has it."""

    module: str
    short: str


COMMANDS: Final = {
    "build": Listed("build", "import, then build the site (the default)"),
    "serve": Listed("serve", "show the site while it is written"),
    "import": Listed("importing", "raw files to content files only"),
    "survey": Listed("survey", "tell what lies in a folder, before it is imported"),
    "inspect": Listed("inspect", "show how raw files are read"),
    "check": Listed("check", "list everything that is wrong or open"),
    "review": Listed("review", "decide of what import doubts"),
    "terms": Listed("terms", "authors, regions, topics: their names settled"),
    "resolve": Listed("resolve", "merge what two people changed"),
    "provenance": Listed("provenance", "where an article comes from"),
    "explain": Listed("explain", "why a build would write what it would"),
    "addresses": Listed("addresses", "what was published and must stay"),
    "size": Listed("size", "how large the site is, and what fits"),
    "templates": Listed("templates", "the templates of pages, and those of your own"),
    "words": Listed("words", "what readers see, in a language of your own"),
    "publish": Listed("publish", "put the built site on its branch"),
    "migrate": Listed("migrate", "a site of another generator to content files"),
    "export": Listed("export", "the archive as a file to take along"),
    "init": Listed("init", "make a new site"),
    "new": Listed("new", "begin an article of your own"),
    "clean": Listed("clean", "delete what builds made"),
}
"""By the names that people type."""

"""`words`: a catalog of the site's own, begun or completed."""

from __future__ import annotations

import argparse

from commentariat.cli.arguments import AddCommand
from commentariat.cli.status import OK

_WORDS = """\
Begin a catalog of words that readers see, or complete the one there is.

Without a language, the site's is meant. content/interface/LANGUAGE.po gets an entry for
each message that has no words in that language yet; fill in its msgstr, by hand or with
a program such as Poedit. What stays empty is said in English. Of a language that is
shipped nothing is missing: write there only what your house says otherwise.
"""


def add(command: AddCommand) -> None:
    """Add the command to the command line."""
    words = command(_run, _WORDS)
    words.add_argument("language", metavar="LANGUAGE", nargs="?", help="such as pt-BR")


def _run(args: argparse.Namespace) -> int:
    from commentariat.config import load_settings
    from commentariat.interface.begun import complete_words

    language = args.language or load_settings(args.site).language
    path, added = complete_words(args.site, language)
    if added:
        print(f"wrote {path}: {added} messages to be said in {language}")
    else:
        print(f"{path} lacks nothing")
    return OK

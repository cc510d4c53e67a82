"""
The documentation of Debian 12 in whose links `bench_links.py` loses spaces, by language.

Prose, not lists of functions; what sets commands, files and accounts as if they were words
(`debmake-doc`, `fai-doc`, `gnucash-docs`, `live-manual-html`) was left out before any rule was
tried. Fetch and unpack it outside of the project, each package into a folder of its name:

    apt-get download PACKAGE && dpkg-deb -x PACKAGE_*.deb DIR/PACKAGE
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Pages(NamedTuple):
    """Pages of a package in one language."""

    package: str
    version: str
    """As it was when the figures of docs/explanation/repairs.md were measured."""
    pattern: str
    """Of files, below `usr/share` of the package."""


ENGLISH: Final = (
    Pages("anarchism", "15.3-3", "doc/anarchism/html/*.html"),
    Pages("aptitude-doc-en", "0.8.13-5", "doc/aptitude/html/en/*.html"),
    Pages("debian-faq", "11.1", "doc/debian/FAQ/*.en.html"),
    Pages("debian-handbook", "11.20220922", "doc/debian-handbook/html/en-US/*.html"),
    Pages("debian-history", "2.28", "doc/debian-history/docs/*.en.html"),
    Pages("debian-policy", "4.6.2.0", "doc/debian-policy/policy.html/*.html"),
    Pages("debian-reference-en", "2.100", "debian-reference/*.en.html"),
    Pages("developers-reference", "12.18", "developers-reference/*.html"),
    Pages("gimp-help-en", "2.10.34-2", "gimp/2.0/help/en/*.html"),
    Pages("gitmagic", "20160304-1.2", "doc/gitmagic/html/*.html"),
    Pages("gnu-standards", "2022.03.23-0.1", "doc/gnu-standards/*.html"),
    Pages("harden-doc", "3.19+nmu1", "doc/harden-doc/html/en-US/*.html"),
    Pages(
        "installation-guide-amd64",
        "20230508+deb12u1",
        "doc/installation-guide-amd64/en/*.html",
    ),
    Pages(
        "lilypond-doc-html", "2.24.1-2", "doc/lilypond/html/Documentation/web/*.html"
    ),
    Pages(
        "lilypond-doc-html", "2.24.1-2", "doc/lilypond/html/Documentation/essay/*.html"
    ),
    Pages(
        "lilypond-doc-html",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/learning/*.html",
    ),
    Pages("maint-guide", "1.2.53", "doc/maint-guide/html/*.en.html"),
    Pages("rust-doc", "1.63.0+dfsg1-2", "doc/rust-doc/html/book/*.html"),
)
SETS: Final = {"en": ENGLISH}
"""By the code of the language."""

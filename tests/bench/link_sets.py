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
    """Of files, below *root*."""
    root: str = "usr/share/"
    """Folder of the package; none of a repository, whose version is a commit."""


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
_KDE: Final = """\
akregator 4:22.12.3-1 de es fr ru uk
ark 4:22.12.3-1+deb12u1 de es fr ru uk
artikulate 4:22.12.3-1 de es uk
blinken 4:22.12.3-1 de es fr uk
bluedevil 4:5.27.5-2 es ru uk
bovo 4:22.12.3-1 de es fr ru uk
cantor 4:22.12.3-1 de es fr ru uk
dolphin 4:22.12.3-1 de es ru uk
filelight 4:22.12.3-1 de es fr ru uk
granatier 4:22.12.3-1 de es fr ru uk
gwenview 4:22.12.3-1 de es ru uk
juk 4:22.12.3-1 de es fr ru uk
kaddressbook 4:22.12.3-1 de ru uk
kalarm 4:22.12.3-1 de es ru uk
kalzium-data 4:22.12.3-1 de es fr ru uk
kamoso 22.12.3-1 de es fr ru uk
kanagram 4:22.12.3-1 de es ru uk
kapman 4:22.12.3-1 de es fr uk
kate5-data 4:22.12.3-1 de ru uk
katomic 4:22.12.3-1 de es fr ru uk
kbibtex-data 0.9.90-1.1 de uk
kblocks 4:22.12.3-1 de es fr uk
kbounce 4:22.12.3-1 de es fr uk
kbruch 4:22.12.3-1 de es fr ru uk
kcachegrind 4:22.12.3-1 de es fr ru uk
kcharselect 4:22.12.3-1 de es fr ru uk
kdeconnect 22.12.3-1 de es ru uk
kdenlive-data 22.12.3-2+deb12u2 de es fr ru uk
kdesvn 2.1.0-3 de uk
kdevelop-data 4:22.12.2-1 es uk
kdf 4:22.12.3-1 de es fr ru uk
kdiamond 4:22.12.3-1 de es fr uk
kdiff3-doc 1.10.0-1 de es uk
kexi-data 1:3.2.0-3 de uk
kfind 4:22.12.3-1 de es fr ru uk
kfourinline 4:22.12.3-1 de es fr uk
kgamma5 5.27.5-2 de es fr ru uk
kgeography-data 4:22.12.3-1 de es ru uk
kget 4:22.12.3-1 de es fr ru uk
kgoldrunner 4:22.12.3-1 de es fr uk
kgpg 4:22.12.3-1 de es fr ru uk
khangman 4:22.12.3-1 de es ru uk
khelpcenter 4:22.12.3-1 de es ru uk
khotkeys-data 4:5.27.5-2 de fr ru uk
kid3 3.9.3-1 de ru uk
kig 4:22.12.3-1 de es ru uk
kigo 4:22.12.3-1 de es fr ru uk
kile-doc 4:2.9.93-2 de fr uk
killbots 4:22.12.3-1 de es fr uk
kimagemapeditor 4:22.12.3-1 de es fr ru uk
kinfocenter 4:5.27.5-2 de es fr ru uk
kio 5.103.0-1+deb12u1 de es fr ru uk
kiriki 4:22.12.3-1 de es fr uk
kiten 4:22.12.3-1 de es fr ru uk
kjumpingcube 4:22.12.3-1 de es fr ru uk
kleopatra 4:22.12.3-1 de es ru uk
klickety 4:22.12.3-1 de es fr uk
klines 4:22.12.3-1 de es fr uk
kmag 4:22.12.3-1 de es fr ru uk
kmahjongg 4:22.12.3-1 de es fr ru uk
kmail 4:22.12.3-1 de es fr ru uk
kmenuedit 4:5.27.5-2 de es fr ru uk
kmix 4:22.12.3-1 de es fr ru uk
kmousetool 4:22.12.3-1 de es fr ru uk
kmouth 4:22.12.3-1 de es fr ru uk
kmplot 4:22.12.3-1 de es fr ru uk
kmymoney-common 5.1.3-1 de ru uk
knavalbattle 4:22.12.3-1 de es fr ru uk
knetwalk 4:22.12.3-1 de es fr ru uk
knotes 4:22.12.3-1 de es fr ru uk
kolf 4:22.12.3-1 de es fr ru uk
kollision 4:22.12.3-1 de es fr uk
kompare 4:22.12.3-1 de es ru uk
konquest 4:22.12.3-1 de es fr ru uk
konsole 4:22.12.3-1+deb12u1 de ru uk
korganizer 4:22.12.3-1 de es ru uk
kpat 4:22.12.3-1 de es fr ru uk
kphotoalbum 5.9.1-1 de fr uk
krdc 4:22.12.3-1 de es fr ru uk
kreversi 4:22.12.3-1 de es fr ru uk
krfb 4:22.12.3-1 de es fr ru uk
kronometer 2.3.0-1 de es uk
kruler 4:22.12.3-1 de es fr ru uk
krusader 2:2.8.0-1 de uk
kshisen 4:22.12.3-1 de es fr ru uk
ksirk 4:22.12.3-1 de es fr ru uk
ksnakeduel 4:22.12.3-1 de es fr uk
kspaceduel 4:22.12.3-1 de es fr ru uk
ksquares 4:22.12.3-1 de es fr uk
kstars-data 5:3.6.2-2 es fr uk
ksudoku 4:22.12.3-1 de es fr ru uk
ksystemlog 4:22.12.3-1 de es fr ru uk
kteatime 4:22.12.3-1 de es fr ru uk
ktimer 4:22.12.3-1 de es fr ru uk
ktorrent-data 22.12.3-1 de es fr ru uk
ktouch-data 4:22.12.3-1 de es fr ru uk
kturtle 4:22.12.3-1 de es fr ru uk
kubrick 4:22.12.3-1 de es fr uk
kwave 22.12.3-1 de es ru uk
kwin-data 4:5.27.5-3 de es fr ru uk
kwordquiz 4:22.12.3-1 de es ru uk
kwrite 4:22.12.3-1 de es ru uk
lokalize 4:22.12.3-1 de es fr ru uk
marble-data 4:22.12.3-1 de es fr ru uk
okteta 5:0.26.10-1 de es uk
okular 4:22.12.3-1+deb12u1 de es fr ru uk
partitionmanager 22.12.3-1 de es fr uk
picmi 4:22.12.3-1 de es fr uk
plasma-desktop-data 4:5.27.5-2 de es ru uk
plasma-pa 4:5.27.5-2 de es ru uk
plasma-workspace-data 4:5.27.5-2+deb12u2 de es fr ru uk
powerdevil-data 4:5.27.5-2 de es fr ru uk
rocs 4:22.12.3-1 de es ru uk
skanlite 22.12.3-1 de es fr ru uk
skrooge-common 2.29.0-1 de es fr ru uk
step 4:22.12.3-1 de es fr ru uk
systemsettings 4:5.27.5-2 de es ru uk
"""
"""Packages with manuals of KDE's programs, their versions, and the languages of these."""
_GNOME: Final = """\
accerciser 3.40.0-2 de es fr uk
anjuta-common 2:3.34.0-8 de es fr uk
atril-common 1.26.0-2+deb12u4 de es fr ru uk
baobab 43.0-1 de es fr ru uk
bijiben 40.1-6 de es fr uk
brasero-common 3.12.3-2 de es fr ru uk
cheese-common 43.0-1 de es fr ru uk
deja-dup 44.0-2 de es fr ru uk
devhelp-common 43.0-3 de es fr uk
eog 43.2-1+deb12u1 de es fr ru uk
epiphany-browser-data 43.1-1 de es fr ru uk
evince-common 43.1-2+deb12u1 de es fr ru uk
evolution-common 3.46.4-2+deb12u1 de es fr ru uk
file-roller 43.0-1 de es fr ru uk
five-or-more 1:3.32.3-1 de es fr uk
four-in-a-row 1:3.38.1-1+b1 de es fr uk
gedit-common 44.2-1 de es fr ru uk
gnome-boxes 43.2-1 de es fr ru uk
gnome-calculator 1:43.0.1-2 de es fr ru uk
gnome-chess 1:43.1-1 de es fr ru uk
gnome-clocks 43.0-1 de es fr ru uk
gnome-devel-docs 40.3-1 de es fr ru uk
gnome-logs 43.0-1 de es fr ru uk
gnome-mahjongg 1:3.38.3-2 de es fr uk
gnome-mines 1:40.1-1 de es fr uk
gnome-music 42.1-1 de es fr ru uk
gnome-nettool 42.0-1 de es fr ru uk
gnome-nibbles 1:3.38.2-2+b1 de es fr uk
gnome-photos 43.0-2 de es fr ru uk
gnome-robots 1:40.0-2 de es fr uk
gnome-sudoku 1:43.1-1 de es fr ru uk
gnome-system-monitor 42.0-2 de es fr ru uk
gnome-terminal-data 3.46.8-1 de es fr ru uk
gnome-tetravex 1:3.38.2-3 de es fr uk
gnote 43.1-1 de es fr ru uk
gthumb-data 3:3.12.2-3 de es fr uk
hitori 3.38.4-2 de es fr ru uk
iagno 1:3.38.1-2 de es fr uk
lightsoff 1:40.0.1-1 de es fr uk
mate-calc-common 1.26.0-1 de es fr ru uk
meld 3.22.0-2 de es
orca 43.1-1 de es fr uk
pitivi 2022.06-1+b1 de es fr uk
quadrapassel 1:40.2-1 de es fr uk
seahorse 43.0-1 de es fr ru uk
simple-scan 42.5-2 de es fr ru uk
swell-foop 1:41.1-1 de es fr ru uk
totem-common 43.0-2 de es fr ru uk
vinagre 3.22.0-8.1 de es fr ru
zenity-common 3.44.0-1 de es fr ru uk
"""
"""The same of GNOME's."""


_OF_COMMANDS: Final = frozenset({"gnome-devel-docs", "kate5-data", "kdevelop-data"})
"""Manuals that set names of code as if they were words."""


def _manuals(language: str) -> list[Pages]:
    """List the manuals of programs in a *language*."""
    found: list[Pages] = []
    for table, pattern in (
        (_KDE, f"doc/HTML/{language}/**/index.cache.bz2"),
        (_GNOME, f"help/{language}/*/*.page"),
    ):
        for row in table.splitlines():
            package, version, *languages = row.split()
            if language in languages and package not in _OF_COMMANDS:
                found.append(Pages(package, version, pattern))
    return found


def _english_manuals() -> list[Pages]:
    """List the English pages of the same packages."""
    kde = sorted(_KDE.splitlines())
    return [
        Pages(package, version, pattern)
        for rows, pattern in (
            (kde, "doc/HTML/en/**/index.cache.bz2"),
            (sorted(_GNOME.splitlines()), "help/C/*/*.page"),
        )
        for package, version, *_ in map(str.split, rows)
        if package not in _OF_COMMANDS
    ]


ENGLISH_MANUALS: Final = (
    *_english_manuals(),
    Pages("debian-edu-doc-en", "2.12.23~deb12u1", "doc/debian-edu-doc-en/*.html"),
    Pages(
        "debian-kernel-handbook",
        "1.0.21",
        "doc/debian-kernel-handbook/kernel-handbook.html/*.html",
    ),
    Pages("gnome-user-docs", "43.0-2", "help/C/*/*.page"),
    *(
        Pages(
            "python-django-doc",
            "3:3.2.25-0+deb12u7",
            f"doc/python-django-doc/html/{part}/**/*.html",
        )
        for part in ("faq", "howto", "internals", "intro", "topics")
    ),
    Pages("solfege-doc", "3.23.4-11", "doc/solfege/help/C/*.html"),
    Pages("zoneminder-doc", "1.36.33+dfsg1-1", "doc/zoneminder-doc/html/**/*.html"),
)
GERMAN: Final = (
    Pages("debian-edu-doc-de", "2.12.23~deb12u1", "doc/debian-edu-doc/de/*.html"),
    Pages("debian-faq-de", "11.1", "doc/debian/FAQ/de/*.html"),
    Pages("debian-handbook", "11.20220922", "doc/debian-handbook/html/de-DE/*.html"),
    Pages("debian-reference-de", "2.100", "debian-reference/*.de.html"),
    Pages("developers-reference-de", "12.18", "developers-reference/de/*.html"),
    Pages("gimp-help-de", "2.10.34-2", "gimp/2.0/help/de/*.html"),
    Pages(
        "installation-guide-amd64",
        "20230508+deb12u1",
        "doc/installation-guide-amd64/de/*.html",
    ),
    Pages("maint-guide-de", "1.2.53", "doc/maint-guide-de/html/*.html"),
    *_manuals("de"),
)
SPANISH: Final = (
    Pages("aptitude-doc-es", "0.8.13-5", "doc/aptitude/html/es/*.html"),
    Pages("debian-edu-doc-es", "2.12.23~deb12u1", "doc/debian-edu-doc/es/*.html"),
    Pages("debian-handbook", "11.20220922", "doc/debian-handbook/html/es-ES/*.html"),
    Pages("debian-reference-es", "2.100", "debian-reference/*.es.html"),
    Pages("gimp-help-es", "2.10.34-2", "gimp/2.0/help/es/*.html"),
    Pages(
        "installation-guide-amd64",
        "20230508+deb12u1",
        "doc/installation-guide-amd64/es/*.html",
    ),
    Pages("maint-guide-es", "1.2.53", "doc/maint-guide-es/html/*.html"),
    Pages(
        "lilypond-doc-html-es",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/essay/*.es.html",
    ),
    Pages(
        "lilypond-doc-html-es",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/extending/*.es.html",
    ),
    Pages(
        "lilypond-doc-html-es",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/learning/*.es.html",
    ),
    Pages(
        "lilypond-doc-html-es",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/notation/*.es.html",
    ),
    Pages(
        "lilypond-doc-html-es",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/usage/*.es.html",
    ),
    Pages(
        "lilypond-doc-html-es",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/web/*.es.html",
    ),
    Pages(
        "libreoffice-help-es", "4:7.4.7-1+deb12u14", "libreoffice/help/es/text/*/*.html"
    ),
    Pages(
        "libreoffice-help-es",
        "4:7.4.7-1+deb12u14",
        "libreoffice/help/es/text/*/*/*.html",
    ),
    *_manuals("es"),
)
FRENCH: Final = (
    Pages("aptitude-doc-fr", "0.8.13-5", "doc/aptitude/html/fr/*.html"),
    Pages("debian-edu-doc-fr", "2.12.23~deb12u1", "doc/debian-edu-doc/fr/*.html"),
    Pages("debian-faq-fr", "11.1", "doc/debian/FAQ/fr/*.html"),
    Pages("debian-handbook", "11.20220922", "doc/debian-handbook/html/fr-FR/*.html"),
    Pages("debian-reference-fr", "2.100", "debian-reference/*.fr.html"),
    Pages("developers-reference-fr", "12.18", "developers-reference/fr/*.html"),
    Pages("gimp-help-fr", "2.10.34-2", "gimp/2.0/help/fr/*.html"),
    Pages(
        "installation-guide-amd64",
        "20230508+deb12u1",
        "doc/installation-guide-amd64/fr/*.html",
    ),
    Pages("maint-guide-fr", "1.2.53", "doc/maint-guide-fr/html/*.html"),
    Pages(
        "lilypond-doc-html-fr",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/essay/*.fr.html",
    ),
    Pages(
        "lilypond-doc-html-fr",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/extending/*.fr.html",
    ),
    Pages(
        "lilypond-doc-html-fr",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/learning/*.fr.html",
    ),
    Pages(
        "lilypond-doc-html-fr",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/notation/*.fr.html",
    ),
    Pages(
        "lilypond-doc-html-fr",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/usage/*.fr.html",
    ),
    Pages(
        "lilypond-doc-html-fr",
        "2.24.1-2",
        "doc/lilypond/html/Documentation/web/*.fr.html",
    ),
    Pages(
        "libreoffice-help-fr", "4:7.4.7-1+deb12u14", "libreoffice/help/fr/text/*/*.html"
    ),
    Pages(
        "libreoffice-help-fr",
        "4:7.4.7-1+deb12u14",
        "libreoffice/help/fr/text/*/*/*.html",
    ),
    *_manuals("fr"),
)
RUSSIAN: Final = (
    Pages("aptitude-doc-ru", "0.8.13-5", "doc/aptitude/html/ru/*.html"),
    Pages("debian-faq-ru", "11.1", "doc/debian/FAQ/ru/*.html"),
    Pages("debian-handbook", "11.20220922", "doc/debian-handbook/html/ru-RU/*.html"),
    Pages("developers-reference-ru", "12.18", "developers-reference/ru/*.html"),
    Pages("doublecmd-help-ru", "1.0.10-1", "doublecmd/doc/ru/*.html"),
    Pages("gimp-help-ru", "2.10.34-2", "gimp/2.0/help/ru/*.html"),
    Pages(
        "installation-guide-amd64",
        "20230508+deb12u1",
        "doc/installation-guide-amd64/ru/*.html",
    ),
    Pages("maint-guide-ru", "1.2.53", "doc/maint-guide-ru/html/*.html"),
    Pages(
        "libreoffice-help-ru", "4:7.4.7-1+deb12u14", "libreoffice/help/ru/text/*/*.html"
    ),
    Pages(
        "libreoffice-help-ru",
        "4:7.4.7-1+deb12u14",
        "libreoffice/help/ru/text/*/*/*.html",
    ),
    *_manuals("ru"),
)
UKRAINIAN: Final = (
    Pages("doublecmd-help-uk", "1.0.10-1", "doublecmd/doc/uk/*.html"),
    Pages("gimp-help-uk", "2.10.34-2", "gimp/2.0/help/uk/*.html"),
    *_manuals("uk"),
)
_PROSE: Final = """\
dia-common 0.97.3+git20220525-5 doc/dia/html/en/*.html
festival-doc 1:2.5.0-9 doc/festival-doc/html/*.html
freedombox-doc-en 23.6.2+deb12u2 freedombox/manual/en/*.html
ganeti-doc 3.0.2-3 doc/ganeti/html/*.html
git-annex 10.20230126-3 doc/git-annex/html/**/*.html
gnubg-data 1.07.001-1 doc/gnubg/*.html
gnucash-docs 4.13-1 doc/gnucash-docs/gnucash-*-en/*.html
gpsbabel-doc 1.8.0+ds-5 doc/gpsbabel/html/*.html
hugin-data 2022.0.0+dfsg-2 hugin/xrc/data/help_en_EN/*.html
ikiwiki 3.20200202.3-1 doc/ikiwiki/html/**/*.html
java-policy 0.57 doc/java-policy/*/*.html
kicad-doc-en 6.0.11+dfsg-1 doc/kicad/help/en/*.html
ntpsec-doc 1.2.2+dfsg1-1+deb12u1 doc/ntpsec-doc/html/*.html
privoxy 3.0.34-1 doc/privoxy/*/*.html
qtcreator-doc 9.0.2-2 qtcreator/doc/*/*.html
subversion 1.14.2-4+deb12u1 doc/subversion/*.html
supercollider-common 1:3.13.0+repack-1 SuperCollider/**/*.html
txt2tags 3.4-4 doc/txt2tags/examples/*.html
wireshark-doc 4.0.17-0+deb12u3 doc/wireshark/*/*.html
xorg-docs 1:1.7.1-1.2 doc/xorg-docs/**/*.html
"""
"""
Packages whose pages are prose, their versions, and where the pages are.

They were drawn from the descriptions of some 200 packages of documentation that stand in no
other set, before any page was read, by counting alone: at least half of the words of all
pages stand in paragraphs that the bench reads, three in four of these end as sentences do,
and of their words at least two in five are among the 150 commonest of English. Of the spaces
at links at most two in five stand beside what is no word of English in small letters, with one
capital or in capitals: the links of 16 packages more are names of code.
"""
ENGLISH_PROSE: Final = tuple(Pages(*row.split()) for row in _PROSE.splitlines())
HALVED_BY_PACKAGE: Final = frozenset({"en-prose"})
"""Sets of which a half has whole packages, each with so many spaces at most."""
MOST_OF_PACKAGE: Final = 400
_LATER_PACKAGES: Final = """\
bomber cervisia choqok dragonplayer easytag elisa font-manager-common gbrainy geary
glabels-data gnome-connections gnome-dictionary gnome-system-log gnome-taquin
gnome-user-docs goobox hamster-time-tracker kajongg kamera kapptemplate kblackbox kbreakout
kde-cli-tools-data kde-config-cron kde-spectacle keditbookmarks kfloppy kio-extras-data
klettres-data kmines knights kolourpaint konqueror kontact konversation-data ktimetracker
ktuberling-data kupfer kwalletmanager lskat-data minuet-data modem-manager-gui-help
ocrfeeder palapeli-data parley-data pim-data-exporter pim-sieve-editor polari rkward-data
shotwell-common sweeper sysprof tellico-doc xiphos-data
"""
"""Packages of Debian 12.11 with manuals of KDE's and GNOME's programs, besides those above."""
_PRIVACY: Final = "privacyguides/i18n", "115b5cea"
_OPEN_SOURCE: Final = "github/opensource.guide", "ebc9678e"
_THINGS: Final = "microsoft/IoT-For-Beginners", "8bd53553"
_EDGE: Final = "microsoft/edgeai-for-beginners", "05d7c7ef"
_DEVELOPER: Final = "microsoft/AZD-for-beginners", "ee9762cd"


def _later(language: str, folder: str, *others: Pages) -> tuple[Pages, ...]:
    """List what was drawn after the rules were done, by number alone until it was enough."""
    manuals = [
        Pages(package, "12.11", pattern)
        for package in sorted(_LATER_PACKAGES.split())
        for pattern in (
            f"doc/HTML/{language}/**/index.cache.bz2",
            f"help/{language}/*/*.page",
        )
    ]
    history = f"doc/debian-history/docs/*.{language}.html"
    harden = f"doc/harden-doc/html/{folder}/*.html"
    return (
        *manuals,
        Pages("debian-history", "2.28", history),
        *([Pages("harden-doc", "3.19+nmu1", harden)] if folder else []),
        Pages(*_PRIVACY, f"i18n/{language}/**/*.md", ""),
        *others,
    )


def _beginners(language: str, *repositories: tuple[str, str]) -> list[Pages]:
    return [Pages(*one, f"translations/{language}/**/*.md", "") for one in repositories]


def _guide(language: str) -> Pages:
    return Pages(*_OPEN_SOURCE, f"_articles/{language}/*.md", "")


LATER: Final = {
    "de-later": _later(
        "de", "de-DE", _guide("de"), *_beginners("de", _THINGS, _EDGE, _DEVELOPER)
    ),
    "es-later": _later("es", "es-ES", _guide("es"), *_beginners("es", _THINGS)),
    "fr-later": _later("fr", "fr-FR", _guide("fr"), *_beginners("fr", _THINGS)),
    "ru-later": _later(
        "ru",
        "",
        _guide("ru"),
        Pages("javascript-tutorial/ru.javascript.info", "c7f78764", "*/**/*.md", ""),
        *_beginners("ru", _THINGS, _EDGE, _DEVELOPER),
    ),
    "uk-later": _later(
        "uk",
        "",
        Pages("javascript-tutorial/uk.javascript.info", "61457261", "*/**/*.md", ""),
        *_beginners("uk", _THINGS, _EDGE, _DEVELOPER),
        Pages("reactjs/uk.react.dev", "da7bd451", "src/content/**/*.md", ""),
        Pages("vuejs-translations/docs-uk", "28b6af92", "src/**/*.md", ""),
    ),
}
"""
Packages and public repositories of translations: looked at once, whole.

Of what was meant first, LibreOffice's help was left out for its scars, and three repositories
because they are too large to be had. What stands in the sets above is none of these.
"""
SETS: Final = {
    **LATER,
    "de": GERMAN,
    "en": ENGLISH,
    "en-manuals": ENGLISH_MANUALS,
    "en-prose": ENGLISH_PROSE,
    "es": SPANISH,
    "fr": FRENCH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
}
"""By the code of the language, with a name behind it for a further set."""

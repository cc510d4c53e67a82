"""
A site with every kind of page, whose content is in Greek letters.

What is in others on its pages is said by the program: tests walk them for words that no
author and no catalog wrote.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from harness import SiteFolder, article
from PIL import Image

SETTINGS = """\
[tool.commentariat]
title = "Αρχείο"
institution = "Ινστιτούτο"
tagline = "Σχόλια"
base_url = "https://archive.test/"
language = "el"
newest = 6
menu = [{ label = "Εμείς", url = "/about/" }]
footer = [{ label = "Εκεί", url = "https://other.test/" }]
disclaimer = "Γνώμη."
provenance = true
exports = ["jsonl", "epub", "llms"]
feed_archives = "all"

[tool.commentariat.sections.events]
label = "Συναντήσεις"
order = "day"
feed = true
menu = true

[tool.commentariat.sections.jobs]
label = "Θέσεις"

[tool.commentariat.fields.day]
kind = "date"
label = "Πότε"
on = "events"

[tool.commentariat.fields.film]
kind = "file"
label = "Ταινία"

[tool.commentariat.fields.sure]
kind = "flag"
label = "Βέβαιο"
cards = true

[tool.commentariat.fields.how]
kind = "markdown"
label = "Πώς"
on = ["articles", "pages"]
"""
"""Content is in Greek letters, so that what is in others is said by the program."""
BODY = """\
Κείμενο με σημείωση[^1] και [λέξη](/about/).

## Τίτλος

| Α | Β |
|---|---|
| 1 | 2 |

[^1]: Σημείωση.
"""
PAPER = f"""\
## Πρώτο

{BODY}

## Δεύτερο

{{{{< figure src="/files/a.png" alt="Εικόνα" caption="Εικόνα" >}}}}

Κείμενο.

## Τρίτο

{{{{< table file="/files/a.csv" caption="Πίνακας" >}}}}

Κείμενο.

Κείμενο.
"""
_BYTES = io.BytesIO()
Image.new("RGB", (40, 30)).save(_BYTES, "PNG")
PIXEL = _BYTES.getvalue()
RAW = [{"file": "α.txt", "digest": "aa", "layout": "α"}]
REPAIRS = [{"rule": "α", "before": "β", "after": "γ", "line": "1", "decided": "δ"}]
_TERMS = {
    "authors": ["Ένα Όνομα", "Άλλο Όνομα"],
    "centers": ["Βορράς"],
    "regions": ["Αιγαίο"],
    "topics": ["Νερό"],
    "programs": ["Ποτάμια"],
    "projects": ["Φράγματα"],
    "collections": ["Επιλογή"],
    "language": "el",
}
_BIOS = [{"name": "Ένα Όνομα", "bio": "Γράφει."}, {"name": "Άλλο Όνομα"}]


def write_every_kind(site: SiteFolder) -> None:
    def add(name: str, title: str, body: str = BODY, **fields: object) -> None:
        text = article(title, body, **(_TERMS | {"slug": name} | fields))
        site.write(f"content/articles/{name}.md", text)

    for number in range(48):
        add(
            f"n{number}",
            f"Τόσα {number}",
            date=f"{2001 + number % 9}-0{1 + number % 9}-05",
        )
    for number in range(3):
        add(f"s{number}", f"Μέρος {number}", date=f"2012-02-0{3 + number}", series="Σειρά",
            type="commentary", dek="Περίληψη.", bios=_BIOS)  # fmt: skip
    add("old", "Παλιό", date="1066")
    add("month", "Μήνας", date="2012-03", type="paper", bios=_BIOS[:1])
    add("none", "Άνευ", type="qa", title_from="body")
    add("more", "Άδηλο", authors=[])
    add("event", "Εκδήλωση", date="2012-05-01", type="event", title_from="dek", dek="Α.",
        bios=_BIOS, source="Εφημερίδα", updated="2012-06-01",
        event={"date": "2012-05-01 18:00", "place": "Αθήνα"},
        corrections=[{"date": "2012-05-02", "text": "Λάθος."}, {"date": "2012-05-03", "text": "Άλλο."}],
        related=[{"teaser": "Κάτι.", "title": "Τι", "authors": ["Άλλο Όνομα"]}])  # fmt: skip
    add(
        "gone",
        "Έφυγε",
        date="2011-01-01",
        withdrawn="2011-02-01",
        withdrawn_reason="Λόγος.",
    )
    add("over", "Πέρασε", date="2011-01-01", until="2011-02-01", until_reason="Λόγος.")
    add("draft", "Σχέδιο", date="2011-01-01", draft=True)
    site.write(
        "content/authors/a.md", "---\nname: Ένα Όνομα\nrole: Ρόλος\n---\nΒίος.\n"
    )
    site.write("content/topics/b.md", "---\nname: Κενό\n---\n")
    site.write("content/pages/about.md", "---\ntitle: Εμείς\n---\nΚείμενο.\n")
    site.write("content/pages/index.md", "---\ntitle: Αρχή\n---\nΚείμενο.\n")
    site.write("content/redirects.txt", "/former/ /about/\n")
    _add_more(site, add)


def _add_more(site: SiteFolder, add: Callable[..., None]) -> None:
    """Write what has kinds of pages of its own, and pieces in another language."""
    for name, language in (("paper", "el"), ("foreign", "uk")):
        add(name, "Μελέτη", PAPER, date="2013-02-03", type="paper", language=language,
            regions=["Αιγαίο", "Ιόνιο"], topics=["Νερό", "Άλας"], pdf="files/a.pdf",
            film="files/a.mp4", sure=True, how="Έτσι.", source="Εφημερίδα",
            title_from="body", updated="2013-03-01", series="Άλλη σειρά", bios=_BIOS,
            event={"date": "2013-02-03 18:00", "place": "Αθήνα"}, raw=RAW, repairs=REPAIRS,
            told_by={"title": "page", "date": "file", "language": "detected"}, rules="1",
            versions=[{"date": "2013-03-01", "name": "Β", "text": "Άλλη."}],
            corrections=[{"date": "2013-03-01", "text": "Λάθος."}],
            related=[{"teaser": "Κάτι.", "title": "Τι", "authors": ["Άλλο Όνομα"]}])  # fmt: skip
    add("foreign-too", "Μέρος", date="2013-02-04", language="uk", series="Άλλη σειρά")
    add("foreign-gone", "Έφυγε", date="2013-01-01", language="uk", withdrawn="2013-02-01",
        withdrawn_reason="Λόγος.")  # fmt: skip
    add("foreign-new", "Νέο", date="2014-01-01", language="uk")
    for day in ("2024-05-06", "2027-05-06"):
        site.write(
            f"content/events/{day}.md",
            f"---\ntitle: Συνάντηση\nday: {day} 18:00\nlanguage: uk\n"
            "authors: [Ένα Όνομα]\nregions: [Αιγαίο]\n---\nΚείμενο.\n",
        )
    site.write("content/jobs/a.md", "---\ntitle: Θέση\n---\nΚείμενο.\n")
    for path in ("foreign", "foreign/below", "foreign/below/deep"):
        site.write(
            f"content/pages/{path}.md",
            "---\ntitle: Σελίδα\nlanguage: uk\nhow: Έτσι.\n---\nΚείμενο.\n",
        )
    site.write("content/files/a.png", PIXEL).write("content/files/a.csv", "α,β\n1,2\n")
    site.write("content/files/a.pdf", "%PDF-1.4\n").write("content/files/a.mp4", "α")


KINDS = (
    "index.html", "404.html", "about/index.html", "articles/n0/index.html",
    "articles/paper/index.html", "articles/paper/provenance/index.html",
    "articles/gone/index.html", "articles/over/index.html", "former/index.html",
    "authors/index.html", "authors/index.html", "years/2012/index.html",
    "years/2012/03/index.html", "regions/aigaio/2001/index.html", "explore/index.html",
    "search/index.html", "export/index.html", "events/index.html", "jobs/index.html",
    "events/2024-05-06/index.html", "feed.xml", "feed.json", "feeds.opml",
)  # fmt: skip
"""One of each kind of page, and of what else has words."""

"""A thousand broken things of over thirty kinds, each found on its line, none twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder

from commentariat.engine.program import shipped
from commentariat.pipeline import check_site

Place = tuple[str, int, str]
"""Source, line, kind; the kind is empty for faults that stop a build by themselves."""
THINGS = 1_000
HEAD = [
    "---",
    "title: {t}",
    "slug: {s}",
    "date: 2020-01-02",
    "authors:",
    "- A B",
    "---",
    "",
]


class Broken:
    """A site that is being broken, and all that a check must say of it."""

    def __init__(self, site: SiteFolder, chance: random.Random) -> None:
        self.site = site
        self.chance = chance
        self.expected: list[Place] = []
        self.redirects: list[str] = []
        self.ledger: list[str] = []
        self.number = 0

    def article(
        self, body: list[str], header: dict[int, str] | None = None
    ) -> tuple[str, int]:
        """Write an article; give its path, and the line of the body's first line."""
        self.number += 1
        name = f"piece-{self.number:04}"
        lines = [line.format(t=f"Piece {self.number}", s=name) for line in HEAD]
        for at, text in sorted((header or {}).items()):
            lines.insert(at, text)
        padding = [f"Words of piece {self.number}, paragraph {n}.\n" for n in
                   range(self.chance.randint(1, 4))]  # fmt: skip
        text = "\n".join([*lines, *padding, *body]) + "\n"
        source = (
            f"content/articles/{self.chance.choice(('2019', '2020', 'x'))}/{name}.md"
        )
        self.site.write(source, text)
        return source, len(lines) + 2 * len(padding) + 1

    def in_body(self, kind: str, body: list[str], at: int = 0) -> None:
        """Break the body of an article: *kind* on line *at* of *body*."""
        source, first = self.article(body)
        self.expected.append((source, first + at, kind))

    def in_header(self, text: str, kind: str = "", at: int = 1) -> None:
        """Break the front matter of an article with the line *text*."""
        source, _ = self.article(["Text."], {at: text})
        self.expected.append((source, at + 1, kind))

    def lacks(self, header: str, line: int, kind: str) -> None:
        """Write an article of which a question is asked on *line*."""
        self.number += 1
        source = f"content/articles/lacks-{self.number:04}.md"
        header = header.replace("title: x", f"title: Lacks {self.number}")
        self.site.write(source, f"---\n{header}\n---\n\nText.\n")
        self.expected.append((source, line, kind))

    def whole(self, text: str, line: int) -> None:
        """Write an article that is no content file."""
        self.number += 1
        source = f"content/articles/whole-{self.number:04}.md"
        self.site.write(source, text)
        self.expected.append((source, line, ""))

    def twice(self) -> None:
        """Write an article into two files, white space aside."""
        self.number += 1
        words = " ".join(f"word{self.number}n{n}" for n in range(30))
        for name, body in (("a", words), ("b", words.replace(" ", "  ", 3))):
            title = f"Twice {self.number} {name}"
            head = f"title: {title}\ndate: 2020-01-02\nauthors: [A B]"
            source = f"content/articles/twice-{self.number:04}-{name}.md"
            self.site.write(source, f"---\n{head}\n---\n\n{body}\n")
        source = f"content/articles/twice-{self.number:04}-a.md"
        self.expected.append((source, 7, "duplicate article"))

    def redirect(self, line: str) -> None:
        """Add a faulty line to redirects.txt."""
        self.redirects.append(line)
        self.expected.append(("content/redirects.txt", len(self.redirects), ""))

    def lost(self, address: str) -> None:
        """Add an address that nothing answers to the ledger."""
        self.ledger.append(address)
        self.expected.append(("content/addresses.txt", len(self.ledger), ""))


def one(text: str) -> list[str]:
    return [text]


KINDS: dict[str, Callable[[Broken, str], None]] = {
    "link to nowhere": lambda b, n: b.in_body("dead link", one(f"See [it](/gone/{n}/).")),
    "link to no file": lambda b, n: b.in_body("dead link", one(f"See [it](../gone-{n}.md).")),
    "link by reference": lambda b, n: b.in_body(
        "dead link", ["See [it][r].", "", f"[r]: /gone/{n}/"], 2),
    "link in HTML": lambda b, n: b.in_body("dead link", one(f'<a href="/gone/{n}/">x</a> y')),
    "picture that is not there": lambda b, n: b.in_body(
        "missing file", one(f"![words](/files/gone-{n}.png)")),
    "picture of another site": lambda b, n: b.in_body(
        "third-party request", one(f"![words](https://elsewhere.test/{n}.png)")),
    "anchor of the page": lambda b, n: b.in_body("dead anchor", one(f"See [it](#gone-{n}).")),
    "anchor of another page": lambda b, n: b.in_body(
        "dead anchor", one(f"See [it](/articles/sound/#gone-{n}).")),
    "two ids": lambda b, n: b.in_body(
        "duplicate id", ['<span id="x">a</span> b', "", '<span id="x">c</span> d'], 2),
    "never closed": lambda b, n: b.in_body("HTML", one("Words <b>in bold."), 0),
    "closes nothing": lambda b, n: b.in_body("HTML", one("Words</i> and more.")),
    "attribute twice": lambda b, n: b.in_body(
        "HTML", one('Words <span title="a" title="b">x</span>.')),
    "no such character": lambda b, n: b.in_body("HTML", one(f"Words &nosuch{n}; here.")),
    "dropped element": lambda b, n: b.in_body(
        "dropped HTML", one("Words <blink>x</blink> here.")),
    "dropped attribute": lambda b, n: b.in_body(
        "dropped HTML", one('Words <span onclick="x()">x</span> here.')),
    "dropped address": lambda b, n: b.in_body(
        "dropped HTML", one("Words [x](ftp://host.example/x) here.")),
    "dropped address in HTML": lambda b, n: b.in_body(
        "dropped HTML", one('Words <a href="JavaScript:x()">x</a> here.')),
    "skipped heading": lambda b, n: b.in_body(
        "skipped heading", ["## One", "", "Text.", "", f"#### Two {n}"], 4),
    "no alternative text": lambda b, n: b.in_body(
        "no alternative text", one("![](/files/there.svg)")),
    "empty link": lambda b, n: b.in_body("empty link", one("[](/articles/sound/) words")),
    "unknown key": lambda b, n: b.in_header("titel: x"),
    "no date": lambda b, n: b.in_header("updated: yesterday"),
    "no language": lambda b, n: b.in_header("language: English please"),
    "not a list": lambda b, n: b.in_header("regions: Europe"),
    "picture of the article": lambda b, n: b.in_header(
        f"image: files/gone-{n}.svg\nimage_alt: words", "missing file"),
    "a file that leads out": lambda b, n: b.in_header("image: ../secret.svg"),
    "former address no disk holds": lambda b, n: b.in_header("aliases: [/con/x/]"),
    "former address taken": lambda b, n: b.in_header("aliases: [/articles/sound/]"),
    "half withdrawn": lambda b, n: b.in_header("withdrawn: 2024-01-01"),
    "correction without a day": lambda b, n: b.in_header(
        "corrections: [{date: May, text: x}]"),
    "neither true nor false": lambda b, n: b.in_header("draft: perhaps"),
    "two files of one article": lambda b, n: b.twice(),
    "without an author": lambda b, n: b.lacks("title: x\ndate: 2020-01-02", 1, "no author"),
    "without a day": lambda b, n: b.lacks("title: x\nauthors: [A B]\ndate:", 4, "no date"),
    "title of the dek": lambda b, n: b.lacks(
        "date: 2020-01-02\ntitle_from: dek\ntitle: x\nauthors: [A B]", 4, "derived title"),
    "never closed header": lambda b, n: b.whole("---\ntitle: x\n", 1),
    "no header": lambda b, n: b.whole("Words.\n", 1),
    "no title": lambda b, n: b.whole("---\ndate: 2020-01-01\n---\nText.\n", 1),
    "not YAML": lambda b, n: b.whole("---\ntitle: x\ndek: [a\n---\nText.\n", 3),
    "key twice": lambda b, n: b.whole("---\ntitle: x\ntitle: y\n---\n", 2),
    "a character that cannot be shown": lambda b, n: b.whole(
        "---\ntitle: x\n---\nText.\n\nBe\x07ll.\n", 6),
    "redirect to nowhere": lambda b, n: b.redirect(f"/old/{n}/ /gone/{n}/"),
    "half a redirect": lambda b, n: b.redirect(f"/old/{n}/"),
    "redirect in a circle": lambda b, n: b.redirect(f"/old/{n}/ /old/{n}/"),
    "redirect from a page": lambda b, n: b.redirect(
        f"/articles/sound/?{n} /"),
    "lost address": lambda b, n: b.lost(f"/articles/lost-{n}/"),
    "no address": lambda b, n: b.lost(f"articles/lost-{n}"),
}  # fmt: skip


def break_once(broken: Broken) -> None:
    """Break the settings, a stylesheet and templates, which a site has once."""
    site = broken.site
    site.write("pyproject.toml", SETTINGS
               + 'menu = [{ label = "Gone", url = "/no-such-page/" }]\n')  # fmt: skip
    broken.expected.append(("pyproject.toml", 5, "dead link"))
    css = "a {}\nb { background: url(gone.png) }\n"
    site.write("theme/own.css", css)
    broken.expected.append(("theme/own.css", 2, "missing file"))
    foot = ['<footer class="foot">', '<a href="{{ site.base }}gone/">x</a>',
            '<p id="twice">a</p><p id="twice">b</p>', "<div>never closed",
            '<img src="{{ site.base }}files/there.svg">', '<a href="#nowhere">x</a>',
            "</footer>"]  # fmt: skip
    site.write("templates/_foot.html", "\n".join(foot) + "\n")
    for line, kind in ((2, "dead link"), (3, "duplicate id"), (4, "HTML"),
                       (5, "no alternative text"), (6, "dead anchor")):  # fmt: skip
        broken.expected.append(("templates/_foot.html", line, kind))
    text = (shipped("templates") / "404.html").read_text()
    page = text.replace("<h1", "{{ page.nothing }}\n<h1")
    site.write("templates/404.html", page)
    line = page.split("\n").index("{{ page.nothing }}") + 1
    broken.expected.append(("templates/404.html", line, "broken"))


@pytest.mark.parametrize("seed", [1])
def test_every_broken_thing_is_found_on_its_line_and_once(
    tmp_path: Path, seed: int
) -> None:
    broken = Broken(SiteFolder(tmp_path / "site"), random.Random(seed))
    site = broken.site
    site.write("content/files/there.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write("content/articles/sound.md", "---\ntitle: Sound\ndate: 2020-01-01\n"
               "authors: [A B]\n---\nWords.\n")  # fmt: skip
    break_once(broken)
    names = [*KINDS, *broken.chance.choices(list(KINDS), k=THINGS - len(KINDS))]
    broken.chance.shuffle(names)
    for number, name in enumerate(names):
        KINDS[name](broken, str(number))
    site.write("content/redirects.txt", "\n".join(broken.redirects) + "\n")
    site.write("content/addresses.txt", "\n".join(broken.ledger) + "\n")
    report = check_site(site.options(workers=2))
    kinds = {kind for _, _, kind in broken.expected}  # "": any that is not named there
    found = [
        (one.source, one.line, one.kind if one.kind in kinds else "")
        for one in (*report.problems, *report.open_points)
    ]
    assert check_site(site.options(workers=1)).problems == report.problems
    missed = Counter(broken.expected) - Counter(found)
    invented = Counter(found) - Counter(broken.expected)
    assert len(broken.expected) >= THINGS
    assert not missed, sorted(missed)[:20]
    assert not invented, sorted(invented)[:20]

"""Raw files and sites made up for the tests of import."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from commentariat.archive.judge import parse_article
from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.errors import OpenPoint
from commentariat.intake.content.options import options_at
from commentariat.intake.formats.found import find_items
from commentariat.intake.importer import run_import
from commentariat.intake.report import ImportReport
from commentariat.intake.review.points import read_points

SETTINGS = Settings(title="The Test Archive", institution="Institute of Tests")
WITH_KEYS = """Short reactions.
Peter Aldous
{"authors": ["Mara Lindqvist"], "type": "commentary", "centers": ["North"],
"primaryCenter": "North", "regions": [], "topics": [], %s}Source: Harbor Photo
A dek that says enough of the piece for an editor to know it by.
The first paragraph of a raw file that is long enough to be prose, and says so.
A second paragraph of the piece that is long enough to be prose, number one.
North does not take institutional positions on public policy issues; these are the author’s own.
"""
"""A whole raw file, with a place for more keys of its metadata."""
DISCLAIMER = (
    "Carnegie does not take institutional positions on public policy issues; the views "
    "represented herein are those of the author(s) and do not necessarily reflect the "
    "views of Carnegie, its staff, or its trustees."
)
DEK = "A river treaty survives on a number. Nobody has asked who will write it next."
BODY = (
    "There are forty-one steps from the barrage road down to the gauge house, and the man "
    "who reads the gauge has counted them every morning for twenty-six years.",
    "He writes the number in a ledger that two governments treat as the only true account "
    "of the river, and neither of them has ever paid for the ink.",
)
BODY_B = (
    "Two decades on, the rooms where the old union kept its maps are let to dentists, and the "
    "maps are used to level tables in a cellar restaurant across the yard.",
    "Nobody under forty can say which of the two ministries owned the building, and the one "
    "clerk who could has asked to be excused from the question.",
)
BODY_C = (
    "The village has eighty-four houses, a church, and a cooperative dairy, and for as long "
    "as the dairy has had a cold room it has been lit from abroad.",
    "Its own substation stands thirty kilometers away behind a ridge, while the neighbor’s "
    "is in plain sight of the church and never out of order.",
)
LEAD = (
    "Ports have learned to sell electricity to ships at the berth.",
    "Jonas Thorbecke",
)
PAIRS = (
    LEAD,
    ("A seal proves less than your reviewer hopes.", "Walter Ames Pruitt, Jr."),
    (
        "Four states share one icebreaker and one invoice.",
        "Mara Lindqvist, Jonas Thorbecke",
    ),
)


def metadata(**changes: object) -> dict[str, object]:
    """The metadata of a raw file, *changes* over it."""
    values: dict[str, object] = {
        "authors": ["Devika Ranganath"],
        "type": "commentary",
        "centerAffiliationAll": "",
        "centers": ["Institute of Tests", "South Asia Center"],
        "collections": [],
        "englishNewsletterAll": "",
        "nonEnglishNewsletterAll": "",
        "primaryCenter": "South Asia Center",
        "programAffiliation": "",
        "programs": ["Democracy, Conflict, and Governance"],
        "projects": [],
        "regions": ["South Asia"],
        "topics": ["Water"],
    }
    return values | changes


def raw_a(
    dek: str = DEK,
    body: Sequence[str] = BODY,
    *,
    lead: tuple[str, str] = LEAD,
    pairs: Iterable[tuple[str, str]] = PAIRS,
    **changes: object,
) -> str:
    """A raw file in layout A."""
    block = json.dumps(metadata(**changes), ensure_ascii=False, indent=0)
    lines = [*lead, f"{block}Source: Getty", dek, *body, DISCLAIMER]
    for teaser, authors in pairs:
        lines += [teaser, authors]
    return "\n".join(line for line in lines if line) + "\n"


def raw_b(title: str = "What Russian Empire?", body: Sequence[str] = BODY_B) -> str:
    """A raw file in layout B."""
    block = json.dumps(metadata(), ensure_ascii=False, indent=0)
    return "\n".join(
        (
            "Devika Ranganath", f"{block}Source: Getty", title, DEK,
            "Source: The Harbor Courier", "", *body, "About the Author",
            "Former Director", "Ranganath ran the office for fourteen years.",
            "- A New Map of Old NeighborsCommentary", "Devika Ranganath", "Recent Work",
            DISCLAIMER, "More Work from South Asia Center",
            "- What the Ledger SaysCommentary", "Trade figures suggest a thin rebound.",
            "Jonas Thorbecke", "",
        )
    )  # fmt: skip


def raw_c(
    title: str = "The Village on the Other Wire", date: str = "Sep 10, 2008"
) -> str:
    """A raw file in layout C."""
    block = json.dumps(metadata(), ensure_ascii=False, indent=2)
    head = "\n".join(
        ("• Research", "  • About", "  • Experts", "Test Global logoTest lettermark logo",
         "South AsiaIndia", "  • Donate")
    )  # fmt: skip
    blocks = ("Source: Getty", "Commentary", title, DEK, "Link Copied",
              "By Devika Ranganath", f"Published on {date}", *BODY_C, DISCLAIMER)  # fmt: skip
    return f"{head}\n{block}\n\n" + "\n\n".join(blocks) + "\n"


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of *members*."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


class Site:
    """A site with raw files on disk, imported as a user would."""

    def __init__(self, folder: Path, settings: Settings = SETTINGS) -> None:
        self.folder = folder
        self.settings = settings
        self.report = ImportReport()
        (folder / "content/raw").mkdir(parents=True)

    def raw(self, name: str, text: str | bytes | None = None) -> Site:
        """Write a raw file."""
        data = raw_a() if text is None else text
        return self.write(f"content/raw/{name}", data)

    def write(self, path: str, text: str | bytes) -> Site:
        """Write any file of the site."""
        where = self.folder / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def read(self, path: str) -> str:
        """Read any file of the site."""
        return (self.folder / path).read_bytes().decode()

    def edit(self, path: str, old: str, new: str) -> Site:
        """Replace *old*, which must be there, by *new*."""
        text = self.read(path)
        assert old in text
        return self.write(path, text.replace(old, new, 1))

    def delete(self, path: str) -> Site:
        """Delete a file of the site."""
        (self.folder / path).unlink()
        return self

    def imported(self, **more: object) -> Site:
        """Import, and keep the report."""
        self.report = run_import(self.folder, self.settings, self.articles(), **more)  # type: ignore[arg-type]
        return self

    def points(self) -> dict[str, tuple[OpenPoint, ...]]:
        """What is open of each raw file, imported or not."""
        options = options_at(str(self.folder), self.settings)
        known = read_points(
            self.folder, options, find_items(self.folder, {}), (), {}, map
        )
        return {file: one.open_points for file, one in known}

    def articles(self) -> list[Article]:
        """Judge every content file; one that cannot be is left out."""
        content = self.folder / "content"
        found = []
        for path in sorted((content / "articles").rglob("*.md")):
            source = path.relative_to(content).as_posix()
            try:
                found.append(
                    parse_article(path.read_bytes(), source, self.settings.schema)
                )
            except Exception:
                if not self.allows_faults:
                    raise
        return found

    allows_faults = False

    def files(self) -> dict[str, str]:
        """Every content file, by path below content/articles/."""
        top = self.folder / "content/articles"
        return {
            path.relative_to(top).as_posix(): path.read_bytes().decode()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }

    @property
    def problems(self) -> list[str]:
        """Problems of the last import, as a user reads them."""
        return [str(problem) for problem in self.report.problems]

    @property
    def open_points(self) -> list[str]:
        """Open points of the last import, as a user reads them."""
        return [str(point) for point in self.report.open_points]

"""Saves of items, pages, the home page’s choices and their settings, in the preview."""

from __future__ import annotations

from pathlib import Path

from harness import SETTINGS, SiteFolder, article
from live_preview import LivePreview

SECTIONS = """\
menu = [{ label = "About", url = "/about/" }]
[tool.commentariat.sections.events]
label = "Events"
order = "day"
feed = true
menu = true
[tool.commentariat.fields.day]
kind = "date"
on = "events"
"""


def make(folder: Path) -> SiteFolder:
    site = SiteFolder(folder, SETTINGS + SECTIONS)
    for name in ("ferry", "grid", "dam"):
        text = article(
            name, slug=name, date="2024-01-02", topics=["Energy"], dek="Dek."
        )
        site.write(f"content/articles/{name}.md", text)
    text = article(
        "Fair",
        "See [it](grid).",
        day="2026-06-01",
        regions=["Chad"],
        authors=["Ann Lee"],
    )
    site.write("content/events/fair.md", text)
    site.write("content/pages/about/index.md", article("About"))
    site.write("content/pages/about/team.md", article("Team", menu=True))
    blocks = ["lead", "/events/", "newest", "text"]
    site.write("content/pages/index.md", article("Home", lead="ferry", blocks=blocks))
    return site


def test_what_is_saved_shows_at_once_and_right(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    preview = LivePreview(site)
    site.edit("content/events/fair.md", "Fair", "The fair")
    preview.look()
    assert {"events/index.html", "index.html"} <= preview.epoch.changed
    site.edit("content/articles/ferry.md", "title: ferry", "title: A ferry")
    preview.look()
    assert b"A ferry" in (preview.shown["index.html"] or b"")
    site.edit("content/pages/index.md", "lead: ferry", "lead: dam")
    preview.look()
    site.write(
        "content/articles/chad.md", article("Chad", regions=["Chad"], slug="chad")
    )
    preview.look()
    site.delete("content/articles/chad.md")
    preview.look()
    assert "regions/chad/index.html" in preview.shown
    site.edit("pyproject.toml", 'label = "Events"', 'label = "Evenings"')
    preview.look()
    assert b"Evenings" in (preview.shown["404.html"] or b"")


def test_what_is_wrong_shows_until_it_is_mended(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    preview = LivePreview(site)
    site.edit("content/articles/ferry.md", "slug: ferry", "slug: boat")
    preview.look()
    assert any("'ferry'" in str(one) for one in preview.problems)
    site.edit("content/pages/index.md", "lead: ferry", "lead: boat")
    preview.look()
    assert not preview.problems
    site.edit("content/events/fair.md", "regions", "regoins")
    preview.look()
    assert preview.problems
    site.edit("content/events/fair.md", "regoins", "regions")
    preview.look()
    assert not preview.problems

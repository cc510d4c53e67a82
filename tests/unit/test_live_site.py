"""A site in memory: what it keeps open, what it waits for, and what it names."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from live_preview import LivePreview
from PIL import Image

from commentariat.archive.schema import Schema
from commentariat.engine.lock import site_lock
from commentariat.live.site import LiveEpoch, LiveSite
from commentariat.pipeline import no_progress
from commentariat.preview.epoch import StaleError
from commentariat.preview.store import PageStore
from commentariat.search.index import ROOT
from commentariat.site.search_links import INDEX

FERRY = "content/articles/ferry.md"
FILM = "content/files/film.mp4"
RAW = Path(__file__).parent.parent / "fixtures" / "raw"


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    return site.write(FERRY, article("Ferry", slug="ferry"))


def open_packs() -> list[str]:
    """The packs of bodies that this process has open."""
    found = []
    for number in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:
            continue  # the listing's own
    return [path for path in found if path.endswith(".pack")]


def show(epoch: LiveEpoch, output: str) -> bytes:
    epoch.prepare(output)
    made = epoch.render(output)
    assert made is not None
    assert made.data is not None
    return made.data


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="nothing tells")
def test_packs_are_let_go_where_they_are_read_anew_and_at_the_end(
    site: SiteFolder,
) -> None:
    before = open_packs()
    site.build()
    live = LiveSite(site.options())
    shown = show(live.open(no_progress), "articles/ferry/index.html")
    assert b"A paragraph." in shown
    (pack,) = set(open_packs()) - set(before)
    for number in range(3):
        row = (
            f'[tool.commentariat.facets.lands{number}]\nlabel = "L"\nlabel_one = "L"\n'
        )
        site.write("pyproject.toml", SETTINGS + row)
        epoch = live.update(frozenset(("pyproject.toml",)))
        show(epoch, "articles/ferry/index.html")
        assert open_packs().count(pack) == 1, "and not once more for each"
    live.close()
    assert open_packs() == before
    assert b"A paragraph." in show(epoch, "articles/ferry/index.html")
    assert open_packs() == before


def test_what_the_disk_refuses_is_told_of_the_place_that_it_is_of(
    site: SiteFolder,
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (900, 900)).save(picture, "PNG")
    site.write("content/files/a.png", picture.getvalue())
    site.edit(FERRY, "---\ntitle", "---\nimage: files/a.png\ntitle")
    site.write(".cache/pictures/in/the/way", "x")
    (problem,) = LiveSite(site.options()).open(no_progress).problems
    assert problem.source == ".cache/pictures"
    assert problem.kind == "unwritable"


@pytest.mark.parametrize("name", ["records", "sources"])
def test_a_folder_where_the_memory_is_to_be_is_told_until_it_is_gone(
    site: SiteFolder, name: str
) -> None:
    site.write(f".cache/{name}/in/the/way", "x")
    live = LiveSite(site.options())
    epoch = live.open(no_progress)
    (problem,) = epoch.problems
    assert (problem.source, problem.kind) == (f".cache/{name}", "unwritable")
    assert live.update(None) is epoch
    assert site.build().problems == (str(problem),)
    site.delete(f".cache/{name}")
    assert epoch.is_waiting  # so it is looked at again without an edit
    epoch = live.update(frozenset())
    assert epoch.problems == ()
    assert not epoch.is_waiting
    assert b"A paragraph." in show(epoch, "articles/ferry/index.html")


def test_a_large_file_that_changed_is_sent_by_the_state_that_knows_of_it(
    site: SiteFolder,
) -> None:
    site.write(FILM, bytes(range(256)) * 40_000)
    live = LiveSite(site.options())
    old, store = live.open(no_progress), PageStore()
    store.enter(old)
    first = store.get(old, "files/film.mp4")
    assert first is not None
    assert (first.data, Path(first.path).name) == (b"", "film.mp4")
    site.write(FILM, bytes(range(255, -1, -1)) * 40_000)
    with pytest.raises(StaleError, match=FILM):
        old.render("files/film.mp4")
    new = live.update(frozenset((FILM,)))
    store.enter(new)
    second = store.get(new, "files/film.mp4")
    assert second is not None
    assert second.version != first.version


def test_a_site_is_read_once_whoever_builds_it_has_ended(site: SiteFolder) -> None:
    told, done = threading.Event(), threading.Event()

    def build() -> None:
        with site_lock(site.options().cache):
            started.set()
            assert told.wait(60)
        done.set()

    started = threading.Event()
    thread = threading.Thread(target=build)
    thread.start()
    assert started.wait(60)

    def tell(stage: str, _done: int, _total: int) -> None:
        if "waiting" in stage:
            told.set()

    epoch = LiveSite(site.options()).open(tell)
    assert done.wait(60)
    thread.join()
    assert epoch.articles == 1


def test_a_style_that_names_what_is_held_back_brings_it_out(site: SiteFolder) -> None:
    draft = article("D", "[logo](files/logo.png)", draft=True)
    site.write("content/articles/d.md", draft).write("content/files/logo.png", "x")
    site.write("theme/print.css", "a{}")
    live = LiveSite(site.options())
    assert not live.open(no_progress).has("files/logo.png")
    site.write("theme/print.css", "a{background:url(../files/logo.png)}")
    epoch = live.update(frozenset({"theme/print.css"}))
    assert set(epoch.outputs) == site.build().output().keys()
    assert epoch.has("files/logo.png")


OWN_KEY = """
[tool.commentariat.facets.{}]
label = "{}"
label_one = "One"
key = "{}"
"""
OWN_FIELD = """
[tool.commentariat.fields.ship]
label = "Ship"
kind = "{}"
"""
OWN_SECTION = """
[tool.commentariat.fields.sails]
label = "Sails"
kind = "date"
on = ["voyages"]
[tool.commentariat.sections.voyages]
label = "Voyages"
order = "{}"
"""
JUDGED = {
    "language": ('language = "en"\n', 'language = "ru"\n'),
    "facets": (
        OWN_KEY.format("ports", "Ports", "from") + OWN_KEY.format("coasts", "Coasts", "to"),
        OWN_KEY.format("ports", "Ports", "to") + OWN_KEY.format("coasts", "Coasts", "from"),
    ),
    "timezone": ('timezone = "UTC"\n', 'timezone = "Asia/Tokyo"\n'),
    "fields": (OWN_FIELD.format("text"), OWN_FIELD.format("markdown")),
    "sections": (OWN_SECTION.format("-date"), OWN_SECTION.format("sails")),
    "has_sketches": ("related = 0\n", "related = 6\n"),
    "homes": ('languages = ["en", "ru"]\n', 'languages = ["en", "ar"]\n'),
}  # fmt: skip
"""What settings say of each part of the schema, and what they may say instead."""
SAID = {"facets": "from: [Ilion]\nto: [Colchis]\n", "fields": "ship: The *Argo*\n"}
"""What an article says to that."""
BODY = (
    "Fifty rowers in a hull of Pelion's pine passed the clashing rocks for a fleece.\n"
)
ITEM = "---\ntitle: To Colchis\ndate: 2020-05-06\nsails: 2020-06-01\n---\n"


@pytest.mark.parametrize("name", Schema.__struct_fields__)
def test_what_decides_how_files_are_judged_has_all_judged_anew(
    site: SiteFolder, tmp_path: Path, name: str
) -> None:
    before, after = JUDGED[name]
    said = SAID.get(name, "")
    head = f"---\ntitle: The Argo\ndate: 2020-05-06 07:08\n{said}---\n"
    site.write("content/articles/argo.md", f"{head}{BODY}")
    output = "articles/argo/index.html"
    if name == "sections":
        site.write("content/voyages/colchis.md", ITEM)
        output = "voyages/index.html"
    if name == "has_sketches":
        site.write("content/articles/fleece.md", article("The Fleece", BODY))
    site.write("pyproject.toml", SETTINGS + before)
    preview = LivePreview(site)
    preview.look()
    shown = preview.shown[output]
    site.write("pyproject.toml", SETTINGS + after)
    preview.look()
    assert not preview.problems
    assert preview.shown[output] != shown
    assert preview.shown == site.clean_output(tmp_path / "clean", drafts=True)


def test_pages_of_another_template_are_said_to_be_others(site: SiteFolder) -> None:
    preview = LivePreview(site)
    site.write("templates/article.html", "<h1>{{ page.title }}</h1>{{ body }}\n")
    preview.look()
    assert preview.epoch.changed == {"articles/ferry/index.html"}


def test_the_index_is_not_made_anew_with_all_pages(
    site: SiteFolder, tmp_path: Path
) -> None:
    preview = LivePreview(site)
    before = preview.epoch
    site.write("templates/article.html", "<h1>{{ page.title }}</h1>{{ body }}\n")
    preview.look()
    assert preview.live.assemblies == 2
    assert preview.epoch.search is before.search
    with pytest.raises(StaleError):
        before.render(f"{INDEX}{ROOT}")
    settings = site.read("pyproject.toml")
    site.write("pyproject.toml", f"{settings}search = false\n")
    preview.look()
    assert preview.epoch.search is None
    assert before.search is not None
    site.edit(FERRY, "A paragraph.", "Of a lighthouse.")
    preview.look()
    site.write("pyproject.toml", settings)
    preview.look()
    assert preview.shown == site.clean_output(tmp_path / "clean", drafts=True)


def test_what_is_asked_of_texts_is_what_a_build_asks(site: SiteFolder) -> None:
    about = "content/pages/about.md"
    site.write(about, "---\ntitle: About\n---\n[gallery]\n")
    preview = LivePreview(site)
    assert [one.source for one in preview.epoch.open_points] == [about]
    site.edit(FERRY, "A paragraph.", "[gallery]")
    preview.look()
    assert [one.source for one in preview.epoch.open_points] == [FERRY, about]
    assert preview.live.assemblies == 1
    site.edit(about, "[gallery]", "A text.")
    preview.look()
    assert [one.source for one in preview.epoch.open_points] == [FERRY]
    site.edit(FERRY, "[gallery]", "A paragraph.")
    preview.look()
    assert preview.epoch.open_points == ()
    assert preview.live.assemblies == 2


def test_a_style_that_is_saved_again_is_shown_and_no_page_made_anew(
    site: SiteFolder,
) -> None:
    site.write("theme/site.css", "a { color: red }")
    preview = LivePreview(site)
    site.write("theme/site.css", "a { color: blue }")
    preview.look()
    assert preview.epoch.changed == {"theme/site.css"}
    assert preview.epoch.doubtful == frozenset()
    assert preview.live.assemblies == 1


def test_a_style_that_names_a_file_no_more_has_it_asked_about(site: SiteFolder) -> None:
    site.write("theme/sites.css", "a{}")
    site.write("theme/site.css", '@import "sites.css";')
    preview = LivePreview(site)
    assert not preview.epoch.open_points
    site.write("theme/site.css", "b{}")
    preview.look()
    assert [one.source for one in preview.epoch.open_points] == ["theme/sites.css"]
    assert preview.live.assemblies == 1
    site.write("theme/site.css", '@import "sites.css";b{}')
    preview.look()
    assert preview.epoch.open_points == ()


def test_a_link_to_what_is_left_out_says_so(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", "See [it](b.md).", slug="a"))
    site.write("content/articles/b.md", article("B", titel="x"))
    preview = LivePreview(site)
    assert [problem.source for problem in preview.epoch.problems] == [
        "content/articles/b.md"
    ]
    made = preview.epoch.render("articles/a/index.html")
    assert made is not None
    (problem,) = made.problems
    assert "'b.md' leads to what is left out for a fault" in str(problem)


def test_what_import_asks_of_raw_files_is_what_a_build_asks(
    site: SiteFolder, tmp_path: Path
) -> None:
    raw = (RAW / "064.txt").read_text(encoding="utf-8")
    site.write("content/raw/064.txt", f"{raw}\nStray words at the end of a page.\n")
    asked = site.clean_build(tmp_path / "clean")[1].open_points
    assert "not placed" in {point.kind for point in asked}
    epoch = LiveSite(site.options()).open(no_progress)
    assert epoch.open_points == asked


def test_a_text_that_changed_since_is_left_to_the_next_state(site: SiteFolder) -> None:
    old = LiveSite(site.options()).open(no_progress)
    site.edit(FERRY, "A paragraph.", "Another.")
    with pytest.raises(StaleError, match=FERRY):
        old.render("articles/ferry/index.html")

"""Layouts and repairs that a site's own hooks.py brings to import."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder
from hook_docs import example

from commentariat.intake.content.options import options_of
from commentariat.live.site import LiveSite
from commentariat.pipeline import import_site, no_progress
from commentariat.pipeline.options import settings_of

RAW = """# Notes of the house
{"authors": ["Mara Lindqvist"], "type": "commentary", "topics": [], "regions": []}
The Ferry at Night
A first paragraph of the piece that is long enough to be prose, with teh lock in it.
A second paragraph of the piece that is long enough to be prose and says no more.
"""
LAYOUT = example("python", 5)
REPAIR = example("python", 6)


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    return site.write("content/raw/2019-03-04-ferry.txt", RAW)


def written(site: SiteFolder) -> str:
    """The content file that import wrote."""
    (path,) = (site.folder / "content/articles").rglob("*.md")
    return path.read_text(encoding="utf-8")


# --- layouts --------------------------------------------------------------------------------


def test_a_layout_of_hooks_reads_what_no_other_does(site: SiteFolder) -> None:
    site.build()
    assert "expected a known layout" in site.problems[0]
    site.write("hooks.py", LAYOUT).build()
    assert not site.problems
    text = written(site)
    assert "title: The Ferry at Night" in text
    assert "layout: house-notes" in text
    assert "A second paragraph" in text
    assert "Notes of the house" not in text
    site.delete("content/articles").build(hooks=False)
    assert "expected a known layout" in site.problems[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[title, *rest]", "[title]", "expected each line with a Label, once and in order, "
         "from label of the layout 'house-notes' (for content/raw/"),
        ("[title, *rest]", "[*rest, title]", "expected each line with a Label"),
        ("[title, *rest]", "[title, title, *rest]", "expected each line with a Label"),
        ("[title, *rest]", "None", "expected each line with a Label"),
        ("Label.BODY)", "'body')", "expected each line with a Label"),
        ("[title, *rest]", "[None, title, *rest]", "expected each line with a Label"),
        ("[title, *rest]", "[(*title, 1), *rest]", "expected each line with a Label"),
        ('name="house-notes"', "name=[]", "expected a LayoutRule of commentariat.api"),
        ("[title, *rest]", "page.lacking", "AttributeError: 'RawPage' object has no"),
        ('name="house-notes"', 'name="A"', "'A' is the name of another row already"),
        ("[\n    LayoutRule(", "[3,\n    LayoutRule(", "expected a LayoutRule of "
         "commentariat.api for LAYOUTS[0], found 3"),
    ],
)  # fmt: skip
def test_a_layout_at_fault_stops_the_build_by_its_line(
    site: SiteFolder, old: str, new: str, said: str
) -> None:
    assert old in LAYOUT
    site.write("hooks.py", LAYOUT.replace(old, new)).build()
    assert len(site.problems) == 1
    assert site.problems[0].startswith("hooks.py:")
    assert said in site.problems[0]
    assert not site.output()
    assert not (site.folder / "content/articles").exists()


def test_parts_of_a_line_may_have_labels_of_their_own(site: SiteFolder) -> None:
    site.edit(
        "content/raw/2019-03-04-ferry.txt", "The Ferry at Night", "TITLE: The Ferry"
    )
    parts = """\
    head, tail = cut_line(page.after[0], 7)
    title = LabeledLine(head, Label.TYPE_LABEL)
    rest = [LabeledLine(tail, Label.TITLE)]
    rest += [LabeledLine(line, Label.BODY) for line in page.after[1:]]
    return [title, *rest]
"""
    begin = LAYOUT.index("    title = ")
    end = LAYOUT.index("    return [title, *rest]\n") + len(
        "    return [title, *rest]\n"
    )
    text = LAYOUT[:begin] + parts + LAYOUT[end:]
    text = text.replace("LayoutRule", "LayoutRule, cut_line", 1)
    site.write("hooks.py", text).build()
    assert not site.problems
    assert "title: The Ferry\n" in written(site)


# --- repairs --------------------------------------------------------------------------------


def test_a_repair_of_hooks_is_made_and_noted(site: SiteFolder) -> None:
    site.write("hooks.py", f"{LAYOUT}\n{REPAIR}").build()
    assert not site.problems
    text = written(site)
    assert "with the lock in it" in text
    assert "rule: house-typo" in text


def test_a_repair_that_is_not_sure_is_asked_about(site: SiteFolder) -> None:
    site.write("hooks.py", f"{LAYOUT}\n{REPAIR}".replace('"the", 0.95', '"the", 0.5'))
    site.build()
    assert "with teh lock in it" in written(site)
    assert any("teh" in str(one) for one in site.report.open_points)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("found.start(), ", "found.start() + 1, ", "expected a Repair of what stands in the "
         "text from 'house-typo', found Repair("),
        ('"the", 0.95', '"the", 7', "expected a Repair of what stands"),
        ('"the", 0.95', "'the'", "hooks.py:"),
        ('"the", 0.95', '"the", "sure"', "expected a Repair of what stands"),
        ('"the", 0.95', "None, 0.95", "expected a Repair of what stands"),
        ("found.start(), ", "str(found.start()), ", "expected a Repair of what stands"),
        ('"house-typo"', '"mojibake"', "'mojibake' is the name of another row already"),
        ("re.finditer", "re.finditr", "AttributeError: module 're' has no attribute"),
    ],
)  # fmt: skip
def test_a_repair_at_fault_stops_the_build_by_its_line(
    site: SiteFolder, old: str, new: str, said: str
) -> None:
    assert old in REPAIR
    site.write("hooks.py", f"{LAYOUT}\n{REPAIR.replace(old, new)}").build()
    assert len(site.problems) == 1
    assert site.problems[0].startswith("hooks.py:")
    assert said in site.problems[0]
    assert not (site.folder / "content/articles").exists()


# --- sources --------------------------------------------------------------------------------


LETTER = """Vera Lanska
A Letter
The first paragraph of a letter that is long enough to be prose and says no more.
The second paragraph of a letter that is long enough to be prose and says no more.
"""
SOURCE = example("python", 7)


def test_a_source_of_hooks_reads_files_of_another_ending(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.delete("content/raw").write("content/raw/2020-01-02-note.LETTER", LETTER)
    site.build()
    assert not (site.folder / "content/articles").exists()
    site.write("hooks.py", SOURCE).build()
    assert not site.problems
    text = written(site)
    assert "title: A Letter" in text
    assert "Vera Lanska" in text
    assert "The second paragraph of a letter" in text
    assert "file: 2020-01-02-note.LETTER" in text
    assert site.output() == site.clean_output(tmp_path / "clean")
    site.write(
        "content/raw/2020-01-02-note.LETTER", LETTER.replace("A Letter", "B")
    ).build()
    assert "title: B" in written(site)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("data.decode()", "data.lacking()", "AttributeError: 'bytes' object has no"),
        ('return "\\n".join([json.dumps(told), *rest])', "return 3", "expected a text from "
         "SOURCES .letter, found 3 (for content/raw/"),
        ('Source(".letter"', 'Source(".txt"', "'.txt' is the name of another row"),
        ('Source(".letter"', 'Source("letter"', "expected a Source of commentariat.api"),
        ('Source(".letter"', "Source(3", "expected a Source of commentariat.api"),
    ],
)  # fmt: skip
def test_a_source_at_fault_stops_the_build_by_its_line(
    site: SiteFolder, old: str, new: str, said: str
) -> None:
    site.delete("content/raw").write("content/raw/note.letter", LETTER)
    assert old in SOURCE
    site.write("hooks.py", SOURCE.replace(old, new)).build()
    assert len(site.problems) == 1
    assert site.problems[0].startswith("hooks.py:")
    assert said in site.problems[0]
    assert not (site.folder / "content/articles").exists()


# --- the rules ------------------------------------------------------------------------------


def test_import_again_sees_other_hooks(site: SiteFolder) -> None:
    site.write("hooks.py", LAYOUT).build()
    assert "with teh lock in it" in written(site)
    site.write("hooks.py", f"{LAYOUT}\n{REPAIR}")
    report = import_site(site.options(), is_again=True, is_dry=True)
    (path,) = report.imported
    assert any("the" in line for line in report.differences[path])
    import_site(site.options(), is_again=True)
    assert "with the lock in it" in written(site)


def test_the_version_of_the_rules_follows_hooks_of_import_alone(
    site: SiteFolder,
) -> None:
    def rules(text: str) -> str:
        site.write("hooks.py", text)
        return options_of(settings_of(site.options())).rules

    plain = rules("")
    assert rules("FILTERS = {}\n") == plain
    assert rules(REPAIR) != plain
    assert rules(REPAIR) != rules(REPAIR.replace("0.95", "0.9"))


def test_a_preview_imports_again_what_hooks_read(site: SiteFolder) -> None:
    site.write("pyproject.toml", SETTINGS)
    live = LiveSite(site.options())
    epoch = live.open(no_progress)
    assert any("expected a known layout" in str(one) for one in epoch.problems)
    site.write("hooks.py", LAYOUT.replace("[title, *rest]", "page.lacking"))
    epoch = live.update(None)
    assert any("AttributeError" in str(one) for one in epoch.problems)
    assert not epoch.is_waiting
    site.write("hooks.py", LAYOUT)
    epoch = live.update(None)
    assert not epoch.problems
    assert epoch.articles == 1
    live.close()


def test_what_the_docs_import_is_there_and_all_that_is_there_is_told() -> None:
    import commentariat.api as api

    reference = Path(__file__).parents[2] / "docs/reference/hooks.md"
    text = reference.read_text(encoding="utf-8")
    for name in api.__all__:
        assert hasattr(api, name)
        assert f"`{name}" in text, name

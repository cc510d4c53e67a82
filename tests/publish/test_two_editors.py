"""Two editors at work on one archive, each in a clone, and what git makes of that."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from git_site import git
from harness import SETTINGS, SiteFolder, article

from commentariat.cli import main
from commentariat.intake.content.content_file import is_untouched
from commentariat.intake.decisions.decision import Decision, Verdict
from commentariat.intake.review.session import DecisionChange
from commentariat.pipeline import import_site
from commentariat.pipeline.review import decide_and_apply

RAW = """\
A teaser of another article stands here.
Oskar Lindmoor
{
"authors": ["Tove Aldring"],
"type": "commentary",
"centers": ["Quayside North"],
"primaryCenter": "Quayside North",
"regions": ["Northern Coast"],
"topics": ["Sound"]
}Source: Quayside Photo
A horn sounds for the fog, and the town has voted twice to keep it.
The horn was built for ships that no longer pass. The vote was close both times.
"""
FOG = "content/raw/fog.txt"


@pytest.fixture(params=["merge", "diff3", "zdiff3"])
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site with one imported article, committed; git keeps no decisions by itself."""
    config = tmp_path / "gitconfig"
    config.write_text(
        "[user]\nname = Ines\nemail = i@institute.test\n[pull]\nrebase=false\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    site = SiteFolder(tmp_path / "one", SETTINGS)
    site.write(FOG, RAW).write(".gitignore", "/output/\n/.cache/\n")
    site.write("content/.gitattributes", "")
    assert main(["import", "--site", str(site.folder)]) == 0
    git(site.folder, "init", "--quiet", "--initial-branch=main")
    return commit(site)


def commit(site: SiteFolder) -> SiteFolder:
    git(site.folder, "add", "--all")
    git(site.folder, "commit", "--quiet", "--message", "Edit")
    return site


def clone(site: SiteFolder) -> SiteFolder:
    folder = site.folder.parent / "two"
    git(site.folder.parent, "clone", "--quiet", str(site.folder), str(folder))
    return SiteFolder(folder, site.read("pyproject.toml"))


def pull(site: SiteFolder, other: SiteFolder, *words: str) -> None:
    """Let *site* merge what *other* has; git is to leave a conflict."""
    done = subprocess.run(
        ["git", *words, "pull", "--quiet", str(other.folder), "main"],
        cwd=site.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "CONFLICT" in done.stdout, done.stdout + done.stderr


def answer(site: SiteFolder, kind: str, after: str) -> SiteFolder:
    decision = Decision(file="fog.txt", verdict=Verdict.ANSWER, kind=kind, after=after)
    change = DecisionChange(None, decision)
    decide_and_apply(site.options(), (change,))
    return site


def path_of(site: SiteFolder) -> str:
    (found,) = (site.folder / "content/articles").rglob("*.md")
    return found.relative_to(site.folder).as_posix()


def resolve(site: SiteFolder, *words: str) -> int:
    return main(["resolve", "--site", str(site.folder), *words])


def goes_on(site: SiteFolder, tmp_path: Path) -> None:
    """Commit, and see that a build has nothing to complain of."""
    commit(site)
    assert site.build().problems == ()
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_two_decisions_of_one_article_are_both_in_it(
    one: SiteFolder, style: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = clone(one)
    commit(answer(one, "derived title", "The Horn"))
    commit(answer(two, "no date", "2021-05"))
    pull(one, two, "-c", f"merge.conflictStyle={style}")
    one.build()
    assert any("'commentariat resolve' keeps" in problem for problem in one.problems)
    assert resolve(one) == 0
    assert "git add --all && git commit" in capsys.readouterr().out
    text = one.read(path_of(one))
    assert "title: The Horn\n" in text
    assert "date: 2021-05\n" in text
    assert is_untouched(text), "import goes on to own it"
    assert "<<<<<<<" not in one.read("content/decisions.jsonl")
    goes_on(one, tmp_path)
    assert resolve(one) == 0
    assert "no file holds the marks" in capsys.readouterr().out


def test_an_article_that_one_edited_keeps_the_edit_and_gets_the_decision(
    one: SiteFolder, tmp_path: Path
) -> None:
    two = clone(one)
    path = path_of(one)
    one.edit(path, "The vote was close", "The vote was very close")
    commit(one.edit(path, "---\ntitle:", "---\nupdated: 2026-01-02\ntitle:"))
    commit(answer(two, "derived title", "The Horn"))
    pull(one, two)
    assert resolve(one) == 0
    text = one.read(path)
    assert "The vote was very close" in text
    assert "updated: 2026-01-02\n" in text
    assert "title: The Horn\n" in text
    goes_on(one, tmp_path)
    assert main(["check", "--strict", "--kind", "decision not made",
                 "--site", str(one.folder), "--today", "2026-06-01"]) == 0  # fmt: skip


def test_decisions_of_both_in_an_edited_article_are_merged_key_by_key(
    one: SiteFolder, style: str, tmp_path: Path
) -> None:
    path = path_of(one)
    commit(one.edit(path, "The vote was close", "The vote was very close"))
    two = clone(one)
    commit(answer(one, "derived title", "The Horn"))
    two.edit(path, "regions:\n", "updated: 2026-01-02\nregions:\n")
    commit(answer(two, "no date", "2021-05-17"))
    pull(one, two, "-c", f"merge.conflictStyle={style}")
    assert resolve(one) == 0
    text = one.read(path_of(one))
    for line in ("title: The Horn", "date: 2021-05-17", "updated: 2026-01-02",
                 "  title: editor", "  date: editor"):  # fmt: skip
        assert f"\n{line}\n" in text, line
    assert "The vote was very close" in text
    goes_on(one, tmp_path)
    assert asked(one) == set()


def asked(site: SiteFolder) -> set[str]:
    """Import again; give the kinds of what is asked of content files that were edited."""
    points = import_site(site.options()).open_points
    return {one.kind for one in points if one.source.startswith("content/articles/")}


def test_what_both_worded_otherwise_is_for_people(
    one: SiteFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = path_of(one)
    commit(one.edit(path, "The vote was close", "The vote was very close"))
    two = clone(one)
    one.edit(path, "very close", "quite close")
    commit(answer(one, "no date", "2021-05-17"))
    two.edit(path, "very close", "rather close")
    commit(answer(two, "derived title", "The Horn"))
    pull(one, two)
    assert resolve(one) == 1
    told = capsys.readouterr().err
    path = path_of(one)
    text = one.read(path)
    lines = enumerate(text.split("\n"), 1)
    line = next(number for number, one in lines if one.startswith("<<<<<<<"))
    assert f"{path}:{line}: a conflict that git left" in told
    assert text.count("<<<<<<<") == 1, "only the body is left"
    assert "title: The Horn\n" in text
    assert "date: 2021-05-17\n" in text
    start, end = text.index("<<<<<<<"), text.index(">>>>>>>")
    settled = (
        text[:start] + "The vote was close both times.\n" + text[end:].split("\n", 1)[1]
    )
    one.write(path, settled)
    assert resolve(one) == 0
    goes_on(one, tmp_path)


def test_two_titles_of_editors_keep_their_marks(one: SiteFolder) -> None:
    path = path_of(one)
    commit(one.edit(path, "The vote was close", "The vote was very close"))
    two = clone(one)
    title = next(
        line for line in one.read(path).split("\n") if line.startswith("title:")
    )
    commit(one.edit(path, title, "title: One"))
    commit(two.edit(path, title, "title: Two"))
    pull(one, two)
    assert resolve(one) == 1
    text = one.read(path)
    assert "<<<<<<< ours\ntitle: One\n=======\ntitle: Two\n>>>>>>> theirs\n" in text
    again = text
    assert resolve(one) == 1
    assert one.read(path) == again


def test_decisions_that_contradict_each_other_are_both_there_and_told(
    one: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    two = clone(one)
    commit(answer(one, "derived title", "The Horn"))
    commit(answer(two, "derived title", "The Fog Horn"))
    pull(one, two)
    assert resolve(one) == 1
    lines = one.read("content/decisions.jsonl").splitlines()
    assert {json.loads(line)["after"] for line in lines} == {"The Horn", "The Fog Horn"}
    assert "is decided twice" in capsys.readouterr().err


LISTS = {
    "content/addresses.txt": ("/a/", "/one/", "/two/"),
    "content/redirects.txt": ("/old/ /a/", "/older/ /one/", "/oldest/ /two/"),
    "content/terms.txt": (
        'rename authors "A" to "B"',
        'merge authors "C" into "B"',
        'not the same authors "A" "D"',
    ),
    "content/repeated.txt": ("A line.", "A line of one.", "A line of two."),
    "content/shared.txt": ("A line.", "A line of one.", "A line of two."),
    "content/words.txt": ("harbor 3", "NordStream 4", "harbor 5"),
    "content/raw/index.csv": ("file,title", "fog.txt,One", "silt.txt,Two"),
}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("is_committed", [False, True])
def test_of_files_of_lines_the_lines_of_both_are_kept(
    one: SiteFolder, path: str, is_committed: bool
) -> None:
    base, mine, other = LISTS[path]
    commit(one.write(path, f"{base}\n"))
    two = clone(one)
    commit(one.write(path, f"{base}\n{mine}\n"))
    commit(two.write(path, f"{base}\n{other}\n"))
    pull(one, two)
    if is_committed:
        commit(one)
    one.build()
    assert any("'commentariat resolve' keeps" in problem for problem in one.problems)
    resolve(one)
    lines = one.read(path).splitlines()
    wanted = {mine, other, *(() if path.endswith("words.txt") else (base,))}
    assert wanted <= set(lines)
    assert not any(line.startswith(("<<<", "===", ">>>", "|||")) for line in lines)


def test_a_line_that_one_took_away_does_not_come_back(one: SiteFolder) -> None:
    path = "content/redirects.txt"
    commit(one.write(path, "/a/ fog\n/b/ fog\n"))
    two = clone(one)
    commit(one.write(path, "/a/ fog\n/c/ fog\n"))
    commit(two.write(path, "/a/ fog\n/b/ fog\n/d/ fog\n"))
    pull(one, two)
    resolve(one)
    assert sorted(one.read(path).split("\n")) == ["", "/a/ fog", "/c/ fog", "/d/ fog"]


def test_what_people_write_alone_is_left_to_them(
    one: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "content/pages/about.md"
    commit(one.write(path, article("About", "One.")))
    two = clone(one)
    commit(one.write(path, article("About", "Two.")))
    commit(two.write(path, article("About", "Three.")))
    pull(one, two)
    before = one.read(path)
    assert resolve(one) == 1
    assert one.read(path) == before
    told = capsys.readouterr().err
    assert f"{path}:6: a conflict that git left; settle it" in told
    assert "'commentariat resolve'" not in told


@pytest.mark.parametrize("path", ["templates/_foot.html", "theme/site.css"])
def test_marks_in_what_nobody_judges_are_told_too(one: SiteFolder, path: str) -> None:
    one.write(path, "a {}\n<<<<<<< HEAD\nb {}\n=======\nc {}\n>>>>>>> x\n").build()
    assert f"{path}:2: a conflict that git left; settle it" in one.problems[0]


def test_only_files_that_are_named_are_merged(one: SiteFolder) -> None:
    path = "content/redirects.txt"
    commit(one.write(path, "/a/ fog\n").write("content/repeated.txt", "A line.\n"))
    two = clone(one)
    for site in (one, two):
        name = site.folder.name
        site.write(path, f"/a/ fog\n/{name}/ fog\n")
        commit(site.write("content/repeated.txt", f"A line.\nOf {name}.\n"))
    pull(one, two)
    resolve(one, path)
    assert "<<<<<<<" not in one.read(path)
    assert "<<<<<<<" in one.read("content/repeated.txt")
    assert resolve(one, "content/none.txt") == 2
    assert resolve(one, str(one.folder.parent / "gitconfig")) == 2


def test_a_raw_file_that_changed_is_taken_over_by_a_word(
    one: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    path = path_of(one)
    assert resolve(one, path) == 2, "import writes it anew"
    one.edit(path, "The vote was close", "The vote was very close")
    one.edit(FOG, "no longer pass", "never pass")
    assert asked(one) == {"raw changed"}
    (point,) = (
        p for p in import_site(one.options()).open_points if p.kind == "raw changed"
    )
    assert point.sentence.endswith(f"then say so: commentariat resolve {path}")
    before = one.read(path)
    assert resolve(one, path) == 0
    assert asked(one) == set()
    after = one.read(path)
    assert len([1 for a, b in zip(before.split("\n"), after.split("\n"), strict=True)
                if a != b]) == 1  # fmt: skip
    one.write("content/raw/index.csv", "file,title\nfog.txt,The Horn\n")
    assert asked(one) == {"raw changed"}
    assert resolve(one, path) == 0
    assert asked(one) == set()
    (one.folder / "content/raw/index.csv").unlink()
    assert asked(one) == {"raw changed"}
    assert resolve(one, path) == 0
    assert one.read(path) == after
    capsys.readouterr()


def test_a_decision_whose_place_is_gone_is_settled_by_a_word(one: SiteFolder) -> None:
    path = path_of(one)
    title = next(
        line for line in one.read(path).split("\n") if line.startswith("title:")
    )
    one.edit(path, title, "title: My Own Title")
    one.edit(path, "title_from: dek\n", "")
    answer(one, "derived title", "The Horn")
    if asked(one):
        assert resolve(one, path) == 0
    assert asked(one) == set()
    assert "title: My Own Title" in one.read(path)


def test_a_rebase_is_resolved_as_a_merge_is(one: SiteFolder, tmp_path: Path) -> None:
    two = clone(one)
    commit(answer(one, "derived title", "The Horn"))
    commit(answer(two, "no date", "2021-05-17"))
    pull(one, two, "-c", "pull.rebase=true")
    assert resolve(one) == 0
    text = one.read(path_of(one))
    assert "title: The Horn\n" in text
    assert "date: 2021-05-17\n" in text
    git(one.folder, "add", "--all")
    git(one.folder, "-c", "core.editor=true", "rebase", "--continue")
    assert one.build().problems == ()

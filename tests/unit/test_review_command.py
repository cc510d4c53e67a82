"""The review on a terminal and on a pipe, as an editor and a program use it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest
from harness import SiteFolder, article
from raw_samples import PAIRS, raw_a
from review_samples import (
    DATED,
    KIND,
    PROGRAM,
    RIVER,
    SCARRED,
    VILLAGE,
    decisions,
    list_points,
    make_review_site,
    run,
)

from commentariat.live.site import LiveSite
from commentariat.pipeline import no_progress
from commentariat.site.search_links import INDEX

_PROMPT = r"\[\?\] "
_COLORS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return make_review_site(tmp_path / "site")


class Editor:
    """An editor at a terminal."""

    def __init__(self, talk: pexpect.spawn[str]) -> None:
        self.talk = talk

    def sees(self, *words: str, prompt: str = _PROMPT) -> Editor:
        """Read up to the prompt, and find *words* in what is shown."""
        self.talk.expect(prompt)
        shown = _COLORS.sub("", self.talk.before or "")
        for word in words:
            assert word in shown, shown
        return self

    def types(self, line: str) -> Editor:
        """Type a line."""
        self.talk.sendline(line)
        return self

    def ends(self, *words: str) -> None:
        """Wait for the end, and find *words* in what was shown last."""
        self.talk.expect(pexpect.EOF)
        shown = _COLORS.sub("", self.talk.before or "")
        for word in words:
            assert word in shown, shown


@contextmanager
def editor(site: SiteFolder, *words: str) -> Iterator[Editor]:
    """A review on a terminal of its own."""
    program, *rest = [
        *PROGRAM, "review", "--site", str(site.folder), "--workers", "1", *words,
    ]  # fmt: skip
    talk = pexpect.spawn(
        program, rest, encoding="utf-8", timeout=60, dimensions=(40, 200), echo=False
    )
    try:
        yield Editor(talk)
    finally:
        talk.close(force=True)


# -- On a terminal -----------------------------------------------------------------


def test_an_editor_accepts_and_the_article_is_repaired(site: SiteFolder) -> None:
    run(site, "import")
    with editor(site, "--kind", KIND) as one:
        one.sees("1 of 2", KIND, "content/raw/001.txt:31", "for the [ink.]", "ink.”")
        one.types("a").sees("2 of 2", "content/raw/002.txt").types("q")
        one.ends("accept 1, not seen 1", f"wrote {RIVER}")
    assert "for the ink.”" in site.read(RIVER)
    assert "the dark is our own.\n" in site.read(VILLAGE)
    with editor(site, "--kind", KIND) as one:
        one.sees("1 of 1", "content/raw/002.txt").types("q").ends("not seen 1")


def test_an_editor_rejects_edits_skips_and_takes_back(site: SiteFolder) -> None:
    run(site, "import")
    with editor(site, "--made", "--order", "file") as one:
        one.sees("1 of 3", "hascounted → has counted").types("r")
        one.sees("2 of 3", "callsit → calls it").types("e calls this")
        one.sees("3 of 3", "wherenobody").types("u")
        one.sees("taken back", "2 of 3").types("e").sees(prompt="stand there: ")
        one.types("calls that").sees("3 of 3").types("s")
        one.ends("edit 1, reject 1, skipped 1", f"wrote {RIVER}")
    text = site.read(RIVER)
    assert "hascounted" in text
    assert "He calls that a habit" in text
    assert [line["verdict"] for line in decisions(site)] == ["edit", "reject"]


def test_all_of_one_kind_are_decided_and_taken_back_at_one_stroke(
    site: SiteFolder,
) -> None:
    run(site, "import")
    with editor(site, "--kind", KIND) as one:
        one.sees("1 of 2").types("A").sees("accept 2 points", prompt=r"\[y/n\] ")
        one.types("n").sees("nothing was decided").types("A").sees(prompt=r"\[y/n\] ")
        one.types("y").ends("accept 2", f"wrote {RIVER}", f"wrote {VILLAGE}")
    assert len(decisions(site)) == 2
    run(site, "review", "--undo")
    assert decisions(site) == []
    assert "for the ink.\n" in site.read(RIVER)


def test_a_key_that_is_none_and_a_verdict_that_does_not_fit_change_nothing(
    site: SiteFolder,
) -> None:
    run(site, "import")
    with editor(site, "--kind", KIND) as one:
        one.sees().types("y").sees("no key is called 'y'")
        one.types("d").sees("expected accept or reject or edit, found dismiss")
        one.types("?").sees("undo the last decision").types("q").ends("not seen 2")
    assert decisions(site) == []


def test_a_question_is_answered_or_dismissed(site: SiteFolder) -> None:
    run(site, "import")
    with editor(site, "--file", "001.txt", "--kind", "no date") as one:
        one.sees("the article has no date").types("e yesterday")
        one.sees("expected a date as 2024-03-15, 2024-03 or 2024, found 'yesterday'")
        one.types("e 2019-03-04").ends("answer 1")
    assert "\ndate: 2019-03-04\n" in site.read(DATED)
    assert "  date: editor\n" in site.read(DATED)
    with editor(site, "--file", "001.txt", "--kind", "derived title") as one:
        one.sees("the title is derived from the dek").types("d").ends("dismiss 1")
    checked = run(site, "check").stdout
    assert RIVER.partition("/undated/")[2] not in checked.partition("derived title")[2]


def test_what_changes_in_an_edited_file_is_shown(site: SiteFolder) -> None:
    run(site, "import")
    site.edit(RIVER, "two governments", "three governments")
    with editor(site, "--kind", KIND, "--file", "001.txt") as one:
        one.sees("for the [ink.]").types("a")
        one.ends(
            f"wrote {RIVER}", "ever paid for the ink.{+”+}", "+ repair ink. → ink.”"
        )
    assert "three governments" in site.read(RIVER)


def test_what_is_decided_is_kept_when_the_program_is_killed(site: SiteFolder) -> None:
    run(site, "import")
    with editor(site, "--kind", KIND) as one:
        one.sees("1 of 2").types("a").sees("2 of 2")
        one.talk.kill(9)
    assert [line["verdict"] for line in decisions(site)] == ["accept"]
    run(site, "import")
    assert "for the ink.”" in site.read(RIVER)


# -- On a pipe, and for programs -----------------------------------------------------


def test_the_walk_works_on_a_pipe(site: SiteFolder) -> None:
    run(site, "import")
    shown = subprocess.run(
        [*PROGRAM, "review", "--site", str(site.folder), "--kind", KIND],
        input=b"a\nr\n",
        capture_output=True,
        timeout=60,
        check=True,
    ).stdout.decode()
    assert "\x1b" not in shown
    assert "accept 1, reject 1" in shown
    assert "for the ink.”" in site.read(RIVER)
    assert run(site, "review", "--kind", KIND).stdout == "nothing to decide\n"


def test_a_file_that_is_not_there_and_a_kind_that_nothing_is_of_are_named(
    site: SiteFolder,
) -> None:
    run(site, "import")
    done = run(site, "review", "--file", "rivr.txt", status=2)
    assert done.stderr.startswith(
        "commentariat: no file is called 'rivr.txt': expected"
    )
    told = run(site, "review", "--kind", "quotation").stdout
    assert told.startswith("nothing to decide; what there is, is of these kinds: ")
    assert KIND in told


def test_programs_list_points_decide_by_id_and_are_told_of_each(
    site: SiteFolder,
) -> None:
    run(site, "import")
    first, second = list_points(site, "--kind", KIND)
    assert first["verdicts"] == ["accept", "reject", "edit"]
    lines = [
        {"id": first["id"], "verdict": "edit", "after": "ink”."},
        {"id": second["id"], "verdict": "dismiss"},
        {"id": "0000", "verdict": "accept"},
        {"id": second["id"], "verdict": "reject"},
    ]
    text = "".join(f"{json.dumps(line)}\n" for line in lines) + "{\n"
    done = run(site, "review", "--batch", "-", text=text, status=1)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["result"] for one in told] == [
        "decided", "refused", "refused", "decided", "refused",
    ]  # fmt: skip
    assert told[1]["reason"] == "expected accept or reject or edit, found dismiss"
    assert told[2]["reason"] == "no point has the id '0000'"
    assert "for the ink”." in site.read(RIVER)
    assert list_points(site, "--kind", KIND) == []
    kept = list_points(site, "--kind", KIND, "--decided")
    assert {one["id"] for one in kept} == {first["id"], second["id"]}
    back = json.dumps({"id": first["id"], "verdict": "undo"})
    run(site, "review", "--batch", "-", text=back)
    assert [one["id"] for one in list_points(site, "--kind", KIND)] == [first["id"]]
    assert "for the ink.\n" in site.read(RIVER)


def test_both_ways_to_part_a_word_are_shown(site: SiteFolder) -> None:
    raw = site.folder / "content/raw/002.txt"
    text = raw.read_text("utf-8")
    assert "is our own." in text
    raw.write_text(text.replace("is our own.", "is theretrial of our own.", 1), "utf-8")
    told = run(site, "import")
    words = "'theretrial' may stand for 'there trial' or 'the retrial'"
    assert words in told.stdout + told.stderr
    (point,) = list_points(site, "--kind", "glued-words")
    assert (point["after"], point["others"]) == ("there trial", ["the retrial"])
    edit = json.dumps({"id": point["id"], "verdict": "edit", "after": "the retrial"})
    run(site, "review", "--batch", "-", text=edit)
    assert "is the retrial of our own." in site.read(VILLAGE)


def test_a_batch_may_stand_in_a_file(site: SiteFolder, tmp_path: Path) -> None:
    run(site, "import")
    (point,) = list_points(site, "--file", "001.txt", "--kind", "no date")
    path = tmp_path / "batch.jsonl"
    path.write_text(
        json.dumps({"id": point["id"], "verdict": "answer", "after": "2019-03-04"})
    )
    run(site, "review", "--batch", str(path))
    assert "\ndate: 2019-03-04\n" in site.read(DATED)
    run(site, "review", "--batch", str(tmp_path / "none"), status=2)


def test_undo_with_nothing_decided_is_said(site: SiteFolder) -> None:
    done = run(site, "review", "--undo", status=2)
    assert "nothing was decided here that could be taken back" in done.stderr


def test_undo_leaves_alone_what_was_decided_anew_elsewhere(site: SiteFolder) -> None:
    run(site, "import")
    run(site, "review", "--kind", KIND, text="a\nq\n")
    text = site.read("content/decisions.jsonl").replace('"accept"', '"reject"')
    site.write("content/decisions.jsonl", text)
    done = run(site, "review", "--undo", status=2)
    assert "changed since" in done.stderr
    assert site.read("content/decisions.jsonl") == text


def test_text_that_commands_a_terminal_is_shown_by_name(site: SiteFolder) -> None:
    site.edit("content/raw/001.txt", "for the ink.", "for\x1b[2J \u202ethe ink.")
    shown = run(site, "review", "--kind", KIND, text="q\n").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "U+001B[2J" in shown


# -- Import again ------------------------------------------------------------------------


def test_a_rejected_repair_never_comes_back(site: SiteFolder) -> None:
    run(site, "import")
    run(site, "review", "--made", "--file", "001.txt", text="r\nr\n")
    run(site, "review", "--kind", KIND, "--file", "001.txt", text="r\n")
    before = site.read(RIVER)
    assert "hascounted" in before
    again = run(site, "import", "--again").stdout
    assert again == "\n0 content files would change\n"
    run(site, "import", "--again", "--write")
    (site.folder / RIVER).unlink()
    run(site, "import", "--again", "--write")
    assert site.read(RIVER) == before
    assert list_points(site, "--file", "001.txt", "--kind", KIND) == []
    assert list_points(site, "--file", "001.txt", "--made") == []


def older(site: SiteFolder, path: str, *changes: tuple[str, str]) -> None:
    """Let a content file be as an older version of the rules wrote it."""
    from commentariat.intake.content.content_file import written_digest

    text = site.read(path)
    for old, new in (("rules: ", "rules: 0"), *changes):
        assert old in text
        text = text.replace(old, new, 1)
    text = re.sub(r"(?m)^written: .*$", f"written: {written_digest(text)}", text)
    site.write(path, text)


def test_import_again_shows_what_other_rules_change_before_it_writes(
    site: SiteFolder,
) -> None:
    run(site, "import")
    now = site.read(RIVER)
    older(site, RIVER, ("has counted them", "hascounted them"))
    older(site, VILLAGE)
    before = site.read(RIVER)
    shown = run(site, "import", "--again").stdout
    assert f"\n{RIVER}\n  ~ …" in shown
    assert "the gauge [-hascounted-]{+has counted+} them every morning" in shown
    assert VILLAGE not in shown
    assert shown.endswith("\n1 content file would change; --write writes it\n")
    assert site.read(RIVER) == before
    done = run(site, "import", "--again", "--write").stdout
    assert done.endswith("\n1 content file changed\n")
    assert site.read(RIVER) == now
    assert "rules: 0" in site.read(VILLAGE)  # a stamp alone is no change


def test_import_again_shows_an_edited_file_and_leaves_it_alone(
    site: SiteFolder,
) -> None:
    run(site, "import")
    older(site, RIVER, ("has counted them", "hascounted them"))
    site.edit(RIVER, "two governments", "three governments")
    before = site.read(RIVER)
    shown = run(site, "import", "--again", "--write").stdout
    assert f"{RIVER}  (kept: an editor changed it; import would write)" in shown
    assert "[-hascounted-]{+has counted+}" in shown
    assert site.read(RIVER) == before
    site.edit(VILLAGE, "eighty-four", "eighty")  # by the rules that wrote it
    assert VILLAGE not in run(site, "import", "--again").stdout


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('[tool.commentariat.sources.keys]\nland = "topics"\n', "- Barrages"),
        ('[tool.commentariat]\nquotes = "straight"\n', '[-“-]{+"+}'),
    ],
)
def test_import_again_shows_an_edited_file_when_settings_that_rules_go_by_change(
    site: SiteFolder, rows: str, line: str
) -> None:
    site.edit("content/raw/002.txt", '"topics": [', '"land": ["Barrages"], "topics": [')
    run(site, "import")
    site.edit(VILLAGE, "eighty-four", "eighty")
    assert VILLAGE not in run(site, "import", "--again").stdout
    head = "[tool.commentariat]\n"
    if rows.startswith(head):
        site.edit("pyproject.toml", head, rows)
    else:
        site.write("pyproject.toml", site.read("pyproject.toml") + rows)
    shown = run(site, "import", "--again").stdout
    assert VILLAGE in shown
    assert line in shown.partition(VILLAGE)[2]
    assert "today’s are" in run(site, "provenance", "002.txt").stdout


def test_write_without_again_is_refused(site: SiteFolder) -> None:
    run(site, "import", "--write", status=2)


@pytest.mark.parametrize(("more", "lines"), [((), 1), (("--all",), 5)])
def test_what_is_wrong_in_many_files_is_told_once_unless_all_is_asked_for(
    site: SiteFolder, more: tuple[str, ...], lines: int
) -> None:
    for number in range(5):
        lead = PAIRS[number % 2]
        body = (
            SCARRED[0].replace("forty-one", f"{number}1"),
            f"{number}. {SCARRED[1]}",
        )
        site.write(
            f"content/raw/1{number}.txt", raw_a(f"Dek {number}.", body, lead=lead)
        )
    site.write("content/articles/undated", "in the way")
    rejected = "".join(
        f'{{"id": "{one["id"]}", "verdict": "reject"}}\n'
        for number in range(5)
        for one in list_points(site, "--kind", KIND, "--file", f"1{number}.txt")
    )
    said = run(site, "review", "--batch", "-", *more, text=rejected, status=1).stderr
    assert said.count("cannot be written: File exists") == lines
    assert ("--all lists them" in said) == (lines == 1)


# -- Where an article comes from -----------------------------------------------------------


def test_provenance_names_the_fault_of_a_file_it_cannot_read(site: SiteFolder) -> None:
    site.write("content/articles/mole.md", article("Mole", raw=[{"file": "a\0b"}]))
    said = run(site, "provenance", "mole", status=1).stderr
    assert (
        "content/articles/mole.md:5: a character that cannot be shown: U+0000" in said
    )


def test_provenance_names_raw_files_repairs_decisions_and_rules(
    site: SiteFolder,
) -> None:
    run(site, "import")
    run(site, "review", "--kind", KIND, "--file", "001.txt", text="a\n")
    shown = run(site, "provenance", "001.txt").stdout
    for words in (
        "A river treaty survives on a number  (derived from the dek)",
        "date      none is told",
        "content/raw/001.txt  (as it was), 1 decision",
        "layout A, digest ",
        "those of today",
        "hascounted → has counted  (glued-words, 0.9",
        "(unclosed-quotation, decided: accept)",
        "as import wrote it",
    ):
        assert words in shown
    site.edit(RIVER, "two governments", "three governments")
    site.edit("content/raw/001.txt", "forty-one", "forty-two")
    shown = run(site, "provenance", RIVER).stdout
    assert "edited since: an editor owns it" in shown
    assert "(changed since)" in shown
    (told,) = map(
        json.loads, run(site, "provenance", "--json", RIVER).stdout.splitlines()
    )
    assert told["told_by"] == {"title": "dek", "language": "site"}
    assert (
        "no article is called 'nope'"
        in run(site, "provenance", "nope", status=2).stderr
    )


# -- Two editors -------------------------------------------------------------------------


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-c", "user.name=E", "-c", "user.email=e@example.org", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def clones(site: SiteFolder, tmp_path: Path) -> tuple[SiteFolder, SiteFolder]:
    """One repository in two clones, each with a first decision of old."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    run(site, "import")
    run(site, "review", "--made", "--file", "002.txt", text="a\n")
    site.write(".gitignore", ".cache/\noutput/\n")
    git(site.folder, "init", "-q", "-b", "main")
    git(site.folder, "add", "-A")
    assert git(site.folder, "commit", "-qm", "begin").returncode == 0
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", str(site.folder), str(other))
    return site, SiteFolder(other, site.read("pyproject.toml"))


def commit(site: SiteFolder) -> None:
    assert git(site.folder, "commit", "-qam", "decide").returncode == 0


def merge(site: SiteFolder, other: SiteFolder) -> subprocess.CompletedProcess[str]:
    git(site.folder, "fetch", "-q", str(other.folder), "main")
    return git(site.folder, "merge", "-q", "--no-edit", "FETCH_HEAD")


def test_decisions_of_two_editors_merge_in_git(
    clones: tuple[SiteFolder, SiteFolder],
) -> None:
    one, other = clones
    run(one, "review", "--made", "--file", "001.txt", text="r\nq\n")
    run(other, "review", "--made", "--file", "001.txt", text="s\nr\nq\n")
    (one.folder / RIVER).unlink()  # each has a content file that the other has not
    (other.folder / RIVER).unlink()
    commit(one)
    commit(other)
    done = merge(one, other)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(line["before"] for line in decisions(one)) == [
        "callsit", "hascounted", "wherenobody",
    ]  # fmt: skip
    run(one, "import")
    assert "hascounted" in one.read(RIVER)
    assert "callsit" in one.read(RIVER)


def test_decisions_that_contradict_each_other_are_told_and_nothing_is_lost(
    clones: tuple[SiteFolder, SiteFolder],
) -> None:
    one, other = clones
    before = one.read(RIVER)
    run(one, "review", "--kind", KIND, "--file", "001.txt", text="r\n")
    run(other, "review", "--kind", KIND, "--file", "001.txt", text="e ink?”\n")
    for site in (one, other):
        git(site.folder, "checkout", "-q", RIVER)
        commit(site)
    merge(one, other)
    done = run(one, "import", status=1)
    assert "is decided twice" in done.stderr
    assert one.read(RIVER) == before
    refused = run(one, "review", "--kind", KIND, text="a\n", status=1)
    assert "is decided twice" in refused.stderr
    assert len(decisions(one)) == 3


# -- Builds -----------------------------------------------------------------------------------


def test_a_decision_is_built_as_if_from_nothing(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    run(site, "review", "--kind", KIND, text="a\nq\n")
    page = "articles/a-river-treaty-survives-on-a-number/index.html"
    site.build().rendered(page, "drawings/a-river-treaty-survives-on-a-number.svg")
    assert "for the ink.”" in site.page(page)
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_a_decision_that_git_brought_is_built_without_a_review(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    other = make_review_site(tmp_path / "other")
    run(other, "review", "--kind", KIND, text="a\na\n")
    site.write("content/decisions.jsonl", other.read("content/decisions.jsonl")).build()
    written = [one for one in site.report.rendered if not one.startswith(INDEX)]
    assert len(written) == 4  # two pages, and their drawings
    assert site.output() == site.clean_output(tmp_path / "clean")
    assert site.build().report.rendered == ()


def test_the_preview_shows_a_decision_at_once(site: SiteFolder, tmp_path: Path) -> None:
    live = LiveSite(site.options(drafts=True))
    live.open(no_progress)
    other = make_review_site(tmp_path / "other")
    run(other, "review", "--kind", KIND, text="a\nq\n")
    site.write("content/decisions.jsonl", other.read("content/decisions.jsonl"))
    epoch = live.update(frozenset({"content/decisions.jsonl"}))
    assert "articles/a-river-treaty-survives-on-a-number/index.html" in epoch.changed
    assert "for the ink.”" in site.read(RIVER)


def test_a_decision_that_has_lost_its_place_is_taken_back_in_the_review(
    site: SiteFolder,
) -> None:
    run(site, "review", "--kind", KIND, text="a\nq\n")
    site.edit("content/raw/001.txt", "ever paid for the ink", "ever paid for ink")
    lost = "decision without its place"
    assert lost in run(site, "check").stdout
    shown = run(site, "review", "--kind", lost, text="a\nx\n").stdout
    assert "this point can only be taken back, found accept" in shown
    assert decisions(site) == []
    assert lost not in run(site, "check").stdout


def test_the_piece_is_shown_to_whom_decides_of_it(site: SiteFolder) -> None:
    run(site, "import")
    with editor(site, "--file", "001.txt", "--kind", "no date") as one:
        one.sees("it begins: There are forty-one steps from the road").types("v")
        one.sees(RIVER, "A river treaty survives on a number.", "for the ink.")
        one.types("q").ends("not seen 1")


def test_a_date_is_judged_as_one_and_a_title_is_none(site: SiteFolder) -> None:
    run(site, "import")
    with editor(site, "--file", "001.txt", "--kind", "derived title") as one:
        one.sees().types("e 4 March 2019")
        one.sees("expected a title, found the date '4 March 2019'").types("e 2019")
        one.ends("answer 1")
    with editor(site, "--file", "001.txt", "--kind", "no date") as one:
        one.sees().types("e 2219-03-04")
        one.sees("expected a date that is not later than today").types("e 2019-13-04")
        one.sees("found '2019-13-04'").types("e 4 March 2019").ends("answer 1")
    assert "\ndate: 2019-03-04\n" in site.read(DATED)


def test_a_piece_that_has_a_date_is_filed_by_its_year_until_that_is_taken_back(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    before = site.read(RIVER)
    (point,) = list_points(site, "--file", "001.txt", "--kind", "no date")
    line = json.dumps({"id": point["id"], "verdict": "answer", "after": "2019-03-04"})
    run(site, "review", "--batch", "-", text=line)
    assert not (site.folder / RIVER).exists()
    site.build()
    assert site.output() == site.clean_output(tmp_path / "clean")
    assert site.report.imported == ()
    run(site, "review", "--undo")
    assert site.read(RIVER) == before
    assert not (site.folder / DATED).exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/articles/x.md", article("X", f"[x]({RIVER[17:]})")),
        ("content/pages/x.md", f"---\ntitle: X\n---\n[x](../{RIVER[8:]}#y)\n"),
        ("content/redirects.txt", f"/old/ {RIVER[8:]}\n"),
        (DATED, article("Here already", slug="x")),
    ],
)
def test_a_piece_that_something_calls_by_its_file_stays_where_it_is(
    site: SiteFolder, path: str, text: str
) -> None:
    run(site, "import")
    site.write(path, text)
    (point,) = list_points(site, "--file", "001.txt", "--kind", "no date")
    line = json.dumps({"id": point["id"], "verdict": "answer", "after": "2019-03-04"})
    run(site, "review", "--batch", "-", text=line)
    assert "\ndate: 2019-03-04\n" in site.read(RIVER)
    assert not site.build().problems


def test_a_piece_that_an_editor_put_elsewhere_stays_there(site: SiteFolder) -> None:
    run(site, "import")
    there = RIVER.replace("undated", "rivers")
    site.write(there, site.read(RIVER)).delete(RIVER)
    (point,) = list_points(site, "--file", "001.txt", "--kind", "no date")
    line = json.dumps({"id": point["id"], "verdict": "answer", "after": "2019-03-04"})
    run(site, "review", "--batch", "-", text=line)
    assert "\ndate: 2019-03-04\n" in site.read(there)

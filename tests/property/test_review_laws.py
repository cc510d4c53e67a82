"""The laws of decisions: the file is all there is, and importing by it is settled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_samples import RIVER, make_review_site

from commentariat.intake.decisions.context import find_place, words_around
from commentariat.intake.decisions.decision import Decision, Verdict
from commentariat.intake.decisions.jsonl import parse_decisions, write_decisions
from commentariat.intake.decisions.point import Point, Status
from commentariat.intake.review.choice import choose_points
from commentariat.intake.review.session import (
    Session,
    VerdictError,
    collapse,
    decide,
    decide_alike,
    skip,
    undo,
)
from commentariat.pipeline import Options, import_site
from commentariat.pipeline.review import (
    apply_decisions,
    open_review,
    save_changes,
    take_back_last,
)

WORDS = st.sampled_from(
    ["was read", "x", "“so”", "<b>*no*</b>", "2019-03-04", "  ", "é"]
)
STEPS = st.lists(
    st.tuples(st.sampled_from([*Verdict, "all", "skip", "undo"]), WORDS), max_size=14
)
LONG = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
TEXTS = st.text(st.sampled_from("ab “”.é\u00a0\n([*\\"), min_size=1, max_size=150)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with raw files, imported once."""
    site = make_review_site(tmp_path_factory.mktemp("review") / "site")
    import_site(options(site.folder))
    return site.folder


def options(folder: Path) -> Options:
    return Options(site=folder, today="2026-06-01", workers=1)


def copy(folder: Path, to: Path, *leave: str) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns(*leave))
    return to


def articles(folder: Path) -> dict[str, bytes]:
    top = folder / "content/articles"
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*.md"))
    }


def walk(
    points: tuple[Point, ...], steps: list[tuple[str, str]], folder: Path
) -> Session:
    """Take *steps*, each saved as an editor's walk saves it."""
    session = Session(points)
    for name, words in steps:
        try:
            if name == "undo":
                before = undo(session)
                take_back_last(options(folder))
                session = before
                continue
            if name == "skip":
                session = skip(session)
                continue
            if name == "all":
                session = decide_alike(session, Verdict.REJECT)
            else:
                session = decide(session, Verdict(name), words)
        except VerdictError:
            continue
        save_changes(options(folder), session.history[-1].changes)
    return session


@LONG
@given(STEPS)
def test_whatever_was_decided_and_taken_back_the_file_says_it_and_import_does_it(
    ready: Path, tmp_path: Path, steps: list[tuple[str, str]]
) -> None:
    site = copy(ready, tmp_path / "site")
    found = open_review(options(site)).points
    points = choose_points(found, statuses=[Status.OPEN, Status.MADE], order="file")
    session = walk(points, steps, site)
    path = site / "content/decisions.jsonl"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert text == write_decisions(session.decided)
    changes = [change for step in session.history for change in step.changes]
    report = apply_decisions(options(site), changes)
    assert not report.problems
    after = articles(site)
    assert import_site(options(site)).imported == ()
    assert articles(site) == after
    clean = copy(site, tmp_path / "clean", "undated", "20*", ".cache")
    import_site(options(clean))
    bodies = {text.split(b"\n---\n", 1)[1] for text in articles(clean).values()}
    assert bodies == {text.split(b"\n---\n", 1)[1] for text in after.values()}
    kept = {one.key for one in session.decided.values()}
    asked = choose_points(open_review(options(site)).points)
    assert not kept & {point.key for point in asked}


@LONG
@given(STEPS)
def test_an_edited_file_keeps_what_its_editor_wrote_and_returns_with_undo(
    ready: Path, tmp_path: Path, steps: list[tuple[str, str]]
) -> None:
    site = copy(ready, tmp_path / "site")
    text = (site / RIVER).read_text(encoding="utf-8")
    text = text.replace("two governments", "three governments")
    (site / RIVER).write_text(text + "\nAn editor’s *own* line.\n", encoding="utf-8")
    before = (site / RIVER).read_bytes()
    found = open_review(options(site)).points
    points = choose_points(found, statuses=[Status.OPEN, Status.MADE], order="file")
    session = walk(points, steps, site)
    changes = [change for step in session.history for change in step.changes]
    apply_decisions(options(site), changes)
    # Where the answer is a day, the file has left undated/.
    (there,) = (site / "content/articles").rglob(Path(RIVER).name)
    after = there.read_text(encoding="utf-8")
    assert "three governments" in after
    assert after.endswith("\nAn editor’s *own* line.\n")
    while session.history:
        session = undo(session)
        take_back_last(options(site))
    apply_decisions(options(site), [one.reverse() for one in collapse(changes)])
    assert (site / RIVER).read_bytes() == before


@given(TEXTS, st.data())
def test_a_place_is_found_where_it_was_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if "\n" in text[start:end]:
        return  # a repair never leaves its paragraph
    if text[start : start + 2].isspace() or text[start - 1 : start + 1].isspace():
        return  # nor does one begin within white space
    first = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    last = text.find("\n\n", end)
    piece = text[first : last if last >= 0 else len(text)]
    left, right = words_around(piece, start - first, end - first)
    assert start in find_place(text, left, text[start:end], right)


_FIELDS = st.text(max_size=12)


@given(
    st.lists(
        st.builds(
            Decision,
            file=st.sampled_from(["a.txt", "б/в.txt"]),
            verdict=st.sampled_from([Verdict.REJECT, Verdict.DISMISS]),
            kind=_FIELDS,
            left=_FIELDS,
            before=st.text(min_size=1, max_size=12),
            right=_FIELDS,
        )
    )
)
def test_what_is_written_reads_the_same(decisions: list[Decision]) -> None:
    decided = {one.key: one for one in decisions}
    text = write_decisions(decided)
    found = parse_decisions(text)
    assert not found.problems
    assert found.decided == decided
    assert write_decisions(found.decided) == text


@given(st.text(max_size=200))
def test_any_file_of_decisions_is_read_without_an_exception(text: str) -> None:
    parse_decisions(text)

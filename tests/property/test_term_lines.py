"""The laws of content/terms.txt as commands write it: others' lines stay to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commentariat.archive.term_rules import RuleKind, Rules, TermRule
from commentariat.errors import SourceError, UsageError
from commentariat.facets import DEFAULT_FACETS
from commentariat.pipeline.term_lines import TermLines

NAMES = st.text(st.sampled_from("aB\u00e9 \"\\\\#'Ж-"), min_size=1, max_size=8).map(
    lambda name: f"x{name}y"
)
RULES = st.one_of(
    st.builds(
        TermRule,
        st.sampled_from([RuleKind.MERGE, RuleKind.RENAME]),
        st.sampled_from(["authors", "regions"]),
        st.tuples(NAMES),
        NAMES,
    ),
    st.builds(
        TermRule, st.just(RuleKind.APART), st.just("authors"), st.tuples(NAMES, NAMES)
    ),
)
LINES = st.lists(
    st.one_of(RULES.map(Rules.write), st.sampled_from(["", "# a note", "  # another"])),
    max_size=6,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a site that has nothing yet."""
    made = tmp_path_factory.mktemp("site")
    (made / "content").mkdir()
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LINES, RULES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_is_put_is_read_back_and_what_is_taken_leaves_all_as_it_was(
    folder: Path, lines: list[str], rule: TermRule, end: str, is_ended: bool
) -> None:
    text = end.join(["# mine", *lines]) + (end if is_ended else "")
    end = "\r\n" if "\r\n" in text else "\n"
    path = folder / "content/terms.txt"
    path.write_bytes(text.encode())
    kept = TermLines(folder, DEFAULT_FACETS)
    line = Rules.write(rule)
    try:
        planned = kept.plan(put=[line])
    except (SourceError, UsageError):
        assert path.read_bytes() == text.encode()
        return
    kept.write(planned)
    after = path.read_bytes().decode()
    assert after.startswith(text)
    assert after.splitlines()[planned.number - 1] == line
    assert after.endswith(end)
    kept.write(kept.plan(take=[line]))
    now = path.read_bytes().decode()
    assert now in (text, text + end, text.removesuffix(end))

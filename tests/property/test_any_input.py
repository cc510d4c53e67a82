"""Whatever lies in the folders, a build ends with problems and not with an error."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from harness import SiteFolder
from hypothesis import given, settings
from hypothesis import strategies as st

RAW = Path(__file__).parent.parent / "fixtures" / "raw"
EXAMPLES = [path.read_bytes() for path in sorted(RAW.glob("*.txt"))]
CONTENT = (
    b"---\ntitle: T\nslug: s\ndate: 2020-01-02\nauthors: [A]\n"
    b"related:\n- teaser: x\n---\n\nText [a](b) *c*.\n"
)


@st.composite
def damaged(draw: st.DrawFn, wholes: list[bytes]) -> bytes:
    """A real file with a stretch of it cut out, doubled, or overwritten."""
    data = draw(st.sampled_from(wholes))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 400)))
    middle = draw(
        st.one_of(
            st.just(b""),
            st.just(data[start:end] * 2),
            st.binary(max_size=8),
            st.text(max_size=8).map(lambda text: text.encode("utf-8", "replace")),
            st.sampled_from(
                [b"{", b"}", b'"', b"\n", b"\n\n", b"---\n", b"[", b"Source: "]
            ),
        )
    )
    return data[:start] + middle + data[end:]


def build(files: dict[str, bytes]) -> SiteFolder:
    folder = Path(tempfile.mkdtemp(prefix="any-input-"))
    try:
        site = SiteFolder(folder / "site")
        for name, data in files.items():
            site.write(name, data)
        return site.build().build()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), damaged(EXAMPLES)))
def test_any_raw_file_is_imported_or_named(data: bytes) -> None:
    site = build({"content/raw/any.txt": data})
    if site.problems:
        assert all(p.startswith("content/raw/any.txt") for p in site.problems)
        assert site.report.articles == 0
    else:
        assert site.report.articles == 1
    assert site.report.is_done


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=200), damaged([CONTENT])))
def test_any_content_file_is_shown_or_named(data: bytes) -> None:
    site = build({"content/articles/any.md": data})
    if site.problems:
        assert all(p.startswith("content/articles/any.md") for p in site.problems)
        assert not site.report.is_done
    else:
        assert site.report.articles <= 1


@settings(max_examples=30, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_sidecar_is_read_or_named(data: bytes) -> None:
    site = build({"content/raw/index.csv": data, "content/raw/a.txt": EXAMPLES[0]})
    assert site.report.is_done
    assert all(p.startswith("content/raw/index.csv") for p in site.problems)

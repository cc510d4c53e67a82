"""Files of the theme: their names, and what becomes of stylesheets."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.pipeline import check_site

FINGERPRINT = f"{SETTINGS}fingerprint = true\n"
_URL = re.compile(r"""url\(["']?([^"')]+)|@import "([^"]+)\"""")


@pytest.fixture
def digested(site: SiteFolder) -> SiteFolder:
    """A site whose theme files have digests in their names."""
    site.write("pyproject.toml", FINGERPRINT)
    return site.write("content/articles/a.md", article("A", slug="a")).build()


def named(site: SiteFolder, pattern: str) -> str:
    """The one output whose path *pattern* matches whole."""
    (found,) = [name for name in site.output() if re.fullmatch(pattern, name)]
    return found


def stylesheet(site: SiteFolder) -> str:
    return named(site, r"theme/site\.[0-9a-f]{10}\.css")


def test_names_are_stable_and_a_changed_stylesheet_touches_no_page(
    site: SiteFolder,
) -> None:
    site.write("content/articles/a.md", article("A", slug="a")).build()
    assert 'href="/theme/site.css"' in site.page("articles/a/")
    site.write("theme/site.css", "body { color: red }").build()
    site.rendered("theme/site.css")


def test_a_digest_in_the_name_changes_with_the_file_and_with_every_page(
    digested: SiteFolder, tmp_path: Path
) -> None:
    old = stylesheet(digested)
    assert f'href="/{old}"' in digested.page("articles/a/")
    assert not digested.has("theme/site.css")
    digested.write("theme/site.css", "body { color: red }").build()
    new = stylesheet(digested)
    assert new != old
    assert not digested.has(old)
    pages = {name for name in digested.output() if name.endswith(".html")}
    assert pages < set(digested.report.rendered)
    for name in pages:
        assert f'href="/{new}"' in digested.page(name), name
    assert digested.output() == digested.clean_output(tmp_path / "clean")


def test_a_body_edited_leaves_digests_and_other_pages_alone(
    digested: SiteFolder,
) -> None:
    digested.edit("content/articles/a.md", "A paragraph.", "Another.").build()
    digested.rendered("articles/a/index.html", "drawings/a.svg")


def test_a_stylesheet_names_fonts_as_they_are_called(digested: SiteFolder) -> None:
    name = stylesheet(digested)
    targets = {
        urljoin(name, a or b).partition("#")[0]
        for a, b in _URL.findall(digested.page(name))
    }
    assert len(targets) > 10
    for target in targets:
        assert re.fullmatch(r"theme/fonts/[\w-]+\.[0-9a-f]{10}\.woff2", target)
        assert digested.has(target), target


def test_a_changed_font_changes_the_name_of_the_stylesheet(
    digested: SiteFolder,
) -> None:
    old = stylesheet(digested)
    digested.write("theme/fonts/franklin-latin.woff2", b"another font").build()
    assert stylesheet(digested) != old


def test_stylesheets_that_import_each_other_have_names_nevertheless(
    digested: SiteFolder,
) -> None:
    digested.write("theme/one.css", '@import "deep/two.css?x#y"; a { color: red }')
    digested.write("theme/deep/two.css", "@import url('../one.css'); b { top: 0 }")
    digested.build()
    one = named(digested, r"theme/one\.[0-9a-f]{10}\.css")
    two = named(digested, r"theme/deep/two\.[0-9a-f]{10}\.css")
    assert f'"{two.removeprefix("theme/")}?x#y"' in digested.page(one)
    assert f"'../{one.removeprefix('theme/')}'" in digested.page(two)


def test_what_a_stylesheet_names_and_the_theme_has_not_stays_as_written(
    digested: SiteFolder,
) -> None:
    text = "a{background:url(data:image/png;base64,AA)}b{background:url(gone.png)}"
    digested.write("theme/site.css", text).build()
    assert digested.page(stylesheet(digested)) == text


def test_check_knows_files_that_a_stylesheet_names_by_what_they_are_called(
    digested: SiteFolder,
) -> None:
    assert check_site(digested.options()).problems == ()
    digested.write("theme/own.css", "\n@font-face { src: url(fonts/gone.woff2) }")
    (fault,) = check_site(digested.options()).problems
    assert (fault.source, fault.line) == ("theme/own.css", 2)
    assert "fonts/gone.woff2" in str(fault)


def test_licenses_keep_their_names(digested: SiteFolder) -> None:
    assert digested.has("theme/fonts/franklin-OFL.txt")


def test_turning_digests_on_and_off_is_a_build_like_any_other(
    digested: SiteFolder, tmp_path: Path
) -> None:
    digested.write("pyproject.toml", SETTINGS).build()
    assert digested.output() == digested.clean_output(tmp_path / "clean")
    assert digested.has("theme/site.css")


def test_a_stylesheet_is_smaller_and_the_same_on_every_build(site: SiteFolder) -> None:
    shipped = Path(__file__).parents[2] / "theme/site.css"
    site.write("content/articles/a.md", article("A", slug="a")).build()
    first = site.page("theme/site.css")
    assert len(first) < 0.9 * len(shipped.read_text(encoding="utf-8"))
    assert "/*" not in first
    shutil.rmtree(site.folder / "output")
    shutil.rmtree(site.folder / ".cache")
    assert site.build().page("theme/site.css") == first


def test_what_is_no_part_of_the_theme_is_copied_as_it_is(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", slug="a"))
    text = "/* by hand */ a { color: red }"
    site.write("content/files/old.css", text).build()
    assert site.page("files/old.css") == text


def test_fingerprint_is_true_or_false(site: SiteFolder) -> None:
    site.write("pyproject.toml", f'{SETTINGS}fingerprint = "yes"\n').build()
    assert site.problems == (
        "pyproject.toml:5: expected true or false for 'fingerprint', found 'yes'",
    )

"""A site in a folder of its own, with the steps of a test as a chain of calls."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from commentariat.archive.yaml_header import dump_front_matter
from commentariat.errors import SourceError
from commentariat.pipeline import Options, Report, build_site
from commentariat.site.search_links import INDEX

SETTINGS = """\
[tool.commentariat]
title = "The Test Archive"
institution = "Institute of Tests"
base_url = "https://archive.test/"
"""


def article(title: str, body: str = "A paragraph.", **fields: object) -> str:
    """A content file with sensible front matter, *fields* over it."""
    values: dict[str, object] = {"title": title, "language": "en"}
    return dump_front_matter(values | fields, body)


class SiteFolder:
    """A site on disk."""

    def __init__(self, folder: Path, settings: str = SETTINGS) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.write("pyproject.toml", settings)
        self.report = Report()
        self.problems: tuple[str, ...] = ()

    def write(self, path: str, text: str | bytes) -> SiteFolder:
        """Write a file of the site."""
        where = self.folder / path
        where.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            where.write_bytes(text)
        else:
            where.write_text(text, encoding="utf-8")
        return self

    def read(self, path: str) -> str:
        """Read a file of the site."""
        return (self.folder / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> SiteFolder:
        """Replace *old*, which must be there, by *new*."""
        text = self.read(path)
        assert old in text
        return self.write(path, text.replace(old, new))

    def delete(self, path: str) -> SiteFolder:
        """Delete a file or a folder of the site."""
        where = self.folder / path
        shutil.rmtree(where) if where.is_dir() else where.unlink()
        return self

    def options(self, **more: object) -> Options:
        """Options of a build of this site; one process, a fixed day."""
        values: dict[str, object] = {
            "site": self.folder, "today": "2026-06-01", "workers": 1,
        }  # fmt: skip
        return Options(**(values | more))  # type: ignore[arg-type]

    def build(self, **more: object) -> SiteFolder:
        """Build; keep the report, and the problems as a user reads them."""
        try:
            self.report = build_site(self.options(**more))
            self.problems = tuple(str(problem) for problem in self.report.problems)
        except SourceError as fault:
            self.report = Report()
            self.problems = tuple(str(problem) for problem in fault.problems)
        return self

    def rendered(self, *outputs: str) -> SiteFolder:
        """Assert that the last build wrote exactly *outputs*, but for the search index."""
        written = {one for one in self.report.rendered if not one.startswith(INDEX)}
        assert written == set(outputs)
        return self

    def page(self, path: str) -> str:
        """Read an output; a path that ends with `/` means its index."""
        return self.read(
            f"output/{path}index.html" if path.endswith("/") else f"output/{path}"
        )

    def has(self, path: str) -> bool:
        """Tell whether there is such an output."""
        return (self.folder / "output" / path).exists()

    def output(self) -> dict[str, bytes]:
        """Every file of the output, with its bytes."""
        return tree(self.folder / "output")

    def clean_output(self, scratch: Path, **more: object) -> dict[str, bytes]:
        """What a clean build of the same sources would write."""
        return self.clean_build(scratch, **more)[0]

    def clean_build(
        self, scratch: Path, **more: object
    ) -> tuple[dict[str, bytes], Report]:
        """What a clean build of the same sources would write, and would say."""
        shutil.rmtree(scratch, ignore_errors=True)
        ignore = shutil.ignore_patterns("output", ".cache")
        shutil.copytree(self.folder, scratch, ignore=ignore)
        report = build_site(self.options(**({"site": scratch} | more)))
        return tree(scratch / "output"), report


def write_alike(path: Path, data: bytes, *, is_moved: bool = False) -> None:
    """
    Write *data* over a file of the same size, and give it the time it had.

    So do `cp -p`, and where it *is moved* over the file, `rsync -t` and backups.
    """
    before = path.stat()
    assert len(data) == before.st_size
    where = path.with_name(f".{path.name}.alike") if is_moved else path
    where.write_bytes(data)
    os.utime(where, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.replace(where, path)
    after = path.stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below *folder*, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

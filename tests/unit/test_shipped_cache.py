"""What templates that are shipped come to is kept beside the program, and stays true."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import pytest
from harness import SiteFolder, article, tree
from jinja2 import nodes

from commentariat.check.origin import _Marks
from commentariat.engine import closures, shipped_cache, templates
from commentariat.engine.closures import Closures
from commentariat.engine.program import PACKAGE, _find_sources, shipped
from commentariat.engine.template_files import FOLDER, TemplateSource, find_templates
from commentariat.engine.templates import make_environment
from commentariat.interface.catalog import Catalog, Table

SHIPPED = shipped(FOLDER)
WORDS = Catalog(Table("en", "n != 1", {"Home": ("Start",)}))


@dataclass
class Kept:
    """A folder in place of the `__pycache__` of the program, empty at first."""

    prefix: Path
    parsed: list[str] = field(default_factory=list)
    """Texts of templates that were parsed."""

    def files(self) -> dict[str, Path]:
        """All that is kept, by the parts of its names that tell one from the other."""
        found = sorted(self.prefix.rglob("shipped_cache*.html.*"))
        return {one.name.partition(".")[2]: one for one in found}

    def anew(self) -> Kept:
        """Forget what this process remembers, as if it were another."""
        templates._kept_code.cache_clear()
        templates._TREES.clear()
        closures._read_shipped.cache_clear()
        shipped_cache._made_by.cache_clear()
        self.parsed.clear()
        return self

    def make(
        self,
        text: str = "{{ _('Home') }}",
        label: str = "templates/a.html",
        words: Catalog | None = None,
        name: str = "a.html",
    ) -> str:
        """Make a page of a template that lies among those that are shipped."""
        source = TemplateSource(label, str(SHIPPED / "a.html"), text)
        return make_environment({name: source}, words).get_template(name).render()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "prefix"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    found = Kept(tmp_path / "prefix")
    parse = jinja2.Environment._parse

    def counted(self: jinja2.Environment, source: str, *rest: Any) -> Any:
        found.parsed.append(source)
        return parse(self, source, *rest)

    monkeypatch.setattr(jinja2.Environment, "_parse", counted)
    return found.anew()


def test_a_template_is_compiled_once_for_all_processes(kept: Kept) -> None:
    assert kept.make() == "Home"
    assert len(kept.parsed) == len(kept.files()) == 1
    assert kept.anew().make() == "Home"
    assert not kept.parsed


def test_it_lies_beside_the_module_where_python_is_told_of_no_other_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", None)
    place = shipped_cache.place_of("a.html", ("code",))
    assert place is not None
    assert Path(place.path).parent == PACKAGE / "engine" / "__pycache__"
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert shipped_cache.place_of("a.html", ("code",)) is None


# --- the key --------------------------------------------------------------------------


SPOILED: dict[str, tuple[dict[str, Any], str]] = {
    "text": ({"text": "{{ _('Home') }}!"}, "Home!"),
    "words": ({"words": WORDS}, "Start"),
    "language": ({"words": Catalog(Table("xx", "0", {"Home": ("x",)}))}, "x"),
    "label": ({"label": "templates/b.html"}, "Home"),
    "name": ({"name": "shipped/a.html"}, "Home"),
}


@pytest.mark.parametrize("part", SPOILED)
def test_other_code_is_compiled_where_another_is_the(kept: Kept, part: str) -> None:
    kept.make()
    more, shown = SPOILED[part]
    assert kept.anew().make(**more) == shown
    assert len(kept.parsed) == 1
    assert kept.anew().make(**more) == shown
    assert not kept.parsed
    assert kept.anew().make() == "Home"


@pytest.mark.parametrize(
    ("of", "what", "other"),
    [
        (shipped_cache, "program_digest", lambda: "another"),
        (shipped_cache, "MAGIC_NUMBER", b"other"),
        (sys, "version", "3.99.0"),
    ],
)
def test_other_code_is_compiled_by_another(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, of: Any, what: str, other: Any
) -> None:
    kept.make()
    monkeypatch.setattr(of, what, other)
    kept.anew().make()
    assert len(kept.parsed) == 1


def test_other_code_is_compiled_where_an_extension_is_there(kept: Kept) -> None:
    kept.make()
    kept.anew()
    source = TemplateSource(
        "templates/a.html", str(SHIPPED / "a.html"), "{{ _('Home') }}"
    )
    environment = make_environment({"a.html": source})
    environment.add_extension(_Marks)
    assert environment.get_template("a.html").render() != "Home"
    assert len(kept.parsed) == 1
    assert kept.anew().make() == "Home"
    assert not kept.parsed, "each has a place of its own"


def test_what_a_template_tells_is_read_anew_where_another_is_shipped(
    kept: Kept,
) -> None:
    one = TemplateSource("a", str(SHIPPED / "a.html"), '{% include "b.html" %}')
    other = TemplateSource("b", str(SHIPPED / "b.html"), "")
    (problem,) = Closures({"a.html": one}).problems
    assert not kept.anew().parsed
    assert Closures({"a.html": one}).problems == [problem]
    assert not kept.parsed
    assert Closures({"a.html": one, "b.html": other}).problems == []


# --- what lies there ------------------------------------------------------------------


def of_another(data: bytes) -> bytes:
    code = marshal.dumps(compile("raise AssertionError", "other", "exec"))
    place = shipped_cache.Place("", b"another key")
    return place._seal(code) + code


MANGLED: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "a part": lambda data: data[: len(data) // 2],
    "a letter": lambda data: data[:-1],
    "one more": lambda data: data + b"x",
    "a bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "garbage": lambda data: b"\xff" * len(data),
    "no digest": lambda data: data[16:],
    "foreign code": of_another,
}


@pytest.mark.parametrize("how", MANGLED)
def test_what_was_spoiled_there_costs_time_alone(kept: Kept, how: str) -> None:
    kept.make()
    (file,) = kept.files().values()
    whole = file.read_bytes()
    file.write_bytes(MANGLED[how](whole))
    assert kept.anew().make() == "Home"
    assert len(kept.parsed) == 1
    assert file.read_bytes() == whole, "and it is well again"


def test_a_folder_in_its_place_costs_time_alone(kept: Kept) -> None:
    kept.make()
    (file,) = kept.files().values()
    file.unlink()
    (file / "in").mkdir(parents=True)
    for _ in range(2):
        assert kept.anew().make() == "Home"
    assert os.listdir(file.parent) == [file.name]


def test_nothing_is_said_where_nothing_can_be_written(kept: Kept) -> None:
    kept.prefix.write_text("no folder")
    for _ in range(2):
        assert kept.anew().make() == "Home"
        assert len(kept.parsed) == 1


def test_nothing_is_written_where_python_writes_nothing(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.make()
    assert not kept.prefix.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept.anew().make()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.anew().make()
    assert not kept.parsed, "but what is there is read"


# --- sites ----------------------------------------------------------------------------


def test_what_is_a_sites_own_is_never_kept(kept: Kept, site: SiteFolder) -> None:
    site.write("templates/_foot.html", "<footer>own words</footer>")
    site.write("templates/page.html", '{% extends "shipped/page.html" %}')
    site.write("content/pages/a.md", article("A")).build()
    assert "own words" in site.page("a/")
    assert [name for name in kept.files() if "page.html" in name]
    texts = [file.read_bytes() for file in kept.files().values()]
    assert not [one for one in texts if b"own words" in one]
    sources = find_templates(site.folder)
    own = [name for name, one in sources.items() if one.is_own]
    assert own == ["_foot.html", "page.html"]
    assert not list(site.folder.rglob("__pycache__"))
    before = {name: file.read_bytes() for name, file in kept.files().items()}
    site.edit("templates/_foot.html", "own", "other").build()
    assert "other words" in site.page("a/")
    assert {n: file.read_bytes() for n, file in kept.files().items()} == before


def test_hooks_in_templates_keep_nothing(kept: Kept, site: SiteFolder) -> None:
    site.write("hooks.py", "GLOBALS = {'sign': 'x'}\n")
    site.write("content/pages/a.md", article("A")).build()
    assert site.has("a/index.html")
    assert not kept.files()


def test_templates_that_are_shipped_name_no_template_of_a_site(
    site: SiteFolder,
) -> None:
    """Hold why what they tell is kept without the names of a site's."""
    environment = make_environment({})
    shipped_ones = find_templates(site.folder)
    for name, one in shipped_ones.items():
        tree = environment.parse(one.text)
        for include in tree.find_all(nodes.Include):
            assert isinstance(include.template, nodes.Const), name
            assert not include.ignore_missing, name
        told = Closures(shipped_ones).parts(name)
        assert not told.problems
        site.write("templates/mine.html", "{{ 1 }}")
        assert Closures(find_templates(site.folder)).parts(name) == told


def test_what_templates_tell_comes_back_as_it_was(kept: Kept, site: SiteFolder) -> None:
    sources = find_templates(site.folder)
    first = {name: Closures(sources).parts(name) for name in sources}
    assert kept.parsed
    kept.anew()
    assert {name: Closures(sources).parts(name) for name in sources} == first
    assert not kept.parsed


# --- processes ------------------------------------------------------------------------

BUILD = """\
import sys
from pathlib import Path
import jinja2
parse, parsed = jinja2.Environment._parse, []
def counted(self, source, *rest):
    parsed.append(source)
    return parse(self, source, *rest)
jinja2.Environment._parse = counted
from commentariat.pipeline import Options, build_site
report = build_site(Options(site=Path(sys.argv[1]), today="2026-06-01", workers=1))
assert not report.problems
print(len(parsed))
"""


def start_build(site: SiteFolder, prefix: Path) -> subprocess.Popen[str]:
    environ = os.environ | {"PYTHONPYCACHEPREFIX": str(prefix)}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", BUILD, str(site.folder)]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)


def test_processes_that_build_at_once_leave_what_the_next_takes(
    make_site: Callable[[str], SiteFolder], tmp_path: Path
) -> None:
    sites = [make_site(name) for name in ("one", "two")]
    for one in sites:
        one.write("content/articles/a.md", article("A", date="2020-01-01"))
    started = [start_build(one, tmp_path / "prefix") for one in sites]
    counts = [int(one.communicate()[0]) for one in started]
    assert all(one.returncode == 0 for one in started)
    assert max(counts) > 0
    kept = [one.name for one in (tmp_path / "prefix").rglob("*shipped_cache*")]
    assert not [name for name in kept if name.startswith(".")]
    outputs = tree(sites[0].folder / "output")
    assert outputs == tree(sites[1].folder / "output")
    sites[0].edit("content/articles/a.md", "paragraph", "sentence")
    last = start_build(sites[0], tmp_path / "prefix")
    assert last.communicate()[0] == "0\n"
    clean = make_site("three").write(
        "content/articles/a.md", sites[0].read("content/articles/a.md")
    )
    assert clean.build().output() == tree(sites[0].folder / "output")


def test_what_python_keeps_is_no_part_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.py").write_text("")
    (tmp_path / "a.py").write_text("")
    assert [path for path, _ in _find_sources(str(tmp_path), "")] == ["a.py"]

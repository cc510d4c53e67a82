"""A site's own hooks.py: what it adds, when it is seen, and what is told of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from harness import SiteFolder, article
from hook_docs import REFERENCE, example

from commentariat.config import load_settings
from commentariat.hooks.model import HookFile
from commentariat.hooks.names import HOOK_NAMES
from commentariat.hooks.scan import find_hooks
from commentariat.live.site import LiveSite
from commentariat.pipeline import check_site, explain_site, no_progress

HOME = "index.html"
FERRY = "articles/ferry/index.html"
SHOUTS = """\
def shout(text):
    return text.upper()


FILTERS = {"shout": shout}
GLOBALS = {"motto": "As it is", "add": lambda one, other: one + other}
"""
ON_PATH = "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\n"
FOOT = "<footer>{{ site.title|shout }} {{ motto }} {{ add(2, 3) }}</footer>\n"


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    site.write("content/articles/ferry.md", article("Ferry", slug="ferry"))
    return site.write("templates/_foot.html", FOOT).write("hooks.py", SHOUTS)


def shown(live: LiveSite, output: str) -> str:
    made = live.update(None).render(output)
    assert made is not None
    assert made.data is not None
    return made.data.decode()


# --- filters and globals -----------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_templates_have_the_filters_and_globals_of_hooks(
    site: SiteFolder, workers: int
) -> None:
    for number in range(70):  # enough to be worth processes
        site.write(f"content/articles/{number}.md", article(f"No. {number}"))
    site.build(workers=workers)
    assert not site.problems
    for page in (site.page("articles/ferry/"), site.page("articles/7/")):
        assert "THE TEST ARCHIVE As it is 5</footer>" in page


def test_without_hooks_what_they_add_is_missing(site: SiteFolder) -> None:
    site.build(hooks=False)
    assert any("shout" in problem for problem in site.problems)
    assert not site.has(HOME)


def test_check_and_explain_know_what_hooks_add(site: SiteFolder) -> None:
    site.build()
    assert not check_site(site.options()).problems
    lines = list(explain_site(site.options()))
    assert lines[-1].startswith("0 to write, ")
    site.edit("hooks.py", "upper", "lower")
    assert not check_site(site.options()).problems
    lines = list(explain_site(site.options(), ["/"]))
    assert any("to be written: its template" in line for line in lines)


def test_what_hooks_change_is_made_again_and_nothing_else_is(site: SiteFolder) -> None:
    site.build().build()
    assert site.report.rendered == ()
    site.edit("hooks.py", "upper", "lower").build()
    assert "the test archive As it is" in site.page("articles/ferry/")
    assert site.report.converted == 0  # no body is made by a filter
    site.write("hooks.py", SHOUTS).build()
    assert "THE TEST ARCHIVE" in site.page("articles/ferry/")
    assert not site.build().report.rendered


def test_hooks_make_nothing_anew_in_another_process_or_place(
    site: SiteFolder, tmp_path: Path
) -> None:
    more = "SOURCES = []\nLAYOUTS = []\nREPAIRS = []\n"
    site.write("hooks.py", site.read("hooks.py") + more)
    moved = tmp_path / "moved"
    for seed, folder in (("1", site.folder), ("2", site.folder), ("3", moved)):
        if folder == moved:
            site.folder.rename(moved)
        done = subprocess.run(
            [sys.executable, "-m", "commentariat", "build", "--json"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=folder, capture_output=True, text=True, check=True,
        )  # fmt: skip
        figures = json.loads(done.stdout.splitlines()[-1])
        assert (figures["rendered"] == 0) == (seed != "1")


def test_hooks_of_raw_files_make_no_page_anew(site: SiteFolder) -> None:
    site.write("templates/_foot.html", "<footer></footer>\n")
    site.write("hooks.py", "REPAIRS = []\n").build()
    for text in ("REPAIRS = ()\n", "REPAIRS = []\nLAYOUTS = []\n"):
        site.write("hooks.py", text).build()
        assert not site.problems
        assert site.report.rendered == ()


def test_hooks_with_and_without_them_come_to_what_a_clean_build_makes(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("templates/_foot.html", "<footer>{{ motto is defined }}</footer>\n")
    for options in ({}, {"hooks": False}, {}):
        site.build(**options)
        assert site.output() == site.clean_output(tmp_path / "clean", **options)


@pytest.mark.parametrize(
    ("path", "statement"),
    [
        ("tools.py", "from tools import sign"),
        ("tools.py", "from tools import *"),
        ("tools.py", "import tools\nsign = tools.sign"),
        ("lib/tools.py", "from lib.tools import sign"),
        ("lib/tools.py", "from lib import tools\nsign = tools.sign"),
        ("lib/__init__.py", "from lib import sign"),
        ("inner.py", "from outer import sign"),
        ("pack/inner.py", "from pack import sign"),
        (
            "tools.py",
            "def late():\n    import tools\n    return tools.sign\nsign = late()",
        ),
    ],
)
def test_modules_of_the_site_that_hooks_import_are_seen(
    site: SiteFolder, path: str, statement: str
) -> None:
    site.write("outer.py", "from inner import sign\n" if path == "inner.py" else "")
    site.write(
        "pack/__init__.py", "from .inner import sign\n" if "pack" in path else ""
    )
    site.write(path, "sign = 'one'\n")
    site.write("hooks.py", f"{statement}\nGLOBALS = {{'sign': sign}}\n")
    site.write("templates/_foot.html", "<footer>{{ sign }}</footer>\n").build()
    assert not site.problems
    assert "<footer>one<" in site.page("/")
    site.write(path, "sign = 'two'\n").build()
    assert "<footer>two<" in site.page("/")
    assert path in load_settings(site.folder).hooks.labels
    assert not list(site.folder.rglob("__pycache__"))


def test_names_that_another_module_sets_are_taken_over(site: SiteFolder) -> None:
    site.write("tools.py", "from lib import *\nfilters = {}\n")
    site.write("lib.py", f"from tools import *\n{SHOUTS}")
    site.write("hooks.py", "from tools import *\n").build()
    assert not site.problems
    assert load_settings(site.folder).hooks.names == {"FILTERS", "GLOBALS"}
    assert "THE TEST ARCHIVE" in site.page("articles/ferry/")


def test_a_module_of_the_same_size_and_time_is_another(site: SiteFolder) -> None:
    site.write("tools.py", "sign = 'one'\n")
    site.write("hooks.py", "import tools\nGLOBALS = {'sign': tools.sign}\n")
    site.write("templates/_foot.html", "<footer>{{ sign }}</footer>\n").build()
    site.write("tools.py", "sign = 'two'\n").build()  # in the same second
    assert "<footer>two<" in site.page("/")


def test_versions_of_what_hooks_import_are_in_their_digest(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digest(version: str) -> str:
        place = tmp_path / version
        (place / f"tides-{version}.dist-info").mkdir(parents=True)
        (place / "tides.py").write_text("level = 3\n")
        with monkeypatch.context() as context:
            context.syspath_prepend(str(place))
            from commentariat import distributions

            distributions._list_versions.cache_clear()
            distributions.versions_behind.cache_clear()
            found = find_hooks(site.folder).digest
        distributions._list_versions.cache_clear()
        distributions.versions_behind.cache_clear()
        return found

    plain = digest("1.0")
    site.write("hooks.py", f"import tides\n{SHOUTS}")
    assert digest("1.1") != digest("1.2")
    assert plain not in (digest("1.3"), digest("1.4"))


def test_the_digest_holds_nothing_of_where_the_site_lies(
    site: SiteFolder, tmp_path: Path
) -> None:
    other = SiteFolder(tmp_path / "elsewhere").write("hooks.py", SHOUTS)
    assert find_hooks(site.folder).digest == find_hooks(other.folder).digest


def test_two_sites_in_one_process_have_each_their_own_modules_and_filters(
    site: SiteFolder, tmp_path: Path
) -> None:
    other = SiteFolder(tmp_path / "other")
    for one, sign, filter_ in ((site, "here", "upper"), (other, "there", "title")):
        hooks = (
            f"GLOBALS = {{'sign': tools.sign}}\nFILTERS = {{'shout': str.{filter_}}}\n"
        )
        foot = "<footer>{{ sign }} {{ 'one word'|shout }}</footer>\n"
        one.write("tools.py", f"sign = {sign!r}\n")
        one.write("hooks.py", f"import tools\n{hooks}")
        one.write("templates/_foot.html", foot).build()
    assert "<footer>here ONE WORD<" in site.page("/")
    assert "<footer>there One Word<" in other.page("/")


# --- faults ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("FILTERS = {\n", "hooks.py:1: '{' was never closed: FILTERS = {"),
        ("x = 1\nreturn x\n", "hooks.py:2: SyntaxError: 'return' outside function"),
        ("\nimport nowhere\n", "hooks.py:2: ModuleNotFoundError: No module named 'nowhere'"),
        ("FILTERS = {'x': 1 / 0}\n", "hooks.py:1: ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)\n", "hooks.py:1: SystemExit: 3: raise SystemExit(3)"),
        ("FILTERS = []\n", "hooks.py:1: expected a mapping of names for FILTERS, found a list"),
        ("\nFILTERS = {'x': 3}\n", "hooks.py:2: expected a function for FILTERS['x'], found 3"),
        ("FILTERS = {'x y': str}\n", "expected names as 'reading_time' in FILTERS, found 'x y'"),
        ("FILTERS = {'upper': str}\n", "hooks.py:1: 'upper' of FILTERS is the name of something"),
        ("GLOBALS = {'page': 1}\n", "hooks.py:1: 'page' of GLOBALS is the name of something"),
        ("GLOBALS = {'ngettext': 1}\n", "'ngettext' of GLOBALS is the name of something"),
        ("FILTER = {}\n", "hooks.py:1: no hook is called 'FILTER'; did you mean 'FILTERS'?"),
        ("GLOBAL = {}\n", "hooks.py:1: no hook is called 'GLOBAL'; did you mean 'GLOBALS'?"),
        ("globals()['FILTERS'] = {}\n", "FILTERS is set in a way that a build cannot see"),
        ("import content.x\n", "hooks.py:1: expected a module beside hooks.py, found 'content"),
        ("from content import x\n", "hooks.py:1: expected a module beside hooks.py, found"),
        ("import linked\n", "hooks.py:1: expected a module beside hooks.py, found 'content/x.py'"),
        (f"{ON_PATH}__import__('tools')\nsys.path.pop(0)\n",
         "the module 'tools' of this site comes in by a way"),
        ("import jinja2.filters\nimport pygments_of_ours\n", "hooks.py:2: ModuleNotFoundError"),
        ("import markdown\n", "markdown.py: another module called 'markdown' is installed"),
        ("import broken\n", "broken.py:2: invalid syntax: x =="),
        ("import fails\n", "fails.py:1: KeyError: 'x': {}['x']"),
    ],
)  # fmt: skip
def test_a_fault_of_hooks_is_told_before_anything_is_written(
    site: SiteFolder, text: str, said: str
) -> None:
    site.write("content/x.py", "raise AssertionError('content is never run')\n")
    site.write("tools.py", "").write("broken.py", "\nx ==\n").write(
        "fails.py", "{}['x']\n"
    )
    if "import markdown" in text:
        site.write("markdown.py", "")
    (site.folder / "linked.py").symlink_to("content/x.py")
    site.write("templates/_foot.html", "").write("hooks.py", text).build()
    assert any(said in problem for problem in site.problems), site.problems
    assert not site.output()


def test_hooks_that_are_no_text_are_told(site: SiteFolder) -> None:
    site.write("hooks.py", b"x = '\xff'\n").build()
    assert site.problems == ("hooks.py:1: expected UTF-8, found byte 0xff at 5",)
    (site.folder / "hooks.py").unlink()
    (site.folder / "hooks.py").mkdir()
    site.build()
    assert "hooks.py: cannot be read" in site.problems[0]


def test_hooks_that_are_a_link_into_content_are_never_run(site: SiteFolder) -> None:
    site.write("content/files/hooks.py", "raise AssertionError\n").delete("hooks.py")
    (site.folder / "hooks.py").symlink_to("content/files/hooks.py")
    site.build()
    assert "expected a module beside hooks.py, found 'content/files" in site.problems[0]


def test_a_filter_that_fails_is_told_by_its_line_and_by_that_of_the_template(
    site: SiteFolder,
) -> None:
    site.build()
    before = site.output()
    site.edit("hooks.py", "text.upper()", "text.uper()").build()
    assert site.problems == (
        "hooks.py:2: AttributeError: 'str' object has no attribute 'uper': "
        "return text.uper() (for templates/_foot.html:1)",
    )
    assert site.output() == before
    site.edit("hooks.py", "text.uper()", "exit(2)").build()
    assert "hooks.py:2: SystemExit: 2: return exit(2)" in site.problems[0]


def test_what_fails_after_a_filter_has_ended_is_told_likewise(site: SiteFolder) -> None:
    site.write("hooks.py", "def rows(text):\n    yield text\n    yield 1 / 0\n"
               "FILTERS = {'rows': rows}\n")  # fmt: skip
    site.write("templates/_foot.html", "\n{% for x in 'a'|rows %}{{ x }}{% endfor %}\n")
    site.build()
    assert site.problems == (
        "hooks.py:3: ZeroDivisionError: division by zero: yield 1 / 0 "
        "(for templates/_foot.html:2)",
    )


def test_a_variable_that_a_template_lacks_is_its_own_fault(site: SiteFolder) -> None:
    site.write("templates/_foot.html", "\n{{ site.titel|shout }}\n").build()
    assert all(
        problem.startswith("templates/_foot.html:2:") for problem in site.problems
    )
    assert site.problems


# --- what hooks print, and how long they take -------------------------------------------


def run(site: SiteFolder, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "commentariat", *arguments]
    return subprocess.run(
        [*command, "--site", str(site.folder)], capture_output=True, text=True, timeout=120
    )  # fmt: skip


def test_what_hooks_print_goes_to_where_problems_go(site: SiteFolder) -> None:
    text = SHOUTS.replace("    return text", "    print('shouting')\n    return text")
    site.write("hooks.py", f"print('loading')\n{text}")
    done = run(site, "build", "--json", "--workers", "1")
    assert done.returncode == 0
    assert done.stdout.startswith('{"articles": 1')
    assert done.stdout.count("\n") == 1
    assert "loading\n" in done.stderr
    assert "shouting\n" in done.stderr


def test_a_hook_that_runs_long_is_named_while_it_runs(site: SiteFolder) -> None:
    """It stops of itself once it has been named: what names it does so meanwhile."""
    site.write(
        "hooks.py",
        "import sys\n"
        "class Seen:\n"
        "    def __init__(self, out):\n"
        "        self.out, self.said = out, ''\n"
        "    def write(self, text):\n"
        "        self.said += text\n"
        "        self.out.write(text)\n"
        "    def flush(self):\n"
        "        self.out.flush()\n"
        "def slow(text):\n"
        "    sys.stderr = seen = Seen(sys.stderr)\n"
        "    while 'has been running' not in seen.said:\n"
        "        pass\n"
        "    return text\n"
        "FILTERS = {'slow': slow}\n",
    )
    site.write("templates/_foot.html", "{% if page.kind is defined %}{% endif %}")
    site.write("templates/404.html", "{{ 'x'|slow }}")
    done = run(site, "build", "--workers", "1")
    assert done.returncode == 0, done.stderr
    told = r"^hooks\.py:10: FILTERS\['slow'\] has been running for \d+ s$"
    assert re.search(told, done.stderr, re.MULTILINE), done.stderr


ENDING = """\
import sys
import time
from pathlib import Path
from commentariat.pipeline import Options, build_site

class Slow:
    def __del__(self, sleep=time.sleep):
        sleep(1.5)

slow = Slow()
options = Options(site=Path(sys.argv[1]), workers=1, today="2026-06-01")
print(build_site(options).is_done)
"""


def test_a_process_that_ran_hooks_ends_well_however_long_that_takes(
    site: SiteFolder,
) -> None:
    command = [sys.executable, "-c", ENDING, str(site.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_no_hooks_leaves_them_alone(site: SiteFolder) -> None:
    site.write("hooks.py", "raise AssertionError\n").write("templates/_foot.html", "")
    for command in ("build", "check", "explain"):
        done = run(site, command, "--no-hooks")
        assert "AssertionError" not in done.stderr
    assert run(site, "build").returncode == 1


# --- preview -----------------------------------------------------------------------------


def test_a_preview_shows_saves_of_hooks_and_of_their_modules(site: SiteFolder) -> None:
    site.write("tools.py", "sign = 'one'\n")
    site.write("hooks.py", f"import tools\n{SHOUTS}GLOBALS['sign'] = tools.sign\n")
    site.write("templates/_foot.html", "<footer>{{ sign }} {{ 'a'|shout }}</footer>\n")
    live = LiveSite(site.options())
    live.open(no_progress)
    assert "<footer>one A<" in shown(live, HOME)
    site.edit("hooks.py", "upper()", "title() + '!'")
    epoch = live.update(frozenset(("hooks.py",)))
    assert epoch.sources == ("hooks.py",)
    assert {HOME, FERRY} <= epoch.changed
    assert "<footer>one A!<" in shown(live, HOME)
    site.write("tools.py", "sign = 'two'\n")
    live.update(frozenset(("tools.py",)))
    assert "<footer>two A!<" in shown(live, HOME)
    assert live.hook_files == ("hooks.py", "tools.py", "tools/__init__.py")
    live.close()


def test_a_preview_shows_what_was_while_hooks_are_at_fault(site: SiteFolder) -> None:
    live = LiveSite(site.options())
    before = live.open(no_progress)
    site.edit("hooks.py", "def shout", "def shout(")
    epoch = live.update(frozenset(("hooks.py",)))
    assert [str(one)[:11] for one in epoch.problems] == ["hooks.py:1:"]
    assert epoch.closures == before.closures
    assert "THE TEST ARCHIVE" in shown(live, HOME)
    site.write("hooks.py", SHOUTS)
    epoch = live.update(frozenset(("hooks.py",)))
    assert epoch.problems == ()
    site.edit("hooks.py", "text.upper()", "1 / 0")
    epoch = live.update(frozenset(("hooks.py",)))
    made = epoch.render(HOME)
    assert made is not None
    assert "hooks.py:2: ZeroDivisionError" in str(made.problems[0])
    assert made.data is not None  # as it was before
    assert b"THE TEST ARCHIVE" in made.data
    live.close()


def test_a_preview_goes_on_with_the_hooks_that_were_while_others_fail(
    site: SiteFolder,
) -> None:
    path, hooks = "content/articles/ferry.md", "SHORTCODES = {'sign': sign}\n"
    hooks = (
        "def sign():\n    import tools\n    return tools.sign\n\n\n" + hooks + SHOUTS
    )
    site.write("tools.py", "sign = 'one'\n").write("hooks.py", hooks)
    site.write(path, article("Ferry", "{{< sign >}} is here.", slug="ferry"))
    live = LiveSite(site.options())
    live.open(no_progress)
    site.write("hooks.py", f"{hooks}raise ValueError('no')\n")
    live.update(frozenset(("hooks.py",)))
    site.edit(path, "is here", "is there")
    epoch = live.update(frozenset((path,)))
    assert [str(one)[:12] for one in epoch.problems] == ["hooks.py:13:"]
    assert "one is there" in shown(live, FERRY)
    site.write("hooks.py", hooks)
    epoch = live.update(frozenset(("hooks.py",)))
    assert epoch.problems == ()
    assert live.update(None) is epoch
    assert "one is there" in shown(live, FERRY)
    live.close()


def test_a_preview_takes_hooks_that_come_and_go(site: SiteFolder) -> None:
    site.write("templates/_foot.html", "<footer>{{ motto is defined }}</footer>\n")
    site.delete("hooks.py")
    live = LiveSite(site.options())
    live.open(no_progress)
    assert "<footer>False<" in shown(live, HOME)
    site.write("hooks.py", SHOUTS)
    assert "<footer>True<" in shown(live, HOME)
    site.delete("hooks.py")
    assert "<footer>False<" in shown(live, HOME)
    live.close()


# --- the docs ----------------------------------------------------------------------------


def test_the_example_of_the_docs_does_what_they_say(site: SiteFolder) -> None:
    site.write("hooks.py", example("python", 0))
    site.write("templates/_foot.html", "<footer></footer>\n")
    site.write("templates/article.html", example("jinja", 0))
    site.write("content/articles/ferry.md", article("Ferry", "word " * 461)).build()
    assert not site.problems
    assert '<p class="label">3 min · since 1987</p>' in site.page("articles/ferry/")


def test_the_reference_lists_every_name() -> None:
    table, _, _ = REFERENCE.partition("\n## ")
    listed = re.findall(r"^\| `(\w+)[^`]*` \|", table, re.MULTILINE)
    assert listed == [row.name for row in HOOK_NAMES]
    headings = re.findall(r"^## `(\w+)", REFERENCE, re.MULTILINE)
    assert headings[: len(listed)] == listed
    for row in HOOK_NAMES:
        assert f" {row.meaning} |" in REFERENCE


# --- the table ---------------------------------------------------------------------------


def test_no_hooks_are_empty() -> None:
    assert not HookFile()
    assert HookFile().stamp("digest", *(row.name for row in HOOK_NAMES)) == "digest"

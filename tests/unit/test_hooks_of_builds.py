"""Hooks that tell fields of articles, that follow a build, and builds that verify them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from hook_docs import example

from commentariat.archive.model import Article
from commentariat.cli.printing import list_grouped
from commentariat.pipeline.options import settings_of
from commentariat.pipeline.verify import verify_site
from commentariat.pipeline.workspace import Workspace

PATH = "content/articles/ferry.md"
OWN = f"""{SETTINGS}
[tool.commentariat.fields.minutes]
kind = "number"
label = "Minutes"

[tool.commentariat.fields.tags]
kind = "text"
label = "Tags"
many = true
"""
TELLS = """\
def fields(article):
    return {"minutes": len(article.body.split()), "tags": [article.slug, article.source]}
"""


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    site.write("pyproject.toml", OWN)
    return site.write(PATH, article("Ferry", "Three words here.", slug="ferry"))


def told(site: SiteFolder) -> dict[str, tuple[str, ...]]:
    """The fields that the article has."""
    assert not site.problems
    options = site.options()
    records = Workspace(options, settings_of(options)).load().records
    article = records[PATH]
    assert isinstance(article, Article)
    return article.fields


# --- fields -------------------------------------------------------------------------------


def test_an_article_has_the_fields_that_hooks_tell_of_it(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("hooks.py", TELLS).build()
    assert told(site) == {"minutes": ("3",), "tags": ("ferry", "articles/ferry.md")}
    site.edit("hooks.py", "len(", "100 + len(").build()
    assert told(site)["minutes"] == ("103",)
    assert site.output() == site.clean_output(tmp_path / "clean")
    text = site.read(PATH).replace("slug:", "minutes: 7\nslug:")
    site.write(PATH, text).build()
    assert told(site)["minutes"] == ("7",)  # front matter has the last word
    assert site.output() == site.clean_output(tmp_path / "clean")
    site.delete("hooks.py").build()
    assert told(site) == {"minutes": ("7",)}
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_fields_that_hooks_do_not_tell_are_not_there(site: SiteFolder) -> None:
    site.write("hooks.py", "def fields(article):\n    return None\n").build()
    assert told(site) == {}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            "{'minuts': 3}",
            "hooks.py:1: no key is called 'minuts'; did you mean 'minutes'?",
        ),
        ("{'minutes': 'few'}", "hooks.py:1: "),
        ("{'minuts': 1}", "hooks.py:1: no key is called 'minuts'; did you mean"),
        ("[1]", "hooks.py:1: expected a mapping of fields from fields, found [1]"),
        ("{'minutes': article.lacking}", "hooks.py:2: AttributeError: 'ArticleSource'"),
        ("{'minutes': article.front['date']}", "hooks.py:2: KeyError: 'date'"),
    ],
)
def test_what_no_field_can_be_is_told_of_hooks(
    site: SiteFolder, given: str, said: str
) -> None:
    site.write("hooks.py", f"def fields(article):\n    return {given}\n").build()
    assert site.problems[0].startswith(said), site.problems
    assert PATH in site.problems[0] or "mapping" in said
    assert not site.output()


def test_a_hook_that_fails_for_many_articles_is_told_once_and_alone(
    site: SiteFolder,
) -> None:
    names = [f"p{number}" for number in range(6)]
    for name in names:
        site.write(f"content/articles/{name}.md", article(name, slug=name))
    site.write("content/pages/about.md", article("About", "[it](/articles/p0/)"))
    addresses = "".join(f"/articles/{name}/\n" for name in names)
    site.build().write("content/addresses.txt", addresses)
    site.write("hooks.py", "def fields(article):\n    return article.titel\n").build()
    assert len(site.problems) == 7
    assert all(one.startswith("hooks.py:2: ") for one in site.problems)
    (line,) = list_grouped(site.report.problems, is_all=False)
    assert (
        "ferry.md) (and 6 more: content/articles/p0.md, content/articles/p1.md" in line
    )


# --- after a build ------------------------------------------------------------------------


def test_a_hook_is_told_what_a_build_did(site: SiteFolder) -> None:
    site.write("hooks.py", example("python", 4)).build()
    assert not site.problems
    done = json.loads(site.read("last-build.json"))
    assert done["articles"] == 1
    assert "articles/ferry/index.html" in done["written"]
    site.build()
    assert json.loads(site.read("last-build.json"))["written"] == []
    more = "def shout(text):\n    return text\n\n\nFILTERS = {'shout': shout}\n"
    site.write("hooks.py", example("python", 4) + more).build()
    assert site.report.equal == set(site.report.rendered) != set()
    assert json.loads(site.read("last-build.json"))["written"] == []
    site.build(hooks=False)
    site.write(PATH, "---\n").build()
    assert site.problems
    assert (
        json.loads(site.read("last-build.json"))["written"] == []
    )  # nothing was built


def test_an_edit_of_what_no_page_is_made_by_makes_no_page_anew(
    site: SiteFolder,
) -> None:
    site.write("hooks.py", "def after_build(report):\n    pass\n").build()
    site.write("hooks.py", "LAYOUTS = []\n\n\ndef after_build(report):\n    return\n")
    site.build().rendered()


def test_a_site_that_was_moved_is_not_made_anew(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("hooks.py", "FILTERS = {'shout': str.upper}\n").build()
    site.folder = site.folder.rename(tmp_path / "moved")
    site.build().rendered()


@pytest.mark.parametrize(
    ("does", "path"),
    [
        ("open(report.output + '/own.txt', 'w').close()", "output/own.txt"),
        ("open(report.output + '/404.html', 'w').close()", "output/404.html"),
        ("import os; os.unlink(report.output + '/404.html')", "output/404.html"),
    ],
)
def test_what_a_hook_does_to_the_output_is_told(
    site: SiteFolder, does: str, path: str
) -> None:
    site.write("hooks.py", f"def after_build(report):\n    {does}\n").build()
    assert len(site.problems) == 1
    assert site.problems[0].startswith(f"{path}: after_build wrote or deleted this")


def test_a_hook_that_fails_after_a_build_is_told(site: SiteFolder) -> None:
    site.write("hooks.py", "def after_build(report):\n    report.lacking\n").build()
    assert site.problems == (
        "hooks.py:2: AttributeError: 'BuildReport' object has no attribute 'lacking': "
        "report.lacking",
    )
    assert site.report.is_done
    assert site.has("404.html")


# --- verifying ----------------------------------------------------------------------------


FOOT = "<footer>{{ sign() }}</footer>\n"


def verified(site: SiteFolder, hooks: str) -> list[str]:
    site.write("templates/_foot.html", FOOT).write("hooks.py", hooks).build()
    assert not site.problems
    return [str(one) for one in verify_site(site.options())]


def test_what_depends_on_nothing_else_is_as_it_is_made_anew(site: SiteFolder) -> None:
    before = site.folder / ".cache"
    hooks = (
        f"{TELLS}\nimport time\nGLOBALS = {{'sign': lambda: time.perf_counter() > 0}}\n"
    )
    assert verified(site, hooks) == []
    assert not (before / "verify").exists()
    assert not site.build().report.rendered


@pytest.mark.parametrize(
    ("tells", "said"),
    [
        ("import time\ndef sign():\n    return int(time.time()) // 10**9\n", "time.time"),
        ("from datetime import date\ndef sign():\n    return date.today()\n", "date.today"),
        ("import random\ndef sign():\n    return random.choice('a')\n", "Random.getrandbits"),
        ("import time\nsign = lambda now=time.time(): 1\n", "time.time"),
    ],
)  # fmt: skip
def test_hooks_that_ask_the_clock_or_chance_are_named(
    site: SiteFolder, tells: str, said: str
) -> None:
    found = verified(site, f"{tells}GLOBALS = {{'sign': sign}}\n")
    assert len(found) == 1
    line = 2 if "lambda" in tells else 3
    assert found[0].startswith(f"hooks.py:{line}: {said} gives something else")


def test_pages_that_differ_are_named_with_their_line(site: SiteFolder) -> None:
    site.write("sign.txt", "one")
    hooks = (
        "from pathlib import Path\nSIGN = Path(__file__).with_name('sign.txt')\n"
        "GLOBALS = {'sign': lambda: SIGN.read_text()}\n"
    )
    assert verified(site, hooks) == []
    site.write("sign.txt", "two").build()
    assert not site.report.rendered  # no build sees that file
    found = [str(one) for one in verify_site(site.options())]
    assert any(
        one.startswith("output/404.html:") and "'<footer>two</footer>'" in one
        and "'<footer>one</footer>'" in one for one in found
    ), found  # fmt: skip


@pytest.mark.parametrize("seed", ["random", "7"])
def test_the_command_verifies_and_says_so_by_its_status(
    site: SiteFolder, seed: str
) -> None:
    site.write("templates/_foot.html", FOOT)
    hooks = "GLOBALS = {'sign': lambda: ' '.join({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})}\n"
    site.write("hooks.py", hooks)  # in another order in another process
    command = [sys.executable, "-m", "commentariat", "build", "--verify", "--site"]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(
        [*command, str(site.folder)], env=environment, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 1
    assert "output/404.html:" in done.stderr
    site.write("hooks.py", "GLOBALS = {'sign': lambda: 1}\n")
    done = subprocess.run(
        [*command, str(site.folder)], env=environment, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


# --- the docs -------------------------------------------------------------------------------


def test_the_fields_of_the_docs_are_told_as_they_say(site: SiteFolder) -> None:
    site.write("pyproject.toml", SETTINGS + example("toml", 0))
    site.write("hooks.py", example("python", 3))
    site.write(PATH, article("Ferry", "word " * 461, slug="ferry")).build()
    assert told(site) == {"minutes": ("2",)}

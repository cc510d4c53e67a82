"""Whatever a card or a row comes to show is shown anew by the edit that changes it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAME = {"image": "files/a.svg", "primary_center": "North", "updated": "2024-02-03"}
"""Fields that articles have by the same name, and another value for each."""
LINKED = {"centers": ["North"], "series": "Notes", "projects": ["Locks"]}
"""Facets whose terms are linked to, likewise."""

# Everything is edited in turn, first in the preview and then by a build.
_EDITS = """
import json, sys
from pathlib import Path
from harness import SiteFolder, article
from live_preview import LivePreview
import commentariat

top, fields = Path(sys.argv[1]), json.loads(sys.argv[2])
assert Path(commentariat.__file__).is_relative_to(top)
site = SiteFolder(top / "site")
common = {"regions": ["Europe"], "authors": ["Mara"], "centers": ["North", "South"],
          "series": "Letters", "projects": ["Weirs"]}
svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
site.write("content/files/a.svg", svg)
for number in range(9):
    more = fields if number == 4 else {}
    text = article(f"Piece {number}", date=f"202{number % 3}-01-02", **{**common, **more})
    site.write(f"content/articles/p{number}.md", text)
preview = LivePreview(site)
told = {}
for name in fields:
    text = article("Piece 1", date="2021-01-02", **{**common, name: fields[name]})
    before = site.build().output()
    assert not site.problems, site.problems
    site.write("content/articles/p1.md", text)
    preview.look()
    after = site.build(drafts=False).output()
    assert after == site.clean_output(top / "clean"), name
    told[name] = sorted(o for o in after if before.get(o) != after[o])
print(json.dumps(told))
"""


def copy_of_program(folder: Path) -> Path:
    """Copy the program, and let cards and rows have and show more than they do."""
    for name in ("commentariat", "templates", "theme"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    more = "".join(f'    {name}: str = ""\n' for name in SAME)
    more += "".join(f"    {name}: tuple[Link, ...] = ()\n" for name in LINKED)
    views = folder / "commentariat/site/views.py"
    text = views.read_text(encoding="utf-8")
    for kind in ("Card", "Row"):
        begin = text.index(f"\nclass {kind}(View")
        end = text.index("\n\n\nclass ", begin)
        text = text[:end] + f"\n{more.rstrip()}" + text[end:]
    views.write_text(text, encoding="utf-8")
    cards = folder / "commentariat/site/cards.py"
    text = cards.read_text(encoding="utf-8")
    facets = "{one.name: one for one in self._links._archive.facets}"
    made = "".join(f"{n}=self._links.of({facets}['{n}'], article), " for n in LINKED)
    shown = "badge=self.badge(article),"
    assert text.count(shown) == 2
    cards.write_text(text.replace(shown, f"{shown} {made}"), encoding="utf-8")
    return folder


def override(site: Path, name: str, value: str) -> None:
    """Let the site's own template *name* show all of *value*, as an editor would."""
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    words = "".join(f"<i>{{{{ {value}.{one} }}}}</i>" for one in SAME)
    loops = "".join(
        f"{{% for one in {value}.{many} %}}<b>{{{{ one.label }}}}</b>{{% endfor %}}\n"
        for many in LINKED
    )
    (site / "templates").mkdir(parents=True, exist_ok=True)
    shown = text.replace("</li>\n", f"{words}{loops}</li>\n")
    assert shown != text
    (site / "templates" / name).write_text(shown, encoding="utf-8")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The outputs that an edit of each field of one article changed."""
    top = copy_of_program(tmp_path_factory.mktemp("program"))
    override(top / "site", "_card.html", "card")
    override(top / "site", "_row.html", "row")
    override(top / "site", "_feature.html", "card")  # a card that stands out
    done = subprocess.run(
        [sys.executable, "-c", _EDITS, str(top), json.dumps(SAME | LINKED)],
        env={"PYTHONPATH": f"{top}:{ROOT / 'tests'}", "PATH": "/usr/bin:/bin"},
        cwd=top, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", [*SAME, *LINKED])
def test_a_field_that_is_added_follows_its_article_wherever_it_shows(
    changed: dict[str, list[str]], name: str
) -> None:
    assert {
        "articles/p1/index.html", "index.html", "regions/europe/index.html",
        "regions/europe/2021/index.html", "authors/mara/2021/index.html",
    } <= {*changed[name]}  # fmt: skip

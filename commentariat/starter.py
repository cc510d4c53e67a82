"""A new site, and a new article of an editor's own."""

from __future__ import annotations

from pathlib import Path

from commentariat.archive.folders import ATTRIBUTES, RAW, UNION
from commentariat.archive.judge import judge_term, open_content
from commentariat.archive.slugs import slugify
from commentariat.archive.yaml_header import dump_front_matter
from commentariat.config import SETTINGS_FILE, Settings, load_settings
from commentariat.errors import SourceError, UsageError
from commentariat.facets import DEFAULT_TYPES, TYPES
from commentariat.publish.examples import ARTICLE, SOMEBODY
from commentariat.publish.github import WORKFLOW_FILE, workflow
from commentariat.publish.install_source import PROGRAM, judge_source, noted_source

_SETTINGS = """\
# Settings of the site. docs/reference/settings.md of commentariat tells all of them.
[tool.commentariat]
title = "Our Archive"
institution = "Our Institute"
tagline = "Commentary, kept and found again"
# The whole address of the home page; a path such as /repo/ is fine. Nothing is
# published or promised under that of an example.
base_url = "https://example.org/"
language = "en"
# By whose clock articles are out, such as "Europe/Berlin":
timezone = "UTC"
menu = [
    { label = "About", url = "/about/" },
]
# The institution's own; shown under every article. By language, if you like:
# disclaimer = { en = "…", ru = "…" }
disclaimer = ""
# Texts that intake should know for a disclaimer, besides the usual ones:
known_disclaimers = []

# Each facet is a row; these are the defaults of one of them.
# [tool.commentariat.facets.regions]
# path = "regions"
# label = "Regions"
# label_one = "Region"
# feed = true
# fixed = false   # true: only terms that have a file in content/regions/

# A facet of your own: articles then say `countries: [Georgia]`.
# [tool.commentariat.facets.countries]
# label = "Countries"
# label_one = "Country"
"""

_ABOUT = """\
Say who publishes this archive. The file is `content/pages/about.md`.
"""

_COMMENTARY = "commentary"
_REQUIREMENTS_FILE = "requirements.txt"
_REQUIREMENTS = """\
# What the workflow installs, as pip takes it: where this program comes from. To go on to
# another version, name that here.
"""
_IGNORE = "/output/\n/.cache/\n"


def init_site(
    folder: Path, *, with_github: bool = False, install: str = ""
) -> list[str]:
    """
    Make a new site in *folder*; return the files written, relative to it.

    *with_github* adds what publishes it from GitHub, to a site that is there too; its
    workflow installs this program from *install*, else from where pip had it.

    Raises:
        UsageError: the folder holds something already, or nothing tells where the
            workflow is to install this program from.
        SourceError: the settings of the site that is there are at fault.
    """
    if install and not with_github:
        raise UsageError("--install goes with --github")
    if with_github and (folder / SETTINGS_FILE).is_file():
        load_settings(folder)
        return _write(folder, _for_github(folder, install))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"expected a new or empty folder, found files in {str(folder)!r}"
        )
    files = {
        "pyproject.toml": _SETTINGS,
        ".gitignore": _IGNORE,
        ATTRIBUTES: UNION,
        "content/articles/welcome.md": dump_front_matter(
            {
                "title": "Welcome to your archive",
                "slug": "welcome",
                "language": "en",
                "type": _COMMENTARY,
                "authors": [SOMEBODY],
                "dek": "A first article, to be replaced by your own.",
            },
            ARTICLE,
        ),
        "content/pages/about.md": dump_front_matter({"title": "About"}, _ABOUT),
        f"{RAW}/.gitkeep": "",
        "content/files/.gitkeep": "",
        "content/root/.gitkeep": "",
        "templates/.gitkeep": "",
        "theme/.gitkeep": "",
    }
    more = _for_github(folder, install) if with_github else {}
    return _write(folder, files | more)


def _for_github(folder: Path, install: str) -> dict[str, str]:
    """Make the workflow that publishes, and what it installs unless that is said."""
    if (folder / WORKFLOW_FILE).exists():
        raise UsageError(
            f"{WORKFLOW_FILE} is there already; move it away to have it written anew"
        )
    files = {WORKFLOW_FILE: workflow()}
    path = folder / _REQUIREMENTS_FILE
    if not path.exists():
        source = judge_source(install, folder) if install else noted_source()
        return files | {_REQUIREMENTS_FILE: f"{_REQUIREMENTS}{source}\n"}
    wanted = judge_source(install, folder) if install else PROGRAM
    if not _names(path.read_text("utf-8", "replace"), wanted):
        source = f"{PROGRAM} @ git+https://github.com/OWNER/REPO@TAG"
        line = wanted if install else source
        raise UsageError(
            f"{_REQUIREMENTS_FILE} is there already, and the workflow installs what it "
            f"says; put a line into it: {line}"
        )
    return files


def _names(requirements: str, wanted: str) -> bool:
    """Tell whether a line of *requirements* that is no note names what is *wanted*."""
    lines = requirements.splitlines()
    return any(wanted in (one.partition(" #")[0]) for one in lines if one[:1] != "#")


def _write(folder: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def new_article(site: Path, title: str, settings: Settings) -> Path:
    """
    Begin a draft called *title*; return its path, relative to *site*.

    Raises:
        UsageError: no title, or a file of that name is there already.
    """
    if not title.strip():
        raise UsageError("expected a title")
    slug = slugify(title.strip())
    path = Path("content/articles") / f"{slug}.md"
    if (site / path).exists():
        raise UsageError(f"{path.as_posix()} is there already")
    fields: dict[str, str | bool] = {
        "title": title.strip(),
        "slug": slug,
        "language": settings.language,
        "draft": True,
    }
    if code := _usual_type(site, settings):
        fields["type"] = code
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(dump_front_matter(fields, "Write here."), encoding="utf-8")
    return path


def _usual_type(site: Path, settings: Settings) -> str:
    """
    Choose the type of a new article: the first that the settings add, or a commentary.

    Where types need a file, it is one that has; empty: none has.
    """
    own = [code for code in settings.types if code not in DEFAULT_TYPES]
    likely = [*own, _COMMENTARY]
    facet = next(one for one in settings.facets if one.name == TYPES)
    if not facet.is_fixed:
        return likely[0]
    named: list[str] = []
    for path in sorted((site / "content" / facet.path).glob("*.md")):
        try:
            opened = open_content(path.read_bytes(), path.name)
            term = judge_term(opened, facet.name, settings.schema)
        except (OSError, SourceError):
            continue  # the next build tells
        named += (
            *term.other_names,
            term.name,
        )  # codes are spellings, where they are not names
    return next((code for code in (*likely, *named) if code in named), "")

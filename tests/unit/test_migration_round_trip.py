"""The sample archive, written as a site of another generator, comes back as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample import ROOT, TODAY

from commentariat.archive.frontmatter import parse_front_matter
from commentariat.config import load_settings
from commentariat.migration.plan import Migration, plan_migration

HUGO = {"topics": "tags", "dek": "summary", "updated": "lastmod"}
"""What Hugo, or its themes, call keys of ours."""
OF_IMPORT = frozenset(("told_by", "repairs", "raw", "rules", "written", "codes", "unplaced",
                       "title_from", "recent_work", "extra"))  # fmt: skip
"""What import notes of raw files: no other program has a use for it."""


def sample_articles() -> dict[str, tuple[dict[str, Any], str]]:
    """Fields and body of each article of the sample, by its slug."""
    found = {}
    for path in sorted((ROOT / "content/articles").rglob("*.md")):
        fields, _, body = parse_front_matter(
            path.read_text(encoding="utf-8"), path.name
        )
        found[fields["slug"]] = fields, body
    return found


def write_as_hugo(folder: Path) -> None:
    """Write the sample as a site of Hugo, with front matter of JSON, at the same addresses."""
    settings = load_settings(ROOT)
    (folder / "content/articles").mkdir(parents=True)
    rows = [f"title = {json.dumps(settings.title)}",
            f"baseURL = {json.dumps(settings.base_url)}"]  # fmt: skip
    (folder / "hugo.toml").write_text("\n".join(rows) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "content/files", folder / "static/files")
    for slug, (fields, body) in sample_articles().items():
        kept = {HUGO.get(k, k): v for k, v in fields.items() if k not in OF_IMPORT}
        for key in ("image", "pdf"):
            if key in kept:
                kept[key] = f"/{kept[key]}"
        kept["date"] = kept.get("date", "")
        header = json.dumps(kept, ensure_ascii=False, indent=1)
        path = folder / "content/articles" / f"{slug}.md"
        path.write_text(f"{header}\n\n{body}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Migration:
    return migrated(tmp_path_factory.mktemp("hugo") / "old", write_as_hugo)


def migrated(folder: Path, write: Callable[[Path], None]) -> Migration:
    """Take over the site that *write* makes in *folder*."""
    write(folder)
    return plan_migration(folder, load_settings(ROOT), TODAY)


def articles_of(found: Migration) -> dict[str, tuple[dict[str, Any], str]]:
    """Fields and body of each article that would be written, by its slug."""
    back = {}
    for one in found.files:
        if one.path.startswith("content/articles/") and one.data is not None:
            fields, _, body = parse_front_matter(one.data.decode(), one.path)
            back[fields["slug"]] = fields, body
    return back


def kept_of(fields: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Give the fields of an article as another program calls them."""
    kept = {names.get(k, k): v for k, v in fields.items() if k not in OF_IMPORT}
    for key in ("image", "pdf"):
        if key in kept:
            kept[key] = f"/{kept[key]}"
    return kept


def write_pieces(
    folder: Path, write: Callable[[dict[str, Any], str], tuple[str, str]]
) -> None:
    """Write a file for each article: *write* gives its path and its text."""
    for fields, body in sample_articles().values():
        name, text = write(fields, body)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_as_jekyll(folder: Path) -> None:
    """Write the sample as posts of Jekyll, those without a day as a collection."""
    settings = load_settings(ROOT)
    folder.mkdir()
    rows = [f"title: {json.dumps(settings.title)}", f"url: {settings.base_url}",
            "permalink: /articles/:title/", "collections:", "  articles:",
            "    output: true", "    permalink: /articles/:name/"]  # fmt: skip
    (folder / "_config.yml").write_text("\n".join(rows) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "content/files", folder / "files")

    def piece(fields: dict[str, Any], body: str) -> tuple[str, str]:
        kept = kept_of(
            fields, {"topics": "tags", "dek": "excerpt", "updated": "last_modified_at"}
        )
        header = yaml_of(kept)
        day = str(fields.get("date", ""))[:10]
        name = (
            f"_posts/{day}-{fields['slug']}.md"
            if len(day) == 10
            else f"_articles/{fields['slug']}.md"
        )
        return name, f"---\n{header}\n---\n\n{body}\n"

    write_pieces(folder, piece)


def write_as_eleventy(folder: Path) -> None:
    """Write the sample as pieces of Eleventy, with front matter of JSON."""
    folder.mkdir()
    (folder / "eleventy.config.js").write_text(
        'export default (it) => { it.addPassthroughCopy("files"); };\n', "utf-8"
    )
    shutil.copytree(ROOT / "content/files", folder / "files")
    data = {"tags": ["article"], "permalink": "/articles/{{ page.fileSlug }}/"}
    (folder / "articles").mkdir()
    (folder / "articles/articles.json").write_text(json.dumps(data), "utf-8")

    def piece(fields: dict[str, Any], body: str) -> tuple[str, str]:
        kept = kept_of(fields, {"dek": "description"})
        header = json.dumps(kept, ensure_ascii=False, indent=1)
        return f"articles/{fields['slug']}.md", f"---json\n{header}\n---\n\n{body}\n"

    write_pieces(folder, piece)


def write_as_pelican(folder: Path) -> None:
    """Write the sample as articles of Pelican, whose front matter is lines."""
    settings = load_settings(ROOT)
    (folder / "content").mkdir(parents=True)
    rows = [f"SITENAME = {settings.title!r}", f"SITEURL = {settings.base_url.rstrip('/')!r}",
            "ARTICLE_URL = ARTICLE_LANG_URL = 'articles/{slug}/'",
            "ARTICLE_SAVE_AS = 'articles/{slug}/index.html'",
            "STATIC_PATHS = ['files']", "DEFAULT_LANG = 'en'"]  # fmt: skip
    (folder / "pelicanconf.py").write_text("\n".join(rows) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "content/files", folder / "content/files")

    def piece(fields: dict[str, Any], body: str) -> tuple[str, str]:
        kept = kept_of(fields, {"topics": "tags", "dek": "summary", "updated": "modified",
                                "language": "lang"})  # fmt: skip
        rows = []
        for key, value in kept.items():
            values = value if isinstance(value, list) else [value]
            if is_of_lines(value):
                many = ";" if key in ("authors", "tags") and len(values) == 1 else ""
                rows.append(f"{key}: {'; '.join(values)}{many}")
        return f"content/{fields['slug']}.md", "\n".join(rows) + f"\n\n{body}\n"

    write_pieces(folder, piece)


def is_of_lines(value: Any) -> bool:
    """Tell what lines of front matter hold: a text, or several of them."""
    values = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) and ";" not in one for one in values)


def yaml_of(fields: dict[str, Any]) -> str:
    """Write *fields* as YAML, values as JSON, which is YAML, too."""
    return "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in fields.items()
    )


@pytest.mark.parametrize(
    "write",
    [write_as_jekyll, write_as_eleventy, write_as_pelican],
    ids=["jekyll", "eleventy", "pelican"],
)
def test_other_generators_hold_every_field_that_they_can(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    found = migrated(tmp_path / "old", write)
    back = articles_of(found)
    sample = sample_articles()
    assert back.keys() == sample.keys()
    wrong = {}
    for slug, (fields, body) in sample.items():
        said, text = back[slug]
        kept = {
            key: value
            for key, value in fields.items()
            if key not in OF_IMPORT
            and (write is not write_as_pelican or is_of_lines(value))
        }
        if differing := {
            key: (kept.get(key), said.get(key))
            for key in {*kept, *said}
            if kept.get(key) != said.get(key)
        }:
            wrong[slug] = differing
        body = body.replace("](../../files/", "](/files/")
        if text != body:
            wrong.setdefault(slug, {})["body"] = (body, text)
    assert wrong == {}


def test_each_article_of_the_sample_comes_back_equal_in_every_field(
    found: Migration,
) -> None:
    back = {}
    for one in found.files:
        if one.path.startswith("content/articles/") and one.data is not None:
            fields, _, body = parse_front_matter(one.data.decode(), one.path)
            back[fields["slug"]] = fields, body
    sample = sample_articles()
    assert back.keys() == sample.keys()
    wrong = {}
    for slug, (fields, body) in sample.items():
        said, text = back[slug]
        kept = {key: value for key, value in fields.items() if key not in OF_IMPORT}
        if said != kept:
            wrong[slug] = {
                key: (kept.get(key), said.get(key))
                for key in {*kept, *said}
                if kept.get(key) != said.get(key)
            }
        # The same file, named from where it is published.
        body = body.replace("](../../files/", "](/files/")
        if text != body:
            wrong.setdefault(slug, {})["body"] = (body, text)
    assert wrong == {}
    assert found.problems == ()
    assert [one for one in found.points if one.source.endswith(".md")] == []

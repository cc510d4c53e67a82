"""The sample archive, written as a site of Hugo, comes back as it was."""

from __future__ import annotations

import json
import shutil
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
    folder = tmp_path_factory.mktemp("hugo") / "old"
    write_as_hugo(folder)
    return plan_migration(folder, load_settings(ROOT), TODAY)


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

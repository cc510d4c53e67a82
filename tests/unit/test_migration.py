"""
Sites of other generators, taken over whole.

The folders below `tests/data/sites/` were built once by the real programs, and what
they answered stands beside each in `addresses.txt`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from harness import SiteFolder

from commentariat.archive.frontmatter import parse_front_matter
from commentariat.cli import main
from commentariat.errors import UsageError
from commentariat.kinds import Kind
from commentariat.migration.plan import Migration, plan_migration
from commentariat.pipeline.migrate import migrate

SOURCES = Path(__file__).parent.parent / "data" / "sites"
GENERATORS = ("hugo", "jekyll", "pelican", "eleventy")
DAY = "2026-06-01"


def taken_over(name: str, folder: Path) -> tuple[Migration, SiteFolder]:
    """Take over a site of the data, and build what came of it."""
    found, taken, _ = migrate(SOURCES / name / "site", folder, DAY, is_dry=False)
    assert not taken
    site = SiteFolder.__new__(SiteFolder)
    site.folder = folder
    return found, site.build(today=DAY)


@pytest.fixture(scope="module", params=GENERATORS)
def result(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Migration, SiteFolder]:
    name = str(request.param)
    return name, *taken_over(name, tmp_path_factory.mktemp(name) / "site")


def test_a_build_answers_every_address_that_the_old_site_had(
    result: tuple[str, Migration, SiteFolder],
) -> None:
    name, _, site = result
    assert site.problems == ()
    listed = (SOURCES / name / "addresses.txt").read_text(encoding="utf-8").split("\n")
    dead = [
        address
        for address in filter(None, listed)
        if not site.has(address[1:] + ("index.html" if address.endswith("/") else ""))
    ]
    assert dead == []


def test_each_file_of_the_folder_is_written_or_left_by_name_or_told(
    result: tuple[str, Migration, SiteFolder],
) -> None:
    name, found, _ = result
    top = SOURCES / name / "site"
    lying = {
        path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()
    }
    named = {one.source for one in found.files} | set(found.left)
    named |= {one.source for one in (*found.points, *found.problems)}
    assert lying <= named
    assert found.problems == ()


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    source = SOURCES / "hugo" / "site"
    migrate(source, tmp_path / "new", DAY, is_dry=False)
    before = {
        path: path.read_bytes()
        for path in (tmp_path / "new").rglob("*")
        if path.is_file()
    }
    mine = tmp_path / "new" / "content" / "articles" / "2021" / "harbour" / "index.md"
    mine.write_text("---\ntitle: Mine\n---\n", encoding="utf-8")
    found, taken, count = migrate(source, tmp_path / "new", DAY, is_dry=False)
    assert count == 0
    # The settings are there, so no others are begun.
    assert {one.source for one in taken} == {one.path for one in found.files}
    assert mine.read_text(encoding="utf-8") == "---\ntitle: Mine\n---\n"
    del before[mine]
    assert all(path.read_bytes() == data for path, data in before.items())


def test_a_dry_run_writes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    source = SOURCES / "jekyll" / "site"
    dry, _, count = migrate(source, tmp_path / "new", DAY, is_dry=True)
    assert (count, (tmp_path / "new").exists()) == (0, False)
    assert migrate(source, tmp_path / "new", DAY, is_dry=False)[0] == dry


def written(found: Migration, path: str) -> str:
    """The text of a file that a migration writes."""
    data = next(one.data for one in found.files if one.path == path)
    assert data is not None
    return data.decode()


def site_of(folder: Path, **files: str) -> Path:
    """Write files of an old site; `__` in a name stands for `/`, `_dot_` for a point."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_marks_of_hugo_become_ours_or_are_told_with_their_line(tmp_path: Path) -> None:
    found = plan_migration(SOURCES / "hugo" / "site", None, DAY)
    text = written(found, "content/articles/2021/harbour/index.md")
    assert "[the ferry](/articles/last-ferry/)" in text
    assert "[the note](/articles/the-crane/#height)" in text
    assert "<https://www.youtube.com/watch?v=dQw4w9WgXcQ>" in text
    assert "image: map.png" in text
    told = [str(one) for one in found.points if "notice" in str(one)]
    assert len(told) == 1
    assert told[0].startswith("content/posts/harbour/index.md:32: {{< notice >}}")


def front(title: str, date: str, **more: str) -> str:
    """Write a piece with front matter."""
    said = {"title": title, "date": date} | more
    lines = "".join(f"{key}: {value}\n" for key, value in said.items())
    return f"---\n{lines}---\n{title} has words.\n"


HUGO = 'title="H"\ndefaultContentLanguage="en"\n[languages.en]\nweight=1\n[languages.fr]\nweight=2\n'


@pytest.mark.parametrize(
    "files",
    [
        {
            "hugo_dot_toml": HUGO,
            "content__posts__gate_dot_md": front("Gate", "2020-01-02"),
            "content__posts__gate_dot_fr_dot_md": front("Porte", "2020-01-01"),
        },
        {
            "hugo_dot_toml": HUGO,
            "content__posts__gate_dot_md": front(
                "Gate", "2020-01-02", translationKey="g"
            ),
            "content__posts__porte_dot_fr_dot_md": front(
                "Porte", "2020-01-01", translationKey="g"
            ),
        },
        {
            "pelicanconf_dot_py": "SITENAME = 'P'\nDEFAULT_LANG = 'en'\n",
            "content__gate_dot_md": "Title: Gate\nDate: 2020-01-02\nSlug: gate\n\nWords.\n",
            "content__porte_dot_md": "Title: Porte\nDate: 2020-01-02\nSlug: gate\nLang: fr\n"
            "Translation: true\n\nMots.\n",
        },
        {
            "_config_dot_yml": "title: J\nlang: en\n",
            "_posts__2020-01-02-gate_dot_md": front("Gate", "2020-01-02", ref="g"),
            "_posts__2020-01-03-porte_dot_md": front(
                "Porte", "2020-01-03", ref="g", lang="fr"
            ),
        },
        {
            "_dot_eleventy_dot_js": "module.exports = () => ({});\n",
            "_data__site_dot_json": '{"title": "E", "lang": "en"}',
            "en__posts__gate_dot_md": front("Gate", "2020-01-02"),
            "fr__posts__gate_dot_md": front("Porte", "2020-01-02"),
        },
    ],
    ids=["hugo by name", "hugo by key", "pelican", "jekyll", "eleventy"],
)
def test_a_piece_in_another_language_translates_that_of_the_site(
    tmp_path: Path, files: dict[str, str]
) -> None:
    found = plan_migration(site_of(tmp_path / "old", **files), None, DAY)
    pieces = {
        one.source: one.data.decode()
        for one in found.files
        if one.data and one.path.startswith("content/articles/")
    }
    gate = next(text for text in pieces.values() if "title: Gate" in text)
    other = next(text for text in pieces.values() if "title: Porte" in text)
    assert "translation_of: gate\n" in other
    for text in (gate, other.replace("translation_of", "")):
        assert "ranslation" not in text
        assert "ref: g" not in text


def test_two_pieces_of_one_language_are_no_translations(tmp_path: Path) -> None:
    old = site_of(
        tmp_path / "old",
        _config_dot_yml="title: J\nlang: en\n",
        **{f"_posts__2020-01-0{n}-{n}_dot_md": front(f"N{n}", "2020-01-02", ref="g")
           for n in (1, 2)},
    )  # fmt: skip
    found = plan_migration(old, None, DAY)
    texts = [written(found, f"content/articles/2020/{n}.md") for n in (1, 2)]
    assert all("translation_of" not in one and "ref: g" in one for one in texts)


def test_files_of_a_piece_stay_in_its_folder_below_that_of_a_listing(
    tmp_path: Path,
) -> None:
    old = site_of(
        tmp_path / "old",
        hugo_dot_toml="",
        content__posts___index_dot_md="---\ntitle: Posts\n---\nAll of them.\n",
        content__posts__gate__index_dot_md=front("Gate", "2020-01-02")
        + "Before <!--more--> behind. ![Gate](gate.png)\n",
        content__posts__gate__gate_dot_png="x",
    )
    found = plan_migration(old, None, DAY)
    assert "content/articles/2020/gate/gate.png" in {one.path for one in found.files}
    text = written(found, "content/articles/2020/gate/index.md")
    assert "Before behind. ![Gate](gate.png)" in text


def test_shortcodes_called_as_ours_and_written_otherwise_stop_no_build(
    tmp_path: Path,
) -> None:
    old = site_of(
        tmp_path / "old",
        hugo_dot_toml="",
        content__posts__a_dot_md='---\ntitle: A\ndate: 2020-01-02\n---\n'
        '{{< table "a" "b" >}}\nx\n{{< /table >}}\n\n{{< figure align="left" >}}\n\n'
        '{{< pull >}}Words.{{< /pull >}}\n',
    )  # fmt: skip
    found, _, _ = migrate(old, tmp_path / "new", DAY, is_dry=False)
    text = written(found, "content/articles/2020/a.md")
    assert '{{</* table "a" "b" */>}}\nx\n{{</* /table */>}}' in text
    assert "{{< pull >}}Words.{{< /pull >}}" in text
    told = {str(one).partition(" means")[0] for one in found.points}
    assert {one.partition(": ")[2] for one in told} >= {
        "{{< table >}}",
        "{{< figure >}}",
    }
    site = SiteFolder.__new__(SiteFolder)
    site.folder = tmp_path / "new"
    assert site.build(today=DAY).problems == ()


def test_a_piece_that_cannot_be_read_is_a_problem_and_published_nowhere(
    tmp_path: Path,
) -> None:
    files = {
        "hugo.yaml": "baseURL: https://heron.example/\ntitle: Heron\n",
        "content/posts/good.md": "---\ntitle: Good\ndate: 2020-01-02\n---\nText.\n",
        "content/posts/secret.md": '---\ntitle: "Secret\ndraft: true\n---\nNobody.\n',
    }
    found = plan_migration(site_of(tmp_path / "old", **files), None, DAY)
    assert [one.source for one in found.problems] == ["content/posts/secret.md"]
    assert not [one.path for one in found.files if "secret" in one.path]
    assert not [line for line in found.redirects if "secret" in line]


@pytest.mark.parametrize(
    ("setting", "text", "broken"),
    [
        ("pelicanconf.py", "SITENAME = 'Heron'\n", "content/broken.md"),
        ("_config.yml", "title: Heron\n", "_posts/2020-01-03-broken.md"),
        ("eleventy.config.js", "export default function (c) {}\n", "posts/broken.md"),
    ],
)
def test_bytes_that_are_no_text_are_a_problem_whatever_made_the_site(
    tmp_path: Path, setting: str, text: str, broken: str
) -> None:
    folder = site_of(tmp_path / "old", **{setting: text, broken: ""})
    (folder / broken).write_bytes(b"---\ntitle: A\n---\n\xff\xfe words")
    found = plan_migration(folder, None, DAY)
    assert [one.source for one in found.problems] == [broken]
    assert not [one.path for one in found.files if "broken" in one.path]


def test_nothing_leads_to_the_files_of_a_draft(tmp_path: Path) -> None:
    text = "---\ntitle: Boats\ndate: 2020-01-02\ndraft: true\n---\n![a](boat.svg)\n"
    files = {
        "hugo.yaml": "baseURL: https://heron.example/\ntitle: Heron\n",
        "content/posts/good.md": "---\ntitle: Good\ndate: 2020-01-02\n---\nText.\n",
        "content/posts/boats/index.md": text,
        "content/posts/boats/boat.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    }
    found, _, _ = migrate(
        site_of(tmp_path / "old", **files), tmp_path / "new", DAY, is_dry=False
    )
    assert any(one.path.endswith("boats/boat.svg") for one in found.files)
    assert not [line for line in found.redirects if "boat" in line]
    site = SiteFolder.__new__(SiteFolder)
    site.folder = tmp_path / "new"
    assert site.build(today=DAY).problems == ()


def test_a_time_keeps_the_day_that_its_house_had() -> None:
    hugo = plan_migration(SOURCES / "hugo" / "site", None, DAY)
    text = written(hugo, "content/articles/2019/lamp-tax.md")
    assert "date: '2019-03-01T00:20:00+01:00'" in text
    jekyll = plan_migration(SOURCES / "jekyll" / "site", None, DAY)
    # 23:40 in Greenwich was the next day by the clock of that site.
    assert "date: '2019-03-01T00:40:00+01:00'" in written(
        jekyll, "content/articles/2019/lamps.md"
    )


@pytest.mark.parametrize("zone", ["Europ/Berlin", "../../../x", "/etc/hostname", "\0"])
def test_a_time_zone_that_there_is_none_of_opens_no_file(
    tmp_path: Path, zone: str
) -> None:
    old = site_of(
        tmp_path,
        _config_dot_yml=f"timezone: {json.dumps(zone)}\n",
    )
    (old / "_posts").mkdir()
    (old / "_posts" / "2020-01-02-a.md").write_text(
        "---\ntitle: A\ndate: 2020-01-02 10:00\n---\n", encoding="utf-8"
    )
    text = written(plan_migration(old, None, DAY), "content/articles/2020/a.md")
    assert "date: '2020-01-02T10:00:00Z'\n" in text


def test_keys_into_data_files_become_names_with_files_of_their_own() -> None:
    found = plan_migration(SOURCES / "jekyll" / "site", None, DAY)
    ferry = written(found, "content/articles/2020/last-ferry.md")
    assert "authors:\n- Jonas Thorbecke\n- Mara Lindqvist\n" in ferry
    jonas = written(found, "content/authors/jonas-thorbecke.md")
    assert jonas == "---\nname: Jonas Thorbecke\nrole: Harbour master\n---\n"


def test_notes_lists_and_links_of_restructuredtext_become_markdown() -> None:
    found = plan_migration(SOURCES / "pelican" / "site", None, DAY)
    text = written(found, "content/articles/2019/the-lock.md")
    assert text.endswith(
        "A lock is a *lift* for water [^1], as [the harbour](/articles/harbour/) knows.\n\n"
        "## Gates\n\n- Upper gate\n- Lower gate\n\n![A lamp](/files/images/lamp.png)\n\n"
        "[^1]: Both ways.\n"
    )


def test_authors_that_semicolons_part_keep_their_commas() -> None:
    found = plan_migration(SOURCES / "pelican" / "site", None, DAY)
    text = written(found, "content/articles/2021/harbour.md")
    assert "authors:\n- Lindqvist, Mara\n- Thorbecke, Jonas\n" in text
    assert "dek: What a harbour costs, and who pays for it.\n" in text
    assert "[about](/about/)" in text
    assert "[Mara](/authors/lindqvist-mara/)" in text


def test_settings_in_python_are_read_and_never_run(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    old = site_of(
        tmp_path / "old",
        pelicanconf_dot_py=f"open({str(ran)!r}, 'w')\nSITENAME = 'Old ' + 'Site'\n"
        f"TIMEZONE = [open({str(ran)!r}, 'w')]\nARTICLE_URL = '{{slug.__class__}}/{{slug}}'\n",
        content__a_dot_md="Title: A: B\nDate: 2020-01-02\n\nWords.\n",
    )
    found = plan_migration(old, None, DAY)
    assert found.title == "Old Site"
    assert not ran.exists()
    assert "title: 'A: B'\n" in written(found, "content/articles/2020/a-b.md")


def test_eleventy_shows_days_by_greenwich_and_tags_of_folders_are_no_topics() -> None:
    found = plan_migration(SOURCES / "eleventy" / "site", None, DAY)
    text = written(found, "content/articles/2021/harbour.md")
    assert "date: '2021-03-12T04:30:00Z'\n" in text
    assert "topics:\n- ports\n- budgets\ndek:" in text
    assert "image: files/images/lamp.png\nimage_alt: A lamp\n" in text


def test_an_address_that_code_makes_is_told(tmp_path: Path) -> None:
    old = site_of(
        tmp_path,
        eleventy_dot_config_dot_js="module.exports = () => ({});",
        a_dot_md="---\ntitle: A\ndate: 2020-01-02\n"
        "permalink: /{{ page.date | ourOwn }}/a/\n---\nWords.\n",
    )
    found = plan_migration(old, None, DAY)
    assert "aliases" not in written(found, "content/articles/2020/a.md")
    assert [one for one in found.points if "ourOwn" in str(one)]


def test_drafts_and_what_was_taken_down_stay_drafts() -> None:
    found = plan_migration(SOURCES / "jekyll" / "site", None, DAY)
    assert "draft: true" in written(found, "content/articles/undated/idea.md")
    assert "draft: true" in written(found, "content/articles/2022/hidden.md")
    assert found.counts["draft"] == 2


def test_the_weight_of_a_page_is_its_order_and_that_of_a_piece_is_told(
    tmp_path: Path,
) -> None:
    files = {
        "hugo.yaml": "baseURL: https://heron.example/\ntitle: Heron\n",
        "content/posts/a.md": "---\ntitle: A\ndate: 2020-01-02\nweight: 10\n---\nWords.\n",
        "content/about.md": "---\ntitle: About\nweight: 20\n---\nWords.\n",
    }
    found = plan_migration(site_of(tmp_path / "old", **files), None, DAY)
    told = [(one.source, one.message) for one in found.points]
    assert ("content/posts/a.md", Kind.MIGRATED_KEY.of("weight")) in told
    assert "weight" not in written(found, "content/articles/2020/a.md")
    assert "order: 20\n" in written(found, "content/pages/about.md")


@pytest.mark.parametrize(
    "header",
    [
        '---\ntitle: A\ndate: 2020-01-02\ntags: [X]\n---\n',
        '+++\ntitle = "A"\ndate = 2020-01-02\ntags = ["X"]\n+++\n',
        '{"title": "A", "date": "2020-01-02", "tags": ["X"]}\n',
        '---json\n{"title": "A", "date": "2020-01-02", "tags": ["X"]}\n---\n',
        '---\r\ntitle: A\r\ndate: 2020-01-02\r\ntags:\r\n- X\r\n---\r\n',
        '\ufeff---\ntitle: A\ndate: 2020-01-02\ntags:\n  - X\n---\n',
        '---\nbase: &b [X]\ntitle: A\ndate: 2020-01-02\ntags: *b\n---\n',
    ],
)  # fmt: skip
def test_front_matter_of_every_syntax_says_the_same(
    tmp_path: Path, header: str
) -> None:
    old = site_of(tmp_path, hugo_dot_toml="")
    (old / "content" / "posts").mkdir(parents=True)
    (old / "content" / "posts" / "a.md").write_bytes(f"{header}\nWords.\n".encode())
    text = written(plan_migration(old, None, DAY), "content/articles/2020/a.md")
    assert "title: A\n" in text
    assert "date: 2020-01-02\n" in text
    assert "topics:\n- X\n" in text
    assert text.endswith("\n\nWords.\n")


def test_hostile_folders_are_told_and_do_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    old = site_of(
        tmp_path / "old",
        hugo_dot_toml='[permalinks]\nposts = "/../../:slug/"\n',
        content__posts__a_dot_md="---\ntitle: A\ndate: 2020-01-02\n"
        "slug: ../../../../etc/passwd\nimage: ../../../secret.md\n"
        "aliases: [/../../x, '/a\\b']\n---\n[x](../../../../secret.md)\n",
        content__posts__tag_dot_md="---\ntitle: !!python/object/apply:os.system ['true']\n"
        "date: 2020-01-03\n---\nWords.\n",
        content__posts__open_dot_md="---\ntitle: Open\n",
        content__posts__bomb_dot_md="---\na: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n"
            for a, b in zip("abcdefghi", "bcdefghij", strict=True)
        )
        + "---\nWords.\n",
        content__posts__deep_dot_md="---\ntitle: " + "[" * 5000 + "\n---\nWords.\n",
    )
    os.symlink(secret, old / "content" / "posts" / "link.md")
    os.symlink(old, old / "content" / "loop")
    found = plan_migration(old, None, DAY)
    told = {one.source for one in (*found.points, *found.problems)}
    assert {"content/posts/link.md", "content/loop"} <= told
    assert {"content/posts/bomb.md", "content/posts/deep.md"} <= told
    for one in found.files:
        assert ".." not in one.path
        assert one.path == os.path.normpath(one.path)
        assert b"Secret" not in (one.data or b"")
    assert any("etc-passwd" in one.path for one in found.files)


@pytest.mark.parametrize(
    "body",
    [
        '{{< a ' + '"" ' * 20_000, '{{< a "' * 20_000, "{% a " + "'' " * 20_000,
        "{{ " * 20_000, "{#" * 20_000, "# " + " " * 20_000 + "\n{: x", "`" * 20_000,
        "`a``" * 20_000, "{% comment %}" * 20_000, "{% raw %}" * 20_000,
    ],
    ids=lambda body: body[:6],
)  # fmt: skip
@pytest.mark.parametrize("sign", ["hugo.toml", "_config.yml", "eleventy.config.js"])
def test_marks_that_never_close_take_no_longer_than_they_are_long(
    tmp_path: Path, body: str, sign: str
) -> None:
    (tmp_path / sign).touch()
    for room in ("content/posts", "_posts"):
        (tmp_path / room).mkdir(parents=True)
        (tmp_path / room / "2020-01-02-a.md").write_text(
            f"---\ntitle: A\ndate: 2020-01-02\n---\n{body}\n", encoding="utf-8"
        )
    # It would be minutes: what ends the run tells of it.
    assert plan_migration(tmp_path, None, DAY).counts["article"] > 0


def test_a_folder_of_no_known_site_is_refused_with_the_signs_of_all(
    tmp_path: Path,
) -> None:
    site_of(tmp_path, a_dot_md="Words.\n")
    with pytest.raises(UsageError, match=r"hugo\.toml.*_config\.yml"):
        plan_migration(tmp_path, None, DAY)


def test_the_command_says_what_would_come_of_a_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, to = str(SOURCES / "hugo" / "site"), str(tmp_path / "new")
    assert main(["migrate", source, "--to", to, "--check"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Hugo “Harbour Notes”: 8 articles, 1 draft, 3 pages, 1 term")
    assert "nothing written" in said
    assert main(["migrate", source, "--to", to]) == 0
    assert "wrote 20 files" in capsys.readouterr().out
    assert main(["build", "--site", to, "--today", DAY]) == 0


def test_a_category_that_is_no_topic_stays(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: Old\n", "utf-8")
    (tmp_path / "_posts").mkdir()
    post = "---\ntitle: A\ncategories: [news, Ports]\n---\nText:\n- a\n  - b\n"
    (tmp_path / "_posts/2019-03-01-a.md").write_text(post, "utf-8")
    found = plan_migration(tmp_path, None, DAY)
    (made,) = [one for one in found.files if one.path.endswith("/a.md")]
    assert made.data is not None
    fields, _, body = parse_front_matter(made.data.decode(), made.path)
    assert fields["topics"] == ["Ports"]
    assert fields["extra"] == {"categories": "news"}
    assert body == "Text:\n\n- a\n    - b"

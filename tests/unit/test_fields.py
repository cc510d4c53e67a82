"""Fields of a site's own: from settings and front matter to pages, cards and feeds."""

from __future__ import annotations

import io
import json
import re
import typing
from pathlib import Path

import pytest
from doc_examples import DOCS, site_of
from harness import SETTINGS, SiteFolder, article
from PIL import Image
from raw_samples import WITH_KEYS

from commentariat.archive.judge import (
    give_fields,
    judge_page,
    judge_term,
    open_content,
)
from commentariat.archive.judge import parse_article as judge_article
from commentariat.archive.model import Article
from commentariat.archive.own_fields import sort_key
from commentariat.check.outlinks import lines_of_link
from commentariat.config import Settings, parse_settings
from commentariat.errors import SourceError
from commentariat.fields import Field, FieldKind
from commentariat.live.site import LiveEpoch, LiveSite
from commentariat.pipeline import check_site
from commentariat.site import views
from commentariat.site.views import Card

FIELDS = """
[tool.commentariat.fields]
podcast = { kind = "file", feed = true }
rating = { kind = "number" }
guests = { many = true, label = "With", on = ["articles", "pages"] }
held = { kind = "date" }
watch = { kind = "link", many = true }
method = { kind = "markdown", on = ["articles", "authors"] }
portrait = { kind = "picture" }
sponsored = { kind = "flag" }
"""


def settings_with(text: str) -> Settings:
    return parse_settings(SETTINGS + text)


def faults_of(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        settings_with(text)
    return [str(problem) for problem in caught.value.problems]


def parse(**fields: object) -> Article:
    text = article("T", "Text, [on](first.md).", **fields)
    return judge_article(text.encode(), "articles/t.md", settings_with(FIELDS).schema)


def test_a_row_says_what_a_field_is() -> None:
    podcast, rating, guests, *_ = settings_with(FIELDS).fields
    assert podcast == Field("podcast", FieldKind.FILE, "Podcast", is_in_feeds=True)
    assert rating == Field("rating", FieldKind.NUMBER, "Rating")
    assert guests == Field(
        "guests", label="With", on=("articles", "pages"), is_many=True
    )


def test_a_name_alone_under_on_is_a_list_of_one() -> None:
    found = settings_with('\n[tool.commentariat.fields]\nseat = { on = "centers" }\n')
    assert found.fields == (Field("seat", label="Seat", on=("centers",)),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('podcast = { kind = "audio" }', "expected 'text' or 'markdown' or 'number'"),
        ("podcast = { knd = 1 }", "no setting is called 'knd'; did you mean 'kind'?"),
        ('podcast = { on = "article" }', "did you mean 'articles'?"),
        ('podcast = { on = [] }', "expected a on, found none"),
        ('title = { kind = "text" }', "front matter has the key 'title' already"),
        ('topics = {}', "front matter has the key 'topics' already"),
        ('role = { on = "regions" }', "front matter has the key 'role' already"),
        ('"No Name" = {}', "small letters, digits and '_', found 'No Name'"),
        ('x = { kind = "markdown", cards = true }', "'cards' is for a field whose kind"),
        ('x = { kind = "number", feed = true }', "is 'link' or 'file' or 'picture'"),
        ('x = { kind = "markdown", schema = "about" }', "found one of kind 'markdown'"),
        ('x = { schema = "headline" }', "pages say 'headline' already"),
        ('x = { schema = "Isbn" }', "expected a property of schema.org"),
        ('x = { on = "pages", cards = true }', "name 'articles', or a section"),
        ("x = 3", "expected a table under 'x', found 3"),
    ],
)  # fmt: skip
def test_a_row_at_fault_is_told_with_its_line(row: str, said: str) -> None:
    (fault,) = faults_of(f"\n[tool.commentariat.fields]\n{row}\n")
    line = SETTINGS.count("\n") + 3
    assert fault.startswith(f"pyproject.toml:{line}: ")
    assert said in fault


def test_every_kind_keeps_its_values_as_they_are_written() -> None:
    found = parse(
        podcast="files/a.mp3", rating="3.50", guests=["Ana", "Ben", "Ana"],
        held="2024-03-15 06:00", watch=["/about/", "https://else.test/v"],
        method="Asked *all*,\nas [told](../pages/how.md).", portrait="/files/p.jpg",
        sponsored=True,
    )  # fmt: skip
    assert found.fields == {
        "podcast": ("files/a.mp3",),
        "rating": ("3.50",),
        "guests": ("Ana", "Ben"),
        "held": ("2024-03-15T06:00:00Z",),
        "watch": ("/about/", "https://else.test/v"),
        "method": ("Asked *all*,\nas [told](../pages/how.md).",),
        "portrait": ("files/p.jpg",),
        "sponsored": ("true",),
    }


def test_what_its_fields_lead_to_is_among_its_links() -> None:
    found = parse(
        podcast="files/a.mp3", watch=["/about/", "https://else.test/v"],
        method="As [told](../pages/how.md).", guests=["/not/one"],
    )  # fmt: skip
    assert found.links == ("first.md", "files/a.mp3", "/about/", "../pages/how.md")


def test_what_says_nothing_is_no_value() -> None:
    found = parse(podcast="", guests=[], watch=["", ""], sponsored=False, rating=None)
    assert found.fields == {}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rating": "much"}, "a number as 12 or 3.5 for 'rating', found 'much'"),
        ({"rating": "1e9"}, "found '1e9'"),
        ({"rating": "9" * 16}, "a number as 12 or 3.5"),
        ({"guests": "Ana"}, "expected a list under 'guests', found 'Ana'"),
        ({"guests": ["Ana", ["Ben"]]}, "expected a text for 'guests[1]', found a list"),
        ({"podcast": "../secret.mp3"}, "expected a file as 'files/name.jpg'"),
        ({"watch": ["javascript:alert(1)"]}, "a whole URL, found 'javascript:alert(1)'"),
        ({"watch": ["//else.test/"]}, "expected '/path/' or a whole URL"),
        ({"watch": ["https://else.test/a b"]}, "expected '/path/' or a whole URL"),
        ({"watch": ["else.test"]}, "found 'else.test'"),
        ({"held": "soon"}, "for 'held', found 'soon'"),
        ({"sponsored": "perhaps"}, "expected true or false for 'sponsored'"),
        ({"podcasts": "files/a.mp3"}, "no key is called 'podcasts'; did you mean"),
    ],
)  # fmt: skip
def test_a_value_at_fault_is_told_with_its_line(
    fields: dict[str, object], said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse(**fields)
    (fault,) = map(str, caught.value.problems)
    assert said in fault
    assert not fault.startswith("articles/t.md:0")


def test_terms_and_pages_have_those_that_name_them() -> None:
    schema = settings_with(FIELDS).schema
    term = open_content(b"---\nname: A\nmethod: By *hand*.\n---\n", "authors/a.md")
    assert judge_term(term, "authors", schema).fields == {"method": ("By *hand*.",)}
    with pytest.raises(SourceError, match="no key is called 'method'"):
        judge_term(term, "regions", schema)
    page = open_content(b"---\ntitle: A\nguests: [Ana]\n---\n", "pages/a.md")
    assert judge_page(page, schema).fields == {"guests": ("Ana",)}


def test_what_is_remembered_is_judged_anew_where_a_row_is_another(
    tmp_path: Path,
) -> None:
    site = SiteFolder(tmp_path, SETTINGS + FIELDS)
    site.write("content/articles/a.md", article("A", rating="good"))
    said = "content/articles/a.md:4: expected a number as 12 or 3.5"
    assert said in site.build().problems[0]
    site.write("pyproject.toml", SETTINGS + FIELDS.replace('kind = "number"', ""))
    assert not site.build().problems
    site.write("pyproject.toml", SETTINGS)
    (problem,) = site.build().problems
    assert "no key is called 'rating'" in problem


def test_values_are_put_in_the_order_of_their_kind() -> None:
    def ordered(kind: FieldKind, *values: str) -> list[str]:
        return sorted(values, key=lambda one: sort_key(kind, one, "en"))

    assert ordered(FieldKind.NUMBER, "", "10", "-3", "2.5") == ["-3", "2.5", "10", ""]
    assert ordered(FieldKind.TEXT, "b", "", "Á", "C") == ["Á", "b", "C", ""]
    dates = ["2024", "2024-05", "2024-05-01", "2024-05-01T23:00:00+09:00",
             "2024-05-01T15:00:00Z", "2024-05-02", ""]  # fmt: skip
    assert ordered(FieldKind.DATE, *reversed(dates)) == dates


def test_what_is_given_to_an_article_is_judged_and_its_own_words_stay() -> None:
    schema = settings_with(FIELDS).schema
    given = {"rating": 4.5, "guests": ("Ana", 2), "sponsored": True, "podcast": None,
             "watch": ["/about/"], "method": "By hand."}  # fmt: skip
    found = give_fields(parse(method="By *eye*."), given, schema)
    assert found.fields == {
        "rating": ("4.5",),
        "guests": ("Ana", "2"),
        "sponsored": ("true",),
        "watch": ("/about/",),
        "method": ("By *eye*.",),
    }
    assert found.links == ("first.md", "/about/")
    with pytest.raises(SourceError, match="no key is called 'ratings'; did you mean"):
        give_fields(parse(), {"ratings": 3}, schema)
    with pytest.raises(SourceError, match="no key is called 'title'"):
        give_fields(parse(), {"title": "Another"}, schema)


# Pages

ARTICLE = article(
    "The Ferry", "Text.", slug="ferry", date="2024-03-04", authors=["Ana Ruiz"],
    podcast="files/a.mp3", rating="3.5", guests=["Ben", "Ćiro <b>"],
    held="2024-05-06 18:00", watch=["/authors/ana-ruiz/", "https://else.test/v.mp4"],
    method="Asked *all*.\n\nSee [Ana](/authors/ana-ruiz/).", portrait="/files/p.jpg",
    sponsored=True,
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", SETTINGS + FIELDS)
    picture = io.BytesIO()
    Image.new("RGB", (900, 400), "red").save(picture, "JPEG")
    site.write("content/files/a.mp3", b"ID3").write(
        "content/files/p.jpg", picture.getvalue()
    )
    return site.write("content/articles/ferry.md", ARTICLE)


def test_what_is_known_of_fields_is_known_of_every_page_that_has_some() -> None:
    kinds = [one for one in vars(views).values() if isinstance(one, type)]
    pages = [one for one in kinds if issubclass(one, views.View) and one is not Card]
    with_fields = {one for one in pages if "fields" in one.__struct_fields__}
    assert with_fields == {*typing.get_args(views._WITH_FIELDS)}


def test_a_page_shows_each_field_under_its_label(site: SiteFolder) -> None:
    assert not site.build().problems
    page = site.page("articles/ferry/")
    for said in (
        '>Podcast</h2>\n<audio controls preload="none" src="/files/a.mp3"></audio>',
        "<dt>Rating</dt>\n<dd>3.5</div>",
        "<dt>With</dt>\n<dd>Ben<dd>Ćiro &lt;b&gt;</div>",
        '<dd><time datetime="2024-05-06T18:00:00Z">6 May 2024, 18:00</time>',
        '<dd><a href="/authors/ana-ruiz/">/authors/ana-ruiz/</a>',
        '<dd><a href="https://else.test/v.mp4">else.test/v.mp4</a>',
        '<p>Asked <em>all</em>.</p>\n<p>See <a href="/authors/ana-ruiz/">Ana</a>.</p>',
        'src="/files/p.jpg" alt="Portrait" width="900" height="400"',
        "<dt>Sponsored</dt>\n<dd>Yes</div>",
    ):
        assert said in page
    assert "media-src 'self'" in page
    assert page.index("<audio") < page.index("Text.") < page.index("Asked")


def test_a_site_without_fields_says_nothing_of_them(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.write("content/articles/a.md", article("A", date="2024-03-04")).build()
    page = site.page("articles/a/")
    assert "field" not in page
    assert "media-src" not in page
    assert "attachments" not in site.page("feed.json")


def test_machines_are_told_by_the_property_that_a_row_names(site: SiteFolder) -> None:
    rows = FIELDS.replace("feed = true", 'feed = true, schema = "audio"')
    rows = rows.replace('kind = "number"', 'kind = "number", schema = "position"')
    rows = rows.replace("many = true, label", 'many = true, schema = "about", label')
    site.write("pyproject.toml", SETTINGS + rows).build()
    data = re.search(r'ld\+json">(.*)</script>', site.page("articles/ferry/"))
    assert data
    node = json.loads(data[1])["@graph"][0]
    assert node["audio"] == {
        "@type": "AudioObject",
        "contentUrl": "https://archive.test/files/a.mp3",
        "encodingFormat": "audio/mpeg",
    }
    assert node["position"] == 3.5
    assert node["about"] == ["Ben", "Ćiro <b>"]


def test_feeds_have_a_recording_beside_its_piece(site: SiteFolder) -> None:
    site.build()
    url = "https://archive.test/files/a.mp3"
    atom = f'<link rel="enclosure" href="{url}" type="audio/mpeg" title="Podcast"/>'
    assert atom in site.page("feed.xml")
    assert atom in site.page("authors/ana-ruiz/feed.xml")
    (item,) = json.loads(site.page("feed.json"))["items"]
    assert item["attachments"] == [
        {"url": url, "mime_type": "audio/mpeg", "title": "Podcast"}
    ]


def test_feeds_have_a_picture_beside_its_piece(site: SiteFolder) -> None:
    row = '[tool.commentariat.fields.cover]\nkind = "picture"\nfeed = true\n'
    site.write("pyproject.toml", SETTINGS + FIELDS + row)
    site.write("content/files/cover.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write(
        "content/articles/ferry.md",
        ARTICLE.replace("title:", "cover: files/cover.svg\ntitle:", 1),
    ).build()
    url = "https://archive.test/files/cover.svg"
    link = f'<link rel="enclosure" href="{url}" type="image/svg+xml" title="Cover"/>'
    assert link in site.page("feed.xml")


def test_cards_show_what_a_row_asks_for_and_an_edit_of_it_reaches_them(
    site: SiteFolder,
) -> None:
    rows = FIELDS.replace('kind = "number"', 'kind = "number", cards = true')
    site.write("pyproject.toml", SETTINGS + rows).build()
    card = '<p class="when">Rating: 3.5</p>'
    assert card in site.page("authors/ana-ruiz/")
    site.write("content/articles/ferry.md", ARTICLE.replace("3.5", "4.5")).build()
    assert card.replace("3.5", "4.5") in site.page("authors/ana-ruiz/")
    assert site.output() == site.clean_output(site.folder.parent / "clean")
    site.write(
        "content/articles/ferry.md", ARTICLE.replace("3.5", "4.5").replace("Ben", "Eva")
    )
    site.build().rendered("articles/ferry/index.html")


def test_what_a_template_shows_itself_the_theme_leaves_out(site: SiteFolder) -> None:
    site.write(
        "templates/article.html",
        '{% extends "shipped/article.html" %}{% block byline %}'
        "{{ page.fields.rating }} {% for one in page.fields.guests %}[{{ one }}]"
        '{% endfor %} {{ page.fields["podcast"].url }} {{ page.fields.method }}'
        "{{ page.fields.rating > 3 }} {{ page.fields.sponsored }} {{ page.fields.held }}"
        "{% endblock %}",
    )
    assert not site.build().problems
    page = site.page("articles/ferry/")
    assert "3.5 [Ben][Ćiro &lt;b&gt;] /files/a.mp3 <p>Asked <em>all</em>.</p>" in page
    assert "True True 6 May 2024, 18:00" in page
    for left in ("<dt>Rating", "<dt>With", "<audio", "<dt>Sponsored", ">Method</h2>"):
        assert left not in page
    assert "<dt>Watch</dt>" in page
    assert "media-src 'self'" in page


def test_a_field_that_there_is_none_of_is_told_with_those_that_there_are(
    site: SiteFolder,
) -> None:
    site.write(
        "templates/article.html",
        '{% extends "shipped/article.html" %}{% block byline %}\n'
        "{{ page.fields.podcst }}\n{% endblock %}",
    )
    (problem,) = site.build().problems
    assert problem.startswith("templates/article.html:2: ")
    assert "did you mean 'podcast'?" in problem


def test_terms_and_pages_show_theirs(site: SiteFolder) -> None:
    site.write(
        "content/authors/ana.md",
        "---\nname: Ana Ruiz\nslug: ana-ruiz\nmethod: By **hand**.\n---\nBio.\n",
    )
    site.write("content/pages/about.md", "---\ntitle: A\nguests: [Zoe]\n---\nText.\n")
    assert not site.build().problems
    assert "<p>By <strong>hand</strong>.</p>" in site.page("authors/ana-ruiz/")
    assert "<dt>With</dt>\n<dd>Zoe</div>" in site.page("about/")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("files/a.mp3", "files/b.mp3", "no file is called 'files/b.mp3' under content/"),
        ("/authors/ana-ruiz/\n", "/authors/ana/\n", "answers '/authors/ana/'"),
        ("(/authors/ana-ruiz/)", "(/authors/nobody/)", "answers '/authors/nobody/'"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_a_problem_on_its_line(
    site: SiteFolder, old: str, new: str, said: str
) -> None:
    site.build()
    text = ARTICLE.replace(old, new)
    site.write("content/articles/ferry.md", text)
    keys = {"files/b": "podcast:", "/authors/ana/": "- /authors", "(/": "method:"}
    key = next(key for part, key in keys.items() if part in new)
    lines = text.split("\n")
    line = next(n for n, one in enumerate(lines, 1) if one.startswith(key))
    for _ in range(2):
        (problem,) = site.build().problems
        assert problem.startswith(f"content/articles/ferry.md:{line}: ")
        assert said in problem


def test_a_recording_of_a_draft_is_not_out_before_it(site: SiteFolder) -> None:
    draft = ARTICLE.replace("slug: ferry", "slug: ferry\ndraft: true")
    site.write("content/articles/ferry.md", draft).build()
    assert not site.has("files/a.mp3")
    assert not site.has("files/p.jpg")


def test_a_link_of_a_field_to_what_is_not_out_is_asked_about_on_its_line(
    site: SiteFolder,
) -> None:
    site.write("content/articles/later.md", article("Later", slug="later", draft=True))
    text = ARTICLE.replace("/authors/ana-ruiz/", "/articles/later/")
    site.write("content/articles/ferry.md", text).build()
    lines = text.split("\n")
    asked = [one.line for one in site.report.open_points if "later" in str(one)]
    assert asked == [
        n for n, line in enumerate(lines, 1) if line.startswith(("- /art", "method:"))
    ]
    site.edit("content/articles/ferry.md", "Text.", "Text, [on](later.md).").build()
    asked = [one.line for one in site.report.open_points if "later" in str(one)]
    assert [lines[line - 1][:5] for line in asked] == ["- /ar", "metho", "Text."]


def test_a_recording_may_lie_beside_its_piece(site: SiteFolder) -> None:
    text = ARTICLE.replace("files/a.mp3", "talk.m4a")
    site.delete("content/articles/ferry.md").write(
        "content/articles/ferry/talk.m4a", "x"
    )
    site.write("content/articles/ferry/index.md", text)
    assert not site.build().problems
    assert '<audio controls preload="none" src="/articles/ferry/talk.m4a">' in (
        site.page("articles/ferry/")
    )


def test_check_finds_nothing_where_all_is_well(site: SiteFolder) -> None:
    site.build()
    report = check_site(site.options())
    assert [str(one) for one in (*report.problems, *report.open_points)] == []


def test_check_tells_of_what_leads_nowhere_as_a_build_does(site: SiteFolder) -> None:
    rows = FIELDS.replace(
        "many = true }\nmethod", "many = true, cards = true }\nmethod"
    )
    site.write("pyproject.toml", SETTINGS + rows)
    text = ARTICLE.replace("files/a.mp3", "files/b.mp3").replace("(/auth", "(/lost")
    text = text.replace("- /authors/ana-ruiz/", "- /authors/ana/")
    site.write("content/articles/ferry.md", text).build()
    built = {problem.partition(": ")[0] for problem in site.problems}
    checked = {
        str(one).partition(": ")[0] for one in check_site(site.options()).problems
    }
    assert checked == built
    assert len(built) == 3


def test_links_of_fields_to_other_sites_are_tested_where_that_is_asked_for(
    site: SiteFolder,
) -> None:
    site.build()
    (found,) = check_site(site.options()).external
    assert found == ("https://else.test/v.mp4", ("content/articles/ferry.md",))
    line = ARTICLE.split("\n").index("- https://else.test/v.mp4") + 1
    assert lines_of_link(ARTICLE, found[0], ARTICLE.count("\n")) == (line,)


def test_raw_files_fill_them_by_their_keys(site: SiteFolder) -> None:
    keys = '\n[tool.commentariat.sources.keys]\nstars = "rating"\nwith = "guests"\n'
    site.write("pyproject.toml", SETTINGS + FIELDS + keys)
    said = (
        '"stars": 4, "with": ["Ana", "Ben"], "held": "2024-05-06", "sponsored": true, '
        '"watch": "nowhere", "method": "All *stars*."'
    )
    site.write("content/raw/one.txt", WITH_KEYS % said).build()
    assert not site.problems
    (path,) = (site.folder / "content/articles").rglob("*one*.md")
    text = path.read_text(encoding="utf-8")
    for line in ("rating: '4'", "guests:\n- Ana\n- Ben", "held: 2024-05-06",
                 "sponsored: 'true'", "extra:\n  watch: nowhere",
                 "method: All \\*stars\\*."):  # fmt: skip
        assert line in text


def ferry(epoch: LiveEpoch) -> bytes:
    shown = epoch.render("articles/ferry/index.html")
    assert shown is not None
    assert shown.data is not None
    return shown.data


def test_a_preview_shows_a_row_of_settings_at_once(site: SiteFolder) -> None:
    live = LiveSite(site.options())
    epoch = live.open(lambda *_: None)
    assert b"<dt>Rating</dt>" in ferry(epoch)
    site.write(
        "pyproject.toml", SETTINGS + FIELDS.replace('"number"', '"text", label="R"')
    )
    epoch = live.update(frozenset({"pyproject.toml"}))
    assert b"<dt>R</dt>" in ferry(epoch)
    site.write("content/articles/ferry.md", ARTICLE.replace("3.5", "five"))
    epoch = live.update(frozenset({"content/articles/ferry.md"}))
    assert b"<dd>five" in ferry(epoch)


def test_a_preview_shows_a_page_with_a_lost_field_while_its_file_is_broken(
    site: SiteFolder,
) -> None:
    path = "content/articles/ferry.md"
    site.write(path, article("Ferry", slug="ferry", watch=["/articles/nowhere/"]))
    live = LiveSite(site.options())
    before = ferry(live.open(lambda *_: None))
    site.write(path, "---\ntitle: never closed\n")
    epoch = live.update(frozenset({path}))
    (problem,) = epoch.problems
    assert problem.kind == "no front matter"
    assert ferry(epoch) == before


def test_the_how_to_builds_what_it_says(tmp_path: Path) -> None:
    site = site_of("how-to/fields.md", tmp_path / "site")
    assert not site.build().problems
    page = site.page("articles/ferry/")
    assert '<p class="guests">with Ana Ruiz and Ben Okri</p>' in page
    assert "<dt>With" not in page
    assert ">Listen</h2>\n<audio" in page
    assert "We asked <em>all</em> crews" in page
    assert '"audio":{"@type":"AudioObject"' in page
    assert '<p class="when">With: Ana Ruiz, Ben Okri</p>' in site.page(
        "authors/mara-lindqvist/"
    )
    assert 'rel="enclosure" href="https://harbor.example/files/ferry.mp3"' in (
        site.page("feed.xml")
    )


def test_the_how_to_names_every_kind() -> None:
    text = (DOCS / "how-to/fields.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert named == set(map(str, FieldKind))

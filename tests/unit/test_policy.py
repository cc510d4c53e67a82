"""What the settings let pages load: in the pages, in bodies, and by `check`."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from harness import SETTINGS, SiteFolder, article
from hypothesis import given
from hypothesis import strategies as st
from live_preview import LivePreview

from commentariat.config import PolicySettings
from commentariat.engine.markup import make_portable, place_links, to_html
from commentariat.engine.markup_rules import PLAIN, MarkupRules
from commentariat.pipeline import check_site

POLICY = """
[tool.commentariat.policy]
scripts = ["https://stats.test"]
styles = ["https://css.test"]
pictures = ["https://p.test"]
media = ["https://m.test"]
frames = ["https://f.test"]
forms = ["https://n.test"]
connections = ["https://stats.test"]
"""
RULES = MarkupRules(
    ("https://p.test",),
    ("https://m.test",),
    ("https://f.test",),
    ("https://n.test",),
)
FRAME = '<iframe src="https://f.test/a" title="A film" loading="lazy"></iframe>'
FORM = (
    '<form action="https://n.test/a" method="post"><input type="email" name="m"></form>'
)
NO_SEARCH = "[tool.commentariat]\nsearch = false"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", SETTINGS + POLICY)
    return site.write(
        "content/articles/a.md", article("A", date="2021-03-04", slug="a")
    )


def base_with(head: str = "", foot: str = "") -> str:
    return (
        '{% extends "shipped/base.html" %}\n'
        f"{{% block head %}}{{{{ super() }}}}\n{head}\n{{% endblock %}}\n"
        f"{{% block footer %}}{{{{ super() }}}}\n{foot}\n{{% endblock %}}\n"
    )


def told(site: SiteFolder, family: str = "") -> list[str]:
    report = check_site(site.options())
    found = (*report.problems, *report.open_points)
    return [str(one) for one in found if one.kind.startswith(family)]


# --- bodies -----------------------------------------------------------------------------


def test_a_frame_and_a_form_reach_a_page_where_their_origin_is_named() -> None:
    assert to_html(FRAME, RULES) == FRAME
    assert to_html(FORM, RULES) == FORM
    assert to_html(FRAME) == ""
    assert to_html(FORM) == ""


@pytest.mark.parametrize("tag", ["audio", "video"])
def test_what_is_the_sites_own_is_always_played(tag: str) -> None:
    html = to_html(f'<{tag} src="files/talk" autoplay onplay="x()"></{tag}>')
    player = f'<{tag} src="files/talk" controls="" preload="none"></{tag}>'
    assert html in (player, f"<p>{player}</p>")
    placed, lost = place_links(html, {"files/talk": "/repo/files/talk"})
    assert (f'<{tag} src="/repo/files/talk"' in placed, lost) == (True, ())
    assert place_links(html, {})[1] == ("files/talk",)


def test_of_several_sources_those_that_may_be_played_are_left() -> None:
    html = to_html(
        '<video poster="https://evil.test/x.png"><source src="files/a.webm" type="video/webm">'
        '<source src="https://evil.test/a.mp4"><track src="files/a.vtt" srclang="en" '
        'label="English" kind="captions"><a href="files/a.webm" download>the film</a></video>'
    )
    assert html == (
        '<video controls="" preload="none"><source src="files/a.webm" type="video/webm">'
        '<track src="files/a.vtt" srclang="en" label="English" kind="captions">'
        '<a href="files/a.webm" download="">the film</a></video>'
    )


def test_a_player_with_nothing_to_play_leaves_its_words() -> None:
    html = '<video><source src="https://evil.test/a"><track src="a.vtt"><p>Words.</p></video>'
    assert to_html(html, RULES) == "<p>Words.</p>"
    assert to_html("<audio controls>Words.</audio>") == "<p>Words.</p>"


def test_pictures_of_an_origin_that_is_named_are_no_lost_ones() -> None:
    html = to_html("![x](https://p.test/a.png) ![y](//q.test/b.png)")
    placed, lost = place_links(html, {}, rules=RULES)
    assert lost == ("//q.test/b.png",)
    assert 'src="https://p.test/a.png" loading="lazy">' in placed
    assert place_links(html, {}, rules=MarkupRules(pictures=("self",)))[1] == (
        "https://p.test/a.png",
        "//q.test/b.png",
    )


def test_own_pages_are_framed_and_own_forms_sent_where_settings_say_self() -> None:
    rules = MarkupRules(frames=("self",), forms=("self",))
    for html in ('<iframe src="files/chart.html" loading="lazy"></iframe>',
                 '<form action="/search/" method="get"><input name="q"></form>'):  # fmt: skip
        assert to_html(html, rules) == html
        assert to_html(html, RULES) == ""
        assert to_html(html.replace('="f', '="https://f.test/f'), rules) in ("", html)


def test_fields_stand_in_a_form_or_nowhere() -> None:
    assert to_html('a <input name="x"> <button>b</button>', RULES) == "<p>a  b</p>"
    nested = f'<form action="https://evil.test/">{FORM}<input name="y"></form>'
    assert "evil" not in to_html(nested, RULES)


def test_of_a_form_nothing_is_let_through_that_sends_elsewhere() -> None:
    html = to_html(
        '<form action="https://n.test/a" enctype="text/plain" id="f">'
        '<input type="password" name="p"><input type="image" src="https://evil.test/a">'
        '<input form="f" formaction="https://evil.test/b"><input type="file">'
        '<button formaction="https://evil.test/c" formmethod="post">Go</button></form>'
        '<button form="f" formaction="https://evil.test/d">Out</button>', RULES
    )  # fmt: skip
    assert "evil" not in html
    assert not re.search(r"formaction|password|image|file|enctype| form=", html)
    assert html.count("<button") == 1


def test_of_a_frame_nothing_is_let_through_that_takes_more() -> None:
    html = to_html(
        '<iframe src="https://f.test/a" srcdoc="<script>x()</script>" name="x" allow="camera; '
        'fullscreen; microphone *; geolocation" referrerpolicy="unsafe-url" onload="x()" '
        'style="position:fixed" frameborder="0"><p>Words<script>x()</script></iframe>',
        RULES,
    )
    assert (
        html
        == '<iframe src="https://f.test/a" allow="fullscreen" loading="lazy"></iframe>'
    )


def test_a_script_in_a_body_never_reaches_a_page() -> None:
    html = '<script src="https://stats.test/x.js"></script><SCRIPT>x()</SCRIPT>'
    assert to_html(html, RULES).strip() == ""


def test_feeds_have_whole_addresses_of_what_is_played() -> None:
    html = '<video src="/files/a" poster="../b.jpg"><track src="c.vtt"></video>'
    assert make_portable(html, "https://archive.test/articles/x/") == (
        '<video src="https://archive.test/files/a" poster="https://archive.test/articles/b.jpg">'
        '<track src="https://archive.test/articles/x/c.vtt"></video>'
    )


PARTS = ("https://", "http:", "//", "/", "..", ".", "a", "É", "?", "#", "=", "&amp;", "&quot;",
         ";", ":", " ", ", ", "~", "%2F", "[", "mailto:", "@")  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=9).map("".join))
def test_every_address_is_joined_as_the_standard_says(written: str) -> None:
    url = "https://archive.test/base/articles/x/"
    (made,) = re.findall('<a href="(.*)">', make_portable(f'<a href="{written}">', url))
    try:
        parts = [urljoin(url, one) for one in unescape(written).split(", ")]
    except ValueError:
        parts = [unescape(written)]
    assert unescape(made) == ", ".join(parts)
    assert not set('"<') & set(made)


def test_without_settings_bodies_are_converted_by_the_plain_rules(
    site: SiteFolder,
) -> None:
    assert PLAIN.variant == ""
    assert MarkupRules() == PLAIN


# --- pages ------------------------------------------------------------------------------


def test_every_page_says_what_the_settings_name(site: SiteFolder) -> None:
    site.write("content/redirects.txt", "/old/ /articles/a/\n").build()
    assert site.problems == ()
    for path in ("", "articles/a/", "old/", "404.html"):
        (policy,) = META.findall(site.page(path) if path else site.page("index.html"))
        assert "script-src 'self' https://stats.test;" in policy
        assert policy.endswith("form-action 'self' https://n.test")


def test_no_page_sends_a_form_to_its_site_where_there_is_no_search(
    site: SiteFolder,
) -> None:
    site.edit("pyproject.toml", "[tool.commentariat]\n", f"{NO_SEARCH}\n").build()
    (policy,) = META.findall(site.page("articles/a/"))
    assert policy.endswith("form-action https://n.test")


def test_a_page_that_plays_what_is_the_sites_own_says_so_and_no_other_does(
    tmp_path: Path,
) -> None:
    site = SiteFolder(tmp_path / "site").write("content/files/a.mp3", b"ID3")
    site.write("content/articles/a.md", article("A", "Words.", slug="a"))
    text = article("B", '<audio src="/files/a.mp3"></audio>', slug="b")
    site.write("content/articles/b.md", text).build()
    policies = [META.findall(site.page(f"articles/{one}/")) for one in "ab"]
    assert policies[1] == [f"{policies[0][0]}; media-src 'self'"]
    assert 'src="/files/a.mp3"' in site.page("articles/b/")
    assert told(site, "forbidden") == []


def test_a_changed_policy_converts_bodies_anew_and_writes_what_a_clean_build_does(
    site: SiteFolder, tmp_path: Path
) -> None:
    body = f"{FRAME}\n\nWords.\n\n![x](https://p.test/x.png)"
    site.write("content/articles/b.md", article("B", body, slug="b")).build()
    assert FRAME in site.page("articles/b/")
    site.edit("pyproject.toml", 'frames = ["https://f.test"]', "frames = []").build()
    assert "<iframe" not in site.page("articles/b/")
    assert site.output() == site.clean_output(tmp_path / "clean")
    site.edit("pyproject.toml", "frames = []", 'frames = ["https://f.test"]').build()
    assert FRAME in site.page("articles/b/")
    assert site.report.converted == 0  # they are kept beside those of other rules
    site.edit(
        "pyproject.toml", 'pictures = ["https://p.test"]', "pictures = []"
    ).build()
    (problem,) = site.problems
    assert problem.startswith("content/articles/b.md:")
    assert problem.endswith(
        "no page or file of this site answers 'https://p.test/x.png'"
    )


@pytest.mark.parametrize("host", ["netlify", "nginx"])
def test_a_host_is_told_the_policy_where_there_is_one(
    site: SiteFolder, host: str
) -> None:
    site.edit(
        "pyproject.toml",
        POLICY,
        f'{POLICY}\n[tool.commentariat.publish]\nhost = "{host}"\n',
    )
    site.build()
    name = {"netlify": "_headers", "nginx": "nginx-map.conf"}[host]
    assert "script-src 'self' https://stats.test; connect-src 'self'" in site.page(name)
    site.edit("pyproject.toml", POLICY, "").build()
    assert "script-src" not in site.page(name)


# --- check ------------------------------------------------------------------------------


def test_check_is_content_with_what_the_settings_name(site: SiteFolder) -> None:
    head = (
        '<link rel="stylesheet" href="https://css.test/x.css">'
        '<script src="https://stats.test/x.js" defer></script>'
        '<link rel="preload" as="font" href="https://css.test/x.woff2" crossorigin>'
    )
    foot = f'{FRAME}<form action="https://n.test/a"></form><img src="https://p.test/x" alt="">'
    site.write("templates/base.html", base_with(head, foot))
    site.write(
        "theme/more.css",
        "@import 'https://css.test/y.css'; a { background: url(https://p.test/z.png) }",
    )
    site.write(
        "content/articles/b.md", article("B", f"{FRAME}\n\n{FORM}\n\nWords.", slug="b")
    )
    site.build()
    assert site.problems == ()
    assert (
        told(site, "third-party")
        == told(site, "forbidden")
        == told(site, "dropped")
        == []
    )


ELSEWHERE = {
    '<script src="https://evil.test/x.js"></script>': "scripts",
    '<link rel="stylesheet" href="https://evil.test/x.css">': "styles",
    '<link rel="icon" href="https://evil.test/x.ico">': "pictures",
    '<link rel="preload" as="font" href="//evil.test/x.woff2">': "styles",
    '<img src="https://evil.test/x.png" alt="">': "pictures",
    '<video src="https://evil.test/x"></video>': "media",
    '<iframe src="https://evil.test/x" title="x"></iframe>': "frames",
}


@pytest.mark.parametrize(("html", "name"), ELSEWHERE.items())
def test_check_tells_what_the_settings_do_not_name_and_what_to_add(
    site: SiteFolder, html: str, name: str
) -> None:
    site.write("templates/base.html", base_with(foot=html)).build()
    (problem,) = told(site, "third-party")
    assert problem.startswith("templates/base.html:6: a page asks another site for ")
    assert f"add 'https://evil.test' to '{name}' under" in problem


def test_check_tells_a_form_whose_target_the_policy_forbids(site: SiteFolder) -> None:
    forms = (
        '<form action="https://evil.test/a"></form>\n<form action="/search/"></form>'
    )
    site.edit("pyproject.toml", "[tool.commentariat]\n", f"{NO_SEARCH}\n")
    site.write("content/pages/search.md", article("Search", "x"))
    site.write("templates/base.html", base_with(foot=forms)).build()
    first, second = told(site, "forbidden")
    assert first.startswith(
        "templates/base.html:6: browsers send no form to 'https://evil"
    )
    assert "add 'https://evil.test' to 'forms'" in first
    assert second.startswith(
        "templates/base.html:7: browsers send no form to '/search/'"
    )
    assert "add 'self' to 'forms'" in second


WRITTEN = {
    "<script>x()</script>": "no script",
    '<script type="module">x()</script>': "no script",
    "<style>a{}</style>": "no style",
    '<p style="color: red">x</p>': "no 'style' attribute",
    '<p onclick="x()">x</p>': "'onclick'",
    '<img src="data:image/png;base64,AA" alt="">': "'data:'",
    '<audio src="/files/a.mp3"></audio>': "'self' to 'media'",
    '<iframe src="/articles/a/" title="x"></iframe>': "'self' to 'frames'",
}


@pytest.mark.parametrize(("html", "words"), WRITTEN.items())
def test_check_tells_what_browsers_would_not_do_with_a_template(
    site: SiteFolder, html: str, words: str
) -> None:
    text = POLICY.replace('media = ["https://m.test"]\n', "")
    site.edit("pyproject.toml", POLICY, text).write("content/files/a.mp3", b"ID3")
    site.write("templates/base.html", base_with(foot=html)).build()
    (problem,) = told(site, "forbidden")
    assert problem.startswith("templates/base.html:6: ")
    assert words in problem


def test_check_goes_by_what_the_pages_say_where_a_site_has_its_own_policy(
    site: SiteFolder,
) -> None:
    own = '<meta http-equiv="Content-Security-Policy" content="{}">\n'
    site.write(
        "templates/_security.html", own.format("script-src 'self' 'unsafe-inline'")
    )
    site.write("templates/base.html", base_with(foot="<script>x()</script>")).build()
    assert told(site, "forbidden") == []
    site.write("templates/_security.html", own.format("default-src 'self'"))
    site.write(
        "templates/base.html",
        base_with('<script src="https://stats.test/x.js"></script>'),
    )
    site.build()
    (problem,) = told(site, "forbidden")
    assert "the settings allow 'https://stats.test/x.js'" in problem


def test_check_tells_what_of_a_body_is_not_published_and_why(site: SiteFolder) -> None:
    body = (
        '<iframe src="https://evil.test/x" title="x"></iframe>\n\n'
        '<form action="https://evil.test/"><input name="a"><label>b</label></form>\n\n'
        '<video src="https://evil.test/x"></video>\n\n'
        '<form action="https://n.test/"><input type="password" name="a"></form>'
    )
    site.write("content/articles/b.md", article("B", body, slug="b")).build()
    assert site.problems == ()
    first, second, third, fourth = told(site, "dropped")
    start = "content/articles/b.md:"
    assert [one.startswith(start) for one in (first, second, third, fourth)] == [
        True
    ] * 4
    assert "add 'https://evil.test' to 'frames' under" in first
    assert "add 'https://evil.test' to 'forms' under" in second
    assert "add 'https://evil.test' to 'media' under" in third
    assert "type='password' is not published" in fourth


def test_check_asks_for_the_title_of_a_frame(site: SiteFolder) -> None:
    text = article("B", FRAME.replace(' title="A film"', ""), slug="b")
    site.write("content/articles/b.md", text).build()
    (point,) = told(site, "frame")
    assert "lacks a 'title'" in point


def test_another_policy_is_looked_at_anew(site: SiteFolder) -> None:
    css = "a { background: url(https://p.test/z.png) }"
    site.write("theme/more.css", css).build()
    assert told(site, "third-party") == []
    site.edit("pyproject.toml", 'pictures = ["https://p.test"]', "").build()
    (problem,) = told(site, "third-party")
    assert problem.startswith("theme/more.css:1: ")


def test_a_form_is_no_link_to_another_site(site: SiteFolder) -> None:
    site.write("content/articles/b.md", article("B", FORM, slug="b")).build()
    assert check_site(site.options()).external == ()


def test_every_list_is_judged_in_pages(site: SiteFolder) -> None:
    lists = {*ELSEWHERE.values(), "forms"}
    assert lists == {*PolicySettings.__struct_fields__} - {"connections"}


# --- the preview --------------------------------------------------------------------------


def shown(preview: LivePreview) -> str:
    return (preview.shown["articles/b/index.html"] or b"").decode()


def test_a_saved_policy_shows_in_the_preview_at_once(site: SiteFolder) -> None:
    body = f"{FRAME}\n\n~~Struck.~~\n"
    site.write("content/articles/b.md", article("B", body, slug="b")).build()
    preview = LivePreview(site, drafts=False)
    assert FRAME in shown(preview)
    site.edit("pyproject.toml", 'frames = ["https://f.test"]', "frames = []")
    preview.look()
    assert "<iframe" not in shown(preview)
    assert "frame-src" not in shown(preview)
    site.edit("content/articles/b.md", "~~Struck.~~", "~~Struck out.~~")
    preview.look()
    assert "<iframe" not in shown(preview)
    on = "[tool.commentariat.markdown]\nstrikethrough = true\n"
    site.write("pyproject.toml", f"{site.read('pyproject.toml')}\n{on}")
    preview.look()
    assert "<del>Struck out.</del>" in shown(preview)
    site.edit("content/articles/b.md", "~~Struck out.~~", "~~Out.~~")
    preview.look()
    assert "<del>Out.</del>" in shown(preview)
    site.edit("pyproject.toml", "frames = []", 'frames = ["https://f.test"]')
    preview.look()
    assert FRAME in shown(preview)


def test_an_origin_that_is_called_as_a_directive_is_none(tmp_path: Path) -> None:
    rows = '[tool.commentariat.policy]\nscripts = ["https://media-src.test"]\n'
    site = SiteFolder(tmp_path / "site", SETTINGS + rows)
    site.write("content/files/a.mp3", b"ID3")
    text = article("B", '<audio src="/files/a.mp3"></audio>', slug="b")
    site.write("content/articles/b.md", text).build()
    (policy,) = META.findall(site.page("articles/b/"))
    assert policy.endswith("; media-src 'self'")

"""The look by settings: what pages, drawings and the made stylesheet show of it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from live_preview import LivePreview
from PIL import Image

from commentariat.config.colors import contrast
from commentariat.engine.font_files import is_font, is_variable
from commentariat.kinds import Kind
from commentariat.live.site import LiveSite
from commentariat.pipeline import check_site, no_progress

ROOT = Path(__file__).parent.parent.parent
FONT = (ROOT / "theme/fonts/franklin-latin.woff2").read_bytes()
PAGES = ("index.html", "articles/tides/index.html", "404.html")
LOOK = """
[tool.commentariat.theme]
accent = "#0b6e4f"
paper = { light = "#fff1e5", dark = "#000000" }
logo = { light = "own/logo.png", dark = "own/night.svg" }
extra_css = ["own/a.css", "own/b.css"]
extra_js = ["own/a.js", "own/b.mjs"]
share_picture = "own/share.png"

[tool.commentariat.theme.fonts.serif]
regular = "own/serif.woff2"
italic = "own/italic.ttf"
system = "Georgia, Times New Roman"

[tool.commentariat.theme.fonts.sans]
system = "Gill Sans"
"""


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def looking(site: SiteFolder) -> SiteFolder:
    site.write("pyproject.toml", SETTINGS + LOOK)
    text = article("Tides", slug="tides", date="2021-03-04", aliases=["/old/"])
    site.write("content/articles/tides.md", text)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    files: dict[str, str | bytes] = {
        "logo.png": picture(300, 60), "night.svg": svg, "share.png": picture(9, 9),
        "a.css": "a{top:0}", "b.css": "b{top:0}", "a.js": "1", "b.mjs": "2",
        "serif.woff2": FONT, "italic.ttf": b"\0\1\0\0\0\0" + bytes(6),
    }  # fmt: skip
    for name, data in files.items():
        site.write(f"theme/own/{name}", data)
    return site


def test_all_pages_load_what_the_settings_name(looking: SiteFolder) -> None:
    looking.build()
    assert looking.problems == ()
    assert [o for o in looking.report.open_points if "theme" in o.source] == []
    asked = check_site(looking.options()).open_points
    assert not [one for one in asked if "heading" in one.message.kind.name]
    loaded = [
        '<link rel="stylesheet" href="/theme/site.css">',
        '<link rel="stylesheet" href="/theme/print.css" media="print">',
        '<link rel="icon" href="/theme/favicon.svg">',
        '<script src="/theme/own/a.js" defer></script>',
        '<script src="/theme/own/b.mjs" type="module"></script>',
    ]
    own = [
        '<link rel="stylesheet" href="/theme/look.css">',
        '<link rel="stylesheet" href="/theme/own/a.css">',
        '<link rel="stylesheet" href="/theme/own/b.css">',
    ]
    logo = (
        '<a href="/"><picture><source srcset="/theme/own/night.svg" '
        'media="(prefers-color-scheme: dark)"><img src="/theme/own/logo.png" '
        'alt="The Test Archive" width="300" height="60"></picture></a>'
    )
    shared = "https://archive.test/theme/own/share.png"
    for path in PAGES:
        page = looking.page(path)
        assert "\n".join(loaded) in page
        head, _, behind = page.partition("\n".join(own))
        assert behind, "what is the site's own comes in a row"
        assert 'rel="stylesheet"' not in behind.partition('<a class="skip"')[0]
        assert head.endswith(">\n")
        assert page.count(logo) == 1
        assert f'<meta property="og:image" content="{shared}">' in page
        assert "script-src 'self'" in page
    styles = [loaded[0], *own]
    assert all(one in looking.page("old/") for one in styles)


def test_the_stylesheet_holds_what_the_settings_say(looking: SiteFolder) -> None:
    css = looking.build().page("theme/look.css")
    assert (
        '@font-face{font-family:"Site serif";font-weight:100 900;font-style:normal;'
        'font-display:swap;src:url("own/serif.woff2")}' in css
    )
    assert (
        'font-weight:400;font-style:italic;font-display:swap;src:url("own/italic.ttf")'
        in css
    )
    assert ':root{--serif:"Site serif", "Georgia", "Times New Roman", Brygada,' in css
    assert ':root{--sans:"Gill Sans", Franklin,' in css
    light, dark = re.findall(r"\(prefers-color-scheme:\w+\)\{(.*)\}\n", css)
    assert "--paper:#fff1e5;" in light
    assert "--mark:#0b6e4f;" in light
    assert "--paper:#000000;" in dark
    (mark,) = re.findall("--mark:(#[0-9a-f]{6})", dark)
    assert contrast(mark, "#000000") >= 7
    assert ".name img" in css


def test_charts_and_drawings_follow(looking: SiteFolder) -> None:
    before = looking.write("pyproject.toml", SETTINGS).build().output()
    looking.write("pyproject.toml", SETTINGS + LOOK).build()
    light = re.findall(r"scheme:light\)\{(.*)\}\n", looking.page("theme/look.css"))[0]
    (course,) = re.findall(r"\.plate\{color:(#\w+)\}", light)
    assert contrast(course, "#143b4c") >= 4.2
    drawing = looking.page("drawings/tides.svg")
    assert f"path{{fill:none;stroke:{course};" in drawing
    assert b"stroke:#ff5fa0;" in before["drawings/tides.svg"]
    (coast,) = [name for name in before if name.startswith("coasts/")]
    assert b".land{fill:#e9dec2}" in before[coast]
    assert ".land{fill:#e9dec2}" not in looking.page(coast)
    assert "--d1:" in light
    assert "--course:#0b6e4f" in light


def test_without_any_of_it_nothing_is_made(looking: SiteFolder) -> None:
    looking.write("pyproject.toml", SETTINGS).build()
    assert not looking.has("theme/look.css")
    assert "look.css" not in looking.page("index.html")
    assert '<p class="name"><a href="/">The Test Archive</a></p>' in looking.page(
        "404.html"
    )


def test_names_with_digests_reach_the_stylesheet(
    looking: SiteFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = SETTINGS + "fingerprint = true\n" + LOOK
    looking.write("pyproject.toml", settings).build()
    assert looking.problems == ()
    page = looking.page("index.html")
    (name,) = re.findall(r'href="/(theme/look\.[0-9a-f]{10}\.css)"', page)
    (font,) = re.findall(
        r'url\("(own/serif\.[0-9a-f]{10}\.woff2)"\)', looking.page(name)
    )
    assert looking.has(f"theme/{font}")
    assert re.search(r'src="/theme/own/a\.[0-9a-f]{10}\.js"', page)
    looking.write("pyproject.toml", settings.replace("#0b6e4f", "#093a7a")).build()
    assert not looking.has(name)
    scratch = tmp_path_factory.mktemp("x") / "clean"
    assert looking.output() == looking.clean_output(scratch)


def test_a_file_that_is_not_there_or_is_another_is_told(looking: SiteFolder) -> None:
    for name in ("logo.png", "b.css", "serif.woff2"):
        looking.delete(f"theme/own/{name}")
    looking.write("theme/own/italic.ttf", "no font").write("theme/own/logo2.png", "x")
    lines = (SETTINGS + LOOK).split("\n")

    def line(word: str) -> int:
        return next(number for number, one in enumerate(lines, 1) if word in one)

    found = {(p.source, p.line, p.message) for p in looking.build().report.problems}
    settings = "pyproject.toml"
    assert found == {
        (settings, line("logo ="), Kind.NO_THEME_FILE.of("own/logo.png", "own/logo2.png")),
        (settings, line("extra_css"), Kind.NO_THEME_FILE.of("own/b.css", "own/a.css")),
        (settings, line("regular"), Kind.NO_THEME_FILE.of("own/serif.woff2", "")),
        ("theme/own/italic.ttf", 0, Kind.NOT_FONT.of()),
    }  # fmt: skip
    looking.write("theme/own/logo.png", "no picture").build()
    told = {(p.source, p.message) for p in looking.report.problems}
    assert ("theme/own/logo.png", Kind.NOT_LOGO.of()) in told


def test_a_file_in_the_place_of_the_stylesheet_is_told(looking: SiteFolder) -> None:
    looking.write("theme/look.css", "a{}").build()
    (problem,) = looking.problems
    assert problem == (
        "theme/look.css: "
        f"{Kind.ADDRESS_TAKEN.of('/theme/look.css', '[tool.commentariat.theme]')}"
    )


def test_what_is_saved_of_the_look_shows_at_once(looking: SiteFolder) -> None:
    preview = LivePreview(looking, drafts=False)

    def shown(output: str) -> str:
        preview.look()  # holds it against a build
        return (preview.shown[output] or b"").decode()

    looking.write("theme/own/logo.png", picture(200, 50))
    assert 'width="200"' in shown("index.html")
    looking.edit("pyproject.toml", "#0b6e4f", "#093a7a")
    assert "--mark:#093a7a" in shown("theme/look.css")
    text = '{% extends "shipped/article.html" %}{% block dek %}Mine{% endblock %}'
    looking.write("templates/article.html", text)
    assert "Mine" in shown("articles/tides/index.html")
    looking.write("templates/article.html", text.replace("Mine", "{{ super() }}"))
    assert "Mine" not in shown("articles/tides/index.html")


def test_a_template_made_of_itself_leaves_the_preview_as_it_was(
    looking: SiteFolder,
) -> None:
    live = LiveSite(looking.options())
    page = "articles/tides/index.html"
    before = live.open(no_progress).render(page)
    looking.write("templates/article.html", '{% extends "article.html" %}')
    epoch = live.update(frozenset(["templates/article.html"]))
    assert [p.message.kind for p in epoch.problems] == [Kind.TEMPLATE_CIRCLE_OVER]
    assert epoch.render(page) == before
    began = LiveSite(looking.options()).open(no_progress)
    assert began.problems == epoch.problems


def test_a_font_tells_whether_it_varies() -> None:
    def sfnt(*tags: bytes) -> bytes:
        head = b"\0\1\0\0" + len(tags).to_bytes(2, "big") + bytes(6)
        return head + b"".join(tag + bytes(12) for tag in tags)

    assert is_font(FONT)
    assert is_variable(FONT)
    assert is_variable(sfnt(b"cmap", b"fvar"))
    assert not is_variable(sfnt(b"cmap", b"glyf"))
    assert not is_variable(sfnt(b"cmap", b"fvar")[:20])
    assert not is_font(b"<html>")
    woff = b"wOFF" + bytes(8) + b"\0\2" + bytes(30)
    assert is_variable(woff + b"cmap" + bytes(16) + b"fvar" + bytes(16))
    for cut in range(len(FONT[:120])):
        is_variable(FONT[:cut])

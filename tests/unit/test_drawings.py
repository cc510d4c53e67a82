"""Drawings of pieces without a picture: coasts, courses, numbered paragraphs."""

from __future__ import annotations

import hashlib
import itertools
import re
from html.parser import HTMLParser
from math import pi, sin
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from hypothesis import given
from hypothesis import strategies as st

from commentariat.archive.model import Article
from commentariat.archive.text import normalize_line_ends
from commentariat.engine.markup import to_html
from commentariat.engine.paragraphs import (
    NUMBER,
    Numbering,
    count_words,
    number_paragraphs,
)
from commentariat.engine.texts import Texts
from commentariat.interface.catalog import load_catalog
from commentariat.live.site import LiveSite
from commentariat.pipeline import check_site, no_progress
from commentariat.site.coasts import MOST_REGIONS, SEEDS, SINES, draw_coasts, lane
from commentariat.site.courses import (
    CARD,
    MOST_LEGS,
    PAGE,
    PRESSED,
    Frame,
    Leg,
    _lane_in,
    merge_legs,
    plot,
)
from commentariat.site.drawings import Coast, Drawings
from commentariat.site.views import Drawing

COASTS = [
    (regions, seed) for regions in range(MOST_REGIONS + 1) for seed in range(SEEDS)
]
MIRRORS = ("", "x", "y", "xy")


def drawing(
    regions: int = 2, seed: int = 5, mirror: str = "", **more: object
) -> Drawing:
    values = {"is_dated": True, "direction": "ltr"} | more
    return Drawing("/c.svg", mirror, regions, seed, **values)  # type: ignore[arg-type]


def legs(words: list[int]) -> list[Leg]:
    return [
        Leg(count, str(count), f'<a href="#p{k}">') for k, count in enumerate(words, 1)
    ]


def subpaths_of(marks: str, name: str) -> list[list[tuple[int, int]]]:
    """Give the points of the path of that class or id, a list a subpath."""
    found = re.search(rf'<path (?:id|class)="{name}[^"]*" d="([^"]*)"', marks)
    assert found is not None
    x = y = 0
    subpaths = list[list[tuple[int, int]]]()
    for begun, one in re.findall(r"(m|h| |(?=-))(-?\d+(?:[ -]\d+)?)", found[1]):
        if begun == "h":
            continue
        dx, dy = re.findall(r"-?\d+", one)
        x, y = x + int(dx), y + int(dy)
        if begun == "m":
            subpaths.append([])
        subpaths[-1].append((x, y))
    return subpaths


def points_of(marks: str, name: str, step: int = 1) -> list[tuple[int, int]]:
    """Give the points of the path of that class or id, each once, in units of coasts."""
    return [
        (point[0] * step, point[1] * step)
        for number, subpath in enumerate(subpaths_of(marks, name))
        for point in (subpath if number == 0 or name == "end" else subpath[1:])
    ]


# --- coasts -----------------------------------------------------------------------


def test_no_sine_is_so_near_a_half_that_systems_could_round_it_otherwise() -> None:
    for at, found in enumerate(SINES):
        exact = 4096 * sin(2 * pi * at / 4096)
        assert abs(exact - found) < 0.5 - 1e-6


def test_coasts_are_the_same_on_every_machine() -> None:
    digest = hashlib.sha256(repr([draw_coasts(*one) for one in COASTS]).encode())
    lanes = hashlib.sha256(repr([lane(*one) for one in COASTS]).encode())
    assert (digest.hexdigest()[:16], lanes.hexdigest()[:16]) == (
        "6d5442c10aba47a9",
        "bb6d75054c9cd77f",
    )


def test_no_two_coasts_are_alike() -> None:
    assert len({draw_coasts(*one) for one in COASTS}) == len(COASTS)


@pytest.mark.parametrize("regions", range(MOST_REGIONS + 1))
def test_there_is_a_coast_for_each_region(regions: int) -> None:
    """One closed path an island; a shore and a strait are bands beside the land."""
    shapes = draw_coasts(regions, 3)
    land = [path for name, path in shapes if name == "land"]
    if regions > 2:
        assert land[0].count("Z") == regions
    else:
        assert len(land) == min(regions, 1)
    sides = {0: 0, 1: 4, 2: 8}.get(regions, 0)
    assert sum(name == "hill" for name, _ in shapes) == sides


# --- courses ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "name"), [(PAGE, "Course"), (CARD, "course")], ids=["page", "card"]
)
def test_a_course_stays_in_its_frame_whatever_the_coasts_are(
    frame: Frame, name: str
) -> None:
    room = 2 * frame.figure
    for regions, seed in COASTS:
        for mirror in MIRRORS:
            marks = plot(frame, drawing(regions, seed, mirror), legs([40, 90, 10, 200]))
            points = points_of(marks, name, frame.step)
            assert all(frame.left < x < frame.left + frame.width for x, _ in points)
            low, high = frame.top + room, frame.top + frame.height - room
            assert all(low < y < high for _, y in points)
            assert points == sorted(points)
            assert points[-1][0] - points[0][0] >= frame.width // 3


@given(words=st.lists(st.integers(1, 999), min_size=1, max_size=12), rtl=st.booleans())
def test_legs_are_as_long_as_their_paragraphs(words: list[int], rtl: bool) -> None:
    shown = drawing(direction="rtl" if rtl else "ltr")
    marks = plot(PAGE, shown, legs(words))
    course = subpaths_of(marks, "Course")
    points = [leg[0] for leg in course]
    assert len(course) == len(words) + 1
    assert len(course[-1]) == 1
    assert all(a[-1] == b[0] for a, b in itertools.pairwise(course))
    whole = abs(points[-1][0] - points[0][0])
    assert (points[0][0] > points[-1][0]) is rtl
    for count, (a, _), (b, _) in zip(words, points, points[1:], strict=False):
        assert abs(abs(b - a) - whole * count / sum(words)) <= 1


@given(
    words=st.lists(st.integers(1, 999), min_size=1, max_size=MOST_LEGS),
    coast=st.sampled_from(COASTS),
    mirror=st.sampled_from(MIRRORS),
    screen=st.sampled_from(((1, 25), (PRESSED, PAGE.figure))),
    rtl=st.booleans(),
)
def test_soundings_stand_clear_of_the_course_and_of_each_other(
    words: list[int],
    coast: tuple[int, int],
    mirror: str,
    screen: tuple[int, int],
    rtl: bool,
) -> None:
    """Phones show a drawing half as wide, and figures larger, which are none narrower."""
    shown, frame, (pressed, figure) = (
        drawing(*coast, mirror, direction="rtl" if rtl else "ltr"),
        PAGE,
        screen,
    )
    marks = plot(frame, shown, legs(words))
    line = sorted(points_of(marks, "Course", frame.step))
    boxes = []
    for said in re.findall(r'<text x="(\d+)" y="(\d+)">(\d+)</text>', marks):
        x, y = int(said[0]) * frame.step, int(said[1]) * frame.step
        half = pressed * (len(said[2]) * figure * 29 // 100 + 4)
        boxes.append((x - half, y - figure * 7 // 10, x + half, y))
    assert boxes
    for box in boxes:
        assert frame.top < box[1]
        assert box[3] < frame.top + frame.height
        assert frame.left < box[0]
        assert box[2] < frame.left + frame.width
        for at in range(box[0], box[2], 3):
            for height in heights_at(line, at):
                assert height < box[1] - 8 or height > box[3] + 8
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] < other[1] or other[3] < one[1]


def heights_at(line: list[tuple[int, int]], x: int) -> list[float]:
    return [
        b + (d - b) * (x - a) / (c - a) if c > a else b
        for (a, b), (c, d) in itertools.pairwise(line)
        if a <= x <= c
    ]


def test_a_course_is_the_same_whatever_was_plotted_before() -> None:
    words = legs([40, 90, 10, 200])
    asked = [(frame, drawing(*coast)) for coast in COASTS[::50]
             for frame in (PAGE, CARD)]  # fmt: skip
    together = [plot(frame, shown, words) for frame, shown in asked]
    for (frame, shown), marks in zip(asked, together, strict=True):
        _lane_in.cache_clear()
        assert plot(frame, shown, words) == marks


def test_an_undated_piece_has_a_dashed_course() -> None:
    assert 'class="course doubt"' in plot(CARD, drawing(is_dated=False), legs([5, 6]))
    shown = plot(PAGE, drawing(is_dated=False), legs([5, 6]))
    assert '<use class="doubt" href="#Course"/>' in shown
    for frame in (CARD, PAGE):
        assert "doubt" not in plot(frame, drawing(), legs([5, 6]))


def test_a_piece_without_a_text_has_a_position_and_no_course() -> None:
    marks = plot(PAGE, drawing(), [])
    assert re.fullmatch(r'<path class="end" d="m\d+ \d+h0"/>', marks)


def test_many_paragraphs_share_legs_and_none_is_left_out() -> None:
    for count in range(200):
        parts = merge_legs(count)
        assert [k for part in parts for k in part] == list(range(count))
        assert len(parts) == min(count, MOST_LEGS)
    texts = Texts(load_catalog("en"), "en")
    text = texts.number("\n".join(["<p>One two three</p>"] * 50), "en")
    course = texts.course(drawing(), text)
    assert course.paragraphs == 50
    assert 'href="#p1" aria-label="Paragraphs 1 to 4, 12 words"' in course.page


# --- paragraphs -------------------------------------------------------------------


class _Places(HTMLParser):
    """Collects ids, and the text of each paragraph that has one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.attributes: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [name for name, _ in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]


def numbered(markdown: str) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    html = to_html(normalize_line_ends(markdown))
    text = number_paragraphs(html, Numbering(f' title="{NUMBER}"'), by_letters=False)
    return text.html, text.words, text.anchors


def test_paragraphs_that_stand_by_themselves_are_numbered() -> None:
    html, words, anchors = numbered(
        "One *two*.\n\n> Quoted.\n\n- item\n\n    more\n\n"
        "Three four [five six](https://x.test/a).\n\n"
        "![](files/a.png)\n\n---\n\nNote.[^1]\n\n[^1]: At the foot.\n"
    )
    assert words == (2, 4, 1)
    assert anchors == ("p1", "p2", "p3")
    two = '<div class="par" id="p2"><a class="pn" href="#p2" title="2">2</a><p>Three'
    assert two in html
    assert "<blockquote>\n<p>Quoted." in html
    assert html.count('class="pn"') == 3


@pytest.mark.parametrize(
    "signs",
    [r"\* \* \*", r"*\* \* \**", "• • •", "§ § § §", "&nbsp;", "&amp;", "&lt; &gt;"],
)
def test_signs_that_divide_a_text_are_no_paragraph(signs: str) -> None:
    _, words, anchors = numbered(f"One two three.\n\n{signs}\n\n“Four five six.”\n")
    assert words == (3, 3)
    assert anchors == ("p1", "p2")


def test_ids_of_the_text_win_over_ours() -> None:
    html, _, anchors = numbered(
        '## Two {#p2}\n\nOne.\n\nTwo.\n\n<p id="own">Three.</p>\n\n<a name="p4"></a>Four.\n'
    )
    assert anchors == ("p1", "p2_1", "p3", "p4_1")
    assert (
        '<div class="par" id="p3"><a class="pn" href="#p3" title="3">3</a><p id="own">'
        in html
    )
    ids = _Places(html).ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "written",
    [
        'Write ` id="p1"` into a tag.',
        'Write &lt;p id="p1"&gt; there.',
        '    <p id="p1">\n\nAbove.',
        '<img src="files/a.png" alt=\' id="p1"\'> is one.',
        '<span title=" id=">One</span> id="p1"',
    ],
)
def test_an_id_that_a_text_speaks_of_is_not_taken(written: str) -> None:
    _, _, anchors = numbered(written)
    assert anchors == ("p1",)


def test_an_id_behind_what_looks_like_one_is_taken() -> None:
    html, _, anchors = numbered('One.\n\n<span title=" id=" id="p1">Two</span>')
    assert anchors == ("p1_1", "p2")
    assert sorted(_Places(html).ids) == ["p1", "p1_1", "p2"]


@pytest.mark.parametrize(
    "written",
    [
        '<img src="files/a.png" alt="<p onclick=x>">',
        '<img src="files/a.png" alt="a</p><p onerror=x>">\n\n<p>b</p>',
        '<p title="<p autofocus onfocus=x">text</p>',
        '<span title="<p></p>">a</span>\n\n<em title="</p>">b</em>',
        '<blockquote cite="<p>"><p>x</p></blockquote>\n\nafter',
        "a <p>b <div>c</p> d</div>",
    ],
)
def test_what_looks_like_a_paragraph_within_a_tag_is_none(written: str) -> None:
    html, _, anchors = numbered(f"{written}\n\nLast.")
    places = _Places(html)
    before = _Places(to_html(f"{written}\n\nLast."))
    added = len(places.attributes) - len(before.attributes)
    assert added == 5 * len(anchors)  # two of what is around, and three of the number
    assert not any(name.startswith("on") for name in places.attributes)
    assert len(places.ids) == len(set(places.ids))


@given(st.text(alphabet='<p>a/ ="\n&*', max_size=60))
def test_numbers_take_nothing_away_and_close_what_they_open(text: str) -> None:
    html, words, anchors = numbered(text)
    marked = re.compile(
        r'<div class="par" id="p\d+(?:_\d+)?"><a class="pn"[^>]*>\d+</a>(<p.*?</p>)</div>',
        re.S,
    )
    assert marked.sub(r"\1", html) == to_html(normalize_line_ends(text))
    assert len(words) == len(anchors) == html.count('class="pn"')


WORDS = st.sampled_from(["Two", "“Three", "a\u00a0b", "*four*", "[five](/x/ 'a b')"])
MORE = st.sampled_from(["[six](https://x.test/)", "=", '="', "—", "&", 'x="y', "<br>"])


@given(st.lists(st.lists(WORDS | MORE, min_size=1), min_size=1), st.data())
def test_words_are_counted_alike_in_every_way(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    blanks = st.sampled_from([" ", " ", " ", "  ", "\n", " <em title='a b'>c</em> "])
    written = [
        "".join(word + data.draw(blanks) for word in words) for words in paragraphs
    ]
    html, words, anchors = numbered("\n\n".join(written))
    found = re.findall(
        r'class="pn"[^>]*>\d+</a><p>((?:(?!</p>).)*)</p></div>', html, re.S
    )
    assert [count_words(text) for text in found] == list(words)
    assert len(found) == len(anchors)


def test_numbers_depend_on_no_text_that_was_numbered_before() -> None:
    plain = "<p>One two three.</p>"
    texts = ['<h2 id="p2">Two</h2>\n' + plain * 4, plain * 6, plain * 2]
    language = ("en", "ru", "ja")
    kept = Texts(load_catalog("en"), "en")
    for text, tag in itertools.product(texts, language):
        fresh = Texts(load_catalog("en"), "en")
        assert kept.number(text, tag) == fresh.number(text, tag)


def test_words_are_counted_as_readers_count_them() -> None:
    assert numbered("One  two   three four.\n\nFive six seven.")[1] == (4, 3)
    assert count_words('One <a href="x y" title="a b">two</a> three') == 3
    assert count_words("10\u00a0000 words") == 2
    assert count_words("—") == 0
    assert count_words("&nbsp;") == 0
    assert count_words("&amp; &lt;") == 0
    assert count_words("Ice &amp; snow") == 3
    assert count_words("&amp;amp;") == 1
    assert count_words("東京&nbsp;は", by_letters=True) == 3
    assert count_words('<img src="a" alt="b c">') == 0
    assert count_words("###") == 0
    assert count_words("<em>* * *</em>") == 0
    assert count_words("* * *", by_letters=True) == 0
    assert count_words("東京は夜 Tokyo", by_letters=True) == 5


# --- on a site --------------------------------------------------------------------

TEXT = "First of all.\n\nThen [back](#p1), and [on](#p3).\n\nLast."


def test_links_to_paragraphs_are_right_and_others_are_told(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", TEXT, slug="a"))
    site.write(
        "content/articles/b.md", article("B", "See [it](a.md#p3) [not](a.md#p4).")
    )
    report = check_site(site.build().options())
    told = [str(one) for one in report.problems]
    assert [("p4" in one) for one in told] == [True]


def test_feeds_hold_no_numbers(site: SiteFolder) -> None:
    site.write("pyproject.toml", SETTINGS + 'feed_content = "full"\n')
    site.write("content/articles/a.md", article("A", TEXT, date="2024-01-02")).build()
    for feed in ("feed.xml", "feed.json"):
        text = site.read(f"output/{feed}")
        assert "First of all." in text
        assert "pn" not in text
        assert "coasts/" not in text


def test_drawings_can_be_turned_off(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", TEXT, slug="a")).build()
    assert 'class="plate"' in site.page("articles/a/")
    assert any(name.startswith("coasts/") for name in site.output())
    site.write(
        "pyproject.toml", f"{SETTINGS}[tool.commentariat.theme]\ndrawings = false\n"
    )
    site.build()
    page = site.page("articles/a/")
    assert "plate" not in page
    assert 'id="p1"' in page
    assert not any(name.startswith(("coasts/", "drawings/")) for name in site.output())


def test_a_piece_with_a_picture_or_taken_back_is_not_drawn(site: SiteFolder) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    site.write("content/files/a.svg", svg)
    site.write(
        "content/articles/a.md", article("A", TEXT, slug="a", image="files/a.svg")
    )
    site.write(
        "content/articles/b.md",
        article("B", TEXT, slug="b", withdrawn="2024-01-01", withdrawn_reason="No."),
    ).build()
    assert not site.problems
    assert "plate" not in site.page("articles/a/") + site.page("articles/b/")
    assert not any(name.startswith(("coasts/", "drawings/")) for name in site.output())


def test_a_region_spelled_in_two_ways_is_one_coast(site: SiteFolder) -> None:
    site.write("content/regions/asia.md", "---\nname: Asia\naliases: [the East]\n---\n")
    regions = ["Asia", "the East"]
    site.write("content/articles/a.md", article("A", slug="a", regions=regions)).build()
    assert [name[:9] for name in site.output() if name.startswith("coasts/")] == [
        "coasts/1-"
    ]


def test_coasts_come_and_go_with_the_pieces_that_have_them(
    site: SiteFolder, tmp_path: Path
) -> None:
    def coasts() -> set[str]:
        return {name for name in site.output() if name.startswith("coasts/")}

    site.write(
        "content/articles/a.md", article("A", TEXT, slug="a", regions=["Europe"])
    )
    site.write("content/articles/b.md", article("B", TEXT, slug="b")).build()
    assert sorted(one[7] for one in coasts()) == ["0", "1"]
    site.edit(
        "content/articles/b.md", "---\n", "---\nregions: [Asia, Africa]\n"
    ).build()
    assert sorted(one[7] for one in coasts()) == ["1", "2"]
    (site.folder / "content/articles/b.md").unlink()
    site.build()
    assert [one[7] for one in coasts()] == ["1"]
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_no_address_of_a_drawing_is_in_the_sitemap(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", TEXT, slug="a")).build()
    assert ".svg" not in site.read("output/sitemap.xml")


def test_a_new_piece_asks_no_other_for_its_coasts(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(34):
        where = ["Kenya"] if number % 2 else ["Aral Sea"]
        text = article(f"No. {number}", TEXT, regions=where)
        site.write(f"content/articles/{number}.md", text)
    live = LiveSite(site.options(drafts=True))
    live.open(no_progress)
    asked: list[str] = []
    coast = Drawings.coast

    def count(drawings: Drawings, one: Article) -> Coast | None:
        asked.append(one.slug)
        return coast(drawings, one)

    monkeypatch.setattr(Drawings, "coast", count)
    text = article("New", TEXT, slug="new", regions=["Kenya"])
    site.write("content/articles/new.md", text)
    assert live.update(frozenset(["content/articles/new.md"])).changed
    assert live.assemblies == 1
    assert len(set(asked)) < 20  # those of its pages: its neighbors, the home page

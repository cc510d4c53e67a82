"""What WordPress gives of a site: exports, dumps of its REST interface, its table."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from raw_samples import SETTINGS, Site

from commentariat.errors import Problem, SourceError
from commentariat.intake.formats import xml_items
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    ItemText,
    State,
    Surroundings,
)
from commentariat.intake.formats.table import tell_format
from commentariat.intake.formats.wordpress import export
from commentariat.intake.formats.wordpress.content import paragraphs, prepare
from commentariat.intake.formats.wordpress.lookup import Lookup, pack
from commentariat.intake.formats.wordpress.posts import name_of
from commentariat.kinds import Kind

REAL = Path(__file__).parent.parent / "data/sources/wordpress"
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><wp:base_blog_url>https://heron.example</wp:base_blog_url>
<wp:author><wp:author_login>mara</wp:author_login><wp:author_display_name>Mara
 Lindqvist</wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>\n"


class Opened:
    """A source, told, gathered and cut."""

    def __init__(self, data: bytes, name: str = "source", zone: str = "UTC") -> None:
        told = tell_format(data[:HEAD_SIZE], name)
        assert told is not None
        assert told.cut is not None
        assert told.gather is not None
        self.data, self.told = data, told
        self.lookup = told.gather(io.BytesIO(data), name)
        found = list(told.cut(io.BytesIO(data), name))
        self.problems = [one for one in found if isinstance(one, Problem)]
        self.spans = {one.key: one for one in found if isinstance(one, ItemSpan)}
        self.around = Surroundings(name, timezone=zone, lookup=self.lookup)

    def read(self, key: str, **more: object) -> ItemText:
        """Read one item."""
        import msgspec

        span = self.spans[key]
        around = msgspec.structs.replace(self.around, **more)
        return self.told.read(self.data[span.start : span.end], span, around)

    def claims(self, key: str) -> dict[str, tuple[str, ...]]:
        """Give what an item tells of itself."""
        return {one.key: one.texts for one in self.read(key).claims}

    def markdown(self, key: str) -> list[str]:
        """Give the blocks of an item."""
        return [one.markdown for one in self.read(key).blocks]


def item(number: int, content: str = "Some words.", **more: str) -> str:
    """Write an item of an export."""
    fields = {
        "wp:post_id": str(number),
        "title": f"Piece {number}",
        "link": f"https://heron.example/2020/01/piece-{number}/",
        "dc:creator": "mara",
        "content:encoded": f"<![CDATA[{content}]]>",
        "wp:post_date": "2020-01-05 10:00:00",
        "wp:status": "publish",
        "wp:post_type": "post",
    } | {key.replace("__", ":"): value for key, value in more.items()}
    rest = fields.pop("rest", "")
    inner = "".join(f"<{name}>{value}</{name}>\n" for name, value in fields.items())
    return f"<item>\n{inner}{rest}</item>\n"


def meta(key: str, value: str) -> str:
    """Write a field of a house's own."""
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def exported(*items: str) -> Opened:
    """Open an export of *items*."""
    return Opened((HEAD + "".join(items) + TAIL).encode())


def body_of(content: str, **more: object) -> list[str]:
    """Give the blocks that a text of the classic or the block editor comes to."""
    opened = exported(item(1, content))
    return [one.markdown for one in opened.read("1", **more).blocks]


@pytest.fixture(scope="module")
def real() -> Opened:
    """An export of a real WordPress."""
    return Opened((REAL / "export.xml").read_bytes(), zone="Europe/Oslo")


# -- An export of the real program ------------------------------------------------------


def test_an_export_is_told_by_its_vocabulary_whatever_it_is_called() -> None:
    data = (REAL / "export.xml").read_bytes()
    for name in ("export.xml", "backup.txt", "x"):
        told = tell_format(data[:HEAD_SIZE], name)
        assert told is not None
        assert told.name == "wxr"
    feed = b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'
    assert tell_format(feed, "feed.xml") is None


def test_only_what_readers_see_is_an_article(real: Opened) -> None:
    assert real.problems == []
    articles = [one for one in real.spans.values() if one.kind == "article"]
    shown = [one.key for one in articles if one.state == State.PUBLISHED]
    assert shown == ["7", "8", "9", "21", "22"]
    held = sorted(str(one.state) for one in articles if one.state != State.PUBLISHED)
    assert held == [
        "draft", "draft", "future", "password", "pending", "private", "trash",
    ]  # fmt: skip
    kinds = {one.kind for one in real.spans.values()}
    assert kinds == {"article", "attachment", "page", "nav_menu_item"}


def test_a_post_tells_people_terms_day_and_dek(real: Opened) -> None:
    assert real.claims("7") == {
        "post_title": ("Who pays for the harbour wall? Tides & tolls",),
        "post_date": ("2019-03-01 00:20:00",),
        "post_modified": ("2019-03-01 00:20:00",),
        "post_author": ("Mara Lindqvist", "Ada Brook", "Idris Osei"),
        "post_excerpt": ("A wall keeps the sea out only while somebody mends it.",),
        "image_caption": ("The morning ferry",),
        "category:category": ("Climate & Water", "Harbours"),
        "category:region": ("Fjords",),
        "category:post_tag": ("Sea level", "Tolls & fees"),
        "postmeta:subtitle": ("Ninety years of patching",),
    }
    said = real.read("7")
    assert said.address == "https://heron-institute.example/2019/03/harbour-wall/"
    assert said.former_addresses == (
        "https://heron-institute.example/2019/03/harbor-wall/",
    )
    lead = said.pictures[0]
    assert lead.is_leading
    assert lead.address.endswith("/2019/03/ferry.png")
    assert lead.alt == "A ferry under way"
    assert "category:category" not in real.claims("9")  # it has the one for all
    assert real.claims("21")["post_type"] == ("publication",)


def test_the_day_is_that_of_the_site_in_any_zone_of_the_settings(real: Opened) -> None:
    elsewhere = real.read("7", timezone="America/New_York")
    days = {one.key: one.texts for one in elsewhere.claims}
    assert days["post_date"] == ("2019-03-01",)


def test_blocks_come_to_what_they_show(real: Opened) -> None:
    assert real.markdown("7") == [
        "The wall at Osterhavn is **ninety years old**, and the [dredging]"
        "(https://heron-institute.example/2018/11/dredging/) that keeps it dry is older -- "
        "or so the town says.",
        "## Who pays",
        "1. The port, for the gates;\n2. the town, for the rest.",
        '{{< figure src="https://heron-institute.example/wp-content/uploads/2019/03/quay.png" '
        'alt="A quay at low tide" caption="The quay at dusk." source="Photo: Ada Brook" >}}',
        "> Water has no budget line.\n>\n> *Harbour master*",
        "[https://www.youtube.com/watch?v=abc123XYZ\\_-]"
        "(https://www.youtube.com/watch?v=abc123XYZ_-)",
        "The gates close",
        "| Year | Toll |\n| --- | --- |\n| 2017 | 4 |\n| 2018 | 6 |",
        '[chart id="12" title="Tolls"]',
        'The council wrote that it was "not recieved [sic]" and left it there.',
    ]


def test_a_classic_text_has_the_paragraphs_that_blank_lines_part(real: Opened) -> None:
    found = real.markdown("8")
    assert found[:3] == [
        "The first dredger came in 1904.  \nIt stayed a week.",
        "## What was paid",
        "Nobody knows.",
    ]
    assert found[3].endswith("The quay, *before* the works\n{{< /figure >}}")
    assert found[4] == "- one boat\n- two barges"
    assert 'caption="The quay at dusk."' in found[5]
    assert found[6].startswith("![A lock gate](")
    assert found[7].startswith("[https://vimeo.com/1234567]")
    assert found[9] == "> Mud is patient.\n>\n> So are we."
    assert found[11] == "```\na  b\n\nc\n```"


def test_what_ends_a_section_of_xml_is_text_within(real: Opened) -> None:
    assert real.claims("22")["post_title"] == ("What ]]> means in a ledger",)
    assert real.markdown("22")[0] == (
        'A ledger may hold \\]\\]> and `<item>`, and "back\\slash".'
    )


def test_a_slug_counts_where_no_address_says_it(real: Opened) -> None:
    assert real.claims("10")["post_name"] == ("not-seen-draft",)
    assert "post_name" not in real.claims("7")
    assert "post_name" not in real.claims("16")  # in the trash it is another
    table = Opened((REAL / "wp_posts.txt").read_bytes())
    assert table.claims("7")["post_name"] == ("harbour-wall",)


def test_comments_are_labelled_and_nowhere_else(real: Opened) -> None:
    said = real.read("7")
    commented = "".join(
        said.text[one.start : one.end] for one in said.spans if one.label == "comment"
    )
    assert "A comment that was let through." in commented
    assert "let through" not in "".join(real.markdown("7"))


def test_nothing_that_was_held_back_is_written_to_an_article(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS)
    for path in REAL.iterdir():
        if path.suffix in (".xml", ".json", ".txt"):
            site.raw(path.name, path.read_bytes()).imported()
            assert site.problems == []
            texts = "".join(site.files().values())
            assert len(site.files()) >= 4
            for word in (
                "Secret",
                "Not to be seen",
                "let through",
                "A pending comment",
            ):
                assert word not in texts
            site.delete(f"content/raw/{path.name}")
            for name in list(site.files()):
                site.delete(f"content/articles/{name}")


# -- Dumps of the REST interface, and the table -----------------------------------------


def test_a_dump_tells_people_terms_and_files_that_stand_in_other_lists() -> None:
    dump = Opened((REAL / "rest.json").read_bytes())
    assert dump.problems == []
    claims = dump.claims("7")
    assert claims["post_author"] == ("Mara Lindqvist",)
    assert claims["category:category"] == ("Climate & Water", "Harbours")
    assert claims["category:post_tag"] == ("Sea level", "Tolls & fees")
    assert claims["category:region"] == ("Fjords",)
    assert claims["post_excerpt"] == (
        "A wall keeps the sea out only while somebody mends it.",
    )
    (bio,) = dump.read("7").bios
    assert bio.name == "Mara Lindqvist"
    assert bio.bio == (
        "Mara Lindqvist heads the harbours programme. She writes on ferries & tides."
    )
    assert dump.spans["15"].state == State.PASSWORD
    assert {"author-2", "term-3", "6"} <= dump.spans.keys()


def test_an_excerpt_that_the_site_made_of_the_text_is_no_dek() -> None:
    dump = Opened((REAL / "rest.json").read_bytes())
    for key in ("8", "9", "22", "21"):
        if key in dump.spans:
            assert "post_excerpt" not in dump.claims(key)


def test_what_a_post_embeds_counts_as_much_as_lists_beside_it() -> None:
    lists = Opened((REAL / "rest.json").read_bytes())
    embedded = Opened((REAL / "embedded.json").read_bytes())
    for key, span in embedded.spans.items():
        if span.state == State.PUBLISHED:
            assert embedded.claims(key) == lists.claims(key)
            bios = [
                [(bio.name, bio.bio) for bio in one.read(key).bios]
                for one in (embedded, lists)
            ]
            assert bios[0] == bios[1]


def test_a_dump_of_some_fields_alone_is_one_too_and_loses_none_of_the_site() -> None:
    post = {
        "id": 7, "date": "2020-01-05T10:00:00", "slug": "gate", "status": "publish",
        "type": "post", "title": {"rendered": "Gate"}, "author": 3,
        "content": {"rendered": "<p>Shut.</p>", "protected": False},
        "acf": {"issue": 4, "isbn": "x", "places": ["a", "b"], "of": {"dam": 1.5}, "no": False},
    }  # fmt: skip
    held = post | {"id": 8, "content": {"rendered": "", "protected": True}}
    dump = Opened(json.dumps([{"id": 3, "name": "Ada Berg", "description": ""}]).encode()
                  + b"\n" + json.dumps([post, held]).encode())  # fmt: skip
    assert dump.told.name == "wordpress-rest"
    assert dump.spans["8"].state == State.PASSWORD
    claims = dump.claims("7")
    assert claims["post_author"] == ("Ada Berg",)
    said = {key: one for key, (one,) in claims.items() if key.startswith("postmeta:")}
    assert said == {
        "postmeta:issue": "4",
        "postmeta:isbn": "x",
        "postmeta:places": "a; b",
        "postmeta:of.dam": "1.5",
    }


def test_lists_may_stand_in_one_object() -> None:
    lines = (REAL / "rest.json").read_text("utf-8").splitlines()
    whole = {f"list {number}": json.loads(line) for number, line in enumerate(lines)}
    one = Opened(json.dumps(whole, indent=1).encode())
    assert one.problems == []
    assert one.claims("7")["post_author"] == ("Mara Lindqvist",)
    assert one.spans["7"].line > 1


@pytest.mark.parametrize("name", ["wp_posts.txt", "wp_posts.csv", "wp_posts.tsv"])
def test_a_table_is_read_as_the_database_wrote_it(name: str, real: Opened) -> None:
    table = Opened((REAL / name).read_bytes(), name, "Europe/Oslo")
    assert table.problems == []
    for key in ("7", "9", "21", "22"):
        assert table.markdown(key) == real.markdown(key)
        assert table.claims(key)["post_title"] == real.claims(key)["post_title"]
        assert table.claims(key)["post_date"] == real.claims(key)["post_date"]
    assert table.spans["17"].kind == "revision"
    states = {key: one.state for key, one in table.spans.items() if key != "17"}
    assert states == {key: one.state for key, one in real.spans.items()}


def test_a_row_with_another_number_of_fields_is_told_alone() -> None:
    data = (REAL / "wp_posts.txt").read_bytes().replace(b"\tquay\t", b"\tquay", 1)
    table = Opened(data)
    (problem,) = table.problems
    assert problem.line == 1
    assert "4" not in table.spans
    assert table.markdown("22")


# -- People ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("login", "shown", "first", "last", "name"),
    [
        ("mara", "Mara Lindqvist", "", "", "Mara Lindqvist"),
        ("mara", "mara", "Mara", "Lindqvist", "Mara Lindqvist"),
        ("mara", "mara", "", "", ""),
        ("mara", "mara@heron.example", "Mara", "L", "Mara L"),
        ("Plato", "Plato", "", "", "Plato"),
        ("m", "Cows &amp; Co", "", "", "Cows & Co"),
    ],
)
def test_people_are_called_by_their_name(
    login: str, shown: str, first: str, last: str, name: str
) -> None:
    assert name_of(login, shown, first, last) == name


def test_guests_who_only_write_are_known_by_their_own_post() -> None:
    guest = item(
        5, "", wp__post_type="guest-author", wp__post_name="cap-ada",
        rest=meta("cap-display_name", "Ada Brook") + meta("cap-user_login", "ada")
        + meta("cap-description", "Ada <b>Brook</b> rows."),
    )  # fmt: skip
    terms = (
        '<category domain="author" nicename="cap-ada"><![CDATA[ada]]></category>'
        '<category domain="author" nicename="cap-mara"><![CDATA[mara]]></category>'
    )
    opened = exported(item(1, rest=terms), guest)
    assert opened.claims("1")["post_author"] == ("Mara Lindqvist", "Ada Brook")
    (bio,) = opened.read("1").bios
    assert (bio.name, bio.bio) == ("Ada Brook", "Ada Brook rows.")


def test_an_author_of_whom_only_the_login_is_known_is_none() -> None:
    claims = exported(item(1, dc__creator="jdoe")).claims("1")
    assert "post_author" not in claims
    assert claims["login of the author"] == ("jdoe",)


# -- What else a post tells --------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("publish", State.PUBLISHED),
        ("auto-draft", State.DRAFT),
        ("pending", State.PENDING),
        ("trash", State.TRASH),
        ("archived-by-a-plugin", State.UNKNOWN),
    ],
)
def test_a_state_that_nobody_knows_is_shown_to_nobody(
    status: str, state: State
) -> None:
    opened = exported(item(1, wp__status=status))
    assert opened.spans["1"].state == opened.read("1").state == state


def test_only_a_house_s_own_fields_tell_something() -> None:
    rest = (
        meta("_edit_last", "1") + meta("subtitle", "Of tides &amp; tolls")
        + meta("layout", 'a:1:{i:0;s:1:"x";}') + meta("page_builder", "x" * 2_000)
    )  # fmt: skip
    claims = exported(item(1, rest=rest)).claims("1")
    own = {key: texts for key, texts in claims.items() if key.startswith("postmeta")}
    assert own == {"postmeta:subtitle": ("Of tides & tolls",)}


def test_the_same_piece_in_other_languages_is_named_by_its_address() -> None:
    group = (
        "<wp:term><wp:term_taxonomy>post_translations</wp:term_taxonomy><wp:term_slug>pll_x"
        '</wp:term_slug><wp:term_description><![CDATA[a:2:{s:2:"en";i:1;s:2:"fr";i:2;}]]>'
        "</wp:term_description></wp:term>"
    )
    french = '<category domain="language" nicename="fr">Français</category>'
    data = HEAD + group + item(1) + item(2, rest=french) + TAIL
    opened = Opened(data.replace("<wp:status>publish", "<wp:status><![CDATA[publish]]>")
                    .replace("]]>]]>", "]]>").encode())  # fmt: skip
    assert opened.claims("2")["language"] == ("fr",)
    (there,) = opened.read("1").translations
    assert (there.text, there.address) == (
        "fr", "https://heron.example/2020/01/piece-2/",
    )  # fmt: skip


@pytest.mark.parametrize("status", ["publish", "<![CDATA[publish]]>"])
def test_links_by_number_lead_to_the_address_of_the_post(status: str) -> None:
    text = 'See <a href="https://heron.example/?p=2">there</a>.'
    opened = exported(item(1, text), item(2, wp__status=status))
    (block,) = opened.read("1").blocks
    assert block.markdown == "See [there](https://heron.example/2020/01/piece-2/)."


# -- The text of posts ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\n\nTwo\nlines.", ["One.", "Two  \nlines."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("<h2>A\n</h2>\nText at once.", ["## A", "Text at once."]),
        ("Before<ul>\n<li>a</li>\n\n<li>b</li>\n</ul>after", ["Before", "- a\n- b", "after"]),
        ("<div>One.\n\nTwo.</div>", ["One.", "Two."]),
        ("<p>One\n\nTwo</p>", ["One", "Two"]),
        ("One<br />\nTwo", ["One  \nTwo"]),
        ("One<br><br>Two", ["One", "Two"]),
        ("&nbsp;\n\nOne.\n\n&nbsp;", ["One."]),
        ("A <em>word\n\nand</em> more", ["A *word*", "*and* more"]),
        ("One.<!--more-->\n\nTwo.<!--nextpage-->", ["One.", "Two."]),
        ("<pre>a\n\n  b</pre>", ["```\na\n\n  b\n```"]),
        ("He said [sic] so [1].", ["He said [sic] so [1]."]),
        ("Not [[gallery]] here", ["Not [gallery] here"]),
        (
            "https://vimeo.com/12",
            ["[https://vimeo.com/12](https://vimeo.com/12)"],
        ),
        (
            '[embed width="4"]https://vimeo.com/12[/embed]',
            ["[https://vimeo.com/12](https://vimeo.com/12)"],
        ),
        (
            '[audio mp3="https://heron.example/a.mp3"][/audio]',
            ["[https://heron.example/a.mp3](https://heron.example/a.mp3)"],
        ),
        (
            '[caption id="a" caption="Old &amp; new"]<img src="/a.png" alt="A">[/caption]',
            ['{{< figure src="https://heron.example/a.png" alt="A" caption="Old & new" >}}'],
        ),
    ],
)  # fmt: skip
def test_a_classic_text_is_read_by_its_structure(text: str, blocks: list[str]) -> None:
    found = body_of(text)
    if text.startswith("[caption"):
        found = [
            one.replace('"/a.png', '"https://heron.example/a.png') for one in found
        ]
    assert found == blocks


def test_classic_text_may_stand_between_blocks() -> None:
    text = "One.\n\nTwo.\n<!-- wp:paragraph -->\n<p>Three.</p>\n<!-- /wp:paragraph -->"
    assert body_of(text) == ["One.", "Two.", "Three."]


def test_notes_of_blocks_are_notes() -> None:
    text = (
        '<!-- wp:paragraph --><p>A word<sup data-fn="ab-1" class="fn"><a href="#ab-1" '
        'id="ab-1-link">1</a></sup> here.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->'
    )
    notes = meta("footnotes", '[{"content":"A <em>note</em>.","id":"ab-1"}]')
    found = exported(item(1, text, rest=notes)).markdown("1")
    assert found == ["A word[^1] here.", "[^1]: A *note*."]


def test_a_block_that_several_posts_hold_is_read_where_it_stands() -> None:
    shared = item(9, "<p>Shared.</p>", wp__post_type="wp_block")
    opened = exported(item(1, '<p>Own.</p><!-- wp:block {"ref":9} /-->'), shared)
    assert opened.markdown("1") == ["Own.", "Shared."]
    assert opened.spans["9"].kind == "wp_block"


def test_a_file_is_one_link() -> None:
    text = (
        '<!-- wp:file --><div class="wp-block-file"><a href="/a.pdf">Paper</a><a href="/a.pdf" '
        'class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->'
    )
    assert body_of(text) == ["[Paper](https://heron.example/a.pdf)"]


def test_a_block_that_the_site_filled_is_told() -> None:
    said = exported(item(1, '<p>x</p><!-- wp:latest-posts {"n":3} /-->')).read("1")
    (doubt,) = said.doubts
    assert str(doubt.message).startswith("blocks that the old site filled")
    assert "latest-posts" in str(doubt.message)


def test_shortcodes_of_others_stay_and_are_told_or_go_to_those_of_the_site() -> None:
    text = 'Before\n\n[chart id="12" title=\'A "b"\']\n\n[box]Inner *words*.[/box]\n\nAfter'
    said = exported(item(1, text)).read("1")
    assert '[chart id="12" title=\'A "b"\']' in [one.markdown for one in said.blocks]
    (doubt,) = said.doubts
    assert "[box], [chart]" in str(doubt.message)
    found = body_of(text, shortcodes={"chart": "plot", "box": "aside"})
    assert found == [
        "Before",
        '{{< plot id="12" title="A \\"b\\"" >}}',
        "{{< aside >}}",
        "Inner \\*words\\*.",
        "{{< /aside >}}",
        "After",
    ]


def test_a_gallery_shows_the_pictures_that_were_put_into_the_post() -> None:
    files = [
        item(
            number, "", wp__post_type="attachment", wp__status="inherit",
            wp__post_parent="1", excerpt__encoded=f"Picture {number}",
            wp__attachment_url=f"https://heron.example/{number}.png",
            rest=meta("_wp_attachment_image_alt", f"Alt {number}"),
        )
        for number in (3, 4)
    ]  # fmt: skip
    opened = exported(item(1, "[gallery]"), *files)
    shown = opened.markdown("1")
    assert len(shown) == 2
    assert 'alt="Alt 3" caption="Picture 3"' in shown[0]
    assert 'src="https://heron.example/4.png"' in shown[1]


def test_an_item_changes_with_what_it_shows_of_others_and_with_nothing_else() -> None:
    def digests(alt: str, name: str = "Mara\n Lindqvist") -> dict[str, str]:
        file = item(
            3, "", wp__post_type="attachment",
            wp__attachment_url="https://heron.example/3.png",
            rest=meta("_wp_attachment_image_alt", alt),
        )  # fmt: skip
        shows = '<img class="wp-image-3" src="https://heron.example/3.png" alt="">'
        text = (
            HEAD + item(1, shows) + item(2, "3 boats.", dc__creator="x") + file + TAIL
        )
        opened = Opened(text.replace("Mara\n Lindqvist", name).encode())
        return {key: span.digest for key, span in opened.spans.items()}

    one, other, named = digests("A"), digests("B"), digests("A", "Mara L.")
    assert one["1"] != other["1"]
    assert one["2"] == other["2"] == named["2"]
    assert one["1"] != named["1"]


# -- Bad input -----------------------------------------------------------------------------


BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "head", [BOMB, '<!DOCTYPE rss SYSTEM "file:///etc/passwd">', "<!ENTITY x 'y'>"]
)
def test_an_export_that_defines_names_is_refused(head: str) -> None:
    text = head + HEAD.partition("?>")[2] + item(1, "&b;") + TAIL
    opened = Opened(text.encode())
    assert [one.message.name for one in opened.problems] == [Kind.XML_DEFINES.name]
    assert opened.spans == {}


def test_a_reference_that_nobody_defines_is_a_problem_of_its_item() -> None:
    opened = exported(item(1), item(2, title="&b;"), item(3))
    (problem,) = opened.problems
    assert problem.message.name == Kind.XML_BROKEN.name
    assert "undefined entity" in str(problem.message)
    assert opened.spans.keys() == {"1", "3"}


def breaks() -> Iterator[tuple[str, str]]:
    """Give ways in which an item breaks, and what they are called."""
    good = item(2)
    yield good.replace("</wp:status>", ""), Kind.XML_BROKEN.name
    yield good.replace("<title>", "<title"), Kind.XML_BROKEN.name
    yield good.replace("</item>\n", ""), Kind.XML_CUT.name
    yield (
        good.replace("]]></content:encoded>", "</content:encoded>"),
        Kind.XML_BROKEN.name,
    )
    yield (
        good.replace("]]></content:encoded>", "]]> ]]></content:encoded>"),
        Kind.XML_BROKEN.name,
    )
    yield (
        good.replace("<title>", "<a>" * 40 + "</a>" * 40 + "<title>"),
        Kind.XML_DEEP.name,
    )


@pytest.mark.parametrize(("broken", "kind"), list(breaks()))
def test_a_broken_item_is_told_with_its_line_and_leaves_others_alone(
    broken: str, kind: str
) -> None:
    opened = exported(item(1), broken, item(3))
    assert [one.message.name for one in opened.problems] == [kind]
    first = HEAD.count("\n") + item(1).count("\n")
    assert first < opened.problems[0].line <= first + broken.count("\n") + 1
    assert opened.spans.keys() == {"1", "3"}
    assert opened.markdown("3") == ["Some words."]


@pytest.mark.parametrize("empty", ["", "words", "<title>A title</title>"])
def test_an_item_that_says_next_to_nothing_is_held_back(empty: str) -> None:
    opened = exported(item(1), f"<item>{empty}</item>", item(3))
    assert opened.problems == []
    states = {key: one.state for key, one in opened.spans.items()}
    assert states.pop("1") == states.pop("3") == State.PUBLISHED
    assert list(states.values()) == [State.UNKNOWN]


def test_an_export_that_was_cut_off_is_told() -> None:
    whole = (HEAD + item(1) + item(2)).encode()
    opened = Opened(whole)
    assert [one.message.name for one in opened.problems] == [Kind.XML_UNENDED.name]
    assert opened.spans.keys() == {"1", "2"}
    kinds = [one.message.name for one in Opened(whole[:-40]).problems]
    assert kinds == [Kind.XML_CUT.name, Kind.XML_UNENDED.name]


def test_signs_that_xml_cannot_hold_are_left_out_and_told() -> None:
    data = (HEAD + item(1, "A\x0bboat, A\x08.") + TAIL).encode()
    opened = Opened(data.replace(b"boat", b"b\xffat"))
    said = opened.read("1")
    assert opened.problems == []
    assert [one.markdown for one in said.blocks] == ["Ab\ufffdat, A."]
    (doubt,) = said.doubts
    assert "3 signs" in str(doubt.message)


def test_another_encoding_is_read_as_it_is_declared() -> None:
    text = HEAD.replace("UTF-8", "windows-1251") + item(1, "Паром.") + TAIL
    opened = Opened(text.encode("cp1251"))
    assert opened.markdown("1") == ["Паром."]


def test_marks_of_items_within_a_text_are_text() -> None:
    text = "<pre>&lt;item&gt; <item> </item> <!-- </item> --></pre>"
    opened = exported(item(1, text), "<!-- <item> ]]> -->", item(2))
    assert opened.spans.keys() == {"1", "2"}
    assert opened.problems == []


def test_nothing_of_a_post_acts() -> None:
    text = (
        '<script>alert(1)</script><p onclick="x()">Words <a href="javascript:x()">link</a>'
        '</p>{{< figure src="x" >}} <iframe src="https://evil.example"></iframe>'
        "[chart x='>}}<script>']"
    )
    found = "\n".join(body_of(text, shortcodes={"chart": "chart"}))
    assert "<script" not in found
    assert "javascript" not in found
    assert "onclick" not in found
    assert "\n{{< figure" not in found


@pytest.mark.parametrize(
    "unit",
    [
        "<!-- wp:a {", "<!-- wp:a -->", "<!--", "[a ", "[a]", "[/a]", "[caption]", "<p \"",
        "<div>", "</div>", "\n\n", "[a x=\"", "<br>", "https://x.y\n", "[[", "<img wp-image-1 ",
        "<p>\n", "[embed]", "&amp;", "<a\n",
    ],
)  # fmt: skip
def test_a_text_of_many_marks_is_read_in_bounded_time(unit: str) -> None:
    text = unit * 20_000
    made = prepare(text, Lookup({}), {"a": "b"})
    assert isinstance(made.html, str)


def test_a_dump_that_is_cut_off_or_too_deep_is_told() -> None:
    data = (REAL / "rest.json").read_bytes()
    cut = Opened(data[:-2_000])
    assert [one.message.name for one in cut.problems] == [Kind.DUMP_BROKEN.name]
    assert "7" in cut.spans
    deep = b'[{"id":1,"_links":{},"x":"/wp-json/","title":' + b"[" * 5_000
    assert [one.message.name for one in Opened(deep).problems] == [Kind.DUMP_DEEP.name]


def test_an_item_larger_than_any_text_is_told_and_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xml_items, "SIZE_LIMIT", 5_000)
    monkeypatch.setattr(export, "SIZE_LIMIT", 5_000)
    opened = exported(item(1), item(2, "x" * 6_000), item(3))
    (problem,) = opened.problems
    assert problem.message.name == Kind.TOO_LARGE.name
    assert opened.spans.keys() == {"1", "3"}


def test_bytes_may_come_in_any_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    from commentariat.intake.formats.wordpress import rest, table

    def cut_all() -> Mapping[str, object]:
        return {
            path.name: (opened.spans, opened.problems, opened.lookup)
            for path in sorted(REAL.iterdir())
            if path.suffix != ".md"
            for opened in [Opened(path.read_bytes())]
        }

    whole = cut_all()
    for size in (1, 7, 64, 65, 1_000):
        for module in (xml_items, rest, table):
            monkeypatch.setattr(module, "_STRETCH", size)
        if size > 1:
            assert cut_all() == whole
    monkeypatch.undo()


def test_a_row_that_no_database_wrote_is_refused_when_it_is_read() -> None:
    table = Opened((REAL / "wp_posts.txt").read_bytes())
    span = table.spans["22"]
    with pytest.raises(SourceError):
        table.told.read(b"22\t2\tx\n", span, table.around)


def test_paragraphs_leave_a_text_of_blocks_as_it_is() -> None:
    for text in ("<p>One.</p>\n<p>Two.</p>", "<ul>\n<li>a</li>\n</ul>", ""):
        assert paragraphs(text) == text


def test_entries_that_others_look_up_are_short() -> None:
    assert len(pack("x" * 100_000)) < 30_000


def test_a_table_whose_lines_end_as_on_windows_is_read() -> None:
    data = (REAL / "wp_posts.txt").read_bytes().replace(b"\n", b"\r\n")
    table = Opened(data)
    said = table.read("22")
    assert "\r" not in said.text
    assert all(one.start <= len(said.text) for one in said.claims)


def test_what_looks_like_the_place_of_a_shortcode_is_text() -> None:
    found = body_of("[chart x=1] &#xe0f0;7&#xe0f1; words", shortcodes={"chart": "b"})
    assert "\n".join(found).count("{{< b") == 1
    assert found[-1].endswith("words")


@pytest.mark.parametrize("encoding", ["undefined", "idna", "nothing"])
def test_an_encoding_in_which_nothing_is_written_leaves_the_export_readable(
    encoding: str,
) -> None:
    data = (HEAD + item(1, "Café.") + TAIL).replace("UTF-8", encoding, 1)
    assert f'"{encoding}"' in data
    assert Opened(data.encode()).markdown("1") == ["Café."]


def test_an_export_of_many_open_marks_is_read_in_bounded_time() -> None:
    head = HEAD + "<wp:tag>" * 20_000
    opened = Opened((head + item(1, "Words. " + "<!--" * 50_000) + TAIL).encode())
    assert opened.markdown("1")[0].startswith("Words.")

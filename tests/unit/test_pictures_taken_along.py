"""Pictures of pages are taken along from beside the file, and none from the net."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from PIL import Image
from raw_samples import SETTINGS, Site, packed

from commentariat.cli import main
from commentariat.errors import Problem
from commentariat.intake.content.model import CrawledArticle, Sourced
from commentariat.intake.content.pictures import FOLDER, copy_pictures, take_pictures
from commentariat.intake.formats.containers import Cutter
from commentariat.intake.formats.html import read_html
from commentariat.intake.formats.model import ItemSpan, SourceFormat
from commentariat.intake.pages.model import Picture
from commentariat.kinds import Kind

WORDS = (
    "The barrage has forty gates, and on most days of the year thirty-nine of them are "
    "shut, which is a number that two ministries have written into their budgets."
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a raw file."""
    return Site(tmp_path, SETTINGS)


def picture(color: str = "red", form: str = "PNG") -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (8, 6), color).save(made, form)
    return made.getvalue()


def page(*pictures: str) -> str:
    """A page that shows pictures between two paragraphs."""
    shown = "".join(f'<p><img src="{one}" alt="A gate"></p>' for one in pictures)
    return (
        "<!doctype html><html lang=en><head><title>The gates</title></head><body>"
        f"<article><h1>The gates</h1><p>{WORDS}</p>{shown}<p>{WORDS[::-1]}</p></article>"
        "</body></html>"
    )


def body(site: Site) -> str:
    """The only article."""
    (text,) = site.files().values()
    return text


def files(site: Site) -> list[str]:
    """The pictures that were taken along."""
    folder = site.folder / "content/files" / FOLDER
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("img/gate.png", "pages/img/gate.png"),
        ("../gate.png", "gate.png"),
        ("/wp-content/2014/gate.png", "wp-content/2014/gate.png"),
        ("https://x.org/wp-content/2014/gate.png", "x.org/wp-content/2014/gate.png"),
        ("https://x.org/wp-content/2014/gate.png", "pages/wp-content/2014/gate.png"),
        ("https://x.org/wp-content/2014/gate-300x200.png", "2014/gate.png"),
        ("img/the%20gate.png", "pages/img/the gate.png"),
    ],
)
def test_a_picture_beside_its_page_is_taken_along(
    site: Site, address: str, where: str
) -> None:
    site.raw("pages/gates.html", page(address)).raw(where, picture()).imported()
    assert (site.folder / "content/raw" / where).read_bytes() == picture()
    (name,) = files(site)
    assert f"![A gate](/files/{FOLDER}/{name})" in body(site)
    assert (site.folder / f"content/files/{FOLDER}/{name}").read_bytes() == picture()
    assert [one.kind for one in site.report.open_points] == []
    site.imported(is_again=True)
    assert site.report.written == ()


def test_a_picture_in_the_zip_of_its_page_is_taken_along(site: Site) -> None:
    data = packed(
        {"a/gates.html": page("img/gate.jpg"), "a/img/gate.jpg": picture(form="JPEG")}
    )
    site.raw("all.zip", data).imported()
    (name,) = files(site)
    assert f"![A gate](/files/{FOLDER}/{name})" in body(site)


def test_a_figure_that_import_wrote_is_no_markup_of_another_program(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = '<figure><img src="gate.png" alt="A gate"><figcaption>Shut.</figcaption></figure>'
    text = page("x").replace('<p><img src="x" alt="A gate"></p>', shown)
    site.raw("gates.html", text).raw("gate.png", picture())
    folder = str(site.folder)
    settings = '[tool.commentariat]\ntitle = "Gates"\n'
    (site.folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    main(["import", "--site", folder])
    assert "{{< figure" in body(site)
    main(["check", "--site", folder])
    assert "markup of another program" not in "".join(capsys.readouterr())


def test_a_picture_that_is_not_there_is_a_link_to_where_it_was_and_told_once(
    site: Site,
) -> None:
    site.raw(
        "gates.html", page("https://x.org/2014/gate.png", "https://x.org/b/no.png")
    )
    site.imported()
    assert "[A gate](https://x.org/2014/gate.png)" in body(site)
    assert "![" not in body(site)
    (point,) = [
        one for one in site.report.open_points if one.kind == "pictures missing"
    ]
    assert point.message == Kind.PICTURES_MISSING.of()
    assert files(site) == []


def test_a_picture_that_is_not_there_leaves_each_of_its_captions(site: Site) -> None:
    shown = "".join(
        f'<figure><img src="https://x.org/a/gate.png" alt="A gate"><figcaption>{said}'
        "</figcaption></figure>"
        for said in ("It is <em>shut</em>.", "It is &gt;}} open.", 'A "third" time.')
    )
    text = page("x").replace('<p><img src="x" alt="A gate"></p>', shown)
    site.raw("gates.html", text).imported()
    for said in ("It is *shut*.", "It is >}} open.", 'A "third" time.'):
        assert body(site).count(said) == 1, body(site)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("gate.png", b"<script>alert(1)</script>"),
        ("gate.svg", b'<!DOCTYPE x [<!ENTITY a "b">]><svg xmlns="x">&a;</svg>'),
        ("gate.svg", b"<svg><never>"),
        ("gate.jpg", b""),
    ],
)
def test_what_is_called_a_picture_and_is_none_stays_where_it_is(
    site: Site, name: str, data: bytes
) -> None:
    site.raw("gates.html", page(f"img/{name}")).raw(f"img/{name}", data).imported()
    assert files(site) == []
    assert "![" not in body(site)


@pytest.mark.parametrize(
    "address", ["../../../secret.png", "/../../secret.png", "//secret.png"]
)
def test_an_address_never_leads_out_of_the_raw_files(site: Site, address: str) -> None:
    (site.folder / "secret.png").write_bytes(picture())
    (site.folder / "content/secret.png").write_bytes(picture())
    (site.folder.parent / "secret.png").write_bytes(picture())
    site.raw("a/gates.html", page(address)).imported()
    assert files(site) == []


def test_two_pictures_of_one_name_are_told_apart_and_one_is_copied_once(
    site: Site,
) -> None:
    site.raw("a/gates.html", page("gate.png", "b/gate.png", "c/gate.png"))
    site.raw("a/gate.png", picture("red")).raw("a/b/gate.png", picture("blue"))
    site.raw("a/c/gate.png", picture("red")).imported()
    assert len(files(site)) == 2


def test_a_picture_that_is_an_item_of_its_container_is_taken_along(
    tmp_path: Path,
) -> None:
    first, second = picture("red"), picture("blue")

    def cut(file: BinaryIO, name: str) -> Iterator[ItemSpan | Problem]:
        at = len(first)
        yield ItemSpan("https://x.org/gate.png#top", 0, at, kind="picture")
        yield ItemSpan("http://x.org/b/gate.png", at, at + len(second), kind="picture")

    row = SourceFormat("html", "pictures", lambda head, name: True, cut, read_html)
    where = tmp_path / "content/raw/all.bin"
    where.parent.mkdir(parents=True)
    where.write_bytes(first + second)
    folder = str(tmp_path / "unpacked")
    cutter = Cutter("all.bin", folder, "1")
    with where.open("rb") as opened:
        cutter.cut(opened, row)
    made = cutter.container()
    assert (made.places, made.is_known) == ((), True)
    nothing = Sourced(0, "")
    crawled = CrawledArticle(
        file="all.bin//page", digest="1", title=nothing, date=nothing, language=nothing,
        address="https://x.org/2014/gates/",
        body=("![A gate](http://x.org/gate.png)", "![](/b/gate.png)", "![](/c/gate.png)"),
        pictures=tuple(map(Picture, ("http://x.org/gate.png", "/b/gate.png", "/c/gate.png"))),
    )  # fmt: skip
    where_pictures = str(Path(folder, made.pictures))
    taken, missing = take_pictures(str(tmp_path), crawled, where_pictures, folder)
    copy_pictures(str(tmp_path), taken.files, folder)
    assert missing == 1
    names = [one.name for one in taken.files]
    copied = tmp_path / "content/files" / FOLDER
    assert [(copied / name).read_bytes() for name in names] == [first, second]
    assert taken.body == (
        f"![A gate](/files/{FOLDER}/{names[0]})",
        f"![](/files/{FOLDER}/{names[1]})",
        "[gate.png](https://x.org/c/gate.png)",
    )


def test_a_page_of_many_pictures_that_are_not_there_links_to_each(site: Site) -> None:
    shown = [f"https://x.org/img/{number}.png" for number in range(600)]
    site.raw("page.html", page(*shown))
    site.imported()
    assert body(site).count("](https://x.org/img/") == 600

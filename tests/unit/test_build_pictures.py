"""Pictures in content: copied in the widths that are used, and what stays as it is."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from harness import SETTINGS, SiteFolder, article
from PIL import Image, ImageCms
from sample import Html

from commentariat.engine.copies import clear_waste
from commentariat.live.site import LiveSite
from commentariat.pipeline import check_site
from commentariat.pipeline.options import no_progress
from commentariat.preview.epoch import StaleError

PHOTO = "content/files/photo.jpg"
_GPS, _ORIENTATION, _MAKER = 0x8825, 0x0112, 0x010F


def photo(
    size: tuple[int, int] = (1600, 100), kind: str = "JPEG", **options: object
) -> bytes:
    """A picture that goes from dark at the left to light at the right."""
    picture = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90)
    buffer = io.BytesIO()
    picture.resize(size).convert("RGB").save(buffer, kind, **options)
    return buffer.getvalue()


def image(site: SiteFolder, path: str = "articles/a/") -> Element:
    """The one picture of a page."""
    (found,) = Html("", "", site.page(path)).all("img")
    return found


def srcset(site: SiteFolder, path: str = "articles/a/") -> list[str]:
    """What the sources of a page's pictures offer."""
    return [
        part.strip()
        for one in Html("", "", site.page(path)).all("source")
        for part in one.attrib["srcset"].split(",")
    ]


def copies(site: SiteFolder) -> list[str]:
    """The outputs that are copies of pictures."""
    return [name for name in site.output() if name.endswith(".webp")]


def opened(site: SiteFolder, name: str) -> Image.Image:
    """An output as a picture, decoded."""
    picture = Image.open(io.BytesIO(site.output()[name]))
    picture.load()
    return picture


def pixel(picture: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    """The bands of one pixel."""
    found = picture.getpixel(at)
    assert isinstance(found, tuple)
    return found


@pytest.fixture
def lead(site: SiteFolder) -> SiteFolder:
    """A site with an article under a wide picture, and one without."""
    site.write("content/articles/a.md", article("A", slug="a", image="files/photo.jpg"))
    site.write("content/articles/b.md", article("B", slug="b"))
    return site.write(PHOTO, photo()).build()


def test_a_picture_is_offered_in_the_widths_of_its_place(lead: SiteFolder) -> None:
    assert lead.problems == ()
    assert srcset(lead) == [
        f"/files/photo.jpg.{width}.webp {width}w" for width in (360, 720, 1080, 1440, 1600)
    ]  # fmt: skip
    for name in copies(lead):
        width = int(name.split(".")[-2])
        assert opened(lead, name).size == (width, round(width / 16))
    assert len(copies(lead)) == 5


def test_the_lead_picture_comes_first_and_keeps_its_room(lead: SiteFolder) -> None:
    found = image(lead).attrib
    assert (found["width"], found["height"]) == ("1600", "100")
    assert found["fetchpriority"] == "high"
    assert "loading" not in found
    assert found["src"] == "/files/photo.jpg"


def test_the_original_is_published_as_it_came(lead: SiteFolder) -> None:
    assert lead.output()["files/photo.jpg"] == photo()


def test_no_copy_is_wider_than_its_picture(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", slug="a", image="files/photo.jpg"))
    site.write(PHOTO, photo((300, 200))).build()
    assert srcset(site) == ["/files/photo.jpg.300.webp 300w"]
    assert "narrow" in image(site).attrib["class"]


def test_a_picture_in_a_body_waits_and_keeps_its_room(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", "![An alt](/files/photo.jpg)", slug="a"))  # fmt: skip
    site.write(PHOTO, photo((1800, 60))).build()
    found = image(site).attrib
    assert (found["width"], found["height"]) == ("1800", "60")
    assert found["loading"] == "lazy"
    assert found["alt"] == "An alt"
    assert [part.split()[1] for part in srcset(site)] == ["360w", "720w", "1080w", "1440w"]  # fmt: skip
    assert len(copies(site)) == 4


def test_a_size_that_an_editor_wrote_is_left_alone(site: SiteFolder) -> None:
    body = '<img src="/files/photo.jpg" alt="x" width="200">'
    site.write("content/articles/a.md", article("A", body, slug="a"))
    site.write(PHOTO, photo()).build()
    assert image(site).attrib["width"] == "200"
    assert "height" not in image(site).attrib


def test_a_drawing_in_a_body_has_a_size_and_no_copies(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", "![x](/files/d.svg)", slug="a"))
    text = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'
    site.write("content/files/d.svg", text).build()
    assert image(site).attrib["width"] == "40"
    assert srcset(site) == copies(site) == []


def test_a_portrait_is_offered_in_small_widths(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", slug="a", authors=["Mara"]))
    site.write("content/authors/mara.md", "---\nname: Mara\npicture: files/photo.jpg\n---\n")  # fmt: skip
    site.write(PHOTO, photo((600, 800))).build()
    widths = [part.split()[1] for part in srcset(site, "authors/mara/")]
    assert widths == ["180w", "360w", "540w"]
    assert len(copies(site)) == 3


@pytest.mark.parametrize("kind", ["term", "page", "home"])
def test_bodies_of_all_kinds_show_copies(site: SiteFolder, kind: str) -> None:
    site.write("content/articles/a.md", article("A", slug="a", authors=["Mara"]))
    name, path = {
        "term": ("authors/mara.md", "authors/mara/"),
        "page": ("pages/about.md", "about/"),
        "home": ("pages/index.md", ""),
    }[kind]
    head = "name: Mara" if kind == "term" else "title: About"
    site.write(f"content/{name}", f"---\n{head}\n---\n![x](/files/photo.jpg)\n")
    site.write(PHOTO, photo()).build()
    page = "index.html" if kind == "home" else path
    assert len(srcset(site, page)) == 4
    site.write(PHOTO, photo((500, 400))).build()
    assert len(srcset(site, page)) == 2


def test_a_turned_picture_stands_upright_and_says_nothing_of_its_camera(
    site: SiteFolder,
) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6  # to be turned to the right
    exif[_MAKER] = "Camera of a person"
    exif[_GPS] = {1: "N", 2: (59.0, 26.0, 3.0), 3: "E", 4: (24.0, 43.0, 1.0)}
    site.write(PHOTO, photo((1200, 800), exif=exif, comment=b"Camera of a person"))
    site.write("content/articles/a.md", article("A", slug="a", image="files/photo.jpg")).build()  # fmt: skip
    assert b"Camera" not in site.output()["files/photo.jpg"]
    assert (image(site).attrib["width"], image(site).attrib["height"]) == (
        "800",
        "1200",
    )
    copy = opened(site, "files/photo.jpg.720.webp")
    assert copy.size == (720, 1080)
    top, bottom = pixel(copy, (360, 20)), pixel(copy, (360, 1060))
    assert max(top) + 100 < min(bottom)  # what was at the left is at the top
    for name in copies(site):
        data = site.output()[name]
        assert b"Camera" not in data
        assert not {"exif", "xmp", "icc_profile"} & opened(site, name).info.keys()


def test_colors_come_out_as_the_profile_means_them(site: SiteFolder) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = lab.replace(b"rXYZ", b"tXYZ").replace(b"gXYZ", b"rXYZ").replace(b"tXYZ", b"gXYZ")  # fmt: skip
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), (200, 30, 30)).save(buffer, "JPEG", icc_profile=wide)
    site.write(PHOTO, buffer.getvalue())
    site.write("content/articles/a.md", article("A", slug="a", image="files/photo.jpg")).build()  # fmt: skip
    red, green, _ = pixel(opened(site, "files/photo.jpg.360.webp"), (100, 100))
    assert green > 150 > 80 > red  # a profile that swaps red and green


def test_a_print_picture_is_shown_in_the_colors_of_screens(site: SiteFolder) -> None:
    buffer = io.BytesIO()
    Image.new("CMYK", (400, 300), (0, 255, 255, 0)).save(buffer, "JPEG")
    site.write(PHOTO, buffer.getvalue())
    site.write("content/articles/a.md", article("A", slug="a", image="files/photo.jpg")).build()  # fmt: skip
    red, green, blue = pixel(opened(site, "files/photo.jpg.360.webp"), (9, 9))
    assert red > 200 > 60 > max(green, blue)


def test_a_chart_keeps_its_colors_and_its_transparency(site: SiteFolder) -> None:
    chart = Image.new("RGBA", (1080, 400), (0, 0, 0, 0))
    chart.paste((178, 52, 108, 255), (100, 100, 500, 300))
    buffer = io.BytesIO()
    chart.save(buffer, "PNG")
    site.write("content/files/chart.png", buffer.getvalue())
    site.write("content/articles/a.md", article("A", "![x](/files/chart.png)", slug="a")).build()  # fmt: skip
    copy = opened(site, "files/chart.png.1080.webp").convert("RGBA")
    assert pixel(copy, (300, 200)) == (178, 52, 108, 255)
    assert pixel(copy, (10, 10))[3] == 0


def _moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (500, 300), color) for color in ("red", "blue", "green")]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=90)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_what_moves_is_left_moving(site: SiteFolder, kind: str) -> None:
    name = f"moving.{kind.lower()}"
    site.write("content/articles/a.md", article("A", f"![x](/files/{name})", slug="a"))
    site.write(f"content/files/{name}", _moving(kind)).build()
    assert image(site).attrib["width"] == "500"
    assert srcset(site) == []
    assert [n for n in site.output() if n.startswith("files/")] == [f"files/{name}"]


def _bomb() -> bytes:
    """A few bytes that say they are a picture of 900 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def test_a_picture_that_would_fill_the_memory_is_refused(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", "![x](/files/b.png)", slug="a"))
    site.write("content/files/b.png", _bomb()).build()
    assert site.problems == (
        "content/files/b.png: expected a picture of at most 89 megapixels, found a larger one",
    )  # fmt: skip
    assert not site.has("articles/a/index.html")


def _flat_png(width: int, height: int) -> bytes:
    """A picture of one color: small as a file, and large as pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    pack = zlib.compressobj(1)
    row = b"\0" + b"\x40" * (width * 3)
    data = b"".join([*(pack.compress(row) for _ in range(height)), pack.flush()])
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", data) + chunk(b"IEND", b"")


_MEASURED_BUILD = """
import re, sys
from commentariat.cli import main
status = main(["build", "--workers", "1", "--site", sys.argv[1]])
with open("/proc/self/status") as file:
    print(re.search(r"VmHWM:\\s+([0-9]+) kB", file.read())[1], file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no peak is told")
@pytest.mark.parametrize(
    ("name", "is_copied"), [("huge.png", False), ("huge.jpg", True), ("p.jpg", False)]
)
def test_a_picture_of_88_megapixels_costs_a_bounded_memory(
    site: SiteFolder, name: str, is_copied: bool
) -> None:
    text = f"![x](/files/{name})"
    site.write("content/articles/a.md", article("A", text, slug="a"))
    if name.endswith(".png"):
        data = _flat_png(11_000, 8_000)
    else:
        buffer = io.BytesIO()
        flat = Image.new("RGB", (11_000, 8_000), "teal")
        flat.save(buffer, "JPEG", progressive=name == "p.jpg", subsampling=0)
        data = buffer.getvalue()
        del flat
    site.write(f"content/files/{name}", data)
    command = [sys.executable, "-c", _MEASURED_BUILD, str(site.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stderr.split()[-1]) < 400 * 1024  # KiB
    assert bool(srcset(site)) == is_copied
    assert site.output()[f"files/{name}"].startswith(data[:4])
    points = [
        str(one)
        for one in check_site(site.options()).open_points
        if one.source == f"content/files/{name}"
    ]
    assert bool(points) != is_copied
    assert all("copies of it would fill the memory" in one for one in points)
    assert image(site).attrib["width"] == "11000"


def test_a_picture_that_breaks_off_is_a_problem_said_once(lead: SiteFolder) -> None:
    before = lead.output()
    lead.write(PHOTO, photo()[:1500]).build()
    (problem,) = lead.problems
    assert problem.startswith("content/files/photo.jpg: cannot be read as a picture: ")
    assert lead.output() == before
    lead.write(PHOTO, photo()).build()
    assert lead.problems == ()
    assert lead.output() == before


def test_a_changed_picture_changes_its_copies_and_nothing_else(
    lead: SiteFolder, tmp_path: Path
) -> None:
    lead.write(PHOTO, photo(quality=60)).build()
    lead.rendered("files/photo.jpg", *copies(lead))
    assert lead.output() == lead.clean_output(tmp_path / "clean")


def test_a_picture_of_another_size_changes_the_pages_that_show_it(
    lead: SiteFolder, tmp_path: Path
) -> None:
    lead.write(PHOTO, photo((800, 60))).build()
    lead.rendered(
        "articles/a/index.html", "index.html", "files/photo.jpg",
        "files/photo.jpg.360.webp", "files/photo.jpg.720.webp", "files/photo.jpg.800.webp",
    )  # fmt: skip
    assert not lead.has("files/photo.jpg.1440.webp")
    assert lead.output() == lead.clean_output(tmp_path / "clean")


def test_copies_of_a_picture_that_is_shown_no_more_are_deleted(
    lead: SiteFolder, tmp_path: Path
) -> None:
    lead.edit("content/articles/a.md", "image: files/photo.jpg\n", "").build()
    assert copies(lead) == []
    assert lead.has("files/photo.jpg")
    assert lead.output() == lead.clean_output(tmp_path / "clean")


def test_a_copy_is_the_same_whatever_others_are_made_with_it(
    lead: SiteFolder, make_site: object
) -> None:
    other = make_site("other")  # type: ignore[operator]
    body = article("A", "![x](/files/photo.jpg)", slug="a")
    other.write("content/articles/a.md", body).write(PHOTO, photo()).build()
    for name in copies(other):
        assert other.output()[name] == lead.output()[name]


def test_a_lost_or_damaged_memory_costs_only_time(
    lead: SiteFolder, tmp_path: Path
) -> None:
    kept = sorted((lead.folder / ".cache/copies").iterdir())
    assert len(kept) == 5
    kept[0].write_bytes(b"nonsense")
    kept[1].write_bytes(kept[2].read_bytes()[:-1])
    kept[3].unlink()
    for name in copies(lead):
        (lead.folder / "output" / name).unlink()
    lead.build()
    assert lead.output() == lead.clean_output(tmp_path / "clean")


def test_copies_are_not_made_again_for_another_output(lead: SiteFolder) -> None:
    folder = lead.folder / ".cache/copies"
    kept = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    shutil.rmtree(lead.folder / "output")
    lead.build()
    assert len(copies(lead)) == 5
    assert kept == {path: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_nothing_to_do_is_seen_with_pictures_too(lead: SiteFolder) -> None:
    lead.build().rendered()


def test_no_widths_mean_no_copies(site: SiteFolder) -> None:
    site.write("pyproject.toml", f"{SETTINGS}picture_widths = []\n")
    site.write("content/articles/a.md", article("A", slug="a", image="files/photo.jpg"))
    site.write(PHOTO, photo()).build()
    assert srcset(site) == copies(site) == []
    assert image(site).attrib["width"] == "1600"


def test_widths_are_those_of_the_settings(lead: SiteFolder, tmp_path: Path) -> None:
    lead.write("pyproject.toml", f"{SETTINGS}picture_widths = [800, 400]\n").build()
    assert [part.split()[1] for part in srcset(lead)] == ["400w", "800w"]
    assert len(copies(lead)) == 2
    assert lead.output() == lead.clean_output(tmp_path / "clean")


def test_names_of_copies_hold_a_digest_where_those_of_the_theme_do(
    lead: SiteFolder, tmp_path: Path
) -> None:
    lead.write("pyproject.toml", f"{SETTINGS}fingerprint = true\n").build()
    first = copies(lead)
    assert len({name.split(".")[2] for name in first}) == 1
    lead.write(PHOTO, photo(quality=60)).build()
    assert not set(copies(lead)) & set(first)
    assert lead.output() == lead.clean_output(tmp_path / "clean")


def test_a_file_with_the_name_of_a_copy_is_a_problem(lead: SiteFolder) -> None:
    lead.write("content/files/photo.jpg.360.webp", photo((9, 9), "WEBP")).build()
    assert lead.problems == (
        "content/files/photo.jpg: 'files/photo.jpg.360.webp' is wanted by a copy of it "
        "and by content/files/photo.jpg.360.webp: rename one",
    )


def test_a_file_that_only_claims_to_be_a_picture_is_passed_on(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", "![x](/files/p.jpg)", slug="a"))
    site.write("content/files/p.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n").build()
    assert site.problems == ()
    assert "width" not in image(site).attrib
    assert site.output()["files/p.jpg"].startswith(b"%!PS")


def test_many_pictures_in_processes_are_the_same_as_in_one(site: SiteFolder) -> None:
    for number in range(6):
        site.write(f"content/files/p{number}.jpg", photo((500 + number, 40)))
        body = f"![x](/files/p{number}.jpg)"
        site.write(f"content/articles/a{number}.md", article("A", body, slug=f"a{number}"))  # fmt: skip
    alone = site.build().output()
    assert len(copies(site)) == 12
    shutil.rmtree(site.folder / "output")
    shutil.rmtree(site.folder / ".cache")
    assert site.build(workers=2).output() == alone


@pytest.mark.parametrize("more", ["", "fingerprint = true"])
def test_a_preview_shows_what_a_build_writes(lead: SiteFolder, more: str) -> None:
    lead.write("pyproject.toml", f"{SETTINGS}{more}\n").build()
    shutil.rmtree(lead.folder / ".cache")
    epoch = LiveSite(lead.options()).open(no_progress)
    for name, data in lead.output().items():
        made = epoch.render(name)
        assert made is not None, name
        assert made.problems == ()
        assert made.data == data, name


def test_a_preview_says_which_picture_is_broken(lead: SiteFolder) -> None:
    lead.write(PHOTO, photo()[:1500])
    epoch = LiveSite(lead.options()).open(no_progress)
    made = epoch.render("files/photo.jpg.360.webp")
    assert made is not None
    assert made.data is None
    (problem,) = made.problems
    assert problem.source == PHOTO


def test_a_picture_that_changed_since_is_left_to_the_next_state(
    lead: SiteFolder,
) -> None:
    (lead.folder / ".cache/copies").rename(lead.folder / "kept")
    epoch = LiveSite(lead.options()).open(no_progress)
    lead.write(PHOTO, photo(quality=60))
    with pytest.raises(StaleError):
        epoch.render("files/photo.jpg.360.webp")


def test_copies_nobody_wants_go_once_they_take_half_of_the_room(
    lead: SiteFolder, tmp_path: Path
) -> None:
    folder = lead.folder / ".cache/copies"
    kept = {path.name for path in folder.iterdir()}
    wanted = set(sorted(kept)[:2])
    (folder / "notes.txt").write_text("not ours")
    clear_waste(folder, wanted)
    assert {path.name for path in folder.iterdir()} == {*kept, "notes.txt"}
    with (folder / "0123456789abcdef").open("wb") as file:
        file.truncate(65 * 2**20)  # a hole, and no bytes on disk
    elsewhere = tmp_path / "elsewhere"
    elsewhere.symlink_to(folder)
    clear_waste(elsewhere, wanted)
    assert len(list(folder.iterdir())) == len(kept) + 2
    clear_waste(folder, wanted)
    assert {path.name for path in folder.iterdir()} == {*wanted, "notes.txt"}


def test_copies_are_not_kept_where_a_link_leads(
    lead: SiteFolder, tmp_path: Path
) -> None:
    before = lead.output()
    shutil.rmtree(lead.folder / ".cache/copies")
    shutil.rmtree(lead.folder / "output")
    (tmp_path / "elsewhere").mkdir()
    (lead.folder / ".cache/copies").symlink_to(tmp_path / "elsewhere")
    assert lead.build().output() == before
    assert list((tmp_path / "elsewhere").iterdir()) == []

"""Converted bodies in packs: what does not hold what its digest says counts for nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from harness import SiteFolder, article

from commentariat.engine.bodies import BodyPlace, PackedBodies


def keep(folder: Path, *bodies: str) -> list[BodyPlace]:
    with PackedBodies(folder) as packed:
        places = [
            packed.keep(f"key {number}", html) for number, html in enumerate(bodies)
        ]
    return [place for place in places if place is not None]


def find(folder: Path, place: BodyPlace) -> str | None:
    with PackedBodies(folder) as packed:
        return packed.find("key", place)


def test_bodies_are_found_where_they_were_kept(tmp_path: Path) -> None:
    bodies = ("<p>one</p>", "", "<p>Žluťoučký</p>")
    assert [find(tmp_path, place) for place in keep(tmp_path, *bodies)] == [*bodies]


def test_each_writer_has_a_pack_of_its_own(tmp_path: Path) -> None:
    with PackedBodies(tmp_path) as one, PackedBodies(tmp_path) as other:
        places = [one.keep("a", "<p>a</p>"), other.keep("b", "<p>b</p>")]
        places.append(one.keep("c", "<p>c</p>"))
    found = [place for place in places if place is not None]
    assert len({place.pack for place in found}) == 2
    assert [find(tmp_path, place) for place in found] == [
        "<p>a</p>", "<p>b</p>", "<p>c</p>",
    ]  # fmt: skip


def test_a_body_with_another_byte_is_none(tmp_path: Path) -> None:
    (place,) = keep(tmp_path, "<p>one</p>")
    whole = (tmp_path / place.pack).read_bytes()
    for at in range(len(whole)):
        spoiled = bytearray(whole)
        spoiled[at] ^= 1
        (tmp_path / place.pack).write_bytes(spoiled)
        assert find(tmp_path, place) is None


@pytest.mark.parametrize(
    ("name", "more"),
    [("start", 1), ("length", -1), ("length", 1), ("length", 2**60)],
)
def test_a_place_that_is_not_quite_right_is_none(
    tmp_path: Path, name: str, more: int
) -> None:
    place, _ = keep(tmp_path, "<p>one</p>", "<p>two</p>")
    wrong = msgspec.structs.replace(place, **{name: getattr(place, name) + more})
    assert find(tmp_path, wrong) is None


def test_a_build_converts_anew_what_was_spoiled(site: SiteFolder) -> None:
    for name in ("ferry", "dam"):
        site.write(f"content/articles/{name}.md", article(name.title(), f"On {name}s."))
    site.build()
    clean = site.output()
    for pack in (site.folder / ".cache/bodies").iterdir():
        pack.write_bytes(pack.read_bytes().replace(b"On", b"No"))
    site.delete("output").build()
    assert site.output() == clean
    assert site.report.converted == 4  # each for its page, and for its drawing

"""The sample’s pages as those who cite them see them: readers, Zotero, Google Scholar."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citing import GOLDEN
from sample import ROOT, Html, Published, listed, text_of
from zotero import read_item

from commentariat.archive.model import Article
from commentariat.citations.forms import FORMS
from commentariat.citations.names import parse_name

ITEMS = {one["item"]["id"]: one for one in GOLDEN}


@pytest.fixture(scope="session")
def cited(sample: Published) -> dict[str, tuple[Html, Article]]:
    """The pages of the articles that are the archive’s own, by their slugs."""
    own = {path.name for path in (ROOT / "content/articles").rglob("*.md")}
    found = {
        one.slug: (sample.pages[name], one)
        for name, one in sample.articles.items()
        if one.source.rpartition("/")[2] in own and not one.withdrawn
    }
    assert len(found) > 40
    return found


def _block(page: Html) -> dict[str, Any]:
    (script,) = [
        one
        for one in page.all("script")
        if one.attrib.get("type") == "application/vnd.citationstyles.csl+json"
    ]
    (item,) = json.loads(script.text or "")
    found: dict[str, Any] = item
    return found


def _html(element: Element) -> str:
    """Write what stands in *element*: text, and italics."""
    found = re.sub(
        r"[&<]", lambda sign: {"&": "&amp;", "<": "&lt;"}[sign[0]], element.text or ""
    )
    for one in element:
        inner = _html(one)  # a title in another language is marked as that
        found += inner if one.tag == "bdi" else f"<{one.tag}>{inner}</{one.tag}>"
        found += re.sub(
            r"[&<]", lambda sign: {"&": "&amp;", "<": "&lt;"}[sign[0]], one.tail or ""
        )
    return found


def _box(page: Html) -> Element:
    (box,) = [one for one in page.all("section") if one.attrib.get("class") == "cite"]
    return box


def test_every_page_holds_the_item_and_the_citations_that_the_golden_data_have(
    cited: dict[str, tuple[Html, Article]],
) -> None:
    faults = []
    known = {slug: page for slug, (page, _) in cited.items() if slug in ITEMS}
    assert len(known) > 40
    for slug, page in known.items():
        golden = ITEMS[slug]
        box = _box(page)
        labels = [text_of(one) for one in box.iter("dt")]
        texts = [_html(one).strip() for one in box.iter("dd")]
        found = dict(zip(labels, texts, strict=True))
        wanted = {label: golden[label].replace("&gt;", ">") for label in labels}
        if _block(page) != golden["item"] or found != wanted:
            faults.append((slug, found, wanted))
    assert not faults, listed(faults)


def test_the_files_without_a_script_say_what_the_block_says(
    cited: dict[str, tuple[Html, Article]],
) -> None:
    for slug, (page, _) in cited.items():
        item = _block(page)
        links = {
            one.attrib["download"]: unquote(one.attrib["href"].partition(",")[2])
            for one in page.tree.iter("a")
            if one.attrib.get("href", "").startswith("data:")
        }
        assert not any("download" in one.attrib for one in _box(page).iter("a"))
        assert links.keys() == {f"{slug}.bib", f"{slug}.ris"}
        (entry,) = parse_string(links[f"{slug}.bib"]).entries
        (found,) = rispy.loads(links[f"{slug}.ris"])
        assert entry["url"] == found["urls"][0] == item["URL"]
        assert found["title"] == item["title"]
        assert len(found.get("authors", ())) == len(item.get("author", ()))
        assert entry.entry_type == FORMS[item["type"]].bibtex


def _names(page: Html) -> list[tuple[str, str]]:
    return [
        (one["literal"], "")
        if "literal" in one
        else (
            "".join([
                (particle := one.get("non-dropping-particle", "")),
                " " if particle and particle[-1] not in "-’'" else "",
                one["family"],
            ]),
            # Zotero takes a stop at the end of a name away.
            " ".join(filter(None, (one["given"], one.get("suffix", "")))).rstrip("."),
        )
        for one in _block(page).get("author", ())
    ]  # fmt: skip


def test_zotero_takes_every_piece_for_what_it_is(
    cited: dict[str, tuple[Html, Article]], sample: Published
) -> None:
    faults = []
    for slug, (page, article) in cited.items():
        found = read_item(page)
        block = _block(page)
        form = FORMS[block["type"]]
        publication = "institution" if form.csl == "report" else "publication"
        wanted = {
            "type": form.zotero,
            "creators": _names(page),
            "title": article.title,
            "date": article.date or "n.d.",
            "language": article.language,
            publication: block.get("container-title") or block["publisher"],
        }
        told: dict[str, Any] = {
            "type": found.type,
            "creators": found.creators,
            **{
                name: found.fields.get(name, "")
                for name in wanted
                if name not in ("type", "creators")
            },
        }
        told["date"] = told["date"].replace("/", "-")
        if told != wanted:
            faults.append((slug, told, wanted))
    assert not faults, listed(faults)


def test_what_each_type_of_the_sample_becomes_in_zotero(
    cited: dict[str, tuple[Html, Article]],
) -> None:
    found = {
        slug: (item.type, item.creators, item.fields["date"])
        for slug, (page, _) in cited.items()
        for item in [read_item(page)]
    }
    assert found["how-the-archive-counts"] == (
        "report", [("Ellingham", "Ruth")], "2025/11/04",
    )  # fmt: skip
    assert found["forty-porters"] == (
        "webpage", [("الحداد", "ليلى")], "2019-10-08",
    )  # fmt: skip
    assert found["the-forty-porters"][1] == [("al-Haddad", "Layla")]
    assert {kind for kind, _, _ in found.values()} == {
        "report", "webpage", "magazineArticle",
    }  # fmt: skip


def test_scholar_is_told_of_papers_alone_and_by_the_tags_that_it_asks_for(
    cited: dict[str, tuple[Html, Article]],
) -> None:
    for slug, (page, article) in cited.items():
        names = {one.attrib.get("name", "") for one in page.all("meta")}
        told = {name for name in names if name.startswith("citation_")}
        is_scholarly = FORMS[_block(page)["type"]].is_scholarly
        if slug == "how-the-archive-counts":
            assert is_scholarly
            assert told >= {
                "citation_title", "citation_author", "citation_publication_date",
                "citation_technical_report_institution", "citation_pdf_url",
                "citation_technical_report_number", "citation_doi",
            }  # fmt: skip
            assert page.meta("citation_author") == ["Ellingham, Ruth"]
            assert re.fullmatch(
                r"\d{4}/\d\d/\d\d", page.meta("citation_publication_date")[0]
            )
            (pdf,) = page.meta("citation_pdf_url")
            assert pdf.endswith("/files/how-the-archive-counts.pdf")
        assert bool(told) is is_scholarly
        if not is_scholarly:
            assert len(page.meta("DC.creator")) == len(article.authors)


def test_a_license_is_told_where_machines_look_for_it(
    cited: dict[str, tuple[Html, Article]], sample: Published
) -> None:
    page, _ = cited["how-the-archive-counts"]
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert page.meta("DC.rights") == page.links("license") == [address]
    assert f'"license":"{address}"' in page.text
    other, _ = cited["forty-porters"]
    assert not other.meta("DC.rights")
    assert not other.links("license")
    assert sample.read("feed.xml").count(f'<link rel="license" href="{address}"/>') == 1


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Ana María García Márquez", "Márquez, Ana María García"),
        ("Jan Willem van den Berg", "van den Berg, Jan Willem;"),
        ("Crisis Group of the North", "Crisis Group of the North,"),
    ],
)
def test_zotero_takes_one_author_for_one(name: str, tag: str) -> None:
    from commentariat.site.citations import listed_name

    parsed = parse_name(name)
    assert listed_name(parsed, 1) == tag
    page = Html(
        "",
        "",
        f'<meta name="citation_author" content="{tag}"><meta name="citation_title" content="T">',
    )
    assert read_item(page).creators == [(parsed.surname, parsed.given)]

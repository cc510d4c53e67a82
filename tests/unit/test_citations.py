"""Citations: three styles by golden data, and formats that are read back."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    NameParts,
    SeparateCoAuthors,
    SplitNameParts,
)
from citing import GOLDEN, reference_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from commentariat.citations.exports import bibtex, cite_key, csl_item, ris
from commentariat.citations.forms import FORMS
from commentariat.citations.identifiers import is_isbn, is_issn, plain_doi
from commentariat.citations.licenses import find_license
from commentariat.citations.model import Name, Reference, doi_url
from commentariat.citations.names import parse_name
from commentariat.citations.styles import STYLES
from commentariat.works import WORKS

each_case = pytest.mark.parametrize(
    "case", GOLDEN, ids=[one["item"]["id"] for one in GOLDEN]
)
HARD = Reference(
    id="hard",
    type="report",
    title="A {brace, a \\ slash, 100% & more: $1 #2 a_b ^ ~ “so” 'so' \"so\" <i>x</i> }",
    url="https://example.org/a_b%20c/",
    authors=(
        Name("Berg", "Jan", "van den"),
        Name("Pruitt", "Walter Ames", suffix="Jr."),
        Name("Research and Analysis, Fennmark"),
        Name("الحداد", "ليلى"),
    ),
    issued="2024-09-03",
    publisher="Fennmark & Sons",
    genre="Paper",
    number="3_4",
    pages="24",
    doi="10.5555/a_b",
)
each_reference = pytest.mark.parametrize(
    "ref",
    [*(reference_of(one["item"]) for one in GOLDEN), HARD],
    ids=lambda ref: ref.id,
)


@each_case
def test_styles_say_what_citeproc_says(case: dict[str, Any]) -> None:
    ref = reference_of(case["item"])
    assert {label: write(ref) for label, write in STYLES.items()} == {
        label: case[label] for label in STYLES
    }


@each_case
def test_an_item_of_csl_json_is_all_that_a_reference_is(case: dict[str, Any]) -> None:
    assert csl_item(reference_of(case["item"])) == case["item"]


def _latex() -> LatexNodes2Text:
    """Read LaTeX, with three signs of its kernel that the library does not know."""
    known = get_default_latex_context_db()
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items()]
    known.add_context_category("kernel", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=known, keep_braced_groups=False)


LATEX = _latex()


def _read(name: NameParts) -> tuple[str, ...]:
    parts = ([*name.von, *name.last], name.first, name.jr)
    return tuple(LATEX.latex_to_text(" ".join(words)) for words in parts)


@each_reference
def test_bibtex_reads_back(ref: Reference) -> None:
    library = parse_string(
        bibtex(ref),
        append_middleware=[
            SeparateCoAuthors(),
            SplitNameParts(),
            LatexDecodingMiddleware(decoder=LATEX),
        ],
    )
    assert not library.failed_blocks
    (entry,) = library.entries
    form = FORMS[ref.type]
    fields = {field.key: field.value for field in entry.fields}
    (plain,) = parse_string(bibtex(ref)).entries  # addresses are never LaTeX
    fields |= {name: plain[name] for name in ("url", "doi") if name in fields}
    assert (entry.key, entry.entry_type) == (cite_key(ref.id), form.bibtex)
    authors = [(one.surname, one.given, one.suffix) for one in ref.authors]
    assert list(map(_read, fields.pop("author", ()))) == authors
    assert fields.pop("title") == ref.title
    expected = {
        "date": ref.issued, "year": ref.year, "doi": ref.doi, "isbn": ref.isbn,
        "issn": ref.issn, "url": ref.url, "type": ref.genre, "number": ref.number,
        "volume": ref.volume, "pages" if form.has_issue else "pagetotal": ref.pages,
        "institution" if ref.type == "report" else "publisher": ref.publisher,
        form.publication or "series": ref.container or ref.series,
    }  # fmt: skip
    found = {name: value.replace("–", "-") for name, value in fields.items()}
    assert found == {name: value for name, value in expected.items() if value}


@each_reference
def test_ris_reads_back(ref: Reference) -> None:
    (found,) = rispy.loads(ris(ref))
    form = FORMS[ref.type]
    first, _, last = ref.pages.partition("-")
    parts = [*ref.issued.split("-"), "", ""]
    expected = {
        "type_of_reference": form.ris,
        "title": ref.title,
        "authors": [
            ", ".join(filter(None, (one.surname, one.given, one.suffix)))
            for one in ref.authors
        ],
        "year": ref.year,
        "date": "/".join(parts[:3]) if parts[1] else "",
        "secondary_title": ref.container or ref.series,
        "publisher": ref.publisher,
        "type_of_work": ref.genre,
        "number" if form.has_issue else "note": ref.number,
        "volume": ref.volume,
        "start_page": first,
        "end_page": last,
        "doi": ref.doi,
        "issn": ref.issn or ref.isbn,
        "urls": [ref.url],
        "language": ref.language,
    }
    assert found == {name: value for name, value in expected.items() if value}


def test_no_line_of_ris_is_made_of_a_title() -> None:
    (found,) = rispy.loads(ris(HARD))
    assert found["title"] == HARD.title
    assert ris(HARD).count("\r\n") == ris(HARD).count("\n")


def test_no_field_of_bibtex_ends_within_a_number() -> None:
    written = "978},title={Another"
    ref = replace(HARD, type="book", isbn=written, issn=written)
    (entry,) = parse_string(bibtex(ref)).entries
    assert LATEX.latex_to_text(entry["issn"]) == written
    assert LATEX.latex_to_text(entry["isbn"]) == written


def test_every_work_has_a_form() -> None:
    assert {work.csl for work in WORKS.values()} <= FORMS.keys()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Mara Lindqvist", Name("Lindqvist", "Mara")),
        ("Walter Ames Pruitt, Jr.", Name("Pruitt", "Walter Ames", suffix="Jr.")),
        ("Henry Dupont III", Name("Dupont", "Henry", suffix="III")),
        ("Layla al-Haddad", Name("Haddad", "Layla", "al-")),
        ("Ибрагим аль-Хаддад", Name("Хаддад", "Ибрагим", "аль-")),
        ("Jan van den Berg", Name("Berg", "Jan", "van den")),
        ("Vincent Van Gogh", Name("Gogh", "Vincent Van")),
        ("Anna d’Este", Name("Este", "Anna", "d’")),
        ("Tomas Okonjo-Vance", Name("Okonjo-Vance", "Tomas")),
        ("ليلى الحداد", Name("الحداد", "ليلى")),
        ("Plato", Name("Plato")),
        ("Fennmark Institute for International Affairs",) * 2,
        ("Bread and Water",) * 2,
    ],
)  # fmt: skip
def test_a_name_has_its_parts(written: str, name: Name | str) -> None:
    assert parse_name(written) == (name if isinstance(name, Name) else Name(name))


@pytest.mark.parametrize(
    ("written", "family", "name"),
    [
        ("Gabriel García Márquez", "García Márquez", Name("García Márquez", "Gabriel")),
        ("Crisis Group", "Crisis Group", Name("Crisis Group")),
        ("Li Na", "Lee", Name("Na", "Li")),
        ("Ana de la Cruz Paz", "de la Cruz Paz", Name("Cruz Paz", "Ana", "de la")),
    ],
)  # fmt: skip
def test_an_editor_says_which_part_is_the_family_name(
    written: str, family: str, name: Name
) -> None:
    assert parse_name(written, family) == name


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.5555/fennmark.12", "10.5555/fennmark.12"),
        ("https://doi.org/10.5555/a(b)_c", "10.5555/a(b)_c"),
        ("doi:10.5555/x", "10.5555/x"),
        ("DOI: 10.5555/x", "10.5555/x"),
        ("10.5555", ""),
        ("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",) * 2,
        (
            "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        ),
        ("dx.doi.org/10.5555/a%23b", "10.5555/a#b"),
        ("doi:10.5555/a%23b", "10.5555/a%23b"),
        ("10.5555/doi:10.5555/x", "10.5555/doi:10.5555/x"),
        ("https://doi.org/10.5555/a%20b", ""),
        ("10.5555/a b", ""),
        ("10.5555/x},title={Another", ""),
        ("10.5555/x\\", ""),
        ("https://example.org/10.5555/x", ""),
        ("", ""),
    ],
)
def test_a_doi_is_known_by_its_form(written: str, doi: str) -> None:
    assert plain_doi(written) == doi


@given(st.from_regex(r"10\.[0-9]{4}/[!-\[\]-z|~]{1,30}", fullmatch=True))
def test_the_address_of_a_doi_leads_to_it(doi: str) -> None:
    parts = urlsplit(doi_url(doi))
    assert (parts.query, parts.fragment) == ("", "")
    assert not set('"<>[]^`|# ') & set(parts.path)
    assert unquote(parts.path) == f"/{doi}"
    assert plain_doi(doi_url(doi)) == doi


def test_the_address_of_a_plain_doi_is_as_people_write_it() -> None:
    assert doi_url("10.5555/a(b)_c;2-O") == "https://doi.org/10.5555/a(b)_c;2-O"
    assert doi_url("10.5555/49:8<693#1%") == "https://doi.org/10.5555/49:8%3C693%231%25"
    assert doi_url("") == ""


def test_the_last_digit_of_an_isbn_and_an_issn_is_right() -> None:
    right = ("978-3-16-148410-0", "9783161484100", "0-306-40615-2", "080442957X")
    assert all(map(is_isbn, right))
    wrong = ("978-3-16-148410-1", "977-3-16-148410-0", "0-306-40615-3", "978", "")
    assert not any(map(is_isbn, wrong))
    assert all(map(is_issn, ("2049-3630", "20493630", "2434-561X", "2434-561x")))
    assert not any(map(is_issn, ("2049-3631", "2049-363", "a", "")))


@pytest.mark.parametrize(
    ("written", "label", "url"),
    [
        ("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-nd-3.0-igo", "CC BY-NC-ND 3.0 IGO",
         "https://creativecommons.org/licenses/by-nc-nd/3.0/igo/"),
        ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("OGL-UK-3.0", "OGL-UK-3.0", "https://spdx.org/licenses/OGL-UK-3.0.html"),
        ("https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0",
         "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("https://example.org/terms", "example.org/terms", "https://example.org/terms"),
    ],
)  # fmt: skip
def test_a_license_has_a_label_and_an_address(
    written: str, label: str, url: str
) -> None:
    found = find_license(written)
    assert found is not None
    assert (found.label, found.url) == (label, url)


@pytest.mark.parametrize(
    "written",
    [
        "CC BY 4.0",
        "CC-BY-9.9",
        "all rights reserved",
        "javascript:x",
        "http://a b.c",
        "",
    ],
)
def test_what_is_no_license_is_none(written: str) -> None:
    assert find_license(written) is None

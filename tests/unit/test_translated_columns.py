"""Tables whose columns are called in another language than English."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_samples import Site

from commentariat.intake.formats.synonyms import known_target
from commentariat.intake.formats.table import tell_format


def test_a_german_table_of_a_spreadsheet_comes_in(tmp_path: Path) -> None:
    rows = (
        "Titel;Autor;Datum;Text;Schlagwörter;Ressort\r\n"
        '"Der Häfen";"Müller, Anna";31.12.2018;"Erste Zeile.\r\n\r\nZweite ""Zeile"" – ja.";'
        "Häfen;Politik\r\n"
        '"Zwei";"Anna Müller und Jo Kern";3.4.2019;"Ein anderer Text steht hier.";;Wirtschaft\r\n'
    )
    site = Site(tmp_path)
    site.raw("artikel.csv", rows.encode("cp1252")).imported()
    assert site.problems == []
    one, two = sorted(site.articles(), key=lambda one: one.date)
    assert (one.title, one.date) == ("Der Häfen", "2018-12-31")
    assert (two.title, two.date) == ("Zwei", "2019-04-03")
    assert one.terms["topics"] == ("Häfen",)
    assert two.terms["authors"] == ("Anna Müller", "Jo Kern")
    body = site.read(f"content/{one.source}")
    assert "Erste Zeile.\n\nZweite" in body
    assert "– ja." in body
    assert "Ressort: Politik" in body


@pytest.mark.parametrize(
    "first",
    [
        "Titre;Auteur;Date de publication;Texte;Mots-clés",
        "Título,Autores,Fecha,Contenido,Etiquetas",
        "Заголовок\tАвтор\tДата публикации\tТекст\tТеги",
        "Назва;Автори;Опубліковано;Текст;Ключові слова",
        "العنوان,المؤلف,التاريخ,النص,الوسوم",
        "标题,作者,发布日期,正文,标签",
    ],
)
def test_tables_are_told_in_the_languages_of_editors(first: str) -> None:
    mark = next(one for one in ";\t," if one in first)
    row = mark.join(("a", "b", "2019-03-02", "words of a text", "c"))
    told = tell_format(f"{first}\n{row}\n{row}\n".encode(), "a.csv")
    assert told is not None
    assert told.name == "table"
    targets = [known_target(one) for one in first.split(mark)]
    assert targets[:3] == ["title", "authors", "date"]
    assert targets[4] == "topics"

"""Lost spaces in German, French, Spanish, Ukrainian and Russian: what comes apart, what stays."""

from __future__ import annotations

import subprocess
import sys

import pytest

from commentariat.intake.repairs.glue import apply_glue, find_glue, load_table
from commentariat.intake.repairs.glue.languages import LANGUAGES, get_language
from commentariat.intake.repairs.glue.wordtable import get_table

PARTED = {
    "de": (
        "Der Vertrag wurde im|Bundestag besprochen.",
        "Das Gesetz der|Regierung liegt vor.",
        "Die Regierung|wurde kritisiert.",
        "Der Entwurf wurde|im Mai geändert.",
        "Sie nennt ihn „vorläufig“|und wartet.",
        "Sie nennt ihn »vorläufig«|und wartet.",
        "Das steht im Kapitel|Offene Fragen des Berichts.",
        "Er kam im Mai|2022 zurück.",
        "Der Minister sagte:|in Berlin wird gebaut.",
    ),
    "fr": (
        "La loi fut votée dans|l’Union en mai.",
        "Les députés de|l'Assemblée partent.",
        "La loi est votée|par les députés.",
        "On parle de l’Union|européenne ce soir.",
        "Elle cite « l’accord »|et attend.",
        "Le gouvernement|français attend.",
        "Le texte est paru à l'adresse|https://example.org/texte en mai.",
        "Il vit la barre verte et franchit la|barre encore.",
        "Il vit en|Bretagne depuis mai.",
    ),
    "es": (
        "El gobierno|de la región espera.",
        "La ley se aprobó en|Madrid en mayo.",
        "El ministro preguntó:|¿Qué haremos?",
        "Lo dijo ayer.|¡Qué sorpresa!",
        "Los diputados|fueron recibidos.",
    ),
    "uk": (
        "Президент|сказав про це вчора.",
        "Міст був|знищений у березні.",
        "Там стоять п’ять|машин.",
        "Вони жили у|Києві тоді.",
        "Він мовчав.|Її бачили всі.",
        "Шукайте на|сторінках серверів.",
        "Умови дотримання|GNU не змінилися.",
    ),
    "ru": (
        "Он|назвал их вчера.",
        "Это было в таком|заседании.",
        "Смотрите раздел|Открытые вопросы доклада.",
        "Это видно под закладками|Москвы сегодня.",
        "Тогда стали использовать|URL-адреса сайтов.",
        "Доклад выложен (май 2002).|https://example.org/doklad",
        "Он писал об этом в|https://example.org/blog тогда.",
        "Он говорил на|последней встрече.",
    ),
}
WHOLE = {
    "de": (
        "Jede Expert:in las, was die Bürger:innen der Schüler:innenvertretung sagten.",
        "Die Absatzvorlage und der Druckerdialog der Buchstabenfolge stehen da.",
        "Der neu formatierende Zeichensatz ist benutzerdefiniert und kontextabhängig.",
        "Sie sagt „heute“ nicht. Sie sagt »heute« nicht.",
        "Das war ein weitergeleiteter Brief, vorbesetzt und voreingerichtet.",
        "Ein StudentInnenrat schrieb LibreOffice und OpenDocument an.",
    ),
    "fr": (
        "Aujourd’hui, jusqu’à l’aube, c’est d’abord l’État qu’il décrit.",
        "Ils superposeront et personnaliseront des caractères alphanumériques.",
        "La grand’mère et le prud’homme écrivent « oui » à setTracking.",
        "C’est un OpenDocument, pas un 50 % de plus.",
    ),
    "es": (
        "Hay que recorrerlas y buscarlo; el delimitador es semitransparente.",
        "¿Qué dijo? «¡Nada!», respondió.",
        "Supondremos que se sustraerá de la antememoria.",
    ),
    "uk": (
        "Об’єкт і комп’ютер пов’язані: п’ять пам’яток.",
        "Ви створюватимете і змінюватимете вебсторінки у вставленні.",
        "Непозначені й несинхронізовані рядки впишіть самі.",
        "Він каже „так“ і „ні“, а не «може».",
    ),
    "ru": (
        "Подкоманды и поддокументы, надмножество и вебсервер.",
        "Он говорит „да“ и „нет“, определён ещё всё.",
    ),
}


def rows(sentences: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, one) for language in sentences for one in sentences[language]]


@pytest.mark.parametrize(("language", "parted"), rows(PARTED))
def test_a_lost_space_is_put_back(language: str, parted: str) -> None:
    found = find_glue(parted.replace("|", ""), language)
    assert all(one.is_certain for one in found)
    assert apply_glue(parted.replace("|", ""), found) == parted.replace("|", " ")


@pytest.mark.parametrize(("language", "text"), rows(PARTED))
def test_where_no_space_is_lost_none_is_put(language: str, text: str) -> None:
    assert find_glue(text.replace("|", " "), language) == ()


@pytest.mark.parametrize(("language", "text"), rows(WHOLE))
def test_healthy_words_stay_whole(language: str, text: str) -> None:
    assert [one for one in find_glue(text, language) if one.is_certain] == []


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_language_has_words_and_weights(code: str) -> None:
    language = get_language(code)
    assert language is not None
    assert language.table.language == code
    assert len(language.function_words) > 100
    assert language.weights.evidence.bias > 0 > language.weights.evidence.word
    known = [one for one in language.function_words if one in language.table.known]
    assert len(known) > 0.9 * len(language.function_words)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_table_is_loaded_before_processes_are_begun(code: str) -> None:
    load_table(code)
    assert "known" in vars(get_table(code))


def test_percent_signs_of_addresses_are_no_marks() -> None:
    assert find_glue("Voir %D0%BE%D0%BC ou %union.", "fr") == ()
    assert find_glue("It rose by 5 %and fell.", "en")[0].after == "%and".replace(
        "%", "% "
    )


def test_the_tables_of_a_language_are_loaded_only_for_its_texts() -> None:
    asked = """
import sys
from commentariat.intake.repairs.glue import find_glue
from commentariat.intake.repairs.glue.wordtable import get_table
find_glue("Онназвал их.", "ru")
print(*[code for code in ("de", "es", "fr", "uk") if "known" in vars(get_table(code))])
find_glue("Die Regierungwurde gelobt.", "de")
print(*[code for code in ("de", "es", "fr", "uk") if "known" in vars(get_table(code))])
"""
    command = [sys.executable, "-c", asked]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    assert answer.stdout.splitlines() == ["", "de"]

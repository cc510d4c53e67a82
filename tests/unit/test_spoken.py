"""Every element whose text is in another language than around it says so, and runs its way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from every_kind import SETTINGS
from harness import SiteFolder
from spoken import find_misspoken, in_letters_of, write_spoken

_TYPES = """
[tool.commentariat.types]
commentary = "Σχόλιο"

[tool.commentariat.facets.topics]
label = "Θέματα"
label_one = "Θέμα"
"""


def settings_in(*languages: str) -> str:
    """The settings of every kind in *languages*, whose first alone has most of the words."""
    if len(languages) == 1:
        return SETTINGS.replace('"el"', f'"{languages[0]}"') + _TYPES
    listed = ", ".join(f'"{one}"' for one in languages)
    said = SETTINGS.replace('language = "el"', f"languages = [{listed}]") + _TYPES
    first, last = languages[0], languages[-1]
    titles = f'{first} = "Αρχείο", {last} = "{in_letters_of(last, "Αρχείο")}"'
    said = said.replace('title = "Αρχείο"', f"title = {{ {titles} }}")
    said = said.replace(
        'institution = "Ινστιτούτο"', f'institution = {{ {first} = "Ινστιτούτο" }}'
    )
    labels = f'{first} = "Θέσεις", {last} = "{in_letters_of(last, "Θέσεις")}"'
    return said.replace('label = "Θέσεις"', f"label = {{ {labels} }}")


_OF_MANY = re.compile(r"^articles/n(?!1/)\d+/|/(?!2012)\d{4}/|/undated/")
"""Pages of which there are many of a kind, that are like others."""
SITES = {
    "ar": (("ar",), ("ar", "zh", "el", "he", "en")),
    "en": (("en",), ("en", "he", "el", "ru", "ar")),
    "he": (("he",), ("he", "el", "ru", "en")),
    "many": (("en", "ru", "ar", "zh"), ("en", "ru", "ar", "zh", "el", "he")),
    "from-right": (("ar", "en", "zh", "ru"), ("ar", "en", "zh", "ru", "el", "he")),
}


@pytest.mark.parametrize("name", SITES)
def test_what_a_page_says_is_in_the_language_that_it_tells(
    name: str, tmp_path: Path
) -> None:
    languages, pieces = SITES[name]
    site = SiteFolder(tmp_path / "site")
    write_spoken(site, settings_in(*languages), languages[0], pieces)
    assert site.build().problems == ()
    found = {
        path: faults
        for path, data in site.output().items()
        if path.endswith(".html")
        and not _OF_MANY.search(path)
        and (faults := find_misspoken(data.decode("utf-8")))
    }
    assert not found

"""Names of countries, regions and languages that are several words, by CLDR."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

ENGLISH: Final = """
Algerian Arabic
American English
American Samoa
American Sign Language
Ancient Egyptian
Ancient Greek
Ao Naga
Ascension Island
Australian English
Austrian German
Batak Toba
Bouvet Island
Brazilian Portuguese
British English
British Indian Ocean Territory
British Virgin Islands
Burkina Faso
Cajun French
Canadian English
Canadian French
Canary Islands
Cape Verde
Caribbean Netherlands
Carolina Algonquian
Cayman Islands
Central African Republic
Central America
Central Asia
Central Atlas Tamazight
Central Dusun
Central Kurdish
Central Ojibwa
Central Yupik
Chadian Arabic
Chimborazo Highland Quichua
Chinook Jargon
Christmas Island
Church Slavic
Classical Newari
Classical Syriac
Clipperton Island
Congo Swahili
Cook Islands
Costa Rica
Crimean Tatar
Diego Garcia
Dominican Republic
Eastern Africa
Eastern Asia
Eastern Europe
Eastern Frisian
Egyptian Arabic
El Salvador
Equatorial Guinea
European Portuguese
European Spanish
European Union
Falkland Islands
Faroe Islands
Fiji Hindi
French Guiana
French Polynesia
Gan Chinese
Gheg Albanian
Haitian Creole
Hakka Chinese
Hiri Motu
Hmong Njua
Hong Kong
Inari Sami
Jamaican Creole English
Kildin Sami
Koyra Chiini
Koyraboro Senni
Latin America
Latin American Spanish
Lingua Franca Nova
Literary Chinese
Louisiana Creole
Low German
Low Saxon
Lower Silesian
Lower Sorbian
Lule Sami
Marshall Islands
Mexican Spanish
Micronesian Region
Middle Africa
Middle Dutch
Middle English
Middle French
Middle High German
Middle Irish
Min Nan Chinese
Modern Standard Arabic
Moose Cree
Moroccan Arabic
Muslim Tat
Najdi Arabic
New Caledonia
New Zealand
Nigerian Pidgin
Norfolk Island
North America
North Korea
North Macedonia
North Ndebele
Northern Africa
Northern America
Northern East Cree
Northern Europe
Northern Frisian
Northern Luri
Northern Mariana Islands
Northern Sami
Northern Sotho
Northern Tutchone
Northwestern Ojibwa
Norwegian Bokmål
Norwegian Nynorsk
Nyasa Tonga
Old English
Old French
Old High German
Old Irish
Old Norse
Old Persian
Old Provençal
Ottoman Turkish
Palatine German
Palestinian Territories
Papua New Guinea
Pennsylvania German
Pitcairn Islands
Pite Sami
Plains Cree
Puerto Rico
Samaritan Aramaic
San Marino
Sassarese Sardinian
Saterland Frisian
Saudi Arabia
Scottish Gaelic
Seselwa Creole French
Sichuan Yi
Sierra Leone
Simplified Chinese
Sint Maarten
Skolt Sami
Solomon Islands
South Africa
South America
South Korea
South Ndebele
South Sudan
Southeast Asia
Southern Africa
Southern Altai
Southern Asia
Southern East Cree
Southern Europe
Southern Haida
Southern Kurdish
Southern Lushootseed
Southern Sami
Southern Sotho
Southern Tutchone
Sranan Tongo
Sri Lanka
Standard Moroccan Tamazight
Straits Salish
Sub-Saharan Africa
Swampy Cree
Swiss French
Swiss German
Swiss High German
Tai Dam
Tok Pisin
Toki Pona
Tornedalen Finnish
Traditional Chinese
Tunisian Arabic
Ume Sami
United Arab Emirates
United Kingdom
United Nations
United States
Upper Sorbian
Vatican City
West Flemish
Western Africa
Western Apache
Western Asia
Western Balochi
Western Canadian Inuktitut
Western Europe
Western Frisian
Western Mari
Western Ojibwa
Western Panjabi
Western Sahara
Wu Chinese
Xiang Chinese
Zoroastrian Dari
"""
"""
Those of CLDR in English, as Babel gives them (`tests/unit/test_intake_glue_places.py`),
without what is no name of common prose; a name a line.
"""


def pairs_of(names: Iterable[str]) -> Iterator[str]:
    """Give each two words of letters, with a capital, in a row in one of *names*."""
    return chain.from_iterable(map(_pairs_in, names))


@lru_cache(maxsize=8192)
def _pairs_in(name: str) -> tuple[str, ...]:
    return tuple(
        f"{left} {right}"
        for left, right in pairwise(name.split(" "))
        if left.istitle() and right.istitle() and (left + right).isalpha()
    )

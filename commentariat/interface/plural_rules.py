"""
Which form of a message a number takes, by language, as catalogs of gettext say it.

The rules are those of CLDR for whole numbers, as far as numbers of pieces go: what it says
of millions alone is left out, as in most catalogs. A catalog says its own rule in its
head; the table only begins one.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class PluralRule(NamedTuple):
    """How many forms a message has, and which of them *n* takes."""

    forms: int
    expression: str
    """In C, of `n`, as gettext has it: the number of a form, from 0."""


_EAST: Final = (
    "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"
)
_ROWS: Final = (
    (1, "0", "id ja ko lo ms my th to vi yue zh"),
    (2, "n != 1", "af az bg ckb da de el en eo et eu fi fo fy gl ha hu ka kk ku ky lb ml mn mr nb ne "
                  "nl nn no or ps sd so sq sv sw ta te tk tr ug ur uz xh yi"),
    (2, "n > 1", "am as bn fa fr gu hi hy kn ln mg pa pt si ti zu"),
    (2, "n%10!=1 || n%100==11", "is mk"),
    (3, _EAST, "be bs hr ru sr uk"),
    (2, "n != 1", "ca es it"),
    (3, "n==1 ? 0 : n>=2 && n<=4 ? 1 : 2", "cs sk"),
    (3, "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2", "pl"),
    (3, "n==1 ? 0 : n==2 ? 1 : 2", "he iu se"),
    (3, "n%10==1 && (n%100<11 || n%100>19) ? 0 : "
        "n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2", "lt"),
    (3, "n%10==0 || n%100>=11 && n%100<=19 ? 0 : n%10==1 && n%100!=11 ? 1 : 2", "lv"),
    (3, "n==1 ? 0 : n==0 || n%100>=1 && n%100<=19 ? 1 : 2", "ro"),
    (4, "n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3", "dsb hsb sl"),
    (5, "n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4", "ga"),
    (5, "n==1 ? 0 : n==2 ? 1 : n==0 || n%100>=3 && n%100<=10 ? 2 : "
        "n%100>=11 && n%100<=19 ? 3 : 4", "mt"),
    (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5", "ar"),
    (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5", "cy"),
)  # fmt: skip
PLURAL_RULES: Final = {
    tag: PluralRule(forms, expression)
    for forms, expression, tags in _ROWS
    for tag in tags.split()
}
"""By the tag of a language, without script and country."""


def find_plural_rule(language: str) -> PluralRule | None:
    """Find the rule of a *language* such as `pl` or `pt-BR`; None where there is no row."""
    return PLURAL_RULES.get(language.partition("-")[0].lower())

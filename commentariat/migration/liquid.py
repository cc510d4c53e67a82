"""Marks of Liquid and of Nunjucks, which Jekyll and Eleventy share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Final

from commentariat.migration.marks import Marks, Turning
from commentariat.migration.model import Lookup

_OUTPUT: Final = re.compile(r"\{\{(?P<said>[^{}]{0,1000}+)\}\}")
_LOGIC: Final = re.compile(
    r"\{%-?\s*(?:for|paginate|assign|capture|if|unless|set|macro)\b"
)
_SITE: Final = re.compile(
    r"(?:site|metadata|meta|pkg)\.(?:url|baseurl|base_url|homepage)"
    r"(?:\s*\|\s*(?:append|prepend):\s*site\.(?:url|baseurl))*"
)
_FILTERED: Final = re.compile(
    r"(?P<sign>['\"])(?P<path>[^'\"]*)(?P=sign)"
    r"(?P<filters>(?:\s*\|\s*(?:relative_url|absolute_url|url|prepend:\s*site\.\w+|"
    r"append:\s*['\"][^'\"]*['\"]|inputPathToUrl|absoluteUrl(?:\([^)]*\))?))*)\s*"
)
_FIELD: Final = re.compile(r"(?:page\.)?(title|description|subtitle|author)")
_COMMENT: Final = re.compile(
    r"\{%-?\s*comment\s*-?%\}(?:(?!\{%-?\s*comment).)*?\{%-?\s*endcomment\s*-?%\}"
    r"|\{#(?:(?!\{#).)*?#\}",
    re.DOTALL,
)


def is_template(body: str) -> bool:
    """Tell a page that lists or computes from one with a text of its own."""
    return bool(_LOGIC.search(body))


def marks(table: Mapping[str, Turning], around: frozenset[str]) -> Marks:
    """Make the table of tags `{% … %}`."""
    return Marks(
        re.compile(
            r"\{%-?\s{0,20}+(?P<end>(?=end))?(?P<name>[A-Za-z_][\w-]{0,80})"
            # None reaches beyond where the next begins: so each is looked at once.
            r"(?P<rest>(?:\"(?:(?!\{%)[^\"])*+\"|'(?:(?!\{%)[^'])*+'"
            r"|(?!-?%\}|\{%).)*+)-?%\}",
            re.DOTALL,
        ),
        table,
        around,
        "{{% {} %}}",
    )


def turn_outputs(body: str, look: Lookup, base: str) -> str:
    """
    Put addresses for `{{ site.url }}/x` and `{{ '/x' | relative_url }}`; tell of others.

    What stands between `{% raw %}` marks is to be seen as it is. Comments, which no
    reader saw, are left out and told.
    """

    def turned(found: re.Match[str]) -> str:
        place = bisect_right(hidden, (found.start(), len(body))) - 1
        if place >= 0 and found.start() < hidden[place][1]:
            return found[0]
        said = found["said"].strip("- \t\n")
        if _SITE.fullmatch(said):
            after = body[found.end() : found.end() + 1]
            return "" if after == "/" else "/"
        if quoted := _FILTERED.fullmatch(said):
            more = re.findall(r"append:\s*['\"]([^'\"]*)['\"]", quoted["filters"])
            path = quoted["path"] + "".join(more)
            return look.by_name(path) or path
        if field := _FIELD.fullmatch(said):
            value = look.piece.fields.get(field[1])
            if isinstance(value, str) and value:
                return value
        look.tell(f"{{{{ {said.partition('|')[0].strip()[:40]} }}}}", found.start())
        return look.hold(found[0])

    def without(found: re.Match[str]) -> str:
        look.drop(
            "{% comment %}" if found[0].startswith("{%") else "{# … #}", found.start()
        )
        return "\n" * found[0].count("\n")

    # `{{ site.url }}{{ site.baseurl }}/x` is one address.
    body = re.sub(r"\{\{-?\s*site\.url\s*-?\}\}(?=\{\{-?\s*site\.baseurl)", "", body)
    hidden = [
        found.span()
        for found in re.finditer(
            r"\{%-?\s*raw\s*-?%\}(?:(?!\{%-?\s*raw).)*?\{%-?\s*endraw\s*-?%\}",
            body,
            re.DOTALL,
        )
    ]
    body = _OUTPUT.sub(turned, body)
    return _COMMENT.sub(without, body)

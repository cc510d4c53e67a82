"""
Partials that many pages show alike, rendered once a process.

A line of a year's page stands on the pages of its author, center, regions, topics:
the same bytes a dozen times. `{{ fragments("_row.html", rows) }}` gives one after
the other, from a partial that sees `site` and a value, under the partial's own name
(`row`), and so nothing of the page it stands on.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import jinja2
from markupsafe import Markup

from commentariat.site.views import SiteView

FUNCTION = "fragments"
_MOST = 1 << 17  # fragments kept; a row is about half a kilobyte


class Fragments:
    """The function `fragments` of templates, with what it has rendered."""

    def __init__(self, environment: jinja2.Environment, site: SiteView) -> None:
        self._environment = environment
        self._site = site
        self._made: dict[str, dict[Hashable, str]] = {}

    def __call__(self, name: str, values: Iterable[Hashable] = (None,)) -> Markup:
        """
        Render the partial *name* of each of *values* that it has not rendered yet.

        Without values, it is of the site alone, and the same on every page.
        """
        made = self._made.setdefault(name, {})
        found = []
        for value in values:
            kept = made.get(value)
            if kept is None:
                kept = made[value] = self._render(name, value)
            found.append(kept)
        if len(made) > _MOST:
            made.clear()
        return Markup("".join(found))

    def _render(self, name: str, value: Hashable) -> str:
        template = self._environment.get_template(name)
        return template.render({"site": self._site, variable_of(name): value})


def variable_of(name: str) -> str:
    """Tell under what name a partial sees its value: `row` in `_row.html`."""
    return name.rpartition("/")[2].partition(".")[0].lstrip("_")

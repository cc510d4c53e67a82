"""Every address that a site refers to, held against what the site answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from posixpath import normpath

from commentariat.check.examine import USES
from commentariat.check.files import ENTRY, SITEMAP
from commentariat.check.html import ASSET, CANONICAL, is_anchor
from commentariat.check.items import Dead, Facts
from commentariat.check.targets import Targets, is_absolute

_KINDS = {ASSET: "missing file", CANONICAL: "canonical link", ENTRY: "feed entry",
          SITEMAP: "sitemap"}  # fmt: skip


class Verifier:
    """Follows the references of all outputs, knowing what each of them holds."""

    def __init__(
        self, targets: Targets, facts: Mapping[str, Facts], excused: Collection[str]
    ) -> None:
        self.targets = targets
        self.facts = facts
        self.excused = excused
        """Content files (and their outputs) that are at fault themselves."""
        self._ids: dict[str, frozenset[str]] = {}
        self._sound: set[str] = set()
        """Lines of references that are well on whatever page they stand."""

    def dead(self, output: str, source: str) -> tuple[Dead, ...]:
        """Find all that *output*, made from *source*, refers to in vain."""
        facts = self.facts[output]
        found: dict[str, Dead] = {}
        lines = facts.references.split("\n") if facts.references else ()
        sound = self._sound
        for line in [one for one in lines if one not in sound]:
            use, href = USES[line[0]], line[1:]
            fault = self._fault(use, href, output, facts)
            if fault is None:
                if use != CANONICAL and is_absolute(href):
                    sound.add(line)
            elif not self._is_excused(href, source):
                kind, message = fault
                found.setdefault(href, Dead(href, kind, message))
        return tuple(found.values())

    def _fault(
        self, use: str, href: str, output: str, facts: Facts
    ) -> tuple[str, str] | None:
        target = self.targets.find(href, output)
        kind = _KINDS.get(use, "dead link")
        if target.fault:
            return kind, target.fault
        if use == CANONICAL and facts.is_indexed and target.output != output:
            return kind, f"the canonical link names another page: {href!r}"
        is_page = target.output.endswith((".html", ".htm"))
        if (
            target.fragment
            and is_page
            and not self._has(target.output, target.fragment)
        ):
            message = f"nothing on that page has the id {target.fragment!r}: {href!r}"
            return "dead anchor", message
        return None

    def _has(self, output: str, fragment: str) -> bool:
        return output not in self.facts or is_anchor(fragment, self._ids_of(output))

    def _ids_of(self, output: str) -> frozenset[str]:
        found = self._ids.get(output)
        if found is None:
            facts = self.facts.get(output)
            found = frozenset(facts.ids.split("\n")) if facts else frozenset()
            self._ids[output] = found
        return found

    def _is_excused(self, href: str, source: str) -> bool:
        """Tell whether what is referred to is at fault, and named for that already."""
        path = href.partition("#")[0]
        beside = normpath(f"{source.rpartition('/')[0]}/{path}").lstrip("/")
        inner = path.removeprefix(self.targets.base).strip("/")
        return beside in self.excused or inner in self.excused

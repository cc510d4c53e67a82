"""Every address that a site refers to, held against what the site answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commentariat.check.examine import USES
from commentariat.check.files import ENTRY, SITEMAP
from commentariat.check.html import ASSET, CANONICAL, is_anchor
from commentariat.check.items import Dead, Facts
from commentariat.check.targets import Targets, is_absolute
from commentariat.kinds import Kind, Message

_UNANSWERED = {
    ASSET: Kind.MISSING_FILE,
    CANONICAL: Kind.CANONICAL_DEAD,
    ENTRY: Kind.FEED_ENTRY_DEAD,
    SITEMAP: Kind.SITEMAP_DEAD,
}


_DEAD = (Kind.DEAD_LINK, Kind.MISSING_FILE)


class Verifier:
    """Follows the references of all outputs, knowing what each of them holds."""

    def __init__(
        self,
        targets: Targets,
        facts: Mapping[str, Facts],
        is_excused: Callable[[str, str], bool],
        why_dead: Callable[[str, str], Message | None],
    ) -> None:
        self.targets = targets
        self.facts = facts
        self.is_excused = is_excused
        """Tells whether the target of a link, in a file, is named for a fault already."""
        self.why_dead = why_dead
        """Says more of such a target where nothing answers it, if anything is known."""
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
            elif not self.is_excused(href, source):
                more = self.why_dead(href, source) if fault.kind in _DEAD else None
                found.setdefault(href, Dead(href, more or fault))
        return tuple(found.values())

    def _fault(self, use: str, href: str, output: str, facts: Facts) -> Message | None:
        target = self.targets.find(href, output)
        if target.fault is not None:
            if target.fault.kind is not Kind.DEAD_LINK:
                return target.fault
            return _UNANSWERED.get(use, Kind.DEAD_LINK).of(*target.fault.values)
        if use == CANONICAL and facts.is_indexed and target.output != output:
            return Kind.CANONICAL_OTHER.of(href)
        is_page = target.output.endswith((".html", ".htm"))
        if (
            target.fragment
            and is_page
            and not self._has(target.output, target.fragment)
        ):
            return Kind.NO_SUCH_ID_THERE.of(target.fragment, href)
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

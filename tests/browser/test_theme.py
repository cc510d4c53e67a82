"""The stylesheet as it is published means what the one in theme/ means."""

from __future__ import annotations

import re

import pytest
from sample import ROOT
from visitor import Visit

pytestmark = pytest.mark.browser

_RULES = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const flat = rule => [rule.cssText, ...[...(rule.cssRules ?? [])].flatMap(flat)];
  return [...sheet.cssRules].flatMap(flat);
}"""


def _rules(visit: Visit, css: str) -> list[str]:
    """Every rule as the browser reads it, but for blanks that mean nothing."""
    found = visit.page.evaluate(_RULES, css)
    return [re.sub(r"\s*([,(){}])\s*", r"\1", rule) for rule in found]


def test_a_browser_reads_the_same_rules(visit: Visit) -> None:
    written = (ROOT / "theme/site.css").read_text(encoding="utf-8")
    published = visit.site.read("theme/site.css")
    assert len(published) < len(written)
    rules = _rules(visit, written)
    assert len(rules) > 300
    assert _rules(visit, published) == rules

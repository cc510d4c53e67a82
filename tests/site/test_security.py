"""What every page says it may do, and that it holds nothing it would need more for."""

from __future__ import annotations

from urllib.parse import urlsplit

from harness import SETTINGS, SiteFolder, article
from sample import DATA, Html, Published, listed

POLICY = "Content-Security-Policy"


def _policies(page: Html) -> list[dict[str, list[str]]]:
    texts = [
        one.attrib["content"]
        for one in page.all("meta")
        if one.attrib.get("http-equiv") == POLICY
    ]
    split = ([part.split() for part in text.split(";") if part] for text in texts)
    return [{words[0]: words[1:] for words in parts} for parts in split]


def test_every_page_has_one_policy_and_names_no_other_site(sample: Published) -> None:
    for page in sample.pages.values():
        (policy,) = _policies(page)
        assert policy["default-src"] == ["'none'"], page
        assert policy["base-uri"] == ["'none'"], page
        assert policy["form-action"] == ["'self'"], page  # the field to search by
        others = {word for words in policy.values() for word in words}
        assert others == {"'none'", "'self'"}, page


def test_the_policy_stands_before_all_that_it_rules(sample: Published) -> None:
    for page in sample.pages.values():
        kinds = [
            "policy" if one.attrib.get("http-equiv") == POLICY else one.tag
            for one in page.all("head")[0]
        ]
        assert kinds[:2] == ["meta", "policy"], page


def test_pages_tell_other_sites_nothing(sample: Published) -> None:
    for page in sample.pages.values():
        assert page.meta("referrer") == ["same-origin"], page


def test_nothing_in_a_page_needs_more_than_the_policy(sample: Published) -> None:
    faults = []
    for page in sample.pages.values():
        for one in page.elements:
            acts = [name for name in one.attrib if name.startswith(("on", "style"))]
            is_code = one.tag == "script" and "src" not in one.attrib
            is_data = one.attrib.get("type") in DATA
            if acts or (is_code and not is_data) or one.tag == "style":
                faults.append((page, one.tag, one.attrib))
    assert not faults, listed(faults)


def _outward(page: Html) -> list[tuple[str, str]]:
    return [
        (one.attrib["href"], one.attrib.get("rel", ""))
        for one in page.all("a")
        if urlsplit(one.attrib.get("href", "")).scheme in ("http", "https")
    ]


def test_links_to_other_sites_hand_over_no_window(sample: Published) -> None:
    found = [link for page in sample.pages.values() for link in _outward(page)]
    assert found
    assert {rel for _, rel in found} == {"noopener", "license noopener"}


def test_so_do_those_of_the_menu_and_the_footer(site: SiteFolder) -> None:
    entry = '[{ label = "Elsewhere", url = "https://elsewhere.test/" }]'
    site.write("pyproject.toml", f"{SETTINGS}menu = {entry}\nfooter = {entry}\n")
    site.write("content/articles/a.md", article("A", slug="a")).build()
    page = Html("", "", site.page("articles/a/"))
    assert _outward(page) == [("https://elsewhere.test/", "noopener")] * 2

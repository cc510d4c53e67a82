"""Origins, as settings name them and as addresses have them."""

from __future__ import annotations

import pytest
from harness import SETTINGS

from commentariat.config import parse_settings
from commentariat.config.origins import find_origin, origin_of
from commentariat.errors import SourceError
from commentariat.site.policy import write_header, write_policy

SOUND = {
    "https://media.example.org": "https://media.example.org",
    "https://Media.Example.ORG": "https://media.example.org",
    "https://example.org:443": "https://example.org",
    "https://example.org:8443": "https://example.org:8443",
    "https://xn--bcher-kva.example": "https://xn--bcher-kva.example",
    "https://192.0.2.7": "https://192.0.2.7",
    "http://localhost:8080": "http://localhost:8080",
    "http://127.0.0.1:8099": "http://127.0.0.1:8099",
    "self": "self",
    "'self'": "self",
}
WILD = (
    "*", "https:", "https://*", "http://*", "https://*.example.org", "*.example.org", "data:",
    "blob:", "javascript:", "'strict-dynamic'", "'nonce-abc'", "'none'",
    "https://example.org:*", "filesystem:",
)  # fmt: skip
NONE = (
    "example.org", "https://example.org/", "https://example.org/track.js", "//example.org",
    "https://example.org?x", "https://example.org#x", "https://user:pass@example.org", "ftp://a.org",
    "https://", "https://example..org", "https://-a.org", "https://a_b.org", "https://[::1]",
    "https://bücher.example", "https://example.org:0", "https://example.org:99999",
    "https://example.org:x", "https://0x7f.1", "https://127.1", "https://2130706433",
    "https://1.2.3.256", "https://example.org https://evil.test", "https://example.org; script-src *",
    "https://example.org\nhttps://evil.test", 'https://a.org"', "https://example.org.", "",
    "https://example。org", "https://a%2eorg", "javascript:alert(1)//https://a.org",
)  # fmt: skip


def told(rows: str, settings: str = SETTINGS) -> list[str]:
    try:
        parse_settings(f"{settings}\n[tool.commentariat.policy]\n{rows}\n")
    except SourceError as fault:
        return [str(one) for one in fault.problems]
    return []


@pytest.mark.parametrize(("written", "origin"), SOUND.items())
def test_an_origin_is_kept_as_browsers_write_it(written: str, origin: str) -> None:
    text = f'{SETTINGS}\n[tool.commentariat.policy]\nmedia = ["{written}"]\n'
    assert parse_settings(text).policy.media == (origin,)


@pytest.mark.parametrize("written", WILD)
def test_what_would_let_strangers_in_is_refused(written: str) -> None:
    (problem,) = told(f'forms = [\n"self",\n"{written}",\n]')
    assert problem == (
        "pyproject.toml:9: expected each origin by its whole name for 'forms', found "
        f"{written!r}, which would let strangers in"
    )


@pytest.mark.parametrize(
    "written", ["'unsafe-inline'", "'unsafe-eval'", "unsafe-inline", "'Unsafe-Hashes'"]
)
def test_words_for_what_is_written_into_pages_are_refused_with_the_way(
    written: str,
) -> None:
    (problem,) = told(f'scripts = ["{written}"]')
    assert "put scripts and styles into files under theme/" in problem


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_origin_is_refused(written: str) -> None:
    assert find_origin(written) is None
    (problem,) = told(f"frames = ['''{written}''']")
    assert problem.startswith("pyproject.toml:7: expected ")
    assert "'frames'" in problem


def test_an_address_is_refused_with_the_origin_in_it() -> None:
    (problem,) = told('scripts = ["https://Stats.example.org/js/script.js"]')
    assert problem.endswith("did you mean 'https://stats.example.org'?")
    (problem,) = told('scripts = ["stats.example.org"]')
    assert problem.endswith("did you mean 'https://stats.example.org'?")


def test_a_login_is_not_repeated() -> None:
    (problem,) = told('forms = ["https://me:secret@example.org"]')
    assert "secret" not in problem


def test_plain_http_is_for_this_machine_and_for_sites_that_are_served_so() -> None:
    rows = 'media = ["https://a.test", "http://a.test"]'
    (problem,) = told(rows)
    assert problem.startswith("pyproject.toml:7: expected 'https://' before the host")
    assert told(rows, SETTINGS.replace("https", "http")) == []
    assert told('scripts = ["http://localhost:8099", "http://127.0.0.1"]') == []
    (problem,) = told('scripts = ["http://localhost.evil.test", "http://127.0.0.1"]')
    assert "'http://localhost.evil.test'" in problem


def test_a_list_of_no_such_name_is_told_with_the_nearest() -> None:
    (problem,) = told('script = ["https://a.test"]')
    assert problem.endswith("no setting is called 'script'; did you mean 'scripts'?")


def test_every_fault_of_a_policy_is_told_at_once() -> None:
    rows = 'media = "https://a.test"\nforms = [3, "*"]\nframes = ["a b"]'
    assert [one.partition(": ")[0] for one in told(rows)] == [
        f"pyproject.toml:{line}" for line in (7, 8, 8, 9)
    ]


ADDRESSES = {
    "/a": "self", "a/b.mp3": "self", "": "self", "?x": "self", "#x": "self", "./a:b": "self",
    "https://m.test/a": "https://m.test", "//m.test/a": "https://m.test",
    "HTTPS://M.test": "https://m.test", " \x01https://m.test/a\n": "https://m.test",
    "ht\ntps://m.test/a": "https://m.test", "https://m.test:443/": "https://m.test",
    "https://m.test?a": "https://m.test", "https://m.test\\@evil.test/": None,
    "https://m.test@evil.test/": None, "https://m.test.evil.test/": "https://m.test.evil.test",
    "https:m.test": None, "https:/m.test": None, "https:///m.test": None, "/\\evil.test": None,
    "\\\\evil.test": None, "\\/evil.test": None, "/\t/evil.test": "https://evil.test",
    "https://m。test/": None, "https://m%2etest/": None, "https://m.test\u0000/": None,
    "javascript:x": None, "java\nscript:x": None, "data:text/html,x": None, "blob:https://m.test/x": None,
    "http://m.test/": "http://m.test", "https://m.test:8/": "https://m.test:8", "mailto:a@m.test": None,
    "https://m.test./": None, "https://[::1]/": None,
}  # fmt: skip


@pytest.mark.parametrize(("address", "origin"), ADDRESSES.items())
def test_an_address_is_of_its_origin_or_of_none(
    address: str, origin: str | None
) -> None:
    assert origin_of(address) == origin


def test_a_policy_says_what_the_settings_name_and_nothing_else() -> None:
    text = """
[tool.commentariat.policy]
scripts = ["https://s.test"]
styles = ["https://css.test"]
pictures = ["https://p.test"]
media = ["https://m.test"]
frames = ["self", "https://f.test"]
forms = ["https://n.test"]
connections = ["https://c.test"]
"""
    policy = parse_settings(SETTINGS + text).policy
    written = (
        "default-src 'none'; style-src 'self' https://css.test; img-src 'self' "
        "https://p.test; font-src 'self' https://css.test; script-src 'self' "
        "https://s.test; connect-src 'self' https://c.test; media-src 'self' "
        "https://m.test; frame-src 'self' https://f.test; base-uri 'none'; "
        "form-action https://n.test"
    )
    assert write_policy(policy) == write_header(policy) == written


def test_a_header_lets_pages_play_what_is_the_sites_own() -> None:
    policy = parse_settings(SETTINGS).policy
    assert "media-src" not in write_policy(policy)
    assert "; media-src 'self'; " in write_header(policy)

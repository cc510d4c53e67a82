"""What is made of git's words, and of addresses."""

import pytest

from commentariat.config import Settings, parse_settings
from commentariat.publish.address import address_warning, domain_of, expected_url
from commentariat.publish.refusals import is_race, way_out
from commentariat.publish.secrets import Secrets, shown


def site(base_url: str, domain: str = "") -> Settings:
    return parse_settings(
        f'[tool.commentariat]\ntitle = "T"\nbase_url = "{base_url}"\n'
        f'[tool.commentariat.publish]\ndomain = "{domain}"\n'
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "remote: error: GH006: Protected branch update failed for refs/heads/gh-pages.\n"
            "!\tabc:refs/heads/gh-pages\t[remote rejected] (protected branch hook declined)",
            "the branch is protected",
        ),
        (
            "remote: error: GH013: Repository rule violations found for refs/heads/gh-pages.",
            "the branch is protected",
        ),
        (
            "remote: error: File big.zip is 123.00 MB; this exceeds GitHub's file size "
            "limit of 100.00 MB\n! [remote rejected] (pre-receive hook declined)",
            "a file is larger",
        ),
        (
            "! [remote rejected] (pre-receive hook declined)",
            "a hook of the remote refused",
        ),
        (
            "fatal: Authentication failed for 'https://github.com/a/b/'",
            "accept the login",
        ),
        ("git@github.com: Permission denied (publickey).", "accept the login"),
        ("remote: Permission to a/b.git denied to c.", "accept the login"),
        (
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
            "accept the login",
        ),
        (
            "fatal: unable to access 'https://github.com/a/b/': The requested URL returned "
            "error: 403",
            "accept the login",
        ),
        ("ERROR: Repository not found.\nfatal: Could not read", "no such repository"),
        (
            "ssh: Could not resolve hostname github.com: Temporary failure in name resolution",
            "the remote cannot be reached",
        ),
        ("something that no one foresaw", "git refused"),
    ],
)
def test_a_refusal_comes_with_its_way_out(said: str, words: str) -> None:
    told = way_out(said)
    assert words in told.splitlines()[0]
    assert f"  {said.splitlines()[0]}" in told.splitlines()


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("!\tabc:refs/heads/gh-pages\t[rejected] (fetch first)", True),
        ("!\tabc:refs/heads/gh-pages\t[rejected] (non-fast-forward)", True),
        ("!\tabc:refs/heads/gh-pages\t[rejected] (stale info)", True),
        (
            "!\tabc:refs/heads/gh-pages\t[remote rejected] (cannot lock ref 'refs/…')",
            True,
        ),
        (
            "!\tabc:refs/heads/gh-pages\t[remote rejected] (pre-receive hook declined)",
            False,
        ),
        ("fatal: Authentication failed", False),
    ],
)
def test_a_race_is_told_from_a_refusal(said: str, is_one: bool) -> None:
    assert is_race(said) is is_one


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://u:t0ken@host.test/r.git", "https://host.test/…"),
        ("https://t0ken@github.com/a/b.git", "https://github.com/a/b.git"),
        ("https://u:t0k@en@host.test:8443/r", "https://host.test:8443/…"),
        ("https://host.test/x.git?access_token=t0ken", "https://host.test/…"),
        ("https://github.com/a/b?t0ken", "https://github.com/a/b"),
        ("https://host.test/t0ken/x.git#t0ken", "https://host.test/…"),
        ("https://[t0ken/x.git", "https:///…"),
        ("ssh://t0ken@host.test:22/~/x.git", "ssh://host.test:22/…"),
        ("ext::sh -c 'curl -H t0ken %S'", "ext::…"),
        ("t0ken@host.test:srv/x.git", "host.test:…"),
        ("host.test:t0ken/x.git", "host.test:…"),
        ("git@github.com:a/b.git", "git@github.com:a/b.git"),
        ("/srv/git/x.git", "/srv/git/x.git"),
        ("../x.git", "../x.git"),
        ("C:/git/x.git", "C:/git/x.git"),
        ("file:///srv/x.git", "file:///srv/x.git"),
    ],
)
def test_a_remote_is_shown_without_what_logs_in(url: str, clean: str) -> None:
    assert shown(url) == clean
    secrets = Secrets({})
    secrets.learn_address(url)
    said = f"fatal: unable to access '{url}/': no\nremote: nobody is called "
    if "://" in url:
        assert "t0k" not in secrets.hide(said)
    if "t0k" in url and "[" not in url and "@" in url:
        secret = "t0k@en" if "t0k@en" in url else "t0ken"
        assert secrets.hide(said + secret).endswith("called …")


def test_what_git_and_the_environment_hold_is_not_shown_either() -> None:
    environment = {"CI_JOB_TOKEN": "abcdef123", "DEPLOY_PASSWORD": "longpassword",
                   "GIT_CONFIG_VALUE_0": "Authorization: Basic dTpwdw==", "HOME": "/home/ines",
                   "GIT_AUTHOR_NAME": "Ines Haugland", "SSH_AUTH_SOCK": "/run/agent"}  # fmt: skip
    secrets = Secrets(environment)
    secrets.learn_address("https://ines:p%40ss@host.test/r")
    said = ("abcdef123 longpassword dTpwdw== p%40ss p@ss aW5lczpwQHNz /home/ines "
            "Ines Haugland /run/agent see https://docs.github.com/a/b?c=d")  # fmt: skip
    assert secrets.hide(said) == (
        "… … … … … … /home/… Ines Haugland /run/agent see https://docs.github.com/a/b"
    )


@pytest.mark.parametrize(
    ("base_url", "domain"),
    [
        ("https://notes.fennmark.org/", "notes.fennmark.org"),
        ("https://fennmark.github.io/", ""),
        ("https://fennmark.org/archive/", ""),
        ("https://example.org/", ""),
        ("https://archive.test/", ""),
        ("http://127.0.0.1:8000/", ""),
        ("http://localhost/", ""),
    ],
)
def test_a_base_url_of_ones_own_is_a_custom_domain(base_url: str, domain: str) -> None:
    assert domain_of(site(base_url)) == domain


def test_the_domain_in_the_settings_wins() -> None:
    settings = site("https://notes.fennmark.org/", "archive.fennmark.org")
    assert domain_of(settings) == "archive.fennmark.org"


@pytest.mark.parametrize(
    ("remote", "url"),
    [
        (
            "https://github.com/Fennmark/archive.git",
            "https://fennmark.github.io/archive/",
        ),
        ("git@github.com:fennmark/archive.git", "https://fennmark.github.io/archive/"),
        (
            "ssh://git@github.com/fennmark/archive",
            "https://fennmark.github.io/archive/",
        ),
        (
            "https://github.com/fennmark/fennmark.github.io",
            "https://fennmark.github.io/",
        ),
        ("https://git.fennmark.org/archive.git", ""),
        ("/srv/git/archive.git", ""),
        ("https://notgithub.com/a/b", ""),
    ],
)
def test_github_serves_a_repository_at_its_address(remote: str, url: str) -> None:
    assert expected_url(remote, "") == url


def test_a_base_url_that_will_not_hold_is_told_with_the_right_one() -> None:
    remote = "https://github.com/fennmark/archive.git"
    wrong = address_warning(site("https://fennmark.github.io/"), remote, "")
    assert 'base_url = "https://fennmark.github.io/archive/"' in wrong
    right = address_warning(site("https://fennmark.github.io/archive/"), remote, "")
    assert right == ""
    custom = address_warning(
        site("https://fennmark.org/"), remote, "archive.fennmark.org"
    )
    assert 'base_url = "https://archive.fennmark.org/"' in custom

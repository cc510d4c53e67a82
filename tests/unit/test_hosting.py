"""What hosts besides GitHub Pages are told."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from harness import SiteFolder, article
from live_preview import LivePreview

from commentariat.config import HOSTS
from commentariat.pipeline import check_site
from commentariat.site import hosting
from commentariat.site.families import MADE_IN_CODE

ROOT = Path(__file__).parent.parent.parent


def told(site: SiteFolder, host: str, more: str = "") -> SiteFolder:
    text = site.read("pyproject.toml").partition("\n[tool.commentariat.publish]")[0]
    settings = f'{more}\n[tool.commentariat.publish]\nhost = "{host}"\n'
    return site.write("pyproject.toml", text + settings)


@pytest.fixture
def moved(site: SiteFolder) -> SiteFolder:
    """A site with former addresses of every sort."""
    site.write("content/articles/ferry.md", article(
        "A Ferry", slug="ferry", aliases=["/Old/Fähre/", "/a b/$x/piece.html"]))  # fmt: skip
    site.write("content/files/map.pdf", "x")
    site.write("content/addresses.txt", "/years/2011/\n")
    lines = "/news/12/ ferry\n/download/ /files/map.pdf\n/feed/ /feed.xml\n"
    return site.write("content/redirects.txt", f"{lines}/rss.xml /feed.xml\n")


LED = {
    "/Old/F%C3%A4hre/": "/articles/ferry/",
    "/a%20b/$x/piece.html": "/articles/ferry/",
    "/news/12/": "/articles/ferry/",
    "/download/": "/files/map.pdf",
    "/feed/": "/feed.xml",
    "/years/2011/": "/years/",
}


def test_the_tables_of_hosts_name_the_same() -> None:
    assert tuple(hosting.HOSTS) == HOSTS
    text = (ROOT / "docs/hosts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", text, re.MULTILINE)
    assert tuple(name for name, _ in rows) == HOSTS
    for name, files in rows:
        assert re.findall("`(.*?)`", files) == list(hosting.HOSTS[name].files)


def test_github_pages_are_told_nothing(moved: SiteFolder) -> None:
    assert moved.build().problems == ()
    assert not MADE_IN_CODE - {"feed.json"} & moved.output().keys()


@pytest.mark.parametrize(("host", "sign"), [("netlify", "301!"), ("cloudflare", "301")])
def test_redirects_are_those_of_the_pages(
    moved: SiteFolder, host: str, sign: str
) -> None:
    assert told(moved, host).build().problems == ()
    rows = [line.split() for line in moved.page("_redirects").splitlines()]
    assert {row[0]: row[1] for row in rows} == LED
    assert {row[2] for row in rows} == {sign}
    assert rows == sorted(rows)
    assert moved.has("Old/Fähre/index.html")
    assert moved.build().report.rendered == ()
    assert check_site(moved.options()).problems == ()
    points = check_site(moved.options()).open_points
    assert "redirect to a file" not in {one.kind for one in points}


def test_nginx_is_told_decoded_addresses(moved: SiteFolder) -> None:
    told(moved, "nginx").build(base_url="https://archive.test/repo/")
    text = moved.page("nginx-map.conf")
    assert '    "/repo/Old/Fähre/" "/repo/articles/ferry/";\n' in text
    assert '    "/repo/a b/$x/piece.html" "/repo/articles/ferry/";\n' in text
    assert text.count("{") == text.count("}") == 3
    assert (
        'map $uri $commentariat_x_content_type_options {\n    default "nosniff";\n}'
        in text
    )
    example = (ROOT / "docs/hosts.md").read_text(encoding="utf-8")
    known = set(re.findall(r"\$commentariat_\w+", text)) | {
        "$commentariat_cache_control",
        "$commentariat_content_security_policy",
    }
    assert set(re.findall(r"\$commentariat_\w+", example)) == known


def test_a_target_never_begins_a_variable_of_nginx(site: SiteFolder) -> None:
    site.write("content/files/$host.pdf", "x")
    site.write("content/redirects.txt", "/old/ files/$host.pdf\n")
    told(site, "nginx").build()
    assert '"/old/" "/files/%24host.pdf";' in site.page("nginx-map.conf")


def test_a_target_ends_no_text_of_nginx(site: SiteFolder) -> None:
    site.write("content/articles/ferry.md", article("A Ferry", slug="ferry"))
    lines = '/old/ ferry#";}include/etc/passwd;#\n/older/ ferry?at=\\\n'
    site.write("content/redirects.txt", lines)
    told(site, "nginx").build()
    text = site.page("nginx-map.conf")
    assert '"/old/" "/articles/ferry/#\\";}include/etc/passwd;#";\n' in text
    assert '"/older/" "/articles/ferry/?at=\\\\";\n' in text


@pytest.mark.parametrize(
    "address",
    ["/authors/../../away/", "/authors/*/", "/authors/:any/", "/authors/.git/", "/authors//x/"],
)  # fmt: skip
def test_an_address_that_no_page_can_have_is_lost_and_leads_nowhere(
    site: SiteFolder, address: str
) -> None:
    text = article("A Ferry", slug="ferry", authors=["Mara Lindqvist"])
    site.write("content/articles/ferry.md", text)
    before = told(site, "netlify").build().output()
    site.write("content/addresses.txt", f"{address}\n").build()
    assert site.problems[0].startswith(f"content/addresses.txt:1: '{address}' was")
    site.build(keep_going=True)
    assert site.output() == before
    assert not (site.folder / "away").exists()


def test_headers_follow_the_settings(moved: SiteFolder) -> None:
    told(moved, "netlify").build(base_url="https://archive.test/repo/")
    assert moved.page("_headers").startswith(
        "/repo/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: same-origin\n"
    )
    assert "immutable" not in moved.page("_headers")
    told(moved, "netlify", "fingerprint = true\n").build()
    assert "/theme/*\n  Cache-Control: public" in moved.page("_headers")


def sent_by_netlify(rule: str, path: str) -> bool:
    """Tell whether *rule* fits *path*, as its reader of headers does."""
    pattern = ""
    for part in filter(None, rule.split("/")):
        whole = "(?:|/|/(.*)/?)" if pattern else "/?(.*)/?"
        pattern += (
            whole if part == "*" else f"/{'(.*)'.join(map(re.escape, part.split('*')))}"
        )
    return re.fullmatch(pattern, path, re.IGNORECASE) is not None


def sent_by_cloudflare(rule: str, path: str) -> bool:
    """Tell likewise; a rule with two stars is none there, as two groups of one name."""
    pattern = "(?P<splat>.*)".join(map(re.escape, rule.split("*")))
    pattern = re.sub(r":([A-Za-z]\w*)", r"(?P<\1>[^/]+)", pattern)
    return re.fullmatch(pattern, path) is not None


SENT = {"netlify": sent_by_netlify, "cloudflare": sent_by_cloudflare}


@pytest.mark.parametrize("base", ["/", "/repo/"])
@pytest.mark.parametrize("host", SENT)
def test_every_feed_is_sent_as_what_it_is_once(
    host: str, base: str, site: SiteFolder
) -> None:
    for year in range(2018, 2023):
        text = article(f"P{year}", date=f"{year}-01-01", topics=["Rivers"])
        site.write(f"content/articles/{year}.md", text)
    site.write("content/files/feed-icon.xml", "<x/>")
    site.write("content/redirects.txt", "/rss.xml /feed.xml\n/å/all.json /feed.json\n")
    told(site, host, 'feed_size = 2\nfeed_archives = "all"\n')
    site.build(base_url=f"https://archive.test{base}")
    rules: list[tuple[str, str, str]] = []
    for line in site.page("_headers").splitlines():
        name, _, value = line.strip().partition(": ")
        if line.startswith("/"):
            rule = line
        else:
            rules.append((rule, name, value))
    feeds = 0
    for output in site.output():
        sent = [
            value.partition(";")[0]
            for rule, name, value in rules
            if name == "Content-Type" and SENT[host](unquote(rule), base + output)
        ]
        file = output.rpartition("/")[2]
        is_feed = re.fullmatch(r"feed(-\d+-\d+)?\.(xml|json)|rss\.xml|all\.json", file)
        kind = "atom+xml" if file.endswith(".xml") else "feed+json"
        assert sent == ([f"application/{kind}"] if is_feed else []), output
        feeds += bool(is_feed)
    assert feeds > 10


def test_what_the_host_is_told_follows_edits(moved: SiteFolder, tmp_path: Path) -> None:
    told(moved, "netlify")
    live = LivePreview(moved)
    live.compare()
    for old, new in (("/Old/Fähre/", "/Older/"), ("- /Older/\n", ""),
                     ("slug: ferry", "slug: boat")):  # fmt: skip
        moved.edit("content/articles/ferry.md", old, new)
        moved.write("content/redirects.txt", "/news/ /files/map.pdf\n").build()
        assert moved.problems == ()
        assert moved.output() == moved.clean_output(tmp_path / "clean")
        live.look()
    told(moved, "github").build()
    assert not moved.has("_redirects")


def test_a_file_of_the_root_takes_the_place_of_the_one_made(moved: SiteFolder) -> None:
    told(moved, "netlify").write("content/root/_redirects", "/x /y\n").build()
    assert moved.problems == ()
    assert moved.page("_redirects") == "/x /y\n"
    assert "nosniff" in moved.page("_headers")


def test_more_redirects_than_a_host_takes_are_told(site: SiteFolder) -> None:
    site.write("content/articles/ferry.md", article("A Ferry", slug="ferry"))
    lines = "".join(f"/old/{number}/ ferry\n" for number in range(2001))
    told(site.write("content/redirects.txt", lines), "cloudflare").build()
    assert len(site.page("_redirects").splitlines()) == 2000
    assert site.has("old/2000/index.html")
    points = [one for one in check_site(site.options()).open_points
              if one.kind == "many redirects"]  # fmt: skip
    assert [str(one) for one in points] == [
        "pyproject.toml:7: cloudflare takes 2000 redirects, and there are 2001: what is "
        "beyond leads on by a page alone"
    ]


def test_a_host_that_is_none_is_refused(site: SiteFolder) -> None:
    told(site, "geocities").build()
    assert "expected 'github' or 'netlify'" in site.problems[0]

"""The review as a local page: what it shows, what it does, whom it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from harness import SiteFolder
from review_samples import DATED, KIND, RIVER, VILLAGE, decisions, make_review_site, run
from starlette.applications import Starlette
from starlette.testclient import TestClient

from commentariat.desk import review_routes
from commentariat.desk.guard import refuse_post, refuse_request

HOST = "http://127.0.0.1:8000"
OWN = {"origin": HOST, "sec-fetch-site": "same-origin"}


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = make_review_site(tmp_path / "site")
    run(site, "import")
    return site


@pytest.fixture
def client(site: SiteFolder) -> Iterator[TestClient]:
    app = Starlette(routes=review_routes(site.options()))
    with TestClient(app, base_url=HOST) as client:
        yield client


def page(client: TestClient, query: str = "") -> str:
    answer = client.get(f"/_review/{query}")
    assert answer.status_code == 200
    return answer.text


def token_of(text: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found
    return found[1]


def ids_of(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="id" value="(\w+)"', text)))


def post(
    client: TestClient, path: str, headers: dict[str, str] | None = None, **form: str
) -> int:
    values = {"token": token_of(page(client))} | form
    answer = client.post(
        f"/_review/{path}",
        data=values,
        headers=OWN if headers is None else headers,
        follow_redirects=False,
    )
    return answer.status_code


def test_the_page_shows_each_open_point_in_its_line(client: TestClient) -> None:
    text = unescape(page(client, f"?kind={KIND}"))
    assert "1 of 2" in text
    assert "<mark>ink.</mark>" in text
    assert '<ins><bdi dir="auto">ink.”</bdi></ins>' in text
    assert "content/raw/001.txt:31" in text
    assert "http" not in text.replace("content/", "")


def test_a_click_decides_and_the_article_is_written(
    client: TestClient, site: SiteFolder
) -> None:
    first, second = ids_of(page(client, f"?kind={KIND}"))
    assert post(client, "decide", id=first, verdict="accept") == 303
    text = page(client, f"?kind={KIND}")
    assert f"wrote {RIVER}" in text
    assert ids_of(text) == [second]
    assert "for the ink.”" in site.read(RIVER)
    assert f"wrote {RIVER}" not in page(client)  # it is said once


def test_other_words_are_put_in(client: TestClient, site: SiteFolder) -> None:
    first, _ = ids_of(page(client, f"?kind={KIND}"))
    assert post(client, "decide", id=first, verdict="edit", after="ink”.") == 303
    assert "for the ink”." in site.read(RIVER)
    post(client, "decide", id=first, verdict="edit", after=" ")
    assert "expected the words that are to stand there" in page(client)
    assert "for the ink”." in site.read(RIVER)


def test_the_last_decision_is_taken_back(client: TestClient, site: SiteFolder) -> None:
    before = site.read(RIVER)
    first, _ = ids_of(page(client, f"?kind={KIND}"))
    post(client, "decide", id=first, verdict="accept")
    assert post(client, "undo") == 303
    assert "taken back: accept ink." in page(client)
    assert decisions(site) == []
    assert site.read(RIVER) == before
    assert len(ids_of(page(client, f"?kind={KIND}"))) == 2


def test_one_decision_of_many_is_taken_back(
    client: TestClient, site: SiteFolder
) -> None:
    first, second = ids_of(page(client, f"?kind={KIND}"))
    post(client, "decide", id=first, verdict="accept")
    post(client, "decide", id=second, verdict="reject")
    assert len(ids_of(page(client, "?status=decided"))) == 2
    assert post(client, "decide", id=first, verdict="undo") == 303
    assert ids_of(page(client, f"?kind={KIND}")) == [first]
    assert ids_of(page(client, "?status=decided")) == [second]


def test_a_repair_that_was_made_is_rejected(
    client: TestClient, site: SiteFolder
) -> None:
    first, *_ = ids_of(page(client, "?status=made&order=file"))
    assert post(client, "decide", id=first, verdict="reject") == 303
    assert "hascounted" in site.read(RIVER)


def test_many_are_decided_once_that_is_confirmed(
    client: TestClient, site: SiteFolder
) -> None:
    query = f"kind={KIND}"
    values = {
        "token": token_of(page(client)), "query": query, "verdict": "accept",
    }  # fmt: skip
    asked = client.post("/_review/all", data=values, headers=OWN)
    assert "Accept 2 points of kind" in asked.text
    assert decisions(site) == []
    assert post(client, "all", query=query, verdict="accept", sure="yes") == 303
    assert len(decisions(site)) == 2
    assert "for the ink.”" in site.read(RIVER)
    assert "dark is our own.”" in site.read(VILLAGE)


def test_a_question_is_answered(client: TestClient, site: SiteFolder) -> None:
    query = "?kind=no+date&file=001.txt"
    (point,) = ids_of(page(client, query))
    shown = page(client, query)
    assert "It begins: " in shown
    assert 'href="/articles/a-river-treaty-survives-on-a-number/"' in shown
    post(client, "decide", id=point, verdict="answer", after="soon")
    assert "expected a date as 2024-03-15" in page(client)
    post(client, "decide", id=point, verdict="answer", after="2019-03-04")
    assert "\ndate: 2019-03-04\n" in site.read(DATED)


def test_what_another_review_decided_is_seen(
    client: TestClient, site: SiteFolder
) -> None:
    assert len(ids_of(page(client, f"?kind={KIND}"))) == 2
    run(site, "review", "--kind", KIND, text="a\nq\n")
    assert len(ids_of(page(client, f"?kind={KIND}"))) == 1


def test_a_fault_in_the_file_of_decisions_is_told_and_nothing_is_written(
    client: TestClient, site: SiteFolder
) -> None:
    site.write("content/decisions.jsonl", "<<<<<<< ours\n")
    first, _ = ids_of(page(client, f"?kind={KIND}"))
    post(client, "decide", id=first, verdict="accept")
    assert "mark of a merge that is not settled" in page(client)
    assert site.read("content/decisions.jsonl") == "<<<<<<< ours\n"


def test_hostile_words_are_text(client: TestClient, site: SiteFolder) -> None:
    site.edit(
        "content/raw/001.txt", "for the ink.", "for <img src=x onerror=y> \u202ea ink."
    )
    text = page(client, f"?kind={KIND}&again=1")
    assert "<img" not in text
    assert "&lt;img src=x onerror=y&gt;" in text


@pytest.mark.parametrize(
    "query",
    ["?page=99", "?page=-1", "?status=none", "?order=x&page=9999999", "?file=%00%ff"],
)
def test_an_address_that_nobody_means_shows_a_page(
    client: TestClient, query: str
) -> None:
    assert "Review" in page(client, query)


def test_a_form_leads_back_to_the_review_and_nowhere_else(client: TestClient) -> None:
    answer = client.post(
        "/_review/undo",
        data={"token": token_of(page(client)), "query": "kind=x&file=//evil.example"},
        headers=OWN,
        follow_redirects=False,
    )
    where = answer.headers["location"]
    assert where == "/_review/?kind=x&file=%2F%2Fevil.example"


# -- Who is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": HOST, "sec-fetch-site": "cross-site"},
        {"origin": HOST, "sec-fetch-site": "same-site"},
    ],
)
def test_posts_of_other_pages_are_refused(
    client: TestClient, site: SiteFolder, headers: dict[str, str]
) -> None:
    first, _ = ids_of(page(client, f"?kind={KIND}"))
    for path in ("decide", "all", "undo"):
        status = post(
            client, path, headers, id=first, verdict="accept", query=f"kind={KIND}",
            sure="yes",
        )  # fmt: skip
        assert status == 403
    assert decisions(site) == []


def test_a_post_without_the_token_of_this_run_is_refused(
    client: TestClient, site: SiteFolder
) -> None:
    first, _ = ids_of(page(client, f"?kind={KIND}"))
    assert post(client, "decide", token="", id=first, verdict="accept") == 403
    assert post(client, "decide", token="x" * 43, id=first, verdict="accept") == 403
    assert decisions(site) == []


def test_a_form_that_is_too_large_is_refused(client: TestClient) -> None:
    assert post(client, "decide", id="x", after="x" * 300_000) == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", ""])
def test_a_name_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/_review/", headers={"host": host}).status_code == 403


def test_names_of_this_machine_and_addresses_in_figures_are_ours() -> None:
    for host in ("localhost:8000", "127.0.0.1", "[::1]:8000", "192.168.0.7:8000"):
        assert refuse_request({"host": host}) == ""
    assert refuse_request({"host": "box.lan:8000"}, ["box.lan"]) == ""
    assert refuse_request({"host": "box.lan:8000"}) != ""


def test_an_own_post_needs_origin_and_token() -> None:
    headers = {"host": "127.0.0.1:8000", "origin": HOST}
    assert refuse_post(headers, "t", "t") == ""
    assert refuse_post(headers, "t", "u") != ""
    assert refuse_post({"host": "127.0.0.1:8000"}, "t", "t") != ""


def test_pages_may_not_be_framed_and_load_nothing_of_others(client: TestClient) -> None:
    for path in ("/_review/", "/_review/review.css", "/_review/review.js"):
        answer = client.get(path)
        assert answer.status_code == 200
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-frame-options"] == "DENY"
    assert client.get("/_review/../state.py").status_code == 404
    assert client.get("/_review/page.py").status_code == 404

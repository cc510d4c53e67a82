"""Names that may be of one, in the review on a terminal and as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from harness import SiteFolder, article
from review_samples import list_points, run
from starlette.applications import Starlette
from starlette.testclient import TestClient

from commentariat.desk import review_routes

ANN, LEE = "Anneliese Leeward", "Leeward, Anneliese"
TERMS = "content/terms.txt"
INTO = f'merge authors "{LEE}" into "{ANN}"'
BACK = f'merge authors "{ANN}" into "{LEE}"'
HOST = "http://127.0.0.1:8000"
OWN = {"origin": HOST, "sec-fetch-site": "same-origin"}


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """An author under two names, three articles under the one and one under the other."""
    site = SiteFolder(tmp_path / "site")
    for number in range(3):
        text = article(f"River {number}", authors=[ANN], date=f"199{number}-01-01")
        site.write(f"content/articles/{number}.md", text)
    text = article("A sea", authors=[LEE, "Tom Oak"], date="1998-01-01")
    return site.write("content/articles/sea.md", text)


def rules(site: SiteFolder) -> list[str]:
    """The rules of a site, without its notes."""
    path = site.folder / TERMS
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def pairs(site: SiteFolder) -> list[dict[str, object]]:
    """The points of names."""
    return [one for one in list_points(site) if "pair" in one]


# -- On a terminal -----------------------------------------------------------------


def test_two_names_are_shown_with_what_each_has(site: SiteFolder) -> None:
    shown = run(site, "review", text="q\n").stdout
    assert "1 of 1 · " in shown
    assert f"  a  {LEE}  1 article, 1998\n       A sea\n" in shown
    assert (
        f"  b  {ANN}  3 articles, 1990–1992\n       River 2\n       River 1\n"
        "       River 0\n"
    ) in shown
    assert f"  {INTO}\n  {BACK}\n  not the same authors" in shown
    assert "[a] merge a into b [b] merge b into a [n]ot the same [l]ater" in shown


@pytest.mark.parametrize(
    ("key", "line"),
    [("a", INTO), ("b", BACK), ("n", f'not the same authors "{LEE}" "{ANN}"')],
)
def test_a_verdict_is_a_line_and_undo_takes_it_out(
    site: SiteFolder, key: str, line: str
) -> None:
    done = run(site, "review", text=f"{key}\n")
    assert f"{TERMS}: {line}\n" in done.stdout
    assert rules(site) == [line]
    assert pairs(site) == []
    assert run(site, "review").stdout == "nothing to decide\n"
    back = run(site, "review", "--undo").stdout
    assert f"{TERMS}: taken out: {line}\n" in back
    assert rules(site) == []
    assert len(pairs(site)) == 1


def test_what_is_undone_in_the_walk_is_taken_out_at_once(site: SiteFolder) -> None:
    site.write("content/articles/x.md", article("X", authors=["Oak, Tom"]))
    shown = run(site, "review", text="a\nu\nn\nq\n").stdout
    assert "taken back: 1 decision" in shown
    assert [line.split()[0] for line in rules(site)] == ["not"]


def test_what_is_settled_is_shown_and_settled_otherwise(site: SiteFolder) -> None:
    site.write(TERMS, f"{INTO}   # by hand\n")
    shown = run(site, "review", "--decided", text="n\n").stdout
    assert f"content/terms.txt says: {INTO}" in shown
    assert f"  a  {LEE}  1 article, 1998\n" in shown
    assert "decided: merge a into b" in shown
    assert site.read(TERMS) == f'not the same authors "{LEE}" "{ANN}"\n'
    run(site, "review", "--decided", text="x\n")
    assert site.read(TERMS) == ""
    assert len(pairs(site)) == 1


def test_a_likely_typo_is_asked_about_as_one(site: SiteFolder) -> None:
    for number in range(6):
        name = "Baltic States" if number else "Baltc States"
        text = article(f"Baltic {number}", regions=[name], date="2001-01-01")
        site.write(f"content/articles/baltic{number}.md", text)
    shown = run(site, "review", "--kind", "likely typo", text="a\n").stdout
    assert "1 of 1 · likely typo" in shown
    assert rules(site) == ['merge regions "Baltc States" into "Baltic States"']
    assert "likely typo" not in run(site, "check").stdout


def test_later_decides_nothing(site: SiteFolder) -> None:
    shown = run(site, "review", text="l\n").stdout
    assert "skipped 1" in shown
    assert not (site.folder / TERMS).exists()


def test_a_verdict_that_is_for_words_decides_nothing_of_names(site: SiteFolder) -> None:
    shown = run(site, "review", text="r\nd\nA\ny\ne x\nq\n").stdout
    assert "expected merge a into b or merge b into a or not the same" in shown
    assert not (site.folder / TERMS).exists()


def test_a_line_that_an_editor_took_out_since_is_not_taken_back(
    site: SiteFolder,
) -> None:
    run(site, "review", text="a\n")
    site.write(TERMS, "# mine\n")
    done = run(site, "review", "--undo", status=2)
    assert "does not hold this line any more" in done.stderr
    assert site.read(TERMS) == "# mine\n"


def test_a_verdict_that_contradicts_a_line_is_refused(site: SiteFolder) -> None:
    (point,) = pairs(site)
    run(site, "terms", "merge", "authors", ANN, "Tom Oak")
    lines = json.dumps({"id": point["id"], "verdict": "merge b into a"}) + "\n"
    done = run(site, "review", "--batch", "-", text=lines, status=1)
    told = json.loads(done.stdout)
    assert told["result"] == "refused"
    assert len(rules(site)) == 1


def test_programs_decide_of_names(site: SiteFolder) -> None:
    (point,) = pairs(site)
    assert point["verdicts"] == ["merge a into b", "merge b into a", "not the same"]
    lines = json.dumps({"id": point["id"], "verdict": "merge a into b"}) + "\n"
    done = run(site, "review", "--batch", "-", text=lines)
    assert json.loads(done.stdout)["result"] == "decided"
    assert rules(site) == [INTO]


def test_a_line_of_decisions_takes_no_verdict_on_names(site: SiteFolder) -> None:
    line = {
        "file": TERMS,
        "verdict": "merge a into b",
        "kind": "authors",
        "after": INTO,
    }
    site.write("content/decisions.jsonl", json.dumps(line) + "\n")
    done = run(site, "review", status=1)
    assert "is a line of content/terms.txt" in done.stderr


# -- As a page ---------------------------------------------------------------------


@pytest.fixture
def client(site: SiteFolder) -> Iterator[TestClient]:
    app = Starlette(routes=review_routes(site.options()))
    with TestClient(app, base_url=HOST) as client:
        yield client


def page(client: TestClient, query: str = "") -> str:
    """The page of the review."""
    answer = client.get(f"/_review/{query}")
    assert answer.status_code == 200
    return unescape(answer.text)


def post(client: TestClient, path: str, **form: str) -> None:
    """Send a form of the page as it is now."""
    found = re.search(r'name="token" value="([^"]+)"', page(client))
    assert found
    data = {"token": found[1]} | form
    answer = client.post(
        f"/_review/{path}", data=data, headers=OWN, follow_redirects=False
    )
    assert answer.status_code == 303


def id_of(text: str) -> str:
    """The id of the one point of names on a page."""
    (found,) = set(re.findall(r'name="id" value="(\w+)"', text))
    return str(found)


def test_the_page_shows_both_names_and_takes_a_verdict_back(
    client: TestClient, site: SiteFolder
) -> None:
    text = page(client)
    assert (
        f'<bdi dir="auto">{LEE}</bdi> <span class="told">1 article, 1998</span>' in text
    )
    assert '<span class="told">3 articles, 1990–1992</span>' in text
    assert '<dd><bdi dir="auto">A sea</bdi></dd>' in text
    post(client, "decide", id=id_of(text), verdict="merge a into b")
    assert rules(site) == [INTO]
    text = page(client)
    assert f"decided: {INTO} ({TERMS})" in text
    assert "Nothing to decide." in text
    post(client, "undo")
    assert rules(site) == []
    assert id_of(page(client))


def test_what_an_editor_wrote_by_hand_is_taken_back_on_the_page(
    client: TestClient, site: SiteFolder
) -> None:
    site.write(TERMS, f"# mine\n{INTO}\n")
    text = page(client, "?status=decided")
    assert f"content/terms.txt says: {INTO}" in text
    post(client, "decide", id=id_of(text), verdict="undo")
    assert site.read(TERMS) == "# mine\n"
    assert id_of(page(client))


def test_what_is_put_off_comes_back_when_one_looks_again(
    client: TestClient, site: SiteFolder
) -> None:
    post(client, "decide", id=id_of(page(client)), verdict="later")
    assert "Nothing to decide." in page(client)
    assert id_of(page(client, "?again=1"))
    assert not (site.folder / TERMS).exists()


def test_names_are_text_on_the_page(client: TestClient, site: SiteFolder) -> None:
    name = "Leeward <b>x</b>, Anneliese"
    site.write("content/articles/y.md", article("<i>Y</i>", authors=[name]))
    answer = client.get("/_review/?again=1").text
    assert "<i>Y" not in answer
    assert "<b>x" not in answer

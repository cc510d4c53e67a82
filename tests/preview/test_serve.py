"""`commentariat serve` as a user starts it, on a real folder with a real watcher."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article, tree, write_alike
from preview_process import ROOT, Answer, Preview, previewing
from raw_samples import raw_a

from commentariat.engine.lock import site_lock

IDLE = float(os.environ.get("PREVIEW_IDLE", "2"))
"""Seconds without a change."""
WORDS = "They count the steps down to the gauge each morning."


def write_small(site: SiteFolder) -> SiteFolder:
    """Make *site* a small one, whatever it was."""
    for name in ("content", "templates", "theme"):
        shutil.rmtree(site.folder / name, ignore_errors=True)
    for name in ("steps", "ledger", "ferry"):
        text = article(
            name.title(), WORDS, date="2021-03-11", authors=["Mara Lindqvist"]
        )
        site.write(f"content/articles/{name}.md", text)
    site.write("pyproject.toml", SETTINGS)
    return site.write("content/pages/about.md", article("About us", "Who we are."))


@pytest.fixture
def folder(site: SiteFolder) -> SiteFolder:
    """A small site that nobody serves."""
    return write_small(site)


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[SiteFolder, Preview]]:
    """A site that is served all the while: to begin anew costs more than a test."""
    site = write_small(SiteFolder(tmp_path_factory.mktemp("shared") / "site"))
    with previewing(site.folder) as found:
        yield site, found


@pytest.fixture
def shared(running: tuple[SiteFolder, Preview]) -> SiteFolder:
    """The small site that is served, as it was at first."""
    site, preview = running
    write_small(site)
    preview.wait_until("/_commentariat/status", is_small)
    for name in ("steps", "ledger", "ferry"):
        preview.wait_until(f"/articles/{name}/", is_plain)
    return site


def is_small(answer: Answer) -> bool:
    return '"articles":3,' in answer.text and '"problems":[]' in answer.text


def is_plain(answer: Answer) -> bool:
    return f">{WORDS}</p>" in answer.text and "The Test Archive" in answer.text


@pytest.fixture
def preview(shared: SiteFolder, running: tuple[SiteFolder, Preview]) -> Preview:
    """The preview of the shared site; what it said before is forgotten."""
    _, found = running
    found.forget()
    return found


def no_more_states(preview: Preview, seconds: float) -> None:
    """
    See that the preview serves no other state for a while.

    States are counted, not lines: what was served before may be told only now.
    """
    before = preview.status()["published"]
    with pytest.raises(AssertionError, match="no line"):
        preview.wait_for("there is no such line", seconds)
    assert preview.status()["published"] == before


# --- saving ---------------------------------------------------------------------------


def test_a_saved_body_is_served_and_told_in_a_line(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.edit("content/articles/steps.md", WORDS, "The gauge has moved.")
    preview.shows("/articles/steps/", "The gauge has moved.")
    line = preview.wait_for("changed in")
    # its page, and the drawing of it on the home page
    assert line.startswith("content/articles/steps.md: 2 pages changed in ")
    assert line.endswith((" ms", " s"))


def test_the_output_of_the_last_build_is_left_alone(folder: SiteFolder) -> None:
    def times() -> dict[Path, int]:
        found = (folder.folder / "output").rglob("*")
        return {path: path.stat().st_ctime_ns for path in found}

    folder.build()
    before, files = times(), tree(folder.folder / "output")
    with previewing(folder.folder) as preview:
        folder.edit("content/articles/steps.md", "Steps", "Seventy Steps")
        preview.shows("/", "Seventy Steps")
    assert times() == before
    assert tree(folder.folder / "output") == files


def test_a_page_comes_and_goes_with_its_file(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.write("content/articles/new.md", article("A new piece", slug="new"))
    preview.shows("/articles/new/", "A new piece")
    preview.shows("/years/undated/", "A new piece")
    shared.delete("content/articles/new.md")
    preview.wait_until("/articles/new/", lambda answer: answer.status == 404)


def test_a_folder_that_moves_takes_its_pages_along(
    shared: SiteFolder, preview: Preview
) -> None:
    outside = shared.folder.parent / "put-away"
    os.rename(shared.folder / "content/articles", outside)
    preview.wait_until("/articles/steps/", lambda answer: answer.status == 404)
    os.rename(outside, shared.folder / "content/articles")
    preview.shows("/articles/steps/", WORDS)


def test_templates_styles_and_settings_are_watched_though_there_were_none(
    shared: SiteFolder, preview: Preview
) -> None:
    page = '{% extends "base.html" %}{% block main %}<p>My own look</p>{% endblock %}'
    shared.write("templates/page.html", page)
    preview.shows("/about/", "My own look")
    shared.write("theme/site.css", "p { color: teal }")
    preview.shows("/theme/site.css", "teal")
    shared.edit("pyproject.toml", "The Test Archive", "A Better Name")
    preview.shows("/", "A Better Name")


def test_a_folder_linked_into_the_content_is_followed(folder: SiteFolder) -> None:
    folder.write("shelf/deep/new.md", article("From the shelf", "One.", slug="new"))
    link = folder.folder / "content/articles/shelf"
    link.symlink_to(folder.folder / "shelf", target_is_directory=True)
    with previewing(folder.folder) as preview:
        preview.shows("/articles/new/", "One.")
        folder.edit("shelf/deep/new.md", "One.", "Two.")
        preview.shows("/articles/new/", "Two.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_among_the_articles_is_a_problem_and_stops_nothing(
    shared: SiteFolder, preview: Preview
) -> None:
    os.mkfifo(shared.folder / "content/articles/pipe.md")
    preview.wait_for("content/articles/pipe.md: expected a file or a folder")
    shared.edit("content/articles/steps.md", WORDS, "The gauge has moved.")
    preview.shows("/articles/steps/", "The gauge has moved.")


def test_polling_sees_a_save_too(folder: SiteFolder) -> None:
    with previewing(folder.folder, "--polling") as preview:
        folder.edit("content/articles/steps.md", WORDS, "The gauge has moved.")
        preview.shows("/articles/steps/", "The gauge has moved.")


def test_drafts_and_future_articles_are_shown_with_a_mark(folder: SiteFolder) -> None:
    folder.write(
        "content/articles/draft.md", article("Unripe", draft=True, slug="draft")
    )
    folder.write("content/articles/later.md", article("Later", date="2026-09-01"))
    with previewing(folder.folder, "--today", "2026-06-01") as preview:
        assert "Draft</b>" in preview.get("/articles/draft/").text
        assert "Scheduled</b>" in preview.get("/articles/later/").text
    assert not folder.build().has("articles/draft/index.html")


def test_a_large_file_is_sent_from_the_disk_in_parts(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.write("content/files/film.mp4", bytes(range(256)) * 40_000)
    whole = preview.wait_until("/files/film.mp4", lambda answer: answer.status == 200)
    assert len(whole.body) == 10_240_000
    part = preview.get("/files/film.mp4", Range="bytes=256-511")
    assert (part.status, part.body) == (206, bytes(range(256)))


def test_a_large_file_is_asked_for_again_by_what_is_in_it(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.write("content/files/long.mp4", bytes(range(256)) * 40_000)
    where = "/files/long.mp4"
    first = preview.wait_until(where, lambda answer: answer.status == 200)
    tag = first.headers["etag"]
    assert preview.get(where, If_None_Match=tag).status == 304
    write_alike(
        shared.folder / "content/files/long.mp4", bytes(range(255, -1, -1)) * 40_000
    )
    second = preview.wait_until(where, lambda answer: answer.headers["etag"] != tag)
    assert second.body[:2] == b"\xff\xfe"


# --- raw files ------------------------------------------------------------------------


def test_a_raw_file_dropped_in_is_imported_and_appears(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.write("content/raw/0412-gauge-house.txt", raw_a())
    preview.shows("/years/undated/", "/articles/gauge-house/")
    preview.shows("/articles/gauge-house/", "forty-one steps")
    (written,) = (shared.folder / "content/articles").rglob("gauge-house.md")
    assert "forty-one steps" in written.read_text(encoding="utf-8")
    no_more_states(preview, 0.5)  # what the preview writes does not call it again


def test_a_faulty_raw_file_is_told_and_keeps_nothing_else_out(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.write("content/raw/bad.txt", "no metadata at all\n")
    message = "content/raw/bad.txt:1: expected a JSON metadata block, found none"
    preview.wait_for(message)
    assert preview.status()["problems"] == [message]
    shared.edit("content/articles/steps.md", WORDS, "The gauge has moved.")
    preview.shows("/articles/steps/", "The gauge has moved.")
    shared.delete("content/raw/bad.txt")
    preview.wait_for("all problems are mended")
    assert preview.status()["problems"] == []


def test_raw_files_wait_for_a_build_that_is_running(
    shared: SiteFolder, preview: Preview
) -> None:
    with site_lock(shared.folder / ".cache"):
        shared.write("content/raw/0412-gauge-house.txt", raw_a())
        preview.wait_for("another build of this site is running")
        shared.edit("content/articles/steps.md", WORDS, "The gauge has moved.")
        preview.shows("/articles/steps/", "The gauge has moved.")
    preview.shows("/articles/gauge-house/", "forty-one steps")
    assert preview.status()["problems"] == []


def test_a_build_runs_beside_the_preview(shared: SiteFolder, preview: Preview) -> None:
    shared.edit("content/articles/steps.md", WORDS, "The gauge has moved.")
    preview.shows("/articles/steps/", "The gauge has moved.")
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(shared.folder)]
    subprocess.run(command, check=True, capture_output=True)
    assert "The gauge has moved." in shared.page("articles/steps/")
    assert shared.output() == shared.clean_output(shared.folder.parent / "clean")
    shared.edit("content/articles/steps.md", "The gauge has moved.", "It moved again.")
    preview.shows("/articles/steps/", "It moved again.")


# --- faults ---------------------------------------------------------------------------


def test_a_faulty_content_file_keeps_its_last_good_page_and_nothing_else_back(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.edit("content/articles/steps.md", "title: Steps", "titel: Steps")
    line = preview.wait_for("problem: content/articles/steps.md:2: ")
    assert "titel" in line
    assert WORDS in preview.get("/articles/steps/").text
    shared.edit("content/articles/ferry.md", WORDS, "The ferry waits.")
    preview.shows("/articles/ferry/", "The ferry waits.")
    shared.edit("content/articles/steps.md", "titel: Steps", "title: Stairs")
    preview.shows("/articles/steps/", "<h1>Stairs</h1>")
    preview.wait_for("all problems are mended")


def test_a_link_that_leads_nowhere_is_told(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.edit("content/articles/steps.md", WORDS, f"{WORDS}\n\n[On](/no/such/)")
    preview.wait_for(r"problem: content/articles/steps\.md:\d+: no page or file")
    shared.edit("content/articles/steps.md", "/no/such/", "ferry.md")
    preview.wait_for("all problems are mended")
    preview.shows("/articles/steps/", 'href="/articles/ferry/"')


def test_what_is_asked_of_a_saved_body_is_told_below_its_line(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.edit("content/articles/steps.md", WORDS, f"{WORDS}\n\nMore[^3].")
    preview.wait_for(r"  content/articles/steps\.md:\d+: note '3' has no text")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("{% if %}", r"templates/page\.html:1: .*\{% if %\}"),
        ("{{ page.nothing }}", r"templates/page\.html:1: .*nothing"),
    ],
)
def test_a_faulty_template_leaves_the_pages_as_they_were(
    shared: SiteFolder, preview: Preview, fault: str, said: str
) -> None:
    shipped = (ROOT / "templates/page.html").read_text(encoding="utf-8")
    whole = preview.get("/about/")
    shared.write("templates/page.html", fault + shipped)
    preview.wait_for(f"problem: {said}")
    # Also after a second fault: what counts is when it was last right.
    shared.write("templates/page.html", "{{ page.less }}" + shipped)
    preview.wait_for("less")
    after = preview.get("/about/")
    assert after.status == 200
    assert after.text == whole.text
    shared.write(
        "templates/page.html",
        shipped.replace("{% block main %}", "{% block main %}Mended "),
    )
    preview.shows("/about/", "Mended")
    preview.wait_for("all problems are mended")


def test_faulty_settings_leave_the_site_as_it_was(
    shared: SiteFolder, preview: Preview
) -> None:
    shared.edit("pyproject.toml", "title =", "titel =")
    preview.wait_for("problem: pyproject.toml:2: no setting is called 'titel'")
    assert "The Test Archive" in preview.get("/").text
    shared.edit("pyproject.toml", "titel =", "title =")
    preview.wait_for("all problems are mended")


def test_a_site_that_is_at_fault_from_the_start_is_served_once_it_is_mended(
    folder: SiteFolder,
) -> None:
    folder.edit("pyproject.toml", "title =", "titel =")
    with previewing(folder.folder) as preview:
        assert preview.get("/").status == 404
        assert any("titel" in one for one in preview.status()["problems"])
        no_more_states(preview, 1.0)
        folder.edit("pyproject.toml", "titel =", "title =")
        preview.shows("/articles/steps/", WORDS)
        assert preview.status()["problems"] == []


# --- many files -----------------------------------------------------------------------


def git(folder: Path, *words: str) -> None:
    name = ["-c", "user.name=Editor", "-c", "user.email=editor@archive.test"]
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)


def test_a_checkout_of_many_files_becomes_the_other_state(folder: SiteFolder) -> None:
    count = 1000
    for number in range(count):
        text = article(f"Piece {number}", "On main.", date="2020-01-01")
        folder.write(f"content/articles/p/{number}.md", text)
    git(folder.folder, "init", "-q", "-b", "main")
    git(folder.folder, "add", "content")
    git(folder.folder, "commit", "-q", "-m", "main")
    git(folder.folder, "checkout", "-q", "-b", "other")
    for number in range(count):
        folder.edit(f"content/articles/p/{number}.md", "On main.", "On other.")
    git(folder.folder, "commit", "-q", "-a", "-m", "other")
    with previewing(folder.folder, "--workers", "1") as preview:
        for branch in ("main", "other"):
            git(folder.folder, "checkout", "-q", branch)
            for number in (0, count // 2, count - 1):
                preview.shows(f"/articles/{number}/", f"On {branch}.")
        assert preview.status()["published"] < 40


def test_a_queue_that_overflows_is_healed(shared: SiteFolder, preview: Preview) -> None:
    limit = Path("/proc/sys/fs/inotify/max_queued_events")
    if not limit.exists():
        pytest.skip("only Linux has this queue")
    preview.process.send_signal(signal.SIGSTOP)
    try:
        for number in range(int(limit.read_text()) // 2):
            (shared.folder / f"theme-{number % 2}").touch()
            path = shared.folder / f"content/articles/noise-{number % 2}.txt"
            path.write_bytes(b"")
        shared.edit("content/articles/steps.md", WORDS, "The gauge has moved.")
    finally:
        preview.process.send_signal(signal.SIGCONT)
    preview.shows("/articles/steps/", "The gauge has moved.")


def test_nothing_changed_means_nothing_rebuilt(preview: Preview) -> None:
    preview.get("/")
    no_more_states(preview, IDLE)


# --- who asks for what ----------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/files/../../pyproject.toml",
        "/files/%2e%2e/%2e%2e/pyproject.toml",
        "/files/..%2f..%2fpyproject.toml",
        "/files/%2e%2e%2fpyproject.toml",
        "/files/%252e%252e/pyproject.toml",
        "/files\\..\\..\\pyproject.toml",
        "/files/%5c..%5c..%5cpyproject.toml",
        "//pyproject.toml",
        "/%2fetc/passwd",
        "/files/map.txt%00.html",
        "/files/out.txt",
        "/files/outside/secret.txt",
        "/files/",
        "/files",
        "/content/articles/steps.md",
        "/articles/steps.md",
        "/templates/base.html",
        "/.cache/lock",
        "/_commentariat/../pyproject.toml",
        "/_commentariat/app.py",
        "/_commentariat/%2e%2e/epoch.py",
        "/_commentariat/..%2fepoch.py",
        "file:///etc/passwd",
        "http://127.0.0.1/../pyproject.toml",
    ],
)
def test_no_path_leads_out_of_the_site(hostile: Preview, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{hostile.port}\r\n\r\n"
    answer = hostile.ask(request.encode())
    assert answer.status in (400, 404)
    assert "secret" not in answer.text
    assert "tool.commentariat" not in answer.text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A site with files beside it that are nobody's business, and links to them."""
    base = tmp_path_factory.mktemp("hostile")
    site = SiteFolder(base / "site")
    site.write("content/articles/steps.md", article("Steps"))
    site.write("content/files/map.txt", "a map")
    (base / "outside").mkdir()
    (base / "outside/secret.txt").write_text("secret", encoding="utf-8")
    files = site.folder / "content/files"
    (files / "out.txt").symlink_to(base / "outside/secret.txt")
    (files / "outside").symlink_to(base / "outside", target_is_directory=True)
    with previewing(site.folder) as preview:
        assert preview.get("/files/map.txt").text == "a map"
        yield preview


def test_a_file_exchanged_for_a_link_that_leads_out_is_not_followed(
    hostile: Preview,
) -> None:
    path = hostile.folder / "content/files/map.txt"
    path.unlink()
    path.symlink_to(hostile.folder.parent / "outside/secret.txt")
    for _ in range(20):
        assert "secret" not in hostile.get("/files/map.txt").text
    hostile.wait_until("/files/map.txt", lambda answer: answer.status == 404)


def test_a_host_that_is_not_ours_is_refused(hostile: Preview) -> None:
    for host in ("rebound.example", f"rebound.example:{hostile.port}", "localhost"):
        assert hostile.get("/articles/steps/", Host=host).status == 421
    assert (
        hostile.get("/articles/steps/", Host=f"localhost:{hostile.port}").status == 200
    )


def test_a_site_below_a_path_is_served_there(folder: SiteFolder) -> None:
    arguments = ("--base-url", "https://archive.test/repo/")
    with previewing(folder.folder, *arguments) as preview:
        assert preview.get("/").headers["location"] == "/repo/"
        assert 'href="/repo/articles/steps/"' in preview.get("/repo/").text
        assert (
            preview.get("/repo/articles/steps").headers["location"]
            == "/repo/articles/steps/"
        )
        lost = preview.get("/repo/no/such/")
        assert lost.status == 404
        assert 'href="/repo/theme/site.css"' in lost.text


def test_pages_are_served_as_they_are_published_but_for_the_script(
    folder: SiteFolder,
) -> None:
    folder.build()
    with previewing(folder.folder, "--no-reload") as preview:
        for output, data in folder.output().items():
            path = "/" + output.removesuffix("index.html")
            assert preview.get(path).body == data, output
    assert not any(b"_commentariat" in data for data in folder.output().values())


# --- beginning and ending ---------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_with_pages_open(folder: SiteFolder, number: int) -> None:
    preview = Preview(folder.folder, "--port", "0")
    preview.wait_for("^read ")
    link = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=10)
    link.request("GET", "/_commentariat/events?path=/&version=x")
    stream = link.getresponse()
    stream.readline()
    assert preview.stop(number) == 0
    stream.close()
    link.close()
    assert "stopped" in preview.said
    assert not any("Traceback" in line for line in preview.said)
    assert not any("Cancel" in line for line in preview.said), "streams were waited for"


def test_it_ends_at_once_while_the_archive_is_read(folder: SiteFolder) -> None:
    preview = Preview(folder.folder, "--port", "0")
    with site_lock(folder.folder / ".cache"):  # so that it cannot end reading
        preview.wait_for("serving at")
        assert preview.stop() == 0
    assert not any("Traceback" in line for line in preview.said)


def test_it_ends_when_asked_as_soon_as_its_address_is_told(folder: SiteFolder) -> None:
    # What a shell puts in the background hears no Ctrl-C until it listens for it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for _ in range(6):
            preview = Preview(folder.folder, "--port", "0")
            preview.wait_for("serving at")
            assert preview.stop() == 0
            assert "stopped" in preview.said
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_port_that_is_taken_is_told_with_who_has_it(folder: SiteFolder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        preview = Preview(folder.folder, "--port", str(port))
        assert preview.wait() == 2
        line = preview.wait_for(f"port {port} is taken")
        assert f"process {os.getpid()} " in line or sys.platform != "linux"
        assert "; --port " in line
        assert line.endswith(" is free")


def test_no_site_is_no_preview(tmp_path: Path) -> None:
    preview = Preview(tmp_path, "--port", "0")
    assert preview.wait() == 1
    preview.wait_for("expected the settings of a site, found no file in")


def test_the_server_listens_on_this_machine_alone(preview: Preview) -> None:
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("only Linux tells so plainly")
    listening = [
        row.split()[1]
        for row in table.read_text(encoding="ascii").splitlines()[1:]
        if row.split()[3] == "0A" and row.split()[1].endswith(f":{preview.port:04X}")
    ]
    assert listening == [f"0100007F:{preview.port:04X}"]

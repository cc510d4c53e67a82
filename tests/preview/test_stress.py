"""Saves in random order while pages are fetched from many connections."""

from __future__ import annotations

import http.client
import os
import random
import re
import threading
import time
from pathlib import Path

from harness import SiteFolder, article
from preview_process import Preview, previewing

SAVES = int(os.environ.get("PREVIEW_SAVES", "100"))
CONNECTIONS = 20
PIECES = 12
FILLING = "They count the steps down to the gauge each morning. " * 40


def piece(name: str, state: int) -> str:
    """An article that says in its title, first and last what state it is in."""
    body = f"BEGIN {state} END\n\n{FILLING}\n\nBEGIN {state} END"
    return article(f"Piece {state} of {name}", body, slug=name, date="2021-03-11")


def save(path: Path, text: str, rng: random.Random) -> None:
    """Save a file in one of the ways that editors have."""
    way = rng.randrange(3)
    if way == 0:
        path.write_text(text, encoding="utf-8")
    elif way == 1:
        beside = path.with_name(f".{path.name}.swp")
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, path)
    else:  # with everything halfway done for a moment
        with path.open("w", encoding="utf-8") as file:
            file.write(text[: len(text) // 2])
            file.flush()
            time.sleep(0.003)
            file.write(text[len(text) // 2 :])


_END = re.compile(r'<script src="/_commentariat/client\.js"[^<>]*></script>\n\Z')
"""What the preview ends each page with; browsers know where its body does."""


class Fetcher(threading.Thread):
    """Asks for pages without a pause, and notes what is no whole page of one state."""

    def __init__(
        self, preview: Preview, number: int, saved: dict[str, list[int]]
    ) -> None:
        super().__init__()
        self.port = preview.port
        self.rng = random.Random(number)
        self.saved = saved
        self.is_over = threading.Event()
        self.count = 0
        self.faults: list[str] = []
        self.slowest = 0.0

    def run(self) -> None:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        names = sorted(self.saved)
        while not self.is_over.is_set():
            name = self.rng.choice([*names, ""])
            began = time.monotonic()
            link.request("GET", f"/articles/{name}/" if name else "/")
            answer = link.getresponse()
            text = answer.read().decode()
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.count += 1
            fault = self.judge(name, answer.status, text)
            if fault:
                self.faults.append(fault)
        link.close()

    def judge(self, name: str, status: int, text: str) -> str:
        """Say what is wrong with an answer; empty if nothing is."""
        if status != 200 or not _END.search(text):
            return f"{name}: no whole page: {status} {text[-80:]!r}"
        if not name:
            titles = re.findall(r">Piece (\d+) of (\w+)</a></h[23]>", text)
            missing = len(titles) != PIECES
            unknown = [one for one in titles if int(one[0]) not in self.saved[one[1]]]
            return f"home page: {titles}" if missing or unknown else ""
        states = set(re.findall(r">BEGIN (\d+) END</p>", text))
        states.update(re.findall(rf"<h1>Piece (\d+) of {name}</h1>", text))
        if len(states) != 1 or text.count(">BEGIN") != 2:
            return f"{name}: of more than one state: {states}"
        if int(states.pop()) not in self.saved[name]:
            return f"{name}: of a state that was never saved"
        return ""


def memory(preview: Preview) -> float:
    """MiB that the server holds; 0 where nobody tells."""
    status = Path(f"/proc/{preview.process.pid}/status")
    if not status.exists():
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) / 1024


class Editor:
    """Saves pieces of a site while it is served."""

    def __init__(self, site: SiteFolder) -> None:
        self.site = site
        self.rng = random.Random(4)
        self.saved = {f"piece{number}": [0] for number in range(PIECES)}
        """The states that each piece was ever in."""
        self.state = 0
        for name in self.saved:
            site.write(f"content/articles/{name}.md", piece(name, 0))

    def save(self, name: str) -> None:
        self.state += 1
        self.saved[name].append(self.state)
        path = self.site.folder / f"content/articles/{name}.md"
        save(path, piece(name, self.state), self.rng)

    def wait(self, preview: Preview) -> float:
        """Wait until every piece is served as saved last; give the seconds it took."""
        began = time.monotonic()
        for name, states in self.saved.items():
            preview.shows(f"/articles/{name}/", f"BEGIN {states[-1]} END")
        return time.monotonic() - began


def test_every_answer_is_a_whole_page_of_one_state(site: SiteFolder) -> None:
    editor = Editor(site)
    with previewing(site.folder) as preview:
        fetchers = [
            Fetcher(preview, number, editor.saved) for number in range(CONNECTIONS)
        ]
        for fetcher in fetchers:
            fetcher.start()
        usual = early = 0.0
        try:
            for name in editor.saved:
                editor.save(name)
                usual = max(usual, editor.wait(preview))
            for number in range(SAVES):
                editor.save(editor.rng.choice(list(editor.saved)))
                time.sleep(editor.rng.choice((0, 0.005, 0.04)))
                if number == SAVES // 4:
                    early = memory(preview)
            late = editor.wait(preview)
        finally:
            for fetcher in fetchers:
                fetcher.is_over.set()
            for fetcher in fetchers:
                fetcher.join()
        grown = memory(preview) - early
        status = preview.status()
    faults = [fault for fetcher in fetchers for fault in fetcher.faults]
    print(  # noqa: T201
        f"{editor.state} saves, {sum(one.count for one in fetchers)} answers, the "
        f"slowest in {max(one.slowest for one in fetchers):.2f} s; "
        f"{status['published']} states; a save is served after {usual:.2f} s at most, "
        f"the last after {late:.2f} s; memory {early:.1f} MiB {grown:+.1f}"
    )
    assert faults == []
    assert status["problems"] == []
    assert status["published"] <= editor.state + 1
    assert late < 3 * usual, "saves queue up"
    assert grown < 20

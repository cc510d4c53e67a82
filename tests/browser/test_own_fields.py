"""A recording that is a field of its piece, in a real Chromium."""

from __future__ import annotations

import io
import threading
import wave
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import LIMIT
from harness import SETTINGS, SiteFolder, article
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FIELDS = """
[tool.commentariat.fields]
podcast = { kind = "file", label = "Listen" }
method = { kind = "markdown" }
rating = { kind = "number", cards = true }
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def _recording() -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 800)
    return held.getvalue()


def test_a_recording_plays_and_axe_finds_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    site = SiteFolder(tmp_path / "site", SETTINGS + FIELDS)
    site.write("content/files/talk.wav", _recording())
    fields = {"podcast": "files/talk.wav", "method": "Asked *all*.", "rating": "4"}
    text = article("The Ferry", date="2024-03-04", authors=["Ana Ruiz"], **fields)
    site.write("content/articles/ferry.md", text).build()
    assert not site.problems
    handler = partial(_Quiet, directory=str(site.folder / "output"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        page = browser.new_page()
        page.set_default_timeout(LIMIT)
        said: list[str] = []
        page.on("console", lambda one: said.append(one.text))
        try:
            page.goto(f"http://127.0.0.1:{server.server_port}/articles/ferry/")
            length = page.evaluate(
                "new Promise((well, wrong) => {"
                "  const player = document.querySelector('audio');"
                "  player.onloadedmetadata = () => well(player.duration);"
                "  player.onerror = () => wrong(player.error.message);"
                "  player.load();"
                "})"
            )
            assert length == pytest.approx(0.1)
            assert [one for one in said if "Policy" in one] == []
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        finally:
            page.close()
            server.shutdown()
            thread.join()

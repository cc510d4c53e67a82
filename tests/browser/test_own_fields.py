"""A recording that is a field of its piece, in a real Chromium."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import visiting
from harness import SETTINGS, SiteFolder, article
from playwright.sync_api import Browser
from serving import serving_folder

pytestmark = pytest.mark.browser

FIELDS = """
[tool.commentariat.fields]
podcast = { kind = "file", label = "Listen" }
method = { kind = "markdown" }
rating = { kind = "number", cards = true }
"""


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
    with (
        serving_folder(site.folder / "output") as origin,
        visiting(browser, f"{origin}/articles/ferry/") as page,
    ):
        length = page.evaluate(
            "new Promise((well, wrong) => {"
            "  const player = document.querySelector('audio');"
            "  player.onloadedmetadata = () => well(player.duration);"
            "  player.onerror = () => wrong(player.error.message);"
            "  player.load();"
            "})"
        )
        assert length == pytest.approx(0.1)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []

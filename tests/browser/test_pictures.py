"""A browser shows pictures without metadata as it shows them with it."""

from __future__ import annotations

import io
from base64 import b64encode

import pytest
from PIL import Image
from playwright.sync_api import Browser

from commentariat.engine.picture_metadata import strip_metadata

pytestmark = pytest.mark.browser

_DRAW = """async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return [canvas.width, canvas.height, canvas.toDataURL()];
}"""


def photo(kind: str, turn: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "Camera of a person"
    buffer = io.BytesIO()
    picture = Image.linear_gradient("L").resize((60, 40))
    picture.convert("RGB").save(buffer, kind, exif=exif)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_turned_picture_is_shown_the_same_way_up(browser: Browser, kind: str) -> None:
    page = browser.new_page()
    for turn in (1, 6, 8):
        shown = []
        for data in (photo(kind, turn), strip_metadata(photo(kind, turn))):
            address = f"data:image/{kind.lower()};base64,{b64encode(data).decode()}"
            shown.append(page.evaluate(_DRAW, address))
        assert shown[0] == shown[1]
    assert b"Camera" not in strip_metadata(photo(kind, turn))
    page.close()

"""python -m tests.screenshots: the picture in the README, made anew from the site that ships."""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import site_builder
from tests.browser.chromium import launched
from tests.browser.host import served

REPOSITORY = Path(__file__).resolve().parent.parent
PICTURE = REPOSITORY / "docs" / "images" / "site.png"

MARGIN = 40
"""Pixels around and between the two screens."""


def main() -> None:
    """Build the site, look at it on a desktop and on a phone, and put the two beside each other."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = site_builder.build(REPOSITORY, output=f"{folder}/public", today=date(2026, 11, 20), cache=False)
        if not outcome.written:
            sys.exit("the site has errors")
        with (
            served(Path(folder) / "public") as address,
            sync_playwright() as playwright,
            launched(playwright) as browser,
        ):
            desktop = _look(browser, f"{address}/", 1280, 900)
            phone = _look(browser, f"{address}/articles/how-long-it-lasts/", 420, 900)
    width = desktop.width + phone.width + 3 * MARGIN
    sheet = Image.new("RGB", (width, desktop.height + 2 * MARGIN), "#d8d2c6")
    sheet.paste(desktop, (MARGIN, MARGIN))
    sheet.paste(phone, (desktop.width + 2 * MARGIN, MARGIN))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(128, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    print(PICTURE.relative_to(REPOSITORY))


def _look(browser: object, url: str, width: int, height: int) -> Image.Image:
    page = browser.new_page(viewport={"width": width, "height": height})  # type: ignore[attr-defined]
    page.goto(url)
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


if __name__ == "__main__":
    main()

"""`python -m tests.screenshots`: the pictures in the README and the guides, made anew from the site that ships."""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import site_builder
from tests.browser.chromium import launched
from tests.browser.host import served
from tests.browser.kinds import KINDS
from tests.writing_pictures import photographs

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "docs" / "images"

MOST_BYTES = 200_000
"""What a picture may weigh."""

COLOURS = 192
COLOURS_OF_THE_GUIDE = 64


class Shot(NamedTuple):
    """A look at a page: which, how wide and high in CSS pixels, and in which scheme. A phone's pixels are smaller."""

    path: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    pixels: int = 1


SHOTS = {
    "home": Shot(KINDS["home"], 1280, 900),
    "article-on-a-phone": Shot(KINDS["article, with a picture"], 390, 844, pixels=2),
    "comparison": Shot(KINDS["comparison"], 1280, 900),
    "questions": Shot(KINDS["faq"], 1280, 900),
    "consultation-in-the-dark": Shot(KINDS["consultation"], 1280, 900, "dark"),
    "article-in-spanish": Shot(KINDS["article, in Spanish"], 1280, 900),
}
"""By the name of the picture."""


def main() -> None:
    """Build the site, look at it, and write each picture with as few colours and bytes as do no harm."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        outcome = site_builder.build(REPOSITORY, output=f"{folder}/public", today=date(2026, 11, 20), cache=False)
        if not outcome.written:
            sys.exit("the site has errors")
        with (
            served(Path(folder) / "public") as address,
            sync_playwright() as playwright,
            launched(playwright) as browser,
        ):
            for name, shot in SHOTS.items():
                _save(name, _look(browser, address, shot), COLOURS)
            for name, picture in photographs(browser):
                _save(name, picture, COLOURS_OF_THE_GUIDE)


def _save(name: str, picture: Image.Image, colours: int) -> None:
    file = FOLDER / f"{name}.png"
    picture.quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.relative_to(REPOSITORY)} {size / 1000:.0f} kB")
    if size > MOST_BYTES:
        sys.exit(f"{file.name} is larger than {MOST_BYTES / 1000:.0f} kB")


def _look(browser: Browser, address: str, shot: Shot) -> Image.Image:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.pixels,
        color_scheme=shot.scheme,
    )
    page.goto(address + shot.path, wait_until="networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return picture


if __name__ == "__main__":
    main()

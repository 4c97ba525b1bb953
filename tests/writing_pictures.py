"""The pictures of the guide for writers: the preview over the guide's own examples, photographed."""

from __future__ import annotations

import html
import io
import os
import pty
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.writing_guide import GUIDE, Example, examples
from tests.writing_site import write_site

DAY = ["--today", "2026-11-20"]
MISTAKEN = "with-three-mistakes"
ARTICLE = "how-soon-does-it-help"
"""The article of the guide's second chapter: with its mistakes it is known there by another name."""


class Desk(NamedTuple):
    """What there is to look at: the site with the guide's examples, where its preview is served, and a browser."""

    root: Path
    address: str
    browser: Browser


def photographs(browser: Browser) -> Iterator[tuple[str, Image.Image]]:
    """Yield each picture of the guide with its name."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        root.mkdir()
        write_site(root, _as_written())
        with previewed(root) as address:
            desk = Desk(root, address, browser)
            for name, look in PICTURES.items():
                yield name, look(desk)


def _as_written() -> list[Example]:
    """Return the examples as they are when somebody follows the guide up to the mistakes."""
    found = [each for each in examples(GUIDE.read_text(encoding="utf-8")) if each.name != ARTICLE]
    return [each._replace(name=ARTICLE) if each.name == MISTAKEN else each for each in found]


@contextmanager
def previewed(root: Path) -> Iterator[str]:
    """Serve the preview of a site, and yield its address."""
    command = [sys.executable, "-m", "site_builder", "--root", str(root), "serve", "--port", "0", *DAY]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        told = (re.search(r"is at (http://\S+)/ ", line) for line in process.stderr)
        address = next(found[1] for found in told if found)
        reader = threading.Thread(target=process.stderr.read)
        reader.start()
        try:
            yield address
        finally:
            process.terminate()
            reader.join()


# The preview


def overlay(desk: Desk) -> Image.Image:
    """Three problems over the page of a draft."""
    with opened(desk, f"/articles/{ARTICLE}/", 1180, 860) as page:
        page.get_by_role("region", name="Problems to mend").wait_for()
        return photograph(page)


def margin(desk: Desk) -> Image.Image:
    """The margin beside a draft, once the overlay is out of the way."""
    with opened(desk, f"/articles/{ARTICLE}/", 1340, 760) as page:
        page.get_by_role("region", name="Problems to mend").get_by_role("button", name="Fold away").click()
        notes = page.get_by_role("region", name="Notes for the writer")
        notes.wait_for()
        page.get_by_text("In 28 trials").first.evaluate("it => scrollTo(0, it.getBoundingClientRect().top - 330)")
        page.wait_for_timeout(500)
        return photograph(page)


def ribbon(desk: Desk) -> Image.Image:
    """The head of a draft."""
    with opened(desk, f"/articles/{ARTICLE}/", 1000, 400) as page:
        page.get_by_role("region", name="Problems to mend").get_by_role("button", name="Fold away").click()
        page.get_by_role("region", name="Why only you see this page").wait_for()
        return photograph(page)


def editor(desk: Desk) -> Image.Image:
    """The form of an article at /admin/, in a folder that only the browser can see."""
    with opened(desk, "/admin/licences.html", 1180, 800) as page:
        files = {f"site/{name}": (desk.root / name).read_text("utf-8") for name in _edited(desk.root)}
        page.evaluate(_FILL, {"site/.git/HEAD": "", **files})
        page.add_init_script(_CHOOSE)
        page.goto(f"{desk.address}/admin/")
        page.get_by_role("button", name="Work with Local Repository").click()
        page.get_by_role("grid").first.wait_for()
        page.goto(f"{desk.address}/admin/#/collections/articles/entries/how-long-it-lasts")
        page.locator("[data-field-type]").first.wait_for()
        page.wait_for_timeout(1000)
        return photograph(page)


def _edited(root: Path) -> list[str]:
    names = ["content/clinic.yaml", "content/articles/how-long-it-lasts.md", "content/faq/can-i-drive-home.md"]
    return [name for name in names if (root / name).is_file()]


_CHOOSE = 'window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("site")'
_FILL = """async files => {
    const top = await navigator.storage.getDirectory();
    for (const [path, text] of Object.entries(files)) {
        const names = path.split("/");
        let folder = top;
        for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
        const file = await (await folder.getFileHandle(names.at(-1), { create: true })).createWritable();
        await file.write(text);
        await file.close();
    }
}"""


# The terminal


def terminal(desk: Desk) -> Image.Image:
    """What `check` says of the article with its mistakes."""
    told = printed(desk, "check", columns=100)
    mine = [part for part in told.split("\n\n") if ARTICLE in part.partition("\n")[0]]
    return screen(desk, "check", "\n\n".join(mine), columns=110)


def status(desk: Desk) -> Image.Image:
    """The head of the list of files, and why some are not out."""
    table, counted, left_out = printed(desk, "status", columns=150).strip("\n").split("\n\n")[:3]
    lines = table.split("\n")
    shown = [*lines[:9], "..."]
    mine = re.search(rf"^content/articles/{ARTICLE}.*\n(?: .*\n?)*", left_out, re.MULTILINE)
    assert mine
    return screen(desk, "status", "\n".join([*shown, "", counted, "", mine[0].rstrip()]), columns=150)


def printed(desk: Desk, *words: str, columns: int) -> str:
    """Return what a command prints at a terminal of so many columns, with the signs for its colours."""
    here, there = pty.openpty()
    command = [sys.executable, "-m", "site_builder", "--root", str(desk.root), *words, *DAY]
    told = bytearray()
    with subprocess.Popen(
        command, stdout=there, stderr=there, env=os.environ | {"COLUMNS": str(columns), "TERM": "xterm"}
    ):
        os.close(there)
        try:
            while data := os.read(here, 65536):
                told += data
        except OSError:  # Linux says so where the other side has been closed.
            pass
    os.close(here)
    return told.decode().replace("\r\n", "\n")


def screen(desk: Desk, command: str, told: str, *, columns: int) -> Image.Image:
    """Return a terminal of so many columns in which a command has been typed, and what it told."""
    page = desk.browser.new_page(viewport={"width": 1400, "height": 900})
    typed = f'<span class="prompt">$</span> .venv/bin/site-builder {command}'
    page.set_content(f'<style>{_TERMINAL}</style><pre style="max-width: {columns}ch">{typed}\n{as_html(told)}</pre>')
    picture = opened_picture(page.locator("pre").screenshot())
    page.close()
    return picture


_TERMINAL = """
pre { display: inline-block; margin: 0; white-space: pre-wrap; padding: 12px 16px;
      border: 1px solid #999; border-radius: 6px; background: #fff; color: #1b1b1b;
      font: 13px/1.45 'DejaVu Sans Mono', monospace }
.prompt { color: #767676 } .s1 { font-weight: bold } .s2 { color: #5c5c5c }
.s31 { color: #a40000 } .s33 { color: #8a5a00 } .s36 { color: #00616b } .s32 { color: #1d6b1d }
"""


def as_html(told: str) -> str:
    """Return what a terminal is sent as HTML: of its signs, those for colours and weight alone (ECMA-48 SGR)."""
    parts = []
    for text, codes in re.findall(r"([^\x1b]*)(?:\x1b\[([\d;]*)m)?", told):
        parts.append(html.escape(text, quote=False))
        if codes in ("0", ""):
            parts.append("</span>" if codes else "")
        else:
            parts.append(f'<span class="{" ".join(f"s{code}" for code in codes.split(";"))}">')
    return "".join(parts)


# The pieces of a text


def piece(name: str) -> Callable[[Desk], Image.Image]:
    """Return what looks at the example of this name as a reader sees it."""

    def look(desk: Desk) -> Image.Image:
        with opened(desk, f"/example-{name}/", 720, 900) as page:
            page.evaluate("document.querySelector('site-preview').remove()")
            text = page.locator("main .prose").first.bounding_box()
            assert text
            end = page.locator("main .references").bounding_box() if name == "sources" else text
            assert end
            top = max(text["y"] - 12, 0)
            clip = {"x": 0.0, "y": top, "width": 720.0, "height": end["y"] + end["height"] + 12 - top}
            return opened_picture(page.screenshot(clip=clip, full_page=True))  # type: ignore[arg-type]

    return look


@contextmanager
def opened(desk: Desk, path: str, width: int, height: int) -> Iterator[Page]:
    """Open a page of the preview."""
    context = desk.browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", locale="en-US"
    )
    page = context.new_page()
    page.goto(desk.address + path)
    page.wait_for_timeout(700)  # for what the preview draws
    yield page
    context.close()


def photograph(page: Page) -> Image.Image:
    return opened_picture(page.screenshot())


def opened_picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


PIECES = [each.name for each in examples(GUIDE.read_text(encoding="utf-8")) if each.kind == "text"]

PICTURES: dict[str, Callable[[Desk], Image.Image]] = {
    "writing-overlay": overlay,
    "writing-margin": margin,
    "writing-ribbon": ribbon,
    "writing-editor": editor,
    "writing-terminal": terminal,
    "writing-status": status,
    **{f"writing-{name}": piece(name) for name in PIECES},
}
"""By the name of the picture, how it is taken."""

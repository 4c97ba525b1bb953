"""A small clinic's site, in editions that differ in every way in which sites do."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tests.conftest import TODAY
from tests.small_site import DREAMS, SETTINGS, SLEEP, write_files

PAGES_MORE = 3
"""How many pages there are in one edition only."""


def write_edition(root: Path, number: int, target: str = "") -> None:
    """Let the project be that of an edition: other words, another style and picture, pages that come and go.

    `target` is what its settings say of the place to publish to; "" leaves them as they are.
    """
    if not (root / "content").exists():
        write_files(root)
    if target:
        settings = SETTINGS.replace('output = "public"\n', 'output = "public"\nsearch = false\n')
        (root / "pyproject.toml").write_text(f"{settings}\n[tool.site-builder.publish.live]\n{target}", "utf-8")
    sleep = SLEEP.replace("Go to bed.", f"Go to bed at {number + 8}.\n\n![A bed](bed.png)")
    (root / "content/articles/sleep.md").write_text(sleep, "utf-8")
    (root / "content/articles/bed.png").write_bytes(picture(number))
    (root / "static/css/base.css").write_text(f"body {{ color: #{number % 10}00 }}\n")
    for file in (root / "content/articles").glob("night-*.md"):
        file.unlink()
    for each in range(PAGES_MORE):
        (root / f"content/articles/night-{number}-{each}.md").write_text(DREAMS, "utf-8")


def set_up(root: Path, target: str) -> None:
    """Make a project of which only the settings are asked: what it is built to is told by `stand_in`."""
    (root / "content").mkdir(parents=True)
    (root / "pyproject.toml").write_text(f"[tool.site-builder.publish.live]\n{target}", "utf-8")


def stand_in(root: Path, built: Path) -> None:
    """Let the project be built to what is in a folder."""
    (root / BUILT).unlink(missing_ok=True)
    (root / BUILT).symlink_to(built)


def built(root: Path) -> Path | None:
    """Return what stands in for a build of the project, None where it is built."""
    return root / BUILT if (root / BUILT).exists() else None


def picture(shade: int) -> bytes:
    """Return a grey PNG of 8 by 8."""
    rows = (b"\0" + bytes([shade % 256]) * 8) * 8
    parts = (
        (b"IHDR", struct.pack(">2I5B", 8, 8, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


BUILT = "built"

BUILD = ("build", "--today", TODAY, "--no-cache", "--jobs", "1")

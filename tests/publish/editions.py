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


BUILD = ("build", "--today", TODAY, "--no-cache", "--jobs", "1")

"""Twins: texts lie beside themselves, compressed, for servers that send files as they find them (nginx, Caddy)."""

from __future__ import annotations

from site_builder.media_types import is_text

ENDS = {"gzip": ".gz", "brotli": ".br"}
"""What the name of a twin adds to that of its file, by the encoding."""

SMALLEST = 1024
"""Bytes: a smaller file goes into one packet as it is."""


def is_worth_one(path: str, size: int) -> bool:
    """Return whether a file of so many bytes is to have twins; none has that does not get smaller."""
    return size >= SMALLEST and is_text(path)


def untwinned(path: str) -> str:
    """Return the path of the file whose twin stands at `path`, or `path` itself."""
    return next((path.removesuffix(end) for end in ENDS.values() if path.endswith(end)), path)

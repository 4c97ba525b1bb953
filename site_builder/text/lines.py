"""The lines of a project's files, for whoever shows a writer the place of a problem."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from site_builder.text.source_text import LARGEST


def lines_of(root: Path) -> Callable[[str], list[str]]:
    """Return what tells the lines of a file of the project at `root`; none of what is no text, or not there now."""

    @cache
    def lines(path: str) -> list[str]:
        file = root / path
        try:
            inside = file.resolve().is_relative_to(root.resolve())
            # A pipe would never end, and what a link leads out to is nobody's business here.
            if not inside or not file.is_file() or file.stat().st_size > LARGEST:
                return []
            text = file.read_bytes().decode("utf-8").lstrip("\ufeff")
        except (OSError, ValueError, RuntimeError):
            return []
        return [] if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    return lines

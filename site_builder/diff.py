"""What would change in files, as a unified diff: the form that `git diff` and `patch` know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from site_builder.model.edit import Change
from site_builder.screen import Screen


def as_diff(changes: Iterable[Change], screen: Screen) -> str:
    """Return all changes, file after file."""
    return "".join(f"{_styled(line, screen)}\n" for each in changes for line in _lines(each))


def _lines(change: Change) -> Iterator[str]:
    before, after = (_split(data) for data in (change.before or b"", change.after))
    old = f"a/{change.file}" if change.before is not None else "/dev/null"
    for line in unified_diff(before, after, old, f"b/{change.file}", lineterm=""):
        yield line.removesuffix("\n")
        if not line.endswith("\n") and not line.startswith(("---", "+++", "@@")):
            yield "\\ No newline at end of file"


def _split(data: bytes) -> list[str]:
    """Return the lines of a file, each with one line feed; what would move the cursor of a terminal is left out."""
    return _UNSEEN.sub("", re.sub(r"\r\n?", "\n", data.decode("utf-8"))).splitlines(keepends=True)


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def _styled(line: str, screen: Screen) -> str:
    style = _STYLES.get(line[:1])
    return screen.styled(line, style) if style else line


_STYLES = {"-": "removed", "+": "added", "@": "dim"}

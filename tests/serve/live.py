"""A preview of the small site, driven save by save; and how to wait for what comes true in a moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from site_builder.model.problem import Severity
from site_builder.serve.preview import Change, Preview

TODAY = "2026-11-20"


class Live:
    """A preview that builds when it is told to, and what it has told."""

    def __init__(self, root: Path, day: str = TODAY) -> None:
        self.root = root
        self.told: list[Change] = []
        self.preview = Preview(root, day=day, tell=self.told.append)
        self.preview.start()

    def write(self, path: str, data: str | bytes) -> None:
        """Write a file of the project, and its folder where there is none."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def text(self, path: str) -> str:
        """Return the text of a file of the project."""
        return (self.root / path).read_text(encoding="utf-8")

    def save(self, path: str, data: str | bytes) -> None:
        """Save a file, and let it be noticed."""
        self.write(path, data)
        self.notice(path)

    def edit(self, path: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must be there, and let that be noticed."""
        assert old in self.text(path)
        self.save(path, self.text(path).replace(old, new))

    def notice(self, *paths: str) -> None:
        """Build as after a save of these files."""
        self.told.clear()
        self.preview.saved(paths)
        self.preview.rebuild()

    def page(self, path: str) -> str:
        """Return a file of the site as text, "" where there is none."""
        return (self.preview.read(path) or b"").decode()

    @property
    def errors(self) -> list[str]:
        """Each error as `file:line rule`."""
        problems = self.preview.state.problems
        return [f"{each.file}:{each.line} {each.rule}" for each in problems if each.severity == Severity.ERROR]

    def is_indexed(self) -> bool:
        """Return whether the search index is as new as the pages."""
        return self.preview.state.indexed

    @property
    def lost(self) -> frozenset[str]:
        """The files that are older than the rest."""
        return self.preview.state.lost


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Come back as soon as `condition` holds, and fail where it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)

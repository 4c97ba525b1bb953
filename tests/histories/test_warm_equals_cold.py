"""A warm build equals a cold one, whatever has happened in between: the same bytes, paths, modes and problems.

The histories are the same on every run. `HISTORIES=200 pytest tests/histories` looks at so many others.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict

from site_builder import project
from site_builder.cache import memo
from site_builder.model.inputs import ParseTask
from site_builder.model.output import ComposeTask, RenderTask
from site_builder.model.style import StyleTask
from tests.histories.edits import (
    EDITS,
    FOLDERS,
    Project,
    another_wish,
    edit_body,
    edit_interface,
    edit_ledger,
    edit_rules,
    edit_style,
    edit_template,
    edit_title,
    replace_unseen,
)

MORE = int(os.environ.get("HISTORIES", "0"))

Tree = dict[str, tuple[int, bytes]]
Edit = Callable[[Project, int], None]
Step = tuple[Edit, int]


def tree(folder: Path) -> Tree:
    """Return the mode and the bytes of all that is in `folder`, by path."""
    return {
        path.relative_to(folder).as_posix(): (
            stat.S_IMODE(path.lstat().st_mode),
            b"" if path.is_dir() else path.read_bytes(),
        )
        for path in folder.rglob("*")
    }


def build(root: Path, made: Project, jobs: int) -> project.Outcome:
    """Build the site at `root` as `made` wishes."""
    return project.run(project.Request(root=root, jobs=jobs, **made.wish._asdict()), write=True)


def compare(made: Project, *, jobs: int) -> bool:
    """Build warm, and cold in a fresh folder; assert that they are equal, and return whether a site was written."""
    before = tree(made.output)
    warm = build(made.root, made, jobs)
    with tempfile.TemporaryDirectory(dir=made.root.parent) as fresh:
        for name in FOLDERS:
            shutil.copytree(made.root / name, Path(fresh) / name)
        shutil.copy(made.root / "pyproject.toml", fresh)
        cold = build(Path(fresh), made, 1)
        assert warm == cold
        assert tree(made.output) == (tree(Path(fresh) / "public") if cold.written else before)
    return warm.written


def live_through(history: Iterable[Step], folder: Path) -> int:
    """Return how many builds of a new project under `folder` wrote a site, one after each step of `history`.

    The build before the first step is not compared: it is a cold one itself.
    """
    made = Project(folder / "site")
    written = int(build(made.root, made, 1).written)
    for place, (edit, number) in enumerate(history):
        made.mend()
        edit(made, number)
        written += compare(made, jobs=2 - place % 2)
    return written


HISTORY = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 999)), min_size=8, max_size=8)


# Cutting a failing history down takes minutes, so only those who ask for more wait for it.
@settings(
    max_examples=MORE or 2,
    derandomize=not MORE,
    phases=list(Phase) if MORE else [Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(history=HISTORY)
def test_any_history(history: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        live_through(history, Path(folder))


def untouched(_: Project, __: int) -> None:
    """Leave everything as it is."""


def test_every_edit_one_after_the_other(tmp_path: Path) -> None:
    edits = [(edit, 7 * place + 1) for place, edit in enumerate(EDITS)]
    written = live_through([(untouched, 0), *edits], tmp_path)
    assert written > len(EDITS) * 0.7, "most builds should write a site, or there is little to compare"


@pytest.mark.parametrize(
    ("task", "field", "edit", "number"),
    [
        (ParseTask, "source.digest", replace_unseen, 2),
        (ParseTask, "rules", edit_rules, 0),
        (ComposeTask, "documents", edit_title, 1),
        (ComposeTask, "options", another_wish, 1),
        (ComposeTask, "furniture", edit_interface, 4),
        (ComposeTask, "ledger", edit_ledger, 13),
        (RenderTask, "texts", edit_body, 3),
        (RenderTask, "templates", edit_template, 2),
        (RenderTask, "interface", edit_interface, 1),
        (ParseTask, "words", edit_interface, 2),
        (StyleTask, "sheets", edit_style, 1),
    ],
)
def test_a_digest_that_forgets_a_field_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: type[Any], field: str, edit: Edit, number: int
) -> None:
    encode = memo._encode

    def forgetful(value: Any) -> bytes:
        """Encode a task without one of its fields, and everything else as it is."""
        return encode(without(value, field) if isinstance(value, task) else value)

    monkeypatch.setattr(memo, "_encode", forgetful)
    with pytest.raises(AssertionError):
        live_through([(edit, number)], tmp_path)


def without(value: Any, field: str) -> dict[str, Any]:
    """Return the fields of `value`, but for one; `source.digest` is that of a field."""
    name, _, rest = field.partition(".")
    fields = asdict(value)
    return fields | {name: without(fields[name], rest) if rest else None}

"""site-builder import: make a draft article of a text, a saved web page or a Word document."""

# ruff: noqa: N999 (a command's module has its name, which no import statement ever says)

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import FINE, PROBLEMS, find_root, tell
from site_builder.commands.check import told_in_full
from site_builder.commands.new import FOLDERS, free_name, new_file, next_steps, serving, write_new
from site_builder.errors import EnvironmentFailed, UsageError

if TYPE_CHECKING:
    from datetime import date

    from site_builder.model.problem import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `import` understands."""
    parser.add_argument("file", metavar="FILE", help="a text (.txt), a saved web page (.html) or a document (.docx)")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="date it as if it were this day")


def run(options: argparse.Namespace) -> int:
    """Write a draft article with all that FILE says, then say what is wrong with it; nothing is overwritten."""
    from site_builder.importing.article import read_article
    from site_builder.report import one_line

    root = find_root(options.root)
    today = project.day_of(options.today)
    project.settings_of(root)  # What is wrong with them is said before anything is written.
    try:
        made = read_article(Path(options.file).absolute())
    except UsageError as error:
        raise UsageError(f"{one_line(options.file)} cannot be imported: {error}") from None
    name = free_name(root, "article", made.title)
    path = f"{FOLDERS['article']}/{name}{'/index' if made.pictures else ''}.md"
    text = new_file("article", made.title, today, description=made.description, body=made.body)
    if made.pictures:
        _write_folder(root / FOLDERS["article"] / name, {"index.md": text.encode(), **dict(made.pictures)})
    else:
        write_new(root, path, text)
    tell(sys.stdout, f"{path}\n")
    tell(sys.stderr, "".join(f"{one_line(note)}\n" for note in made.notes))
    found = [each for each in _check(root, today) if _concerns(each, path)]
    tell(sys.stderr, f"\n{told_in_full(found, root)}\n" if found else "")
    tell(sys.stderr, next_steps("article", name, path, text, serve=serving(root)))
    return FINE if project.is_fine(tuple(found), strict=False) else PROBLEMS


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Write a folder of files whole or not at all. Raises UsageError where somebody was faster."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}-", dir=folder.parent))
    try:
        for name, data in files.items():
            (beside / name).write_bytes(data)
        beside.chmod(0o777 & ~_umask())
        if folder.exists():
            raise UsageError(f"{folder.name}/ is there already; choose another title")
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _umask() -> int:
    """Return which rights new files of this process do not get."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _check(root: Path, today: date) -> tuple[Problem, ...]:
    """Return all that `check` finds; without the cache where another build, as of the preview, has that."""
    request = project.Request(root=root, today=today)
    try:
        return project.run(request, write=False).problems
    except EnvironmentFailed:
        return project.run(request._replace(cache=False), write=False).problems


def _concerns(found: Problem, path: str) -> bool:
    """Return whether a problem is one of the article at `path`, or of a picture beside it."""
    folder = path.removesuffix("index.md") if path.endswith("/index.md") else None
    return found.file == path or (folder is not None and found.file.startswith(folder))

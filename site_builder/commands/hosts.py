"""site-builder hosts: write what nginx and Caddy need to know to answer for the site as other hosts do."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import FINE, PROBLEMS, find_root, tell
from site_builder.commands import build
from site_builder.errors import UsageError

if TYPE_CHECKING:
    from site_builder.model.hosting import Hosting

MADE = "# Made by `site-builder hosts`, which makes it again when it is asked to: change nothing here.\n"
"""The first line of each file: only what begins so is ever written over."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `hosts` understands."""
    parser.add_argument("folder", metavar="DIR", help="write nginx.conf and Caddyfile here")
    build.add_shared_arguments(parser)
    parser.add_argument("--no-cache", dest="cache", action="store_false", help="neither read nor write .cache/")


def run(options: argparse.Namespace) -> int:
    """Build in memory, write each file that is another now, and print its name."""
    root, folder = find_root(options.root), Path(options.folder)
    _refuse(root, folder)
    made: list[Hosting] = []
    request = project.Request(
        root,
        project.day_of(options.today),
        base_url=build.web_address(options.base_url),
        strict=options.strict,
        jobs=options.jobs,
        cache=options.cache,
        witness=lambda site, _: made.append(site.build.hosting),
    )
    outcome = project.run(request, write=False)
    if not project.is_fine(outcome.problems, strict=options.strict):
        from site_builder.report import as_text

        tell(sys.stderr, f"{as_text(outcome.problems)}{build.summary(outcome)}site-builder: nothing was written\n")
        return PROBLEMS
    _write(root, folder, made[-1])
    return FINE


def _write(root: Path, folder: Path, hosting: Hosting) -> None:
    """Write the files, all of them or none; those that are as they were are let be, and so tell that nothing is new."""
    from site_builder.hosting import caddy, nginx
    from site_builder.whole_files import replace_files

    files = {folder / each.FILE: (MADE + each.configuration(hosting)).encode() for each in (nginx, caddy)}
    _refuse(root, folder)
    folder.mkdir(parents=True, exist_ok=True)
    new = {file: data for file, data in files.items() if not file.exists() or file.read_bytes() != data}
    replace_files(new)
    tell(sys.stdout, "".join(f"{file}\n" for file in new))
    if not new:
        tell(sys.stderr, f"{folder} is as it is to be already\n")


def _refuse(root: Path, folder: Path) -> None:
    """Raise UsageError where something would be lost that is not ours, or would be published."""
    from site_builder.hosting import caddy, nginx

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder")
    output = project.output_folder(root, project.settings_of(root).output)
    if Path(os.path.realpath(folder)).is_relative_to(output):
        raise UsageError(f"{folder} is in the site itself; name a folder that nobody can see")
    for file in (folder / nginx.FILE, folder / caddy.FILE):
        if os.path.lexists(file) and not _is_ours(file):
            raise UsageError(f"{file} was not made by `site-builder hosts`; move it away, or name another folder")


def _is_ours(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(len(MADE)) == MADE.encode()

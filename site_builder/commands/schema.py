"""site-builder schema: write JSON Schemas of front matter and data files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from site_builder.cli import FINE, find_root, tell
from site_builder.errors import UsageError
from site_builder.text.schemas import FOLDER, schema_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `schema` understands."""
    parser.add_argument("folder", nargs="?", default="", metavar="DIR", help=f"write here instead of {FOLDER}/")


def run(options: argparse.Namespace) -> int:
    """Write each schema into DIR, and say which."""
    folder = Path(options.folder) if options.folder else find_root(options.root) / FOLDER
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in schema_files().items():
        (folder / name).write_bytes(data)
        tell(sys.stdout, f"{folder / name}\n")
    return FINE

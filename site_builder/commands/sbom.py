"""site-builder sbom: list all that the builder and its sites are made of, for machines."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import FINE, find_root, tell
from site_builder.commands.init import LOCK, starter
from site_builder.errors import UsageError
from site_builder.whole_files import replace_files

if TYPE_CHECKING:
    from site_builder.inventory.sbom import Site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `sbom` understands."""
    parser.add_argument("file", nargs="?", default="", metavar="FILE", help="write it here instead of showing it")


def run(options: argparse.Namespace) -> int:
    """Write a CycloneDX bill of materials: of the site here, else of the builder alone."""
    from site_builder.inventory.parts import parts_of
    from site_builder.inventory.sbom import sbom

    site = _site(options.root)
    parts = parts_of((starter() / LOCK).read_text("utf-8"), admin=site is not None and site.admin)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    text = sbom(parts, site, project.day_of() if epoch else None)
    if options.file:
        _write(Path(options.file).absolute(), text.encode())
    else:
        tell(sys.stdout, text)
    return FINE


def _write(file: Path, data: bytes) -> None:
    """Write the bill, over another one. Raises UsageError where anything else is there."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name a file in it")
    if file.exists() and not file.is_file():
        file.write_bytes(data)  # a pipe, or a terminal
    elif file.is_file() and b'"bomFormat"' not in file.read_bytes():
        raise UsageError(f"{file} is there already and is no bill of materials; name another file")
    else:
        replace_files({file.resolve(): data})


def _site(given: str) -> Site | None:
    """Return what the bill says of the site; None where there is none here."""
    from site_builder.inventory.sbom import Site
    from site_builder.model.config import CLINIC, Clinic
    from site_builder.text.yaml_text import read_data

    try:
        root = find_root(given)
    except UsageError:
        if given:
            raise
        return None
    settings = project.settings_of(root)
    file = root / CLINIC
    clinic, _, problems = read_data(CLINIC, file.read_bytes() if file.is_file() else b"", Clinic)
    if clinic is None:
        raise UsageError(f"{CLINIC} cannot be read: {problems[0].message}; `site-builder check` says where")
    return Site(clinic.name, settings.search, settings.admin)

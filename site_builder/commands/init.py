"""site-builder init: begin a site."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import site_builder
from site_builder.cli import FINE
from site_builder.errors import UsageError

FOLDERS = ("content", "static", "templates")

SETTINGS = """\
# The settings of the site's builder; each is explained in its README.
[tool.site-builder]
output = "public"
"""

IGNORED = """\
# made by the builder
public/
.cache/
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `init` understands."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is not there yet, or is empty")


def run(options: argparse.Namespace) -> int:
    """Make a whole site in DIR, or nothing at all."""
    target = Path(options.folder).absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{options.folder} is there already and is not empty; name another folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
        made = Path(beside) / "site"
        for name in FOLDERS:
            shutil.copytree(starter() / name, made / name, ignore=shutil.ignore_patterns(".*", "*~"))
        (made / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
        (made / ".gitignore").write_text(IGNORED, encoding="utf-8")
        made.replace(target)
    print(target)
    print(
        f"A site is in {options.folder}. Begin with content/clinic.yaml there; "
        f"then `site-builder --root {options.folder} build`.",
        file=sys.stderr,
    )
    return FINE


def starter() -> Path:
    """Return where the site that ships lies: in an installed package, or in the checkout around this one."""
    package = Path(site_builder.__file__).parent
    installed = package / "starter"
    return installed if installed.is_dir() else package.parent

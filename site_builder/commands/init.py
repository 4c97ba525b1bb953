"""site-builder init: begin a site."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

import site_builder
from site_builder.cli import FINE, tell
from site_builder.errors import UsageError
from site_builder.model.ledger import FILE as LEDGER
from site_builder.text.schemas import FOLDER, schema_files

FOLDERS = ("content", "static", "templates")

LOCK = "requirements.lock"
"""What the builder needs, with hashes: in the checkout, and beside the site that ships."""

SETTINGS = """\
# The settings of the site's builder. The builder's own README.md explains them, and docs/publishing.md beside it.
[tool.site-builder]
output = "public"

# What a page may weigh, so that it opens quickly on a phone with a bad line: bytes of HTML, the same compressed, files
# that a browser fetches at once, and bytes of pictures. A heavier page is an error. What a kind does not say is as
# in default.
[tool.site-builder.budgets.default]
bytes = 70000
compressed = 17000
requests = 8
pictures = 100000

[tool.site-builder.budgets.article]
bytes = 90000
compressed = 20000
pictures = 300000

[tool.site-builder.budgets.faq]
bytes = 200000
compressed = 45000

[tool.site-builder.budgets.evidence]
bytes = 200000
compressed = 30000
"""

IGNORED = """\
# made by the builder, and where a builder of its own is installed
public/
.cache/
.venv/
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `init` understands."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is not there yet, or is empty")


def run(options: argparse.Namespace) -> int:
    """Make a whole site in DIR, or nothing at all."""
    target = Path(options.folder).absolute()
    there = target.is_dir()
    if os.path.lexists(target) and (not there or any(target.iterdir())):
        raise UsageError(f"{options.folder} is there already and is not empty; name another folder")
    home = target if there else target.parent
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-builder-", dir=home) as beside:
        made = Path(beside) / "site"
        for name in FOLDERS:
            _copy(starter() / name, made / name)
        # Those are the addresses of the site that ships; the new one has published none.
        (made / LEDGER).unlink(missing_ok=True)
        _write_schemas(made)
        (made / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
        (made / ".gitignore").write_text(IGNORED, encoding="utf-8")
        if there:
            # Filled rather than replaced: somebody may be in it.
            for each in sorted(made.iterdir()):
                each.replace(target / each.name)
        else:
            made.replace(target)
    tell(sys.stdout, f"{target}\n")
    tell(
        sys.stderr,
        f"A new site is there: {options.folder}\nBegin with content/clinic.yaml in it, then build it:\n"
        f"    {_program()} --root {shlex.quote(options.folder)} build\n"
        "The texts of pages name the old clinic: search content/ for its name, telephone number and e-mail address.\n"
        "To write in the browser, make the folder a git repository first: git init\n"
        "content/accessibility.md tells what a check of its site found: take that out until yours was checked.\n",
    )
    return FINE


def _program() -> str:
    """Return how to call the builder again, from the same folder: as `python -m site_builder` where that was done."""
    if Path(sys.argv[0]).name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m site_builder"
    return "site-builder" if shutil.which("site-builder") else shlex.quote(sys.argv[0])


def _copy(source: Path, target: Path) -> None:
    """Copy a folder, but for what editors and systems leave, and for modes: the site is its owner's to change."""
    for file in sorted(source.rglob("*")):
        path = file.relative_to(source)
        if file.is_file() and not any(part.startswith(".") or part.endswith("~") for part in path.parts):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(file.read_bytes())


def _write_schemas(site: Path) -> None:
    """Write what the first lines of the data files name; it is hidden, so it was not copied."""
    (site / FOLDER).mkdir(parents=True)
    for name, data in schema_files().items():
        (site / FOLDER / name).write_bytes(data)


def starter() -> Path:
    """Return where the site that ships lies: in an installed package, or in the checkout around this one."""
    package = Path(site_builder.__file__).parent
    installed = package / "starter"
    return installed if installed.is_dir() else package.parent

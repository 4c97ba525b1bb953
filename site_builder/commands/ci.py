"""site-builder ci: tell a host how to build and publish the site."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import site_builder
from site_builder import project
from site_builder.ci import A_BUCKET, HOSTS, MAIN, Project, files_of, steps_of
from site_builder.ci.wheel import wheel
from site_builder.cli import FINE, find_root, tell
from site_builder.commands.init import FOLDERS, LOCK, starter
from site_builder.errors import UsageError
from site_builder.urls import slug
from site_builder.whole_files import replace_files

BUILDER = "builder"
"""Where a site keeps the builder that it is built with."""

BUCKET = f"""\
[tool.site-builder.publish.{A_BUCKET}]
type = "s3"
bucket = "the-name-of-your-bucket"
region = "us-west-2"
"""
"""What pyproject.toml must say for S3, with values of nobody."""

REQUIREMENTS = f"{BUILDER}/requirements.txt"
"""What pip is told of the builder, so that it installs that one and no other."""

OF_THE_SITE = (".gitignore", "content", "pyproject.toml", "static", "templates")
"""What a site is made of, to be committed with what is written here."""

BRANCHES = (("refs/remotes/origin/HEAD", "refs/remotes/origin/"), ("HEAD", "refs/heads/"))
"""Which files of git name the branch that others get, and the one that is worked on, and before what."""

NO_REPOSITORY = f"Make this folder a repository: git init -b {MAIN}"

NO_REMOTE = "Make an empty repository at your code host, and give its address here: git remote add origin ITS-ADDRESS"

ELSEWHERE = (
    "The repository begins above this folder, and hosts look for their files where it begins: make this folder a "
    "repository of its own with git init, or move them there and let their commands begin here."
)

TAKE_ANOTHER = f"To take another: install it here, delete {BUILDER}/ and {LOCK}, and run this again."


PLAIN = re.compile(r"(?!\.\.?(?:/|$))[A-Za-z0-9_.-]+(?:/(?!\.\.?(?:/|$))[A-Za-z0-9_.-]+)*")
"""A folder of the project whose name means the same in every kind of file, quoted or not."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `ci` understands."""
    parser.add_argument("action", choices=("init",), help="write what the host must be told into the project")
    parser.add_argument("host", choices=tuple(HOSTS), help="who builds and publishes the site")


def run(options: argparse.Namespace) -> int:
    """Write the host's files, all or none, and say what is left to do. What is there already is never overwritten."""
    root = find_root(options.root)
    about = _about(root)
    files = files_of(options.host, about)
    if not about.is_builder:
        files |= _builder(root)
    missing = _refuse_to_overwrite(root, files)
    _write(root, missing)
    for path in files:
        tell(sys.stdout, f"{path}\n")
        if path not in missing:
            tell(sys.stderr, f"{path} was there already, just so.\n")
    tell(sys.stderr, _what_is_left(root, options.host, about, files))
    return FINE


def _about(root: Path) -> Project:
    """Return what the files say of the project at `root`. Raises UsageError with every fault of its settings."""
    settings = project.settings_of(root)
    if not PLAIN.fullmatch(settings.output):
        raise UsageError(
            f"output is {settings.output!r} in pyproject.toml, and hosts are told of it in files of their own; "
            "name a folder of the project in letters, digits, hyphens and slashes"
        )
    is_builder = (root / "Makefile").is_file() and (root / "site_builder/cli.py").is_file()
    buckets = [name for name, target in settings.publish.items() if target.type == "s3"]
    return Project(slug(root.name) or "site", settings.output, next(iter(buckets), ""), is_builder, _branch(root))


def _branch(root: Path) -> str:
    """Return the branch that is published: the one that others get, else the one that is worked on, else `main`."""
    for file, before in BRANCHES:
        with suppress(OSError, UnicodeDecodeError):
            said = (root / ".git" / file).read_text("utf-8")
            # Any other name would be a pattern to the host, or no YAML.
            if found := re.fullmatch(rf"ref: {before}([\w./-]+)\n?", said, re.ASCII):
                return found[1]
    return MAIN


def _builder(root: Path) -> dict[str, bytes]:
    """Return the builder that runs, and the lock of what it needs. Raises UsageError where the site has another one."""
    home = starter()
    name, data = wheel(Path(site_builder.__file__).parent, home, (*FOLDERS, LOCK))
    others = sorted(file.name for file in (root / BUILDER).glob("*.whl") if file.name != name)
    if others:
        raise UsageError(f"{BUILDER}/ holds another builder than this one, {others[0]}. {TAKE_ANOTHER}")
    required = f"./{BUILDER}/{name} --hash=sha256:{hashlib.sha256(data).hexdigest()}\n"
    return {LOCK: (home / LOCK).read_bytes(), f"{BUILDER}/{name}": data, REQUIREMENTS: required.encode()}


def _refuse_to_overwrite(root: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return which files are missing. Raises UsageError with all that are there and say something else."""
    missing = {path: data for path, data in files.items() if not os.path.lexists(root / path)}
    others = [path for path in files if path not in missing and not _is(root / path, files[path])]
    if others:
        ours = others[0] == LOCK or others[0].startswith(f"{BUILDER}/")
        advice = TAKE_ANOTHER if ours else "Keep it; or move it away, run this again, and compare the two."
        raise UsageError(f"{', '.join(others)}: there already, and not the same; nothing was written. {advice}")
    return missing


def _is(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data


def _write(root: Path, files: dict[str, bytes]) -> None:
    """Write these files whole or none, and leave no folder behind where the disk refuses one. Raises OSError."""
    folders = {folder for path in files for folder in (root / path).parents if not folder.exists()}
    try:
        for folder in sorted(folders):
            folder.mkdir()
        replace_files({root / path: data for path, data in files.items()})
    except OSError:
        for folder in sorted(folders, reverse=True):
            with suppress(OSError):
                folder.rmdir()
        raise


def _what_is_left(root: Path, host: str, about: Project, files: Iterable[str]) -> str:
    site = [] if about.is_builder else [name for name in OF_THE_SITE if (root / name).exists()]
    steps = list(steps_of(host, about, (*site, *files)))
    if host == "s3" and not about.bucket:
        steps.insert(0, f"Say in pyproject.toml which bucket:\n\n{BUCKET}")
    steps[:0] = _about_the_repository(root)
    if about.branch != MAIN and any(path.startswith(".github/") for path in files):
        steps.append(f"The workflows publish the branch {about.branch}. If you mean another, name that one in them.")
    if not about.is_builder:
        steps.append(f"{BUILDER}/ holds the builder that these files call, since no index has it. {TAKE_ANOTHER}")
    return "\nWhat is left to do:\n" + "".join(f"{number}. {step}\n" for number, step in enumerate(steps, 1))


def _about_the_repository(root: Path) -> list[str]:
    """Return what is to be done before anything can be pushed."""
    if not (root / ".git").exists():
        is_below = any((folder / ".git").exists() for folder in root.parents)
        return [ELSEWHERE] if is_below else [NO_REPOSITORY, NO_REMOTE]
    with suppress(OSError):
        if "[remote " not in (root / ".git/config").read_text("utf-8", "replace"):
            return [NO_REMOTE]
    return []

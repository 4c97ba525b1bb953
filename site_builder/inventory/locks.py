"""What lock files say: digests of Python distributions, and npm packages with all that npm knows of them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import msgspec


class Package(msgspec.Struct, frozen=True):
    """A package in a package-lock.json; `needs` are others, as `name@version`, and `sha512` hexadecimal digits."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]
    sha512: str


def versions(lock: str) -> dict[str, str]:
    """Return the version of each distribution that a lock in the form of requirements names."""
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;\\]+)", lock, re.MULTILINE))


def sha256s(lock: str) -> dict[str, tuple[str, ...]]:
    """Return the digests of the files of each distribution, in the order of the lock."""
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    return {entry.split("==")[0]: tuple(re.findall(r"sha256:([0-9a-f]{64})", entry)) for entry in entries if entry}


def npm_packages(lock: bytes) -> tuple[Package, ...]:
    """Return every package of a package-lock.json (version 3), by name and version."""
    packages = msgspec.json.decode(lock, type=dict[str, Any])["packages"]
    found = {
        (name, about["version"]): Package(
            name,
            about["version"],
            about.get("license", ""),
            tuple(sorted(_needs(path, about, packages))),
            _sha512(about.get("integrity", "")),
        )
        for path, about in packages.items()
        if (name := _name(path))
    }
    return tuple(found[key] for key in sorted(found))


def _name(path: str) -> str:
    return path.rpartition("node_modules/")[2]


def _needs(path: str, about: dict[str, Any], packages: dict[str, Any]) -> Iterator[str]:
    """Yield what a package needs, found as Node does: beside its own packages, then in each folder above."""
    for needed in {**about.get("dependencies", {}), **about.get("optionalDependencies", {})}:
        above = path
        while (place := f"{above}/node_modules/{needed}".lstrip("/")) not in packages and above:
            above = above.rpartition("node_modules/")[0].rstrip("/")
        if place in packages:
            yield f"{needed}@{packages[place]['version']}"


def _sha512(integrity: str) -> str:
    algorithm, _, digest = integrity.partition("-")
    return base64.b64decode(digest).hex() if algorithm == "sha512" else ""

"""The builder that runs, as a wheel: so that a host can install it, whatever it was installed from here.

No index has the builder yet. A site carries it along instead, and thereby decides itself when it takes a newer one.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, PackagePath, distribution
from pathlib import Path

from site_builder.errors import UsageError

NAME = "clinic-site-builder"

LEFT_OUT = {"__pycache__", "node_modules", "starter"}
"""Folders of the package that are made where it runs; the starter is looked for by itself."""

NOT_OF_THE_WHEEL = {"INSTALLER", "RECORD", "REQUESTED", "direct_url.json"}
"""What an installer adds to the metadata (PEP 376, 610)."""

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest time that a zip can tell: the wheel tells none of its own."""


def wheel(package: Path, starter: Path, shipped: tuple[str, ...]) -> tuple[str, bytes]:
    """Return the name and the bytes of the wheel: `package`, and of `starter` what is `shipped`. Raises UsageError."""
    try:
        built = distribution(NAME)
    except PackageNotFoundError:
        raise UsageError("the builder was not installed, only run; install it with pip, and try again") from None
    about = f"{NAME.replace('-', '_')}-{built.version}"
    files = {
        **dict(_package(package)),
        **dict(_starter(starter, f"{package.name}/starter", shipped)),
        **{f"{about}.dist-info/{name}": data for name, data in _metadata(built.files or [])},
    }
    files[f"{about}.dist-info/RECORD"] = _record(files, f"{about}.dist-info/RECORD")
    packed = io.BytesIO()
    # Not compressed: zlib need not be the same everywhere, and git compresses by itself.
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return f"{about}-py3-none-any.whl", packed.getvalue()


def _package(package: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(package.rglob("*")):
        path = file.relative_to(package)
        if file.is_file() and not LEFT_OUT & set(path.parts):
            yield f"{package.name}/{path.as_posix()}", file.read_bytes()


def _starter(starter: Path, below: str, shipped: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for name in shipped:
        for file in sorted((starter / name).rglob("*")) or [starter / name]:
            path = file.relative_to(starter)
            if file.is_file() and not any(part.endswith("~") for part in path.parts):
                yield f"{below}/{path.as_posix()}", file.read_bytes()


def _metadata(files: Iterable[PackagePath]) -> Iterator[tuple[str, bytes]]:
    for file in sorted(files):
        folder, _, name = file.as_posix().partition(".dist-info/")
        if name and "/" not in folder and name not in NOT_OF_THE_WHEEL:
            yield name, file.read_binary()


def _record(files: dict[str, bytes], own: str) -> bytes:
    """Return the digest and the size of every file, as PEP 376 wants it; of the record itself neither."""
    lines = []
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}\n")
    return "".join([*lines, f"{own},,\n"]).encode()

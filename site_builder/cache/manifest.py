"""The manifest: what the last build read, wrote and said, so that the next can tell at a glance that nothing changed.

Standard library only, since that glance should take no longer than it must.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from site_builder.cache.stamps import UNTRUSTED, Stamp, is_settled, same, stamps_of
from site_builder.digest import digest_bytes

FORMAT = 1

PlainProblem = tuple[str, int, int, str, str, str, str]
"""The values of a Problem."""


class Manifest(NamedTuple):
    """What a build that wrote its site leaves behind.

    `asked` identifies code and options; the result holds for days from `day` to before `until` (ISO, "" for ever).
    `output` is the folder that it wrote, `written` the three dicts of stages.write.Written. `inputs` maps each file of
    the project to its stamp and digest, `looked_into` each folder to its stamp. `problems` is what the build said,
    `in_baseline` what it did not say since the file `baseline`, a path and a digest, has it.
    """

    asked: bytes
    day: str
    until: str
    output: str
    inputs: dict[str, tuple[Stamp, bytes]]
    looked_into: dict[str, Stamp]
    written: tuple[dict[str, tuple[bytes, Stamp]], dict[str, Stamp], dict[str, Stamp]]
    problems: tuple[PlainProblem, ...]
    pages: int
    left_out: int = 0
    waived: int = 0
    in_baseline: tuple[PlainProblem, ...] = ()
    baseline: tuple[str, bytes] = ("off", b"")


@lru_cache
def code_digest() -> bytes:
    """Return the digest of all that decides what is made of the inputs: this package, Python, what is installed."""
    package = Path(__file__).parents[1]
    parts = [sys.version, *sorted(_installed())]
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "node_modules", "starter"))
        for name in sorted(names):
            file = os.path.join(folder, name)
            with open(file, "rb") as opened:
                parts.append(f"{os.path.relpath(file, package)} {digest_bytes(opened.read()).hex()}")
    return digest_bytes("\n".join(parts).encode())


def load(path: Path) -> Manifest | None:
    """Return the manifest at `path`, or None where there is none that can be read."""
    try:
        data = path.read_bytes()
        if digest_bytes(data[16:]) != data[:16]:
            return None
        version, *values = marshal.loads(data[16:])
        return Manifest(*values) if version == FORMAT else None
    except (OSError, EOFError, ValueError, TypeError):
        return None


def save(path: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all."""
    # Version 2 of the format has no back references, which would make equal values differ.
    data = marshal.dumps((FORMAT, *map(_plain, manifest)), 2)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(digest_bytes(data) + data)
    os.replace(beside, path)


def is_current(manifest: Manifest, root: Path, asked: bytes, day: str, *, outputs: bool) -> bool:
    """Return whether a build of `root` on `day` would read what the last one read, and say the same.

    With `outputs` also whether the output folder still holds what that build wrote, and nothing else.
    """
    if manifest.asked != asked or not manifest.day <= day or (manifest.until and day >= manifest.until):
        return False
    if not (same(root, manifest.looked_into.items()) and _unchanged(root, manifest.inputs)):
        return False
    files, folders, _ = manifest.written
    return not outputs or (same(manifest.output, folders.items()) and same(manifest.output, stamps_of(files)))


def _unchanged(root: Path, inputs: dict[str, tuple[Stamp, bytes]]) -> bool:
    """Return whether each file holds what it held; one that was touched, or is too young to tell, is read."""
    prefix = f"{root}/"
    try:
        for path, (stamp, digest) in inputs.items():
            status = os.stat(prefix + path)
            if (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino) != stamp:
                with open(prefix + path, "rb") as opened:
                    if digest_bytes(opened.read()) != digest:
                        return False
    except OSError:
        return False
    return True


def trusted(stamps: dict[str, Stamp], now_ns: int) -> dict[str, Stamp]:
    """Return the stamps, those too young to tell a second change marked as such."""
    return {path: stamp if is_settled(stamp, now_ns) else UNTRUSTED for path, stamp in stamps.items()}


def _installed() -> Iterable[str]:
    """Yield the name and version of everything that is installed, as the folders of its metadata are called."""
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder):
            yield from (name for name in os.listdir(folder) if name.endswith(".dist-info"))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, tuple) else value

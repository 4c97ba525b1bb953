"""Where static files stand on the site: under names that carry a fingerprint of their content."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model.inputs import Source
from site_builder.model.site import StaticFile
from site_builder.urls import escape

FINGERPRINT_DIGITS = 16
"""Hexadecimal digits of a file's digest in its name."""

NAMED_BY_OTHERS = frozenset(
    {"favicon.svg", "favicon.ico", "apple-touch-icon.png", "site.webmanifest", "CNAME", "humans.txt"}
)
"""Files that browsers and hosts look for under this very name, and so carry no fingerprint."""


def fingerprinted(path: str, digest: bytes) -> str:
    """Return `path` with the fingerprint before its extension: `css/site.0a1b2c3d4e5f6071.css`."""
    folder, slash, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    mark = digest.hex()[:FINGERPRINT_DIGITS]
    return f"{folder}{slash}{stem}.{mark}.{extension}" if dot else f"{folder}{slash}{name}.{mark}"


def static_file(path: str, source: str, digest: bytes, size: int, base: str) -> StaticFile:
    """Return the file that stands at `path` on the site, but for its fingerprint."""
    final = path if path in NAMED_BY_OTHERS else fingerprinted(path, digest)
    return StaticFile(source, final, base + escape(final), digest, size)


def static_files(sources: Iterable[Source], base: str) -> tuple[StaticFile, ...]:
    """Return every file under static/ but the stylesheets, which become one."""
    return tuple(
        static_file(source.path.removeprefix("static/"), source.path, source.digest, source.size, base)
        for source in sources
        if not source.path.endswith(".css")
    )


def editor_file(name: str, digest: bytes, size: int, base: str) -> StaticFile:
    """Return the file of the editor that stands at `admin/NAME`: its parts find one another by their names."""
    path = f"admin/{name}"
    return StaticFile("pyproject.toml", path, base + escape(path), digest, size)

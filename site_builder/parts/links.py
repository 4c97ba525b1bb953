"""Where a link in a content file leads on the site."""

from __future__ import annotations

import posixpath

from site_builder.model.site import Target


def locate(target: str, path: str) -> tuple[str, str]:
    """Return the content file that `target`, written in the file at `path`, names, and the part of it, if any.

    `("content/articles/b.md", "cost")` for `../articles/b.md#cost` in `content/faq/a.md`.
    """
    file, _, part = target.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path, part


def resolve(target: str, path: str, targets: dict[str, Target]) -> str:
    """Return the address that `target`, written in the file at `path`, leads to; "" where nothing is published."""
    if target.startswith("#"):
        return target
    file, part = locate(target, path)
    found = targets.get(file)
    if found is None or not found.url:
        return ""
    return f"{found.url.partition('#')[0]}#{part_id(found, part)}" if part else found.url


def part_id(target: Target, part: str) -> str:
    """Return the id on the page of the part of a file: those of a question carry its name, since many share a page."""
    name = target.url.partition("#")[2]
    return f"{name}-{part}" if name else part

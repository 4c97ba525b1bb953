"""The source of the package, read once for all tests that look into it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import site_builder

PACKAGE = Path(site_builder.__file__).parent


@cache
def trees() -> dict[Path, ast.Module]:
    """Return the syntax tree of every module of the package, by its file."""
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}

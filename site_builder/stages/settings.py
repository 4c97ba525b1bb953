"""settings: pyproject.toml → Settings."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from site_builder.fields import convert
from site_builder.model.config import Settings

SEVERITIES = ("error", "warning", "info", "off")


def parse_settings(data: bytes) -> tuple[Settings | None, list[str]]:
    """Return `[tool.site-builder]` of the file, and every fault in it as a line `pyproject.toml:LINE:COLUMN: ...`."""
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text).get("tool", {}).get("site-builder", {})
    except UnicodeDecodeError:
        return None, ["pyproject.toml:1:1: error[setting-unreadable] The file is not text in UTF-8."]
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        where = f"{place[1]}:{place[2]}" if place else f"{text.count(chr(10)) + 1}:1"
        return None, [f"pyproject.toml:{where}: error[setting-unreadable] {error}"]
    settings, faults = convert(_as_text(table), Settings)
    lines = [_line(text, fault.path, fault.rule, fault.message, fault.hint) for fault in faults]
    severities = settings.severity if settings else {}
    for rule, severity in severities.items():
        if severity not in SEVERITIES:
            what = f"{rule} is set to {severity!r}."
            lines.append(_line(text, ("severity", rule), "setting-value", what, f"Use one of {', '.join(SEVERITIES)}."))
    return settings, lines


def _as_text(value: Any) -> Any:
    """Return a value of TOML as the front matter would have it: every scalar as text."""
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(text: str, path: tuple[str | int, ...], rule: str, message: str, hint: str) -> str:
    """Return a fault with the place of the last name in `path` that the file holds."""
    name = str(path[-1]) if path else "site-builder"
    pattern = re.compile(rf'^\s*(?:\[[^\]]*)?["\']?{re.escape(name)}\b', re.MULTILINE)
    section = re.search(r"^\[tool\.site-builder", text, re.MULTILINE)
    found = pattern.search(text, section.start() if section else 0)
    at = found.start() + len(found[0]) - len(found[0].lstrip()) if found else 0
    line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    return f"pyproject.toml:{line}:{column}: error[{rule}] {message}\n    hint: {hint}"

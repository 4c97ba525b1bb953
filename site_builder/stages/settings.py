"""settings: pyproject.toml → Settings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from typing import Any

from site_builder.editor.policy import CODE_HOSTS
from site_builder.hosting.twins import ENDS
from site_builder.model.budget import DEFAULT, KINDS
from site_builder.model.config import AdminBackend, PublishTarget, Settings
from site_builder.model.problem import ALWAYS_ERRORS
from site_builder.text.fields import convert, nearest
from site_builder.urls import is_web_address

SEVERITIES = ("error", "warning", "info", "off")


def parse_settings(data: bytes) -> tuple[Settings | None, list[str]]:
    """Return `[tool.site-builder]` of the file, and every fault in it as a line `pyproject.toml:LINE:COLUMN: ...`."""
    try:
        text = data.decode("utf-8-sig")
        table = _table(tomllib.loads(text.replace("\r\n", "\n")))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        return None, [
            _fault(_place(before, len(before)), _UNREADABLE, "This is not text in UTF-8.", "Save it as UTF-8.")
        ]
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        place = (int(found[1]), int(found[2])) if found else _place(text, len(text))
        return None, [_fault(place, _UNREADABLE, f"{error}.", 'Write a setting as in: output = "public"')]
    except RecursionError:
        return None, [_fault((1, 1), _UNREADABLE, "It is nested too deeply.", "Take the inner brackets out.")]
    settings, faults = convert(_as_text(table), Settings)
    lines = [_fault(_place_of(text, fault.path), fault.rule, fault.message, fault.hint) for fault in faults]
    return settings, lines + [_fault(_place_of(text, path), "setting-value", *what) for path, *what in _wrong(settings)]


_UNREADABLE = "setting-unreadable"


def unknown_rules(data: bytes, settings: Settings, known: Collection[str]) -> list[str]:
    """Return a line for each rule that `settings`, read from `data`, give a severity and that is not `known`."""
    lines = []
    for rule in (each for each in settings.severity if each not in known):
        near = nearest(rule, known)
        hint = f"Did you mean {near}?" if near else "`site-builder rules` lists every rule."
        place = _place_of(data.decode("utf-8-sig"), ("severity", rule))
        lines.append(_fault(place, "setting-rule-unknown", f"There is no rule {rule!r}.", hint))
    return lines


def _table(document: dict[str, Any]) -> Any:
    tool = document.get("tool", {})
    return tool.get("site-builder", {}) if isinstance(tool, dict) else tool


def _wrong(settings: Settings | None) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the name, what is wrong and what to do for each value that has the right type and cannot be meant."""
    if settings is None:
        return
    if settings.base_url and not is_web_address(settings.base_url):
        yield (
            ("base_url",),
            f"{settings.base_url!r} is not a web address.",
            "Write it as in https://clinic.example/path/",
        )
    if not _BASELINE.fullmatch(settings.baseline):
        what = f"{settings.baseline!r} does not name a file of this project."
        yield ("baseline",), what, 'Write its path from here, as in: baseline = "baseline.json"; "off" for none.'
    if settings.admin:
        yield from _wrong_of_editor(settings.admin_backend)
    for name, target in settings.publish.items():
        for setting, message, hint in _wrong_of_target(target):
            yield ("publish", name, setting), message, hint
    reading = settings.reading
    if reading.warning > reading.error:
        what = f"warning is {reading.warning} and error is {reading.error}, so that a warning would never come."
        yield ("reading", "warning"), what, "Let warning be the lower of the two."
    for kind in (each for each in settings.budgets if each not in (*KINDS, DEFAULT)):
        near = nearest(kind, (*KINDS, DEFAULT))
        hint = f"Did you mean {near}?" if near else f"The kinds are {', '.join(KINDS)}, and {DEFAULT} for all others."
        yield ("budgets", kind), f"There is no kind of page {kind!r}.", hint
    for number, encoding in enumerate(settings.precompressed):
        use = f"Use {' or '.join(ENDS)}, or both, each once."
        if encoding not in ENDS:
            yield ("precompressed",), f"Nothing can be compressed as {encoding!r}.", use
        elif encoding in settings.precompressed[:number]:
            yield ("precompressed",), f"{encoding!r} is there twice.", use
    for rule, severity in settings.severity.items():
        if severity not in SEVERITIES:
            yield ("severity", rule), f"{rule} is set to {severity!r}.", f"Use one of {', '.join(SEVERITIES)}."
        elif severity != "error" and ALWAYS_ERRORS.fullmatch(rule):
            what = f"{rule} is set to {severity!r}; without it pages would be lost."
            yield ("severity", rule), what, "Delete the line: this rule stays an error."


_BASELINE = re.compile(r"off|(?!\.{1,2}/)[^/\\\s:]+(?:/(?!\.{1,2}/)[^/\\\s:]+)*\.json")
"""A path within the project, on every system; or that there is none."""


def _wrong_of_editor(backend: AdminBackend) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the same for the code host of an editor that is to go into the site."""
    if backend.name not in CODE_HOSTS:
        what = f"name is {backend.name!r}, and an editor in the site needs to know where to write."
        yield ("admin_backend", "name"), what, f"Use one of {', '.join(CODE_HOSTS)}, or delete admin = true."
    if not re.fullmatch(r"[^/:\s]+(/[^/:\s]+)+", backend.repo):
        yield ("admin_backend", "repo"), f"{backend.repo!r} is not a repository.", "Write it as in owner/name."
    if backend.base_url and not backend.base_url.startswith("https://"):
        what = f"{backend.base_url!r} is not a web address with https."
        yield ("admin_backend", "base_url"), what, "Write it as in https://git.clinic.example"


TARGETS = {
    "folder": {"path": r"(?!-).+"},
    # A host that begins with a hyphen would be an option to ssh.
    "rsync": {"destination": r"(?!-)(?:[^@:/\s]+@)?(?!-)(?:[^@:/\s]+|\[[0-9A-Fa-f:.]+\]):(?!-).+"},
    "s3": {
        "bucket": r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
        "prefix": r"((?!\.{1,2}(/|$))[A-Za-z0-9._-]+(/(?!\.{1,2}(/|$))[A-Za-z0-9._-]+)*/?)?",
        "endpoint": r"(https?://[A-Za-z0-9.-]+(:[0-9]+)?/?)?",
        "region": r"([a-z0-9-]+)?",
    },
}
"""What each type of place to publish to is told, and how that is written."""

EXAMPLES = {
    "path": "/var/www/site",
    "destination": "user@host:/var/www/site",
    "bucket": "clinic-site",
    "prefix": "site",
    "endpoint": "https://s3.example, with no name or password in it",
    "region": "eu-central-1",
}


def _wrong_of_target(target: PublishTarget) -> Iterator[tuple[str, str, str]]:
    """Yield the same for a place to publish to; no value is told, in case somebody has put a secret into it."""
    settings = TARGETS.get(target.type)
    if settings is None:
        what = "type is none that there is." if target.type else "type is missing."
        yield "type", what, f"Use one of {', '.join(TARGETS)}."
        return
    for name, example in EXAMPLES.items():
        value = getattr(target, name)
        if name not in settings:
            if value:
                yield name, f"{target.type} has no {name}.", f"It has {', '.join(settings)}."
        elif not re.fullmatch(settings[name], value):
            what = f"{name} cannot be used." if value else f"{name} is missing."
            yield name, what, f"Write it as in {example}"


def _as_text(value: Any) -> Any:
    """Return a value of TOML as the front matter would have it: every scalar as text."""
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _place_of(text: str, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Return line and column of the last name in `path`, or of the table, or of the file."""
    name = str(path[-1]) if path else "site-builder"
    pattern = re.compile(rf'^\s*(?:\[[^\]]*)?["\']?{re.escape(name)}\b', re.MULTILINE)
    section = re.search(r"^\[tool\.site-builder", text, re.MULTILINE)
    # Several tables have the same names: the one is looked in that its own name begins.
    table = re.search(rf"^\[tool\.site-builder\.{'.'.join(map(_key, path[:-1]))}\]", text, re.MULTILINE)
    found = pattern.search(text, table.end() if table else section.start() if section else 0)
    if found is None and path:
        return _place_of(text, path[:-1])  # It stands within braces, or is what is missing.
    at = found.start() + len(found[0]) - len(found[0].lstrip()) if found else 0
    return _place(text, at)


def _key(name: str | int) -> str:
    """Return the pattern of a name in the head of a table, in quotation marks or not."""
    return rf"""["']?{re.escape(str(name))}["']?"""


def _place(text: str, at: int) -> tuple[int, int]:
    """Return line and column of the character at `at`."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _fault(place: tuple[int, int], rule: str, message: str, hint: str) -> str:
    return f"pyproject.toml:{place[0]}:{place[1]}: error[{rule}] {message}\n    hint: {hint}"

"""A problem as the preview shows it to the writer: with its line, why it matters, and where to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from urllib.parse import quote

import msgspec

from site_builder.editor.config import form_of
from site_builder.model.problem import Problem, Severity
from site_builder.report import meant_length
from site_builder.rules.catalogue import reasons

Read = Callable[[str], str | None]
"""What tells the text of a file of the project by its path, None where it cannot be read."""


class Excerpt(msgspec.Struct, frozen=True):
    """A line of a file, or the part of it around what is meant: that is `at`, the rest stands before and after it."""

    before: str
    at: str
    after: str


class Finding(msgspec.Struct, frozen=True):
    """A problem in full. `why` is "" where the message has said it; `excerpt` is None for what concerns a whole file.

    `local` opens the editor on this machine at the place, `browser` the editor in the browser; "" where it has no form
    for such a file.
    """

    file: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str
    why: str
    excerpt: Excerpt | None
    local: str
    browser: str


def findings(problems: Iterable[Problem], read: Read, root: str) -> tuple[Finding, ...]:
    """Return each problem in full; `root` is the folder of the project, as an absolute path."""
    texts: dict[str, list[str]] = {}
    found = []
    for each in problems:
        if each.file not in texts:
            texts[each.file] = lines_of(read(each.file) or "")
        lines = texts[each.file]
        line = lines[each.line - 1] if each.line <= len(lines) else ""
        why = _why(each.rule)
        found.append(
            Finding(
                each.file,
                each.line,
                each.column,
                each.rule,
                each.severity,
                each.message,
                each.hint,
                why="" if why in each.message else why,
                excerpt=excerpt(line, each.column, meant_length(each, line))
                if line.strip() and (each.line, each.column) != (1, 1)
                else None,
                local=local_editor(root, each, line),
                browser=browser_editor(each.file),
            )
        )
    return tuple(found)


def lines_of(text: str) -> list[str]:
    """Return the lines of a file as its writer sees them."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


@cache
def _why(rule: str) -> str:
    return reasons((rule,)).get(rule, "")


MOST_BEFORE, MOST_AFTER = 60, 90
"""Characters of a line that are shown around what is meant."""


def excerpt(line: str, column: int, length: int = 1) -> Excerpt:
    """Return what to show of a line whose character at `column` is meant, the first being 1: the whole word there.

    At least `length` characters are meant. A space there stands for the word behind it. What nobody could see is shown
    as �, a tab as one space.
    """
    start = min(column - 1, len(line))
    start += len(line[start:]) - len(line[start:].lstrip())
    found = _WORD.match(line, start)
    end = min(max(found.end() if found else start + 1, column - 1 + length), start + MOST_AFTER)
    before, at, after = line[:start].lstrip(), line[start:end], line[end:].rstrip()
    if len(before) > MOST_BEFORE:
        before = f"…{_FIRST_PART.sub('', before[-MOST_BEFORE:])}"
    if len(after) > MOST_AFTER:
        after = f"{_LAST_PART.sub('', after[:MOST_AFTER])}…"
    return Excerpt(*map(_seen, (before, at, after)))


_FIRST_PART, _LAST_PART = re.compile(r"^\S*\s+(?=\S)"), re.compile(r"(?<=\S)\s+\S*$")
"""What is left of a word that was cut through."""

_WORD = re.compile(
    r"[\w'’\u0300-\u036f-]+|[\U0001f1e6-\U0001f1ff]{2}"
    r"|[^\w\s][\u200d\ufe0f\u20e3\u0300-\u036f\U0001f3fb-\U0001f3ff]*(?:(?<=\u200d).\ufe0f?)*"
)
"""A word, or a sign with all that makes it one: what looks like one emoji is not taken apart."""


def _seen(text: str) -> str:
    return "".join(
        " " if sign.isspace() else sign if sign.isprintable() or sign in "\u200d\ufe0f" else "�" for sign in text
    )


def local_editor(root: str, found: Problem, line: str = "") -> str:
    """Return the link that opens VS Code at a problem; its columns are counted in units of UTF-16."""
    column = len(line[: found.column - 1].encode("utf-16-le")) // 2 + 1 if line else found.column
    path = quote(f"/{root.replace(chr(92), '/').strip('/')}/{found.file}", safe="/:")
    return f"vscode://file{path}:{found.line}:{column}"


def browser_editor(file: str) -> str:
    """Return the address of the form that edits the file at this path in the browser, "" where there is none."""
    place = form_of(file)
    return f"/admin/#/collections/{place}" if place else ""

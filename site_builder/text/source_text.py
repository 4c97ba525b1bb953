"""The text of a file that a person wrote: what editors on other machines do to it is undone, what harms it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.model.problem import Place, Problem, Severity, problem

LARGEST = 2 * 1024 * 1024
"""Bytes in the largest file that is read at all."""


def read_text(path: str, data: bytes, *, largest: int = LARGEST) -> tuple[str | None, list[Problem]]:
    """Return the text of a file and what is wrong with its characters; None where nothing of it can be read.

    A byte order mark is taken off and every line ends in one line feed, so that the same words give the same text
    wherever they were written. Characters that nobody can see or print are taken out.
    """
    if len(data) > largest:
        return None, [_too_large(path, len(data), largest)]
    if trouble := _not_utf8(path, data):
        return None, [trouble]
    text = data.decode("utf-8").lstrip("\ufeff")
    problems = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _UNSEEN.search(text):
        problems = list(_unseen(path, text))
        # A space for a line separator: what counts as the end of a line must be the same for every part of the builder.
        text = _UNSEEN.sub(lambda found: " " if found[0] in _SEPARATORS else "", text)
    if "&#" in text:
        spelled = [found for found in _ENTITY.finditer(text) if _UNSEEN.match(_named_by(found))]
        problems += [_spelled_out(path, text, found) for found in spelled]
        # As many characters as before, so that places stay right.
        for found in spelled:
            text = f"{text[: found.start()]}{'?' * len(found[0])}{text[found.end() :]}"
    if not text or text.isspace():
        problems.append(problem("file-empty", "The file is empty.", "Write its text, or delete it.", file=path))
        return None, problems
    return text, problems


def place_at(text: str, index: int, *, first_line: int = 1) -> Place:
    """Return the place of the character at `index` of a text whose first line is line `first_line` of its file."""
    return Place(first_line + text.count("\n", 0, index), index - text.rfind("\n", 0, index))


_SEPARATORS = "\u2028\u2029"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")


_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
"""A character spelled out by its number, as HTML allows."""


def _named_by(entity: re.Match[str]) -> str:
    """Return the character that `entity` stands for, NUL where it stands for none."""
    code = int(entity[1], 16) if entity[1] else int(entity[2])
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\0"


def _spelled_out(path: str, text: str, entity: re.Match[str]) -> Problem:
    return problem(
        "character-control",
        f"“{entity[0]}” stands for a character that cannot be shown.",
        "Delete it.",
        file=path,
        place=place_at(text, entity.start()),
    )


def _too_large(path: str, size: int, largest: int) -> Problem:
    return problem(
        "file-too-large",
        f"The file has {size:,} bytes; the most that is read is {largest:,}.",
        "Divide it into several files.",
        file=path,
    )


def _not_utf8(path: str, data: bytes) -> Problem | None:
    """Return the problem of a file in another encoding, at the first byte that shows it."""
    hint = "Save the file again with the encoding UTF-8."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(data):
        return problem("file-encoding", "The file is saved as UTF-16, not as UTF-8.", hint, file=path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        near = before.rpartition("\n")[2][-20:]
        message = f"The character after “{near}” is not UTF-8 (byte {data[error.start]:#04x})."
        return problem("file-encoding", message, hint, file=path, place=place_at(before, len(before)))
    return None


def _looks_like_utf16(data: bytes) -> bool:
    """Return whether every other byte is 0, as in Latin text that was saved as UTF-16 without a mark."""
    start = data[:64]
    return len(start) > 3 and (not any(start[::2]) or not any(start[1::2]))


def _unseen(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for every line that holds characters which nobody can see."""
    for number, line in enumerate(text.split("\n"), start=1):
        if (found := _UNSEEN.search(line)) and found[0] not in _SEPARATORS:
            private = "\ue000" <= found[0] <= "\uf8ff"
            yield problem(
                "character-private" if private else "character-control",
                f"There is a character here that cannot be shown (U+{ord(found[0]):04X}).",
                "Delete it and type the word again; it often comes along when text is pasted from another program.",
                file=path,
                place=Place(number, found.start() + 1),
                severity=Severity.WARNING if private else Severity.ERROR,
            )

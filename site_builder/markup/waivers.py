"""What a `lint-ok` comment covers: the next block of the text."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from site_builder.model.document import Waiver


def covering(waivers: Iterable[Waiver], body: str, first_line: int) -> tuple[Waiver, ...]:
    """Return the waivers with the lines that each covers; `body` begins at `first_line` of the file."""
    lines = body.split("\n")
    found = []
    for waiver in waivers:
        first, last = _next_block(lines, waiver.place.line - first_line)
        found.append(replace(waiver, first=first + first_line, last=last + first_line))
    return tuple(found)


def _next_block(lines: list[str], row: int) -> tuple[int, int]:
    """Return the first and the last row of the block after the comment that begins in `row`."""
    while row < len(lines) and "-->" not in lines[row]:
        row += 1
    if row < len(lines) and lines[row].partition("-->")[2].strip():
        return row, _end(lines, row)  # The words stand behind the comment, on its line.
    row += 1
    # Several comments may stand above one block.
    while row < len(lines) and (not lines[row].strip() or lines[row].lstrip().startswith("<!--")):
        row += 1
    return row, _end(lines, row)


def _end(lines: list[str], row: int) -> int:
    """Return the last row of the block that begins in `row`."""
    fence = lines[row].split()[0] if row < len(lines) and lines[row].startswith("///") else ""
    while row + 1 < len(lines) and (lines[row + 1].strip() if not fence else lines[row].rstrip() != fence):
        row += 1
    return row

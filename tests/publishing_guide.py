"""docs/publishing.md, the guide for those who publish: its sections, and the blocks that stand in them.

What a block is its kind says:

- `sh`: commands for the folder of the site, which the tests run word for word
- `text`: what the block above it prints; numbers are anybody's, and `...` stands for more
- `toml`, `yaml`: what is written into pyproject.toml, and into content/clinic.yaml
- `nginx`, `js`, `json`: what the host is told, which the tests try
- `crontab`: a command for the folder of the site, at a time
- `console`: for a server, with its administrator's rights, or for a host on the internet: no test can run that
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

GUIDE = Path(__file__).parent.parent / "docs" / "publishing.md"

KINDS = ("sh", "text", "toml", "yaml", "nginx", "js", "json", "crontab", "console")


class Block(NamedTuple):
    """A fence. `line` is where it begins, from 1."""

    kind: str
    body: str
    line: int


class Section(NamedTuple):
    """What stands below a heading of the second level."""

    title: str
    text: str
    blocks: tuple[Block, ...]


def sections(text: str) -> list[Section]:
    """Return every section of the guide."""
    found = [*re.finditer(r"^## (.+)$", text, re.MULTILINE)]
    ends = [*(each.start() for each in found[1:]), len(text)]
    return [
        Section(each[1], text[each.end() : end], tuple(_blocks(text, each.end(), end)))
        for each, end in zip(found, ends, strict=True)
    ]


def _blocks(text: str, start: int, end: int) -> list[Block]:
    return [
        Block(
            found["kind"],
            re.sub(rf"(?m)^{found['indent']}", "", found["body"]),
            text.count("\n", 0, found.start()) + 1,
        )
        for found in _FENCE.finditer(text, start, end)
    ]


_FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)


def is_printed(shown: str, told: str) -> bool:
    """Return whether a block shows what was told, but for numbers and for what `...` leaves out."""
    lines = [re.escape(line).replace(r"\.\.\.", ".*") + "\n" for line in _plain(shown).splitlines()]
    pattern = "".join([line if line != ".*\n" else "(?:.*\n)*" for line in lines])
    return re.fullmatch(pattern, _plain(told)) is not None


def _plain(text: str) -> str:
    """Return the text with the same sign for every digest and every number."""
    return re.sub(r"\d[\d,.]*(?<=\d)", "0", re.sub(r"\b(?=\w*\d)(?:[0-9a-f]{64}|[0-9a-f]{8})\b", "0", text))

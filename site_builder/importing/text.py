"""Plain text → Material: paragraphs, headings, lists and rules as people type them, everything else as it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from site_builder.importing.encoding import decode
from site_builder.importing.material import Material

LONGEST_WRAPPED = 100
"""Characters; in a file with a longer line each line is a paragraph, as Word saves text."""

MARKER = re.compile(r"(?:[-*•·‣◦▪–]|(?P<number>[0-9]{1,2})[.)])[ ]+(?=\S)")
"""What a line begins with that is an item of a list."""


def read_text_file(data: bytes) -> Material:
    """Return what a text file holds. Raises UsageError where it is no text."""
    text, encoding = decode(data)
    return Material(
        html="\n".join(_blocks(_lines(text))),
        first_line_is_title=True,
        notes=() if encoding == "UTF-8" else (f"The file was read as {encoding}; the article is UTF-8.",),
    )


def _lines(text: str) -> list[str]:
    """Return the lines; an empty one stands above and below each that is a paragraph of its own."""
    text = re.sub(r"\r\n?|[\v\x1c-\x1e\x85\u2028]", "\n", text)
    text = re.sub(r"[\f\u2029]", "\n\n", text).expandtabs(4)
    lines = [line.rstrip() for line in text.split("\n")]
    if max(map(len, lines)) <= LONGEST_WRAPPED:
        return lines
    return [each for line in lines for each in ([line] if MARKER.match(line.lstrip()) else [line, ""])]


_HASHES = re.compile(r"(#{1,6})[ ]+(\S.*)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})")
_RULE = re.compile(r"([-=*_])(?:[ ]?\1){2,}")


def _blocks(lines: list[str]) -> Iterator[str]:
    """Yield the HTML of each block."""
    paragraph: list[str] = []
    indents: list[int] = []
    level = 0

    def end() -> Iterator[str]:
        """Yield the paragraph or item that was read, if any."""
        if paragraph:
            about = f' data-list="{level}"' if level else ""
            yield f"<p{about}>{html.escape(' '.join(paragraph), quote=False)}</p>"
            paragraph.clear()

    skip = False
    for line, below in pairwise([*lines, ""]):
        words = line.strip()
        if skip or not words:
            yield from end()
            level = 0
            skip = False
        elif heading := _heading(words, below.strip(), within=bool(paragraph)):
            yield from end()
            indents, level = [], 0
            yield heading
            skip = not words.startswith("#")
        elif _RULE.fullmatch(words):
            yield from end()
            level = 0
            yield "<hr>"
        elif MARKER.match(words):
            yield from end()
            indent = len(line) - len(line.lstrip())
            indents = [*[each for each in indents if each < indent], indent]
            level = len(indents)
            paragraph.append(words)
        else:
            indents = indents if level else []
            paragraph.append(words)
    yield from end()


def _heading(words: str, below: str, *, within: bool) -> str:
    """Return the HTML of a line that is a heading, by its hashes or by what stands below; "" of any other."""
    if found := _HASHES.fullmatch(words):
        return f"<h{len(found[1])}>{html.escape(found[2], quote=False)}</h{len(found[1])}>"
    if not within and _UNDERLINE.fullmatch(below) and not _RULE.fullmatch(words) and not MARKER.match(words):
        level = 1 if below[0] == "=" else 2
        return f"<h{level}>{html.escape(words, quote=False)}</h{level}>"
    return ""

"""`/// name | Title`, options indented below it, text, and a closing `///`: blocks, checked before Markdown reads them.

Left alone, pymdown-extensions prints a block with a broken option as text, lets an unclosed one swallow what follows,
and reads options as YAML 1.1. Here every fault gets its line, and what reaches Markdown is well formed: a line that
cannot be used is emptied, never removed, so that line numbers stay those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.markup.conversion import Conversion, quoted
from site_builder.markup.places import Marks
from site_builder.model.document import BlockUse
from site_builder.model.problem import Place
from site_builder.text.fields import Data, nearest
from site_builder.text.yaml_text import load_yaml, place_of


class Option(NamedTuple):
    """An option of a block."""

    name: str
    is_list: bool = False
    required: bool = False


class BlockType(NamedTuple):
    """What may be written as `/// name`. A block without content shows shared data and becomes a `BlockUse`."""

    name: str
    options: tuple[Option, ...] = ()
    takes_title: bool = False
    takes_content: bool = False


LONGEST_BLOCK = 200
"""Lines: the time for a block grows with the square of its length."""

CONSULTATION = BlockType("consultation", options=(Option("heading"),))
"""The invitation to a first consultation."""

COMPARISON = BlockType(
    "compare", options=(Option("rows", is_list=True), Option("columns", is_list=True), Option("caption"))
)
"""The comparison of `content/treatments.yaml`, or chosen rows and columns of it."""

FIGURES = tuple(BlockType(name, options=(Option("figure", required=True),)) for name in ("timeline", "icon-array"))
"""The figures that are drawn from content/figures.yaml."""


_UNREADABLE = BlockType("")
"""What a block is whose name cannot be read: once that is told, nothing else is told of it."""


def check_blocks(body: str, types: Iterable[BlockType], conversion: Conversion, marks: Marks) -> str:
    """Return `body` with its blocks made safe for Markdown; those that show shared data carry a mark as their title."""
    if "///" not in body and "```" not in body and "~~~" not in body:
        return body
    scan = _Scan(body, {type_.name: type_ for type_ in types}, conversion, marks)
    scan.run()
    return "\n".join(scan.lines)


class _Open(NamedTuple):
    """A block that is not closed yet."""

    row: int
    column: int
    slashes: int
    type_: BlockType
    content_from: int


_START = re.compile(r"(?P<indent>[ ]*)(?P<slashes>/{3,})[ ]*(?P<name>[\w-]+)[ ]*(?P<rest>\|[ ]*(?P<title>.*?)[ ]*)?$")
_END = re.compile(r"[ ]*(?P<slashes>/{3,})[ ]*$")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_NOTABLE = re.compile(r"[ ]*(?:///|```|~~~)")
_CONTAINER = re.compile(r"[ ]{0,3}(?:[-*+]|\d+\.|:|\[\^[^\]]*\]:)[ ]")


Options = tuple[tuple[str, tuple[str, ...]], ...]


class _Scan:
    """One pass over the lines of a body."""

    def __init__(self, body: str, types: Mapping[str, BlockType], conversion: Conversion, marks: Marks) -> None:
        self.lines = body.split("\n")
        self._types = types
        self._conversion = conversion
        self._marks = marks
        self._open: list[_Open] = []

    def run(self) -> None:
        """Check every block, and rewrite the lines."""
        for row in list(self._rows_of_blocks()):
            line = self.lines[row]
            if found := _END.match(line):
                self._close(row, len(found["slashes"]))
            elif found := _START.match(line):
                self._start(row, found)
            elif line:
                message = f"“{quoted(line)}” begins like a block, but its name cannot be read."
                self._report("block-malformed", row, message, "Write it as in /// note | Title.")
                slashes = len(line.strip()) - len(line.strip().lstrip("/"))
                self._open.append(_Open(row, 0, slashes, _UNREADABLE, row + 1))
                self.lines[row] = ""
        for block in reversed(self._open):
            self._never_closed(block)

    def _rows_of_blocks(self) -> Iterator[int]:
        """Yield the rows that begin with three slashes and are not code."""
        fence, opened = "", 0
        for row, line in enumerate(self.lines):
            if not _NOTABLE.match(line):
                continue
            text = line.lstrip(" ")
            if fence:
                if text.startswith(fence) and not text.strip(fence[0] + " "):
                    fence = ""
            elif text[0] != "/":
                fence, opened = (_FENCE.match(text) or [""])[0], row
            elif len(line) - len(text) < 4 or self._in_container(row):
                yield row
        if fence:
            message = f"The code that begins here with {fence} is never closed."
            self._report("code-unclosed", opened, message, f"Write a line with nothing but {fence} after it.")

    def _in_container(self, row: int) -> bool:
        """Return whether an indented row belongs to an item of a list or the like; if not, it is code."""
        for above in range(row - 1, -1, -1):
            line = self.lines[above]
            if line.strip() and not line.startswith("    "):
                if _CONTAINER.match(line):
                    return True
                if above and not self.lines[above - 1].strip():
                    return False
        return False

    def _start(self, row: int, found: re.Match[str]) -> None:
        name, slashes = found["name"].lower(), len(found["slashes"])
        type_ = self._types.get(name)
        if type_ is None:
            near = nearest(name, self._types)
            hint = f"Did you mean {near}?" if near else f"The blocks are {', '.join(sorted(self._types))}."
            self._report("block-unknown", row, f"There is no block “{found['name']}”.", hint, found.start("name"))
            type_ = BlockType("")
            self.lines[row] = ""
        elif any(block.slashes == slashes for block in self._open):
            message = f"This “{name}” stands within a block that has as many slashes."
            self._report("block-nested", row, message, "Give the inner block one slash more, at its start and its end.")
        elif found["title"] and not type_.takes_title:
            message = f"The block “{name}” takes no title."
            self._report("block-title", row, message, "Delete the | and what follows it.", found.start("rest"))
        options, after = self._options(row, found, type_)
        self._open.append(_Open(row, found.start("slashes"), slashes, type_, after))
        if type_.name and not type_.takes_content:
            place = self._conversion.place_of_line(row, found.start("slashes") + 1)
            title = found["title"] or "" if type_.takes_title else ""
            mark = self._marks.new("block", place, use=BlockUse(name, title, options, place))
            self.lines[row] = f"{found['indent']}{found['slashes']} {name} | {mark}"

    def _options(self, row: int, found: re.Match[str], type_: BlockType) -> tuple[Options, int]:
        """Return the options of the block that begins at `row`, and the row after them; their lines are emptied."""
        start = end = row + 1
        indent = " " * (len(found["indent"]) + 4)
        while end < len(self.lines) and self.lines[end].startswith(indent) and self.lines[end].strip():
            end += 1
        text = "\n".join(self.lines[start:end])
        self.lines[start:end] = [""] * (end - start)
        given: dict[str, tuple[str, ...]] = {}
        if text and type_.name:
            first_line = self._conversion.place_of_line(start).line
            loaded = load_yaml(self._conversion.path, text, first_line=first_line, name="The list of options")
            self._conversion.problems += [replace(fault, rule="block-option") for fault in loaded.problems]
            for name, value in (loaded.fields or {}).items():
                if (option := next((one for one in type_.options if one.name == name), None)) is None:
                    self._unknown_option(
                        name, type_, place_of(loaded.root, (name,), at_name=True, first_line=first_line)
                    )
                elif read := self._value(option, value, place_of(loaded.root, (name,), first_line=first_line)):
                    given[name] = read
        for option in type_.options:
            if option.required and option.name not in given:
                hint = f"Write {option.name}: and its value below the first line, indented by four spaces."
                self._report("block-option", row, f"The block “{type_.name}” lacks its option “{option.name}”.", hint)
        return tuple(given.items()), end

    def _value(self, option: Option, value: Data, place: Place) -> tuple[str, ...]:
        """Return the value of an option as a tuple of texts; empty if it is of another kind."""
        if (
            option.is_list
            and isinstance(value, list)
            and all(isinstance(part, str) and part for part in value)
            and value
        ):
            return tuple(str(part) for part in value)
        if not option.is_list and isinstance(value, str) and value.strip():
            return (value,)
        wanted = "a list, as in [first, second]" if option.is_list else "a text"
        message = f"The option “{option.name}” must be {wanted}."
        self._conversion.report("block-option", message, f"Write {option.name}: and {wanted}.", place)
        return ()

    def _unknown_option(self, name: str, type_: BlockType, place: Place) -> None:
        names = [option.name for option in type_.options]
        near = nearest(name, names)
        hint = f"Did you mean {near}?" if near else f"The options are {', '.join(names)}."
        if not names:
            hint = "Delete the line; the text of a block is not indented."
        self._conversion.report("block-option", f"The block “{type_.name}” has no option “{name}”.", hint, place)

    def _close(self, row: int, slashes: int) -> None:
        if not any(block.slashes == slashes for block in self._open):
            self._report(
                "block-stray-close", row, "Nothing is open that these slashes could close.", "Delete the line."
            )
            self.lines[row] = ""
            return
        while self._open[-1].slashes != slashes:
            self._never_closed(self._open.pop())
        block = self._open.pop()
        if row - block.row > LONGEST_BLOCK:
            message = f"The block “{block.type_.name}” has {row - block.row - 1:,} lines; the most is {LONGEST_BLOCK}."
            hint = "Close it after its last line; what is longer is a section, not a callout."
            self._report("block-too-long", block.row, message, hint)
            self.lines[block.row] = self.lines[row] = ""
        elif not block.type_.name:
            self.lines[row] = ""
        elif not block.type_.takes_content:
            self._no_content(block, row)

    def _no_content(self, block: _Open, end: int) -> None:
        """Report text in a block that takes none, and empty its lines."""
        written = [row for row in range(block.content_from, end) if self.lines[row].strip()]
        if written:
            message = f"The block “{block.type_.name}” takes no text."
            hint = "Move the text below the line that closes the block."
            name = self.lines[written[0]].strip().partition(":")[0]
            if any(name == option.name for option in block.type_.options):
                message, hint = f"The line “{name}:” is not indented.", f"Put four spaces before {name}:."
            self._report("block-content", written[0], message, hint)
        self.lines[block.content_from : end] = [""] * (end - block.content_from)

    def _never_closed(self, block: _Open) -> None:
        if block.type_ is _UNREADABLE:
            return
        message = (
            f"The block “{block.type_.name}” is never closed." if block.type_.name else "The block is never closed."
        )
        hint = f"Write a line with nothing but {'/' * block.slashes} after its text."
        self._report("block-unclosed", block.row, message, hint, block.column)
        self.lines[block.row] = ""

    def _report(self, rule: str, row: int, message: str, hint: str, column: int | None = None) -> None:
        line = self.lines[row]
        at = len(line) - len(line.lstrip()) if column is None else column
        self._conversion.report(rule, message, hint, self._conversion.place_of_line(row, at + 1))

"""YAML in which text stays text: `NO`, `12:30` and `0123` come back as they were written.

The only module that knows PyYAML. It refuses what no clinic needs and what can do harm: references from one part of
a file to another, types named in the file, and nesting without end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import yaml

from site_builder.model.problem import Place, Problem, problem
from site_builder.text.fields import Data, Fault, Path, convert, is_text
from site_builder.text.source_text import read_text

DEEPEST = 20
"""Levels of lists and groups within one another. libyaml's composer recurses in C: without a limit, 15 kB of `[` end
the process."""

LARGEST_DATA_FILE = 1024 * 1024

Value = TypeVar("Value")

Places = tuple[tuple[str, Place], ...]
"""Where each value of a file stands: `topics`, and `topics.0` for its first item."""


class Yaml(NamedTuple):
    """What a YAML text says: its fields (none where it cannot be read), where each part stands, what is wrong.

    `root` is for `place_of` and `places` only.
    """

    fields: dict[str, Data] | None
    root: Any
    problems: list[Problem]


def load_yaml(path: str, text: str, *, first_line: int = 1, name: str = "The file") -> Yaml:
    """Return the fields in `text`, which begins at line `first_line` of the file at `path`.

    `name` is what to call the text in a message. Nothing is raised, whatever the text holds.
    """
    problems: list[Problem] = []

    def report(rule: str, mark: Any, message: str, hint: str) -> None:
        place = Place(first_line + mark.line, mark.column + 1)
        problems.append(problem(rule, message, hint, file=path, place=place))

    try:
        if _may_be_refused(text):
            for refusal in _refusals(text):
                report(*refusal)
        root = None if problems else yaml.CBaseLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        report("yaml-broken", *_in_plain_words(error, text))
    except yaml.YAMLError:
        place = Place(first_line)
        problems.append(problem("yaml-broken", f"{name} cannot be read.", "Type it anew.", file=path, place=place))
    if problems:
        return Yaml(None, None, problems)
    if root is None:
        return Yaml({}, None, [])
    if not isinstance(root, yaml.MappingNode):
        if spot := _colon_without_space(text, range(text.count("\n") + 1)):
            report("yaml-broken", spot, _NO_SPACE_MESSAGE, _NO_SPACE_HINT)
            return Yaml(None, None, problems)
        found = "a list" if isinstance(root, yaml.SequenceNode) else "a text without names"
        message = f"{name} is {found}; it must be fields, each a name, a colon and a value."
        report("yaml-not-fields", root.start_mark, message, "Write one field a line, as in title: How long it lasts")
        return Yaml(None, None, problems)
    return Yaml(_plain(root, report), root, problems)


def read_data(path: str, data: bytes, type_: type[Value]) -> tuple[Value | None, Places, list[Problem]]:
    """Return what the YAML data file at `path` says as a value of `type_`, where each part stands, what is wrong."""
    text, problems = read_text(path, data, largest=LARGEST_DATA_FILE)
    if text is None:
        return None, (), problems
    value, loaded, found = read_fields(path, text, type_)
    return value, places(loaded.root), problems + found


def read_fields(path: str, text: str, type_: type[Value]) -> tuple[Value | None, Yaml, list[Problem]]:
    """Return the same of the file's text, with the data themselves instead of the places: see `place_of`."""
    loaded = load_yaml(path, text)
    if loaded.fields is None:
        return None, loaded, loaded.problems
    value, faults = convert(loaded.fields, type_)
    found = [*loaded.problems, *cut_short(path, text, loaded, type_)]
    return value, loaded, found + [located(path, fault, loaded) for fault in faults]


def cut_short(path: str, text: str, loaded: Yaml, type_: Any, *, first_line: int = 1) -> list[Problem]:
    """Return the problem of every text in `text`, a `type_`, that a number sign cuts short: it begins a note."""
    if loaded.root is None or " #" not in text:
        return []
    lines = text.split("\n")
    message, hint = "Everything after “ #” is a note and is not shown.", "Put quotation marks around the whole value."
    problems = []
    for part, node in _scalars(loaded.root, ()):
        end = node.end_mark
        if (
            node.value
            and not node.style
            and (found := _NOTE.match(lines[end.line], end.column))
            and is_text(type_, part)
        ):
            place = Place(first_line + end.line, found.end())
            problems.append(problem("field-cut-short", message, hint, file=path, place=place))
    return problems


_NOTE = re.compile(r"[ \t]+#")


def located(path: str, fault: Fault, loaded: Yaml, *, first_line: int = 1) -> Problem:
    """Return `fault` as a problem at its place in the file."""
    place = place_of(loaded.root, fault.path, at_name=fault.at_name, first_line=first_line)
    return problem(fault.rule, fault.message, fault.hint, file=path, place=place)


def place_of(root: Any, path: Path, *, at_name: bool = False, first_line: int = 1) -> Place:
    """Return where the value at `path` stands, or its name; 1:1 for the whole, the nearest part if there is none."""
    mark = None
    node = root
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == step), None)
            if pair is None:
                break
            name, node = pair
            mark = name.start_mark if at_name or _nothing(node) else node.start_mark
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    return Place(first_line + mark.line, mark.column + 1) if mark else Place()


def places(root: Any, *, first_line: int = 1) -> Places:
    """Return the place of every value."""
    return tuple(_places(root, "", first_line)) if root else ()


def as_scalar(text: str) -> str:
    """Return `text` as YAML takes it, in brackets too: in quotation marks where it needs them."""
    return text if re.fullmatch(r"[\w/][\w/.~+#-]*", text, re.ASCII) else json.dumps(text, ensure_ascii=False)


def names(root: Any, field: str) -> dict[str, Place]:
    """Return where each name stands in the group that `field` gives."""
    groups = [part for name, part in root.value if name.value == field] if root else []
    pairs = [pair for group in groups if isinstance(group, yaml.MappingNode) for pair in group.value]
    return {name.value: Place(1 + name.start_mark.line, name.start_mark.column + 1) for name, _ in pairs}


def _places(node: Any, prefix: str, first_line: int) -> Iterator[tuple[str, Place]]:
    if isinstance(node, yaml.MappingNode):
        parts = [(name.value, part) for name, part in node.value]
    else:
        parts = [(str(index), part) for index, part in enumerate(node.value)]
    for name, part in parts:
        mark = part.start_mark
        yield f"{prefix}{name}", Place(first_line + mark.line, mark.column + 1)
        if not isinstance(part, yaml.ScalarNode):
            yield from _places(part, f"{prefix}{name}.", first_line)


def _scalars(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield every text within `node`, and where in the data it is."""
    if isinstance(node, yaml.MappingNode):
        for name, part in node.value:
            yield from _scalars(part, (*path, name.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, part in enumerate(node.value):
            yield from _scalars(part, (*path, index))
    else:
        yield path, node


def _nothing(node: Any) -> bool:
    """Return whether a value is not there at all: its mark is then that of whatever comes next."""
    return isinstance(node, yaml.ScalarNode) and not node.value and not node.style


def _plain(node: Any, report: Any) -> Any:
    """Return the data of `node`, and report curly quotation marks and every name that a group has twice."""
    if isinstance(node, yaml.ScalarNode):
        if not node.style and _CURLY.fullmatch(node.value):
            report("field-quotation-marks", node.start_mark, _CURLY_MESSAGE, _CURLY_HINT)
            return node.value[1:-1]
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part, report) for part in node.value]
    group: dict[str, Data] = {}
    for name, part in node.value:
        if not isinstance(name, yaml.ScalarNode):
            hint = "Write a plain word before the colon."
            report("yaml-broken", name.start_mark, "A list or a group cannot be the name of a field.", hint)
        elif not name.style and (found := _NO_SPACE.match(name.value)):
            at = _Spot(name.start_mark.line, name.start_mark.column + found.start("colon"))
            report("yaml-broken", at, _NO_SPACE_MESSAGE, _NO_SPACE_HINT)
            group.setdefault(found["name"], name.value[found.end() :])
        elif name.value in group:
            message = f"The field “{name.value}” is here a second time."
            report("yaml-duplicate-field", name.start_mark, message, "Keep one of the two and delete the other.")
        else:
            group[name.value] = _plain(part, report)
    return group


_CURLY = re.compile("[“”„][^“”„]*[“”]|[‘][^‘’]*’")
_CURLY_MESSAGE = "The quotation marks are curly; use straight ones, or none."
_CURLY_HINT = 'Write "value", or the value alone; to show curly marks, put straight ones around them.'

_NO_SPACE = re.compile(r"[ ]*(?:-[ ]+)*(?P<name>[A-Za-z]\w*)(?P<colon>：|:(?!//|[ \t]|$))\s*")
_NO_SPACE_MESSAGE = "There is no space after the colon."
_NO_SPACE_HINT = "Write name: value, with a plain colon and a plain space after it."

_DEEP_INDENT = re.compile(r"\n[ ]{20}")


def _may_be_refused(text: str) -> bool:
    """Return whether `text` must be looked at piece by piece; what most files hold needs no such look."""
    if "&" in text or "*" in text or "!" in text or _DEEP_INDENT.search(text):
        return True
    return text.count("[") + text.count("{") + text.count("- ") + text.count("? ") > DEEPEST


def _refusals(text: str) -> Iterator[tuple[str, Any, str, str]]:
    """Yield rule, mark, message and hint of all that is refused; the parser makes events without recursion."""
    depth = 0
    for event in yaml.parse(text, yaml.CBaseLoader):
        mark = event.start_mark
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                message = f"Lists or groups are nested more than {DEEPEST} deep here."
                yield (
                    "yaml-too-deep",
                    mark,
                    message,
                    "Look for a bracket, or for spaces at the start of a line, too many.",
                )
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        quote = "If it is part of the text, put quotation marks around the whole value."
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            yield (
                "yaml-reference",
                mark,
                f"“*{anchor}” refers to another part of the file; that is not read.",
                quote,
            )
        elif anchor:
            yield (
                "yaml-reference",
                mark,
                f"“&{anchor}” names a part of the file for reuse; that is not read.",
                quote,
            )
        if (tag := getattr(event, "tag", None)) and tag != "!":
            yield "yaml-tag", mark, "An exclamation mark at the start of a value names a type; that is not read.", quote


class _Spot(NamedTuple):
    """A position in the text, both counted from 0; PyYAML's own marks have the same names."""

    line: int
    column: int


def _in_plain_words(error: yaml.MarkedYAMLError, text: str) -> tuple[_Spot, str, str]:
    """Return where and what is wrong, and what to do, without a word of YAML's own language."""
    marks = [_Spot(mark.line, mark.column) for mark in (error.problem_mark, error.context_mark) if mark]
    mark, opened = (marks[0], marks[-1]) if marks else (_Spot(0, 0), _Spot(0, 0))
    fault, context = str(error.problem), str(error.context)
    line = _line(text, mark.line)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return mark, "There is a tab at the start of this line.", "Use spaces instead of the tab key."
    if "unknown escape" in fault or "hexdecimal" in fault:
        at = _Spot(mark.line, max(line.rfind("\\", 0, mark.column + 1), 0))
        return at, 'A backslash within " " has a meaning of its own.', "Put ' instead of \" around the value."
    if slip := _slip_near(text, min(mark.line, opened.line), mark):
        return slip
    if "quoted scalar" in context:
        return opened, "The quotation mark that opens here is never closed.", "Add the closing mark at the value's end."
    if "could not find expected ':'" in fault:
        words = _line(text, opened.line).strip()[:60]
        hint = "Write name: value. If it goes on from the line above, put both on one line."
        return opened, f"The line “{words}” has no colon after the name of a field.", hint
    if "mapping values are not allowed" in fault:
        return _colon_out_of_place(mark, text)
    if "flow sequence" in context or "flow mapping" in context:
        bracket = "]" if "sequence" in context else "}"
        return (
            opened,
            f"The bracket that opens here is not closed by “{bracket}”.",
            f"Add {bracket} where the list ends.",
        )
    if "flow node" in context and not text[_index(text, mark) :].strip():
        return _bracket_left_open(text)
    if "single document" in context or ("document start" in fault and line.startswith("---")):
        return mark, "A line of three hyphens divides the text here.", "Delete the line, or indent it."
    return _quotation_left_open(mark, text) or _character_out_of_place(mark, line)


def _slip_near(text: str, first: int, mark: _Spot) -> tuple[_Spot, str, str] | None:
    """Return the words for a slip on one of the lines from `first` to that of `mark`, which often only shows it."""
    while first and not _line(text, first - 1).strip():
        first -= 1
    if spot := _colon_without_space(text, range(max(first - 1, 0), mark.line + 1)):
        return spot, _NO_SPACE_MESSAGE, _NO_SPACE_HINT
    for row in range(first, mark.line + 1):
        if found := re.match(r"[ ]*-(?=[^\s-])", _line(text, row)):
            return _Spot(row, found.end() - 1), "There is no space after the hyphen.", "Put a space after each -."
    line = _line(text, mark.line)
    if (found := _AFTER_BRACKET.match(line)) and mark.column > found.start("value"):
        message = f"A value that begins with {found['value'][0]} is a list."
        return _Spot(mark.line, found.start("value")), message, "Put quotation marks around the whole value."
    if (found := _CURLY_VALUE.match(line)) and mark.column > found.start("value"):
        return _Spot(mark.line, found.start("value")), _CURLY_MESSAGE, _CURLY_HINT
    return None


_VALUE_BEGINS = r"[ ]*(?:-[ ]+|[A-Za-z]\w*:[ ]+)+"
_AFTER_BRACKET = re.compile(rf"{_VALUE_BEGINS}(?P<value>\[[^\[\]]*\][ ]*[^\s\]}},#])")
_CURLY_VALUE = re.compile(rf"{_VALUE_BEGINS}(?P<value>[“”„][^“”„]*[“”][ ]*$)")


def _colon_without_space(text: str, rows: Iterable[int]) -> _Spot | None:
    """Return the first colon after the name of a field that a plain space does not follow."""
    lines = text.split("\n")
    for row in rows:
        if row < len(lines) and (found := _NO_SPACE.match(lines[row])):
            return _Spot(row, found.start("colon"))
    return None


def _bracket_left_open(text: str) -> tuple[_Spot, str, str]:
    """Return the words for a text that ends within brackets."""
    at = max(text.rfind("["), text.rfind("{"), 0)
    bracket = "]" if text[at] == "[" else "}"
    spot = _Spot(text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1)
    message = f"The bracket that opens here is not closed by “{bracket}”."
    return spot, message, f"Add {bracket} where the list ends."


_QUOTE = 'Put quotation marks around the whole value, as in name: "value".'


def _colon_out_of_place(mark: _Spot, text: str) -> tuple[_Spot, str, str]:
    """Return the words for a colon where none may be: in a value, or after lines that do not fit one another."""
    line = _line(text, mark.line)
    if line[: mark.column].count(":"):
        return mark, f"The value in “{line.strip()[:60]}” contains a colon followed by a space.", _QUOTE
    above = _line(text, mark.line - 1)
    if len(line) - len(line.lstrip()) == len(above) - len(above.lstrip()):
        message = f"The line “{above.strip()[:60]}” has no colon followed by a space after the name of a field."
        return _Spot(mark.line - 1, 0), message, "Write name: value."
    message = f"The line “{line.strip()[:60]}” does not begin in the same column as the fields above it."
    return mark, message, "Take away or add spaces at its start."


def _quotation_left_open(mark: _Spot, text: str) -> tuple[_Spot, str, str] | None:
    """Return the words for text behind a quotation mark, if that mark was to open a value and closed one far above."""
    lines = text.split("\n")[: mark.line + 1]
    before = "\n".join([*lines[:-1], lines[-1][: mark.column].rstrip()])
    if not before.endswith(('"', "'")):
        return None
    opened = before.rfind(before[-1], 0, len(before) - 1)
    row = before.count("\n", 0, opened)
    if opened < 0 or row == mark.line:
        return None
    at = _Spot(row, opened - before.rfind("\n", 0, opened) - 1)
    return at, "The quotation mark that opens here is never closed.", "Add the closing mark at the value's end."


def _character_out_of_place(mark: _Spot, line: str) -> tuple[_Spot, str, str]:
    """Return the words for a line that cannot go on as it does at `mark`."""
    here, before = line[mark.column : mark.column + 1], line[: mark.column].rstrip()
    if here in ("]", "}"):
        return mark, f"The bracket “{here}” closes nothing.", f"Delete it, or add the one that opens. {_QUOTE}"
    if before.endswith(('"', "'")):
        other = "'" if before.endswith('"') else '"'
        message = f"The value ends at the second quotation mark, and “{line[mark.column :].strip()[:40]}” follows it."
        return mark, message, f"Put {other} instead of {before[-1]} around the whole value."
    if before.endswith(("*", "&", "!", ">", "|", "%")) or (here and not here.isalnum()):
        return mark, f"A value cannot begin with “{before[-1:] if here.isalnum() or not here else here}”.", _QUOTE
    message = f"The line “{line.strip()[:60]}” does not fit what stands above it."
    return mark, message, "Begin it in the same column as the lines that it belongs to."


def _index(text: str, spot: _Spot) -> int:
    return sum(len(line) + 1 for line in text.split("\n")[: spot.line]) + spot.column


def _line(text: str, index: int) -> str:
    lines = text.split("\n")
    return lines[index] if index < len(lines) else ""

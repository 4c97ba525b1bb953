"""Problems for people: what stands on a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from site_builder.excerpt import excerpt
from site_builder.model.problem import Problem, Severity
from site_builder.screen import WIDEST, Screen

Lines = Callable[[str], Sequence[str]]
"""What tells the lines of a file by its path; none where it cannot be read."""


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """Return how many of the problems are of this severity."""
    return sum(1 for problem in problems if problem.severity is severity)


def as_text(problems: Iterable[Problem]) -> str:
    """Return each problem as `file:line:column: severity[rule] message`, and below it the hint."""
    return "".join(f"{line}\n" for each in problems for line in _told(each, Screen()))


def in_full(problems: Iterable[Problem], lines: Lines, reasons: Mapping[str, str], screen: Screen) -> str:
    """Return the same, and below each problem the line that it is about and, once for each rule, why that matters."""
    blocks, told = [], set()
    for each in problems:
        reason = "" if each.rule in told else one_line(reasons.get(each.rule, ""))
        told.add(each.rule)
        block = [*_told(each, screen), *_pointed(each, lines(each.file), screen)]
        if reason and reason not in one_line(each.message):
            block += _labelled("why", screen.wrapped(reason, f"{INDENT}why: "), screen)
        blocks.append("".join(f"{line}\n" for line in block))
    return "\n".join(blocks)


def next_step(problems: Iterable[Problem], screen: Screen, *, strict: bool = False) -> str:
    """Return what to do about the problems, in plain words; "" where nothing needs to be done."""
    listed = list(problems)
    errors = [each for each in listed if each.severity is Severity.ERROR]
    warnings = [each for each in listed if each.severity is Severity.WARNING]
    if errors:
        first = f"{one_line(errors[0].file)}, line {errors[0].line}"
        what = (
            f"Mend the error in {first}" if len(errors) == 1 else f"Mend the {len(errors)} errors, the first in {first}"
        )
        said = f"{what}: until then nothing new is published."
    elif warnings and strict:
        said = "Mend the warnings: with --strict nothing new is published until then."
    elif warnings:
        said = "Nothing here keeps the site from being published. Still, look at each warning."
    else:
        return ""
    more = f"More about a rule, here the first of them: site-builder rules {(errors or warnings)[0].rule}"
    return "".join(f"{line}\n" for text in (said, more) for line in screen.wrapped(text))


INDENT = "    "


def _told(found: Problem, screen: Screen) -> Iterator[str]:
    """Yield the two lines that programs read too; on a screen they look no different but for colours."""
    place = screen.styled(f"{one_line(found.file)}:{found.line}:{found.column}:", "bold")
    severity = screen.styled(f"{found.severity}[{found.rule}]", found.severity)
    yield f"{place} {severity} {one_line(found.message)}"
    yield from _labelled("hint", [f"{INDENT}hint: {one_line(found.hint)}"], screen)


def _labelled(label: str, lines: list[str], screen: Screen) -> list[str]:
    """Return the lines with the label at the beginning of the first set off from what follows it."""
    head = f"{INDENT}{label}:"
    return [f"{INDENT}{screen.styled(f'{label}:', 'dim')}{lines[0].removeprefix(head)}", *lines[1:]]


def _pointed(found: Problem, lines: Sequence[str], screen: Screen) -> Iterator[str]:
    """Yield the line that a problem is about, and a pointer to its place; nothing for what concerns a whole file."""
    if (found.line, found.column) == (1, 1) or found.line > len(lines):
        return
    line, number = lines[found.line - 1], str(found.line)
    room = max((screen.width or WIDEST) - len(f"{INDENT}{number} │ "), NARROWEST)
    part = excerpt(line, found.column, room, length=meant_length(found, line))
    if not part.text:
        return
    gutters = [screen.styled(f"{INDENT}{each} │", "dim") for each in (number, " " * len(number))]
    pointer = "^" * part.length if part.start >= 0 else f"at: {part.at}"
    yield f"{gutters[0]} {part.text}"
    yield f"{gutters[1]} {' ' * max(part.start, 0)}{screen.styled(pointer, found.severity)}"


NARROWEST = 16
"""Columns that are left to an excerpt, however narrow the terminal: with fewer no word could be read."""


def meant_length(found: Problem, line: str) -> int:
    """Return how many characters a problem is about: what its message quotes, if that stands there, else one."""
    start = found.column - 1
    quoted = [words for pair in _QUOTED.findall(found.message) for words in pair if words]
    ends = [
        at + len(words) for words in quoted if (at := line.find(words, start, start + len(words) + LONGEST_SIGN)) >= 0
    ]
    return max([1, *(end - start for end in ends)])


LONGEST_SIGN = 2
"""Characters that may stand before the words that are quoted: the `[@` of a source."""

_QUOTED = re.compile(r"“([^“”]+)”|'([^']+)'")


def one_line(text: str) -> str:
    """Return `text` on one line, without signs that would move the cursor of a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())

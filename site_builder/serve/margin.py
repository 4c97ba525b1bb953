"""The margin for the writer: what there is to know of a text, and each finding at the very block that caused it.

The page that is served has no line numbers. So its blocks are laid beside those of its text (`lines.py`), one by one;
what a block of the page is called is its number among all that a CSS selector finds there, so that a browser finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, cast

import msgspec

from site_builder.dom import Element, parse
from site_builder.model.front_matter import FrontMatter, translation_of_kind, type_of_kind
from site_builder.model.problem import Place, Problem
from site_builder.parts.standing import FileStatus
from site_builder.serve.finding import Finding, Read, findings
from site_builder.serve.lines import ANY_BLOCK, SHOWN, Block, Written, is_drawn, letters, name_of, written
from site_builder.text.front_matter import HEAD_LINE, FrontMatterResult, read_front_matter
from site_builder.urls import identify

PROSE = "main .prose"
SELECTOR = f"{PROSE} {ANY_BLOCK}"
"""The blocks of all texts of a page."""

QUESTION = "main .answer__question"


class Spot(msgspec.Struct, frozen=True):
    """A block of the page: the one of this number, from 0, among those that the CSS selector finds."""

    selector: str
    nth: int = 0


class Marked(msgspec.Struct, frozen=True):
    """A finding, and the block that caused it; None for what has no place on the page."""

    finding: Finding
    spot: Spot | None


class Fact(msgspec.Struct, frozen=True):
    """Something to know of a text. `needs_care` where somebody should do something about it."""

    name: str
    value: str
    note: str = ""
    needs_care: bool = False


class Margin(msgspec.Struct, frozen=True):
    """What stands beside a page; the findings in the order of the page, those without a place first."""

    facts: tuple[Fact, ...]
    findings: tuple[Marked, ...]


def margin(
    html: str,
    source: str,
    problems: Iterable[Problem],
    read: Read,
    root: str,
    *,
    status: FileStatus | None = None,
    cited: Sequence[str] = (),
) -> Margin:
    """Return what stands beside the page `html` that is made of the file `source`, and shows answers of others."""
    placed = sorted(_placed(parse(html), source, [*problems], read), key=lambda each: each[1] is not None)
    full = findings([found for found, _ in placed], read, root)
    return Margin(
        tuple(facts(status, cited)) if status else (),
        tuple([Marked(each, spot) for each, (_, spot) in zip(full, placed, strict=True)]),
    )


def facts(status: FileStatus, cited: Sequence[str]) -> Iterator[Fact]:
    """Yield what there is to know of a text."""
    if status.grade:
        note = "the aim is 8 or below" if status.grade > TARGET else "easy enough: the aim is 8 or below"
        yield Fact("Reading grade", f"{status.grade:.1f}", note, needs_care=status.grade > TARGET)
    yield Fact("Words", f"{status.words:,}", f"{status.minutes} minute{'s'[: status.minutes != 1]} to read")
    yield Fact("Sources", str(len(cited)), ", ".join(cited))
    if status.review:
        yield _review(status)
    if status.translation and status.translation != "current":
        yield Fact("Translation", status.translation, "its original was changed since", needs_care=True)


TARGET = 8
"""The grade that patients' texts are to have at most (see model/rule.Reading)."""


def _review(status: FileStatus) -> Fact:
    """Return how the medical review of a text stands."""
    if status.reviewed is None or status.review_due is None:
        return Fact("Medical review", "none yet", "a clinician signs it off with `review`", needs_care=True)
    by = f"{status.reviewed} by {status.reviewed_by}"
    notes = {
        "unsigned": f"{by}, but not signed",
        "changed": f"{by}; the text was changed since",
        "overdue": f"{by}; it was due on {status.review_due}",
        "due soon": f"{by}; due on {status.review_due}, in {status.days} days",
    }
    standing = status.review.partition(",")[0]
    value = {"current": "signed", "changed": "sign it again", "unsigned": "not signed"}.get(standing, status.review)
    note = notes.get(standing, f"{by}; due on {status.review_due}")
    return Fact("Medical review", value, note, needs_care=status.review != "current")


def _placed(page: Element, source: str, problems: list[Problem], read: Read) -> Iterator[tuple[Problem, Spot | None]]:
    """Yield each problem of the text of a page, and of the answers that it shows, with its spot; in their order."""
    containers = [*_containers(page)]
    own = next((each.blocks for each in containers if not each.is_answer), ())
    answers = [each.blocks for each in containers if each.is_answer]
    texts = [
        (source, Spot("main h1"), own),
        *_answers(page, answers, {each.file for each in problems} - {source}, read),
    ]
    for file, title, blocks in texts:
        mine = sorted(each for each in problems if each.file == file)
        text = _Text.of(file, read, page, title, blocks) if mine else None
        for each in mine:
            yield each, text.spot(each) if text else None


Blocks = tuple[tuple[int, Block], ...]
"""The blocks of one text of a page, each with its number among those of all texts there."""


class _Container(NamedTuple):
    """What holds a text on the page."""

    is_answer: bool
    blocks: Blocks


def _containers(page: Element) -> Iterator[_Container]:
    nth = 0
    for container in page.all(PROSE):
        blocks = []
        for element in container.all(ANY_BLOCK):
            if not any(map(is_drawn, element.above)) and element.get("class") != "answer__note":
                name = name_of(element)
                blocks.append((nth, Block(name, "" if name == SHOWN else letters(element.text))))
            nth += 1
        yield _Container("answer__body" in container.get("class").split(), tuple(blocks))


def _answers(
    page: Element, bodies: Sequence[Blocks], files: Iterable[str], read: Read
) -> Iterator[tuple[str, Spot, Blocks]]:
    """Yield each answer on the page that is of one of the `files`, with its question and its text."""
    names = {}
    for file in sorted(files):
        identity = identify(file)
        if identity and identity.kind == "question" and (front := _front(file, read)):
            names[letters(getattr(front.fields, "question", ""))] = file
    for nth, (question, blocks) in enumerate(zip(page.all(QUESTION), bodies, strict=False)):
        if file := names.get(letters(question.text), ""):
            yield file, Spot(QUESTION, nth), blocks


def _front(file: str, read: Read) -> FrontMatterResult[FrontMatter] | None:
    """Return the content file at this path, divided; None where it is none, or cannot be read."""
    identity, text = identify(file), read(file)
    if identity is None or text is None or not file.endswith(".md"):
        return None
    types = translation_of_kind if identity.language else type_of_kind
    return read_front_matter(file, text.encode(errors="replace"), cast("type[FrontMatter]", types[identity.kind]))


class _Text(NamedTuple):
    """A content file on a page: `shown` is the number there of each block that its lines have become."""

    front: FrontMatterResult[FrontMatter]
    written: Written
    shown: dict[int, int]
    page: Element
    title: Spot

    @classmethod
    def of(cls, file: str, read: Read, page: Element, title: Spot, blocks: Blocks) -> _Text | None:
        """Return the file at this path, whose text is in `blocks`; None where it is none, or cannot be read."""
        front = _front(file, read)
        if front is None:
            return None
        lines = written(file, front.body, front.body_line)
        beside = _beside(lines.blocks, [block for _, block in blocks])
        return cls(front, lines, {number: blocks[nth][0] for number, nth in beside.items()}, page, title)

    def spot(self, found: Problem) -> Spot | None:
        """Return the block of the page that a problem of this file belongs to."""
        place = Place(found.line, found.column)
        if place.line < self.front.body_line or not self.front.body:
            return self._field_spot(self._field(place))
        number = self.written.block_of(place.line)
        return Spot(SELECTOR, self.shown[number]) if number in self.shown else None

    def _field(self, place: Place) -> str:
        """Return the field of the front matter that stands at a place, as in `key_points.1`."""
        before = max(((at, name) for name, at in self.front.field_places if at <= place), default=(place, ""))[1]
        lines = self.front.head.split("\n")
        begins = _NAME.match(lines[place.line - HEAD_LINE]) if 0 <= place.line - HEAD_LINE < len(lines) else None
        # At its name a field has not begun yet, as far as places know.
        return before if not begins or before.startswith(begins[1]) else begins[1]

    def _field_spot(self, field: str) -> Spot | None:
        """Return where the page shows a field of the front matter, None where it does not."""
        name, _, rest = field.partition(".")
        lead, points = self.page.first(LEAD), len(self.page.all(KEY_POINT))
        match name:
            case "title" | "question":
                return self.title
            case "description":
                given = getattr(self.front.fields, "description", None)
                is_shown = lead is not None and (given is None or letters(lead.text) == letters(given))
                return Spot(LEAD) if is_shown else self.title
            case "key_points" if points:
                return Spot(KEY_POINT, min(int(rest) if rest.isdigit() else 0, points - 1))
            case "image" if self.page.first(PICTURE):
                return Spot(PICTURE)
        return None


_NAME = re.compile(r"[\"']?(\w+)[\"']?[ \t]*:")

LEAD = "main h1 + .lead"
KEY_POINT = "main .key-points__list > li"
PICTURE = "main figure.picture"


def _beside(written: Sequence[Block], shown: Sequence[Block]) -> dict[int, int]:
    """Return which block of the page shows each block of the text, by their numbers.

    Where both have the same elements they go together one by one. An older page is shown of a text that was changed
    since, and a figure whose data are missing is not drawn at all: there those go together whose letters are the same.
    """
    if [each.name for each in written] == [each.name for each in shown]:
        return {number: number for number in range(len(shown))}
    matcher = SequenceMatcher(None, written, shown, autojunk=False)
    return {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}

"""A body turned into HTML, and what was found on the way: for the tests of each syntax."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.markup.contents import Contents
from site_builder.markup.conversion import Conversion
from site_builder.markup.markdown import render
from site_builder.model.document import BlockUse, Citation, Heading, Link, PictureUse, Text, Waiver
from site_builder.model.interface import MarkupWords
from site_builder.model.problem import Problem

PATH = "content/articles/a.md"

WORDS = MarkupWords(
    note="Note",
    warning="Warning",
    emergency="Emergency help",
    label="{kind}: {title}",
    footnote="Back to footnote {number} in the text",
    table="Table {number}",
    table_about="Table {number}: {heading}",
)


class Page(NamedTuple):
    """A body, rendered. In `html` a slot shows as its kind in braces."""

    html: str
    text: Text
    problems: list[Problem]
    links: list[Link]
    citations: tuple[Citation, ...]
    pictures: list[PictureUse]
    blocks: list[BlockUse]
    headings: list[Heading]
    ids: list[str]
    waivers: list[Waiver]
    words: int
    summary: str

    @property
    def found(self) -> list[tuple[str, int, int]]:
        """Rule, line and column of each problem, in the order of their places."""
        assert all(problem.file == PATH and problem.message and problem.hint for problem in self.problems)
        return [(problem.rule, problem.line, problem.column) for problem in sorted(self.problems)]


def page(body: str, *, first_line: int = 1, id_prefix: str = "", title: str = "", words: MarkupWords = WORDS) -> Page:
    """Return `body` as a page."""
    conversion = Conversion(PATH, body, first_line=first_line, id_prefix=id_prefix, title=title, words=words)
    rendered = render(conversion)
    contents = Contents()
    text = contents.text(rendered.html, conversion.insertions)
    shown = "".join(f"{piece}{{{slot.kind}}}" for piece, slot in zip(text.pieces, text.slots, strict=False))
    return Page(
        shown + text.pieces[-1],
        text,
        conversion.problems,
        contents.links,
        contents.citations,
        contents.pictures,
        contents.blocks,
        conversion.headings,
        list(conversion.ids),
        conversion.waivers,
        rendered.words,
        rendered.summary,
    )

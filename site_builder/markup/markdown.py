"""Markdown with the clinic's own syntax: the one module that makes a Python-Markdown.

A new one for each text, since it keeps ids and footnotes; and only with the parts that the text can need, since each
of them looks at every paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown import Markdown
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor

from site_builder.markup import BLOCKS, EXTENSIONS
from site_builder.markup.blocks import check_blocks
from site_builder.markup.conversion import Conversion, without_slots
from site_builder.markup.finish import Finish
from site_builder.markup.inline import QuickInlineProcessor, QuickLinks
from site_builder.markup.limits import within_limits
from site_builder.markup.places import Marks
from site_builder.markup.raw_html import RawHtml


class Rendered(NamedTuple):
    """The HTML of a body, with slots for its insertions, and what else the page says of it."""

    html: str
    words: int = 0
    summary: str = ""


def render(conversion: Conversion) -> Rendered:
    """Return the HTML of the body that `conversion` holds; what is found on the way is left in `conversion`."""
    if not conversion.body.strip() or not within_limits(conversion.body, conversion):
        return Rendered("")
    marks = Marks(conversion)
    raw_html = RawHtml(conversion, marks)
    conversion.read(check_blocks(conversion.body, BLOCKS, conversion, marks))
    try:
        markdown, finish = _markdown(conversion, marks, raw_html)
        page = raw_html.clean_page(marks.wipe(markdown.convert(marks.set(conversion.body))))
    except RecursionError:
        message = "Something in this text is nested too deep to be read."
        conversion.report("nested-too-deep", message, "Take away levels of lists or quotations.", conversion.place(0))
        conversion.insertions.clear()
        return Rendered("")
    return Rendered(page, len(without_slots(_TAG.sub("", page)).split()), finish.summary)


_TAG = re.compile(r"<[^>]*>")

_IDLE_WITHOUT = {
    "indent": ("\n    ", ">    ", "\t"),
    "code": ("\n    ", ">    ", "\t"),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-", ">"),
    "quote": (">",),
    "reference": ("]:",),
}
"""What a text must hold one of for a part of Markdown's own to find anything in it."""


def _markdown(conversion: Conversion, marks: Marks, raw_html: RawHtml) -> tuple[Markdown, Finish]:
    """Return a Markdown for this one body, and its last step."""
    body = conversion.body
    extensions = [syntax.make(conversion) for syntax in EXTENSIONS if syntax.trigger.search(body)]
    markdown = Markdown(extensions=extensions, output_format="html")
    markdown.ESCAPED_CHARS += ['"', "'"]  # So that \" stays straight.
    finish = Finish(markdown, conversion, marks, raw_html)
    markdown.inlinePatterns.register(QuickLinks(markdown), "link", 160)
    markdown.treeprocessors.register(QuickInlineProcessor(markdown), "inline", 20)
    markdown.treeprocessors.deregister("prettify")
    markdown.treeprocessors.register(finish, "unescape", 0)
    if "<" in body or "&" in body:
        markdown.preprocessors.register(_HtmlBlocks(markdown, finish), "html_block", 20)
    else:
        markdown.preprocessors.deregister("html_block")
    if "\t" not in body:
        markdown.preprocessors.register(_NoTabs(markdown), "normalize_whitespace", 30)
    lines = f"\n{body}"
    parts = markdown.parser.blockprocessors
    idle = {id(parts[name]) for name, triggers in _IDLE_WITHOUT.items() if not any(each in lines for each in triggers)}
    # The registry sorts and copies itself each time it is gone through, which is once a paragraph.
    markdown.parser.blockprocessors = tuple(part for part in parts if id(part) not in idle)  # type: ignore[assignment]
    return markdown, finish


class _NoTabs(Preprocessor):
    """Does what is left of Markdown's first step, for a text without tabs in which line ends are alike."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with those of nothing but spaces emptied, and two more."""
        return [*(line if line.strip(" ") or not row else "" for row, line in enumerate(lines)), "", ""]


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Sets HTML aside, and tells the last step which pieces were there before: code, which is none."""

    def __init__(self, md: Markdown, finish: Finish) -> None:
        super().__init__(md)
        self._finish = finish

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without their HTML."""
        self._finish.code_pieces = self.md.htmlStash.html_counter
        return super().run(lines)

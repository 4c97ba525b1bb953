"""Headings: an id for each, levels that follow one another, and the list of them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from site_builder.markup.conversion import Conversion, quoted
from site_builder.markup.places import Mark
from site_builder.model.document import Heading
from site_builder.model.problem import Place
from site_builder.urls import slug

LEVELS = {f"h{level}": level for level in range(1, 7)}


def head(heading: Element, text: str, mark: Mark | None, conversion: Conversion) -> None:
    """Give `heading`, whose plain text is `text`, its id and its level, and add it to the list of headings."""
    place = mark.place if mark else Place()
    level = LEVELS[heading.tag]
    if level == 1:
        message = f"“{quoted(text)}” is a heading of the first level; only the page's title is one."
        conversion.report("heading-first-level", message, "Write ## instead of #.", place)
        level = 2
        heading.tag = "h2"
    last = conversion.headings[-1].level if conversion.headings else 1
    if level > last + 1:
        message = f"The heading “{quoted(text)}” is of level {level}, and the one above it of level {last}."
        conversion.report("heading-skipped", message, f"Write {'#' * (last + 1)} instead of {'#' * level}.", place)
    if not text:
        conversion.report("heading-empty", "The heading has no text.", "Write one, or delete the line.", place)
    if not (id_ := heading.get("id", "")):
        id_ = conversion.new_id(conversion.id_prefix + (slug(text) or "section"))
        heading.set("id", id_)
    conversion.headings.append(Heading(level, id_, text, place))

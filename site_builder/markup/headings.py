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
    if not text:
        hint = "Write them behind the #, or delete the line."
        conversion.report("heading-empty", "The heading has no words.", hint, place)
        level = max(level, 2)
    elif level == 1:
        message = f"“{quoted(text)}” is a heading of the first level; only the page's title is one."
        underlined = not conversion.body.startswith("#", conversion.index(place))
        hint = f"Write ## {quoted(text)} and delete the line of =." if underlined else "Write ## instead of #."
        conversion.report("heading-first-level", message, hint, place)
        level = 2
    heading.tag = f"h{level}"
    last = conversion.headings[-1].level if conversion.headings else 1
    if text and level > last + 1:
        message = f"The heading “{quoted(text)}” is of level {level}, and the one above it of level {last}."
        conversion.report("heading-skipped", message, f"Write {'#' * (last + 1)} instead of {'#' * level}.", place)
    if not (id_ := heading.get("id", "")):
        id_ = conversion.new_id(conversion.id_prefix + (slug(text) or "section"))
        heading.set("id", id_)
    conversion.headings.append(Heading(level, id_, text, place))

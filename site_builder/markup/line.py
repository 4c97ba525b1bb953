"""A line of text from front matter that is shown as it is, but for its citations and its punctuation."""

from __future__ import annotations

import html
import re

from site_builder.markup.citations import START, cite
from site_builder.markup.conversion import Conversion
from site_builder.markup.places import Mark
from site_builder.markup.smart_punctuation import set_type
from site_builder.model.problem import Place


def render_line(value: str, place: Place, conversion: Conversion) -> str:
    """Return `value`, which stands at `place` in the text that `conversion` holds, as HTML.

    YAML has unfolded the value, so that each citation is looked up in the text itself, where its lines are the file's.
    """
    at = conversion.index(place)

    def replace(found: re.Match[str]) -> str:
        nonlocal at
        begins = START.search(conversion.body, at)
        if begins is None:
            return html.escape(cite(Mark("citation", place, found[0]), conversion), quote=False)
        at = begins.end()
        end = conversion.body.find("]", at)
        source = conversion.body[begins.start() : end + 1] if found[0].endswith("]") else found[0]
        return html.escape(cite(Mark("citation", conversion.place(begins.start()), source), conversion), quote=False)

    return _CITATION.sub(replace, html.escape(set_type(value, "", goes_on=False), quote=False))


_CITATION = re.compile(r"\[[ ]?@[^\[\]]*\]?")

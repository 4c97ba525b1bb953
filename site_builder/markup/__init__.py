"""The clinic's Markdown: which blocks there are, and which syntaxes Markdown is given beyond its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension

from site_builder.markup.blocks import COMPARISON, CONSULTATION, FIGURES
from site_builder.markup.callouts import CALLOUTS
from site_builder.markup.conversion import Conversion
from site_builder.markup.footnotes import Footnotes
from site_builder.markup.tables import Tables

BLOCKS = (*CALLOUTS, CONSULTATION, COMPARISON, *FIGURES)
"""Every block that can be written as `/// name`."""


def _blocks(conversion: Conversion) -> Extension:
    # Late: pymdown-extensions takes longer to load than most texts take to convert.
    from site_builder.markup.containers import Blocks

    return Blocks(BLOCKS, conversion.words)


class Syntax(NamedTuple):
    """A part of Markdown that is added to a text which matches `trigger`."""

    trigger: re.Pattern[str]
    make: Callable[[Conversion], Extension]


EXTENSIONS = (
    Syntax(re.compile(r"///"), _blocks),
    Syntax(re.compile(r"[`~]{3}"), lambda _: FencedCodeExtension()),
    Syntax(re.compile(r"\|"), lambda _: Tables()),
    Syntax(re.compile(r"\[\^"), Footnotes),
    Syntax(re.compile(r"\n[ >\t]*:[ \t]"), lambda _: DefListExtension()),
    Syntax(re.compile(r"\{"), lambda _: AttrListExtension()),
    Syntax(re.compile(r"\*\["), lambda _: AbbrExtension()),
    Syntax(re.compile(r"[-*+.][ \t]"), lambda _: SaneListExtension()),
)
"""Each looks at every paragraph, so that a text is given only those that can find something in it."""

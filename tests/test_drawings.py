"""The drawings of static/drawings.svg: every one that front matter can name is there, in the colours of the tokens."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from site_builder.model.front_matter import DRAWINGS

STATIC = Path(__file__).parent.parent / "static"
SVG = "{http://www.w3.org/2000/svg}"
FOR_TEMPLATES = {"lost"}


def test_every_name_has_its_drawing_and_every_drawing_a_name() -> None:
    symbols = ElementTree.parse(STATIC / "drawings.svg").getroot().findall(f"{SVG}symbol")
    assert {symbol.get("id") for symbol in symbols} == {*DRAWINGS, *FOR_TEMPLATES}


def test_they_have_no_colours_of_their_own() -> None:
    tokens = set(re.findall(r"^  (--color-[a-z-]+):", (STATIC / "css/tokens.css").read_text(), re.MULTILINE))
    paints = re.findall(r'(?:fill|stroke)="([^"]*)"', (STATIC / "drawings.svg").read_text())
    assert {*paints} - {"none"} <= {f"var({token})" for token in tokens}

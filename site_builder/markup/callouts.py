"""`/// note`, `/// warning` and `/// emergency`: text set apart under a title."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from site_builder.markup.blocks import BlockType

TITLES = {"note": "Note", "warning": "Warning", "emergency": "Emergency help"}
"""Each callout, and its title where the writer gives none."""

CALLOUTS = tuple(BlockType(name, takes_title=True, takes_content=True) for name in TITLES)


def label(aside: Element, title: str) -> str:
    """Return what a screen reader calls the callout: its kind, and its title where that is another."""
    kind = TITLES.get(aside.get("class", "").rpartition("--")[2], "")
    return title if title.startswith(kind) else f"{kind}: {title}"

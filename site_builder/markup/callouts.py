"""`/// note`, `/// warning` and `/// emergency`: text set apart under a title."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from site_builder.markup.blocks import BlockType
from site_builder.model.interface import MarkupWords

KINDS = ("note", "warning", "emergency")

CALLOUTS = tuple(BlockType(name, takes_title=True, takes_content=True) for name in KINDS)


def kind_in_words(name: str, words: MarkupWords) -> str:
    """Return what a callout of the kind `name` is called where its writer gives it no title; "" where it is none."""
    return {"note": words.note, "warning": words.warning, "emergency": words.emergency}.get(name, "")


def label(aside: Element, title: str, words: MarkupWords) -> str:
    """Return what a screen reader calls the callout: its kind, and its title where that is another."""
    kind = kind_in_words(aside.get("class", "").rpartition("--")[2], words)
    return title if title.startswith(kind) else words.label.format(kind=kind, title=title)

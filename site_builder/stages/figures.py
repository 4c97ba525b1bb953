"""figures: content/figures.yaml → FiguresFile."""

from __future__ import annotations

from site_builder.cache.memo import Blobs
from site_builder.model.figures import Figures, FiguresFile
from site_builder.model.inputs import Source


def parse_figures(source: Source, blobs: Blobs) -> FiguresFile:
    """Return what the file says, and all that is wrong with it."""
    return FiguresFile(Figures(), ())

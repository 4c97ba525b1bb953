"""comparison: content/treatments.yaml → ComparisonFile."""

from __future__ import annotations

from site_builder.cache.memo import Blobs
from site_builder.model.comparison import ComparisonFile
from site_builder.model.inputs import Source


def parse_comparison(source: Source, blobs: Blobs) -> ComparisonFile:
    """Return what the file says, and all that is wrong with it."""
    return ComparisonFile(None, ())

"""Static files and pictures, under names that carry a fingerprint of their content, and what hosts look for by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.model.output import MARK, MARKER, Copied, Made, Output
from site_builder.model.site import Site


def outputs(sites: Sequence[Site]) -> Iterator[Output]:
    """Every static file, the stylesheet among them, and every file of every picture that is shown."""
    for file in sites[0].materials.files:
        yield Copied(file.path, file.source, file.digest, file.size)
    # GitHub Pages would leave out files whose names begin with an underscore or a dot.
    yield Made(MARKER, "static", MARK)

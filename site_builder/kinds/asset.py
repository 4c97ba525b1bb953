"""Static files and pictures, under names that carry a fingerprint of their content, and what hosts look for by name."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.output import MARK, MARKER, Copied, Made, Output
from site_builder.model.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """Every static file, the stylesheet among them, and every file of every picture that is shown."""
    for file in site.materials.files:
        yield Copied(file.path, file.source, file.digest, file.size)
    # GitHub Pages would leave out files whose names begin with an underscore or a dot.
    yield Made(MARKER, "static", MARK)

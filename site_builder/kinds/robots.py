"""robots.txt (RFC 9309): everything may be read, and where the sitemap is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.model.output import Made, Output
from site_builder.model.site import Site


def outputs(sites: Sequence[Site]) -> Iterator[Output]:
    """`robots.txt`."""
    site = sites[0]
    yield Made(
        "robots.txt",
        "content/clinic.yaml",
        f"User-agent: *\nAllow: /\n\nSitemap: {site.origin}{site.base}sitemap.xml\n".encode(),
    )

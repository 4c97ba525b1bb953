"""The pictures that go with shared links, each beside the page that it is drawn for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.model.output import Copied, Output
from site_builder.model.site import Site
from site_builder.parts.share_pictures import article_file, site_file


def outputs(sites: Sequence[Site]) -> Iterator[Output]:
    """One file for each language of the site, and one for each article that was written in it."""
    for site in sites:
        for file in (site_file(site), *(article_file(entry, site) for entry in site.articles if not entry.language)):
            if file:
                yield Copied(file.path, file.source, file.digest, file.size)

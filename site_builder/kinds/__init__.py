"""What the site publishes, one kind a file: a view, and `outputs(site)`.

A new kind is one module here, its name in `KINDS`, and its template. A kind with pages says in `LAYOUTS` which view
each layout shows. What there is once for all languages is a name in `WHOLE` instead, and has `outputs(sites)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from site_builder.kinds import (
    article,
    article_list,
    asset,
    comparison,
    consultation,
    evidence,
    faq,
    feed,
    home,
    not_found,
    page,
    redirect,
    robots,
    search,
    security,
    service,
    share_picture,
    sitemap,
    topic,
)
from site_builder.model.output import Output
from site_builder.model.site import Site

KINDS = (
    home,
    page,
    consultation,
    article,
    article_list,
    topic,
    faq,
    service,
    comparison,
    evidence,
    search,
    not_found,
    feed,
    redirect,
)
"""Every kind that there is in each language, pages first."""

WHOLE = (
    sitemap,
    robots,
    security,
    share_picture,
    asset,
)
"""Every kind that there is once."""

VIEWS: dict[str, type[msgspec.Struct]] = {
    layout: view for kind in KINDS for layout, view in getattr(kind, "LAYOUTS", {}).items()
}
"""The view that each layout shows."""


def outputs(sites: Sequence[Site]) -> Iterator[Output]:
    """Yield everything that is published: the pages of each language below its folder, then what there is once."""
    for site in sites:
        for kind in KINDS:
            for output in kind.outputs(site):
                yield replace(output, path=site.prefix + output.path) if site.prefix else output
    for whole in WHOLE:
        yield from whole.outputs(sites)

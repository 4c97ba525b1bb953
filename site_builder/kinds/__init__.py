"""What the site publishes, one kind a file: a view, and `outputs(site)`.

A new kind is one module here, its name in `KINDS`, and its template. A kind with pages says in `LAYOUTS` which view
each layout shows.
"""

from __future__ import annotations

import msgspec

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
    security,
    service,
    sitemap,
    topic,
)

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
    not_found,
    feed,
    sitemap,
    robots,
    security,
    redirect,
    asset,
)
"""Every kind, pages first."""

VIEWS: dict[str, type[msgspec.Struct]] = {
    layout: view for kind in KINDS for layout, view in getattr(kind, "LAYOUTS", {}).items()
}
"""The view that each layout shows."""

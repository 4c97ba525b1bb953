"""What the site publishes, one kind a file: a view, and `outputs(site)`.

A new kind is one module here, its name in `KINDS`, and its template.
"""

from __future__ import annotations

from site_builder.kinds import (
    article,
    article_list,
    asset,
    consultation,
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
    not_found,
    feed,
    sitemap,
    robots,
    security,
    redirect,
    asset,
)
"""Every kind, pages first."""

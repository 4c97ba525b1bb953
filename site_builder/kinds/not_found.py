"""The page for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.interface import say
from site_builder.model.output import Output, Page
from site_builder.model.site import Card, Frame, Head, Site

MOST_ARTICLES = 5


class NotFoundView(msgspec.Struct, frozen=True):
    """What `layouts/not_found.html` shows."""

    frame: Frame
    head: Head
    articles: tuple[Card, ...]
    services: tuple[Card, ...]


LAYOUTS = {"layouts/not_found.html": NotFoundView}


def outputs(site: Site) -> Iterator[Output]:
    """`404.html`, which hosts show with that status."""
    url = f"{site.base}404.html"
    title, description = (say(site.interface, f"not-found.{part}") for part in ("title", "description"))
    view = NotFoundView(
        frame=site.frame,
        head=Head(url, site.origin + url, title, description, indexed=False),
        articles=tuple([entry.card for entry in site.articles[:MOST_ARTICLES]]),
        services=tuple([entry.card for entry in site.services]),
    )
    yield Page("404.html", "content", "layouts/not_found.html", view)

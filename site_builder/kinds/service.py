"""Services: the list of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.interface import say
from site_builder.model.front_matter import ServiceFields
from site_builder.model.output import Output, Page
from site_builder.model.site import CaptionedPicture, Card, Crumb, Frame, Head, Prose, ReferenceEntry, Site
from site_builder.parts.head import document_head, list_head
from site_builder.parts.prose import captioned, references
from site_builder.parts.structured_data import with_service_data


class ServiceListView(msgspec.Struct, frozen=True):
    """What `layouts/service_list.html` shows."""

    frame: Frame
    head: Head
    services: tuple[Card, ...]


class ServiceView(msgspec.Struct, frozen=True):
    """What `layouts/service.html` shows."""

    frame: Frame
    head: Head
    drawing: str
    image: CaptionedPicture | None
    prose: Prose
    references: tuple[ReferenceEntry, ...]
    others: tuple[Card, ...]


LAYOUTS = {"layouts/service_list.html": ServiceListView, "layouts/service.html": ServiceView}


def outputs(site: Site) -> Iterator[Output]:
    """`services/`, and `services/NAME/` for each."""
    cards = tuple([entry.card for entry in site.services])
    services = say(site.interface, "services.title")
    listing = list_head("services/", services, say(site.interface, "services.description"), site)
    view = ServiceListView(site.frame, listing, cards)
    yield Page("services/index.html", "content/services", "layouts/service_list.html", view)
    crumbs = (Crumb(f"{site.base}services/", services),)
    for entry in site.services:
        fields = entry.document.fields
        assert isinstance(fields, ServiceFields)
        service = ServiceView(
            frame=site.frame,
            head=with_service_data(document_head(entry, site, section=f"{site.base}services/", crumbs=crumbs), site),
            drawing=entry.card.drawing,
            image=captioned(fields.image, entry.document.path, site.materials, entry.language),
            prose=entry.prose,
            references=references(site.materials.references, entry.prose),
            others=tuple([card for card in cards if card.url != entry.url]),
        )
        yield Page(f"{entry.path}/index.html", entry.document.path, "layouts/service.html", service)

"""A standing page: about, privacy and the like."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.model.front_matter import PageFields
from site_builder.model.output import Output, Page
from site_builder.model.site import Frame, Head, Prose, ReferenceEntry, Site, TocEntry
from site_builder.parts.head import document_head
from site_builder.parts.prose import references
from site_builder.parts.structured_data import with_clinic_data


class PageView(msgspec.Struct, frozen=True):
    """What `layouts/page.html` shows."""

    frame: Frame
    head: Head
    prose: Prose
    toc: tuple[TocEntry, ...]
    references: tuple[ReferenceEntry, ...]


ABOUT = "about"
"""The name of the page that tells about the clinic."""

LAYOUTS = {"layouts/page.html": PageView}


def outputs(site: Site) -> Iterator[Output]:
    """One page for each file in `content/` that has no layout of its own."""
    for entry in site.pages:
        document, fields = entry.document, entry.document.fields
        assert isinstance(fields, PageFields)
        if fields.layout != "consultation" and document.name != "index":
            head = document_head(entry, site)
            view = PageView(
                frame=site.frame,
                head=with_clinic_data("AboutPage", head, site) if document.name == ABOUT else head,
                prose=entry.prose,
                toc=tuple([TocEntry(h.level, h.id, h.text) for h in document.headings if h.level == 2]),
                references=references(site.materials.references, entry.prose),
            )
            yield Page(f"{entry.path}/index.html", document.path, "layouts/page.html", view)

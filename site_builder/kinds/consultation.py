"""The free consultation: what happens, who it is not for, and every way to book."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.model.front_matter import PageFields
from site_builder.model.output import Output, Page
from site_builder.model.site import Frame, Head, Prose, ReferenceEntry, Site
from site_builder.parts.head import document_head
from site_builder.parts.prose import references
from site_builder.parts.structured_data import with_clinic_data


class ConsultationView(msgspec.Struct, frozen=True):
    """What `layouts/consultation.html` shows.

    Without a `form_endpoint` there is no form, nor with one that is not secure: a check tells that of clinic.yaml.
    """

    frame: Frame
    head: Head
    prose: Prose
    references: tuple[ReferenceEntry, ...]
    form_endpoint: str


LAYOUTS = {"layouts/consultation.html": ConsultationView}


def outputs(site: Site) -> Iterator[Output]:
    """One page for each standing page with `layout: consultation`."""
    endpoint = site.clinic.form_endpoint
    for entry in site.pages:
        document, fields = entry.document, entry.document.fields
        assert isinstance(fields, PageFields)
        if fields.layout == "consultation" and document.name != "index":
            view = ConsultationView(
                frame=site.frame,
                head=with_clinic_data("ContactPage", document_head(entry, site), site),
                prose=entry.prose,
                references=references(site.materials.references, entry.prose),
                form_endpoint=endpoint if endpoint.startswith("https://") else "",
            )
            yield Page(f"{entry.path}/index.html", document.path, "layouts/consultation.html", view)

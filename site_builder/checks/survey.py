"""What a check looks at: every document, published or not, and the site that they make."""

from __future__ import annotations

import msgspec

from site_builder.model.document import Document
from site_builder.model.front_matter import FrontMatter
from site_builder.model.inputs import Options
from site_builder.model.output import Output
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.model.site import Site


class Survey(msgspec.Struct, frozen=True):
    """Everything that is known before the pages are drawn; `clinic_places` are the places in clinic.yaml."""

    site: Site
    options: Options
    documents: list[Document]
    outputs: list[Output]
    clinic_places: tuple[tuple[str, Place], ...]

    def clinic_place(self, field: str) -> Place:
        """Return where clinic.yaml gives `field` (`people.nurse.page`), or the nearest thing around it."""
        places = dict(self.clinic_places)
        while field and field not in places:
            field = field.rpartition(".")[0]
        return places.get(field, Place())


def place_of(document: Document, field: str) -> Place:
    """Return where the front matter of `document` gives `field` (`topics.2` for an item), or the top of the file."""
    places = dict(document.field_places)
    return places.get(field) or places.get(field.partition(".")[0]) or Place()


def in_document(
    document: Document, rule: str, message: str, hint: str, place: Place, severity: Severity = Severity.ERROR
) -> Problem:
    """Return a problem in `document`: a warning at most where it is a draft."""
    fields: FrontMatter | None = document.fields
    if fields is not None and fields.draft and severity is Severity.ERROR:
        severity = Severity.WARNING
    return problem(rule, message, hint, file=document.path, place=place, severity=severity)

"""What a check looks at: every document, published or not, and the site that they make."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.model.comparison import FILE
from site_builder.model.document import Citation, Document, Link
from site_builder.model.figures import FILE as FIGURES
from site_builder.model.front_matter import FrontMatter
from site_builder.model.inputs import Options
from site_builder.model.output import Output
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.model.reference import BIBLIOGRAPHY, Bibliography, BibliographyEntry
from site_builder.model.site import Site


class Survey(msgspec.Struct, frozen=True):
    """Everything that is known before the pages are drawn; `clinic_places` are the places in clinic.yaml.

    `bibliography` are the sources as they were written; what a page shows of them is in the site's materials.
    """

    site: Site
    options: Options
    documents: list[Document]
    outputs: list[Output]
    clinic_places: tuple[tuple[str, Place], ...]
    bibliography: Bibliography = Bibliography((), (), ())

    def clinic_place(self, field: str) -> Place:
        """Return where clinic.yaml gives `field` (`people.nurse.page`), or the nearest thing around it."""
        places = dict(self.clinic_places)
        while field and field not in places:
            field = field.rpartition(".")[0]
        return places.get(field, Place())


class Shared(msgspec.Struct, frozen=True):
    """What a data file says on pages: as a document cites and links, but with no front matter and never a draft."""

    path: str
    ids: tuple[str, ...]
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    fields: None = None


def written(survey: Survey) -> Iterator[Document | Shared]:
    """Yield every text that cites and links: the documents, and the data that blocks show."""
    yield from survey.documents
    if comparison := survey.site.materials.comparison:
        cells = [cell for aspect in comparison.aspects for cell in aspect.cells] + [comparison.note]
        yield Shared(
            path=FILE,
            ids=tuple([aspect.key for aspect in comparison.aspects]),
            links=tuple([link for cell in cells for link in cell.links]),
            citations=tuple([citation for cell in cells for citation in cell.citations]),
        )
    if figures := survey.site.materials.figures.citations:
        yield Shared(FIGURES, ids=(), links=(), citations=figures)


def in_bibliography(
    entry: BibliographyEntry, survey: Survey, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Problem:
    """Return a problem with `entry`, where it begins."""
    place = survey.bibliography.places[survey.bibliography.entries.index(entry)]
    return problem(rule, message, hint, file=BIBLIOGRAPHY, place=place, severity=severity)


def place_of(document: Document, field: str) -> Place:
    """Return where the front matter of `document` gives `field` (`topics.2` for an item), or the top of the file."""
    places = dict(document.field_places)
    return places.get(field) or places.get(field.partition(".")[0]) or Place()


def in_document(
    document: Document | Shared, rule: str, message: str, hint: str, place: Place, severity: Severity = Severity.ERROR
) -> Problem:
    """Return a problem in `document`: a warning at most where it is a draft."""
    fields: FrontMatter | None = document.fields
    if fields is not None and fields.draft and severity is Severity.ERROR:
        severity = Severity.WARNING
    return problem(rule, message, hint, file=document.path, place=place, severity=severity)

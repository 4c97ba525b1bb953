"""What a check looks at: every document, published or not, and the site that they make."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.model.comparison import FILE, Comparison
from site_builder.model.document import Citation, Document, Link
from site_builder.model.figures import FILE as FIGURES
from site_builder.model.figures import Figures
from site_builder.model.front_matter import FrontMatter
from site_builder.model.inputs import Options
from site_builder.model.ledger import Ledger
from site_builder.model.output import Output
from site_builder.model.problem import Place, Problem, Severity, of_draft, problem
from site_builder.model.reference import BIBLIOGRAPHY, Bibliography, BibliographyEntry
from site_builder.model.site import Site
from site_builder.model.translation import DataTranslation
from site_builder.parts.figures import figure_name
from site_builder.urls import translation_path


class Survey(msgspec.Struct, frozen=True):
    """Everything that is known before the pages are drawn; `clinic_places` are the places in clinic.yaml.

    `bibliography` are the sources as they were written; what a page shows of them is in the site's materials. `site` is
    in the language of the originals, `others` are the same in each other one, and `translations` the data files of
    these; among the documents are translations, with no fields but those that they give. `ledger` are the addresses
    that were published, None where nobody has noted them.
    """

    site: Site
    options: Options
    documents: list[Document]
    outputs: list[Output]
    clinic_places: tuple[tuple[str, Place], ...]
    bibliography: Bibliography = Bibliography((), (), ())
    others: tuple[Site, ...] = ()
    translations: tuple[DataTranslation, ...] = ()
    ledger: Ledger | None = None

    def site_of(self, document: Document | Shared) -> Site:
        """Return the site in the language of a text; for one that the clinic does not name, that of the originals."""
        language = document.language
        return next((each for each in self.others if each.language == language), self.site) if language else self.site

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
    language: str = ""
    fields: None = None


def written(survey: Survey) -> Iterator[Document | Shared]:
    """Yield every text that cites and links: the documents, and the data that blocks show."""
    yield from survey.documents
    materials = survey.site.materials
    yield from _shared(materials.comparison, materials.figures, "")
    for each in survey.translations:
        if any(each.language == site.language for site in survey.others):
            yield from _shared(each.comparison, each.figures or Figures(), each.language)


def _shared(comparison: Comparison | None, figures: Figures, language: str) -> Iterator[Shared]:
    """Yield what the data of a language, "" for that of the originals, cite and link."""
    if comparison:
        cells = [cell for aspect in comparison.aspects for cell in aspect.cells] + [comparison.note]
        yield Shared(
            path=translation_path(FILE, language) if language else FILE,
            ids=tuple([aspect.key for aspect in comparison.aspects]),
            links=tuple([link for cell in cells for link in cell.links]),
            citations=tuple([citation for cell in cells for citation in cell.citations]),
            language=language,
        )
    if figures.citations:
        path = translation_path(FIGURES, language) if language else FIGURES
        yield Shared(path, ids=(), links=(), citations=figures.citations, language=language)


def awaits_data(document: Document, survey: Survey) -> bool:
    """Return whether a text shows data that could not be read, so that nobody knows what it says in the end."""
    materials = survey.site.materials
    return any(
        _DATA.get(use.name) in materials.unread or figure_name(use) in materials.figures.refused
        for use in document.blocks
    )


_DATA = {"compare": FILE, "timeline": FIGURES, "icon-array": FIGURES}
"""The file whose data each block shows."""


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
    found = problem(rule, message, hint, file=document.path, place=place, severity=severity)
    return of_draft(found) if fields is not None and fields.draft else found

"""Pictures that a text or its front matter names."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.model.config import CLINIC
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, ServiceFields
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.parts.prose import picture_path


def are_there(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each picture that is neither beside its file nor under static/."""
    materials = survey.site.materials
    for document in survey.documents:
        for src, place in _named(document):
            path = picture_path(src, document.path, materials)
            if path not in materials.illustrations and path not in materials.unusable:
                yield in_document(
                    document,
                    "picture-missing",
                    f"The picture {src!r} is neither beside this file nor under static/.",
                    "Put the picture's file beside this one; look at its spelling, capitals too.",
                    place,
                )


def titles_can_be_drawn(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each title, and the clinic's own name, whose letters cannot stand in a share picture."""
    pictures = survey.site.materials.share_pictures
    for site in (survey.site, *survey.others):
        if (own := pictures.get(site.language)) and own.missing:
            message = f"The picture of the site has no words: its typeface has not “{own.missing}”."
            place = survey.clinic_place("name" if set(own.missing) & set(site.clinic.name) else "tagline")
            yield problem(LETTERS, message, LETTERS_HINT, file=CLINIC, place=place, severity=Severity.INFO)
            continue
        for entry in site.articles:
            picture = pictures.get(entry.document.path)
            if picture and picture.missing and not entry.language:
                message = f"The picture of the site stands for this title: its typeface has not “{picture.missing}”."
                place = place_of(entry.document, "title")
                yield in_document(entry.document, LETTERS, message, LETTERS_HINT, place, Severity.INFO)


LETTERS = "share-picture-letters"
LETTERS_HINT = "You need do nothing. Latin, Greek and Cyrillic letters can be drawn; other scripts cannot."


def _named(document: Document) -> Iterator[tuple[str, Place]]:
    for picture in document.pictures:
        yield picture.src, picture.place
    if (
        isinstance(document.fields, (ArticleFields, ServiceFields))
        and document.fields.image
        and document.fields.image.src
    ):
        yield document.fields.image.src, place_of(document, "image.src")

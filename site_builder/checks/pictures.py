"""Pictures that a text or its front matter names."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, ServiceFields
from site_builder.model.problem import Place, Problem
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


def _named(document: Document) -> Iterator[tuple[str, Place]]:
    for picture in document.pictures:
        yield picture.src, picture.place
    if isinstance(document.fields, (ArticleFields, ServiceFields)) and document.fields.image:
        yield document.fields.image.src, place_of(document, "image.src")

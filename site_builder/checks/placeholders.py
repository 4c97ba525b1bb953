"""Words that a new file begins with, left in one that is to be published; and files without any words."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.model.problem import TOP, Problem
from site_builder.model.starting_text import BODIES, PICTURE_PLACEHOLDER, PLACEHOLDER


def are_gone(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each published file that still says what `site-builder new` wrote into it."""
    for document in survey.documents:
        fields = document.fields
        if fields is None or fields.draft:
            continue
        for field in fields.__struct_fields__:
            if getattr(fields, field) == PLACEHOLDER:
                message = f"{field} is still “{PLACEHOLDER}”, from the file that was begun for you."
                yield in_document(document, "placeholder-left", message, "Write your own.", place_of(document, field))
        image = getattr(fields, "image", None)
        if image and image.alt == PICTURE_PLACEHOLDER:
            message = f"The description of the picture is still “{PICTURE_PLACEHOLDER}”."
            hint = "Say in a few words what the picture shows."
            yield in_document(document, "placeholder-left", message, hint, place_of(document, "image.alt"))
        if document.summary and document.summary == BODIES[document.kind].partition("\n")[0]:
            message = "The text still begins as in the file that was begun for you."
            yield in_document(document, "placeholder-left", message, "Write your own.", TOP)


def texts_are_there(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each published article or question without a paragraph."""
    for document in survey.documents:
        fields = document.fields
        if (
            document.kind in ("article", "question")
            and fields is not None
            and not fields.draft
            and not document.summary
        ):
            what = "article has no text" if document.kind == "article" else "question has no answer"
            yield in_document(document, "text-missing", f"This {what}.", "Write it below the second ---.", TOP)

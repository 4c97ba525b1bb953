"""Sources that are cited."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from site_builder.checks.survey import Survey, in_document, written
from site_builder.model.problem import TOP, Problem
from site_builder.model.starting_text import BODIES
from site_builder.numbering import cited
from site_builder.parts.prose import prose

FEWEST_SOURCES = 3
"""What an article about health must rest on (our rule AUTH-004)."""


def are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each mark that cites a source which references.bib does not have."""
    known = survey.site.materials.references
    for document in written(survey):
        for citation in document.citations:
            if citation.key not in known:
                close = get_close_matches(citation.key, known, n=1)
                hint = f"Did you mean [@{close[0]}]?" if close else "Add the source to content/references.bib."
                message = f"The source {citation.key!r} is not in content/references.bib."
                for place in citation.places:
                    yield in_document(document, "citation-unknown", message, hint, place)


def are_enough(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each article that rests on fewer sources than an article about health must.

    One whose text nobody has begun to write yet is left in peace.
    """
    site, unwritten = survey.site, BODIES["article"].partition("\n")[0]
    for document in survey.documents:
        if document.summary == unwritten:
            continue
        # Most articles cite enough in their own words; only for the others are their blocks looked into.
        if document.kind == "article" and document.fields and len(document.citations) < FEWEST_SOURCES:
            sources = set(cited(prose(document, site.targets, site.materials)))
            if len(sources) < FEWEST_SOURCES:
                said = "no source" if not sources else f"{len(sources)} source{'s' if len(sources) > 1 else ''} only"
                message = f"This article cites {said}; an article about health rests on {FEWEST_SOURCES} at least."
                hint = "Cite the studies that it relies on, as in [@key], or make it an answer under content/faq/."
                yield in_document(document, "AUTH-004", message, hint, TOP)

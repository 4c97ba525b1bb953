"""Sources that are cited."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from site_builder.checks.survey import Survey, in_document
from site_builder.model.problem import Problem


def are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each mark that cites a source which references.bib does not have."""
    known = survey.site.materials.references
    for document in survey.documents:
        for citation in document.citations:
            if citation.key not in known:
                close = get_close_matches(citation.key, known, n=1)
                hint = f"Did you mean [@{close[0]}]?" if close else "Add the source to content/references.bib."
                message = f"The source {citation.key!r} is not in content/references.bib."
                for place in citation.places:
                    yield in_document(document, "citation-unknown", message, hint, place)

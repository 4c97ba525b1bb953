"""Sources that are cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from site_builder.checks.survey import Survey, awaits_data, in_document, written
from site_builder.model.problem import TOP, Problem
from site_builder.model.reference import BIBLIOGRAPHY
from site_builder.model.starting_text import BODIES
from site_builder.numbering import cited
from site_builder.parts.prose import prose
from site_builder.text.fields import nearest

FEWEST_SOURCES = 3
"""What an article about health must rest on (our rule AUTH-004)."""


def are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each mark that cites a source which references.bib does not have."""
    known = survey.site.materials.references
    if BIBLIOGRAPHY in survey.site.materials.unread:
        return
    for document in written(survey):
        for citation in document.citations:
            if citation.key not in known:
                meant = _meant(citation.key, known)
                hint = f"Did you mean [@{meant}]?" if meant else "Add the source to content/references.bib."
                message = f"The source {citation.key!r} is not in content/references.bib."
                for place in citation.places:
                    yield in_document(document, "citation-unknown", message, hint, place)


def _meant(key: str, known: Iterable[str]) -> str:
    """Return the known key of the same author that `key` is probably meant to be, or ""; years are alike by chance."""
    author = _author(key)
    same = [each for each in known if SequenceMatcher(None, author, _author(each)).ratio() >= ALIKE]
    return nearest(key, same)


ALIKE = 0.75
"""How much of two names must be the same for one to be a slip in the other; `nearest` is content with less."""


def _author(key: str) -> str:
    """Return the part of a key before its year, in small letters: `zarate` of `Zarate2006b`."""
    return re.split(r"[0-9]", key.lower(), maxsplit=1)[0].strip("-_:. ")


def are_enough(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each article that rests on fewer sources than an article about health must.

    One whose text nobody has begun to write yet is left in peace.
    """
    site, unwritten = survey.site, BODIES["article"].partition("\n")[0]
    if BIBLIOGRAPHY in site.materials.unread:
        return
    for document in survey.documents:
        if document.language or document.summary == unwritten or awaits_data(document, survey):
            continue
        # Most articles cite enough in their own words; only for the others are their blocks looked into.
        if document.kind == "article" and document.fields and len(document.citations) < FEWEST_SOURCES:
            sources = set(cited(prose(document, site.targets, site.materials, site.interface)))
            if len(sources) < FEWEST_SOURCES:
                said = "no source" if not sources else f"{len(sources)} source{'s' if len(sources) > 1 else ''} only"
                message = f"This article cites {said}; an article about health rests on {FEWEST_SOURCES} at least."
                hint = "Cite the studies that it relies on, as in [@key], or make it an answer under content/faq/."
                yield in_document(document, "AUTH-004", message, hint, TOP)

"""The entries of references.bib: used, found again, graded, still good, and nothing shown that nobody has checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.survey import Survey, in_bibliography, in_document, written
from site_builder.model.problem import Problem, Severity
from site_builder.model.reference import GRADES, BibliographyEntry, Reference, unverified
from site_builder.parts.evidence import grows_old

SHORTEST_TELLING = 5
"""Characters: a shorter value, such as a volume, stands in half of all references by chance."""


def are_used(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each source that nothing cites, not even a draft.

    While a data file, or a figure, cannot be read, nobody knows what it cites.
    """
    if survey.site.materials.unread or survey.site.materials.figures.refused:
        return
    used = _cited(survey, drafts=True)
    for entry in survey.bibliography.entries:
        if entry.key not in used:
            message = f"Nothing cites the source {entry.key!r}."
            hint = f"Cite it as [@{entry.key}], or delete the entry; a % before its @ keeps it for later."
            yield in_bibliography(entry, survey, "reference-unused", message, hint, Severity.WARNING)


def have_an_address(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each source that a reader cannot find: an info where its address is withheld on purpose."""
    for entry in survey.bibliography.entries:
        reference = survey.site.materials.references.get(entry.key)
        if reference is None or reference.url:
            continue
        withheld = sorted(unverified(entry) & dict(entry.fields).keys() & {"doi", "url"})
        if withheld:
            message = f"No address of {entry.key!r} is shown, since nobody has checked its {' and '.join(withheld)}."
            hint = "Open it in the browser; if it leads to the source, take it out of the field unverified."
            yield in_bibliography(entry, survey, "reference-address-missing", message, hint, Severity.INFO)
        else:
            message = f"The source {entry.key!r} has no DOI and no address, so no reader can look it up."
            hint = "Add a line such as doi = {10.1001/archpsyc.63.8.856}, or url = {https://...}."
            yield in_bibliography(entry, survey, "reference-address-missing", message, hint)


def are_graded(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each source that is cited and does not say how much it can show."""
    used = _cited(survey, drafts=False)
    for entry, reference in _entries(survey):
        if entry.key in used and not reference.grade:
            message = f"The source {entry.key!r} has no grade, so pages cannot say how sure it is."
            hint = (
                f"Add a line such as grade = {{B}}: {'; '.join(f'{key} for {word}' for key, word in GRADES.items())}."
            )
            yield in_bibliography(entry, survey, "reference-grade-missing", message, hint, Severity.WARNING)


def are_not_retracted(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each source that was retracted and is cited, and one wherever a text cites it."""
    hint = "Take out what rests on it, or rest it on another source."
    published, used = _cited(survey, drafts=False), _cited(survey, drafts=True)
    for entry, reference in _entries(survey):
        if reference.retracted and entry.key in used:
            message = f"The source {entry.key!r} was retracted, and it is still cited."
            severity = Severity.ERROR if entry.key in published else Severity.WARNING
            yield in_bibliography(entry, survey, "reference-retracted", message, hint, severity)
    for document in written(survey):
        for citation in document.citations:
            source = survey.site.materials.references.get(citation.key)
            if source is not None and source.retracted:
                message = f"The source {citation.key!r} was retracted."
                for place in citation.places:
                    yield in_document(document, "reference-retracted", message, hint, place)


def are_recent(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each source that is cited and older than the settings allow."""
    years, today = survey.options.ages.source_years, survey.options.today
    used = _cited(survey, drafts=False)
    for entry, reference in _entries(survey):
        old = grows_old(reference, years)
        if entry.key in used and old is not None and old <= today:
            message = f"The source {entry.key!r} is of {reference.year}, so it is more than {years} years old."
            hint = "Look for a newer source; source_years under [tool.site-builder.ages] sets the age."
            yield in_bibliography(entry, survey, "reference-old", message, hint, Severity.WARNING)


def are_of_the_past(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each source of a year that has not come yet."""
    today = survey.options.today
    for entry, reference in _entries(survey):
        if reference.year and int(reference.year) > today.year:
            message = f"The source {entry.key!r} is of {reference.year}, which has not come yet."
            hint = "Look at its year again; an article that is online ahead of print has the year in which it was."
            yield in_bibliography(entry, survey, "reference-year-future", message, hint, Severity.WARNING)


def hide_what_is_unverified(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each value that nobody has checked and that a reference shows all the same."""
    for entry, reference in _entries(survey):
        fields = dict(entry.fields)
        for name in sorted(unverified(entry) & fields.keys()):
            if _shows(reference, fields[name]):
                message = f"“{fields[name]}” is shown, and the entry calls its field {name} unverified."
                hint = "Take it out of the other field that repeats it, or check it and shorten the field unverified."
                yield in_bibliography(entry, survey, "AUTH-005", message, hint, Severity.WARNING)


def _entries(survey: Survey) -> Iterator[tuple[BibliographyEntry, Reference]]:
    """Yield each entry with what pages show of it."""
    for entry in survey.bibliography.entries:
        if reference := survey.site.materials.references.get(entry.key):
            yield entry, reference


def _cited(survey: Survey, *, drafts: bool) -> set[str]:
    """Return the keys of all sources that a text or the data of a block cite, those of drafts too if `drafts`."""
    texts = (each for each in written(survey) if drafts or not (each.fields and each.fields.draft))
    return {citation.key for text in texts for citation in text.citations}


def _shows(reference: Reference, value: str) -> bool:
    """Return whether `value` stands in the reference, be it in the address of its link; a DOI's own address may."""
    printed = value.replace("{", "").replace("}", "").replace("--", "-")
    if len(printed) < SHORTEST_TELLING or printed == f"https://doi.org/{reference.doi}":
        return False
    found = re.compile(rf"(?<!\w){re.escape(printed)}(?!\w)")
    return bool(found.search(reference.text) or found.search(reference.html))

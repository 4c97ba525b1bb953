"""Notices: what a site must tell its readers: the disclaimer, how to ask for help, who its authors are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.clinic import FILE
from site_builder.checks.survey import Survey
from site_builder.model.front_matter import ArticleFields
from site_builder.model.problem import Problem, Severity, problem

LONGEST_DISCLAIMER = 60
"""Words."""

_SAYS = (
    ("that it is general information", r"\bgeneral\b[^.]*\binformation\b|\binformation\b[^.]*\bonly\b"),
    ("that it is no diagnosis or medical advice", r"\b(not|no|nor|never)\b[^.]*\b(diagnos\w+|advice)\b"),
    (
        "that reading it makes no doctor-patient relationship",
        r"\b(not|no|nor|never)\b[^.]*\b(doctor|clinician|physician|provider|therapist)[- ]patient relationship\b",
    ),
    (
        "to talk to a clinician",
        r"\b(talk|speak|ask|see|consult)\b[^.]*\b(clinician|doctor|physician|provider|psychiatrist)\b",
    ),
)
"""What a disclaimer must say, and how it is known."""

STATEMENT = "content/accessibility.md"


def disclaimer_is_whole(survey: Survey) -> Iterator[Problem]:
    """Yield CLIN-003 where the disclaimer that every article shows is missing, too long or leaves something out."""
    if not survey.site.articles or survey.site.language.partition("-")[0] != "en":
        return
    text = " ".join(survey.site.clinic.disclaimer.split())
    missing = [what for what, pattern in _SAYS if not re.search(pattern, text, re.IGNORECASE)]
    words = len(text.split())
    place = survey.clinic_place("disclaimer")
    if not text:
        message = "There is no disclaimer to show under the articles."
    elif missing:
        message = f"The disclaimer does not say {', nor '.join(missing)}."
    elif words >= LONGEST_DISCLAIMER:
        message = f"The disclaimer has {words} words, and nobody reads so many."
    else:
        return
    hint = f"Say {', '.join(what for what, _ in _SAYS)}, in fewer than {LONGEST_DISCLAIMER} words."
    yield problem("CLIN-003", message, hint, file=FILE, place=place)


def help_with_barriers_is_offered(survey: Survey) -> Iterator[Problem]:
    """Yield A11Y-012 where no page says how to ask for help with the site."""
    target = survey.site.targets.get(STATEMENT)
    if target is None or target.why:
        message = "There is no page that says how people who cannot use the site reach the clinic."
        hint = f"Write {STATEMENT}, with a telephone number and an email address."
        yield problem("A11Y-012", message, hint, file=STATEMENT, severity=Severity.WARNING)


def authors_have_pages(survey: Survey) -> Iterator[Problem]:
    """Yield AUTH-001 for each author of an article of whom no page tells."""
    clinic = survey.site.clinic
    fields = [entry.document.fields for entry in survey.site.articles]
    keys = {each.author or clinic.default_author for each in fields if isinstance(each, ArticleFields)}
    for key in sorted(keys & clinic.people.keys()):
        if not clinic.people[key].page:
            message = f"{key!r} writes articles, and no page says who that is."
            hint = "Name one: page: about.md"
            yield problem("AUTH-001", message, hint, file=FILE, place=survey.clinic_place(f"people.{key}"))

"""Telephone numbers and e-mail addresses in texts, which do not change by themselves when those of the clinic do."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.survey import Survey, in_document
from site_builder.checks.texts.contacts import reduced
from site_builder.model.config import Clinic
from site_builder.model.problem import Problem, Severity


def are_the_clinics(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each number and address in a text that is not one of the clinic's, in any language of it."""
    own = {reduced(each) for site in (survey.site, *survey.others) for each in _given(site.clinic)}
    for document in survey.documents:
        clinic = survey.site_of(document).clinic
        for contact in document.contacts:
            if reduced(contact.given) not in own:
                what, of_clinic = ("address", clinic.email) if "@" in contact.given else ("number", clinic.phone)
                message = f"The {what} {contact.given!r} is not the clinic's, which is {of_clinic!r}."
                hint = "Write the clinic's; if it is somebody else's on purpose, waive contact-differs for the block."
                yield in_document(document, "contact-differs", message, hint, contact.place, Severity.WARNING)


def _given(clinic: Clinic) -> tuple[str, ...]:
    """Return the numbers and addresses that clinic.yaml gives."""
    crisis = clinic.crisis
    security = clinic.security.contact.partition(":")[2] if clinic.security else ""
    return clinic.phone, clinic.email, security, crisis.phone, crisis.text, crisis.emergency

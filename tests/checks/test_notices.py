"""Notices that a site must have."""

from __future__ import annotations

import pytest

from site_builder.checks.notices import authors_have_pages, disclaimer_is_whole, help_with_barriers_is_offered
from site_builder.checks.survey import Survey
from site_builder.model.config import Person
from tests.builders import article, clinic, page, survey
from tests.checks.case import Case

DISCLAIMER = (
    "This page gives general information. It is not a diagnosis and not medical advice, and reading it does not create"
    " a doctor-patient relationship. Talk to a clinician who knows you."
)


def with_disclaimer(text: str) -> Survey:
    return survey(article("a"), of=clinic(disclaimer=text), clinic_place={"disclaimer": (40, 13)})


CASES = (
    Case("a whole disclaimer", disclaimer_is_whole, with_disclaimer(DISCLAIMER)),
    Case("no disclaimer, and no articles", disclaimer_is_whole, survey(page("about"))),
    Case(
        "no disclaimer",
        disclaimer_is_whole,
        survey(article("a")),
        """
        content/clinic.yaml:1:1: error[CLIN-003] There is no disclaimer to show under the articles.
            hint: Say that it is general information, that it is no diagnosis or medical advice, that reading it makes no doctor-patient relationship, to talk to a clinician, in fewer than 60 words.
        """,
    ),
    Case(
        "a disclaimer that leaves out half",
        disclaimer_is_whole,
        with_disclaimer("This is general information. Ask your doctor."),
        """
        content/clinic.yaml:40:13: error[CLIN-003] The disclaimer does not say that it is no diagnosis or medical advice, nor that reading it makes no doctor-patient relationship.
            hint: Say that it is general information, that it is no diagnosis or medical advice, that reading it makes no doctor-patient relationship, to talk to a clinician, in fewer than 60 words.
        """,
    ),
    Case(
        "a disclaimer that nobody reads",
        disclaimer_is_whole,
        with_disclaimer(f"{DISCLAIMER} {'Words. ' * 40}"),
        """
        content/clinic.yaml:40:13: error[CLIN-003] The disclaimer has 70 words, and nobody reads so many.
            hint: Say that it is general information, that it is no diagnosis or medical advice, that reading it makes no doctor-patient relationship, to talk to a clinician, in fewer than 60 words.
        """,
    ),
    Case("a page on accessibility", help_with_barriers_is_offered, survey(page("accessibility"))),
    Case(
        "none, or a draft",
        help_with_barriers_is_offered,
        survey(page("accessibility", draft=True)),
        """
        content/accessibility.md:1:1: warning[A11Y-012] There is no page that says how people who cannot use the site reach the clinic.
            hint: Write content/accessibility.md, with a telephone number and an email address.
        """,
    ),
    Case(
        "an author with a page",
        authors_have_pages,
        survey(page("about"), article("a"), of=clinic(people={"writer": Person("W", "MA", page="about.md")})),
    ),
    Case("a reviewer needs none", authors_have_pages, survey(page("about"))),
    Case(
        "an author without a page",
        authors_have_pages,
        survey(article("a"), article("b"), article("c", author="doctor"), clinic_place={"people.doctor": (20, 3)}),
        """
        content/clinic.yaml:20:3: error[AUTH-001] 'doctor' writes articles, and no page says who that is.
            hint: Name one: page: about.md
        content/clinic.yaml:1:1: error[AUTH-001] 'writer' writes articles, and no page says who that is.
            hint: Name one: page: about.md
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_notices(case: Case) -> None:
    assert case.heard == case.expected

"""Patients in a text."""

from __future__ import annotations

import pytest

from tests.checks.texts.case import Case

RELEASED = {"authorization_id": "R-12"}

CASES = (
    Case("FTC-009", "> It saved my life.\n>\n> A.", "5:3"),
    Case("FTC-009", '"After six infusions I finally feel like myself," says Jennifer.', "5:1"),
    Case("FTC-009", "What they say:\n\n“This clinic gave me my life back.” – Mark T.", "7:1"),
    Case("FTC-009", "★★★★★ Best clinic ever", "5:1"),
    Case("FTC-009", "We are rated 4.9 on Google.", "5:8"),
    Case("FTC-009", "A 5-star experience, say our patients.", "5:3"),
    Case("FTC-009", "One of our patients told us that she finally feels alive.", "5:1"),
    Case(
        "FTC-009",
        "> I woke up and the darkness was gone.\n\nMore.\n\n> My doctor listened, and I thank her staff.",
        "5:3 9:3",
    ),
    Case("FTC-009", "> It saved my life.", "5:3", fields=RELEASED),
    Case("FTC-009", "> It saved my life.", "5:3", kind="page"),
    Case("FTC-009", "> It saved my life.\n\nIn a trial 64% responded after a day [@murrough2013].", fields=RELEASED),
    Case("FTC-009", "> The drug was superior to placebo, and we found no harm [@zarate2006]."),
    Case("FTC-009", '"In my practice I have seen lives changed," says Dr. Roe, a psychiatrist.'),
    Case("FTC-009", '"Very low" means that the size of the effect may be quite different.'),
    Case("FTC-009", 'You may think: "I will never get well, and it is my fault." That is the illness.'),
    Case("FTC-009", "We do not publish patients' stories or star ratings. Four out of 5 patients stayed."),
    Case("FTC-009", "> Do not stop a medicine without talking to the person who prescribes it."),
    Case("PRIV-010", "Our patient Anna had six infusions.", "5:5"),
    Case("PRIV-010", "Anna, 34, a teacher in Lakeview, had six infusions.", "5:1"),
    Case("PRIV-010", "In our clinic we met Sarah (42).", "5:22"),
    Case("PRIV-010", "A 29-year-old veteran came to our clinic last spring.", "5:1"),
    Case("PRIV-010", "Ketamine helped her.", "2:8", title="Meet Anna"),
    Case("PRIV-010", "It began with ketamine.", "2:8", title="Tom's story"),
    Case("PRIV-010", "One of our patients, a nurse from Salem, had ketamine.", "5:1"),
    Case("PRIV-010", '"Ketamine saved me." – Mark T., 51, Ohio', "5:24"),
    Case("PRIV-010", "Our patient Anna had six infusions.", fields=RELEASED),
    Case("PRIV-010", "A composite example: Anna, 34, a teacher, asks about ketamine."),
    Case("PRIV-010", "Imagine Anna, 34, who thinks about an infusion."),
    Case("PRIV-010", "Meet Our Team. Our medical director, Dr. Jane Roe, 45, sees patients."),
    Case("PRIV-010", "In a trial, a 40-year-old man had a rash after ketamine [@short2018]."),
    Case("PRIV-010", "Fill in the patient Health Questionnaire. On March 13, 2026, 24 patients came."),
    Case("PRIV-010", "My friend Tom, 34, sleeps well."),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert case.heard == case.at


def test_only_an_article_can_be_released() -> None:
    (problem,) = Case("PRIV-010", "Our patient Anna had six infusions.", kind="service").found
    assert problem.message.endswith("This describes a patient, which only an article with a signed release may do.")


def test_what_a_testimonial_lacks_is_named() -> None:
    (problem,) = Case("FTC-009", "> It saved my life.", fields=RELEASED).found
    assert problem.message == (
        "“It saved my life.” This is a testimonial, and the text does not give a sentence, with its source, on what"
        " patients can generally expect."
    )

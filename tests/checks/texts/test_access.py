"""Getting care: telehealth, prices and who pays."""

from __future__ import annotations

import pytest

from tests.builders import day
from tests.checks.texts.case import Case

CHECKED = {"regulatory_as_of": day("2026-11-20")}

CASES = (
    Case("AUTH-009", "We offer telehealth anywhere in the US.", "5:1"),
    Case("AUTH-009", "Telemedicine visits are available for patients across the country.", "5:1"),
    Case("AUTH-009", "We see you by video in Oregon, and nationwide by telehealth.", "5:1"),
    Case("AUTH-009", "Welcome.\n\nBook a telehealth appointment today.", "7:1"),
    Case("AUTH-009", "You can meet us from the comfort of your home.", "5:1"),
    Case("AUTH-009", "Yes, you can see us by video.", "5:6", title="Do you offer virtual visits?", kind="question"),
    Case("AUTH-009", "Video visits are for people in Colorado, where we are licensed."),
    Case("AUTH-009", "We offer telehealth. Our clinicians are licensed in Oregon and Washington only."),
    Case("AUTH-009", "Telehealth is available to you in Austin, TX."),
    Case("AUTH-009", "We do not offer telehealth."),
    Case("AUTH-009", "A federal rule allows telehealth for now. Do you offer telehealth?"),
    Case("AUTH-009", "Sleep well."),
    Case("AUTH-010", "Each infusion costs $450.", "5:21"),
    Case("AUTH-010", "A visit is 200 dollars.", "5:12", kind="question"),
    Case("AUTH-010", "Many insurers do not cover off-label ketamine.", "5:6"),
    Case("AUTH-010", "Ketamine is paid for out of pocket.", "5:22"),
    Case("AUTH-010", "In 2026 treatment is covered by insurance.", "5:19"),
    Case("AUTH-010", "Medicare covers telehealth visits.", "5:1", fields=CHECKED),
    Case("AUTH-010", "## Cost\n\nA session is $600.\n\n## History\n\nIt began in 2006.", "7:14"),
    Case("AUTH-010", "Each infusion costs $450.", fields=CHECKED),
    Case("AUTH-010", "As of November 2026, each infusion costs $450."),
    Case("AUTH-010", "Our prices, as of November 2026:\n\n- infusion: $450"),
    Case("AUTH-010", "Price on 2026-11-20: $450 an infusion. Many insurers do not cover off-label ketamine."),
    Case("AUTH-010", "In 2026 it is covered by some insurers, after prior approval."),
    Case("AUTH-010", "Is ketamine covered by insurance? Ask your plan whether it pays for ketamine."),
    Case("AUTH-010", "The first talk is free. You get a written price before you decide."),
    Case("AUTH-010", "The company was fined $1.5 million over ketamine."),
    Case("AUTH-010", "If you pay $150 a visit and the deductible is $300, you pay two visits yourself."),
    Case("AUTH-010", "A $20 machine for white noise helps you sleep."),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert case.heard == case.at


def test_a_missing_date_is_an_error_and_cover_without_limits_a_warning() -> None:
    problems = Case("AUTH-010", "Treatment is covered by insurance.").found
    assert sorted(problem.severity for problem in problems) == ["error", "warning"]


def test_only_some_texts_can_give_their_date_in_the_front_matter() -> None:
    said = [
        Case("AUTH-010", "A visit is 200 dollars.", kind=kind).found[0].message.partition("” ")[2]
        for kind in ("article", "question")
    ]
    assert said == [
        "This states a price or who pays, without a date here, or `regulatory_as_of` in the front matter.",
        "This states a price or who pays, without a date.",
    ]

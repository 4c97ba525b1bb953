from __future__ import annotations

import pytest

from site_builder.checks.texts.risk import risks_are_absolute
from site_builder.checks.texts.writing import Writing
from site_builder.language.passages import passages


def places(text: str) -> list[tuple[int, int]]:
    found = risks_are_absolute(Writing("content/articles/a.md", passages(text, 1)))
    return [(finding.place.line, finding.place.column) for finding in found if finding.rule == "READ-005"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("It cuts relapse by half.", 9),
        ("It cut relapse by a third [@daly2019].", 8),
        ("They were twice as likely to relapse.", 11),
        ("They were 50% less likely to relapse.", 11),
        ("They were three times more likely to improve.", 11),
        ("It reduces the risk by 30%.", 16),
        ("It cut the risk of suicide in half.", 12),
        ("It halves the risk of relapse.", 4),
        ("It had half the risk of relapse.", 8),
        ("A 51% lower risk of relapse was seen.", 3),
        ("A 30% reduction in deaths was seen.", 3),
        ("The risk doubled.", 5),
        ("Relapse rates were three times as high.", 1),
        ("It cuts relapse by half, by 50%, to 20%.", 9),
    ],
)
def test_a_risk_that_is_only_compared(text: str, column: int) -> None:
    assert places(f"Some text.\n\n{text}") == [(3, column)]


@pytest.mark.parametrize(
    "text",
    [
        "27 in 100 relapsed with it, 45 in 100 without it [@daly2019].",
        "It cut relapse by half: 27 in 100 instead of 45.",
        "They were 50% less likely to relapse: 10% against 20%.",
        "Relapse fell from 45% to 27%, by 40%.",
        "Relapse was twice as likely. It came in 45 of 100 people, and in 22 of 100 with the drug.",
    ],
)
def test_a_risk_with_both_its_sides(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The visit lasts half an hour.",
        "It is given twice a week.",
        "Half of the people had relapsed.",
        "Prices are 20% lower.",
        "The score had at least halved in most.",
        "It takes twice as long.",
        "## Half the risk of relapse",
    ],
)
def test_what_compares_no_risk(text: str) -> None:
    assert places(text) == []


def test_shares_out_of_changing_numbers() -> None:
    text = "About 1 in 20 felt sick.\nAnd 3 in 10 felt dizzy, 1 in 5 felt cold."
    (finding,) = risks_are_absolute(Writing("a.md", passages(text, 1)))
    assert (finding.place.line, finding.place.column) == (2, 5)
    assert finding.message == "“3 in 10” is hard to compare with so many in 20, as this passage has it before."


@pytest.mark.parametrize(
    "text",
    [
        "About 5 in 100 felt sick, 12 in 100 felt dizzy.",
        "About one in ten felt sick, 3 in 10 felt dizzy.",
        "About 1 in 20 felt sick.\n\nAnd 3 in 10 felt dizzy.",
        "About 1 in 10 felt sick, after 3 in 2 weeks.",
        "About 1 in 10, in 3 in 25 trials.",
    ],
)
def test_shares_out_of_one_number(text: str) -> None:
    assert places(text) == []

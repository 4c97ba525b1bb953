"""Telephone numbers and e-mail addresses in texts."""

from __future__ import annotations

import pytest

from site_builder.checks.contacts import are_the_clinics
from site_builder.model.document import Contact
from site_builder.model.problem import Place
from tests.builders import article, clinic, page, survey
from tests.checks.case import Case

LANTERN = clinic(phone="(503) 555-0142", email="hello@clinic.example")


def gives(*given: str) -> tuple[Contact, ...]:
    return tuple(Contact(each, Place(7 + row, 3)) for row, each in enumerate(given))


CASES = (
    Case(
        "the clinic's own, in every way to write them",
        are_the_clinics,
        survey(page("a", contacts=gives("503.555.0142", "+15035550142", "Hello@clinic.example")), of=LANTERN),
    ),
    Case(
        "a number and an address that the clinic had once",
        are_the_clinics,
        survey(article("a", contacts=gives("(503) 555-0199", "old@clinic.example")), of=LANTERN),
        """
        content/articles/a.md:7:3: warning[contact-differs] The number '(503) 555-0199' is not the clinic's, which is '(503) 555-0142'.
            hint: Write the clinic's; if it is somebody else's on purpose, waive contact-differs for the block.
        content/articles/a.md:8:3: warning[contact-differs] The address 'old@clinic.example' is not the clinic's, which is 'hello@clinic.example'.
            hint: Write the clinic's; if it is somebody else's on purpose, waive contact-differs for the block.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_contacts(case: Case) -> None:
    assert case.heard == case.expected

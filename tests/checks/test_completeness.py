"""What a site must have."""

from __future__ import annotations

import pytest

from site_builder.checks.completeness import home_is_there
from tests.builders import page, survey
from tests.checks.case import Case

CASES = (
    Case("a home page", home_is_there, survey(page("index"))),
    Case(
        "no home page",
        home_is_there,
        survey(page("about")),
        """
        content/index.md:1:1: error[home-missing] There is no home page: content/index.md is missing, or a draft.
            hint: Write one: a page with `layout: home`.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_completeness(case: Case) -> None:
    assert case.heard == case.expected

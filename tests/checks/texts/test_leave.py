"""Leave that nobody can give; more wordings are in `tests/rules/test_wordings.py`."""

from __future__ import annotations

import pytest

from tests.checks.texts.case import Case
from tests.checks.texts.test_safety import EXCLUDED, HOME

CASES = (
    # the wheel
    Case("FDA-011", "After ketamine you can drive home after two hours.", "5:16"),
    Case("FDA-011", f"{HOME}\n\nYou may drive\nyourself home the same evening.", "7:1", title="Your ketamine infusion"),
    Case("FDA-011", f"{HOME} Give it *a few hours* before you drive.", "5:90", title="Your ketamine infusion day"),
    Case("FDA-011", "You can drive in an hour. No ride is needed.", "5:5 5:27", title="The spray, Spravato"),
    Case("FDA-011", "Yes, you can drive home.", "5:6", title="Can I drive after Spravato?", kind="question"),
    Case("FDA-011", "You can drive the next day, after a restful sleep.", title="Spravato and work"),
    Case("FDA-011", "A friend can drive you home after two hours.", title="Spravato and work"),
    Case("FDA-011", "You cannot drive home. Do not come without a ride home.", title="Spravato and work"),
    Case("FDA-011", "With sertraline you can drive once you know how it works.", title="Ketamine and its others"),
    Case("FDA-011", "You can drive home after two hours.", title="A day at the sea"),
    # those who should not have it
    Case("CLIN-007", "If you are pregnant, ketamine is fine.", "5:12"),
    Case("CLIN-007", f"{EXCLUDED}\n\nTeens may have an infusion.", "7:1", title="What is ketamine?"),
    Case("CLIN-007", "Ketamine is safe in pregnancy [@spravatopi].", title="What is ketamine?"),
    Case("CLIN-007", "If you are pregnant, ketamine is not for you.", title="What is ketamine?"),
    Case("CLIN-007", "Children can have tea. Ketamine drips in.", title="What is ketamine?"),
    Case("CLIN-007", "Pregnant? Sertraline may be right.", title="What is sertraline?"),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cases(case: Case) -> None:
    assert case.heard == case.at


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=str)
def test_it_is_an_error(case: Case) -> None:
    assert {problem.severity for problem in case.found} == {"error"}

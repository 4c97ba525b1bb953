from __future__ import annotations

import re

from site_builder.model.problem import Problem, Severity
from site_builder.model.report import Report
from site_builder.report.github import as_github
from tests.report.problems import ERROR, HOSTILE, INFO, WARNING

TOTALS = "3 pages, 1 error, 1 warning\n"


def test_each_problem_is_an_annotation_at_its_place_with_what_to_do() -> None:
    assert as_github(Report((ERROR,), 3, TOTALS)) == (
        "::error file=content/a.md,line=14,col=3,title=link-broken::"
        "content/a.md:14:3: The link leads to “x”.%0Ahint: Did you mean “y”?\n"
        "3 pages, 1 error, 1 warning\n"
    )


def test_an_info_is_a_notice() -> None:
    assert as_github(Report((INFO,), 3, TOTALS)).startswith("::notice file=content/c.md,line=1,col=1,title=note::")


def test_the_gravest_come_first_since_only_the_first_of_each_level_are_shown() -> None:
    lines = as_github(Report((INFO, WARNING, ERROR), 3, TOTALS)).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "3"]


def test_those_of_one_severity_stay_in_the_order_of_their_places() -> None:
    first, second = (Problem("content/a.md", line, 1, "r", Severity.ERROR, "M.", "H.") for line in (1, 2))
    assert re.findall(r"line=(\d)", as_github(Report((first, second), 3, TOTALS))) == ["1", "2"]


def test_no_sign_of_a_problem_ends_its_annotation_or_begins_another() -> None:
    told = as_github(Report((HOSTILE,), 3, TOTALS)).splitlines()
    assert len(told) == 2
    properties, message = told[0].removeprefix("::error ").split("::", 1)
    assert properties == (
        "file=content/C%3A\\a b%2541%2Cc%3A%3Ad 😀'\"<&]]>|`.md,line=7,col=2,title=OURS%2C1%3A%3Ax%25"
    )
    assert "100%25 of [a](b) ::error::more" in message


def test_a_project_in_a_folder_of_its_repository_is_found_from_there() -> None:
    told = as_github(Report((ERROR,), 3, TOTALS, folder="site/"))
    assert "file=site/content/a.md," in told
    assert "::content/a.md:14:3: " in told, "the log says it as all other reports do"


def test_without_problems_there_are_the_totals() -> None:
    assert as_github(Report((), 3, "3 pages, no problems\n")) == "3 pages, no problems\n"

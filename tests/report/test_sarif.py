"""SARIF, held to the schema that its standard publishes; npm's @microsoft/jest-sarif brings it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from site_builder.model.problem import Problem, Severity
from site_builder.model.report import Report
from site_builder.model.rule import BuilderRule, Kind, Rule, Scope
from site_builder.report.sarif import as_sarif
from tests import components
from tests.report.problems import ERROR, HOSTILE, INFO, WARNING

SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"

RULES = (
    BuilderRule("link-broken", Severity.ERROR, "A link leads nowhere.", "Readers get lost.", "Mend it."),
    Rule(
        id="review-overdue",
        severity=Severity.WARNING,
        kind=Kind.DOCUMENT,
        scope=Scope.PAGE,
        flag="a review that is past due",
        message="Nobody has looked.",
        hint="Review it.",
        source="ama2020",
        flagged="x",
        not_flagged="y",
    ),
)

REPORT = Report(
    (HOSTILE, ERROR, WARNING, INFO),
    3,
    rules=RULES,
    fingerprints=("0" * 16, "1" * 16, "2" * 16, "3" * 16),
    version="1.2",
)


def run(report: Report = REPORT) -> dict[str, Any]:
    log = json.loads(as_sarif(report))
    assert log["version"] == "2.1.0"
    [found] = log["runs"]
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    if not components.NPM_PACKAGES.find() and not components.DEMANDED:
        pytest.skip(components.NPM_PACKAGES.missing)
    text = (Path(components.NPM_PACKAGES.find()) / SCHEMA).read_text("utf-8")
    return Draft4Validator(json.loads(text), format_checker=FormatChecker())


@pytest.mark.parametrize("report", [REPORT, Report(()), Report((ERROR,))], ids=["whole", "empty", "unexplained"])
def test_it_keeps_to_the_published_schema(schema: Draft4Validator, report: Report) -> None:
    assert [each.message for each in schema.iter_errors(json.loads(as_sarif(report)))] == []


def test_the_schema_would_tell(schema: Draft4Validator) -> None:
    wrong = json.loads(as_sarif(REPORT))
    wrong["runs"][0]["results"][0]["level"] = "info"
    wrong["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert len(list(schema.iter_errors(wrong))) == 2


def test_a_result_names_its_place_its_rule_and_what_to_do() -> None:
    found = run()["results"][1]
    assert found == {
        "ruleId": "link-broken",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "The link leads to “x”.\nHint: Did you mean “y”?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/a.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 14, "startColumn": 3},
                }
            }
        ],
        "partialFingerprints": {"problem/v1": "1" * 16},
    }


def test_each_result_points_at_its_rule() -> None:
    found = run()
    rules = found["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in found["results"]] == [
        each["ruleId"] for each in found["results"]
    ]


def test_an_info_is_a_note() -> None:
    assert [each["level"] for each in run()["results"]] == ["error", "error", "warning", "note"]


def test_columns_are_counted_in_characters() -> None:
    assert run()["columnKind"] == "unicodeCodePoints"


def test_a_rule_says_what_it_flags_why_and_on_what_it_rests() -> None:
    rules = {each["id"]: each for each in run()["tool"]["driver"]["rules"]}
    assert rules["review-overdue"] == {
        "id": "review-overdue",
        "shortDescription": {"text": "a review that is past due"},
        "fullDescription": {"text": "Nobody has looked."},
        "help": {
            "text": "Review it.\nSource: ama2020",
            "markdown": "**Why:** Nobody has looked.\n\n**What to do:** Review it.\n\n**Source:** ama2020\n\n"
            "More: `site-builder rules review-overdue`",
        },
        "defaultConfiguration": {"level": "warning"},
    }
    assert "Source" not in rules["link-broken"]["help"]["markdown"]


def test_a_rule_of_which_nothing_is_known_is_named_all_the_same() -> None:
    assert run(Report((INFO,)))["tool"]["driver"]["rules"] == [{"id": "note"}]


def test_an_address_is_relative_and_holds_no_sign_that_means_something_else() -> None:
    location = run()["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == ("content/C%3A%5Ca%20b%2541%2Cc%3A%3Ad%0A%F0%9F%98%80%27%22%3C%26%5D%5D%3E%7C%60.md")


def test_a_file_whose_name_is_not_utf8_has_an_address_too() -> None:
    odd = Problem("content/\udcff.md", 1, 1, "r", Severity.ERROR, "M.", "H.")
    assert run(Report((odd,)))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "content/%FF.md"
    )


def test_a_project_in_a_folder_of_its_repository_is_found_from_there() -> None:
    location = run(Report((ERROR,), folder="my site/"))["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "my%20site/content/a.md"


def test_what_looks_like_a_link_in_a_message_is_none() -> None:
    assert "100% of \\[a\\](b)" in run()["results"][0]["message"]["text"]


def test_runs_of_ours_are_told_from_those_of_other_programs() -> None:
    assert run()["automationDetails"] == {"id": "site-builder/"}
    assert run()["tool"]["driver"]["name"] == "site-builder"
    assert run()["tool"]["driver"]["version"] == "1.2"


def test_neither_a_day_nor_a_path_of_this_machine_is_in_it() -> None:
    text = as_sarif(REPORT)
    assert "file:" not in text
    assert str(Path.cwd()) not in text
    assert "Utc" not in text

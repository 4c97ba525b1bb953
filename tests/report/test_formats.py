"""What holds for every format."""

from __future__ import annotations

import json
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.commands import build
from site_builder.model.output import Build
from site_builder.model.problem import Problem, Severity
from site_builder.model.report import Report
from site_builder.report import FORMATS
from site_builder.report.summary import as_summary
from tests.report.problems import ERROR, HOSTILE, INFO, WARNING

REPORT = Report((HOSTILE, ERROR, WARNING, INFO), 3, "3 pages, 2 errors, 1 warning\n", files=("content/d.md",))


def test_the_command_line_knows_every_format() -> None:
    assert tuple(FORMATS) == build.FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_can_be_written_as_utf8_and_ends_in_one_line_feed(name: str) -> None:
    text = FORMATS[name](REPORT)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    if name != "json":  # which says what there is, sign for sign
        text.encode("utf-8")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_no_sign_reaches_a_terminal_that_would_move_its_cursor(name: str) -> None:
    assert all(sign.isprintable() or sign == "\n" for sign in FORMATS[name](REPORT))


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_problems_is_whole(name: str) -> None:
    assert isinstance(FORMATS[name](Report((), 3, "3 pages, no problems\n")), str)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_is_the_same_text(name: str) -> None:
    assert FORMATS[name](REPORT) == FORMATS[name](REPORT)


@settings(max_examples=50)
@given(st.text(), st.text(st.characters(categories=["Cc", "Cf", "Cs", "P", "S", "L"])), st.text(min_size=1))
def test_no_text_whatever_breaks_a_format(message: str, hint: str, file: str) -> None:
    found = Problem(f"content/{file}".encode("utf-8", "ignore").decode(), 1, 1, "rule", Severity.ERROR, message, hint)
    report = Report((found,), 3, "3 pages, 1 error\n")
    assert len(ElementTree.fromstring(FORMATS["junit"](report).encode())[0]) == 1
    assert len(json.loads(FORMATS["sarif"](report).encode())["runs"][0]["results"]) == 1
    assert len(json.loads(FORMATS["json"](report))["problems"]) == 1
    assert FORMATS["github"](report).count("\n") == 2
    table = as_summary(report, Build((), ()), date(2026, 11, 20), 0)
    assert table.count("\n| ") == 6, "two tables of a head, a rule and a row"

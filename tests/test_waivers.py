from __future__ import annotations

import pytest

from site_builder.model.document import Waiver
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.waivers import idle, is_waived
from tests.conftest import Project

FILE = "content/about.md"
KNOWN = ("FTC-006", "FTC-016", "address-taken", "link-broken")


def waiver(rule: str) -> Waiver:
    """Return one that stands in line 5, over a block in lines 6 to 8."""
    return Waiver(rule, "it must be", Place(5, 1), 6, 8)


def found(rule: str, line: int, file: str = FILE) -> Problem:
    return problem(rule, "Wrong.", "Mend it.", file=file, place=Place(line, 3))


@pytest.mark.parametrize(("line", "expected"), [(5, False), (6, True), (8, True), (9, False)])
def test_a_waiver_covers_the_lines_of_the_next_block(line: int, expected: bool) -> None:
    assert is_waived(found("link-broken", line), {FILE: [waiver("link-broken")]}) is expected


def test_a_waiver_covers_one_rule_of_one_file() -> None:
    waivers = {FILE: [waiver("link-broken")]}
    assert not is_waived(found("FTC-006", 7), waivers)
    assert not is_waived(found("link-broken", 7, "content/index.md"), waivers)


def test_what_would_lose_a_page_cannot_be_waived() -> None:
    waivers = {FILE: [waiver("address-taken")]}
    wrong = found("address-taken", 7)
    assert not is_waived(wrong, waivers)
    [told] = idle([wrong], waivers, KNOWN)
    assert (told.rule, told.line, told.column, told.severity) == ("waiver-unused", 5, 1, Severity.INFO)
    assert told.message == "address-taken cannot be waived; without it pages would be lost."


def test_a_waiver_that_waives_something_is_not_reported() -> None:
    assert list(idle([found("link-broken", 7)], {FILE: [waiver("link-broken")]}, KNOWN)) == []


def test_a_waiver_that_waives_nothing_is_told() -> None:
    [told] = idle([found("link-broken", 9)], {FILE: [waiver("link-broken")]}, KNOWN)
    assert (told.file, told.line, told.column) == (FILE, 5, 1)
    assert (told.rule, told.severity) == ("waiver-unused", Severity.INFO)
    assert told.message == "The next block does not break link-broken, so this waives nothing."


@pytest.mark.parametrize(
    ("named", "meant"), [("FTC006", "FTC-006"), ("ftc-016", "FTC-016"), ("Link-Brokn", "link-broken")]
)
def test_a_waiver_of_a_rule_that_is_not_there_names_the_nearest(named: str, meant: str) -> None:
    [told] = idle([], {FILE: [waiver(named)]}, KNOWN)
    assert (told.rule, told.severity) == ("waiver-rule-unknown", Severity.WARNING)
    assert (told.message, told.hint) == (
        f"There is no rule “{named}”, so this waives nothing.",
        f"Did you mean {meant}?",
    )


def test_a_waiver_like_no_rule_leads_to_the_list() -> None:
    [told] = idle([], {FILE: [waiver("XYZ")]}, KNOWN)
    assert told.hint == "`site-builder rules` lists every rule."


def test_where_nobody_can_tell_which_rules_there_are_nothing_is_said() -> None:
    assert list(idle([], {FILE: [waiver("XYZ")]}, ())) == []


def test_a_build_tells_each_waiver_that_waives_nothing_whether_cold_or_warm(project: Project) -> None:
    text = project.read("content/about.md")
    project.write(
        "content/about.md",
        f"{text.rstrip()}\n\n<!-- lint-ok link-brokn: later -->\n[a](gone.md)\n\n"
        "<!-- lint-ok link-broken: later -->\n\n[b](gone.md)\n\n<!-- lint-ok link-broken: later -->\nNo link.\n",
    )
    first = text.rstrip().count("\n") + 3
    for _ in range(2):
        asked = project.check("--format", "json")
        told = [
            (each["rule"], each["line"] - first)
            for each in asked.report["problems"]
            if each["file"] == "content/about.md" and each["rule"].startswith(("waiver", "link"))
        ]
        assert told == [("waiver-rule-unknown", 0), ("link-broken", 1), ("waiver-unused", 7)]

"""The rules that ship: all of them are there, and each has what it must flag and what it must not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.model.problem import Place
from site_builder.model.rule import Kind, Rule
from site_builder.rules.catalogue import ids
from site_builder.rules.packs import examples_fail, read_pack, shipped
from tests.checks.texts import test_access, test_approval, test_crisis, test_evidence, test_patients, test_safety
from tests.rule_ids import reported

TESTS = Path(__file__).parent.parent

CASES = [
    *test_access.CASES,
    *test_approval.CASES,
    *test_crisis.CASES,
    *test_evidence.CASES,
    *test_patients.CASES,
    *test_safety.CASES,
]
"""A text, the rule, and where it is broken: for the rules that one text alone can break."""

PAGES = "checks/pages/"
ELSEWHERE = {
    "A11Y-004": (PAGES + "test_styles.py", "A11Y-004"),
    "A11Y-005": (PAGES + "test_accessibility.py", "A11Y-005"),
    "A11Y-007": (PAGES + "test_accessibility.py", "A11Y-007"),
    "A11Y-008": (PAGES + "test_accessibility.py", "A11Y-008"),
    "A11Y-009": (PAGES + "test_accessibility.py", "A11Y-009"),
    "A11Y-010": (PAGES + "test_accessibility.py", "A11Y-010"),
    "A11Y-011": (PAGES + "test_accessibility.py", "A11Y-011"),
    "A11Y-012": (PAGES + "test_accessibility.py", "A11Y-012"),
    "AUTH-001": ("checks/test_notices.py", "AUTH-001"),
    "AUTH-003": (PAGES + "test_authorship.py", "AUTH-003"),
    "AUTH-004": ("checks/test_citations.py", "AUTH-004"),
    "AUTH-005": ("checks/test_sources.py", "AUTH-005"),
    "AUTH-006": (PAGES + "test_authorship.py", "AUTH-006"),
    "CLIN-003": (PAGES + "test_disclosure.py", "CLIN-003"),
    "FTC-015": (PAGES + "test_disclosure.py", "FTC-015"),
    "PRIV-002": (PAGES + "test_privacy.py", "PRIV-002"),
    "PRIV-006": (PAGES + "test_privacy.py", "PRIV-006"),
    "PRIV-008": (PAGES + "test_privacy.py", "PRIV-008"),
    "PRIV-012": (PAGES + "test_privacy.py", "PRIV-012"),
    "READ-001": ("checks/texts/test_reading.py", "READ-001"),
    "READ-002": ("checks/texts/test_reading.py", "READ-002"),
    "READ-003": ("checks/texts/test_terms.py", "terms_are_explained"),
    "READ-004": ("checks/texts/test_reading.py", "begins_and_ends_well"),
    "READ-005": ("checks/texts/test_risk.py", "READ-005"),
    "plain-word": ("checks/texts/test_terms.py", "words_are_plain"),
}
"""Where the others are tested, with a text or a page that is flagged and one that is not, and by which name."""

RULES = shipped()
CODED = [rule for rule in RULES if not rule.pattern]
REPORTED = reported()


COMPLIANCE = {"A11Y": 12, "AUTH": 10, "CLIN": 9, "FDA": 13, "FTC": 15, "LANG": 7, "PRIV": 12, "READ": 5, "SAFE": 9}
"""The rules that were taken over at the beginning: how many there are of each family, numbered from 1."""


def test_all_rules_are_there() -> None:
    wanted = {f"{family}-{number:03}" for family, most in COMPLIANCE.items() for number in range(1, most + 1)}
    assert len(wanted) == 92
    assert wanted - {rule.id for rule in RULES} == set()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.kind is Kind.TEXT], ids=lambda rule: rule.id)
def test_a_pattern_finds_its_own_example_and_leaves_the_other(rule: Rule) -> None:
    assert [*examples_fail(rule)] == []


@pytest.mark.parametrize("rule", CODED, ids=lambda rule: rule.id)
def test_a_rule_without_a_pattern_is_reported_by_the_code_or_left_to_a_person(rule: Rule) -> None:
    others = set(rule.covered_by)
    assert rule.id in REPORTED or (others and others <= set(ids())) or rule.left_to_a_person


@pytest.mark.parametrize("rule", [rule for rule in CODED if rule.id in REPORTED], ids=lambda rule: rule.id)
def test_a_check_has_a_case_that_is_flagged_and_one_that_is_not(rule: Rule) -> None:
    if rule.id in ELSEWHERE:
        file, name = ELSEWHERE[rule.id]
        assert name in (TESTS / file).read_text(encoding="utf-8")
    else:
        cases = [case for case in CASES if case.rule == rule.id]
        assert any(case.at for case in cases)
        assert any(not case.at for case in cases)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_speaks_of_what_a_writer_of_markdown_does_not_have(rule: Rule) -> None:
    words = f"{rule.message} {rule.hint}".lower()
    assert [word for word in ("shortcode", "partial", "template", "build after") if word in words] == []


def faults(text: str, *, has_checks: bool = False) -> Iterator[tuple[str, Place]]:
    """Yield what is wrong with a pack, by the id of the fault and its place."""
    _, problems = read_pack("content/rules.yaml", text.encode(), (), has_checks=has_checks)
    yield from ((problem.rule, Place(problem.line, problem.column)) for problem in problems)


OWN = """\
rules:
  - id: OWN-1
    severity: warning
    kind: text
    scope: sentence
    flag: the word journey
    pattern: '\\bjourney\\b'
    message: It is a cliché.
    hint: Say what happens.
    source: our own
    flagged: Your healing journey starts here.
    not_flagged: Your treatment starts here.
"""


def test_a_pack_of_a_clinic_is_read() -> None:
    rules, problems = read_pack("content/rules.yaml", OWN.encode(), ())
    assert ([rule.id for rule in rules], problems) == (["OWN-1"], [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("'\\bjourney\\b'", "'(journey'", [("rule-pattern", Place(7, 14))]),
        ("healing journey", "healing way", [("rule-example", Place(11, 14))]),
        ("Your treatment", "Your journey", [("rule-example", Place(12, 18))]),
        ("kind: text", "kind: document", [("rule-kind", Place(4, 11))]),
        ("    pattern: '\\bjourney\\b'\n", "", [("rule-pattern", Place(2, 9))]),
    ],
)
def test_a_fault_of_a_pack_stands_where_it_was_made(old: str, new: str, said: list[tuple[str, Place]]) -> None:
    assert [*faults(OWN.replace(old, new))] == said


def test_a_rule_that_is_there_already_is_refused() -> None:
    _, problems = read_pack("content/rules.yaml", OWN.replace("OWN-1", "FDA-001").encode(), ids())
    assert [problem.rule for problem in problems] == ["rule-repeated"]


def test_each_rule_has_one_name_and_is_explained() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.id for rule in RULES} <= set(ids())

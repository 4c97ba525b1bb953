"""Every rule that the code reports is explained, and nothing else is."""

from __future__ import annotations

import re

import pytest

from site_builder.model.rule import BuilderRule
from site_builder.rules.catalogue import builder_families, families, ids
from site_builder.rules.packs import family_of
from tests.rule_ids import NOT_RULES, composed, reported

OWN = [rule for family in builder_families() for rule in family.rules]


def test_every_rule_that_the_code_reports_is_explained() -> None:
    assert sorted(reported() - set(ids())) == [], "explain them in rules/packs/builder.yaml (or see NOT_RULES)"
    for pattern in composed():
        assert any(pattern.fullmatch(rule.id) for rule in OWN), f"explain what {pattern.pattern} can be"


def test_every_rule_that_is_explained_is_reported() -> None:
    found, patterns = reported(), composed()
    unused = [rule.id for rule in OWN if rule.id not in found and not any(each.fullmatch(rule.id) for each in patterns)]
    assert unused == []


def test_no_rule_is_there_twice_or_is_said_to_be_none() -> None:
    known = ids()
    assert len(known) == len({each.lower() for each in known})
    assert not set(known) & NOT_RULES


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.id)
def test_a_rule_is_explained_in_whole_plain_sentences(rule: BuilderRule) -> None:
    for text in (rule.flag, rule.message, rule.hint):
        assert text[0].isupper() or text[0] == "`", text
        assert text.endswith("."), text
    assert len(re.findall(r"[.!?](?= [A-Z])", rule.flag)) == 0, "one sentence says what it flags"


def test_the_families_of_the_packs_come_first_and_the_clinics_own_before_the_builders() -> None:
    titles = [family.title for family in families(family_of("fda")[:1])]
    assert titles[0].startswith("FDA")
    assert titles.index("The clinic's own rules (content/rules.yaml)") < titles.index("Files and folders")

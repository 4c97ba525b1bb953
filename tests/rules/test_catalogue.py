from __future__ import annotations

from msgspec.structs import replace

from site_builder.rules.catalogue import families, reasons
from site_builder.rules.packs import family_of


def test_every_rule_has_a_reason() -> None:
    rules = [rule for family in families() for rule in family.rules]
    assert reasons({rule.id for rule in rules}) == {rule.id: rule.message for rule in rules}


def test_a_name_that_no_rule_has_has_no_reason() -> None:
    assert reasons({"no-such-rule", "FTC", "", "link-broken"}).keys() == {"link-broken"}


def test_the_clinics_own_rules_are_told_too() -> None:
    mine = replace(family_of("ftc")[0], id="OURS-1", message="The partners say so.")
    assert reasons({"OURS-1"}, [mine]) == {"OURS-1": "The partners say so."}


def test_only_packs_that_name_a_rule_are_read() -> None:
    family_of.cache_clear()
    assert reasons({"link-broken", "READ-001"}).keys() == {"link-broken", "READ-001"}
    assert 1 <= family_of.cache_info().misses <= 3

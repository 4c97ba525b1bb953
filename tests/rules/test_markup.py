"""Rules that are patterns, over HTML."""

from __future__ import annotations

import pytest

from site_builder.model.problem import Severity
from site_builder.model.rule import Kind, Rule, Rulebook, Scope
from site_builder.rules.markup import broken_markup
from site_builder.rules.packs import shipped

SHIPPED = Rulebook(shipped())


def found(html: str, *rules: Rule) -> list[tuple[str, str]]:
    """Return each rule that `html` breaks, with the tag that does; the rules that ship are meant by none."""
    return [(match.rule, match.tag) for match in broken_markup(html, Rulebook(rules) if rules else SHIPPED)]


def rule(pattern: str, scope: Scope, unless: str = "") -> Rule:
    return Rule("OWN-1", Severity.ERROR, Kind.HTML, scope, "f", "m", "h", "s", "x", "y", pattern, unless)


@pytest.mark.parametrize(
    "each", [rule for rule in shipped() if rule.kind is Kind.HTML and rule.pattern], ids=lambda each: each.id
)
def test_each_rule_that_ships_finds_its_own_example_and_leaves_the_other(each: Rule) -> None:
    assert each.id in {id_ for id_, _ in found(each.flagged)}
    assert each.id not in {id_ for id_, _ in found(each.not_flagged)}


def test_a_rule_about_tags_looks_at_each_of_them() -> None:
    html = '<p><img src="a.png"> <img src="b.png" alt="B"> <img src="c.png"></p>'
    assert found(html) == [("A11Y-001", '<img src="a.png">'), ("A11Y-001", '<img src="c.png">')]


def test_a_rule_about_pages_is_let_be_by_anything_on_the_page() -> None:
    own = rule("<form", Scope.PAGE, "notice")
    assert found("<form><p>notice", own) == []
    assert found("<form><p>", own) == [("OWN-1", "<form>")]


def test_a_match_within_a_tag_is_quoted_with_its_tag_and_told_once() -> None:
    html = '<div onclick="a()" onload="b()"><b onclick="c()">'
    own = rule(r"\bon\w+=", Scope.TAG)
    assert found(html, own) == [("OWN-1", '<div onclick="a()" onload="b()">'), ("OWN-1", '<b onclick="c()">')]


def test_a_match_in_the_words_between_tags_is_quoted_alone() -> None:
    assert found("<p>See gtag( there</p>") == [("PRIV-001", "gtag(")]


def test_a_pattern_that_matches_nothing_at_all_comes_to_an_end() -> None:
    assert len(found("<p>é</p>", rule("x*", Scope.PAGE))) < 10

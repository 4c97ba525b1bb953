"""The engine: rules about words, run over sentences, passages and whole texts."""

from __future__ import annotations

from site_builder.language.passages import passages
from site_builder.language.sentences import Running, sentences
from site_builder.model.problem import Severity
from site_builder.model.rule import Kind, Rule, Rulebook, Scope
from site_builder.rules.engine import LONGEST_QUOTE, broken_rules


def rule(scope: Scope, pattern: str = "cure", unless: str = "", name: str = "X-1") -> Rule:
    return Rule(name, Severity.ERROR, Kind.TEXT, scope, "f", "m", "h", "s", "a", "b", pattern, unless)


def found(text: str, *rules: Rule) -> list[str]:
    """Return each finding as `line:column rule: quote`."""
    read = list(passages(text, 1))
    running = Running([sentence for passage in read for sentence in sentences(passage)])
    made = broken_rules(read, running, Rulebook(rules))
    return [f"{each.place.line}:{each.place.column} {each.rule}: {each.quote}" for each in made]


def test_a_rule_about_sentences_fires_once_in_each() -> None:
    text = "A cure, a cure. No cure?\n\nNothing. One cure."
    assert found(text, rule(Scope.SENTENCE)) == [
        "1:3 X-1: A cure, a cure.",
        "1:20 X-1: No cure?",
        "3:14 X-1: One cure.",
    ]


def test_what_makes_it_right_counts_in_the_same_sentence_only() -> None:
    assert found("No cure. A cure.", rule(Scope.SENTENCE, unless=r"\bno\b")) == ["1:12 X-1: A cure."]


def test_a_match_never_goes_from_one_sentence_to_the_next() -> None:
    assert found("Ketamine.\n\nA cure.", rule(Scope.SENTENCE, r"ketamine[^!]*cure")) == []


def test_a_rule_about_paragraphs_looks_at_one_whole() -> None:
    text = "Suicidal thoughts. Book now.\n\nBook now. Call 988."
    assert found(text, rule(Scope.PARAGRAPH, r"(?s)book", "988")) == [
        "1:20 X-1: Suicidal thoughts. Book now.",
    ]


def test_a_rule_about_a_page_looks_at_the_whole_text() -> None:
    text = "A cure.\n\nAnother cure.\n\nAsk a clinician."
    assert found(text, rule(Scope.PAGE, unless="clinician")) == []
    assert [each.split(":", 2)[:2] for each in found(text, rule(Scope.PAGE))] == [["1", "3 X-1"]]


def test_a_pattern_may_be_bound_to_the_start_or_the_end_of_a_sentence() -> None:
    assert found("One cure. Cure one.", rule(Scope.SENTENCE, r"^cure")) == ["1:11 X-1: Cure one."]
    assert found("One cure. Cure one.", rule(Scope.SENTENCE, r"cure\.$")) == ["1:5 X-1: One cure."]


def test_at_most_means_at_most() -> None:
    near = rule(Scope.SENTENCE, r"no[^.]{0,5}cure")
    assert found("It is no, well, by all means a cure.", near) == []
    assert found("It is no big cure.", near) == ["1:7 X-1: It is no big cure."]


def test_a_long_sentence_is_quoted_around_the_match() -> None:
    text = f"{'word ' * 60}cure {'word ' * 60}end."
    [told] = found(text, rule(Scope.SENTENCE))
    quote = told.partition(": ")[2]
    assert len(quote) <= LONGEST_QUOTE + 2
    assert quote.startswith("…")
    assert quote.endswith("…")
    assert " cure " in quote

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from site_builder.checks.texts.terms import TERMS, terms_are_explained, words_are_plain
from site_builder.checks.texts.writing import Writing
from site_builder.language.passages import passages
from site_builder.model.rule import Reading
from site_builder.rules.engine import Finding

Found = list[tuple[tuple[int, int], str]]


def said(check: Callable[[Writing], Iterator[Finding]], text: str, *easy: str) -> Found:
    writing = Writing("content/articles/a.md", passages(text, 1), reading=Reading(easy_words=easy))
    return [((finding.place.line, finding.place.column), finding.message or finding.hint) for finding in check(writing)]


def unexplained(text: str, *easy: str) -> list[tuple[int, int, str]]:
    return [(*place, message.split("”")[0].lstrip("“")) for place, message in said(terms_are_explained, text, *easy)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TRD patients had an NNT of 6.", [(1, 1, "TRD"), (1, 21, "NNT")]),
        ("Many take SSRIs (such as sertraline).", [(1, 11, "SSRI")]),
        ("People with MDD had ECT.", [(1, 13, "MDD"), (1, 21, "ECT")]),
        ("It acts on NMDA receptors.", [(1, 12, "NMDA")]),
        ("It raises BDNF and switches mTOR on.", [(1, 11, "BDNF"), (1, 29, "mTOR")]),
        ("MADRS points fell by 10.", [(1, 1, "MADRS")]),
        ("Esketamine and *racemic* ketamine differ.", [(1, 17, "racemic")]),
        ("Our clinic gives it off-label for pain.", [(1, 21, "off-label")]),
        ("Many reached remission. Others rest.", [(1, 14, "remission")]),
        ("The response rate was 67%.", [(1, 5, "response")]),
        ("70% had a response at day 7.", [(1, 11, "response")]),
        ("An NNT of 6.\n\nThe number needed to treat (NNT) is a count.", [(1, 4, "NNT")]),
        ("An NNT of 6. The NNT was (7) [@a].", [(1, 4, "NNT")]),
    ],
)
def test_a_term_that_is_not_explained(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert unexplained(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "People with treatment-resistant depression (TRD) came. TRD is common.",
        "TRD (treatment-resistant depression) is common.",
        "The number needed to treat, also called the NNT, was 8.",
        "SSRIs\n:   selective serotonin reuptake inhibitors.",
        "Many take an SSRI, a common kind of antidepressant.",
        "SSRIs (common antidepressants) help.",
        "The [NNT](number.md) was 8.",
        "The [low NNT of 8](number.md) is good.",
        "The NNT was 8.\n\n*[NNT]: number needed to treat",
        "**Off-label** means that the FDA has not approved it for this.",
        "This use is off-label. The FDA has approved it as an anesthetic, and not for depression.",
        "The FDA has not approved it for this [@a]. So its use is off-label.",
        "Off-label: a doctor may prescribe it all the same.",
        "Remission, or a score in the normal range, was rare.",
        "Few had no symptoms left; this is called remission.",
        "*Response* means a score at least halved. The response rate was 60%.",
        "In all, 60% had responded (score at least halved). The response rate fell.",
        "It blocks the NMDA receptor, a docking site on nerve cells.",
        "Racemic ketamine is a mix of two mirror forms.",
        "The REMS is a safety program.",
    ],
)
def test_a_term_that_is_explained(text: str) -> None:
    assert unexplained(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "In response to your call we ring you.",
        "We give a quick response to each message.",
        "It is an emergency response team.",
        "You are responsible for your pills.",
        "We select what to read. A direct answer helps.",
        "## NNT\n\nText.",
        "![NNT](a.jpg)",
    ],
)
def test_other_senses_and_places_are_left_alone(text: str) -> None:
    assert unexplained(text) == []


def test_an_explanation_above_the_text_counts() -> None:
    assert unexplained("## The number needed to treat (NNT)\n\nThe NNT was 8.") == []


def test_a_term_is_found_once() -> None:
    assert unexplained("The NNT was 8.\n\nThe NNT was 9. An NNT helps.") == [(1, 5, "NNT")]


def test_a_term_that_every_reader_knows_is_left_alone() -> None:
    assert unexplained("Many take an SSRI off-label.", "SSRI", "off-label") == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_the_example_of_a_hint_explains_its_term(term: tuple[str, ...]) -> None:
    (example,) = [each.example for each in TERMS if each is term]
    text = example if term[0] in example else f"{term[0]}, {example}"
    assert unexplained(f"People know it as {text}.") == []


# Jargon.


def test_a_word_with_a_plainer_one_is_found_where_it_stands() -> None:
    text = "We **administer** it\nintravenously prior to sleep."
    assert said(words_are_plain, text) == [
        ((1, 6), "“administer” is a word that many readers do not know."),
        ((2, 1), "“intravenously” is a word that many readers do not know."),
        ((2, 15), "“prior to” is a word that many readers do not know."),
    ]


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("administered", "give"),
        ("utilizing", "use"),
        ("Adverse events", "side effect"),
        ("comorbidities", "other illness"),
        ("suicidal ideation", "thoughts of suicide"),
        ("ideation", "thoughts"),
        ("intravenously", "into a vein"),
    ],
)
def test_forms_of_a_word_are_found_and_the_plain_word_is_offered(word: str, plain: str) -> None:
    writing = Writing("a.md", passages(f"{word} was there.", 1))
    assert [finding.hint for finding in words_are_plain(writing)] == [f"Write “{plain}”."]


@pytest.mark.parametrize(
    "text",
    [
        "We give it into a vein before the visit.",
        "“We utilize it,” she said.",
        "> We utilize it.",
        "It was seen in the Efficacy of Ketamine trial.",
        "It goes into a vein (intravenous).",
        "It is intravenous (into a vein).",
        "It may cause slowed breathing, also called respiratory depression.",
        "`utilize`",
    ],
)
def test_words_that_are_plain_quoted_a_name_or_explained(text: str) -> None:
    assert said(words_are_plain, text) == []


def test_a_word_in_brackets_is_explained_only_if_it_stands_alone() -> None:
    assert said(words_are_plain, "A drip (administered here) helps.") != []


def test_a_clinic_may_keep_a_word() -> None:
    assert said(words_are_plain, "It was administered.", "administer") == []
    assert said(words_are_plain, "Adverse events were few.", "adverse event") == []

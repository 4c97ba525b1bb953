"""The margin for the writer: what there is to know of a text, and each finding at the block that caused it."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.problem import Problem
from site_builder.serve.margin import Fact, Spot, facts, margin
from tests.serve.case import PATH, QUESTION, at, html_of, status, text_of, words_at

FIRST = 10
"""The line on which the body of a case begins."""


def marked(
    body: str, *problems: Problem, html: str = "", files: dict[str, str] | None = None, source: str = PATH
) -> list[tuple[str, int, str]]:
    """Return the file and line of each finding in the margin, and the letters of the block that it is marked at."""
    texts = {PATH: text_of(body)} | (files or {})
    page = html or html_of(body)
    found = margin(page, source, problems, texts.get, "/clinic").findings
    return [(each.finding.file, each.finding.line, words_at(each.spot, page)) for each in found]


BODY = "First.\n\n- alpha\n- beta\n\n    - gamma\n\n> Said.\n\n/// note | Titled\nInner.\n///\n\n## Heading"


@pytest.mark.parametrize(
    ("line", "words"),
    [(0, "first"), (2, "alpha"), (3, "beta"), (5, "gamma"), (7, "said"), (9, "titled"), (10, "inner"), (13, "heading")],
)
def test_a_finding_is_marked_at_the_block_that_caused_it(line: int, words: str) -> None:
    [(_, _, letters)] = marked(BODY, at(FIRST + line))
    assert letters.startswith(words)


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [(2, 8, "sleep"), (3, 14, "why"), (5, 5, "one"), (6, 5, "two")],
)
def test_a_finding_in_the_front_matter_is_marked_where_the_page_shows_it(line: int, column: int, words: str) -> None:
    assert marked(BODY, at(line, column)) == [(PATH, line, words)]


def test_a_description_that_the_page_does_not_show_is_marked_at_its_title() -> None:
    page = html_of("First.").replace(">Why<", ">Another line<")
    assert marked("First.", at(3, 14), html=page) == [(PATH, 3, "sleep")]


def test_what_has_no_place_on_the_page_comes_first() -> None:
    found = marked("First.\n\nSecond.", at(FIRST + 2), at(FIRST), at(1), at(4, 1))
    assert found == [(PATH, 1, ""), (PATH, 4, "one"), (PATH, FIRST, "first"), (PATH, FIRST + 2, "second")]


def test_findings_of_other_files_are_not_in_the_margin() -> None:
    assert marked("First.", at(FIRST, file="content/articles/other.md"), at(3, file="content/clinic.yaml")) == []


ANSWER = text_of("Yes, *you* can.\n\nDo.", head='question: "Can I nap?"\ntopic: sleep')


def test_the_answers_that_a_page_shows_are_marked_too() -> None:
    page = html_of("First.", ("Is it safe?", "It is."), ("Can I nap?", "Yes, *you* can.\n\nDo."))
    problems = (at(5, file=QUESTION), at(7, file=QUESTION), at(2, 12, file=QUESTION), at(FIRST))
    expected = [(PATH, FIRST, "first"), (QUESTION, 2, "caninap"), (QUESTION, 5, "yesyoucan"), (QUESTION, 7, "do")]
    assert marked("First.", *problems, html=page, files={QUESTION: ANSWER}) == expected


def test_the_page_of_questions_has_no_text_of_its_own() -> None:
    page = html_of("", ("Can I nap?", "Yes, *you* can.\n\nDo.")).replace('<div class="prose"></div>', "")
    found = marked("", at(7, file=QUESTION), html=page, files={QUESTION: ANSWER}, source="content/faq")
    assert found == [(QUESTION, 7, "do")]


def test_an_answer_that_the_page_does_not_show_is_left_out() -> None:
    page = html_of("First.", ("Is it safe?", "It is."))
    assert marked("First.", at(5, file=QUESTION), html=page, files={QUESTION: ANSWER}) == []


def test_figures_and_pictures_are_marked_as_a_whole() -> None:
    body = "Before.\n\n/// consultation\n    heading: Come\n///\n\nAfter."
    band = '<div class="consultation-band"><h2>Come</h2><p>It is free.</p></div>'
    page = html_of("Before.\n\nAfter.").replace("<p>After", f"{band}<p>After")
    found = marked(body, at(FIRST + 3), at(FIRST + 6), html=page)
    assert found == [(PATH, FIRST + 3, "comeitisfree"), (PATH, FIRST + 6, "after")]


def test_an_older_page_is_marked_as_far_as_it_is_the_same() -> None:
    page = html_of("Kept.\n\nGone.\n\nKept too.")
    found = marked("New.\n\nKept.\n\nKept too.\n\n- new item", *(at(FIRST + row) for row in (0, 2, 4, 6)), html=page)
    assert found == [
        (PATH, FIRST, ""),
        (PATH, FIRST + 6, ""),
        (PATH, FIRST + 2, "kept"),
        (PATH, FIRST + 4, "kepttoo"),
    ]


@pytest.mark.parametrize("text", [None, "", "---\ntitle: [", "no front matter at all"])
def test_a_file_that_cannot_be_read_has_its_findings_without_a_place(text: str | None) -> None:
    found = margin(html_of("First."), PATH, [at(9)], {PATH: text}.get, "/clinic").findings
    assert [(each.finding.line, each.spot) for each in found] == [(9, None)]


def test_a_page_that_is_made_of_data_lists_the_findings_of_its_file() -> None:
    found = marked("", at(3, file="content/treatments.yaml"), source="content/treatments.yaml")
    assert found == [("content/treatments.yaml", 3, "")]


def test_a_spot_is_a_number_among_all_texts_of_the_page() -> None:
    page = html_of("First.", ("Can I nap?", "Yes.\n\nDo."))
    found = margin(page, PATH, [at(7, file=QUESTION)], {QUESTION: ANSWER.replace(", *you* can", "")}.get, "/clinic")
    spot = found.findings[0].spot
    assert isinstance(spot, Spot)
    assert spot.nth == 2


def test_the_facts_of_a_text_that_is_well() -> None:
    assert [*facts(status(), ("rush2006", "zarate2006"))] == [
        Fact("Reading grade", "7.2", "easy enough: the aim is 8 or below"),
        Fact("Words", "1,042", "5 minutes to read"),
        Fact("Sources", "2", "rush2006, zarate2006"),
        Fact("Medical review", "signed", "2026-10-01 by doctor; due on 2027-10-01"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"grade": 9.1}, Fact("Reading grade", "9.1", "the aim is 8 or below", needs_care=True)),
        ({"minutes": 1, "words": 7}, Fact("Words", "7", "1 minute to read")),
        (
            {"reviewed": None, "review_due": None, "review": "none"},
            Fact("Medical review", "none yet", "a clinician signs it off with `review`", needs_care=True),
        ),
        (
            {"review": "changed, overdue", "review_due": date(2026, 11, 1)},
            Fact(
                "Medical review", "sign it again", "2026-10-01 by doctor; the text was changed since", needs_care=True
            ),
        ),
        (
            {"review": "overdue", "review_due": date(2026, 11, 1)},
            Fact("Medical review", "overdue", "2026-10-01 by doctor; it was due on 2026-11-01", needs_care=True),
        ),
        (
            {"review": "unsigned"},
            Fact("Medical review", "not signed", "2026-10-01 by doctor, but not signed", needs_care=True),
        ),
        (
            {"review": "due soon", "days": 12, "review_due": date(2026, 12, 2)},
            Fact("Medical review", "due soon", "2026-10-01 by doctor; due on 2026-12-02, in 12 days", needs_care=True),
        ),
        ({"translation": "behind"}, Fact("Translation", "behind", "its original was changed since", needs_care=True)),
    ],
)
def test_a_fact_says_what_needs_care(changes: dict[str, object], expected: Fact) -> None:
    assert expected in [*facts(status(**changes), ())]


def test_what_is_never_reviewed_says_nothing_of_reviews() -> None:
    assert "Medical review" not in [fact.name for fact in facts(status(review="", reviewed=None), ())]

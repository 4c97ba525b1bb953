"""What the preview tells a browser about one open page."""

from __future__ import annotations

import json
from datetime import date

import pytest

from site_builder.model.problem import Problem, Severity, of_draft
from site_builder.serve.notes import MOST_PROBLEMS, Notes, PageShown, Ribbon, encoded, notes, ribbon, ribbon_of_parts
from tests.serve.case import PATH, at, html_of, status, text_of

PAGE = PageShown("/articles/sleep/", PATH, html_of("First.").encode(), date(2026, 11, 20), status=status())


def told(*problems: Problem, page: PageShown = PAGE) -> Notes:
    return notes(page, problems, {PATH: text_of("First.")}.get, "/clinic")


def test_errors_of_all_files_are_laid_over_and_nothing_else() -> None:
    error = at(3, file="content/clinic.yaml", severity=Severity.ERROR)
    shown = told(error, at(10), at(10, severity=Severity.INFO)).problems
    assert [(each.file, each.line, each.severity) for each in shown] == [("content/clinic.yaml", 3, "error")]


def test_what_is_wrong_with_the_draft_that_is_open_is_laid_over_too() -> None:
    error = at(10, severity=Severity.ERROR)
    of_another = at(10, file="content/articles/other.md", severity=Severity.ERROR)
    assert [each.file for each in told(of_draft(error), of_draft(of_another)).problems] == [PATH]


def test_of_many_problems_the_first_are_told_and_the_rest_counted() -> None:
    many = told(*(at(10, column, severity=Severity.ERROR) for column in range(1, MOST_PROBLEMS + 11)))
    assert (len(many.problems), many.left_out) == (MOST_PROBLEMS, 10)
    assert told(at(10, severity=Severity.ERROR)).left_out == 0


@pytest.mark.parametrize(
    ("state", "why", "expected"),
    [
        ("published", "", None),
        (
            "draft",
            "it is a draft",
            Ribbon(
                "draft",
                "Draft",
                "It is a draft. Only you see this page. "
                "It goes out once the line “draft: true” is taken out of its file.",
            ),
        ),
        (
            "held",
            "it is held until 2026-12-01",
            Ribbon(
                "held",
                "Not out yet",
                "It is held until 2026-12-01. Only you see this page. On that day it goes out by itself.",
            ),
        ),
        (
            "expired",
            "it expired on 2026-11-01",
            Ribbon(
                "expired",
                "Taken off",
                "It expired on 2026-11-01. Only you see this page. To bring it back, give its file a later “expires”.",
            ),
        ),
    ],
)
def test_a_page_that_only_the_preview_shows_has_a_ribbon(state: str, why: str, expected: Ribbon | None) -> None:
    assert ribbon(status(state=state, why=why)) == expected


def test_a_page_of_no_file_has_problems_but_no_margin() -> None:
    page = PageShown("/nowhere/", "", b"", date(2026, 11, 20))
    shown = told(at(10, severity=Severity.ERROR), page=page)
    assert (shown.ribbon, shown.margin, len(shown.problems)) == (None, None, 1)


def test_an_older_page_says_so() -> None:
    page = PageShown("/articles/sleep/", PATH, PAGE.html, date(2026, 11, 20), is_current=False)
    assert (told().is_current, told(page=page).is_current) == (True, False)


def test_bytes_that_are_no_text_break_nothing() -> None:
    page = PageShown("/articles/sleep/", PATH, b"\xff\xfe<main><h1>", date(2026, 11, 20))
    assert told(at(2, 8), page=page).margin is not None


def test_the_notes_are_json() -> None:
    read = json.loads(encoded(told(at(10, severity=Severity.ERROR))))
    assert read["problems"][0]["excerpt"] == {"before": "", "at": "First", "after": "."}
    assert read["margin"]["findings"][0]["spot"]["nth"] == 0
    assert read["margin"]["facts"][0]["name"] == "Reading grade"


def test_a_page_of_several_texts_names_those_that_only_the_preview_shows() -> None:
    parts = (status(state="draft", title="One?"), status(state="published", title="Two?"))
    assert ribbon_of_parts(parts) == Ribbon("draft", "A draft on this page", "Only you see “One?”.")
    both = (*parts, status(state="held", title="Three?"))
    assert ribbon_of_parts(both) == Ribbon("draft", "Drafts on this page", "Only you see “One?” and “Three?”.")
    assert ribbon_of_parts(parts[1:]) is None

"""Who wrote and who reviewed."""

from __future__ import annotations

from typing import Any

from site_builder.model.config import Person as Known
from site_builder.model.front_matter import ArticleFields
from site_builder.model.site import Person, Review, Standing
from site_builder.parts.people import person, review, review_due
from tests.builders import article, clinic, day, page, question, site

NURSE = clinic(people={"nurse": Known("Lead nurse", "RN", "about.md")})


def fields(**given: Any) -> ArticleFields:
    made = article(**given).fields
    assert isinstance(made, ArticleFields)
    return made


def test_a_person_leads_to_their_page_if_that_is_published() -> None:
    assert person("nurse", site(page("about"), of=NURSE)) == Person("Lead nurse", "RN", "/about/")
    assert person("nurse", site(page("about", draft=True), of=NURSE)) == Person("Lead nurse", "RN", "")
    assert person("nurse", site(of=NURSE)) == Person("Lead nurse", "RN", "")


def test_a_person_without_a_page_leads_nowhere() -> None:
    assert person("doctor", site()) == Person("Medical director", "MD", "")


def test_an_unknown_person_is_shown_by_the_key() -> None:
    assert person("stranger", site()) == Person("stranger", "", "")


def test_a_review_is_due_a_year_later_or_when_the_writer_says() -> None:
    assert review_due(fields(reviewed=day("2026-02-28"))) == day("2027-02-28")
    assert review_due(fields(reviewed=day("2026-02-28"), review_due=day("2026-06-01"))) == day("2026-06-01")
    assert review_due(fields(reviewed=None)) is None


def test_a_review_is_shown_with_reviewer_and_days() -> None:
    asked = question(reviewed=day("2025-11-19"))
    doctor = Person("Medical director", "MD", "")
    assert review(asked, site()) == Review(doctor, day("2025-11-19"), day("2026-11-19"), Standing.OVERDUE)


def test_a_review_that_was_reopened_says_so_whatever_the_day() -> None:
    asked = question("q", reviewed=day("2025-11-19"))
    changed = review(asked, site(reopened={"content/faq/q.md": Standing.CHANGED}))
    assert changed is not None
    assert changed.standing is Standing.CHANGED


def test_without_a_review_there_is_none_to_show() -> None:
    assert review(article(reviewed=None, review_due=day("2027-01-01")), site()) is None

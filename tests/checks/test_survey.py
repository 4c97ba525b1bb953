"""What a check looks at, and the places it can name."""

from __future__ import annotations

from site_builder.checks.survey import in_document, place_of, written
from site_builder.model.figures import Figures
from site_builder.model.problem import Place, Severity
from tests.builders import article, cites, materials, survey, unreadable

PLACE = Place(4, 2)


def test_the_place_of_a_field_is_its_own_or_that_of_the_field_around_it() -> None:
    document = article(place={"title": (2, 8), "topics": (5, 9), "topics.1": (5, 16)})
    assert place_of(document, "title") == Place(2, 8)
    assert place_of(document, "topics.1") == Place(5, 16)
    assert place_of(document, "topics.0") == Place(5, 9)
    assert place_of(document, "slug") == Place(1, 1)


def test_the_place_in_clinic_yaml_is_the_nearest_that_is_known() -> None:
    made = survey(clinic_place={"people": (3, 1), "people.nurse": (4, 3)})
    assert made.clinic_place("people.nurse.page") == Place(4, 3)
    assert made.clinic_place("people.doctor.page") == Place(3, 1)
    assert made.clinic_place("url") == Place(1, 1)


def test_a_draft_has_no_errors_but_keeps_its_milder_problems() -> None:
    draft, published = article(draft=True), article()
    assert in_document(published, "rule", "m", "h", PLACE).severity is Severity.ERROR
    assert in_document(draft, "rule", "m", "h", PLACE).severity is Severity.WARNING
    assert in_document(draft, "rule", "m", "h", PLACE, Severity.INFO).severity is Severity.INFO


def test_a_file_that_cannot_be_read_is_no_draft() -> None:
    assert in_document(unreadable(), "rule", "m", "h", PLACE).severity is Severity.ERROR


def test_what_is_written_is_in_documents_and_in_the_data_of_figures() -> None:
    figures = Figures(citations=(cites("a2020"),))
    made = list(written(survey(article("a"), shown=materials(drawn=figures))))
    assert [(text.path, text.citations) for text in made] == [
        ("content/articles/a.md", ()),
        ("content/figures.yaml", figures.citations),
    ]

"""The page for the free consultation."""

from __future__ import annotations

from site_builder.kinds import consultation
from site_builder.model.output import Page
from tests.builders import clinic, page, site

BOOK = page("consultation", layout="consultation")


def test_it_carries_the_address_of_the_form() -> None:
    [output] = consultation.outputs(site(BOOK, of=clinic(form_endpoint="https://forms.example/f")))
    assert isinstance(output, Page)
    assert (output.path, output.template) == ("consultation/index.html", "layouts/consultation.html")
    assert output.view.form_endpoint == "https://forms.example/f"


def test_what_is_written_is_not_sent_where_others_can_read_it() -> None:
    [output] = consultation.outputs(site(BOOK, of=clinic(form_endpoint="http://forms.example/f")))
    assert isinstance(output, Page)
    assert output.view.form_endpoint == ""


def test_without_an_endpoint_there_is_no_form() -> None:
    [output] = consultation.outputs(site(BOOK))
    assert isinstance(output, Page)
    assert output.view.form_endpoint == ""


def test_every_page_knows_where_it_is_under_any_name() -> None:
    assert site(page("book-a-visit", layout="consultation")).frame.consultation_url == "/book-a-visit/"


def test_a_page_of_another_layout_is_none() -> None:
    assert list(consultation.outputs(site(page("consultation")))) == []

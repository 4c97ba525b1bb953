"""The form that asks to be called back: what it asks for, and what it must never ask for."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader
from selectolax.lexbor import LexborHTMLParser

TEMPLATES = Path(__file__).parent.parent / "templates"
FRAME = SimpleNamespace(phone="(503) 555-0142", phone_url="tel:+15035550142")


@pytest.fixture
def form() -> LexborHTMLParser:
    """Return the form as a page holds it, each text by its key."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    environment.globals["say"] = lambda key, **_: key
    drawn = environment.from_string(
        '{% from "macros/consultation_form.html" import consultation_form %}{{ consultation_form(endpoint, frame) }}'
    )
    return LexborHTMLParser(drawn.render(endpoint="https://forms.example/f", frame=FRAME))


def test_it_posts_to_the_clinics_own_endpoint(form: LexborHTMLParser) -> None:
    [found] = form.css("form")
    assert (found.attributes["method"], found.attributes["action"]) == ("post", "https://forms.example/f")


def test_it_asks_who_and_how_to_reach_and_nothing_about_health(form: LexborHTMLParser) -> None:
    asked = {each.attributes["name"]: each.attributes["autocomplete"] for each in form.css("input")}
    assert asked == {"name": "name", "phone": "tel", "email": "email", "time": "off", "website": "off"}
    assert form.css("textarea, select") == []


def test_the_warning_stands_before_the_first_field(form: LexborHTMLParser) -> None:
    html = form.html or ""
    assert 0 < html.index("form.no-health-details") < html.index("<input")


def test_every_field_has_its_label(form: LexborHTMLParser) -> None:
    labelled = [each.attributes["for"] for each in form.css("label")]
    assert labelled == [each.attributes["id"] for each in form.css("input")]


def test_a_person_never_comes_to_the_field_for_programs(form: LexborHTMLParser) -> None:
    [trap] = form.css("[aria-hidden=true] input")
    assert (trap.attributes["name"], trap.attributes["tabindex"]) == ("website", "-1")
    assert "required" not in trap.attributes

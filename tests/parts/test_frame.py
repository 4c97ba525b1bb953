"""What every page shows around its own content."""

from __future__ import annotations

import pytest

from site_builder.model.config import Hours, NavigationItem
from site_builder.model.site import Card
from site_builder.parts.frame import opening, phone_url
from tests.builders import clinic, interface, options, page, site


@pytest.mark.parametrize(
    ("phone", "url"),
    [
        ("(503) 555-0142", "tel:+15035550142"),
        ("503.555.0142", "tel:+15035550142"),
        ("1-503-555-0142", "tel:+15035550142"),
        ("+1 503 555 0142", "tel:+15035550142"),
        (" +1 503 555 0142", "tel:+15035550142"),
        ("+44 20 7946 0123", "tel:+442079460123"),
        ("988", "tel:988"),
    ],
)
def test_a_telephone_number_becomes_a_link(phone: str, url: str) -> None:
    assert phone_url(phone) == url


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (("monday",), "Monday"),
        (("monday", "tuesday"), "Monday, Tuesday"),
        (("monday", "tuesday", "wednesday"), "Monday to Wednesday"),
        (("thursday", "monday", "wednesday", "tuesday"), "Monday to Thursday"),
        (("Friday", "SATURDAY", "sunday"), "Friday to Sunday"),
        (("monday", "wednesday", "friday"), "Monday, Wednesday, Friday"),
        (("monday", "monday"), "Monday"),
        (("monday", "someday"), "Monday, Someday"),
        (("sunday", "monday", "saturday"), "Monday, Saturday, Sunday"),
        ((), ""),
    ],
)
def test_days_that_follow_one_another_are_a_span(days: tuple[str, ...], text: str) -> None:
    assert opening(Hours(days, "08:30", "17:30"), interface()) == (text, "8:30 am to 5:30 pm")


@pytest.mark.parametrize(
    ("opens", "closes", "text"),
    [
        ("09:00", "12:00", "9:00 am to 12:00 pm"),
        ("00:00", "24:00", "12:00 am to 12:00 am"),
        ("8:05", "13:45", "8:05 am to 1:45 pm"),
        ("by appointment", "²:³", "by appointment to ²:³"),
    ],
)
def test_times_are_written_as_people_say_them(opens: str, closes: str, text: str) -> None:
    assert opening(Hours(("monday",), opens, closes), interface())[1] == text


def test_hours_are_in_the_words_of_the_language() -> None:
    hours = Hours(("monday", "tuesday", "wednesday"), "08:30", "17:00")
    assert opening(hours, interface("es")) == ("De lunes a miércoles", "de 8:30 a. m. a 5:00 p. m.")
    assert opening(Hours(("friday", "monday"), "9:00", "12:00"), interface("es"))[0] == "Lunes, viernes"


def test_the_frame_tells_where_the_clinic_is_and_when_it_is_open() -> None:
    frame = site(of=clinic(hours=(Hours(("friday",), "08:30", "15:00"),), area_served=("Oregon",))).frame
    assert frame.address == ("1 Harbor Lane", "Portland, OR 97205")
    assert frame.hours == (("Friday", "8:30 am to 3:00 pm"),)
    assert frame.area_served == ("Oregon",)
    assert (frame.crisis_phone, frame.crisis_text, frame.emergency) == ("988", "988", "911")
    assert (frame.language, frame.direction) == ("en", "ltr")


def test_menus_lead_to_sections_and_to_pages_that_are_published() -> None:
    items = (
        NavigationItem("Articles", "articles/"),
        NavigationItem("About", "about.md"),
        NavigationItem("Hidden", "hidden.md"),
        NavigationItem("Gone", "gone.md"),
    )
    made = site(
        page("about"),
        page("hidden", draft=True),
        of=clinic(navigation=items, footer=items[1:2]),
        run=options(base_url="https://host.example/c/"),
    )
    assert made.frame.navigation == (Card("/c/articles/", "Articles"), Card("/c/about/", "About"))
    assert made.frame.footer == (Card("/c/about/", "About"),)


def test_addresses_carry_the_base_path() -> None:
    frame = site(page("consultation", layout="consultation"), run=options(base_url="https://host.example/c/")).frame
    assert (frame.origin, frame.base) == ("https://host.example", "/c/")
    assert (frame.feed_url, frame.consultation_url) == ("/c/feed.xml", "/c/consultation/")

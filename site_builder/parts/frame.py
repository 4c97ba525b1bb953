"""What every page shows around its own content, out of clinic.yaml."""

from __future__ import annotations

import re

from site_builder.model.config import Clinic, Hours, NavigationItem
from site_builder.model.site import Card, Frame, Target

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00")
"""A time of day as clinic.yaml gives it; what is none, which checks report, is shown as it stands."""


def frame(
    clinic: Clinic,
    targets: dict[str, Target],
    *,
    origin: str,
    base: str,
    consultation_url: str,
    stylesheet: str,
    assets: tuple[tuple[str, str], ...],
) -> Frame:
    """Return the frame; `assets` are the static files that a template names, each with its address."""
    address = clinic.address
    return Frame(
        language=clinic.languages[0] if clinic.languages else "en",
        name=clinic.name,
        tagline=clinic.tagline,
        origin=origin,
        base=base,
        email=clinic.email,
        phone=clinic.phone,
        phone_url=phone_url(clinic.phone),
        address=(address.street, f"{address.city}, {address.region} {address.postal_code}"),
        area_served=clinic.area_served,
        hours=tuple([opening(hours) for hours in clinic.hours]),
        crisis_message=clinic.crisis.message,
        crisis_phone=clinic.crisis.phone,
        crisis_text=clinic.crisis.text,
        emergency=clinic.crisis.emergency,
        disclaimer=clinic.disclaimer,
        booking_url=clinic.booking_url,
        directions_url=clinic.directions_url,
        consultation_url=consultation_url,
        feed_url=f"{base}feed.xml",
        navigation=_cards(clinic.navigation, targets, base),
        footer=_cards(clinic.footer, targets, base),
        stylesheet=stylesheet,
        assets=assets,
    )


def phone_url(phone: str) -> str:
    """Return a telephone number as a link: ten digits, or a 1 and ten, are one in the United States (RFC 3966)."""
    digits = re.sub(r"[^0-9]", "", phone)
    if phone.lstrip().startswith("+"):
        return f"tel:+{digits}"
    return f"tel:+1{digits[-10:]}" if re.fullmatch(r"1?[0-9]{10}", digits) else f"tel:{digits}"


def opening(hours: Hours) -> tuple[str, str]:
    """Return opening hours as two texts: `("Monday to Thursday", "8:30 am to 5:30 pm")`."""
    days = sorted({day.lower() for day in hours.days}, key=lambda day: WEEK.index(day) if day in WEEK else len(WEEK))
    names = [day.capitalize() for day in days]
    runs_on = len(days) > 2 and days[0] in WEEK and tuple(days) == WEEK[WEEK.index(days[0]) :][: len(days)]
    return f"{names[0]} to {names[-1]}" if runs_on else ", ".join(
        names
    ), f"{_clock(hours.opens)} to {_clock(hours.closes)}"


def _clock(time: str) -> str:
    if not TIME.fullmatch(time):
        return time
    hour, minute = time.split(":")
    return f"{int(hour) % 12 or 12}:{minute} {'am' if int(hour) % 24 < 12 else 'pm'}"


def section_url(page: str, base: str) -> str:
    """Return the address of a section such as `articles/`."""
    return f"{base}{page.strip('/')}/"


def _cards(items: tuple[NavigationItem, ...], targets: dict[str, Target], base: str) -> tuple[Card, ...]:
    """Return the entries whose pages are published, in order."""
    cards = []
    for item in items:
        target = targets.get(f"content/{item.page}")
        url = section_url(item.page, base) if item.page.endswith("/") else target.url if target else ""
        if url:
            cards.append(Card(url, item.label))
    return tuple(cards)

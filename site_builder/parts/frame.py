"""What every page shows around its own content, out of clinic.yaml."""

from __future__ import annotations

import re

from site_builder.interface import clock, listed, say
from site_builder.model.config import Clinic, Hours, NavigationItem
from site_builder.model.interface import Interface
from site_builder.model.site import Card, Frame, Language, Target

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00")
"""A time of day as clinic.yaml gives it; what is none, which checks report, is shown as it stands."""


def frame(
    clinic: Clinic,
    targets: dict[str, Target],
    interface: Interface,
    *,
    origin: str,
    base: str,
    consultation_url: str,
    stylesheet: str,
    assets: tuple[tuple[str, str], ...],
    root: str,
    languages: tuple[Language, ...] = (),
    foreign: tuple[str, ...] = (),
    searched: bool = False,
) -> Frame:
    """Return the frame; `assets` are the static files that a template names, each with its address.

    The others as in `Frame`.
    """
    address = clinic.address

    def of_originals(name: str) -> dict[str, str]:
        untranslated = [each.partition(".") for each in foreign]
        return {page: languages[0].code for field, _, page in untranslated if field == name}

    return Frame(
        language=interface.language,
        direction=interface.locale.direction,
        name=clinic.name,
        tagline=clinic.tagline,
        origin=origin,
        base=base,
        email=clinic.email,
        phone=clinic.phone,
        phone_url=phone_url(clinic.phone),
        address=(address.street, f"{address.city}, {address.region} {address.postal_code}"),
        area_served=clinic.area_served,
        hours=tuple([opening(hours, interface) for hours in clinic.hours]),
        crisis_message=clinic.crisis.message,
        crisis_phone=clinic.crisis.phone,
        crisis_text=clinic.crisis.text,
        emergency=clinic.crisis.emergency,
        disclaimer=clinic.disclaimer,
        booking_url=clinic.booking_url,
        directions_url=clinic.directions_url,
        consultation_url=consultation_url,
        feed_url=f"{base}feed.xml",
        navigation=_cards(clinic.navigation, targets, base, of_originals("navigation")),
        footer=_cards(clinic.footer, targets, base, of_originals("footer")),
        stylesheet=stylesheet,
        assets=assets,
        root=root,
        languages=languages,
        foreign=foreign,
        locale=interface.locale.tag,
        search_url=f"{base}search/" if searched else "",
    )


def phone_url(phone: str) -> str:
    """Return a telephone number as a link: ten digits, or a 1 and ten, are one in the United States (RFC 3966)."""
    digits = re.sub(r"[^0-9]", "", phone)
    if phone.lstrip().startswith("+"):
        return f"tel:+{digits}"
    return f"tel:+1{digits[-10:]}" if re.fullmatch(r"1?[0-9]{10}", digits) else f"tel:{digits}"


def opening(hours: Hours, interface: Interface) -> tuple[str, str]:
    """Return opening hours as two texts: `("Monday to Thursday", "8:30 am to 5:30 pm")`."""
    days = sorted({day.lower() for day in hours.days}, key=lambda day: WEEK.index(day) if day in WEEK else len(WEEK))
    named = dict(zip(WEEK, interface.locale.weekdays, strict=True))
    names = [named.get(day, day.capitalize()) for day in days]
    runs_on = len(days) > 2 and days[0] in WEEK and tuple(days) == WEEK[WEEK.index(days[0]) :][: len(days)]
    shown = say(interface, "hours.days", first=names[0], last=names[-1]) if runs_on else listed(interface, names)
    opens, closes = _clock(hours.opens, interface), _clock(hours.closes, interface)
    return shown[:1].upper() + shown[1:], say(interface, "hours.times", opens=opens, closes=closes)


def _clock(time: str, interface: Interface) -> str:
    if not TIME.fullmatch(time):
        return time
    hour, minute = time.split(":")
    return clock(interface, int(hour), int(minute))


def section_url(page: str, base: str) -> str:
    """Return the address of a section such as `articles/`."""
    return f"{base}{page.strip('/')}/"


def _cards(
    items: tuple[NavigationItem, ...], targets: dict[str, Target], base: str, languages: dict[str, str]
) -> tuple[Card, ...]:
    """Return the entries whose pages are published, in order; `languages` of those that were not translated."""
    cards = []
    for item in items:
        target = targets.get(f"content/{item.page}")
        url = section_url(item.page, base) if item.page.endswith("/") else target.url if target else ""
        if url:
            cards.append(Card(url, item.label, language=languages.get(item.page, "")))
    return tuple(cards)

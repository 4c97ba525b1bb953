"""What the site's furniture says in a language: texts with what goes into their places, dates, times, numbers, lists.

Nothing here asks the machine's locale, or Babel: all that a language needs is in its Interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from site_builder.durations import number_and_unit
from site_builder.model.interface import Interface, Pieces

SAID_BY_BUILDER = frozenset(
    """
    articles.description articles.later-page articles.title breadcrumb.home clock.am clock.pm duration.day duration.hour
    duration.minute duration.month duration.week duration.year evidence.description evidence.title grade.A grade.B
    grade.C grade.D hours.days hours.times list.next moved.description not-found.description not-found.title
    questions.description questions.title search.all search.article search.asked search.count search.description
    search.found search.nothing search.question search.service search.title services.description services.title
    timeline.moment topics.about topics.description topics.title
    """.split()
)
"""The keys of the texts that modules of the builder say, and not only templates."""


def say(interface: Interface, key: str, **given: Any) -> str:
    """Return the text under `key` with what is `given` for its places; `count` also chooses the form of its plural.

    Raises LookupError where there is no such text, or nothing is given for one of its places.
    """
    pieces = pieces_of(interface, key, given)
    return "".join(
        [str(given_for(interface, key, piece, given)) if at % 2 else piece for at, piece in enumerate(pieces)]
    )


def pieces_of(interface: Interface, key: str, given: Mapping[str, Any]) -> Pieces:
    """Return the pieces of the text under `key`, in the form for what is counted; raises LookupError for no text.

    A text that has not the form for so many is said in that for any other number.
    """
    if (message := interface.messages.get(key)) is None:
        raise LookupError(f"there is no text “{key}” in the interface of {interface.language}")
    if len(message.forms) == 1:
        return message.forms[0][1]
    forms, count = dict(message.forms), given.get("count")
    return forms.get(category(interface, count) if type(count) is int else "other", forms["other"])


def given_for(interface: Interface, key: str, place: str, given: Mapping[str, Any]) -> Any:
    """Return what is given for a place of the text `key`: dates and whole numbers as the language writes them."""
    if place not in given:
        raise LookupError(f"nothing is given for the place {{{place}}} of the text “{key}”")
    value = given[place]
    if type(value) is int:
        return number(interface, value)
    return day(interface, value) if isinstance(value, date) else value


def category(interface: Interface, count: int) -> str:
    """Return the plural category of a whole number that is not negative.

    From 100 on it goes by the last two digits, as in all of CLDR's languages but Breton and Cornish and, in millions,
    those of the Romance family.
    """
    return interface.locale.categories[count if count < 100 else 100 + count % 100]


def day(interface: Interface, value: date) -> str:
    """Return a date as it is written in a sentence: `November 2, 2026`."""
    locale = interface.locale
    parts = {"year": str(value.year), "day": str(value.day), "day2": f"{value.day:02}", "number": str(value.month)}
    parts |= {"number2": f"{value.month:02}", "month": locale.months[value.month - 1]}
    return _join(locale.day, parts)


def clock(interface: Interface, hour: int, minute: int) -> str:
    """Return a time of day as it is written in a sentence: `5:30 pm`; 24:00 is the end of a day."""
    parts = {"hour12": str(hour % 12 or 12), "hour": str(hour), "hour2": f"{hour:02}", "minute": f"{minute:02}"}
    parts["period"] = say(interface, "clock.am" if hour % 24 < 12 else "clock.pm")
    return _join(interface.locale.clock, parts)


def number(interface: Interface, value: float | str) -> str:
    """Return a number, or one that is written with a point, as the language writes it: `1,200`, `48.2`."""
    if type(value) is int and 0 <= value < 1000:
        return str(value)
    locale = interface.locale
    whole, point, decimals = str(value).partition(".")
    if len(whole.lstrip("-")) > 3 and int(whole) >= locale.grouped_from:
        whole = f"{int(whole):,}".replace(",", locale.group)
    return f"{whole}{locale.decimal}{decimals}" if point else whole


def duration(interface: Interface, text: str) -> str:
    """Return a time that is written as in `2 hours` in the language; any other text as it is."""
    if (found := number_and_unit(text)) is None:
        return text
    amount, unit = found
    return say(interface, f"duration.{unit}", count=int(amount) if amount.isdigit() else number(interface, amount))


def listed(interface: Interface, things: Iterable[str]) -> str:
    """Return several things in one line: `Portland, Salem, Eugene`."""
    first, *others = [*things] or [""]
    for other in others:
        first = say(interface, "list.next", list=first, item=other)
    return first


def _join(pieces: Pieces, parts: Mapping[str, str]) -> str:
    return "".join([parts[piece] if index % 2 else piece for index, piece in enumerate(pieces)])

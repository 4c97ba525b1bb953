"""What clinic.yaml says: names that must be known, an address that can be used, a contact that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from site_builder.checks.survey import Survey
from site_builder.model.comparison import FILE as COMPARISON
from site_builder.model.problem import Problem, Severity, problem
from site_builder.parts.comparison import PATH
from site_builder.parts.frame import TIME, WEEK
from site_builder.parts.status import SECURITY_NOTICE
from site_builder.urls import is_web_address

FILE = "content/clinic.yaml"

PHONE = re.compile(r"\+?[0-9][0-9 ().-]*|\([0-9][0-9 ().-]*")
"""Digits, and the signs that people put between them."""

LINK = re.compile(
    r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?:[/?#][!#-;=?-~]*)?", re.ASCII | re.IGNORECASE
)
"""An address as browsers write it: letters of other scripts are encoded in it, and nobody's password stands there."""

SECURITY_CONTACT = re.compile(r"(mailto:|tel:|https://)\S+")
"""RFC 9116 asks for an address; it takes a line of its own in security.txt."""

ALIKE = 0.7
"""How much of two words must be the same for one to be a slip in the other; two days share half of their letters."""

CRISIS_NUMBERS = ("phone", "emergency")
"""The fields of `crisis` whose numbers its message must give, so that they are heard and printed."""

SECTIONS = ("articles/", "services/", "faq/", "topics/", "evidence/")
"""What a menu may name beside a content file."""


def names_are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each person, page, article or question that clinic.yaml names and that is not published."""
    clinic, targets = survey.site.clinic, survey.site.targets
    if clinic.default_author not in clinic.people:
        yield _wrong(
            survey,
            "default_author",
            "person-unknown",
            f"default_author names {clinic.default_author!r}, who is not among people.",
            _near(clinic.default_author, clinic.people),
        )
    for key, person in clinic.people.items():
        if person.page and not _is_published(f"content/{person.page}", survey):
            yield _wrong(
                survey,
                f"people.{key}.page",
                "page-unknown",
                f"The page {person.page!r} of {key!r} is not on the site.",
                _near(person.page, _pages(survey)),
            )
    for field in ("navigation", "footer"):
        for number, item in enumerate(getattr(clinic, field)):
            if item.page not in _sections(survey) and not _is_published(f"content/{item.page}", survey):
                message = f"{field} leads to {item.page!r}, which is not on the site."
                yield _wrong(
                    survey,
                    f"{field}.{number}.page",
                    "page-unknown",
                    message,
                    _near(item.page, [*_sections(survey), *_pages(survey)]),
                )
    for field, kind in (("featured_articles", "article"), ("featured_questions", "question")):
        known = {
            document.name: targets[document.path]
            for document in survey.documents
            if document.kind == kind and document.path in targets and not document.language
        }
        for number, name in enumerate(getattr(clinic, field)):
            target = known.get(name)
            if target is None or target.why:
                why = target.why if target else "there is no such file"
                yield _wrong(
                    survey,
                    f"{field}.{number}",
                    "featured-unknown",
                    f"{field} names {name!r}, which is not on the site: {why}.",
                    "Take the name out, or name another." if target else _near(name, known),
                    Severity.WARNING if target and target.timely else Severity.ERROR,
                )


def address_is_usable(survey: Survey) -> Iterator[Problem]:
    """Yield a problem where an address in clinic.yaml cannot be one."""
    clinic = survey.site.clinic
    if not (clinic.url.startswith("https://") and is_web_address(clinic.url)):
        yield _wrong(
            survey,
            "url",
            "address-unusable",
            f"The site's address {clinic.url!r} is not a web address.",
            "Write it as in https://clinic.example",
        )
    for field in ("booking_url", "directions_url", "form_endpoint"):
        url = getattr(clinic, field)
        if url and not url.startswith("https://"):
            yield _wrong(
                survey,
                field,
                "address-unusable",
                f"{field} is {url!r}, which does not begin with https://.",
                "Give the whole address, with https://",
            )
        elif url and not LINK.fullmatch(url):
            yield _wrong(
                survey,
                field,
                "address-unusable",
                f"{field} is {url!r}, which no browser can open.",
                "Copy it out of the browser's address line: https://, the host, and what follows it, without a space.",
            )
    if "@" not in clinic.email or any(sign in clinic.email for sign in " <>\"'"):
        yield _wrong(
            survey,
            "email",
            "address-unusable",
            f"{clinic.email!r} is not an e-mail address.",
            "Write it as in hello@clinic.example",
        )
    digits = re.sub(r"\D", "", clinic.phone)
    if not PHONE.fullmatch(clinic.phone) or not 10 <= len(digits) <= 15:
        yield _wrong(
            survey,
            "phone",
            "phone-unusable",
            f"{clinic.phone!r} is not one telephone number.",
            'Write one number with its area code, as in "(503) 555-0142"; an extension belongs into a page.',
        )
    if clinic.security is not None and not SECURITY_CONTACT.fullmatch(clinic.security.contact):
        yield _wrong(
            survey,
            "security.contact",
            "address-unusable",
            f"{clinic.security.contact!r} does not begin with mailto:, tel: or https://, as security.txt asks.",
            "Write it as in mailto:security@clinic.example",
        )


def hours_are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each day of the week that is none, and each time of day."""
    for number, hours in enumerate(survey.site.clinic.hours):
        for nth, day in enumerate(hours.days):
            if day.lower() not in WEEK:
                message, near = f"{day!r} is not a day of the week.", get_close_matches(day.lower(), WEEK, 1, ALIKE)
                hint = f"Did you mean {near[0]!r}?" if near else f"The days are {', '.join(WEEK)}."
                yield _wrong(survey, f"hours.{number}.days.{nth}", "day-unknown", message, hint)
        times = {field: getattr(hours, field) for field in ("opens", "closes")}
        for field, time in times.items():
            if not TIME.fullmatch(time):
                message, hint = f"{time!r} is not a time of day.", 'Write it as in "08:30" or "17:00".'
                yield _wrong(survey, f"hours.{number}.{field}", "time-unknown", message, hint)
        if all(map(TIME.fullmatch, times.values())) and _minutes(hours.closes) <= _minutes(hours.opens):
            message = f"The clinic closes at {hours.closes!r} and opens at {hours.opens!r}."
            yield _wrong(survey, f"hours.{number}.closes", "time-order", message, "Look at both times.")


def _minutes(time: str) -> int:
    """Return a time of day in minutes since midnight."""
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


def crisis_help_is_whole(survey: Survey) -> Iterator[Problem]:
    """Yield a problem where the line for a crisis, which every page shows, does not give both numbers."""
    crisis = survey.site.clinic.crisis
    for field in CRISIS_NUMBERS:
        number = getattr(crisis, field)
        if number not in crisis.message:
            message = f"The message for a crisis does not give the number {number}."
            hint = "Name both: whom to call or text at any time, and whom to call where there is danger now."
            yield _wrong(survey, "crisis.message", "crisis-number-missing", message, hint)


def security_is_current(survey: Survey) -> Iterator[Problem]:
    """Yield a warning from a month before security.txt lapses (RFC 9116 asks for a day less than a year away)."""
    security = survey.site.clinic.security
    if security is not None and security.expires - SECURITY_NOTICE <= survey.options.today:
        verb = "lapsed" if security.expires <= survey.options.today else "lapses"
        yield _wrong(
            survey,
            "security.expires",
            "security-expiring",
            f"security.txt {verb} on {security.expires.isoformat()}.",
            "See that the contact still holds, and give a new day.",
            Severity.WARNING,
        )


def _is_published(path: str, survey: Survey) -> bool:
    if path in survey.site.materials.unread:
        return True
    target = survey.site.targets.get(path)
    return target is not None and not target.why


def _sections(survey: Survey) -> tuple[str, ...]:
    materials = survey.site.materials
    return (*SECTIONS, PATH) if materials.comparison or COMPARISON in materials.unread else SECTIONS


def _pages(survey: Survey) -> list[str]:
    return [path.removeprefix("content/") for path in survey.site.targets]


def _near(name: str, known: object) -> str:
    close = get_close_matches(name, [str(each) for each in known], n=1, cutoff=0.5)  # type: ignore[attr-defined]
    return f"Did you mean {close[0]!r}?" if close else "Look at its spelling."


def _wrong(
    survey: Survey, field: str, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Problem:
    return problem(rule, message, hint, file=FILE, place=survey.clinic_place(field), severity=severity)

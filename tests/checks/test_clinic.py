"""What clinic.yaml says."""

from __future__ import annotations

from typing import Any

import pytest

from site_builder.checks.clinic import (
    address_is_usable,
    crisis_help_is_whole,
    hours_are_known,
    names_are_known,
    security_is_current,
)
from site_builder.checks.survey import Survey
from site_builder.model.config import Crisis, Hours, NavigationItem, Person, Security
from site_builder.model.document import Document
from tests.builders import article, cell, clinic, comparison, day, materials, page, question, survey, unreadable
from tests.checks.case import Case


def clinic_with(*documents: Document, at: dict[str, tuple[int, int]] | None = None, **changes: Any) -> Survey:
    """Return a survey of these documents with clinic.yaml changed so; `at` are places in it."""
    return survey(*documents, of=clinic(**changes), clinic_place=at)


def contact_until(text: str) -> Survey:
    """Return a survey of a clinic whose contact for security lapses on this day."""
    security = Security("mailto:security@clinic.example", day(text))
    return clinic_with(security=security, at={"security": (7, 1), "security.expires": (9, 12)})


NAMES = (
    Case(
        "the comparison in a menu, where there is one",
        names_are_known,
        survey(
            of=clinic(navigation=(NavigationItem("Compare", "compare/"),)),
            shown=materials(compared=comparison(cost=(cell(), cell()))),
        ),
    ),
    Case(
        "the comparison in a menu, where there is none",
        names_are_known,
        survey(of=clinic(navigation=(NavigationItem("Compare", "compare/"),))),
        """
        content/clinic.yaml:1:1: error[page-unknown] navigation leads to 'compare/', which is not on the site.
            hint: Look at its spelling.
        """,
    ),
    Case(
        "every name is known",
        names_are_known,
        clinic_with(
            page("about"),
            article("sleep"),
            question("can-i"),
            default_author="writer",
            people={"writer": Person("Team", "", "about.md")},
            navigation=(NavigationItem("About", "about.md"), NavigationItem("Topics", "topics/")),
            footer=(NavigationItem("About", "about.md"), NavigationItem("The evidence", "evidence/")),
            featured_articles=("sleep",),
            featured_questions=("can-i",),
        ),
    ),
    Case(
        "an author who is nobody",
        names_are_known,
        clinic_with(default_author="writr", at={"default_author": (5, 17)}),
        """
        content/clinic.yaml:5:17: error[person-unknown] default_author names 'writr', who is not among people.
            hint: Did you mean 'writer'?
        """,
    ),
    Case(
        "a person's page that is not on the site",
        names_are_known,
        clinic_with(
            page("about", draft=True),
            people={"writer": Person("Team", "", "about.md"), "nurse": Person("Nurse", "RN", "abuot.md")},
            at={"people.writer": (20, 3), "people.nurse.page": (25, 11)},
        ),
        """
        content/clinic.yaml:20:3: error[page-unknown] The page 'about.md' of 'writer' is not on the site.
            hint: Did you mean 'about.md'?
        content/clinic.yaml:25:11: error[page-unknown] The page 'abuot.md' of 'nurse' is not on the site.
            hint: Did you mean 'about.md'?
        """,
    ),
    Case(
        "a menu that leads nowhere",
        names_are_known,
        clinic_with(
            navigation=(NavigationItem("Topics", "topics/"), NavigationItem("News", "news/")),
            footer=(NavigationItem("Questions", "faq"),),
            at={"navigation.1.page": (12, 11)},
        ),
        """
        content/clinic.yaml:12:11: error[page-unknown] navigation leads to 'news/', which is not on the site.
            hint: Look at its spelling.
        content/clinic.yaml:1:1: error[page-unknown] footer leads to 'faq', which is not on the site.
            hint: Did you mean 'faq/'?
        """,
    ),
    Case(
        "featured articles and questions that are not there",
        names_are_known,
        clinic_with(
            article("sleep"),
            article("hidden", draft=True),
            question("can-i"),
            featured_articles=("slep", "hidden", "sleep"),
            featured_questions=("sleep",),
            at={"featured_articles.0": (30, 21), "featured_articles.1": (30, 27), "featured_questions.0": (31, 22)},
        ),
        """
        content/clinic.yaml:30:21: error[featured-unknown] featured_articles names 'slep', which is not on the site: there is no such file.
            hint: Did you mean 'sleep'?
        content/clinic.yaml:30:27: error[featured-unknown] featured_articles names 'hidden', which is not on the site: it is a draft.
            hint: Take the name out, or name another.
        content/clinic.yaml:31:22: error[featured-unknown] featured_questions names 'sleep', which is not on the site: there is no such file.
            hint: Look at its spelling.
        """,
    ),
    Case(
        "a featured article that expired is a warning, since only time took it off",
        names_are_known,
        clinic_with(
            article("old", expires=day("2026-11-01")),
            featured_articles=("old",),
            at={"featured_articles.0": (30, 21)},
        ),
        """
        content/clinic.yaml:30:21: warning[featured-unknown] featured_articles names 'old', which is not on the site: it expired on 2026-11-01.
            hint: Take the name out, or name another.
        """,
    ),
    Case(
        "a featured article that cannot be read, and one that is there only in translation",
        names_are_known,
        clinic_with(
            unreadable("content/articles/broken.md"),
            article("only", path="content/articles/only.es.md", language="es"),
            featured_articles=("broken", "only"),
        ),
        """
        content/clinic.yaml:1:1: error[featured-unknown] featured_articles names 'broken', which is not on the site: its front matter cannot be used.
            hint: Take the name out, or name another.
        content/clinic.yaml:1:1: error[featured-unknown] featured_articles names 'only', which is not on the site: there is no such file.
            hint: Look at its spelling.
        """,
    ),
)

ADDRESSES = (
    Case(
        "addresses that can be used",
        address_is_usable,
        clinic_with(
            url="https://host.example:8443/clinic-1/",
            booking_url="https://booking.example/",
            security=Security("tel:+1-503-555-0142", day("2027-01-01")),
        ),
    ),
    *(
        Case(
            f"the address {url}",
            address_is_usable,
            clinic_with(url=url, at={"url": (4, 6)}),
            f"""
            content/clinic.yaml:4:6: error[address-unusable] The site's address {url!r} is not a web address.
                hint: Write it as in https://clinic.example
            """,
        )
        for url in (
            "http://clinic.example",
            "clinic.example",
            "https://",
            "https:///path",
            "https://[::1",
            "https://clinic.example/?a=b",
            "https://clinic.example/#top",
            "https://clinic.example/two words/",
            "https://clinic.example/<script>/",
            "javascript:alert(1)",
        )
    ),
    Case(
        "links out that are not secure",
        address_is_usable,
        clinic_with(
            booking_url="http://booking.example/",
            directions_url="javascript:alert(1)",
            form_endpoint="/form",
            at={"booking_url": (40, 14), "directions_url": (18, 17), "form_endpoint": (41, 16)},
        ),
        """
        content/clinic.yaml:40:14: error[address-unusable] booking_url is 'http://booking.example/', which does not begin with https://.
            hint: Give the whole address, with https://
        content/clinic.yaml:18:17: error[address-unusable] directions_url is 'javascript:alert(1)', which does not begin with https://.
            hint: Give the whole address, with https://
        content/clinic.yaml:41:16: error[address-unusable] form_endpoint is '/form', which does not begin with https://.
            hint: Give the whole address, with https://
        """,
    ),
    Case(
        "addresses that would say more in the site's policy than a host",
        address_is_usable,
        clinic_with(
            booking_url="https://",
            directions_url="https://maps.example:8443/a?b=c,d;e#f",
            form_endpoint="https://bücher.example,script-src *",
            at={"booking_url": (40, 14), "form_endpoint": (41, 16)},
        ),
        """
        content/clinic.yaml:40:14: error[address-unusable] booking_url is 'https://', which no browser can open.
            hint: Copy it out of the browser's address line: https://, the host, and what follows it, without a space.
        content/clinic.yaml:41:16: error[address-unusable] form_endpoint is 'https://bücher.example,script-src *', which no browser can open.
            hint: Copy it out of the browser's address line: https://, the host, and what follows it, without a space.
        """,
    ),
    Case(
        "an address with a password, and one whose host goes on as a policy",
        address_is_usable,
        clinic_with(
            booking_url="https://u:p@booking.example/",
            form_endpoint="https://forms.example;script-src%20*/x",
            at={"booking_url": (40, 14), "form_endpoint": (41, 16)},
        ),
        """
        content/clinic.yaml:40:14: error[address-unusable] booking_url is 'https://u:p@booking.example/', which no browser can open.
            hint: Copy it out of the browser's address line: https://, the host, and what follows it, without a space.
        content/clinic.yaml:41:16: error[address-unusable] form_endpoint is 'https://forms.example;script-src%20*/x', which no browser can open.
            hint: Copy it out of the browser's address line: https://, the host, and what follows it, without a space.
        """,
    ),
    *(
        Case(
            f"the e-mail address {email}",
            address_is_usable,
            clinic_with(email=email, at={"email": (6, 8)}),
            f"""
            content/clinic.yaml:6:8: error[address-unusable] {email!r} is not an e-mail address.
                hint: Write it as in hello@clinic.example
            """,
        )
        for email in ("hello", "hello @clinic.example", '"><b>@clinic.example')
    ),
    Case(
        "a contact that is no address",
        address_is_usable,
        clinic_with(security=Security("security@clinic.example", day("2027-01-01")), at={"security.contact": (8, 12)}),
        """
        content/clinic.yaml:8:12: error[address-unusable] 'security@clinic.example' does not begin with mailto:, tel: or https://, as security.txt asks.
            hint: Write it as in mailto:security@clinic.example
        """,
    ),
)

HOURS = (
    Case("days and times", hours_are_known, clinic_with(hours=(Hours(("Monday", "sunday"), "8:30", "24:00"),))),
    Case(
        "a clinic that closes before it opens",
        hours_are_known,
        clinic_with(hours=(Hours(("monday",), "10:00", "9:30"),), at={"hours.0.closes": (16, 13)}),
        """
        content/clinic.yaml:16:13: error[time-order] The clinic closes at '9:30' and opens at '10:00'.
            hint: Look at both times.
        """,
    ),
    Case(
        "days and times that are none",
        hours_are_known,
        clinic_with(
            hours=(Hours(("friday",), "08:30", "17:30"), Hours(("monday", "tusday", "viernes"), "8 am", "25:00")),
            at={
                "hours.1.days.1": (14, 20),
                "hours.1.days": (14, 11),
                "hours.1.opens": (15, 12),
                "hours.1.closes": (16, 13),
            },
        ),
        """
        content/clinic.yaml:14:20: error[day-unknown] 'tusday' is not a day of the week.
            hint: Did you mean 'tuesday'?
        content/clinic.yaml:14:11: error[day-unknown] 'viernes' is not a day of the week.
            hint: The days are monday, tuesday, wednesday, thursday, friday, saturday, sunday.
        content/clinic.yaml:15:12: error[time-unknown] '8 am' is not a time of day.
            hint: Write it as in "08:30" or "17:00".
        content/clinic.yaml:16:13: error[time-unknown] '25:00' is not a time of day.
            hint: Write it as in "08:30" or "17:00".
        """,
    ),
)

SECURITY = (
    Case("no contact at all", security_is_current, clinic_with()),
    Case("a contact that holds for more than a month", security_is_current, contact_until("2026-12-21")),
    Case(
        "a contact that lapses in a month",
        security_is_current,
        contact_until("2026-12-20"),
        """
        content/clinic.yaml:9:12: warning[security-expiring] security.txt lapses on 2026-12-20.
            hint: See that the contact still holds, and give a new day.
        """,
    ),
    Case(
        "a contact that has lapsed",
        security_is_current,
        contact_until("2026-11-20"),
        """
        content/clinic.yaml:9:12: warning[security-expiring] security.txt lapsed on 2026-11-20.
            hint: See that the contact still holds, and give a new day.
        """,
    ),
)

CRISIS = (
    Case("both numbers are in the line for a crisis", crisis_help_is_whole, clinic_with(crisis=Crisis())),
    Case(
        "a line for a crisis without its numbers",
        crisis_help_is_whole,
        clinic_with(crisis=Crisis(message="Call us at any time."), at={"crisis.message": (40, 12)}),
        """
        content/clinic.yaml:40:12: error[crisis-number-missing] The message for a crisis does not give the number 988.
            hint: Name both: whom to call or text at any time, and whom to call where there is danger now.
        content/clinic.yaml:40:12: error[crisis-number-missing] The message for a crisis does not give the number 911.
            hint: Name both: whom to call or text at any time, and whom to call where there is danger now.
        """,
    ),
)

PHONES = (
    Case("a number with a country", address_is_usable, clinic_with(phone="+1 503 555 0142")),
    *(
        Case(
            f"a phone that is {what}",
            address_is_usable,
            clinic_with(phone=phone, at={"phone": (9, 8)}),
            f"""
        content/clinic.yaml:9:8: error[phone-unusable] {phone!r} is not one telephone number.
            hint: Write one number with its area code, as in "(503) 555-0142"; an extension belongs into a page.
        """,
        )
        for what, phone in (
            ("a sentence", "call us"),
            ("short", "555-0199"),
            ("a number and an extension", "(503) 555-0142 ext. 5"),
            ("two numbers", "(503) 555-0142 or (503) 555-0143"),
        )
    ),
)

CASES = (*NAMES, *ADDRESSES, *PHONES, *HOURS, *CRISIS, *SECURITY)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_clinic(case: Case) -> None:
    assert case.heard == case.expected

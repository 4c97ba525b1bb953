"""security.txt, by the rules of RFC 9116."""

from __future__ import annotations

from datetime import datetime, timedelta

from site_builder.kinds import security
from site_builder.model.config import Security
from tests.builders import by_path, clinic, day, options, site

CONTACT = Security("mailto:security@clinic.example", day("2027-10-31"))


def test_it_says_whom_to_tell_and_until_when_that_holds() -> None:
    made = by_path(security.outputs([site(of=clinic(security=CONTACT, languages=("en", "es")))]))
    assert made == {
        ".well-known/security.txt": (
            b"Contact: mailto:security@clinic.example\n"
            b"Expires: 2027-10-31T00:00:00Z\n"
            b"Preferred-Languages: en, es\n"
            b"Canonical: https://clinic.example/.well-known/security.txt\n"
        )
    }


def test_its_fields_are_those_of_the_rfc_each_once() -> None:
    made = site(of=clinic(security=CONTACT), run=options(base_url="https://host.example/c/"))
    text = by_path(security.outputs([made]))[security.PATH].decode("ascii")
    fields = [line.split(": ", 1) for line in text.splitlines()]
    assert [name for name, _ in fields] == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    values = dict(fields)
    assert datetime.fromisoformat(values["Expires"]).utcoffset() == timedelta(0), "RFC 3339, section 5.6"
    assert values["Canonical"] == "https://host.example/c/.well-known/security.txt"


def test_without_a_contact_there_is_no_file() -> None:
    assert list(security.outputs([site()])) == []

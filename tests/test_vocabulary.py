"""The check of JSON-LD finds what schema.org does not know."""

from __future__ import annotations

from typing import Any

import pytest

from tests.vocabulary import faults


def clinic(**more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "MedicalClinic", "name": "Clinic", **more}


HOURS = {"@type": "OpeningHoursSpecification", "dayOfWeek": ["https://schema.org/Monday"], "opens": "08:30"}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"openingHoursSpecification": [HOURS]},
        {"medicalSpecialty": "https://schema.org/Psychiatric", "areaServed": ["Oregon"]},
        {"availableService": [{"@type": "MedicalTherapy", "name": "Rest"}]},
    ],
)
def test_what_the_vocabulary_has_is_no_fault(given: dict[str, Any]) -> None:
    assert faults(clinic(**given)) == []


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"@context": "http://schema.org"}, "@context"),
        ({"@type": "Clinik"}, "no type 'Clinik'"),
        ({"colour": "red"}, "MedicalClinic.colour: no such property"),
        ({"name": ""}, "MedicalClinic.name: ''"),
        ({"url": "not an address"}, "MedicalClinic.url: 'not an address'"),
        ({"medicalSpecialty": "https://schema.org/Tarot"}, "Tarot"),
        ({"openingHoursSpecification": [HOURS | {"opens": "half past"}]}, "opens: 'half past'"),
        ({"openingHoursSpecification": [HOURS | {"dayOfWeek": ["Mon"]}]}, "dayOfWeek: 'Mon'"),
        ({"availableService": [{"@type": "Person", "name": "Ann"}]}, "a Person where"),
    ],
)
def test_what_it_has_not_is_one(given: dict[str, Any], fault: str) -> None:
    [found] = faults(clinic(**given))
    assert fault in found

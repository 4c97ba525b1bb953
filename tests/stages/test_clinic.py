from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.digest import digest_bytes
from site_builder.model.config import ClinicFile
from site_builder.model.document import Translates
from site_builder.model.inputs import Source
from site_builder.model.problem import Place
from site_builder.stages.clinic import parse_clinic, parse_clinic_translation
from tests.blobs import holding
from tests.small_site import CLINIC

PATH = "content/clinic.yaml"


def parsed(text: str | bytes) -> ClinicFile:
    data = text.encode() if isinstance(text, str) else text
    return parse_clinic(Source(PATH, digest_bytes(data), len(data)), holding(data))


def test_a_clinic_and_the_place_of_each_value() -> None:
    file = parsed(CLINIC)
    assert file.problems == ()
    assert file.clinic is not None
    assert file.clinic.people["doctor"].credentials == "MD"
    assert dict(file.places)["people.doctor.credentials"] == Place(19, 18)


def test_text_stays_text() -> None:
    file = parsed(CLINIC.replace("region: OR", "region: NO").replace('"97205"', "01234"))
    assert file.clinic is not None
    assert file.clinic.address.region == "NO"
    assert file.clinic.address.postal_code == "01234"


@pytest.mark.parametrize("text", ["\ufeff" + CLINIC, CLINIC.replace("\n", "\r\n")])
def test_foreign_line_ends_and_marks_change_nothing(text: str) -> None:
    assert parsed(text) == parsed(CLINIC)


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("tagline:", "tag_line:", "field-unknown", (2, 1)),
        ("name: Small Clinic", "name:", "field-empty", (1, 1)),
        ("region: OR", "region: [OR]", "field-type", (9, 11)),
        ("expires: 2027-10-31", "expires: 31.10.2027", "field-date", (34, 12)),
        ("name: Small Clinic", "name: Small Clinic\nname: Other", "yaml-duplicate-field", (2, 1)),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, rule: str, place: tuple[int, int]) -> None:
    file = parsed(CLINIC.replace(old, new))
    assert (rule, *place) in [(each.rule, each.line, each.column) for each in file.problems]
    assert all(each.file == PATH and each.hint for each in file.problems)


@pytest.mark.parametrize("data", [b"", b"- a\n- b\n", b"\xff\xfe", b"a: [", b"a: *b", b"!!python/object:os.system {}"])
def test_a_file_of_which_nothing_can_be_made_is_told_and_not_raised(data: bytes) -> None:
    file = parsed(data)
    assert file.clinic is None
    assert file.problems


def test_the_clinic_that_ships_is_without_fault() -> None:
    text = (Path(__file__).parent.parent.parent / PATH).read_bytes()
    assert parsed(text).problems == ()


def test_a_translation_gives_what_it_translates() -> None:
    text = b"original_digest: 0123456789abcdef\ntagline: Escuchamos.\ncrisis: {message: Llame al 988 o al 911.}\n"
    file = parse_clinic_translation(Source("content/clinic.es.yaml", digest_bytes(text), len(text)), holding(text))
    assert file.problems == ()
    assert file.clinic is not None
    assert (file.clinic.tagline, file.clinic.crisis.message) == ("Escuchamos.", "Llame al 988 o al 911.")
    assert file.translates == Translates("0123456789abcdef", Place(1, 18))


def test_what_is_wrong_in_a_translation_is_told_at_its_place() -> None:
    text = b"tagline: Escuchamos.\ntag_line: Si.\npeople: {doctor: {role: Medica}}\n"
    file = parse_clinic_translation(Source("content/clinic.es.yaml", digest_bytes(text), len(text)), holding(text))
    assert [(each.rule, each.line, each.column) for each in file.problems] == [
        ("field-unknown", 2, 1),
        ("field-missing", 3, 18),
    ]


def test_only_what_is_translated_is_the_wording_of_the_clinic() -> None:
    assert parsed(CLINIC).wording == parsed(CLINIC.replace("97205", "97206")).wording
    assert parsed(CLINIC).wording != parsed(CLINIC.replace("credentials: MD", "credentials: PhD")).wording

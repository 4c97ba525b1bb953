"""clinic: content/clinic.yaml → ClinicFile, content/clinic.LANG.yaml → ClinicTranslationFile."""

from __future__ import annotations

from site_builder.cache.memo import Blobs
from site_builder.model.config import Clinic, ClinicFile, ClinicTranslation, ClinicTranslationFile
from site_builder.model.document import Translates
from site_builder.model.inputs import Source
from site_builder.model.problem import Place
from site_builder.parts.signature import digest_of
from site_builder.text.yaml_text import read_data


def parse_clinic(source: Source, blobs: Blobs) -> ClinicFile:
    """Return what the file says, and all that is wrong with it."""
    clinic, places, problems = read_data(source.path, blobs.read(source.digest), Clinic)
    return ClinicFile(clinic, places, tuple(problems), _wording(clinic) if clinic else b"")


def parse_clinic_translation(source: Source, blobs: Blobs) -> ClinicTranslationFile:
    """Return what a translation of the file says, and all that is wrong with it by itself."""
    clinic, places, problems = read_data(source.path, blobs.read(source.digest), ClinicTranslation)
    place = dict(places).get("original_digest", Place())
    translates = Translates(clinic.original_digest, place) if clinic else None
    return ClinicTranslationFile(clinic, places, tuple(problems), translates)


def _wording(clinic: Clinic) -> bytes:
    """Return the digest of what a translation gives in its own words."""
    people = {key: (person.role, person.credentials) for key, person in clinic.people.items()}
    labels = [item.label for item in (*clinic.navigation, *clinic.footer)]
    said = (clinic.tagline, clinic.description, clinic.area_served, clinic.crisis.message, clinic.disclaimer)
    return digest_of((*said, people, labels))

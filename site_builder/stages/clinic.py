"""clinic: content/clinic.yaml → ClinicFile."""

from __future__ import annotations

from site_builder.cache.memo import Blobs
from site_builder.model.config import Clinic, ClinicFile
from site_builder.model.inputs import Source
from site_builder.yaml_text import read_data


def parse_clinic(source: Source, blobs: Blobs) -> ClinicFile:
    """Return what the file says, and all that is wrong with it."""
    clinic, places, problems = read_data(source.path, blobs.read(source.digest), Clinic)
    return ClinicFile(clinic, places, tuple(problems))

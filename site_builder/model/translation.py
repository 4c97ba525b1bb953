"""The data files of a clinic in another language, as they were read."""

from __future__ import annotations

import msgspec

from site_builder.model.comparison import Comparison
from site_builder.model.config import ClinicTranslation
from site_builder.model.figures import Figures
from site_builder.model.problem import Place


class DataTranslation(msgspec.Struct, frozen=True):
    """What the data files of one language say; None for one that is not there, or cannot be used.

    The places are those of each value in the file, as `people.nurse.role`.
    """

    language: str
    clinic: ClinicTranslation | None = None
    comparison: Comparison | None = None
    figures: Figures | None = None
    clinic_places: tuple[tuple[str, Place], ...] = ()
    comparison_places: tuple[tuple[str, Place], ...] = ()

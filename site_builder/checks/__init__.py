"""What can be wrong once all files are known, one family a file.

A new check is one function `(survey) → problems` in its family, its name in `CHECKS`, and a good and a bad case.
"""

from __future__ import annotations

from site_builder.checks import (
    addresses,
    citations,
    clinic,
    completeness,
    links,
    names,
    pictures,
    placeholders,
    review_dates,
)

CHECKS = (
    completeness.home_is_there,
    completeness.translations_are_known,
    clinic.names_are_known,
    clinic.languages_are_named,
    clinic.address_is_usable,
    clinic.hours_are_known,
    clinic.crisis_help_is_whole,
    clinic.security_is_current,
    addresses.are_distinct,
    addresses.anchors_are_distinct,
    addresses.are_portable,
    links.lead_somewhere,
    pictures.are_there,
    citations.are_known,
    names.are_known,
    placeholders.are_gone,
    placeholders.texts_are_there,
    review_dates.are_past,
    review_dates.are_not_overdue,
)
"""Every check, in reading order."""

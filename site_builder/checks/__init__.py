"""What can be wrong once all files are known, one family a file.

A new check is one function `(survey) → problems` in its family, its name in `CHECKS`, and a good and a bad case.
"""

from __future__ import annotations

from site_builder.checks import (
    addresses,
    ages,
    blocks,
    citations,
    clinic,
    completeness,
    links,
    names,
    notices,
    pictures,
    placeholders,
    review_dates,
    sources,
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
    blocks.comparisons_are_known,
    blocks.figures_are_known,
    blocks.figures_are_used,
    citations.are_enough,
    sources.are_used,
    sources.have_an_address,
    sources.are_graded,
    sources.are_not_retracted,
    sources.are_recent,
    sources.hide_what_is_unverified,
    names.are_known,
    notices.disclaimer_is_whole,
    notices.help_with_barriers_is_offered,
    notices.authors_have_pages,
    placeholders.are_gone,
    placeholders.texts_are_there,
    review_dates.are_past,
    review_dates.are_current,
    ages.are_recent,
    ages.comparison_is_recent,
)
"""Every check, in reading order."""

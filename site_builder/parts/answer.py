"""A question with its answer, the same wherever it is shown."""

from __future__ import annotations

from site_builder.model.front_matter import QuestionFields
from site_builder.model.site import Answer, Entry, Site
from site_builder.parts.people import review
from site_builder.parts.prose import SharedNumbers


def answer(entry: Entry, page: SharedNumbers, site: Site) -> Answer:
    """Return the question of `entry` with its answer as `page` shows it."""
    fields = entry.document.fields
    assert isinstance(fields, QuestionFields)
    return Answer(
        entry.document.name,
        fields.question,
        entry.url,
        page.prose(entry.document),
        review(fields, site),
        fields.aliases,
    )

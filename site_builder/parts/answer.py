"""A question with its answer, the same wherever it is shown."""

from __future__ import annotations

from site_builder.model.front_matter import QuestionFields
from site_builder.model.site import Answer, Entry, Site
from site_builder.parts.people import review


def answer(entry: Entry, site: Site) -> Answer:
    """Return the question of `entry` with its answer."""
    fields = entry.document.fields
    assert isinstance(fields, QuestionFields)
    return Answer(
        id=entry.url.partition("#")[2],
        question=fields.question,
        url=entry.url,
        prose=entry.prose,
        review=review(entry.document, site),
        old_ids=fields.aliases,
        language=entry.language,
        translated=entry.translated,
    )

"""Who wrote and who reviewed, as shown on a page."""

from __future__ import annotations

from datetime import date, timedelta

from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, QuestionFields
from site_builder.model.site import Person, Review, Site, Standing

REVIEW_INTERVAL = timedelta(days=365)
"""How long a review holds where the front matter does not say."""


def person(key: str, site: Site) -> Person:
    """Return the person under `key` in clinic.yaml; an unknown one, which checks report, is shown by the key."""
    known = site.clinic.people.get(key)
    if known is None:
        return Person(key, "", "")
    target = site.targets.get(f"content/{known.page}") if known.page else None
    return Person(known.role, known.credentials, target.url if target else "")


def review_due(fields: ArticleFields | QuestionFields) -> date | None:
    """Return the day on which the next review is due, or None where there has been none."""
    return fields.review_due or (fields.reviewed + REVIEW_INTERVAL if fields.reviewed else None)


def review(document: Document, site: Site) -> Review | None:
    """Return the last review of an article or an answer, or None where there has been none."""
    fields = document.fields
    assert isinstance(fields, (ArticleFields, QuestionFields))
    due = review_due(fields)
    if fields.reviewed is None or due is None:
        return None
    own = Standing.OVERDUE if due < site.today else Standing.CURRENT
    return Review(
        person(fields.reviewed_by, site), fields.reviewed, due, standing=site.reopened.get(document.path, own)
    )

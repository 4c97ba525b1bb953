"""Structured data: what an article tells search engines of itself, as JSON-LD (schema.org, MedicalWebPage)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from site_builder.model.front_matter import ArticleFields
from site_builder.model.reference import Reference
from site_builder.model.site import Head, Person, ReferenceEntry, Review, Site, Standing, Topic


def medical_web_page(
    fields: ArticleFields,
    head: Head,
    *,
    author: Person,
    review: Review | None,
    references: Iterable[ReferenceEntry],
    topics: Iterable[Topic],
    site: Site,
) -> str:
    """Return the JSON of an article's page. Nothing in it can end the `<script>` that holds it.

    People are known by their roles, as on the page; a team is an organization. A review counts if it was of this text.
    """
    known = site.materials.references
    reviewed = review if is_of_this_text(review) else None
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "headline": fields.title,
        "description": fields.description,
        "url": head.canonical,
        "inLanguage": site.frame.language,
        "datePublished": fields.date.isoformat(),
        "dateModified": (fields.updated or fields.date).isoformat(),
        "lastReviewed": reviewed.reviewed.isoformat() if reviewed else "",
        "author": _person(author, site),
        "reviewedBy": _person(reviewed.by, site) if reviewed else None,
        "publisher": {"@type": "MedicalClinic", "name": site.clinic.name, "url": site.origin + site.base},
        "about": [{"@type": "Thing", "name": topic.title} for topic in topics],
        "citation": [address for entry in references if (address := _address(known[entry.key]))],
    }
    return _in_script({name: value for name, value in data.items() if value})


def is_of_this_text(review: Review | None) -> bool:
    """Return whether somebody signed a review of the text as it is, however long ago."""
    return review is not None and review.standing in (Standing.CURRENT, Standing.OVERDUE)


_TEAM = re.compile(r"\b(?:team|staff|board|committee|department|editors|writers)\b", re.IGNORECASE)


def _person(person: Person, site: Site) -> dict[str, Any]:
    """Return somebody as an organization or as a person, with what the page says of them."""
    if _TEAM.search(person.role):
        who = {"@type": "Organization", "name": person.role}
    else:
        who = {"@type": "Person", "jobTitle": person.role}
    who |= {"description": person.credentials, "url": site.origin + person.url if person.url else ""}
    return {name: value for name, value in who.items() if value}


def _address(reference: Reference) -> str:
    return f"https://doi.org/{reference.doi}" if reference.doi else reference.url


def _in_script(data: Any) -> str:
    """Return JSON without the characters that HTML could take for its own."""
    text = msgspec.json.encode(data).decode()
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text

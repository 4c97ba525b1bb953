"""Structured data: what a page tells search engines of itself, as JSON-LD in the vocabulary of schema.org.

All of it can be read on the page too. A page that is not to be found, or whose original is elsewhere, says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from site_builder.interface import say
from site_builder.json_ld import in_script
from site_builder.model.reference import Reference
from site_builder.model.site import (
    CaptionedPicture,
    Card,
    Head,
    Person,
    ReferenceEntry,
    Review,
    Site,
    Standing,
    Topic,
)
from site_builder.parts.frame import TIME, WEEK, phone_url

SCHEMA = "https://schema.org/"

PATIENTS = {"@type": "Patient"}


def with_article_data(
    head: Head,
    *,
    author: Person,
    review: Review | None,
    references: Iterable[ReferenceEntry],
    topics: Iterable[Topic],
    image: CaptionedPicture | None,
    site: Site,
) -> Head:
    """Return the head of an article with what it tells of itself.

    People are known by their roles, as on the page; a team is an organization. A review counts if it was of this text.
    """
    assert head.published is not None
    reviewed = review if is_of_this_text(review) else None
    return _with_page(
        "MedicalWebPage",
        head,
        site,
        headline=head.title,
        name="",
        datePublished=head.published.isoformat(),
        dateModified=(head.updated or head.published).isoformat(),
        lastReviewed=reviewed.reviewed.isoformat() if reviewed else "",
        author=_person(author, site),
        reviewedBy=_person(reviewed.by, site) | {"description": reviewed.by.credentials} if reviewed else None,
        publisher=_publisher(site),
        image=_image(image, head, site),
        about=[{"@type": "Thing", "name": topic.title} for topic in topics],
        audience=PATIENTS,
        specialty=_specialty(site),
        citation=_citations(references, site),
    )


def with_medical_data(head: Head, references: Iterable[ReferenceEntry], site: Site) -> Head:
    """Return the head of a page of medical statements that is no article."""
    return _with_page(
        "MedicalWebPage",
        head,
        site,
        publisher=_publisher(site),
        audience=PATIENTS,
        citation=_citations(references, site),
    )


def with_service_data(head: Head, site: Site) -> Head:
    """Return the head of the page of a service."""
    service = {
        "@type": "Service",
        "name": head.title,
        "description": head.description,
        "provider": _publisher(site),
        "areaServed": site.clinic.area_served,
    }
    return _with_page("MedicalWebPage", head, site, audience=PATIENTS, mainEntity=service)


def with_clinic_data(type_: str, head: Head, site: Site) -> Head:
    """Return the head of a page that is about the clinic: a ContactPage or an AboutPage."""
    return _with_page(type_, head, site, mainEntity=_clinic(site))


def with_home_data(head: Head, services: Iterable[Card], site: Site) -> Head:
    """Return the head of the home page, which shows these services and says what the clinic does in its own words."""
    offered = [{"@type": "MedicalProcedure", "name": each.title, "url": site.origin + each.url} for each in services]
    # What a clinic offers is seldom all therapy; in this vocabulary any process of care is a procedure.
    clinic = _clinic(site) | {"description": site.clinic.tagline, "availableService": offered}
    return _with_page("WebPage", head, site, description="", mainEntity=clinic)


def with_page_data(type_: str, head: Head, site: Site) -> Head:
    """Return the head of a page that says no more than what it is called, and where it stands."""
    return _with_page(type_, head, site)


def is_of_this_text(review: Review | None) -> bool:
    """Return whether somebody signed a review of the text as it is, however long ago."""
    return review is not None and review.standing in (Standing.CURRENT, Standing.OVERDUE)


def _with_page(type_: str, head: Head, site: Site, **more: Any) -> Head:
    if not head.indexed or head.language:
        return head
    data = {
        "@context": "https://schema.org",
        "@type": type_,
        "name": head.title,
        "description": head.description,
        "url": head.canonical,
        "inLanguage": site.language,
        "dateModified": head.updated.isoformat() if head.updated else "",
        "breadcrumb": _breadcrumb(head, site),
    }
    return replace(head, structured_data=in_script(data | more))


def _breadcrumb(head: Head, site: Site) -> dict[str, Any] | None:
    """Return the way from the home page, as `macros/breadcrumb.html` shows it."""
    if not head.crumbs:
        return None
    steps = [(site.base, say(site.interface, "breadcrumb.home")), *((crumb.url, crumb.title) for crumb in head.crumbs)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": site.origin + url}
        for position, (url, name) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _publisher(site: Site) -> dict[str, Any]:
    return {"@type": "MedicalClinic", "name": site.clinic.name, "url": site.origin + site.base}


def _clinic(site: Site) -> dict[str, Any]:
    """Return the clinic as every page shows it at its foot."""
    clinic, address = site.clinic, site.clinic.address
    return _publisher(site) | {
        "telephone": phone_url(clinic.phone).removeprefix("tel:"),
        "email": clinic.email,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": address.street,
            "addressLocality": address.city,
            "addressRegion": address.region,
            "postalCode": address.postal_code,
            "addressCountry": address.country,
        },
        "hasMap": clinic.directions_url,
        "areaServed": clinic.area_served,
        "openingHoursSpecification": _hours(site),
        "medicalSpecialty": _specialty(site),
    }


def _hours(site: Site) -> list[dict[str, Any]]:
    """Return the opening hours; a day or a time that cannot be one, which checks report, is left out."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"{SCHEMA}{day.title()}" for day in WEEK if day in {each.lower() for each in hours.days}],
            "opens": hours.opens,
            # The end of a day is the beginning of the next.
            "closes": hours.closes.replace("24:00", "00:00"),
        }
        for hours in site.clinic.hours
        if TIME.fullmatch(hours.opens) and TIME.fullmatch(hours.closes)
    ]


_TEAM = re.compile(r"\b(?:team|staff|board|committee|department|editors|writers|equipo|personal)\b", re.IGNORECASE)


def _person(person: Person, site: Site) -> dict[str, Any]:
    """Return somebody as an organization or as a person."""
    if _TEAM.search(person.role):
        who = {"@type": "Organization", "name": person.role}
    else:
        who = {"@type": "Person", "jobTitle": person.role}
    return who | {"url": site.origin + person.url if person.url else ""}


def _specialty(site: Site) -> str:
    return f"{SCHEMA}{site.clinic.specialty}" if site.clinic.specialty else ""


def _image(image: CaptionedPicture | None, head: Head, site: Site) -> str:
    """Return the picture at the head of an article; where it has none, that which goes with a link to it."""
    if image and image.picture.files:
        return site.origin + image.picture.files[-1].url
    return head.picture.url if head.picture else ""


def _citations(references: Iterable[ReferenceEntry], site: Site) -> list[str]:
    known = site.materials.references
    return [address for entry in references if (address := _address(known[entry.key]))]


def _address(reference: Reference) -> str:
    return f"https://doi.org/{reference.doi}" if reference.doi else reference.url

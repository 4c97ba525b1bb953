"""What pages tell search engines of themselves: the vocabulary's own words, and nothing that is not so."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from site_builder import kinds
from site_builder.kinds import article as kind
from site_builder.model.config import Clinic, Hours, Person, Specialty
from site_builder.model.document import Document
from site_builder.model.front_matter import Image
from site_builder.model.picture import SharePicture
from site_builder.model.site import Head, Site, Standing
from site_builder.parts.structured_data import is_of_this_text, with_article_data
from tests.builders import (
    article,
    by_path,
    cell,
    cites,
    clinic,
    comparison,
    day,
    materials,
    options,
    page,
    question,
    service,
    site,
    sites,
    translation,
)
from tests.builders import reference as source
from tests.vocabulary import SCHEMA, faults

PEOPLE = {
    "writer": Person("Editorial team", "Medical writers", page="about.md"),
    "doctor": Person("Medical director", "MD"),
}
CLINIC = clinic(
    people=PEOPLE,
    specialty=Specialty.PSYCHIATRIC,
    area_served=("Oregon",),
    directions_url="https://map.example/",
    hours=(Hours(("friday", "Monday"), "08:30", "24:00"), Hours(("someday",), "noon", "17:00")),
)
SHOWN = materials(
    sources=["lee2020"],
    pictures=["content/articles/room.png"],
    compared=comparison(rows=(cell(sources=[cites("lee2020")]), cell())),
    share={"en": SharePicture(b"\1" * 32, 1, ""), "content/articles/sleep.md": SharePicture(b"\2" * 32, 1, "")},
)

PUBLISHER = {"@type": "MedicalClinic", "name": "Clinic & Sons", "url": "https://clinic.example/"}


def whole(**fields: Any) -> Site:
    """Return a site of every kind of page."""
    documents = (
        article("sleep", **fields),
        page("index"),
        page("about"),
        page("consultation", layout="consultation"),
        page("privacy"),
        service("night", updated=day("2026-09-08")),
        question("can-i-nap", topic="rest"),
    )
    return site(*documents, of=CLINIC, shown=SHOWN)


def told(made: Site) -> dict[str, dict[str, Any]]:
    """Return what each page tells, by its path; nothing for one that tells nothing."""
    views = by_path(output for each in kinds.KINDS for output in each.outputs(made))
    heads = {path: view.head for path, view in views.items() if isinstance(getattr(view, "head", None), Head)}
    return {path: json.loads(head.structured_data) for path, head in heads.items() if head.structured_data}


def of_article(**fields: Any) -> dict[str, Any]:
    """Return what an article tells."""
    return told(whole(**fields))["articles/sleep/index.html"]


def test_an_article_says_what_its_page_shows() -> None:
    assert of_article(topics=("rest",), citations=(cites("lee2020"),), updated=day("2026-11-02")) == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "headline": "About sleep",
        "description": "What there is to know of sleep.",
        "url": "https://clinic.example/articles/sleep/",
        "inLanguage": "en",
        "datePublished": "2026-10-01",
        "dateModified": "2026-11-02",
        "lastReviewed": "2026-10-02",
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://clinic.example/"},
                {"@type": "ListItem", "position": 2, "name": "Articles", "item": "https://clinic.example/articles/"},
            ],
        },
        "author": {
            "@type": "Organization",
            "name": "Editorial team",
            "url": "https://clinic.example/about/",
        },
        "reviewedBy": {"@type": "Person", "jobTitle": "Medical director", "description": "MD"},
        "publisher": PUBLISHER,
        "image": "https://clinic.example/articles/sleep/share.0202020202020202.png",
        "about": [{"@type": "Thing", "name": "rest"}],
        "audience": {"@type": "Patient"},
        "specialty": f"{SCHEMA}Psychiatric",
        "citation": ["https://doi.org/10.1/lee2020"],
    }


def test_its_own_picture_comes_before_the_one_for_links() -> None:
    image = of_article(image=Image("room.png", "A room"))["image"]
    assert image == "https://clinic.example/pictures/room-480.0123456789abcdef.png"


def test_what_is_not_there_is_left_out() -> None:
    assert not {"citation", "about", "lastReviewed", "reviewedBy"} & of_article(reviewed=None, reviewed_by="").keys()


def test_the_doi_comes_before_the_address() -> None:
    known = {"lee2020": msgspec.structs.replace(source("lee2020"), doi="10.1000/x")}
    made = site(article("sleep", citations=(cites("lee2020"),)), shown=msgspec.structs.replace(SHOWN, references=known))
    assert told(made)["articles/sleep/index.html"]["citation"] == ["https://doi.org/10.1000/x"]


@pytest.mark.parametrize(
    ("standing", "counts"),
    [(Standing.CURRENT, True), (Standing.OVERDUE, True), (Standing.CHANGED, False), (Standing.UNSIGNED, False)],
)
def test_a_review_counts_if_it_was_of_this_text(standing: Standing, counts: bool) -> None:
    made = site(article("sleep"))
    view = by_path(kind.outputs(made))["articles/sleep/index.html"]
    review = msgspec.structs.replace(view.review, standing=standing)
    head = with_article_data(
        view.head, author=view.author, review=review, references=(), topics=(), image=None, site=made
    )
    data = json.loads(head.structured_data)
    assert ("lastReviewed" in data) is ("reviewedBy" in data) is counts
    assert is_of_this_text(review) is counts
    assert not is_of_this_text(None)


def test_the_home_page_is_about_the_clinic_and_what_it_offers() -> None:
    data = told(whole())["index.html"]
    assert (data["@type"], data["url"]) == ("WebPage", "https://clinic.example/")
    assert data["mainEntity"] == PUBLISHER | {
        "description": "We listen.",
        "telephone": "+15035550142",
        "email": "hello@clinic.example",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Harbor Lane",
            "addressLocality": "Portland",
            "addressRegion": "OR",
            "postalCode": "97205",
            "addressCountry": "US",
        },
        "hasMap": "https://map.example/",
        "areaServed": ["Oregon"],
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [f"{SCHEMA}Monday", f"{SCHEMA}Friday"],
                "opens": "08:30",
                "closes": "00:00",
            }
        ],
        "medicalSpecialty": f"{SCHEMA}Psychiatric",
        "availableService": [
            {"@type": "MedicalProcedure", "name": "Our night", "url": "https://clinic.example/services/night/"}
        ],
    }


@pytest.mark.parametrize(
    ("path", "type_"), [("about/index.html", "AboutPage"), ("consultation/index.html", "ContactPage")]
)
def test_other_pages_about_the_clinic_name_no_service(path: str, type_: str) -> None:
    data = told(whole())[path]
    assert data["@type"] == type_
    assert data["mainEntity"]["telephone"] == "+15035550142"
    assert "availableService" not in data["mainEntity"]


def test_a_service_is_offered_by_the_clinic() -> None:
    data = told(whole())["services/night/index.html"]
    assert (data["@type"], data["dateModified"]) == ("MedicalWebPage", "2026-09-08")
    assert [each["name"] for each in data["breadcrumb"]["itemListElement"]] == ["Home", "Services"]
    assert data["mainEntity"] == {
        "@type": "Service",
        "name": "Our night",
        "description": "What we do in the night.",
        "provider": PUBLISHER,
        "areaServed": ["Oregon"],
    }


def test_the_comparison_names_its_sources() -> None:
    data = told(whole())["compare/index.html"]
    assert (data["@type"], data["citation"]) == ("MedicalWebPage", ["https://doi.org/10.1/lee2020"])


def test_pages_of_which_there_is_nothing_to_tell_tell_nothing() -> None:
    silent = {"privacy/index.html", "404.html", "evidence/index.html", "services/index.html", "topics/index.html"}
    assert not silent & told(whole()).keys()


def test_every_page_with_a_breadcrumb_tells_it() -> None:
    made = whole()
    views = by_path(output for each in kinds.KINDS for output in each.outputs(made))
    with_crumbs = {path for path, view in views.items() if isinstance(view, msgspec.Struct) and view.head.crumbs}  # type: ignore[attr-defined]
    assert with_crumbs == {path for path, data in told(made).items() if "breadcrumb" in data}
    assert "articles/sleep/index.html" in with_crumbs


@pytest.mark.parametrize("of", [CLINIC, clinic()])
def test_every_word_of_it_is_in_the_vocabulary(of: Clinic) -> None:
    made = whole(topics=("rest",), citations=(cites("lee2020"),))
    for path, data in told(msgspec.structs.replace(made, clinic=of)).items():
        assert faults(data) == [], path


def test_every_specialty_is_in_the_vocabulary() -> None:
    for each in Specialty:
        data = {"@context": "https://schema.org", "@type": "MedicalClinic", "medicalSpecialty": f"{SCHEMA}{each}"}
        assert faults(data) == []


def test_a_draft_in_a_preview_tells_nothing() -> None:
    made = site(article("sleep", draft=True), service("night", draft=True), run=options(drafts=True))
    assert [output.path for output in kind.outputs(made)] == ["articles/sleep/index.html"]
    assert not {"articles/sleep/index.html", "services/night/index.html"} & told(made).keys()


def test_in_another_language_only_what_was_translated_tells_something() -> None:
    documents: tuple[Document, ...] = (article("one"), article("other"), page("about"))
    made = sites(*documents, translation(documents[0], title="Uno"), of=clinic(languages=("en", "es")))[1]
    found = told(made)
    assert {*found} == {"articles/one/index.html", "articles/index.html", "faq/index.html"}
    data = found["articles/one/index.html"]
    assert (data["headline"], data["inLanguage"]) == ("Uno", "es")
    assert data["url"] == "https://clinic.example/es/articles/one/"
    assert data["breadcrumb"]["itemListElement"][0]["name"] == "Inicio"
    assert faults(data) == []

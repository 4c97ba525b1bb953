"""What an article tells search engines of itself."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from site_builder.kinds import article as kind
from site_builder.model.config import Person
from site_builder.model.front_matter import ArticleFields
from site_builder.model.site import Standing
from site_builder.parts.structured_data import is_of_this_text, medical_web_page
from tests.builders import article, by_path, cites, clinic, day, materials, page, site
from tests.builders import reference as source


def told(**fields: Any) -> str:
    """Return the JSON of an article."""
    people = {
        "writer": Person("Editorial team", "Medical writers", page="about.md"),
        "doctor": Person("Medical director", "MD"),
    }
    made = site(
        article("sleep", **fields), page("about"), of=clinic(people=people), shown=materials(sources=["lee2020"])
    )
    return str(by_path(kind.outputs(made))["articles/sleep/index.html"].structured_data)


def test_it_says_what_the_page_shows() -> None:
    assert json.loads(told(topics=("rest",), citations=(cites("lee2020"),), updated=day("2026-11-02"))) == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "headline": "About sleep",
        "description": "What there is to know of sleep.",
        "url": "https://clinic.example/articles/sleep/",
        "inLanguage": "en",
        "datePublished": "2026-10-01",
        "dateModified": "2026-11-02",
        "lastReviewed": "2026-10-02",
        "author": {
            "@type": "Organization",
            "name": "Editorial team",
            "description": "Medical writers",
            "url": "https://clinic.example/about/",
        },
        "reviewedBy": {"@type": "Person", "jobTitle": "Medical director", "description": "MD"},
        "publisher": {"@type": "MedicalClinic", "name": "Clinic & Sons", "url": "https://clinic.example/"},
        "about": [{"@type": "Thing", "name": "rest"}],
        "citation": ["https://doi.org/10.1/lee2020"],
    }


def test_what_is_not_there_is_left_out() -> None:
    assert (
        not {"citation", "about", "lastReviewed", "reviewedBy"}
        & json.loads(told(reviewed=None, reviewed_by="", draft=False)).keys()
    )


def test_nothing_in_it_can_end_the_script() -> None:
    text = told(title="</script><script>alert(1)</script> <!-- & “more”")
    assert not {"<", ">", "&"} & set(text)
    assert json.loads(text)["headline"] == "</script><script>alert(1)</script> <!-- & “more”"


def test_it_is_the_same_each_time() -> None:
    assert told(topics=("b", "a")) == told(topics=("b", "a"))


def test_the_doi_comes_before_the_address() -> None:
    made = site(
        article("sleep", citations=(cites("lee2020"),)),
        shown=msgspec.structs.replace(
            materials(), references={"lee2020": msgspec.structs.replace(source("lee2020"), doi="10.1000/x")}
        ),
    )
    view = by_path(kind.outputs(made))["articles/sleep/index.html"]
    assert json.loads(view.structured_data)["citation"] == ["https://doi.org/10.1000/x"]


@pytest.mark.parametrize(
    ("standing", "counts"),
    [(Standing.CURRENT, True), (Standing.OVERDUE, True), (Standing.CHANGED, False), (Standing.UNSIGNED, False)],
)
def test_a_review_counts_if_it_was_of_this_text(standing: Standing, counts: bool) -> None:
    made = site(article("sleep"))
    view = by_path(kind.outputs(made))["articles/sleep/index.html"]
    review = msgspec.structs.replace(view.review, standing=standing)
    fields = made.articles[0].document.fields
    assert isinstance(fields, ArticleFields)
    text = medical_web_page(fields, view.head, author=view.author, review=review, references=(), topics=(), site=made)
    assert ("lastReviewed" in json.loads(text)) is ("reviewedBy" in json.loads(text)) is counts
    assert is_of_this_text(review) is counts
    assert not is_of_this_text(None)

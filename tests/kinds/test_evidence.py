"""The evidence."""

from __future__ import annotations

from typing import Any

import msgspec

from site_builder.kinds import evidence
from site_builder.model.site import Card, Site
from tests.builders import article, by_path, cites, materials, page, reference, site

WRITTEN = {"b2020": "Zarate C.", "c2020": "Ørsted A.", "a2020": "Émile B.", "d2020": "émile B."}


def view(made: Site) -> Any:
    return by_path(evidence.outputs(made))["evidence/index.html"]


def test_every_source_is_there_by_the_name_of_its_author_whether_or_not_a_page_leans_on_it() -> None:
    sources = {key: msgspec.structs.replace(reference(key), text=text) for key, text in WRITTEN.items()}
    made = view(
        site(article("x", citations=(cites("b2020"),)), shown=msgspec.structs.replace(materials(), references=sources))
    )
    assert [source.key for source in made.sources] == ["a2020", "d2020", "c2020", "b2020"]
    assert [source.pages for source in made.sources] == [(), (), (), (Card("/articles/x/", "About x"),)]


def test_a_source_says_what_it_is_and_how_sure() -> None:
    trial = msgspec.structs.replace(reference("a2020"), grade="B", retracted=True)
    [source] = view(site(shown=msgspec.structs.replace(materials(), references={"a2020": trial}))).sources
    assert (source.html, source.study_type, source.grade, source.retracted) == (trial.html, "trial", "B", True)


def test_the_grades_are_explained_from_the_best_to_the_least() -> None:
    assert [letter for letter, _ in view(site()).grades] == ["A", "B", "C", "D"]


def test_it_leads_to_the_page_on_how_articles_are_made_where_there_is_one() -> None:
    assert view(site(page("how-articles-are-made"))).about == "/how-articles-are-made/"
    assert view(site(page("how-articles-are-made", draft=True))).about == ""
    assert view(site()).about == ""


def test_a_site_without_sources_has_the_page_all_the_same() -> None:
    made = view(site())
    assert made.sources == ()
    assert made.head.url == "/evidence/"

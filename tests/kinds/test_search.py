"""The page of results, and what the search field starts with."""

from __future__ import annotations

import json
from typing import Any

from site_builder.kinds import search
from site_builder.model.site import Site
from tests.builders import article, by_path, clinic, materials, options, question, service, site

FOLDER = "pagefind/0123456789abcdef/"


def made(*documents: Any, **given: Any) -> Site:
    return site(*documents, shown=materials(search_folder=FOLDER), **given)


def box(of: Site) -> Any:
    return json.loads(by_path(search.outputs(of))["search/box.json"])


def test_it_lists_everything_from_a_to_z() -> None:
    view = by_path(
        search.outputs(
            made(
                article("b", title="Zebras"),
                article("a", title="Ähren"),
                article("c", title="“Bees”"),
                question("x", question="Why?"),
                question("y", question="¿Cómo?"),
                service("s", title="Care"),
            )
        )
    )["search/index.html"]
    assert [card.title for card in view.articles] == ["Ähren", "“Bees”", "Zebras"]
    assert [card.title for card in view.questions] == ["¿Cómo?", "Why?"]
    assert [card.title for card in view.services] == ["Care"]
    assert view.head.indexed


def test_a_site_without_search_has_neither() -> None:
    without = site(article("a"))
    assert by_path(search.outputs(without)) == {}
    assert without.frame.search_url == ""


def test_every_page_knows_where_it_is() -> None:
    assert made(run=options(base_url="https://host.example/c/")).frame.search_url == "/c/search/"


def test_the_field_learns_where_the_index_lies_and_what_is_asked_most() -> None:
    of = clinic(featured_questions=("b",))
    said = box(made(question("a"), question("b"), of=of, run=options(base_url="https://host.example/c/")))
    assert said["index"] == f"/c/{FOLDER}"
    assert [(each["url"], each["title"]) for each in said["questions"]] == [("/c/faq/#b", "B?")]


def test_words_leave_their_places_to_the_browser() -> None:
    words = box(made())["words"]
    assert words["count"] == "Results: {count}"
    assert "{query}" in words["nothing"]
    assert {"article", "question", "service"} <= words.keys()

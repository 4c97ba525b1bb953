"""The list of all articles, twenty a page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from site_builder.kinds import article_list
from site_builder.kinds.article_list import ArticleListView
from site_builder.model.document import Document
from site_builder.model.site import Card, Crumb
from tests.builders import TODAY, article, by_path, day, options, question, site


def articles(count: int) -> list[Document]:
    """Return so many articles, `n000` the newest."""
    return [article(f"n{number:03}", date=TODAY - timedelta(number)) for number in range(count)]


def pages(count: int) -> dict[str, ArticleListView]:
    """Return the views of the pages of so many articles."""
    return by_path(article_list.outputs(site(*articles(count))))


@pytest.mark.parametrize(
    ("count", "on_each"), [(0, [0]), (1, [1]), (19, [19]), (20, [20]), (21, [20, 1]), (40, [20, 20]), (45, [20, 20, 5])]
)
def test_there_are_twenty_articles_a_page(count: int, on_each: list[int]) -> None:
    made = pages(count)
    paths = ["articles/index.html", *(f"articles/page/{n}/index.html" for n in range(2, len(on_each) + 1))]
    assert list(made) == paths
    assert [len(view.cards) for view in made.values()] == on_each
    assert {view.pages for view in made.values()} == {len(on_each)}
    assert [view.number for view in made.values()] == list(range(1, len(on_each) + 1))


def test_every_article_is_on_one_page_newest_first() -> None:
    titles = [card.title for view in pages(45).values() for card in view.cards]
    assert titles == [f"About n{number:03}" for number in range(45)]


def test_pages_lead_to_their_neighbours_under_a_base_path() -> None:
    made = site(*articles(45), run=options(base_url="https://host.example/clinic/"))
    ways = [(view.newer, view.older) for view in by_path(article_list.outputs(made)).values()]
    assert ways == [
        ("", "/clinic/articles/page/2/"),
        ("/clinic/articles/", "/clinic/articles/page/3/"),
        ("/clinic/articles/page/2/", ""),
    ]


def test_each_page_says_which_it_is() -> None:
    first, second = pages(21).values()
    assert (first.head.title, first.head.crumbs) == ("Articles", ())
    assert (second.head.title, second.head.crumbs) == ("Articles, page 2", (Crumb("/articles/", "Articles"),))
    assert second.head.canonical == "https://clinic.example/articles/page/2/"
    assert first.head.section == second.head.section == "/articles/"


def test_articles_of_one_day_stand_in_the_order_of_their_names() -> None:
    made = by_path(article_list.outputs(site(article("b"), article("a"), article("c", date=day("2026-11-01")))))
    assert [card.title for card in made["articles/index.html"].cards] == ["About c", "About a", "About b"]


def test_topics_that_only_questions_have_are_left_out() -> None:
    made = by_path(article_list.outputs(site(article(topics=("sleep",)), question(topic="cost"))))
    assert made["articles/index.html"].topics == (Card("/topics/sleep/", "sleep"),)

"""Which pages lean on which source, and when a source has grown old."""

from __future__ import annotations

import msgspec
import pytest

from site_builder.model.reference import Reference
from site_builder.model.site import Card
from site_builder.parts.evidence import days_of_age, grows_old, leaning
from tests.builders import (
    article,
    cell,
    cites,
    compare,
    comparison,
    day,
    materials,
    options,
    page,
    question,
    reference,
    service,
    site,
)

LEE, ROE = (cites("lee"),), (cites("roe"),)


def of_year(year: str) -> Reference:
    return msgspec.structs.replace(reference("lee"), year=year)


def test_pages_are_listed_by_kind_and_then_by_title() -> None:
    made = site(
        page("about", citations=LEE),
        service("night", citations=LEE),
        question("b", citations=LEE),
        article("z", title="apples", citations=LEE, date=day("2026-01-01")),
        article("y", title="Bears", citations=(*LEE, *ROE), date=day("2026-02-01")),
    )
    pages = leaning(made)
    assert [card.url for card in pages["lee"]] == [
        "/articles/z/",
        "/articles/y/",
        "/faq/#b",
        "/services/night/",
        "/about/",
    ]
    assert pages["roe"] == (Card("/articles/y/", "Bears"),)


def test_a_page_is_listed_once_however_often_it_cites() -> None:
    assert len(leaning(site(article(citations=(cites("lee", (1, 1), (2, 2)),))))["lee"]) == 1


def test_what_is_not_published_leans_on_nothing() -> None:
    assert leaning(site(article(citations=LEE, draft=True))) == {}


def test_an_article_does_not_lean_on_what_its_questions_cite() -> None:
    pages = leaning(site(article(questions=("q",)), question("q", citations=LEE)))
    assert [card.url for card in pages["lee"]] == ["/faq/#q"]


def test_the_comparison_leans_on_what_it_cites_last_of_all() -> None:
    compared = comparison(cost=(cell("Little."), cell("Much.", sources=[cites("lee")])))
    pages = leaning(site(page("about", citations=LEE), shown=materials(compared=compared)))
    assert [card.url for card in pages["lee"]] == ["/about/", "/compare/"]
    assert pages["lee"][1].title == compared.title


def test_a_page_leans_on_what_its_blocks_cite() -> None:
    compared = comparison(cost=(cell("Little."), cell("Much.", sources=[cites("lee")])))
    made = site(article("a", blocks=(compare(),)), shown=materials(compared=compared))
    assert [card.url for card in leaning(made)["lee"]] == ["/articles/a/", "/compare/"]


def test_addresses_have_the_base_path() -> None:
    made = site(article("a", citations=LEE), run=options(base_url="https://host.example/c/"))
    assert leaning(made)["lee"] == (Card("/c/articles/a/", "About a"),)


@pytest.mark.parametrize(("year", "old"), [("1996", "2027-01-01"), ("2020", "2051-01-01")])
def test_a_source_grows_old_on_a_first_of_january(year: str, old: str) -> None:
    assert grows_old(of_year(year), 30) == day(old)


@pytest.mark.parametrize(("year", "years"), [("", 30), ("2020", 9000), ("9999", 1)])
def test_some_never_do(year: str, years: int) -> None:
    assert grows_old(of_year(year), years) is None


def test_the_days_of_all_sources() -> None:
    days = days_of_age([of_year("1999"), of_year(""), of_year("2000")], 30)
    assert days[:2] == [day("2030-01-01"), day("2031-01-01")]


def test_the_day_on_which_the_year_of_a_source_begins_counts() -> None:
    assert day("2027-01-01") in days_of_age([of_year("2027"), of_year("0000")], 30)

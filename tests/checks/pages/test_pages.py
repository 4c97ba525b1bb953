"""What is said of a page that breaks a rule, and where."""

from __future__ import annotations

from site_builder.checks.pages import PAGE_CHECKS, broken_on
from site_builder.model.problem import Place
from site_builder.model.rule import Rulebook
from tests.builders import shown_as
from tests.checks.pages.case import BOOK, page


def origin(tag: str) -> tuple[str, Place]:
    return f"templates/{'macros/x' if tag.startswith('<img') else 'layouts/base'}.html", Place(len(tag), 1)


def said(inner: str, book: Rulebook = BOOK, **given: str) -> list[str]:
    return [f"{shown_as(each)} {each.message}" for each in broken_on(page(inner, **given), book, origin)]


def test_a_fault_is_told_at_its_template_with_the_tag_and_the_page() -> None:
    assert said('<img src="/a.png">') == [
        'templates/macros/x.html:18:1: error[A11Y-001] “<img src="/a.png">” Every image needs alt text; a decorative'
        ' one needs alt="". (on /articles/sleep/)'
    ]


def test_what_one_line_of_a_template_repeats_is_told_once_a_page() -> None:
    assert len(said('<img src="/a.png"><img src="/b.png">')) == 1
    assert len(said('<img src="/a.png"><img src="/bc.png">')) == 2


def test_what_is_missing_is_told_where_it_belongs() -> None:
    assert [each.partition(" ")[0] for each in said("", privacy="")] == ["templates/layouts/base.html:5:1:"]


def test_what_the_content_lacks_is_told_in_its_file() -> None:
    assert said("", source="content/accessibility.md") == [
        "content/accessibility.md:1:1: warning[A11Y-012] This page does not give a telephone number or an email address"
        " to ask for help."
    ]


def test_a_long_tag_is_cut() -> None:
    [line] = said(f'<img src="/{"a" * 300}.png">')
    assert "a…” Every image" in line


def test_only_rules_of_the_book_are_told() -> None:
    some = Rulebook(tuple(rule for rule in BOOK.rules if rule.id != "A11Y-001"))
    assert said('<img src="/a.png">', some) == []
    assert said("<h4>A</h4>", Rulebook(())) == []


def test_every_check_has_its_rule() -> None:
    assert len(PAGE_CHECKS) == len(set(PAGE_CHECKS))

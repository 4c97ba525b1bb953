"""The page of the whole comparison."""

from __future__ import annotations

from datetime import date

import msgspec

from site_builder.kinds import comparison as kind
from site_builder.kinds import sitemap
from site_builder.kinds.comparison import ComparisonView
from site_builder.model.comparison import Comparison
from site_builder.model.config import NavigationItem
from site_builder.model.site import Card, Site
from site_builder.numbering import numbered
from tests.builders import by_path, cell, cites, clinic, comparison, materials, options, site

COMPARED = comparison(
    onset=(cell("Weeks.", sources=[cites("b2020")]), cell("Hours.", sources=[cites("a2020")])),
    cost=(cell("Low."), cell("High.", sources=[cites("b2020")])),
)


def site_with(compared: Comparison | None) -> Site:
    return site(
        of=clinic(navigation=(NavigationItem("Compare", "compare/"), NavigationItem("Table", "treatments.yaml"))),
        shown=materials(sources=["a2020", "b2020"], compared=compared),
        run=options(base_url="https://host.example/c/"),
    )


def view(compared: Comparison = COMPARED) -> ComparisonView:
    made = by_path(kind.outputs(site_with(compared)))
    assert list(made) == ["compare/index.html"]
    assert isinstance(made["compare/index.html"], ComparisonView)
    return made["compare/index.html"]


def test_the_page_says_what_the_file_says() -> None:
    made = view(msgspec.structs.replace(COMPARED, updated=date(2026, 11, 1), regulatory_as_of=date(2026, 11, 2)))
    assert (made.head.url, made.head.title, made.head.description) == (
        "/c/compare/",
        "Two compared",
        "A pill and a spray.",
    )
    assert (made.head.updated, made.head.checked) == (date(2026, 11, 1), date(2026, 11, 2))
    assert [row.id for row in made.comparison.rows] == ["onset", "cost"]


def test_sources_are_numbered_row_by_row() -> None:
    made = numbered(view())
    assert [(entry.number, entry.key, entry.marks) for entry in made.references] == [(1, "b2020", 2), (2, "a2020", 1)]
    assert made.comparison.rows[1].cells[1].prose.numbers == ((1, 1),)


def test_without_a_comparison_there_is_no_page() -> None:
    assert by_path(kind.outputs(site_with(None))) == {}
    assert b"/compare/" not in by_path(sitemap.outputs([site_with(None)]))["sitemap.xml"]


def test_the_sitemap_has_it_with_the_day_of_its_change() -> None:
    compared = msgspec.structs.replace(COMPARED, updated=date(2026, 11, 1))
    assert (
        b"<url><loc>https://host.example/c/compare/</loc><lastmod>2026-11-01</lastmod></url>"
        in by_path(sitemap.outputs([site_with(compared)]))["sitemap.xml"]
    )


def test_the_menu_may_lead_there_by_its_section_or_its_file() -> None:
    assert site_with(COMPARED).frame.navigation == (Card("/c/compare/", "Compare"), Card("/c/compare/", "Table"))

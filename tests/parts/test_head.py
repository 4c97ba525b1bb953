"""What every page says of itself."""

from __future__ import annotations

from site_builder.model.site import Crumb, Head
from site_builder.parts.head import document_head, list_head
from tests.builders import day, options, page, site


def test_the_head_of_a_document_comes_from_its_front_matter() -> None:
    made = site(page("about", updated=day("2026-03-04")), run=options(base_url="https://host.example/c/"))
    assert document_head(made.pages[0], made) == Head(
        url="/c/about/",
        canonical="https://host.example/c/about/",
        title="The about page",
        description="All about about.",
        section="/c/about/",
        updated=day("2026-03-04"),
    )


def test_a_document_within_a_section_keeps_that_marked() -> None:
    made = site(page("about"))
    crumbs = (Crumb("/more/", "More"),)
    head = document_head(made.pages[0], made, section="/more/", crumbs=crumbs)
    assert (head.section, head.crumbs) == ("/more/", crumbs)


def test_a_list_belongs_to_the_first_part_of_its_address() -> None:
    head = list_head("topics/sleep/", "Sleep", "On sleep.", site(run=options(base_url="https://host.example/c")))
    assert (head.url, head.section) == ("/c/topics/sleep/", "/c/topics/")
    assert head.canonical == "https://host.example/c/topics/sleep/"
    assert head.indexed

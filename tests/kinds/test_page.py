"""Standing pages, and that each page of content/ is drawn once, whatever its layout."""

from __future__ import annotations

import pytest

from site_builder.kinds import consultation, home, page
from site_builder.kinds.page import PageView
from site_builder.model.output import Page
from site_builder.model.site import TocEntry
from tests.builders import cites, clinic, heading, link, materials, options, site
from tests.builders import page as standing


def test_a_page_stands_in_a_folder_of_its_name() -> None:
    [output] = page.outputs(site(standing("about"), run=options(base_url="https://host.example/clinic/")))
    assert isinstance(output, Page)
    assert (output.path, output.source, output.template) == (
        "about/index.html",
        "content/about.md",
        "layouts/page.html",
    )
    assert output.view.head.url == "/clinic/about/"
    assert output.view.head.section == "/clinic/about/"
    assert output.view.head.canonical == "https://host.example/clinic/about/"


def test_the_table_of_contents_has_the_second_level_only() -> None:
    document = standing("about", headings=(heading(2, "One"), heading(3, "Deep"), heading(2, "Two")))
    [output] = page.outputs(site(document))
    assert isinstance(output, Page)
    assert output.view.toc == (TocEntry(2, "one", "One"), TocEntry(2, "two", "Two"))


def test_its_links_and_sources_are_resolved() -> None:
    document = standing("about", links=(link("privacy.md"), link("nowhere.md")), citations=(cites("a2020"),))
    outputs = list(page.outputs(site(document, standing("privacy"), shown=materials(sources=["a2020"]))))
    view = outputs[0].view if isinstance(outputs[0], Page) else None
    assert isinstance(view, PageView)
    assert view.prose.links == ("/privacy/", "")
    assert [entry.key for entry in view.references] == ["a2020"]


@pytest.mark.parametrize("layout", ["page", "home", "consultation"])
@pytest.mark.parametrize("name", ["index", "about"])
def test_each_page_is_drawn_once_whatever_its_layout(name: str, layout: str) -> None:
    made = site(standing(name, layout=layout), of=clinic())
    outputs = [output for kind in (home, page, consultation) for output in kind.outputs(made)]
    assert [output.path for output in outputs] == ["index.html" if name == "index" else "about/index.html"]

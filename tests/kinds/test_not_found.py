"""The page for an address that leads nowhere."""

from __future__ import annotations

from site_builder.kinds import not_found
from site_builder.model.output import Page
from tests.builders import article, options, service, site


def test_it_is_kept_out_of_search_engines_and_offers_ways_on() -> None:
    made = site(
        *[article(f"n{number}") for number in range(7)], service("a"), run=options(base_url="https://host.example/c/")
    )
    [output] = not_found.outputs(made)
    assert isinstance(output, Page)
    assert output.path == "404.html"
    assert output.view.head.indexed is False
    assert output.view.head.url == "/c/404.html"
    assert len(output.view.articles) == 5
    assert [card.url for card in output.view.services] == ["/c/services/a/"]


def test_an_empty_site_has_it_too() -> None:
    [output] = not_found.outputs(site())
    assert isinstance(output, Page)
    assert (output.view.articles, output.view.services) == ((), ())

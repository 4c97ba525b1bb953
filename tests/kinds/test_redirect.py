"""Old addresses."""

from __future__ import annotations

import pytest

from site_builder.hosting import netlify
from site_builder.kinds import outputs, redirect
from site_builder.model.hosting import Hosting, Redirect
from site_builder.model.output import Page
from tests.builders import article, by_path, clinic, options, page, question, service, site, sites, translation


def made(alias: str, base_url: str = "") -> tuple[list[str], list[str]]:
    """Return the paths of the stub pages and the rules for an article with this old address."""
    made = site(article("sleep", aliases=(alias,)), run=options(base_url=base_url))
    hosting = Hosting(base=made.base, redirects=tuple(redirect.redirects([made])))
    rules = netlify.redirects(hosting).splitlines()
    return list(by_path(redirect.outputs(made))), rules


@pytest.mark.parametrize(
    ("alias", "stub", "rules"),
    [
        ("/blog/old/", "blog/old/index.html", ["/blog/old", "/blog/old/"]),
        ("/blog/old", "blog/old/index.html", ["/blog/old", "/blog/old/"]),
        ("/blog/old.html", "blog/old.html", ["/blog/old.html", "/blog/old.html/"]),
        ("/blog/old.html/", "blog/old.html", ["/blog/old.html", "/blog/old.html/"]),
        ("/old.php", "old.php/index.html", ["/old.php", "/old.php/"]),
        ("/Blog/Old/", "Blog/Old/index.html", ["/Blog/Old", "/Blog/Old/"]),
        ("/café/", "café/index.html", ["/caf%C3%A9", "/caf%C3%A9/"]),
        ("/caf%C3%A9/", "café/index.html", ["/caf%C3%A9", "/caf%C3%A9/"]),
        ("/two%20words/", "two words/index.html", ["/two%20words", "/two%20words/"]),
    ],
)
@pytest.mark.parametrize("base", ["/", "/clinic/"])
def test_an_old_address_has_a_stub_page_and_a_rule_with_and_without_closing_slash(
    alias: str, stub: str, rules: list[str], base: str
) -> None:
    stubs, found = made(alias, f"https://host.example{base}")
    assert stubs == [stub]
    assert found == [f"{base}{rule.removeprefix('/')} {base}articles/sleep/ 301" for rule in rules]


def test_the_old_address_of_everything_claims_the_home_page_openly() -> None:
    stubs, _ = made("/")
    assert stubs == ["index.html"], "so that checks find two sources for one address"


def test_the_stub_leads_on_and_is_kept_out_of_search_engines() -> None:
    [stub] = redirect.outputs(site(article("sleep", title="Good nights", aliases=("/old/",))))
    assert isinstance(stub, Page)
    assert (stub.source, stub.template) == ("content/articles/sleep.md", "layouts/redirect.html")
    head = stub.view.head
    assert (stub.view.target, head.canonical) == ("/articles/sleep/", "https://clinic.example/articles/sleep/")
    assert (head.title, head.indexed) == ("Good nights", False)


def test_services_and_pages_have_old_addresses_too_in_reading_order() -> None:
    site_ = site(
        page("about", aliases=("/who/",)),
        page("index", aliases=("/home/",)),
        service("a", aliases=("/do/",)),
        article("b", aliases=("/x/", "/y/")),
    )
    assert list(by_path(redirect.outputs(site_))) == [
        "x/index.html",
        "y/index.html",
        "do/index.html",
        "who/index.html",
        "home/index.html",
    ]


def test_old_names_of_questions_and_aliases_of_drafts_are_no_redirects() -> None:
    site_ = site(question(aliases=("old",)), article("a", draft=True, aliases=("/a/",)))
    assert by_path(redirect.outputs(site_)) == {}
    assert [*redirect.redirects([site_])] == []


def test_an_old_address_leads_on_in_each_language() -> None:
    old = article("sleep", aliases=("/old/",))
    made = sites(old, translation(old), of=clinic(languages=("en", "es")))
    assert [page.path for page in outputs(made) if page.path.endswith("old/index.html")] == [
        "old/index.html",
        "es/old/index.html",
    ]
    assert [*redirect.redirects(made)] == [
        Redirect("old", "/articles/sleep/"),
        Redirect("es/old", "/es/articles/sleep/"),
    ]

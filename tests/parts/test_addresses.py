"""The addresses of a site."""

from __future__ import annotations

import pytest

from site_builder.model.document import Document
from site_builder.parts.addresses import addresses, addresses_of, lost_language, stub_path, without_prefix
from site_builder.parts.status import State
from tests.builders import article, day, options, page, question, service, translation, unreadable

OF_EVERY_SITE = {"/faq/": "content/faq", "/evidence/": "content/references.bib"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (page("index"), ["/"]),
        (page("about", aliases=("/who", "/us/team.html")), ["/about/", "/who/", "/us/team.html"]),
        (article("Deep Sleep"), ["/articles/deep-sleep/"]),
        (article("sleep", slug="rest", aliases=("/blog/a%20b/",)), ["/articles/rest/", "/blog/a b/"]),
        (service("clinic"), ["/services/clinic/"]),
        (question("nap", aliases=("doze", "siesta")), ["/faq/#nap", "/faq/#doze", "/faq/#siesta"]),
        (article("\u7761\u7720"), []),
        (page("\u7761\u7720"), []),
        (question("\u7761\u7720"), []),
    ],
)
def test_a_document_has_its_address_and_its_old_ones(document: Document, expected: list[str]) -> None:
    assert list(addresses_of(document)) == expected


def test_each_language_has_all_of_them() -> None:
    found = addresses([page("about"), question("nap")], ["", "es/"], options(), compared=True)
    own = {"/about/": "content/about.md", "/faq/#nap": "content/faq/nap.md", "/compare/": "content/treatments.yaml"}
    expected = OF_EVERY_SITE | own
    expected |= {f"/es{address}": file for address, file in expected.items()}
    assert {address: stand.file for address, stand in found.items()} == expected


def test_translations_have_the_addresses_of_their_originals_and_what_cannot_be_read_has_none() -> None:
    found = addresses([translation(page("about")), unreadable()], [""], options(), compared=False)
    assert {address: stand.file for address, stand in found.items()} == OF_EVERY_SITE


def test_what_a_preview_shows_beside_is_not_published_by_that() -> None:
    documents = [
        article("draft", draft=True),
        article("held", publish_on=day("2026-12-01")),
        article("over", expires=day("2026-11-01")),
        article("out"),
    ]
    for run in (options(), options(drafts=True, future=True)):
        found = addresses(documents, [""], run, compared=False)
        assert {address: stand.state for address, stand in found.items() if "articles" in address} == {
            "/articles/draft/": State.DRAFT,
            "/articles/held/": State.HELD,
            "/articles/over/": State.EXPIRED,
            "/articles/out/": State.PUBLISHED,
        }


@pytest.mark.parametrize("documents", [(article("a"), article("b", draft=True, slug="a"))])
def test_of_two_at_one_address_the_published_one_counts(documents: tuple[Document, ...]) -> None:
    for order in (documents, documents[::-1]):
        assert addresses(order, [""], options(), compared=False)["/articles/a/"].file == "content/articles/a.md"


def test_a_language_is_the_folder_of_an_address() -> None:
    prefixes = ["", "es/", "es-mx/"]
    assert without_prefix("/es/about/", prefixes) == "/about/"
    assert without_prefix("/es/", prefixes) == "/"
    assert without_prefix("/es/faq/#nap", prefixes) == "/faq/#nap"
    assert without_prefix("/essays/", prefixes) == "/essays/"
    assert without_prefix("/fr/about/", prefixes) == "/fr/about/"


def test_a_language_is_lost_if_it_had_a_page_of_questions_and_the_site_has_not_got_it() -> None:
    known = {"/es/faq/", "/es/about/", "/us/", "/us/faq"}
    assert lost_language("/es/about/", known, ["", "fr/"]) == "es"
    assert lost_language("/es/about/", known, ["", "es/"]) == ""
    assert lost_language("/us/", known, [""]) == ""
    assert lost_language("/about/", known, [""]) == ""


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/blog/old", "blog/old/index.html"),
        ("/blog/old/", "blog/old/index.html"),
        ("/a.html", "a.html"),
        ("/", "index.html"),
    ],
)
def test_an_old_address_has_a_stub_page(alias: str, path: str) -> None:
    assert stub_path(alias) == path

"""The sitemap, read back with an XML parser."""

from __future__ import annotations

from xml.etree import ElementTree

from msgspec.structs import replace

from site_builder.kinds import sitemap
from site_builder.kinds.sitemap import changed
from site_builder.model.document import Document
from site_builder.model.output import Made
from tests.builders import (
    article,
    by_path,
    clinic,
    day,
    options,
    page,
    question,
    service,
    site,
    sites,
    translation,
    unreadable,
)

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def rows(*documents: Document, base_url: str = "") -> dict[str, str | None]:
    """Return the day of the last change by address."""
    [output] = sitemap.outputs([site(*documents, run=options(base_url=base_url))])
    assert isinstance(output, Made)
    assert output.path == "sitemap.xml"
    found = ElementTree.fromstring(output.body).findall("s:url", NAMESPACE)
    listed = [
        (url.findtext("s:loc", None, NAMESPACE) or "", url.findtext("s:lastmod", None, NAMESPACE)) for url in found
    ]
    assert listed == sorted(listed), "sorted, and each address once"
    return dict(listed)


def test_every_page_is_in_it_with_its_true_day() -> None:
    assert rows(
        page("index"),
        page("about", updated=day("2026-03-04")),
        service("a"),
        article("b", date=day("2026-01-02"), topics=("rest",)),
        article("c", date=day("2026-01-01"), updated=day("2026-06-07")),
        question("q", topic="cost", reviewed=day("2026-05-05")),
    ) == {
        "https://clinic.example/": None,
        "https://clinic.example/about/": "2026-03-04",
        "https://clinic.example/articles/": "2026-06-07",
        "https://clinic.example/articles/b/": "2026-01-02",
        "https://clinic.example/articles/c/": "2026-06-07",
        "https://clinic.example/faq/": "2026-05-05",
        "https://clinic.example/services/": None,
        "https://clinic.example/services/a/": None,
        "https://clinic.example/evidence/": None,
        "https://clinic.example/topics/": None,
        "https://clinic.example/topics/cost/": "2026-05-05",
        "https://clinic.example/topics/rest/": "2026-01-02",
    }


def test_what_is_not_published_is_not_in_it() -> None:
    found = rows(
        article("draft", draft=True),
        article("held", date=day("2027-01-01")),
        article("expired", expires=day("2026-11-01")),
        page("draft-page", draft=True),
        service("draft-service", draft=True),
    )
    assert list(found) == [
        f"https://clinic.example/{name}/" for name in ("articles", "evidence", "faq", "services", "topics")
    ]


def test_addresses_carry_the_base_path_and_are_escaped() -> None:
    found = rows(page("about"), base_url="https://host.example/a&b/")
    assert "https://host.example/a&b/about/" in found


def test_what_cannot_be_read_has_no_day() -> None:
    [entry] = site(article()).articles
    assert changed(replace(entry, document=unreadable())) is None


def test_each_page_names_itself_in_every_language_that_has_it() -> None:
    about, team = page("about"), page("team")
    made = sites(about, team, translation(about), of=clinic(languages=("en", "es")))
    text = by_path(sitemap.outputs(made))["sitemap.xml"].decode()
    links = (
        '<xhtml:link rel="alternate" hreflang="en" href="https://clinic.example/about/"/>'
        '<xhtml:link rel="alternate" hreflang="es" href="https://clinic.example/es/about/"/>'
        '<xhtml:link rel="alternate" hreflang="x-default" href="https://clinic.example/about/"/>'
    )
    for address in ("https://clinic.example/about/", "https://clinic.example/es/about/"):
        assert f"<url><loc>{address}</loc>{links}</url>" in text
    assert "<url><loc>https://clinic.example/team/</loc></url>" in text
    assert "/es/team/" not in text, "its words are those of the original"

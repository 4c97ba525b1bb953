"""The Atom feed, read back with an XML parser."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from site_builder.kinds import feed
from site_builder.model.document import Document
from site_builder.model.output import Made
from tests.builders import TODAY, article, clinic, day, options, site, sites, translation

ATOM = "{http://www.w3.org/2005/Atom}"


def read(*documents: Document, base_url: str = "") -> Element:
    """Return the feed of these documents."""
    [output] = feed.outputs(site(*documents, run=options(base_url=base_url)))
    assert isinstance(output, Made)
    assert output.path == "feed.xml"
    return ElementTree.fromstring(output.body)


def texts(feed: Element, path: str) -> list[str]:
    """Return the text of each element at `path`, names without their namespace."""
    return [each.text or "" for each in feed.findall("/".join(ATOM + name for name in path.split("/")))]


def links(element: Element) -> dict[str, str]:
    """Return the address of each link by its relation."""
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(f"{ATOM}link")}


def test_it_has_what_rfc_4287_asks_of_a_feed() -> None:
    made = read(article("a"), base_url="https://host.example/c/")
    assert made.tag == f"{ATOM}feed"
    assert texts(made, "title") == ["Clinic & Sons"]
    assert texts(made, "id") == ["https://host.example/c/"]
    assert texts(made, "author/name") == ["Clinic & Sons"]
    assert links(made) == {"self": "https://host.example/c/feed.xml", "alternate": "https://host.example/c/"}


def test_it_has_what_rfc_4287_asks_of_an_entry() -> None:
    [entry] = read(article("a", topics=("rest & sleep", "Rest Sleep"), author="doctor")).findall(f"{ATOM}entry")
    assert [child.tag.removeprefix(ATOM) for child in entry] == [
        "title", "id", "link", "published", "updated", "author", "category", "summary",
    ]  # fmt: skip
    assert texts(entry, "id") == ["https://clinic.example/articles/a/"]
    assert links(entry) == {"alternate": "https://clinic.example/articles/a/"}
    assert texts(entry, "author/name") == ["Medical director"]
    assert [each.attrib for each in entry.findall(f"{ATOM}category")] == [
        {"term": "rest-sleep", "label": "rest & sleep"}
    ]
    assert texts(entry, "summary") == ["What there is to know of a."]


def test_its_dates_are_those_of_the_articles_and_not_of_the_build() -> None:
    made = read(
        article("a", date=day("2026-03-01")),
        article("b", date=day("2026-02-01"), updated=day("2026-05-04")),
    )
    assert texts(made, "updated") == ["2026-05-04T00:00:00Z"]
    assert texts(made, "entry/published") == ["2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z"]
    assert texts(made, "entry/updated") == ["2026-03-01T00:00:00Z", "2026-05-04T00:00:00Z"]


def test_markup_in_titles_is_text() -> None:
    titles = ["</script><b>R&D</b>", "a ]]> b", "“quoted” \"and\" 'so' on"]
    made = read(*[article(f"n{n}", title=title, description=title, topics=(title,)) for n, title in enumerate(titles)])
    assert texts(made, "entry/title") == titles
    assert texts(made, "entry/summary") == titles
    assert {each.attrib["label"] for each in made.iter(f"{ATOM}category")} == {*titles}


def test_it_ends_after_the_newest_twenty() -> None:
    made = read(*[article(f"n{number:02}", date=TODAY - timedelta(number)) for number in range(25)])
    assert texts(made, "entry/title") == [f"About n{number:02}" for number in range(20)]


def test_drafts_and_held_articles_are_not_in_it() -> None:
    assert texts(read(article("a", draft=True), article("b", date=day("2026-11-21"))), "entry/title") == []


def test_an_empty_feed_is_valid_and_does_not_change_with_the_day() -> None:
    made = read()
    assert texts(made, "updated") == ["1970-01-01T00:00:00Z"]
    assert texts(made, "entry/title") == []


def test_it_tells_its_language() -> None:
    [output] = feed.outputs(site(of=clinic(languages=("es",))))
    assert isinstance(output, Made)
    assert ElementTree.fromstring(output.body).attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "es"}


def test_in_another_language_it_has_what_was_written_in_that() -> None:
    one, other = article("one", topics=("rest",)), article("other", topics=("rest",))
    own = translation(one, title="Uno", topics=("descanso",))
    [_, made] = sites(one, other, own, of=clinic(languages=("en", "es")))
    [output] = feed.outputs(made)
    assert isinstance(output, Made)
    found = ElementTree.fromstring(output.body)
    assert texts(found, "entry/title") == ["Uno"]
    assert texts(found, "entry/id") == ["https://clinic.example/es/articles/one/"]
    assert links(found)["self"] == "https://clinic.example/es/feed.xml"
    assert [each.attrib for each in found.iter(f"{ATOM}category")] == [{"term": "rest", "label": "descanso"}]


def test_its_addresses_are_whole_and_no_two_entries_have_the_same() -> None:
    made = read(*[article(name) for name in "abc"], base_url="https://host.example/c")
    ids = [*texts(made, "id"), *texts(made, "entry/id")]
    assert len({*ids}) == 4
    assert all(each.startswith("https://host.example/c/") for each in ids)

"""The home page."""

from __future__ import annotations

from site_builder.kinds import home
from site_builder.kinds.home import HomeView
from site_builder.model.document import Document
from site_builder.model.output import Page
from site_builder.numbering import numbered
from tests.builders import (
    article,
    by_path,
    cell,
    cites,
    clinic,
    comparison,
    day,
    materials,
    page,
    question,
    service,
    site,
)

INDEX = page("index", layout="home", title="Calm care")


def view(*documents: Document, **changes: tuple[str, ...]) -> HomeView:
    """Return the view of the home page of these documents, clinic.yaml changed so."""
    made = by_path(home.outputs(site(INDEX, *documents, of=clinic(**changes))))["index.html"]
    assert isinstance(made, HomeView)
    return made


def articles(count: int) -> list[Document]:
    return [article(f"n{number}", date=day(f"2026-01-{number:02}")) for number in range(1, count + 1)]


def test_the_home_page_stands_at_the_root() -> None:
    [output] = home.outputs(site(INDEX))
    assert isinstance(output, Page)
    assert (output.path, output.source, output.template) == ("index.html", "content/index.md", "layouts/home.html")
    assert output.view.head.url == "/"
    assert output.view.head.canonical == "https://clinic.example/"


def test_it_shows_the_newest_articles_and_the_first_questions_where_none_is_featured() -> None:
    questions = [question(f"q{number}", order=9 - number) for number in range(6)]
    made = view(*articles(5), *questions)
    assert [card.title for card in made.articles] == ["About n5", "About n4", "About n3"]
    assert [answer.id for answer in made.answers] == ["q5", "q4", "q3", "q2"]


def test_it_shows_what_is_featured_in_the_order_of_clinic_yaml() -> None:
    made = view(
        *articles(5),
        *[question(f"q{number}") for number in range(3)],
        featured_articles=("n2", "n4"),
        featured_questions=("q2", "q0"),
    )
    assert [card.title for card in made.articles] == ["About n2", "About n4"]
    assert [answer.id for answer in made.answers] == ["q2", "q0"]


def test_what_is_featured_and_not_published_is_left_out() -> None:
    made = view(*articles(2), article("secret", draft=True), featured_articles=("secret", "nowhere", "n1"))
    assert [card.title for card in made.articles] == ["About n1"]


def test_it_shows_every_service() -> None:
    assert [card.url for card in view(service("b"), service("a"), service("c", order=1)).services] == [
        "/services/c/",
        "/services/a/",
        "/services/b/",
    ]


def test_it_leads_to_the_comparison_where_there_is_one() -> None:
    [output] = home.outputs(site(INDEX, shown=materials(compared=comparison(cost=(cell("Low."), cell("High."))))))
    assert isinstance(output, Page)
    assert isinstance(output.view, HomeView)
    assert output.view.compare_url == "/compare/"
    assert view().compare_url == ""


def test_its_text_and_its_answers_share_their_numbers() -> None:
    index = page("index", citations=(cites("b2020"),))
    asked = question("q", citations=(cites("a2020"), cites("b2020")))
    [output] = home.outputs(site(index, asked, shown=materials(sources=["a2020", "b2020"])))
    assert isinstance(output, Page)
    made = numbered(output.view)
    assert made.prose.numbers == ((1, 0),)
    assert made.answers[0].prose.numbers == ((2, 0), (1, 1))
    assert [(entry.number, entry.key, entry.marks) for entry in made.references] == [(1, "b2020", 2), (2, "a2020", 1)]


def test_an_empty_site_has_an_empty_home_page() -> None:
    made = view()
    assert (made.articles, made.answers, made.services, made.references) == ((), (), (), ())


def test_without_its_file_there_is_no_home_page() -> None:
    assert list(home.outputs(site(article()))) == []

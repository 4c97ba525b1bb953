"""The page of questions."""

from __future__ import annotations

from site_builder.kinds import faq
from site_builder.kinds.faq import FaqView
from site_builder.model.document import Document
from site_builder.numbering import numbered
from tests.builders import article, by_path, cites, link, materials, options, question, site


def view(*documents: Document) -> FaqView:
    """Return the view of the page."""
    made = by_path(faq.outputs(site(*documents, shown=materials(sources=["a2020", "b2020"]))))
    assert list(made) == ["faq/index.html"]
    made_view = made["faq/index.html"]
    assert isinstance(made_view, FaqView)
    return made_view


def test_topics_come_by_address_and_questions_by_their_order_then_by_name() -> None:
    made = view(
        question("last", topic="sleep"),
        question("third", topic="sleep", order=2),
        question("second", topic="sleep", order=1),
        question("first", topic="sleep", order=0),
        question("also-last", topic="sleep"),
        question("price", topic="cost"),
    )
    assert [(topic.id, topic.title) for topic in made.topics] == [("topic-cost", "cost"), ("topic-sleep", "sleep")]
    assert [answer.id for answer in made.topics[1].answers] == ["first", "second", "third", "also-last", "last"]


def test_a_topic_that_only_articles_have_is_not_on_the_page() -> None:
    assert [topic.id for topic in view(article(topics=("sleep",)), question(topic="cost")).topics] == ["topic-cost"]


def test_each_question_has_its_place_on_the_page() -> None:
    made = by_path(faq.outputs(site(question("can-i"), run=options(base_url="https://host.example/c/"))))
    [answer] = made["faq/index.html"].topics[0].answers
    assert (answer.id, answer.url, answer.question) == ("can-i", "/c/faq/#can-i", "Can i?")


def test_the_place_is_what_the_address_says_whatever_the_file_is_called() -> None:
    [answer] = view(question("Can_I Sleep")).topics[0].answers
    assert (answer.id, answer.url) == ("can-i-sleep", "/faq/#can-i-sleep")


def test_old_names_stay_places() -> None:
    [answer] = view(question("new", aliases=("old", "older"))).topics[0].answers
    assert answer.old_ids == ("old", "older")


def test_sources_are_numbered_in_the_order_of_the_page() -> None:
    made = numbered(
        view(
            question("z", topic="b", citations=(cites("a2020"),)),
            question("a", topic="a", citations=(cites("b2020", (9, 1), (10, 1)), cites("a2020"))),
        )
    )
    assert [(entry.number, entry.key, entry.marks) for entry in made.references] == [(1, "b2020", 2), (2, "a2020", 2)]
    assert made.topics[1].answers[0].prose.numbers == ((2, 1),)


def test_a_link_to_another_question_leads_to_its_place() -> None:
    made = view(question("a", links=(link("b.md"), link("b.md#more"))), question("b"))
    assert made.topics[0].answers[0].prose.links == ("/faq/#b", "/faq/#b-more")


def test_a_question_that_is_a_draft_is_not_on_the_page() -> None:
    assert [answer.id for answer in view(question("a"), question("b", draft=True)).topics[0].answers] == ["a"]


def test_without_questions_the_page_is_empty() -> None:
    made = view()
    assert (made.topics, made.references) == ((), ())
    assert made.head.title == "Questions and answers"

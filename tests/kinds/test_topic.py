"""Topics."""

from __future__ import annotations

from site_builder.kinds import topic
from site_builder.kinds.topic import TopicCount
from site_builder.model.site import Crumb
from tests.builders import article, by_path, day, options, question, site


def test_each_topic_has_a_page_with_its_articles_and_questions() -> None:
    made = by_path(
        topic.outputs(
            site(
                article("old", topics=("rest",), date=day("2026-01-01")),
                article("new", topics=("rest", "cost"), date=day("2026-02-01")),
                question("q", topic="rest"),
            )
        )
    )
    assert list(made) == ["topics/index.html", "topics/cost/index.html", "topics/rest/index.html"]
    rest = made["topics/rest/index.html"]
    assert [card.url for card in rest.articles] == ["/articles/new/", "/articles/old/"]
    assert [card.url for card in rest.questions] == ["/faq/#q"]
    assert (rest.head.title, rest.head.description) == ("Rest", "Articles and questions about rest.")
    assert rest.head.crumbs == (Crumb("/topics/", "Topics"),)
    assert made["topics/cost/index.html"].questions == ()


def test_the_list_counts_them() -> None:
    made = site(article(topics=("rest",)), question("q", topic="rest"), question("r", topic="cost"))
    assert by_path(topic.outputs(made))["topics/index.html"].topics == (
        TopicCount("/topics/cost/", "cost", 0, 1, ""),
        TopicCount("/topics/rest/", "rest", 1, 1, ""),
    )


def test_two_spellings_of_one_address_are_one_topic_under_the_first() -> None:
    made = site(
        article("new", topics=("Side effects",), date=day("2026-02-01")),
        article("old", topics=("side-effects", "SIDE EFFECTS"), date=day("2026-01-01")),
        question("q", topic="Side Effects"),
    )
    [count] = by_path(topic.outputs(made))["topics/index.html"].topics
    assert count == TopicCount("/topics/side-effects/", "Side effects", 2, 1, "")


def test_the_first_spelling_within_one_article_counts() -> None:
    made = by_path(topic.outputs(site(article(topics=("Side effects", "side-effects")))))
    [count] = made["topics/index.html"].topics
    assert (count.title, count.articles) == ("Side effects", 1)


def test_what_is_not_published_makes_no_topic() -> None:
    made = by_path(topic.outputs(site(article(topics=("rest",), draft=True), question(draft=True))))
    assert list(made) == ["topics/index.html"]
    assert made["topics/index.html"].topics == ()


def test_accents_and_signs_are_kept_in_the_title_and_left_out_of_the_address() -> None:
    made = site(article(topics=("Épilepsie & sleep",)), run=options(base_url="https://host.example/c/"))
    [count] = by_path(topic.outputs(made))["topics/index.html"].topics
    assert (count.url, count.title) == ("/c/topics/epilepsie-sleep/", "Épilepsie & sleep")

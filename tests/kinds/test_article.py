"""Articles."""

from __future__ import annotations

from site_builder.kinds import article as kind
from site_builder.kinds.article import ArticleView
from site_builder.model.document import Document
from site_builder.model.front_matter import Image
from site_builder.model.output import Page
from site_builder.model.site import Card, Crumb, Person, Review, Standing, TocEntry
from site_builder.numbering import numbered
from tests.builders import (
    PICTURE,
    article,
    by_path,
    cites,
    day,
    heading,
    materials,
    options,
    question,
    site,
    words,
)


def views(*documents: Document) -> dict[str, ArticleView]:
    """Return the view of each article by its path."""
    return by_path(kind.outputs(site(*documents, shown=materials(sources=["a2020", "b2020", "c2020"]))))


def view(document: Document, *others: Document) -> ArticleView:
    """Return the view of the article `document`."""
    return views(document, *others)[f"articles/{document.name}/index.html"]


def test_an_article_stands_under_articles_in_a_folder_of_its_name() -> None:
    [output] = kind.outputs(site(article("sleep"), run=options(base_url="https://host.example/clinic")))
    assert isinstance(output, Page)
    assert (output.path, output.source, output.template) == (
        "articles/sleep/index.html",
        "content/articles/sleep.md",
        "layouts/article.html",
    )
    head = output.view.head
    assert (head.url, head.section) == ("/clinic/articles/sleep/", "/clinic/articles/")
    assert head.crumbs == (Crumb("/clinic/articles/", "Articles"),)
    assert (head.title, head.description) == ("About sleep", "What there is to know of sleep.")


def test_its_slug_takes_the_place_of_its_name() -> None:
    assert list(views(article("sleep", slug="good-nights"))) == ["articles/good-nights/index.html"]


def test_drafts_held_and_expired_articles_have_no_page() -> None:
    made = views(
        article("draft", draft=True),
        article("held", publish_on=day("2026-11-21")),
        article("expired", expires=day("2026-11-20")),
    )
    assert made == {}


def test_it_names_author_and_reviewer() -> None:
    made = view(article(author="", reviewed=day("2026-10-02"), reviewed_by="doctor"))
    assert made.author == Person("Editorial team", "Medical writers", "")
    assert made.review == Review(
        Person("Medical director", "MD", ""), day("2026-10-02"), day("2027-10-02"), Standing.CURRENT
    )


def test_a_review_whose_day_has_passed_is_overdue_from_the_day_after() -> None:
    on_the_day = view(article(review_due=day("2026-11-20"))).review
    after = view(article(review_due=day("2026-11-19"))).review
    assert on_the_day is not None
    assert after is not None
    assert (on_the_day.standing, after.standing) == (Standing.CURRENT, Standing.OVERDUE)


def test_sources_are_numbered_through_key_points_text_and_answers() -> None:
    asked = question("q", citations=(cites("c2020"), cites("a2020", (9, 1), (9, 8))))
    document = article(citations=(cites("b2020"), cites("a2020", (9, 1))), points=(words("First."),), questions=("q",))
    made = numbered(view(document, asked))
    assert made.key_points == (words("First."),)
    assert made.prose.numbers == ((1, 0), (2, 0))
    assert made.answers[0].prose.numbers == ((3, 0), (2, 1))
    assert [(entry.number, entry.key, entry.marks) for entry in made.references] == [
        (1, "b2020", 1),
        (2, "a2020", 3),
        (3, "c2020", 1),
    ]


def test_its_questions_come_in_the_order_in_which_it_names_them() -> None:
    document = article(questions=("z", "gone", "draft", "a"))
    made = view(document, question("a"), question("z"), question("draft", draft=True))
    assert [(answer.id, answer.url) for answer in made.answers] == [("z", "/faq/#z"), ("a", "/faq/#a")]


def test_the_table_of_contents_has_two_levels() -> None:
    made = view(article(headings=(heading(2, "One"), heading(3, "Two"), heading(4, "Three"))))
    assert made.toc == (TocEntry(2, "one", "One"), TocEntry(3, "two", "Two"))


def test_its_picture_is_found_beside_it_or_is_an_empty_one() -> None:
    shown = materials(pictures=["content/articles/room.png"])
    there, missing = (
        article("there", image=Image("room.png", "A room", "Our room")),
        article("missing", image=Image("gone.png", "Nothing")),
    )
    made = by_path(kind.outputs(site(there, missing, article("plain"), shown=shown)))
    image = made["articles/there/index.html"].image
    assert (image.picture, image.alt, image.caption) == (PICTURE, "A room", "Our room")
    assert made["articles/missing/index.html"].image.picture.files == ()
    assert made["articles/plain/index.html"].image is None


def test_each_topic_is_shown_once_under_its_one_title_however_it_is_spelled() -> None:
    made = view(article(topics=("Side effects", "side-effects", "Sleep")))
    assert made.topics == (Card("/topics/side-effects/", "Side effects"), Card("/topics/sleep/", "Sleep"))


def test_a_sponsor_is_named() -> None:
    assert view(article(sponsored="Example Pharma")).sponsor == "Example Pharma"


def test_what_its_writer_names_is_read_next() -> None:
    made = view(article(related=("c", "a")), article("a"), article("b"), article("c"))
    assert [card.url for card in made.related] == ["/articles/c/", "/articles/a/"]

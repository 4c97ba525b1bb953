"""plan: documents → the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.model.document import Document
from site_builder.model.site import Card, Target
from site_builder.stages.plan import page_path, page_url, title_of
from tests.builders import article, cites, day, link, options, page, question, service, site, unreadable


class TestAddresses:
    @pytest.mark.parametrize(
        ("document", "path", "url"),
        [
            (page("index"), "", "/c/"),
            (page("about"), "about", "/c/about/"),
            (page("Über uns"), "uber-uns", "/c/uber-uns/"),
            (article("sleep"), "articles/sleep", "/c/articles/sleep/"),
            (article("Sleep_Well"), "articles/sleep-well", "/c/articles/sleep-well/"),
            (article("sleep", slug="night"), "articles/night", "/c/articles/night/"),
            (service("tele"), "services/tele", "/c/services/tele/"),
            (question("can-i"), "faq/#can-i", "/c/faq/#can-i"),
        ],
    )
    def test_every_kind_has_its_place(self, document: Document, path: str, url: str) -> None:
        assert page_path(document) == path
        assert page_url(path, "/c/") == url

    def test_a_base_url_of_the_run_comes_before_that_of_the_clinic(self) -> None:
        made = site(article("a"), run=options(base_url="https://other.example/x"))
        assert (made.origin, made.base) == ("https://other.example", "/x/")
        assert made.articles[0].url == "/x/articles/a/"


class TestWhatIsPublished:
    DOCUMENTS = (
        article("fine"),
        article("draft", draft=True),
        article("held", publish_on=day("2026-11-21")),
        article("expired", expires=day("2026-11-20")),
        article("both", draft=True, date=day("2027-01-01")),
    )

    @pytest.mark.parametrize(
        ("drafts", "future", "names"),
        [
            (False, False, {"fine"}),
            (True, False, {"fine", "draft"}),
            (False, True, {"fine", "held"}),
            (True, True, {"fine", "draft", "held", "both"}),
        ],
    )
    def test_drafts_held_and_expired_articles_are_not(self, drafts: bool, future: bool, names: set[str]) -> None:
        made = site(*self.DOCUMENTS, run=options(drafts=drafts, future=future))
        assert {entry.document.name for entry in made.articles} == names

    def test_links_to_what_is_not_know_why(self) -> None:
        targets = site(*self.DOCUMENTS).targets
        assert targets["content/articles/fine.md"] == Target("/articles/fine/", "About fine", ())
        assert targets["content/articles/draft.md"] == Target("", "About draft", (), "it is a draft")
        assert targets["content/articles/held.md"].why == "it is held until 2026-11-21"
        assert targets["content/articles/expired.md"].why == "it expired on 2026-11-20"
        assert [path for path, target in targets.items() if target.timely] == ["content/articles/expired.md"]

    def test_a_draft_of_every_kind_is_in_no_list(self) -> None:
        made = site(
            article(draft=True, topics=("rest",)),
            question(draft=True),
            service(draft=True),
            page("consultation", layout="consultation", draft=True),
        )
        assert (made.articles, made.questions, made.services, made.pages, made.topics) == ((), (), (), (), ())
        assert made.frame.consultation_url == ""

    def test_a_file_that_cannot_be_read_has_no_page_and_says_why(self) -> None:
        made = site(unreadable("content/articles/broken.md"))
        assert made.articles == ()
        assert made.targets["content/articles/broken.md"] == Target("", "broken", (), "its front matter cannot be used")

    @pytest.mark.parametrize(
        ("make", "path"),
        [
            (article, "content/articles/a.es.md"),
            (article, "content/articles/a/index.es.md"),
            (question, "content/faq/a.es.md"),
            (service, "content/services/a.es.md"),
            (page, "content/a.es.md"),
        ],
    )
    def test_translations_are_left_for_later(self, make: Callable[..., Document], path: str) -> None:
        made = site(make("a", path=path, language="es"))
        assert (made.articles, made.questions, made.services, made.pages) == ((), (), (), ())
        assert made.targets == {}


class TestOrder:
    def test_articles_are_newest_first_then_by_name(self) -> None:
        made = site(
            article("c"), article("b"), article("a", date=day("2026-01-01")), article("d", date=day("2026-11-01"))
        )
        assert [entry.document.name for entry in made.articles] == ["d", "b", "c", "a"]

    def test_questions_and_services_follow_their_order_then_their_name(self) -> None:
        made = site(
            *[question(name, order=order) for name, order in [("d", None), ("c", 2), ("b", None), ("a", 2), ("e", 0)]]
        )
        assert [entry.document.name for entry in made.questions] == ["e", "a", "c", "b", "d"]

    def test_a_document_gives_the_same_site_in_any_company(self) -> None:
        alone, among = site(article("a")), site(article("a"), article("b"), question())
        assert alone.articles[0] in among.articles


class TestWhatPagesKnowOfEachOther:
    def test_is_a_card(self) -> None:
        made = site(article("a"), question("can-i"), service("s"), page("about"))
        assert made.articles[0].card == Card(
            "/articles/a/", "About a", "What there is to know of a.", day("2026-10-01")
        )
        assert made.questions[0].card == Card("/faq/#can-i", "Can i?")
        assert made.services[0].card == Card("/services/s/", "Our s", "What we do in the s.")
        assert made.pages[0].card == Card("/about/", "The about page", "All about about.")

    def test_links_between_them_are_resolved_whatever_comes_first(self) -> None:
        made = site(article("a", links=(link("b.md"),)), article("b", links=(link("a.md"),)))
        assert {entry.document.name: entry.prose.links for entry in made.articles} == {
            "a": ("/articles/b/",),
            "b": ("/articles/a/",),
        }

    def test_a_new_body_changes_the_text_of_one_entry_only(self) -> None:
        before = site(article("a"), article("b", links=(link("a.md"),), topics=("rest",)))
        after = site(
            article("a", text=b"new", citations=(cites("x"),)), article("b", links=(link("a.md"),), topics=("rest",))
        )
        changed = [old.document.name for old, new in zip(before.articles, after.articles, strict=True) if old != new]
        assert changed == ["a"]
        assert before.frame == after.frame

    def test_a_title_is_the_title_or_the_question(self) -> None:
        titles = [title_of(each.fields) for each in (article("a"), question("can-i")) if each.fields]
        assert titles == ["About a", "Can i?"]


class TestTopics:
    def test_articles_and_questions_share_them(self) -> None:
        made = site(article("a", topics=("Side effects",)), question("q", topic="side effects"))
        [topic] = made.topics
        assert (topic.slug, topic.title, topic.url) == ("side-effects", "Side effects", "/topics/side-effects/")
        assert (topic.articles, topic.questions) == (made.articles, made.questions)

    def test_they_are_sorted_by_address(self) -> None:
        made = site(article("a", topics=("Zen", "art", "Épilepsie")))
        assert [topic.slug for topic in made.topics] == ["art", "epilepsie", "zen"]

    def test_one_without_a_latin_letter_has_no_page(self) -> None:
        assert site(article("a", topics=("睡眠",))).topics == ()


def test_the_consultation_is_the_first_published_page_of_that_layout() -> None:
    made = site(
        page("a", layout="consultation", draft=True),
        page("b", layout="consultation"),
        page("c", layout="consultation"),
        run=options(base_url="https://host.example/c/"),
    )
    assert made.frame.consultation_url == "/c/b/"

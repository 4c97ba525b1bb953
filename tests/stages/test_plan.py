"""plan: documents → the site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from site_builder.model.config import NavigationItem
from site_builder.model.document import Document
from site_builder.model.figures import Figures
from site_builder.model.inputs import Options
from site_builder.model.site import Card, Site, Target, TimelineBlock, Translated
from site_builder.model.translation import DataTranslation
from site_builder.parts.addresses import page_path
from site_builder.stages.plan import page_url, title_of
from tests.builders import (
    article,
    block,
    cites,
    clinic,
    day,
    link,
    materials,
    options,
    page,
    question,
    service,
    site,
    sites,
    timeline,
    translation,
    unreadable,
)


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
            "/articles/a/", "About a", "What there is to know of a.", day("2026-10-01"), drawing="lantern"
        )
        assert made.questions[0].card == Card("/faq/#can-i", "Can i?")
        assert made.services[0].card == Card("/services/s/", "Our s", "What we do in the s.", drawing="lantern")
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


class TestLanguages:
    SPANISH = clinic(languages=("en", "es"), navigation=(NavigationItem("Articles", "articles/"),))

    def made(self, *documents: Document, run: Options | None = None) -> tuple[Site, Site]:
        english, spanish = sites(*documents, of=self.SPANISH, run=run)
        return english, spanish

    def test_each_has_its_own_folder_below_the_base_of_the_site(self) -> None:
        about = page("about")
        english, spanish = self.made(about, translation(about), run=options(base_url="https://host.example/c"))
        assert (english.base, english.prefix, spanish.base, spanish.prefix) == ("/c/", "", "/c/es/", "es/")
        assert spanish.root == "/c/"
        assert [(each.code, each.name, each.base) for each in spanish.languages] == [
            ("en", "English", "/c/"),
            ("es", "español", "/c/es/"),
        ]
        assert spanish.pages[0].card == Card("/c/es/about/", "Título", "Descripción.")
        assert spanish.frame.navigation[0].url == "/c/es/articles/"

    def test_what_was_not_translated_stands_there_in_its_own_language(self) -> None:
        english, spanish = self.made(article("sleep"))
        [entry] = spanish.articles
        assert entry.card == replace(english.articles[0].card, url="/es/articles/sleep/", language="en")
        assert (entry.language, entry.translated, entry.languages) == ("en", Translated.MISSING, ("en",))

    def test_a_draft_alone_is_as_if_it_were_not_there(self) -> None:
        sleep = article("sleep")
        own = translation(sleep, draft=True)
        _, spanish = self.made(sleep, own)
        assert spanish.articles[0].translated is Translated.MISSING
        _, preview = self.made(sleep, own, run=options(drafts=True))
        assert preview.articles[0].translated is Translated.WHOLE

    @pytest.mark.parametrize(
        "why", [{"draft": True}, {"publish_on": day("2026-11-21")}, {"expires": day("2026-11-20")}]
    )
    def test_an_original_that_is_not_published_takes_its_translations_along(self, why: dict[str, Any]) -> None:
        sleep = article("sleep", **why)
        english, spanish = self.made(sleep, translation(sleep))
        assert english.articles == spanish.articles == ()
        assert spanish.targets["content/articles/sleep.md"].why

    def test_links_lead_to_the_page_in_the_language_of_the_text(self) -> None:
        sleep, about = article("sleep", ids=("why",)), page("about", links=(link("articles/sleep.md#why"),))
        own = translation(sleep, ids=("por-que",))
        english, spanish = self.made(
            sleep,
            own,
            about,
            translation(about, links=(link("articles/sleep.md#por-que"), link("articles/sleep.es.md"))),
        )
        assert english.pages[0].prose.links == ("/articles/sleep/#why",)
        assert spanish.pages[0].prose.links == ("/es/articles/sleep/#por-que", "/es/articles/sleep/")
        assert english.targets["content/articles/sleep.md"].ids == ("why",)
        assert spanish.targets["content/articles/sleep.md"].ids == ("por-que",)

    def test_a_text_in_one_language_may_lead_to_a_page_in_another(self) -> None:
        sleep, about = article("sleep"), page("about", links=(link("articles/sleep.es.md"),))
        english, _ = self.made(sleep, translation(sleep), about)
        assert english.pages[0].prose.links == ("/es/articles/sleep/",)

    def test_topics_keep_their_addresses_and_have_the_words_of_translations(self) -> None:
        sleep = article("sleep", topics=("rest", "night"))
        _, spanish = self.made(sleep, translation(sleep, topics=("descanso",)))
        assert [(topic.slug, topic.title, topic.url, topic.language) for topic in spanish.topics] == [
            ("night", "night", "/es/topics/night/", "en"),
            ("rest", "descanso", "/es/topics/rest/", ""),
        ]

    def test_a_text_that_was_not_translated_shows_the_data_of_the_originals(self) -> None:
        sleep = article("sleep", blocks=(block("timeline", figure="course"),))
        own = translation(sleep, blocks=sleep.blocks)
        shown = materials(sources=("zarate2006", "lee2020"), drawn=Figures({"course": timeline()}))
        data = [DataTranslation("es", figures=Figures({"course": timeline(title="El curso")}))]
        for documents, title in (((sleep,), "Onset"), ((sleep, own), "El curso")):
            _, spanish = sites(*documents, of=self.SPANISH, shown=shown, data=data)
            made = spanish.articles[0].prose.blocks[0].block
            assert isinstance(made, TimelineBlock)
            assert (made.title, made.language) == (title, "")
        _, spanish = sites(sleep, own, of=self.SPANISH, shown=shown)
        made = spanish.articles[0].prose.blocks[0].block
        assert isinstance(made, TimelineBlock)
        assert (made.title, made.language) == ("Onset", "en")

    def test_a_site_in_one_language_has_nothing_to_do_with_others(self) -> None:
        [made] = sites(article("sleep"))
        assert (made.frame.languages, made.articles[0].languages) == ((), ())

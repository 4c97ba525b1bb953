"""A language of the site, of what was translated into it and of its originals."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from site_builder.model.config import ClinicTranslation, Crisis, CrisisTranslation, NavigationItem, Person
from site_builder.model.document import Document
from site_builder.model.figures import Figures
from site_builder.model.front_matter import Image, TranslatedImage
from site_builder.parts.translation import (
    foreign,
    ignored,
    topic_titles,
    translated,
    translated_clinic,
    translated_comparison,
    translated_figures,
)
from tests.builders import article, cell, clinic, comparison, day, icon_array, question, service, timeline, translation


def fields(document: Document) -> Any:
    """Return the front matter of a document, of whatever kind it is."""
    return document.fields


class TestFields:
    ORIGINAL = article(
        author="writer",
        topics=("rest",),
        related=("dreams",),
        slug="well",
        aliases=("/old/",),
        updated=day("2026-10-05"),
        regulatory_as_of=day("2026-10-06"),
        review_digest="0123",
        image=Image("room.png", "A room", "Ours"),
    )

    def test_it_says_what_it_gives_and_leaves_the_rest_to_its_original(self) -> None:
        assert fields(translated(self.ORIGINAL, translation(self.ORIGINAL))) == replace(
            fields(self.ORIGINAL),
            title="Título",
            description="Descripción.",
            reviewed=None,
            reviewed_by="",
            review_digest="",
        )

    def test_its_review_is_its_own(self) -> None:
        own = translation(self.ORIGINAL, reviewed=day("2026-11-01"), reviewed_by="doctor", review_digest="4567")
        made = fields(translated(self.ORIGINAL, own))
        assert (made.reviewed, made.review_digest) == (day("2026-11-01"), "4567")

    def test_its_topics_give_words_and_no_addresses(self) -> None:
        own = translation(self.ORIGINAL, topics=("descanso",))
        assert fields(translated(self.ORIGINAL, own)).topics == ("rest",)
        assert topic_titles([(fields(self.ORIGINAL), fields(own))]) == {"rest": "descanso"}

    @pytest.mark.parametrize(
        ("own", "made"),
        [
            (None, Image("room.png", "A room", "Ours")),
            (TranslatedImage("Una sala"), Image("room.png", "Una sala", "Ours")),
            (TranslatedImage("Una sala", "La nuestra", src="sala.png"), Image("sala.png", "Una sala", "La nuestra")),
        ],
    )
    def test_its_picture_is_that_of_the_original_with_its_own_words(self, own: TranslatedImage, made: Image) -> None:
        assert fields(translated(self.ORIGINAL, translation(self.ORIGINAL, image=own))).image == made

    def test_words_for_a_picture_that_the_original_has_not_show_nothing(self) -> None:
        original = service()
        assert fields(translated(original, translation(original, image=TranslatedImage("Una sala")))).image is None

    @pytest.mark.parametrize(
        ("given", "names"),
        [
            ({}, []),
            ({"slug": "well", "author": "writer", "date": day("2026-10-01")}, []),
            ({"slug": "bien"}, ["slug"]),
            ({"related": ("dreams", "naps"), "date": day("2026-10-02")}, ["date", "related"]),
            ({"draft": True, "updated": day("2026-11-01")}, []),
        ],
    )
    def test_what_counts_in_the_original_only_is_known(self, given: dict[str, Any], names: list[str]) -> None:
        assert [*ignored(fields(self.ORIGINAL), fields(translation(self.ORIGINAL, **given)))] == names

    def test_a_question_gives_its_topic_words_too(self) -> None:
        original = question(topic="rest")
        own: Document = translation(original, topic="descanso")
        assert topic_titles([(fields(original), fields(own))]) == {"rest": "descanso"}
        assert fields(translated(original, own)).topic == "rest"


class TestClinic:
    ORIGINAL = clinic(
        disclaimer="General information.",
        crisis=Crisis(message="Call 988 or 911."),
        navigation=(NavigationItem("Articles", "articles/"), NavigationItem("Book", "consultation.md")),
    )

    def test_what_is_given_is_said_and_the_rest_stays(self) -> None:
        own = ClinicTranslation(
            tagline="Escuchamos.",
            crisis=CrisisTranslation(message="Llame al 988 o al 911."),
            people={"doctor": Person("Directora médica", "Médica")},
            navigation=(NavigationItem("Artículos", "articles/"),),
        )
        made = translated_clinic(self.ORIGINAL, own)
        assert (made.name, made.tagline, made.disclaimer) == ("Clinic & Sons", "Escuchamos.", "General information.")
        assert made.crisis == Crisis(message="Llame al 988 o al 911.")
        assert made.people["doctor"].role == "Directora médica"
        assert made.people["writer"].role == "Editorial team"
        assert [item.label for item in made.navigation] == ["Artículos", "Book"]
        assert foreign(self.ORIGINAL, made) == ("disclaimer", "navigation.consultation.md")

    def test_what_the_clinic_says_once_for_all_languages_stays(self) -> None:
        own = ClinicTranslation(url="https://otra.example", languages=("fr",), phone="(503) 555-0143")
        made = translated_clinic(self.ORIGINAL, own)
        assert (made.url, made.languages, made.phone) == (self.ORIGINAL.url, ("en",), "(503) 555-0143")

    def test_without_a_translation_every_word_is_the_original_s(self) -> None:
        assert translated_clinic(self.ORIGINAL, None) == self.ORIGINAL
        assert "crisis" in foreign(self.ORIGINAL, self.ORIGINAL)


class TestComparison:
    ORIGINAL = comparison(cost=(cell("Cheap."), cell("Dear.")), onset=(cell("Slow."), cell("Fast.")))

    def test_columns_and_rows_stand_as_in_the_original(self) -> None:
        own = comparison(columns=("spray", "pill"), onset=(cell("Pronto."), cell("Despacio.")))
        made = translated_comparison(self.ORIGINAL, own, "en")
        assert made is not None
        assert [treatment.key for treatment in made.treatments] == ["pill", "spray"]
        cost, onset = made.aspects
        assert [each.text.pieces for each in onset.cells] == [("Despacio.",), ("Pronto.",)]
        assert (cost.language, onset.language, made.language) == ("en", "", "")
        assert [each.text.pieces for each in cost.cells] == [("Cheap.",), ("Dear.",)]

    def test_one_that_lacks_a_treatment_is_not_shown(self) -> None:
        made = translated_comparison(self.ORIGINAL, comparison(columns=("pill",), cost=(cell("Barata."),)), "en")
        assert made == replace(self.ORIGINAL, language="en")

    def test_without_a_translation_the_whole_is_in_the_original_s_language(self) -> None:
        assert translated_comparison(self.ORIGINAL, None, "en") == replace(self.ORIGINAL, language="en")
        assert translated_comparison(None, self.ORIGINAL, "en") is None


class TestFigures:
    ORIGINAL = Figures({"course": timeline()}, {"remission": icon_array()})

    def test_a_figure_is_shown_in_other_words(self) -> None:
        own = Figures({"course": timeline(title="El curso")}, {"remission": icon_array(title="Remisión")})
        made = translated_figures(self.ORIGINAL, own, "en")
        assert (made.timelines["course"].title, made.icon_arrays["remission"].title) == ("El curso", "Remisión")
        assert made.languages == {}

    @pytest.mark.parametrize("other", [{"of_100_with": 84.2}, {"citations": ("other2020",)}])
    def test_one_with_other_numbers_or_sources_is_not(self, other: dict[str, Any]) -> None:
        own = Figures(icon_arrays={"remission": icon_array(title="Remisión", **other)})
        made = translated_figures(self.ORIGINAL, own, "en")
        assert made.icon_arrays["remission"].title == "Remission"
        assert made.languages == {"course": "en", "remission": "en"}

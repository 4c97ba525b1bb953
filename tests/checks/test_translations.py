"""Translations and their originals."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from site_builder.checks.translations import (
    are_known,
    are_reviewed,
    are_whole,
    cite_the_same,
    clinic_is_translated,
    clinics_agree,
    comparisons_agree,
    fields_count,
    figures_agree,
    show_the_same,
    topics_are_one,
)
from site_builder.model.config import ClinicTranslation, CrisisTranslation, NavigationItem, Person
from site_builder.model.figures import Figures
from site_builder.model.front_matter import Image, TranslatedImage
from site_builder.model.problem import Place
from site_builder.model.translation import DataTranslation
from tests.builders import (
    article,
    cell,
    cites,
    clinic,
    comparison,
    day,
    icon_array,
    materials,
    page,
    question,
    survey,
    timeline,
    translation,
)
from tests.builders import block as shown_block
from tests.checks.case import Case

SPANISH = clinic(languages=("en", "es"), navigation=(NavigationItem("Articles", "articles/"),))
SLEEP = article("sleep")
COMPARED = comparison(cost=(cell(sources=[cites("lee2020")]), cell()))
DRAWN = Figures({"course": timeline()}, {"remission": icon_array()})

KNOWN = (
    Case("no translation", are_known, survey(SLEEP)),
    Case("a translation beside its original", are_known, survey(SLEEP, translation(SLEEP), of=SPANISH)),
    Case(
        "two translations of one text",
        are_known,
        survey(
            SLEEP,
            translation(SLEEP),
            msgspec.structs.replace(translation(SLEEP), path="content/articles/sleep/index.es.md"),
            of=SPANISH,
        ),
        """
        content/articles/sleep/index.es.md:1:1: error[translation-repeated] This is a second translation of the same text: content/articles/sleep.es.md is one already.
            hint: Keep one of the two files.
        """,
    ),
    Case(
        "a translation without its original",
        are_known,
        survey(translation(SLEEP), of=SPANISH),
        """
        content/articles/sleep.es.md:1:1: error[translation-orphaned] This is a translation, and its original is not there.
            hint: Put the original beside it, under the same name without the language.
        """,
    ),
    Case(
        "a language that the clinic does not speak",
        are_known,
        survey(SLEEP, translation(SLEEP, "de"), of=SPANISH),
        """
        content/articles/sleep.de.md:1:1: error[language-unknown] 'de' in the file's name stands for a language that content/clinic.yaml does not name.
            hint: Add it to `languages` there, or take the dot out of the file's name.
        """,
    ),
    Case(
        "the language of the originals",
        are_known,
        survey(SLEEP, translation(SLEEP, "en"), of=SPANISH),
        """
        content/articles/sleep.en.md:1:1: error[language-unknown] 'en' in the file's name stands for the language of the originals.
            hint: Take it out of the file's name, or name another language first in content/clinic.yaml.
        """,
    ),
    Case(
        "a data file in a language that the clinic does not speak",
        are_known,
        survey(of=SPANISH, data=[DataTranslation("de", clinic=ClinicTranslation())]),
        """
        content/clinic.de.yaml:1:1: error[language-unknown] 'de' in the file's name stands for a language that content/clinic.yaml does not name.
            hint: Add it to `languages` there, or take the dot out of the file's name.
        """,
    ),
)

TEXTS = (
    Case(
        "the same sources",
        cite_the_same,
        survey(
            article("sleep", citations=(cites("lee2020"),)),
            translation(SLEEP, citations=(cites("lee2020", (4, 2), (9, 9)),)),
            of=SPANISH,
        ),
    ),
    Case(
        "other sources",
        cite_the_same,
        survey(
            article("sleep", citations=(cites("lee2020"), cites("kim2021"))),
            translation(SLEEP, citations=(cites("lee2020"), cites("moe2019", (12, 7)))),
            of=SPANISH,
        ),
        """
        content/articles/sleep.es.md:12:7: warning[translation-differs] The translation cites 'moe2019', and content/articles/sleep.md does not.
            hint: Cite it there too, or take it out here.
        content/articles/sleep.es.md:1:1: warning[translation-differs] content/articles/sleep.md cites 'kim2021', and the translation does not.
            hint: A translation rests on the same sources as its original. Put [@kim2021] where it belongs.
        """,
    ),
    Case(
        "blocks with other words and the same data",
        show_the_same,
        survey(
            article(
                "sleep", blocks=(shown_block("timeline", figure="course"), shown_block("consultation", heading="Ask"))
            ),
            translation(
                SLEEP,
                blocks=(shown_block("timeline", figure="course"), shown_block("consultation", heading="Pregunte")),
            ),
            of=SPANISH,
        ),
    ),
    Case(
        "other blocks",
        show_the_same,
        survey(
            article("sleep", blocks=(shown_block("timeline", figure="course"),)),
            translation(SLEEP, blocks=(shown_block("timeline", figure="other"),)),
            of=SPANISH,
        ),
        """
        content/articles/sleep.es.md:9:1: warning[translation-differs] The translation shows a block 'timeline' that content/articles/sleep.md does not show.
            hint: Show the same, or take it out.
        content/articles/sleep.es.md:1:1: warning[translation-differs] content/articles/sleep.md shows a block 'timeline' that the translation does not show.
            hint: Show it, with the same figure, rows and columns.
        """,
    ),
    Case(
        "a field that counts in the original only",
        fields_count,
        survey(SLEEP, translation(SLEEP, slug="sueno", place={"slug": (4, 7)}), of=SPANISH),
        """
        content/articles/sleep.es.md:4:7: warning[translation-differs] “slug” counts in content/articles/sleep.md only, and says something else there.
            hint: Take it out of the translation.
        """,
    ),
    Case(
        "a field that says what the original says",
        fields_count,
        survey(SLEEP, translation(SLEEP, date=day("2026-10-01")), of=SPANISH),
    ),
    Case(
        "everything above the text",
        are_whole,
        survey(
            article("sleep", topics=("rest",), key_points=("One.",), image=Image("a.png", "A")),
            translation(SLEEP, topics=("descanso",), key_points=("Uno.",), image=TranslatedImage("Una")),
            of=SPANISH,
        ),
    ),
    Case(
        "something left out above the text",
        are_whole,
        survey(
            article("sleep", topics=("rest", "night"), key_points=("One.",), image=Image("a.png", "A")),
            translation(SLEEP, topics=("descanso",), place={"topics": (3, 9)}),
            question("q"),
            translation(question("q")),
            of=SPANISH,
        ),
        """
        content/articles/sleep.es.md:3:9: warning[translation-differs] The translation has 1 topics, and content/articles/sleep.md has 2.
            hint: Translate each, in the same order.
        content/articles/sleep.es.md:1:1: warning[translation-differs] The translation has 0 key_points, and content/articles/sleep.md has 1.
            hint: Translate each, in the same order.
        content/articles/sleep.es.md:1:1: warning[translation-differs] The picture at the head of the page has its words in the language of the original.
            hint: Add image: with alt: and caption: in this language; its file need not be named.
        content/faq/q.es.md:1:1: warning[translation-differs] The topic was not translated.
            hint: Add topic: in this language.
        """,
    ),
    Case(
        "a review of its own",
        are_reviewed,
        survey(
            SLEEP,
            translation(SLEEP, reviewed=day("2026-11-01"), reviewed_by="doctor"),
            page("about"),
            translation(page("about")),
            of=SPANISH,
        ),
    ),
    Case(
        "no review of its own",
        are_reviewed,
        survey(SLEEP, translation(SLEEP, reviewed_by="doctor"), of=SPANISH),
        """
        content/articles/sleep.es.md:1:1: warning[review-missing] The field “reviewed” is missing: a translation has a medical review of its own.
            hint: Have it reviewed, then run: site-builder review content/articles/sleep.es.md --by KEY
        """,
    ),
    Case(
        "one topic under one name",
        topics_are_one,
        survey(
            article("sleep", topics=("rest",)),
            translation(SLEEP, topics=("descanso",)),
            question("q", topic="Rest"),
            translation(question("q"), topic="descanso"),
            of=SPANISH,
        ),
    ),
    Case(
        "one topic under two names",
        topics_are_one,
        survey(
            article("sleep", topics=("rest",)),
            translation(SLEEP, topics=("descanso",)),
            question("q", topic="Rest"),
            translation(question("q"), topic="reposo", place={"topic": (4, 8)}),
            of=SPANISH,
        ),
        """
        content/faq/q.es.md:4:8: warning[translation-differs] The topic 'Rest' is called 'reposo' here, and 'descanso' in content/articles/sleep.es.md.
            hint: Call it the same everywhere.
        """,
    ),
)

WORDS = ClinicTranslation(crisis=CrisisTranslation(message="Llame al 988 o al 911."))

DATA = (
    Case(
        "the words of the clinic",
        clinic_is_translated,
        survey(of=SPANISH, data=[DataTranslation("es", clinic=WORDS)]),
    ),
    Case(
        "no words of the clinic",
        clinic_is_translated,
        survey(of=SPANISH, clinic_place={"languages.1": (70, 17)}),
        """
        content/clinic.yaml:70:17: warning[translation-missing] There is no content/clinic.es.yaml, so help in a crisis and the menu stand in another language on its pages.
            hint: Write it: crisis, disclaimer, tagline, navigation and footer, as in content/clinic.yaml.
        """,
    ),
    Case("a language that is none", clinic_is_translated, survey(of=clinic(languages=("en", "deutsch")))),
    Case(
        "nothing that the clinic does not name",
        clinics_agree,
        survey(of=SPANISH, data=[DataTranslation("es", clinic=WORDS)]),
    ),
    Case(
        "what the clinic does not name",
        clinics_agree,
        survey(
            of=SPANISH,
            data=[
                DataTranslation(
                    "es",
                    clinic=ClinicTranslation(
                        url="https://otra.example",
                        people={"doctr": Person("Médica", "Médica")},
                        navigation=(NavigationItem("Artículos", "article/"),),
                        crisis=CrisisTranslation(message="Llame al 988."),
                    ),
                    clinic_places=(
                        ("url", Place(2, 6)),
                        ("people.doctr", Place(4, 5)),
                        ("navigation.0.page", Place(8, 11)),
                        ("crisis.message", Place(10, 12)),
                    ),
                )
            ],
        ),
        """
        content/clinic.es.yaml:2:6: warning[translation-differs] “url” counts in content/clinic.yaml only.
            hint: Take it out of the translation.
        content/clinic.es.yaml:4:5: warning[translation-differs] content/clinic.yaml has nobody under the key 'doctr'.
            hint: Did you mean doctor?
        content/clinic.es.yaml:8:11: warning[translation-differs] The navigation of content/clinic.yaml does not lead to 'article/'.
            hint: Did you mean articles/?
        content/clinic.es.yaml:10:12: error[crisis-number-missing] The message for a crisis does not give the number 911.
            hint: Name both: whom to call or text at any time, and whom to call where there is danger now.
        """,
    ),
    Case(
        "the same table",
        comparisons_agree,
        survey(of=SPANISH, shown=materials(compared=COMPARED), data=[DataTranslation("es", comparison=COMPARED)]),
    ),
    Case(
        "another table",
        comparisons_agree,
        survey(
            of=SPANISH,
            shown=materials(compared=COMPARED),
            data=[
                DataTranslation(
                    "es",
                    comparison=comparison(
                        columns=("pill", "tea"),
                        cost=(cell(sources=[cites("moe2019")]), cell()),
                        taste=(cell(), cell()),
                    ),
                    comparison_places=(
                        ("treatments", Place(5, 3)),
                        ("treatments.tea", Place(8, 5)),
                        ("aspects.taste", Place(20, 5)),
                        ("aspects.cost.cells.pill", Place(14, 13)),
                    ),
                )
            ],
        ),
        """
        content/treatments.es.yaml:8:5: warning[translation-differs] content/treatments.yaml has no 'tea' among its treatments.
            hint: Use the same keys.
        content/treatments.es.yaml:5:3: warning[translation-differs] 'spray' of content/treatments.yaml was not translated.
            hint: Add spray: with its words; until then the page shows those of the original.
        content/treatments.es.yaml:20:5: warning[translation-differs] content/treatments.yaml has no 'taste' among its aspects.
            hint: Use the same keys.
        content/treatments.es.yaml:14:13: warning[translation-differs] The original cites 'lee2020' in this cell.
            hint: A translation rests on the same sources as its original. Add [@lee2020].
        content/treatments.es.yaml:14:13: warning[translation-differs] The original does not cite 'moe2019' in this cell.
            hint: A translation rests on the same sources as its original. Take it out.
        """,
    ),
    Case(
        "the same figures",
        figures_agree,
        survey(of=SPANISH, shown=materials(drawn=DRAWN), data=[DataTranslation("es", figures=DRAWN)]),
    ),
    Case(
        "other figures",
        figures_agree,
        survey(
            of=SPANISH,
            shown=materials(drawn=DRAWN),
            data=[
                DataTranslation(
                    "es",
                    figures=Figures(
                        icon_arrays={"remission": icon_array(of_100_with=84.2), "relapse": icon_array()},
                        named=(("remission", Place(3, 3)), ("relapse", Place(20, 3))),
                    ),
                )
            ],
        ),
        """
        content/figures.es.yaml:1:1: warning[translation-differs] The figure 'course' of content/figures.yaml was not translated.
            hint: Until it is, the page shows it in the words of the original.
        content/figures.es.yaml:3:3: warning[translation-differs] The figure 'remission' has other numbers, times or sources than in content/figures.yaml.
            hint: Copy them from there; until then the page shows the original.
        content/figures.es.yaml:20:3: warning[translation-differs] content/figures.yaml has no figure 'relapse'.
            hint: Use the same names.
        """,
    ),
)


CASES = (*KNOWN, *TEXTS, *DATA)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_translations(case: Case) -> None:
    assert case.heard == case.expected


def test_a_draft_and_what_is_not_translated_are_left_in_peace() -> None:
    own = translation(SLEEP, draft=True)
    assert [*are_reviewed(survey(SLEEP, own, page("about"), of=SPANISH))] == []


def test_a_translation_that_cannot_be_read_is_not_compared() -> None:
    broken = replace(translation(SLEEP), fields=None)
    looked_at = survey(article("sleep", citations=(cites("lee2020"),)), broken, of=SPANISH)
    assert [*cite_the_same(looked_at), *are_whole(looked_at), *are_reviewed(looked_at)] == []

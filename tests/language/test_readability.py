from __future__ import annotations

import pytest

from site_builder.language.readability import Measure, forms, hard_words, is_easy, measure, total

EASY = ("ketamine", "depression", "therapy")


@pytest.mark.parametrize(
    ("sentence", "words", "syllables"),
    [
        ("The drip is slow.", 4, 4),
        ("The doctor gives the treatment.", 5, 7),
        ("It rose from 12 to 1,000 [@zarate2006; @rush2006].", 6, 6),
        ("Half, 64% + 3.5%, fell.[@zarate2006]", 4, 4),
        ("A 12-week plan", 3, 4),
        ("A note[^1] is here.", 4, 4),
        ("Write to help@clinic.example or https://clinic.example now.", 4, 4),
        ("It doesn't hurt, and the nurse's hand is near.", 9, 9),
        ("A well-known drip", 3, 4),
        ("– * | …", 0, 0),
        ("", 0, 0),
    ],
)
def test_words_and_syllables(sentence: str, words: int, syllables: int) -> None:
    assert measure(sentence) == Measure(words, min(words, 1), syllables)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # 0.39 * 9 / 1 + 11.8 * 10 / 9 - 15.59 = 1.03
        (["The nurse sits with you till the doctor comes."], 1.0),
        # 0.39 * 7 / 2 + 11.8 * 24 / 7 - 15.59 = 26.23
        (["Medication requires information.", "Hospital personnel administer medication."], 26.2),
        # 0.39 * 4 / 1 + 11.8 * 4 / 4 - 15.59 < 0
        (["The drip is slow."], 0.0),
        ([], 0.0),
    ],
)
def test_grade_as_counted_by_hand(text: list[str], grade: float) -> None:
    assert total(map(measure, text)).grade == grade


def test_easy_words_count_two_syllables_at_most() -> None:
    assert measure("we treat depression").syllables == 5
    assert measure("we treat depression", EASY).syllables == 4
    assert measure("we treat depressions", EASY).syllables == 4
    assert measure("Depression lifts", EASY).syllables == measure("depression lifts", EASY).syllables == 3


def test_parts_of_a_word_with_hyphens_can_be_easy() -> None:
    assert measure("a depression-focused talk", EASY).syllables < measure("a depression-focused talk").syllables


def test_names_inside_of_a_sentence_count_two_syllables_at_most() -> None:
    assert measure("in California now").syllables == 4
    assert measure("in california now").syllables > 4


def test_the_first_word_is_no_name() -> None:
    assert measure("Medication helps") == measure("medication helps")


@pytest.mark.parametrize("word", ["therapy", "Therapies", "therapy's", "ketamine", "depressions"])
def test_forms_of_easy_words_are_easy(word: str) -> None:
    assert is_easy(word, EASY)


@pytest.mark.parametrize("word", ["therapist", "depress", "esketamine", ""])
def test_other_words_are_not_easy(word: str) -> None:
    assert not is_easy(word, EASY)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("utilize", "utilizing"),
        ("utilize", "utilized"),
        ("comorbidity", "comorbidities"),
        ("permit", "permitted"),
        ("Administer", "administers"),
    ],
)
def test_regular_forms(word: str, form: str) -> None:
    assert form in forms(word)


def test_the_hardest_words_come_first() -> None:
    assert hard_words("Depression needs pharmacological care, and information.") == [
        "pharmacological",
        "information",
        "depression",
    ]
    assert "depression" not in hard_words("depression needs care", EASY)


def test_the_measures_of_parts_add_up() -> None:
    assert total([Measure(3, 1, 4), Measure(2, 1, 2)]) == Measure(5, 2, 6)


def test_a_spanish_text_is_graded_by_its_own_formula() -> None:
    text = "La depresión es una enfermedad común. Hay varios tratamientos. Hable con su médico antes de empezar."
    whole = total([measure(sentence, (), "es") for sentence in text.split(". ")])
    assert (whole, whole.grade_in("es")) == (Measure(16, 3, 33), 6.7)
    assert whole.grade_in("en") == whole.grade
    assert whole.grade_in("de") == 0.0, "there is no formula for it here"


@pytest.mark.parametrize(("syllables", "grade"), [(10, 4.0), (19, 6.2), (24, 11.6), (60, 18.0)])
def test_the_grade_of_a_spanish_text_rises_with_its_syllables(syllables: int, grade: float) -> None:
    assert Measure(10, 1, syllables).grade_in("es") == grade

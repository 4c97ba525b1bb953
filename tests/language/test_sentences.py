from __future__ import annotations

import pytest

from site_builder.language.passages import passages
from site_builder.language.sentences import Sentence, sentences
from site_builder.model.problem import Place


def split(text: str) -> list[Sentence]:
    return [sentence for passage in passages(text, 1) for sentence in sentences(passage)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("What?! Really.", ["What?!", "Really."]),
        ("Wait... what? No… Yes.", ["Wait... what?", "No...", "Yes."]),
        ("Dr. Smith gave e.g. Spravato. It helped.", ["Dr. Smith gave e.g. Spravato.", "It helped."]),
        ("The U.S. Food and Drug Administration.", ["The U.S. Food and Drug Administration."]),
        ("Murrough et al. found it vs. placebo.", ["Murrough et al. found it vs. placebo."]),
        ("J. Smith came. I did too, said I. You did not.", ["J. Smith came.", "I did too, said I.", "You did not."]),
        ("It was 0.5 mg. Then 3.5% more.", ["It was 0.5 mg.", "Then 3.5% more."]),
        ("It is 5. 6 are left.", ["It is 5.", "6 are left."]),
        ("The answer is no. Ask us.", ["The answer is no.", "Ask us."]),
        ("See No. 5. Then go.", ["See No. 5.", "Then go."]),
        ("Pills, drips, etc. Then a talk.", ["Pills, drips, etc.", "Then a talk."]),
        ("“It works.” Then he left.", ['"It works."', "Then he left."]),
        ("“It works.” she said.", ['"It works." she said.']),
        ("(In brackets.) Next.", ["(In brackets.)", "Next."]),
        ("It works.Then it fades.", ["It works.", "Then it fades."]),
        ("Go to www.a.example. Then rest.", ["Go to .", "Then rest."]),
        ("**It works.** *Then* it fades.", ["It works.", "Then it fades."]),
        ("Ayuda. ¿A quién? ¡Pregunte! Él sabe.", ["Ayuda.", "¿A quién?", "¡Pregunte!", "Él sabe."]),
        ("La Dra. Ruiz y el Sr. Ávila, en EE. UU., lo saben.", ["La Dra. Ruiz y el Sr. Ávila, en EE. UU., lo saben."]),
        ("«Funciona». Luego pasó.", ['"Funciona".', "Luego pasó."]),
    ],
)
def test_ends_of_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in split(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It helps [@a]. It fades.", [("It helps [@a].", True), ("It fades.", False)]),
        ("It helps. [@a] It fades.", [("It helps. [@a]", True), ("It fades.", False)]),
        ("It helps.[@a; @b] It fades.", [("It helps.[@a; @b]", True), ("It fades.", False)]),
        ("It helps.[^1] It fades.", [("It helps.[^1]", True), ("It fades.", False)]),
        ("It helps\n[@a]. It fades.", [("It helps [@a].", True), ("It fades.", False)]),
        ("It helps [see](a.md).", [("It helps see.", False)]),
    ],
)
def test_a_source_straight_after_a_sentence_belongs_to_it(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(sentence.text, sentence.is_cited) for sentence in split(text)] == expected


def test_a_sentence_knows_where_it_stands() -> None:
    first, second, third = split("It **helps**. It\nfades. So\nrest.")
    assert (first.place(), second.place(), third.place()) == (Place(1, 1), Place(1, 15), Place(2, 8))
    assert second.place(second.text.index("fades")) == Place(2, 1)


def test_the_source_of_a_row_stands_for_each_of_its_cells() -> None:
    row = split("| Drug | Gain |\n|---|---|\n| 10% | 20% [@a] |\n| 5% | 6% |")
    assert [sentence.text for sentence in row] == ["Drug", "Gain", "10% [@a]", "20% [@a]", "5%", "6%"]
    assert row[2].place() == Place(3, 3)
    assert row[3].place() == Place(3, 9)


def test_an_item_is_a_sentence() -> None:
    assert [sentence.text for sentence in split("Tell us of\n\n- pills\n- drips. All")] == [
        "Tell us of",
        "pills",
        "drips.",
        "All",
    ]

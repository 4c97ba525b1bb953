from __future__ import annotations

import time

import pyphen  # type: ignore[import-untyped]
import pytest

from site_builder.language.syllables import spanish_syllables, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("drip", 1),
        ("doctor", 2),
        ("treatment", 2),
        ("depression", 3),
        ("Depression", 3),
        ("medication", 4),
        ("a", 1),
        ("", 1),
    ],
)
def test_counts(word: str, count: int) -> None:
    assert syllables(word) == count


def test_counts_what_pyphen_counts() -> None:
    words = (
        "ketamine esketamine infusion dissociation randomized hospital evidence sedation certainty people over many"
        " idea area serotonin reuptake inhibitor norepinephrine pharmacological statistically well-being nurse's Zarate"
        " anesthesia bladder insurance appointment psychotherapy naïve"
    ).split()
    theirs = pyphen.Pyphen(lang="en_US")
    assert {word: syllables(word) for word in words} == {word: len(theirs.positions(word)) + 1 for word in words}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ciudad", 2),
        ("país", 2),
        ("día", 2),
        ("tratamiento", 4),
        ("depresión", 3),
        ("siguiente", 3),
        ("muy", 1),
        ("y", 1),
    ],
)
def test_a_spanish_word_has_as_many_syllables_as_it_is_divided_into(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_a_key_that_was_held_down_takes_no_longer_than_a_text() -> None:
    began = time.process_time()
    assert syllables("a" * 50_000) >= 1
    assert time.process_time() - began < 2

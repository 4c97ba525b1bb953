"""A text is known again by its sketch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.sketch import ALIKE, SIZE, is_sketch, likeness, sketch

TEXT = """
Sleep comes in stages, and each night runs through them four or five times. In the first hours most of it is deep. Later
there is more of the kind in which we dream. Nobody knows for certain why we need either of them, but a person who gets
too little of both soon finds it hard to think, to remember and to stay in a good mood. Most adults need seven hours.
"""

OTHER = """
A nap after lunch helps some people and keeps others awake at night. Twenty minutes are enough. Set a clock, lie down in
a room that is not too warm, and get up when it rings, even if you did not sleep. If you need a nap on every day of the
week, tell your doctor about it; there may be a cause that can be treated. Do not drive while you are still drowsy.
"""


def test_an_edit_of_a_few_words_leaves_a_text_alike() -> None:
    edited = TEXT.replace("seven hours", "eight hours").replace("four or five", "five").replace("Nobody", "No one")
    assert likeness(sketch(TEXT), sketch(edited)) >= ALIKE


def test_case_spaces_and_signs_count_for_nothing() -> None:
    assert sketch(TEXT) == sketch(f"  {TEXT.upper().replace(',', ' -')}\r\n")


def test_another_text_is_another() -> None:
    assert likeness(sketch(TEXT), sketch(OTHER)) < ALIKE / 2


def test_a_text_without_words_is_like_none() -> None:
    assert sketch("## ---") == ""
    assert likeness("", "") == 0
    assert likeness("", sketch(TEXT)) == 0


def test_a_word_or_two_are_a_text_too() -> None:
    assert likeness(sketch("Yes."), sketch("yes")) == 1
    assert likeness(sketch("Not yet."), sketch("Not now.")) == 0


@given(st.text())
def test_every_sketch_is_one_and_is_like_itself(text: str) -> None:
    made = sketch(text)
    assert is_sketch(made)
    assert len(made) <= SIZE * 6
    assert likeness(made, made) == (1 if made else 0)


def test_anything_else_is_none() -> None:
    assert not any(map(is_sketch, ("00ff0", "00FF00", "00ff0g", "00ff00" * (SIZE + 1))))

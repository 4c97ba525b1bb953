"""Marks travel through Markdown and leave no trace."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.markup.conversion import Conversion
from site_builder.markup.places import Marks
from site_builder.model.problem import Place
from tests.markup.rendering import PATH, page


def test_a_mark_knows_its_place() -> None:
    body = "# A\n\nText [b](c.md) [@d]\n\n[e]: f.md\n"
    marks = Marks(Conversion(PATH, body, first_line=10))
    text = marks.set(body)
    assert marks.wipe(text) == body
    kinds = {marks[number].kind: marks[number].place for number in range(4)}
    assert kinds == {
        "heading": Place(10, 1),
        "link": Place(12, 6),
        "citation": Place(12, 16),
        "definition": Place(14, 1),
    }


@pytest.mark.parametrize(
    "body",
    [
        "<b>x</b>",
        "<br/>",
        "a <b c",
        "<!-- x -->",
        "<https://a.example>",
        "[a](<b c> 'd')",
        "[a]: <b>",
        "Set\n---",
        "> - ## A",
    ],
)
def test_wiping_brings_the_text_back(body: str) -> None:
    marks = Marks(Conversion(PATH, body))
    assert marks.wipe(marks.set(body)) == body


TOKENS = st.sampled_from(
    [
        *"a [ ] ( ) < > / \\ ` * # : ! @ ; { } | - = \n".split(" "),
        " ",
        "\n\n",
        "](",
        "[@a]",
        "[@a; @b]",
        "## ",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "[x]: ",
        "[^1]",
        "[^1]: ",
        "`",
        "```\n",
        "    ",
        "> ",
        "- ",
        "/// note\n",
        "///\n",
        "{: .a }",
        "&amp;",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TOKENS, max_size=20).map("".join))
def test_no_mark_is_ever_left(body: str) -> None:
    made = page(body)
    assert not any("\\ue00" in repr(part) for part in made)

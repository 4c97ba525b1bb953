"""Words that a new file begins with, and files without any."""

from __future__ import annotations

import pytest

from site_builder.checks.placeholders import are_gone, texts_are_there
from site_builder.model.front_matter import Image
from site_builder.model.starting_text import BODIES, PICTURE_PLACEHOLDER, PLACEHOLDER
from tests.builders import article, page, question, survey
from tests.checks.case import Case

ARTICLE = BODIES["article"].partition("\n")[0]

CASES = (
    Case("own words, and a draft", are_gone, survey(article(), article("begun", description=PLACEHOLDER, draft=True))),
    Case(
        "what was begun and is published",
        are_gone,
        survey(
            article("a", description=PLACEHOLDER, place={"description": (4, 14)}),
            article("b", summary=ARTICLE),
            question("q", topic=PLACEHOLDER, place={"topic": (3, 8)}),
        ),
        """
        content/articles/a.md:4:14: error[placeholder-left] description is still “One sentence”, from the file that was begun for you.
            hint: Write your own.
        content/articles/b.md:1:1: error[placeholder-left] The text still begins as in the file that was begun for you.
            hint: Write your own.
        content/faq/q.md:3:8: error[placeholder-left] topic is still “One sentence”, from the file that was begun for you.
            hint: Write your own.
        """,
    ),
    Case(
        "a picture whose description was asked for",
        are_gone,
        survey(
            article("a", image=Image("a.jpg", "A room")),
            article("b", image=Image("b.jpg", PICTURE_PLACEHOLDER), place={"image.alt": (5, 9)}),
        ),
        """
        content/articles/b.md:5:9: error[placeholder-left] The description of the picture is still “Describe this picture”.
            hint: Say in a few words what the picture shows.
        """,
    ),
    Case(
        "texts, a page of nothing but a table, a draft",
        texts_are_there,
        survey(article(), page(summary=""), question(summary="", draft=True)),
    ),
    Case(
        "no text at all",
        texts_are_there,
        survey(article("a", summary=""), question("q", summary="")),
        """
        content/articles/a.md:1:1: error[text-missing] This article has no text.
            hint: Write it below the second ---.
        content/faq/q.md:1:1: error[text-missing] This question has no answer.
            hint: Write it below the second ---.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_placeholders(case: Case) -> None:
    assert case.heard == case.expected

"""A question with its answer."""

from __future__ import annotations

from site_builder.model.site import Answer
from site_builder.parts.answer import answer
from site_builder.parts.people import review
from tests.builders import cites, options, question, site


def test_an_answer_is_the_same_wherever_it_is_shown() -> None:
    document = question("can-i", aliases=("could-i",), citations=(cites("a2020"),))
    made = site(document, run=options(base_url="https://host.example/c/"))
    [entry] = made.questions
    assert answer(entry, made) == Answer(
        id="can-i",
        question="Can i?",
        url="/c/faq/#can-i",
        prose=entry.prose,
        review=review(document, made),
        old_ids=("could-i",),
    )


def test_one_that_was_not_reviewed_says_so() -> None:
    made = site(question(draft=True, reviewed=None, reviewed_by=""), run=options(drafts=True))
    assert answer(made.questions[0], made).review is None

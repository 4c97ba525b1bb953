from __future__ import annotations

from textwrap import dedent

import pytest

from site_builder.checks.texts.reading import begins_and_ends_well, reading_figures, reads_easily
from site_builder.checks.texts.writing import Writing
from site_builder.language.passages import Role, line_passage, passages
from site_builder.model.document import ReadingFigures
from site_builder.model.problem import Place
from site_builder.model.rule import Reading
from site_builder.rules.engine import Finding

EASY = "The nurse sits with you till the doctor comes. "
"""Nine words at grade 1."""

HARD = "Pharmacological intervention necessitates multidisciplinary evaluation of individual circumstances. "
"""Eight words at far above grade 12."""


def writing(text: str, *, kind: str = "article", reading: Reading = Reading()) -> Writing:  # noqa: B008
    return Writing("content/articles/a.md", passages(dedent(text).lstrip("\n"), 1), kind=kind, reading=reading)


def found(text: str, rule: str, *, reading: Reading = Reading()) -> list[Finding]:  # noqa: B008
    return [finding for finding in reads_easily(writing(text, reading=reading)) if finding.rule == rule]


def whole(text: str, *, reading: Reading = Reading()) -> list[Finding]:  # noqa: B008
    return [finding for finding in found(text, "READ-001", reading=reading) if not finding.quote]


def of_paragraphs(text: str, *, reading: Reading = Reading()) -> list[Finding]:  # noqa: B008
    return [finding for finding in found(text, "READ-001", reading=reading) if finding.quote]


# The grade of the whole text.


def test_an_easy_text_passes() -> None:
    assert whole("\n\n".join([EASY * 4] * 4)) == []


def test_a_hard_text_is_an_error_at_its_first_paragraph_and_names_the_lines_to_look_at() -> None:
    text = f"## A heading\n\n{EASY}\n\n" + "\n\n".join([HARD * 2] * 6)
    (finding,) = whole(text)
    assert finding.severity == "error"
    assert (finding.place.line, finding.place.column) == (3, 1)
    assert finding.message.startswith("The text is written for school grade ")
    assert finding.message.endswith("; the target is grade 8. Its hardest sentences begin in lines 5 and 7.")


def test_between_the_limits_it_is_a_warning() -> None:
    text = "\n\n".join([EASY * 4 + HARD] * 4)
    (finding,) = whole(text, reading=Reading(warning=5, error=20))
    assert finding.severity == "warning"


def test_a_text_of_few_words_has_no_grade() -> None:
    assert whole("\n\n".join([HARD] * 11)) == []
    assert whole("\n\n".join([HARD] * 13)) != []


@pytest.mark.parametrize("left_out", ["## {}", "| {} | b |\n|---|---|\n| c | d |", "![{}](a.jpg)", "[^1]: {}"])
def test_headings_tables_notes_and_pictures_have_no_part_in_it(left_out: str) -> None:
    easy = "\n\n".join([EASY * 4] * 4)
    assert reading_figures(writing(f"{easy}\n\n{left_out.format(HARD * 3)}")) == reading_figures(writing(easy))


def test_items_and_quotations_have() -> None:
    assert whole("\n".join([f"- {HARD}"] * 13)) != []
    assert whole("\n".join([f"> {HARD}"] * 13)) != []


def test_easy_words_are_settable() -> None:
    text = "\n\n".join([EASY + HARD] * 13)
    assert whole(text) != []
    assert whole(text, reading=Reading(easy_words=tuple(HARD.rstrip(". ").split()))) == []


def test_figures_of_a_document() -> None:
    assert reading_figures(writing("\n\n".join([EASY] * 12))) == ReadingFigures(108, 12, 10)


def test_figures_of_a_short_text_have_no_grade() -> None:
    assert reading_figures(writing(HARD)) == ReadingFigures(8, 1, 0)
    assert reading_figures(writing("")) == ReadingFigures(0, 0, 0)


# The grade of a paragraph.


def test_a_hard_paragraph_is_a_warning_where_it_begins() -> None:
    (finding,) = of_paragraphs(f"{EASY}\n\n- {HARD * 4}")
    assert finding.severity == "warning"
    assert (finding.place.line, finding.place.column) == (3, 3)
    assert finding.quote == "Pharmacological intervention necessitates …"
    assert "is written for school grade" in finding.message
    assert finding.hint.startswith("Split its longest sentence (8 words, line 3). Look for plainer words than “")
    assert "“multidisciplinary”" in finding.hint


def test_a_paragraph_between_the_limits_is_an_info() -> None:
    (finding,) = of_paragraphs(EASY * 3 + HARD, reading=Reading(warning=4, error=20))
    assert finding.severity == "info"


def test_a_short_paragraph_is_not_judged() -> None:
    assert of_paragraphs(HARD * 3) == []


# Long sentences and paragraphs.


def test_a_long_sentence_is_quoted_where_it_begins() -> None:
    (finding,) = found(f"Short.\nThe drip {'is so slow ' * 8}here.", "READ-002")
    assert (finding.place.line, finding.place.column) == (2, 1)
    assert finding.quote.startswith("The drip is so slow")
    assert finding.message == "This sentence has 27 words, more than 25."


def test_a_spanish_sentence_may_be_longer() -> None:
    text = f"La sala es {'muy ' * 24}clara."
    spanish = Writing("content/articles/a.es.md", passages(text, 1), language="es")
    assert found(text, "READ-002") != []
    assert [*reads_easily(spanish)] == []
    short = Writing("content/articles/a.es.md", passages(text, 1), language="es", reading=Reading(sentence_words_es=27))
    assert [finding.message for finding in reads_easily(short)] == ["This sentence has 28 words, more than 27."]


def test_sources_are_no_words_of_a_sentence() -> None:
    assert found(f"The drip{' is so slow' * 7} or so [@a; @b; @c].", "READ-002") == []


def test_a_long_paragraph_is_found_where_it_begins() -> None:
    (finding,) = found(f"Short.\n\n{EASY * 6}", "READ-002")
    assert (finding.place.line, finding.place.column) == (3, 1)
    assert finding.message == "This paragraph has 6 sentences, more than 5."


def test_what_is_not_long_passes() -> None:
    assert found(EASY * 5, "READ-002") == []
    assert found("\n".join([f"- {EASY}"] * 9), "READ-002") == []


# How a text begins and ends.

NEXT = "\n\n## What to do next\n\nRest."


def findings(text: str, kind: str = "article") -> list[tuple[int, str]]:
    return [(finding.place.line, finding.message) for finding in begins_and_ends_well(writing(text, kind=kind))]


ASKS = "The first paragraph asks questions and does not answer them."

NO_NEXT_STEP = "The text does not say what the reader can do next."


def test_an_opening_that_asks_three_questions() -> None:
    text = "## Sleep\n\nIs it safe? Does it help? [@a] Who pays?" + NEXT
    assert findings(text) == [(3, ASKS)]


@pytest.mark.parametrize(
    "opening", ["It helps some people.", "Does it help? It helps some.", "It helps. But who pays?"]
)
def test_an_opening_that_answers(opening: str) -> None:
    assert findings(opening + NEXT) == []


@pytest.mark.parametrize(
    "end",
    [
        "## What to do next\n\nRest.",
        "## Next steps\n\nRest.",
        "Talk to your doctor before you change a dose.",
        "Call us.",
        "/// consultation\n///",
        "Come to a [first visit](../consultation.md).",
    ],
)
def test_a_text_that_says_what_to_do_next(end: str) -> None:
    assert findings(f"It helps.\n\n{end}") == []


def test_an_article_that_does_not() -> None:
    assert findings("It helps.\n\nIt fades.", "article") == [(3, NO_NEXT_STEP)]


@pytest.mark.parametrize("kind", ["page", "question", "service"])
def test_others_need_no_next_step(kind: str) -> None:
    assert findings("It helps.", kind) == []


def test_a_text_without_words_is_left_alone() -> None:
    assert findings("") == []
    assert list(reads_easily(writing(""))) == []


def test_words_of_the_title_and_names_of_medicines_are_not_to_be_replaced() -> None:
    title = line_passage("Your personality", Place(2, 8), Role.TITLE)
    words = "Personality, escitalopram, venlafaxine, lithium and metabolism are all words. "
    read = Writing("a.md", [*([title] if title else []), *passages(words * 4, 5)])
    hints = [found.hint for found in reads_easily(read) if found.rule == "READ-001"]
    assert hints == ["Split its longest sentence (9 words, line 5). Look for plainer words than “metabolism”."]

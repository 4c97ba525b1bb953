"""How easily a text reads: its grade and that of its paragraphs, long sentences, how it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from textwrap import shorten
from typing import NamedTuple

from site_builder.checks.texts.subjects import title
from site_builder.checks.texts.writing import Writing, compiled
from site_builder.language.passages import Passage, Role
from site_builder.language.readability import Measure, hard_words, is_easy, measure, total
from site_builder.language.sentences import Sentence
from site_builder.model.document import ReadingFigures
from site_builder.rules.engine import Finding

FEWEST_WORDS = 100
"""Words that a text must have before its grade means something."""

FEWEST_WORDS_OF_PARAGRAPH = 30

RUNNING = (Role.PARAGRAPH, Role.ITEM, Role.QUOTATION)
"""What is read from start to end: headings, tables, notes and the texts of pictures have no part in a grade."""

NEXT_STEP = (
    r"\b(next steps?|what (to|you can|can you) (do|ask|expect next)|(talk|speak) (to|with) (us|your|an?)\b"
    r"|ask (us|your)|book (an?|your)|make an appointment|how to (begin|start|book|reach)|contact (us|the)|call us"
    r"|get help|when to (call|seek))"
)
"""Words that tell a reader what she can do now."""

CONSULTATION = r"(?m)^ *///+ *consultation\b|\]\([^)\s]*consultation"
"""A block that leads to a consultation, or a link to one."""


def reading_figures(writing: Writing) -> ReadingFigures:
    """Return how much there is to read in a text, and how hard it is."""
    whole = total([paragraph.measure for paragraph in _paragraphs(writing)])
    grade = whole.grade_in(writing.spoken) if whole.words >= FEWEST_WORDS else 0
    return ReadingFigures(whole.words, whole.sentences, round(grade * 10))


def reads_easily(writing: Writing) -> Iterator[Finding]:
    """Yield READ-001 for a text, and each paragraph, above its grade; READ-002 for what should be split."""
    paragraphs = _paragraphs(writing)
    if paragraphs:
        yield from _grade_of_text(paragraphs, writing)
    for paragraph in paragraphs:
        if paragraph.measure.words >= FEWEST_WORDS_OF_PARAGRAPH:
            yield from _grade_of_paragraph(paragraph, writing)
        yield from _too_long(paragraph, writing)


def begins_and_ends_well(writing: Writing) -> Iterator[Finding]:
    """Yield READ-004 where a text opens with questions, and where it does not say what to do next.

    Whether an opening without questions gives the main message is left to a person.
    """
    running = [passage for passage in writing.passages if passage.role in RUNNING]
    if not running or writing.kind == "question":
        return
    opening = [sentence for sentence in writing.sentences if sentence.passage is running[0]]
    asked = sum([compiled(r"\?[\"')]*( *\[@[^\]]*\])*$").find(sentence.text) is not None for sentence in opening])
    if asked > len(opening) - asked:
        said = "The first paragraph asks questions and does not answer them."
        yield Finding("READ-004", running[0].place(0), _beginning(running[0].text), said)
    if writing.kind == "article" and not _says_what_next(writing, running):
        said = "The text does not say what the reader can do next."
        hint = "End with a heading such as “What to do next”, or with the block /// consultation."
        yield Finding("READ-004", running[-1].place(0), "", said, hint)


class _Paragraph(NamedTuple):
    """A passage of the running text, with what each of its sentences counts, and all of them."""

    passage: Passage
    sentences: list[tuple[Sentence, Measure]]
    measure: Measure


@lru_cache(maxsize=1)
def _paragraphs(writing: Writing) -> tuple[_Paragraph, ...]:
    """Return the running text, measured: once for the findings and the figures."""
    easy = writing.reading.easy_words
    found = []
    for passage, sentences in groupby(writing.sentences, attrgetter("passage")):
        if passage.role in RUNNING:
            measured = [(sentence, measure(sentence.text, easy, writing.spoken)) for sentence in sentences]
            found.append(_Paragraph(passage, measured, total([counted for _, counted in measured])))
    return tuple(found)


def _grade_of_text(paragraphs: tuple[_Paragraph, ...], writing: Writing) -> Iterator[Finding]:
    limits = writing.reading
    whole = total([paragraph.measure for paragraph in paragraphs])
    grade = whole.grade_in(writing.spoken)
    if whole.words < FEWEST_WORDS or grade <= limits.warning:
        return
    measured = [pair for paragraph in paragraphs for pair in paragraph.sentences]
    hardest = sorted(measured, key=lambda pair: -pair[1].grade_in(writing.spoken) * pair[1].words)[:3]
    lines = sorted({sentence.place().line for sentence, _ in hardest})
    said = (
        f"The text is written for school grade {grade}; the target is grade {limits.target}. "
        f"Its hardest sentences begin in {_listed(lines)}."
    )
    severity = "error" if grade > limits.error else "warning"
    yield Finding("READ-001", paragraphs[0].passage.place(0), message=said, severity=severity)


def _grade_of_paragraph(paragraph: _Paragraph, writing: Writing) -> Iterator[Finding]:
    limits = writing.reading
    grade = paragraph.measure.grade_in(writing.spoken)
    if grade <= limits.warning:
        return
    said = f"This paragraph is written for school grade {grade}; the target is grade {limits.target}."
    longest, measured = max(paragraph.sentences, key=lambda pair: pair[1].words)
    hint = f"Split its longest sentence ({measured.words} words, line {longest.place().line})."
    if words := _replaceable(paragraph.passage.text, writing)[:3]:
        hint += f" Look for plainer words than {', '.join([f'“{word}”' for word in words])}."
    severity = "warning" if grade > limits.error else "info"
    start = _beginning(paragraph.passage.text, 60)
    yield Finding("READ-001", paragraph.passage.place(0), start, said, hint, severity)


MEDICINE = (
    r"^(\w*(ketamin[ea]|oxetin[ea]|pram|traline|faxine|azepam|azolam|zodone|triptyline|trigine|apine|idone|piprazole|spirone"
    r"|methadone|cybin)|bupropion|lithium|naltrexone)$"
)
"""A word that is the name of a medicine: by the stems that these names share, or whole."""


def _replaceable(text: str, writing: Writing) -> list[str]:
    """Return the hard words of `text` for which a plainer one may be found, the hardest first.

    The words of the title are what the text is about, and a medicine has no other name.
    """
    kept = tuple(re.findall(r"\w+", title(writing)))
    hard = hard_words(text, writing.reading.easy_words, writing.spoken)
    return [word for word in hard if not (is_easy(word, kept) or compiled(MEDICINE).find(word))]


def _too_long(paragraph: _Paragraph, writing: Writing) -> Iterator[Finding]:
    limits = writing.reading
    most = writing.own({"en": limits.sentence_words, "es": limits.sentence_words_es})
    for sentence, measured in paragraph.sentences:
        if measured.words > most:
            said = f"This sentence has {measured.words} words, more than {most}."
            yield Finding("READ-002", sentence.place(), _beginning(sentence.text), said)
    if paragraph.measure.sentences > limits.paragraph_sentences:
        said = f"This paragraph has {paragraph.measure.sentences} sentences, more than {limits.paragraph_sentences}."
        hint = "Begin a new paragraph where the text turns to something else."
        yield Finding("READ-002", paragraph.passage.place(0), _beginning(paragraph.passage.text, 60), said, hint)


def _says_what_next(writing: Writing, running: list[Passage]) -> bool:
    """Return whether a heading, the end of the text, or a way to a consultation tells a reader what to do."""
    said = "\n".join([passage.text for passage in (*writing.headings, *running[-3:])])
    return compiled(NEXT_STEP).find(said) is not None or compiled(CONSULTATION).find(writing.markdown) is not None


def _beginning(text: str, length: int = 160) -> str:
    return shorten(text, length, placeholder=" …")


def _listed(lines: list[int]) -> str:
    """Return `line 3`, or `lines 3, 9 and 12`."""
    *others, last = [str(line) for line in lines]
    return f"lines {', '.join(others)} and {last}" if others else f"line {last}"

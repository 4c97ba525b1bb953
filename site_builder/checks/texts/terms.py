"""Words that need a word of their own: terms that a text must explain, jargon that it can do without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from site_builder.checks.texts.writing import Mention, Writing, finding
from site_builder.language.passages import Role
from site_builder.language.readability import is_easy
from site_builder.language.sentences import Sentence
from site_builder.rules.engine import Finding
from site_builder.rules.plain_words import plain_words


class Term(NamedTuple):
    """A term that most readers do not know. `pattern` finds it; `meaning` are words that explain it beside it.

    `key` is how each of its forms begins, in small letters; `example` shows how it can be explained. `explained` finds
    it where it is, if that may be in other forms.
    """

    name: str
    key: str
    pattern: str
    meaning: str
    example: str
    explained: str = ""


def _acronym(name: str, meaning: str, example: str) -> Term:
    return Term(name, name.lower(), rf"(?-i:\b{name}s?\b)", meaning, f"{example} ({name})")


TERMS = (
    _acronym("TRD", r"treatment-resistant depression", "treatment-resistant depression"),
    _acronym("MDD", r"major depressi(?:ve disorder|on)", "major depressive disorder"),
    _acronym("SSRI", r"serotonin re-?uptake", "selective serotonin reuptake inhibitor"),
    _acronym("SNRI", r"(?:norepinephrine|noradrenaline) re-?uptake", "serotonin-norepinephrine reuptake inhibitor"),
    _acronym("NMDA", r"N-methyl|docking|glutamate", "a docking site on nerve cells"),
    _acronym("AMPA", r"methyl-4|docking|glutamate", "another docking site on nerve cells"),
    _acronym("BDNF", r"brain-derived|growth", "brain-derived neurotrophic factor, which helps nerve cells grow"),
    _acronym("mTOR", r"target of rapamycin|growth|building", "a switch for growth inside the cell"),
    _acronym("NNT", r"needed[- ]to[- ]treat", "number needed to treat"),
    _acronym("NNH", r"needed[- ]to[- ]harm", "number needed to harm"),
    _acronym("REMS", r"Risk Evaluation and Mitigation|safety program", "a safety program that the FDA requires"),
    _acronym("ECT", r"electro-?convulsive|electric current|electricity", "electroconvulsive therapy"),
    _acronym("MADRS", r"Montgomery|rating|scale|questionnaire", "a rating scale for depression"),
    Term(
        "off-label",
        "off-label",
        r"\boff-label\b",
        r"(?:not|never|n't|without)\b[^.]{0,40}\bapprov|\bapprov[^.]{0,60}\b(?:another|other|different|not|no)\b",
        "off-label, which means that the FDA has not approved it for this",
    ),
    Term(
        "racemic", "racemic", r"\bracemic\b", r"mirror|mixture|two (?:halves|forms)|both", "a mix of two mirror forms"
    ),
    Term(
        "remission",
        "remi",
        r"\bremi(?:ssion|tted|tters?)\b",
        r"(?:few|no|hardly any|without)\b[^.]{0,20}\bsymptoms?|normal range|symptom-free|symptoms?\b[^.]{0,30}\bgone",
        "remission (few or no symptoms)",
    ),
    Term(
        "response",
        "respon",
        r"\b(?:response rates?|responders?|response (?:and|or) remission|remission (?:and|or) response"
        r"|(?:clinical|treatment|antidepressant|partial|full|initial|sustained|therapeutic) response"
        r"|(?:reach|achiev|show|maintain|sustain|lost|los)(?:e|es|ed|ing|s)? (?:a |an )?response"
        r"|response (?:at|by) (?:the end|day|week|month|\d+|one|two|four|six)|\d ?% (?:had a |showed a )?response\b)",
        r"\bhal(?:f|v)|50 ?%",
        "response (symptoms at least halved)",
        r"\brespon(?:ses?|ders?|d|ds|ded|ding)\b",
    ),
)
"""Terms to be explained at first use, in the order of READ-003; `response` only where it is a result of treatment."""

USED = (Role.PARAGRAPH, Role.ITEM, Role.QUOTATION, Role.NOTE)
"""Where a use counts: a title or a heading has no room to explain, and the cells of a table stand below a text."""

MOST_WORDS_OF_A_HEAD = 4
"""Words that the term of a definition list has."""

NEAR = 240
"""Characters on either side of a term in which its meaning can stand."""


def terms_are_explained(writing: Writing) -> Iterator[Finding]:
    """Yield READ-003 for each term that a text uses before, or without, saying what it means."""
    text = writing.text.lower()
    for term in TERMS:
        if term.key not in text:
            continue
        uses = (mention for mention in writing.all(term.pattern) if mention.sentence.passage.role in USED)
        first = next(uses, None)
        if first and not (is_easy(term.name, writing.reading.easy_words) or _is_explained(term, first, writing)):
            said = f"“{term.name}” is not explained before this, or here."
            hint = f"Say what it means at its first use, as in “{term.example}”, or link it to a page that does."
            yield finding("READ-003", first, message=said, hint=hint)


def words_are_plain(writing: Writing) -> Iterator[Finding]:
    """Yield `plain-word` for each word that has a plainer one; not in quotations, nor where it is explained."""
    words = plain_words()
    for sentence, start, length in writing.matches(words.pattern):
        word = sentence.text[start : start + length]
        is_known = all(is_easy(part, writing.reading.easy_words) for part in word.split())
        if not is_known and not _is_meant(sentence, start, start + length):
            said, hint = f"“{word}” is a word that many readers do not know.", f"Write “{words.plain(word)}”."
            yield Finding("plain-word", sentence.place(start), "", said, hint)


def _is_explained(term: Term, first: Mention, writing: Writing) -> bool:
    if re.search(rf"(?m)^ {{0,3}}\*\[{term.name}s?\]:", writing.markdown) or _is_link(term, first.sentence):
        return True
    return _says_what_it_means(term, _told_until(first.sentence, writing))


def _is_link(term: Term, sentence: Sentence) -> bool:
    """Return whether the term, where it stands first in `sentence`, is within the words of a link."""
    found = _compiled(term.pattern).search(sentence.text)
    if found is None:
        return False
    passage = sentence.passage
    at = passage.origin(sentence.start + found.start())
    before = passage.source.text[:at]
    return before.rfind("[") > before.rfind("]") and bool(re.match(r"[^\[\]]*\]\(", passage.source.text[at:]))


def _told_until(last: Sentence, writing: Writing) -> str:
    """Return what the text has said when the passage of `last` ends; a term that stands alone has its meaning below."""
    end = writing.passages.index(last.passage) + 1
    text = last.passage.text
    is_alone = len(text.split()) <= MOST_WORDS_OF_A_HEAD and not text.endswith((".", "!", "?"))
    return "\n".join([passage.text for passage in writing.passages[: end + is_alone]])


def _says_what_it_means(term: Term, told: str) -> bool:
    """Return whether a text explains a term: in its own words, or with words that define, within two sentences."""
    wanted, meaning = _compiled(term.explained or term.pattern), _compiled(term.meaning)
    # Most are explained where they are first used, which is near the end of what has been told.
    for hit in reversed(list(_compiled(re.escape(term.key)).finditer(told))):
        found = wanted.match(told, hit.start())
        if found is None:
            continue
        before = ".".join(told[max(found.start() - NEAR, 0) : found.start()].split(".")[-2:])
        after = ".".join(told[found.end() : found.end() + NEAR].split(".")[:2])
        if meaning.search(before) or meaning.search(after) or _DEFINED.search(before) or _DEFINING.match(after):
            return True
    return False


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DEFINED = re.compile(
    r"""
      \((?:also\ |often\ |or\ |short:\ |called\ |known\ as\ |the\ )*$
    | \b(?:called|known\ as|named|termed|the\ (?:words?|term|name)|we\ mean\ by|meaning\ of)\ (?:an?\ |the\ )?["']?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a term that was explained: "so many people (NNT)", "this is called remission"."""

_DEFINING = re.compile(
    r"""
    ["']? (?:\ receptors?)? (?:
      ,?\ \((?!such\ as|like\b|e\.g|for\ example|see\b|[np]\ ?[<=])[a-z]
    | (?:\ [a-z]+){0,2}(?:\ \[@[^\]]*\])?,?\ (?:
        (?:is|are|was|were)\ (?:an?|one|when|how|what|short|called)\b
      | means?\b | meaning\b | stands?\ for | refers?\ to | that\ is\b | which\ (?:is|are|means?)\b
      )
    | ,\ or\ (?-i:[a-z])
    | ,\ an?\ (?:\w+\ ){0,3}(?:kind|type|group|class|sort|way|drug|measure|score|scale|program|protein|signal|count)\b
    | :
    | \ [-–—](?=\ )
    | [^.]*\.\ (?:That|This|It|In\ other\ words,?|In\ plain\ words,?)(?:\ is|\ means|:)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What stands after one: "NNT (so many people)", but not "SSRIs (such as sertraline)"; "NNT means"; "NNT: how many"."""


def _is_meant(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a word stands in what somebody else said, in a name, or beside its meaning."""
    before, word, after = sentence.text[:start], sentence.text[start:end], sentence.text[end:]
    is_quoted = sentence.passage.role is Role.QUOTATION or before.count('"') % 2 == 1
    is_name = word[0].isupper() and bool(before.strip("\"'(["))
    told = _DEFINED.search(before)
    is_explained = after.startswith(" (") or (told is not None and ("(" not in told[0] or after.startswith(")")))
    return is_quoted or is_name or is_explained

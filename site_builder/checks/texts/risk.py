"""Risks in numbers that can be compared: shares, not only "half" or "twice", and out of the same number of people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.texts.writing import Writing, finding
from site_builder.language.passages import Role
from site_builder.rules.engine import Finding

_COUNT = r"(?:\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten)"
_SHARE = r"(?:half|a (?:third|quarter|fifth)|two[- ]thirds|three[- ]quarters|\d+(?:\.\d+)? ?(?:%|percent\b|per cent\b))"
_OUTCOME = (
    r"(?:risks?|chances?|odds|likelihood|rates?|relaps\w*|suicid\w*|deaths?|mortality|dangers?|side effects?"
    r"|hospital\w*|recurrence|attempts|remissions?)"
)

RELATIVE = "|".join(
    (
        rf"\b(?:twice|half|{_COUNT}[- ](?:times|fold)|{_SHARE}) (?:as|more|less) (?:likely|common|often|frequent)\b",
        rf"\b(?:twice|half|double|triple|{_COUNT} times) (?:the|your|their|her|his)\b[^.]{{0,30}}\b{_OUTCOME}\b",
        rf"\b(?:halv|doubl|tripl|quadrupl)(?:e|es|ed|ing) (?:the |your |their )?(?:\w+ ){{0,3}}{_OUTCOME}\b",
        rf"\b{_OUTCOME}\b[^.]{{0,60}}\b(?:by|in) {_SHARE}",
        rf"\b(?:cut|reduc|lower|rais|increas|decreas|drop|fall|fell|ris|rose)\w* by {_SHARE}[^.]{{0,20}} {_OUTCOME}\b",
        rf"\b{_SHARE} (?:lower|higher|greater|smaller|fewer|more|less) (?:\w+ ){{0,2}}{_OUTCOME}\b",
        rf"\b{_SHARE} (?:reduction|increase|decrease|drop|rise|fall|cut) (?:in|of) (?:\w+ ){{0,4}}{_OUTCOME}\b",
        rf"\b{_OUTCOME}\b[^.]{{0,40}}\b(?:doubled|tripled|halved)\b",
        rf"\b{_OUTCOME}\b[^.]{{0,40}}\b(?:was|were|is|are) (?:twice|half|{_COUNT} times) as\b",
    )
)
"""A risk that is compared with another of which the reader does not know how large it is."""

_NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|none|nobody)"
)
_PEOPLE = r"(?:\d[\d,]*|five|six|seven|eight|nine|ten|twelve|twenty|fifty|a hundred|a thousand)"

_FREQUENCY = re.compile(
    rf"\b{_NUMBER} (?:people |adults |patients )?(?:in|out of|of|per) (?:every |each |the )?{_PEOPLE}\b", re.IGNORECASE
)
_PERCENTAGE = re.compile(
    r"(?<!by )(?<![\d.])\d+(?:\.\d+)? ?(?:%|percent\b|per cent\b)"
    r"(?! (?:lower|higher|less|more|fewer|greater|smaller|reduction|increase|decrease|drop|rise|fall|cut)\b)",
    re.IGNORECASE,
)
"""A share that is not itself a comparison."""

_OTHER_SIDE = re.compile(
    rf"\b(?:instead of|rather than|compared (?:with|to)|against|versus|vs\.?|to|and|but|with|without)\b[^.]{{0,60}}"
    rf"\b{_NUMBER}\b",
    re.IGNORECASE,
)

DENOMINATOR = (
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:people |adults |patients )?(?:in|out of)"
    r" (?:every )?(?:[2-9]|1[025]|2[05]|[345]0|[1-5]00|1,?000|10,?000|100,?000|five|ten|twenty|a hundred|a thousand)\b"
)
"""So many out of so many, where the second is a number that people choose in order to compare."""

_TIME = re.compile(r"[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|mg|trials?|studies|sessions?)\b")

_WORDS = {"five": "5", "ten": "10", "twenty": "20", "a hundred": "100", "a thousand": "1000"}

SPOKEN = (Role.FIELD, Role.PARAGRAPH, Role.ITEM, Role.ROW, Role.QUOTATION, Role.NOTE)


def risks_are_absolute(writing: Writing) -> Iterator[Finding]:
    """Yield READ-005 where a risk is only compared, and where shares of a passage are out of different numbers."""
    for mention in writing.all(RELATIVE):
        if mention.sentence.passage.role in SPOKEN and not _has_two_shares(mention.sentence.passage.text):
            said = "This compares a risk and does not say how large it is."
            yield finding("READ-005", mention, message=said)
    yield from _changing(writing)


def _has_two_shares(text: str) -> bool:
    """Return whether a passage gives the share on both sides: "27 in 100 instead of 45", "27% and 45%"."""
    frequencies = list(_FREQUENCY.finditer(text))
    if len(frequencies) + len(_PERCENTAGE.findall(text)) >= 2:
        return True
    return bool(frequencies) and _OTHER_SIDE.search(text, frequencies[0].end()) is not None


def _changing(writing: Writing) -> Iterator[Finding]:
    """Yield READ-005 at the first share of a passage that is out of another number than the one before it."""
    first: dict[int, str] = {}
    told: set[int] = set()
    for sentence, start, length in writing.matches(DENOMINATOR):
        end = start + length
        if sentence.passage.role not in SPOKEN or _TIME.match(sentence.text, end):
            continue
        passage = id(sentence.passage)
        share = sentence.text[start:end]
        number = _people(share)
        if first.setdefault(passage, number) != number and passage not in told:
            told.add(passage)
            said = f"“{share}” is hard to compare with so many in {first[passage]}, as this passage has it before."
            hint = "Give all of them out of the same number of people, such as 100."
            yield Finding("READ-005", sentence.place(start), "", said, hint)


def _people(share: str) -> str:
    """Return the second number of a share."""
    number = re.split(r" (?:in|out of) (?:every )?", share, flags=re.IGNORECASE)[-1].lower().replace(",", "")
    return _WORDS.get(number, number)

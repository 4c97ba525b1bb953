"""Getting care: where telehealth is offered, what treatment costs, and who pays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.texts.subjects import beside, has_field, is_question, subject, title
from site_builder.checks.texts.writing import Mention, Writing, compiled, finding
from site_builder.model.problem import Severity
from site_builder.rules.engine import Finding

_REMOTE = (
    r"(tele-?(health|medicine|psychiatry|therapy|visits?)|(by|via|through|over) (secure )?video"
    r"|video (visits?|calls?|appointments?|consult\w*|sessions?)|(virtual|online|remote)(ly)? (\w+ )?(visits?"
    r"|appointments?|consult\w*|care|evaluations?|sessions?|therapy|treatments?|prescri\w+)"
    r"|from (the comfort of )?your (own )?(home|couch|living room))"
)
_OFFER = (
    r"\b(we|our|us|you|your|i|clinic|patients?|available|offer(s|ed|ing)?|book|schedule|provide[sd]?|meet|can be"
    r"|get started)\b"
)
OFFERED = rf"{_OFFER}[^.!?\n]*\b{_REMOTE}\b|\b{_REMOTE}\b[^.!?\n]*{_OFFER}"
"""Care at a distance, offered to the reader."""

NOT_OFFERED = (
    rf"(\b(not|no|never|cannot|nor|neither|without|warn\w*|rules?|law|federal)\b|n't\b)[^.!?\n]{{0,80}}{_REMOTE}"
    rf"|{_REMOTE}[^.!?\n]{{0,40}}(\b(not|never|cannot)\b|n't\b)"
)

ANYWHERE = (
    r"\b(anywhere|wherever|every(one|where|body)|all over|throughout|across|nationwide|coast to coast"
    r"|no matter where)\b[^.!?\n]{0,40}\b(us|u\.s|usa|united states|country|america|nation|states|you (live|are))\b"
    r"|\bnationwide\b|\b(all|any of the|every one of the) (50|fifty) states\b|\b(any|every) (us |u\.s\. )?state\b"
)
LICENSED = r"\blicen[cs]ed? (\w+ ){0,4}in\b"

STATES = (
    r"\b(alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho"
    r"|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi"
    r"|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio"
    r"|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia"
    r"|washington|west virginia|wisconsin|wyoming|district of columbia|puerto rico)\b"
    r"|(?-i:\b(NY|NJ|TX|CA|FL|CO|WA|AZ|NC|VA|MA|GA|IL|DC|TN|UT|MN|WI|MD|CT|NV|NM)\b)"
)


def states_are_named(writing: Writing) -> Iterator[Finding]:
    """Yield AUTH-009 where telehealth is offered, and not in which states, or in all of them."""
    for offer in writing.all(OFFERED):
        text = offer.sentence.text
        if is_question(text) or compiled(NOT_OFFERED).find(text):
            continue
        around = offer.sentence.passage.text
        states = compiled(STATES)
        if compiled(ANYWHERE).find(text) and not compiled(LICENSED).find(around):
            yield finding(
                "AUTH-009", offer, message="This offers telehealth everywhere, which no clinic is licensed for."
            )
            return
        if not states.find(around) and not states.find(title(writing)) and not _says_where(writing):
            what = "This offers telehealth, and the text does not name the states where the clinicians are licensed."
            yield finding("AUTH-009", offer, message=what)
            return


def _says_where(writing: Writing) -> bool:
    """Return whether another part of the text ties telehealth, or the licenses, to a state."""
    where = compiled(STATES)
    return any(where.find(mention.sentence.text) for mention in writing.all(rf"\b{_REMOTE}\b|\blicens|\bvideo\b"))


_PAYER = r"(insur(ance|ers?|ed)|medicare|medicaid|(health |insurance )?plans?|carriers?|tricare|hsa|fsa)"

PRICE = (
    r"\$ ?\d[\d,]*(\.\d+)?( ?(k|thousand))?\b|\b\d[\d,]* ?(us )?dollars\b|(?-i:\bUSD\b) ?\d|\b\d[\d,]* ?(?-i:USD)\b"
    r"|\b(hundreds|thousands) of dollars\b"
)
_NO_PRICE = r"\b(million|billion|fined?|grant|settle\w*|donat\w+|budget|gift card|if you pay|suppose|for example)\b"

_CARE = (
    r"\b(ketamine|spravato|esketamine|infusions?|sessions?|treatments?|visits?|consultations?|appointments?"
    r"|therap(y|ies)|doses?|copays?|insurance|medications?|packages?|assessments?|evaluation)\b"
)

COVER = (
    rf"\b(cover(s|ed|age)?|pays?( for)?|reimburs\w+)\b[^.!?\n]{{0,40}}\b{_PAYER}\b"
    rf"|\b{_PAYER}\b[^.!?\n]{{0,60}}\b(cover(s|ed|age)?|pays?( for)?|reimburs\w+)\b"
    r"|\bout[- ]of[- ]pocket\b|\bin-network\b|\bprior authorization\b"
)
"""A statement on who pays."""

_ADVICE = (
    r"\b(ask|asks|check|call|contact|find out|whether|depends?|let us|we will|we can|we'll|help you|verify|read|see"
    r"|bring|write)\b"
)
"""What tells a reader to ask, and states nothing."""

COVERED = (
    rf"\b(is|are|fully|now|be|100%|widely|usually|typically) (\w+ )?covered\b[^.!?\n]{{0,40}}\b{_PAYER}\b"
    rf"|\bcovered by (your |most |all |major )*(\w+ )?{_PAYER}\b|\b{_PAYER}\b[^.!?\n]{{0,30}}\b(covers?|pays? for"
    rf"|will (cover|pay))\b|\binsurance[- ]covered\b|\b(we|our \w+) accepts? (all|most|your) (\w+ )?insurance"
)
_LIMITS = (
    r"\b(may|might|some|many|part(ly|ial\w*)?|depend\w*|not|no|limit\w*|prior|approval|criteria|require\w*|off-label"
    r"|check|ask|copay\w*|deductible|coinsurance|contact|verify|var(y|ies)|differ\w*|out[- ]of[- ]pocket|only|rarely"
    r"|seldom|sometimes|except)\b|n't\b"
)

DATED = r"\b20\d\d\b"
"""A year, which stands in every date; that of a citation's key is no word."""

AS_OF = rf"\b(as of|checked|current|valid|updated|prices?|costs?|fees?|things stand)\b[^.!?\n]*{DATED}"
"""A date for the prices of a section."""


def prices_are_dated(writing: Writing) -> Iterator[Finding]:
    """Yield AUTH-010 where a price or who pays is stated and not when, and where cover is stated without limits."""
    yield from _undated(writing)
    for mention in writing.all(COVERED):
        text = mention.sentence.text
        if not is_question(text) and not compiled(_LIMITS).find(mention.sentence.passage.text, mention.sentence.start):
            what = "This says that insurance pays, and the paragraph names no limit."
            yield finding("AUTH-010", mention, message=what)
            return


def _undated(writing: Writing) -> Iterator[Finding]:
    """Yield the first statement without a date."""
    if writing.fields is None or getattr(writing.fields, "regulatory_as_of", None):
        return
    for mention in _statements(writing):
        if not year_of(mention, writing):
            where = " here, or `regulatory_as_of` in the front matter" if has_field(writing, "regulatory_as_of") else ""
            what = f"This states a price or who pays, without a date{where}."
            yield finding("AUTH-010", mention, message=what, severity=Severity.ERROR)
            return


def year_of(mention: Mention, writing: Writing) -> int:
    """Return the year that a price is dated with: in its own passage, or as of the whole section; 0 for none."""
    passage, section = mention.sentence.passage.text, beside(writing, mention.sentence.passage)
    dated = re.findall(DATED, passage)
    if not dated and (found := compiled(AS_OF).find(section)):
        dated = re.findall(DATED, section[slice(*found)])
    return max(map(int, dated), default=0)


def price_statement(writing: Writing) -> Mention | None:
    """Return the first statement on what care costs, or who pays for it."""
    return next(_statements(writing), None)


def video_statement(writing: Writing) -> Mention | None:
    """Return the first sentence on prescribing ketamine, or any controlled drug, by video."""
    return writing.first(rf"\b(prescri\w+|ketamine|controlled)\b[^.!?\n]*\b{_REMOTE}\b|\b{_REMOTE}\b[^.!?\n]*\bprescri")


def _statements(writing: Writing) -> Iterator[Mention]:
    return (mention for mention in writing.all(rf"{PRICE}|{COVER}") if _is_statement(writing, mention))


def _is_statement(writing: Writing, mention: Mention) -> bool:
    """Return whether a sentence states what care costs, or who pays for it."""
    text = mention.sentence.text
    if is_question(text) or compiled(_NO_PRICE).find(text):
        return False
    if compiled(PRICE).find(text):
        return subject(writing).named or compiled(_CARE).find(mention.sentence.passage.text) is not None
    return not compiled(_ADVICE).find(text) and compiled(rf"{_CARE}|\bit\b").find(text) is not None

"""What is approved and what is not: ketamine, esketamine, and when a statement on rules was checked."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.texts.subjects import (
    ESKETAMINE,
    KETAMINE,
    is_question,
    lacks_field,
    listed,
    subject,
    title,
    unsaid,
)
from site_builder.checks.texts.writing import Mention, Writing, compiled, finding
from site_builder.language.passages import Role
from site_builder.model.problem import Severity
from site_builder.rules.engine import Finding

CONDITION = (
    r"\b(depress(ion|ive|ed)|anxi(ety|ous)|ptsd|post-?traumatic|trauma|ocd|obsessive[- ]compulsive|bipolar|mood|mdd"
    r"|trd|mental[- ](health|illness\w*)|psychiatric|suicid\w+|for (\w+ ){0,2}addictions?|emotional|healing"
    r"|symptoms)\b"
)
"""Conditions that ketamine is offered for and not approved for."""

OFFERED = (
    rf"{KETAMINE}( |-)(assisted|infusions?|(nasal |oral )?(therap(y|ies)|treatments?|sprays?)|psychotherapy"
    rf"|injections?"
    r"|lozenges?|troches?|clinics?|sessions?|protocols?|programs?|providers?|patients?)\b"
)
"""Ketamine as something that is given to patients."""

OFF_LABEL = (
    r"\boff[- ]?label\b|\bunapproved\b|(\b(not|never|nor|neither|no|without|yet to be|lacks?|only|solely|none)\b"
    r"|n't\b)[^.!?\n]{0,60}\b(approv(ed?|al)|authori[sz]ed|cleared|licensed)\b"
    r"|\bapproved\b[^.!?\n]{0,60}\b(only|solely|exclusively)\b[^.!?\n]{0,40}an(a)?esthe"
)
"""Words that say that a use is not approved, of whatever drug."""

_OTHER_DRUG = rf"{ESKETAMINE}|\b(antidepressants?|ssris?|antipsychotics?|lithium|trazodone|psilocybin|mdma|devices?)\b"


def off_label_is_said(writing: Writing) -> Iterator[Finding]:
    """Yield FDA-002 where a text is on ketamine for the mind and does not say that this use is not approved."""
    if not subject(writing).named:
        return
    if any(_is_of_ketamine(said.sentence.text) for said in writing.all(OFF_LABEL)):
        return
    if mention := _for_the_mind(writing):
        what = (
            "The text is on ketamine for a mental-health condition and says neither “off-label” nor “not FDA-approved”."
        )
        yield finding("FDA-002", mention, message=what)


def _for_the_mind(writing: Writing) -> Mention | None:
    """Return the first mention of ketamine, where it is offered or described for a mental-health condition."""
    mention = writing.first(KETAMINE)
    if mention is None or not writing.has(CONDITION):
        return None
    stands_out = mention.sentence.passage.role in (Role.TITLE, Role.FIELD, Role.HEADING)
    if stands_out or writing.has(OFFERED) or subject(writing).ketamine:
        return mention
    return writing.first(rf"{KETAMINE}[^.!?\n]*{CONDITION}|{CONDITION}[^.!?\n]*{KETAMINE}")


def _is_of_ketamine(sentence: str) -> bool:
    """Return whether a sentence that says “not approved” can be about ketamine."""
    return compiled(KETAMINE).find(sentence) is not None or compiled(_OTHER_DRUG).find(sentence) is None


_YOUNG = r"\b(young\w*|children|pediatric|adolescents?|teen\w*|under (age )?25|age 24)\b"

LABEL = (
    ("that it is for adults", r"\badults?\b|\b18 (years|and|or)\b"),
    ("sedation", r"\bsedat\w+|\bdrows\w+|\bsleepiness\b"),
    ("dissociation", r"\bdissociat\w+|\bdetached\b|\bdetachment\b"),
    (
        "respiratory depression (slowed breathing)",
        (
            r"\brespiratory depression\b|\bbreathing\b[^.!?\n]{0,30}\bslow|\b(slow|shallow"
            r"|trouble)\w*\b[^.!?\n]{0,20}\bbreath"
        ),
    ),
    ("abuse and misuse", r"\b(abus|misus)\w+"),
    (
        "suicidal thoughts in young people",
        rf"suicid\w+[^.!?\n]*{_YOUNG}|{_YOUNG}[^.!?\n]*suicid",
    ),
    ("the safety program (REMS)", r"(?-i:\bREMS\b)|\brisk evaluation and mitigation\b"),
)
"""The core of the label of esketamine (13 March 2026), and how it is known that a text gives it."""

PRESCRIBING_INFORMATION = r"\b(prescribing information|package insert|full label|spravato label)\b"
LABEL_KEY = "spravatopi"
"""The prescribing information as a source: the list of references links to it."""


def label_is_given(writing: Writing) -> Iterator[Finding]:
    """Yield FDA-010 where a text is about esketamine and leaves out a part of what its label must say."""
    if not subject(writing).named or not _is_on_esketamine(writing):
        return
    mention = writing.first(ESKETAMINE)
    missing = unsaid(writing.text, LABEL)
    if LABEL_KEY not in writing.cited and not writing.has(PRESCRIBING_INFORMATION):
        missing.append("a link to the prescribing information")
    if mention and missing:
        what = f"The text is about esketamine (Spravato) and does not give {listed(missing, 'or')}."
        yield finding("FDA-010", mention, message=what)


def _is_on_esketamine(writing: Writing) -> bool:
    """Return whether esketamine is a subject of a text; of a question, the only one."""
    if writing.kind != "question":
        return subject(writing).esketamine
    return bool(compiled(_ASKS_WHAT_IT_IS).find(title(writing)))


_ASKS_WHAT_IT_IS = (
    r"^(what (is|are|exactly is)|what's|is|are) ((the|a) )?(esketamine|spravato)( \(\w+\))?( nasal spray)?( safe"
    r"| approved| right for (me|you))?\?"
)

REGULATED = (
    r"(?-i:\bFDA\b|\bDEA\b|\bREMS\b)|\bfood and drug administration\b|\bdrug enforcement\b"
    r"|\bschedule (i{1,3}|iv|v|[1-5])\b|\bcontrolled (substance|drug|medication)s?\b|\bmedicare\b|\bmedicaid\b"
    r"|\bryan haight\b|\b(telehealth|telemedicine|by video|online)\b[^.!?\n]{0,80}\b(rules?|laws?|regulations?"
    r"|legal(ly)?|federal|flexibilities)\b|\b(rules?|laws?|regulations?|legal(ly)?|federal"
    r"|flexibilities)\b[^.!?\n]{0,80}\b(telehealth|telemedicine|by video|online)\b"
)
"""Words of statements on rules, which age."""


def regulatory_date_is_given(writing: Writing) -> Iterator[Finding]:
    """Yield FDA-012 where a text states a rule and its front matter could say when it was checked, and does not."""
    mention = regulatory_statement(writing) if lacks_field(writing, "regulatory_as_of") else None
    if mention:
        what = "This is a statement on rules or approval, and the front matter has no `regulatory_as_of`."
        yield finding("FDA-012", mention, message=what, severity=Severity.ERROR)


def regulatory_statement(writing: Writing) -> Mention | None:
    """Return the first statement on rules or approval."""
    return next((each for each in writing.all(REGULATED) if not is_question(each.sentence.text)), None)

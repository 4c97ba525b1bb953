"""What is approved and what is not: ketamine, esketamine, and when a statement on rules was checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

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

CONDITION = {
    "en": (
        r"\b(depress(ion|ive|ed)|anxi(ety|ous)|ptsd|post-?traumatic|trauma|ocd|obsessive[- ]compulsive|bipolar|mood|mdd"
        r"|trd|mental[- ](health|illness\w*)|psychiatric|suicid\w+|for (\w+ ){0,2}addictions?|emotional|healing"
        r"|symptoms)\b"
    ),
    "es": (
        r"\b(depresi(ón|ones|v[ao]s?)|deprimid[ao]s?|ansiedad|tept|postraumático|traumas?|toc|obsesiv\w+|bipolar|ánimo"
        r"|salud mental|psiquiátric[ao]s?|suicid\w+|adicci(ón|ones)|emocional(es)?|síntomas)\b"
    ),
}
"""Conditions that ketamine is offered for and not approved for."""

OFFERED = {
    "en": (
        rf"{KETAMINE}( |-)(assisted|infusions?|(nasal |oral )?(therap(y|ies)|treatments?|sprays?)|psychotherapy"
        rf"|injections?"
        r"|lozenges?|troches?|clinics?|sessions?|protocols?|programs?|providers?|patients?)\b"
    ),
    "es": (
        r"\b(infusi(ón|ones)|(psico)?terapias?|tratamientos?|inyecci(ón|ones)|sesi(ón|ones)|clínicas?|programas?"
        rf"|pastillas|pacientes)( \w+)? (de|con) (la )?{KETAMINE}"
    ),
}
"""Ketamine as something that is given to patients."""

OFF_LABEL = {
    "en": (
        r"\boff[- ]?label\b|\bunapproved\b|(\b(not|never|nor|neither|no|without|yet to be|lacks?|only|solely|none)\b"
        r"|n't\b)[^.!?\n]{0,60}\b(approv(ed?|al)|authori[sz]ed|cleared|licensed)\b"
        r"|\bapproved\b[^.!?\n]{0,60}\b(only|solely|exclusively)\b[^.!?\n]{0,40}an(a)?esthe"
    ),
    "es": (
        r"\bfuera de (la )?(indicación|etiqueta|ficha técnica)\b|\boff[- ]?label\b"
        r"|\b(no|ni|nunca|sin|tampoco|solo|solamente|únicamente|ningún|ninguna)\b[^.!?\n]{0,60}\b(aprob|aprueb|autoriz)"
        r"|\baprobad[ao]s?\b[^.!?\n]{0,60}\b(solo|solamente|únicamente|ningún|ninguna)\b"
    ),
}
"""Words that say that a use is not approved, of whatever drug."""

_OTHER_DRUG = {
    "en": rf"{ESKETAMINE}|\b(antidepressants?|ssris?|antipsychotics?|lithium|trazodone|psilocybin|mdma|devices?)\b",
    "es": rf"{ESKETAMINE}|\b(antidepresivos?|isrs|antipsicóticos?|litio|trazodona|psilocibina|mdma|aparatos?)\b",
}


class _Said(NamedTuple):
    """How to say that a use is not approved; `mental` is for a text that names no condition of CONDITIONS."""

    words: tuple[str, str]
    conjunction: str
    mental: str
    one: str
    several: str


_SAID = {
    "en": _Said(
        ("off-label", "not FDA-approved"),
        "and",
        "a mental-health condition",
        "Ketamine for {} is off-label, which means that the FDA has not approved it for that.",
        "Ketamine for {} is off-label, which means that the FDA has not approved it for these uses.",
    ),
    "es": _Said(
        ("fuera de indicación", "no aprobada por la FDA"),
        "y",
        "un problema de salud mental",
        "El uso de la ketamina para {} es fuera de indicación, es decir, la FDA no lo ha aprobado.",
        "El uso de la ketamina para {} es fuera de indicación, es decir, la FDA no ha aprobado estos usos.",
    ),
}


def off_label_is_said(writing: Writing) -> Iterator[Finding]:
    """Yield FDA-002 where a text is on ketamine for the mind and does not say that this use is not approved."""
    if not subject(writing).named:
        return
    if any(_is_of_ketamine(said.sentence.text, writing) for said in writing.all(writing.own(OFF_LABEL))):
        return
    if mention := _for_the_mind(writing):
        first, second = writing.own(_SAID).words
        what = f"The text is on ketamine for a mental-health condition and says neither “{first}” nor “{second}”."
        yield finding("FDA-002", mention, message=what, hint=_off_label_hint(writing))


CONDITIONS = {
    "en": (
        ("depression", r"\b(depress\w+|mdd|trd)\b"),
        ("anxiety", r"\banxi(ety|ous)\b"),
        ("PTSD", r"\b(ptsd|post-?traumatic|trauma)\b"),
        ("OCD", r"\b(ocd|obsessive[- ]compulsive)\b"),
        ("bipolar disorder", r"\bbipolar\b"),
        ("addiction", r"\baddictions?\b"),
    ),
    "es": (
        ("la depresión", r"\bdepr(esi|imi)\w+"),
        ("la ansiedad", r"\bansiedad\b"),
        ("el TEPT", r"\b(tept|postraumático|traumas?)\b"),
        ("el TOC", r"\b(toc|obsesivo)\b"),
        ("el trastorno bipolar", r"\bbipolar\b"),
        ("la adicción", r"\badicci(ón|ones)\b"),
    ),
}
"""What the conditions are called, and how it is known that a text is on one."""


def _off_label_hint(writing: Writing) -> str:
    """Return what to write, with the conditions of the title, or else of the text."""
    said = writing.own(_SAID)
    conditions = writing.own(CONDITIONS)
    named = _named(conditions, title(writing)) or _named(conditions, writing.text) or [said.mental]
    example = (said.several if len(named) > 1 else said.one).format(listed(named, said.conjunction))
    return f"Write it near the top, for example: “{example}”"


def _named(conditions: tuple[tuple[str, str], ...], text: str) -> list[str]:
    """Return the conditions that a text names."""
    return [name for name, pattern in conditions if compiled(pattern).find(text)]


def _for_the_mind(writing: Writing) -> Mention | None:
    """Return the first mention of ketamine, where it is offered or described for a mental-health condition."""
    mention, condition = writing.first(KETAMINE), writing.own(CONDITION)
    if mention is None or not writing.has(condition):
        return None
    stands_out = mention.sentence.passage.role in (Role.TITLE, Role.FIELD, Role.HEADING)
    if stands_out or writing.has(writing.own(OFFERED)) or subject(writing).ketamine:
        return mention
    return writing.first(rf"{KETAMINE}[^.!?\n]*{condition}|{condition}[^.!?\n]*{KETAMINE}")


def _is_of_ketamine(sentence: str, writing: Writing) -> bool:
    """Return whether a sentence that says “not approved” can be about ketamine."""
    other = writing.own(_OTHER_DRUG)
    return compiled(KETAMINE).find(sentence) is not None or compiled(other).find(sentence) is None


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

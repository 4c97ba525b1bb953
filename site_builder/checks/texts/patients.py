"""Patients in a text: their praise, and who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.texts.subjects import has_field, listed, mention
from site_builder.checks.texts.writing import Mention, Writing, compiled, finding
from site_builder.language.passages import Passage, Role
from site_builder.rules.engine import Finding

_NAME = r"(?-i:[A-Z][a-z]+|[A-Z]\.)"
_FULL_NAME = rf"{_NAME}( (?-i:[A-Z])[a-z]*\.?)?"
_FIRST_PERSON = r"\b(i|me|my|myself|i'm|i've|i'd|our (son|daughter|family))\b"

_PRAISE = (
    r"\b(saved|changed|transformed|turned|gave|given|restored|reclaimed) (me|my|our|us)\b|\bmy life back\b"
    r"|\blife[- ]?(changing|saving)\b|\bgame[- ]?changer\b|\bi('m| am|'ve been| have been)? (finally|now|actually)\b"
    r"|\b(feels?|felt|feeling) (\w+ ){0,2}(like myself|like me|alive|better|hopeful|hope|human|free|lighter|normal"
    r"|happy|joy|peace|calm|myself|whole|different|amazing|great|safe|cared)\b|\b(highly )?recommend\b"
    r"|\bthank(s|ful)?\b|\bgrateful\b|\bbest (thing|decision)\b|\bfor the first time in\b"
    r"|\bafter (just |only )?(one|two|three|four|six|my|the|a few|\d+) (\w+ )?(infusions?|sessions?|treatments?"
    r"|doses?"
    r"|visits?)\b|\btried everything\b|\b(husband|wife|mom|dad|son|daughter|self|old me) back\b"
    r"|\b(amazing|incredible|miracle|wonderful|fantastic|phenomenal)\b|\b(worked|helped|works|helps) (for )?me\b"
    r"|\bnothing (else )?(had |has |ever )?(worked|helped)\b|\bno longer\b|\b(depression|anxiety|pain|thoughts"
    r"|darkness|fog|weight|cloud)\b[^.!?\n]{0,40}\b(gone|lifted|disappeared|vanished|melted|quieted|eased|stopped)\b"
    r"|\bi (can|could|was able to) (\w+ )?(live|smile|laugh|breathe|work|enjoy|function|sleep|play|be)\b"
    r"|\bgot (my|me)\b|\bwoke up\b"
)
"""What patients say of a treatment that did them good."""

_CARE = (
    r"\b(ketamine|spravato|esketamine|infusions?|treatments?|therap(y|ist|ists)|session|sessions|clinic|staff"
    r"|doctors?"
    r"|nurses?|medication|antidepressants?)\b"
)
_TOLD_OF_CARE = rf"{_PRAISE}|{_CARE}|\b(feel|feels|felt|believe|love|loved|life)\b"
_NO_PATIENT = (
    r"\b(dr|md|m\.d|phd|ph\.d|np|rn|professor|director|founder|psychiatrist|researcher|author|investigator"
    r"|physician)\b|[@^][\w-]+\]"
)
_ATTRIBUTED = (
    rf"(^|[\"”.!?)] *)(--?|[–—~]|by) ?{_FULL_NAME}( ?,|$| ?\(|\.$)|\bverified (patient|review)|\b(google|yelp) review"
    rf"|^\" ?,?(says|said|shares|shared|recalls|adds|writes|explains|wrote) {_NAME}"
)

_QUOTED = re.compile(r'"([^"]{15,})"')
"""Words in quotation marks, more than a term."""

STARS = (
    r"[★⭐✭✮]|\b(5|five)[- ]?stars?\b|\b[45](\.\d)? ?(/|out of) ?5 (stars?|rating|on (google|yelp))"
    r"|\b(rated|rating of|rating:?) [45](\.\d)?\b"
)

TOLD = (
    r"\b(one of our|our|a|another|a former|one) (\w+ )?(patient|client)s?\b[^.!?\n]{0,40}\b(said|says|told (us|me)"
    r"|tell (us|me)|tells (us|me)|shared|shares|wrote|writes|describes|recalls?|put it)\b"
)
"""A patient's words, told by the clinic."""

_TYPICAL = (
    r"\b(most|typical(ly)?|on average|in general|generally|about half|not everyone|half of|some people|many people"
    r"|\d+ (in|of|out of) (every )?\d+)\b|\d ?%"
)


def testimonials_are_backed(writing: Writing) -> Iterator[Finding]:
    """Yield FTC-009 for each testimonial without a signed release, or without what patients can expect as a rule."""
    praised = list(_testimonials(writing))
    if not praised:
        return
    missing = []
    if not getattr(writing.fields, "authorization_id", ""):
        missing.append("the number of the signed release (`authorization_id` in the front matter)")
    if not any(said.sentence.is_cited for said in writing.all(_TYPICAL)):
        missing.append("a sentence, with its source, on what patients can generally expect")
    if missing:
        for praise in praised:
            yield finding(
                "FTC-009", praise, message=f"This is a testimonial, and the text does not give {listed(missing, 'or')}."
            )


def _testimonials(writing: Writing) -> Iterator[Mention]:
    """Yield where each testimonial begins, one for each passage."""
    last: Passage | None = None
    for praise in sorted(_praise(writing), key=lambda praise: praise.place):
        passage = praise.sentence.passage
        if passage is not last and not _goes_on(writing, last, passage):
            yield praise
        last = passage


def _goes_on(writing: Writing, before: Passage | None, passage: Passage) -> bool:
    """Return whether a passage is the next of the same quotation."""
    if before is None or passage.role is not Role.QUOTATION:
        return False
    at = next(index for index, each in enumerate(writing.passages) if each is passage)
    return writing.passages[at - 1] is before and before.role is Role.QUOTATION


def _praise(writing: Writing) -> Iterator[Mention]:
    """Yield where a patient's praise, or a rating, begins, in no order."""
    yield from writing.all(STARS)
    for told in writing.all(TOLD):
        text = told.sentence.passage.text
        if '"' in text or compiled(_PRAISE).find(text):
            yield told
    for passage in writing.passages:
        if passage.role is Role.QUOTATION or ('"' in passage.text and passage.role is not Role.ROW):
            start = _patients_words(passage)
            if start is not None:
                yield mention(writing, passage, start)


def _patients_words(passage: Passage) -> int | None:
    """Return where a patient's words in the first person begin in a passage, if it has any that praise."""
    if passage.role is Role.QUOTATION:
        words = passage.text
        praises = compiled(_FIRST_PERSON).find(words) and compiled(_TOLD_OF_CARE).find(words)
        return 0 if praises and not compiled(_NO_PATIENT).find(words) else None
    for quoted in _QUOTED.finditer(passage.text):
        words, after = quoted[1], passage.text[quoted.end() : quoted.end() + 80]
        around = passage.text[max(quoted.start() - 80, 0) : quoted.start()] + after
        if compiled(_NO_PATIENT).find(around) or not compiled(_FIRST_PERSON).find(words):
            continue
        is_of_care = compiled(_CARE).find(passage.text) is not None
        if (compiled(_PRAISE).find(words) and is_of_care) or compiled(_ATTRIBUTED).find(f'"{after}'):
            return quoted.start()
    return None


_GIVEN_NAME = r"(?-i:\b[A-Z][a-z]+( [A-Z][a-z]*\.?)?)"
_PERSON = (
    r"(man|woman|mother|mom|father|dad|wife|husband|veteran|teacher|nurse|engineer|student|lawyer|firefighter"
    r"|paramedic|soldier|executive|artist|professional)"
)
_STORY = (
    r"(came|had|has|was|tried|started|began|received|struggled|suffered|arrived|told|got|walked|spent|found|lives"
    r"|from)"
)

DESCRIBED = "|".join(
    (
        rf"\b(?-i:patient|client),? ((named|called|whom we call|who we('ll| will) call),? )?\"?{_GIVEN_NAME}\b",
        rf"{_GIVEN_NAME}(,| is| was) (an? |age |aged )?\d\d([- ]years?[- ]old|,|,? of |$)",
        rf"{_GIVEN_NAME} ?\((age |aged )?\d\d\)",
        rf"\b(an?|our) (\w+ )?\d\d[- ]?year[- ]old\b[^.!?\n]*\b{_STORY}\b",
        r"(?-i:\b[Mm]eet [A-Z][a-z]+\b)",
        r"(?-i:\b[A-Z][a-z]+'s) ((ketamine|recovery|healing|treatment|spravato) )?(story|journey|experience with)\b",
        (
            rf"\bone of (our|my) (\w+ )?(patients?|clients?)\b[^.!?\n]*\b(an?|the) (\w+ ){{0,2}}{_PERSON} (in|from|at"
            rf"|of)\b"
        ),
    )
)
"""A patient who is named, or described so that someone could know them."""

_NO_PERSON = (
    r"(?-i:\b(Health|Portal|Spravato|Medicare|Medicaid|Bill|Ketamine|Reviews?|Stories|Care|Services|Resources|Forms?"
    r"|Rights|Education|Safety|Assistance|Us|Our|Your|The|This|We|If|It|They|He|She|And|But|In|At|For|To|January"
    r"|February|March|April|May|June|July|August|September|October|November|December|Table|Figure|Team|Dr|Lifeline"
    r"|People|Participants|Age|Ages|Aged)\b)"
)

_OF_A_CLINIC = r"\b(patients?|clients?|clinic|infusions?|ketamine|esketamine|spravato)\b"
NO_REAL_PATIENT = r"\bcomposite\b|\bfictional\b|\bfictitious\b|\bnot (a )?real (patient|person|people)\b"
_IMAGINED = r"\b(imagin(e|ed|ary)|suppose|hypothetical|made[- ]up|invented|for example|example:)\b"


def patients_are_not_described(writing: Writing) -> Iterator[Finding]:
    """Yield PRIV-010 for each patient that is named or described, in a text without a signed release."""
    if getattr(writing.fields, "authorization_id", "") or not writing.has(_OF_A_CLINIC):
        return
    told: Passage | None = None
    for each in writing.all(DESCRIBED):
        passage = each.sentence.passage
        if passage is told or not _is_patient(each.sentence.text) or compiled(_IMAGINED).find(passage.text):
            continue
        if writing.has(NO_REAL_PATIENT):
            return
        told = passage
        yield finding("PRIV-010", each, message=_unreleased(writing))


def _is_patient(sentence: str) -> bool:
    """Return whether the person whom a sentence describes is a patient, not a clinician, a place or a study's."""
    span = compiled(DESCRIBED).find(sentence)
    if span is None or compiled(_NO_PATIENT).find(sentence):
        return False
    return not compiled(_NO_PERSON).find(sentence[span[0] : span[1]])


def _unreleased(writing: Writing) -> str:
    """Return what is wrong with a patient in such a text."""
    if has_field(writing, "authorization_id"):
        return "This describes a patient, and the front matter has no `authorization_id`."
    return "This describes a patient, which only an article with a signed release may do."

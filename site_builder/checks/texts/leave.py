"""Leave that nobody can give: to drive on the day of treatment, and to have it when one must not."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.texts.subjects import TREATMENT, statements, subject
from site_builder.checks.texts.writing import Writing, compiled, finding
from site_builder.rules.engine import Finding

_AT_THE_WHEEL = r"\b(driv(e|es|ing)|(behind|at|take) the wheel)\b"
_ALLOWED = (
    r"\b(can|could|may|will|able|free|allowed|fine|okay|ok|all right|alright|safe|safely|fit|good|ready|cleared"
    r"|welcome|no (problem|trouble|issue|need to worry)|let you)\b"
)
_HOURS = (
    r"\b(\d+|an|one|two|three|four|five|six|seven|eight|ten|twelve|few|couple of|half an|several|some)"
    r"( more)?[- ](minutes?|hours?)\b"
)
_TOO_SOON = (
    rf"({_HOURS}|\b((same|that|later that|later this|later in the|in the) (day|evening|afternoon|night|morning)"
    r"|later on|tonight|afterwards?|straight away|right away|by (the )?(dinner|lunch|supper|evening|night|bedtime|noon)"
    r"|(once|when|after|as soon as) (you|it|the|your|they|a|an|some|lunch|dinner)"
    r"|(yourself|myself|themselves) home|(drive|driving) home|home from (the|your|our))\b)"
)
_NO_RIDE = (
    r"(\b(no|not|never|without)|n't) (have to |really )?(need|require|want|bring|arrange|needing|arranging)"
    r"( for)? (an?|any|anyone|someone|somebody|to be) ?(\w+ )?(ride|lift|driver|drive you|taxi|driven|drive"
    r"|take you home|escort)\b|\bno (ride|driver|escort|taxi|lift)( home)? (is )?(needed|required|necessary)\b"
)

LEAVE_TO_DRIVE = (
    rf"{_ALLOWED}[^.!?\n]{{0,40}}{_AT_THE_WHEEL}[^.!?\n]*{_TOO_SOON}|{_ALLOWED}[^.!?\n]{{0,20}}\b(drive|driving) home\b"
    rf"|{_TOO_SOON}[^.!?\n]*{_ALLOWED}[^.!?\n]{{0,40}}{_AT_THE_WHEEL}"
    rf"|{_AT_THE_WHEEL}[^.!?\n]*({_TOO_SOON}[^.!?\n]*{_ALLOWED}|{_ALLOWED}[^.!?\n]*{_TOO_SOON})"
    rf"|\b(wait|give|giving|rest|takes?|needs?|allow|leave)\b[^.!?\n]{{0,20}}{_HOURS}[^.!?\n]{{0,40}}{_AT_THE_WHEEL}"
    r"|\b(patients|people|most|many|all|everyone|you|they)( \w+){0,3} drives? (themselves |yourself )?"
    rf"(home|back|to work|off)\b|{_NO_RIDE}"
)
"""Leave to drive on the day of treatment, or to go home alone."""

_NO_LEAVE_TO_DRIVE = (
    r"(\b(cannot|never|nobody|no one|avoid|unsafe|whether|unable|too soon to"
    r"|(must|should|may|can|could|do|does|will|would|are|is) not|not (safe|fit|able|allowed|ready|free|before|until"
    r"|even))\b|n't\b)[^.!?\n]{0,60}\b(driv|wheel|without\b)"
    r"|\b(next|following) (calendar )?(day|morning)\b|\bday after\b|\b24 hours\b|\btomorrow\b|\bsleep\b"
    r"|\bdriv(e|es|ing) (you|them|him|her|me|us|patients|the patient)\b|\bif (you|they|people|anyone)( \w+)? driv"
    r"|\b(someone|somebody|friend|family|partner|relative|driver|companion|adult|taxi|who)\b[^.!?\n]{0,40}\bdriv"
    r"|\bdriv(e|es|ing) (\w+ )?(to (the|our) (clinic|office|center|building)|to us|from)\b"
    r"|\b(consultation|first (talk|visit|meeting|call)|no ketamine|blood test|check-?up)\b"
)
"""What turns that round, gives leave for the next day, or speaks of another driver or another day."""

_OTHER_MEDICINES = r"\b(antidepressants?|ssris?|snris?|sertraline|zoloft|lexapro|prozac|benzodiazepines?)\b"


def driving_waits(writing: Writing) -> Iterator[Finding]:
    """Yield FDA-011 for each sentence that lets a patient drive before the next day, whatever else the text says."""
    if not writing.has(TREATMENT):
        return
    for mention in statements(writing, LEAVE_TO_DRIVE, _NO_LEAVE_TO_DRIVE):
        text = mention.sentence.text
        if compiled(TREATMENT).find(text) or not compiled(_OTHER_MEDICINES).find(text):
            what = "This lets the patient drive, or go home alone, on the day of treatment."
            yield finding("FDA-011", mention, message=what)


_EXCLUDED = (
    r"(\b(pregnan(t|cy|cies)|(mothers|moms)-to-be|unborn|expecting (a baby|mothers?)|breast-?feed(s|ing)?|nursing"
    r"|aneurysms?|arteriovenous|bleed(ing)? (in|into|on) the brain|brain bleed(s|ing)?|under (the age of |age )?"
    r"(18|eighteen)|children|kids|teens?|teenagers?|adolescents?|minors)\b|(?-i:\bAVMs?\b)"
    r"|\ballerg(y|ic) to (keta|esketa|spravato|it\b))"
)
"""Those who should not have it in any case: the label of esketamine and a consensus (spravatopi; sanacora2017)."""

_SUITS = (
    r"\b((is|are|be|it's) (\w+ )?(fine|safe|okay|ok|all right|alright|suitable|harmless|allowed|welcome|good|right)"
    r"|(no|not a|nothing|hardly a) (\w+ )?(problem|reason|obstacle|issue|cause|bar|concern|worry|need|to worry)"
    r"|(can|may) (still |also |safely |all |both )*(have|get|take|use|try|receive|start|be (treated|given))"
    r"|(need not|do not|don't) (need to |have to )?(worry|wait|avoid|fear|stop)"
    r"|we (also )?(treat|accept|welcome|give|offer)|safely|welcome to)\b"
)

LEAVE_TO_TREAT = rf"{_EXCLUDED}[^.!?\n]*{_SUITS}|{_SUITS}[^.!?\n]*{_EXCLUDED}"
"""The treatment called right for those."""

_NO_LEAVE_TO_TREAT = (
    r"\b(not (be )?(safe|fine|okay|ok|right|suitable|known|recommended|allowed|approved|for|have|get|take|use|receive"
    r"|be|given|give|offer|treat)|never|cannot|unknown|whether|no one|nobody|unsafe|until|unless|nor|neither"
    r"|(isn|aren|can|shouldn|mustn|won)'t|adults?|ask|tell us|tell your|talks?|consultation|visit|questions?|keep"
    r"|reach|lock|store|instead|other (care|treatments?|options?)|an?esthe\w+)\b"
)
"""What turns that round, or speaks of something else."""


def exclusions_hold(writing: Writing) -> Iterator[Finding]:
    """Yield CLIN-007 for each sentence that lets those have it who should not, whatever else the text says."""
    if not subject(writing).named:
        return
    for mention in statements(writing, LEAVE_TO_TREAT, _NO_LEAVE_TO_TREAT):
        if compiled(TREATMENT).find(mention.sentence.text) and not mention.sentence.is_cited:
            what = "This says that someone may have the treatment who should not."
            yield finding("CLIN-007", mention, message=what)

"""Evidence told whole: numbers needed to treat, speed with its fading, trials that found nothing, therapy unproven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.checks.texts.subjects import (
    NOTS,
    TREATMENTS,
    beside,
    entitled,
    listed,
    statements,
    subject,
    unsaid,
)
from site_builder.checks.texts.writing import Mention, Writing, compiled, finding
from site_builder.language.passages import Passage, Role
from site_builder.language.sentences import CITATION
from site_builder.rules.engine import Finding

_NNT = r"(\bnn[th]s?\b|\bnumbers? needed to (treat|harm)\b)"
_NUMBER = r"(\d+(\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|twelve)"

NNT_STATED = (
    rf"{_NNT}[^.!?\n]{{0,40}}\b{_NUMBER}\b|\b(low|lower|lowest|small|smaller|good|better|best|high|higher|excellent"
    rf"|impressive|favorable|strong)\b[^.!?\n]{{0,20}}{_NNT}|{_NNT}[^.!?\n]{{0,30}}\b(is|are|was) (very |quite "
    rf"|much )?(low|small|good|better|impressive|excellent|high|favorable)"
)
"""A number needed to treat with its figure, or praised without one; not the word alone, which may be explained."""

NNT_PARTS = (
    (
        "a comparator (such as placebo)",
        (
            r"\b(placebo|saline|salt water|midazolam|dummy|sham|versus|vs|against|controls?|usual care"
            r"|compared (with|to))\b"
        ),
    ),
    ("a time (such as 4 weeks)", r"\b(minutes?|hours?|days?|weeks?|months?|years?)\b"),
    (
        "an outcome (such as response)",
        r"\b(respon|remission|remit|relaps|improv|side effect|stopp|discontinu|dropout|dissociat|sedat|dizz|nausea)",
    ),
)
"""What belongs to such a number, and how it is known."""


def numbers_needed_are_whole(writing: Writing) -> Iterator[Finding]:
    """Yield CLIN-004 for each paragraph with a number needed to treat, and not against what, for what, or when."""
    told: list[Passage] = []
    for mention in writing.all(NNT_STATED):
        passage = mention.sentence.passage
        if any(passage is each for each in told):
            continue
        told.append(passage)
        words = _unit(writing.passages, passage)
        missing = unsaid(words, NNT_PARTS)
        if missing:
            yield finding(
                "CLIN-004", mention, message=f"The paragraph does not give {listed(missing, 'or')} with this number."
            )


def _unit(passages: Sequence[Passage], passage: Passage) -> str:
    """Return the words of a paragraph; of a table the whole, of a list with the words before it."""
    at = next(index for index, each in enumerate(passages) if each is passage)
    first, last = at, at + 1
    if passage.role in (Role.ROW, Role.ITEM):
        while first > 0 and passages[first].role is passage.role:
            first -= 1
    if passage.role is Role.ROW:
        while last < len(passages) and passages[last].role is Role.ROW:
            last += 1
    return "\n".join([each.text for each in passages[first:last]])


_SPEED = {
    "en": (
        r"(rapid(ly)?|fast(er|est)?|quick(ly|er|est)?|swift(ly)?|speed(y|ily)?|soon(er)?|immediate(ly)?|overnight"
        r"|right away|same[- ]day|almost at once|(in|within) (just |only |as little as |about |a matter of |mere "
        r"|the first |a few |a |one |two |\d+ |an )*(minutes?|hours?|day|24 hours|\d+ days?|days))"
    ),
    "es": (
        r"(rápid\w+|pronto|veloz|velocidad|enseguida|inmediat\w+|(en|desde) (solo |apenas |menos de |unas |pocas "
        r"|cuestión de |más o menos |unos |las primeras |el primer |un |una |dos |tres |\d+ )*(minutos?|horas?|días?))"
    ),
}
_EFFECT = {
    "en": (
        r"(relie(f|ve|ves|ved|ving)|act(s|ed|ing|ion)?|onset|effects?|effective|results?|improv\w+|respon\w+"
        r"|antidepressants?|benefits?|works?|worked|working|help(s|ed)?|feel(s|ing)?|felt|better|reduc\w+|lift(s|ed|ing)?"
        r"|eas(e|es|ed|ing)|alleviat\w+|recovery|symptoms?|difference|chang(e|es|ed)|cuts?|fell|falls?|drop(s|ped)?"
        r"|ideation|kicks? in|takes? effect|treat(s|ment)?|depression|mood|hope)"
    ),
    "es": (
        r"(alivi\w+|actú\w+|actuar|efectos?|efic(az|aces|acia)|efectiv[ao]s?|resultados?|mejor\w*|respuesta|respond\w+"
        r"|benefici\w+|funciona\w*|ayud\w+|sient\w+|sent\w+|reduc\w+|reduj\w+|baj(an|ar|ó|aron)|levanta\w*|cambi\w+"
        r"|síntomas|depresión|ánimo|esperanza)"
    ),
}

SPEED = {
    "en": (
        rf"\b{_SPEED['en']}[- ][^.!?\n]*\b{_EFFECT['en']}\b|\b{_EFFECT['en']}\b[^.!?\n]*\b{_SPEED['en']}\b"
        rf"|\b(is|are) (ketamine|esketamine|spravato) (so )?fast\b"
    ),
    "es": rf"\b{_SPEED['es']}\b[^.!?\n]*\b{_EFFECT['es']}\b|\b{_EFFECT['es']}\b[^.!?\n]*\b{_SPEED['es']}\b",
}
"""A quick effect."""

_NOT_THE_EFFECT = {
    "en": (
        r"\b(side[- ]effects?|wear(s|ing)? off|worn off|dissociat\w+|detached|blood pressure|sedat\w+|drows\w+|nause\w+"
        r"|monitor\w*|breakdown|breaks?|driv\w+|metabol\w+|heart|bladder|fast(ing)? (for|before)|eat|call|calls|book\w*"
        r"|schedul\w+|appointment|repl(y|ies|ied)|answer(s|ed)?|messages?|e-?mails?|phone|staff|contact|emergency"
        r"|reach out|tell (us|them)|911|988|quickly as|dizz\w+|headaches?|sensations?"
        r"|(feels?|feeling|felt|get|gets|getting) (\w+ )?(sick|ill|queasy|tired|unwell)|vomit\w*"
        r"|respond to (you|your|calls?|questions))\b"
    ),
    "es": (
        r"\b(efectos? (secundarios?|adversos?)|disociaci\w+|desconexión|presión|sedaci\w+|somnolen\w+|sueño|náuseas?"
        r"|mareos?|marea\w*|dolor(es)? de cabeza|vigil\w+|observ\w+|revis\w+|conduc\w+|manej\w+|corazón|vejiga|comer"
        r"|cita|llam\w+|mensajes?|correo|teléfono|contest\w+|responder(emos)?|personal|emergencias?|avis\w+|díga\w+|911|988"
        r"|vómitos?|vomit\w+|(sient\w+|sint\w+|sent\w+) mal"
        r"|recuper\w+|descompon\w+|metabol\w+|no (dio|hubo|mostr\w+|encontr\w+|conoce|hay|existe)( \w+)?)\b"
    ),
}

_SLOW_OTHERS = {
    "en": (
        r"\b(take|takes|took|taking|need|needs|wait|waiting|instead of|rather than|not|unlike|versus|vs|compared"
        r"|than)\b[^.!?\n]{0,40}\b(days|weeks|months)\b"
    ),
    "es": (
        r"\b(tard\w+|tom(a|an|ar)|esper\w+|en (lugar|vez) de|no|a diferencia|frente a|que)\b[^.!?\n]{0,40}"
        r"\b(días|semanas|meses)\b"
    ),
}

COURSE = {
    "en": (
        r"\bfad(e|es|ed|ing)\b|\brelaps|\bwears? off\b|\bwore off\b|\bmaintenance\b|\bboosters?\b|\bshort[- ]lived\b"
        r"|\btemporary\b|\bduration\b|\b(last|lasts|lasted|lasting|persist\w*|sustain\w*|maintain\w*|remain\w*|held"
        r"|holds?)\b[^.!?\n]{0,50}\b(hours?|days?|weeks?|months?)\b|\b(symptoms?|depression|it)( \w+)? (return|returns"
        r"|returned|come back|comes back|came back)\b|\b(not|n't|never) (always )?last\b"
        r"|\b(days|weeks|months|a week|a month) (later|after)\b|\bhow long\b[^.!?\n]*\blast"
        r"|\b(up to|for|after|at) (a|one|two|three|four|six|several|\d+|a few|about \w+) (days|weeks?|months?)\b"
        r"|\b(days|weeks) (or|to) weeks\b|\bat (day|week) \d+"
    ),
    "es": (
        r"\bdesvan\w+|\breca(e|í|y|íd)\w*|\bmantenimiento\b|\brefuerzos?\b|\btemporal(es)?\b|\bpasajer[ao]s?\b"
        r"|\bdura(n|r|ba|ban|ción)?\b|\bduró\b|\bduraron\b|\b(se )?(mantien|mantuv|persist|sosten|sostuv|conserv)\w+"
        r"|\b(síntomas?|depresión)\b[^.!?\n]{0,20}\b(vuelv|volv|regres)\w+"
        r"|\b(días|semanas?|mes|meses) (después|más tarde)\b|\b(hasta|durante|por|después de) (un|una|dos|tres|cuatro"
        r"|seis|varias|pocas|unas|\d+) (días|semanas?|mes|meses)\b"
        r"|\ben (unas |pocas )?semanas\b|\b(a|en) la semana\b|\ben el día \d+"
    ),
}
"""How long an effect lasts, or that it does not."""


def speed_comes_with_its_course(writing: Writing) -> Iterator[Finding]:
    """Yield CLIN-005 for each section that says how fast it works and not how long that lasts."""
    if not subject(writing).named:
        return
    judged: set[str] = set()
    for mention in writing.all(writing.own(SPEED)):
        section = beside(writing, mention.sentence.passage)
        if section in judged:
            continue
        if _tells_course(section, writing):
            judged.add(section)
        elif _is_of_the_effect(mention.sentence.text, section, writing):
            judged.add(section)
            what = "The section says how fast it works and not how long that lasts."
            yield finding("CLIN-005", mention, message=what)


def _is_of_the_effect(sentence: str, section: str, writing: Writing) -> bool:
    """Return whether a sentence on speed states how fast ketamine or esketamine works."""
    denied = rf"{writing.own(NOTS)}[^.!?\n]{{0,60}}{writing.own(_SPEED)}"
    if compiled(writing.own(_NOT_THE_EFFECT)).find(sentence) or compiled(denied).find(sentence):
        return False
    of_others = compiled(writing.own(_OTHERS)).find(sentence)
    return compiled(writing.own(TREATMENTS)).find(sentence if of_others else section) is not None


_OTHERS = {
    "en": r"\b(antidepressants?|ssris?|snris?|esmethadone|psilocybin|exercise|sleep)\b",
    "es": r"\b(antidepresivos?|isrs|irsn|esmetadona|psilocibina|ejercicio|dormir)\b",
}


def _tells_course(section: str, writing: Writing) -> bool:
    """Return whether a section says how long the effect lasts, and not only how slow other treatments are."""
    course, slow, lasts = [compiled(writing.own(words)) for words in (COURSE, _SLOW_OTHERS, _LASTS)]
    text = section.replace(". ", ".\n")
    start = 0
    while found := course.find(text, start):
        line = text[text.rfind("\n", 0, found[0]) + 1 :].partition("\n")[0]
        if not slow.find(line) or lasts.find(line):
            return True
        start = found[1]
    return False


_LASTS = {
    "en": r"\b(fad|relaps|maintenance|booster|wears? off|last|sustain|persist|later)",
    "es": r"\b(desvan|reca|mantenim|mantien|refuerz|dur[aó]|persist|después)",
}

ON_EVIDENCE = r"\b(works?|working|evidence|effective(ness)?|research|stud(y|ies)|trials?|science|success rates?)\b"

WHOLE_EVIDENCE = frozenset({"lii2023", "jelovac2025", "abdallah2022", "takahashi2021", "dean2021"})
"""Trials of ketamine or esketamine that found no difference, and the review that rates how certain the rest is."""

_NULL_RESULT = (
    r"\b(no (clear |significant |real )?(difference|advantage|benefit)|did not differ|no better than"
    r"|(very )?low certainty|did not (beat|separate))\b"
)


def evidence_is_whole(writing: Writing) -> Iterator[Finding]:
    """Yield CLIN-008 where a text is on the evidence for ketamine and cites nothing that speaks against it."""
    if not subject(writing).named or writing.cited & WHOLE_EVIDENCE or writing.kind not in ("article", "question"):
        return
    heading = _on_evidence(writing)
    if heading is None or not subject(writing).either:
        return
    if not any(mention.sentence.is_cited for mention in writing.all(_NULL_RESULT)):
        what = "The text is on the evidence for ketamine, and cites no trial without a difference and no review of it."
        yield finding("CLIN-008", heading, message=what)


def _on_evidence(writing: Writing) -> Mention | None:
    """Return the title of a text on evidence: by what it says, or by its topics."""
    title = next((each for each in writing.passages if each.role is Role.TITLE), None)
    topics = getattr(writing.fields, "topics", ()) or (getattr(writing.fields, "topic", ""),)
    if title is None or not (compiled(ON_EVIDENCE).find(title.text) or "evidence" in topics):
        return None
    return entitled(writing, ".")


_TALK = (
    r"\b(psychotherap\w+|talk(ing)? therapy|integration|counsel(l)?ing|therapists?|therapeutic (support|guidance"
    r"|work)"
    r"|cbt|cognitive[- ]behaviou?ral therapy|therapy sessions?|preparation (sessions?|and))\b"
)
_NEEDED = (
    r"\b(essential|necessary|crucial|vital|critical|imperative|indispensable|required|mandatory|proven|fundamental"
    r"|cornerstone|paramount|key (to|part|component|ingredient)|a must|must|needed|non-?negotiable|ensures?"
    r"|maximi[sz]\w+|doubles?|where the (real|true|deep)\w* (\w+ )?(healing|work|change|magic)|locks? in|cements?"
    r"|solidif\w+|makes? (\w+ ){0,4}last)\b"
)

TALK_NEEDED = rf"{_TALK}[^.!?\n]*{_NEEDED}|{_NEEDED}[^.!?\n]*{_TALK}"


def therapy_is_not_overstated(writing: Writing) -> Iterator[Finding]:
    """Yield CLIN-009 for each statement that therapy with ketamine is needed, or proven, that names no source."""
    if not subject(writing).named:
        return
    for mention in statements(writing, TALK_NEEDED):
        if not CITATION.search(mention.sentence.text):
            yield finding(
                "CLIN-009",
                mention,
                message="This says that therapy with ketamine is needed or proven, without a source.",
            )

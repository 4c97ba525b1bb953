"""The other side of a treatment: its risks, who should not have it, other medicines, and the way home."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.texts.subjects import (
    EITHER,
    TREATMENTS,
    entitled,
    headed,
    is_question,
    listed,
    subject,
    unsaid,
    whole,
)
from site_builder.checks.texts.writing import Mention, Writing, compiled, finding
from site_builder.language.passages import Passage
from site_builder.rules.engine import Finding

_WORKS = (
    r"\bwork(s|ed|ing)?( (well|fast\w*|quick\w*|sooner|rapidly|immediately|right|within|in|for|when|where|even|better"
    r"|best|wonders|to (treat|relieve|lift|ease|reduce|heal))\b|[.!])"
)
_GOOD = {
    "en": (
        r"(\b(efficac(y|ious)|antidepressant (effects?|action|response)|boost\w*|robust|dramatic(ally)?"
        r"|reliev(e|es|ed|ing)|relief|alleviat(e|es|ed|ing|ion)|eas(e|es|ed|ing)|lift(s|ed|ing)?"
        r"|improv(e|es|ed|ing|ement|ements)|help(s|ed|ful|ing)?|heal(s|ed|ing)?|treat(s|ed|ing)?|effective(ly|ness)?"
        r"|respon(d|ds|ded|se|ses)|remission|benefit(s|ed)?|beneficial|promis(e|ing)|breakthrough|revolution\w*"
        r"|transform\w*|restor(e|es|ed|ing)|rewir\w+|regrow\w*|success\w*|reduc(e|es|ed|ing|tion|tions)"
        r"|decreas(e|es|ed|ing)|better|recover|hope|hopeful|powerful|gold standard|rapid(ly)?|fast-acting|quick(ly)?"
        r"|life-?(saving|changing)|game-?chang\w+|lasting|saved?|repairs?)\b"
        rf"|{_WORKS})"
    ),
    "es": (
        r"\b(efic(az|aces|acia)|efectiv[ao]s?|alivi\w+|mejor(a|an|ar|ó|aron|ía|ías|es)?|ayud(a|an|ar|ó|aron|ará)|funcionan?"
        r"|trata[nr]?|respond\w+|respuesta|remisión|benefici\w+|prometedor(a|es|as)?|esperanza|rápid\w+|redu(c|j)\w+"
        r"|(levant|salv|san|cur|repar|restaur)(a|an|ar|ó|aron|ará)|baj(an|ar|ó|aron)|recuper\w+|transform\w+|duradero?s?)\b"
    ),
}
_BENEFIT = {
    language: rf"{treatment}[^.!?\n]*{_GOOD[language]}|{_GOOD[language]}[^.!?\n]*{treatment}"
    for language, treatment in TREATMENTS.items()
}

_FELT = {
    "en": (
        r"\b(patients?|people|clients?|members|most|many|we|you|you'll)\b[^.!?\n]*\b(notice|report|experience|see|feel"
        r"|felt|find|found|get)s?\b[^.!?\n]*\b(improve\w*|relief|better|shift|great results|drop|reduction"
        r"|lift(ed|ing)?|hopeful|healing|lighter)\b"
        rf"|\b(it|they|both|each|these)\b[^.!?\n]*(\b(reliev\w+|relief|lifts?|eases?|improves?|effective)\b|{_WORKS})"
    ),
    "es": (
        r"\b(pacientes|personas|mayoría|much[ao]s|usted|quienes)\b[^.!?\n]*\b(not|sient|sent|v[eé]|encuentr|encontr)\w*\b"
        r"[^.!?\n]*\b(mejor\w*|alivi\w+|cambios?|esperanza)\b"
    ),
}
"""A benefit that people feel, in a text that need not name the treatment again."""

_NO_BENEFIT = {
    "en": (
        rf"(\b(not|never|no|cannot|nor|neither|without|unproven|unknown|whether|if|how (well|fast|long))\b"
        rf"|n't\b)[^.!?\n,;]{{0,60}}{_GOOD['en']}"
        r"|\b(weigh|decide|choose|go (along|together) with|before|ask)\b|\b(side[- ]effects?"
        r"|risks?)\b[^.!?\n]{0,40}\b(treat|help)"
    ),
    "es": (
        r"\b(no|ni|nunca|sin|ningún|ninguna|tampoco|nadie|si|qué tan|cuánto)\b[^.!?\n,;]{0,60}"
        rf"{_GOOD['es']}|\b(sopes\w+|decid\w+|eleg\w+|antes de|pregunt\w+)\b"
        r"|\b(efectos? secundarios?|riesgos?)\b[^.!?\n]{0,40}\b(trat|ayud)"
    ),
}
"""What turns a benefit round, or speaks of something else than one."""

RISK_HEADING = {
    "en": (
        r"\b(risks?|side[- ]?effects?|safety|safe|unsafe|safely|warnings|boxed warning|black box|dangers?|dangerous"
        r"|harms?"
        r"|harmful|adverse|precautions?|cautions?|downsides?|drawbacks?|contraindications?)\b|\bgo wrong\b"
    ),
    "es": (
        r"\b(riesgos?|efectos? (secundarios?|adversos?)|seguridad|segur[ao]s?|advertencias?|peligr\w+|daños?"
        r"|dañin[ao]s?|precauci(ón|ones)|contraindicaciones|desventajas?)\b|\bsalir mal\b"
    ),
}

RISKS = {
    "en": (
        r"\b(dissociat\w+|detach\w+|out of body)",
        r"\bblood pressure\b|\bhypertens",
        r"\b(sedat\w+|drows\w+|sleep(y|iness))\b",
        r"\b(misus|abus|addict|dependen)\w+",
        r"\b(bladder|urin\w+|cystitis)\b",
        r"\b(nause\w+|vomit\w*)\b",
        r"\bdizz|\bvertigo",
        r"\bbreath|\brespirat",
        r"\bheadaches?\b",
        r"\b(blurred|double) vision\b",
        r"\bhallucinat|\bpsychosis\b|\bmania\b",
        r"\bliver\b",
        r"\bheart (rate|rhythm)\b|\bpalpitations?\b",
        r"\bsuicid",
        r"\bconfus|\bmemory\b|\bcognitive\b",
    ),
    "es": (
        r"\bdisociaci|\bdesconexión\b|\bfuera del cuerpo\b",
        r"\bpresión (arterial|sanguínea)\b|\bhipertens",
        r"\bsedaci|\bsomnolen|\bsueño\b",
        r"\b(uso indebido|abus\w+|adicci\w+|adict\w+|dependencia)\b",
        r"\bvejiga\b|\borina|\bcistitis\b",
        r"\bnáusea|\bvómito|\bvomit",
        r"\bmareo|\bvértigo",
        r"\brespira",
        r"\bdolor(es)? de cabeza\b",
        r"\bvisión (borrosa|doble)\b",
        r"\balucina|\bpsicosis\b|\bmanía\b",
        r"\bhígado\b",
        r"\bpalpitaci|\b(ritmo|frecuencia) (del corazón|cardíac[ao])\b",
        r"\bsuicid",
        r"\bconfusi|\bmemoria\b|\bcognitiv",
    ),
}
"""Risks of ketamine and esketamine, of which a section on risks names some."""

ENOUGH = 2
"""Risks that make a section one on risks."""


def risks_are_told(writing: Writing) -> Iterator[Finding]:
    """Yield FDA-009 where a text states a benefit and has no section that tells the risks."""
    if writing.kind == "question" or not subject(writing).named:
        return
    empty: Passage | None = None
    for heading, _ in headed(writing, writing.own(RISK_HEADING)):
        if _tells_risks(writing, heading):
            return
        empty = heading
    if benefit := _benefit(writing):
        lack = f"and its section “{empty.text}” does not name the risks" if empty else "and has no section on risks"
        yield finding("FDA-009", benefit, message=f"The text states a benefit, {lack}.")


def _tells_risks(writing: Writing, heading: Passage) -> bool:
    """Return whether what stands under a heading names risks."""
    told = f"{heading.text}\n{whole(writing, heading)}"
    risks = writing.own(RISKS)
    return len(risks) - len(unsaid(told, tuple(zip(risks, risks, strict=True)))) >= ENOUGH


def _benefit(writing: Writing) -> Mention | None:
    """Return the first statement that ketamine or esketamine does good."""
    benefit, not_one = writing.own(_BENEFIT), compiled(writing.own(_NO_BENEFIT))
    pattern = rf"{benefit}|{writing.own(_FELT)}" if subject(writing).either else benefit
    for mention in writing.all(pattern):
        text = mention.sentence.text
        if not is_question(text) and not not_one.find(text):
            return mention
    return None


_GIVEN = (
    r"(infusions?|treatments?|sessions?|appointments?|visits?|procedures?|doses?|spravato|ketamine|esketamine"
    r"|nasal spray)"
)

DAY_HEADING = (
    rf"(?m)\b(treatment|infusion|session|appointment|big|first|dosing) day\b"
    rf"|\bday of (your |the |a )?(\w+ )?{_GIVEN}\b|\b(first|next) (\w+ )?{_GIVEN}\b|\bon the day\b"
    rf"|\bwhat (happens|to expect|should (i|you) expect|can (i|you) expect)\b[^?\n]*\b(during|in|at|on|from|after"
    rf"|with"
    rf"|before)\b[^?\n]*\b{_GIVEN}\b|\bwhat (a|the|your|is a|is an|does a|does an|is the|does the)\b[^?\n]*\b(session"
    rf"|infusion|treatment|visit)\b[^?\n]*\b(like|look|feel)|^during (your |the |a |an )?(\w+ )?{_GIVEN}\b"
    rf"|\byour (first )?(\w+ )?(infusion|session|treatment|visit)( experience)?$"
    r"|\bwhat to expect\b|\bwhat happens$|\bday (at|in) (our|the|a)\b|\b(infusion|session|treatment) (process"
    r"|experience|step by step)\b|\bstep[- ]by[- ]step\b"
    rf"|\bhow (is|does|are) (\w+ )*{_GIVEN} (\w+ )?(administered|given|delivered)\b"
    rf"|\bpreparing for\b[^?\n]*\b{_GIVEN}\b"
)
"""Headings over a description of the day of treatment."""

DAY_WORDS = (
    ("the session itself", r"\bduring (the|your|a|an|each|every) (\w+ )?(infusion|session|treatment)\b"),
    (
        "how long it takes",
        (
            r"\b(infusions?|sessions?|treatments?|appointments?|visits?)\b[^.!?\n]{0,30}\b(lasts?|takes?"
            r"|runs?)\b[^.!?\n]{0,30}\b(\d+|an|one|two|about)\b"
        ),
    ),
    (
        "a line into a vein",
        r"\b(iv|intravenous) (line|catheter|drip)\b|\bplaced? (an|the) iv\b|\bslowly (infused|administered)\b",
    ),
    (
        "comfort",
        (
            r"\b(recliner|comfortable chair|comfy chair|eye mask|blindfold|headphones|playlist|weighted blanket"
            r"|soothing music)\b"
        ),
    ),
    (
        "watching",
        (
            r"\b(monitor\w*|check\w*|take|takes|measure\w*|watch\w*|keep an eye on)\b[^.!?\n]{0,40}\b(vital signs"
            r"|vitals|blood pressure|heart rate)\b"
        ),
    ),
    (
        "minutes",
        (
            r"\b(over|for) (about |approximately |around |roughly )?(40|45|50|60|forty|sixty)( to \d+"
            r"|-\d+)?[- ]minutes?\b"
        ),
    ),
    ("the room", r"\b(private|treatment|infusion|quiet) (room|suite)\b"),
    ("arrival", r"\b(when|once|after) you('ve)? (arrive|get here|check in|settle|are settled)\b|\bcheck-in\b"),
)
"""Words of a description of the day; some of them make one."""

ENOUGH_OF_A_DAY = 3

NO_DRIVING = (
    r"(\b(not|no|never|avoid|cannot|refrain|unable|nor|without|unsafe)\b"
    r"|n't\b)[^.!?\n]{0,60}\bdriv\w+[^\n]*\n?[^\n]*DAY|DAY[^.!?\n]*(\b(not|no|never|avoid|cannot|refrain)\b"
    r"|n't\b)[^.!?\n]{0,60}\bdriv|\b(until|after|wait)\b[^.!?\n]*DAY[^.!?\n]*\bdriv"
    r"|\bdriv\w+[^.!?\n]*\b(only|until|wait|again)\b[^.!?\n]*DAY"
).replace(
    "DAY",
    (
        r"\b((next|following) (calendar )?(day|morning)|day after|24 hours|tomorrow"
        r"|(restful|good|full) (night'?s? )?(sleep|rest)|night'?s? (of )?(sleep|rest))\b"
    ),
)

RIDE_HOME = (
    r"\b(ride|lift|transport\w*|escort\w*|taxi|cab|uber|rideshare)\b|\b(take|takes|taken|drive|drives|driven|bring"
    r"|brings|get|gets|see|sees|accompan\w+|pick|picks)( \w+){0,3} (home|up)\b"
    r"|\b(designated|responsible) (driver|adult|person)\b|\bsomeone (else )?(to |will |should |must |can )?driv"
)


def way_home_is_told(writing: Writing) -> Iterator[Finding]:
    """Yield FDA-011 where a text describes the day of treatment, and not that one must not drive, or the ride home."""
    if not subject(writing).named:
        return
    mention = _day_of_treatment(writing)
    if mention is None:
        return
    missing = []
    if not writing.has(NO_DRIVING):
        missing.append("that the patient must not drive until the next day after a restful sleep")
    if not writing.has(RIDE_HOME):
        missing.append("that someone must take the patient home")
    if missing:
        what = f"The text describes the day of treatment and does not say {listed(missing)}."
        yield finding("FDA-011", mention, message=what)


def _day_of_treatment(writing: Writing) -> Mention | None:
    """Return where a text begins to describe the day of treatment, by its heading or by its words."""
    heading = entitled(writing, DAY_HEADING)
    if writing.kind == "question" or (heading and subject(writing).either):
        return heading
    number = len(DAY_WORDS) - len(unsaid(writing.text, DAY_WORDS))
    if heading and number:
        return heading
    return writing.first("|".join([words for _, words in DAY_WORDS])) if number >= ENOUGH_OF_A_DAY else None


_MEDICINES = (
    r"(antidepressants?|ssris?|snris?|zoloft|lexapro|prozac|benzodiazepines?"
    r"|(other |current |existing |regular |my |your |psychiatric )+(medications?|medicines?|meds|prescriptions?))"
)

BOTH_HEADING = (
    rf"\b(tak(e|ing)|us(e|ing)|have|having|combin\w+)\b[^?\n]*{EITHER}[^?\n]*\b(with|while|alongside"
    rf"|on)\b[^?\n]*\b{_MEDICINES}|\b(tak(e|ing)|combin\w+|mix(ing)?|us(e|ing)|continu(e|ing)|stay(ing)? on"
    rf"|keep(ing)?"
    rf"|remain(ing)? on|safe)\b[^?\n]*\b{_MEDICINES}\b[^?\n]*\b(with|while|during|and|alongside|together|before"
    rf"|at the same time)\b|\b{_MEDICINES}\b[^?\n]*\b(together|alongside|interact\w*)\b"
    rf"|\b(combin\w+|mix(ing)?)\b[^?\n]*{EITHER}[^?\n]*\b(with|and)\b|\btak(e|ing) both\b|\bboth together\b"
    r"|\b(drug|medication|medicine)s? interactions?\b|\binteractions? with\b"
)
"""Headings over what is said on both together."""

BOTH_STATED = (
    rf"\b(can|may|could|safe|safely|fine|okay|ok|need to|have to|able to|free to)\b[^.!?\n]*\b(continu\w+|keep taking"
    rf"|stay on|remain on|combined?|taken? (with|alongside|together)|used? (with|alongside"
    rf"|together))\b[^.!?\n]*(\b{_MEDICINES}\b|{EITHER})"
    r"|\b(medications?|medicines?|antidepressants?)\b[^.!?\n]*\bcompatible\b"
    rf"|\b(combined?|taken|used)\b[^.!?\n]*\b(safely )?(with|alongside)\b[^.!?\n]*\b{_MEDICINES}\b"
)

INTERACTING = (
    ("benzodiazepines", r"\bbenzo(diazepine)?s?\b|\b(xanax|ativan|klonopin|valium)\b"),
    ("lamotrigine", r"\b(lamotrigine|lamictal)\b"),
    ("MAO inhibitors", r"\bmaois?\b|\bmao[- ]inhibitors?\b|\bmonoamine oxidase inhibitors?\b"),
    ("stimulants", r"\bstimulants?\b|\b(adderall|ritalin|amphetamines?)\b"),
    ("sedatives", r"\b(sedatives?|sleeping pills|opioids?|alcohol)\b"),
)

TELL_ALL = (
    r"\b(tell|inform|let|share|give|giving|bring|list|disclose|mention|discuss|know|review|go through"
    r"|told)\b[^.!?\n]*\b(all|every|everything|any|full|complete)\b[^.!?\n]*\b(medicines?|medications?|meds|drugs?"
    r"|prescriptions?|you take|supplements?)\b"
)


def other_medicines_are_named(writing: Writing) -> Iterator[Finding]:
    """Yield CLIN-006 where a text is on ketamine with other medicines, and does not name those that matter."""
    if not subject(writing).named:
        return
    mention = entitled(writing, BOTH_HEADING)
    if mention is None and writing.kind != "question":
        mention = next((each for each in writing.all(BOTH_STATED) if not is_question(each.sentence.text)), None)
    if mention is None or not (writing.kind == "question" or subject(writing).either):
        return
    unnamed = unsaid(writing.text, INTERACTING)
    missing = [f"name {listed(unnamed, 'or')}"] if unnamed else []
    if not writing.has(TELL_ALL):
        missing.append("ask the reader to tell the clinician about all medicines")
    if missing:
        what = f"The text is on taking ketamine with other medicines and does not {' and does not '.join(missing)}."
        yield finding("CLIN-006", mention, message=what)


_WHO = r"(it|this|ketamine|spravato|esketamine|(\w+ ){0,4}(therapy|treatment|infusions?|nasal spray))"

SUITABILITY = (
    r"\bcandidates?\b|\bcandidacy\b|\beligib\w+|\bqualif(y|ies)\b|\bsuitab\w+|\bcontraindicat\w+"
    r"|\bwho\b[^?\n]{0,60}\b(suits?|benefits?|should (not|avoid|have|get|consider|try|use)|can (have|get|try|use))\b"
    rf"|\bwho('s| is| are)? {_WHO} (is )?(not )?(right )?for\b|\bwho {_WHO} (can |may |might )?(helps?|suits?)\b"
    rf"|\b(is|are) {_WHO} (the )?(right|safe|good|appropriate|best)( \w+)? for (me|you|everyone|anyone|your)\b"
    rf"|\bright for (you|me|everyone)\b"
    r"|\b(can|is it for) (everyone|anyone)\b|\b(good|right) fit\b"
)
"""Titles and headings that promise to say who should have the treatment."""

NOT_FOR = (
    ("an aneurysm or arteriovenous malformation", r"\baneurysm|\barteriovenous\b|(?-i:\bAVMs?\b)"),
    (
        "bleeding in the brain",
        (
            r"\b(bleed\w*|bled|hemorrhag\w+)\b[^.!?\n]{0,30}\b(brain|skull|head)\b|\bbrain (bleed|hemorrhag)"
            r"|\bintrac\w+ hemorrhag"
        ),
    ),
    ("allergy", r"\ballerg|\bhypersensitiv"),
    ("pregnancy", r"\bpregnan"),
    ("breastfeeding", r"\bbreast-?feed|\bnursing (mothers?|a baby|women|parents?)\b|\blactat"),
    (
        "age under 18",
        (
            r"\bunder (the age of |age )?(18|eighteen)\b|\bchildren\b|\bminors\b|\b18 (years )?(and|or) older\b"
            r"|\badolescents\b"
        ),
    ),
    ("uncontrolled blood pressure", r"\bblood pressure\b|\bhypertension\b"),
    ("psychosis", r"\bpsychosis\b|\bpsychotic\b|\bschizophreni"),
    (
        "substance use problems",
        r"\b(substance|alcohol|drug|opioid)s?[- ](use|abuse|misuse|addiction)\b|\baddiction\b|\bmisused?\b",
    ),
)
"""Who should not have it or needs extra checks: the label of esketamine and a consensus (spravatopi; sanacora2017)."""


def exclusions_are_named(writing: Writing) -> Iterator[Finding]:
    """Yield CLIN-007 where a text says who the treatment is for and leaves out some of those it is not for."""
    if not subject(writing).named:
        return
    mention = entitled(writing, SUITABILITY)
    if mention is None or not (compiled(EITHER).find(mention.sentence.text) or subject(writing).either):
        return
    missing = unsaid(writing.text, NOT_FOR)
    if missing:
        what = f"The text says who the treatment is for, and who should not, without {listed(missing, 'or')}."
        if len(missing) == len(NOT_FOR):
            what = "The text says who the treatment is for, and not who should not have it."
        yield finding("CLIN-007", mention, message=what)

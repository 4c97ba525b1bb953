"""Help in a crisis, and hope, wherever suicide is spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from site_builder.checks.texts.subjects import entitled, listed, unsaid
from site_builder.checks.texts.writing import Mention, Writing, compiled, finding
from site_builder.rules.engine import Finding

SUICIDE = {
    "en": (
        r"suicid|\bself[- ]?(harm|injur)|\bharm(ing)? (yourself|myself|themsel|himsel|hersel|oneself)"
        r"|\b(hurt(ing)?|kill(ing)?) (yourself|myself|themselves|himself|herself)\b"
        r"|\b(end(s|ed|ing)?|tak(e|es|ing)|took) (my|your|their|his|her|one's) (own )?li(fe|ves)\b|\bend(ing)? it all\b"
        r"|\b(want|wish)(s|es|ed|ing)? to die\b|\bbetter off dead\b|\bthoughts of (death|dying|ending)\b"
        r"|\b(do not|don't|didn't|did not) want to (live|be alive|go on living|wake up)\b"
        r"|\bnot wanting to (live|be alive)\b"
    ),
    "es": (
        r"suicid|\bautolesi|\bhacer(se|te|me|le) daño\b|\blastimar(se|te|me)\b"
        r"|\bquit(a|ar|arse|arte|arme|ó|aron) la vida\b|\b(acabar|terminar) con (todo|(mi|tu|su|la) vida)\b"
        r"|\b(quier(o|e|es|en)|ganas de|deseos? de|pens(ar|ando) en|piensa en) (morir|la muerte)|\bmejor muert[ao]\b"
        r"|\bno (quiero|quiere|quieren|querer) (vivir|seguir vivi|despertar)"
    ),
}
"""Words on suicide, and on harm to oneself."""

CRISIS = {
    "en": (
        r"|\bin (a )?crisis\b|\b(mental[- ]health|emotional|psychiatric) (crisis|emergenc)"
        r"|\bcrisis (line|help|hotline|support|services?|text|lifeline|care|team|resources)|\bfeel(ing)? unsafe\b"
    ),
    "es": (r"|\ben (una )?crisis\b|\bcrisis (emocional|psiquiátrica|de salud mental)\b|\blínea de crisis\b"),
}
"""More words, on a crisis of one's own."""

_NO_CRISIS = {
    "en": r"(\b(not|never|no longer|nobody|no one)|n't)( \w+){0,2} in (a )?crisis\b",
    "es": r"\b(no|nunca|nadie|tampoco)( \w+){0,2} en (una )?crisis\b",
}

_TEXTED = r"text(ing|s)?( messages?)?\b *([.,;:)/\n]|$|\b(or|and|at|any|anytime|24|day|for|us|line)\b)"
_BY = r"(by |via |or |and |, ?|/ ?)"

HELP = {
    "en": (
        (
            "988 by call",
            r"\b(call|phone|dial|ring|reach|contact)(ing|ed)?\b[^\n]*\b988\b|\b988\b[^\n]*\b(call|phone|dial|voice)",
        ),
        (
            "988 by text",
            # “Dial 988, or text HOME to 741741” does not say that 988 can be texted.
            (
                r"\btext(ing)?( or (call|chat|phone)(ing)?)?( to)?( the)?( number)? 988\b|\btext(ing)? \w+ to 988\b"
                rf"|\b988\b[^\n]*{_BY}{_TEXTED}|\b988\b *\(?(call|text) (or|and) (call|text)"
            ),
        ),
        ("911 for danger now", r"\b9-?1-?1\b"),
    ),
    "es": (
        ("988 by call", r"\b(llam|marqu|marc|telefone)\w*[^\n]*\b988\b|\b988\b[^\n]*\b(llam|teléfono)"),
        (
            "988 by text",
            (
                r"\b(mensajes?|texto|textee|escriba)\b[^.\n]{0,30}\b988\b"
                r"|\b988\b[^.\n]{0,40}(\b(por|y|o)|,) (mensajes?( de texto)?|texto)"
                r"( *([.,;:)\n]|$)| (a cualquier|las|o|y)\b)"
            ),
        ),
        ("911 for danger now", r"\b9-?1-?1\b"),
    ),
}
"""What must be said, and how it is known."""

OF_SUICIDE = 3
"""Mentions of suicide, from which on a text is on suicide, whatever its title says."""

HOPE = {
    "en": (
        r"\b(thoughts?|feelings?|crisis|crises|moments?|times?|pain|urges?|this|they|it)\b( \w+){0,6} (can|do|does|will"
        r"|may|often|usually)( \w+){0,2} (pass|ease|fade|lift|improve|change|get better|be (treated|helped|eased))\b"
        r"|\b(thoughts?|feelings?|moments?|urges?) (pass|ease|fade|lift)\b|\b(people|others|many|most"
        r"|you)\b( \w+){0,4} (recover|get better|feel better|find help|get help|come through|heal|go on to live"
        r"|got through|get through)\b|\b(recovery|healing|help) is (possible|real|there|here|available|at hand|close)"
        r"|\b(not|never|aren't) alone\b|\bthere (is|are) (help|hope|people who)\b|\bthere's (help|hope)\b"
        r"|\bhelp (works|exists)\b|\b(can|could) (help|get) (you|them|people|someone)? ?(through|recover|get better)"
        r"|\b(is|are) treatable\b|\b(can|could) be treated\b"
        r"|\b(support|talking|care|treatment) (helps|works|can help)\b"
    ),
    "es": (
        r"\b(pensamientos?|ideas|momentos?|crisis|dolor|noches?|ganas|impulsos?|esto|eso)\b( \w+){0,6}"
        r" (puede|suele|va|van)[n]?( \w+){0,2} (pasar|aliviarse|ceder|mejorar|calmarse|cambiar|tratarse|irse)\b"
        r"|\bhay (ayuda|esperanza|salida|personas)\b"
        r"|\bno (está|estás|tiene que \w+) (sol[ao]|a solas)\b|\b(personas|much[ao]s|otr[ao]s|gente)\b( \w+){0,6}"
        r" (se recuper|sale|salieron adelante|mejora|encuentra|se siente)\w*|\bsal(e|en|ir|ió|ieron) adelante\b"
        r"|\b(recuperación|ayuda) (es|está) (posible|disponible|ahí|a su alcance|cerca)\b|\bse puede[n]? tratar\b"
        r"|\b(hablar|tratamiento|apoyo|ayuda) (ayuda|sirve|funciona)\b"
    ),
}
"""Words that say that it gets better, or that help works."""


def help_is_given(writing: Writing) -> Iterator[Finding]:
    """Yield SAFE-006 where a text speaks of suicide and does not say in its own words whom to call."""
    words = writing.own(SUICIDE) + writing.own(CRISIS)
    mention = next((each for each in writing.all(words) if not _is_denied(each, writing)), None)
    if mention is None:
        return
    missing = unsaid(writing.text, writing.own(HELP))
    if missing:
        what = f"The text speaks of this and does not give {listed(missing, 'or')}."
        yield finding("SAFE-006", mention, message=what)


def _is_denied(mention: Mention, writing: Writing) -> bool:
    """Return whether a sentence only says that there is no crisis, as in “most who call are not in crisis”."""
    text = mention.sentence.text
    denied, suicide = compiled(writing.own(_NO_CRISIS)), compiled(writing.own(SUICIDE))
    return denied.find(text) is not None and suicide.find(text) is None


def hope_is_given(writing: Writing) -> Iterator[Finding]:
    """Yield SAFE-009 where a text is on suicide and does not say that people recover, or that help works."""
    suicide = writing.own(SUICIDE)
    mention = writing.first(suicide)
    if mention is None or writing.has(writing.own(HOPE)):
        return
    if len([*islice(writing.all(suicide), OF_SUICIDE)]) == OF_SUICIDE or entitled(writing, suicide):
        what = "The text is on suicide and does not say that people recover, or that help works."
        yield finding("SAFE-009", mention, message=what)

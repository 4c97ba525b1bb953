"""Help in a crisis, and hope, wherever suicide is spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from site_builder.checks.texts.subjects import entitled, listed, unsaid
from site_builder.checks.texts.writing import Mention, Writing, compiled, finding
from site_builder.rules.engine import Finding

SUICIDE = (
    r"suicid|\bself[- ]?(harm|injur)|\bharm(ing)? (yourself|myself|themsel|himsel|hersel|oneself)"
    r"|\b(hurt(ing)?|kill(ing)?) (yourself|myself|themselves|himself|herself)\b"
    r"|\b(end(s|ed|ing)?|tak(e|es|ing)|took) (my|your|their|his|her|one's) (own )?li(fe|ves)\b|\bend(ing)? it all\b"
    r"|\b(want|wish)(s|es|ed|ing)? to die\b|\bbetter off dead\b|\bthoughts of (death|dying|ending)\b"
    r"|\b(do not|don't|didn't|did not) want to (live|be alive|go on living|wake up)\b"
    r"|\bnot wanting to (live|be alive)\b"
)
"""Words on suicide, and on harm to oneself."""

CRISIS = (
    r"|\bin (a )?crisis\b|\b(mental[- ]health|emotional|psychiatric) (crisis|emergenc)"
    r"|\bcrisis (line|help|hotline|support|services?|text|lifeline|care|team|resources)|\bfeel(ing)? unsafe\b"
)
"""More words, on a crisis of one's own."""

_NO_CRISIS = r"(\b(not|never|no longer|nobody|no one)|n't)( \w+){0,2} in (a )?crisis\b"

_TEXTED = r"text(ing|s)?( messages?)?\b *([.,;:)/\n]|$|\b(or|and|at|any|anytime|24|day|for|us|line)\b)"
_BY = r"(by |via |or |and |, ?|/ ?)"

HELP = (
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
)
"""What must be said, and how it is known."""

SPANISH_SUICIDE = (
    r"suicid|\b(hacerse|hacerte|hacerme) daño\b|\blastimarse\b|\b(quitarse|quitarte|quitarme) la vida\b|\bquier[eo] morir"
    r"|\ben (una )?crisis\b|\bcrisis (emocional|de salud mental)\b"
)
"""The same words in Spanish, on suicide and on a crisis of one's own."""

SPANISH_HELP = (
    ("988 by call", r"\b(llam|marqu|marc|telefone)\w*[^\n]*\b988\b"),
    ("988 by text", r"\b(text|mensaje|escrib)\w*[^\n]*\b988\b|\b988\b[^\n]*\b(text|mensaje|escrib)"),
    ("911 for danger now", r"\b9-?1-?1\b"),
)
"""What must be said, and how it is known in Spanish."""

OF_SUICIDE = 3
"""Mentions of suicide, from which on a text is on suicide, whatever its title says."""

HOPE = (
    r"\b(thoughts?|feelings?|crisis|crises|moments?|times?|pain|urges?|this|they|it)\b( \w+){0,6} (can|do|does|will"
    r"|may|often|usually)( \w+){0,2} (pass|ease|fade|lift|improve|change|get better|be (treated|helped|eased))\b"
    r"|\b(thoughts?|feelings?|moments?|urges?) (pass|ease|fade|lift)\b|\b(people|others|many|most"
    r"|you)\b( \w+){0,4} (recover|get better|feel better|find help|get help|come through|heal|go on to live"
    r"|got through|get through)\b|\b(recovery|healing|help) is (possible|real|there|here|available|at hand|close)"
    r"|\b(not|never|aren't) alone\b|\bthere (is|are) (help|hope|people who)\b|\bthere's (help|hope)\b"
    r"|\bhelp (works|exists)\b|\b(can|could) (help|get) (you|them|people|someone)? ?(through|recover|get better)"
    r"|\b(is|are) treatable\b|\b(can|could) be treated\b|\b(support|talking|care|treatment) (helps|works|can help)\b"
)
"""Words that say that it gets better, or that help works."""


def help_is_given(writing: Writing) -> Iterator[Finding]:
    """Yield SAFE-006 where a text speaks of suicide and does not say in its own words whom to call."""
    words, numbers = (SPANISH_SUICIDE, SPANISH_HELP) if writing.spoken == "es" else (SUICIDE + CRISIS, HELP)
    mention = next((each for each in writing.all(words) if not _is_denied(each)), None)
    if mention is None:
        return
    missing = unsaid(writing.text, numbers)
    if missing:
        what = f"The text speaks of this and does not give {listed(missing, 'or')}."
        yield finding("SAFE-006", mention, message=what)


def _is_denied(mention: Mention) -> bool:
    """Return whether a sentence only says that there is no crisis, as in “most who call are not in crisis”."""
    text = mention.sentence.text
    return compiled(_NO_CRISIS).find(text) is not None and compiled(SUICIDE).find(text) is None


def hope_is_given(writing: Writing) -> Iterator[Finding]:
    """Yield SAFE-009 where a text is on suicide and does not say that people recover, or that help works."""
    mention = writing.first(SUICIDE)
    if mention is None or writing.has(HOPE):
        return
    if len([*islice(writing.all(SUICIDE), OF_SUICIDE)]) == OF_SUICIDE or entitled(writing, SUICIDE):
        what = "The text is on suicide and does not say that people recover, or that help works."
        yield finding("SAFE-009", mention, message=what)

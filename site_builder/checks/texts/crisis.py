"""Help in a crisis, wherever suicide is spoken of."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.texts.writing import Writing, finding
from site_builder.rules.engine import Finding

SUBJECT = (
    r"suicid|\bself[- ]harm|\bharm(ing)? (yourself|themsel|himsel|hersel)|\bin (a )?crisis\b|\bcrisis (line|help)\b"
    r"|\bend (my|your|their) (own )?li(fe|ves)\b|\bkill (myself|yourself)\b|\b(want|wish) to die\b"
)
"""Words on suicide or a crisis of one's own."""

HELP = (
    ("988 by call", r"\b988\b[^\n]*\b(call|phone)|\b(call|phone|dial)\b[^\n]*\b988\b"),
    ("988 by text", r"\b988\b[^\n]*\btext|\btext\b[^\n]*\b988\b"),
    ("911 for danger now", r"\b911\b"),
)
"""What must be said, and how it is known."""


def help_is_given(writing: Writing) -> Iterator[Finding]:
    """Yield SAFE-006 where a text speaks of suicide and does not say in its own words whom to call."""
    mention = writing.first(SUBJECT)
    if mention is None:
        return
    missing = [what for what, pattern in HELP if not writing.has(pattern)]
    if missing:
        what = f"The text speaks of this and does not give {' or '.join(missing)}."
        yield finding("SAFE-006", mention, message=what)

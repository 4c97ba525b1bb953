"""Problems for the tests of formats: one of each severity, and one in which every sign is hostile to some format."""

from __future__ import annotations

from site_builder.model.problem import Problem, Severity

ERROR = Problem("content/a.md", 14, 3, "link-broken", Severity.ERROR, "The link leads to “x”.", "Did you mean “y”?")
WARNING = Problem("content/b.md", 1, 1, "review-overdue", Severity.WARNING, "It was due.", "Review it.")
INFO = Problem("content/c.md", 1, 1, "note", Severity.INFO, "A note.", "Nothing.")

HOSTILE = Problem(
    "content/C:\\a b%41,c::d\n😀'\"<&]]>|`.md",
    7,
    2,
    "OURS,1::x%",
    Severity.ERROR,
    "100% of [a](b)\r\n::error::more \x00\x1b[2J ]]> <script>&amp; 😀 | `x` *y* _z_ \ufffe\ud800",
    "Write\n| --- |, {0} and # $x$ @nobody.",
)

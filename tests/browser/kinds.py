"""A page of every kind: what has to hold everywhere is tried on each of these."""

from __future__ import annotations

KINDS = {
    "home": "/",
    "article list": "/articles/",
    "article": "/articles/ketamine-and-antidepressants-compared/",
    "article, with a picture": "/articles/what-a-session-is-like/",
    "article, with figures": "/articles/how-fast-each-treatment-works/",
    "comparison": "/compare/",
    "faq": "/faq/",
    "service list": "/services/",
    "service": "/services/ketamine-infusion/",
    "topic list": "/topics/",
    "topic": "/topics/safety/",
    "evidence": "/evidence/",
    "consultation": "/consultation/",
    "page": "/about/",
    "page, a long one": "/privacy/",
    "search": "/search/",
    "not found": "/no-such-page/",
    "home, in Spanish": "/es/",
    "article, in Spanish": "/es/articles/ketamine-and-antidepressants-compared/",
    "article, in English among Spanish": "/es/articles/number-needed-to-treat/",
    "comparison, in Spanish": "/es/compare/",
    "faq, in Spanish": "/es/faq/",
    "consultation, in Spanish": "/es/consultation/",
    "search, in Spanish": "/es/search/",
    "not found, in Spanish": "/es/no-such-page/",
}
"""By the name of the layout, and what sets the page apart from others of that layout."""

IN_ENGLISH = {name: path for name, path in KINDS.items() if not name.endswith("Spanish")}
"""For what does not depend on how long words are."""

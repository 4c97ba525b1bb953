"""Sources that are cited."""

from __future__ import annotations

import pytest

from site_builder.checks.citations import are_known
from tests.builders import article, cites, materials, survey
from tests.checks.case import Case

SOURCES = materials(sources=["zarate2006"])

CASES = (
    Case("sources that are known", are_known, survey(article("a", citations=(cites("zarate2006"),)), shown=SOURCES)),
    Case(
        "a source that is not there is reported at each of its marks",
        are_known,
        survey(article("a", citations=(cites("zarate2005", (14, 20), (22, 3)), cites("x", (14, 32)))), shown=SOURCES),
        """
        content/articles/a.md:14:20: error[citation-unknown] The source 'zarate2005' is not in content/references.bib.
            hint: Did you mean [@zarate2006]?
        content/articles/a.md:22:3: error[citation-unknown] The source 'zarate2005' is not in content/references.bib.
            hint: Did you mean [@zarate2006]?
        content/articles/a.md:14:32: error[citation-unknown] The source 'x' is not in content/references.bib.
            hint: Add the source to content/references.bib.
        """,
    ),
    Case(
        "in a draft it is a warning",
        are_known,
        survey(article("a", draft=True, citations=(cites("x", (14, 20)),))),
        """
        content/articles/a.md:14:20: warning[citation-unknown] The source 'x' is not in content/references.bib.
            hint: Add the source to content/references.bib.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_citations(case: Case) -> None:
    assert case.heard == case.expected

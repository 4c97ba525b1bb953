"""Sources that are cited."""

from __future__ import annotations

import pytest

from site_builder.checks.citations import are_enough, are_known
from site_builder.model.figures import Figures
from site_builder.model.starting_text import BODIES
from tests.builders import (
    article,
    block,
    cell,
    cites,
    compare,
    comparison,
    materials,
    page,
    question,
    survey,
    unreadable,
)
from tests.checks.case import Case

SOURCES = materials(sources=["zarate2006"])

THREE = (cites("a2001"), cites("b2002"), cites("c2003"))

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
        "what is meant has the same author, whatever its year",
        are_known,
        survey(
            article("a", citations=(cites("smith2006"), cites("Zarate2006"), cites("zarte06"), cites("lee2006"))),
            shown=materials(sources=["zarate2006", "leen2020"]),
        ),
        """
        content/articles/a.md:9:1: error[citation-unknown] The source 'smith2006' is not in content/references.bib.
            hint: Add the source to content/references.bib.
        content/articles/a.md:9:1: error[citation-unknown] The source 'Zarate2006' is not in content/references.bib.
            hint: Did you mean [@zarate2006]?
        content/articles/a.md:9:1: error[citation-unknown] The source 'zarte06' is not in content/references.bib.
            hint: Did you mean [@zarate2006]?
        content/articles/a.md:9:1: error[citation-unknown] The source 'lee2006' is not in content/references.bib.
            hint: Did you mean [@leen2020]?
        """,
    ),
    Case(
        "while the bibliography cannot be read, nothing is said of any source",
        are_known,
        survey(article("a", citations=(cites("x"),)), shown=materials(unread=["content/references.bib"])),
    ),
    Case(
        "nor is an article said to cite too few",
        are_enough,
        survey(article("a"), shown=materials(unread=["content/references.bib"])),
    ),
    Case(
        "nor one that shows data which cannot be read",
        are_enough,
        survey(
            article("a", blocks=(compare(),)),
            article("b", blocks=(block("timeline", figure="onset"),)),
            shown=materials(unread=["content/treatments.yaml"], drawn=Figures(refused=("onset",))),
        ),
    ),
    Case(
        "in the comparison they are reported there",
        are_known,
        survey(
            shown=materials(
                sources=["zarate2006"],
                compared=comparison(
                    cost=(
                        cell(sources=[cites("zarate2006", (20, 9))]),
                        cell(sources=[cites("zarate2005", (22, 9), (23, 14))]),
                    ),
                    note=cell(sources=[cites("x", (4, 30))]),
                ),
            )
        ),
        """
        content/treatments.yaml:22:9: error[citation-unknown] The source 'zarate2005' is not in content/references.bib.
            hint: Did you mean [@zarate2006]?
        content/treatments.yaml:23:14: error[citation-unknown] The source 'zarate2005' is not in content/references.bib.
            hint: Did you mean [@zarate2006]?
        content/treatments.yaml:4:30: error[citation-unknown] The source 'x' is not in content/references.bib.
            hint: Add the source to content/references.bib.
        """,
    ),
    Case(
        "in the figures they are reported there",
        are_known,
        survey(
            shown=materials(
                sources=["zarate2006"],
                drawn=Figures(citations=(cites("zarate2006", (12, 25)), cites("zarate2005", (17, 25), (21, 17)))),
            )
        ),
        """
        content/figures.yaml:17:25: error[citation-unknown] The source 'zarate2005' is not in content/references.bib.
            hint: Did you mean [@zarate2006]?
        content/figures.yaml:21:17: error[citation-unknown] The source 'zarate2005' is not in content/references.bib.
            hint: Did you mean [@zarate2006]?
        """,
    ),
    Case(
        "in a draft it is a warning",
        are_known,
        survey(article("a", draft=True, citations=(cites("x", (14, 20)),))),
        """
        content/articles/a.md:14:20: warning[citation-unknown] The source 'x' is not in content/references.bib. Once it is no draft, this is an error.
            hint: Add the source to content/references.bib.
        """,
    ),
    Case("an article that rests on three sources", are_enough, survey(article(citations=THREE))),
    Case(
        "an article that was only begun",
        are_enough,
        survey(article(draft=True, summary=BODIES["article"].partition("\n")[0])),
    ),
    Case("what is no article may cite less", are_enough, survey(question(), page(), unreadable())),
    Case(
        "an article that cites two sources, one of them often",
        are_enough,
        survey(article("a", citations=(cites("a2001", (9, 1), (10, 1), (11, 1)), cites("b2002")))),
        """
        content/articles/a.md:1:1: error[AUTH-004] This article cites 2 sources only; an article about health rests on 3 at least.
            hint: Cite the studies that it relies on, as in [@key], or make it an answer under content/faq/.
        """,
    ),
    Case(
        "in a draft it is a warning",
        are_enough,
        survey(article("a", draft=True), article("b", draft=True, citations=THREE[:1])),
        """
        content/articles/a.md:1:1: warning[AUTH-004] This article cites no source; an article about health rests on 3 at least. Once it is no draft, this is an error.
            hint: Cite the studies that it relies on, as in [@key], or make it an answer under content/faq/.
        content/articles/b.md:1:1: warning[AUTH-004] This article cites 1 source only; an article about health rests on 3 at least. Once it is no draft, this is an error.
            hint: Cite the studies that it relies on, as in [@key], or make it an answer under content/faq/.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_citations(case: Case) -> None:
    assert case.heard == case.expected

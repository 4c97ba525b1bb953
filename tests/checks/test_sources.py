"""The entries of references.bib."""

from __future__ import annotations

import msgspec
import pytest

from site_builder.checks.sources import (
    are_graded,
    are_not_retracted,
    are_of_the_past,
    are_recent,
    are_used,
    have_an_address,
    hide_what_is_unverified,
)
from site_builder.checks.survey import Survey
from site_builder.model.comparison import Comparison
from site_builder.model.config import Ages
from site_builder.model.document import Document
from site_builder.model.figures import Figures
from site_builder.model.inputs import Options
from site_builder.model.reference import BibliographyEntry
from site_builder.stages.reference import format_reference
from tests.blobs import MemoryBlobs
from tests.builders import TODAY, article, bibliography, cell, cites, comparison, day, entry, materials, options, survey
from tests.checks.case import Case


def known(
    *entries: BibliographyEntry,
    to: Document | None = None,
    compared: Comparison | None = None,
    run: Options | None = None,
) -> Survey:
    """Return a site whose bibliography has these entries; the article `to`, or one of ours, cites the source `lee`."""
    shown = {each.key: format_reference(each, MemoryBlobs()) for each in entries}
    document = to or article("a", citations=(cites("lee", (14, 20)),))
    using = msgspec.structs.replace(materials(compared=compared), references=shown)
    return survey(document, shown=using, run=run, sources=bibliography(*entries))


def unread(whole: Survey, **materials: object) -> Survey:
    """Return the same where data could not be read."""
    site = msgspec.structs.replace(whole.site, materials=msgspec.structs.replace(whole.site.materials, **materials))
    return msgspec.structs.replace(whole, site=site)


COMPARED = comparison(cost=(cell("Little."), cell("Much.", sources=[cites("lee")])))
CITED_TWICE = article("a", citations=(cites("lee", (14, 20), (18, 3)),))
DRAFT = article("a", draft=True, citations=(cites("lee", (14, 20)),))

CASES = (
    Case("a source that is cited", are_used, known(entry("lee"))),
    Case("a source that only a draft cites", are_used, known(entry("lee"), to=DRAFT)),
    Case("a source that only the comparison cites", are_used, known(entry("lee"), to=article(), compared=COMPARED)),
    Case(
        "a source that nothing cites",
        are_used,
        known(entry("lee"), entry("roe")),
        """
        content/references.bib:20:1: warning[reference-unused] Nothing cites the source 'roe'.
            hint: Cite it as [@roe], or delete the entry; a % before its @ keeps it for later.
        """,
    ),
    Case(
        "a source that a figure may cite, which nobody can tell while it is refused",
        are_used,
        unread(known(entry("lee"), entry("roe")), figures=Figures(refused=("onset",))),
    ),
    Case(
        "a source that a data file may cite which cannot be read",
        are_used,
        unread(known(entry("lee"), entry("roe")), unread=("content/treatments.yaml",)),
    ),
    Case("a source with a DOI", have_an_address, known(entry("lee"))),
    Case("a source with an address", have_an_address, known(entry("lee", doi="", url="https://lee.example/"))),
    Case(
        "an address in place of a publisher",
        have_an_address,
        known(entry("lee", doi="", howpublished=r"\url{https://lee.example/}")),
    ),
    Case("one of two is enough", have_an_address, known(entry("lee", url="https://lee.example", unverified="url"))),
    Case(
        "a source that nobody can look up",
        have_an_address,
        known(entry("lee", doi="")),
        """
        content/references.bib:10:1: error[reference-address-missing] The source 'lee' has no DOI and no address, so no reader can look it up.
            hint: Add a line such as doi = {10.1001/archpsyc.63.8.856}, or url = {https://...}.
        """,
    ),
    Case(
        "an address that is kept back on purpose",
        have_an_address,
        known(entry("lee", doi="10.1000/lee", url="https://lee.example/", unverified="url, doi, first names")),
        """
        content/references.bib:10:1: info[reference-address-missing] No address of 'lee' is shown, since nobody has checked its doi and url.
            hint: Open it in the browser; if it leads to the source, take it out of the field unverified.
        """,
    ),
    Case("a source with a grade", are_graded, known(entry("lee"))),
    Case("a source without a grade that nothing cites", are_graded, known(entry("lee"), entry("roe", grade=""))),
    Case("a source without a grade that a draft cites", are_graded, known(entry("lee", grade=""), to=DRAFT)),
    Case(
        "a source without a grade that is cited",
        are_graded,
        known(entry("roe"), entry("lee", grade="")),
        """
        content/references.bib:20:1: warning[reference-grade-missing] The source 'lee' has no grade, so pages cannot say how sure it is.
            hint: Add a line such as grade = {B}: A for several trials that agree, a pooled analysis, or an official document; B for one good study, or few studies; C for no control group, animal work, case reports, expert opinion, news, or prices; D for disputed, or not known.
        """,
    ),
    Case("a source that stands", are_not_retracted, known(entry("lee", retracted="no"))),
    Case(
        "a retracted source that nothing cites", are_not_retracted, known(entry("lee"), entry("roe", retracted="yes"))
    ),
    Case(
        "a retracted source is reported, and so is each place that cites it",
        are_not_retracted,
        known(entry("lee", retracted="2024-03-01"), to=CITED_TWICE),
        """
        content/references.bib:10:1: error[reference-retracted] The source 'lee' was retracted, and it is still cited.
            hint: Take out what rests on it, or rest it on another source.
        content/articles/a.md:14:20: error[reference-retracted] The source 'lee' was retracted.
            hint: Take out what rests on it, or rest it on another source.
        content/articles/a.md:18:3: error[reference-retracted] The source 'lee' was retracted.
            hint: Take out what rests on it, or rest it on another source.
        """,
    ),
    Case(
        "the comparison is such a place",
        are_not_retracted,
        known(entry("lee", retracted="yes"), to=article(), compared=COMPARED),
        """
        content/references.bib:10:1: error[reference-retracted] The source 'lee' was retracted, and it is still cited.
            hint: Take out what rests on it, or rest it on another source.
        content/treatments.yaml:9:1: error[reference-retracted] The source 'lee' was retracted.
            hint: Take out what rests on it, or rest it on another source.
        """,
    ),
    Case(
        "in a draft a retracted source is a warning",
        are_not_retracted,
        known(entry("lee", title="RETRACTED: On sleep"), to=DRAFT),
        """
        content/references.bib:10:1: warning[reference-retracted] The source 'lee' was retracted, and it is still cited.
            hint: Take out what rests on it, or rest it on another source.
        content/articles/a.md:14:20: warning[reference-retracted] The source 'lee' was retracted. Once it is no draft, this is an error.
            hint: Take out what rests on it, or rest it on another source.
        """,
    ),
    Case("a source in the last year that is allowed", are_recent, known(entry("lee", year="1996"))),
    Case("a source without a year", are_recent, known(entry("lee", year="n.d."))),
    Case("an old source that nothing cites", are_recent, known(entry("lee"), entry("roe", year="1950"))),
    Case(
        "an old source that is cited",
        are_recent,
        known(entry("lee", year="1995")),
        """
        content/references.bib:10:1: warning[reference-old] The source 'lee' is of 1995, so it is more than 30 years old.
            hint: Look for a newer source; source_years under [tool.site-builder.ages] sets the age.
        """,
    ),
    Case(
        "the age is a setting",
        are_recent,
        known(entry("lee", year="2020"), run=Options(TODAY, ages=Ages(source_years=5))),
        """
        content/references.bib:10:1: warning[reference-old] The source 'lee' is of 2020, so it is more than 5 years old.
            hint: Look for a newer source; source_years under [tool.site-builder.ages] sets the age.
        """,
    ),
    Case("not a day too early", are_recent, known(entry("lee", year="1996"), run=options(today=day("2026-12-31")))),
    Case(
        "from the first of January on",
        are_recent,
        known(entry("lee", year="1996"), run=options(today=day("2027-01-01"))),
        """
        content/references.bib:10:1: warning[reference-old] The source 'lee' is of 1996, so it is more than 30 years old.
            hint: Look for a newer source; source_years under [tool.site-builder.ages] sets the age.
        """,
    ),
    Case("a source of this year", are_of_the_past, known(entry("lee", year="2026"))),
    Case("a source without a year", are_of_the_past, known(entry("lee", year="n.d."))),
    Case(
        "a source of a year that has not come yet",
        are_of_the_past,
        known(entry("lee"), entry("roe", year="2027")),
        """
        content/references.bib:20:1: warning[reference-year-future] The source 'roe' is of 2027, which has not come yet.
            hint: Look at its year again; an article that is online ahead of print has the year in which it was.
        """,
    ),
    Case(
        "what is unverified is not shown",
        hide_what_is_unverified,
        known(entry("lee", pmid="16894061", pages="856--864", unverified="pmid, pages")),
    ),
    Case(
        "an address that only repeats a DOI somebody has checked",
        hide_what_is_unverified,
        known(entry("lee", url="https://doi.org/10.1000/lee", unverified="url")),
    ),
    Case(
        "a number that many references have by chance",
        hide_what_is_unverified,
        known(entry("lee", volume="10", unverified="volume")),
    ),
    Case(
        "what is unverified and stands in another field too",
        hide_what_is_unverified,
        known(entry("lee", pmid="16894061", journal="PubMed 16894061", unverified="pmid")),
        """
        content/references.bib:10:1: warning[AUTH-005] “16894061” is shown, and the entry calls its field pmid unverified.
            hint: Take it out of the other field that repeats it, or check it and shorten the field unverified.
        """,
    ),
    Case(
        "an address that is unverified and stands in another field too",
        hide_what_is_unverified,
        known(entry("lee", doi="", url="https://a.example/b", howpublished="https://a.example/b", unverified="url")),
        """
        content/references.bib:10:1: warning[AUTH-005] “https://a.example/b” is shown, and the entry calls its field url unverified.
            hint: Take it out of the other field that repeats it, or check it and shorten the field unverified.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_sources(case: Case) -> None:
    assert case.heard == case.expected

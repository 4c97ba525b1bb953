"""The evidence: the entries of the bibliography as they were written, and as a page shows them."""

from __future__ import annotations

import re

import msgspec

from site_builder.model.problem import Place, Problem

SOURCE_TYPES = {
    "article": "article-journal",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "manual": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "webpage",
    "webpage": "webpage",
    "misc": "webpage",
    "unpublished": "manuscript",
}
"""The types of a BibTeX entry, each with the kind of source that the Citation Style Language calls it."""


BIBLIOGRAPHY = "content/references.bib"
"""Where the sources are written down."""

GRADES = {
    "A": "several trials that agree, a pooled analysis, or an official document",
    "B": "one good study, or few studies",
    "C": "no control group, animal work, case reports, expert opinion, news, or prices",
    "D": "disputed, or not known",
}
"""How much a source can show, the best first: the letters of the field `grade`, each in plain words."""


BEST_GRADES = (
    ("C", r"animal|mice|mouse|in vitro|case (?:report|series|stud)|(?:without|no) control|uncontrolled"),
    ("B", r"observational|cohort|case-control|cross-sectional|registry|retrospective"),
    ("A", r"meta-?analys|systematic review|umbrella|pooled|(?:trial|studie)s\b"),
    ("C", r"expert|consensus|opinion|letter|editorial|comment|news|blog|survey|price|advert"),
    ("B", r"\btrial\b|\bstudy\b|\bmodel\b|preprint|press release"),
)
"""The best grade for a kind of source, after words in its `studytype`; the first that matches holds, and where none
does, any grade.

Source: GRADE (Guyatt 2008, BMJ 336:924) begins with trials at high and with observational studies at low, from where
few rise; that one trial alone is no A is our own scale.
"""


def best_grade(study_type: str) -> str:
    """Return the best grade that a kind of source can bear."""
    return next((grade for grade, kind in BEST_GRADES if re.search(kind, study_type, re.IGNORECASE)), "A")


class BibliographyEntry(msgspec.Struct, frozen=True, gc=False):
    """One entry of the bibliography.

    `type` is a key of SOURCE_TYPES. `fields` are pairs of a lower-case name and its BibTeX text, in the order of the
    file, without the outermost braces or quotation marks but with accents and inner braces as they were written.
    """

    key: str
    type: str
    fields: tuple[tuple[str, str], ...]


class Bibliography(msgspec.Struct, frozen=True):
    """The whole file: its entries in the order of the file, one key once, and for each the place where it begins.

    The places stand apart so that an entry stays the same value when lines are put in above it. `is_readable` is False
    where nobody can tell which entries there are.
    """

    entries: tuple[BibliographyEntry, ...]
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]
    is_readable: bool = True


class Reference(msgspec.Struct, frozen=True, gc=False):
    """One entry as a page shows it; what the entry does not say, or marks as unverified, is "".

    `html` is safe to put into a page and ends in a link to the source, `text` is the same without any markup.
    `doi` is the bare name that begins with `10.`, `url` where the link leads, `study_type` the kind of evidence in
    plain words, `grade` a letter of GRADES. `retracted` where the entry says that its journal took it back.
    """

    key: str
    html: str
    text: str
    title: str
    year: str
    doi: str
    url: str
    study_type: str
    pmid: str
    grade: str = ""
    retracted: bool = False


def unverified(entry: BibliographyEntry) -> frozenset[str]:
    """Return the names of the fields that a person must still check: they are kept off every page.

    Words in the entry's `unverified` field that name no field, such as "first names", are notes to its keeper.
    """
    listed = dict(entry.fields).get("unverified", "").lower().split(",")
    return frozenset(name.strip() for name in listed)

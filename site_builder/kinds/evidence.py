"""The evidence: every source of the site, how much it can show, and the pages that lean on it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.interface import say
from site_builder.model.output import Output, Page
from site_builder.model.reference import BIBLIOGRAPHY, GRADES, Reference
from site_builder.model.site import Card, Frame, Head, Site
from site_builder.parts.evidence import leaning
from site_builder.parts.head import list_head
from site_builder.urls import slug

HOW_ARTICLES_ARE_MADE = "content/how-articles-are-made.md"
"""The page that explains how sources are chosen, where a clinic has one."""


class Source(msgspec.Struct, frozen=True, gc=False):
    """A source and the pages that lean on it; `grade` is a letter of GRADES or ""."""

    key: str
    html: str
    study_type: str
    grade: str
    retracted: bool
    pages: tuple[Card, ...]


class EvidenceView(msgspec.Struct, frozen=True):
    """What `layouts/evidence.html` shows; `grades` are pairs of a letter and its meaning."""

    frame: Frame
    head: Head
    about: str
    grades: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


LAYOUTS = {"layouts/evidence.html": EvidenceView}


def outputs(site: Site) -> Iterator[Output]:
    """The one page `evidence/`, its sources in the order of their first authors."""
    pages = leaning(site)
    references = sorted(site.materials.references.values(), key=_by_author)
    about = site.targets.get(HOW_ARTICLES_ARE_MADE)
    title, description = (say(site.interface, f"evidence.{part}") for part in ("title", "description"))
    view = EvidenceView(
        frame=site.frame,
        head=list_head("evidence/", title, description, site),
        about=about.url if about else "",
        grades=tuple([(grade, say(site.interface, f"grade.{grade}")) for grade in GRADES]),
        sources=tuple([_source(reference, pages.get(reference.key, ())) for reference in references]),
    )
    yield Page("evidence/index.html", BIBLIOGRAPHY, "layouts/evidence.html", view)


def _source(reference: Reference, pages: tuple[Card, ...]) -> Source:
    return Source(
        key=reference.key,
        html=reference.html,
        study_type=reference.study_type,
        grade=reference.grade,
        retracted=reference.retracted,
        pages=pages,
    )


def _by_author(reference: Reference) -> tuple[str, str]:
    # Not as the machine's locale sorts: accents and case count for nothing, anywhere.
    return slug(reference.text), reference.key

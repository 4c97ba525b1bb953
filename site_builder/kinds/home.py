"""The home page: what the clinic does, three articles to start with, the questions asked most."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.model.comparison import FILE
from site_builder.model.output import Output, Page
from site_builder.model.site import Answer, Card, Entry, Frame, Head, Prose, ReferenceEntry, Site
from site_builder.parts.answer import answer
from site_builder.parts.head import document_head
from site_builder.parts.prose import references
from site_builder.parts.structured_data import with_home_data

MOST_ARTICLES = 3
MOST_QUESTIONS = 4


class HomeView(msgspec.Struct, frozen=True):
    """What `layouts/home.html` shows; `compare_url` is "" where there is no comparison."""

    frame: Frame
    head: Head
    prose: Prose
    compare_url: str
    articles: tuple[Card, ...]
    answers: tuple[Answer, ...]
    services: tuple[Card, ...]
    references: tuple[ReferenceEntry, ...]


LAYOUTS = {"layouts/home.html": HomeView}


def outputs(site: Site) -> Iterator[Output]:
    """The page of `content/index.md`: featured articles and questions, or the newest and the first."""
    articles = {entry.document.name: entry for entry in site.articles}
    clinic = site.clinic
    services = tuple([service.card for service in site.services])
    for entry in site.pages:
        if entry.document.name == "index":
            featured = [articles[name] for name in clinic.featured_articles if name in articles]
            asked = asked_most(site)
            view = HomeView(
                frame=site.frame,
                head=with_home_data(document_head(entry, site), services, site),
                prose=entry.prose,
                compare_url=site.targets[FILE].url if FILE in site.targets else "",
                articles=tuple([article.card for article in featured or site.articles[:MOST_ARTICLES]]),
                answers=tuple([answer(question, site) for question in asked]),
                services=services,
                references=references(site.materials.references, entry.prose, *[each.prose for each in asked]),
            )
            yield Page("index.html", entry.document.path, "layouts/home.html", view)


def asked_most(site: Site) -> tuple[Entry, ...]:
    """Return the questions that the clinic names as asked most, or the first few."""
    questions = {entry.document.name: entry for entry in site.questions}
    named = tuple([questions[name] for name in site.clinic.featured_questions if name in questions])
    return named or site.questions[:MOST_QUESTIONS]

"""The home page: what the clinic does, three articles to start with, the questions asked most."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.model.output import Output, Page
from site_builder.model.site import Answer, Card, Frame, Head, Prose, ReferenceEntry, Site
from site_builder.parts.answer import answer
from site_builder.parts.head import document_head
from site_builder.parts.prose import references

MOST_ARTICLES = 3
MOST_QUESTIONS = 4


class HomeView(msgspec.Struct, frozen=True):
    """What `layouts/home.html` shows."""

    frame: Frame
    head: Head
    prose: Prose
    articles: tuple[Card, ...]
    answers: tuple[Answer, ...]
    services: tuple[Card, ...]
    references: tuple[ReferenceEntry, ...]


LAYOUTS = {"layouts/home.html": HomeView}


def outputs(site: Site) -> Iterator[Output]:
    """The page of `content/index.md`: featured articles and questions, or the newest and the first."""
    articles = {entry.document.name: entry for entry in site.articles}
    questions = {entry.document.name: entry for entry in site.questions}
    clinic = site.clinic
    for entry in site.pages:
        if entry.document.name == "index":
            featured = [articles[name] for name in clinic.featured_articles if name in articles]
            named = [questions[name] for name in clinic.featured_questions if name in questions]
            asked = named or site.questions[:MOST_QUESTIONS]
            view = HomeView(
                frame=site.frame,
                head=document_head(entry, site),
                prose=entry.prose,
                articles=tuple([article.card for article in featured or site.articles[:MOST_ARTICLES]]),
                answers=tuple([answer(question, site) for question in asked]),
                services=tuple([service.card for service in site.services]),
                references=references(site.materials.references, entry.prose, *[each.prose for each in asked]),
            )
            yield Page("index.html", entry.document.path, "layouts/home.html", view)

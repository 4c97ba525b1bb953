"""An article: reviewed, cited, with the questions that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from site_builder.interface import say
from site_builder.model.document import Text
from site_builder.model.front_matter import ArticleFields
from site_builder.model.output import Output, Page
from site_builder.model.site import (
    Answer,
    CaptionedPicture,
    Card,
    Crumb,
    Frame,
    Head,
    Person,
    Prose,
    ReferenceEntry,
    Review,
    Site,
    TocEntry,
)
from site_builder.parts.answer import answer
from site_builder.parts.head import document_head
from site_builder.parts.people import person, review
from site_builder.parts.prose import captioned, references
from site_builder.parts.related import related_articles
from site_builder.parts.structured_data import with_article_data
from site_builder.reading import reading_minutes
from site_builder.urls import slug


class ArticleView(msgspec.Struct, frozen=True):
    """What `layouts/article.html` shows. Key points number their sources as `prose` does."""

    frame: Frame
    head: Head
    published: date
    author: Person
    review: Review | None
    reading_minutes: int
    image: CaptionedPicture | None
    key_points: tuple[Text, ...]
    toc: tuple[TocEntry, ...]
    prose: Prose
    answers: tuple[Answer, ...]
    references: tuple[ReferenceEntry, ...]
    topics: tuple[Card, ...]
    related: tuple[Card, ...]
    sponsor: str
    authorization_id: str


LAYOUTS = {"layouts/article.html": ArticleView}


def outputs(site: Site) -> Iterator[Output]:
    """One page an article."""
    questions = {entry.document.name: entry for entry in site.questions}
    related = related_articles(site)
    topics = {topic.slug: topic for topic in site.topics}
    crumbs = (Crumb(f"{site.base}articles/", say(site.interface, "articles.title")),)
    for entry in site.articles:
        document, fields = entry.document, entry.document.fields
        assert isinstance(fields, ArticleFields)
        asked = [questions[name] for name in fields.questions if name in questions]
        own_topics = [topics[name] for name in dict.fromkeys(map(slug, fields.topics)) if name in topics]
        author = person(fields.author or site.clinic.default_author, site)
        last_review = review(document, site)
        image = captioned(fields.image, document.path, site.materials, entry.language)
        shown = references(site.materials.references, entry.prose, *[each.prose for each in asked])
        view = ArticleView(
            frame=site.frame,
            head=with_article_data(
                document_head(entry, site, section=f"{site.base}articles/", crumbs=crumbs),
                author=author,
                review=last_review,
                references=shown,
                topics=own_topics,
                image=image,
                site=site,
            ),
            published=fields.date,
            author=author,
            review=last_review,
            reading_minutes=reading_minutes(document.words),
            image=image,
            key_points=document.key_points,
            toc=tuple([TocEntry(h.level, h.id, h.text) for h in document.headings if h.level <= 3]),
            prose=entry.prose,
            answers=tuple([answer(question, site) for question in asked]),
            references=shown,
            topics=tuple([Card(topic.url, topic.title, language=topic.language) for topic in own_topics]),
            related=related[document.name],
            sponsor=fields.sponsored,
            authorization_id=fields.authorization_id,
        )
        yield Page(f"{entry.path}/index.html", document.path, "layouts/article.html", view)

"""Topics: the list of them, and a page for each with its articles and questions."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.interface import say
from site_builder.model.output import Output, Page
from site_builder.model.site import Card, Crumb, Frame, Head, Site
from site_builder.parts.head import list_head
from site_builder.parts.structured_data import with_page_data


class TopicCount(msgspec.Struct, frozen=True, gc=False):
    """A topic in the list, and how much there is of it."""

    url: str
    title: str
    articles: int
    questions: int
    language: str


class TopicListView(msgspec.Struct, frozen=True):
    """What `layouts/topic_list.html` shows."""

    frame: Frame
    head: Head
    topics: tuple[TopicCount, ...]


class TopicView(msgspec.Struct, frozen=True):
    """What `layouts/topic.html` shows."""

    frame: Frame
    head: Head
    articles: tuple[Card, ...]
    questions: tuple[Card, ...]


LAYOUTS = {"layouts/topic_list.html": TopicListView, "layouts/topic.html": TopicView}


def outputs(site: Site) -> Iterator[Output]:
    """`topics/`, and `topics/NAME/` for each."""
    counts = [
        TopicCount(topic.url, topic.title, len(topic.articles), len(topic.questions), topic.language)
        for topic in site.topics
    ]
    all_topics = say(site.interface, "topics.title")
    listing = list_head("topics/", all_topics, say(site.interface, "topics.description"), site)
    yield Page(
        "topics/index.html", "content", "layouts/topic_list.html", TopicListView(site.frame, listing, tuple(counts))
    )
    crumbs = (Crumb(f"{site.base}topics/", all_topics),)
    for topic in site.topics:
        title = topic.title[:1].upper() + topic.title[1:]
        description = say(site.interface, "topics.about", topic=topic.title)
        head = list_head(f"topics/{topic.slug}/", title, description, site, crumbs=crumbs)
        view = TopicView(
            frame=site.frame,
            head=with_page_data("CollectionPage", head, site),
            articles=tuple([entry.card for entry in topic.articles]),
            questions=tuple([entry.card for entry in topic.questions]),
        )
        yield Page(f"topics/{topic.slug}/index.html", "content", "layouts/topic.html", view)

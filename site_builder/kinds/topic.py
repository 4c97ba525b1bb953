"""Topics: the list of them, and a page for each with its articles and questions."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.model.output import Output, Page
from site_builder.model.site import Card, Crumb, Frame, Head, Site
from site_builder.parts.head import list_head


class TopicCount(msgspec.Struct, frozen=True, gc=False):
    """A topic in the list, and how much there is of it."""

    url: str
    title: str
    articles: int
    questions: int


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
    counts = [TopicCount(topic.url, topic.title, len(topic.articles), len(topic.questions)) for topic in site.topics]
    listing = list_head("topics/", "Topics", "Articles and questions by topic.", site)
    yield Page(
        "topics/index.html", "content", "layouts/topic_list.html", TopicListView(site.frame, listing, tuple(counts))
    )
    crumbs = (Crumb(f"{site.base}topics/", "Topics"),)
    for topic in site.topics:
        title = topic.title[:1].upper() + topic.title[1:]
        description = f"Articles and questions about {topic.title}."
        view = TopicView(
            frame=site.frame,
            head=list_head(f"topics/{topic.slug}/", title, description, site, crumbs=crumbs),
            articles=tuple([entry.card for entry in topic.articles]),
            questions=tuple([entry.card for entry in topic.questions]),
        )
        yield Page(f"topics/{topic.slug}/index.html", "content", "layouts/topic.html", view)

"""Questions and answers: every question once, by topic, each with its own address."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.interface import say
from site_builder.model.output import Output, Page
from site_builder.model.site import Answer, Frame, Head, ReferenceEntry, Site
from site_builder.parts.answer import answer
from site_builder.parts.head import list_head
from site_builder.parts.prose import references
from site_builder.parts.structured_data import with_page_data


class FaqTopic(msgspec.Struct, frozen=True):
    """The questions of one topic; `id` is its place on the page."""

    id: str
    title: str
    answers: tuple[Answer, ...]
    language: str


class FaqView(msgspec.Struct, frozen=True):
    """What `layouts/faq.html` shows."""

    frame: Frame
    head: Head
    topics: tuple[FaqTopic, ...]
    references: tuple[ReferenceEntry, ...]


LAYOUTS = {"layouts/faq.html": FaqView}


def outputs(site: Site) -> Iterator[Output]:
    """The one page `faq/`."""
    topics = tuple(
        [
            FaqTopic(
                f"topic-{topic.slug}",
                topic.title,
                tuple([answer(entry, site) for entry in topic.questions]),
                topic.language,
            )
            for topic in site.topics
            if topic.questions
        ]
    )
    cited = references(site.materials.references, *[entry.prose for topic in site.topics for entry in topic.questions])
    title, description = (say(site.interface, f"questions.{part}") for part in ("title", "description"))
    # The answers are put in where the page is drawn, since only then their words are known.
    head = with_page_data("FAQPage", list_head("faq/", title, description, site), site)
    view = FaqView(site.frame, head, topics, cited)
    yield Page("faq/index.html", "content/faq", "layouts/faq.html", view)

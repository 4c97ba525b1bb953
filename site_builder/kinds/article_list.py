"""All articles, newest first, twenty a page."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.model.output import Output, Page
from site_builder.model.site import Card, Crumb, Frame, Head, Site
from site_builder.parts.head import list_head

ARTICLES_A_PAGE = 20


class ArticleListView(msgspec.Struct, frozen=True):
    """What `layouts/article_list.html` shows; this is page `number` of `pages`; "" leads nowhere."""

    frame: Frame
    head: Head
    cards: tuple[Card, ...]
    topics: tuple[Card, ...]
    number: int
    pages: int
    newer: str
    older: str


LAYOUTS = {"layouts/article_list.html": ArticleListView}


def outputs(site: Site) -> Iterator[Output]:
    """`articles/`, `articles/page/2/` and so on; `articles/` even where there is no article yet."""
    cards = [entry.card for entry in site.articles]
    pages = max(1, -(-len(cards) // ARTICLES_A_PAGE))
    topics = tuple([Card(topic.url, topic.title) for topic in site.topics if topic.articles])
    for number in range(1, pages + 1):
        path = _path(number)
        crumbs = (Crumb(f"{site.base}articles/", "Articles"),) if number > 1 else ()
        title = f"Articles, page {number}" if number > 1 else "Articles"
        description = "Every article of this site, newest first: each reviewed by a clinician and with its sources."
        view = ArticleListView(
            frame=site.frame,
            head=list_head(path, title, description, site, crumbs=crumbs),
            cards=tuple(cards[(number - 1) * ARTICLES_A_PAGE : number * ARTICLES_A_PAGE]),
            topics=topics,
            number=number,
            pages=pages,
            newer=site.base + _path(number - 1) if number > 1 else "",
            older=site.base + _path(number + 1) if number < pages else "",
        )
        yield Page(f"{path}index.html", "content/articles", "layouts/article_list.html", view)


def _path(number: int) -> str:
    return f"articles/page/{number}/" if number > 1 else "articles/"

"""All articles, newest first, twenty a page."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from site_builder.interface import say
from site_builder.model.output import Output, Page
from site_builder.model.site import Card, Crumb, Frame, Head, Site
from site_builder.parts.head import list_head
from site_builder.parts.structured_data import with_page_data

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
    topics = tuple([Card(topic.url, topic.title, language=topic.language) for topic in site.topics if topic.articles])
    for number in range(1, pages + 1):
        path = _path(number)
        articles = say(site.interface, "articles.title")
        crumbs = (Crumb(f"{site.base}articles/", articles),) if number > 1 else ()
        title = say(site.interface, "articles.later-page", number=number) if number > 1 else articles
        description = say(site.interface, "articles.description")
        view = ArticleListView(
            frame=site.frame,
            head=with_page_data("CollectionPage", list_head(path, title, description, site, crumbs=crumbs), site),
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

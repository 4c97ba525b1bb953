"""The page of results, which without a script lists everything from A to Z, and what the search field starts with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from site_builder.interface import say
from site_builder.json_ld import without_markup
from site_builder.kinds.home import asked_most
from site_builder.model.output import Made, Output, Page
from site_builder.model.site import Card, Entry, Frame, Head, Site
from site_builder.parts.head import list_head
from site_builder.urls import slug


class SearchView(msgspec.Struct, frozen=True):
    """What `layouts/search.html` shows: all that can be found, each list by its titles."""

    frame: Frame
    head: Head
    articles: tuple[Card, ...]
    questions: tuple[Card, ...]
    services: tuple[Card, ...]


LAYOUTS = {"layouts/search.html": SearchView}


WORDS = ("count", "found", "nothing", "asked", "all", "article", "question", "service")
"""What scripts say of a search; each is a key of the interface, under `search`."""


class SearchBox(msgspec.Struct, frozen=True):
    """What the search field fetches once it has the focus: where the index lies, and what there is to show."""

    index: str
    questions: tuple[Card, ...]
    words: dict[str, str]


def outputs(site: Site) -> Iterator[Output]:
    """`search/` and `search/box.json`, where the site is to have a search."""
    if not (folder := site.materials.search_folder):
        return
    view = SearchView(
        frame=site.frame,
        head=list_head("search/", say(site.interface, "search.title"), say(site.interface, "search.description"), site),
        articles=_by_title(site.articles),
        questions=_by_title(site.questions),
        services=_by_title(site.services),
    )
    yield Page("search/index.html", "content", "layouts/search.html", view)
    # What the browser puts in stays a place.
    words = {name: say(site.interface, f"search.{name}", count="{count}", query="{query}") for name in WORDS}
    box = SearchBox(site.root + folder, tuple([entry.card for entry in asked_most(site)]), words)
    yield Made("search/box.json", "content/clinic.yaml", without_markup(msgspec.json.encode(box).decode()).encode())


def _by_title(entries: Iterable[Entry]) -> tuple[Card, ...]:
    """Return the cards by their titles, accents and signs aside."""
    return tuple(sorted((entry.card for entry in entries), key=lambda card: (slug(card.title), card.title)))

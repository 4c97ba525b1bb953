"""What to read after an article: what its writer named, or else what is nearest to it by its topics."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from heapq import nsmallest

from site_builder.model.front_matter import ArticleFields
from site_builder.model.site import Card, Entry, Site
from site_builder.urls import slug

MOST_RELATED = 3

SENSITIVE = re.compile(r"suicid|self[- ]?harm|autolesi", re.IGNORECASE)
"""Titles that are put before nobody who did not ask: they are suggested last, but below articles of their own kind."""


def related_articles(site: Site) -> dict[str, tuple[Card, ...]]:
    """Return the cards to show below each article, by its name; the article itself is never among them."""
    entries = {entry.document.name: entry for entry in site.articles}
    by_topic: dict[str, list[Entry]] = defaultdict(list)
    for entry in site.articles:
        for topic in _topics(entry):
            by_topic[topic].append(entry)
    # Articles of the same topics have the same neighbours, but for themselves.
    nearest: dict[tuple[frozenset[str], bool], list[Entry]] = {}
    found = {}
    for name, entry in entries.items():
        named = [entries[each] for each in dict.fromkeys(_fields(entry).related) if each in entries and each != name]
        kind = _topics(entry), _is_sensitive(entry)
        if not named and kind not in nearest:
            nearest[kind] = _nearest(*kind, by_topic)
        found[name] = tuple([each.card for each in named or _others(nearest[kind], entry)])
    return found


def _nearest(topics: frozenset[str], is_sensitive: bool, by_topic: dict[str, list[Entry]]) -> list[Entry]:  # noqa: FBT001
    """Return the articles nearest to these topics, the nearest first: a topic counts the more, the fewer have it."""
    shared: dict[str, float] = defaultdict(float)
    found: dict[str, Entry] = {}
    for topic in sorted(topics):
        for entry in by_topic[topic]:
            shared[entry.document.name] += 1 / len(by_topic[topic])
            found[entry.document.name] = entry

    def distance(entry: Entry) -> tuple[bool, float, int, str]:
        name = entry.document.name
        away = _is_sensitive(entry) and not is_sensitive
        return away, -shared[name], -_fields(entry).date.toordinal(), name

    return nsmallest(MOST_RELATED + 1, found.values(), key=distance)


def _others(entries: Iterable[Entry], entry: Entry) -> list[Entry]:
    return [each for each in entries if each is not entry][:MOST_RELATED]


def _topics(entry: Entry) -> frozenset[str]:
    return frozenset(map(slug, _fields(entry).topics)) - {""}


def _is_sensitive(entry: Entry) -> bool:
    return SENSITIVE.search(_fields(entry).title) is not None


def _fields(entry: Entry) -> ArticleFields:
    fields = entry.document.fields
    assert isinstance(fields, ArticleFields)
    return fields

"""Which pages lean on which source, and when a source has grown old."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import MAXYEAR, date

from site_builder.model.comparison import FILE
from site_builder.model.reference import Reference
from site_builder.model.site import Card, Entry, Site
from site_builder.numbering import cited
from site_builder.parts.comparison import comparison_block


def leaning(site: Site) -> dict[str, tuple[Card, ...]]:
    """Return for each source that is cited the pages that cite it in a text of their own.

    Articles come first, then questions, services and standing pages, each by title, and the comparison last.
    """
    pages: dict[str, list[Card]] = defaultdict(list)
    for entries in (site.articles, site.questions, site.services, site.pages):
        for entry in sorted(entries, key=_by_title):
            for key in dict.fromkeys(cited(entry.prose)):
                pages[key].append(Card(entry.url, entry.card.title, language=entry.language))
    if comparison := site.materials.comparison:
        card = Card(site.targets[FILE].url, comparison.title, language=comparison.language)
        for key in dict.fromkeys(cited(comparison_block(comparison, site.targets))):
            pages[key].append(card)
    return {key: tuple(cards) for key, cards in pages.items()}


def grows_old(reference: Reference, years: int) -> date | None:
    """Return the day from which a source is older than `years`, or None where it bears no year: a first of January."""
    if not reference.year or int(reference.year) + years >= MAXYEAR:
        return None
    return date(min(int(reference.year) + years + 1, date.max.year), 1, 1)


def days_of_age(references: Iterable[Reference], years: int) -> list[date]:
    """Return each day on which one of these sources becomes older than `years`, and on which the year of one begins."""
    bearing = [reference for reference in references if reference.year]
    days = [grows_old(reference, years) for reference in bearing]
    days += [date(int(reference.year), 1, 1) for reference in bearing if int(reference.year)]
    return [day for day in days if day is not None]


def _by_title(entry: Entry) -> tuple[str, str]:
    return entry.card.title.casefold(), entry.url

"""sitemap.xml: every page that a search engine should know, with the day of its last true change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from site_builder.kinds.article_list import ARTICLES_A_PAGE
from site_builder.model.front_matter import ArticleFields, PageFields, QuestionFields, ServiceFields
from site_builder.model.output import Made, Output
from site_builder.model.site import Entry, Site
from site_builder.parts.comparison import PATH


def outputs(site: Site) -> Iterator[Output]:
    """`sitemap.xml`; later pages of a list are found from the first and left out."""
    rows: dict[str, date | None] = {}
    for entry in (*site.pages, *site.services, *site.articles):
        rows[entry.url] = changed(entry)
    rows[f"{site.base}articles/"] = _latest(site.articles[:ARTICLES_A_PAGE])
    rows[f"{site.base}services/"] = _latest(site.services)
    rows[f"{site.base}faq/"] = _latest(site.questions)
    rows[f"{site.base}topics/"] = None
    rows[f"{site.base}evidence/"] = None
    if comparison := site.materials.comparison:
        rows[f"{site.base}{PATH}"] = comparison.updated
    for topic in site.topics:
        rows[topic.url] = _latest((*topic.articles, *topic.questions))
    body = "".join(_row(site.origin + url, day) for url, day in sorted(rows.items()))
    yield Made(
        "sitemap.xml",
        "content",
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</urlset>\n'.encode(),
    )


def changed(entry: Entry) -> date | None:
    """Return the day of the last change to `entry` that matters to a reader, or None where nobody wrote it down."""
    match entry.document.fields:
        case ArticleFields(updated=updated, date=published):
            return updated or published
        case ServiceFields(updated=updated) | PageFields(updated=updated):
            return updated
        case QuestionFields(reviewed=reviewed):
            return reviewed
    return None


def _latest(entries: tuple[Entry, ...]) -> date | None:
    return max((day for entry in entries if (day := changed(entry))), default=None)


def _row(url: str, day: date | None) -> str:
    lastmod = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(url)}</loc>{lastmod}</url>\n"

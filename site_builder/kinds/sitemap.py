"""sitemap.xml: every page that a search engine should know, with the day of its last true change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from site_builder.kinds.article_list import ARTICLES_A_PAGE
from site_builder.model.front_matter import ArticleFields, PageFields, QuestionFields, ServiceFields
from site_builder.model.output import Made, Output
from site_builder.model.site import Entry, Site
from site_builder.parts.comparison import PATH


def outputs(sites: Sequence[Site]) -> Iterator[Output]:
    """`sitemap.xml`; later pages of a list are found from the first and left out, and so is what was not translated."""
    places = {site.language: rows_of(site) for site in sites}
    body = "".join(
        _row(site.origin, site.base + path, day, _alternates(path, places, sites) if len(sites) > 1 else "")
        for site in sites
        for path, day in sorted(places[site.language].items())
    )
    others = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if len(sites) > 1 else ""
    yield Made(
        "sitemap.xml",
        "content",
        f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{others}>
{body}</urlset>
""".encode(),
    )


def rows_of(site: Site) -> dict[str, date | None]:
    """Return where each page of a language stands below its home page, and the day of its last change."""
    written = [entry for entry in (*site.pages, *site.services, *site.articles) if not entry.language]
    rows = {entry.url.removeprefix(site.base): changed(entry) for entry in written}
    rows["articles/"] = _latest(site.articles[:ARTICLES_A_PAGE])
    rows["services/"] = _latest(site.services)
    rows["faq/"] = _latest(site.questions)
    rows["topics/"] = None
    rows["evidence/"] = None
    if (comparison := site.materials.comparison) and not comparison.language:
        rows[PATH] = comparison.updated
    for topic in site.topics:
        rows[topic.url.removeprefix(site.base)] = _latest((*topic.articles, *topic.questions))
    return rows


def _alternates(path: str, places: dict[str, dict[str, date | None]], sites: Sequence[Site]) -> str:
    """Return the address of a page in each language that has it; a reader of any other language gets the first."""
    found = [(site.language, site.base) for site in sites if path in places[site.language]]
    if len(found) < 2:
        return ""
    rows = [*found, ("x-default", found[0][1])]
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(sites[0].origin + base + path)}"/>'
        for code, base in rows
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


def _row(origin: str, url: str, day: date | None, alternates: str) -> str:
    lastmod = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(origin + url)}</loc>{lastmod}{alternates}</url>\n"

"""feed.xml: the newest articles as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import islice

from site_builder.kinds.sitemap import changed
from site_builder.model.front_matter import ArticleFields
from site_builder.model.output import Made, Output
from site_builder.model.site import Entry, Site
from site_builder.parts.people import person
from site_builder.urls import slug

MOST_ENTRIES = 20


def outputs(site: Site) -> Iterator[Output]:
    """`feed.xml`, with what was written in its language."""
    address = f"{site.origin}{site.frame.feed_url}"
    home = f"{site.origin}{site.base}"
    newest = [*islice((entry for entry in site.articles if not entry.language), MOST_ENTRIES)]
    titles = {topic.slug: topic.title for topic in site.topics}
    # An empty feed has no day of its own; the epoch is as true as any and does not move.
    latest = max((day for entry in newest if (day := changed(entry))), default=date(1970, 1, 1))
    body = "".join(_entry(entry, titles, site) for entry in newest)
    yield Made(
        "feed.xml",
        "content/articles",
        f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(site.frame.language)}">
<title>{escape(site.clinic.name)}</title>
<subtitle>{escape(site.clinic.tagline)}</subtitle>
<id>{escape(home)}</id>
<updated>{_instant(latest)}</updated>
<link rel="self" type="application/atom+xml" href="{escape(address)}"/>
<link rel="alternate" type="text/html" href="{escape(home)}"/>
<author><name>{escape(site.clinic.name)}</name></author>
{body}</feed>
""".encode(),
    )


def _entry(entry: Entry, titles: dict[str, str], site: Site) -> str:
    fields = entry.document.fields
    assert isinstance(fields, ArticleFields)
    address = site.origin + entry.url
    author = person(fields.author or site.clinic.default_author, site)
    topics = [(topic, titles[topic]) for topic in dict.fromkeys(map(slug, fields.topics)) if topic in titles]
    categories = "".join(f'<category term="{topic}" label="{escape(title)}"/>\n' for topic, title in topics)
    return f"""<entry>
<title>{escape(fields.title)}</title>
<id>{escape(address)}</id>
<link rel="alternate" type="text/html" href="{escape(address)}"/>
<published>{_instant(fields.date)}</published>
<updated>{_instant(changed(entry) or fields.date)}</updated>
<author><name>{escape(author.role)}</name></author>
{categories}<summary>{escape(fields.description)}</summary>
</entry>
"""


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

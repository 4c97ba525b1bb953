"""What every page says of itself."""

from __future__ import annotations

from site_builder.model.front_matter import QuestionFields
from site_builder.model.inputs import Options
from site_builder.model.site import Crumb, Entry, Head, Site
from site_builder.parts.status import why_not_published


def document_head(entry: Entry, site: Site, *, section: str = "", crumbs: tuple[Crumb, ...] = ()) -> Head:
    """Return the head of a page that one document makes."""
    fields = entry.document.fields
    assert fields is not None
    assert not isinstance(fields, QuestionFields)
    return Head(
        url=entry.url,
        canonical=site.origin + entry.url,
        title=fields.title,
        description=fields.description,
        section=section or entry.url,
        crumbs=crumbs,
        updated=fields.updated,
        checked=fields.regulatory_as_of,
        # A preview may show what is not published; it must not be found there.
        indexed=not why_not_published(fields, Options(site.today))[0],
    )


def list_head(path: str, title: str, description: str, site: Site, *, crumbs: tuple[Crumb, ...] = ()) -> Head:
    """Return the head of a page that shows what others say; `path` is relative to the site, as in `articles/`."""
    url = site.base + path
    section = site.base + path.split("/")[0] + "/"
    return Head(
        url=url, canonical=site.origin + url, title=title, description=description, section=section, crumbs=crumbs
    )

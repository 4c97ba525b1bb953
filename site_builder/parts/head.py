"""What every page says of itself."""

from __future__ import annotations

from site_builder.model.front_matter import ArticleFields, QuestionFields
from site_builder.model.inputs import Options
from site_builder.model.site import Crumb, Entry, Head, Site
from site_builder.parts.share_pictures import share_picture
from site_builder.parts.status import why_not_published


def document_head(entry: Entry, site: Site, *, section: str = "", crumbs: tuple[Crumb, ...] = ()) -> Head:
    """Return the head of a page that one document makes."""
    fields = entry.document.fields
    assert fields is not None
    assert not isinstance(fields, QuestionFields)
    path = entry.url.removeprefix(site.base)
    return Head(
        url=entry.url,
        canonical=canonical(path, entry.language, site),
        title=fields.title,
        description=fields.description,
        section=section or entry.url,
        crumbs=crumbs,
        updated=fields.updated,
        checked=fields.regulatory_as_of,
        # A preview may show what is not published; it must not be found there.
        indexed=not why_not_published(fields, Options(site.today))[0],
        path=path,
        languages=entry.languages,
        language=entry.language,
        translated=entry.translated,
        published=fields.date if isinstance(fields, ArticleFields) else None,
        picture=share_picture(entry, site),
    )


def list_head(path: str, title: str, description: str, site: Site, *, crumbs: tuple[Crumb, ...] = ()) -> Head:
    """Return the head of a page that shows what others say; `path` is relative to the site, as in `articles/`.

    There is such a page in every language of the site.
    """
    url = site.base + path
    return Head(
        url=url,
        canonical=site.origin + url,
        title=title,
        description=description,
        section=site.base + path.split("/")[0] + "/",
        crumbs=crumbs,
        path=path,
        languages=tuple([each.code for each in site.languages]) if len(site.languages) > 1 else (),
        picture=share_picture(None, site),
    )


def canonical(path: str, language: str, site: Site) -> str:
    """Return the canonical address of the page at `path`: a text that was not translated has that of its original."""
    return site.origin + (site.root if language else site.base) + path

"""Old addresses: a stub page for each, and for hosts that need none, where each leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from site_builder.interface import say
from site_builder.model.front_matter import QuestionFields
from site_builder.model.hosting import Redirect
from site_builder.model.output import Output, Page
from site_builder.model.site import Entry, Frame, Head, Site
from site_builder.parts.addresses import old_path, stub_path


class RedirectView(msgspec.Struct, frozen=True):
    """What `layouts/redirect.html` shows."""

    frame: Frame
    head: Head
    target: str


LAYOUTS = {"layouts/redirect.html": RedirectView}


def outputs(site: Site) -> Iterator[Output]:
    """One stub page for each alias."""
    for entry, alias in _old_addresses(site):
        head = Head(
            url=entry.url,
            canonical=site.origin + entry.url,
            title=entry.card.title,
            description=say(site.interface, "moved.description", address=entry.url),
            indexed=False,
            language=entry.language,
        )
        yield Page(
            stub_path(alias), entry.document.path, "layouts/redirect.html", RedirectView(site.frame, head, entry.url)
        )


def redirects(sites: Sequence[Site]) -> Iterator[Redirect]:
    """Yield every old address in each language."""
    for site in sites:
        for entry, alias in _old_addresses(site):
            yield Redirect(site.prefix + old_path(alias), entry.url)


def _old_addresses(site: Site) -> Iterator[tuple[Entry, str]]:
    """Yield what is published under an old address, with its alias as it is written."""
    for entry in (*site.articles, *site.services, *site.pages):
        for alias in _aliases(entry):
            yield entry, alias


def _aliases(entry: Entry) -> tuple[str, ...]:
    fields = entry.document.fields
    return () if fields is None or isinstance(fields, QuestionFields) else fields.aliases

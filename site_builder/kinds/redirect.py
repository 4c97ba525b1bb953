"""Old addresses: a stub page for each, and `_redirects` for hosts that answer with a status of 301."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from site_builder.model.front_matter import QuestionFields
from site_builder.model.output import Made, Output, Page
from site_builder.model.site import Entry, Frame, Head, Site
from site_builder.urls import escape


class RedirectView(msgspec.Struct, frozen=True):
    """What `layouts/redirect.html` shows."""

    frame: Frame
    head: Head
    target: str


LAYOUTS = {"layouts/redirect.html": RedirectView}


def outputs(site: Site) -> Iterator[Output]:
    """One stub page for each alias, and one file of rules, which is there even when it is empty."""
    rules: list[str] = []
    for entry in (*site.articles, *site.services, *site.pages):
        for alias in _aliases(entry):
            old = _plain(alias)
            # Some hosts tell an address with a closing slash from one without: give both.
            rules += [f"{site.base}{escape(form)} {entry.url} 301" for form in dict.fromkeys([old, f"{old}/"])]
            head = Head(
                url=entry.url,
                canonical=site.origin + entry.url,
                title=entry.card.title,
                description=f"This page has moved to {entry.url}",
                indexed=False,
            )
            view = RedirectView(site.frame, head, entry.url)
            yield Page(stub_path(alias), entry.document.path, "layouts/redirect.html", view)
    yield Made("_redirects", "content", "".join(f"{rule}\n" for rule in rules).encode())


def stub_path(alias: str) -> str:
    """Return where the stub page of the old address `alias` stands: `blog/old/index.html` for `/blog/old`."""
    old = _plain(alias)
    return old if old.endswith(".html") else f"{old}/index.html".lstrip("/")


def _plain(alias: str) -> str:
    return unquote(alias).strip("/")


def _aliases(entry: Entry) -> tuple[str, ...]:
    fields = entry.document.fields
    return () if fields is None or isinstance(fields, QuestionFields) else fields.aliases

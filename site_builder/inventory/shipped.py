"""What of others goes into a published site, and when."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.editor import bundle


class Shipped(NamedTuple):
    """A part of which something is in a site: what that is, and which setting puts it there ("" always)."""

    source: str
    name: str
    what: str
    setting: str


SHIPPED = (
    Shipped("pypi", "font-source-serif-pro", "letters drawn into the pictures of shared links", ""),
    Shipped("pypi", "pagefind-bin", "the script and the WebAssembly of the search", "search"),
    *(
        Shipped("npm", name, "a typeface of the editor" if name.startswith("@fontsource") else "the editor", "admin")
        for name in dict.fromkeys(bundle.LICENSED)
    ),
)
"""All else in a site is the clinic's own, or the builder's: templates, styles, scripts and icons are ours (MIT)."""


def shipped_with(*, search: bool, admin: bool) -> dict[tuple[str, str], str]:
    """Return what goes into a site with these settings: what it is, by source and name."""
    on = {"": True, "search": search, "admin": admin}
    return {(each.source, each.name): each.what for each in SHIPPED if on[each.setting]}

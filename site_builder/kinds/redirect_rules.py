"""`_redirects`: the old addresses of all languages, for hosts that answer with a status of 301."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.kinds.redirect import old_addresses
from site_builder.model.output import Made, Output
from site_builder.model.site import Site
from site_builder.urls import escape


def outputs(sites: Sequence[Site]) -> Iterator[Output]:
    """One file of rules, which is there even when it is empty."""
    rules = [
        # Some hosts tell an address with a closing slash from one without: give both.
        f"{site.base}{escape(form)} {entry.url} 301\n"
        for site in sites
        for entry, _, old in old_addresses(site)
        for form in dict.fromkeys([old, f"{old}/"])
    ]
    yield Made("_redirects", "content", "".join(rules).encode())

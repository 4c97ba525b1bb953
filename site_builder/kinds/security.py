"""security.txt (RFC 9116): whom to tell of a weakness, and until when that holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.model.output import Made, Output
from site_builder.model.site import Site

PATH = ".well-known/security.txt"


def outputs(sites: Sequence[Site]) -> Iterator[Output]:
    """`.well-known/security.txt`, where clinic.yaml gives a contact."""
    site = sites[0]
    security = site.clinic.security
    if security is not None:
        lines = (
            f"Contact: {security.contact}",
            f"Expires: {security.expires.isoformat()}T00:00:00Z",
            f"Preferred-Languages: {', '.join(site.clinic.languages)}",
            f"Canonical: {site.origin}{site.base}{PATH}",
        )
        yield Made(PATH, "content/clinic.yaml", "".join(f"{line}\n" for line in lines).encode())

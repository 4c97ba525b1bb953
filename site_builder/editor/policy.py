"""The Content Security Policy of the editor: it speaks to its own host, and where it is published to its code host."""

from __future__ import annotations

from urllib.parse import urlsplit

from site_builder.model.config import AdminBackend

POLICY = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    # Sveltia CMS brings its styles in its script.
    "style-src": ("'self'", "'unsafe-inline'"),
    # Pictures out of the folder that is edited.
    "img-src": ("'self'", "blob:", "data:"),
    "media-src": ("'self'", "blob:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'", "blob:", "data:"),
    "form-action": ("'none'",),
    "base-uri": ("'none'",),
}

CODE_HOSTS = {"github": "https://api.github.com", "gitlab": "https://gitlab.com", "gitea": "https://gitea.com"}
"""Where the editor reads and writes, for each that it can, unless the settings name a host of one's own."""


def policy(backend: AdminBackend | None = None) -> str:
    """Return the policy of an editor that works in a folder, or with the code host that the settings name.

    `frame-ancestors` is not in it: only a header can say that.
    """
    hosts = () if backend is None else (_origin(backend),)
    allowed = {**POLICY, "connect-src": (*POLICY["connect-src"], *hosts)}
    return "; ".join(" ".join((name, *sources)) for name, sources in allowed.items())


def _origin(backend: AdminBackend) -> str:
    # GitHub is asked at one address, whatever signs people in; the others at their own.
    if backend.base_url and backend.name != "github":
        found = urlsplit(backend.base_url)
        return f"{found.scheme}://{found.netloc}"
    return CODE_HOSTS[backend.name]

"""What a host says with a file, whatever the host: the one source of headers."""

from __future__ import annotations

import re

from site_builder.media_types import media_type
from site_builder.model.hosting import Hosting
from site_builder.parts.assets import FINGERPRINT_DIGITS

Headers = tuple[tuple[str, str], ...]

POLICY, OPENER, ROBOTS = "Content-Security-Policy", "Cross-Origin-Opener-Policy", "X-Robots-Tag"

EVERYWHERE: Headers = (
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Strict-Transport-Security", "max-age=31536000"),
)
"""With every file. A year of HTTPS only, and for this host only: others of the clinic may not be ready for it."""

FOR_EVER = "public, max-age=31536000, immutable"
"""For what is named by its content."""

ASK_EACH_TIME = "public, max-age=0, must-revalidate"
"""For all else: browsers keep it, and ask before they show it if it is still so."""

EDITOR = "admin"
"""The folder of the editor, which has a policy of its own."""

NOT_FOUND = "404.html"

UNSEEN = ("_headers", "_redirects")
"""Files that some hosts read, and none shows. So are those whose names begin with a dot, but in `.well-known/`."""

NAMED_BY_CONTENT = (
    rf"((.*/)?[^/]+\.[0-9a-f]{{{FINGERPRINT_DIGITS}}}\.[A-Za-z0-9]+"
    # The search index stands in a folder that is named for its program; its list is the same file for every index.
    rf"|pagefind/[0-9a-f]{{{FINGERPRINT_DIGITS}}}/.+\.(js|pagefind|pf_[a-z]+))(\.(gz|br))?"
)
"""A path of the site whose file never becomes another. Python, PCRE and RE2 read it alike."""


def headers_of(path: str, hosting: Hosting) -> Headers:
    """Return all that a host is to say with the file at `path`."""
    is_editor = path.startswith(f"{EDITOR}/")
    kept = ("Content-Type", media_type(path)), ("Cache-Control", cache_control(path))
    return *kept, *own(hosting, is_editor=is_editor), *EVERYWHERE


def cache_control(path: str) -> str:
    """Return how long browsers may keep the file at `path` without asking for it."""
    return FOR_EVER if is_named_by_content(path) else ASK_EACH_TIME


def is_named_by_content(path: str) -> bool:
    """Return whether the file at `path` never becomes another: its name, or its folder's, carries its fingerprint."""
    return _NAMED_BY_CONTENT.fullmatch(path) is not None


_NAMED_BY_CONTENT = re.compile(NAMED_BY_CONTENT)


def pattern_of(text: str) -> str:
    """Return a pattern that is met by this text only. Python, PCRE and RE2 read it alike."""
    return re.sub(r"([^A-Za-z0-9/_-])", r"\\\1", text)


def old_addresses(hosting: Hosting) -> dict[str, str]:
    """Return where each old address leads, as it is once its escapes are read; with a closing slash, and without."""
    return {
        hosting.base + form: redirect.new
        for redirect in hosting.redirects
        for form in (redirect.old, f"{redirect.old}/")
    }


def missing_pages(hosting: Hosting) -> list[tuple[str, str]]:
    """Return the page that is shown where there is none, below each folder of a language: `es/` and `es/404.html`.

    The first is that of the whole site, in the folder "".
    """
    return sorted(
        (path.removesuffix(NOT_FOUND), path)
        for path in hosting.files
        if path == NOT_FOUND or path.partition("/")[2] == NOT_FOUND
    )


def own(hosting: Hosting, *, is_editor: bool) -> Headers:
    """Return what is another thing for pages than for the editor."""
    if not is_editor:
        return _framed_by_nobody(hosting.policy), (OPENER, "same-origin")
    # The window that signs somebody in must not lose the editor that opened it.
    return _framed_by_nobody(hosting.editor), (OPENER, "same-origin-allow-popups"), (ROBOTS, "noindex")


def _framed_by_nobody(policy: str) -> tuple[str, str]:
    # Only a header can say who may show the page in a frame.
    return POLICY, f"{policy}; frame-ancestors 'none'"

"""`_headers`, which Netlify and Cloudflare Pages read: what their answers say beside the files.

A rule here meets no other in one and the same header, since the hosts would send both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.model.output import Inline
from site_builder.parts.assets import FINGERPRINT_DIGITS
from site_builder.parts.policy import policy
from site_builder.urls import escape

PATH = "_headers"

EVERYWHERE = (
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Strict-Transport-Security", "max-age=31536000"),
)
"""A year of HTTPS only, and for this host only: others of the clinic may not be ready for it."""

FOR_EVER = "public, max-age=31536000, immutable"
"""For what is named by its content. Of everything else both hosts say that browsers ask each time if it is still so."""


def headers(paths: Iterable[str], base: str, inline: Inline) -> str:
    """Return the file for a site of the files `paths`, whose pages hold `inline`."""
    # Only a header can say who may show the page in a frame.
    own = (("Content-Security-Policy", f"{policy(inline)}; frame-ancestors 'none'"), *EVERYWHERE)
    rules = [_rule(f"{base}*", own)]
    rules += [_rule(base + pattern, [("Cache-Control", FOR_EVER)]) for pattern in _named_by_content(paths)]
    return "".join(rules)


def _rule(pattern: str, lines: Iterable[tuple[str, str]]) -> str:
    return "".join([f"{pattern}\n", *(f"  {name}: {value}\n" for name, value in lines)])


_MARK = re.compile(rf"[./][0-9a-f]{{{FINGERPRINT_DIGITS}}}[./]")


def _named_by_content(paths: Iterable[str]) -> list[str]:
    """Return a pattern for each kind of file in each part of the site that is always named by its content."""
    marked: dict[str, bool] = {}
    for path in paths:
        folder, slash, name = path.partition("/")
        _, dot, kind = name.rpartition(".")
        if slash and dot:
            pattern = f"{escape(folder)}/*.{kind}"
            # The list of the index lies beside its program, in a folder that is named for that.
            named = bool(_MARK.search(path)) and kind != "json"
            marked[pattern] = named and marked.get(pattern, True)
    return sorted(pattern for pattern, is_marked in marked.items() if is_marked)

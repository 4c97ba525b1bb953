"""The Content Security Policy (W3C, CSP level 3) of a page: its own host, and what it holds inline, by digest."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from msgspec.structs import replace

from site_builder.model.output import Inline

PLACE = '<meta http-equiv="Content-Security-Policy">'
"""What a template writes where the policy of the page is to stand; it is known once the page is drawn."""


def with_policy(html: str, *, searches: bool) -> tuple[str, Inline]:
    """Return a page with its policy in its place, and what it holds inline; `searches` if it has the search field."""
    inline = Inline(
        _digests(found[2] for found in _SCRIPT.finditer(html) if not _NOT_INLINE.search(found[1])),
        _digests(found[2] for found in _STYLE.finditer(html)),
        tuple(sorted({found[1] for found in _ENDPOINT.finditer(html)})),
        searches,
    )
    # No browser runs data, so hosts need not allow it; the Nu checker takes it for a script.
    shown = replace(
        inline, scripts=_digests(found[2] for found in _SCRIPT.finditer(html) if not _FROM_A_FILE.search(found[1]))
    )
    return html.replace(PLACE, f'{PLACE[:-1]} content="{escape(policy(shown), quote=False)}">', 1), inline


_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b([^>]*)>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_FROM_A_FILE = re.compile(r"(?:^|\s)src\s*=", re.IGNORECASE)
_NOT_INLINE = re.compile(
    _FROM_A_FILE.pattern + r"""|(?:^|\s)type\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE
)
"""A script that is a file, or data for others, which no browser runs."""

_ENDPOINT = re.compile(r'<form\b[^>]*\baction="(https?://[^/"?#]+)')


def _digests(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts}))


def together(inlines: Iterable[Inline]) -> Inline:
    """Return what several pages hold."""
    every = tuple(inlines)
    return Inline(
        tuple(sorted({each for inline in every for each in inline.scripts})),
        tuple(sorted({each for inline in every for each in inline.styles})),
        tuple(sorted({each for inline in every for each in inline.endpoints})),
        any(inline.searches for inline in every),
    )


def policy(inline: Inline) -> str:
    """Return the policy of a page that holds this."""
    # The index is searched by a program in WebAssembly.
    wasm = ("'wasm-unsafe-eval'",) if inline.searches else ()
    sources = {
        "default-src": ("'none'",),
        "script-src": ("'self'", *wasm, *inline.scripts),
        "style-src": ("'self'", *inline.styles),
        "img-src": ("'self'",),
        "font-src": ("'self'",),
        "connect-src": ("'self'",),
        "form-action": ("'self'", *inline.endpoints),
        "base-uri": ("'none'",),
    }
    return "; ".join(" ".join((name, *allowed)) for name, allowed in sources.items())

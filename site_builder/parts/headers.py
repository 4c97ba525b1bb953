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

OPENER = "Cross-Origin-Opener-Policy"

EVERYWHERE = (
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (OPENER, "same-origin"),
    ("Strict-Transport-Security", "max-age=31536000"),
)
"""A year of HTTPS only, and for this host only: others of the clinic may not be ready for it."""

FOR_EVER = "public, max-age=31536000, immutable"
"""For what is named by its content. Of everything else both hosts say that browsers ask each time if it is still so."""


EDITOR = "admin"
"""The folder of the editor, which has a policy of its own."""


def headers(paths: Iterable[str], base: str, inline: Inline, editor: str = "") -> str:
    """Return the file for a site of the files `paths`, whose pages hold `inline`.

    `editor` is the policy of the editor, "" where the site has none.
    """
    every = tuple(paths)
    rules = _of_pages(every, base, policy(inline), editor)
    rules += [_rule(base + pattern, [("Cache-Control", FOR_EVER)]) for pattern in _named_by_content(every)]
    return "".join(rules)


def _of_pages(paths: tuple[str, ...], base: str, pages: str, editor: str) -> list[str]:
    """Return the rules that say what browsers may do."""
    if not editor:
        return [_rule(f"{base}*", (_framed_by_nobody(pages), *EVERYWHERE))]
    # Where two policies meet both hold, so that of the pages must not reach the editor. Nor must the window that signs
    # somebody in lose the editor that opened it.
    own = [(OPENER, "same-origin"), _framed_by_nobody(pages)]
    signs_in = [(OPENER, "same-origin-allow-popups"), _framed_by_nobody(editor), ("X-Robots-Tag", "noindex")]
    tops = {f"{escape(top)}/*" if below else escape(top) for top, below, _ in (path.partition("/") for path in paths)}
    return [
        _rule(f"{base}*", [each for each in EVERYWHERE if each[0] != OPENER]),
        *(_rule(base + top, own) for top in ["", *sorted(tops - {f"{EDITOR}/*"})]),
        _rule(f"{base}{EDITOR}/*", signs_in),
    ]


def _framed_by_nobody(policy: str) -> tuple[str, str]:
    # Only a header can say who may show the page in a frame.
    return "Content-Security-Policy", f"{policy}; frame-ancestors 'none'"


def _rule(pattern: str, lines: Iterable[tuple[str, str]]) -> str:
    return "".join([f"{pattern}\n", *(f"  {name}: {value}\n" for name, value in lines)])


_MARK = re.compile(rf"[./][0-9a-f]{{{FINGERPRINT_DIGITS}}}[./]")


def _named_by_content(paths: Iterable[str]) -> list[str]:
    """Return a pattern for each kind of file in each part of the site that is always named by its content."""
    marked: dict[tuple[str, str], bool] = {}
    for path in paths:
        folder, slash, name = path.partition("/")
        _, dot, kind = name.rpartition(".")
        if slash and dot:
            part = folder, kind
            # The list of the index lies beside its program, in a folder that is named for that.
            named = bool(_MARK.search(path)) and kind != "json"
            marked[part] = named and marked.get(part, True)
    return sorted(f"{escape(folder)}/*.{kind}" for (folder, kind), is_marked in marked.items() if is_marked)

"""`_headers` and `_redirects`, which Netlify and Cloudflare Pages read: what their answers say beside the files.

A rule here meets no other in one and the same header, since the hosts would send both. Both compress by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_builder.hosting.answers import EDITOR, EVERYWHERE, FOR_EVER, Headers, is_named_by_content, old_addresses, own
from site_builder.hosting.twins import untwinned
from site_builder.model.hosting import Hosting
from site_builder.parts.assets import FINGERPRINT_DIGITS
from site_builder.urls import escape

HEADERS, REDIRECTS = "_headers", "_redirects"


def headers(hosting: Hosting) -> str:
    """Return the file `_headers`.

    Of what is not named by its content both hosts say already that browsers ask each time if it is still so.
    """
    named = [_rule(hosting.base + pattern, (("Cache-Control", FOR_EVER),)) for pattern in _named(hosting.files)]
    return "".join([*_of_pages(hosting), *named])


def redirects(hosting: Hosting) -> str:
    """Return the file `_redirects`, which is there even when it is empty."""
    # Without a number they would differ: it is 301 here and 302 there.
    return "".join(f"{escape(old)} {new} 301\n" for old, new in old_addresses(hosting).items())


def _of_pages(hosting: Hosting) -> list[str]:
    """Return the rules that say what browsers may do."""
    base, pages = hosting.base, own(hosting, is_editor=False)
    if not hosting.editor:
        return [_rule(f"{base}*", (*pages, *EVERYWHERE))]
    # Where two policies meet both hold, so that of the pages must not reach the editor.
    parts = (path.partition("/") for path in hosting.files)
    tops = {f"{escape(top)}/*" if below else escape(top) for top, below, _ in parts}
    return [
        _rule(f"{base}*", EVERYWHERE),
        *(_rule(base + top, pages) for top in ["", *sorted(tops - {f"{EDITOR}/*"})]),
        _rule(f"{base}{EDITOR}/*", own(hosting, is_editor=True)),
    ]


def _rule(pattern: str, lines: Headers) -> str:
    return "".join([f"{pattern}\n", *(f"  {name}: {value}\n" for name, value in lines)])


def _named(paths: Sequence[str]) -> list[str]:
    """Return a pattern for each kind of file, in each part of the site, that is always named by its content."""
    marked: dict[tuple[str, str], bool] = {}
    for path in paths:
        part = _part(path)
        marked[part] = is_named_by_content(path) and marked.get(part, True)
    parts = sorted(part for part, is_marked in marked.items() if is_marked)
    alone = [part for part in parts if "/" not in part[0] and _is_alone(*part, paths)]
    # Cloudflare reads a hundred rules: should there be more, those are left out that are for one file each.
    return [f"{escape(start)}*{end}" for start, end in (*(part for part in parts if "/" in part[0]), *alone)]


def _part(path: str) -> tuple[str, str]:
    """Return how the paths begin and end of all files like this one: `css/` and `.css`.

    At the top of the site, where files of all sorts lie, one is like another only by its name: `share.` and `.png`.
    """
    folder, slash, _ = path.partition("/")
    plain = untwinned(path)
    stem, dot, kind = plain.rpartition(".")
    end = dot + kind + path.removeprefix(plain)
    if slash:
        return f"{folder}/", end
    return (stem[:-FINGERPRINT_DIGITS], end) if is_named_by_content(path) else (path, "")


def _is_alone(start: str, end: str, paths: Iterable[str]) -> bool:
    """Return whether the pattern is that of the files of one part only."""
    return all(_part(path) == (start, end) for path in paths if path.startswith(start) and path.endswith(end))

"""Small sites, and publishing them."""

from __future__ import annotations

import re
from collections.abc import Callable

from site_builder.digest import digest_bytes
from site_builder.hosting.answers import is_named_by_content
from site_builder.publish.host import File, Host
from site_builder.publish.run import Intent, intent_to_publish, intent_to_roll_back, publish, roll_back

HTML = (("Content-Type", "text/html; charset=utf-8"),)

Site = dict[str, bytes]


def site(*pages: str, style: str = "a", words: str = "") -> Site:
    """Return a site of these pages; each shows a style that is named by its content."""
    sheet = f"css/site.{digest_bytes(style.encode()).hex()[:16]}.css"
    shown = f'<link rel="stylesheet" href="/{sheet}">'
    made = {f"{page}/index.html": f"{shown}{page} {words}".encode() for page in pages}
    made["index.html"] = f"{shown}home {' '.join(pages)}".encode()
    made["sitemap.xml"] = " ".join(pages).encode()
    made[sheet] = style.encode()
    return made


def files_of(made: Site, *, has_headers: bool = False) -> list[File]:
    """Return the files of a site as they are to be on a host."""
    return [
        File(path, digest_bytes(data).hex(), len(data), HTML if has_headers else ())
        for path, data in sorted(made.items())
    ]


def send(host: Host, made: Site, *, has_headers: bool = False) -> Intent:
    """Publish a site, and return what was intended."""
    with host.locked("a test") as check:
        intent = intent_to_publish(host, files_of(made, has_headers=has_headers), is_named_by_content)
        publish(host, intent, lambda file: made[file.path], check)
    return intent


def send_back(host: Host) -> Intent | None:
    """Bring the release before back."""
    with host.locked("a test") as check:
        intent = intent_to_roll_back(host, is_named_by_content)
        if intent is not None:
            roll_back(host, intent, check)
    return intent


def lacking(held: Site) -> list[str]:
    """Return the files that pages of a site name and that are not there."""
    named = {
        found.decode()
        for path, data in held.items()
        if path.endswith(".html")
        for found in re.findall(rb'href="/([^"]+)"', data)
    }
    return sorted(named - held.keys())


def without_retired(held: Site, made: Site) -> Site:
    """Return what a host holds but for files that are named by their content and no longer of the site."""
    return {path: data for path, data in held.items() if path in made or not is_named_by_content(path)}


Step = Callable[[str], None]

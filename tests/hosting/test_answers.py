"""What hosts say with each file."""

from __future__ import annotations

import re

import pytest

from site_builder.hosting.answers import (
    ASK_EACH_TIME,
    FOR_EVER,
    cache_control,
    headers_of,
    is_named_by_content,
    missing_pages,
    pattern_of,
)
from site_builder.model.hosting import Hosting
from site_builder.parts.assets import NAMED_BY_OTHERS, static_file

MARK = "0123456789abcdef"
SITE = Hosting(policy="default-src 'none'", editor="its own", files=("404.html", "a/b/404.html", "es/404.html"))


@pytest.mark.parametrize(
    "path",
    [
        f"css/site.{MARK}.css",
        f"share.{MARK}.png",
        f"articles/a/room-480.{MARK}.avif",
        f"css/site.{MARK}.css.gz",
        f"css/site.{MARK}.css.br",
        f"pagefind/{MARK}/pagefind.js",
        f"pagefind/{MARK}/wasm.en.pagefind",
        f"pagefind/{MARK}/fragment/en_0a1b2c.pf_fragment",
    ],
)
def test_what_is_named_by_its_content_is_never_asked_for_again(path: str) -> None:
    assert cache_control(path) == FOR_EVER


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "index.html.gz",
        "feed.xml",
        "favicon.svg",
        "search/box.json",
        "_headers",
        # The list of the index is another one when the index is, beside the same program.
        f"pagefind/{MARK}/pagefind-entry.json",
        f"articles/{MARK}/index.html",
        f"old.{MARK}/index.html",
        "css/site.0123456789abcde.css",
        "css/site.0123456789abcdeg.css",
    ],
)
def test_all_else_is_asked_for_each_time(path: str) -> None:
    assert cache_control(path) == ASK_EACH_TIME


@pytest.mark.parametrize("name", ["css/site.css", "a b/é.woff2", "x.tar.gz", "UP.PNG"])
def test_every_static_file_is_named_by_its_content_but_those_that_others_look_for(name: str) -> None:
    assert is_named_by_content(static_file(name, f"static/{name}", b"\xab" * 32, 1, "/").path)
    for kept in NAMED_BY_OTHERS:
        assert not is_named_by_content(static_file(kept, f"static/{kept}", b"\xab" * 32, 1, "/").path)


def test_a_page_says_all_that_browsers_are_to_know() -> None:
    assert dict(headers_of("about/index.html", SITE)) == {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": ASK_EACH_TIME,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Strict-Transport-Security": "max-age=31536000",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    }


def test_the_editor_says_what_it_may_itself() -> None:
    said = dict(headers_of("admin/index.html", SITE))
    assert said["Content-Security-Policy"] == "its own; frame-ancestors 'none'"
    assert said["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert said["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in dict(headers_of("administration/index.html", SITE))


def test_no_header_is_said_twice() -> None:
    for path in ("index.html", "admin/index.html", f"css/a.{MARK}.css"):
        names = [name for name, _ in headers_of(path, SITE)]
        assert len(names) == len(set(names))


def test_each_language_has_its_page_for_what_is_not_there() -> None:
    assert missing_pages(SITE) == [("", "404.html"), ("es/", "es/404.html")]


@pytest.mark.parametrize("text", ["/", "/clinic/", "/a.b/~c-d_e/"])
def test_the_pattern_of_a_text_is_met_by_that_text_only(text: str) -> None:
    assert re.fullmatch(pattern_of(text), text)
    assert not re.fullmatch(pattern_of(text), text.replace(".", "x") + "x")

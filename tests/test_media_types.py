"""Media types by the ends of names."""

from __future__ import annotations

import pytest

from site_builder.media_types import OTHERS, TEXTS, is_text, media_type


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("css/SITE.0123456789abcdef.CSS", "text/css; charset=utf-8"),
        ("js/start.js", "text/javascript; charset=utf-8"),
        (".well-known/security.txt", "text/plain; charset=utf-8"),
        ("feed.xml", "application/xml"),
        ("site.webmanifest", "application/manifest+json"),
        ("a.avif", "image/avif"),
        ("a.woff2", "font/woff2"),
        ("css/site.css.gz", "application/gzip"),
        ("css/site.css.br", "application/octet-stream"),
        ("pagefind/0123456789abcdef/wasm.en.pagefind", "application/octet-stream"),
        ("_headers", "application/octet-stream"),
        (".nojekyll", "application/octet-stream"),
    ],
)
def test_a_name_says_what_a_file_is(path: str, said: str) -> None:
    assert media_type(path) == said


def test_texts_of_which_nothing_else_tells_the_charset_say_it() -> None:
    assert all("charset=utf-8" in said for said in TEXTS.values() if said.startswith("text/"))
    assert not any("charset" in said for said in OTHERS.values())


def test_texts_get_smaller_by_compression_and_nothing_else() -> None:
    assert is_text("a/index.html")
    assert is_text("drawings.svg")
    assert not is_text("a.png")
    assert not is_text("_headers")
    assert not is_text("index.html.gz")

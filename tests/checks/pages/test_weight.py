"""What a page weighs, as far as it can be told of the page alone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from site_builder.checks.pages.page import Page
from site_builder.checks.pages.weight import weigh
from site_builder.model.budget import Shown, Weight
from tests.test_golden import EXPECTED


def weight(html: str) -> Weight:
    """Return the weight of a page with this in its body."""
    return weigh(Page(f"<!doctype html><html><body>{html}</body></html>", source="/clinic/here/"), html.encode())


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<link rel="stylesheet" href="/a.css">', "/a.css"),
        ('<link rel="alternate stylesheet" media="print" href="/a.css">', "/a.css"),
        ('<link rel="PRELOAD" as="font" href="/a.woff2">', "/a.woff2"),
        ('<link rel="modulepreload" href="/a.js">', "/a.js"),
        ('<link rel="shortcut icon" href="/a.svg">', "/a.svg"),
        ('<script src="/a.js"></script>', "/a.js"),
        ('<script type="module" src=" ../a.js?1#x "></script>', "/clinic/a.js?1"),
        ('<script src="https://elsewhere.example/a.js"></script>', "https://elsewhere.example/a.js"),
        ('<iframe src="/a/"></iframe>', "/a/"),
    ],
)
def test_what_a_browser_fetches_at_once_is_named(html: str, address: str) -> None:
    assert weight(html + html).loads == (address,)


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="canonical" href="/a/">',
        '<link rel="alternate" hreflang="es" href="/es/">',
        '<link rel="apple-touch-icon" href="/a.png">',
        '<link rel="stylesheet">',
        '<link rel="icon" href="data:,">',
        '<script nomodule src="/old.js"></script>',
        '<iframe loading="lazy" src="/a/"></iframe>',
        '<a href="/a/">a</a> <svg><use href="#mark"/></svg> <img src="data:image/gif;base64,AA">',
    ],
)
def test_what_it_fetches_later_or_never_is_not(html: str) -> None:
    assert (weight(html).loads, weight(html).pictures) == ((), ())


def test_a_picture_is_told_with_all_its_files_and_the_last_is_for_every_browser() -> None:
    drawn = weight(
        '<picture><source type="image/avif" srcset="/a-480.avif 480w, /a-960.avif 960w">'
        '<source type="image/webp" srcset="/a.webp"><img src="/a.jpg" srcset="/a-480.jpg 480w,\n /a.jpg 960w"></picture>'
        '<img src="/b.png" loading="LAZY"><img src="/b.png" loading="lazy">'
        '<img srcset="/c,1.png 1x, /c,2.png 2x">'
    )
    assert drawn.pictures == (
        Shown(("/a-480.avif", "/a-960.avif", "/a.webp", "/a-480.jpg", "/a.jpg")),
        Shown(("/b.png",), waits=True),
        Shown(("/c,1.png", "/c,2.png")),
    )


def test_a_drawing_is_one_picture_however_many_of_its_parts_are_shown() -> None:
    drawn = weight(
        '<svg><use href="/d.svg#one"/></svg><svg><use xlink:href="/d.svg#two"/></svg>'
        '<svg><image href="/e.png"/></svg><video poster="/f.jpg"></video>'
    )
    assert drawn.pictures == (Shown(("/d.svg",)), Shown(("/e.png",)), Shown(("/f.jpg",)))


def test_styles_and_scripts_within_the_page_are_counted_in_bytes() -> None:
    drawn = weight("<style>a{}</style><script>é</script><script src='/x.js'>none</script>")
    assert drawn.inline == 5


@pytest.mark.parametrize("page", sorted(EXPECTED.rglob("index.html")), ids=lambda page: page.parent.name)
def test_the_size_is_about_what_gzip_sends(page: Path) -> None:
    body = page.read_bytes()
    sent = len(gzip.compress(body, 6, mtime=0))
    assert weigh(Page(body.decode()), body).compressed == pytest.approx(sent, rel=0.03)

"""The host of these tests answers as those do that the site is made for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.host import Header, Redirect, answer, read_headers, read_redirects

REDIRECTS = """
# moved
/old /new/ 301
/blog/* /articles/:splat 302
"""

HEADERS = """
/*
  X-Frame-Options: DENY
  Content-Security-Policy: default-src 'none'
/css/*.css
  Cache-Control: immutable
/search/
  content-security-policy: default-src 'self'
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (
        "index.html",
        "404.html",
        "new/index.html",
        "es/404.html",
        "css/a.css",
        "search/index.html",
        "_headers",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name, "utf-8")
    return tmp_path


def sent(site: Path, address: str) -> tuple[int, str, str]:
    """Return status, file and where the answer leads on to."""
    found = answer(site, address, read_redirects(REDIRECTS), read_headers(HEADERS))
    file = found.file.relative_to(site).as_posix() if found.file else ""
    return found.status, file, found.headers.get("Location", "")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", (200, "index.html", "")),
        ("/?q=1", (200, "index.html", "")),
        ("/new/", (200, "new/index.html", "")),
        ("/new", (301, "", "/new/")),
        ("/old", (301, "", "/new/")),
        ("/blog/a/b/", (302, "", "/articles/a/b/")),
        ("/css/a.css", (200, "css/a.css", "")),
        ("/css/a.css/", (404, "404.html", "")),
        ("/no/such/", (404, "404.html", "")),
        ("/es/no/such/", (404, "es/404.html", "")),
        ("/_headers", (404, "404.html", "")),
        ("/../../etc/passwd", (404, "404.html", "")),
    ],
)
def test_an_address_is_answered(site: Path, address: str, expected: tuple[int, str, str]) -> None:
    assert sent(site, address) == expected


def test_headers_of_several_patterns_are_joined(site: Path) -> None:
    headers = answer(site, "/search/", [], read_headers(HEADERS)).headers
    assert headers["Content-Security-Policy"] == "default-src 'none', default-src 'self'"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Cache-Control" not in headers
    assert answer(site, "/css/a.css", [], read_headers(HEADERS)).headers["Cache-Control"] == "immutable"


def test_both_files_are_read() -> None:
    assert read_redirects(REDIRECTS)[0] == Redirect("/old", "/new/", 301)
    assert read_headers(HEADERS)[2] == Header("/css/*.css", "Cache-Control", "immutable")


@pytest.mark.parametrize("line", ["/old /new/", "/old /new/ 301!", "/old /new/ 301 Country=us", "old /new/ 301"])
def test_a_redirect_that_hosts_read_differently_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="_redirects"):
        read_redirects(line)


@pytest.mark.parametrize(
    "text", ["  X-A: 1", "/*\nX-A: 1", "/*\n  X-A", "/*\n  X A: 1", "/*/*\n  X-A: 1", "/*\n  ! X-A"]
)
def test_a_header_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="_headers"):
        read_headers(text)

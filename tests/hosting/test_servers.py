"""The site behind a real nginx and a real Caddy: what they say with every kind of file, and with what is not there."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
import pytest

from site_builder.hosting.answers import ASK_EACH_TIME, FOR_EVER, headers_of
from site_builder.urls import escape
from tests.hosting.servers import Served, Site


def address(path: str) -> str:
    """Return where a visitor finds a file."""
    return escape(f"/{path.removesuffix('index.html')}")


def seen(site: Site) -> list[str]:
    """Return the files that visitors may see."""
    old = tuple([f"{redirect.old}/" for redirect in site.hosting.redirects])
    others = (".nojekyll", "404.html", ".gz", ".br")
    return [path for path in site.hosting.files if not path.endswith(others) and not path.startswith(old)]


def one_of(site: Site, start: str, end: str) -> str:
    """Return the address of a file whose path begins and ends so."""
    return next(f"/{path}" for path in site.hosting.files if path.startswith(start) and path.endswith(end))


def test_every_file_comes_whole_with_all_its_headers_each_of_them_once(host: Served, site: Site) -> None:
    for path in seen(site):
        answer = host.ask(address(path))
        assert answer.status == 200, path
        assert answer.body == (site.folder / path).read_bytes(), path
        said = {name: answer.header(name) for name, _ in headers_of(path, site.hosting)}
        assert said == dict(headers_of(path, site.hosting)), path


def test_what_is_not_there_is_told_by_a_page_in_its_language(host: Served, site: Site) -> None:
    for path, page in {"/nothing": "404.html", "/a/b/": "404.html", "/es/nada": "es/404.html"}.items():
        answer = host.ask(path)
        assert (answer.status, answer.body) == (404, (site.folder / page).read_bytes()), path
        said = {name: answer.header(name) for name, _ in headers_of(page, site.hosting)}
        assert said == dict(headers_of(page, site.hosting)), path


def test_that_is_never_kept_even_where_a_file_would_be(host: Served) -> None:
    for path in ("/css/site.0123456789abcdef.css", "/es/share.0123456789abcdef.png", "/pagefind/0123456789abcdef/a.js"):
        answer = host.ask(path)
        assert (answer.status, answer.header("Cache-Control")) == (404, ASK_EACH_TIME), path
        assert answer.header("Content-Type") == "text/html; charset=utf-8"


def test_a_folder_without_a_page_does_not_show_what_is_in_it(host: Served) -> None:
    assert [host.ask(path).status for path in ("/css/", "/.well-known/", "/pagefind/")] == [404] * 3


@pytest.mark.parametrize(
    "path",
    [
        "/_headers",
        "/_redirects",
        "/.nojekyll",
        "/%2enojekyll",
        "/.site-builder/manifest.json",
        "/.git/config",
        "/articles/.git/config",
        "/404.html",
        "/es/404.html",
    ],
)
def test_what_is_not_for_visitors_is_not_there(host: Served, site: Site, path: str) -> None:
    answer = host.ask(path)
    assert answer.status == 404
    assert answer.header("Content-Type") == "text/html; charset=utf-8"
    assert site.hosting.policy in answer.header("Content-Security-Policy")


@pytest.mark.parametrize("path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/css/..%2f..%2fpyproject.toml"])
@pytest.mark.parametrize("name", ["plain", "below"])
def test_nobody_gets_out_of_the_site(host: Served, path: str, name: str) -> None:
    answer = host.ask(path, name)
    assert answer.status in (400, 404)
    assert b"[tool.site-builder]" not in answer.body


def test_an_address_without_its_closing_slash_leads_to_the_one_with_it(host: Served) -> None:
    for name, path in {"plain": "/about", "below": "/clinic/about"}.items():
        answer = host.ask(path, name, Host="clinic.example")
        assert answer.status in (301, 308)
        assert answer.header("Location") == f"{path}/", "no port and no scheme that may be another for visitors"


def test_an_old_address_leads_on_in_each_language_with_a_closing_slash_and_without(host: Served, site: Site) -> None:
    assert len(site.hosting.redirects) == 4
    for old in ("/old/sleep", "/old/sleep/"):
        for folder in ("", "/es"):
            answer = host.ask(folder + old, Host="clinic.example")
            assert (answer.status, answer.header("Location")) == (301, f"{folder}/articles/sleep/")
            assert answer.header("Strict-Transport-Security") == "max-age=31536000"
            assert answer.header("Cache-Control") == ASK_EACH_TIME
    assert host.ask("/Ihre%20Daten;%20$uri").header("Location") == "/privacy/"


def test_what_a_browser_has_is_not_sent_again_and_still_says_what_it_may(host: Served, site: Site) -> None:
    for path in ("/", one_of(site, "css/", ".css")):
        first = host.ask(path)
        again = host.ask(path, If_None_Match=first.header("ETag"))
        assert (again.status, again.body) == (304, b"")
        assert again.header("ETag") == first.header("ETag")
        assert again.header("Cache-Control") == first.header("Cache-Control")
        assert host.ask(path, If_None_Match='"other"').status == 200
        assert host.ask(path, If_Modified_Since=first.header("Last-Modified")).status == 304


def test_the_head_of_an_answer_is_the_same_without_the_body(host: Served) -> None:
    for path in ("/", "/nothing", "/old/sleep"):
        whole, head = host.ask(path), host.ask(path, method="HEAD")
        assert (head.status, head.body) == (whole.status, b"")
        unlike = (("date", head.header("Date")), ("date", whole.header("Date")), ("content-length", "0"))
        assert {*head.headers} - {*unlike} == {*whole.headers} - {*unlike}


def test_texts_are_compressed_on_their_way(host: Served, site: Site) -> None:
    for path in ("/articles/sleep/", one_of(site, "css/", ".css"), "/feed.xml"):
        answer = host.ask(path, Accept_Encoding="gzip")
        assert (answer.header("Content-Encoding"), answer.header("Vary")) == ("gzip", "Accept-Encoding"), path
        assert gzip.decompress(answer.body) == host.ask(path).body
        assert host.ask(path).header("Content-Encoding") == ""
    for path in (one_of(site, "share", ".png"), one_of(site, "pagefind/", ".pagefind")):
        assert host.ask(path, Accept_Encoding="gzip, br").header("Content-Encoding") == "", path


@pytest.mark.parametrize(
    ("accepted", "end", "unpacked"), [("gzip", ".gz", gzip.decompress), ("gzip, deflate, br", ".br", brotli.decompress)]
)
def test_twins_are_sent_as_they_lie_there(
    host: Served, site: Site, accepted: str, end: str, unpacked: Callable[[bytes], bytes]
) -> None:
    css = one_of(site, "css/", ".css")
    for path, file in {"/articles/sleep/": "articles/sleep/index.html", css: css[1:], "/feed.xml": "feed.xml"}.items():
        answer = host.ask(path, "twins", Accept_Encoding=accepted)
        assert answer.body == (site.folder / f"{file}{end}").read_bytes()
        assert unpacked(answer.body) == (site.folder / file).read_bytes()
        assert answer.header("Content-Encoding") == {".gz": "gzip", ".br": "br"}[end]
        assert answer.header("Vary") == "Accept-Encoding"
        said = {name: answer.header(name) for name, _ in headers_of(file, site.hosting)}
        assert said == dict(headers_of(file, site.hosting)), "as of the file that it stands for"
        assert host.ask(path, "twins", Accept_Encoding=accepted, If_None_Match=answer.header("ETag")).status == 304
        plain = host.ask(path, "twins")
        assert (plain.header("Content-Encoding"), plain.body) == ("", (site.folder / file).read_bytes())


def test_a_site_may_lie_below_a_path_of_its_host(host: Served, site: Site) -> None:
    def ask(path: str) -> tuple[int, str]:
        answer = host.ask(path, "below", Host="clinic.example")
        return answer.status, answer.header("Location")

    css = one_of(site, "css/", ".css")
    assert host.ask(f"/clinic{css}", "below").header("Cache-Control") == FOR_EVER
    assert host.ask("/clinic/articles/sleep/", "below").status == 200
    assert host.ask("/clinic/nothing", "below").body == (site.folder / "404.html").read_bytes()
    assert host.ask("/clinic/es/nada", "below").body == (site.folder / "es/404.html").read_bytes()
    assert ask("/clinic") == (301, "/clinic/")
    assert ask("/clinic/old/sleep") == (301, "/clinic/articles/sleep/")
    assert ask("/clinic/_headers") == (404, "")
    assert ask("/clinic/.nojekyll") == (404, "")
    assert ask("/nothing") == (404, "")


def test_the_editor_has_a_policy_of_its_own(host: Served, site: Site) -> None:
    editor, page = host.ask("/admin/", "edited"), host.ask("/about/", "edited")
    assert editor.header("Content-Security-Policy") == "default-src 'self'; frame-ancestors 'none'"
    assert editor.header("Cross-Origin-Opener-Policy") == "same-origin-allow-popups"
    assert (editor.header("X-Robots-Tag"), page.header("X-Robots-Tag")) == ("noindex", "")
    assert editor.header("X-Content-Type-Options") == page.header("X-Content-Type-Options") == "nosniff"
    assert page.header("Content-Security-Policy") == f"{site.hosting.policy}; frame-ancestors 'none'"
    assert page.header("Cross-Origin-Opener-Policy") == "same-origin"

"""The site that ships in a real browser, behind a real nginx and a real Caddy: nothing is refused, and search works.

And behind a host that says nothing beside the files, as GitHub Pages: what there is to say is in the pages.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from site_builder.model.hosting import Hosting
from tests import components
from tests.browser.conftest import HOSTING, need
from tests.hosting.servers import Served, Site, caddy_serving, nginx_serving

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/articles/ketamine-and-antidepressants-compared/",
    "/compare/",
    "/faq/",
    "/es/",
    "/nothing",
)

WATCH = """
window.violations = [];
addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def host(request: pytest.FixtureRequest, public: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return the server that has the site."""
    need({"nginx": components.NGINX, "caddy": components.CADDY}[request.param])
    serving = {"nginx": nginx_serving, "caddy": caddy_serving}[request.param]
    hosting = msgspec.msgpack.decode((public.parent / HOSTING).read_bytes(), type=Hosting)
    with serving({"plain": Site(public, hosting)}, tmp_path_factory.mktemp(request.param)) as served:
        yield served


@pytest.fixture
def told(visitor: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """Return a tab, and what the browser complains of in it."""
    page = visitor.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(f"{answer.url} {answer.status}") if _fails(answer) else None)
    page.add_init_script(WATCH)
    yield page, complaints
    page.close()


def _fails(answer: Response) -> bool:
    return answer.status >= 400 and not answer.url.endswith("/nothing")


def test_pages_come_with_all_that_they_show_and_nothing_is_refused(host: Served, told: tuple[Page, list[str]]) -> None:
    page, complaints = told
    for path in PATHS:
        answer = page.goto(host.url("plain") + path, wait_until="load")
        assert answer is not None
        assert answer.status == (404 if path == "/nothing" else 200)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert page.evaluate("violations") == [], path
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "", path
    assert [said for said in complaints if "404 (Not Found)" not in said] == []


def test_what_is_searched_is_found_by_the_program_that_the_host_sends(
    host: Served, told: tuple[Page, list[str]]
) -> None:
    page, complaints = told
    page.goto(f"{host.url('plain')}/search/?q=FDA")
    expect(page.locator("main mark").first).to_be_visible()
    assert page.evaluate("violations") == []
    assert complaints == []


def test_no_page_of_another_host_may_show_one(host: Served, told: tuple[Page, list[str]]) -> None:
    page, complaints = told
    page.set_content(f"<iframe src={host.url('plain')}/about/></iframe>", wait_until="load")
    assert any("frame-ancestors" in said for said in complaints)


class Silent(SimpleHTTPRequestHandler):
    """A host that sends files, and no header that is not about their bytes."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def bare(public: Path) -> Iterator[str]:
    """Return where such a host has the site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(public))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_where_the_host_says_nothing_an_old_address_leads_on_too(bare: str, told: tuple[Page, list[str]]) -> None:
    page, complaints = told
    page.goto(f"{bare}/blog/ketamine-vs-antidepressants/")
    page.wait_for_url(f"{bare}/articles/ketamine-and-antidepressants-compared/")
    assert complaints == []


def test_where_the_host_says_nothing_the_page_says_what_it_may(bare: str, told: tuple[Page, list[str]]) -> None:
    page, complaints = told
    answer = page.goto(f"{bare}/about/")
    assert answer is not None
    assert "content-security-policy" not in answer.headers
    assert page.evaluate("violations") == complaints == []
    page.evaluate("""() => {
        const script = document.createElement('script')
        script.text = 'window.ran = true'
        document.body.append(script)
    }""")
    assert page.evaluate("window.ran") is None
    assert [each.split()[0] for each in page.evaluate("violations")] == ["script-src-elem"]


def test_hosts_that_would_run_jekyll_are_told_not_to(public: Path) -> None:
    assert (public / ".nojekyll").is_file(), "else files whose names begin with _ are not there"

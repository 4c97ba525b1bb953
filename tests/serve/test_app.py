from __future__ import annotations

import asyncio
import http.client
import json
import os
import shutil
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.websocket import WebSocketClientConnection, websocket_connect

from site_builder.errors import EnvironmentFailed
from site_builder.serve.app import HEADERS, OWN, Server, is_local
from site_builder.serve.app import refused as why
from tests.serve.live import TODAY, wait_for
from tests.small_site import FILES, SLEEP, write_files

SLEEP_FILE = "content/articles/sleep.md"
SCRIPT = f'<script src="{OWN}preview.js"'.encode()


class Answer:
    """What came back over HTTP."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    def __repr__(self) -> str:
        return f"{self.status} {self.headers} {self.body[:200]!r}"


class Served:
    """A preview as a browser meets it."""

    def __init__(self, root: Path, host: str = "127.0.0.1") -> None:
        self.root = root
        self.server = Server(root, host=host, port=0, day=TODAY)
        self.address = self.server.address
        self.port = self.server.sockets[0].getsockname()[1]
        ready = threading.Event()
        self.thread = threading.Thread(target=self.server.run, args=(ready.set,))
        self.thread.start()
        assert ready.wait(60)
        self.first = self.pages()

    def end(self) -> None:
        """Stop it."""
        self.server.end()
        self.thread.join(30)
        self.server.preview.close()
        assert not self.thread.is_alive()

    def ask(self, path: str, *, method: str = "GET", host: str | None = None, **headers: str) -> Answer:
        """Ask for `path` as it is written, under the name `host`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", host if host is not None else f"127.0.0.1:{self.port}")
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def save(self, path: str, text: str) -> None:
        """Save a file; the watcher is to notice it."""
        (self.root / path).write_text(text, encoding="utf-8")

    def pages(self) -> dict[str, bytes]:
        """Return the digest of each page that is shown."""
        files = self.server.preview.state.files
        return {path: file.digest for path, file in files.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, warm_store: Path) -> Iterator[Served]:
    """One preview for all tests of this file; each leaves the project as it was."""
    root = tmp_path_factory.mktemp("served") / "site"
    write_files(root)
    shutil.copytree(warm_store, root / ".cache" / "store")
    made = Served(root)
    yield made
    made.end()


@pytest.fixture(autouse=True)
def _as_it_was(served: Served) -> Iterator[None]:
    """Put the project back as it was."""
    yield
    for path, text in FILES.items():
        if not (served.root / path).exists() or (served.root / path).read_text("utf-8") != text:
            served.save(path, text)
            served.server.preview.saved({path})
    wait_for(lambda: served.pages() == served.first and not served.server.preview.state.lost)


# What is answered


def test_a_page_comes_with_the_script_of_the_preview_and_is_never_kept(served: Served) -> None:
    answer = served.ask("/articles/sleep/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert HEADERS.items() <= answer.headers.items()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Server" not in answer.headers
    assert answer.body.count(SCRIPT) == 1
    assert answer.body.index(SCRIPT) < answer.body.index(b"</head>")
    assert SCRIPT not in (served.server.preview.read("articles/sleep/index.html") or b"")


@pytest.mark.parametrize("path", ["/gone/", "/gone.png", "/%00", "/%ff%fe/", "/" + "a" * 4000])
def test_what_is_missing_is_answered_with_the_page_for_that(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status == 404
    assert SCRIPT in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/..%2fpyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/articles/../../pyproject.toml",
        "/.cache/store/index",
        "/.git/config",
        "/content/clinic.yaml",
        "/%2fetc%2fpasswd",
        "//etc/passwd",
        "/..\\pyproject.toml",
        "/-preview/../app.py",
        "/-preview/%2e%2e/app.py",
        "/-preview/client/preview.js",
        "/-preview/",
        "/admin/../../pyproject.toml",
        "/admin/%2e%2e/%2e%2e/pyproject.toml",
        "/admin/..%2f..%2fpyproject.toml",
        "/admin/.env",
    ],
)
def test_nothing_but_the_site_is_handed_out(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status in (404, 403), answer
    assert b"[tool.site-builder]" not in answer.body
    assert b"root:" not in answer.body


def test_an_address_without_its_slash_leads_on_with_its_query(served: Served) -> None:
    answer = served.ask("/articles/sleep?a=1&b=%0d%0aX:1")
    assert (answer.status, answer.headers["Location"]) == (302, "/articles/sleep/?a=1&b=%0d%0aX:1")
    assert "X" not in answer.headers


@pytest.mark.parametrize("path", ["//evil.example/articles/sleep", "//evil.example", "/\\evil.example/articles"])
def test_no_address_leads_to_another_host(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status == 404
    assert "Location" not in answer.headers


def test_the_head_of_an_answer_can_be_asked_for_alone(served: Served) -> None:
    whole, head = served.ask("/articles/sleep/"), served.ask("/articles/sleep/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.body))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/livereload", "/forcereload", "/-preview/notes.json", "/admin/"])
def test_nothing_can_be_sent(served: Served, method: str, path: str) -> None:
    answer = served.ask(path, method=method)
    assert answer.status == 405
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_what_is_too_large_is_cut_off(served: Served) -> None:
    try:
        answer = served.ask("/", X="a" * 100_000)
        assert answer.status >= 400
    except (http.client.BadStatusLine, ConnectionError):
        pass
    assert served.ask("/").status == 200


def test_the_search_index_is_made_for_whoever_asks_first(served: Served) -> None:
    box = json.loads(served.ask("/search/box.json").body)
    folder = next(value for value in box.values() if isinstance(value, str) and "pagefind" in value)
    answer = served.ask(folder.rstrip("/") + "/pagefind-entry.json")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")


def test_the_notes_of_a_page_come_as_json(served: Served) -> None:
    answer = served.ask("/-preview/notes.json?path=/articles/sleep/")
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.body)["source"] == SLEEP_FILE
    for path in ("", "?path=%00", "?path=http://[", "?path=a&path=b"):
        assert served.ask(f"/-preview/notes.json{path}").status == 200
    assert served.ask("/-preview/notes.json?path=%ff").status == 400


# Whom it answers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "127.0.0.2", "localhost:80"])
def test_a_name_that_can_only_be_this_machine_is_answered(served: Served, host: str) -> None:
    assert served.ask("/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost.",
        "0.0.0.0",
        "[::]",
        "192.168.1.2",
        "8.8.8.8",
        "[2001:db8::1]",
        "2130706433",
        "127.1",
        "[::1",
        "evil@127.0.0.1.example",
        "",
        "a b",
        "é",
    ],
)
@pytest.mark.parametrize("path", ["/", "/-preview/notes.json", "/admin/", "/livereload"])
def test_any_other_name_is_refused(served: Served, host: str, path: str) -> None:
    answer = served.ask(path, host=host)
    assert answer.status in (400, 403)
    assert b"Small Clinic" not in answer.body


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "", "["])
def test_another_origin_is_refused(served: Served, origin: str) -> None:
    assert served.ask("/", Origin=origin).status == 403


def test_its_own_origin_is_answered(served: Served) -> None:
    assert served.ask("/", Origin=f"http://127.0.0.1:{served.port}").status == 200


@pytest.mark.parametrize(
    ("host", "answered", "refused"),
    [
        ("0.0.0.0", ("127.0.0.1", "192.168.1.2", "localhost", "[::1]"), ("evil.example", "clinic")),
        ("::1", ("[::1]", "127.0.0.1", "localhost"), ("[::2]", "evil.example")),
        ("localhost", ("localhost", "127.0.0.1"), ("192.168.1.2", "evil.example")),
    ],
)
def test_who_serves_others_answers_to_numbers_and_to_no_name(
    host: str, answered: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    def asked(name: str) -> str:
        start = RequestStartLine("GET", "/", "HTTP/1.1")
        return why(HTTPServerRequest(start_line=start, headers=HTTPHeaders({"Host": name})), host)

    assert [name for name in answered if asked(name)] == []
    assert [name for name in refused if not asked(name)] == []


def test_only_this_machine_is_told_from_others() -> None:
    assert [host for host in ("127.0.0.1", "::1", "localhost", "127.3.2.1") if not is_local(host)] == []
    assert [host for host in ("0.0.0.0", "::", "192.168.1.2", "clinic") if is_local(host)] == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Tornado leaves its socket open
def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EnvironmentFailed, match=f"port {port} is in use already.*--port {port + 1}"):
            Server(tmp_path, host="127.0.0.1", port=port, day=TODAY)


# What open pages are told


class Page:
    """An open page, at its end of the connection."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self.connection = connection

    async def next(self) -> dict[str, Any]:
        """Return the next message."""
        message = await asyncio.wait_for(self.connection.read_message(), 20)
        return json.loads(message or "{}")  # type: ignore[no-any-return]


def in_pages(served: Served, paths: tuple[str, ...], act: Callable[..., Awaitable[None]]) -> None:
    """Open pages at these addresses, and act."""

    async def main() -> None:
        before = len(served.server.preview.open_pages)
        pages = []
        for path in paths:
            page = Page(await websocket_connect(f"ws://127.0.0.1:{served.port}/livereload"))
            await page.connection.write_message('{"command": "hello", "protocols": []}')
            assert (await page.next())["command"] == "hello"
            url = f"http://127.0.0.1:{served.port}{path}"
            await page.connection.write_message(json.dumps({"command": "info", "plugins": {}, "url": url}))
            pages.append(page)
        while len(served.server.preview.open_pages) < before + len(paths):
            await asyncio.sleep(0.005)
        try:
            await act(*pages)
        finally:
            for page in pages:
                page.connection.close()
                while await page.connection.read_message() is not None:
                    pass

    asyncio.run(main())
    wait_for(lambda: not served.server.preview.open_pages)


def test_only_a_page_that_changed_is_told_to_load_again(served: Served) -> None:
    async def act(sleep: Page, about: Page) -> None:
        served.save(SLEEP_FILE, SLEEP.replace("Go to bed.", "Sleep well."))
        message = await sleep.next()
        assert (message["command"], message["path"]) == ("reload", "/articles/sleep/")
        assert b"Sleep well." in (await asyncio.to_thread(served.ask, "/articles/sleep/")).body
        served.save("content/about.md", FILES["content/about.md"].replace("We are small.", "We are tiny."))
        assert (await about.next())["path"] == "/about/"

    in_pages(served, ("/articles/sleep/", "/about/"), act)


def test_a_change_of_styles_alone_loads_styles_alone(served: Served) -> None:
    async def act(sleep: Page) -> None:
        served.save("static/css/base.css", "body { color: red }\n")
        message = await sleep.next()
        assert message["command"] == "reload"
        assert message["path"].endswith(".css")
        assert message["liveCSS"] is True

    in_pages(served, ("/articles/sleep/",), act)


def test_a_problem_is_told_to_every_page_and_that_it_was_mended_too(served: Served) -> None:
    async def act(sleep: Page, about: Page) -> None:
        served.save(SLEEP_FILE, "---\ntitle: half")
        assert (await about.next())["command"] == "notes"
        assert (await sleep.next())["command"] == "notes"
        served.save(SLEEP_FILE, SLEEP)
        assert (await about.next())["command"] == "notes"

    in_pages(served, ("/articles/sleep/", "/about/"), act)


def test_a_page_that_was_missing_is_told_as_it_comes(served: Served) -> None:
    async def act(missing: Page) -> None:
        served.save("content/new.md", FILES["content/about.md"])
        assert (await missing.next())["command"] == "reload"
        (served.root / "content" / "new.md").unlink()

    in_pages(served, ("/new/",), act)


def test_what_a_page_says_wrongly_ends_nothing(served: Served) -> None:
    async def act(page: Page) -> None:
        for said in (
            "",
            "{",
            "[]",
            "1",
            '{"command": 1}',
            '{"command": "info"}',
            '{"command": "info", "url": "http://["}',
        ):
            await page.connection.write_message(said)
        served.save("content/about.md", FILES["content/about.md"].replace("We are small.", "We are tiny."))
        await page.connection.write_message(json.dumps({"command": "info", "url": "/about/"}))
        assert (await page.next())["command"] in ("reload", "notes")

    in_pages(served, ("/about/",), act)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
    ],
)
def test_no_other_site_may_listen(served: Served, headers: dict[str, str]) -> None:
    key = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    host = headers.pop("Host", None)
    answer = served.ask("/livereload", host=host, Upgrade="websocket", Connection="Upgrade", **key, **headers)
    assert answer.status == 403
    assert not served.server.preview.open_pages


def test_the_preview_of_a_broken_project_answers(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pyproject.toml").write_text("[")
    served = Served(tmp_path)
    try:
        answer = served.ask("/")
        assert answer.status == 404
        assert b"no page to show yet" in answer.body
        assert SCRIPT in answer.body
        assert json.loads(served.ask("/-preview/notes.json?path=/").body)["problems"]
        assert os.listdir(tmp_path / "content") == []
    finally:
        served.end()

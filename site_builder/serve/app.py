"""app: the web server of the preview, which answers from the last build, never from the disk, and tells pages of news.

The one module that knows Tornado and livereload. Livereload's own watcher and its rule that nothing is told within
three seconds of the last time are not used: what has changed is known exactly, and each open page is told of no more
than concerns it.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import json
import sys
import threading
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from socket import socket
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketClosedError

from site_builder import interrupts
from site_builder.cache.memo import CacheDamaged, InputChanged
from site_builder.digest import digest_bytes
from site_builder.editor.app import respond as editor
from site_builder.errors import EnvironmentFailed
from site_builder.media_types import media_type
from site_builder.model.response import Response
from site_builder.serve.overlay import empty_page
from site_builder.serve.preview import INDEX, Change, Preview, State
from site_builder.serve.site import address_of, notes_of
from site_builder.serve.watch import changes

OWN = "/-preview/"
"""Below this lies what the preview adds to the site."""

SCRIPT = f'<script src="{OWN}preview.js" data-served="%s" defer></script>'
"""What goes into every page; by the digest of what was served an open page tells which build it is of."""

CLIENT = Path(__file__).parent / "client"

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
"""With every answer. Nothing is kept by a browser, and no page of another site may show or read what is not out yet."""

INDEX_WAIT_S = 60
"""How long a browser waits for the search index before it is told that there is none."""


class Room:
    """The open pages: who looks at what. Lives in the thread of the server."""

    def __init__(self, preview: Preview, loop: IOLoop) -> None:
        self.preview = preview
        self.loop = loop
        self.waiters: set[Waiter] = set()

    def tell(self, change: Change) -> None:
        """Let every open page know what concerns it; from any thread."""
        self.loop.add_callback(self._tell, change)

    def _tell(self, change: Change) -> None:
        for waiter in [*self.waiters]:
            if waiter.path in change.paths or (waiter.is_lost and change.paths):
                waiter.send("reload", path="/site.css" if change.styles_only else waiter.url, liveCSS=True)
            elif change.problems:
                waiter.send("notes")

    def note(self) -> None:
        """Let the preview know which pages are open, since those are built first."""
        self.preview.open_pages = frozenset(waiter.path for waiter in self.waiters)


def application(preview: Preview, room: Room, host: str) -> Application:
    """Return the server of this preview, to which browsers come by the name `host`."""
    shared = {"preview": preview, "room": room, "host": host}
    return Application(
        [
            (r"/livereload", Waiter, shared),
            (rf"{OWN}notes\.json", NotesHandler, shared),
            (rf"{OWN}(.*)", ClientHandler, shared),
            (r"(/admin(?:/.*)?)", EditorHandler, shared),
            (r".*", SiteHandler, shared),
        ],
        # What went wrong is told in the page; nobody reads a log of what was fetched.
        log_function=lambda _: None,
    )


class Handler(RequestHandler):
    """What every answer has in common: who may ask, and with which headers."""

    def initialize(self, preview: Preview, room: Room, host: str) -> None:
        """Take what the application gives to each."""
        self.preview = preview
        self.room = room
        self.host = host

    def set_default_headers(self) -> None:
        """Set what goes with every answer."""
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse whom the preview does not answer, and what it does not do."""
        if refusal := refused(self.request, self.host):
            self.set_status(HTTPStatus.FORBIDDEN)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"{refusal}\n")
        elif self.request.method not in ("GET", "HEAD"):
            self.set_header("Allow", "GET, HEAD")
            self.set_status(HTTPStatus.METHOD_NOT_ALLOWED)
            self.finish()

    async def head(self, *arguments: str) -> None:
        """Answer as to GET; Tornado leaves out the body."""
        get: Callable[..., Awaitable[None] | None] = getattr(self, "get")  # noqa: B009
        answer = get(*arguments)
        if answer is not None:
            await answer

    def answer(self, response: Response) -> None:
        """Send `response`; into a page goes the script of the preview."""
        self.set_status(response.status)
        for name, value in response.headers:
            self.set_header(name, value)
        self.set_header("Content-Type", response.media_type)
        self.finish(response.body)

    def page(self, html: bytes, status: HTTPStatus = HTTPStatus.OK, served: str = "") -> None:
        """Send a page, with the script of the preview in its head; `served` is its digest if it is of the site."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(html.replace(b"</head>", (SCRIPT % served).encode() + b"</head>", 1))

    def log_exception(self, *error: Any) -> None:
        """Say nothing at the terminal, where a writer looks; programmers ask for more with `python -X dev`."""
        if sys.flags.dev_mode:
            super().log_exception(*error)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ARG002  # Tornado's
        """Answer where answering failed."""
        words = "The preview could not answer that. It goes on; load the page again."
        self.page(empty_page("Something went wrong", words), HTTPStatus(status_code))


def refused(request: HTTPServerRequest, host: str) -> str:
    """Return why the preview does not answer, "" if it does.

    A page elsewhere on the web can send requests to this machine, under a name of its own that leads here; only the
    names that lead here by themselves are answered.
    """
    asked = _host_of(request.headers.get("Host", ""))
    if asked not in ("localhost", host) and not _is_own_number(asked, host):
        return f"The preview does not answer to the name {asked[:100]!r}; open it at the address that it has told."
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.headers.get('Host')}":
        return "The preview does not answer to pages of other sites."
    return ""


def _host_of(authority: str) -> str:
    """Return the name or number in `authority`, without the port; "" where it is neither."""
    try:
        return urlsplit(f"//{authority}").hostname or ""
    except ValueError:
        return ""


def _is_own_number(asked: str, host: str) -> bool:
    """Return whether `asked` is an address as a number: that of this machine, or any where others may look on."""
    try:
        number = ipaddress.ip_address(asked)
    except ValueError:
        return False
    return number.is_loopback or not is_local(host)


def is_local(host: str) -> bool:
    """Return whether only this machine can reach a server at `host`."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Waiter(Handler, LiveReloadHandler):  # type: ignore[misc]  # livereload is not typed
    """An open page, at the other end of a connection that stays."""

    url = ""
    path = ""
    is_lost = False

    def initialize(self, preview: Preview, room: Room, host: str) -> None:
        """Take what the application gives to each."""
        Handler.initialize(self, preview, room, host)

    async def get(self, *arguments: Any, **options: Any) -> None:
        """Begin the connection."""
        await LiveReloadHandler.get(self, *arguments, **options)

    def check_origin(self, origin: str) -> bool:  # noqa: ARG002  # Tornado's; the request has it too
        """Return whether a page of this origin may connect."""
        return not refused(self.request, self.host)

    def on_message(self, message: str | bytes) -> None:
        """Take in what the page says: hello, and which page it is."""
        try:
            said = json.loads(message)
        except ValueError:
            return
        if not isinstance(said, dict):
            return
        if said.get("command") == "info" and isinstance(said.get("url"), str):
            self.url = _path_of(said["url"])
            found = address_of(self.preview.state, self.url)
            self.path, self.is_lost = found.path, found.status != HTTPStatus.OK
            self.room.waiters.add(self)
            self.room.note()
            # Built anew after the page was served, and before it could say that it is there.
            file = self.preview.state.files.get(found.path)
            if said.get("served") not in (None, file.digest.hex() if file else ""):
                self.send("reload", path=self.url, liveCSS=True)
        elif said.get("command") == "hello":
            LiveReloadHandler.on_message(self, message)

    def on_close(self) -> None:
        """Forget a page that was closed."""
        self.room.waiters.discard(self)
        self.room.note()

    def send(self, command: str, **more: object) -> None:
        """Tell the page something; whoever has just gone need not know."""
        try:
            self.write_message({"command": command, **more})
        except WebSocketClosedError:
            self.on_close()


def _path_of(url: str) -> str:
    """Return the path that `url` names, "" where it is no address."""
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""


class SiteHandler(Handler):
    """The site itself."""

    async def get(self) -> None:
        """Answer with a file of the site."""
        address = unquote(self.request.path)
        if address.startswith(self.preview.state.base + INDEX):
            await self._index_made()
        found = address_of(self.preview.state, address)
        if found.leads_to:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(found.leads_to + query)
            return
        try:
            body = self.preview.read(found.path)
        except (InputChanged, CacheDamaged, OSError):
            words = "A file was saved at this very moment. The page comes by itself."
            self.page(empty_page("One moment", words), HTTPStatus.SERVICE_UNAVAILABLE)
            return
        if body is None:
            self.page(_nothing_there(self.preview, address), HTTPStatus.NOT_FOUND)
        elif found.path.endswith(".html"):
            self.page(body, found.status, digest_bytes(body).hex())
        else:
            self.answer(Response(found.status, media_type(found.path), body))

    async def _index_made(self) -> None:
        """Wait until the search index is as new as the pages."""
        if not self.preview.state.indexed:
            self.preview.want_index()
        for _ in range(INDEX_WAIT_S * 50):
            if self.preview.state.indexed or not self.preview.state.settings.search:
                return
            await asyncio.sleep(0.02)


def _nothing_there(preview: Preview, address: str) -> bytes:
    if preview.state.files:
        return empty_page("There is no such page", f"Nothing is at {address} now. It comes by itself once it is there.")
    return empty_page("There is no page to show yet", "Something keeps the whole site from being built.")


_NO_PAGE = empty_page("There is no such page", "Nothing is at this address.")


class NotesHandler(Handler):
    """What the script of the preview lays over a page."""

    async def get(self) -> None:
        """Answer with what is told of the page at `path`."""
        path = unquote(self.get_query_argument("path", "/"))
        body = await asyncio.to_thread(notes_of, self.preview, path)
        self.answer(Response(HTTPStatus.OK, "application/json", body))


class ClientHandler(Handler):
    """The script of the preview and its styles."""

    def get(self, name: str) -> None:
        """Answer with one of the two."""
        if name not in ("preview.js", "preview.css"):
            self.page(_NO_PAGE, HTTPStatus.NOT_FOUND)
            return
        self.answer(Response(HTTPStatus.OK, media_type(name), (CLIENT / name).read_bytes()))


class EditorHandler(Handler):
    """The editor in the browser."""

    def get(self, path: str) -> None:
        """Answer with a file of the editor."""
        response = editor(path, self.preview.root)
        if response is None:
            self.page(_NO_PAGE, HTTPStatus.NOT_FOUND)
        else:
            self.answer(response)


class Server:
    """The preview of `root`, at `host` and `port` (0 for any that is free). Raises EnvironmentFailed where it is taken.

    `told` is called after each build with what the preview shows and what has changed, in a thread of its own.
    """

    def __init__(
        self, root: Path, *, host: str, port: int, day: str, told: Callable[[State, Change], None] = lambda *_: None
    ) -> None:
        self.host = host
        self.sockets = _listening(host, port)
        self.told = told
        self.preview = Preview(root, day=day)
        self.stop = threading.Event()
        self.is_interrupted = False
        self.is_stuck = False
        self.threads: list[threading.Thread] = []

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the site."""
        name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://{f'[{name}]' if ':' in name else name}:{self.sockets[0].getsockname()[1]}/"

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Build, serve and build again until somebody interrupts; `ready` is called once pages can be looked at.

        Raises EnvironmentFailed and OSError where the first build cannot even begin.
        """
        # Who asks for a page should not wait long for a thread that builds.
        sys.setswitchinterval(SWITCH_S)
        # Before there is any thread: this one build is shared out to processes.
        self.preview.start()
        self.told(self.preview.state, Change(frozenset(), styles_only=False, problems=True))
        try:
            asyncio.run(self._serve(ready))
        finally:
            self.stop.set()
            self.preview.saved(())
            for thread in self.threads:
                thread.join(LAST_WORK_S)
            self.is_stuck = any(thread.is_alive() for thread in self.threads)
        if self.is_interrupted:
            raise KeyboardInterrupt

    def _interrupt(self) -> None:
        self.is_interrupted = True
        self.ended.set()

    def end(self) -> None:
        """Let `run` come back; from any thread."""
        self.loop.call_soon_threadsafe(self.ended.set)

    async def _serve(self, ready: Callable[[], None]) -> None:
        room = Room(self.preview, IOLoop.current())

        def tell(change: Change) -> None:
            room.tell(change)
            self.told(self.preview.state, change)

        self.preview.tell = tell
        server = HTTPServer(application(self.preview, room, self.host), max_body_size=LARGEST_REQUEST)
        server.add_sockets(self.sockets)
        self.loop, self.ended = asyncio.get_running_loop(), asyncio.Event()
        if threading.current_thread() is threading.main_thread():
            # What asyncio does by itself sleeps on where the system hands the signal to another thread.
            for number in interrupts.heard():
                self.loop.add_signal_handler(number, self._interrupt)
        self.threads = [threading.Thread(target=work, daemon=True) for work in (self._build, self._watch)]
        for thread in self.threads:
            thread.start()
        ready()
        try:
            await self.ended.wait()
        finally:
            server.stop()

    def _build(self) -> None:
        self.preview.run(self.stop)

    def _watch(self) -> None:
        for paths in changes(self.preview.root, self.stop):
            self.preview.saved(paths)


LAST_WORK_S = 3.0
"""How long the end waits for the build that runs; nothing of it is lost, since it writes nothing."""

SWITCH_S = 0.0005
"""How long one thread of Python may keep the others waiting."""

LARGEST_REQUEST = 64 * 1024
"""Bytes; nothing is ever sent here."""


def _listening(host: str, port: int) -> list[socket]:
    try:
        return bind_sockets(port, address=host)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise EnvironmentFailed(
                f"port {port} is in use already, perhaps by another preview; name another one, as in --port {port + 1}"
            ) from None
        raise EnvironmentFailed(f"nothing can be served at {host}, port {port}: {error.strerror}") from None

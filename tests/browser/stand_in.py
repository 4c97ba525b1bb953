"""A stand-in for the preview's server: it serves what a test gives it, and tells the open pages what a test says."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

CLIENT = files("site_builder.serve") / "client"
SCRIPT = b'<script src="/-preview/preview.js" defer></script></head>'


class StandIn:
    """What is served: pages and files by path, and the notes of each page.

    `sockets` are those of the pages that are open, and `calls` is how many have come so far.
    """

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.files: dict[str, bytes] = {}
        self.notes: dict[str, Any] = {}
        self.asked: list[str] = []
        self.address = ""
        self.sockets: list[Socket] = []
        self.calls = 0
        self._loop = asyncio.new_event_loop()
        self._server: HTTPServer | None = None
        self._port = 0

    def tell(self, **message: Any) -> None:
        """Send a message to every open page."""
        self._run(lambda: [socket.write_message(json.dumps(message)) for socket in self.sockets])

    def run(self) -> None:
        """Answer until `end`."""
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def start(self) -> None:
        """Open the port, the same each time."""
        self._run(self._open)

    def stop(self) -> None:
        """Close the port and every connection."""
        self._run(self._close)

    def end(self) -> None:
        """Stop for good."""
        self._run(self._close)
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _open(self) -> None:
        [listening] = bind_sockets(self._port, "127.0.0.1")
        self._port = listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        given = {"host": self}
        self._server = HTTPServer(Application([("/livereload", Socket, given), ("/.*", Answer, given)]))
        self._server.add_sockets([listening])

    def _close(self) -> None:
        if self._server:
            self._server.stop()
        for socket in [*self.sockets]:
            socket.close()
        self._server = None

    def _run(self, act: Callable[[], object]) -> None:
        done = threading.Event()

        def acted() -> None:
            act()
            done.set()

        self._loop.call_soon_threadsafe(acted)
        assert done.wait(5)


class Socket(WebSocketHandler):
    """The line to one open page; it speaks protocol 7 of livereload."""

    def initialize(self, host: StandIn) -> None:
        self.host = host

    def on_message(self, message: str | bytes) -> None:
        said = json.loads(message)
        if said["command"] == "hello":
            self.write_message(json.dumps({"command": "hello", "protocols": said["protocols"], "serverName": "test"}))
        elif said["command"] == "info" and said["url"]:
            self.host.sockets.append(self)
            self.host.calls += 1

    def on_close(self) -> None:
        if self in self.host.sockets:
            self.host.sockets.remove(self)


class Answer(RequestHandler):
    """A page with the script of the preview, its notes, a style, or a part of the client."""

    def initialize(self, host: StandIn) -> None:
        self.host = host

    def get(self) -> None:
        path = self.request.path
        self.host.asked.append(path)
        if path == "/-preview/notes.json":
            self.write(self.host.notes[self.get_argument("path")])
        elif path.startswith("/-preview/"):
            self._file(path, (CLIENT / path.rpartition("/")[2]).read_bytes())
        elif path in self.host.files:
            self._file(path, self.host.files[path])
        elif path in self.host.pages:
            self.write(self.host.pages[path].replace(b"</head>", SCRIPT, 1))
        else:
            self.set_status(404)

    def _file(self, path: str, data: bytes) -> None:
        self.set_header("Content-Type", {"js": "text/javascript", "css": "text/css"}[path.rpartition(".")[2]])
        self.write(data)


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """Serve until the end of the block."""
    host = StandIn()
    thread = threading.Thread(target=host.run)
    thread.start()
    host.start()
    try:
        yield host
    finally:
        host.end()
        thread.join()

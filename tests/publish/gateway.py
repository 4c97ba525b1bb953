"""What stands between a publisher and a store: it writes down what is asked, and can fail, wait, or end somebody."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Lock, Thread
from typing import Any

READING = ("GET", "HEAD")

PASSED_ON = ("content-type", "content-length", "etag", "last-modified", "cache-control")


class Gateway:
    """Passes requests on to a server and writes them down.

    `before` is called with the number of a request that changes something, from 0, and its path before it is passed on,
    `after` with both when that is done. `answer` may return the status that a request, by its method and path, gets
    instead, and `is_lost` whether the answer to one that changes something is lost on its way.
    """

    def __init__(self, server: str) -> None:
        self.server = server
        self.endpoint = ""
        self.clear()

    def clear(self) -> None:
        """Forget what was asked, and only pass on from now on."""
        self.asked: list[tuple[str, str]] = []
        self.before: Callable[[int, str], object] = lambda _number, _path: None
        self.after: Callable[[int, str], object] = lambda _number, _path: None
        self.answer: Callable[[str, str], int] = lambda _method, _path: 0
        self.is_lost: Callable[[int], bool] = lambda _: False
        self._numbers = count()
        self._lock = Lock()

    @property
    def changes(self) -> list[tuple[str, str]]:
        """What was asked that changes something."""
        return [each for each in self.asked if each[0] not in READING]

    def number_of(self, method: str, path: str, data: bytes) -> int | None:
        """Write a request down, and return its number if it changes something."""
        # Objects are deleted by a list of them.
        listed = [("DELETE", unescape(found.decode())) for found in re.findall(rb"<Key>([^<]*)</Key>", data)]
        with self._lock:
            self.asked += listed if path.endswith("?delete") else [(method, path)]
            return None if method in READING else next(self._numbers)


@contextmanager
def before(server: str) -> Iterator[Gateway]:
    """Run a gateway to a server."""
    gateway = Gateway(server)
    with listening(_handler(gateway)) as gateway.endpoint:
        yield gateway


@contextmanager
def listening(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Let a server answer on loopback, and yield its address."""
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100

    def handle_error(self, *_: object) -> None:
        """Say nothing of publishers that were killed while they asked."""


def _handler(gateway: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            self.onward = http.client.HTTPConnection(gateway.server.removeprefix("http://"), timeout=60)

        def finish(self) -> None:
            super().finish()
            self.onward.close()

        def log_message(self, *_: object) -> None:
            pass

        def _pass_on(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            number = gateway.number_of(self.command, self.path, data)
            if status := gateway.answer(self.command, self.path):
                self._say(status, {}, b"")
                return
            if number is not None:
                gateway.before(number, self.path)
            # The host is signed with the rest, so it stays as it is.
            self.onward.request(self.command, self.path, data or None, dict(self.headers))
            answer = self.onward.getresponse()
            body = answer.read()
            if number is not None:
                gateway.after(number, self.path)
                if gateway.is_lost(number):
                    self.close_connection = True
                    return
            self._say(answer.status, dict(answer.getheaders()), body)

        def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
            try:
                self.send_response_only(status)
                said = {name.lower(): value for name, value in headers.items() if name.lower() in PASSED_ON}
                for name, value in ({"content-length": str(len(body))} | said).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self._pass_on
            raise AttributeError(name)

    return Handler

"""Somebody who reads a site over and over while it is published, and minds what a page lacks."""

from __future__ import annotations

import http.client
import re
import urllib.parse
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

from tests.publish.gateway import listening

SHOWN = re.compile(rb'<(?:link rel="stylesheet" href|script[^>]* src|img[^>]* src)="/([^"]+)"')
"""The files without which a page is not whole."""


PAUSE_S = 0.001
"""Between two pages: what is read at one moment is less than what the publisher needs of the machine."""


class Reader:
    """Reads the site at `address`. Each page must be that of one of `editions`, and all that it shows be there.

    `torn` tells what was not so, `pages` how many pages were read.
    """

    def __init__(self, address: str, editions: Collection[Mapping[str, bytes]]) -> None:
        split = urllib.parse.urlsplit(address)
        self._base = f"{split.path.rstrip('/')}/"
        self._connection = http.client.HTTPConnection(split.netloc, timeout=30)
        self._editions = editions
        self.torn: list[str] = []
        self.pages = 0

    def read_until(self, is_enough: Callable[[], bool]) -> None:
        """Read page after page."""
        for path in cycle(sorted({path for each in self._editions for path in each if path.endswith(".html")})):
            if is_enough():
                break
            self._read(path)
        self._connection.close()

    def _read(self, path: str) -> None:
        self.pages += 1
        data = self._get(path)
        if data not in [each.get(path) for each in self._editions]:
            self.torn.append(f"{path} is of no edition: {(data or b'nothing')[:60]!r}")
        for shown in SHOWN.findall(data or b""):
            if self._get(shown.decode()) is None:
                self.torn.append(f"{path} lacks {shown.decode()}")

    def _get(self, path: str) -> bytes | None:
        self._connection.request("GET", self._base + urllib.parse.quote(path))
        answer = self._connection.getresponse()
        data = answer.read()
        return data if answer.status == 200 else None


@contextmanager
def reading(address: str, editions: Collection[Mapping[str, bytes]]) -> Iterator[Reader]:
    """Let somebody read during the block."""
    reader, ended = Reader(address, editions), Event()
    thread = Thread(target=reader.read_until, args=(partial(ended.wait, PAUSE_S),))
    thread.start()
    try:
        yield reader
    finally:
        ended.set()
        thread.join()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield its address."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

    with listening(partial(Handler, directory=str(folder))) as address:
        yield address

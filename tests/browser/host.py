"""A web server that answers as the hosts do for which the site is made."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the site in `folder` on this machine, and give its address without a closing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    rules = [line.split() for line in (folder / "_redirects").read_text("utf-8").splitlines()]
    redirects = {old: (new, int(status)) for old, new, status in rules}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            address = urlsplit(self.path).path
            file = folder / unquote(address).lstrip("/")
            if address in redirects:
                self._answer(redirects[address][1], location=redirects[address][0])
            elif file.is_dir() and not address.endswith("/"):
                self._answer(301, location=f"{address}/")
            elif (file / "index.html").is_file():
                self._answer(200, file / "index.html")
            elif file.is_file():
                self._answer(200, file)
            else:
                self._answer(404, folder / "404.html")

        def _answer(self, status: int, file: Path | None = None, location: str = "") -> None:
            body = file.read_bytes() if file else b""
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if file:
                self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: what is wrong shows in the tests."""

    return Handler

"""A web server that answers as the hosts do for which the site is made.

It reads `_headers` and `_redirects` as Netlify and Cloudflare Pages do, and refuses what only one of them understands:
so a file that both would read differently fails the tests. A redirect goes before a file, as at Cloudflare; at Netlify
the stub page that lies there answers, and leads on as well.
"""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=UTF-8",
    ".html": "text/html; charset=UTF-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=UTF-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=UTF-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=UTF-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}

COMPRESSED = ("text/", "application/json", "application/xml", "image/svg")

SETTINGS = ("/_headers", "/_redirects")
"""What a host reads and shows to nobody."""


class Redirect(NamedTuple):
    """A rule of `_redirects`; what the `*` at the end of `old` stands for is put in the place of `:splat` in `new`."""

    old: str
    new: str
    status: int


class Header(NamedTuple):
    """A line of `_headers`, for the addresses that `pattern` is the pattern of."""

    pattern: str
    name: str
    value: str


class Answer(NamedTuple):
    """What the host sends for an address."""

    status: int
    file: Path | None
    headers: dict[str, str]


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


def read_redirects(text: str) -> list[Redirect]:
    """Return the rules of a `_redirects`: `OLD NEW STATUS` a line. Raises ValueError where the hosts would differ."""
    rules = []
    for line in _lines(text):
        match line.split():
            case [old, new, ("301" | "302" | "307" | "308") as status] if old.startswith("/"):
                rules.append(Redirect(old, new, int(status)))
            case _:
                raise ValueError(f"_redirects: {line!r}")
    return rules


def read_headers(text: str) -> list[Header]:
    """Return the lines of a `_headers`: a pattern, and indented below it `Name: value`. Raises ValueError."""
    found, pattern = [], ""
    for line in _lines(text):
        name, colon, value = line.strip().partition(":")
        if not line[0].isspace() and line.startswith("/") and " " not in line and line.count("*") <= 1:
            pattern = line
        elif line[0].isspace() and pattern and colon and re.fullmatch(r"[A-Za-z-]+", name) and value.strip():
            found.append(Header(pattern, name.title(), value.strip()))
        else:
            raise ValueError(f"_headers: {line!r}")
    return found


def answer(folder: Path, address: str, redirects: list[Redirect], headers: list[Header]) -> Answer:
    """Return what the host of the site in `folder` sends for `address`, which begins with a slash."""
    path = unquote(urlsplit(address).path)
    found = _leads_on(path, redirects) or _lies_there(folder, path) or _not_found(folder, path)
    sent = {"Content-Type": TYPES.get(found.file.suffix, "application/octet-stream")} if found.file else {}
    for each in headers:
        if _matches(each.pattern, path) is not None:
            # A header that several patterns give is joined, by both hosts: so two policies hold, not the second.
            sent[each.name] = f"{sent[each.name]}, {each.value}" if each.name in sent else each.value
    return Answer(found.status, found.file, {**sent, **found.headers})


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _leads_on(path: str, redirects: list[Redirect]) -> Answer | None:
    for rule in redirects:
        rest = _matches(rule.old, path)
        if rest is not None:
            return Answer(rule.status, None, {"Location": rule.new.replace(":splat", rest)})
    return None


def _lies_there(folder: Path, path: str) -> Answer | None:
    file = folder / path.lstrip("/")
    if path in SETTINGS or not file.resolve().is_relative_to(folder.resolve()):
        return None
    if (file / "index.html").is_file():
        there = Answer(200, file / "index.html", {})
        return there if path.endswith("/") else Answer(301, None, {"Location": f"{path}/"})
    return Answer(200, file, {}) if file.is_file() and not path.endswith("/") else None


def _not_found(folder: Path, path: str) -> Answer:
    """Return the nearest 404.html above `path`."""
    parts = [part for part in path.split("/") if part not in ("", "..")]
    places = ("/".join(parts[:count]) for count in range(len(parts), -1, -1))
    return Answer(404, next((file for place in places if (file := folder / place / "404.html").is_file()), None), {})


def _matches(pattern: str, path: str) -> str | None:
    """Return what the `*` of a pattern stands for in `path`, "" where it has none, or None where it does not match."""
    before, star, after = pattern.partition("*")
    if not star:
        return "" if path == pattern else None
    is_match = len(path) >= len(before) + len(after) and path.startswith(before) and path.endswith(after)
    return path[len(before) : len(path) - len(after)] if is_match else None


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 9)


def _handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    def rules(name: str) -> str:
        return (folder / name).read_text("utf-8") if (folder / name).is_file() else ""

    redirects, headers = read_redirects(rules("_redirects")), read_headers(rules("_headers"))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, file, sent = answer(folder, self.path, redirects, headers)
            body = file.read_bytes() if file else b""
            accepted = self.headers.get("Accept-Encoding", "")
            if file and "gzip" in accepted and sent["Content-Type"].startswith(COMPRESSED):
                body, sent = _compressed(file), {**sent, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            self.send_response(status)
            for name, value in {**sent, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing: what is wrong shows in the tests."""

    return Handler

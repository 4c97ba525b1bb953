"""Two real stores of objects on loopback: SeaweedFS, and rclone's, which ignores conditions."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests import components

KEY, SECRET = "a-key-for-tests", "not/a+secret=really"

ENVIRONMENT = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}
"""What a publisher must know."""

IDENTITIES = {
    "identities": [
        {
            "name": "publisher",
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Read", "Write", "List"],
        },
        # Whoever comes without a key: readers, and tests that make a bucket or lay something in it.
        {"name": "anonymous", "actions": ["Admin", "Read", "Write", "List"]},
    ]
}

SERVERS = ("master", "volume", "filer", "s3", "admin")
"""The parts of SeaweedFS; each listens twice."""

KEPT_HEADERS = ("content-type", "cache-control", "content-disposition", "etag", "last-modified")
"""What tells one state of an object from another, besides its bytes."""


class Object(NamedTuple):
    """An object as anybody gets it; `headers` are those of KEPT_HEADERS, in that order."""

    data: bytes
    headers: tuple[str, ...]

    @property
    def said(self) -> tuple[bytes, tuple[str, ...]]:
        """What a reader notices: not when it was put there."""
        return self.data, self.headers[:4]


class Bucket:
    """A bucket as whoever has no key sees it, who may do anything there."""

    def __init__(self, endpoint: str, name: str) -> None:
        self.endpoint = endpoint
        self.name = name

    @property
    def address(self) -> str:
        """The address below which its objects are."""
        return f"{self.endpoint}/{self.name}"

    def paths(self) -> list[str]:
        """Return the names of all objects."""
        found: list[str] = []
        after = ""
        while True:
            words = urllib.parse.urlencode({"list-type": "2", "start-after": after, "encoding-type": "url"})
            answer = ElementTree.fromstring(_asked(self.endpoint, "GET", f"/{self.name}?{words}")[1])
            space = answer.tag.partition("}")[0] + "}"
            keys = answer.iterfind(f"{space}Contents/{space}Key")
            found += [urllib.parse.unquote_plus(each.text or "") for each in keys]
            if answer.findtext(f"{space}IsTruncated") != "true":
                return found
            after = found[-1]

    def objects(self) -> dict[str, Object]:
        """Return all objects by their names."""
        return {path: each for path in self.paths() if (each := self.get(path))}

    def get(self, path: str) -> Object | None:
        """Return an object, None where there is none."""
        status, data, headers = _asked(self.endpoint, "GET", self._place(path))
        return Object(data, tuple(headers.get(name, "") for name in KEPT_HEADERS)) if status == 200 else None

    def put(self, path: str, data: bytes, **headers: str) -> None:
        """Put an object there."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        status, said, _ = _asked(self.endpoint, "PUT", self._place(path), data, named)
        assert status == 200, said

    def delete(self, path: str) -> None:
        """Take an object away."""
        assert _asked(self.endpoint, "DELETE", self._place(path))[0] == 204

    def _place(self, path: str) -> str:
        return f"/{self.name}/{urllib.parse.quote(path)}"


class Store(NamedTuple):
    """A store that runs."""

    endpoint: str

    def bucket(self, name: str) -> Bucket:
        """Return a new bucket."""
        status, said, _ = _asked(self.endpoint, "PUT", f"/{name}")
        assert status == 200, said
        return Bucket(self.endpoint, name)


@contextmanager
def seaweedfs(folder: Path) -> Iterator[Store]:
    """Run SeaweedFS, with everything that it needs in `folder`. It must not tell its makers that it runs."""
    doors = [f"{server}.port{kind}" for server in SERVERS for kind in ("", ".grpc")]
    ports = dict(zip(doors, free_ports(len(doors)), strict=True))
    (folder / "data").mkdir()
    (folder / "s3.json").write_text(json.dumps(IDENTITIES), "utf-8")
    options = {
        "dir": folder / "data",
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "master.telemetry": "false",
        "webdav": "false",
        "admin.ui": "false",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "s3.config": folder / "s3.json",
        "s3.autoCreateBucket": "false",
        **ports,
    }
    endpoint = f"http://127.0.0.1:{ports['s3.port']}"
    command = [components.seaweedfs(), "mini", *(f"-{name}={value}" for name, value in options.items())]
    with _running(command, folder, endpoint, "/healthz"):
        yield Store(endpoint)


@contextmanager
def rclone(folder: Path, *buckets: str) -> Iterator[Store]:
    """Run rclone's store over `folder`, where each bucket is a folder; nobody gets in there without a key."""
    for bucket in buckets:
        (folder / "data" / bucket).mkdir(parents=True)
    port = free_ports(1)[0]
    options = ("--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}", "--config", str(folder / "none"))
    command = [components.rclone(), "serve", "s3", *options, str(folder / "data")]
    with _running(command, folder, f"http://127.0.0.1:{port}", "/"):
        yield Store(f"http://127.0.0.1:{port}")


def free_ports(number: int) -> list[int]:
    """Return ports of loopback on which nothing listens."""
    with ExitStack() as held:
        return [held.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1] for _ in range(number)]


@contextmanager
def _running(command: Sequence[str], folder: Path, endpoint: str, ready: str) -> Iterator[None]:
    """Run a server until the end of the block, from when it answers at all."""
    # What it would write to somebody's home comes to lie here.
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin"}
    with (
        open(folder / "log", "wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment) as child,
    ):
        try:
            for _ in range(1500):
                assert child.poll() is None, (folder / "log").read_text("utf-8", "replace")
                try:
                    _asked(endpoint, "GET", ready)
                    break
                except OSError:
                    time.sleep(0.02)
            yield
        finally:
            # Nothing that it has is needed any more, and to end in order takes it seconds.
            child.kill()


def _asked(
    endpoint: str, method: str, path: str, data: bytes = b"", headers: Mapping[str, str] | None = None
) -> tuple[int, bytes, dict[str, str]]:
    """Ask a server, and return the status, the body and the headers, their names in lower case."""
    connection = http.client.HTTPConnection(endpoint.removeprefix("http://"), timeout=30)
    try:
        connection.request(method, path, data or None, dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()

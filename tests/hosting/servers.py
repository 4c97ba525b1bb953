"""nginx and Caddy, run by whoever runs the tests, on this machine only, with all that they write in one folder."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.hosting import caddy, nginx
from site_builder.model.hosting import Hosting
from tests import components

READY_S = 10
"""How long a server may take for its first answer; each takes less than half a second where nothing else runs."""


class Site(NamedTuple):
    """A site to be served: the folder in which it lies, and what is said with it."""

    folder: Path
    hosting: Hosting


class Answer(NamedTuple):
    """What a server says. `headers` are as they came, in lower case, so that none is lost that comes twice."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the header of this name, "" where there is none. There must not be two."""
        found = [value for each, value in self.headers if each == name.lower()]
        assert len(found) <= 1, found
        return found[0] if found else ""


class Served(NamedTuple):
    """Sites that one server has, each at a port of its own."""

    ports: Mapping[str, int]

    def url(self, site: str) -> str:
        """Return the address of a site, without a closing slash."""
        return f"http://127.0.0.1:{self.ports[site]}"

    def ask(self, path: str, site: str = "plain", *, method: str = "GET", **headers: str) -> Answer:
        """Ask for exactly this path; `Accept_Encoding` is the header of that name."""
        connection = HTTPConnection("127.0.0.1", self.ports[site], timeout=READY_S)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            said = tuple([(name.lower(), value) for name, value in answer.getheaders()])
            return Answer(answer.status, said, answer.read())
        finally:
            connection.close()


@contextmanager
def nginx_serving(sites: Mapping[str, Site], folder: Path) -> Iterator[Served]:
    """Serve the sites by one nginx, whose server blocks include what `hosts` writes."""
    ports = free_ports(sites)
    # What a server may say already, so that it is seen to do no harm.
    own = "gzip on; charset koi8-r; expires 1h; index a; error_page 404 /b; types { text/plain html; } "
    own += "add_header X-Of-The-Server yes;"
    blocks = []
    for name, site in sites.items():
        (folder / f"{name}.conf").write_text(nginx.configuration(site.hosting), "utf-8")
        blocks.append(
            f"server {{ listen 127.0.0.1:{ports[name]}; root {site.folder}; {own} include {folder / name}.conf; }}"
        )
    with nginx_with("\n".join(blocks), ports, folder):
        yield Served(ports)


@contextmanager
def nginx_with(blocks: str, ports: Mapping[str, int], folder: Path) -> Iterator[None]:
    """Run an nginx with these server blocks until the end of the block."""
    temporary = " ".join(
        f"{name}_temp_path {folder / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # The folders of tests are for their owner only.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(
        f"daemon off; {user} worker_processes 1; pid {folder / 'pid'}; error_log {folder / 'error.log'};\n"
        f"load_module {components.BROTLI_MODULE}; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{blocks}\n}}\n",
        "utf-8",
    )
    command = [components.nginx(), "-e", str(folder / "error.log"), "-c", str(folder / "main.conf")]
    with _running(command, folder, ports):
        yield


@contextmanager
def caddy_serving(sites: Mapping[str, Site], folder: Path) -> Iterator[Served]:
    """Serve the sites by one Caddy, which imports what `hosts` writes; it asks nobody for a certificate."""
    ports = free_ports(sites)
    environment = {}
    imports = []
    for name, site in sites.items():
        # Each has its own address and folder.
        text = caddy.configuration(site.hosting).replace("{$SITE_", f"{{${name.upper()}_")
        (folder / f"{name}.caddy").write_text(text, "utf-8")
        environment[f"{name.upper()}_ADDRESS"] = f"http://:{ports[name]}"
        environment[f"{name.upper()}_ROOT"] = str(site.folder)
        imports.append(f"import {folder / name}.caddy\n")
    with caddy_with("".join(imports), environment, ports, folder):
        yield Served(ports)


@contextmanager
def caddy_with(imports: str, environment: Mapping[str, str], ports: Mapping[str, int], folder: Path) -> Iterator[None]:
    """Run a Caddy with these lines of a Caddyfile until the end of the block."""
    # A browser keeps its connections open, and nobody waits for that.
    options = "{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n\tgrace_period 10ms\n}\n"
    (folder / "Caddyfile").write_text(options + imports, "utf-8")
    own = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    command = [components.caddy(), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with _running(command, folder, ports, {**os.environ, **environment, **own}):
        yield


def below_a_path(site: Site, base: str, folder: Path) -> Site:
    """Return the same site as it is at `base`: it lies in a folder of that name in `folder`."""
    folder.mkdir()
    (folder / base.strip("/")).symlink_to(site.folder)
    moved = tuple([replace(each, new=base + each.new.removeprefix("/")) for each in site.hosting.redirects])
    return Site(folder, replace(site.hosting, base=base, redirects=moved))


def free_ports(sites: Iterable[str]) -> dict[str, int]:
    """Return a port for each site, on which nothing listens."""
    sockets = {name: socket.create_server(("127.0.0.1", 0)) for name in sites}
    ports = {name: each.getsockname()[1] for name, each in sockets.items()}
    for each in sockets.values():
        each.close()
    return ports


@contextmanager
def _running(
    command: list[str], folder: Path, ports: Mapping[str, int], environment: dict[str, str] | None = None
) -> Iterator[None]:
    """Run a server until the end of the block; it answers from the beginning."""
    log = folder / "log"
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        ) as server,
    ):
        try:
            for port in ports.values():
                _await(port, server, log)
            yield
        finally:
            server.terminate()
            server.wait(READY_S)


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(READY_S * 50):
        assert server.poll() is None, log.read_text("utf-8", "replace")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"no answer:\n{log.read_text('utf-8', 'replace')}")

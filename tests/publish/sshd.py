"""A real sshd on a free port of this machine, with keys that are thrown away; it touches no ~/.ssh and no /etc/ssh."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests import components

PRIVILEGE_SEPARATION = Path("/run/sshd")
"""Debian's sshd will not start for root without it; its package makes it at boot only."""


class Sshd(NamedTuple):
    """A server that runs: `folder` holds its keys. Whoever runs the tests is its only account."""

    folder: Path
    port: int

    def shell(self, key: str = "key", known_hosts: str = "known_hosts") -> str:
        """Return what RSYNC_RSH must be to reach it with one of its keys, and nothing else of this machine's."""
        options = ("IdentitiesOnly=yes", "IdentityAgent=none", "GlobalKnownHostsFile=none", "StrictHostKeyChecking=yes")
        words = " ".join(f"-o {option}" for option in (*options, f"UserKnownHostsFile={self.folder / known_hosts}"))
        return f"ssh -F none -p {self.port} -i {self.folder / key} {words}"

    def destination(self, folder: Path | str) -> str:
        """Return a folder of it as `destination` names it."""
        return f"{getpass.getuser()}@127.0.0.1:{folder}"

    def add_key(self, name: str, **options: str) -> None:
        """Let one more key in, with options of authorized_keys(5): `command`, `environment`."""
        _make_key(self.folder / name)
        quoted = {option: value.replace('"', '\\"') for option, value in options.items()}
        # Shells look for what they begin with in there, and not in what whoever runs the tests has written for them.
        alone = ["restrict", f'environment="HOME={self.folder}"']
        words = ",".join([*alone, *(f'{option}="{value}"' for option, value in quoted.items())])
        public = (self.folder / f"{name}.pub").read_text("ascii")
        with open(self.folder / "authorized_keys", "a", encoding="ascii") as file:
            file.write(f"{words} {public}")


@contextmanager
def running(folder: Path) -> Iterator[Sshd]:
    """Run one, with everything that it needs in `folder`."""
    server = Sshd(folder, _free_port())
    _make_key(folder / "host_key")
    (folder / "config").write_text(_config(server), "ascii")
    host_key = (folder / "host_key.pub").read_text("ascii")
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{server.port} {host_key}", "ascii")
    server.add_key("key")
    if os.geteuid() == 0:
        PRIVILEGE_SEPARATION.mkdir(mode=0o755, exist_ok=True)
    command = [components.sshd(), "-D", "-e", "-f", str(folder / "config")]
    with open(folder / "log", "wb") as log, subprocess.Popen(command, stderr=log, start_new_session=True) as child:
        try:
            _wait_for(server, child)
            yield server
        finally:
            child.terminate()


def _config(server: Sshd) -> str:
    lines = (
        "ListenAddress 127.0.0.1",
        f"Port {server.port}",
        f"HostKey {server.folder / 'host_key'}",
        f"AuthorizedKeysFile {server.folder / 'authorized_keys'}",
        "PidFile none",
        "StrictModes no",
        "UsePAM no",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        "PermitRootLogin prohibit-password",
        "PermitUserEnvironment yes",
        "MaxStartups 100",
        # The quickest there is: what is tested connects often, and keeps no secret.
        "KexAlgorithms curve25519-sha256",
        "PrintMotd no",
    )
    return "".join(f"{line}\n" for line in lines)


def _make_key(file: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(file)], check=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def _wait_for(server: Sshd, child: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert child.poll() is None, (server.folder / "log").read_text("utf-8", "replace")
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("sshd does not answer")

"""One SSH connection to a host, what is run over it, and what is said when it fails."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from site_builder.errors import EnvironmentFailed, LockLost, UsageError

SCRIPT = Path(__file__).with_name("on_host.sh")
"""What runs on the host."""

REFUSED, NOT_OURS, HELD, NO_FILE, CUT_OFF = 3, 4, 5, 44, 255
"""Exit codes: those of the script, and ssh's own."""

PAUSES_S = (0.3, 1.0, 3.0)
"""How long to wait before each further attempt to connect."""

OPTIONS = {
    "BatchMode": "yes",  # nobody is there to be asked
    "ConnectTimeout": "15",
    "ServerAliveInterval": "15",
    "LogLevel": "ERROR",
    "ClearAllForwardings": "yes",
    "ForwardAgent": "no",
}

OWN = "site-builder: "
"""How the script begins what it says in plain words itself."""

LONGEST_FOLDER = 60
"""Characters; beyond that a temporary folder cannot hold a socket, whose whole address has 104 at most."""

PLACE = re.compile(
    r"(?P<account>(?:\w[\w.+-]*@)?(?P<host>\[[0-9a-fA-F:.]+\]|\w[\w.-]+)):"
    r"(?P<folder>(?!//|[^/]*[:@])[^\x00-\x1f\x7f]+)"
)

PASSING = ("kex_exchange_identification", "Connection reset", "Connection closed", "Connection refused", "timed out")
"""What ssh says of a host that may answer in a moment."""

WORDS = {
    "Permission denied (": (
        "the host does not let this key in; add your public key to ~/.ssh/authorized_keys of that account, and see "
        "that the private one is in your ssh-agent or named in ~/.ssh/config"
    ),
    "IDENTIFICATION HAS CHANGED": (
        "the host is not the one it was before; ask whoever runs it whether its key was changed, and only then take "
        "the old one out with ssh-keygen -R"
    ),
    "Host key verification failed": (
        "this machine does not know the host's key yet; compare it with the one that whoever runs the host gives you,"
        " and add it to ~/.ssh/known_hosts (connecting once with ssh does that)"
    ),
    "Could not resolve hostname": "no host of this name is found; look at destination in pyproject.toml",
    "Connection refused": "the host answers, but not to ssh; look at the name and the port",
    "timed out": "the host does not answer; look at the name, the port and the network",
    "No route to host": "there is no way to this host; look at the name and the network",
    "Network is unreachable": "there is no way to this host; look at the network",
    "No space left on device": "the disk of the host is full; make room there, and publish again",
    "Disk quota exceeded": "the account's share of the host's disk is full; make room there, and publish again",
    "Read-only file system": "the host's disk cannot be written to",
    "Permission denied": "the account may not write there; let the folder be its own",
    "could not make way": "a folder that is not empty is in the way of a file; see whose it is, and move it",
}
"""What ssh, rsync and the system say, and what that means to whoever publishes."""


class Place(NamedTuple):
    """Where to publish: the account as rsync names it (`user@host`) and as ssh does, and the folder there."""

    account: str
    login: str
    folder: str


def place_of(destination: str) -> Place:
    """Return the place that is meant. Raises UsageError where it could be anything else, an option least of all."""
    found = PLACE.fullmatch(destination)
    if not found or len(found["host"]) == 1:
        raise UsageError(f"destination in pyproject.toml: {_hint(destination)}")
    folder = found["folder"]
    if folder == "~" or folder.startswith("~/"):
        folder = folder[2:] or "."
    folder = folder.rstrip("/") or "/"
    login = found["account"].replace("[", "").replace("]", "")
    # A folder that begins with a hyphen is no option either, and one without a slash is looked for at home only.
    return Place(found["account"], login, folder if folder.startswith("/") else f"./{folder}")


def _hint(destination: str) -> str:
    if "://" in destination:
        return "write user@host:/folder; a port belongs in ~/.ssh/config, or in RSYNC_RSH"
    if re.match(r"[^:/]*:[^@/]*@", destination):
        return "a password is no part of it, and should stand in no file; use a key"
    if "::" in destination:
        return "that is an rsync daemon, which nothing protects; publishing goes over SSH, user@host:/folder"
    if ":" not in destination.split("/")[0] or re.match(r"[A-Za-z]:", destination):
        return 'that is a folder of this machine; write type = "folder" and path, or user@host:/folder'
    return "write user@host:/folder"


class Connection:
    """A connection that is made when it is first needed, and shared by everything that runs over it.

    `name` is what it is called where something fails, `token` the word by which the host knows us.
    """

    def __init__(self, place: Place, name: str, token: str) -> None:
        self.place = place
        self.name = name
        self.token = token
        self.is_holding = False
        self.is_folder_there = False
        self._ahead_s = 0.0
        self._end: weakref.finalize[[subprocess.Popen[bytes], Path], Connection] | None = None
        self._shell = ""

    @property
    def host_time_s(self) -> int:
        """What the host's clock shows, in seconds since 1970."""
        return int(time.time() + self._ahead_s)

    def run(self, verb: str, *words: str, data: bytes = b"") -> bytes:
        """Return what the host prints. Raises FileNotFoundError for exit code 44, else EnvironmentFailed."""
        with self.started(verb, *words) as child:
            out, err = child.communicate(data)
        if child.returncode == NO_FILE:
            raise FileNotFoundError
        if child.returncode:
            raise self.failure(child.returncode, err.decode("utf-8", "replace"))
        return out

    @contextmanager
    def started(self, verb: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run a verb of the script; it is ended with the block."""
        command = [*self.shell(), "--", self.place.login, self.command(verb, *words)]
        with child_of(command) as child:
            yield child

    def command(self, verb: str, *words: str) -> str:
        """Return what the host's shell is to run for a verb of the script."""
        script = SCRIPT.read_text("utf-8")
        return "exec " + shlex.join(["sh", "-c", script, "site-builder", verb, self.place.folder, self.token, *words])

    def shell(self) -> list[str]:
        """Return the words that call ssh over this connection, without the host."""
        return shlex.split(self.remote_shell())

    def remote_shell(self) -> str:
        """Return the same as rsync understands it."""
        if self._end is None or not self._end.alive:
            self._open()
        return self._shell

    def failure(self, code: int, said: str) -> EnvironmentFailed:
        """Return what to raise for something that ended with an exit code, and said something."""
        if code == NOT_OURS or (code == CUT_OFF and self.is_holding):
            return LockLost(
                f"{self.name}: the connection was cut, or another publisher has taken the lock; "
                "publish again, and it goes on from where it was"
            )
        return EnvironmentFailed(f"{self.name}: {_in_plain_words(said)}")

    def close(self) -> None:
        """End the connection, and all that runs over it."""
        if self._end is not None:
            self._end()
            self._end = None

    def _open(self) -> None:
        self.close()
        given = os.environ.get("RSYNC_RSH", "").strip() or "ssh"
        for program in ("rsync", shlex.split(given)[0]):
            if shutil.which(program) is None:
                raise EnvironmentFailed(f"{program} is not installed on this machine, and publishing by rsync needs it")
        for pause_s in (*PAUSES_S, None):
            try:
                self._connect(given)
                break
            except EnvironmentFailed as error:
                if pause_s is None or not any(word in str(error) for word in PASSING):
                    raise
                time.sleep(pause_s)

    def _connect(self, given: str) -> None:
        own = tempfile.gettempdir()
        folder = Path(tempfile.mkdtemp(prefix="sb-", dir=own if len(own) <= LONGEST_FOLDER else "/tmp"))
        control = shlex.quote(str(folder / "ssh"))
        options = " ".join(f"-o {key}={value}" for key, value in OPTIONS.items())
        self._shell = f"{given} {options} -o ControlMaster=no -o ControlPath={control} -T"
        master = f"{given} {options} -o ControlMaster=yes -o ControlPersist=no -o ControlPath={control} -T"
        with open(folder / "said", "w+b") as said:
            child = _start([*shlex.split(master), "--", self.place.login, self.command("connect")], stderr=said)
            self._end = weakref.finalize(self, _end, child, folder)
            try:
                self._greet(child, said)
            except BaseException:
                self.close()
                raise

    def _greet(self, child: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        """Read what the host says first."""
        assert child.stdout
        noise = ""
        for line in child.stdout:
            word, *facts = line.decode("utf-8", "replace").split() or [""]
            if word == "site-builder":
                break
            noise = noise or _short(" ".join([word, *facts]))
        else:
            code = child.wait()
            said.seek(0)
            raise self.failure(code, noise if code != CUT_OFF and noise else said.read().decode("utf-8", "replace"))
        if noise:
            raise EnvironmentFailed(
                f"{self.name}: the account prints {noise!r} before anything is asked of it, and rsync cannot work so; "
                "let its .bashrc or .profile be silent where no terminal is there"
            )
        self._ahead_s = int(facts[0]) - time.time()
        self.is_folder_there = facts[1] == "there"


@contextmanager
def child_of(
    command: Sequence[str], *, stderr: IO[bytes] | int = subprocess.PIPE, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program with pipes; whatever happens in the block, it has ended after it."""
    child = _start(command, stderr=stderr, **environment)
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def _start(command: Sequence[str], *, stderr: IO[bytes] | int, **environment: str) -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl-C is for us, who then clean up over this very connection.
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={**os.environ, **environment},
        start_new_session=True,
    )


def _end(child: subprocess.Popen[bytes], folder: Path) -> None:
    """End a connection: the host's side ends as its standard input does."""
    for pipe in (child.stdin, child.stdout):
        with suppress(OSError):
            pipe.close()  # type: ignore[union-attr]
    with suppress(subprocess.TimeoutExpired):
        child.wait(2)
    child.kill()
    child.wait()
    shutil.rmtree(folder, ignore_errors=True)


def _in_plain_words(said: str) -> str:
    """Return one sentence of what ssh, rsync or the host said, with their own words in it, shortened."""
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("rsync error:")] or lines
    for line in lines:
        if line.startswith(OWN):
            return _short(line.removeprefix(OWN))
    for word, meaning in WORDS.items():
        for line in lines:
            if word in line:
                return f"{meaning} ({_short(line)})"
    return f"the host refuses ({_short(lines[-1])})" if lines else "the host ended without a word"


def _short(line: str) -> str:
    line = "".join(sign if sign.isprintable() else "?" for sign in line).strip("@ ")
    return line if len(line) <= 200 else f"{line[:199]}…"

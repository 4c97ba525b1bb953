"""A folder on another machine, over SSH: rsync brings files, and a small script (`on_host.sh`) puts them in place.

What is sent comes to lie in STATE first. There rsync makes it out of what the site has, and goes on where it was cut
off; from there each file takes its place in one step.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed
from site_builder.publish.host import STATE, Check, Done, File
from site_builder.publish.ssh import CUT_OFF, HELD, Connection, child_of, place_of

INCOMING, KEEPING = f"{STATE}incoming/", f"{STATE}keeping/"

BATCH = 500
"""Names that are handed to the host at once."""

TRIES = 3
"""How often rsync is begun where a transfer was cut off and the lock is still ours."""

PARTLY = (23, 24)
"""rsync's exit codes where some of what was named is not there, or could not be read."""

LINE_FAILED = (10, 12, 30, 35)
"""rsync's exit codes for that."""

PAST_S = 5
"""Seconds by which the time of files that are put now lies in the past."""

FOLDER_MODE, FILE_MODE = 0o755, 0o644


class RsyncHost:
    """Publishes to `destination`, `user@host:/folder`, which is made if only its last part is missing.

    Keys, ports and known hosts are ssh's own affair: ~/.ssh/config, an agent, or RSYNC_RSH. Raises UsageError where
    the destination is not of that form.
    """

    has_headers = False

    def __init__(self, destination: str) -> None:
        place = place_of(destination)
        self.name = destination
        self._account = place.account
        self._connection = Connection(place, self.name, secrets.token_hex(8))
        self._stamp_s = 0

    @contextmanager
    def locked(self, holder: str) -> Iterator[Check]:
        """Hold the lock as long as a process on the host lives, which ends with this one or with the connection."""
        connection = self._connection
        with closing(connection), connection.started("hold", _line(holder)) as child:
            assert child.stdin
            assert child.stdout
            if child.stdout.readline() != b"locked\n":
                raise self._unlocked(child)
            connection.is_holding = connection.is_folder_there = True
            try:
                yield lambda: self._check(child)
            finally:
                connection.is_holding = False
                with suppress(OSError, subprocess.TimeoutExpired):
                    child.stdin.write(b"done\n")
                    child.stdin.flush()
                    child.wait(10)

    def listing(self, tops: Sequence[str]) -> dict[str, str]:
        """Return the files below `tops`; a link is a file, since what it leads to is not ours."""
        if not tops or not self._is_there():
            return {}
        found = {}
        with tempfile.TemporaryDirectory(prefix="site-builder-") as nowhere:
            for line in self._fetch(tops, nowhere, "-n", "-r", "--out-format=%l %M %n"):
                size, changed, path = line.split(" ", 2)
                if not path.endswith("/") and not path.startswith(STATE):
                    found[path] = f"{size} {changed}"
        return found

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """Return what these files hold; a link is known by its target.

        They are fetched, since hosts have no program in common that knows this digest.
        """
        if not paths or not self._is_there():
            return {}
        with tempfile.TemporaryDirectory(prefix="site-builder-") as folder:
            self._fetch(paths, folder, "-z")
            return {path: _digest(Path(folder, path)) for path in paths if os.path.lexists(Path(folder, path))}

    def read(self, path: str) -> bytes | None:
        """Return a file of STATE."""
        try:
            return self._connection.run("show", _safe(path))
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes) -> None:
        """Write a file of STATE."""
        self._connection.run("write", _safe(path), str(len(data)), data=data)

    def keep(self, files: Mapping[str, str], done: Done) -> None:
        """Keep copies of files, since whoever edits a file in its place would edit a second name of it too.

        Links go there that bear the keys and lead to the files; on the host their place is taken by what they lead to.
        """
        links = {_safe(key): "../" * key.count("/") + f"../../{_safe(path)}" for path, key in files.items()}
        if links:
            with _laid_links(links) as folder:
                self._send(folder, KEEPING, ("-rl", "--delete"))
            self._connection.run("keep")
            done(len(files))

    def put(self, files: Sequence[File], body: Callable[[File], bytes], done: Done) -> dict[str, str]:
        """Send all, then put each in its place."""
        if not files:
            return {}
        stamp_s = self._stamp()
        with tempfile.TemporaryDirectory(prefix="site-builder-") as folder:
            for file in files:
                _lay(Path(folder, _safe(file.path)), body(file), stamp_s)
            self._send(
                folder, INCOMING, ("-rtpIz", "--partial", "--force", "--copy-dest=../..", "--delete-after"), done
            )
        self._connection.run("settle", "-t")
        changed = time.strftime("%Y/%m/%d-%H:%M:%S", time.gmtime(stamp_s))
        return {file.path: f"{file.size} {changed}" for file in files}

    def restore(self, files: Mapping[str, str], done: Done) -> None:
        """Put back what was kept, by links as in `keep`; it is new: a browser does not ask for what is older."""
        links = {_safe(path): "../" * path.count("/") + f"../kept/{_safe(key)}" for path, key in files.items()}
        if links:
            with _laid_links(links) as folder:
                self._send(folder, INCOMING, ("-rl", "--delete"))
            self._connection.run("settle", "-L", f"--chmod=F{FILE_MODE:o}")
            done(len(files))

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete files, and folders that are empty without them, the inner ones first."""
        folders = {parent for path in paths for parent in _folders(_safe(path))} - {STATE.rstrip("/")}
        for command, names in (("rm -f", paths), ("rmdir", sorted(folders, reverse=True))):
            for batch in _batches(names):
                self._connection.run(
                    "delete", *command.split(), data=b"".join(os.fsencode(name) + b"\n" for name in batch)
                )
        done(len(paths))

    def _is_there(self) -> bool:
        self._connection.shell()
        return self._connection.is_folder_there

    def _stamp(self) -> int:
        """Return the time that files are to have: by the host's clock, and past, so that an edit makes one newer."""
        self._connection.shell()
        self._stamp_s = max(self._stamp_s + 1, self._connection.host_time_s - PAST_S)
        return self._stamp_s

    def _fetch(self, paths: Sequence[str], folder: str, *options: str) -> list[str]:
        """Let rsync bring what there is of these files, or tell of it, and return what it says."""
        words = ("-lt8", "--from0", "--files-from=-", *options, f"{self._account}:./", f"{folder}/")
        names = b"\0".join(os.fsencode(_safe(path)) for path in paths)
        with self._rsync("send", *words) as child:
            out, err = child.communicate(names)
        if child.returncode not in (0, *PARTLY):
            raise self._connection.failure(child.returncode, err.decode("utf-8", "replace"))
        return [_name(line) for line in out.splitlines()]

    def _send(self, folder: str, to: str, options: Sequence[str], done: Done = lambda _: None) -> None:
        """Let rsync bring all files of a folder of this machine to one of the host, which then holds no others."""
        for attempt in range(1, TRIES + 1):
            with tempfile.TemporaryFile() as said:
                words = (*options, "-8", "--out-format=%n", f"{folder}/", f"{self._account}:{to}")
                with self._rsync("receive", *words, stderr=said) as child:
                    assert child.stdout
                    for line in child.stdout:
                        if not line.endswith(b"/\n") and not line.startswith(b"deleting "):
                            done(1)
                    code = child.wait()
                said.seek(0)
                error = said.read().decode("utf-8", "replace")
            if code == 0:
                return
            # Says so, if the lock is not ours any more.
            self._connection.run("check")
            if code not in LINE_FAILED or "No space left" in error:
                # What has come is no beginning then, and may be what fills the disk.
                with suppress(EnvironmentFailed):
                    self._connection.run("sweep")
                raise self._connection.failure(code, error)
            if attempt == TRIES:
                raise self._connection.failure(code, error)

    def _rsync(
        self, verb: str, *words: str, stderr: IO[bytes] | int = subprocess.PIPE
    ) -> AbstractContextManager[subprocess.Popen[bytes]]:
        """Start rsync, with a verb of the script at the other end."""
        connection = self._connection
        over = ("-e", connection.remote_shell(), f"--rsync-path={connection.command(verb)}")
        return child_of(["rsync", *over, *words], stderr=stderr, TZ="UTC", LC_ALL="C")

    def _check(self, holding: subprocess.Popen[bytes]) -> None:
        """Raise LockLost where the lock is not ours any more."""
        if holding.poll() is not None:
            raise self._connection.failure(CUT_OFF, "")
        self._connection.run("check")

    def _unlocked(self, child: subprocess.Popen[bytes]) -> EnvironmentFailed:
        """Return why there is no lock for us."""
        _, err = child.communicate()
        said = err.decode("utf-8", "replace")
        if child.returncode != HELD:
            return self._connection.failure(child.returncode, said)
        return EnvironmentFailed(
            f"{self.name} is being published to by {said.strip() or 'another publisher'}; wait for that to end"
        )


def _lay(place: Path, data: bytes, stamp_s: int) -> None:
    """Write a file that is to be sent, with the modes and the time that it is to have on the host."""
    for folder in reversed(place.parents):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(FOLDER_MODE)
    place.write_bytes(data)
    place.chmod(FILE_MODE)
    os.utime(place, (stamp_s, stamp_s))


@contextmanager
def _laid_links(links: Mapping[str, str]) -> Iterator[str]:
    """Lay links into a new folder, by name what each leads to, and return the folder."""
    with tempfile.TemporaryDirectory(prefix="site-builder-") as folder:
        for name, target in links.items():
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(target)
        yield folder


def _digest(file: Path) -> str:
    is_link = file.is_symlink()
    return digest_bytes(os.fsencode(os.readlink(file)) + b"\0" if is_link else file.read_bytes()).hex()


def _safe(path: str) -> str:
    """Return the path. Raises EnvironmentFailed where it leads out of the folder, or would be two lines.

    What a manifest says comes from the host, and is not to be trusted further than that.
    """
    if any(part in ("", ".", "..") for part in path.split("/")) or any(sign in path for sign in "\0\n"):
        raise EnvironmentFailed(f"{path!r} cannot be the name of a file of a site")
    return path


def _name(line: bytes) -> str:
    r"""Return a line of rsync with the signs that it does not print as they are: a line feed is `\#012`."""
    return os.fsdecode(re.sub(rb"\\#([0-7]{3})", lambda found: bytes([int(found[1], 8)]), line))


def _line(text: str) -> str:
    return " ".join(text.split()) or "another publisher"


def _batches(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(lines), BATCH):
        yield lines[start : start + BATCH]


def _folders(path: str) -> Iterator[str]:
    """Yield every folder that a file lies in, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path

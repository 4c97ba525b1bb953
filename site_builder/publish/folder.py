"""A folder of this machine, or one that is mounted: what a web server serves."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed
from site_builder.publish.host import KEPT, STATE, Check, Done, File
from site_builder.syncing import sync

LOCK = f"{STATE}lock"
INCOMING = f"{STATE}incoming"
"""Where files lie until they are whole."""


class FolderHost:
    """Publishes into `folder`, which is made if only its last part is missing."""

    has_headers = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)

    @contextmanager
    def locked(self, holder: str) -> Iterator[Check]:
        """Hold the lock, which the system gives back if this process dies. A folder that stays empty does not stay."""
        is_new = not self.folder.exists()
        with self._told():
            if not self.folder.parent.is_dir():
                raise EnvironmentFailed(f"{self.name}: the folder that it lies in is not there; make that first")
            _make_folder(self.folder, 0o755)
            # What was published before, and what is kept of it, is nothing to serve.
            _make_folder(self.folder / STATE, 0o700)
        with self._opened_lock() as lock:
            lock.truncate(0)
            lock.write(holder.encode())
            lock.flush()
            try:
                yield lambda: None
            finally:
                # While it is held: who waits for it looks whether it is still the one that is named so.
                with suppress(OSError):
                    (self.folder / LOCK).unlink()
                    (self.folder / STATE).rmdir()
                    if is_new:
                        self.folder.rmdir()

    @contextmanager
    def _opened_lock(self) -> Iterator[IO[bytes]]:
        """Open the file of the lock, and hold it. Raises EnvironmentFailed where another does."""
        with self._told():
            lock = open(self.folder / LOCK, "a+b")  # noqa: SIM115  # closed below, whatever happens
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                is_named = os.path.samestat(os.fstat(lock.fileno()), os.stat(self.folder / LOCK))
            except (BlockingIOError, FileNotFoundError):
                is_named = False
            except OSError as error:
                raise EnvironmentFailed(f"{self.name} cannot be locked: {error.strerror}") from None
            if not is_named:
                lock.seek(0)
                who = lock.read(200).decode("utf-8", "replace").strip() or "another publisher"
                raise EnvironmentFailed(f"{self.name} is being published to by {who}; wait for that to end") from None
            yield lock

    def listing(self, tops: Sequence[str]) -> dict[str, str]:
        """Return the files below `tops`; a link is a file, since what it leads to is not ours."""
        found = {}
        with self._told():
            for path in self._files(tops):
                status = os.lstat(self.folder / path)
                found[path] = f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"
        return found

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """Return what these files hold; a link is known by its target."""
        found = {}
        for path in paths:
            file = self.folder / path
            with self._told(), suppress(FileNotFoundError):
                data = os.fsencode(os.readlink(file)) + b"\0" if file.is_symlink() else file.read_bytes()
                found[path] = digest_bytes(data).hex()
        return found

    def read(self, path: str) -> bytes | None:
        """Return a file of STATE."""
        with self._told():
            try:
                return (self.folder / path).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, path: str, data: bytes) -> None:
        """Write a file of STATE."""
        self._settle([path], lambda _, new: _write(new, data), lambda _: None)

    def keep(self, files: Mapping[str, str], done: Done) -> None:
        """Keep files by a second name for what they hold: no file is ever written in place."""
        self._settle_twins([(KEPT + key, path) for path, key in files.items()], done)

    def put(self, files: Sequence[File], body: Callable[[File], bytes], done: Done) -> dict[str, str]:
        """Write all, then put each in its place."""
        paths = [file.path for file in files]
        self._settle(paths, lambda number, new: _write(new, body(files[number])), done)
        return self.listing(paths)

    def restore(self, files: Mapping[str, str], done: Done) -> None:
        """Put back what was kept, as new: browsers do not ask for what is older than what they have."""
        twins = [(path, KEPT + key) for path, key in files.items()]
        if lost := [kept for _, kept in twins if not os.path.lexists(self.folder / kept)]:
            raise EnvironmentFailed(f"{self.name}: {lost[0]} is not there any more, so nothing can be put back from it")
        self._settle_twins(twins, done)
        for path in files:
            with self._told():
                os.utime(self.folder / path, follow_symlinks=False)

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete files and the folders that are empty without them."""
        for path in paths:
            with self._told(), suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                os.unlink(self._place(path))
            folder = (self.folder / path).parent
            with suppress(OSError):
                while folder not in (self.folder, self.folder / STATE):
                    folder.rmdir()
                    folder = folder.parent
            done(1)

    def _files(self, tops: Sequence[str]) -> Iterator[str]:
        for top in tops:
            file = self.folder / top
            if file.is_symlink() or file.is_file():
                yield top
                continue
            for folder, folders, names in os.walk(file, onerror=_raise):
                links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
                for name in (*names, *links):
                    yield os.path.relpath(os.path.join(folder, name), self.folder).replace(os.sep, "/")

    def _settle_twins(self, twins: Sequence[tuple[str, str]], done: Done) -> None:
        """Let the first of each two files hold what the second does."""

        def twin(number: int, new: Path) -> None:
            source = self.folder / twins[number][1]
            try:
                os.link(source, new, follow_symlinks=False)
            except FileNotFoundError:
                raise
            except OSError:
                shutil.copyfile(source, new, follow_symlinks=False)

        self._settle([path for path, _ in twins], twin, done)

    def _settle(self, paths: Sequence[str], make: Callable[[int, Path], None], done: Done) -> None:
        """Make each file beside the site, and once all are on the disk give each its place in one step."""
        with self._told():
            incoming = self.folder / INCOMING
            if incoming.is_dir() and not incoming.is_symlink():
                shutil.rmtree(incoming)
            else:
                incoming.unlink(missing_ok=True)
            incoming.mkdir(parents=True)
            made = [incoming / str(number) for number in range(len(paths))]
            try:
                for number, new in enumerate(made):
                    make(number, new)
                sync([new for new in made if not new.is_symlink()])
                for path, new in zip(paths, made, strict=True):
                    os.replace(new, self._room(path))
                    done(1)
                sync({(self.folder / path).parent for path in paths})
            finally:
                # Where a file and its twin are one already, rename(2) does nothing, and the new name stays.
                shutil.rmtree(incoming, ignore_errors=True)

    def _room(self, path: str) -> Path:
        """Return the place of a file, with its folder there."""
        place = self._place(path)
        if not place.parent.is_dir():
            for folder in reversed(place.relative_to(self.folder).parents[:-1]):
                # A file of ours may become a folder; where one of others is in the way nothing comes so far.
                with suppress(FileNotFoundError, IsADirectoryError, PermissionError):
                    (self.folder / folder).unlink()
                _make_folder(self.folder / folder, 0o755)
        return place

    def _place(self, path: str) -> Path:
        """Return the place of a file. Raises EnvironmentFailed where a link leads out of the folder on the way."""
        place = self.folder / path
        for folder in place.relative_to(self.folder).parents[:-1]:
            if (self.folder / folder).is_symlink():
                raise EnvironmentFailed(
                    f"{self.folder / folder} is a link, and what it leads to is not site-builder's; "
                    "let a folder be there, or publish to another place"
                )
        return place

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in plain words what the system refuses."""
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            # Of two names the second is where something was to go.
            where = error.filename2 or error.filename or self.name
            raise EnvironmentFailed(f"{where}: {error.strerror or error}") from None


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    file.chmod(0o644)


def _make_folder(folder: Path, mode: int) -> None:
    """Make a folder where there is none, whatever the umask."""
    with suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(mode)

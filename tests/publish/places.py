"""Places to which whole publishers publish, whatever they are: a folder, a store, a folder behind SSH."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from site_builder.publish.folder import LOCK
from site_builder.publish.host import STATE
from site_builder.publish.release import JOURNAL
from tests.conftest import Run
from tests.publish import readers
from tests.publish.editions import built
from tests.publish.gateway import Gateway
from tests.publish.publishers import Publisher, Trap, words
from tests.publish.sshd import Sshd
from tests.publish.stores import ENVIRONMENT, Bucket, Object

Tree = dict[str, bytes]


class Place(Protocol):
    """A place to publish to, and what goes on there."""

    settings: str
    """What pyproject.toml says of it."""

    def publisher(self, root: Path, *options: str, at: int = -1, number: int = 0, gate: str = "") -> Publisher:
        """Start to publish. The signal `number` ends it at the step `at`; before it notes what is to come, it waits
        until there is a file `gate`.
        """
        ...

    def steps(self) -> int:
        """Return how many steps there were since this was asked last. A step changes something, or begins to."""
        ...

    def state(self) -> Mapping[str, Any]:
        """Return all that lies there, but for the lock, with what is said with it: by path, ours and all other."""
        ...

    def marks(self, paths: list[str]) -> list[Any]:
        """Return what tells of each of these files whether somebody has touched it."""
        ...

    def files(self) -> Tree:
        """Return what readers can see."""
        ...

    def put(self, path: str, data: bytes) -> None:
        """Put something there, as somebody else."""
        ...

    def delete(self, path: str) -> None:
        """Take something away, as somebody else."""
        ...

    def reading(self, *editions: Tree) -> Any:
        """Let somebody read it during a block: see `readers.reading`."""
        ...


def publish(place: Place, root: Path, *options: str) -> Run:
    """Publish, or with `options` do something else of the kind, and return what that left."""
    return place.publisher(root, *options).end()


class FolderPlace:
    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder = folder
        self.scratch = scratch
        self.settings = f'type = "folder"\npath = "{folder}"\n'
        self.environment: Mapping[str, str] = {}
        self.below = str(folder)
        self._counted = scratch / "steps"
        self._numbers = count()

    def publisher(self, root: Path, *options: str, at: int = -1, number: int = 0, gate: str = "") -> Publisher:
        trap = Trap(at, self.below, number, gate, str(self._counted))
        said = self.scratch / f"run-{next(self._numbers)}"
        return Publisher(said, words(root, "publish", *options), self.environment, trap=trap, built=built(root))

    def steps(self) -> int:
        number = self._counted.stat().st_size if self._counted.exists() else 0
        self._counted.unlink(missing_ok=True)
        return number

    def state(self) -> Mapping[str, Any]:
        return {path: data for path, data in _read(self.folder).items() if path != LOCK}

    def marks(self, paths: list[str]) -> list[Any]:
        found = [os.lstat(self.folder / path) for path in paths]
        return [(each.st_mtime_ns, each.st_ino, each.st_mode, each.st_nlink) for each in found]

    def files(self) -> Tree:
        return {path: data for path, data in _read(self.folder).items() if not path.startswith(STATE)}

    def put(self, path: str, data: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_bytes(data)

    def delete(self, path: str) -> None:
        (self.folder / path).unlink()

    @contextmanager
    def reading(self, *editions: Tree) -> Iterator[readers.Reader]:
        with readers.served(self.folder) as address, readers.reading(address, editions) as reader:
            yield reader


class RsyncPlace(FolderPlace):
    """A folder behind SSH. A step is a program that the publisher starts: rsync, or something on the host."""

    def __init__(self, server: Sshd, folder: Path, scratch: Path) -> None:
        super().__init__(folder, scratch)
        self.settings = f'type = "rsync"\ndestination = "{server.destination(folder)}"\n'
        self.environment = {"RSYNC_RSH": server.shell()}
        self.below = ""


class StorePlace:
    """A bucket, which publishers reach through a gateway. A step is a request that changes something."""

    def __init__(self, bucket: Bucket, gateway: Gateway, scratch: Path, prefix: str = "") -> None:
        self.bucket = bucket
        self.gateway = gateway
        self.scratch = scratch
        self.prefix = f"{prefix}/" if prefix else ""
        self.settings = f'type = "s3"\nbucket = "{bucket.name}"\nendpoint = "{gateway.endpoint}"\nprefix = "{prefix}"\n'
        self._numbers = count()

    def publisher(self, root: Path, *options: str, at: int = -1, number: int = 0, gate: str = "") -> Publisher:
        self.gateway.clear()
        said = self.scratch / f"run-{next(self._numbers)}"
        publisher = Publisher(said, words(root, "publish", *options), ENVIRONMENT, built=built(root))
        if gate:
            self.gateway.before = _held(Path(gate))
        elif at % 2:
            # The host has done it, and the publisher does not know.
            self.gateway.after = _stopped(publisher, at, number)
        else:
            self.gateway.before = _stopped(publisher, at, number)
        return publisher

    def steps(self) -> int:
        number = len(self.gateway.changes)
        self.gateway.clear()
        return number

    def state(self) -> Mapping[str, Any]:
        return {path: each.said for path, each in self._objects().items() if path != f"{STATE}lock.json"}

    def marks(self, paths: list[str]) -> list[Any]:
        return [self.bucket.get(self.prefix + path) for path in paths]

    def files(self) -> Tree:
        return {path: each.data for path, each in self._objects().items() if not path.startswith(STATE)}

    def put(self, path: str, data: bytes) -> None:
        self.bucket.put(self.prefix + path, data, content_type="text/x-own")

    def delete(self, path: str) -> None:
        self.bucket.delete(self.prefix + path)

    def reading(self, *editions: Tree) -> Any:
        return readers.reading(f"{self.bucket.address}/{self.prefix}", editions)

    def _objects(self) -> dict[str, Object]:
        return {
            path.removeprefix(self.prefix): each
            for path, each in self.bucket.objects().items()
            if path.startswith(self.prefix)
        }


def _stopped(publisher: Publisher, at: int, number: int) -> Callable[[int, str], object]:
    return lambda step, _: publisher.send(number) if step == at else None


def _held(gate: Path) -> Callable[[int, str], object]:
    def wait(_: int, path: str) -> None:
        while path.endswith(JOURNAL) and not gate.exists():
            time.sleep(0.01)

    return wait


def _read(folder: Path) -> Tree:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() or file.is_symlink())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}

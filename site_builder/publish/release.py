"""What a host holds of ours: a manifest of the release that is out and the one before, a journal of one on its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed
from site_builder.publish.host import STATE, File, Host

MANIFEST = f"{STATE}manifest.json"
JOURNAL = f"{STATE}journal.json"

FORMAT = 1
"""Which edition of these files this is; another is refused."""


class Sent(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was sent: see `File`. `tag` is the host's own mark of it, "" where that was not heard of yet."""

    digest: str
    size: int
    headers: tuple[tuple[str, str], ...] = ()
    tag: str = ""


class Release(msgspec.Struct, frozen=True):
    """The files of a release by their paths.

    `retired` are files of the release before that this one has no use for. They bear the digest of their content in
    their names, and pages that somebody opened before still ask for them.
    """

    files: dict[str, Sent] = {}
    retired: dict[str, Sent] = {}

    @property
    def name(self) -> str:
        """What people call it: the beginning of a digest of all its files."""
        return _digest(self.contents)

    @property
    def contents(self) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
        """What each file holds, and what is said with it: what makes it another release."""
        return {path: (sent.digest, sent.headers) for path, sent in self.files.items()}


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was published: `current`, and `previous` where there was one. `serial` counts what was done to the host.

    What `previous` needs of files that are others now lies in the part `side` of KEPT, 0 or 1. The other part holds
    what the release before that needed until it is overwritten, since to delete it would take as long as to send a
    release. `kept` are the keys of all that lies in both.
    """

    serial: int
    current: Release = Release()
    previous: Release | None = None
    side: int = 0
    kept: tuple[str, ...] = ()
    format: int = FORMAT


class Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is being published: written before anything is changed, taken away when all is done.

    `targets` are the release as it is to be, last, and those before it whose publishers were cut short too. They say
    of files which are neither of the release that is out nor anybody else's that they are ours. `kept` is as in
    `Manifest`, as far as that may have come, and `serial` is that of the manifest once this is done.
    """

    serial: int
    is_rollback: bool
    targets: tuple[Release, ...]
    kept: tuple[str, ...]
    format: int = FORMAT


def manifest_of(host: Host) -> Manifest:
    """Return what was published, nothing where nothing ever was. Raises EnvironmentFailed."""
    data = host.read(MANIFEST)
    return _decoded(data, Manifest, MANIFEST, host) if data is not None else Manifest(0)


def journal_of(host: Host) -> Journal | None:
    """Return what was begun and never ended, if anything was. Raises EnvironmentFailed."""
    data = host.read(JOURNAL)
    return _decoded(data, Journal, JOURNAL, host) if data is not None else None


def key(side: int, path: str) -> str:
    """Return under which key KEPT holds a file."""
    return f"{side}/{path}"


def encoded(state: Manifest | Journal) -> bytes:
    """Return the bytes of a manifest or a journal: the same for the same files."""
    return msgspec.json.encode(state, order="deterministic")


def release_of(files: Iterable[File], retired: dict[str, Sent]) -> Release:
    """Return the release that has these files."""
    return Release({file.path: Sent(file.digest, file.size, file.headers) for file in files}, retired)


def files_of(release: Release) -> list[File]:
    """Return the files of a release."""
    return [File(path, sent.digest, sent.size, sent.headers) for path, sent in release.files.items()]


def _digest(value: Any) -> str:
    return digest_bytes(msgspec.json.encode(value, order="deterministic")).hex()[:8]


State = TypeVar("State", Manifest, Journal)


def _decoded(data: bytes, kind: type[State], path: str, host: Host) -> State:
    try:
        state = msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError:
        state = None
    # What lies on a host may be anybody's, and must lead nowhere else.
    if state is None or state.format != FORMAT or not all(map(_is_within, _paths(state))):
        raise EnvironmentFailed(
            f"{host.name}: what was published before is noted in {path}, and that cannot be read. Nothing was changed. "
            "Bring the file back, or publish to another place: without it nobody knows which files are ours."
        )
    return state


def _paths(state: Manifest | Journal) -> Iterator[str]:
    releases = state.targets if isinstance(state, Journal) else (state.current, state.previous)
    for release in releases:
        yield from (*release.files, *release.retired) if release else ()
    yield from state.kept


def _is_within(path: str) -> bool:
    """Return whether a path leads to a file of the site, or below KEPT, and no further."""
    parts = path.split("/")
    return bool(path) and "\0" not in path and not {"", ".", ".."} & set(parts) and f"{parts[0]}/" != STATE

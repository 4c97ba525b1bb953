"""What a place to publish to can do, whatever it is: the rest of this package knows no more of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

STATE = ".site-builder/"
"""The folder on the host that is ours: what was published, what the release before needs, the lock."""

KEPT = f"{STATE}kept/"
"""Below it lie former contents of files, each under a key: what a rollback puts back."""


class File(NamedTuple):
    """A file as it is to be on the host: the digest of its bytes in hex (`digest.digest_bytes`) and their number.

    `headers` is what the host says with it, where a host can be told so file by file.
    """

    path: str
    digest: str
    size: int
    headers: tuple[tuple[str, str], ...] = ()


Done = Callable[[int], object]
"""Is called with the number of files that were just dealt with, for whoever looks on."""

Check = Callable[[], object]
"""Renews the lock, and raises LockLost where it is not ours any more. It is called between steps."""


class Host(Protocol):
    """A place where a site is published. Paths are those of files of the site, with `/`, or lie in STATE.

    Every method raises EnvironmentFailed, in plain words and without secrets, where the host refuses; what is safe to
    try again has then been tried again.
    """

    name: str
    """Where that is, for people; without secrets."""

    has_headers: bool
    """Whether it keeps with each file what is to be said with it."""

    def locked(self, holder: str) -> AbstractContextManager[Check]:
        """Hold the only lock there is. Raises EnvironmentFailed, naming its holder, where another has it."""
        ...

    def listing(self, tops: Sequence[str]) -> dict[str, str]:
        """Return the files whose first part is one of `tops`: `articles` for all below it, `index.html` for itself.

        Each has a tag, which is another once the file is another. What lies in STATE is left out.
        """
        ...

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """Return the digest of what each of these files of the host holds now; those that are gone are left out."""
        ...

    def read(self, path: str) -> bytes | None:
        """Return a file of STATE, whole, or None where there is none."""
        ...

    def write(self, path: str, data: bytes) -> None:
        """Put a file of STATE in its place, in one step."""
        ...

    def keep(self, files: Mapping[str, str], done: Done) -> None:
        """Keep each of these files of the host, by path, as it is now in KEPT under the key beside it."""
        ...

    def put(self, files: Sequence[File], body: Callable[[File], bytes], done: Done) -> dict[str, str]:
        """Put each file in its place in one step, whatever was there.

        Return their tags as `listing` has them, nothing where those are not known yet.
        """
        ...

    def restore(self, files: Mapping[str, str], done: Done) -> None:
        """Put into the place of each of these files, by path, what KEPT has under the key beside it, in one step."""
        ...

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete these files, of the site or of STATE, as far as they are there.

        Where the host has folders, those that are empty without them go too.
        """
        ...

"""A store that speaks the S3 protocol, of any maker. The only module that knows obstore."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from ipaddress import IPv4Address
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from site_builder import interrupts
from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed, LockLost, UsageError
from site_builder.publish.host import KEPT, STATE, Check, Done, File
from site_builder.publish.lease import LEASE_S, Lease, decoded, encoded, is_over

if TYPE_CHECKING:
    from obstore.store import S3Store

LOCK = f"{STATE}lock.json"

AT_ONCE = 32
"""Requests under way at one time: beyond that neither two cores nor a busy line got any quicker."""

CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
               "AWS_CONTAINER_CREDENTIALS_FULL_URI")  # fmt: skip
"""One of these in the environment tells who publishes. Without, obstore would ask the network."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class S3Host:
    """Publishes into `bucket`, below `prefix`; `endpoint` "" is Amazon's own. Credentials come from the environment.

    `allow_unconditional` goes without a lock where the store cannot give one. Raises EnvironmentFailed where obstore or
    the credentials are missing, and UsageError where no server can have this endpoint.
    """

    has_headers = True

    def __init__(
        self, bucket: str, *, prefix: str = "", endpoint: str = "", region: str = "", allow_unconditional: bool = False
    ) -> None:
        self.name = "/".join([endpoint.rstrip("/") or "s3:/", bucket, *([prefix] if prefix else [])])
        self.allow_unconditional = allow_unconditional
        self._store = _store(bucket, prefix.strip("/"), endpoint, region)
        self._lease: Lease | None = None
        self._tag = ""
        self._knows_conditions = True

    @contextmanager
    def locked(self, holder: str) -> Iterator[Check]:
        """Hold the lock, an object that is put on condition that there is none. It is over if it is not renewed."""
        lease = Lease.of(holder)
        try:
            self._take(lease)
        except KeyboardInterrupt:
            # It may have come there, and whoever asked for it has not heard of that.
            self._lease = lease
            self._give_back()
            raise
        try:
            yield self._renew
        finally:
            self._give_back()

    def listing(self, tops: Sequence[str]) -> dict[str, str]:
        """Return the objects below `tops`; each is known by its entity tag and by when it was put.

        The entity tag alone says nothing of what the store says with an object.
        """
        asked = set(tops)
        with self._told("list what is there"):
            first = self._store.list_with_delimiter()
            here = [each for each in first["objects"] if each["path"] in asked]
            folders = sorted(asked.intersection(first["common_prefixes"]))
            for found in _all(self._below, folders, lambda _: None):
                here += found
            return {each["path"]: f"{each['e_tag']} {each['last_modified']:%Y-%m-%dT%H:%M:%SZ}" for each in here}

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """Return what these objects hold."""

        async def digest(path: str) -> tuple[str, str] | None:
            data = await self._get(path)
            return None if data is None else (path, digest_bytes(data).hex())

        with self._told("read what is there"):
            found = _all(digest, paths, lambda _: None)
        return dict(each for each in found if each)

    def read(self, path: str) -> bytes | None:
        """Return an object of STATE."""
        with self._told(f"read {path}"):
            return asyncio.run(self._get(path))

    def write(self, path: str, data: bytes) -> None:
        """Put an object of STATE. Nobody may keep a copy of it on the way."""
        with self._told(f"write {path}"):
            self._store.put(path, data, attributes={"Content-Type": "application/json", "Cache-Control": "no-store"})

    def keep(self, files: Mapping[str, str], done: Done) -> None:
        """Let the store copy objects: no byte comes back here, and what is said with them is kept too."""
        self._copy([(path, KEPT + key) for path, key in files.items()], "keep what is there", done)

    def put(self, files: Sequence[File], body: Callable[[File], bytes], done: Done) -> dict[str, str]:
        """Put objects with what the store is to say with them. When each was put only a listing tells."""

        async def put(file: File) -> None:
            await self._store.put_async(file.path, body(file), attributes=dict(file.headers))

        for batch in _batches(files):
            self._renew_in_time()
            with self._told("put files there"):
                _all(put, batch, done)
        return {}

    def restore(self, files: Mapping[str, str], done: Done) -> None:
        """Let the store copy back what was kept."""
        self._copy([(KEPT + key, path) for path, key in files.items()], "put back what was kept", done)

    def delete(self, paths: Sequence[str], done: Done) -> None:
        """Delete objects."""

        async def delete(path: str) -> None:
            with suppress(FileNotFoundError):
                await self._store.delete_async(path)

        with self._told("delete files there"):
            _all(delete, paths, done)

    async def _below(self, folder: str) -> list[Any]:
        found: list[Any] = []
        async for chunk in self._store.list(f"{folder}/", chunk_size=1000):
            found += chunk
        return found

    async def _get(self, path: str) -> bytes | None:
        try:
            answer = await self._store.get_async(path)
        except FileNotFoundError:
            return None
        return bytes(await answer.bytes_async())

    def _copy(self, pairs: Sequence[tuple[str, str]], what: str, done: Done) -> None:
        async def copy(pair: tuple[str, str]) -> None:
            await self._store.copy_async(*pair)

        for batch in _batches(pairs):
            self._renew_in_time()
            with self._told(what):
                _all(copy, batch, done)

    # The lock

    def _take(self, lease: Lease) -> None:
        """Take the lock, and make sure that the store would have refused it to another."""
        found = self._lock_there()
        if found is None:
            tag = self._put_if(lease, "create")
        elif is_over(decoded(found[0])):
            tag = self._put_if(lease, {"e_tag": found[1]})
        else:
            tag = None
        if tag is None:
            found = self._lock_there() or found
            who = decoded(found[0]).holder if found else "another publisher"
            raise EnvironmentFailed(f"{self.name} is being published to by {who}; wait for that to end")
        self._lease, self._tag = lease, tag
        # A store that does not know conditions puts the lock a second time.
        self._knows_conditions = self._put_if(lease, "create") is None
        if not self._knows_conditions and not self.allow_unconditional:
            self._give_back()
            raise EnvironmentFailed(
                f"{self.name} ignores conditions (If-None-Match), so two publishers could write to it at once. "
                "Make sure that only one ever runs, and say --allow-unconditional."
            )

    def _lock_there(self) -> tuple[bytes, str] | None:
        """Return the lock that is there and its tag."""
        with self._told("read the lock"):
            try:
                answer = self._store.get(LOCK)
                return bytes(answer.bytes()), answer.meta["e_tag"] or ""
            except FileNotFoundError:
                return None

    def _put_if(self, lease: Lease, condition: Any) -> str | None:
        """Put the lock, and return its tag, None where the condition does not hold."""
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        with self._told("put the lock there"):
            try:
                made = self._store.put(LOCK, encoded(lease), mode=condition, attributes={"Cache-Control": "no-store"})
            except (AlreadyExistsError, PreconditionError):
                # The answer to a first try may have been lost on its way.
                found = self._store.get(LOCK)
                is_ours = self._lease is None and bytes(found.bytes()) == encoded(lease)
                return found.meta["e_tag"] if is_ours else None
            return made["e_tag"] or ""

    def _renew(self) -> None:
        """Say that this publisher still runs. Raises LockLost where another has taken the lock."""
        assert self._lease is not None
        lease = self._lease.renewed()
        tag = self._put_if(lease, {"e_tag": self._tag} if self._knows_conditions else "overwrite")
        if tag is None:
            self._lease = None
            raise LockLost(f"{self.name}: another publisher has taken the lock, so nothing more was done here")
        self._lease, self._tag = lease, tag

    def _renew_in_time(self) -> None:
        if self._lease is not None and self._lease.until - time.time() < LEASE_S / 2:
            self._renew()

    def _give_back(self) -> None:
        """Delete the lock if it is ours."""
        found = self._lock_there() if self._lease else None
        if found and self._lease and decoded(found[0]).token == self._lease.token:
            self.delete([LOCK], lambda _: None)
        self._lease = None

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Say in plain words what the store refuses."""
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            raise EnvironmentFailed(f"{self.name}: could not {what}: {_reason(error)}") from None


def _store(bucket: str, prefix: str, endpoint: str, region: str) -> S3Store:
    try:
        from obstore.exceptions import BaseError
        from obstore.store import S3Store
    except ImportError:
        raise EnvironmentFailed(
            "publishing to a store that speaks S3 needs the library obstore; `make setup` installs it"
        ) from None
    if endpoint and not _is_address(endpoint):
        raise UsageError(f"the endpoint {endpoint} is not the address of a server; mend it in pyproject.toml")
    if not any(os.environ.get(name) for name in CREDENTIALS):
        raise EnvironmentFailed(
            "who publishes is not known: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment "
            "(they are never read from a file of the project)"
        )
    # Named twice, since the environment has two names for it too.
    options: dict[str, Any] = {"endpoint": endpoint, "aws_endpoint_url_s3": endpoint} if endpoint else {}
    try:
        return S3Store(
            bucket,
            prefix=prefix or None,
            region=region or os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1",
            virtual_hosted_style_request=not endpoint,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": "60s", "connect_timeout": "5s"},
            retry_config={"max_retries": 5, "retry_timeout": timedelta(seconds=60)},
            # What an environment that is meant for others must not change: without these there is no lock, or no store.
            conditional_put="etag",
            skip_signature=False,
            s3_express=False,
            **options,
        )
    except BaseError as error:
        raise EnvironmentFailed(f"what the environment says of the store cannot be used: {_reason(error)}") from None


def _is_address(endpoint: str) -> bool:
    """Return whether a server can be asked at all: obstore ends the program where it cannot."""
    try:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
        # What ends with a number is one of the four of an address (url.spec.whatwg.org, host parsing).
        number = IPv4Address(host) if host.rpartition(".")[2].isdigit() else None
        return parts.scheme in ("http", "https") and bool(host) and parts.port != 0 and number != IPv4Address(0)
    except ValueError:
        return False


def _all(work: Callable[[Item], Awaitable[Answer]], items: Sequence[Item], done: Done) -> list[Answer]:
    """Do the work for each, some at a time, and return the answers in order. After one has failed none is begun.

    What is under way is waited for even then, and after Ctrl-C: nobody could undo what arrives later. That is why it
    has a thread of its own, which no signal breaks off.
    """
    is_over = Event()
    with ThreadPoolExecutor(1) as thread:
        # It runs before anything is begun: one that is about to start could not be waited for.
        thread.submit(int).result()
        try:
            return thread.submit(asyncio.run, _each(work, items, done, is_over)).result()
        except BaseException:
            is_over.set()
            with interrupts.unheard():
                thread.shutdown()
            raise


async def _each(
    work: Callable[[Item], Awaitable[Answer]], items: Sequence[Item], done: Done, is_over: Event
) -> list[Answer]:
    waiting = iter(enumerate(items))
    answers: dict[int, Answer] = {}

    async def worker() -> None:
        for place, item in waiting:
            try:
                answers[place] = await work(item)
            except BaseException:
                is_over.set()
                raise
            done(1)
            if is_over.is_set():
                return

    workers = [asyncio.ensure_future(worker()) for _ in range(min(AT_ONCE, len(items)))]
    if workers:
        await asyncio.wait(workers)
    for each in workers:
        each.result()
    return [answers[place] for place in range(len(items))]


def _batches(items: Sequence[Item], size: int = 512) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _reason(error: BaseException) -> str:
    """Return why, in the store's own words, without what obstore adds for its own debugging, and without secrets."""
    text = str(error).partition("\n\nDebug source")[0]
    code, message = (re.search(rf"<{name}>([^<]*)</{name}>", text) for name in ("Code", "Message"))
    if code or message:
        text = ": ".join(found[1] for found in (code, message) if found)
    elif "error sending request" in text or "HTTP error" in text:
        text = "there is no answer; check the endpoint in pyproject.toml, and the network"
    text = " ".join(text.split())[:300]
    for name in ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID"):
        secret = os.environ.get(name, "")
        text = text.replace(secret, f"({name})") if secret else text
    return text

"""The store on disk: entries by key in a few append-only packs, and an index of where each lies.

Packs keep ten thousand small results in one file, so that a warm build opens two files rather than ten thousand.
An entry is never changed: what is no longer asked for is swept by age, and packs that hold more waste than entries
are written anew. A damaged entry, or a damaged index, is no more than a miss. Nothing here knows what entries mean.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from pathlib import Path
from typing import NamedTuple

FORMAT = 2
KEPT_RUNS = 20
"""An entry is swept when this many runs that stored something have not asked for it."""

MOST_WAITING = 1024 * 1024
"""Bytes that are collected before they are written."""

_HEAD = struct.Struct("<III")
"""Format, number of the run, and number of the first pack that is in use."""

_ROW = struct.Struct("<16sIQIII")
"""A key, and the fields of its entry."""


class Entry(NamedTuple):
    """Where an entry lies: pack, offset and length in bytes, checksum, and the run that last asked for it."""

    pack: int
    offset: int
    length: int
    checksum: int
    run: int


class Pack:
    """One append-only file; the processes that share it have each their own."""

    def __init__(self, file: int) -> None:
        self.file = file
        self.end = os.lseek(file, 0, os.SEEK_END)
        self.waiting: list[bytes] = []
        self.waiting_bytes = 0
        # What is there already is read without a call to the system for each entry.
        self.there = mmap.mmap(file, self.end, access=mmap.ACCESS_READ) if self.end else b""

    def append(self, data: bytes) -> int:
        """Add `data` and return its offset."""
        offset = self.end
        self.end += len(data)
        self.waiting.append(data)
        self.waiting_bytes += len(data)
        if self.waiting_bytes >= MOST_WAITING:
            self.flush()
        return offset

    def flush(self) -> None:
        """Write what waits; an entry is readable by others from then on."""
        if self.waiting:
            data = memoryview(b"".join(self.waiting))
            self.waiting.clear()
            self.waiting_bytes = 0
            position = self.end - len(data)
            while data:
                written = os.pwrite(self.file, data, position)
                position += written
                data = data[written:]

    def read(self, offset: int, length: int) -> bytes:
        """Return `length` bytes at `offset`; fewer where the file has been cut short."""
        if offset + length <= len(self.there):
            return self.there[offset : offset + length]
        if self.waiting:
            self.flush()
        return os.pread(self.file, length, offset)

    def close(self) -> None:
        """Let the file go."""
        if isinstance(self.there, mmap.mmap):
            self.there.close()
        os.close(self.file)


class Store:
    """Entries by key. `folder` None keeps them only until this process ends."""

    def __init__(self, folder: Path | None, *, writers: int) -> None:
        self.folder = folder
        self.entries: dict[bytes, Entry] = {}
        self.packs: dict[int, Pack] = {}
        self.run = 1
        self.writer = 0
        self.changed = False
        self.first_pack = 1
        if folder is not None:
            self._open_index(folder)
        self.writers = range(self.first_pack, self.first_pack + writers)

    def get(self, key: bytes) -> bytes | None:
        """Return the entry under `key`, or None where there is none that is whole."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        data = self._pack(entry.pack).read(entry.offset, entry.length)
        if len(data) != entry.length or zlib.crc32(data) != entry.checksum:
            del self.entries[key]
            return None
        self._note(key, entry)
        return data

    def touch(self, key: bytes) -> bool:
        """Return whether there is an entry under `key`, and count it as asked for."""
        entry = self.entries.get(key)
        if entry is None:
            return False
        self._note(key, entry)
        return True

    def put(self, key: bytes, data: bytes, *, anew: bool = False) -> None:
        """Store `data` under `key`; what lies there already is left unless `anew`."""
        if key in self.entries and not anew:
            self.touch(key)
            return
        pack = self.writers[self.writer]
        self.entries[key] = Entry(pack, self._pack(pack).append(data), len(data), zlib.crc32(data), self.run)
        self.changed = True

    def flush(self) -> None:
        """Write out what this process has put."""
        for pack in self.packs.values():
            pack.flush()

    def prepare(self) -> None:
        """Open a pack for each writer, so that processes forked from here can read what another of them writes."""
        for pack in self.writers:
            self._pack(pack)

    def adopt(self, added: dict[bytes, Entry]) -> None:
        """Take over what a forked process has put."""
        for entry in added.values():
            pack = self._pack(entry.pack)
            pack.end = max(pack.end, entry.offset + entry.length)
        self.entries.update(added)
        self.changed = True

    def save(self) -> None:
        """Write the index, and sweep what has not been asked for in many runs."""
        self.flush()
        if self.folder is None or not self.changed:
            return
        kept = {key: entry for key, entry in self.entries.items() if self.run - entry.run < KEPT_RUNS}
        if sum(entry.length for entry in kept.values()) * 2 < sum(pack.end for pack in self.packs.values()):
            kept = self.rewritten(kept)
        self.entries = kept
        body = _HEAD.pack(FORMAT, self.run, self.first_pack) + b"".join([_ROW.pack(key, *kept[key]) for key in kept])
        _replace(self.folder / "index", zlib.crc32(body).to_bytes(4, "big") + body)
        for number in [number for number in self.packs if number < self.first_pack]:
            self.packs.pop(number).close()
        for path in self.folder.glob("pack-*"):
            if path.name not in {self._path(number).name for number in self.packs}:
                path.unlink()
        self.changed = False

    def rewritten(self, kept: dict[bytes, Entry]) -> dict[bytes, Entry]:
        """Return the entries as they lie in a new pack, which holds nothing else."""
        number = max(self.packs) + 1
        pack = self._pack(number)
        moved = {
            key: entry._replace(
                pack=number, offset=pack.append(self.packs[entry.pack].read(entry.offset, entry.length))
            )
            for key, entry in kept.items()
        }
        pack.flush()
        self.first_pack = number
        return moved

    def close(self) -> None:
        """Close the packs."""
        for pack in self.packs.values():
            pack.close()
        self.packs.clear()

    def _note(self, key: bytes, entry: Entry) -> None:
        # Only now and then: on a warm build ten thousand entries are asked for, and hardly one is near its end.
        if self.run - entry.run > KEPT_RUNS // 2:
            self.entries[key] = entry._replace(run=self.run)
            self.changed = True

    def _open_index(self, folder: Path) -> None:
        try:
            data = (folder / "index").read_bytes()
            if zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):
                raise ValueError("damaged")
            version, run, self.first_pack = _HEAD.unpack_from(data, 4)
            if version != FORMAT:
                raise ValueError("another format")
            rows = _ROW.iter_unpack(data[4 + _HEAD.size :])
            self.entries = {key: Entry._make(fields) for key, *fields in rows}
        except (OSError, ValueError, struct.error):
            self._start_afresh(folder)
            return
        self.run = run + 1
        for number in {entry.pack for entry in self.entries.values()}:
            try:
                self.packs[number] = Pack(os.open(self._path(number), os.O_RDWR | os.O_CLOEXEC))
            except OSError:
                self.entries = {key: entry for key, entry in self.entries.items() if entry.pack != number}

    def _start_afresh(self, folder: Path) -> None:
        self.entries, self.first_pack = {}, 1
        for path in folder.glob("pack-*"):
            path.unlink()

    def _pack(self, number: int) -> Pack:
        pack = self.packs.get(number)
        if pack is None:
            pack = self.packs[number] = Pack(self._create(number))
        return pack

    def _create(self, number: int) -> int:
        if self.folder is None:
            import tempfile  # late: most runs keep a cache

            with tempfile.TemporaryFile(prefix="site-builder-") as file:
                return os.dup(file.fileno())
        self.folder.mkdir(parents=True, exist_ok=True)
        return os.open(self._path(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def _path(self, number: int) -> Path:
        assert self.folder is not None
        return self.folder / f"pack-{number}"


def _replace(path: Path, data: bytes) -> None:
    """Write `path` so that a reader sees the old bytes or the new ones."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(data)
    os.replace(beside, path)

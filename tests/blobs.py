"""Contents by their digest, kept in memory."""

from __future__ import annotations

from site_builder.digest import digest_bytes


class MemoryBlobs:
    """What a stage reads and keeps, without a disk."""

    def __init__(self) -> None:
        self.contents: dict[bytes, bytes] = {}

    def read(self, digest: bytes) -> bytes:
        """Return the bytes that have this digest."""
        return self.contents[digest]

    def keep(self, data: bytes) -> bytes:
        """Keep `data` and return its digest."""
        digest = digest_bytes(data)
        self.contents[digest] = data
        return digest


def holding(*contents: bytes) -> MemoryBlobs:
    """Return blobs that hold these contents already."""
    blobs = MemoryBlobs()
    for data in contents:
        blobs.keep(data)
    return blobs

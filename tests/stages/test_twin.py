"""A file, compressed beside itself: by libraries that make the same bytes on every machine."""

from __future__ import annotations

import gzip
import hashlib

import brotli
import pytest

from site_builder.digest import digest_bytes
from site_builder.model.hosting import Twin, TwinTask
from site_builder.stages.twin import compress
from tests.blobs import holding

TEXT = b"<p>Sleep helps most people, and so does talking about it.</p>\n" * 40


def twin(data: bytes, encoding: str) -> bytes:
    blobs = holding(data)
    made = compress(TwinTask(digest_bytes(data), encoding), blobs)
    found = blobs.read(made.digest)
    assert made.size == len(found)
    return found


def test_it_is_the_same_file_for_whoever_unpacks_it() -> None:
    assert gzip.decompress(twin(TEXT, "gzip")) == TEXT
    assert brotli.decompress(twin(TEXT, "brotli")) == TEXT


def test_it_tells_neither_a_name_nor_a_time_nor_a_system() -> None:
    # RFC 1952: no flags, time 0, slowest, unknown system.
    assert twin(TEXT, "gzip")[:10].hex() == "1f8b08000000000002ff"


@pytest.mark.parametrize(("encoding", "digest"), [("gzip", "66865dd451ab6d48"), ("brotli", "35cffad3a40ac368")])
def test_its_bytes_are_the_same_on_every_machine(encoding: str, digest: str) -> None:
    assert hashlib.sha256(twin(TEXT, encoding)).hexdigest()[:16] == digest


@pytest.mark.parametrize("encoding", ["gzip", "brotli"])
def test_there_is_none_that_is_not_smaller(encoding: str) -> None:
    data = hashlib.sha256(b"noise").digest()
    assert compress(TwinTask(digest_bytes(data), encoding), holding(data)) == Twin()

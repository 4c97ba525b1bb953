"""ledger: content/addresses.yaml → LedgerFile."""

from __future__ import annotations

import msgspec

from site_builder.model.inputs import Source
from site_builder.model.ledger import FILE, Ledger, LedgerFile
from site_builder.stages.ledger import parse_ledger
from tests.blobs import MemoryBlobs


def parse(data: bytes) -> tuple[LedgerFile, MemoryBlobs]:
    blobs = MemoryBlobs()
    return parse_ledger(Source(FILE, blobs.keep(data), len(data)), blobs), blobs


def test_the_ledger_is_kept_and_named_by_its_digest() -> None:
    file, blobs = parse(b"addresses:\n  /: content/index.md\n")
    kept = msgspec.msgpack.decode(blobs.read(file.ledger), type=Ledger)
    assert file.problems == ()
    assert [(each.address, each.file) for each in kept.addresses] == [("/", "content/index.md")]


def test_an_empty_one_is_a_ledger_too() -> None:
    assert parse(b"# nothing yet\n")[0].ledger


def test_a_damaged_one_is_none() -> None:
    file, _ = parse(b"addresses:\n  about: content/about.md\n")
    assert (file.ledger, [each.rule for each in file.problems]) == (b"", ["ledger-damaged"])

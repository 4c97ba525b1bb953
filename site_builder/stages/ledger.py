"""ledger: content/addresses.yaml → LedgerFile."""

from __future__ import annotations

import msgspec

from site_builder.cache.memo import Blobs
from site_builder.model.inputs import Source
from site_builder.model.ledger import LedgerFile
from site_builder.text.ledger import read_ledger


def parse_ledger(source: Source, blobs: Blobs) -> LedgerFile:
    """Return what the file says; the ledger itself, which may be long, is kept in `blobs`."""
    ledger, problems = read_ledger(blobs.read(source.digest))
    return LedgerFile(blobs.keep(msgspec.msgpack.encode(ledger)) if ledger else b"", tuple(sorted(problems)))

"""The ledger of every address that the site has published (`content/addresses.yaml`)."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from site_builder.model.problem import Place, Problem

FILE = "content/addresses.yaml"


class LedgerFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of the file, as it is written."""

    addresses: Annotated[
        dict[str, str],
        Meta(description="Every address that was published, without the site's own, and the file that it comes from"),
    ] = {}
    texts: Annotated[
        dict[str, str],
        Meta(description="By what the text of each file is known again when the file has another name"),
    ] = {}


class Noted(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An address of the ledger, the content file that it came from, and where the ledger says so."""

    address: str
    file: str
    place: Place = Place()


class Ledger(msgspec.Struct, frozen=True):
    """What the ledger says: its addresses, sorted, and the sketch of the text of each file (see `text/sketch.py`)."""

    addresses: tuple[Noted, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


class LedgerFile(msgspec.Struct, frozen=True):
    """The ledger, read: the digest of the kept `Ledger`, b"" where there is none that can be used."""

    ledger: bytes
    problems: tuple[Problem, ...]

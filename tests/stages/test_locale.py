from __future__ import annotations

from site_builder.language.locales import find_locale
from site_builder.stages.locale import read_locale
from tests.blobs import MemoryBlobs


def test_a_locale_is_found_by_its_name() -> None:
    assert read_locale("es-US", MemoryBlobs()).locale == find_locale("es-US")


def test_one_that_nobody_knows_is_none() -> None:
    assert read_locale("xx", MemoryBlobs()).locale is None

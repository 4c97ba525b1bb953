"""Stores to publish to, each started once for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import components
from tests.browser.conftest import need
from tests.publish import stores
from tests.publish.stores import Bucket, Store


@pytest.fixture(scope="session")
def seaweedfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    need(components.SEAWEEDFS)
    with stores.seaweedfs(tmp_path_factory.mktemp("seaweedfs")) as store:
        yield store


@pytest.fixture(scope="session")
def _bucket(seaweedfs: Store) -> Bucket:
    return seaweedfs.bucket("live")


@pytest.fixture
def bucket(_bucket: Bucket) -> Bucket:
    """An empty bucket of SeaweedFS, which takes longer to make a new one than to empty this."""
    for path in _bucket.paths():
        _bucket.delete(path)
    return _bucket

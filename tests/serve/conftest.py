from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Project
from tests.serve.live import Live


@pytest.fixture
def live(project: Project) -> Iterator[Live]:
    """A preview of the small site that has been built for the first time."""
    made = Live(project.root)
    yield made
    made.preview.close()

"""A few of the kills of tests/torn.py; `python -m tests.torn 200` is the measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.cache.fork import can_fork
from tests.torn import SCENES, WAYS, Trial, run

pytestmark = pytest.mark.skipif(not can_fork(), reason="this machine does not fork")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory, warm_store: Path) -> Trial:
    """A project that is built again and again."""
    return Trial(tmp_path_factory.mktemp("torn"), warm_store)


@pytest.mark.parametrize(("way", "times"), [("killed", 6), ("interrupted", 4)])
def test_no_build_that_is_ended_tears_the_site_or_leaves_anything_behind(trial: Trial, way: str, times: int) -> None:
    assert run(trial, times, WAYS[way], [PAGES]) == []
    assert trial.seen[PAGES.name, "killed"] + trial.seen[PAGES.name, "too late"] == times


PAGES = SCENES[1]
"""Of pages that come or go much is written."""

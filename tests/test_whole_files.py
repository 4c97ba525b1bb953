"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from site_builder.whole_files import replace_files


def test_files_are_replaced_and_made_and_keep_their_modes(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"1")
    old.chmod(0o640)
    replace_files({old: b"2", new: b"3"})
    assert (old.read_bytes(), new.read_bytes(), stat.S_IMODE(old.stat().st_mode)) == (b"2", b"3", 0o640)
    assert sorted(os.listdir(tmp_path)) == ["new", "old"]


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "gone" / "second"
    first.write_bytes(b"1")
    with pytest.raises(OSError, match="No such file"):
        replace_files({first: b"2", second: b"3"})
    assert first.read_bytes() == b"1"
    assert os.listdir(tmp_path) == ["first"]
